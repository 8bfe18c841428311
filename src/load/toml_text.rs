//! TOML text to the same tree as YAML. The only file that names the TOML parser.

use super::kinds;
use super::node::{Node, Shape};
use crate::diagnostic::Diagnostic;
use crate::model::shown::count;
use crate::source::{FileId, Span, Spanned};
use std::borrow::Cow;
use toml::de::{DeTable, DeValue};

/// After so many mistakes the rest mostly follow from them, or the file is not TOML at all.
const MOST_ERRORS: usize = 8;

/// Reads one document. The first syntax errors are reported, and how many follow; `None` where there was one.
pub(super) fn parse<'a>(
    text: &'a str,
    file: FileId,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let more = errors.len().saturating_sub(MOST_ERRORS);
        for error in errors.into_iter().take(MOST_ERRORS) {
            let mut range = error.span().unwrap_or(0..0);
            range.end = range.end.min(text.len());
            range.start = range.start.min(range.end);
            let message = error.message().replace('\n', ", ");
            let (kind, message) = if message.contains("duplicate key") {
                (&kinds::DUPLICATE_KEY, message)
            } else {
                (&kinds::TOML_SYNTAX, format!("this is not TOML: {message}"))
            };
            findings.push(Diagnostic::new(kind, Span::new(file, range), message).help(
                "text goes in \"quotes\", lists in [brackets], and a table starts with [name]",
            ));
        }
        if let Some(last) = findings.last_mut().filter(|_| more > 0) {
            let more = count(more, "more mistake", "more mistakes");
            last.help = Some(format!(
                "{more} of this kind may follow from these; put these right and look again"
            ));
        }
        return None;
    }
    let span = Span::new(file, 0..text.len());
    Some(Node {
        shape: map(table.into_inner(), file),
        span,
    })
}

/// Entries in the order written; the parser sorts them by name.
fn map(table: DeTable<'_>, file: FileId) -> Shape<'_> {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = Span::new(file, key.span());
            (Spanned::new(key.into_inner(), key_span), node(value, file))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    Shape::Map(entries)
}

fn node(value: toml::Spanned<DeValue<'_>>, file: FileId) -> Node<'_> {
    let span = Span::new(file, value.span());
    let shape = match value.into_inner() {
        DeValue::String(text) => Shape::Text(text),
        DeValue::Integer(number) => Shape::Text(Cow::Owned(number.as_str().to_owned())),
        DeValue::Float(number) => Shape::Text(Cow::Owned(number.as_str().to_owned())),
        // `yes` and `no` are the words of the format; TOML's own words for them mean the same.
        DeValue::Boolean(yes) => Shape::Text(Cow::Borrowed(if yes { "yes" } else { "no" })),
        DeValue::Datetime(date) => Shape::Text(Cow::Owned(date.to_string())),
        DeValue::Array(items) => {
            Shape::List(items.into_iter().map(|item| node(item, file)).collect())
        }
        DeValue::Table(table) => map(table, file),
    };
    Node { shape, span }
}
