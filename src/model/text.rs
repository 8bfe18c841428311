//! The texts of an entry that somebody reads, each with the key it stands under and its place in the file.
//!
//! Answers "which words are shown, and where are they written?". Telephone numbers, web addresses and the words of closed
//! lists are not texts: they have places of their own.

use super::service::{Cost, Location, Service};
use super::written::Part;
use crate::source::Span;

/// One text of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Text<'s> {
    /// The key it stands under, after the keys above it: `summary`, `locations.address`.
    pub key: &'static str,
    /// What it says, as it is read: quotes and folded lines already taken care of.
    pub text: &'s str,
    /// Where it stands, or the entry in a list that it stands in, or the entry's id where it was not read from a file.
    pub span: Span,
}

impl Service {
    /// Every text of the entry, key by key in the order of the format.
    #[must_use]
    pub fn texts(&self) -> Vec<Text<'_>> {
        let part = |part| self.written.part(part, self.file).unwrap_or(self.id.span);
        let item = |part, position| {
            let place = self.written.item(part, position, self.file);
            place.unwrap_or(self.id.span)
        };
        let text = |key, text, span| Text { key, text, span };
        let mut texts = vec![
            text("name", &*self.name, part(Part::Name)),
            text("organization", &self.organization, part(Part::Organization)),
            text("summary", &self.summary, part(Part::Summary)),
        ];
        let optional = [
            ("description", &self.description, Part::Description),
            ("role_name", &self.role_name, Part::RoleName),
            ("referral", &self.referral, Part::Referral),
            (
                "eligibility.other",
                &self.eligibility.other,
                Part::OtherCondition,
            ),
            ("plain", &self.plain, Part::Plain),
            ("assured.source", &self.assured.source, Part::AssuredSource),
        ];
        for (key, written, place) in optional {
            texts.extend(written.as_ref().map(|said| text(key, said, part(place))));
        }
        if let Some(said) = &self.contact.text {
            texts.push(text("contact.text", said, said.span));
        }
        for (position, location) in self.locations.iter().enumerate() {
            if let Location::Venue { name, address, .. } = location {
                let place = item(Part::Locations, position);
                texts.extend(
                    name.as_ref()
                        .map(|said| text("locations.name", said, place)),
                );
                let address = address.as_ref();
                texts.extend(address.map(|said| text("locations.address", said, place)));
            }
        }
        if let Some(Cost::Price { per: Some(per), .. }) = &self.cost {
            texts.push(text("cost.per", per, part(Part::Cost)));
        }
        for (position, alert) in self.alerts.iter().enumerate() {
            let place = item(Part::Alerts, position);
            texts.push(text("alerts.text", &alert.text, place));
        }
        texts.push(text("assured.by", &self.assured.by, part(Part::AssuredBy)));
        texts
    }
}
