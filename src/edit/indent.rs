//! Lines begun at the place that their depth gives them: two spaces for each level, and a list two in from its key.

use super::outline::{block_header, content_end, entry_end, is_flow, line_start};
use crate::load::node::{Node, Shape, yaml_tree};

/// Spaces for each level.
const STEP: usize = 2;

/// The text with every line at its place. `None` where a line cannot be moved without looking at more than its start.
pub(super) fn indented(text: &str) -> Option<String> {
    let root = yaml_tree(text)?;
    if is_flow(text, &root) {
        return None;
    }
    let mut lines = Lines::of(text);
    lines.place(&root, 0)?;
    lines.comments();
    Some(lines.written())
}

/// One line: where it begins, how far it is indented, and how far it is to be.
struct Line<'t> {
    text: &'t str,
    start: usize,
    indent: usize,
    /// `None`: not known yet.
    wanted: Option<usize>,
    /// What stands after the dash of a list: how many spaces are one too many.
    after_dash: usize,
}

struct Lines<'t> {
    text: &'t str,
    lines: Vec<Line<'t>>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let mut start = 0;
        let lines = text
            .split_inclusive('\n')
            .map(|line| {
                let this = start;
                start += line.len();
                Line {
                    text: line,
                    start: this,
                    indent: line.len() - line.trim_start_matches(' ').len(),
                    wanted: None,
                    after_dash: 0,
                }
            })
            .collect();
        Self { text, lines }
    }

    /// The line of a place.
    fn at(&self, at: usize) -> usize {
        self.lines
            .partition_point(|line| line.start <= at)
            .saturating_sub(1)
    }

    /// Places the lines of a map or list that is written one entry a line. `None` gives up.
    fn place(&mut self, node: &Node, wanted: usize) -> Option<()> {
        match &node.shape {
            Shape::Map(entries) => {
                for (position, entry) in entries.iter().enumerate() {
                    let start = entry.0.span.start as usize;
                    let line = self.at(start);
                    let alone = self.text[line_start(self.text, start)..start]
                        .trim()
                        .is_empty();
                    if alone {
                        self.lines[line].wanted = Some(wanted);
                    } else if position > 0 {
                        return None;
                    }
                    let end = entry_end(self.text, entry);
                    self.value(&entry.1, line, end, wanted)?;
                }
            }
            Shape::List(items) => {
                for item in items {
                    let start = item.span.start as usize;
                    let line = self.at(start);
                    let before = &self.text[line_start(self.text, start)..start];
                    let after_dash = before.trim_start_matches(' ').strip_prefix('-')?;
                    if !after_dash.bytes().all(|byte| byte == b' ') || after_dash.is_empty() {
                        return None;
                    }
                    self.lines[line].wanted = Some(wanted);
                    self.lines[line].after_dash = after_dash.len() - 1;
                    let end = content_end(self.text, item, start);
                    self.value(item, line, end, wanted)?;
                }
            }
            Shape::Empty | Shape::Text(_) => {}
        }
        Some(())
    }

    /// Places the lines of a value that begins on `line` or below it, and ends at `end`.
    fn value(&mut self, node: &Node, line: usize, end: usize, wanted: usize) -> Option<()> {
        let inner =
            matches!(node.shape, Shape::Map(_) | Shape::List(_)) && !is_flow(self.text, node);
        if inner {
            return self.place(node, wanted + STEP);
        }
        let last = self.at(end.saturating_sub(1).max(self.lines[line].start));
        // A line that stays where it is, relative to the first of the text after `|`, or to the key.
        let header = block_header(self.text, node);
        let first_text = (line + 1..=last).find(|line| !self.lines[*line].text.trim().is_empty());
        let (from, to) = match (&header, first_text) {
            (Some(header), _)
                if self.text[header.clone()].contains(|c: char| c.is_ascii_digit()) =>
            {
                return None;
            }
            (_, Some(first)) => (self.lines[first].indent, wanted + STEP),
            _ => return Some(()),
        };
        for line in &mut self.lines[line + 1..=last] {
            // An empty line has nothing to move; one of spaces only can be part of a text after `|`.
            let is_empty = line.text.trim().is_empty();
            if is_empty && (header.is_none() || line.indent < from) {
                continue;
            }
            line.wanted = Some((line.indent + to).saturating_sub(from));
        }
        Some(())
    }

    /// A comment stands with the line below it where both were at one place, else with the nearest line above that was.
    fn comments(&mut self) {
        for position in (0..self.lines.len()).rev() {
            let line = &self.lines[position];
            if line.wanted.is_some() || line.text.trim().is_empty() {
                continue;
            }
            let same = |other: &&Line| other.wanted.is_some() && other.indent == line.indent;
            let next = self.lines[position + 1..]
                .iter()
                .find(|line| !line.text.trim().is_empty());
            let above = self.lines[..position].iter().rev();
            let wanted = next
                .filter(|next| same(next))
                .or_else(|| above.clone().find(same))
                .and_then(|line| line.wanted);
            let wanted = wanted.unwrap_or(line.indent);
            self.lines[position].wanted = Some(wanted);
        }
    }

    fn written(self) -> String {
        let mut new = String::with_capacity(self.text.len() + 64);
        for line in self.lines {
            let (indent, rest) = line.text.split_at(line.indent);
            match line.wanted {
                None => new.push_str(indent),
                Some(wanted) => new.extend(std::iter::repeat_n(' ', wanted)),
            }
            match rest.strip_prefix('-').filter(|_| line.after_dash > 0) {
                Some(after) => {
                    new.push('-');
                    new.push_str(&after[line.after_dash..]);
                }
                None => new.push_str(rest),
            }
        }
        new
    }
}
