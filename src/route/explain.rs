//! What is said about a decision, read from the decision: states of rules, and facts that can still matter.

use super::exact::{Ends, Exact};
use super::group::{Group, Outcome, is_set_aside};
use crate::model::fact::{FactIndex, Mask, VariableIndex};
use crate::model::rule::{RuleIndex, Rules};
use serde::Serialize;

/// What became of a rule that could matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleState {
    /// It applies, and nothing sets it aside.
    Applied,
    /// It applies, and these rules set it aside.
    SetAside(Vec<String>),
    /// It could still apply, or could still be set aside.
    Possible,
}

/// Every rule that applied, was set aside or could still apply, strongest route first, then in the order of the file.
#[must_use]
pub fn rule_states(group: &Group, outcome: &Outcome, rules: &Rules) -> Vec<(RuleIndex, RuleState)> {
    let mut states: Vec<(RuleIndex, RuleState)> = outcome
        .could_apply
        .iter()
        .map(|place| {
            let index = group.rules[place];
            let state = if outcome.counts.has(place) {
                RuleState::Applied
            } else if outcome.applies.has(place) && !outcome.could_count.has(place) {
                RuleState::SetAside(set_aside_by(index, group, outcome, rules))
            } else {
                RuleState::Possible
            };
            (index, state)
        })
        .collect();
    states.sort_by_key(|(index, _)| (std::cmp::Reverse(rules.rule(*index).route), *index));
    states
}

/// The rules that set this one aside for certain.
fn set_aside_by(index: RuleIndex, group: &Group, outcome: &Outcome, rules: &Rules) -> Vec<String> {
    group
        .rules_of(&outcome.counts)
        .filter(|by| *by != index && is_set_aside(index, rules.rule(*by), rules))
        .map(|by| rules.rule(by).id.value.clone())
        .collect()
}

/// A fact that is not known and can still matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The fact.
    pub fact: FactIndex,
    /// True where an answer alone would change what is possible; others matter only together.
    pub settles: bool,
}

/// The facts that can still change the route of this group: those that change what is possible alone first, each in file
/// order.
///
/// Exact: a fact is named where two cases that are still possible differ in it alone and get different routes. Where the
/// rules are too many for a diagram it rests on the three-valued interval: then it may name a fact that cannot matter
/// after all, and still never leaves one out.
#[must_use]
pub fn unknown_facts(
    group: &Group,
    outcome: &Outcome,
    known: &[Mask],
    rules: &Rules,
) -> Vec<Unknown> {
    if outcome.is_decided() {
        return Vec::new();
    }
    let exact = group.exact(rules);
    let variables = exact
        .matters(known)
        .unwrap_or_else(|| could_matter(group, outcome, known, rules));
    let mut unknown: Vec<Unknown> = Vec::new();
    let now = exact.ends(known);
    for variable in variables {
        let fact = rules.variables[variable.position()].fact;
        let settles = changes_alone(variable, exact, now, known);
        match unknown.iter_mut().find(|named| named.fact == fact) {
            Some(named) => named.settles |= settles,
            None => unknown.push(Unknown { fact, settles }),
        }
    }
    unknown.sort_by_key(|unknown| (!unknown.settles, unknown.fact));
    unknown
}

/// The variables that could still matter, as far as the interval can tell: never too few.
pub(super) fn could_matter(
    group: &Group,
    outcome: &Outcome,
    known: &[Mask],
    rules: &Rules,
) -> Vec<VariableIndex> {
    let mut named: Vec<VariableIndex> = Vec::new();
    for place in outcome
        .could_count
        .iter()
        .filter(|place| !outcome.applies.has(*place))
    {
        let index = group.rules[place];
        if can_matter(index, group, outcome, rules) {
            let rule = rules.rule(index);
            for condition in rule.when.iter().chain(&rule.unless) {
                condition.variables(&mut |variable, _, _| {
                    if known[variable.position()].count_ones() > 1 {
                        named.push(variable);
                    }
                });
            }
        }
    }
    named.sort_unstable();
    named.dedup();
    named
}

/// True where the rule could raise the route, or set aside one that could, directly or through others.
fn can_matter(index: RuleIndex, group: &Group, outcome: &Outcome, rules: &Rules) -> bool {
    let rule = rules.rule(index);
    outcome
        .established
        .is_none_or(|established| rule.route > established)
        || group.rules_of(&outcome.could_apply).any(|other| {
            is_set_aside(other, rule, rules) && can_matter(other, group, outcome, rules)
        })
}

/// True where one of its values alone would change what is possible.
fn changes_alone(variable: VariableIndex, exact: &Exact, now: Ends, known: &[Mask]) -> bool {
    let mut tried = known.to_vec();
    (0..Mask::BITS)
        .map(|value| 1 << value)
        .filter(|value| known[variable.position()] & value != 0)
        .any(|value| {
            tried[variable.position()] = value;
            exact.ends(&tried) != now
        })
}
