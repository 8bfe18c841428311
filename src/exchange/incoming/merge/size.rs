//! Entries that would be too large to be read again.

use super::super::state::Imported;
use super::super::{Draft, Outcome, Refused};
use super::new::new_text;
use crate::edit::fragment::Value;

/// The most bytes of a file that is read.
#[expect(
    clippy::cast_possible_truncation,
    reason = "1 MiB fits into every word"
)]
pub(super) const MOST_BYTES: usize = crate::edit::MOST_BYTES as usize;

/// Keys without which an entry is one all the same, those that may be long first.
const CAN_GO: [&str; 8] = [
    "description",
    "referral",
    "alerts",
    "hours",
    "locations",
    "eligibility",
    "languages",
    "role_name",
];

/// A draft whose entry can be read again: what is too long is left, and that is noted. Nothing is cut short, since half a sentence
/// may say the opposite.
pub(super) fn fitted(mut draft: Draft) -> Result<Draft, Refused> {
    // The id comes later, and is short.
    const ROOM: usize = 4096;
    const WHY: &str = "with it the entry would be over 1 MiB, which is not read";
    let fits = |draft: &Draft| {
        // Written out, a letter is at most ten; most entries are far from it.
        letters(draft) * 10 + ROOM <= MOST_BYTES
            || new_text(&Imported::of("", draft), draft).len() + ROOM <= MOST_BYTES
    };
    if fits(&draft) {
        return Ok(draft);
    }
    let is_long = |lines: &[String]| lines.iter().map(String::len).sum::<usize>() > ROOM;
    let long: Vec<&'static str> = draft
        .comments
        .iter()
        .filter(|(_, lines)| is_long(lines))
        .map(|(key, _)| *key)
        .collect();
    draft.comments.retain(|(_, lines)| !is_long(lines));
    for key in long {
        let field = format!("the comment after {key}");
        draft.note(&field, Outcome::Left, None, None, Some(WHY));
    }
    for key in CAN_GO {
        if fits(&draft) {
            break;
        }
        let size = |value| crate::edit::fragment::lines(key, value).len();
        if draft.value(key).is_some_and(|value| size(value) > ROOM) {
            draft.entries.retain(|(known, _)| *known != key);
            let mut notes = draft.notes.iter_mut();
            if let Some(note) = notes.find(|note| note.field == key) {
                (note.outcome, note.to, note.why) = (Outcome::Left, None, Some(WHY.into()));
            } else {
                draft.note(key, Outcome::Left, None, None, Some(WHY));
            }
        }
    }
    if fits(&draft) {
        return Ok(draft);
    }
    Err(Refused {
        record: draft.source_id,
        place: draft.place,
        why: "its entry would be over 1 MiB, which is not read".to_owned(),
    })
}

/// How long the texts of a draft are in bytes, with room for keys and marks.
fn letters(draft: &Draft) -> usize {
    const MARKS: usize = 40;
    fn of(value: &Value) -> usize {
        MARKS
            + match value {
                Value::Text(text) | Value::Word(text) => text.len(),
                Value::List(items) => items.iter().map(of).sum(),
                Value::Map(entries) => entries.iter().map(|(_, value)| of(value)).sum(),
            }
    }
    let entries = draft.entries.iter().map(|(_, value)| of(value));
    let comments = draft.comments.iter().flat_map(|(_, lines)| lines);
    entries.sum::<usize>() + comments.map(|line| line.len() + MARKS).sum::<usize>()
}
