//! Why a need goes where it goes, in the fewest facts, and what would change it.

use super::make::Context;
use super::{KnownFact, WhatWouldChange};
use crate::model::case::Case;
use crate::model::fact::{Answer, FactKind, Flag, Mask, NO_YES, VariableIndex};
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, Rules};
use crate::route::knowledge::could_be;
use crate::route::reason::reason;
use crate::route::what_if::what_if;
use crate::route::{Decision, Group, NeedDecision};

/// The fewest facts that already leave no more routes possible than everything that is known does.
pub(super) fn reasons(
    context: &Context,
    case: &Case,
    group: &Group,
    decision: &NeedDecision,
) -> Vec<KnownFact> {
    let rules = &context.directory.rules;
    reason(group.exact(rules), &decision.known)
        .into_iter()
        .map(|variable| {
            let values = decision.known[variable.position()];
            as_answered(context, case, variable, values, Some(decision.need))
        })
        .collect()
}

/// The fewest facts that force the stop: of the person's rules if they stop, else of the first need that does.
pub(super) fn reasons_to_stop(
    context: &Context,
    case: &Case,
    decision: &Decision,
) -> Vec<KnownFact> {
    let rules = &context.directory.rules;
    let of_person = (decision.person.established == Some(Route::Stop)).then(|| {
        let group = context.compiled.person();
        (group, &decision.known, None)
    });
    let of_need = || {
        let need = decision
            .needs
            .iter()
            .find(|need| need.outcome.established == Some(Route::Stop))?;
        Some((
            context.compiled.need(need.need),
            &need.known,
            Some(need.need),
        ))
    };
    let Some((group, known, need)) = of_person.or_else(of_need) else {
        return Vec::new();
    };
    reason(group.exact(rules), known)
        .into_iter()
        .map(|variable| as_answered(context, case, variable, known[variable.position()], need))
        .collect()
}

/// What is known of a variable, as it was answered: where "unsure" counts as something, both are said.
fn as_answered(
    context: &Context,
    case: &Case,
    variable: VariableIndex,
    values: Mask,
    need: Option<NeedIndex>,
) -> KnownFact {
    let index = context.directory.rules.variables[variable.position()].fact;
    let of_need = case
        .needs
        .iter()
        .find(|(of_case, _)| Some(*of_case) == need);
    let answer = of_need
        .and_then(|(_, answers)| answers.get(index))
        .or_else(|| case.facts.get(index));
    let mut known = known_fact(context, variable, values, need);
    let (word, words) = match answer {
        Some(Answer::Flag(Flag::ActedOn)) => ("acted-on", "yes, and already acted on".to_owned()),
        Some(Answer::Flag(Flag::Unsure)) => {
            ("unsure", "not ruled out, which counts as yes".to_owned())
        }
        Some(Answer::Unsure) => (
            "unsure",
            format!("not known, which counts as: {}", known.in_words),
        ),
        _ => return known,
    };
    known.answers = vec![word.to_owned()];
    known.in_words = words;
    known
}

/// For each other route the fewest changes that would lead to it.
pub(super) fn changes(
    context: &Context,
    case: &Case,
    group: &Group,
    decision: &NeedDecision,
) -> Vec<WhatWouldChange> {
    let rules = &context.directory.rules;
    let may = could_be(rules, case, decision.need, &decision.known);
    what_if(group.exact(rules), &decision.known, &may)
        .into_iter()
        .map(|what_if| WhatWouldChange {
            route: what_if.route,
            facts: what_if
                .changes
                .into_iter()
                .map(|(variable, value)| {
                    known_fact(context, variable, 1 << value, Some(decision.need))
                })
                .collect(),
        })
        .collect()
}

/// A variable and some of its values, in words.
fn known_fact(
    context: &Context,
    variable: VariableIndex,
    values: Mask,
    need: Option<NeedIndex>,
) -> KnownFact {
    let rules = &context.directory.rules;
    let declared = &rules.variables[variable.position()];
    let fact = rules.fact(declared.fact);
    let element = declared
        .element
        .and_then(|element| fact.values().get(usize::from(element)));
    let need = need.filter(|_| declared.per_need);
    KnownFact {
        fact: fact.id.value.clone(),
        need: need.map(|need| context.directory.need(need).id.value.clone()),
        element: element.map(|element| element.value.clone()),
        ask: fact.ask.clone(),
        of: element.map(|element| {
            element
                .label
                .clone()
                .unwrap_or_else(|| element.value.clone())
        }),
        answers: words(rules, variable, values)
            .into_iter()
            .map(|(word, _)| word)
            .collect(),
        in_words: words(rules, variable, values)
            .into_iter()
            .map(|(_, label)| label)
            .collect::<Vec<_>>()
            .join(" or "),
    }
}

/// The words and the labels of some values of a variable.
fn words(rules: &Rules, variable: VariableIndex, values: Mask) -> Vec<(String, String)> {
    let declared = &rules.variables[variable.position()];
    let fact = rules.fact(declared.fact);
    let declared_values: Vec<(String, String)> = match &fact.kind {
        FactKind::YesNo | FactKind::RedFlag | FactKind::Set(_) => NO_YES
            .iter()
            .map(|word| ((*word).to_owned(), (*word).to_owned()))
            .collect(),
        FactKind::Values(all) | FactKind::Band(all) => all
            .iter()
            .map(|value| {
                let label = value.label.clone().unwrap_or_else(|| value.value.clone());
                (value.value.clone(), label)
            })
            .collect(),
    };
    declared_values
        .into_iter()
        .enumerate()
        .filter(|(position, _)| values >> position & 1 == 1)
        .map(|(_, words)| words)
        .collect()
}
