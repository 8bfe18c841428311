//! Where a service works.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::text::one_line;
use super::Reading;
use crate::edit::fragment::Value;
use crate::model::postcode::District;

impl Reading<'_, '_> {
    pub(super) fn areas(&mut self, fields: &mut Fields) {
        let mut areas: Vec<String> = Vec::new();
        for mut area in fields.objects("service_areas") {
            let mut typed = Vec::new();
            for key in ["name", "service_area", "uri", "extent"] {
                if let Some(text) = area.text(key) {
                    typed.push((area.path(key), text));
                }
            }
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
