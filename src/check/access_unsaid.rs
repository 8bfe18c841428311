//! Services that do not say how one gets in.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Kind as ServiceKind;
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "access-unsaid",
        severity: Severity::Note,
        summary: "how one gets in is not said",
        why: "A service that does not say whether people can come by themselves is never offered to somebody without \
               a referral; it has to be asked first. Add `attending_access`. Crisis contacts and closed services are \
               left alone.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
#   ^^^\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
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
    if service.attending_access.is_empty()
        && service.kind != ServiceKind::Crisis
        && may_run_again(service)
    {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.id.span,
                format!("`{}` does not say how one gets in", service.id.value),
            )
            .help("add a line such as `attending_access: [self-referral, professional-referral]`"),
        );
    }
}
