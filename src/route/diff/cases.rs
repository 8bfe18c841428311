//! In which cases something differs: a class of cases around one that the solver finds, with the fewest facts named.

use super::align::{Aligned, Name};
use super::{Cases, Said};
use crate::model::fact::{Mask, VariableIndex};
use crate::route::logic::{Formula, Logic};
use crate::route::solve::{Solver, widen};
use std::collections::{BTreeMap, BTreeSet};

/// A class of cases, one set of values a variable, in all of which a goal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    values: Vec<Mask>,
    /// True where the goal holds in no other case.
    every: bool,
    /// True where the goal holds only in cases that one of the rule sets calls impossible.
    impossible: bool,
}

/// Looks for cases, and remembers what was found.
pub(super) struct Search {
    pub(super) logic: Logic,
    solver: Solver,
    /// Cases that neither side calls impossible.
    possible: Formula,
    found: BTreeMap<Formula, Option<Class>>,
}

impl Search {
    pub(super) fn new(aligned: &Aligned) -> Self {
        let mut logic = Logic::new(&aligned.variables);
        let mut impossible = Vec::new();
        for cases in aligned.old.impossible.iter().chain(&aligned.new.impossible) {
            impossible.push(logic.condition(&cases.when, None));
        }
        let impossible = logic.any(impossible);
        let possible = logic.not(impossible);
        Self {
            logic,
            solver: Solver::new(),
            possible,
            found: BTreeMap::new(),
        }
    }

    /// True where `goal` holds in some case.
    pub(super) fn happens(&mut self, goal: Formula) -> bool {
        let whole = self.logic.whole();
        self.solver.can_hold(&self.logic, whole, &[goal])
    }

    /// Where `one` holds and `other` does not; `None`: nowhere.
    pub(super) fn only_first(
        &mut self,
        one: Formula,
        other: Formula,
        hints: &[Class],
    ) -> Option<Class> {
        if one == other {
            return None;
        }
        let not_other = self.logic.not(other);
        let goal = self.logic.all([one, not_other]);
        self.class(goal, hints)
    }

    /// Cases in which `goal` holds; `None`: there are none. Where they are not every case, a class of `hints` is
    /// taken if it will do, so that what differs together is shown together.
    pub(super) fn class(&mut self, goal: Formula, hints: &[Class]) -> Option<Class> {
        if let Some(known) = self.found.get(&goal) {
            return known.clone();
        }
        let class = self.look(goal, hints);
        self.found.insert(goal, class.clone());
        class
    }

    fn look(&mut self, goal: Formula, hints: &[Class]) -> Option<Class> {
        let whole = self.logic.whole().to_vec();
        let (logic, solver) = (&mut self.logic, &mut self.solver);
        let mut class = solver.solve(logic, &whole, &[goal])?;
        if let Some(likely) = solver
            .solve(logic, &class, &[self.possible])
            .or_else(|| solver.solve(logic, &whole, &[goal, self.possible]))
        {
            class = likely;
        }
        let impossible = !solver.can_hold(logic, &class, &[self.possible]);
        let among = if impossible {
            logic.always()
        } else {
            self.possible
        };
        let own = widen(solver, logic, &whole, &class, goal, among);
        let own = Class {
            every: self.is_every(goal, among, &own),
            values: own,
            impossible,
        };
        if own.every {
            return Some(own);
        }
        let broken = self.logic.not(goal);
        let hint = hints.iter().find(|hint| {
            hint.impossible == impossible
                && !self
                    .solver
                    .can_hold(&self.logic, &hint.values, &[broken, among])
        });
        let Some(hint) = hint else {
            return Some(own);
        };
        // Two widest classes may each leave out cases of the other, even where only impossible ones set them apart.
        Some(Class {
            every: self.is_every(goal, among, &hint.values),
            ..hint.clone()
        })
    }

    /// True where the goal holds nowhere outside the class.
    fn is_every(&mut self, goal: Formula, among: Formula, class: &[Mask]) -> bool {
        let mut outside = Vec::new();
        for (position, values) in class.iter().enumerate() {
            let variable = VariableIndex::from_position(position);
            outside.push(self.logic.is(variable, !values));
        }
        let outside = self.logic.any(outside);
        let whole = self.logic.whole();
        !self
            .solver
            .can_hold(&self.logic, whole, &[goal, among, outside])
    }
}

impl Class {
    /// The class in named facts, those of `first` first.
    pub(super) fn in_words(&self, names: &[Name], first: &BTreeSet<String>) -> Cases {
        let said = names.iter().zip(&self.values).filter_map(|(name, values)| {
            let words: Vec<String> = (0..)
                .zip(&name.values)
                .filter(|(value, _)| values >> value & 1 == 1)
                .map(|(_, word)| word.clone())
                .collect();
            (words.len() < name.values.len()).then(|| Said {
                fact: name.fact.clone(),
                element: name.element.clone(),
                values: words,
                of: name.values.len(),
            })
        });
        let mut when: Vec<Said> = said.collect();
        when.sort_by_key(|said| !first.contains(&said.fact));
        Cases {
            when,
            every: self.every,
            impossible: self.impossible,
        }
    }
}
