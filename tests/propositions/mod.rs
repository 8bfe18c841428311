//! Conditions written once more for a solver of propositions by others: one proposition for each value of each fact, and one
//! for each compound, equal to what it stands for. Knows nothing of the program's own formulas and solver.

#![allow(
    dead_code,
    reason = "each test includes this file and uses a part of it"
)]

use batsat::{BasicSolver, Lit, SolverInterface, lbool};
use signpost::model::fact::Mask;
use signpost::model::rule::{Condition, Rule, Variable};
use std::collections::BTreeMap;

/// Propositions, and what must be true of them.
pub(crate) struct Propositions {
    solver: BasicSolver,
    /// `values[fact][value]`.
    values: Vec<Vec<Lit>>,
    /// Compounds of the same parts are one proposition.
    known: BTreeMap<Vec<Lit>, Lit>,
}

impl Propositions {
    /// Every fact has exactly one of its values; nothing else is said yet.
    pub(crate) fn new(variables: &[Variable]) -> Self {
        let mut solver = BasicSolver::default();
        let values = variables
            .iter()
            .map(|variable| {
                let of_fact: Vec<Lit> = (0..variable.size)
                    .map(|_| Lit::new(solver.new_var_default(), true))
                    .collect();
                solver.add_clause_reuse(&mut of_fact.clone());
                for (position, one) in of_fact.iter().enumerate() {
                    for other in &of_fact[..position] {
                        solver.add_clause_reuse(&mut vec![!*one, !*other]);
                    }
                }
                of_fact
            })
            .collect();
        Self {
            solver,
            values,
            known: BTreeMap::new(),
        }
    }

    /// A proposition that holds exactly where all of `parts` do.
    pub(crate) fn all(&mut self, parts: &[Lit]) -> Lit {
        let mut parts = parts.to_vec();
        parts.sort_unstable();
        parts.dedup();
        if let Some(known) = self.known.get(&parts) {
            return *known;
        }
        let whole = Lit::new(self.solver.new_var_default(), true);
        let mut one_fails: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        one_fails.push(whole);
        self.solver.add_clause_reuse(&mut one_fails);
        for part in &parts {
            self.solver.add_clause_reuse(&mut vec![!whole, *part]);
        }
        self.known.insert(parts, whole);
        whole
    }

    /// A proposition that holds exactly where one of `parts` does.
    pub(crate) fn any(&mut self, parts: &[Lit]) -> Lit {
        let none: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        !self.all(&none)
    }

    /// The fact has one of these values.
    pub(crate) fn is(&mut self, fact: usize, values: Mask) -> Lit {
        let of_fact = self.values[fact].clone();
        let some: Vec<Lit> = (0..of_fact.len())
            .filter(|value| values >> value & 1 == 1)
            .map(|value| of_fact[value])
            .collect();
        self.any(&some)
    }

    /// A condition, as it is written.
    pub(crate) fn condition(&mut self, condition: &Condition) -> Lit {
        match condition {
            Condition::Is {
                variable, values, ..
            } => self.is(variable.position(), *values),
            Condition::Not(part) => !self.condition(part),
            Condition::All(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.condition(part)).collect();
                self.all(&parts)
            }
            Condition::Any(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.condition(part)).collect();
                self.any(&parts)
            }
        }
    }

    /// `when` holds and `unless` does not; then `more`, which a rule needs in order to count.
    pub(crate) fn rule(&mut self, rule: &Rule, more: &[Lit]) -> Lit {
        let mut parts = more.to_vec();
        if let Some(when) = &rule.when {
            parts.push(self.condition(when));
        }
        if let Some(unless) = &rule.unless {
            parts.push(!self.condition(unless));
        }
        self.all(&parts)
    }

    /// True where a case exists in which all of these hold.
    pub(crate) fn can_hold(&mut self, goals: &[Lit]) -> bool {
        self.solver.solve_limited(goals) == lbool::TRUE
    }

    /// True where a case exists within `known` in which all of these hold.
    pub(crate) fn can_hold_within(&mut self, known: &[Mask], goals: &[Lit]) -> bool {
        let mut assumed = goals.to_vec();
        for (fact, known) in self.values.iter().zip(known) {
            for (value, proposition) in fact.iter().enumerate() {
                if known >> value & 1 == 0 {
                    assumed.push(!*proposition);
                }
            }
        }
        self.can_hold(&assumed)
    }
}
