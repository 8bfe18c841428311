//! YAML text to a tree. The only file that names the YAML parser.
//!
//! Refuses what a directory never needs and what makes files mean something else than they seem to: anchors, aliases,
//! tags, merge keys, several documents, keys that are not text, duplicate keys, and nesting over 64 deep.

use super::kinds;
use super::node::{Entry, Node, Shape};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span, Spanned};
use granit_parser::{Event, Options, Parser, ScalarStyle};
use std::borrow::Cow;
use std::collections::HashMap;

/// The deepest nesting that is read.
pub(super) const MAX_DEPTH: usize = 64;

/// As many keys are compared one by one; no entry has more.
const FEW: usize = 32;

/// Something that was opened and is not closed yet.
enum Open<'a> {
    List(Vec<Node<'a>>, Span),
    Map(OpenMap<'a>, Span),
}

/// Keys and values so far.
#[derive(Default)]
struct OpenMap<'a> {
    entries: Vec<Entry<'a>>,
    /// Where each key was first given, once there are more than [`FEW`]: a search through the entries would take for ever in
    /// a hostile file.
    places: HashMap<Cow<'a, str>, Span>,
    next: Next<'a>,
}

/// What comes next in a map.
#[derive(Default)]
enum Next<'a> {
    /// A key.
    #[default]
    Key,
    /// The value of this key.
    Value(Spanned<Cow<'a, str>>),
    /// The value of a key that was given before; it is dropped.
    Dropped,
}

impl<'a> OpenMap<'a> {
    /// Where a key was first given.
    fn first(&self, key: &str) -> Option<Span> {
        if self.entries.len() > FEW {
            return self.places.get(key).copied();
        }
        let mut keys = self.entries.iter().map(|(key, _)| key);
        keys.find(|known| known.value == key)
            .map(|known| known.span)
    }

    fn add(&mut self, key: Spanned<Cow<'a, str>>, value: Node<'a>) {
        self.entries.push((key, value));
        let places = |(key, _): &Entry<'a>| (key.value.clone(), key.span);
        match self.entries.len() {
            ..=FEW => {}
            all if all == FEW + 1 => self.places = self.entries.iter().map(places).collect(),
            _ => self.places.extend(self.entries.last().map(places)),
        }
    }
}

/// Reads one document. `None` where there is nothing to decode; the findings say why.
pub(super) fn parse<'a>(
    text: &'a str,
    file: FileId,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node<'a>> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut stack: Vec<Open<'a>> = Vec::new();
    let mut root: Option<Node<'a>> = None;
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match event {
            Ok(event) => event,
            Err(error) => {
                findings.push(syntax_problem(text, file, &error));
                return None;
            }
        };
        let span = Span::new(file, at.byte_range().unwrap_or(0..0));
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    findings.push(
                        Diagnostic::new(
                            &kinds::SECOND_DOCUMENT,
                            span,
                            "a second document starts here; a file holds one",
                        )
                        .help("remove the line `---`, or put what follows into a file of its own"),
                    );
                    return None;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                findings.push(no_anchors(span));
                return None;
            }
            Event::Scalar(value, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    findings.push(no_anchors(span));
                    return None;
                }
                let empty = style == ScalarStyle::Plain
                    && matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let shape = if empty {
                    Shape::Empty
                } else {
                    Shape::Text(value)
                };
                close(Node { shape, span }, &mut stack, &mut root, findings)?;
            }
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                findings.push(no_anchors(span));
                return None;
            }
            Event::SequenceStart(..) => stack.push(Open::List(Vec::new(), span)),
            Event::MappingStart(..) => stack.push(Open::Map(OpenMap::default(), span)),
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match stack.pop() {
                    Some(Open::List(items, start)) => Node {
                        shape: Shape::List(items),
                        span: join(start, span),
                    },
                    Some(Open::Map(map, start)) => Node {
                        shape: Shape::Map(map.entries),
                        span: join(start, span),
                    },
                    None => continue,
                };
                close(node, &mut stack, &mut root, findings)?;
            }
            _ => {}
        }
        if stack.len() > MAX_DEPTH {
            findings.push(too_deep(span));
            return None;
        }
    }
    root
}

/// Puts a finished value where it belongs. `None` stops the reading.
fn close<'a>(
    node: Node<'a>,
    stack: &mut [Open<'a>],
    root: &mut Option<Node<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Option<()> {
    match stack.last_mut() {
        None => *root = Some(node),
        Some(Open::List(items, _)) => items.push(node),
        Some(Open::Map(map, _)) if matches!(map.next, Next::Key) => {
            let Shape::Text(text) = node.shape else {
                findings.push(
                    Diagnostic::new(&kinds::YAML_SYNTAX, node.span, "a key has to be a word")
                        .help("write `key: value`, with the key as plain text"),
                );
                return None;
            };
            map.next = if let Some(first) = map.first(&text) {
                findings.push(duplicate_key(&text, node.span, first));
                Next::Dropped
            } else {
                Next::Value(Spanned::new(text, node.span))
            };
        }
        Some(Open::Map(map, _)) => {
            if let Next::Value(key) = std::mem::take(&mut map.next) {
                map.add(key, node);
            }
        }
    }
    Some(())
}

fn join(start: Span, end: Span) -> Span {
    Span {
        end: end.end.max(start.end),
        ..start
    }
}

fn no_anchors(span: Span) -> Diagnostic {
    Diagnostic::new(
        &kinds::YAML_ANCHOR,
        span,
        "anchors (`&`), aliases (`*`) and tags (`!`) are not used here",
    )
    .help("write the text out, or put it in quotes if it really starts with this character")
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        &kinds::NESTED_TOO_DEEP,
        span,
        format!("nested more than {MAX_DEPTH} deep"),
    )
    .help("no entry needs more than five levels; look for a bracket that is not closed")
}

fn duplicate_key(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        &kinds::DUPLICATE_KEY,
        span,
        format!("`{key}` is given twice"),
    )
    .related(first, "first given here")
    .help("keep one of them")
}

fn syntax_problem(text: &str, file: FileId, error: &granit_parser::ScanError) -> Diagnostic {
    let start = error
        .marker()
        .byte_offset()
        .unwrap_or(text.len())
        .min(text.len());
    let span = Span::new(file, start..(start + 1).min(text.len()));
    let info = error.info();
    if info.contains("nesting") || info.contains("recursion") || info.contains("depth") {
        return too_deep(span);
    }
    if info.contains("unknown anchor") {
        return no_anchors(span);
    }
    let line_start = text[..floor(text, start)]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    let help = if line.trim_start_matches(' ').starts_with('\t') || line.starts_with('\t') {
        "indent with spaces; YAML does not allow tabs there"
    } else if line.contains(": ") && line.matches(": ").count() > 1 {
        "put text that contains `: ` in quotes"
    } else {
        "look at this line and the one before: a missing quote, bracket, colon or space"
    };
    Diagnostic::new(
        &kinds::YAML_SYNTAX,
        span,
        format!("this is not YAML: {info}"),
    )
    .help(help)
}

fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests;
