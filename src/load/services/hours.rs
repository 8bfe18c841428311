//! When a service is open: the sessions of `hours`.

use super::not_empty;
use crate::load::fields::{Fields, Key, optional, required};
use crate::load::kinds;
use crate::load::node::Node;
use crate::load::problems::Problems;
use crate::load::values::unknown_word;
use crate::model::hours::{Closed, MONTHS, Session, TimeOfDay};

/// The keys of a session of `hours`.
pub const SESSION: &[Key] = &[
    required(
        "days",
        "list of mon, tue, wed, thu, fri, sat, sun",
        "the days it is held",
    ),
    required("from", "time such as \"09:30\"", "when it starts"),
    required(
        "to",
        "time such as \"12:00\"; \"24:00\" ends the day",
        "when it ends",
    ),
    optional(
        "weeks",
        "list of 1 to 5",
        "which of its days in the month: 2 is the second Tuesday; absent: every week",
    ),
    optional(
        "closed",
        "list of bank holidays and months",
        "when it is not held",
    ),
];

pub(super) fn session(node: &Node, problems: &mut Problems) -> Option<Session> {
    let fields = Fields::open(node, SESSION, "a session", problems)?;
    not_empty(&fields, "days", "a session", problems);
    let time = |key: &str, problems: &mut Problems| {
        let typed = fields.text(key, problems)?;
        let time = TimeOfDay::parse(&typed.value);
        if time.is_none() {
            problems.report(
                &kinds::MALFORMED_VALUE,
                typed.span,
                format!("`{}` is not a time for `{key}`", typed.value),
                "write hours and minutes: \"09:30\"",
            );
        }
        time
    };
    let weeks = fields
        .texts("weeks", problems)
        .iter()
        .filter_map(|typed| {
            if let Ok(week @ 1..=5) = typed.value.parse::<u8>() {
                Some(week)
            } else {
                problems.report(
                    &kinds::MALFORMED_VALUE,
                    typed.span,
                    format!("`{}` is not a week of the month", typed.value),
                    "use 1 to 5",
                );
                None
            }
        })
        .collect();
    let closed = fields
        .texts("closed", problems)
        .iter()
        .filter_map(|typed| {
            let closed = Closed::parse(&typed.value);
            if closed.is_none() {
                let months: Vec<String> = MONTHS.iter().map(|month| month.to_lowercase()).collect();
                let known =
                    std::iter::once("bank holidays").chain(months.iter().map(String::as_str));
                unknown_word(typed, "closed", known, problems);
            }
            closed
        })
        .collect();
    let (from, to) = (time("from", problems), time("to", problems));
    let days = fields.words("days", problems);
    Some(Session {
        days,
        from: from?,
        to: to?,
        weeks,
        closed,
    })
}
