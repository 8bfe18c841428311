//! Answers to the facts of the rules, as cases give them.

use super::notation::{keys, list, never, or_nothing, words};
use super::shapes::Shapes;
use crate::model::fact::{Fact, FactKind, Value as FactValue};
use serde_json::{Map, Value, json};

impl Shapes<'_> {
    /// A key for each fact that is asked about the person, or about each need, with the answers it can have.
    pub(super) fn answers(&self, about_a_need: bool) -> Value {
        let facts = self.directory.rules.facts.iter();
        let mut properties = Map::new();
        for fact in facts.filter(|fact| fact.per_need == about_a_need) {
            // Nothing after a fact means that it was not asked.
            let mut answer = or_nothing(self.answer(fact));
            answer["description"] = json!(fact.ask);
            properties.insert(fact.id.value.clone(), answer);
        }
        keys(properties)
    }

    fn answer(&self, fact: &Fact) -> Value {
        let one = |more: &[&'static str]| {
            let unsure = more.iter().map(|word| (*word, ""));
            let labelled = fact.words().into_iter().map(|word| {
                let value = fact.values().iter().find(|value| value.value == word);
                (word, value.map_or("", FactValue::in_words))
            });
            words(labelled.chain(unsure), self.notation)
        };
        match &fact.kind {
            // Several values mean "one of these".
            FactKind::YesNo | FactKind::Values(_) | FactKind::Band(_) => {
                json!({"anyOf": [one(&["unsure"]), list(one(&["unsure"]), 0)]})
            }
            FactKind::RedFlag => {
                let mut single = list(one(&["unsure"]), 0);
                single["maxItems"] = json!(1);
                json!({"anyOf": [one(&["unsure"]), single]})
            }
            FactKind::Set(values) => {
                let states = [("yes", ""), ("no", ""), ("unsure", "")];
                let element = |value: &FactValue| {
                    let mut state = words(states, self.notation);
                    state["description"] = json!(value.in_words());
                    (value.value.clone(), state)
                };
                let elements = keys(values.iter().map(element).collect());
                let mut none = list(words([("none", "")], self.notation), 1);
                none["maxItems"] = json!(1);
                json!({"anyOf": [one(&["unsure", "none"]), list(one(&[]), 0), none, elements]})
            }
        }
    }

    /// The values of a fact that conditions can name.
    pub(super) fn condition_values(&self, fact: &Fact) -> Value {
        match &fact.kind {
            FactKind::YesNo | FactKind::RedFlag => words([("yes", ""), ("no", "")], self.notation),
            _ if fact.values().is_empty() => never(),
            _ => words(
                fact.values()
                    .iter()
                    .map(|value| (value.value.as_str(), value.in_words())),
                self.notation,
            ),
        }
    }
}
