//! Alerts whose last day has passed.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "alert-expired",
        severity: Severity::Warning,
        summary: "the last day of an alert has passed",
        why: "It is no longer shown, and what it spoke of (a closure, other hours) is over or has to be said anew. \
               Remove it, or ask the service and set a new day. Alerts without `until`, and those of closed services, \
               are left alone; a service that is temporarily closed has its own check.",
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
alerts:\n\
\x20 - {text: No meeting while the hall is painted., from: 2026-09-01, until: 2026-10-31}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
alerts:\n\
\x20 - {text: No meeting while the hall is painted., from: 2026-11-01, until: 2026-12-31}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !is_running(service) {
        return;
    }
    for (position, alert) in service.alerts.iter().enumerate() {
        // Dates that are upside down have a check of their own.
        let upside_down = alert.from > alert.until;
        let Some(until) = alert.until.filter(|until| *until < context.today) else {
            continue;
        };
        if !upside_down {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Alerts, position),
                    format!("an alert of `{}` was until {until}", service.id.value),
                )
                .help("remove it if it is over, or ask the service and set a new `until`"),
            );
        }
    }
}
