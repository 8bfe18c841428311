//! Statements about room that would hold for over a year.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::days_between;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "capacity-date-distant",
        severity: Severity::Warning,
        summary: "what is said about room would hold for over a year",
        why: "Room changes from week to week. `until` is the day after which nobody claims to know; set far ahead it \
               keeps an old answer alive, and people are sent to a full service or kept from one with room. Set the \
               day when you will ask again, at most a year ahead.",
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
capacity: {state: open, until: 2030-12-31}\n\
#                              ^^^^^^^^^^\n\
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
capacity: {state: open, until: 2027-01-31}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// A year, and a leap day.
const LONGEST_DAYS: i64 = 366;

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(capacity) = &service.capacity else {
        return;
    };
    if may_run_again(service) && days_between(context.today, *capacity.until) > LONGEST_DAYS {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                capacity.until.span,
                format!(
                    "`{}` says that it is `{}` until {}, over a year from now",
                    service.id.value, capacity.state, capacity.until.value
                ),
            )
            .help("set `until` to the day when you will ask again"),
        );
    }
}
