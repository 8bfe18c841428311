//! Full names of people after a title.

use super::given_names::{can_be_surname, is_capitalised, is_given_name, names_a_place};
use super::texts::files;
use super::texts::words;
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::source::{FileId, Span};
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "named-person",
        severity: Severity::Warning,
        summary: "an entry names a person",
        why: "Names date an entry, end up on leaflets and in git, and are personal data that nobody asked about. Found is a \
               title (Mr, Mrs, Ms, Miss, Mx) with a common given name and a surname, in comments too. Titles before a surname \
               alone, doctors, whose surgeries carry their names, and names without a title are left alone, since too many \
               places and charities are called after people.",
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
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Ring and ask for Mrs Jane Smith.\n\
#                          ^^^^^^^^^^^^^^\n",
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
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Ring and ask for the organiser.\n",
        )],
    },
    run,
};

/// The titles that are looked at.
const TITLES: [&str; 5] = ["Mr", "Mrs", "Ms", "Miss", "Mx"];

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    found.extend(files(context, true, |text, report| {
        for range in names(text) {
            let finding = Diagnostic::new(
                &CHECK.kind,
                Span::new(FileId(0), 0..0),
                "this is the full name of a person",
            );
            report(
                range,
                finding
                    .help("name the role instead, such as \"the organiser\"")
                    .without_excerpt(),
            );
        }
    }));
}

/// Every full name after one of the titles, in no order.
pub(super) fn names(text: &str) -> Vec<Range<usize>> {
    TITLES.iter().flat_map(|title| named(text, title)).collect()
}

/// Every full name after a title.
fn named(text: &str, title: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(title) {
        let before = text[..start].chars().next_back();
        let line = text[start..].lines().next().unwrap_or("");
        let words = words(line);
        let [(_, first), (_, given), (last, surname), rest @ ..] = &words[..] else {
            continue;
        };
        let person = *first == title
            && is_capitalised(given)
            && is_given_name(given)
            && is_capitalised(surname)
            && can_be_surname(surname);
        let place = rest.first().is_some_and(|(_, next)| names_a_place(next));
        if person && !place && !before.is_some_and(char::is_alphanumeric) {
            found.push(start..start + last.end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_and_a_charity_is_not() {
        let found = |text: &str| {
            TITLES
                .iter()
                .map(|title| named(text, title).len())
                .sum::<usize>()
        };
        for text in ["Mrs Jane Smith", "Mr. Peter O'Neill,", "(Ms Priya Patel)"] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "Mrs Smith",
            "Mr B",
            "the Miss Mary Dawes Trust",
            "Mrs Martin House",
            "Dr Jane Smith",
            "Mr Motivator Class",
            "Miss Jane\nSmith",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
