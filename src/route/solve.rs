//! Is there a case in which all of these formulas hold? The answer is a class of cases, or none.
//!
//! Knowledge is one set of possible values for each variable. Cases that are at hand (`seen`) are looked at first. If none
//! will do, what must hold narrows the sets until nothing more follows; then one variable is tried with one value, always
//! a single one, however deep the condition stands that asks for it: splitting on a whole compound condition need not come
//! to an end, because neither half has to narrow anything. What a dead end teaches is kept for the questions that come
//! after (`search`).

mod encode;
mod search;
mod seen;

use super::logic::{Formula, Logic, Node};
use crate::model::fact::Mask;
use encode::Encoded;
use search::Literal;
use seen::Seen;

/// A class of cases within `known` in which every one of `goals` holds, whatever else is true in it: one set of values for
/// each variable. `None`: there is no such case.
#[must_use]
pub fn solve(logic: &Logic, known: &[Mask], goals: &[Formula]) -> Option<Vec<Mask>> {
    Solver::new().solve(logic, known, goals)
}

/// Answers questions about the formulas of one [`Logic`], which may grow in between, and gets better at it.
#[derive(Clone, Debug)]
pub struct Solver {
    encoded: Encoded,
    seen: Seen,
    /// Working memory.
    assumed: Vec<Literal>,
    choices: Vec<Literal>,
}

impl Default for Solver {
    fn default() -> Self {
        Self::new()
    }
}

impl Solver {
    /// Knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            encoded: Encoded::new(),
            seen: Seen::default(),
            assumed: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// True where there is a case within `known` in which all of `goals` hold.
    pub fn can_hold(&mut self, logic: &Logic, known: &[Mask], goals: &[Formula]) -> bool {
        if self.seen.shows(logic, known, goals) {
            return true;
        }
        let found = self.search(logic, known, goals);
        if found {
            let case = self.case(logic, known);
            self.seen.remember(&case);
        }
        found
    }

    /// See [`solve`]. In the class, variables have their first value as far as that will do.
    pub fn solve(&mut self, logic: &Logic, known: &[Mask], goals: &[Formula]) -> Option<Vec<Mask>> {
        let found = self.search(logic, known, goals);
        found.then(|| self.class(logic, known, goals))
    }

    fn search(&mut self, logic: &Logic, known: &[Mask], goals: &[Formula]) -> bool {
        self.encoded.grow(logic);
        self.assumed.clear();
        self.choices.clear();
        self.encoded.assumed(logic, known, &mut self.assumed);
        let mut looks_at = 0;
        for goal in goals {
            looks_at |= logic.looks_at(*goal);
            // The parts of "all of these" are assumed one by one: they need no proposition for being all true.
            for part in logic.all_of(goal) {
                self.assumed.push(self.encoded.literal(logic, *part));
            }
        }
        self.encoded.choices(looks_at, &mut self.choices);
        let search = &mut self.encoded.search;
        search.can_hold(&self.assumed, &self.choices)
    }

    /// The case that was found. Variables that no goal looks at have the first value they can have.
    fn case(&self, logic: &Logic, known: &[Mask]) -> Vec<Mask> {
        let position = 0..logic.whole().len();
        position
            .map(|position| {
                let known = known.get(position).unwrap_or(&logic.whole()[position]);
                let value = self.encoded.value(position);
                value.unwrap_or(known & known.wrapping_neg())
            })
            .collect()
    }

    /// A class around the case that was found, in which the goals hold for the same reasons.
    fn class(&self, logic: &Logic, known: &[Mask], goals: &[Formula]) -> Vec<Mask> {
        let mut class = known.to_vec();
        let mut looked_at = vec![false; logic.len()];
        let mut waiting: Vec<Formula> = goals.to_vec();
        while let Some(formula) = waiting.pop() {
            if std::mem::replace(&mut looked_at[formula.position()], true) {
                continue;
            }
            match logic.node(formula) {
                Node::Is(variable, values) => class[variable.position()] &= values,
                Node::All(parts) => waiting.extend_from_slice(parts),
                Node::Any(parts) => {
                    waiting.extend(parts.iter().find(|part| self.holds(logic, **part)));
                }
            }
        }
        class
    }

    /// True where a formula holds in the case that was found.
    fn holds(&self, logic: &Logic, formula: Formula) -> bool {
        // Not every formula that was looked at has a proposition: "all of these" may do without, and so may an opposite.
        self.encoded
            .holds(logic, formula)
            .unwrap_or_else(|| match logic.node(formula) {
                Node::Is(variable, values) => {
                    let value = self.encoded.value(variable.position());
                    value.is_some_and(|value| value & values != 0)
                }
                Node::All(parts) => parts.iter().all(|part| self.holds(logic, *part)),
                Node::Any(parts) => parts.iter().any(|part| self.holds(logic, *part)),
            })
    }
}

/// The widest class of cases around `class`: as few variables as possible are said to have some of the values in `known`
/// only. In every case of it that `among` allows, `goal` holds.
///
/// Variables are freed from the last to the first, so that what stands first in the file is what is named.
pub fn widen(
    solver: &mut Solver,
    logic: &mut Logic,
    known: &[Mask],
    class: &[Mask],
    goal: Formula,
    among: Formula,
) -> Vec<Mask> {
    let broken = logic.not(goal);
    let mut wide = class.to_vec();
    for variable in (0..wide.len()).rev() {
        let before = wide[variable];
        if before == known[variable] {
            continue;
        }
        wide[variable] = known[variable];
        if !solver.can_hold(logic, &wide, &[broken, among]) {
            continue;
        }
        wide[variable] = before;
        for value in (0..Mask::BITS).map(|bit| 1 << bit) {
            if known[variable] & value != 0 && wide[variable] & value == 0 {
                let narrow = wide[variable];
                wide[variable] |= value;
                if solver.can_hold(logic, &wide, &[broken, among]) {
                    wide[variable] = narrow;
                }
            }
        }
    }
    wide
}
