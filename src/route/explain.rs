//! What is said about a decision, read from the decision: states of rules, and facts that can still matter.

use super::group::{Group, Outcome, is_set_aside};
use crate::model::fact::{FactIndex, Mask};
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

/// The facts that can still change the route of this group: those that change it alone first, each in file order.
///
/// Rests on the three-valued interval: it may name a fact that cannot matter after all, and never leaves one out.
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
    let mut named: Vec<FactIndex> = Vec::new();
    for place in outcome
        .could_count
        .iter()
        .filter(|place| !outcome.applies.has(*place))
    {
        let index = group.rules[place];
        if can_matter(index, group, outcome, rules) {
            for condition in rules
                .rule(index)
                .when
                .iter()
                .chain(&rules.rule(index).unless)
            {
                condition.variables(&mut |variable, _, _| {
                    if known[variable.position()].count_ones() > 1 {
                        named.push(rules.variables[variable.position()].fact);
                    }
                });
            }
        }
    }
    named.sort_unstable();
    named.dedup();
    let mut unknown: Vec<Unknown> = named
        .into_iter()
        .map(|fact| Unknown {
            fact,
            settles: changes_alone(fact, group, outcome, known, rules),
        })
        .collect();
    unknown.sort_by_key(|unknown| !unknown.settles);
    unknown
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

fn changes_alone(
    fact: FactIndex,
    group: &Group,
    outcome: &Outcome,
    known: &[Mask],
    rules: &Rules,
) -> bool {
    let mut tried = Outcome::default();
    rules.variables_of(fact).any(|(variable, of_fact)| {
        (0..of_fact.size)
            .filter(|value| known[variable.position()] >> value & 1 == 1)
            .any(|value| {
                let mut known = known.to_vec();
                known[variable.position()] = 1 << value;
                group.decide(&known, &mut tried);
                (tried.possible, tried.established) != (outcome.possible, outcome.established)
            })
    })
}
