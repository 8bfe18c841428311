//! Terms of taxonomies: our own say what an entry says, those of others are hints to needs.

use super::super::super::incoming::Outcome;
use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::needs::Hint;
use super::super::super::incoming::text::one_line;
use super::super::read::{Kind as Named, as_id};
use super::super::taxonomy::{DEMONSTRATION, SENSITIVE, Scheme};
use super::{LONGEST_HINT, Reading};
use crate::edit::fragment::Value;
use crate::model::service::{Accepts, AttendingAccess, AttendingType, Kind};
use crate::model::vocabulary::{Profession, SupportNeed, Vocabulary};

/// What terms of our own taxonomies say.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) needs: Vec<String>,
    pub(super) kind: Option<Kind>,
    pub(super) profession: Option<Profession>,
    pub(super) role: Option<String>,
    pub(super) attending_type: Vec<AttendingType>,
    pub(super) attending_access: Vec<AttendingAccess>,
    accepts: Vec<(SupportNeed, Accepts)>,
    pub(super) sensitive: bool,
    /// How it is attended at those of its places that are no places to go to.
    without_going: Vec<AttendingType>,
}

impl Terms {
    /// Notes how it is attended at a place that is no place to go to.
    pub(super) fn without_going(&mut self, attending: AttendingType) {
        added(&mut self.without_going, Some(attending));
    }
}

impl Reading<'_, '_> {
    /// Takes the terms of a service: `attributes` of version 3, `service_taxonomys` of version 1.
    pub(super) fn terms(&mut self, fields: &mut Fields) {
        for key in ["attributes", "service_taxonomys", "service_taxonomies"] {
            for mut attribute in fields.objects(key) {
                let named = attribute
                    .take("taxonomy_term_id")
                    .or_else(|| attribute.take("taxonomy_id"));
                let inside = attribute
                    .object("taxonomy_term")
                    .or_else(|| attribute.object("taxonomy"));
                let inside = inside.or_else(|| {
                    let id = named.as_ref().and_then(as_id)?;
                    let term = self.records.named.get(&(Named::Term, id))?;
                    Some(Fields::new(&attribute.path("taxonomy_term"), term.clone()))
                });
                if let Some(term) = inside {
                    self.term(term);
                } else {
                    let id = named.as_ref().and_then(as_id).unwrap_or_default();
                    let why = "the feed has no term of this id";
                    self.draft
                        .left(attribute.path("taxonomy_term_id"), &id, why);
                }
                attribute.forget_ids();
                if let Some(typed) = attribute.text("link_type") {
                    let why = "it says what the term is about, which is this service";
                    self.draft.left(attribute.path("link_type"), &typed, why);
                }
                attribute.end(&mut self.draft, NO_PLACE);
            }
        }
        if !self.terms.accepts.is_empty() {
            let accepts = self.terms.accepts.iter();
            let accepts = accepts.map(|(need, answer)| (need.word(), Value::word(answer)));
            self.entries.set("accepts", Value::Map(accepts.collect()));
        }
    }

    pub(super) fn term(&mut self, mut term: Fields) {
        let said = |term: &Fields, key: &str| {
            let text = term.rest().get(key).and_then(|value| value.as_str());
            text.map(str::to_owned)
        };
        let taxonomy = said(&term, "taxonomy").or_else(|| said(&term, "vocabulary"));
        let scheme = Scheme::ALL
            .into_iter()
            .find(|scheme| taxonomy.as_deref() == Some(scheme.name()));
        if let Some(scheme) = scheme {
            let code = said(&term, "term").or_else(|| said(&term, "name"));
            if self.own(scheme, code.unwrap_or_default().trim()) {
                for key in ["taxonomy", "vocabulary", "term", "name", "description"] {
                    if let Some(typed) = term.text(key) {
                        self.draft.taken(term.path(key), &typed);
                    }
                }
            } else {
                return term.end(&mut self.draft, "this directory does not know it");
            }
        } else {
            let key = ["name", "term"]
                .into_iter()
                .find_map(|key| Some((key, term.text(key)?)));
            if let Some((key, typed)) = key {
                self.hints.push(Hint {
                    text: one_line(&typed).chars().take(LONGEST_HINT).collect(),
                    from: "a taxonomy term",
                });
                let why = "a hint to needs, which stand with their scores";
                let path = term.path(key);
                self.draft
                    .note(&path, Outcome::Changed, Some(&typed), None, Some(why));
            }
        }
        term.forget_ids();
        term.end(
            &mut self.draft,
            "only the name of a term is a hint to needs",
        );
    }

    /// Takes what a term of ours says. False where this directory does not know it.
    fn own(&mut self, scheme: Scheme, code: &str) -> bool {
        let terms = &mut self.terms;
        match scheme {
            Scheme::Needs => {
                let known = self.import.directory.need_by_id(code).is_some();
                if known && !terms.needs.iter().any(|id| id == code) {
                    terms.needs.push(code.to_owned());
                }
                known
            }
            Scheme::Kind => {
                terms.kind = Kind::from_word(code);
                terms.kind.is_some()
            }
            Scheme::Profession => {
                terms.profession = Profession::from_word(code);
                terms.profession.is_some()
            }
            Scheme::Role => {
                terms.role = Some(code.to_owned());
                true
            }
            Scheme::AttendingType => {
                added(&mut terms.attending_type, AttendingType::from_word(code))
            }
            Scheme::AttendingAccess => added(
                &mut terms.attending_access,
                AttendingAccess::from_word(code),
            ),
            Scheme::SupportNeeds => {
                let parts = code.rsplit_once(": ");
                let pair = parts.and_then(|(need, answer)| {
                    Some((SupportNeed::from_word(need)?, Accepts::from_word(answer)?))
                });
                // One support need, one answer: a YAML key cannot stand twice.
                let twice = pair
                    .is_some_and(|(need, _)| terms.accepts.iter().any(|(known, _)| *known == need));
                !twice && added(&mut terms.accepts, pair)
            }
            Scheme::Caution if code == SENSITIVE => {
                terms.sensitive = true;
                true
            }
            Scheme::Caution => code == DEMONSTRATION,
        }
    }

    /// How it is attended and how one gets in: terms of ours, the words of version 1, or what follows from the rest.
    pub(super) fn attending(&mut self, fields: &mut Fields) {
        for (key, word) in words(fields, "attending_type") {
            match AttendingType::from_word(&word.trim().to_lowercase().replace('_', " ")) {
                Some(attending) => {
                    added(&mut self.terms.attending_type, Some(attending));
                    self.draft.taken(&key, &word);
                }
                None => self
                    .draft
                    .left(&key, &word, "not one of venue, home visit, phone, online"),
            }
        }
        for (key, word) in words(fields, "attending_access") {
            let lower = word.trim().to_lowercase().replace(['_', ' '], "-");
            // By referral means that the person cannot go alone: the careful reading.
            let access = if lower == "referral" {
                Some(AttendingAccess::ProfessionalReferral)
            } else {
                AttendingAccess::from_word(&lower)
            };
            match access {
                Some(access) => {
                    added(&mut self.terms.attending_access, Some(access));
                    self.draft
                        .changed(&key, &word, access.word(), "the word of this format");
                }
                None => self.draft.left(
                    &key,
                    &word,
                    "not one of referral, drop-in, appointment, membership",
                ),
            }
        }
        let is_guessed = self.terms.attending_type.is_empty();
        for attending in std::mem::take(&mut self.terms.without_going) {
            added(&mut self.terms.attending_type, Some(attending));
        }
        // Where it is held online and at a place, only the place needs a guess.
        if is_guessed && (self.terms.attending_type.is_empty() || self.entries.has("locations")) {
            let has = |key: &str| self.entries.has(key);
            let (attending, why) = if has("locations") {
                (
                    AttendingType::Venue,
                    "the feed does not say; it has a place",
                )
            } else if self.way("phone") {
                (
                    AttendingType::Phone,
                    "the feed does not say; it has a telephone number and no place",
                )
            } else if self.way("url") {
                (
                    AttendingType::Online,
                    "the feed does not say; it has a web page and no place",
                )
            } else {
                (
                    AttendingType::Venue,
                    "the feed does not say, and nothing follows from the rest: look it up",
                )
            };
            self.draft.supplied("attending_type", attending.word(), why);
            let line =
                format!("Guessed: {attending}, since {why}. Put it right where it is wrong.");
            self.draft.comments.push(("attending_type", vec![line]));
            self.terms.attending_type.push(attending);
        }
        self.entries
            .set("attending_type", Value::texts(&self.terms.attending_type));
        if !self.terms.attending_access.is_empty() {
            self.entries.set(
                "attending_access",
                Value::texts(&self.terms.attending_access),
            );
        }
    }

    fn way(&self, key: &str) -> bool {
        let contact = self.entries.0.iter().find(|(known, _)| *known == "contact");
        matches!(contact, Some((_, Value::Map(ways))) if ways.iter().any(|(known, _)| *known == key))
    }
}

fn added<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    list.extend(value.filter(|value| !list.contains(value)));
    known
}

/// A field that is a word, several words divided by commas, or a list of either, with its path.
fn words(fields: &mut Fields, key: &str) -> Vec<(String, String)> {
    let path = fields.path(key);
    let texts: Vec<String> = match fields.take(key) {
        Some(serde_json::Value::Array(items)) => {
            let (words, others): (Vec<_>, Vec<_>) =
                items.into_iter().partition(serde_json::Value::is_string);
            if !others.is_empty() {
                fields.put_back(key, serde_json::Value::Array(others));
            }
            let words = words.iter().filter_map(|item| item.as_str());
            words.map(str::to_owned).collect()
        }
        Some(serde_json::Value::String(text)) => vec![text],
        Some(other) => {
            fields.put_back(key, other);
            Vec::new()
        }
        None => Vec::new(),
    };
    let words = texts
        .iter()
        .flat_map(|text| text.split([',', ';']))
        .map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(|word| (path.clone(), word.to_owned()))
        .collect()
}
