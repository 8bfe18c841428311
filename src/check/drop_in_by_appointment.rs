//! Drop-in services whose own text asks for an appointment.

use super::wording::sentences;
use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::AttendingAccess;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "drop-in-by-appointment",
        severity: Severity::Warning,
        summary: "a drop-in asks for an appointment",
        why: "Somebody turns up, perhaps a long way from home, and is sent away to ring for an appointment. Leave \
               `drop-in` out, or say in the text when one may just turn up. A text that says \"drop in\", or names a \
               day or another time beside the appointment, is left alone: it says when one may do which.",
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
referral: We see people by appointment only.\n\
contact: {phone: 01632 960001}\n\
locations:\n\
\x20 - {name: Colchester library, postcode: CO1 1JB}\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
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
attending_access: [self-referral, appointment]\n\
referral: We see people by appointment only.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

const APPOINTMENT: [&str; 12] = [
    "appointment only",
    "appointments only",
    "only by appointment",
    "you must book",
    "you need to book",
    "you have to book",
    "booking is essential",
    "booking essential",
    "you need an appointment",
    "you must have an appointment",
    "do not drop in",
    "no drop-in",
];

/// Words that say when one may just turn up, or when an appointment is needed.
const EXCUSES: [&str; 20] = [
    "or drop in",
    "just turn up",
    "turn up",
    "walk in",
    "walk-in",
    "just come",
    "drop in on",
    "other",
    "otherwise",
    "first",
    "outside",
    "except",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "day",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !service.attending_access.contains(&AttendingAccess::DropIn) || !may_run_again(service) {
        return;
    }
    let said: Vec<_> = sentences(service, &["appointment", "book", "drop"]).collect();
    let asked = said.iter().find_map(|sentence| {
        sentence
            .find(&APPOINTMENT)
            .map(|range| sentence.place(range))
    });
    if let Some(asked) = asked
        && !said.iter().any(|sentence| sentence.has(&EXCUSES))
    {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::AttendingAccess),
                format!(
                    "`{}` is a drop-in, but people need an appointment",
                    service.id.value
                ),
            )
            .related(asked, "said here")
            .help("write `appointment` in place of `drop-in`, or say when one may just turn up"),
        );
    }
}
