//! Whole keys of a service file replaced, added or taken out; everything else stays.

use super::fragment::{Value, lines};
use super::meaning::Meaning;
use super::order::predecessor;
use super::outline::{entry_end, is_flow, line_end, line_start, newline, next_line};
use super::set::Refusal;
use super::{Edit, replaced};
use crate::load::node::{Entry, Shape, yaml_tree};

/// A key at the top of a service file, and what has to stand after it; `None`: it has to go.
pub type Change<'c> = (&'static str, Option<&'c Value>);

/// The text with these keys changed. Comments that stood inside a value that is replaced go before its key.
///
/// # Errors
/// [`Refusal::NotYaml`] where the text cannot be read or its keys stand between brackets, [`Refusal::OtherMeaning`] where the
/// edited text would not say exactly what was intended. Nothing has been changed then.
///
/// # Example
///
/// ```
/// use signpost::edit::fragment::Value;
/// use signpost::edit::replace::replace;
///
/// let text = "id: tea  # never reused\nname: Tea\nneeds: [a]\ncost: free\n";
/// let needs = Value::texts(["a", "b"]);
/// let changes = [("needs", Some(&needs)), ("cost", None)];
/// assert_eq!(replace(text, &changes).as_deref(), Ok("id: tea  # never reused\nname: Tea\nneeds: [a, b]\n"));
/// ```
pub fn replace(text: &str, changes: &[Change]) -> Result<String, Refusal> {
    let mut new = text.to_owned();
    let Some(Meaning::Map(mut intended)) = Meaning::of(text) else {
        return Err(Refusal::NotYaml);
    };
    for (key, value) in changes {
        match value {
            Some(value) => intended.insert((*key).to_owned(), value.meaning()),
            None => intended.remove(*key),
        };
        let edit = {
            let root = yaml_tree(&new).ok_or(Refusal::OtherMeaning)?;
            let Shape::Map(entries) = &root.shape else {
                return Err(Refusal::NotYaml);
            };
            if is_flow(&new, &root) {
                return Err(Refusal::NotYaml);
            }
            edit(&new, entries, key, *value)
        };
        if let Some(edit) = edit {
            new = replaced(&new, &[edit]).ok_or(Refusal::OtherMeaning)?;
        }
    }
    if Meaning::of(&new) != Some(Meaning::Map(intended)) {
        return Err(Refusal::OtherMeaning);
    }
    Ok(new)
}

/// The edit for one key; `None` where there is nothing to do.
fn edit(text: &str, entries: &[Entry], key: &'static str, value: Option<&Value>) -> Option<Edit> {
    let newline = newline(text);
    let written = value.map(|value| lines(key, value).replace('\n', newline));
    let Some(entry) = entries.iter().find(|(known, _)| known.value == key) else {
        let written = written?;
        return Some(if let Some(before) = predecessor(entries, &[], key) {
            let end = entry_end(text, &entries[before]);
            let end = if text[..end].ends_with('\n') {
                end
            } else {
                line_end(text, end)
            };
            let text = if text[..end].ends_with('\n') {
                format!("{written}{newline}")
            } else {
                format!("{newline}{written}")
            };
            Edit {
                range: end..end,
                text,
            }
        } else {
            let start = entries
                .first()
                .map_or(0, |(first, _)| line_start(text, first.span.start as usize));
            Edit {
                range: start..start,
                text: format!("{written}{newline}"),
            }
        });
    };
    let start = entry.0.span.start as usize;
    let end = entry_end(text, entry);
    let comments = comments_inside(&text[start..end], newline);
    Some(match written {
        Some(written) => {
            // A text after `|+` ends with its line break, and so must what stands in its place.
            let last = if text[..end].ends_with('\n') {
                newline
            } else {
                ""
            };
            Edit {
                range: start..end,
                text: format!("{comments}{written}{last}"),
            }
        }
        None => Edit {
            range: start..next_line(text, end),
            text: comments,
        },
    })
}

/// The comments between the lines of a value, each on a line of its own.
fn comments_inside(value: &str, newline: &str) -> String {
    let lines = value.lines().skip(1);
    let comments = lines.filter_map(|line| {
        let line = line.trim();
        let start = if line.starts_with('#') {
            Some(0)
        } else {
            line.find(" #").map(|at| at + 1)
        };
        start.map(|start| format!("{}{newline}", &line[start..]))
    });
    comments.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced_with(text: &str, key: &'static str, value: &Value) -> String {
        replace(text, &[(key, Some(value))]).unwrap()
    }

    #[test]
    fn a_new_key_stands_where_the_format_has_it() {
        let value = Value::text("Ring first.");
        let text = "# head\nid: tea\nattending_access: [drop-in]  # asked\ncontact: {phone: 1}\n";
        assert_eq!(
            replaced_with(text, "referral", &value),
            "# head\nid: tea\nattending_access: [drop-in]  # asked\nreferral: Ring first.\ncontact: {phone: 1}\n"
        );
        let id = Value::text("tea");
        assert_eq!(
            replaced_with("# head\nname: Tea", "id", &id),
            "# head\nid: tea\nname: Tea"
        );
    }

    #[test]
    fn a_list_is_replaced_and_its_comments_are_kept() {
        let text = "hours:\n  # rang them\n  - {days: [mon]}  # not sure\n\n# next\narea: [x]\n";
        let value = Value::texts(["none"]);
        assert_eq!(
            replaced_with(text, "hours", &value),
            "# rang them\nhours: [none]  # not sure\n\n# next\narea: [x]\n"
        );
    }

    #[test]
    fn line_endings_and_texts_of_several_lines_stay() {
        let text = "id: a\r\ndescription: |\r\n  One.\r\n  Two.\r\nkind: x\r\n";
        let value = Value::text("Three.\nFour.");
        assert_eq!(
            replaced_with(text, "description", &value),
            "id: a\r\ndescription: |\r\n  Three.\r\n  Four.\r\nkind: x\r\n"
        );
        assert_eq!(
            replace(text, &[("description", None)]).unwrap(),
            "id: a\r\nkind: x\r\n"
        );
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let value = Value::text("x");
        assert_eq!(
            replace("id: [", &[("id", Some(&value))]),
            Err(Refusal::NotYaml)
        );
        assert_eq!(
            replace("{id: a}", &[("id", Some(&value))]),
            Err(Refusal::NotYaml)
        );
    }
}
