//! Full names of people after a title.

use super::given_names::{can_be_surname, is_capitalised, is_given_name, names_a_place};
use super::texts::Written;
use super::texts::words;
use super::{Check, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
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
attending_access: [self-referral]\n\
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
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Ring and ask for the organiser.\n",
        )],
    },
    run: Run::File(run),
};

/// The titles that are looked at.
const TITLES: [&str; 5] = ["Mr", "Mrs", "Ms", "Miss", "Mx"];

fn run(written: &Written, found: &mut Vec<Diagnostic>) {
    for range in named(written.text) {
        let finding = Diagnostic::new(
            &CHECK.kind,
            written.place(range),
            "this is the full name of a person",
        );
        found.push(
            finding
                .help("name the role instead, such as \"the organiser\"")
                .without_excerpt(),
        );
    }
}

/// Every full name after a title.
pub(super) fn named(text: &str) -> Vec<Range<usize>> {
    // Every title starts with it.
    titled(text, 'M', &TITLES)
}

/// Every full name after the title of a doctor, a professor or a minister: it stays where it is published already, and leaves
/// with nothing that is published by us.
pub(super) fn learned(text: &str) -> Vec<Range<usize>> {
    let mut found = titled(text, 'D', &["Dr"]);
    found.extend(titled(text, 'P', &["Prof", "Professor"]));
    found.extend(titled(text, 'R', &["Rev", "Revd", "Reverend"]));
    found
}

/// Every full name after one of these titles, which all start with this letter.
fn titled(text: &str, initial: char, titles: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(initial) {
        if !titles.iter().any(|title| text[start..].starts_with(title)) {
            continue;
        }
        let before = text[..start].chars().next_back();
        let line = text[start..].lines().next().unwrap_or("");
        let words = words(line);
        let [(_, first), (_, given), (last, surname), rest @ ..] = &words[..] else {
            continue;
        };
        let person = titles.contains(first)
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
        let found = |text: &str| named(text).len();
        for title in TITLES {
            assert_eq!(found(&format!("{title} Jane Smith")), 1, "{title}");
        }
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
