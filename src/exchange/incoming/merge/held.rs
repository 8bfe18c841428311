//! What is held back of a place, kept out of what an import says and remembers.
//!
//! A draft no longer has it. What stands here, and what earlier imports remember, may: from before the feed said that the place
//! must not be told.

use super::super::confidential::{CUT, CUT_WHY, HeldBack};
use super::super::state::Imported;
use super::super::{Note, Outcome};
use super::Service;

/// Takes the address out of what is said of an entry.
pub(super) fn unsaid(service: &mut Service, held: &HeldBack) {
    for note in &mut service.fields {
        if note.field == "locations" {
            (note.from, note.to) = (None, None);
        }
        for text in [&mut note.from, &mut note.to].into_iter().flatten() {
            if let Some(cut) = held.cut_known(text) {
                *text = cut;
            }
        }
    }
}

/// A file that is written, without the address in the comments: earlier imports quoted the feed there. `None`: it stays as it is,
/// as one does where a person has written the place into it.
pub(super) fn without_in_comments(text: &str, held: &HeldBack) -> Option<(String, Note)> {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let mut values = text.lines().filter(|line| !is_comment(line));
    if values.any(|line| held.is_in(line)) {
        return None;
    }
    let mut is_cut = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let end = line.trim_end_matches(['\r', '\n']);
        let without = is_comment(line).then(|| held.cut_known(end)).flatten();
        is_cut |= without.is_some();
        without.map_or_else(|| line.to_owned(), |cut| cut + &line[end.len()..])
    });
    let text: String = lines.collect();
    let note = Note {
        field: "the comments of the file".to_owned(),
        outcome: Outcome::Changed,
        from: None,
        to: Some(CUT.to_owned()),
        why: Some(CUT_WHY.into()),
    };
    is_cut.then_some((text, note))
}

/// Takes the address out of what is remembered of an entry. What the feed says `now` is without it. A key that is not
/// remembered is compared as if it had never been imported, so what was edited here stays a conflict.
pub(super) fn forgotten(imported: &mut Imported, now: &Imported, held: &HeldBack) {
    imported.entry.retain(|key, said| {
        let is_now = now.entry.get(key) == Some(said);
        let is_name = ["name", "organization"].contains(&key.as_str());
        is_now || is_name || key != "locations" && held.cut(said).is_none()
    });
    for key in ["name", "organization"] {
        if let Some(said) = imported.entry.get_mut(key)
            && let Some(cut) = held.cut_name(said)
        {
            *said = cut;
        }
    }
}
