//! Places that one cannot go to, by their kind or by their name.

use super::super::super::super::incoming::Outcome;
use super::super::super::super::incoming::fields::Fields;
use super::super::super::super::incoming::nowhere::attended;
use super::super::super::super::incoming::text::one_line;
use super::super::Reading;
use super::NOT_A_PLACE;
use crate::model::service::AttendingType;
use crate::model::vocabulary::Vocabulary;

/// Why there is no place.
const WITHOUT_GOING: &str = "one takes part without going there";

impl Reading<'_, '_> {
    /// Accounts for a place whose kind says that one cannot go there.
    pub(super) fn not_gone_to(
        &mut self,
        location: &Fields,
        (at, kind): (&str, &str),
        name: Option<&str>,
    ) {
        let is_virtual = kind.trim().eq_ignore_ascii_case("virtual");
        if !is_virtual {
            self.draft.left(at, kind, NOT_A_PLACE);
        }
        if let Some(name) = name {
            self.draft.left(location.path("name"), name, NOT_A_PLACE);
        }
        self.unplaced(location);
        if is_virtual {
            self.terms.without_going(AttendingType::Online);
            self.draft.changed(at, kind, "online", WITHOUT_GOING);
        }
    }

    /// True for a place that by its name is none: `Zoom`, `Telephone`. A whole address makes it a place all the same, which a
    /// person looks at.
    pub(super) fn is_nowhere(
        &mut self,
        location: &Fields,
        name: Option<&str>,
        (address, postcode): (Option<&str>, Option<&str>),
    ) -> bool {
        let Some(name) = name else {
            return postcode.is_none()
                && address.is_some_and(|line| self.is_nowhere_by(location, line));
        };
        // `Online` may stand in both.
        let address = address.filter(|line| attended(line).is_empty());
        let attended = attended(name);
        if attended.is_empty() {
            return false;
        }
        let words: Vec<&str> = attended.iter().map(|word| word.word()).collect();
        let words = words.join(", ");
        if address.is_some() && postcode.is_some() {
            let line = format!(
                "To check: a place is called \"{}\": does one go there, or is it {words}?",
                one_line(name)
            );
            self.draft.comments.push(("locations", vec![line]));
            return false;
        }
        self.unplaced(location);
        self.draft
            .changed(location.path("name"), name, &words, WITHOUT_GOING);
        for attending in attended {
            self.terms.without_going(attending);
        }
        let told: Vec<&str> = address.into_iter().chain(postcode).collect();
        if !told.is_empty() {
            let line = format!(
                "To check: the feed calls a place \"{}\", so none was taken. It also says of it: {}",
                one_line(name),
                told.join(", ")
            );
            self.draft.comments.push(("attending_type", vec![line]));
        }
        true
    }

    /// True for an address without a name that is none: `Online`.
    fn is_nowhere_by(&mut self, location: &Fields, line: &str) -> bool {
        let attended = attended(line);
        let is_nowhere = !attended.is_empty();
        if is_nowhere {
            self.unplaced(location);
        }
        for attending in attended {
            self.terms.without_going(attending);
        }
        is_nowhere
    }

    /// What was noted as taken of an address does not stand in the entry.
    fn unplaced(&mut self, location: &Fields) {
        let prefix = location.path("");
        for note in &mut self.draft.notes {
            if note.field.starts_with(&prefix) && note.outcome != Outcome::Left {
                note.outcome = Outcome::Left;
                note.to = None;
                note.why = Some(NOT_A_PLACE.into());
            }
        }
    }
}
