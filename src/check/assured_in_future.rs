//! Entries confirmed on a day that has not come.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "assured-in-future",
        severity: Severity::Warning,
        summary: "an entry was confirmed in the future",
        why: "A year typed wrongly keeps an old entry fresh for a long time, and nobody looks at it again.",
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
area: [colchester]\n\
assured: {on: 2027-10-12, by: directory coordinator}\n\
#             ^^^^^^^^^^\n",
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

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let on = &service.assured.on;
    if on.value > context.today {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                on.span,
                format!("confirmed on {}, which has not come yet", on.value),
            )
            .help("put the day on which somebody confirmed it"),
        );
    }
}
