//! Text edits that keep comments, spacing, order and line endings: a text in, a new text out; and the texts of new files.
//!
//! Every edit of a service file is read again afterwards and must mean exactly what was intended; see [`meaning`].

pub mod approval;
pub mod format;
pub mod fragment;
mod indent;
pub mod layout;
pub mod meaning;
mod order;
mod outline;
pub mod replace;
pub mod service;
pub mod set;
mod spacing;

use crate::source::Replacement;
use std::ops::Range;

/// The largest file that is read again, in bytes: nothing larger may be written.
pub const MOST_BYTES: u64 = crate::load::MAX_BYTES;

/// A range of bytes and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken away; where it is empty, text is put in.
    pub range: Range<usize>,
    /// What is written instead.
    pub text: String,
}

impl From<&Replacement> for Edit {
    fn from(replacement: &Replacement) -> Self {
        Self {
            range: replacement.span.range(),
            text: replacement.text.clone(),
        }
    }
}

/// The text with several edits made at once; every other byte stays.
///
/// `None` where two edits overlap or stand at the same place, or one reaches outside the text or into a character: nothing
/// is done by halves.
///
/// # Example
///
/// ```
/// use signpost::edit::{Edit, replaced};
///
/// let edit = |range, text: &str| Edit { range, text: text.to_owned() };
/// let edits = [edit(5..8, "two"), edit(0..3, "one")];
/// assert_eq!(replaced("1st, 2nd", &edits).as_deref(), Some("one, two"));
/// assert_eq!(replaced("1st", &[edit(0..2, "a"), edit(1..3, "b")]), None);
/// ```
#[must_use]
pub fn replaced(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let overlap = edits.windows(2).any(|pair| {
        let (first, second) = (&pair[0].range, &pair[1].range);
        second.start < first.end || second.start == first.start
    });
    if overlap {
        return None;
    }
    let mut new = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in edits {
        text.get(edit.range.clone())?;
        new.push_str(text.get(done..edit.range.start)?);
        new.push_str(&edit.text);
        done = edit.range.end;
    }
    new.push_str(text.get(done..)?);
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit {
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn an_edit_outside_the_text_or_inside_a_character_is_refused() {
        assert_eq!(replaced("Tŷ", &[edit(2..3, "y")]), None);
        assert_eq!(replaced("Tŷ", &[edit(3..9, "y")]), None);
        assert_eq!(replaced("Tŷ", &[edit(1..3, "y")]).as_deref(), Some("Ty"));
    }

    #[test]
    fn two_insertions_at_one_place_are_refused_because_their_order_is_not_known() {
        assert_eq!(replaced("ab", &[edit(1..1, "x"), edit(1..1, "y")]), None);
    }

    proptest! {
        #[test]
        fn what_lies_between_the_edits_stays(parts in proptest::collection::vec(("[a-zŷ\r\n]{1,5}", "[A-Z]{0,4}", "[0-9]{0,4}"), 0..8)) {
            let (mut old, mut new, mut edits) = (String::new(), String::new(), Vec::new());
            for (kept, gone, put) in &parts {
                old.push_str(kept);
                new.push_str(kept);
                edits.push(edit(old.len()..old.len() + gone.len(), put));
                old.push_str(gone);
                new.push_str(put);
            }
            edits.reverse();
            prop_assert_eq!(replaced(&old, &edits), Some(new));
        }
    }
}
