//! What an object of a feed is, told from its keys: not everything that has a name is a service.

use crate::model::shown::clean;
use serde_json::{Map, Value};

/// What an object looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Looks {
    Service,
    AtLocation,
    Term,
    Taxonomy,
    Organization,
    Location,
    /// None of what Open Referral UK has.
    Nothing,
}

impl Looks {
    /// In words, for one and for many.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Service => ("service", "services"),
            Self::AtLocation => ("service at location", "services at locations"),
            Self::Term => ("taxonomy term", "taxonomy terms"),
            Self::Taxonomy => ("taxonomy", "taxonomies"),
            Self::Organization => ("organization", "organizations"),
            Self::Location => ("location", "locations"),
            Self::Nothing => ("other object", "other objects"),
        }
    }
}

/// Keys that only one kind of object has, the first that is there deciding. A service may have any of the others as extras.
const KEYS: [(Looks, &[&str]); 6] = [
    (
        Looks::Service,
        &[
            "status",
            "organization",
            "organization_id",
            "service_at_locations",
            "service_areas",
            "schedules",
            "regular_schedules",
            "eligibilitys",
            "eligibility_description",
            "cost_options",
            "service_taxonomys",
            "assured_date",
            "attending_type",
            "attending_access",
            "deliverable_type",
            "application_process",
            "minimum_age",
            "maximum_age",
            "fees",
            "fees_description",
            "wait_time",
            "alert",
            "accreditations",
        ],
    ),
    (
        Looks::Term,
        &[
            "parent_id",
            "taxonomy",
            "taxonomy_id",
            "vocabulary",
            "term",
            "term_uri",
        ],
    ),
    (
        Looks::Location,
        &[
            "location_type",
            "latitude",
            "longitude",
            "addresses",
            "physical_addresses",
        ],
    ),
    (
        Looks::Organization,
        &[
            "website",
            "logo",
            "legal_status",
            "tax_id",
            "year_incorporated",
            "organization_identifiers",
            "parent_organization_id",
        ],
    ),
    (Looks::Taxonomy, &["taxonomy_terms", "version", "uri"]),
    (Looks::Service, &["name"]),
];

/// What an object is. What has a name and nothing that tells it apart is a service: feeds say little of some.
pub(super) fn looks(object: &Map<String, Value>) -> Looks {
    if !object.contains_key("name") && object.contains_key("location") {
        return Looks::AtLocation;
    }
    let mut kinds = KEYS.iter();
    let found = kinds.find(|(_, keys)| keys.iter().any(|key| object.contains_key(*key)));
    found.map_or(Looks::Nothing, |(looks, _)| *looks)
}

/// True for an object that only a service can be, whatever its file is called.
pub(super) fn is_certainly_a_service(object: &Map<String, Value>) -> bool {
    let (_, keys) = KEYS[0];
    object.contains_key("name") && keys.iter().any(|key| object.contains_key(*key))
}

/// What an object says of itself: ``keys `message` ("Not found")``.
pub(super) fn described(object: &Map<String, Value>) -> String {
    const MOST: usize = 4;
    const LETTERS: usize = 60;
    if object.is_empty() {
        return "an empty object".to_owned();
    }
    let keys = object.iter().take(MOST).map(|(key, value)| match value {
        Value::String(text) => {
            let text: String = clean(text).chars().take(LETTERS).collect();
            format!("`{}` (\"{text}\")", clean(key))
        }
        _ => format!("`{}`", clean(key)),
    });
    let keys: Vec<String> = keys.collect();
    let more = if object.len() > MOST { ", …" } else { "" };
    format!("an object with {}{more}", keys.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_has_a_name_is_not_always_a_service() {
        for (object, expected) in [
            (json!({"id": "a", "name": "Tea"}), Looks::Service),
            (
                json!({"name": "Tea", "status": "active", "latitude": 1}),
                Looks::Service,
            ),
            (json!({"status": "active"}), Looks::Service),
            (
                json!({"id": "a", "name": "Falls", "description": "", "taxonomy": "x"}),
                Looks::Term,
            ),
            (
                json!({"name": "Needs", "uri": "u", "version": "1"}),
                Looks::Taxonomy,
            ),
            (
                json!({"name": "Council", "website": "w", "uri": "u"}),
                Looks::Organization,
            ),
            (json!({"name": "Hall", "addresses": []}), Looks::Location),
            (
                json!({"id": "x", "location": {"name": "Hall"}}),
                Looks::AtLocation,
            ),
            (json!({"message": "Not found"}), Looks::Nothing),
        ] {
            let object = object.as_object().cloned().unwrap_or_default();
            assert_eq!(looks(&object), expected, "{object:?}");
        }
    }

    #[test]
    fn what_is_none_is_described_by_its_keys() {
        let object = json!({"message": "Not\u{202e} found"});
        let object = object.as_object().cloned().unwrap_or_default();
        assert_eq!(
            described(&object),
            "an object with `message` (\"Not found\")"
        );
        assert_eq!(described(&Map::new()), "an empty object");
    }
}
