//! What was imported earlier and is not in the feed: gone, or the feed is another one.

use super::super::{Note, Outcome};
use super::{Fate, Here, Service};
use std::collections::BTreeSet;

/// With fewer entries imported earlier it cannot be told that a feed is another one.
const FEWEST: usize = 3;

/// What was imported earlier and is not in the feed.
pub(super) fn gone(here: &Here, seen: &BTreeSet<String>) -> Vec<Service> {
    let earlier = here.state.0.iter().filter(|(id, _)| !seen.contains(*id));
    let gone = earlier.filter_map(|(source_id, imported)| {
        let file = here.files.get(&imported.id)?;
        Some(Service {
            source_id: source_id.clone(),
            place: String::new(),
            id: imported.id.clone(),
            name: imported.id.clone(),
            path: file.path.clone(),
            fate: Fate::Gone,
            fields: vec![Note {
                field: "the entry".to_owned(),
                outcome: Outcome::Left,
                from: None,
                to: None,
                why: Some(
                    "no longer in the feed; left as it is here: ask, then set `status`".into(),
                ),
            }],
        })
    });
    gone.collect()
}

/// What is to be settled where hardly anything that was imported earlier is in the feed; `None`: it is the same feed, or that cannot
/// be told.
pub(super) fn another_feed(here: &Here, seen: &BTreeSet<String>) -> Option<String> {
    let earlier = here.state.0.len();
    let again = here.state.0.keys().filter(|id| seen.contains(*id)).count();
    (earlier >= FEWEST && again * 10 < earlier).then(|| {
        format!(
            "this looks like another feed: {again} of the {earlier} entries imported earlier as {name} are in it, so nothing \
             is taken and nothing is called gone; give it a --source NAME of its own",
            name = here.name
        )
    })
}
