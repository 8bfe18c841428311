//! Reading one value: text, a word of a closed list, yes or no, a date; and the word that was probably meant.

use super::kinds;
use super::node::{Node, Shape};
use super::problems::Problems;
use crate::model::vocabulary::{self, Vocabulary};
use crate::source::Spanned;
use jiff::civil::Date;

/// One text or a list of texts: `route = "stop"`, `route = ["ahp", "stop"]`.
pub(super) fn one_or_more(node: &Node, key: &str, problems: &mut Problems) -> Vec<Spanned<String>> {
    match &node.shape {
        Shape::List(items) => items
            .iter()
            .filter_map(|item| text(item, key, problems))
            .collect(),
        _ => text(node, key, problems).into_iter().collect(),
    }
}

/// Text of a value, without the spaces around it.
pub(super) fn text(node: &Node, key: &str, problems: &mut Problems) -> Option<Spanned<String>> {
    let Shape::Text(text) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("`{key}` is text, found {}", node.describe()),
            "write plain text, in quotes if it contains `: ` or ` #`",
        );
        return None;
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        problems.report(
            &kinds::MALFORMED_VALUE,
            node.span,
            format!("`{key}` is empty"),
            "fill it in, or remove the key",
        );
        return None;
    }
    if trimmed.chars().any(acts_on_a_screen) {
        problems.report(
            &kinds::MALFORMED_VALUE,
            node.span,
            format!("`{key}` holds a character that cannot be seen and acts on a screen"),
            "type the text again instead of copying it",
        );
        return None;
    }
    Some(Spanned::new(trimmed.to_owned(), node.span))
}

/// True for characters that move a terminal's cursor or turn the direction of writing round.
fn acts_on_a_screen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A word of a closed list.
pub(super) fn word<V: Vocabulary>(
    node: &Node,
    key: &str,
    problems: &mut Problems,
) -> Option<Spanned<V>> {
    let text = text(node, key, problems)?;
    if let Some(value) = V::from_word(&text.value) {
        return Some(Spanned::new(value, text.span));
    }
    unknown_word(&text, key, V::WORDS.iter().map(|(word, _)| *word), problems);
    None
}

/// Reports a word that a closed list does not have, with the nearest one it has.
pub(super) fn unknown_word<'w>(
    text: &Spanned<String>,
    key: &str,
    known: impl Iterator<Item = &'w str> + Clone,
    problems: &mut Problems,
) {
    let help = nearest(&text.value, known.clone()).map_or_else(
        || format!("use one of: {}", known.collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    problems.report(
        &kinds::UNKNOWN_WORD,
        text.span,
        format!("`{}` is not a word for `{key}`", text.value),
        help,
    );
}

/// `yes` or `no`.
pub(super) fn yes_no(node: &Node, key: &str, problems: &mut Problems) -> Option<bool> {
    let text = text(node, key, problems)?;
    match text.value.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        other => {
            let help = match other.to_lowercase().as_str() {
                "true" | "on" | "y" => "write `yes`",
                "false" | "off" | "n" => "write `no`",
                _ => "write `yes` or `no`",
            };
            problems.report(
                &kinds::UNKNOWN_WORD,
                text.span,
                format!("`{other}` is neither yes nor no for `{key}`"),
                help,
            );
            None
        }
    }
}

/// A date such as `2026-11-23`.
pub(super) fn date(
    text: &Spanned<String>,
    key: &str,
    problems: &mut Problems,
) -> Option<Spanned<Date>> {
    let well_formed = text.value.len() == 10;
    match text.value.parse::<Date>() {
        Ok(date) if well_formed => Some(Spanned::new(date, text.span)),
        _ => {
            problems.report(
                &kinds::MALFORMED_VALUE,
                text.span,
                format!("`{}` is not a date for `{key}`", text.value),
                "write year, month and day: `2026-11-23`",
            );
            None
        }
    }
}

/// The nearest known word, where one is near enough to be meant.
pub fn nearest<'w>(typed: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    vocabulary::nearest(typed, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_word_that_was_meant_and_nothing_far_away() {
        let words = ["wheelchair", "oxygen", "walking aid"];
        assert_eq!(nearest("whelchair", words.into_iter()), Some("wheelchair"));
        assert_eq!(nearest("Oxygen", words.into_iter()), Some("oxygen"));
        assert_eq!(nearest("xyz", words.into_iter()), None);
    }
}
