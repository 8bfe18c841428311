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
    pub(super) without_going: Vec<AttendingType>,
    /// What schedules say of how it is attended.
    pub(super) of_schedules: Vec<OfSchedule>,
}

/// What a schedule says of how it is attended.
pub(super) struct OfSchedule {
    pub(super) path: String,
    pub(super) typed: String,
    /// True where the schedule is over.
    pub(super) is_over: bool,
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
}

pub(super) fn added<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    list.extend(value.filter(|value| !list.contains(value)));
    known
}
