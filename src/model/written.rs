//! Where the parts of an entry stand in its file, so that a finding can point at them.
//!
//! Most values of a [`Service`](super::service::Service) are kept without their place, because nobody but a check asks
//! for it. The places are kept beside them, twelve bytes each.

use super::vocabulary::vocabulary;
use crate::source::{FileId, Span};
use std::ops::Range;

vocabulary! {
    /// A part of a service that a finding can point at, by its keys in the file.
    Part {
        /// What it is called.
        Name = "name",
        /// Who runs it.
        Organization = "organization",
        /// The plain sentences of leaflets.
        Summary = "summary",
        /// More about it.
        Description = "description",
        /// What the role is called here.
        RoleName = "role_name",
        /// How it is attended.
        AttendingType = "attending_type",
        /// How one gets in.
        AttendingAccess = "attending_access",
        /// The sentence saying how one gets in.
        Referral = "referral",
        /// How it is reached.
        Contact = "contact",
        /// Where one goes; its items are the places.
        Locations = "locations",
        /// Where it works.
        Area = "area",
        /// When it is open; its items are the sessions.
        Hours = "hours",
        /// The other condition.
        OtherCondition = "eligibility.other",
        /// What it copes with.
        Accepts = "accepts",
        /// What it costs.
        Cost = "cost",
        /// Weeks to wait.
        Weeks = "capacity.weeks",
        /// Languages spoken; its items are the codes.
        Languages = "languages",
        /// What is true for a while; its items are the alerts.
        Alerts = "alerts",
        /// The summary with one idea a line.
        Plain = "plain",
        /// The ids it sends people to.
        SendsOnTo = "sends_on_to",
        /// The role of whoever confirmed it.
        AssuredBy = "assured.by",
        /// Where it was confirmed.
        AssuredSource = "assured.source",
    }
}

/// The places of an entry's parts. Empty for an entry that no file was read for.
#[derive(Clone, Debug, Default)]
pub struct Written {
    places: Vec<Place>,
}

/// One part, or one item of a part that is a list.
#[derive(Clone, Copy, Debug)]
struct Place {
    part: Part,
    /// Position in the list; `None`: the part itself. Items after the 255th have no place of their own.
    item: Option<u8>,
    start: u32,
    end: u32,
}

impl Written {
    /// Notes where a part stands; with `item`, where that item of its list does.
    pub fn add(&mut self, part: Part, item: Option<usize>, span: Span) {
        let item = match item.map(u8::try_from) {
            None => None,
            Some(Ok(item)) => Some(item),
            Some(Err(_)) => return,
        };
        self.places.push(Place {
            part,
            item,
            start: span.start,
            end: span.end,
        });
    }

    /// Where a part stands in `file`; `None` where the entry does not have it.
    #[must_use]
    pub fn part(&self, part: Part, file: FileId) -> Option<Span> {
        self.find(part, None, file)
    }

    /// Where an item of a list stands in `file`, or the list where the item has no place of its own.
    #[must_use]
    pub fn item(&self, part: Part, item: usize, file: FileId) -> Option<Span> {
        u8::try_from(item)
            .ok()
            .and_then(|item| self.find(part, Some(item), file))
            .or_else(|| self.part(part, file))
    }

    fn find(&self, part: Part, item: Option<u8>, file: FileId) -> Option<Span> {
        self.places
            .iter()
            .find(|place| place.part == part && place.item == item)
            .map(|place| Span {
                file,
                start: place.start,
                end: place.end,
            })
    }
}

/// The place of some bytes of a text, from the place of the whole. Text that was not typed letter by letter as it is read
/// (folded over lines, with escapes) has only its whole place.
#[must_use]
pub fn within(whole: Span, text: &str, bytes: Range<usize>) -> Span {
    let quotes = match (whole.range().len()).checked_sub(text.len()) {
        Some(0) => 0,
        // One quotation mark on either side.
        Some(2) => 1,
        _ => return whole,
    };
    let start = whole.range().start + quotes;
    Span::new(whole.file, start + bytes.start..start + bytes.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_place_has_that_of_its_list() {
        let file = FileId(3);
        let mut written = Written::default();
        written.add(Part::Hours, None, Span::new(file, 10..40));
        written.add(Part::Hours, Some(1), Span::new(file, 20..30));
        written.add(Part::Hours, Some(256), Span::new(file, 32..33));
        assert_eq!(
            written.item(Part::Hours, 1, file),
            Some(Span::new(file, 20..30))
        );
        for other in [0, 256] {
            assert_eq!(
                written.item(Part::Hours, other, file),
                Some(Span::new(file, 10..40))
            );
        }
        assert_eq!(written.part(Part::Cost, file), None);
    }

    #[test]
    fn a_word_is_found_in_plain_and_quoted_text_and_not_guessed_in_folded_text() {
        let file = FileId(0);
        let word = 3..7;
        let at =
            |length: usize| within(Span::new(file, 100..100 + length), "It costs", word.clone());
        assert_eq!(at(8), Span::new(file, 103..107));
        assert_eq!(at(10), Span::new(file, 104..108));
        assert_eq!(at(14), Span::new(file, 100..114));
    }
}
