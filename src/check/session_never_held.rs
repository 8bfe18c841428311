//! Sessions that are closed in every month.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::Closed;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "session-never-held",
        severity: Severity::Error,
        summary: "a session is closed in every month",
        why: "Somebody waits for a session that never comes. Usually the months when it is held were listed instead \
               of those when it is not.",
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
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\", closed: [january, february, march, april, may, june, july, august, september, october, november, december]}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\", closed: [july, august]}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for (position, session) in service.hours.iter().enumerate() {
        let held = (1..=12).any(|month| !session.closed.contains(&Closed::Month(month)));
        if !held {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Hours, position),
                    format!(
                        "a session of `{}` is closed in every month",
                        service.id.value
                    ),
                )
                .help("leave in `closed` only the months when it is not held"),
            );
        }
    }
}
