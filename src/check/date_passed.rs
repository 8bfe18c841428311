//! Texts that promise something until a day that has passed.

use super::wording::{Sentence, sentences};
use super::{Check, Context, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::MONTHS;
use jiff::civil::Date;
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "date-passed",
        severity: Severity::Warning,
        summary: "a text says \"until\" a day that has passed",
        why: "A course that ran \"until 31 March\" is still offered, or a closure is still announced. Ask the \
               service, and take the date out; what is true for a while belongs into `alerts`, which end by \
               themselves. Only a whole date after \"until\", \"till\" or \"ends on\" is read; a sentence about the \
               past (\"was\", \"used to\") is left alone.",
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
referral: Just turn up. We meet until 31 March 2026.\n\
#                               ^^^^^^^^^^^^^^^^^^^\n\
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
referral: Just turn up. We meet until 31 March 2027.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run,
};

const UNTIL: [&str; 3] = ["until", "till", "ends on"];

/// Words of a sentence about the past.
const EXCUSES: [&str; 8] = [
    "was",
    "were",
    "used to",
    "had",
    "ran",
    "moved",
    "opened",
    "previously",
];

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for service in context
        .directory
        .services
        .iter()
        .filter(|service| may_run_again(service))
    {
        // Every year that is read stands after a space and starts with 20; few texts have one.
        let passed = sentences(service, &[" 20"])
            .filter(|sentence| !sentence.has(&EXCUSES))
            .find_map(|sentence| {
                let (range, date) = until(&sentence)?;
                (date < context.today).then(|| (sentence.place(range), date))
            });
        if let Some((place, date)) = passed {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    place,
                    format!(
                        "the text of `{}` says until {date}, which has passed",
                        service.id.value
                    ),
                )
                .help("ask the service, and take the date out or put in the new one")
                .about(&service.id.value),
            );
        }
    }
}

/// The day after \"until\", and where both stand: `until Friday 31st March 2026`.
fn until(sentence: &Sentence) -> Option<(Range<usize>, Date)> {
    UNTIL.iter().find_map(|word| {
        let start = sentence.find(&[word])?.start;
        let after = &sentence.text[start + word.len()..];
        let mut words = after
            .split_whitespace()
            .map(|word| word.trim_end_matches([',', '.', ')']));
        let mut first = words.next()?;
        if first.ends_with("day") {
            first = words.next()?;
        }
        let day: i8 = first
            .trim_end_matches(|letter: char| letter.is_ascii_alphabetic())
            .parse()
            .ok()?;
        let named = words.next()?;
        let month = (1..)
            .zip(MONTHS)
            .find(|(_, name)| name.eq_ignore_ascii_case(named))
            .map(|(number, _)| number)?;
        let last = words.next().filter(|word| word.len() == 4)?;
        let date = Date::new(last.parse().ok()?, month, day).ok()?;
        let end = start + word.len() + after.find(last)? + last.len();
        Some((start..end, date))
    })
}
