//! What rules mean, as formulas: where each applies, where it counts, and which route is given.

use super::group::is_set_aside;
use super::logic::{Formula, Instead, Logic};
use crate::model::rule::{Route, Rule, RuleIndex, Rules};
use std::sync::Arc;

/// The formulas of rules that are decided together.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// The rules, in the order they were given.
    pub rules: Vec<RuleIndex>,
    /// Where each rule's condition holds.
    pub applies: Vec<Formula>,
    /// Where each rule applies and is not set aside.
    pub counts: Vec<Formula>,
    routes: Vec<Route>,
    /// For each rule, the places of those that set it aside where they count.
    set_aside_by: Arc<[Vec<usize>]>,
}

impl Meaning {
    /// What these rules mean, as if there were no others.
    #[must_use]
    pub fn of(members: &[RuleIndex], rules: &Rules, logic: &mut Logic) -> Self {
        let of_members: Vec<&Rule> = members.iter().map(|index| rules.rule(*index)).collect();
        let applies: Vec<Formula> = of_members
            .iter()
            .map(|rule| logic.situation(rule.when.as_ref(), rule.unless.as_ref(), None))
            .collect();
        let set_aside_by = members
            .iter()
            .enumerate()
            .map(|(place, index)| {
                let setters = of_members.iter().enumerate();
                setters
                    .filter(|(by, setter)| *by != place && is_set_aside(*index, setter, rules))
                    .map(|(by, _)| by)
                    .collect()
            })
            .collect();
        Self {
            rules: members.to_vec(),
            counts: Vec::new(),
            routes: of_members.iter().map(|rule| rule.route).collect(),
            set_aside_by,
            applies,
        }
        .counted(logic)
    }

    /// What the same rules mean in a second case, in which one variable stands in the place of another.
    #[must_use]
    pub fn instead(&self, rules: &Rules, instead: Instead, logic: &mut Logic) -> Self {
        let applies = self
            .rules
            .iter()
            .zip(&self.applies)
            .map(|(index, applies)| {
                let rule = rules.rule(*index);
                let mut names = false;
                for condition in rule.when.iter().chain(&rule.unless) {
                    condition.variables(&mut |variable, _, _| names |= variable == instead.of);
                }
                if names {
                    logic.situation(rule.when.as_ref(), rule.unless.as_ref(), Some(instead))
                } else {
                    *applies
                }
            });
        let applies: Vec<Formula> = applies.collect();
        self.with(applies, logic)
    }

    /// What the same rules mean without one of them.
    #[must_use]
    pub fn without(&self, place: usize, logic: &mut Logic) -> Self {
        let mut applies = self.applies.clone();
        applies[place] = logic.never();
        self.with(applies, logic)
    }

    /// The same rules applying elsewhere. Only what that can change is worked out again.
    fn with(&self, applies: Vec<Formula>, logic: &mut Logic) -> Self {
        let both = applies.iter().zip(&self.applies);
        let mut changed: Vec<bool> = both.map(|(new, old)| new != old).collect();
        loop {
            let touched = |place: &usize| {
                !changed[*place] && self.set_aside_by[*place].iter().any(|by| changed[*by])
            };
            let next: Vec<usize> = (0..changed.len()).filter(touched).collect();
            if next.is_empty() {
                break;
            }
            for place in next {
                changed[place] = true;
            }
        }
        let kept = self.counts.iter().zip(&changed);
        let mut settled: Vec<Option<Formula>> = kept
            .map(|(counts, changed)| (!changed).then_some(*counts))
            .collect();
        let mut with = Self {
            applies,
            ..self.clone()
        };
        for place in 0..with.rules.len() {
            with.settle(place, &mut settled, logic);
        }
        with.counts = settled.into_iter().flatten().collect();
        with
    }

    /// Works out where each rule counts.
    fn counted(mut self, logic: &mut Logic) -> Self {
        let mut settled = vec![None; self.rules.len()];
        for place in 0..self.rules.len() {
            self.settle(place, &mut settled, logic);
        }
        self.counts = settled.into_iter().flatten().collect();
        self
    }

    /// Works out where the rule at this place counts, after all that may set it aside. The loader refuses circles, so
    /// this ends; in a broken set a rule met again is taken as it applies.
    fn settle(&self, place: usize, settled: &mut [Option<Formula>], logic: &mut Logic) -> Formula {
        if let Some(done) = settled[place] {
            return done;
        }
        settled[place] = Some(self.applies[place]);
        let mut parts = vec![self.applies[place]];
        for by in &*self.set_aside_by[place] {
            let counts = self.settle(*by, settled, logic);
            parts.push(logic.not(counts));
        }
        let counts = logic.all(parts);
        settled[place] = Some(counts);
        counts
    }

    /// The route is this one or a stronger one.
    pub fn at_least(&self, route: Route, logic: &mut Logic) -> Formula {
        self.at_least_of(route, |_| true, logic)
    }

    /// One of the rules at the places chosen counts and gives this route or a stronger one.
    pub(super) fn at_least_of(
        &self,
        route: Route,
        chosen: impl Fn(usize) -> bool,
        logic: &mut Logic,
    ) -> Formula {
        let places = (0..self.rules.len()).filter(|place| self.routes[*place] >= route);
        let counts: Vec<Formula> = places
            .filter(|place| chosen(*place))
            .map(|place| self.counts[place])
            .collect();
        logic.any(counts)
    }

    /// The route is exactly this one; `None`: no rule gives one.
    pub fn route_is(&self, route: Option<Route>, logic: &mut Logic) -> Formula {
        let Some(route) = route else {
            let any = self.at_least(Route::ActiveSignposting, logic);
            return logic.not(any);
        };
        let least = self.at_least(route, logic);
        let Some(next) = Route::ALL.into_iter().find(|next| *next > route) else {
            return least;
        };
        let more = self.at_least(next, logic);
        let not_more = logic.not(more);
        logic.all([least, not_more])
    }

    /// For each rule the number of its route, from 1 for the weakest, and where it counts; weakest first.
    pub(super) fn by_strength(&self) -> Vec<(u8, Formula)> {
        let mut strength: Vec<(u8, Formula)> = self
            .routes
            .iter()
            .zip(&self.counts)
            .map(|(route, counts)| (*route as u8 + 1, *counts))
            .collect();
        strength.sort_by_key(|(route, _)| *route);
        strength
    }

    /// One of the rules chosen counts.
    pub fn any_counts(
        &self,
        rules: &Rules,
        logic: &mut Logic,
        chosen: impl Fn(&Rule) -> bool,
    ) -> Formula {
        let counts = self.rules.iter().zip(&self.counts);
        logic.any(
            counts
                .filter(|(index, _)| chosen(rules.rule(**index)))
                .map(|(_, counts)| *counts)
                .collect::<Vec<_>>(),
        )
    }
}
