//! What is exactly possible, and what can exactly still matter, for rules that are decided together.
//!
//! The interval of a [decision](super::Outcome) looks at each rule by itself, so it may leave open what is settled: where
//! of two rules one always applies, but not known which. Here every case that is still possible is looked at, through a
//! [diagram](super::diagram); where the diagram would be too large, through the [solver](super::solve).

use super::clauses::Truth;
use super::diagram::{Diagram, MOST_ENDS, MOST_NODES, Shares};
use super::group::{Group, Outcome};
use super::logic::{Formula, Logic};
use super::meaning::Meaning;
use super::solve::Solver;
use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::{Route, Rules};

/// What rules can give: a route, or none. As bits: bit 0 for none, then the routes from the weakest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends(pub u8);

impl Ends {
    /// What this number stands for: `None` for no route.
    #[must_use]
    pub const fn route(end: u8) -> Option<Route> {
        match end {
            0 => None,
            end => Some(Route::ALL[end as usize - 1]),
        }
    }

    /// The bit of a route.
    #[must_use]
    pub const fn bit(route: Option<Route>) -> u8 {
        match route {
            None => 1,
            Some(route) => 1 << (route as u8 + 1),
        }
    }

    /// The only thing possible; `None` where there are several.
    #[must_use]
    pub fn only(self) -> Option<Option<Route>> {
        self.0
            .is_power_of_two()
            .then(|| Self::route(u8::try_from(self.0.trailing_zeros()).unwrap_or(0)))
    }

    /// Everything possible, no route first, then from the weakest.
    pub fn iter(self) -> impl Iterator<Item = Option<Route>> {
        (0..6u8)
            .filter(move |end| self.0 >> end & 1 == 1)
            .map(Self::route)
    }
}

/// The rules of a group as formulas, and as a diagram where it is small enough.
#[derive(Clone, Debug)]
pub struct Exact {
    logic: Logic,
    meaning: Meaning,
    ends: [Formula; MOST_ENDS],
    diagram: Option<Diagram>,
}

impl Exact {
    /// Looks at every case of these rules at once; `most_nodes` is how large the diagram may be.
    #[must_use]
    pub fn new(group: &Group, rules: &Rules, most_nodes: usize) -> Self {
        let mut logic = Logic::new(&rules.variables);
        let meaning = Meaning::of(&group.rules, rules, &mut logic);
        let ends = [0, 1, 2, 3, 4, 5].map(|end| meaning.route_is(Ends::route(end), &mut logic));
        let diagram = Diagram::new(&logic, &meaning, most_nodes);
        Self {
            logic,
            meaning,
            ends,
            diagram,
        }
    }

    /// The same with the usual limit.
    #[must_use]
    pub(super) fn of(group: &Group, rules: &Rules) -> Self {
        Self::new(group, rules, MOST_NODES)
    }

    /// The formulas, to ask more of them.
    #[must_use]
    pub const fn meaning(&self) -> (&Logic, &Meaning) {
        (&self.logic, &self.meaning)
    }

    /// The diagram; `None` where it would be too large.
    #[must_use]
    pub const fn diagram(&self) -> Option<&Diagram> {
        self.diagram.as_ref()
    }

    /// Every value of each variable.
    #[must_use]
    pub fn whole(&self) -> &[Mask] {
        self.logic.whole()
    }

    /// What is possible with this knowledge, neither more nor less.
    #[must_use]
    pub fn ends(&self, known: &[Mask]) -> Ends {
        if let Some(diagram) = &self.diagram {
            return Ends(diagram.ends(known));
        }
        self.ends_by(&mut Solver::new(), known)
    }

    /// The same without the diagram.
    pub(super) fn ends_by(&self, solver: &mut Solver, known: &[Mask]) -> Ends {
        let possible = (0..6u8).filter(|end| {
            let formula = self.ends[usize::from(*end)];
            match self.logic.truth(formula, known) {
                Truth::Holds => true,
                Truth::DoesNotHold => false,
                Truth::NotKnown => solver.can_hold(&self.logic, known, &[formula]),
            }
        });
        Ends(possible.fold(0, |all, end| all | 1 << end))
    }

    /// The formula for "the end is none of these"; the solver's side of a diagram's ends.
    pub(super) fn outside(&self, ends: Ends) -> Vec<Formula> {
        (0..6u8)
            .filter(|end| ends.0 >> end & 1 == 0)
            .map(|end| self.ends[usize::from(end)])
            .collect()
    }

    /// The variables that can still change what is possible, in the order of the file; `None` where the diagram would be
    /// too large to say exactly.
    #[must_use]
    pub fn matters(&self, known: &[Mask]) -> Option<Vec<VariableIndex>> {
        self.diagram.as_ref().map(|diagram| diagram.matters(known))
    }

    /// How large a share of the cases that are still possible has each end; `None` where the diagram would be too large.
    #[must_use]
    pub fn shares(&self, known: &[Mask]) -> Option<Shares> {
        self.diagram.as_ref().map(|diagram| diagram.shares(known))
    }

    /// Puts into an outcome what is exactly possible, where the interval left something open.
    pub(super) fn refine(&self, known: &[Mask], outcome: &mut Outcome) {
        if outcome.is_decided() {
            return;
        }
        let ends = self.ends(known);
        outcome.possible = ends.0 >> 1;
        outcome.gap_possible = ends.0 & 1 == 1;
        outcome.established = ends.iter().next().flatten();
    }
}
