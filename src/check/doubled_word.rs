//! Small words written twice.

use super::texts::{Said, Word};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "doubled-word",
        severity: Severity::Warning,
        summary: "a word is written twice",
        why: "It trips whoever reads the text aloud. Only words that never stand twice in good English are looked for (the \
               the, and and); other doubled words are missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of of tea.\n\
#                                      ^^^^^\n\
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Text(run),
};

/// Words that never stand twice.
const NEVER_TWICE: [&str; 10] = [
    "a", "an", "and", "for", "from", "of", "our", "the", "with", "your",
];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let (twice, word) = said
        .is_shown()
        .then(|| doubled(said.text.text, said.words()))
        .flatten()?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, twice),
        format!("`{word}` stands twice"),
    );
    Some(finding.help("take one of them out"))
}

/// The first doubled word: both of them as written, and the word.
fn doubled<'t>(text: &'t str, words: &[Word<'t>]) -> Option<(&'t str, &'t str)> {
    words.windows(2).find_map(|pair| {
        let [(first, one), (second, other)] = pair else {
            return None;
        };
        let apart = text[first.end..second.start].trim().is_empty();
        // "Vitamin A a day": a capital may be a letter of the alphabet.
        let same = one.eq_ignore_ascii_case(other) && !other.starts_with(char::is_uppercase);
        let letter = *one == "A";
        (apart && same && !letter && NEVER_TWICE.contains(other))
            .then(|| (&text[first.start..second.end], *other))
    })
}

#[cfg(test)]
mod tests {
    use super::super::texts::words;
    use super::*;

    #[test]
    fn a_word_over_the_end_of_a_line_counts_and_over_a_comma_does_not() {
        let text = "by the\nthe door";
        assert_eq!(doubled(text, &words(text)), Some(("the\nthe", "the")));
        for text in ["of a, a b", "had had", "Vitamin A a day", "The Theatre"] {
            assert_eq!(doubled(text, &words(text)), None, "{text}");
        }
    }
}
