//! Properties of routing, compared with an oracle that tries every case, on random nested rule sets.

mod random_rules;

use proptest::prelude::*;
use random_rules::{SIZES, all_known, cases, knowledge, oracle, rules};
use signpost::model::fact::Mask;
use signpost::model::need::NeedIndex;
use signpost::model::rule::{Route, RuleIndex, Rules, SetsAside};
use signpost::route::{Compiled, Outcome, unknown_facts};

fn decide(rules: &Rules, known: &[Mask]) -> Outcome {
    let compiled = Compiled::of(rules, std::iter::once(NeedIndex::from_position(0)));
    let mut outcome = Outcome::default();
    compiled
        .need(NeedIndex::from_position(0))
        .decide(known, &mut outcome);
    outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn with_every_fact_known_the_route_is_the_oracles(rules in rules()) {
        for case in cases(&SIZES.map(|size| (1 << size) - 1)) {
            let outcome = decide(&rules, &all_known(&case));
            prop_assert!(outcome.is_decided());
            prop_assert_eq!(outcome.established, oracle(&rules, &case), "case {:?}", case);
        }
    }

    #[test]
    fn the_range_holds_every_route_that_a_completion_gets(rules in rules(), known in knowledge()) {
        let outcome = decide(&rules, &known);
        let possible = outcome.possible_routes();
        for case in cases(&known) {
            match oracle(&rules, &case) {
                Some(route) => prop_assert!(possible.contains(&route), "{route:?} not in {possible:?} for {case:?}"),
                None => prop_assert!(outcome.gap_possible, "no gap for {case:?}"),
            }
        }
    }

    #[test]
    fn adding_knowledge_never_widens_the_range(rules in rules(), known in knowledge(), more in knowledge()) {
        let narrower: Vec<Mask> =
            known.iter().zip(&more).map(|(a, b)| if a & b == 0 { *a } else { a & b }).collect();
        let (wide, narrow) = (decide(&rules, &known), decide(&rules, &narrower));
        prop_assert_eq!(narrow.possible & !wide.possible, 0);
        prop_assert!(!narrow.gap_possible || wide.gap_possible);
        prop_assert!(narrow.established >= wide.established);
    }

    #[test]
    fn the_order_of_rules_never_matters(rules in rules(), known in knowledge()) {
        let mut turned = rules.clone();
        let last = turned.rules.len() - 1;
        turned.rules.reverse();
        for rule in &mut turned.rules {
            for target in &mut rule.instead_of {
                if let SetsAside::Rule(index) = target.value {
                    target.value = SetsAside::Rule(RuleIndex::from_position(last - index.position()));
                }
            }
        }
        let (outcome, after) = (decide(&rules, &known), decide(&turned, &known));
        prop_assert_eq!(
            (outcome.established, outcome.possible, outcome.gap_possible),
            (after.established, after.possible, after.gap_possible)
        );
    }

    #[test]
    fn a_fact_that_is_not_listed_cannot_change_the_route(rules in rules(), known in knowledge()) {
        let compiled = Compiled::of(&rules, std::iter::once(NeedIndex::from_position(0)));
        let group = compiled.need(NeedIndex::from_position(0));
        let mut outcome = Outcome::default();
        group.decide(&known, &mut outcome);
        let listed: Vec<usize> =
            unknown_facts(group, &outcome, &known, &rules).iter().map(|unknown| unknown.fact.position()).collect();
        for case in cases(&known) {
            // With every listed fact as in this case, what the others are must not matter.
            let mut partly = known.clone();
            for fact in &listed {
                partly[*fact] = 1 << case[*fact];
            }
            let routes: Vec<Option<Route>> = cases(&partly).iter().map(|case| oracle(&rules, case)).collect();
            prop_assert!(routes.windows(2).all(|pair| pair[0] == pair[1]), "listed {listed:?}, case {case:?}");
        }
    }
}
