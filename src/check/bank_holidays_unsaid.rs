//! Drop-in sessions on Mondays or Fridays that do not say what happens on bank holidays.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::{Closed, Day, Session};
use crate::model::service::{AttendingAccess, AttendingType, Kind as ServiceKind, Service};
use crate::model::vocabulary::Vocabulary;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "bank-holidays-unsaid",
        severity: Severity::Warning,
        summary: "whether a drop-in is open on bank holidays is not said",
        why: "Five of England's eight bank holidays are always a Monday or a Friday. Somebody who may just turn up \
               stands before a locked door. Write `closed: [bank holidays]`, or say \"bank holidays\" in a sentence \
               when it is open on them. Only drop-ins at a place are looked at: where one rings or books first, one is \
               told. A service that is open all seven days, or round the clock, is left alone too.",
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
contact: {phone: 01632 960001}\n\
locations:\n\
\x20 - {name: Colchester library, postcode: CO1 1JB}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [mon], from: \"10:00\", to: \"12:00\"}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
\x20 - {days: [mon], from: \"10:00\", to: \"12:00\", closed: [bank holidays]}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !people_turn_up(service) || open_all_week(service) {
        return;
    }
    let Some(position) = service.hours.iter().position(is_unsaid) else {
        return;
    };
    if speaks_of_bank_holidays(service) {
        return;
    }
    found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of_item(Part::Hours, position),
                format!(
                    "`{}` does not say whether it is open on bank holidays",
                    service.id.value
                ),
            )
            .help("add `closed: [bank holidays]` to the session, or say in `referral` that it is open on bank holidays"),
        );
}

fn people_turn_up(service: &Service) -> bool {
    is_running(service)
        && service.kind != ServiceKind::Crisis
        && service.attending_type.contains(&AttendingType::Venue)
        && service.attending_access.contains(&AttendingAccess::DropIn)
}

fn open_all_week(service: &Service) -> bool {
    Day::WORDS.iter().all(|(_, day)| {
        service
            .hours
            .iter()
            .any(|session| session.days.contains(day))
    })
}

fn is_unsaid(session: &Session) -> bool {
    let falls_on_one = session
        .days
        .iter()
        .any(|day| matches!(day, Day::Monday | Day::Friday));
    falls_on_one && !session.closed.contains(&Closed::BankHolidays) && !session.is_all_day()
}

fn speaks_of_bank_holidays(service: &Service) -> bool {
    let alerts = service.alerts.iter().map(|alert| Some(&alert.text));
    [
        Some(&service.summary),
        service.description.as_ref(),
        service.referral.as_ref(),
        service.plain.as_ref(),
    ]
    .into_iter()
    .chain(alerts)
    .flatten()
    .any(|text| text.to_lowercase().contains("bank holiday"))
}
