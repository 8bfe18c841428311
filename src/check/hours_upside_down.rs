//! Sessions that end before they start.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "hours-upside-down",
        severity: Severity::Error,
        summary: "a session ends before it starts",
        why: "Somebody stands before a closed door. A session past midnight is written as two: until \"24:00\", and from \"00:00\" on \
               the next day.",
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
hours:\n\
\x20 - {days: [tue], from: \"14:00\", to: \"12:00\"}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n",
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
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for (position, session) in service.hours.iter().enumerate() {
        if session.from >= session.to {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Hours, position),
                    format!(
                        "a session of `{}` is from {} to {}",
                        service.id.value, session.from, session.to
                    ),
                )
                .help("look at `from` and `to`; a session past midnight is written as two"),
            );
        }
    }
}
