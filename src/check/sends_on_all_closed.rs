//! Services that send people on only to services that are closed.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::{Service, Status};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "sends-on-all-closed",
        severity: Severity::Warning,
        summary: "a service sends people on only to services that are closed",
        why: "Somebody is sent on and finds nobody there. Name a service that is running, or close this entry too. A \
               service that has ended for good is named by `sends-on-unknown`; here are those that are closed for a \
               while.",
        avoid: &[
            (
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
sends_on_to: [coffee]\n\
#             ^^^^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: temporarily closed\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
alerts:\n\
\x20 - {text: Closed while the hall is painted., until: 2026-12-31}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
        prefer: &[
            (
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
sends_on_to: [coffee]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(first) = service.sends_on_to.first().filter(|_| is_running(service)) else {
        return;
    };
    // One that cannot be read may be running.
    let others: Option<Vec<&Service>> = service
        .sends_on_to
        .iter()
        .map(|id| context.directory.service_by_id(id))
        .collect();
    let Some(others) = others else { return };
    let closed = others
        .iter()
        .find(|other| other.status.value == Status::TemporarilyClosed);
    if let Some(closed) = closed
        && !others.iter().any(|other| is_running(other))
    {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                first.span,
                format!(
                    "`{}` sends people on, and nobody it names is open",
                    service.id.value
                ),
            )
            .related(closed.status.span, "closed for a while")
            .help("add the id of a running service to `sends_on_to`"),
        );
    }
}
