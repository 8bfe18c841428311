//! Actions done by a service that has ended.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::rule::ActionBy;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "action-service-closed",
        severity: Severity::Warning,
        summary: "an action names a service that is not running",
        why: "The plan sends people to a closed door. For actions of a stop, `stop-action-service` says so and refuses to answer.",
        avoid: &[
            (
                "services/befriending/tea.yaml",
                "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: defunct\n\
needs: [falls]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee and Talk\n\
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
            ),
        ],
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
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for action in context.other_actions() {
        if let Some(ActionBy::Service(id)) = &action.by
            && let Some(service) = context.directory.service_by_id(id)
            && !may_run_again(service)
        {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    id.span,
                    format!("the service `{}` is {}", id.value, service.status.value),
                )
                .related(service.status.span, "it says so here")
                .help("name the service that does it now")
                .about(&action.id.value),
            );
        }
    }
}
