//! One value of a service file set in place: the key, or the whole entry it stands in, is added where it is missing.

use super::meaning::Meaning;
use super::order::predecessor;
use super::outline::{
    block_header, colon_end, content_end, entry_end, is_flow, line_end, line_start, newline,
};
use super::{Edit, replaced};
use crate::load::node::{Entry, Node, Shape, yaml_tree};
use jiff::civil::Date;
use std::fmt;

/// A text to stand at the end of a path of keys: `["assured", "on"]`.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// The keys that lead to the value, outer ones first; never empty.
    pub path: &'c [&'c str],
    /// What has to stand there: one line.
    pub value: &'c str,
}

/// Why a text was left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The loader finds something wrong with the YAML itself.
    NotYaml,
    /// What stands there is a list or keys with values, or something on the way has none: the keys that lead there.
    NotAText(String),
    /// The edited text would not say exactly what was intended. A mistake of this program, found before anything is written.
    OtherMeaning,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotYaml => formatter.write_str("it cannot be read as YAML"),
            Self::NotAText(path) => write!(
                formatter,
                "`{path}` holds something else than one text; put that right by hand"
            ),
            Self::OtherMeaning => formatter
                .write_str("it is written in a way that cannot be edited safely; edit it by hand"),
        }
    }
}

/// The text with these values set; comments, order, quotation marks and line endings stay.
///
/// # Errors
/// See [`Refusal`]; then nothing has been changed.
///
/// # Example
///
/// ```
/// use signpost::edit::set::{Change, set};
///
/// let text = "id: tea\nassured: {on: 2026-01-01, by: coordinator}  # rang them\n";
/// let on = Change { path: &["assured", "on"], value: "2026-11-23" };
/// assert_eq!(
///     set(text, &[on]).as_deref(),
///     Ok("id: tea\nassured: {on: 2026-11-23, by: coordinator}  # rang them\n")
/// );
/// ```
pub fn set(text: &str, changes: &[Change]) -> Result<String, Refusal> {
    let mut intended = Meaning::of(text).ok_or(Refusal::NotYaml)?;
    let mut new = text.to_owned();
    for change in changes {
        let refused = || Refusal::NotAText(change.path.join("."));
        if !intended.set(change.path, change.value.trim()) {
            return Err(refused());
        }
        let edit = {
            let root = yaml_tree(&new).ok_or(Refusal::OtherMeaning)?;
            edit(&new, &root, change).ok_or_else(refused)?
        };
        new = replaced(&new, &[edit]).ok_or(Refusal::OtherMeaning)?;
    }
    if Meaning::of(&new) != Some(intended) {
        return Err(Refusal::OtherMeaning);
    }
    Ok(new)
}

/// The edit that sets one value. `None` where there is no place for it.
fn edit(text: &str, root: &Node, change: &Change) -> Option<Edit> {
    let (mut node, mut in_flow) = (root, is_flow(text, root));
    for (depth, key) in change.path.iter().enumerate() {
        let Shape::Map(entries) = &node.shape else {
            return None;
        };
        let (outer, rest) = (&change.path[..depth], &change.path[depth + 1..]);
        let Some(entry) = entries.iter().find(|(known, _)| known.value == *key) else {
            return insertion(text, node, (outer, key, rest), change.written());
        };
        let value = &entry.1;
        in_flow = in_flow || is_flow(text, value);
        match (&value.shape, rest) {
            (Shape::Empty, _) => {
                let end = colon_end(text, entry.0.span.end as usize);
                let range = if value.span.range().is_empty() {
                    end..end
                } else {
                    // A written nothing: `~`, `null`.
                    end..value.span.end as usize
                };
                let text = format!(" {}", nested(rest, change.written(), in_flow));
                return Some(Edit { range, text });
            }
            (Shape::Text(_), []) => return Some(instead(text, entry, change.written(), in_flow)),
            (Shape::Map(_), [_, ..]) => node = value,
            _ => return None,
        }
    }
    None
}

/// A value to be written.
#[derive(Clone, Copy)]
struct New<'c> {
    text: &'c str,
    /// True for a word or number of the format, which stands without quotation marks.
    is_word: bool,
}

impl New<'_> {
    fn scalar(self, in_flow: bool) -> String {
        if self.is_word {
            self.text.to_owned()
        } else {
            scalar(self.text, in_flow)
        }
    }
}

impl Change<'_> {
    /// The value, with its kind: numbers and answers of the format are no texts.
    fn written(&self) -> New<'_> {
        let text = self.value;
        let is_number = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = match self.path {
            [.., "minimum_age" | "maximum_age" | "weeks"] => is_number && !text.is_empty(),
            ["accepts", _] => ["yes", "no", "ask"].contains(&text),
            _ => false,
        };
        New { text, is_word }
    }
}

/// One text in the place of another, between the same quotation marks.
fn instead(text: &str, (key, value): &Entry, new: New, in_flow: bool) -> Edit {
    if block_header(text, value).is_some() {
        let end = content_end(text, value, key.span.end as usize);
        // Line breaks that `|+` holds stay as empty lines.
        let end = text[..end].trim_end().len();
        let start = colon_end(text, key.span.end as usize);
        return Edit {
            range: start..end.max(start),
            text: format!(" {}", new.scalar(in_flow)),
        };
    }
    let range = value.span.range();
    let text = match text[range.clone()].chars().next() {
        Some('\'') if !new.text.chars().any(must_be_escaped) => {
            format!("'{}'", new.text.replace('\'', "''"))
        }
        Some('"' | '\'') => quoted(new.text),
        _ => new.scalar(in_flow),
    };
    Edit { range, text }
}

/// A key that is missing, with its value, in its place in the order.
fn insertion(
    text: &str,
    map: &Node,
    (outer, key, rest): (&[&str], &str, &[&str]),
    value: New,
) -> Option<Edit> {
    let Shape::Map(entries) = &map.shape else {
        return None;
    };
    let in_flow = is_flow(text, map);
    let written = format!("{}: {}", name(key), nested(rest, value, in_flow));
    let insert = |at: usize, text: String| {
        Some(Edit {
            range: at..at,
            text,
        })
    };
    let before = predecessor(entries, outer, key);
    let first = entries.first().map(|(key, _)| key.span.start as usize);
    match (before.map(|position| &entries[position]), first) {
        // `{}`
        (None, None) => insert(map.span.start as usize + 1, written),
        (None, Some(first)) if in_flow => insert(first, format!("{written}, ")),
        (Some(entry), _) if in_flow => {
            // A comma right after a colon would be read as part of a word.
            let space = if matches!(entry.1.shape, Shape::Empty) {
                " "
            } else {
                ""
            };
            insert(entry_end(text, entry), format!("{space}, {written}"))
        }
        (None, Some(first)) => {
            let indent = " ".repeat(first - line_start(text, first));
            insert(first, format!("{written}{}{indent}", newline(text)))
        }
        (Some(entry), Some(first)) => {
            let indent = " ".repeat(first - line_start(text, first));
            let end = entry_end(text, entry);
            if text[..end].ends_with('\n') {
                return insert(end, format!("{indent}{written}{}", newline(text)));
            }
            let end = line_end(text, end);
            insert(end, format!("{}{indent}{written}", newline(text)))
        }
        (Some(_), None) => None,
    }
}

/// A value below the keys that are missing above it: `{on: 2026-11-23}`.
fn nested(path: &[&str], value: New, in_flow: bool) -> String {
    match path {
        [] => value.scalar(in_flow),
        [key, rest @ ..] => format!("{{{}: {}}}", name(key), nested(rest, value, true)),
    }
}

/// A key as YAML. Those of the format are words, `on` among them, which needs no quotation marks as a key.
fn name(key: &str) -> String {
    let is_word = key
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word && !key.is_empty() {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A text as YAML, without quotation marks where every reader takes it for this text. `in_flow`: inside brackets.
pub(super) fn scalar(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let word = text.to_ascii_lowercase();
    let other_type = matches!(
        word.as_str(),
        "null"
            | "true"
            | "false"
            | "yes"
            | "no"
            | "on"
            | "off"
            | "y"
            | "n"
            | "nan"
            | "inf"
            | "infinity"
    );
    // Anything that some reader could take for a number, a time or a version; but dates are dates here.
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || b"._:+-xo".contains(&byte))
        && text.parse::<Date>().is_err();
    text.starts_with(char::is_alphanumeric)
        && text.trim() == text
        && !other_type
        && !number
        && !colon_ends_word(text)
        && ![": ", " #"].iter().any(|marks| text.contains(marks))
        && !text.chars().any(must_be_escaped)
        && !(in_flow && text.contains([',', '[', ']', '{', '}']))
}

/// True where a colon stands before anything but a letter, a digit or a slash: readers differ on where a key ends.
fn colon_ends_word(text: &str) -> bool {
    text.match_indices(':').any(|(at, _)| {
        let next = text[at + 1..].chars().next();
        !next.is_some_and(|c| c.is_alphanumeric() || c == '/')
    })
}

/// Between double quotation marks, in which everything can be written.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if must_be_escaped(letter) => {
                let code = format!("\\u{:04X}", u32::from(letter));
                quoted.push_str(&code);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Line breaks of every kind, other control characters, and the mark that some readers take for the start of a file.
fn must_be_escaped(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
