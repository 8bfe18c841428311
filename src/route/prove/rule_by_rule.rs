//! What each rule is worth: can it apply, does it ever decide, would anything be missing without it, is a stop ever set
//! aside.

use super::{Covered, Failure};
use crate::model::rule::{Route, Rule, RuleIndex, Rules};
use crate::route::effects::{Effect, effects};
use crate::route::logic::Formula;
use crate::route::meaning::Meaning;

pub(super) fn failures(rules: &Rules, covered: &mut [Covered]) -> Vec<Failure> {
    let every = || (0..rules.rules.len()).map(RuleIndex::from_position);
    let can_apply: Vec<bool> = every()
        .map(|rule| {
            covered.iter().any(|covered| {
                let place = covered.place(rule);
                place.is_some_and(|place| covered.happens(&[covered.meaning.applies[place]]))
            })
        })
        .collect();
    let never_apply = every().filter(|rule| !can_apply[rule.position()]);
    let mut failures: Vec<Failure> = never_apply.map(Failure::NeverApplies).collect();
    // Of a rule that cannot apply, or never decides, everything else would only repeat that.
    let mut useful = Vec::new();
    for rule in every().filter(|rule| can_apply[rule.position()]) {
        match never_decides(rule, rules, covered) {
            Some(failure) => failures.push(failure),
            None => useful.push(rule),
        }
    }
    for rule in &useful {
        failures.extend(redundant(*rule, rules, covered));
    }
    for rule in every().filter(|rule| rules.rule(*rule).route == Route::Stop) {
        failures.extend(set_aside(rule, covered));
    }
    failures
}

/// A rule that is never the strongest to count. One with actions or holds is there for those, if it ever counts.
fn never_decides(rule: RuleIndex, rules: &Rules, covered: &mut [Covered]) -> Option<Failure> {
    let declared = rules.rule(rule);
    let mut counts = false;
    for covered in covered.iter_mut() {
        let Some(place) = covered.place(rule) else {
            continue;
        };
        let here = covered.meaning.counts[place];
        counts |= covered.happens(&[here]);
        let next = Route::ALL.into_iter().find(|next| *next > declared.route);
        let stronger = match next {
            Some(next) => covered.meaning.at_least(next, &mut covered.logic),
            None => covered.logic.never(),
        };
        let not_stronger = covered.logic.not(stronger);
        if covered.happens(&[here, not_stronger]) {
            return None;
        }
    }
    if counts && !(declared.do_.is_empty() && declared.hold.is_empty()) {
        return None;
    }
    let by = in_every_group(rule, covered, |covered, place| {
        if counts {
            let here = covered.meaning.counts[place];
            counting(covered, here, |other| other.route > declared.route)
        } else {
            let applies = covered.meaning.applies[place];
            let is_setter = |other: &Rule| crate::route::group::is_set_aside(rule, other, rules);
            counting(covered, applies, is_setter)
        }
    });
    Some(Failure::NeverDecides {
        rule,
        by,
        always_set_aside: !counts,
    })
}

/// What is found in each group that the rule is in, each once, in the order of the file.
fn in_every_group(
    rule: RuleIndex,
    covered: &[Covered],
    find: impl Fn(&Covered, usize) -> Vec<RuleIndex>,
) -> Vec<RuleIndex> {
    let places = covered
        .iter()
        .filter_map(|covered| Some((covered, covered.place(rule)?)));
    let mut found: Vec<RuleIndex> = places
        .flat_map(|(covered, place)| find(covered, place))
        .collect();
    found.retain(|other| *other != rule);
    found.sort_unstable();
    found.dedup();
    found
}

/// The rules of a kind that can count where `here` holds.
fn counting(covered: &Covered, here: Formula, chosen: impl Fn(&Rule) -> bool) -> Vec<RuleIndex> {
    let members = covered.meaning.rules.iter().zip(&covered.meaning.counts);
    members
        .filter(|(index, counts)| {
            chosen(covered.rules.rule(**index)) && covered.happens(&[here, **counts])
        })
        .map(|(index, _)| *index)
        .collect()
}

/// A rule without which no possible case of any need would be decided otherwise.
fn redundant(rule: RuleIndex, rules: &Rules, covered: &mut [Covered]) -> Option<Failure> {
    for covered in covered.iter_mut() {
        let Some(place) = covered.place(rule) else {
            continue;
        };
        let without = covered.meaning.without(place, &mut covered.logic);
        let own = rules.rule(rule).route;
        if other_route(own, covered, &without) || other_effect(covered, &without) {
            return None;
        }
    }
    let route = rules.rule(rule).route;
    let beside = in_every_group(rule, covered, |covered, place| {
        counting(covered, covered.meaning.counts[place], |other| {
            other.route == route
        })
    });
    Some(Failure::Redundant { rule, beside })
}

/// True where some possible case gets another route. The rule's own is tried first: nearly every rule shows there.
fn other_route(own: Route, covered: &mut Covered, without: &Meaning) -> bool {
    let others = Route::ALL.into_iter().rev().filter(|route| *route != own);
    std::iter::once(own).chain(others).any(|route| {
        let with = covered.meaning.at_least(route, &mut covered.logic);
        let without = without.at_least(route, &mut covered.logic);
        differ(with, without, covered)
    })
}

/// True where something else is otherwise in some possible case. What only the others have is not lost by the rule, but may
/// be gained where it no longer sets them aside.
fn other_effect(covered: &mut Covered, without: &Meaning) -> bool {
    let left: Vec<(Effect, Formula)> = effects(without, covered.rules, &mut covered.logic);
    let never = covered.logic.never();
    let of = |effects: &[(Effect, Formula)], effect: &Effect| {
        let found = effects.iter().find(|(known, _)| known == effect);
        found.map_or(never, |(_, formula)| *formula)
    };
    let lost: Vec<(Formula, Formula)> = covered
        .effects
        .iter()
        .map(|(effect, with)| (*with, of(&left, effect)))
        .collect();
    let gained = left
        .iter()
        .map(|(effect, without)| (of(&covered.effects, effect), *without));
    let pairs: Vec<(Formula, Formula)> = lost.into_iter().chain(gained).collect();
    pairs
        .into_iter()
        .any(|(with, without)| differ(with, without, covered))
}

/// True where one of two formulas holds without the other in some possible case.
fn differ(one: Formula, other: Formula, covered: &mut Covered) -> bool {
    if one == other {
        return false;
    }
    let (not_one, not_other) = (covered.logic.not(one), covered.logic.not(other));
    covered.happens(&[one, not_other]) || covered.happens(&[other, not_one])
}

/// A stop that applies and does not count. Nothing in the language can bring it about; it is proved all the same.
fn set_aside(rule: RuleIndex, covered: &mut [Covered]) -> Option<Failure> {
    covered.iter_mut().find_map(|covered| {
        let place = covered.place(rule)?;
        let not_counting = covered.logic.not(covered.meaning.counts[place]);
        let applies = covered.meaning.applies[place];
        let bad = covered.logic.all([applies, not_counting]);
        let found = covered.counterexample(bad)?;
        Some(Failure::StopSetAside(rule, found))
    })
}
