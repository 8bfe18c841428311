//! The fewest facts that already force what was decided.
//!
//! A set of facts is reason enough where every case that agrees with them gets what was decided. Each case that does not
//! differs from what is known in some facts, and a reason must hold one of those. So the smallest set that holds one fact
//! of every such case is looked for, and grows only as long as a case is found that escapes it (implicit hitting sets).

use super::exact::{Ends, Exact};
use super::solve::Solver;
use crate::model::fact::{Mask, VariableIndex};

/// The fewest variables whose knowledge already narrows what is possible as far as everything that is known does.
///
/// In the order of the file; of several equally small reasons, the one whose variables stand first. Empty where every case
/// gets what was decided.
#[must_use]
pub fn reason(exact: &Exact, known: &[Mask]) -> Vec<VariableIndex> {
    let mut solver = Solver::new();
    let decided = exact.ends(known);
    let mut must_meet: Vec<Vec<VariableIndex>> = Vec::new();
    let mut size = 0;
    loop {
        let reason = loop {
            match meeting(&must_meet, size) {
                Some(reason) => break reason,
                None => size += 1,
            }
        };
        match escaping(&mut solver, exact, known, decided, &reason) {
            None => return reason,
            Some(differs) => must_meet.push(differs),
        }
    }
}

/// A case that agrees with the variables of `fixed` and gets something that was not decided: in which others it differs
/// from what is known, few of them.
fn escaping(
    solver: &mut Solver,
    exact: &Exact,
    known: &[Mask],
    decided: Ends,
    fixed: &[VariableIndex],
) -> Option<Vec<VariableIndex>> {
    if let Some(diagram) = exact.diagram() {
        let (_, way) = diagram.cheapest(!decided.0, |variable, value| {
            let agrees = known[variable.position()] >> value & 1 == 1;
            if agrees {
                Some(0)
            } else if fixed.contains(&variable) {
                None
            } else {
                Some(1)
            }
        })?;
        let mut differs: Vec<VariableIndex> = way
            .into_iter()
            .filter(|(variable, value)| known[variable.position()] >> value & 1 == 0)
            .map(|(variable, _)| variable)
            .collect();
        differs.sort_unstable();
        return Some(differs);
    }
    let (logic, _) = exact.meaning();
    let mut free = exact.whole().to_vec();
    for variable in fixed {
        free[variable.position()] = known[variable.position()];
    }
    let outside = exact.outside(decided);
    let mut escape = |free: &[Mask]| {
        let mut outside = outside.iter();
        outside.find_map(|end| solver.solve(logic, free, &[*end]))
    };
    let mut case = escape(&free)?;
    // A case that differs in fewer variables says more: each is held to what is known where that still leaves one.
    for variable in 0..case.len() {
        if case[variable] & known[variable] == 0 {
            let mut held = free.clone();
            held[variable] = known[variable];
            if let Some(nearer) = escape(&held) {
                (case, free) = (nearer, held);
            }
        } else {
            free[variable] &= known[variable];
        }
    }
    let differs = (0..case.len()).filter(|variable| case[*variable] & known[*variable] == 0);
    Some(differs.map(VariableIndex::from_position).collect())
}

/// The first set of at most `size` variables that shares one with each of the sets.
fn meeting(must_meet: &[Vec<VariableIndex>], size: usize) -> Option<Vec<VariableIndex>> {
    fn choose(
        must_meet: &[Vec<VariableIndex>],
        size: usize,
        chosen: &mut Vec<VariableIndex>,
    ) -> bool {
        let unmet = must_meet
            .iter()
            .filter(|set| set.iter().all(|variable| !chosen.contains(variable)))
            .min_by_key(|set| set.len());
        let Some(unmet) = unmet else { return true };
        if chosen.len() == size {
            return false;
        }
        for variable in unmet {
            chosen.push(*variable);
            if choose(must_meet, size, chosen) {
                return true;
            }
            chosen.pop();
        }
        false
    }
    let mut chosen = Vec::new();
    choose(must_meet, size, &mut chosen).then(|| {
        chosen.sort_unstable();
        chosen
    })
}
