//! Each proof against an oracle that tries every case, on random nested rule sets with promises and impossible cases.

mod random_rules;

use proptest::prelude::*;
use random_rules::{SIZES, cases, condition, oracle, rules, whole};
use signpost::model::fact::{FactIndex, Mask};
use signpost::model::impossible::Impossible;
use signpost::model::need::NeedIndex;
use signpost::model::rule::{
    Condition, Invariant, NeverWeaker, Promise, Route, RuleIndex, Rules, SetsAside,
};
use signpost::route::prove::{Counterexample, Failure, prove};
use signpost::route::{Truth, truth};
use signpost::source::{FileId, Span, Spanned};

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(FileId(0), 0..0))
}

/// Random rules with a promise, a fact that may not weaken, and now and then a case that nobody can be in.
fn promising() -> impl Strategy<Value = Rules> {
    let promise = (
        any::<bool>(),
        condition(),
        prop::collection::vec(0..5usize, 1..4),
    );
    let impossible = prop::collection::vec(condition(), 0..2);
    (rules(), promise, 0..SIZES.len(), impossible).prop_map(
        |(mut rules, (always, when, routes), fact, impossible)| {
            rules.invariants.push(Invariant {
                id: at("promise".to_owned()),
                promise: if always {
                    Promise::Always
                } else {
                    Promise::Never
                },
                for_: None,
                when: Some(when),
                unless: None,
                route: routes.into_iter().map(|route| Route::ALL[route]).collect(),
            });
            rules.never_weaker.push(NeverWeaker {
                id: at("weaker".to_owned()),
                facts: vec![FactIndex::from_position(fact)],
                for_: None,
            });
            let named = |when| Impossible {
                id: at("nobody".to_owned()),
                when,
            };
            rules.impossible = impossible.into_iter().map(named).collect();
            rules
        },
    )
}

fn holds(condition: &Condition, case: &[u8]) -> bool {
    let known: Vec<Mask> = case.iter().map(|value| 1 << value).collect();
    truth(condition, &known) == Truth::Holds
}

/// Every case that somebody can be in.
fn possible(rules: &Rules) -> Vec<Vec<u8>> {
    let is_possible = |case: &Vec<u8>| {
        rules
            .impossible
            .iter()
            .all(|condition| !holds(condition, case))
    };
    cases(&whole()).into_iter().filter(is_possible).collect()
}

fn broken(rules: &Rules, case: &[u8]) -> bool {
    let invariant = &rules.invariants[0];
    let about = invariant.when.as_ref().is_none_or(|when| holds(when, case));
    let among = oracle(rules, case).is_some_and(|route| invariant.route.contains(&route));
    about && (among == (invariant.promise == Promise::Never))
}

/// The same rules without one; what it named moves up.
fn without(rules: &Rules, left_out: usize) -> Rules {
    let mut without = rules.clone();
    without.rules.remove(left_out);
    for rule in &mut without.rules {
        rule.instead_of
            .retain(|target| target.value != SetsAside::Rule(RuleIndex::from_position(left_out)));
        for target in &mut rule.instead_of {
            if let SetsAside::Rule(index) = target.value
                && index.position() > left_out
            {
                target.value = SetsAside::Rule(RuleIndex::from_position(index.position() - 1));
            }
        }
    }
    without
}

/// Which rules apply and which count in a whole case; a rule is set aside by later ones only.
fn counting(rules: &Rules, case: &[u8]) -> (Vec<bool>, Vec<bool>) {
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
    let mut counts = applies.clone();
    for by in (0..rules.rules.len()).rev() {
        for target in &rules.rules[by].instead_of {
            if let SetsAside::Rule(target) = target.value
                && counts[by]
                && rules.rules[by].route != Route::Stop
                && rules.rules[target.position()].route != Route::Stop
            {
                counts[target.position()] = false;
            }
        }
    }
    (applies, counts)
}

/// The route and the weaker ones named beside it: what these rules can do, which have no actions.
fn decided(rules: &Rules, case: &[u8]) -> (Option<Route>, Vec<Route>, Vec<Route>, bool) {
    let (applies, counts) = counting(rules, case);
    let counting = || {
        rules
            .rules
            .iter()
            .zip(&counts)
            .filter(|(_, counts)| **counts)
    };
    let route = oracle(rules, case);
    let below = counting()
        .map(|(rule, _)| rule.route)
        .filter(|route| *route < Route::Stop)
        .max();
    let mut also: Vec<Route> = counting()
        .filter(|(rule, _)| rule.when.is_some() && Some(rule.route) < below)
        .map(|(rule, _)| rule.route)
        .collect();
    also.sort_unstable();
    also.dedup();
    let under_stop = (route == Some(Route::Stop)).then_some(below).flatten();
    let professions = counting().any(|(rule, _)| rule.route == Route::Ahp);
    let _ = applies;
    (route, also, under_stop.into_iter().collect(), professions)
}

/// True in every possible case of the class.
fn everywhere(
    rules: &Rules,
    found: &Counterexample,
    holds: impl Fn(&[u8]) -> bool,
) -> Result<(), TestCaseError> {
    let possible = possible(rules);
    let of_class: Vec<Vec<u8>> = cases(&found.class)
        .into_iter()
        .filter(|case| possible.contains(case))
        .collect();
    prop_assert!(!of_class.is_empty(), "a class without a possible case");
    for case in of_class {
        prop_assert!(holds(&case), "{:?} in {:?}", case, found.class);
        prop_assert_eq!(oracle(rules, &case), found.route);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_proved_holds_in_every_case_and_what_fails_fails_where_it_says(rules in promising()) {
        let failures = prove(&rules, 1);
        let possible = possible(&rules);
        if possible.is_empty() {
            prop_assert_eq!(failures, vec![Failure::EverythingImpossible]);
            return Ok(());
        }
        let has = |wanted: &dyn Fn(&Failure) -> bool| failures.iter().any(wanted);
        // No gap.
        let gap = possible.iter().any(|case| oracle(&rules, case).is_none());
        prop_assert_eq!(has(&|failure| matches!(failure, Failure::Gap(_))), gap);
        // The promise.
        let about = |case: &Vec<u8>| {
            rules.invariants[0].when.as_ref().is_none_or(|when| holds(when, case))
        };
        let is_broken = possible.iter().any(|case| broken(&rules, case));
        prop_assert_eq!(has(&|failure| matches!(failure, Failure::PromiseBroken(..))), is_broken);
        prop_assert_eq!(
            has(&|failure| matches!(failure, Failure::PromiseWithoutCase(_))),
            !possible.iter().any(about)
        );
        // A stop is never set aside.
        prop_assert!(!has(&|failure| matches!(failure, Failure::StopSetAside(..))));
        // More of the fact, everything else equal.
        let fact = rules.never_weaker[0].facts[0].position();
        let weaker = possible.iter().any(|case| {
            (case[fact] + 1..SIZES[fact]).any(|value| {
                let mut raised = case.clone();
                raised[fact] = value;
                possible.contains(&raised) && oracle(&rules, &raised) < oracle(&rules, case)
            })
        });
        prop_assert_eq!(has(&|failure| matches!(failure, Failure::Weaker { .. })), weaker);
        for failure in &failures {
            match failure {
                Failure::Gap(found) => everywhere(&rules, found, |case| oracle(&rules, case).is_none())?,
                Failure::PromiseBroken(_, found) => everywhere(&rules, found, |case| broken(&rules, case))?,
                Failure::Weaker { from, to, before, .. } => {
                    everywhere(&rules, before, |case| {
                        let mut raised = case.to_vec();
                        raised[fact] = *to;
                        case[fact] == *from
                            && (!possible.contains(&raised) || oracle(&rules, &raised) < oracle(&rules, case))
                    })?;
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_rule_is_idle_where_no_case_shows_it(rules in promising()) {
        let failures = prove(&rules, 1);
        let possible = possible(&rules);
        prop_assume!(!possible.is_empty());
        for position in 0..rules.rules.len() {
            let rule = RuleIndex::from_position(position);
            let never_applies = failures.contains(&Failure::NeverApplies(rule));
            let applies = possible.iter().any(|case| counting(&rules, case).0[position]);
            prop_assert_eq!(never_applies, !applies);
            let idle = failures.iter().find_map(|failure| match failure {
                Failure::NeverDecides { rule: idle, always_set_aside, .. } if *idle == rule => Some(Some(*always_set_aside)),
                Failure::Redundant { rule: idle, .. } if *idle == rule => Some(None),
                _ => None,
            });
            let left = without(&rules, position);
            let same = possible.iter().all(|case| decided(&rules, case) == decided(&left, case));
            prop_assert_eq!(idle.is_some(), applies && same, "rule {}", position);
            let counts = possible.iter().any(|case| counting(&rules, case).1[position]);
            let strongest = possible.iter().any(|case| {
                counting(&rules, case).1[position] && oracle(&rules, case) == Some(rules.rules[position].route)
            });
            match idle {
                Some(Some(always_set_aside)) => {
                    prop_assert!(!strongest);
                    prop_assert_eq!(always_set_aside, !counts);
                }
                Some(None) => prop_assert!(strongest),
                None => {}
            }
        }
    }
}

#[test]
fn needs_that_the_same_rules_cover_are_proved_once() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = rules().new_tree(&mut runner).expect("a rule set");
    let mut set = proptest::strategy::ValueTree::current(&tree);
    // The first need has every rule, the second and third none.
    assert_eq!(signpost::route::prove::groups(&set, 3), 2);
    set.rules[0].for_ = Some(vec![
        NeedIndex::from_position(0),
        NeedIndex::from_position(2),
    ]);
    assert_eq!(signpost::route::prove::groups(&set, 3), 3);
}
