//! The solver against every case, and against a solver by others, on random nested rule sets.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod propositions;
mod random_rules;

use batsat::Lit;
use propositions::Propositions;
use proptest::prelude::*;
use random_rules::{all_known, cases, knowledge, oracle, rules, whole};
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::rule::{Condition, Route, Rule, RuleIndex, Rules, SetsAside};
use signpost::route::exact::Ends;
use signpost::route::logic::Logic;
use signpost::route::meaning::Meaning;
use signpost::route::solve::{Solver, solve, widen};
use signpost::source::{FileId, Span};

fn meaning(rules: &Rules) -> (Logic, Meaning) {
    let members: Vec<RuleIndex> = (0..rules.rules.len())
        .map(RuleIndex::from_position)
        .collect();
    let mut logic = Logic::new(&rules.variables);
    let meaning = Meaning::of(&members, rules, &mut logic);
    (logic, meaning)
}

/// Where each rule counts. A rule here is set aside by later ones only, so they are written from the last.
fn counts(rules: &Rules, propositions: &mut Propositions) -> Vec<Lit> {
    let mut counts: Vec<Option<Lit>> = vec![None; rules.rules.len()];
    for position in (0..rules.rules.len()).rev() {
        let rule = &rules.rules[position];
        let mut parts = Vec::new();
        for (later, by) in rules.rules.iter().enumerate().skip(position + 1) {
            if names(by, position) && rule.route != Route::Stop && by.route != Route::Stop {
                parts.push(!counts[later].unwrap());
            }
        }
        counts[position] = Some(propositions.rule(rule, &parts));
    }
    counts.into_iter().map(Option::unwrap).collect()
}

fn names(by: &Rule, position: usize) -> bool {
    by.instead_of
        .iter()
        .any(|target| target.value == SetsAside::Rule(RuleIndex::from_position(position)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_route_can_be_reached_exactly_where_a_case_and_another_solver_reach_it(
        rules in rules(), known in knowledge()
    ) {
        let (mut logic, meaning) = meaning(&rules);
        let every = cases(&known);
        let mut other = Propositions::new(&rules.variables);
        let counts = counts(&rules, &mut other);
        let mut solver = Solver::new();
        for end in 0..6u8 {
            let route = Ends::route(end);
            let goal = meaning.route_is(route, &mut logic);
            let found = solver.solve(&logic, &known, &[goal]);
            let by_trying = every.iter().any(|case| oracle(&rules, case) == route);
            let mut goals: Vec<_> = counts
                .iter()
                .zip(&rules.rules)
                .filter(|(_, rule)| route.is_none_or(|route| rule.route > route))
                .map(|(counts, _)| !*counts)
                .collect();
            if let Some(route) = route {
                let with_route: Vec<_> = counts
                    .iter()
                    .zip(&rules.rules)
                    .filter(|(_, rule)| rule.route == route)
                    .map(|(counts, _)| *counts)
                    .collect();
                goals.push(other.any(&with_route));
            }
            prop_assert_eq!(found.is_some(), by_trying, "{:?}", route);
            prop_assert_eq!(solver.can_hold(&logic, &known, &[goal]), by_trying, "{:?}", route);
            prop_assert_eq!(other.can_hold_within(&known, &goals), by_trying, "{:?}", route);
            if let Some(class) = found {
                for (class, known) in class.iter().zip(&known) {
                    prop_assert!(*class != 0 && class & !known == 0);
                }
                for case in cases(&class) {
                    prop_assert_eq!(oracle(&rules, &case), route, "{:?} in {:?}", case, class);
                }
            }
        }
    }

    #[test]
    fn a_widened_class_holds_no_other_route_and_nothing_in_it_can_be_freed(rules in rules()) {
        let (mut logic, meaning) = meaning(&rules);
        let mut solver = Solver::new();
        let always = logic.always();
        for end in 0..6u8 {
            let route = Ends::route(end);
            let goal = meaning.route_is(route, &mut logic);
            let Some(class) = solver.solve(&logic, &whole(), &[goal]) else { continue };
            let wide = widen(&mut solver, &mut logic, &whole(), &class, goal, always);
            let only = |class: &[Mask]| cases(class).iter().all(|case| oracle(&rules, case) == route);
            prop_assert!(only(&wide));
            for (position, values) in whole().into_iter().enumerate() {
                if wide[position] != values {
                    let mut wider = wide.clone();
                    wider[position] = values;
                    prop_assert!(!only(&wider), "{position} need not be named");
                }
            }
        }
    }
}

/// Splitting on a compound condition narrows nothing, and the search for a case would never end.
#[test]
fn compound_conditions_are_split_down_to_single_ones() {
    let is = |variable, values| Condition::Is {
        variable: VariableIndex::from_position(variable),
        values,
        span: Span::new(FileId(0), 0..0),
    };
    let pair = |one: Condition, other: Condition| Condition::All(vec![one, other]);
    // Each part is compound, and no part is forced.
    let condition = Condition::Any(vec![
        pair(
            is(0, 0b01),
            Condition::Not(Box::new(pair(is(1, 0b001), is(2, 0b10)))),
        ),
        pair(
            is(0, 0b10),
            Condition::Any(vec![pair(is(1, 0b110), is(3, 0b0110)), is(4, 0b10)]),
        ),
    ]);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = rules().new_tree(&mut runner).unwrap();
    let variables = proptest::strategy::ValueTree::current(&tree).variables;
    let mut logic = Logic::new(&variables);
    let goal = logic.condition(&condition, None);
    let class = solve(&logic, &whole(), &[goal]).unwrap();
    for case in cases(&class) {
        let known = all_known(&case);
        assert_eq!(
            signpost::route::truth(&condition, &known),
            signpost::route::Truth::Holds
        );
    }
    let opposite = logic.not(goal);
    assert_eq!(solve(&logic, &whole(), &[goal, opposite]), None);
}
