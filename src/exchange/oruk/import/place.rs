//! Where a service is, and where it works.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::text::one_line;
use super::super::read::{Kind, as_id};
use super::Reading;
use crate::edit::fragment::Value;
use crate::model::postcode::{District, Postcode};
use serde_json::Map;

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
            std::cmp::Reverse(serde_json::to_string(place).map_or(0, |text| text.len()))
        });
        let mut locations: Vec<Value> = Vec::new();
        let mut seen = Vec::new();
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
            if let Some(location) = inside {
                self.place(location, &mut seen, &mut locations);
            } else {
                let id = id.unwrap_or_default();
                self.draft.left(
                    &at.path("location_id"),
                    &id,
                    "the feed has no place of this id",
                );
            }
            for key in ["schedules", "regular_schedule", "regular_schedules"] {
                let schedules = at.objects(key);
                self.schedules.extend(schedules);
            }
            at.forget_ids();
            at.take("service");
            at.end(&mut self.draft, NO_PLACE);
        }
        for location in fields.objects("locations") {
            self.place(location, &mut seen, &mut locations);
        }
        if !locations.is_empty() {
            self.entries.set("locations", Value::List(locations));
        }
    }

    fn place(&mut self, mut location: Fields, seen: &mut Vec<String>, locations: &mut Vec<Value>) {
        let id = location.take("id").as_ref().and_then(as_id);
        // A place that was saved inside its service and apart from it is one place.
        if let Some(id) = id {
            if seen.contains(&id) {
                return;
            }
            seen.push(id);
        }
        let kind = location.text("location_type");
        let name = location.text("name");
        let mut addresses = location.objects("addresses");
        addresses.extend(location.objects("physical_addresses"));
        let has_address = !addresses.is_empty();
        let mut addresses = addresses.into_iter();
        let (mut address, mut postcode) = (None, None);
        if let Some(first) = addresses.next() {
            (address, postcode) = self.address(first);
        }
        for other in addresses {
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
        for key in ["latitude", "longitude"] {
            if let Some(typed) = location.text(key) {
                let why = if postcode.is_some() {
                    FOLLOWS
                } else {
                    "places are known by their postcode"
                };
                self.draft.left(&location.path(key), &typed, why);
            }
        }
        for key in ["accessibility", "accessibility_for_disabilities"] {
            for mut said in location.objects(key) {
                self.accessibility(&mut said);
                said.forget_ids();
                said.end(&mut self.draft, NO_PLACE);
            }
        }
        for key in ["schedules", "regular_schedule", "regular_schedules"] {
            let schedules = location.objects(key);
            self.schedules.extend(schedules);
        }
        let phones = location.objects("phones");
        for phone in phones {
            phone.end(
                &mut self.draft,
                "the number of a place; the service has its own",
            );
        }
        let path = location.path("name");
        if kind.as_deref() == Some("virtual") || kind.as_deref() == Some("postal") {
            let kind = kind.unwrap_or_default();
            self.draft.left(
                &location.path("location_type"),
                &kind,
                "one cannot go there",
            );
            if let Some(name) = name {
                self.draft.left(&path, &name, "one cannot go there");
            }
        } else {
            let plain = name.as_deref().map(one_line);
            if let (Some(typed), Some(plain)) = (&name, &plain) {
                self.draft
                    .changed(&path, typed, plain, "markup and spaces taken out");
            }
            let keys = [
                ("name", plain),
                ("address", address),
                ("postcode", postcode),
            ];
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
    }

    /// Street and town, and the postcode.
    fn address(&mut self, mut address: Fields) -> (Option<String>, Option<String>) {
        let mut lines: Vec<String> = Vec::new();
        for key in ["address_1", "address_2", "city"] {
            if let Some(typed) = address.text(key) {
                let line = one_line(&typed);
                self.draft.changed(
                    &address.path(key),
                    &typed,
                    &line,
                    "markup and spaces taken out",
                );
                let line = line.trim_end_matches(',').to_owned();
                if !line.is_empty() && !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let path = address.path("postal_code");
        let postcode = address.text("postal_code").and_then(|typed| {
            let postcode = Postcode::parse(typed.trim()).ok();
            if let Some(postcode) = postcode {
                self.draft.changed(
                    &path,
                    &typed,
                    &postcode.to_string(),
                    "in the spacing people read",
                );
                Some(postcode.to_string())
            } else {
                self.draft.left(&path, &typed, "it is no postcode");
                None
            }
        });
        for key in ["state_province", "region", "country"] {
            if let Some(typed) = address.text(key) {
                self.draft.left(&address.path(key), &typed, FOLLOWS);
            }
        }
        address.take("address_type");
        address.forget_ids();
        address.end(&mut self.draft, NO_PLACE);
        ((!lines.is_empty()).then(|| lines.join(", ")), postcode)
    }

    /// What is said in words about getting in is for a person to read: a text is never a yes.
    fn accessibility(&mut self, said: &mut Fields) {
        for key in ["description", "details", "accessibility"] {
            if let Some(typed) = said.text(key) {
                let text = one_line(&typed);
                let why = "said in words; left as a comment to decide what `accepts` says";
                self.draft.left(&said.path(key), &typed, why);
                if !self.accessibility.contains(&text) {
                    self.accessibility.push(text);
                }
            }
        }
    }

    pub(super) fn areas(&mut self, fields: &mut Fields) {
        let mut areas: Vec<String> = Vec::new();
        for mut area in fields.objects("service_areas") {
            let mut typed = Vec::new();
            for key in ["name", "service_area", "uri", "extent"] {
                if let Some(text) = area.text(key) {
                    typed.push((area.path(key), text));
                }
            }
            area.take("extent_type");
            let found = typed
                .iter()
                .find_map(|(path, text)| Some((path, text, self.area(text)?)));
            match found {
                Some((path, text, id)) => {
                    self.draft
                        .changed(path, text, &id, "an area of this directory");
                    if !areas.contains(&id) {
                        areas.push(id);
                    }
                }
                None => {
                    for (path, text) in &typed {
                        self.draft.left(
                            path,
                            text,
                            "no area of areas.yaml and no postcode district",
                        );
                    }
                }
            }
            area.forget_ids();
            area.end(&mut self.draft, NO_PLACE);
        }
        if areas.is_empty() {
            self.draft.supplied(
                "service_areas",
                "[]",
                "where it works is not known, and will be asked about",
            );
        }
        self.entries.set("area", Value::texts(&areas));
    }

    fn area(&self, text: &str) -> Option<String> {
        let text = one_line(text);
        let lower = text.to_lowercase();
        if ["national", "nationwide", "uk", "united kingdom", "uk-wide"].contains(&lower.as_str()) {
            return Some("national".to_owned());
        }
        let areas = &self.import.directory.areas;
        let named = areas
            .iter()
            .find(|area| area.label.to_lowercase() == lower || area.id.value == lower);
        let code = text.rsplit('/').next().unwrap_or("");
        let coded = || {
            areas.iter().find(|area| {
                area.districts.is_empty()
                    && matches!(&area.authorities[..], [one] if one.value == code)
            })
        };
        if let Some(area) = named.or_else(coded) {
            return Some(area.id.value.clone());
        }
        District::parse(&text)
            .ok()
            .map(|district| district.to_string())
    }
}

/// Address and postcode of a text that ends with a postcode; else all of it is the address.
fn told(text: &str) -> (Option<String>, Option<String>) {
    let text = one_line(text);
    let (before, last) = text.rsplit_once(", ").unwrap_or(("", &text));
    match Postcode::parse(last) {
        Ok(postcode) => (
            (!before.is_empty()).then(|| before.to_owned()),
            Some(postcode.to_string()),
        ),
        Err(_) => (Some(text), None),
    }
}
