//! Monthly sessions on a day that some months do not have.

use super::wording::sentences;
use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "day-not-in-every-month",
        severity: Severity::Warning,
        summary: "a monthly session is on a day that some months do not have",
        why: "Five months of twelve have no 31st, and February has no 30th and mostly no 29th: somebody waits in vain. Ask \
               what is meant; usually it is the last day of the month. Found are the 29th, 30th and 31st of `every`, `each` \
               or `the` month in the texts of an entry. A sentence with `last`, `by`, `before` or `until` is left alone: it \
               names another day too, or the end of a time.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Tea and talk on the 31st of every month.\n\
#                            ^^^^^^^^^^^^^^^^^^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Tea and talk on the last day of every month.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

const DAYS: [&str; 9] = [
    "29th of every month",
    "29th of each month",
    "29th of the month",
    "30th of every month",
    "30th of each month",
    "30th of the month",
    "31st of every month",
    "31st of each month",
    "31st of the month",
];

/// Words by which a sentence means something else.
const OTHERWISE: [&str; 4] = ["last", "by", "before", "until"];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !may_run_again(service) {
        return;
    }
    for sentence in sentences(service, &["month"]) {
        let Some(range) = sentence.find(&DAYS) else {
            continue;
        };
        if sentence.has(&OTHERWISE) {
            continue;
        }
        let day = &sentence.text[range.start..range.start + "31st".len()];
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    sentence.place(range.clone()),
                    format!("some months have no {day}"),
                )
                .help("write the day that is meant, such as \"the last day of the month\", or name the months"),
            );
    }
}
