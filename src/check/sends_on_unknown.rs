//! Services that send people on to one that is not there.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "sends-on-unknown",
        severity: Severity::Warning,
        summary: "a service sends people on to one that is not there",
        why: "A service that only signposts on is worth nothing where the sign points nowhere.",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
sends_on_to: [stedy]\n\
#             ^^^^^\n",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
sends_on_to: [steady]\n",
        )],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for id in &service.sends_on_to {
        let problem = match context.directory.service_by_id(id) {
            Some(other) if may_run_again(other) => continue,
            Some(other) => format!("the service `{}` is {}", id.value, other.status.value),
            None if context.left_out(id) => continue,
            None => format!("there is no service `{}`", id.value),
        };
        found.push(
            Diagnostic::new(&CHECK.kind, id.span, problem)
                .help("name a running service by its id, or remove it"),
        );
    }
}
