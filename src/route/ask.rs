//! Which question settles most: what to ask next, so that nobody is asked one question too many.
//!
//! A question is about one fact; all elements of a set are one question. It is worth as much as it is expected to settle:
//! how much less open the routes of all needs are once it is answered, were every answer as likely as any other. What can
//! no longer matter is never asked.

use super::Compiled;
use super::diagram::Shares;
use super::exact::Exact;
use super::explain::could_matter;
use super::group::{Group, Outcome};
use super::random::Random;
use crate::model::fact::{FactIndex, Mask, VariableIndex};
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, Rules};
use std::collections::BTreeMap;

/// Elements of a set that are looked at together; the rest of a larger set is left out of its worth.
const MOST_TOGETHER: usize = 5;

/// How many whole cases are drawn where the rules are too many for a diagram.
const DRAWN: u32 = 2_000;

/// A question that can still matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The fact it is about.
    pub fact: FactIndex,
    /// The need it is asked for; `None`: about the person, and so for every need.
    pub need: Option<NeedIndex>,
    /// How much it is expected to settle, in bits over all needs; 0 where it settles something only together with others.
    pub settles: f64,
}

/// One need that is not decided, and what is known: one mask a variable.
#[derive(Clone, Debug)]
pub struct OpenNeed {
    /// The need.
    pub need: NeedIndex,
    /// What is known of the person and of this need.
    pub known: Vec<Mask>,
}

/// Every question that can still change a route, the one that settles most first; equal ones as they stand in the file.
///
/// Facts that were asked and are not known are here too: the caller knows which not to ask again.
#[must_use]
pub fn questions(compiled: &Compiled, rules: &Rules, needs: &[OpenNeed]) -> Vec<Question> {
    let mut worth: BTreeMap<(FactIndex, Option<NeedIndex>), f64> = BTreeMap::new();
    for open in needs {
        let group = compiled.need(open.need);
        for (fact, settles) in of_group(group, rules, &open.known) {
            let need = rules.fact(fact).per_need.then_some(open.need);
            *worth.entry((fact, need)).or_default() += settles;
        }
    }
    let mut questions: Vec<Question> = worth
        .into_iter()
        .map(|((fact, need), settles)| Question {
            fact,
            need,
            settles,
        })
        .collect();
    // Differences that come from rounding alone must not decide between two questions.
    questions.sort_by(|a, b| {
        let close = (a.settles - b.settles).abs() < 1e-9;
        if close {
            std::cmp::Ordering::Equal
        } else {
            b.settles.total_cmp(&a.settles)
        }
    });
    questions
}

/// The facts that can still change the route of a group, in the order of the file, and how much each is expected to settle.
#[must_use]
pub fn of_group(group: &Group, rules: &Rules, known: &[Mask]) -> Vec<(FactIndex, f64)> {
    let exact = group.exact(rules);
    match (exact.diagram(), exact.matters(known)) {
        (Some(diagram), Some(matters)) => {
            // What is known leaves a far smaller diagram to walk.
            let left = diagram.restrict(known);
            let given = left.shares_given(known);
            let now = openness(&left.shares(known));
            let by_fact = by_fact(&matters, rules);
            let worth = by_fact.into_iter().map(|(fact, variables)| {
                let after = match variables.as_slice() {
                    [one] => after_one(*one, known, &given, now),
                    several => after_several(several, known, exact),
                };
                (fact, (now - after).max(0.0))
            });
            worth.collect()
        }
        _ => by_drawing(group, rules, known),
    }
}

/// The variables of each fact.
fn by_fact(variables: &[VariableIndex], rules: &Rules) -> BTreeMap<FactIndex, Vec<VariableIndex>> {
    let mut by_fact: BTreeMap<FactIndex, Vec<VariableIndex>> = BTreeMap::new();
    for variable in variables {
        let fact = rules.variables[variable.position()].fact;
        by_fact.entry(fact).or_default().push(*variable);
    }
    by_fact
}

/// How open it is which end is reached, in bits: 0 where one is certain (Shannon's entropy).
fn openness(shares: &Shares) -> f64 {
    shares
        .iter()
        .filter(|share| **share > 1e-12)
        .map(|share| -share * share.log2())
        .sum()
}

fn after_one(
    variable: VariableIndex,
    known: &[Mask],
    given: &BTreeMap<(VariableIndex, u8), Shares>,
    now: f64,
) -> f64 {
    let values = values(known[variable.position()]);
    let open = values
        .iter()
        .map(|value| given.get(&(variable, *value)).map_or(now, openness));
    open.sum::<f64>() / count(values.len())
}

/// The same for the elements of a set, which are answered together.
fn after_several(variables: &[VariableIndex], known: &[Mask], exact: &Exact) -> f64 {
    let variables = &variables[..variables.len().min(MOST_TOGETHER)];
    let mut answers = vec![known.to_vec()];
    for variable in variables {
        answers = answers
            .iter()
            .flat_map(|answer| {
                values(answer[variable.position()])
                    .into_iter()
                    .map(|value| {
                        let mut narrower = answer.clone();
                        narrower[variable.position()] = 1 << value;
                        narrower
                    })
            })
            .collect();
    }
    let open = answers
        .iter()
        .filter_map(|answer| exact.shares(answer))
        .map(|shares| openness(&shares));
    open.sum::<f64>() / count(answers.len())
}

/// The same as [`of_group`] where there is no diagram: from cases drawn at random, always the same ones. It may name a fact
/// that cannot matter after all, and never leaves one out.
#[must_use]
pub fn by_drawing(group: &Group, rules: &Rules, known: &[Mask]) -> Vec<(FactIndex, f64)> {
    let mut outcome = Outcome::default();
    group.decide(known, &mut outcome);
    let open = could_matter(group, &outcome, known, rules);
    let variables: Vec<VariableIndex> = group
        .variables()
        .into_iter()
        .filter(|variable| known[variable.position()].count_ones() > 1)
        .collect();
    let answers: Vec<Vec<u8>> = variables
        .iter()
        .map(|variable| values(known[variable.position()]))
        .collect();
    let mut given: Vec<Vec<Shares>> = answers
        .iter()
        .map(|answers| vec![Shares::default(); answers.len()])
        .collect();
    let mut random = Random(1);
    let mut now = Shares::default();
    let mut case = known.to_vec();
    let mut drawn = vec![0; variables.len()];
    for _ in 0..DRAWN {
        for ((drawn, variable), answers) in drawn.iter_mut().zip(&variables).zip(&answers) {
            *drawn = random.below(answers.len());
            case[variable.position()] = 1 << answers[*drawn];
        }
        group.decide(&case, &mut outcome);
        let end = outcome
            .established
            .map_or(0, |route: Route| route as usize + 1);
        now[end] += 1.0;
        for (given, drawn) in given.iter_mut().zip(&drawn) {
            given[*drawn][end] += 1.0;
        }
    }
    let now = openness(&whole(&now));
    let mut shares: BTreeMap<(VariableIndex, u8), Shares> = BTreeMap::new();
    for ((variable, answers), given) in variables.iter().zip(&answers).zip(&given) {
        let of_variable = answers.iter().zip(given);
        shares.extend(of_variable.map(|(answer, given)| ((*variable, *answer), whole(given))));
    }
    // Of a set, the element that settles most stands for all.
    by_fact(&open, rules)
        .into_iter()
        .map(|(fact, variables)| {
            let settles = variables
                .iter()
                .map(|variable| now - after_one(*variable, known, &shares, now));
            (fact, settles.fold(0.0, f64::max))
        })
        .collect()
}

/// Counts as shares of their sum.
fn whole(counts: &Shares) -> Shares {
    let sum: f64 = counts.iter().sum();
    counts.map(|count| if sum > 0.0 { count / sum } else { 0.0 })
}

fn values(mask: Mask) -> Vec<u8> {
    (0..32u8).filter(|value| mask >> value & 1 == 1).collect()
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
