//! Statements about room whose day has passed.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "capacity-expired",
        severity: Severity::Warning,
        summary: "what is said about room is out of date",
        why: "After `until` nobody knows whether there is room, so the entry is offered as if nothing had been said. Ask the service \
               and set a new day, or remove `capacity`.",
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
capacity: {state: full, until: 2026-10-31}\n\
#                              ^^^^^^^^^^\n",
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
capacity: {state: full, until: 2026-12-31}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(capacity) = &service.capacity else {
        return;
    };
    if may_run_again(service) && capacity.until.value < context.today {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                capacity.until.span,
                format!(
                    "`{}` was known until {} only",
                    capacity.state, capacity.until.value
                ),
            )
            .help("ask the service and set a new day, or remove `capacity`"),
        );
    }
}
