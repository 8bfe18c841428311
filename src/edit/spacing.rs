//! Spaces inside lines, the one way: after colons and commas, inside brackets, and no more than one empty line.

use super::outline::{
    block_header, block_texts, colon_end, content_end, entry_end, is_flow, is_inside, visit,
};
use super::{Edit, replaced};
use crate::load::node::{Node, Shape, yaml_tree};
use std::ops::Range;

/// The text with one space after each colon and comma and none inside brackets. Places with a comment or a line break in them
/// stay as they are.
pub(super) fn inside_lines(text: &str) -> Option<String> {
    let root = yaml_tree(text)?;
    let mut edits = Vec::new();
    visit(&root, &mut Vec::new(), &mut |_, node| match &node.shape {
        Shape::Empty | Shape::Text(_) => {}
        Shape::List(items) => {
            let flow = is_flow(text, node);
            let places = items.iter().map(|item| {
                item.span.start as usize..content_end(text, item, item.span.start as usize)
            });
            if flow {
                brackets(text, node, &places.collect::<Vec<_>>(), &mut edits);
            }
        }
        Shape::Map(entries) => {
            for (key, value) in entries {
                after_key(text, key.span.end as usize, value, &mut edits);
            }
            if is_flow(text, node) {
                let places = entries
                    .iter()
                    .map(|entry| entry.0.span.start as usize..entry_end(text, entry));
                brackets(text, node, &places.collect::<Vec<_>>(), &mut edits);
            }
        }
    });
    edits.retain(|edit| text[edit.range.clone()] != edit.text);
    replaced(text, &edits)
}

/// The text without empty lines at its start and end, and never two of them together.
pub(super) fn empty_lines(text: &str) -> Option<String> {
    let root = yaml_tree(text)?;
    let texts = block_texts(text, &root);
    let mut edits = Vec::new();
    let (mut start, mut last_was_empty) = (0, true);
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let is_empty = line.trim().is_empty() && !is_inside(&texts, range.start);
        if is_empty && last_was_empty {
            edits.push(Edit {
                range,
                text: String::new(),
            });
        }
        last_was_empty = is_empty;
    }
    let new = replaced(text, &edits)?;
    // One empty line may be left at the end. Where a text after `|+` ends the file, it is part of it.
    let ends = new.trim_end();
    let rest = &new[ends.len()..];
    let breaks: usize = rest.matches('\n').count();
    if breaks > 1 && !texts.iter().any(|text_at| text_at.end == text.len()) {
        let first = rest.find('\n').map_or(rest.len(), |at| at + 1);
        return Some(format!("{ends}{}", &rest[..first]));
    }
    Some(new)
}

/// `key:   value` and `key : value` become `key: value`.
fn after_key(text: &str, key_end: usize, value: &Node, edits: &mut Vec<Edit>) {
    let colon = colon_end(text, key_end);
    let start = block_header(text, value).map_or(value.span.start as usize, |header| header.start);
    if matches!(value.shape, Shape::Empty) && value.span.range().is_empty() {
        edits.push(edit(key_end..colon, ":"));
    } else if start >= colon && is_blank(&text[colon..start]) {
        edits.push(edit(key_end..start, ": "));
    }
}

/// `[ a,b , ]` becomes `[a, b]`.
fn brackets(text: &str, node: &Node, places: &[Range<usize>], edits: &mut Vec<Edit>) {
    let range = node.span.range();
    let (open, close) = (range.start + 1, range.end - 1);
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        if open <= close && is_blank(&text[open..close]) {
            edits.push(edit(open..close, ""));
        }
        return;
    };
    if is_blank(&text[open..first.start]) {
        edits.push(edit(open..first.start, ""));
    }
    for pair in places.windows(2) {
        let between = pair[0].end..pair[1].start;
        // A comma right after a colon would be read as part of a word.
        if is_blank(&text[between.clone()].replacen(',', "", 1))
            && !text[..between.start].ends_with(':')
        {
            edits.push(edit(between, ", "));
        }
    }
    if last.end <= close && is_blank(&text[last.end..close].replacen(',', "", 1)) {
        edits.push(edit(last.end..close, ""));
    }
}

/// Spaces and tabs only.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

fn edit(range: Range<usize>, text: &str) -> Edit {
    Edit {
        range,
        text: text.to_owned(),
    }
}
