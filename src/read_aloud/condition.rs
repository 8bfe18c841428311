//! A condition as questions with their answers, nested as it is meant.
//!
//! `not` is carried inwards to the answers, so that nobody has to hear "not any of not". For a fact that declares what
//! unsure counts as, "not known" is one of the answers where it counts: rules see the declared value.

use super::When;
use super::sentence::{answered, or};
use crate::model::fact::{Fact, FactIndex, FactKind, Mask, NO_YES, VariableIndex};
use crate::model::rule::{Condition, Rules};
use serde::Serialize;

/// The bit of yes among the values of a yes/no variable.
const YES: Mask = 0b10;

/// A condition in its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Said {
    /// A question with the answers that will do.
    Answer(Answered),
    /// All of these; empty: always.
    All {
        /// The parts.
        all: Vec<Self>,
    },
    /// Any of these; empty: never.
    Any {
        /// The parts.
        any: Vec<Self>,
    },
}

/// A question with the answers that will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// The fact's id.
    pub fact: String,
    /// The values that will do; of a set, the elements of which one has to hold.
    pub values: Vec<String>,
    /// For a set: true where none of `values` may hold, instead of one of them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub none_of: bool,
    /// The question with its answer, as a sentence.
    pub in_words: String,
}

/// A condition with its sentences.
pub(super) fn when(rules: &Rules, condition: &Condition) -> When {
    let condition = said(rules, condition, true);
    let sentences = match &condition {
        Said::All { all } if !all.is_empty() => all.iter().map(one_sentence).collect(),
        other => vec![one_sentence(other)],
    };
    When {
        sentences,
        condition,
    }
}

/// The same for `when`, where a condition that always holds says nothing: `None`.
pub(super) fn when_not_always(rules: &Rules, condition: Option<&Condition>) -> Option<When> {
    condition
        .map(|condition| when(rules, condition))
        .filter(|when| when.condition != Said::All { all: Vec::new() })
}

/// The condition, or where it must not hold, its opposite.
fn said(rules: &Rules, condition: &Condition, holds: bool) -> Said {
    if let Condition::Any(parts) = condition
        && let Some((fact, of)) = elements(rules, parts)
    {
        return Said::Answer(of_set(rules.fact(fact), &of, holds));
    }
    match condition {
        Condition::Is {
            variable, values, ..
        } => Said::Answer(answer(rules, *variable, *values, holds)),
        Condition::Not(part) => said(rules, part, !holds),
        Condition::All(parts) => nested(rules, parts, holds, holds),
        Condition::Any(parts) => nested(rules, parts, holds, !holds),
    }
}

/// Parts of which all must hold, or any; parts that say the same are taken into one list.
fn nested(rules: &Rules, parts: &[Condition], holds: bool, together: bool) -> Said {
    let mut list = Vec::new();
    for part in parts {
        match (said(rules, part, holds), together) {
            (Said::All { all }, true) => list.extend(all),
            (Said::Any { any }, false) => list.extend(any),
            (other, _) => list.push(other),
        }
    }
    match (list.len(), together) {
        (1, _) => list.remove(0),
        (_, true) => Said::All { all: list },
        (_, false) => Said::Any { any: list },
    }
}

/// The elements of one set that all these parts ask for; `None` where they are about anything else.
fn elements(rules: &Rules, parts: &[Condition]) -> Option<(FactIndex, Vec<u8>)> {
    let mut found: Option<(FactIndex, Vec<u8>)> = None;
    for part in parts {
        let (variable, values) = single(part)?;
        let declared = rules.variables[variable.position()];
        let (element, true) = (declared.element?, values == YES) else {
            return None;
        };
        match &mut found {
            None => found = Some((declared.fact, vec![element])),
            Some((fact, of)) if *fact == declared.fact => of.push(element),
            Some(_) => return None,
        }
    }
    found
}

/// The one thing that a part looks at, through brackets that hold nothing else.
fn single(part: &Condition) -> Option<(VariableIndex, Mask)> {
    match part {
        Condition::Is {
            variable, values, ..
        } => Some((*variable, *values)),
        Condition::All(parts) | Condition::Any(parts) => match parts.as_slice() {
            [only] => single(only),
            _ => None,
        },
        Condition::Not(_) => None,
    }
}

fn answer(rules: &Rules, index: VariableIndex, values: Mask, holds: bool) -> Answered {
    let variable = &rules.variables[index.position()];
    let fact = rules.fact(variable.fact);
    if let Some(element) = variable.element {
        return of_set(fact, &[element], (values & YES != 0) == holds);
    }
    let wanted = if holds {
        values & variable.all()
    } else {
        variable.all() & !values
    };
    let words: Vec<(String, String)> = answers(fact)
        .into_iter()
        .enumerate()
        .filter(|(position, _)| wanted >> position & 1 == 1)
        .map(|(_, words)| words)
        .collect();
    let not_known = match (&fact.kind, fact.unsure) {
        (FactKind::RedFlag, _) if wanted & YES != 0 => Some("not ruled out"),
        (FactKind::RedFlag, _) => None,
        (_, Some(value)) if wanted >> value & 1 == 1 => Some("not known"),
        _ => None,
    };
    let labels: Vec<String> = words.iter().map(|(_, label)| label.clone()).collect();
    let labels = or(&labels);
    let in_words = if wanted == 0 {
        "no answer will do".to_owned()
    } else if wanted == variable.all() {
        "any answer".to_owned()
    } else {
        match not_known {
            None => labels,
            Some(not_known) if labels.contains(',') => format!("{labels}; or {not_known}"),
            Some(not_known) => format!("{labels}, or {not_known}"),
        }
    };
    Answered {
        fact: fact.id.value.clone(),
        values: words.into_iter().map(|(word, _)| word).collect(),
        none_of: false,
        in_words: answered(&fact.ask, &in_words),
    }
}

/// Some elements of a set, of which one must hold, or none.
fn of_set(fact: &Fact, elements: &[u8], holds: bool) -> Answered {
    let declared: Vec<_> = elements
        .iter()
        .filter_map(|element| fact.values().get(usize::from(*element)))
        .collect();
    let labels: Vec<String> = declared
        .iter()
        .map(|value| value.label.clone().unwrap_or_else(|| value.value.clone()))
        .collect();
    let lead = match (labels.len(), holds) {
        (1, true) => "among them: ",
        (1, false) => "not among them: ",
        (_, true) => "at least one of: ",
        (_, false) => "none of: ",
    };
    Answered {
        fact: fact.id.value.clone(),
        values: declared.iter().map(|value| value.value.clone()).collect(),
        none_of: !holds,
        in_words: answered(&fact.ask, &format!("{lead}{}", or(&labels))),
    }
}

/// The words and labels of a fact's answers, as rules see them.
pub(super) fn answers(fact: &Fact) -> Vec<(String, String)> {
    match &fact.kind {
        FactKind::YesNo | FactKind::RedFlag | FactKind::Set(_) => NO_YES
            .iter()
            .map(|word| ((*word).to_owned(), (*word).to_owned()))
            .collect(),
        FactKind::Values(values) | FactKind::Band(values) => values
            .iter()
            .map(|value| {
                let label = value.label.clone().unwrap_or_else(|| value.value.clone());
                (value.value.clone(), label)
            })
            .collect(),
    }
}

/// A condition in one breath, for those who do not see its parts under each other.
fn one_sentence(said: &Said) -> String {
    let (lead, parts, link) = match said {
        Said::Answer(answered) => return answered.in_words.clone(),
        Said::All { all } => ("All of these: ", all, " And: "),
        Said::Any { any } => ("Any one of these: ", any, " Or: "),
    };
    if parts.is_empty() {
        return empty(said).to_owned();
    }
    let parts: Vec<String> = parts.iter().map(one_sentence).collect();
    format!("{lead}{}", parts.join(link))
}

/// What a list without parts says.
pub(super) const fn empty(said: &Said) -> &'static str {
    match said {
        Said::Any { .. } => "Never: nothing is named.",
        _ => "Always.",
    }
}
