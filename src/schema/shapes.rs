//! What may stand after a key, by the words with which its table says so.
//!
//! The tables are those of the loader: a key that is added there is in the schemas, and one whose words are not known here makes a
//! test fail.

use super::notation::{
    Notation, amount, date, keys, list, never, one_or_more, or_nothing, string, text, time,
    whole_number, words, yes,
};
use crate::load::fields::Key;
use crate::load::services::{hours, place, terms, wording};
use crate::load::{cases::expect, settings};
use crate::model::Directory;
use crate::model::hours::{Day, MONTHS};
use crate::model::need::Group;
use crate::model::postcode::{district_pattern, postcode_pattern};
use crate::model::rule::{Route, Urgency};
use crate::model::service::{Accepts, AttendingAccess, AttendingType, CapacityState, Kind, Status};
use crate::model::settings::Level;
use crate::model::vocabulary::{Profession, SupportNeed, Vocabulary};
use serde_json::{Map, Value, json};

/// What schemas are made from.
pub(super) struct Shapes<'d> {
    pub(super) directory: &'d Directory,
    pub(super) notation: Notation,
}

impl Shapes<'_> {
    /// An entry with the keys of a table; `own` says what stands after a key where its table's words mean something else here.
    pub(super) fn object(&self, table: &[Key], own: Vec<(&str, Value)>) -> Value {
        let mut own: std::collections::BTreeMap<&str, Value> = own.into_iter().collect();
        let mut properties = Map::new();
        for key in table {
            let known = own.remove(key.name).or_else(|| self.value(key.shape));
            let mut value = known.unwrap_or_else(|| json!({}));
            if !key.required && self.notation == Notation::Yaml {
                value = or_nothing(value);
            }
            if let Value::Object(value) = &mut value {
                let meaning = format!("{} ({})", key.meaning, key.shape);
                value.insert("description".to_owned(), json!(meaning));
            }
            properties.insert(key.name.to_owned(), value);
        }
        let required: Vec<&str> = table
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
            .collect();
        let mut object = keys(properties);
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        object
    }

    /// What stands after a key of this shape; `None` for words that are not known.
    pub(super) fn value(&self, shape: &str) -> Option<Value> {
        self.simple(shape)
            .or_else(|| self.closed_list(shape))
            .or_else(|| self.entry(shape))
            .or_else(|| self.declared(shape))
    }

    /// Texts, numbers and dates.
    fn simple(&self, shape: &str) -> Option<Value> {
        Some(match shape {
            // What a web address, a telephone number or the name of a check looks like is for `signpost check`; that some ids
            // are in kebab-case is said where the loader holds them to it.
            "text"
            | "name of the file"
            | "kebab-case word"
            | "UK telephone number"
            | "e-mail address"
            | "web address"
            | "text, one idea a line"
            | "text or date"
            | "postcode, sector, district or area"
            | "id of a check"
            | "id of a service"
            | "id of a service, need or rule"
            | "value"
            | "word" => text(),
            "list of words"
            | "list of phrases"
            | "list of service ids"
            | "list of services"
            | "list of services or needs" => list(text(), 0),
            "date" => date(),
            "time such as \"09:30\"" | "time such as \"12:00\"; \"24:00\" ends the day" => time(),
            "years" => whole_number(0, u8::MAX.into()),
            "number" => whole_number(0, u16::MAX.into()),
            "list of 1 to 5" => list(whole_number(1, 5), 0),
            "pounds such as 3.50" => amount(),
            "yes or no" | "true or false" => words([("yes", ""), ("no", "")], self.notation),
            "language code" => language_code(),
            "list of language codes" => list(language_code(), 0),
            "list of codes" => list(
                string(
                    "[EWSN][0-9]{8}",
                    "a code of the Office for National Statistics, such as E07000071",
                ),
                0,
            ),
            "postcode" => json!({
                "type": "string",
                "pattern": postcode_pattern(),
                "patternErrorMessage": "a full postcode, such as CO4 5JL",
            }),
            "postcode district" => district(),
            "list of postcode districts" => list(district(), 0),
            _ => return None,
        })
    }

    /// Words of closed lists.
    fn closed_list(&self, shape: &str) -> Option<Value> {
        Some(match shape {
            "community, link-worker, ahp, statutory or crisis" | "kind of service" => {
                self.one_of::<Kind>()
            }
            "one of the allied health professions" | "allied health profession" => {
                self.one_of::<Profession>()
            }
            "list of allied health professions" => list(self.one_of::<Profession>(), 0),
            "active, inactive, defunct or temporarily closed" => self.one_of::<Status>(),
            "list of venue, home visit, phone, online" => list(self.one_of::<AttendingType>(), 1),
            "list of self-referral, professional-referral, drop-in, appointment, membership" => {
                list(self.one_of::<AttendingAccess>(), 0)
            }
            "list of mon, tue, wed, thu, fri, sat, sun" => list(self.one_of::<Day>(), 1),
            "list of bank holidays and months" => list(self.closed(), 0),
            "open, waiting or full" => self.one_of::<CapacityState>(),
            "social, practical, wellbeing, function, condition or crisis" => self.one_of::<Group>(),
            "yes, no or ask" => self.one_of::<Accepts>(),
            "list of support needs" => list(self.one_of::<SupportNeed>(), 0),
            "support needs with yes, no or ask" => self.accepts(),
            "now, today or soon" => self.one_of::<Urgency>(),
            "age or profile" => words([("age", ""), ("profile", "")], self.notation),
            "route" | "active-signposting, clinician-led, link-worker, ahp or stop" => {
                self.one_of::<Route>()
            }
            "list of routes" => list(self.one_of::<Route>(), 0),
            "a route or a list of routes" => one_or_more(self.one_of::<Route>()),
            _ => return None,
        })
    }

    /// Entries with keys of their own.
    fn entry(&self, shape: &str) -> Option<Value> {
        Some(match shape {
            "phone, text, email, url" => self.object(place::CONTACT, vec![]),
            "list of locations" => list(super::services::location(self), 0),
            "list of sessions" => list(self.object(hours::SESSION, vec![]), 0),
            "minimum_age, maximum_age, other" => self.object(terms::ELIGIBILITY, vec![]),
            "free, or {amount: 3.50, per: session}" => json!({
                "anyOf": [words([("free", "")], self.notation), self.object(terms::COST, vec![])],
            }),
            "state, weeks, until" => self.object(terms::CAPACITY, vec![]),
            "list of text, from, until" => list(self.object(terms::ALERT, vec![]), 0),
            "on, by, source" => self.object(terms::ASSURED, vec![]),
            "by, on" => self.object(wording::PLAIN_TESTED, vec![]),
            "list of language, on, summary, plain, referral" => {
                list(self.object(wording::TRANSLATION, vec![]), 0)
            }
            "header, contact" => self.object(settings::LEAFLET, vec![]),
            "[[allow]] tables" => list(self.object(settings::ALLOW, vec![]), 0),
            "check = \"off\", \"note\", \"warning\" or \"error\"" => {
                json!({"type": "object", "additionalProperties": self.one_of::<Level>()})
            }
            "route, also, decided, needs, rules, actions, services" => {
                self.object(expect::EXPECT, vec![])
            }
            "present, absent" => self.object(expect::EXPECT_SERVICES, vec![]),
            _ => return super::rules::entry(self, shape),
        })
    }

    /// What the directory declares: needs, areas, facts, rules, actions.
    fn declared(&self, shape: &str) -> Option<Value> {
        let rules = &self.directory.rules;
        Some(match shape {
            "need" => self.need(),
            "list of needs" => list(self.need(), 1),
            "area" => self.area(&[]),
            "list of areas, postcode districts, or national" => {
                let named = self.area(&[("national", "the whole country")]);
                list(json!({"anyOf": [named, district()]}), 0)
            }
            "fact: value" => self.answers(false),
            "need: {fact: value}" => {
                let answered = self.by_need(&json!({"$ref": "#/$defs/answers-about-a-need"}));
                let named = one_or_more(self.need());
                json!({"anyOf": [answered, named["anyOf"][0], named["anyOf"][1]]})
            }
            "need: route" => self.by_need(&self.one_of::<Route>()),
            "list of facts" => list(
                self.ids(
                    rules
                        .facts
                        .iter()
                        .map(|fact| (&fact.id.value, fact.ask.as_str())),
                ),
                0,
            ),
            "list of rules" => list(
                self.ids(
                    rules
                        .rules
                        .iter()
                        .map(|rule| (&rule.id.value, rule.why.as_str())),
                ),
                0,
            ),
            "action" => self.action(),
            "list of actions" => list(self.action(), 0),
            _ => return None,
        })
    }

    /// The words of a closed list.
    pub(super) fn one_of<V: Vocabulary>(&self) -> Value {
        words(V::WORDS.iter().map(|(word, _)| (*word, "")), self.notation)
    }

    /// Ids with what they mean.
    pub(super) fn ids<'i>(&self, ids: impl IntoIterator<Item = (&'i String, &'i str)>) -> Value {
        words(
            ids.into_iter().map(|(id, meaning)| (id.as_str(), meaning)),
            self.notation,
        )
    }

    pub(super) fn need(&self) -> Value {
        let needs = &self.directory.needs;
        self.ids(
            needs
                .iter()
                .map(|need| (&need.id.value, need.label.as_str())),
        )
    }

    fn area(&self, beside: &[(&str, &str)]) -> Value {
        let areas = self.directory.areas.iter();
        let named = areas.map(|area| (area.id.value.as_str(), area.label.as_str()));
        words(named.chain(beside.iter().copied()), self.notation)
    }

    fn action(&self) -> Value {
        let actions = &self.directory.rules.actions;
        self.ids(
            actions
                .iter()
                .map(|action| (&action.id.value, action.label.as_str())),
        )
    }

    /// A key for each need, with this after it.
    fn by_need(&self, value: &Value) -> Value {
        let mut properties = Map::new();
        for need in &self.directory.needs {
            let mut value = value.clone();
            value["description"] = json!(need.label);
            properties.insert(need.id.value.clone(), value);
        }
        keys(properties)
    }

    fn accepts(&self) -> Value {
        let needs = SupportNeed::WORDS.iter();
        keys(
            needs
                .map(|(need, _)| ((*need).to_owned(), self.one_of::<Accepts>()))
                .collect(),
        )
    }

    fn closed(&self) -> Value {
        let months: Vec<String> = MONTHS.iter().map(|month| month.to_lowercase()).collect();
        let known = std::iter::once("bank holidays").chain(months.iter().map(String::as_str));
        words(known.map(|word| (word, "")), self.notation)
    }

    /// `yes` or `true` after this key.
    pub(super) fn says_yes(&self, key: &str) -> Value {
        json!({"required": [key], "properties": {key: yes(self.notation)}})
    }

    /// Nothing after these keys: they are absent, or as good as absent.
    pub(super) fn without(&self, absent: &[&str]) -> Value {
        let nothing = match self.notation {
            Notation::Yaml => json!({"type": "null"}),
            Notation::Toml => never(),
        };
        let properties: Map<String, Value> = absent
            .iter()
            .map(|key| ((*key).to_owned(), nothing.clone()))
            .collect();
        json!({"properties": properties})
    }
}

fn language_code() -> Value {
    string(
        "[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*",
        "the short code of a language: en, pl, cy, bfi",
    )
}

fn district() -> Value {
    json!({
        "type": "string",
        "pattern": district_pattern(),
        "patternErrorMessage": "the first part of a postcode, such as CO15, or a name that areas.yaml declares",
    })
}
