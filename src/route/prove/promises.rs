//! What the author of the rules promises: `[[always]]`, `[[never]]` and `[[never_weaker]]`.

use super::{Counterexample, Covered, Failure, possible};
use crate::model::fact::VariableIndex;
use crate::model::need::NeedIndex;
use crate::model::rule::{Invariant, NeverWeaker, Promise, Route, Rules};
use crate::route::Truth;
use crate::route::logic::{Formula, Instead};
use crate::route::meaning::Meaning;

pub(super) fn failures<'r>(
    rules: &'r Rules,
    covered: &mut [Covered<'r>],
    person: &mut Covered<'r>,
) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (place, invariant) in rules.invariants.iter().enumerate() {
        failures.extend(promise(place, invariant, covered, person));
    }
    for (place, never_weaker) in rules.never_weaker.iter().enumerate() {
        for fact in &never_weaker.facts {
            for (variable, declared) in rules.variables_of(*fact) {
                failures.extend(weaker(
                    place,
                    never_weaker,
                    variable,
                    declared.size,
                    covered,
                ));
            }
        }
    }
    failures
}

/// The needs of a group that a promise is about.
fn about(covered: &Covered, for_: Option<&Vec<NeedIndex>>) -> Vec<NeedIndex> {
    let about = |need: &&NeedIndex| for_.is_none_or(|named| named.contains(need));
    covered.needs.iter().filter(about).copied().collect()
}

fn promise<'r>(
    place: usize,
    invariant: &Invariant,
    covered: &mut [Covered<'r>],
    person: &mut Covered<'r>,
) -> Vec<Failure> {
    let mut broken: Vec<Counterexample> = Vec::new();
    let mut has_case = false;
    // That a danger stops has to hold with no need named as well.
    let for_person = invariant.promise == Promise::Always
        && invariant.for_.is_none()
        && invariant.route == [Route::Stop]
        && names_a_red_flag(invariant, person.rules);
    let groups = covered.iter_mut().chain(for_person.then_some(person));
    for covered in groups {
        let needs = about(covered, invariant.for_.as_ref());
        if needs.is_empty() && !covered.needs.is_empty() {
            continue;
        }
        let (when, unless) = (invariant.when.as_ref(), invariant.unless.as_ref());
        let situation = covered.logic.situation(when, unless, None);
        has_case = has_case || covered.happens(&[situation]);
        let among: Vec<Formula> = invariant
            .route
            .iter()
            .map(|route| covered.meaning.route_is(Some(*route), &mut covered.logic))
            .collect();
        let among = covered.logic.any(among);
        let wrong = match invariant.promise {
            Promise::Always => covered.logic.not(among),
            Promise::Never => among,
        };
        let bad = covered.logic.all([situation, wrong]);
        covered.add_to(&mut broken, needs, bad);
    }
    if !has_case {
        return vec![Failure::PromiseWithoutCase(place)];
    }
    let failure = |found| Failure::PromiseBroken(place, found);
    broken.into_iter().map(failure).collect()
}

fn names_a_red_flag(invariant: &Invariant, rules: &Rules) -> bool {
    let mut names = false;
    if let Some(when) = &invariant.when {
        when.variables(&mut |variable, _, _| {
            let fact = rules.variables[variable.position()].fact;
            names |= rules.fact(fact).is_red_flag();
        });
    }
    names
}

/// Raising one variable to any higher value, with everything else equal. Of each group of needs the first rise that gives a
/// weaker route is named, and of several groups the first.
fn weaker(
    place: usize,
    never_weaker: &NeverWeaker,
    variable: VariableIndex,
    size: u8,
    covered: &mut [Covered],
) -> Option<Failure> {
    covered.iter_mut().find_map(|covered| {
        let needs = about(covered, never_weaker.for_.as_ref());
        if needs.is_empty() || !covered.looks_at(variable) {
            return None;
        }
        let raised = Raised::new(variable, covered);
        let rises = (0..size).flat_map(|from| (from + 1..size).map(move |to| (from, to)));
        for (from, to) in rises {
            if let Some((after, mut before)) = raised.weaker(from, to, variable, covered) {
                before.needs = needs;
                return Some(Failure::Weaker {
                    never_weaker: place,
                    variable,
                    from,
                    to,
                    after,
                    before,
                });
            }
        }
        None
    })
}

/// The same rules in a second case, which differs in one variable only.
struct Raised {
    put: VariableIndex,
    meaning: Meaning,
    possible: Formula,
}

impl Raised {
    fn new(variable: VariableIndex, covered: &mut Covered) -> Self {
        let whole = covered.logic.whole()[variable.position()];
        let put = covered.logic.add_variable(whole);
        let instead = Instead { of: variable, put };
        let meaning = covered
            .meaning
            .instead(covered.rules, instead, &mut covered.logic);
        Self {
            put,
            meaning,
            possible: possible(covered.rules, Some(instead), &mut covered.logic),
        }
    }

    /// Cases that get a weaker route once the variable goes from one value to another, and the route they then get.
    fn weaker(
        &self,
        from: u8,
        to: u8,
        variable: VariableIndex,
        covered: &mut Covered,
    ) -> Option<(Option<Route>, Counterexample)> {
        let logic = &mut covered.logic;
        let step = [logic.is(variable, 1 << from), logic.is(self.put, 1 << to)];
        let step = logic.all(step.into_iter().chain([self.possible]));
        // Most rules do not look at the variable. Only where one that does is lost, and no other one gained, can the route be
        // weaker; that is soon seen, and seldom so.
        let pairs = covered.meaning.counts.iter().zip(&self.meaning.counts);
        let differs: Vec<bool> = pairs.map(|(one, other)| one != other).collect();
        let mut seen = None;
        for route in Route::ALL {
            let logic = &mut covered.logic;
            let differing = |place: usize| differs[place];
            let lost = covered.meaning.at_least_of(route, differing, logic);
            let gained = self.meaning.at_least_of(route, differing, logic);
            if lost == gained || seen == Some((lost, gained)) {
                continue;
            }
            let not_gained = logic.not(gained);
            if !covered.can_hold(covered.logic.whole(), &[step, lost, not_gained]) {
                seen = Some((lost, gained));
                continue;
            }
            let logic = &mut covered.logic;
            let before = covered.meaning.at_least(route, logic);
            let after = self.meaning.at_least(route, logic);
            let not_after = covered.logic.not(after);
            let bad = covered.logic.all([step, before, not_after]);
            if let Some((case, class)) = covered.cases(bad) {
                let counts = self.meaning.counts.iter().zip(&self.meaning.rules);
                let after = counts
                    .filter(|(counts, _)| covered.logic.truth(**counts, &case) == Truth::Holds)
                    .map(|(_, rule)| covered.rules.rule(*rule).route)
                    .max();
                return Some((after, covered.explain(class, &case)));
            }
        }
        None
    }
}
