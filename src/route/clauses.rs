//! A condition as a list of clauses: it holds where any clause holds, and a clause where all its literals hold.
//!
//! Each literal of a clause is about another variable, so a clause can hold exactly where each of its literals can.
//! That makes "could this condition hold?" exact for any partial knowledge, one bit to a clause.

use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::{Condition, Variable};
use std::collections::BTreeMap;

/// What each variable must be one of; variables that are not named may be anything.
pub(super) type Clause = BTreeMap<VariableIndex, Mask>;

/// More clauses than this for one rule, and the rule is evaluated as it is written instead.
pub(super) const MOST_CLAUSES: usize = 256;

/// The clauses of `condition`, or of its opposite. `None` where there would be more than [`MOST_CLAUSES`].
pub(super) fn clauses(
    condition: &Condition,
    holds: bool,
    variables: &[Variable],
) -> Option<Vec<Clause>> {
    match condition {
        Condition::Is {
            variable, values, ..
        } => {
            let all = variables[variable.position()].all();
            let values = if holds { values & all } else { all & !values };
            Some(match values {
                0 => Vec::new(),
                _ if values == all => vec![Clause::new()],
                _ => vec![Clause::from([(*variable, values)])],
            })
        }
        Condition::Not(part) => clauses(part, !holds, variables),
        Condition::All(parts) if holds => every(parts, holds, variables),
        Condition::Any(parts) if !holds => every(parts, holds, variables),
        Condition::All(parts) | Condition::Any(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(clauses(part, holds, variables)?);
                if all.len() > MOST_CLAUSES {
                    return None;
                }
            }
            Some(all)
        }
    }
}

/// The clauses of several conditions that must all hold: each clause of one joined with each of the others.
fn every(parts: &[Condition], holds: bool, variables: &[Variable]) -> Option<Vec<Clause>> {
    let mut joined = vec![Clause::new()];
    for part in parts {
        let part = clauses(part, holds, variables)?;
        let mut next = Vec::new();
        for left in &joined {
            next.extend(part.iter().filter_map(|right| join(left, right)));
            if next.len() > MOST_CLAUSES {
                return None;
            }
        }
        joined = next;
    }
    Some(joined)
}

/// Both clauses together; `None` where they contradict each other.
fn join(left: &Clause, right: &Clause) -> Option<Clause> {
    let mut joined = left.clone();
    for (variable, values) in right {
        let both = joined.get(variable).map_or(*values, |known| known & values);
        if both == 0 {
            return None;
        }
        joined.insert(*variable, both);
    }
    Some(joined)
}

/// Whether a condition holds, with partial knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// In every case that is still possible.
    Holds,
    /// In none of them.
    DoesNotHold,
    /// In some of them.
    NotKnown,
}

impl Truth {
    /// The opposite; what is not known stays so.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::Holds => Self::DoesNotHold,
            Self::DoesNotHold => Self::Holds,
            Self::NotKnown => Self::NotKnown,
        }
    }
}

/// Evaluates a condition as it is written, three-valued: never wrong, but it may say "not known" where a closer look
/// would know. Used for rules with too many clauses, and to show each part of a condition.
#[must_use]
pub fn truth(condition: &Condition, known: &[Mask]) -> Truth {
    match condition {
        Condition::Is {
            variable, values, ..
        } => {
            let known = known[variable.position()];
            if known & !values == 0 {
                Truth::Holds
            } else if known & values == 0 {
                Truth::DoesNotHold
            } else {
                Truth::NotKnown
            }
        }
        Condition::Not(part) => truth(part, known).not(),
        Condition::All(parts) => fold(parts, known, Truth::DoesNotHold, Truth::Holds),
        Condition::Any(parts) => fold(parts, known, Truth::Holds, Truth::DoesNotHold),
    }
}

/// `decisive` wins at once; `empty` is the answer where nothing is decisive and nothing is open.
fn fold(parts: &[Condition], known: &[Mask], decisive: Truth, empty: Truth) -> Truth {
    let mut result = empty;
    for part in parts {
        let part = truth(part, known);
        if part == decisive {
            return decisive;
        }
        if part == Truth::NotKnown {
            result = Truth::NotKnown;
        }
    }
    result
}
