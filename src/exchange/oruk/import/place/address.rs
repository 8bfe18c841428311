//! The address of a place.

use super::super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::super::incoming::text::one_line;
use super::super::Reading;
use super::FOLLOWS;
use crate::model::postcode::Postcode;

impl Reading<'_, '_> {
    /// Street and town, and the postcode.
    pub(super) fn address(&mut self, mut address: Fields) -> (Option<String>, Option<String>) {
        let mut lines: Vec<String> = Vec::new();
        for key in ["address_1", "address_2", "city"] {
            if let Some(typed) = address.text(key) {
                let line = one_line(&typed);
                self.draft.changed(
                    address.path(key),
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
                self.draft.left(address.path(key), &typed, FOLLOWS);
            }
        }
        if let Some(typed) = address.text("address_type") {
            let at = address.path("address_type");
            if typed.trim().eq_ignore_ascii_case("physical") {
                self.draft.taken(&at, &typed);
            } else {
                self.draft.left(&at, &typed, NO_PLACE);
            }
        }
        address.forget_ids();
        address.end(&mut self.draft, NO_PLACE);
        ((!lines.is_empty()).then(|| lines.join(", ")), postcode)
    }
}

/// Address and postcode of a text that ends with a postcode; else all of it is the address.
pub(super) fn told(text: &str) -> (Option<String>, Option<String>) {
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
