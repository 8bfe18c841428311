//! A place that must not be told: of it only the postcode district is kept.
//!
//! What says so is in [`marks`](super::marks). The address of such a place is cut out of all that the service says elsewhere before
//! any of that is read, so that it reaches no entry, no report and nothing that is remembered.

use super::super::super::super::incoming::Outcome;
use super::super::super::super::incoming::confidential::{CUT, CUT_WHY, HeldBack, Mark};
use super::super::super::super::incoming::fields::Fields;
use super::super::super::read::{Kind, Record, Records, as_id, leaves};
use super::super::Reading;
use super::marks::{addresses, mark, objects, of_organization_itself, of_service};
use super::{ANOTHER_RECORD, is_elsewhere};
use crate::edit::fragment::Value;
use crate::model::postcode::{District, Locality};
use serde_json::{Map, Value as Json};

const WHY: &str = "the place seems to be confidential: of it only the postcode district is kept";
/// Where the places of a service stand in it.
pub(super) const AT: &str = "service_at_locations";
pub(super) const PLACES: &str = "locations";

/// What is held back of a service.
pub(in super::super) struct Held {
    /// The mark in what the service itself says; it holds back all of its places.
    mark: Option<Mark>,
    /// The addresses of the places.
    pub(in super::super) back: HeldBack,
    /// The fields that an address was cut out of.
    pub(in super::super) cut: Vec<String>,
}

impl Held {
    /// What has to be held back of a service; it is cut out of all of its texts but those of its places. `None`: nothing.
    pub(in super::super) fn of(
        record: &mut Record,
        apart: &mut [Map<String, Json>],
        records: &Records,
    ) -> Option<Self> {
        let at = || objects(record.fields.get(AT)).chain(apart.iter());
        let organization = record.fields.get("organization").and_then(Json::as_object);
        let organization = organization.or_else(|| {
            named(
                records,
                Kind::Organization,
                record.fields.get("organization_id"),
            )
        });
        let of_service = of_service(record)
            .or_else(|| at().find_map(mark))
            .or_else(|| organization.and_then(of_organization_itself));
        let mut places: Vec<&Map<String, Json>> = Vec::new();
        for at in at() {
            let inside = at.get("location").and_then(Json::as_object);
            places.extend(inside.or_else(|| named(records, Kind::Location, at.get("location_id"))));
        }
        places.extend(objects(record.fields.get(PLACES)));
        let (marked, others): (Vec<_>, Vec<_>) = places
            .into_iter()
            .partition(|place| of_service.is_some() || mark_of(place, records).is_some());
        if marked.is_empty() {
            return None;
        }
        let text = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or("").to_owned();
        let own = [
            text(record.fields.get("name")),
            text(organization.and_then(|one| one.get("name"))),
        ];
        let mut back = HeldBack::default();
        for place in marked {
            address_of(place, &own, &mut back);
            if let Some(place) = named(records, Kind::Location, place.get("id")) {
                address_of(place, &own, &mut back);
            }
        }
        for place in others {
            if is_same(place, &back) {
                address_of(place, &own, &mut back);
            }
        }
        if let Some(organization) = organization.cloned() {
            let organization = Json::Object(organization);
            record
                .fields
                .insert("organization".to_owned(), organization);
        }
        let mut cut = Vec::new();
        back.cut_object("", &mut record.fields, &mut cut);
        for (position, place) in apart.iter_mut().enumerate() {
            back.cut_object(&format!("{AT}({position})"), place, &mut cut);
        }
        for other in &mut record.elsewhere {
            if let Some(without) = back.cut(&other.value) {
                other.value = without;
            }
        }
        Some(Self {
            mark: of_service,
            back,
            cut,
        })
    }
}

impl Reading<'_, '_> {
    /// The mark of a place that must not be told, in the feed's own word; `None`: nothing says so.
    pub(super) fn mark_of(&self, location: &Fields, id: Option<&String>) -> Option<Mark> {
        // Without any mark in the service or its places there is nothing to look for.
        let held = self.held.as_ref()?;
        let place = location.rest();
        let elsewhere = || {
            self.records
                .named
                .get(&(Kind::Location, id.cloned()?))
                .and_then(mark)
        };
        // Another record of the same address says no more of it.
        let same = || is_same(place, &held.back).then_some("confidential");
        held.mark
            .or_else(|| mark(place))
            .or_else(elsewhere)
            .or_else(same)
    }

    /// Cuts what is held back out of something that is said of a place.
    pub(super) fn cut_out_of(&mut self, fields: Fields) -> Fields {
        let Some(held) = &self.held else {
            return fields;
        };
        let path = fields.path("");
        let path = path.trim_end_matches('.');
        let mut object = fields.rest().clone();
        let mut cut = Vec::new();
        held.back.cut_object(path, &mut object, &mut cut);
        for path in cut {
            let to = Some(CUT);
            self.draft
                .note(&path, Outcome::Changed, None, to, Some(CUT_WHY));
        }
        Fields::new(path, object)
    }

    /// What is kept of a place that must not be told. The report is kept and sent on as well, so what is left does not stand in it.
    pub(super) fn confidential(&mut self, location: &Fields, mark: Mark) -> Option<Value> {
        self.unsaid(location);
        // What another record of the service says of its places was noted before this was known.
        for note in &mut self.draft.notes {
            let of_place = [AT, PLACES].iter().any(|key| note.field.starts_with(key));
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
                "To check: the feed says {mark:?} of a place, so only its district {district} stands here. If it may be told, write \
                 the place into locations by hand: imports keep what you write."
            ),
            None => format!(
                "To decide: the feed says {mark:?} of a place; in which postcode district is it? Write locations: \
                 [{{confidential: yes, district: \u{2026}}}]; if it may be told, write the place by hand: imports keep it."
            ),
        };
        let comment = ("area", vec![line]);
        if !self.draft.comments.contains(&comment) {
            self.draft.comments.push(comment);
        }
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

fn named<'r>(records: &'r Records, kind: Kind, id: Option<&Json>) -> Option<&'r Map<String, Json>> {
    records.named.get(&(kind, as_id(id?)?))
}

fn mark_of(place: &Map<String, Json>, records: &Records) -> Option<Mark> {
    mark(place).or_else(|| named(records, Kind::Location, place.get("id")).and_then(mark))
}

/// Adds the address of a place, and what it is called. `own`: what the entry and its organisation are called.
fn address_of(place: &Map<String, Json>, own: &[String], back: &mut HeldBack) {
    let text = |object: &Map<String, Json>, key: &str| {
        let text = object.get(key).and_then(Json::as_str);
        text.unwrap_or("").to_owned()
    };
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    for key in ["name", "alternate_name"] {
        back.name(&text(place, key), &own);
    }
    for address in addresses(place) {
        let towns = ["city", "region", "state_province", "country"].map(|key| text(address, key));
        let towns: Vec<&str> = towns.iter().map(String::as_str).collect();
        for key in ["address_1", "address_2"] {
            back.line(&text(address, key), &towns);
        }
        back.postcode(&text(address, "postal_code"));
    }
    back.streets(&text(place, "description"));
}

/// True for a place whose address is one that is held back.
fn is_same(place: &Map<String, Json>, back: &HeldBack) -> bool {
    let lines = addresses(place).flat_map(Map::values);
    let mut texts = place.values().chain(lines).filter_map(Json::as_str);
    texts.any(|text| back.is_same(text))
}

/// The postcode district of the first address that is not only for post.
fn district(place: &Map<String, Json>) -> Option<District> {
    let mut known = addresses(place)
        .filter(|address| !is_elsewhere(address.get("address_type")))
        .filter_map(|address| address.get("postal_code")?.as_str());
    let code = known.next()?;
    Locality::parse(code.trim()).ok().map(Locality::district)
}
