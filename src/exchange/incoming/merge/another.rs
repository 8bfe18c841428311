//! An id that a feed uses for another service than before.

use super::super::state::Imported;
use super::super::text::visible;
use super::super::{Note, Outcome};

/// What is said where an id now means something else.
const ANOTHER: &str = "the name and the organisation both changed: is it another feed? Nothing was taken; for another feed use \
                       --source NAME, and for the same service --accept theirs";

/// What is to be said where the feed uses the id of a service for another one; `None`: with one of both names as it was it is
/// taken for the same.
pub(super) fn another(known: &Imported, now: &Imported) -> Option<Note> {
    let plain = |imported: &Imported, key| -> Option<String> {
        let text = imported.entry.get(key);
        text.map(|text| text.to_lowercase())
    };
    let is_another = NAMES
        .into_iter()
        .all(|key| plain(known, key) != plain(now, key));
    is_another.then(|| Note {
        field: "the entry".to_owned(),
        outcome: Outcome::Conflict,
        from: Some(names(now)),
        to: Some(names(known)),
        why: Some(ANOTHER.into()),
    })
}

const NAMES: [&str; 2] = ["name", "organization"];

fn names(imported: &Imported) -> String {
    let parts = NAMES.into_iter().filter_map(|key| imported.entry.get(key));
    let parts: Vec<&str> = parts.map(|part| part.trim()).collect();
    visible(&parts.join(", "))
}
