//! A page that names services and tells hardly anything of them: what it does not tell is not gone.

use super::super::{Draft, Places};
use super::{Accept, Here};
use crate::edit::fragment::Value;
use std::collections::BTreeSet;

/// What every feed of whole services tells of at least one of them.
const TOLD: [&str; 3] = ["contact", "locations", "hours"];

/// Keys that such a page leaves out.
const LEFT_OUT: [&str; 11] = [
    "description",
    "referral",
    "contact",
    "locations",
    "area",
    "hours",
    "eligibility",
    "accepts",
    "cost",
    "languages",
    "assured",
];

/// The keys that a feed tells of no service at all, though an earlier import had a way to reach, a place or hours from it: it is a
/// page of names. With --accept theirs it is taken at its word.
pub(super) fn untold(drafts: &[Draft], here: &Here) -> BTreeSet<&'static str> {
    let tells = |key| drafts.iter().any(|draft| says(draft, key));
    let told_before = || {
        let mut before = drafts
            .iter()
            .filter_map(|draft| here.state.0.get(&draft.source_id));
        before.any(|imported| {
            TOLD.iter().any(|key| {
                let said = imported.entry.get(*key);
                said.is_some_and(|said| !["contact: {}", "locations: []"].contains(&said.trim()))
            })
        })
    };
    // A spreadsheet with columns of places says where there is none.
    let tells_places = drafts.iter().any(|draft| draft.places == Places::One);
    if tells_places
        || here.accept == Some(Accept::Theirs)
        || TOLD.into_iter().any(tells)
        || !told_before()
    {
        return BTreeSet::new();
    }
    LEFT_OUT.into_iter().filter(|key| !tells(key)).collect()
}

/// What is to be settled where keys were not told.
pub(super) fn thin(untold: &BTreeSet<&'static str>) -> String {
    let keys: Vec<&str> = untold.iter().copied().collect();
    format!(
        "no service of this feed has a way to reach it, a place or hours, and earlier they had: it looks like a page of names. What \
         it does not tell stays as it is here: {}. Save the whole services; if they really say no more, use --accept theirs",
        keys.join(", ")
    )
}

fn says(draft: &Draft, key: &str) -> bool {
    match draft.value(key) {
        None => false,
        Some(Value::Map(parts)) if key == "assured" => {
            let never = crate::exchange::oruk::import::NEVER_CONFIRMED.to_string();
            let on = parts.iter().find(|(part, _)| *part == "on");
            !matches!(on, Some((_, Value::Text(on) | Value::Word(on))) if *on == never)
        }
        Some(Value::Map(parts)) => !parts.is_empty(),
        Some(Value::List(items)) => !items.is_empty(),
        Some(_) => true,
    }
}
