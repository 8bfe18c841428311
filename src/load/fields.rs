//! Reading the keys of one entry: which it must and may have, and what stands after each.
//!
//! Every type of the format has a table of [`Key`]s. The table is the only list of its keys: unknown ones are found
//! with it, and the documentation of the format is printed from it.

use super::kinds;
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::{date, nearest, text, word, yes_no};
use crate::model::vocabulary::Vocabulary;
use crate::source::{Span, Spanned};
use jiff::civil::Date;
use std::borrow::Cow;

/// One key of the format, documented where it is decoded.
#[derive(Debug)]
pub struct Key {
    /// As typed.
    pub name: &'static str,
    /// Whether an entry without it is refused.
    pub required: bool,
    /// What stands after it: `text`, `yes or no`, `list of needs`.
    pub shape: &'static str,
    /// What it means, and what its absence means.
    pub meaning: &'static str,
}

/// The most unknown keys of one entry that are reported: a file of another kind has thousands.
const MAX_UNKNOWN: usize = 40;

/// A key an entry must have.
pub(super) const fn required(
    name: &'static str,
    shape: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        name,
        required: true,
        shape,
        meaning,
    }
}

/// A key an entry may have.
pub(super) const fn optional(
    name: &'static str,
    shape: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        name,
        required: false,
        shape,
        meaning,
    }
}

/// The keys and values of one entry.
pub(super) struct Fields<'n, 'a> {
    entries: &'n [(Spanned<Cow<'a, str>>, Node<'a>)],
    /// Where findings about a missing key point: the id where there is one, else the first key.
    pub(super) anchor: Span,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// Opens an entry: unknown and missing keys are reported. `None` where it has no keys at all.
    pub(super) fn open(
        node: &'n Node<'a>,
        keys: &[Key],
        what: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        let Shape::Map(entries) = &node.shape else {
            problems.report(
                &kinds::WRONG_SHAPE,
                node.span,
                format!("expected {what}, found {}", node.describe()),
                format!(
                    "write it as `{}` with the keys {}",
                    if problems.toml {
                        "key = value"
                    } else {
                        "key: value"
                    },
                    list_keys(keys)
                ),
            );
            return None;
        };
        let first = entries.first().map_or(node.span, |(key, _)| key.span);
        let anchor = entries
            .iter()
            .find(|(key, value)| key.value == "id" && matches!(value.shape, Shape::Text(_)))
            .map_or(first, |(_, value)| value.span);
        let fields = Self { entries, anchor };
        let unknown = entries
            .iter()
            .filter(|(key, _)| keys.iter().all(|known| known.name != key.value));
        for (key, _) in unknown.take(MAX_UNKNOWN) {
            unknown_key(key, keys, what, problems);
        }
        for key in keys.iter().filter(|key| key.required) {
            if fields.node(key.name).is_none() {
                problems.report(
                    &kinds::MISSING_KEY,
                    anchor,
                    format!("{what} has no `{}`", key.name),
                    format!(
                        "add `{}{}` ({}): {}",
                        key.name,
                        if problems.toml { " = …" } else { ":" },
                        key.shape,
                        key.meaning
                    ),
                );
            }
        }
        Some(fields)
    }

    /// The value of a key; `None` where the key is absent or has nothing after it.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node<'a>> {
        self.entries
            .iter()
            .find(|(known, _)| known.value == key)
            .map(|(_, node)| node)
            .filter(|node| !matches!(node.shape, Shape::Empty))
    }

    /// Every key with its value, in the order written.
    pub(super) fn entries(&self) -> &'n [(Spanned<Cow<'a, str>>, Node<'a>)] {
        self.entries
    }

    /// Text, without the spaces around it. Empty text is reported.
    pub(super) fn text(&self, key: &str, problems: &mut Problems) -> Option<Spanned<String>> {
        text(self.node(key)?, key, problems)
    }

    /// Text whose place does not matter.
    pub(super) fn plain_text(&self, key: &str, problems: &mut Problems) -> Option<String> {
        self.text(key, problems).map(|text| text.value)
    }

    /// A word of a closed list.
    pub(super) fn word<V: Vocabulary>(
        &self,
        key: &str,
        problems: &mut Problems,
    ) -> Option<Spanned<V>> {
        word(self.node(key)?, key, problems)
    }

    /// Words of a closed list.
    pub(super) fn words<V: Vocabulary>(&self, key: &str, problems: &mut Problems) -> Vec<V> {
        self.list(key, problems)
            .iter()
            .filter_map(|node| word(node, key, problems).map(|word| word.value))
            .collect()
    }

    /// `yes` or `no`; absent is `no`.
    pub(super) fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        self.node(key)
            .is_some_and(|node| yes_no(node, key, problems).unwrap_or(false))
    }

    /// A date such as `2026-11-23`.
    pub(super) fn date(&self, key: &str, problems: &mut Problems) -> Option<Spanned<Date>> {
        let text = self.text(key, problems)?;
        date(&text, key, problems)
    }

    /// A whole number that fits.
    pub(super) fn number<N: std::str::FromStr>(
        &self,
        key: &str,
        shape: &str,
        problems: &mut Problems,
    ) -> Option<Spanned<N>> {
        let text = self.text(key, problems)?;
        if let Ok(number) = text.value.parse() {
            return Some(Spanned::new(number, text.span));
        }
        problems.report(
            &kinds::MALFORMED_VALUE,
            text.span,
            format!("`{}` is not {shape}", text.value),
            format!("give `{key}` as {shape}, in digits"),
        );
        None
    }

    /// The entries of a list; empty where the key is absent. A single text stands for a list of one only where the
    /// format says so, so anything but a list is reported.
    pub(super) fn list(&self, key: &str, problems: &mut Problems) -> &'n [Node<'a>] {
        match self.node(key) {
            None => &[],
            Some(node) => {
                if let Shape::List(items) = &node.shape {
                    items
                } else {
                    problems.report(
                        &kinds::WRONG_SHAPE,
                        node.span,
                        format!("`{key}` is a list, found {}", node.describe()),
                        format!(
                            "write `{key}: [first, second]`, or one to a line, each after `- `"
                        ),
                    );
                    &[]
                }
            }
        }
    }

    /// Texts of a list.
    pub(super) fn texts(&self, key: &str, problems: &mut Problems) -> Vec<Spanned<String>> {
        self.list(key, problems)
            .iter()
            .filter_map(|node| text(node, key, problems))
            .collect()
    }
}

fn unknown_key(key: &Spanned<Cow<str>>, keys: &[Key], what: &str, problems: &mut Problems) {
    let help = if key.value == "<<" {
        "merge keys are not used here; write the keys out".to_owned()
    } else {
        nearest(&key.value, keys.iter().map(|key| key.name)).map_or_else(
            || format!("remove it; {what} has the keys {}", list_keys(keys)),
            |near| format!("did you mean `{near}`?"),
        )
    };
    problems.report(
        &kinds::UNKNOWN_KEY,
        key.span,
        format!("{what} has no key `{}`", key.value),
        help,
    );
}

fn list_keys(keys: &[Key]) -> String {
    keys.iter()
        .map(|key| key.name)
        .collect::<Vec<_>>()
        .join(", ")
}
