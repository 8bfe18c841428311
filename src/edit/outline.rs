//! Where the parts of a YAML text begin and end, as somebody who moves them about has to know.

use crate::load::fields::Key;
use crate::load::node::{Entry, Node, Shape};
use crate::load::services::SERVICE;
use crate::load::services::hours::SESSION;
use crate::load::services::place::{CONTACT, LOCATION};
use crate::load::services::terms::{ALERT, ASSURED, CAPACITY, COST, ELIGIBILITY};
use crate::load::services::wording::{PLAIN_TESTED, TRANSLATION};
use std::ops::Range;

/// The keys of an entry of a service file in their order, by the keys that lead to it; an entry of a list counts as the list.
/// `None` where the format gives no order (`accepts`) or knows no such entry.
pub(super) fn order(path: &[&str]) -> Option<&'static [Key]> {
    Some(match path {
        [] => SERVICE,
        ["contact"] => CONTACT,
        ["locations"] => LOCATION,
        ["hours"] => SESSION,
        ["eligibility"] => ELIGIBILITY,
        ["cost"] => COST,
        ["capacity"] => CAPACITY,
        ["alerts"] => ALERT,
        ["plain_tested"] => PLAIN_TESTED,
        ["translations"] => TRANSLATION,
        ["assured"] => ASSURED,
        _ => return None,
    })
}

/// Every node below and including this one, with the keys that lead to it, outer ones first.
pub(super) fn visit<'n, 'a>(
    node: &'n Node<'a>,
    path: &mut Vec<&'n str>,
    each: &mut dyn FnMut(&[&'n str], &'n Node<'a>),
) {
    each(path, node);
    match &node.shape {
        Shape::Empty | Shape::Text(_) => {}
        Shape::List(items) => items.iter().for_each(|item| visit(item, path, each)),
        Shape::Map(entries) => {
            for (key, value) in entries {
                path.push(&key.value);
                visit(value, path, each);
                path.pop();
            }
        }
    }
}

/// True for `{…}` and `[…]`. A list with a dash before each entry begins where its first entry does, bracket or not.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let start = node.span.start;
    let first = match &node.shape {
        Shape::Empty | Shape::Text(_) => return false,
        Shape::List(items) => items.first().map(|item| item.span.start),
        Shape::Map(entries) => entries.first().map(|(key, _)| key.span.start),
    };
    text[node.span.range()].starts_with(['{', '[']) && first.is_none_or(|first| first > start)
}

/// Where the header of a text written after `|` or `>` stands: `|-`. `None` for every other value.
pub(super) fn block_header(text: &str, node: &Node) -> Option<Range<usize>> {
    if !matches!(node.shape, Shape::Text(_)) {
        return None;
    }
    // Looked at from its end, so that a line of a million letters costs no more than another.
    let before = text[..node.span.start as usize].trim_end_matches(' ');
    if !before.ends_with('\n') {
        return None;
    }
    // The line before that is not empty ends in the header, and perhaps a comment.
    let end = before.trim_end().len();
    let start = line_start(text, end);
    let header_line = &text[start..end];
    header_line
        .char_indices()
        .filter(|(_, c)| matches!(c, '|' | '>'))
        .find_map(|(at, _)| {
            let after_space = header_line[..at].ends_with([' ', '\t', ':', '-']);
            let rest = &header_line[at + 1..];
            let marks = rest
                .bytes()
                .take_while(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
                .count();
            let tail = &rest[marks..];
            let ends = tail.is_empty()
                || tail.starts_with([' ', '\t']) && tail.trim_start().starts_with('#');
            (after_space && marks <= 2 && ends).then(|| start + at..start + at + 1 + marks)
        })
}

/// Where the text of a value ends; comments and empty lines after it do not count, but for the empty lines that belong to a
/// text after `|+`. `key_end` is where its key ends, for a value that is not there.
pub(super) fn content_end(text: &str, node: &Node, key_end: usize) -> usize {
    let range = node.span.range();
    match &node.shape {
        Shape::Empty if range.is_empty() => colon_end(text, key_end),
        Shape::Empty => range.end,
        Shape::Text(_) => match block_header(text, node) {
            Some(header) if text[header.clone()].contains('+') => range.end,
            Some(header) => header.end.max(range.start + text[range].trim_end().len()),
            None => range.end,
        },
        _ if is_flow(text, node) => range.end,
        Shape::List(items) => items
            .last()
            .map_or(range.end, |item| content_end(text, item, range.start)),
        Shape::Map(entries) => entries
            .last()
            .map_or(range.end, |entry| entry_end(text, entry)),
    }
}

/// Where the text of a key with its value ends.
pub(super) fn entry_end(text: &str, (key, value): &Entry) -> usize {
    content_end(text, value, key.span.end as usize)
}

/// One past the colon after a key.
pub(super) fn colon_end(text: &str, key_end: usize) -> usize {
    text[key_end..]
        .find(':')
        .map_or(key_end, |colon| key_end + colon + 1)
}

/// Where the line of this place begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of this place ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    if text[at..end].ends_with('\r') {
        end - 1
    } else {
        end
    }
}

/// Where the next line begins; the end of the text where there is none. A place at the start of a line after a line break is
/// already there.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at;
    }
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

/// The line break that the text uses first; `\n` where it has none.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// True where a place lies in one of these, which are sorted and apart.
pub(super) fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next > 0 && at < ranges[next - 1].end
}

/// The places where a text after `|` or `>` is written, in order: spaces there are part of what it says.
pub(super) fn block_texts(text: &str, root: &Node) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    visit(root, &mut Vec::new(), &mut |_, node| {
        if let Some(header) = block_header(text, node) {
            let keeps = text[header.clone()].contains('+');
            let range = node.span.range();
            let text_end = range.start + text[range.clone()].trim_end_matches(['\n', '\r']).len();
            let end = if keeps { range.end } else { text_end };
            found.push(next_line(text, header.end)..end);
        }
    });
    found
}
