//! Random nested rule sets over a few facts, and an oracle that decides one whole case straight from the words of the design.

#![allow(
    dead_code,
    reason = "each test includes this file and uses a part of it"
)]

use proptest::prelude::*;
use signpost::model::fact::{Fact, FactKind, Mask, Value, VariableIndex};
use signpost::model::need::NeedIndex;
use signpost::model::rule::{Condition, Route, Rule, RuleIndex, Rules, SetsAside};
use signpost::source::{FileId, Span, Spanned};

/// How many values each fact has.
pub(crate) const SIZES: [u8; 5] = [2, 3, 2, 4, 2];

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(FileId(0), 0..0))
}

fn facts() -> Vec<Fact> {
    SIZES
        .iter()
        .enumerate()
        .map(|(position, size)| Fact {
            id: at(format!("fact-{position}")),
            ask: String::new(),
            say: None,
            kind: if *size == 2 {
                FactKind::YesNo
            } else {
                let value = |value| Value {
                    value: format!("v{value}"),
                    label: None,
                };
                FactKind::Values((0..*size).map(value).collect())
            },
            unsure_do: None,
            per_need: false,
            from: None,
            unsure: None,
            changeable: false,
            alone: false,
        })
        .collect()
}

pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    let leaf = (0..SIZES.len(), 1u32..15).prop_map(|(variable, values)| Condition::Is {
        variable: VariableIndex::from_position(variable),
        values: values & ((1 << SIZES[variable]) - 1),
        span: Span::new(FileId(0), 0..0),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

/// A rule may set aside only rules before it, so there are never cycles.
pub(crate) fn rules() -> impl Strategy<Value = Rules> {
    let rule = (
        prop::option::weighted(0.9, condition()),
        prop::option::weighted(0.3, condition()),
        0..5usize,
        prop::collection::vec(0..8usize, 0..3),
    );
    prop::collection::vec(rule, 1..8).prop_map(|parts| {
        let rules = parts
            .into_iter()
            .enumerate()
            .map(|(position, (when, unless, route, targets))| {
                let earlier = targets.into_iter().filter(|target| *target < position);
                Rule {
                    id: at(format!("rule-{position}")),
                    for_: Some(vec![NeedIndex::from_position(0)]),
                    when,
                    unless,
                    route: Route::ALL[route],
                    profession: None,
                    instead_of: earlier
                        .map(|target| at(SetsAside::Rule(RuleIndex::from_position(target))))
                        .collect(),
                    do_: vec![],
                    hold: vec![],
                    why: String::new(),
                    cite: None,
                    owner: String::new(),
                    review: jiff::civil::date(2027, 5, 31),
                }
            })
            .collect();
        let facts = facts();
        Rules {
            variables: Rules::lay_out(&facts),
            facts,
            rules,
            ..Rules::default()
        }
    })
}

/// Partial knowledge: at least one value of each variable.
pub(crate) fn knowledge() -> impl Strategy<Value = Vec<Mask>> {
    SIZES.map(|size| 1u32..(1 << size)).to_vec()
}

pub(crate) fn holds(condition: &Condition, case: &[u8]) -> bool {
    match condition {
        Condition::Is {
            variable, values, ..
        } => values >> case[variable.position()] & 1 == 1,
        Condition::All(parts) => parts.iter().all(|part| holds(part, case)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, case)),
        Condition::Not(part) => !holds(part, case),
    }
}

/// The route of one whole case, straight from the words of the design.
pub(crate) fn oracle(rules: &Rules, case: &[u8]) -> Option<Route> {
    let applies: Vec<bool> = rules
        .rules
        .iter()
        .map(|rule| {
            rule.when.as_ref().is_none_or(|when| holds(when, case))
                && !rule
                    .unless
                    .as_ref()
                    .is_some_and(|unless| holds(unless, case))
        })
        .collect();
    // A rule is set aside only by a later one here, so deciding from the last to the first settles everything.
    let mut counts = applies.clone();
    for by in (0..rules.rules.len()).rev() {
        if counts[by] && rules.rules[by].route != Route::Stop {
            for target in &rules.rules[by].instead_of {
                if let SetsAside::Rule(target) = target.value
                    && rules.rules[target.position()].route != Route::Stop
                {
                    counts[target.position()] = false;
                }
            }
        }
    }
    rules
        .rules
        .iter()
        .zip(counts)
        .filter(|(_, counts)| *counts)
        .map(|(rule, _)| rule.route)
        .max()
}

/// Every whole case that the knowledge allows.
pub(crate) fn cases(known: &[Mask]) -> Vec<Vec<u8>> {
    let mut cases = vec![vec![]];
    for (position, size) in SIZES.iter().enumerate() {
        let values = (0..*size).filter(|value| known[position] >> value & 1 == 1);
        let values: Vec<u8> = values.collect();
        cases = cases
            .iter()
            .flat_map(|case: &Vec<u8>| {
                values
                    .iter()
                    .map(|value| case.iter().copied().chain([*value]).collect())
                    .collect::<Vec<Vec<u8>>>()
            })
            .collect();
    }
    cases
}

/// Every value of every fact: nothing is known.
pub(crate) fn whole() -> Vec<Mask> {
    SIZES.map(|size| (1 << size) - 1).to_vec()
}

/// Knowledge of a whole case.
pub(crate) fn all_known(case: &[u8]) -> Vec<Mask> {
    case.iter().map(|value| 1 << value).collect()
}
