//! Two sessions of one service at the same time.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::{Closed, Day, Session};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "sessions-overlap",
        severity: Severity::Warning,
        summary: "two sessions of a service are at the same time",
        why: "Usually the hours were changed and the old line was left: one of the two is wrong, and people come at \
               the wrong time. Only services in one place, attended in one way, are looked at; the format does not say \
               which session belongs to which place.",
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
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
\x20 - {days: [mon, tue], from: \"11:00\", to: \"13:00\", closed: [bank holidays]}\n\
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
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
\x20 - {days: [mon, tue], from: \"12:00\", to: \"13:00\", closed: [bank holidays]}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.attending_type.len() > 1 || service.locations.len() > 1 {
        return;
    }
    for (position, session) in service.hours.iter().enumerate() {
        let earlier = service.hours[..position]
            .iter()
            .enumerate()
            .find_map(|(other, earlier)| Some((other, shared_day(earlier, session)?)));
        if let Some((other, day)) = earlier {
            found.push(at_once(service, other, position, day));
        }
    }
}

fn at_once(service: &Service, earlier: usize, later: usize, day: Day) -> Diagnostic {
    Diagnostic::new(
        &CHECK.kind,
        service.place_of_item(Part::Hours, later),
        format!(
            "`{}` has two sessions at the same time on {}s",
            service.id.value,
            day.name()
        ),
    )
    .related(
        service.place_of_item(Part::Hours, earlier),
        "the other session",
    )
    .help("remove the one that is no longer held, or put its times right")
    .about(&service.id.value)
}

/// A day on which both are held at the same time in some week.
fn shared_day(one: &Session, other: &Session) -> Option<Day> {
    let times = one.from < other.to && other.from < one.to;
    let weeks = one.weeks.is_empty()
        || other.weeks.is_empty()
        || one.weeks.iter().any(|week| other.weeks.contains(week));
    // Summer hours and winter hours never meet.
    let months = (1..=12)
        .map(Closed::Month)
        .any(|month| !one.closed.contains(&month) && !other.closed.contains(&month));
    (times && weeks && months)
        .then(|| {
            one.days
                .iter()
                .copied()
                .find(|day| other.days.contains(day))
        })
        .flatten()
}
