//! A place that must not be told: of it only the postcode district is kept.
//!
//! Feeds have no field for it, so words of the place say it: its name, what is said of it, or its address ("address withheld"). One
//! place held back too many costs a look; one too few can cost a life.

use super::super::super::super::incoming::Outcome;
use super::super::super::super::incoming::fields::Fields;
use super::super::super::read::{Kind, leaves};
use super::super::Reading;
use super::{ANOTHER_RECORD, is_elsewhere};
use crate::edit::fragment::Value;
use crate::model::postcode::{District, Locality};
use serde_json::{Map, Value as Json};

/// What is said of a place that must not be told, as whole words.
const MARKS: [&str; 12] = [
    "confidential",
    "refuge",
    "refuges",
    "safe house",
    "safe houses",
    "safehouse",
    "withheld",
    "undisclosed",
    "not disclosed",
    "not published",
    "secret location",
    "secret address",
];
/// What is said of a place that may be told, though a mark is in it.
const NO_MARKS: [&str; 2] = ["not confidential", "non confidential"];

const WHY: &str = "the place seems to be confidential: of it only the postcode district is kept";

impl Reading<'_, '_> {
    /// The mark of a place that must not be told, in the feed's own word; `None`: nothing says so.
    pub(super) fn mark_of(&self, location: &Fields, id: Option<&String>) -> Option<&'static str> {
        let elsewhere = id.and_then(|id| self.records.named.get(&(Kind::Location, id.clone())));
        mark(location.rest()).or_else(|| mark(elsewhere?))
    }

    /// What is kept of a place that must not be told. The report is kept and sent on as well, so what is left does not stand in it.
    pub(super) fn confidential(&mut self, location: &Fields, mark: &str) -> Option<Value> {
        self.unsaid(location);
        // What another record of the service says of its places was noted before this was known.
        for note in &mut self.draft.notes {
            let of_place = ["service_at_locations", "locations"]
                .iter()
                .any(|key| note.field.starts_with(key));
            if of_place
                && note
                    .why
                    .as_deref()
                    .is_some_and(|why| why.starts_with(ANOTHER_RECORD))
            {
                note.from = None;
            }
        }
        let district = district(location.rest());
        let line = match district {
            Some(district) => format!(
                "To check: the feed says of a place {mark:?}, so only its district {district} stands here."
            ),
            None => format!(
                "To decide: the feed says of a place {mark:?}; in which postcode district is it? Write locations: \
                 [{{confidential: yes, district: \u{2026}}}]."
            ),
        };
        self.draft.comments.push(("area", vec![line]));
        let district = district?.to_string();
        let field = location.path("confidential");
        self.draft.supplied(&field, &district, WHY);
        Some(Value::Map(vec![
            ("confidential", Value::word("yes")),
            ("district", Value::word(&district)),
        ]))
    }

    /// Notes the fields of a place without what they say.
    pub(super) fn unsaid(&mut self, location: &Fields) {
        let path = location.path("");
        let rest = Json::Object(location.rest().clone());
        for (path, _) in leaves(path.trim_end_matches('.'), &rest) {
            self.draft.note(&path, Outcome::Left, None, None, Some(WHY));
        }
    }
}

/// The mark in the texts of a place and of its addresses.
fn mark(place: &Map<String, Json>) -> Option<&'static str> {
    let own = place.values().filter_map(Json::as_str);
    let of_addresses =
        addresses(place).flat_map(|address| address.values().filter_map(Json::as_str));
    own.chain(of_addresses).find_map(|text| {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut words = format!(" {} ", words.join(" "));
        for no_mark in NO_MARKS {
            words = words.replace(no_mark, "");
        }
        let mut marks = MARKS.into_iter();
        marks.find(|mark| words.contains(&format!(" {mark} ")))
    })
}

fn addresses(place: &Map<String, Json>) -> impl Iterator<Item = &Map<String, Json>> {
    let lists = ["addresses", "physical_addresses"]
        .into_iter()
        .filter_map(|key| place.get(key));
    lists
        .flat_map(|list| {
            list.as_array()
                .map_or(std::slice::from_ref(list), Vec::as_slice)
        })
        .filter_map(Json::as_object)
}

/// The postcode district of the first address that is not only for post.
fn district(place: &Map<String, Json>) -> Option<District> {
    let mut known = addresses(place)
        .filter(|address| !is_elsewhere(address.get("address_type")))
        .filter_map(|address| address.get("postal_code")?.as_str());
    let code = known.next()?;
    Locality::parse(code.trim()).ok().map(Locality::district)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mark_in(place: &Json) -> Option<&'static str> {
        mark(place.as_object().unwrap())
    }

    #[test]
    fn a_place_is_held_back_where_any_word_of_it_says_so() {
        for (place, expected) in [
            (json!({"name": "Confidential location"}), "confidential"),
            (
                json!({"name": "Safe-House (address withheld)"}),
                "safe house",
            ),
            (json!({"description": "Our REFUGE in Essex"}), "refuge"),
            (
                json!({"addresses": [{"address_1": "Address withheld"}]}),
                "withheld",
            ),
            (
                json!({"physical_addresses": {"address_1": "undisclosed"}}),
                "undisclosed",
            ),
        ] {
            assert_eq!(mark_in(&place), Some(expected), "{place}");
        }
        for place in [
            json!({"name": "Refugee Council"}),
            json!({"description": "This address is not confidential"}),
            json!({"name": "The Hall", "addresses": [{"address_1": "1 High Street"}]}),
        ] {
            assert_eq!(mark_in(&place), None, "{place}");
        }
    }
}
