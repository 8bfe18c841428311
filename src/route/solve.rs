//! Is there a case in which all of these formulas hold? The answer is a class of cases, or none.
//!
//! Knowledge is one set of possible values for each variable. What must hold narrows the sets until nothing more
//! follows; then the possible values of one variable are split in two and each half is tried. The split is always on a
//! single `variable is one of these`, however deep it stands: splitting on a whole compound condition need not come to an
//! end, because neither half has to narrow anything.

use super::clauses::Truth;
use super::logic::{Formula, Logic, Node};
use crate::model::fact::{Mask, VariableIndex};

/// A class of cases within `known` in which every one of `goals` holds, whatever else is true in it: one set of values for
/// each variable. `None`: there is no such case.
#[must_use]
pub fn solve(logic: &Logic, known: &[Mask], goals: &[Formula]) -> Option<Vec<Mask>> {
    search(logic, known.to_vec(), goals.to_vec())
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

fn search(logic: &Logic, mut known: Vec<Mask>, mut open: Vec<Formula>) -> Option<Vec<Mask>> {
    narrow(logic, &mut known, &mut open)?;
    // The formula with the fewest ways left to hold is the soonest to show that this will not do.
    let Some(shortest) = open
        .iter()
        .min_by_key(|formula| ways(logic, **formula, &known))
    else {
        return Some(known);
    };
    let (variable, values) = literal(logic, *shortest, &known);
    for half in [values, !values] {
        let mut narrower = known.clone();
        narrower[variable.position()] &= half;
        if let Some(found) = search(logic, narrower, open.clone()) {
            return Some(found);
        }
    }
    None
}

/// Narrows what is known by what must hold, until nothing more follows. Leaves in `open` what may or may not hold; `None`
/// where something cannot hold any more.
fn narrow(logic: &Logic, known: &mut [Mask], open: &mut Vec<Formula>) -> Option<()> {
    let mut waiting = std::mem::take(open);
    loop {
        let mut narrowed = false;
        while let Some(formula) = waiting.pop() {
            match logic.node(formula) {
                Node::Is(variable, values) => {
                    let known = &mut known[variable.position()];
                    let left = *known & values;
                    if left == 0 {
                        return None;
                    }
                    narrowed |= left != *known;
                    *known = left;
                }
                Node::All(parts) => waiting.extend_from_slice(parts),
                Node::Any(parts) => {
                    let mut left = None;
                    let mut several = false;
                    let mut holds = false;
                    for part in parts {
                        match logic.truth(*part, known) {
                            Truth::Holds => {
                                holds = true;
                                break;
                            }
                            Truth::DoesNotHold => {}
                            Truth::NotKnown => {
                                several = left.is_some();
                                left = left.or(Some(*part));
                                if several {
                                    // It may still hold through another part, which drops it for good.
                                    holds = parts
                                        .iter()
                                        .any(|part| logic.truth(*part, known) == Truth::Holds);
                                    break;
                                }
                            }
                        }
                    }
                    match left {
                        _ if holds => {}
                        None => return None,
                        Some(_) if several => open.push(formula),
                        Some(part) => waiting.push(part),
                    }
                }
            }
        }
        if !narrowed || open.is_empty() {
            return Some(());
        }
        waiting.append(open);
    }
}

/// How many parts of an open formula could still make it hold.
fn ways(logic: &Logic, formula: Formula, known: &[Mask]) -> usize {
    match logic.node(formula) {
        Node::Any(parts) => parts
            .iter()
            .filter(|part| logic.truth(**part, known) == Truth::NotKnown)
            .count(),
        _ => 1,
    }
}

/// A single condition inside an open formula that is itself open: splitting on it narrows a variable either way.
fn literal(logic: &Logic, formula: Formula, known: &[Mask]) -> (VariableIndex, Mask) {
    let mut formula = formula;
    loop {
        match logic.node(formula) {
            Node::Is(variable, values) => return (*variable, *values),
            Node::All(parts) | Node::Any(parts) => {
                formula = *parts
                    .iter()
                    .find(|part| logic.truth(**part, known) == Truth::NotKnown)
                    .expect("a compound that is not known has a part that is not known");
            }
        }
    }
}
