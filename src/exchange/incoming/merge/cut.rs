//! What comes back of an export that cut something about a person out: it never takes the place of what stands here.

use super::super::super::leaving::INSTEAD_OF_A_PERSON;
use super::super::{Note, Outcome};
use crate::edit::meaning::Meaning;

/// Why a value with a cut in it is left.
pub(super) const CUT: &str =
    "an export left something about a person out of it: what stands here stays";

/// How often an export cut something about a person out of a value.
pub(super) fn cuts(value: &Meaning) -> usize {
    match value {
        Meaning::Empty => 0,
        Meaning::Text(text) => text.matches(INSTEAD_OF_A_PERSON).count(),
        Meaning::List(items) => items.iter().map(cuts).sum(),
        Meaning::Map(keys) => keys.values().map(cuts).sum(),
    }
}

/// Puts right what was noted of fields as they were read, where a value that they are part of was left.
pub(super) fn not_taken(fields: &mut [Note], merged: &[Note]) {
    let left: Vec<&str> = merged
        .iter()
        .filter(|note| note.why.as_deref() == Some(CUT))
        .filter_map(|note| note.from.as_deref())
        .collect();
    for note in fields {
        let is_left = note.from.as_deref().is_some_and(|from| {
            from.contains(INSTEAD_OF_A_PERSON) && left.iter().any(|left| left.contains(from))
        });
        if is_left {
            (note.outcome, note.to, note.why) = (Outcome::Left, None, Some(CUT.into()));
        }
    }
}

/// True for a name as it stands here, but for what an export cut out of it about a person.
pub(super) fn is_cut_from(cut: &str, name: &str) -> bool {
    let parts: Vec<&str> = cut.split(INSTEAD_OF_A_PERSON).collect();
    let [start, inside @ .., end] = &parts[..] else {
        return cut == name;
    };
    let mut rest = name
        .strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(end));
    for part in inside {
        rest = rest.and_then(|rest| Some(rest.split_once(part)?.1));
    }
    // Where nothing but the cut is left it could be any name.
    rest.is_some() && parts.iter().any(|part| !part.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_what_is_left_of_it() {
        let cut = |parts: [&str; 2]| parts.join(INSTEAD_OF_A_PERSON);
        assert!(is_cut_from("Tea", "Tea") && !is_cut_from("Tea", "Tea and Talk"));
        assert!(is_cut_from(&cut(["Tea with ", ""]), "Tea with Jane Smith"));
        assert!(is_cut_from(&cut(["", "'s tea"]), "Jane Smith's tea"));
        assert!(!is_cut_from(
            &cut(["Tea with ", ""]),
            "Lunch with Jane Smith"
        ));
        assert!(!is_cut_from(&cut(["", ""]), "Jane Smith"));
    }
}
