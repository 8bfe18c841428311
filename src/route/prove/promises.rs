//! What the author of the rules promises: `[[always]]`, `[[never]]` and `[[never_weaker]]`.

use super::{Counterexample, Covered, Failure, add, first_case, possible};
use crate::model::fact::VariableIndex;
use crate::model::need::NeedIndex;
use crate::model::rule::{Invariant, NeverWeaker, Promise, Route, Rules};
use crate::route::Truth;
use crate::route::logic::{Formula, Instead, Logic};
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
) -> Option<Failure> {
    let mut broken: Option<Counterexample> = None;
    let mut has_case = false;
    // That a danger stops has to hold with no need named as well.
    let for_person = invariant.promise == Promise::Always
        && invariant.for_.is_none()
        && invariant.route == [Route::Stop];
    let groups = covered.iter_mut().chain(for_person.then_some(person));
    for covered in groups {
        let needs = about(covered, invariant.for_.as_ref());
        if needs.is_empty() && !covered.needs.is_empty() {
            continue;
        }
        let situation =
            covered
                .logic
                .situation(invariant.when.as_ref(), invariant.unless.as_ref(), None);
        has_case |= covered.happens(&[situation]);
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
        if let Some(mut found) = covered.counterexample(bad) {
            found.needs = needs;
            add(&mut broken, found);
        }
    }
    match broken {
        Some(broken) => Some(Failure::PromiseBroken(place, broken)),
        None => (!has_case).then_some(Failure::PromiseWithoutCase(place)),
    }
}

/// Raising one variable by one step, with everything else equal. Every larger rise is made of such steps.
fn weaker(
    place: usize,
    never_weaker: &NeverWeaker,
    variable: VariableIndex,
    size: u8,
    covered: &mut [Covered],
) -> Option<Failure> {
    let mut first: Option<(u8, Option<Route>, Counterexample)> = None;
    for covered in covered {
        let needs = about(covered, never_weaker.for_.as_ref());
        if needs.is_empty() || !covered.looks_at(variable) {
            continue;
        }
        let raised = Raised::new(variable, covered);
        if raised.meaning.counts == covered.meaning.counts {
            continue;
        }
        for from in 0..size.saturating_sub(1) {
            if let Some((after, mut found)) = raised.weaker_from(from, variable, covered) {
                found.needs.clone_from(&needs);
                match &mut first {
                    Some((_, _, known)) => known.needs.extend(&needs),
                    None => first = Some((from, after, found)),
                }
                break;
            }
        }
    }
    first.map(|(from, after, before)| Failure::Weaker {
        never_weaker: place,
        variable,
        from,
        after,
        before,
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

    /// Cases that get a weaker route once the variable goes from this value to the next, and the route they then get.
    fn weaker_from(
        &self,
        from: u8,
        variable: VariableIndex,
        covered: &mut Covered,
    ) -> Option<(Option<Route>, Counterexample)> {
        let logic: &mut Logic = &mut covered.logic;
        let step = [
            logic.is(variable, 1 << from),
            logic.is(self.put, 1 << (from + 1)),
        ];
        let step = logic.all(step.into_iter().chain([self.possible]));
        for route in Route::ALL {
            let logic: &mut Logic = &mut covered.logic;
            let before = covered.meaning.at_least(route, logic);
            let after = self.meaning.at_least(route, logic);
            if before == after {
                continue;
            }
            let not_after = logic.not(after);
            let bad = logic.all([step, before, not_after]);
            if let Some((found, class)) = covered.cases(bad) {
                let case = first_case(&found);
                let counts = self.meaning.counts.iter().zip(&self.meaning.rules);
                let after = counts
                    .filter(|(counts, _)| covered.logic.truth(**counts, &case) == Truth::Holds)
                    .map(|(_, rule)| covered.rules.rule(*rule).route)
                    .max();
                return Some((after, covered.explain(class, &found)));
            }
        }
        None
    }
}
