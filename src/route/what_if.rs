//! What would change a decision: the fewest answers that would have to be otherwise, or turn out.

use super::exact::{Ends, Exact};
use super::solve::Solver;
use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::Route;

/// More changes than this together help nobody to decide.
pub const MOST_CHANGES: usize = 3;

/// Answers that would lead to another route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The route that would then be certain.
    pub route: Route,
    /// The variables, and the one value each would have, in the order of the file; never empty.
    pub changes: Vec<(VariableIndex, u8)>,
}

/// For each other route the fewest changes after which it is certain, and at most [`MOST_CHANGES`]; fewest first, then the
/// weakest route. Of several equally few, those that stand first in the file.
///
/// `may` are the values each variable could have: what is known, and more where it could be otherwise. A change gives a
/// variable one of these values. Where the route is decided already, it is not among the answers.
///
/// As long as the wanted route is not certain there is a case that gets another, and something that sets this case apart
/// has to change. So only such changes are tried, not every combination.
#[must_use]
pub fn what_if(exact: &Exact, known: &[Mask], may: &[Mask]) -> Vec<WhatIf> {
    let now = exact.ends(known);
    let open: Vec<Mask> = known.iter().zip(may).map(|(a, b)| a | b).collect();
    let reachable = exact.ends(&open);
    let decided = now.only();
    let mut solver = Solver::new();
    let mut found: Vec<WhatIf> = Route::ALL
        .into_iter()
        .filter(|route| reachable.0 & Ends::bit(Some(*route)) != 0 && decided != Some(Some(*route)))
        .filter_map(|route| {
            (1..=MOST_CHANGES).find_map(|most| {
                let mut search = Search {
                    exact,
                    solver: &mut solver,
                    wanted: Ends(Ends::bit(Some(route))),
                    known,
                    open: &open,
                    changes: Vec::new(),
                    best: None,
                };
                search.try_within(&mut known.to_vec(), most);
                search.best.map(|changes| WhatIf { route, changes })
            })
        })
        .collect();
    found.sort_by_key(|what_if| (what_if.changes.len(), what_if.route));
    found
}

struct Search<'s> {
    exact: &'s Exact,
    solver: &'s mut Solver,
    wanted: Ends,
    known: &'s [Mask],
    open: &'s [Mask],
    changes: Vec<(VariableIndex, u8)>,
    best: Option<Vec<(VariableIndex, u8)>>,
}

impl Search<'_> {
    /// Tries every way to make at most `left` more changes.
    fn try_within(&mut self, tried: &mut [Mask], left: usize) {
        let Some(other) = self.case_of_another_route(tried) else {
            let mut changes = self.changes.clone();
            changes.sort_unstable();
            if self.best.as_ref().is_none_or(|best| changes < *best) {
                self.best = Some(changes);
            }
            return;
        };
        if left == 0 {
            return;
        }
        for (variable, values) in other {
            let position = variable.position();
            if self.changes.iter().any(|(changed, _)| *changed == variable) {
                continue;
            }
            let before = tried[position];
            for value in 0..32u8 {
                let bit = 1 << value;
                // What is known already is no change.
                if self.open[position] & !values & bit != 0 && self.known[position] != bit {
                    tried[position] = bit;
                    self.changes.push((variable, value));
                    self.try_within(tried, left - 1);
                    self.changes.pop();
                }
            }
            tried[position] = before;
        }
    }

    /// Cases within `tried` that get another route than the wanted one: some variables, and the values of each that all
    /// these cases share. Where there is a choice, few variables that could be otherwise.
    fn case_of_another_route(&mut self, tried: &[Mask]) -> Option<Vec<(VariableIndex, Mask)>> {
        let could_change = |position: usize| {
            let fixed = self
                .changes
                .iter()
                .any(|(changed, _)| changed.position() == position);
            !fixed && self.open[position].count_ones() > 1
        };
        if let Some(diagram) = self.exact.diagram() {
            let (_, way) = diagram.cheapest(!self.wanted.0, |variable, value| {
                let position = variable.position();
                let possible = tried[position] >> value & 1 == 1;
                possible.then(|| u32::from(could_change(position)))
            })?;
            return Some(
                way.into_iter()
                    .map(|(variable, value)| (variable, 1 << value))
                    .collect(),
            );
        }
        let (logic, _) = self.exact.meaning();
        let outside = self.exact.outside(self.wanted);
        let class = outside
            .iter()
            .find_map(|end| self.solver.solve(logic, tried, &[*end]))?;
        let variables = (0..class.len()).filter(|position| could_change(*position));
        Some(
            variables
                .map(|position| (VariableIndex::from_position(position), class[position]))
                .collect(),
        )
    }
}
