//! Where a service and its places say that a place must not be told.

use super::super::super::super::incoming::confidential::of_service as in_text;
use super::super::super::super::incoming::confidential::{
    Mark, Tells, is_no, of_name, of_organization, of_place, of_statement, of_title, tells,
    tells_of_key,
};
use super::super::super::read::Record;
use super::confidential::{AT, PLACES};
use serde_json::{Map, Value as Json};

/// What stands below a place or a service and says nothing of where it is.
const BELOW: [&str; 9] = [
    "location",
    "service",
    "organization",
    "contacts",
    "phones",
    "languages",
    "schedules",
    "regular_schedule",
    "regular_schedules",
];

/// The mark in the texts of a place, of its addresses and attributes, or in a key of it.
pub(super) fn mark(place: &Map<String, Json>) -> Option<Mark> {
    let own = place.iter().find_map(|(key, value)| match &**key {
        "name" | "alternate_name" => of_name(value.as_str()?),
        _ => of_place(value.as_str()?),
    });
    let lines = || addresses(place).flat_map(Map::values);
    own.or_else(|| lines().filter_map(Json::as_str).find_map(of_place))
        .or_else(|| objects(place.get("attributes")).find_map(of_attribute))
        .or_else(|| place.iter().find_map(|(key, value)| of_key(key, value)))
        .or_else(|| {
            let mut below = place.iter().filter(|(key, value)| {
                let others = ["location", "service", "organization", "attributes"];
                !value.is_string() && !others.contains(&key.as_str())
            });
            below.find_map(|(_, value)| in_texts(value, of_statement))
        })
}

/// The mark in what an organisation says of all of its addresses.
pub(super) fn of_organization_itself(organization: &Map<String, Json>) -> Option<Mark> {
    of_organization(organization.get("description")?.as_str()?)
}

/// The mark in what a service says of its own address, in any of its texts.
pub(super) fn of_service(record: &Record) -> Option<Mark> {
    let of_places = |key: &str| key.starts_with(AT) || key.starts_with(PLACES);
    let own = record.fields.iter().find_map(|(key, value)| {
        if of_places(key) || key.starts_with("organization") {
            return None;
        }
        let is_of_address = || {
            let words = [
                "address", "Address", "location", "Location", "venue", "place",
            ];
            !value.is_object() && !value.is_array() && words.iter().any(|word| key.contains(word))
        };
        let said = match (key.as_str(), value) {
            ("name" | "alternate_name", Json::String(text)) => of_title(text),
            ("url" | "email", _) => None,
            (_, Json::String(_)) | ("attributes", _) => in_texts(value, in_text),
            // What is below it is about something else: a phone, a price.
            _ => in_texts(value, of_statement),
        };
        said.or_else(|| is_of_address().then(|| of_key(key, value))?)
    });
    own.or_else(|| {
        record.elsewhere.iter().find_map(|other| {
            let (field, text) = (&*other.field, &*other.value);
            if !of_places(field) {
                return match field {
                    "name" | "alternate_name" => of_title(text),
                    "organization.description" => of_organization(text),
                    _ if field.starts_with("organization") => None,
                    _ if field.contains(['.', '[']) => of_statement(text),
                    _ => in_text(text),
                };
            }
            if field.ends_with(".name") {
                of_name(text)
            } else {
                of_place(text)
            }
        })
    })
}

pub(super) fn addresses(place: &Map<String, Json>) -> impl Iterator<Item = &Map<String, Json>> {
    let lists = ["addresses", "physical_addresses"];
    lists.into_iter().flat_map(|key| objects(place.get(key)))
}

/// The objects of a list; one object counts as a list of one.
pub(super) fn objects(list: Option<&Json>) -> impl Iterator<Item = &Map<String, Json>> {
    let items = list.map(|list| {
        list.as_array()
            .map_or(std::slice::from_ref(list), Vec::as_slice)
    });
    items.unwrap_or_default().iter().filter_map(Json::as_object)
}

fn in_texts(value: &Json, of: fn(&str) -> Option<Mark>) -> Option<Mark> {
    match value {
        Json::String(text) => of(text),
        Json::Array(items) => items.iter().find_map(|item| in_texts(item, of)),
        Json::Object(object) => object.values().find_map(|item| in_texts(item, of)),
        _ => None,
    }
}

/// The mark of a key, at whatever depth: `confidential: true`.
fn of_key(key: &str, value: &Json) -> Option<Mark> {
    match value {
        Json::Object(object) if !BELOW.contains(&key) => {
            object.iter().find_map(|(key, value)| of_key(key, value))
        }
        Json::Array(items) if !BELOW.contains(&key) && key != "attributes" => {
            items.iter().find_map(|item| of_key(key, item))
        }
        _ => tells_of_key(key)?.mark(&scalar(value)?),
    }
}

/// The mark of an attribute: of what it is called, where its value does not say no.
fn of_attribute(attribute: &Map<String, Json>) -> Option<Mark> {
    let value = attribute.get("value").and_then(scalar);
    let term = attribute.get("taxonomy_term").and_then(Json::as_object);
    let own = ["label", "link_type", "name"]
        .into_iter()
        .filter_map(|key| attribute.get(key));
    let of_term = ["name", "term", "code"]
        .into_iter()
        .filter_map(|key| term?.get(key));
    let mut names = own.chain(of_term).filter_map(Json::as_str);
    names
        .find_map(|name| match (tells(name), &value) {
            (Some(tells), Some(value)) => tells.mark(value),
            (Some(Tells::Confidential), None) => Some("confidential"),
            (_, Some(value)) if is_no(value) => None,
            _ => of_name(name),
        })
        .or_else(|| in_text(&value?))
}

/// A text, number or yes-no value that says something.
fn scalar(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => text.trim().to_owned(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
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
            (
                json!({"addresses": [{"postal_code": "(private)"}]}),
                "private",
            ),
            (
                json!({"alternate_name": "Private address"}),
                "private address",
            ),
            (
                json!({"description": "The address is not published."}),
                "not published",
            ),
        ] {
            assert_eq!(mark_in(&place), Some(expected), "{place}");
        }
        for place in [
            json!({"name": "Refugee Council"}),
            json!({"description": "This address is not confidential"}),
            json!({"description": "A safe space for all"}),
            json!({"name": "The Hall", "addresses": [{"address_1": "1 High Street"}]}),
        ] {
            assert_eq!(mark_in(&place), None, "{place}");
        }
    }

    #[test]
    fn a_key_or_attribute_of_a_place_is_a_mark_unless_it_says_no() {
        for place in [
            json!({"confidential": true}),
            json!({"isConfidential": "Yes"}),
            json!({"meta": {"address_confidential": 1}}),
            json!({"addresses": [{"is_public": false}]}),
            json!({"visibility": "private"}),
            json!({"attributes": [{"link_type": "confidential", "value": "yes"}]}),
            json!({"attributes": [{"label": "Is confidential", "value": true}]}),
            json!({"attributes": [{"taxonomy_term": {"name": "Confidential address"}}]}),
            json!({"attributes": [{"taxonomy_term": {"term": "safe house"}, "value": "yes"}]}),
            json!({"attributes": {"label": "note", "value": "do not publish address"}}),
        ] {
            assert!(mark_in(&place).is_some(), "{place}");
        }
        for place in [
            json!({"confidential": false}),
            json!({"confidential": "no"}),
            json!({"confidential": null}),
            json!({"confidential": ""}),
            json!({"public": true, "published": "2024-03-01"}),
            json!({"attributes": [{"link_type": "confidential", "value": "no"}]}),
            json!({"attributes": [{"label": "Private parking", "value": "yes"}]}),
            json!({"attributes": [{"label": "Parking", "value": "Private"}]}),
            json!({"phones": [{"confidential": true}]}),
        ] {
            assert_eq!(mark_in(&place), None, "{place}");
        }
    }
}
