//! Drop-ins of which nobody is told where or when.

use super::contact_missing::can_be_found;
use super::wording::sentences;
use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::{
    AttendingAccess, AttendingType, Kind as ServiceKind, Location, Service,
};
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "drop-in-unsaid",
        severity: Severity::Note,
        summary: "where or when a drop-in is held is not said",
        why: "People are told that they may just turn up, and not where or when: they ring first, or stay at home. Say it in \
               `locations` and `hours`; where it moves about or is held now and then, leave `drop-in` out and say in \
               `referral` how one hears of it. A place in confidence counts as said, and so do hours where a text names a \
               day of the week, a time of day, or `daily`, `every day` or `any time`.",
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
attending_access: [drop-in]\n\
#                 ^^^^^^^^^\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
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
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
locations:\n\
\x20 - {name: Colchester library, postcode: CO1 1JB}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// Say when, in a text; a day of the week also with an `s`.
const WHEN: [&str; 30] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "weekday",
    "weekdays",
    "weekend",
    "weekends",
    "daily",
    "every day",
    "each day",
    "any day",
    "any time",
    "anytime",
    "always",
    "24 hours",
    "morning",
    "mornings",
    "afternoon",
    "afternoons",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !people_turn_up(service) {
        return;
    }
    let place =
        |place: &Location| can_be_found(place) || matches!(place, Location::Confidential { .. });
    let where_ = service.locations.iter().any(place);
    let when = !service.hours.is_empty() || says_when(service);
    let (unsaid, help) = match (where_, when) {
        (true, true) => return,
        (true, false) => (
            "when is",
            "add `hours`, or write `self-referral` in place of `drop-in`",
        ),
        (false, true) => (
            "where is",
            "add `locations`, or write `self-referral` in place of `drop-in`",
        ),
        (false, false) => (
            "where and when are",
            "add `locations` and `hours`, or write `self-referral` in place of `drop-in`",
        ),
    };
    found.push(
        Diagnostic::new(
            &CHECK.kind,
            service.place_of(Part::AttendingAccess),
            format!("`{}` is a drop-in, and {unsaid} not said", service.id.value),
        )
        .help(help),
    );
}

fn people_turn_up(service: &Service) -> bool {
    is_running(service)
        && service.kind != ServiceKind::Crisis
        && service.attending_type.contains(&AttendingType::Venue)
        && service.attending_access.contains(&AttendingAccess::DropIn)
}

fn says_when(service: &Service) -> bool {
    sentences(
        service,
        &[
            "day", "time", "always", "hours", "noon", "morning", "daily", "weekend",
        ],
    )
    .any(|sentence| sentence.has(&WHEN))
}
