//! Where a service is.

mod address;
mod confidential;
mod marks;
mod nowhere;

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::nowhere::names_no_place;
use super::super::super::incoming::text::one_line;
use super::super::read::{Kind, as_id, leaves};
use super::Reading;
use crate::edit::fragment::Value;
use address::told;
pub(super) use confidential::Held;
use serde_json::Map;
use std::collections::{BTreeMap, BTreeSet};

const NOT_A_PLACE: &str = "one cannot go there";
const NOT_DESCRIBED: &str = "a place that the feed does not describe";
/// What is said of what another record of a service says.
pub(super) const ANOTHER_RECORD: &str = "another record of this service says this";
const KNOWN_BY: &str = "places are known by their postcode";
const FOLLOWS: &str = "it follows from the postcode";

impl Reading<'_, '_> {
    /// Takes the places: `service_at_locations` inside the service, `locations`, and those that were saved apart from it.
    pub(super) fn places(
        &mut self,
        fields: &mut Fields,
        mut apart: Vec<Map<String, serde_json::Value>>,
    ) {
        // Of a place that was saved twice, on a page and whole, the fuller one counts.
        apart.sort_by_cached_key(|place| {
            let text = serde_json::to_string(place).unwrap_or_default();
            (std::cmp::Reverse(text.len()), text)
        });
        let mut locations: Vec<Value> = Vec::new();
        let mut seen = BTreeMap::new();
        let at = fields.objects("service_at_locations").into_iter();
        let apart = apart.into_iter().enumerate();
        let apart = apart.map(|(position, place)| {
            Fields::new(&format!("service_at_locations({position})"), place)
        });
        for mut at in at.chain(apart) {
            let id = at.take("location_id").as_ref().and_then(as_id);
            let inside = at.object("location").or_else(|| {
                let found = self.records.named.get(&(Kind::Location, id.clone()?))?;
                Some(Fields::new(&at.path("location"), found.clone()))
            });
            let held_at = if let Some(location) = inside {
                self.place(location, &mut seen, &mut locations)
            } else {
                let id = id.unwrap_or_default();
                self.draft.left(
                    at.path("location_id"),
                    &id,
                    "the feed has no place of this id",
                );
                self.held_at.push(NOT_DESCRIBED.to_owned());
                self.held_at.len() - 1
            };
            self.sessions_of(&mut at, held_at);
            if let Some(service) = at.object("service") {
                service.end(&mut self.draft, "the service again, inside its own place");
            }
            at.forget_ids();
            at.end(&mut self.draft, NO_PLACE);
        }
        for location in fields.objects("locations") {
            self.place(location, &mut seen, &mut locations);
        }
        if !locations.is_empty() {
            self.entries.set("locations", Value::List(locations));
        }
    }

    /// Reads a place; gives where in `held_at` it is.
    fn place(
        &mut self,
        mut location: Fields,
        seen: &mut Seen,
        locations: &mut Vec<Value>,
    ) -> usize {
        let id = location.take("id").as_ref().and_then(as_id);
        // A place that was saved inside its service and apart from it is one place.
        let mark = self.mark_of(&location, id.as_ref());
        if let Some(held_at) = id.and_then(|id| self.is_again(&location, id, seen, mark.is_some()))
        {
            return held_at;
        }
        let held_at = self.held_at.len();
        self.held_at.push(NOT_DESCRIBED.to_owned());
        self.sessions_of(&mut location, held_at);
        if let Some(mark) = mark {
            if let Some(held_at) = self.held_at.get_mut(held_at) {
                "a confidential place".clone_into(held_at);
            }
            let kept = self.confidential(&location, mark);
            locations.extend(kept.filter(|kept| !locations.contains(kept)));
            return held_at;
        }
        let kind = location.text("location_type");
        let name = self.name_of(&mut location);
        let (address, postcode) = self.addresses(&mut location);
        for key in ["latitude", "longitude"] {
            if let Some(typed) = location.text(key) {
                let why = if postcode.is_some() {
                    FOLLOWS
                } else {
                    KNOWN_BY
                };
                self.draft.left(location.path(key), &typed, why);
            }
        }
        self.said_of_place(&mut location);
        let path = location.path("name");
        let kind = kind.map(|kind| (location.path("location_type"), kind));
        let plain = name.as_deref().map(one_line);
        let elsewhere = if let Some((at, typed)) = &kind
            && is_kind_elsewhere(typed)
        {
            self.not_gone_to(&location, (at, typed), name.as_deref());
            true
        } else {
            let address = (address.as_deref(), postcode.as_deref());
            self.is_nowhere(&location, name.as_deref(), address)
        };
        if elsewhere {
            if let Some((at, typed)) = kind.filter(|(_, typed)| !is_kind_elsewhere(typed)) {
                self.draft.left(&at, &typed, NOT_A_PLACE);
            }
        } else {
            if let Some((at, typed)) = &kind {
                if typed.trim().eq_ignore_ascii_case("physical") {
                    self.draft.taken(at, typed);
                } else {
                    self.draft.left(at, typed, NO_PLACE);
                }
            }
            if let (Some(typed), Some(plain)) = (&name, &plain) {
                self.draft
                    .changed(&path, typed, plain, "markup and spaces taken out");
            }
            let keys = [
                ("name", plain),
                ("address", address),
                ("postcode", postcode),
            ];
            let known: Vec<&str> = [0, 2]
                .into_iter()
                .filter_map(|key| keys[key].1.as_deref())
                .collect();
            if let Some(held_at) = self.held_at.get_mut(held_at) {
                *held_at = match (&keys[0].1, &keys[1].1) {
                    (None, Some(address)) => address.clone(),
                    _ if known.is_empty() => NOT_DESCRIBED.to_owned(),
                    _ => known.join(", "),
                };
            }
            let keys: Vec<_> = keys
                .into_iter()
                .filter_map(|(key, text)| Some((key, Value::text(text?))))
                .collect();
            if !keys.is_empty() {
                locations.push(Value::Map(keys));
            }
        }
        location.forget_ids();
        location.end(&mut self.draft, NO_PLACE);
        held_at
    }

    /// What a place is called; nothing where that is `TBC` or `Various`, which a person is asked about.
    fn name_of(&mut self, location: &mut Fields) -> Option<String> {
        let typed = location.text("name")?;
        if !names_no_place(&typed) {
            return Some(typed);
        }
        let why = "it names no place";
        self.draft.left(location.path("name"), &typed, why);
        let text = one_line(&typed);
        if text.contains(char::is_alphabetic) {
            let line = format!("To decide: where is it held? The feed says: {text}");
            self.draft.comments.push(("area", vec![line]));
        }
        None
    }

    /// Takes the schedules of a place.
    fn sessions_of(&mut self, fields: &mut Fields, held_at: usize) {
        for key in ["schedules", "regular_schedule", "regular_schedules"] {
            for schedule in fields.objects(key) {
                let schedule = self.cut_out_of(schedule);
                self.schedules.push((held_at, schedule));
            }
        }
    }

    /// Where in `held_at` a place is that was read before. What this record says and the one that counts does not is left.
    fn is_again(
        &mut self,
        location: &Fields,
        id: String,
        seen: &mut Seen,
        confidential: bool,
    ) -> Option<usize> {
        let rest = serde_json::Value::Object(location.rest().clone());
        let path = location.path("");
        let said = leaves(path.trim_end_matches('.'), &rest);
        let Some((held_at, known)) = seen.get(&id) else {
            let said = said.into_iter().map(|(_, text)| text).collect();
            seen.insert(id, (self.held_at.len(), said));
            return None;
        };
        if confidential {
            self.unsaid(location);
            return Some(*held_at);
        }
        for (path, text) in said.iter().filter(|(_, text)| !known.contains(text)) {
            let why = "another record of this place counts, since it says more";
            self.draft.left(path, text, why);
        }
        Some(*held_at)
    }

    /// Where one goes: the first address that is not only for post, or what the description says.
    fn addresses(&mut self, location: &mut Fields) -> (Option<String>, Option<String>) {
        let mut addresses = location.objects("addresses");
        addresses.extend(location.objects("physical_addresses"));
        let has_address = !addresses.is_empty();
        let (mut address, mut postcode) = (None, None);
        // Post may go where nobody is to be found.
        let (for_post, addresses): (Vec<Fields>, Vec<Fields>) = addresses
            .into_iter()
            .partition(|address| is_elsewhere(address.rest().get("address_type")));
        for mut other in for_post {
            other.forget_ids();
            other.end(&mut self.draft, NOT_A_PLACE);
        }
        let mut addresses = addresses.into_iter();
        if let Some(first) = addresses.next() {
            (address, postcode) = self.address(first);
        }
        for mut other in addresses {
            other.forget_ids();
            other.end(&mut self.draft, "a place has one address");
        }
        let path = location.path("description");
        if let Some(typed) = location.text("description") {
            if has_address {
                self.draft.left(&path, &typed, NO_PLACE);
            } else {
                (address, postcode) = told(&typed);
                self.draft.taken(&path, &typed);
            }
        }
        (address, postcode)
    }

    /// What a place says besides where it is.
    fn said_of_place(&mut self, location: &mut Fields) {
        for key in ["accessibility", "accessibility_for_disabilities"] {
            for mut said in location.objects(key) {
                self.accessibility(&mut said);
                said.forget_ids();
                said.end(&mut self.draft, NO_PLACE);
            }
        }
        for mut phone in location.objects("phones") {
            phone.forget_ids();
            phone.end(
                &mut self.draft,
                "the number of a place; the service has its own",
            );
        }
    }

    /// What is said in words about getting in is for a person to read: a text is never a yes.
    fn accessibility(&mut self, said: &mut Fields) {
        for key in ["description", "details", "accessibility"] {
            if let Some(typed) = said.text(key) {
                let text = one_line(&typed);
                let why = "said in words; left as a comment to decide what `accepts` says";
                self.draft.left(said.path(key), &typed, why);
                if !self.accessibility.contains(&text) {
                    self.accessibility.push(text);
                }
            }
        }
    }
}

/// What is known of the places of a service: where each is in `held_at` and its texts, by its id.
type Seen = BTreeMap<String, (usize, BTreeSet<String>)>;

/// True for a kind of place or address that one cannot go to.
fn is_elsewhere(kind: Option<&serde_json::Value>) -> bool {
    kind.and_then(serde_json::Value::as_str)
        .is_some_and(is_kind_elsewhere)
}

fn is_kind_elsewhere(kind: &str) -> bool {
    ["postal", "virtual"].contains(&kind.trim().to_lowercase().as_str())
}
