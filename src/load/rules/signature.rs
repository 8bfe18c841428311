//! Where somebody's signature stands in the text of `routing.toml`, or where one may be written.

use super::APPROVAL;
use crate::load::node::{Node, Shape};
use crate::load::toml_text;
use crate::source::{FileId, Spanned};
use std::borrow::Cow;
use std::ops::Range;

/// The place of the signature in a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is one: each of its keys with the place of the value, in the order of [`APPROVAL`].
    Written(Vec<(&'static str, Range<usize>)>),
    /// There is none. A table may be written here: after the last key at the top and before the first table.
    Missing(usize),
}

/// Finds the signature. `None` where the text is not TOML, or the signature lacks a key.
#[must_use]
pub fn signature(text: &str) -> Option<Signature> {
    let mut findings = Vec::new();
    let tree = toml_text::parse(text, FileId(0), &mut findings)?;
    let Shape::Map(entries) = &tree.shape else {
        return None;
    };
    match value_of(entries, "approval") {
        Some(approval) => {
            let Shape::Map(keys) = &approval.shape else {
                return None;
            };
            APPROVAL
                .iter()
                .map(|key| value_of(keys, key.name).map(|node| (key.name, node.span.range())))
                .collect::<Option<_>>()
                .map(Signature::Written)
        }
        None => Some(Signature::Missing(after_the_top(text, entries))),
    }
}

type Entry<'a> = (Spanned<Cow<'a, str>>, Node<'a>);

fn value_of<'n, 'a>(entries: &'n [Entry<'a>], name: &str) -> Option<&'n Node<'a>> {
    entries
        .iter()
        .find(|(key, _)| key.value == name)
        .map(|(_, node)| node)
}

/// The start of the line after the last key that stands before the first table.
fn after_the_top(text: &str, entries: &[Entry]) -> usize {
    let first_table = entries
        .iter()
        .map(|(key, _)| line_start(text, key.span.range().start))
        .filter(|start| text[*start..].trim_start().starts_with('['))
        .min()
        .unwrap_or(text.len());
    let mut last = 0;
    for (_, node) in entries {
        last_end(node, first_table, &mut last);
    }
    text[last..]
        .find('\n')
        .map_or(text.len(), |newline| last + newline + 1)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Raises `last` to where the last value before `limit` ends. A table made of dotted keys has no end of its own.
fn last_end(node: &Node, limit: usize, last: &mut usize) {
    let end = node.span.range().end;
    match &node.shape {
        Shape::Map(entries) => {
            for (_, node) in entries {
                last_end(node, limit, last);
            }
            if end > limit {
                return;
            }
        }
        Shape::List(items) => {
            for item in items {
                last_end(item, limit, last);
            }
        }
        Shape::Empty | Shape::Text(_) => {}
    }
    if end <= limit {
        *last = (*last).max(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(text: &str) -> (&str, &str) {
        match signature(text) {
            Some(Signature::Missing(at)) => text.split_at(at),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_table_may_stand_after_the_last_key_at_the_top() {
        let top = "version = \"1\"\nreview = 2027-05-31 # by then\n";
        let rest = "\n# About sources\n[sources.a]\ntitle = \"x\"\n[[rule]]\nid = \"y\"\n";
        assert_eq!(missing(&format!("{top}{rest}")), (top, rest));
    }

    #[test]
    fn lists_and_texts_of_several_lines_are_not_taken_for_tables() {
        let top = "version = \"\"\"\n[not a table]\n\"\"\"\ngroups = { a = [\n  \"x\",\n] }\nsources.a.title = \"x\"\n";
        let rest = "[actions.b]\nlabel = \"y\"\n";
        assert_eq!(missing(&format!("{top}{rest}")), (top, rest));
    }

    #[test]
    fn a_file_without_tables_is_signed_at_its_end() {
        assert_eq!(missing("version = \"1\""), ("version = \"1\"", ""));
    }

    #[test]
    fn a_signature_is_found_however_it_is_written() {
        let parts = [
            "role = \"r\"",
            "organization = \"o\"",
            "on = 2026-11-23",
            "review = 2027-11-23",
            "fingerprint = \"f\"",
        ];
        for text in [
            format!(
                "version = \"1\"\n[approval]\n{}\n[facts.x]\n",
                parts.join("\n# why\n")
            ),
            format!("approval = {{ {} }}\n", parts.join(", ")),
            format!("approval.{}\n", parts.join("\napproval.")),
        ] {
            let Some(Signature::Written(values)) = signature(&text) else {
                panic!("{text}");
            };
            let found: Vec<&str> = values.iter().map(|(_, at)| &text[at.clone()]).collect();
            assert_eq!(
                found,
                ["\"r\"", "\"o\"", "2026-11-23", "2027-11-23", "\"f\""]
            );
        }
    }

    #[test]
    fn half_a_signature_and_broken_text_are_no_place_to_sign() {
        assert_eq!(signature("[approval]\nrole = \"r\"\n"), None);
        assert_eq!(signature("version = \n"), None);
    }
}
