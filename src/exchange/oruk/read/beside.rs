//! Lists that stand beside the services of one file: a whole export in one object.

use super::place::Place;
use super::{Kind, Reader, What};
use crate::model::shown::{clean, count};
use serde_json::{Map, Value};

/// What such lists are called, with what is in them.
const BESIDE: [(&str, What); 8] = [
    ("organizations", What::Named(Kind::Organization)),
    ("organisations", What::Named(Kind::Organization)),
    ("locations", What::Named(Kind::Location)),
    ("taxonomy_terms", What::Named(Kind::Term)),
    ("taxonomies", What::Nothing),
    ("service_at_locations", What::AtLocations),
    ("services_at_locations", What::AtLocations),
    ("service_at_location", What::AtLocations),
];
/// Lists that say nothing of services.
const OF_PAGES: [&str; 3] = ["links", "errors", "sort"];

impl Reader {
    /// Takes the lists beside the services out of a page and reads them. What is in other lists is said, and not read.
    pub(super) fn beside(&mut self, place: &Place, page: &mut Map<String, Value>) {
        for (key, what) in BESIDE {
            if let Some(list) = page.get_mut(key).filter(|list| list.is_array()) {
                let list = list.take();
                self.value(&place.list(key), list, what);
            }
        }
        let others = page.iter().filter_map(|(key, list)| {
            let objects = list.as_array()?.iter().filter(|item| item.is_object());
            let objects = objects.count();
            let is_told = objects > 0 && !OF_PAGES.contains(&key.as_str());
            is_told.then(|| format!("{} ({})", clean(key), count(objects, "object", "objects")))
        });
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            self.records.notes.push(format!(
                "{} has lists beside its services that were not read: {}",
                place.in_words(),
                others.join(", ")
            ));
        }
    }
}
