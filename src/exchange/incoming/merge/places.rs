//! The places of an entry where the feed tells one at most: a row of a spreadsheet never removes the others.

use super::super::{Draft, Places};
use crate::edit::fragment::Value;
use crate::edit::meaning::Meaning;

/// The keys of a place, in the order of the format.
const KEYS: [&str; 5] = ["name", "address", "postcode", "confidential", "district"];

/// What a feed says of the places, as all of them: what it said last time, what it says now, and that to be written.
pub(super) struct Whole {
    pub(super) base: Option<Meaning>,
    pub(super) theirs: Option<Meaning>,
    pub(super) value: Option<Value>,
}

/// Completes the one place of a draft with the other places that stand here. `None`: the feed tells all of them, or there is
/// nothing to complete.
pub(super) fn whole(draft: &Draft, versions: [Option<&Meaning>; 3]) -> Option<Whole> {
    let [base, ours, theirs] = versions;
    let Some(Meaning::List(here)) = ours else {
        return None;
    };
    let as_it_is = |ours: &Meaning| Whole {
        base: Some(ours.clone()),
        theirs: Some(ours.clone()),
        value: None,
    };
    if draft.places == Places::Unread {
        return ours.map(as_it_is);
    }
    if draft.places == Places::All || theirs == base {
        return None;
    }
    let told = only(theirs);
    if told.is_some_and(|told| here.contains(told)) {
        return ours.map(as_it_is);
    }
    let before = only(base).and_then(|base| here.iter().position(|place| place == base));
    let is_open =
        |place: &Meaning| !matches!(place, Meaning::Map(keys) if keys.contains_key("confidential"));
    // A place that was changed here is known by its postcode or its name, or because there is no other.
    let changed = || {
        let told = told?;
        let alike = here.iter().position(|place| alike(place, told));
        let mut open = (0..here.len()).filter(|at| is_open(&here[*at]));
        let single = open.next().filter(|_| open.next().is_none());
        alike.or(single)
    };
    let position = before.or_else(changed);
    let mut places = here.clone();
    match (position, told) {
        (Some(position), Some(told)) => places[position] = told.clone(),
        (Some(position), None) => {
            places.remove(position);
        }
        (None, Some(told)) => places.insert(0, told.clone()),
        (None, None) => return ours.map(as_it_is),
    }
    let value = match &places[..] {
        [] => None,
        places => Some(Value::List(
            places.iter().map(as_value).collect::<Option<_>>()?,
        )),
    };
    Some(Whole {
        base: if before.is_some() { ours } else { base }.cloned(),
        theirs: value.is_some().then_some(Meaning::List(places)),
        value,
    })
}

/// True for two places with one postcode, or with one name.
fn alike(one: &Meaning, other: &Meaning) -> bool {
    let (Meaning::Map(one), Meaning::Map(other)) = (one, other) else {
        return false;
    };
    ["postcode", "name"].into_iter().any(|key| {
        let value = one.get(key).filter(|value| **value != Meaning::Empty);
        value.is_some_and(|value| other.get(key) == Some(value))
    })
}

/// The place that a row tells.
fn only(version: Option<&Meaning>) -> Option<&Meaning> {
    match version {
        Some(Meaning::List(places)) => places.first(),
        _ => None,
    }
}

/// A place as it is to be written. `None`: it is none that the format knows.
fn as_value(place: &Meaning) -> Option<Value> {
    let Meaning::Map(parts) = place else {
        return None;
    };
    let mut keys = Vec::new();
    for (name, part) in parts {
        let key = KEYS.into_iter().find(|key| key == name)?;
        match part {
            Meaning::Text(text) if key == "confidential" => keys.push((key, Value::word(text))),
            Meaning::Text(text) => keys.push((key, Value::text(text))),
            Meaning::Empty => {}
            _ => return None,
        }
    }
    keys.sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
    Some(Value::Map(keys))
}
