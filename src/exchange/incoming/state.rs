//! What an import remembers: which entry came from which of theirs, and what the feed said then.
//!
//! Kept inside the directory, in `services/.imported/NAME.jsonl`, a line for each service in the order of their ids: so that it
//! is in git with the entries, is put in place together with them, and a change of a feed is a change of one line.

use super::Draft;
use crate::edit::fragment::lines;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The folder, below `services`. Its name begins with a dot: what is in it is no service.
pub const FOLDER: &str = ".imported";

/// What was imported from one feed, by the feed's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State(pub BTreeMap<String, Imported>);

/// One service that was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Imported {
    /// Our id.
    pub id: String,
    /// What the feed said, by key of the format: the key and its value as YAML.
    pub entry: BTreeMap<String, String>,
    /// What was left for a person to decide, in the order of the entry.
    #[serde(default)]
    pub comments: Vec<Comment>,
}

/// Lines for a person to decide on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The key that they stand after.
    pub after: String,
    /// What they say, without the mark of a comment.
    pub lines: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    source: String,
    #[serde(flatten)]
    imported: Imported,
}

/// A [`Line`] that is written, in the same order.
#[derive(Serialize)]
struct Written<'s> {
    source: &'s str,
    id: &'s str,
    entry: &'s BTreeMap<String, String>,
    #[serde(skip_serializing_if = "<[Comment]>::is_empty")]
    comments: &'s [Comment],
}

impl State {
    /// Reads what [`State::text`] wrote.
    ///
    /// # Errors
    /// The number of the first line that is not one of ours.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut state = Self::default();
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let line: Line = serde_json::from_str(line).map_err(|_| number + 1)?;
            state.0.insert(line.source, line.imported);
        }
        Ok(state)
    }

    /// As it is kept: a line of JSON for each service.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self.0.iter().map(|(source, imported)| {
            let line = Written {
                source,
                id: &imported.id,
                entry: &imported.entry,
                comments: &imported.comments,
            };
            // Texts always become JSON.
            serde_json::to_string(&line).unwrap_or_default() + "\n"
        });
        lines.collect()
    }
}

impl Imported {
    /// What a draft says, for an entry with this id.
    #[must_use]
    pub fn of(id: &str, draft: &Draft) -> Self {
        let entries = draft.entries.iter();
        Self {
            id: id.to_owned(),
            entry: entries
                .map(|(key, value)| ((*key).to_owned(), lines(key, value)))
                .collect(),
            comments: draft
                .comments
                .iter()
                .map(|(after, lines)| Comment::of(after, lines))
                .collect(),
        }
    }
}

impl Comment {
    fn of(after: &str, lines: &[String]) -> Self {
        // A line break in a comment would end it.
        let line = |line: &String| {
            let line = line.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], " ");
            line.trim_end().to_owned()
        };
        Self {
            after: after.to_owned(),
            lines: lines.iter().map(line).collect(),
        }
    }

    /// Its lines as they stand in a file.
    pub fn written(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| format!("# {line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_other_lines_are_refused() {
        let mut state = State::default();
        let entry = BTreeMap::from([("name".to_owned(), "name: Tŷ \"Hafan\"".to_owned())]);
        let imported = Imported {
            id: "ty-hafan".to_owned(),
            entry,
            comments: vec![Comment {
                after: "name".to_owned(),
                lines: vec!["To decide: which?".to_owned()],
            }],
        };
        state.0.insert("ac14 \n".to_owned(), imported);
        let text = state.text();
        assert_eq!(text.lines().count(), 1);
        assert_eq!(State::read(&text), Ok(state));
        assert_eq!(State::read("\n{}\n"), Err(2));
        // What earlier imports wrote has no comments.
        let old = "{\"source\":\"a\",\"id\":\"tea\",\"entry\":{}}\n";
        assert_eq!(
            State::read(old).map(|state| state.text()),
            Ok(old.to_owned())
        );
    }
}
