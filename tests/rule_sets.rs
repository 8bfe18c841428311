//! The rules that the benchmarks generate are what the benchmarks say they are.

#[path = "../benches/common/mod.rs"]
mod common;

use common::Random;
use common::rule_sets::{self, SHAPES};
use signpost::model::rule::{Route, Rules, SetsAside};
use signpost::route::{Compiled, Outcome};
use std::collections::BTreeSet;

#[test]
fn every_generated_case_is_decided_and_every_route_is_reached() {
    for shape in SHAPES {
        let rules = rule_sets::generated(shape);
        let compiled = Compiled::of(&rules, std::iter::once(rule_sets::need()));
        let mut random = Random::new(1);
        let mut routes = BTreeSet::new();
        for _ in 0..2_048 {
            let known = rule_sets::case(&rules, 0, &mut random);
            let (mut person, mut need) = (Outcome::default(), Outcome::default());
            compiled.person().decide(&known, &mut person);
            compiled.need(rule_sets::need()).decide(&known, &mut need);
            assert!(person.is_decided() && need.is_decided(), "{shape}");
            let route = person.established.max(need.established);
            routes.insert(route.expect("the default rule gives one"));
        }
        assert_eq!(routes.len(), 5, "{shape}: {routes:?}");
    }
}

#[test]
fn generated_sets_have_the_shape_they_are_named_after() {
    for shape in SHAPES {
        let rules = rule_sets::generated(shape);
        assert_eq!(rules.facts.len(), shape.facts);
        assert_eq!(rules.rules.len(), shape.rules);
        assert_eq!(rules.red_flags().count(), shape.facts / 10);
        let with = |holds: fn(&signpost::model::rule::Rule) -> bool| {
            rules.rules.iter().filter(|rule| holds(rule)).count()
        };
        assert_eq!(with(|rule| rule.route == Route::Stop), shape.facts / 10);
        assert_eq!(with(|rule| rule.when.is_none()), 1);
        let set_aside = with(|rule| !rule.instead_of.is_empty());
        assert!(
            (shape.rules / 12..=shape.rules / 8).contains(&set_aside),
            "{shape}: {set_aside}"
        );
        assert!(!has_cycle(&rules), "{shape}");
    }
}

#[test]
fn the_same_shape_gives_the_same_rules() {
    for shape in SHAPES {
        let twice = [(); 2].map(|()| format!("{:?}", rule_sets::generated(shape).rules));
        assert_eq!(twice[0], twice[1]);
    }
}

/// True where some rules set each other aside, directly or round a circle.
fn has_cycle(rules: &Rules) -> bool {
    let mut left: Vec<usize> = (0..rules.rules.len()).collect();
    loop {
        let named_by_one_left = |position: usize| {
            left.iter().any(|by| {
                rules.rules[*by]
                    .instead_of
                    .iter()
                    .any(|target| match target.value {
                        SetsAside::Rule(named) => named.position() == position,
                        SetsAside::Route(route) => rules.rules[position].route == route,
                    })
            })
        };
        let stay: Vec<usize> = left
            .iter()
            .copied()
            .filter(|position| named_by_one_left(*position))
            .collect();
        if stay.len() == left.len() {
            return !left.is_empty();
        }
        left = stay;
    }
}
