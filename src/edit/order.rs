//! Keys put into the order of the format, each with its comments.

use super::outline::{block_header, entry_end, is_flow, line_start, newline, next_line};
use super::{Edit, outline};
use crate::load::fields::Key;
use crate::load::node::{Entry, Node, Shape};
use std::ops::Range;

/// Keys that are out of order, and the edit that puts them right.
pub(super) struct Disorder {
    /// Position of the first entry that stands after one it belongs before.
    pub(super) key: usize,
    /// Position of the entry that it belongs before.
    pub(super) before: usize,
    /// What puts all keys of the map in order.
    pub(super) edit: Edit,
}

/// What is out of order in one map of keys. `None` where nothing is, or where it cannot be told which comment belongs to
/// which key.
pub(super) fn disorder(text: &str, node: &Node, keys: &[Key]) -> Option<Disorder> {
    let Shape::Map(entries) = &node.shape else {
        return None;
    };
    let ranks = ranks(entries, keys);
    let key = (1..ranks.len()).find(|position| ranks[*position] < ranks[*position - 1])?;
    let before = (0..key).find(|position| ranks[*position] > ranks[key])?;
    let mut sorted: Vec<usize> = (0..entries.len()).collect();
    sorted.sort_by_key(|position| ranks[*position]);
    let edit = if is_flow(text, node) {
        flow(text, entries, &sorted)?
    } else {
        block(text, entries, &sorted)?
    };
    Some(Disorder { key, before, edit })
}

/// The place of each key in the order; a key that the format does not know stays after the one before it.
fn ranks(entries: &[Entry], keys: &[Key]) -> Vec<usize> {
    let mut last = 0;
    entries
        .iter()
        .map(|(key, _)| {
            last = keys
                .iter()
                .position(|known| known.name == key.value)
                .map_or(last, |position| position + 1);
            last
        })
        .collect()
}

/// `{…}`: the entries change places, and what stands between them stays.
fn flow(text: &str, entries: &[Entry], sorted: &[usize]) -> Option<Edit> {
    let places: Vec<Range<usize>> = entries
        .iter()
        .map(|entry| entry.0.span.start as usize..entry_end(text, entry))
        .collect();
    let mut new = String::new();
    for (slot, position) in sorted.iter().enumerate() {
        if slot > 0 {
            let between = &text[places[slot - 1].end..places[slot].start];
            // A comment in between belongs to one of them, and nobody can tell to which.
            if between.contains('#') {
                return None;
            }
            new.push_str(between);
        }
        new.push_str(&text[places[*position].clone()]);
    }
    Some(Edit {
        range: places.first()?.start..places.last()?.end,
        text: new,
    })
}

/// One key a line: whole lines change places, with the comments above and below that belong to them.
fn block(text: &str, entries: &[Entry], sorted: &[usize]) -> Option<Edit> {
    let starts: Vec<usize> = entries
        .iter()
        .map(|(key, _)| key.span.start as usize)
        .collect();
    let first = *starts.first()?;
    let column = first - line_start(text, first);
    // After the dash of a list, or on the line of the outer key.
    let after_dash = !text[line_start(text, first)..first].trim().is_empty();
    if starts[1..].iter().any(|start| {
        let line = line_start(text, *start);
        start - line != column || !text[line..*start].trim().is_empty()
    }) {
        return None;
    }
    let mut bounds = vec![if after_dash {
        first
    } else {
        head(text, first, column)
    }];
    for position in 1..entries.len() {
        let end = next_line(text, entry_end(text, &entries[position - 1]));
        let line = line_start(text, starts[position]);
        if end > line {
            return None;
        }
        bounds.push(end + below(&text[end..line], column));
    }
    let last = next_line(text, entry_end(text, entries.last()?));
    let tail: usize = text[last..]
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty() || is_comment_deeper(line, column))
        .map(str::len)
        .sum();
    bounds.push(last + below(&text[last..last + tail], column));
    let newline = newline(text);
    let mut parts = Vec::new();
    for position in sorted {
        let part = &text[bounds[*position]..bounds[position + 1]];
        // Blank lines at the end of a text after `|+` belong to it, so the part is taken whole.
        let mut part = part.to_owned();
        if !part.ends_with('\n') {
            part.push_str(newline);
        }
        parts.push(part);
    }
    if after_dash {
        // The first key stands behind the dash, and the others under it.
        let moved = sorted.iter().position(|position| *position == 0)?;
        if moved > 0 {
            let indent = " ".repeat(column);
            parts[moved].insert_str(0, &indent);
            if !parts[0].starts_with(&indent) {
                return None;
            }
            parts[0].drain(..indent.len());
            if parts[0].starts_with([' ', '#', '\r', '\n']) {
                return None;
            }
        }
    }
    let range = bounds[0]..*bounds.last()?;
    let mut new = parts.concat();
    if !text[range.clone()].ends_with('\n') {
        new.truncate(new.len() - newline.len());
    }
    // A text after `|` that ends the file has to keep its line breaks where it is moved up.
    let keeps = |(_, value): &Entry| {
        block_header(text, value).is_some_and(|header| text[header].contains('+'))
    };
    if entries.last().is_some_and(keeps) && !text.ends_with('\n') {
        return None;
    }
    Some(Edit { range, text: new })
}

/// Where the comments begin that belong to the first key of a map. Those at the top of a file, with an empty line after them,
/// belong to the file.
fn head(text: &str, first: usize, column: usize) -> usize {
    let line = line_start(text, first);
    let mut start = line;
    while start > 0 {
        let above = line_start(text, start - 1);
        let content = text[above..start].trim();
        if !content.starts_with('#') || is_comment_deeper(&text[above..start], column) {
            break;
        }
        start = above;
    }
    start
}

/// How much of the lines between two keys belongs to the upper one: up to the last comment that is indented more than they.
fn below(gap: &str, column: usize) -> usize {
    let mut end = 0;
    let mut at = 0;
    for line in gap.split_inclusive('\n') {
        at += line.len();
        if is_comment_deeper(line, column) {
            end = at;
        }
    }
    end
}

fn is_comment_deeper(line: &str, column: usize) -> bool {
    let content = line.trim_start_matches(' ');
    content.starts_with('#') && line.len() - content.len() > column
}

/// Where a new key is put into a map: after the last of those that stand before it in the order; at the end where the order is
/// not known. `None`: before the first.
pub(super) fn predecessor(entries: &[Entry], path: &[&str], key: &str) -> Option<usize> {
    let last = entries.len().checked_sub(1);
    let Some(keys) = outline::order(path) else {
        return last;
    };
    let Some(rank) = keys.iter().position(|known| known.name == key) else {
        return last;
    };
    let ranks = ranks(entries, keys);
    ranks.iter().rposition(|other| *other <= rank)
}
