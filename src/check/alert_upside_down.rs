//! Alerts that end before they start.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "alert-upside-down",
        severity: Severity::Error,
        summary: "an alert ends before it starts",
        why: "It is never shown: people come although the service is closed. Usually the two dates were exchanged, or \
               the year is wrong.",
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
\x20 - {text: \"No meeting on 5 January.\", from: 2027-01-06, until: 2026-12-20}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
\x20 - {text: \"No meeting on 5 January.\", from: 2026-12-20, until: 2027-01-06}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for (position, alert) in service.alerts.iter().enumerate() {
        if let (Some(from), Some(until)) = (alert.from, alert.until)
            && until < from
        {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Alerts, position),
                    format!("an alert is from {from} until {until}"),
                )
                .help("exchange the two dates, or put the year right"),
            );
        }
    }
}
