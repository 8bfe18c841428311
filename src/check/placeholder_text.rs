//! Texts that somebody meant to fill in.

use super::texts::{Said, words};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "placeholder-text",
        severity: Severity::Warning,
        summary: "a text was never filled in",
        why: "It is printed as it stands. What is not known is left out: then people are told that the entry does not say. \
               Found are texts that are nothing but a placeholder, and Latin sample text.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: To be confirmed.\n\
#        ^^^^^^^^^^^^^^^^\n\
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

/// Whole texts that say nothing.
const PLACEHOLDERS: [&str; 18] = [
    "coming soon",
    "example",
    "insert text here",
    "n a",
    "none given",
    "not known",
    "placeholder",
    "tba",
    "tbc",
    "tbd",
    "test",
    "to be added",
    "to be advised",
    "to be announced",
    "to be confirmed",
    "todo",
    "unknown",
    "xxx",
];

/// A text longer than this, in bytes, is none of them: there is room for signs around the longest.
const LONGEST: usize = 40;

/// What no finished text contains, as it is written.
const UNFINISHED: [&str; 5] = ["TODO", "FIXME", "XXX", "Lorem ipsum", "lorem ipsum"];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let text = said.text.text;
    let whole = is_placeholder(text).then_some(text);
    let placeholder = whole.or_else(|| unfinished(text))?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, placeholder),
        format!("`{}` says `{placeholder}`", said.text.key),
    );
    Some(
        finding
            .help("fill it in; where it is not known, remove an optional key, or ask the service"),
    )
}

/// True for a text that is one of the [`PLACEHOLDERS`], in whatever case and with whatever signs between its words.
fn is_placeholder(text: &str) -> bool {
    // Most texts are longer than any of them; their words need not be made small.
    if text.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = words(text).into_iter().map(|(_, word)| word).collect();
    PLACEHOLDERS.contains(&words.join(" ").to_lowercase().as_str())
}

/// The first of what is [`UNFINISHED`] in a text.
fn unfinished(text: &str) -> Option<&'static str> {
    let starts = text.match_indices(['F', 'L', 'T', 'X', 'l']);
    starts.map(|(start, _)| &text[start..]).find_map(|rest| {
        let unfinished = UNFINISHED.iter();
        unfinished.copied().find(|part| rest.starts_with(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_found_with_signs_around_it() {
        for placeholder in PLACEHOLDERS {
            assert!(is_placeholder(placeholder), "{placeholder}");
            let text = format!("** {} ... **", placeholder.to_uppercase());
            assert!(is_placeholder(&text), "{text}");
        }
        assert!(is_placeholder("N/A"));
        assert!(!is_placeholder("Example Road"));
        assert!(!is_placeholder(""));
    }

    #[test]
    fn everything_unfinished_is_found_inside_a_text() {
        for part in UNFINISHED {
            assert_eq!(unfinished(&format!("Tea. {part} dolor")), Some(part));
        }
        assert_eq!(unfinished("Fill the box on Lower Lane; to do"), None);
    }
}
