//! Services that serve the whole country and a part of it.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::area::Served;
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "area-beside-national",
        severity: Severity::Warning,
        summary: "a service serves the whole country and a part of it",
        why: "`national` holds every other area, so one of the two is not meant. If the part is right, people all \
               over the country are sent to a service that turns them away.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [national, colchester]\n\
#      ^^^^^^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let national = service
        .area
        .iter()
        .find(|served| served.value == Served::National);
    let part = service
        .area
        .iter()
        .find(|served| served.value != Served::National);
    if let (Some(national), Some(part)) = (national, part) {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                national.span,
                format!(
                    "`{}` serves the whole country, and an area beside it",
                    service.id.value
                ),
            )
            .related(part.span, "the part of it")
            .help("remove `national`, or everything but `national`"),
        );
    }
}
