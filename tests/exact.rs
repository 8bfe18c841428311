//! What is exactly possible, what can still matter, the fewest reasons and the fewest changes: each compared with an oracle
//! that tries every case of random nested rule sets, with the diagram and without it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod random_rules;

use proptest::prelude::*;
use random_rules::{SIZES, cases, knowledge, oracle, rules, whole};
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::need::NeedIndex;
use signpost::model::rule::{Route, Rules};
use signpost::route::ask::{OpenNeed, by_drawing, questions};
use signpost::route::diagram::MOST_NODES;
use signpost::route::exact::{Ends, Exact};
use signpost::route::reason::reason;
use signpost::route::what_if::{MOST_CHANGES, what_if};
use signpost::route::{Compiled, Group};
use std::collections::BTreeSet;

const NEED: usize = 0;

fn group(rules: &Rules) -> Group {
    let need = NeedIndex::from_position(NEED);
    Compiled::of(rules, std::iter::once(need))
        .need(need)
        .clone()
}

/// With the diagram, and with the solver in its place.
fn both(rules: &Rules) -> [Exact; 2] {
    let group = group(rules);
    let exact = [
        Exact::new(&group, rules, MOST_NODES),
        Exact::new(&group, rules, 0),
    ];
    assert!(exact[0].diagram().is_some());
    exact
}

fn routes(rules: &Rules, known: &[Mask]) -> BTreeSet<Option<Route>> {
    cases(known)
        .iter()
        .map(|case| oracle(rules, case))
        .collect()
}

fn bits(routes: &BTreeSet<Option<Route>>) -> Ends {
    Ends(routes.iter().fold(0, |all, route| all | Ends::bit(*route)))
}

/// Every set of positions below `of` with `size` members, in dictionary order.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    (0u32..1 << of)
        .filter(|set| set.count_ones() as usize == size)
        .map(|set| (0..of).filter(|bit| set >> bit & 1 == 1).collect())
        .collect()
}

/// Knowledge of some facts only; the others may be anything.
fn only(known: &[Mask], kept: &[usize]) -> Vec<Mask> {
    let mut only = whole();
    for position in kept {
        only[*position] = known[*position];
    }
    only
}

/// Every way to give each of these facts one of the values it may have.
fn ways(changed: &[usize], known: &[Mask], may: &[Mask]) -> Vec<Vec<Mask>> {
    let mut ways = vec![known.to_vec()];
    for position in changed {
        let values = (0..SIZES[*position])
            .map(|value| 1 << value)
            .filter(|value| (known[*position] | may[*position]) & value != 0)
            .filter(|value| known[*position] != *value);
        let values: Vec<Mask> = values.collect();
        ways = ways
            .iter()
            .flat_map(|way| {
                values.iter().map(|value| {
                    let mut way = way.clone();
                    way[*position] = *value;
                    way
                })
            })
            .collect();
    }
    ways
}

/// How open the route is, in bits, counted over every case.
fn openness(rules: &Rules, known: &[Mask]) -> f64 {
    let every = cases(known);
    (0..6u8)
        .map(|end| {
            every
                .iter()
                .filter(|case| oracle(rules, case) == Ends::route(end))
                .count()
        })
        .filter(|with| *with > 0)
        .map(|with| as_f64(with) / as_f64(every.len()))
        .map(|share| -share * share.log2())
        .sum()
}

fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_is_possible_is_what_some_case_gets(rules in rules(), known in knowledge()) {
        let expected = bits(&routes(&rules, &known));
        for exact in both(&rules) {
            prop_assert_eq!(exact.ends(&known), expected);
        }
    }

    #[test]
    fn a_fact_matters_where_two_cases_differ_in_it_alone(rules in rules(), known in knowledge()) {
        let every = cases(&known);
        let matters: Vec<VariableIndex> = (0..SIZES.len())
            .filter(|position| every.iter().any(|case| {
                (0..SIZES[*position])
                    .filter(|value| known[*position] >> value & 1 == 1)
                    .any(|value| {
                        let mut other = case.clone();
                        other[*position] = value;
                        oracle(&rules, case) != oracle(&rules, &other)
                    })
            }))
            .map(VariableIndex::from_position)
            .collect();
        prop_assert_eq!(both(&rules)[0].matters(&known), Some(matters));
    }

    #[test]
    fn a_reason_is_enough_and_no_smaller_one_is(rules in rules(), known in knowledge()) {
        let decided = routes(&rules, &known);
        let enough = |kept: &[usize]| routes(&rules, &only(&known, kept)) == decided;
        for exact in both(&rules) {
            let reason: Vec<usize> =
                reason(&exact, &known).into_iter().map(VariableIndex::position).collect();
            prop_assert!(enough(&reason), "{reason:?} is not enough");
            if let Some(smaller) = reason.len().checked_sub(1) {
                for other in subsets(SIZES.len(), smaller) {
                    prop_assert!(!enough(&other), "{other:?} is enough, not {reason:?}");
                }
            }
        }
    }

    #[test]
    fn changes_lead_to_the_route_they_say_and_no_fewer_do(
        rules in rules(), known in knowledge(), may in knowledge()
    ) {
        let now = routes(&rules, &known);
        for exact in both(&rules) {
            let found = what_if(&exact, &known, &may);
            for route in Route::ALL {
                let certain = |way: &Vec<Mask>| routes(&rules, way) == BTreeSet::from([Some(route)]);
                let fewest = (1..=MOST_CHANGES).find(|size| {
                    subsets(SIZES.len(), *size)
                        .iter()
                        .any(|changed| ways(changed, &known, &may).iter().any(certain))
                });
                let expected = fewest.filter(|_| now != BTreeSet::from([Some(route)]));
                let what_if = found.iter().find(|what_if| what_if.route == route);
                prop_assert_eq!(what_if.map(|what_if| what_if.changes.len()), expected, "{:?}", route);
                if let Some(what_if) = what_if {
                    let mut changed = known.clone();
                    for (variable, value) in &what_if.changes {
                        let position = variable.position();
                        prop_assert!((known[position] | may[position]) >> value & 1 == 1);
                        changed[position] = 1 << value;
                    }
                    prop_assert!(certain(&changed));
                }
            }
        }
    }

    #[test]
    fn a_question_is_worth_what_it_is_expected_to_settle(rules in rules(), known in knowledge()) {
        let need = NeedIndex::from_position(NEED);
        let compiled = Compiled::of(&rules, std::iter::once(need));
        let asked = questions(&compiled, &rules, &[OpenNeed { need, known: known.clone() }]);
        let matters = both(&rules)[0].matters(&known).unwrap();
        let mut facts: Vec<usize> = asked.iter().map(|question| question.fact.position()).collect();
        facts.sort_unstable();
        prop_assert_eq!(facts, matters.iter().map(|variable| variable.position()).collect::<Vec<_>>());
        for question in &asked {
            // Every fact of these sets is one variable with the same number.
            let position = question.fact.position();
            let after: Vec<f64> = (0..SIZES[position])
                .filter(|value| known[position] >> value & 1 == 1)
                .map(|value| {
                    let mut narrower = known.clone();
                    narrower[position] = 1 << value;
                    openness(&rules, &narrower)
                })
                .collect();
            let after = after.iter().sum::<f64>() / as_f64(after.len());
            prop_assert!((question.settles - (openness(&rules, &known) - after)).abs() < 1e-9);
        }
        prop_assert!(asked.windows(2).all(|pair| pair[0].settles >= pair[1].settles - 1e-9));
    }

    #[test]
    fn without_a_diagram_every_question_that_matters_is_still_there(rules in rules(), known in knowledge()) {
        let group = group(&rules);
        let drawn = by_drawing(&group, &rules, &known);
        for variable in both(&rules)[0].matters(&known).unwrap() {
            prop_assert!(drawn.iter().any(|(fact, _)| fact.position() == variable.position()));
        }
    }

    #[test]
    fn shares_count_the_cases(rules in rules(), known in knowledge()) {
        let every = cases(&known);
        let share = |cases: &[Vec<u8>], end: u8| {
            let with = cases.iter().filter(|case| oracle(&rules, case) == Ends::route(end)).count();
            f64::from(u32::try_from(with).unwrap()) / f64::from(u32::try_from(cases.len()).unwrap())
        };
        let exact = &both(&rules)[0];
        let shares = exact.shares(&known).unwrap();
        let given = exact.diagram().unwrap().shares_given(&known);
        for end in 0..6u8 {
            prop_assert!((shares[usize::from(end)] - share(&every, end)).abs() < 1e-9);
            for ((variable, value), shares) in &given {
                let mut narrower = known.clone();
                narrower[variable.position()] = 1 << value;
                prop_assert!((shares[usize::from(end)] - share(&cases(&narrower), end)).abs() < 1e-9);
            }
        }
    }
}
