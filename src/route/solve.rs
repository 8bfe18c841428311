//! Is there a case in which all of these formulas hold? The answer is a class of cases, or none.
//!
//! Knowledge is one set of possible values for each variable. What must hold narrows the sets until nothing more
//! follows; then the possible values of one variable are split in two and each half is tried. The split is always on a
//! single `variable is one of these`, however deep it stands: splitting on a whole compound condition need not come to an
//! end, because neither half has to narrow anything.

use super::clauses::Truth;
use super::logic::{Formula, Logic, Node, variable_bit};
use crate::model::fact::{Mask, VariableIndex};

/// A class of cases within `known` in which every one of `goals` holds, whatever else is true in it: one set of values for
/// each variable. `None`: there is no such case.
#[must_use]
pub fn solve(logic: &Logic, known: &[Mask], goals: &[Formula]) -> Option<Vec<Mask>> {
    solve_with(&mut Scratch::default(), logic, known, goals)
}

/// The same with working memory that is kept from one question to the next.
#[must_use]
pub fn solve_with(
    scratch: &mut Scratch,
    logic: &Logic,
    known: &[Mask],
    goals: &[Formula],
) -> Option<Vec<Mask>> {
    if scratch.seen.len() < logic.len() {
        scratch.seen.resize(logic.len(), (0, Truth::NotKnown));
    }
    let mut solver = Solver {
        logic,
        scratch,
        changed: 0,
    };
    solver.search(known.to_vec(), Vec::new(), goals.to_vec())
}

/// Working memory of the solver: formulas share parts, so whether a part holds is worked out once for each state of
/// knowledge. Good for one [`Logic`] only, which may have grown since.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// Names the state of knowledge; another one with every change.
    moment: u32,
    /// For each formula when it was last looked at, and what was found.
    seen: Vec<(u32, Truth)>,
}

/// True where there is no case within `known` in which all of `goals` hold.
#[must_use]
pub fn is_impossible(logic: &Logic, known: &[Mask], goals: &[Formula]) -> bool {
    solve(logic, known, goals).is_none()
}

/// The widest class of cases around `class`: as few variables as possible are said to have some of the values in `known`
/// only. In every case of it that `among` allows, `goal` holds.
///
/// Variables are freed from the last to the first, so that what stands first in the file is what is named.
#[must_use]
pub fn widen(
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
        if is_impossible(logic, &wide, &[broken, among]) {
            continue;
        }
        wide[variable] = before;
        for value in (0..Mask::BITS).map(|bit| 1 << bit) {
            if known[variable] & value != 0 && wide[variable] & value == 0 {
                let narrow = wide[variable];
                wide[variable] |= value;
                if !is_impossible(logic, &wide, &[broken, among]) {
                    wide[variable] = narrow;
                }
            }
        }
    }
    wide
}

struct Solver<'l> {
    logic: &'l Logic,
    scratch: &'l mut Scratch,
    /// The variables that were narrowed and not yet looked at, as bits.
    changed: u64,
}

/// A formula of which one part must hold, and how many could.
#[derive(Clone, Copy)]
struct Open {
    formula: Formula,
    ways: usize,
}

impl Solver<'_> {
    fn search(
        &mut self,
        mut known: Vec<Mask>,
        mut open: Vec<Open>,
        goals: Vec<Formula>,
    ) -> Option<Vec<Mask>> {
        self.scratch.moment += 1;
        self.narrow(&mut known, &mut open, goals)?;
        // The formula with the fewest ways left to hold is the soonest to show that this will not do.
        let Some(shortest) = open.iter().min_by_key(|open| open.ways) else {
            return Some(known);
        };
        let (variable, values) = self.literal(shortest.formula, &known);
        for half in [values, !values] {
            let mut narrower = known.clone();
            narrower[variable.position()] &= half;
            self.changed = variable_bit(variable);
            if let Some(found) = self.search(narrower, open.clone(), Vec::new()) {
                return Some(found);
            }
        }
        None
    }

    /// Narrows what is known by what must hold, until nothing more follows. Leaves in `open` what may or may not hold;
    /// `None` where something cannot hold any more.
    fn narrow(
        &mut self,
        known: &mut [Mask],
        open: &mut Vec<Open>,
        mut waiting: Vec<Formula>,
    ) -> Option<()> {
        let logic = self.logic;
        loop {
            let mut new = Vec::new();
            while let Some(formula) = waiting.pop() {
                match logic.node(formula) {
                    Node::Is(variable, values) => self.hold(*variable, *values, known)?,
                    Node::All(parts) => waiting.extend_from_slice(parts),
                    Node::Any(_) => new.push(formula),
                }
            }
            // Only a formula that looks at what was narrowed can be otherwise than when it was last looked at.
            let changed = std::mem::take(&mut self.changed);
            let (again, same): (Vec<Open>, Vec<Open>) = std::mem::take(open)
                .into_iter()
                .partition(|open| logic.looks_at(open.formula) & changed != 0);
            *open = same;
            for formula in again.into_iter().map(|open| open.formula).chain(new) {
                match self.left(formula, known) {
                    Left::Holds => {}
                    Left::Nothing => return None,
                    Left::One(part) => waiting.push(part),
                    Left::Several(ways) => open.push(Open { formula, ways }),
                }
            }
            if waiting.is_empty() {
                return Some(());
            }
        }
    }

    /// The variable has one of these values; `None` where it cannot.
    fn hold(&mut self, variable: VariableIndex, values: Mask, known: &mut [Mask]) -> Option<()> {
        let known = &mut known[variable.position()];
        let left = *known & values;
        if left == 0 {
            return None;
        }
        if left != *known {
            *known = left;
            self.scratch.moment += 1;
            self.changed |= variable_bit(variable);
        }
        Some(())
    }

    /// What is left of a formula of which one part must hold.
    fn left(&mut self, formula: Formula, known: &[Mask]) -> Left {
        let (mut first, mut ways) = (None, 0);
        for part in self.logic.parts_of(formula) {
            match self.truth(*part, known) {
                Truth::Holds => return Left::Holds,
                Truth::DoesNotHold => {}
                Truth::NotKnown => {
                    first = first.or(Some(*part));
                    ways += 1;
                }
            }
        }
        match first {
            None => Left::Nothing,
            Some(part) if ways == 1 => Left::One(part),
            Some(_) => Left::Several(ways),
        }
    }

    /// [`Logic::truth`], each part once for each state of knowledge.
    fn truth(&mut self, formula: Formula, known: &[Mask]) -> Truth {
        let logic = self.logic;
        let (parts, decisive) = match logic.node(formula) {
            Node::Is(..) => return logic.truth(formula, known),
            Node::All(parts) => (parts, Truth::DoesNotHold),
            Node::Any(parts) => (parts, Truth::Holds),
        };
        let (moment, truth) = self.scratch.seen[formula.position()];
        if moment == self.scratch.moment {
            return truth;
        }
        let mut result = decisive.not();
        for part in parts {
            let part = self.truth(*part, known);
            if part == decisive {
                result = decisive;
                break;
            }
            if part == Truth::NotKnown {
                result = Truth::NotKnown;
            }
        }
        self.scratch.seen[formula.position()] = (self.scratch.moment, result);
        result
    }

    /// A single condition inside an open formula that is itself open: splitting on it narrows a variable either way.
    fn literal(&mut self, formula: Formula, known: &[Mask]) -> (VariableIndex, Mask) {
        let mut formula = formula;
        loop {
            match self.logic.node(formula) {
                Node::Is(variable, values) => return (*variable, *values),
                Node::All(parts) | Node::Any(parts) => {
                    formula = *parts
                        .iter()
                        .find(|part| self.truth(**part, known) == Truth::NotKnown)
                        .expect("a compound that is not known has a part that is not known");
                }
            }
        }
    }
}

/// What is left of a formula of which one part must hold.
enum Left {
    /// One holds.
    Holds,
    /// None can hold.
    Nothing,
    /// Only this one can.
    One(Formula),
    /// So many can.
    Several(usize),
}
