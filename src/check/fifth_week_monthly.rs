//! Monthly sessions that are held only in the fifth week of a month.

use super::wording::sentences;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "fifth-week-monthly",
        severity: Severity::Warning,
        summary: "a monthly session is held only in the fifth week",
        why: "A month has a fifth Tuesday in four or five months of the year; in the others somebody waits in vain. Usually \
               the last Tuesday was meant, for which `hours` has no word: say it in `referral` and leave the session out, so \
               that its day is asked about. Found only where a text says \"monthly\", \"every month\", \"once a month\", \
               \"each month\" or \"last Tuesday of\"; a session that is truly held in fifth weeks is left alone.",
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
referral: Just turn up on the last Tuesday of the month.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\", weeks: [5]}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
referral: Just turn up on the last Tuesday of the month.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// Said of a session that is held once in every month.
const MONTHLY: [&str; 11] = [
    "monthly",
    "every month",
    "each month",
    "once a month",
    "last monday of",
    "last tuesday of",
    "last wednesday of",
    "last thursday of",
    "last friday of",
    "last saturday of",
    "last sunday of",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let fifth = service.hours.iter().position(|session| {
        !session.weeks.is_empty() && session.weeks.iter().all(|week| *week == 5)
    });
    let Some(position) = fifth.filter(|_| service.hours.len() == 1) else {
        return;
    };
    let monthly = sentences(service, &["month", "last"])
        .find_map(|sentence| sentence.find(&MONTHLY).map(|range| sentence.place(range)));
    if let Some(monthly) = monthly {
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Hours, position),
                    format!(
                        "`{}` is monthly, but held in the fifth week only, which most months do not have",
                        service.id.value
                    ),
                )
                .related(monthly, "said here")
                .help("if the last week is meant, say so in `referral` and take the session out of `hours`"),
            );
    }
}
