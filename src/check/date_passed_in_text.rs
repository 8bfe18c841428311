//! Texts about a day that is over.

use super::texts::{Said, Word};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use jiff::civil::Date;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "date-passed-in-text",
        severity: Severity::Warning,
        summary: "a text speaks of a day that is over",
        why: "People come for what has ended. Found is a whole date (day, month, year) after words such as `until`, `starts` \
               or `reopens`, in texts without a day of their own. An alert has `from` and `until`, and disappears by itself.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to, until 31 March 2026.\n\
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
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
alerts:\n\
\x20 - {text: We meet in the hall next door., until: 2027-03-31}\n",
        )],
    },
    run: Run::Text(run),
};

/// What makes a date an end, or a beginning that was to come.
const BEFORE: [&str; 13] = [
    "until",
    "till",
    "starts",
    "starting",
    "begins",
    "beginning",
    "reopens",
    "reopening",
    "ends",
    "ending",
    "closes",
    "closing",
    "resumes",
];

/// The months in full; the first three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    if !said.is_shown() || said.text.key == "alerts.text" {
        return None;
    }
    // A year has digits, and most texts have none.
    let text = said.text.text;
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let words = digits.then(|| said.words())?;
    let over = passed(text, words, context.today)?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, over),
        format!("`{over}` is over"),
    );
    Some(finding.help(
        "say what is true now; what is true for a while goes into `alerts`, with its `until`",
    ))
}

/// The first words of a text that speak of a day before today as an end, or as still to come.
fn passed<'t>(text: &'t str, words: &[Word<'t>], today: Date) -> Option<&'t str> {
    (0..words.len()).find_map(|at| {
        let (first, word) = &words[at];
        if !BEFORE
            .iter()
            .any(|before| word.eq_ignore_ascii_case(before))
        {
            return None;
        }
        // "until", "until Friday", "reopens on Friday the".
        (at + 1..at + 5).find_map(|day| {
            let (end, date) = date(words.get(day..day + 3)?)?;
            (date < today).then(|| &text[first.start..end])
        })
    })
}

/// The date that three words say, and where it ends.
fn date(words: &[Word]) -> Option<(usize, Date)> {
    let [(_, day), (_, month), (end, year)] = words else {
        return None;
    };
    let day = day
        .trim_end_matches(|c: char| c.is_ascii_lowercase())
        .parse()
        .ok()?;
    let lower = month.to_lowercase();
    let month = MONTHS
        .iter()
        .position(|known| lower.len() >= 3 && known.starts_with(&lower))?;
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let month = i8::try_from(month + 1).ok()?;
    Date::new(year, month, day).ok().map(|date| (end.end, date))
}

#[cfg(test)]
mod tests {
    use super::super::texts::words;
    use super::*;

    #[test]
    fn only_a_whole_date_that_is_over_counts() {
        let today = jiff::civil::date(2026, 11, 23);
        for (text, expected) in [
            (
                "Open until Friday 20th Nov 2026 only",
                "until Friday 20th Nov 2026",
            ),
            (
                "It reopens on 1 September 2025.",
                "reopens on 1 September 2025",
            ),
        ] {
            assert_eq!(passed(text, &words(text), today), Some(expected), "{text}");
        }
        for text in [
            "until 23 November 2026",
            "until 30 November",
            "born before 1 May 1950",
            "Founded on 3 May 1950",
            "until further notice",
            "until 31 June 2020",
        ] {
            assert_eq!(passed(text, &words(text), today), None, "{text}");
        }
    }
}
