//! What a condition says when a single yes is all that is known.

use crate::model::fact::VariableIndex;
use crate::model::rule::Condition;

/// Bit of "yes" among the values of a yes/no variable.
const YES: u32 = 0b10;

/// Whether the condition holds when `flag` is yes and nothing else is known; `None`: it depends.
pub(super) fn known(condition: &Condition, flag: VariableIndex) -> Option<bool> {
    match condition {
        Condition::Is {
            variable, values, ..
        } => (*variable == flag).then_some(values & YES != 0),
        Condition::All(parts) => all(parts.iter().map(|part| known(part, flag))),
        Condition::Any(parts) => all(parts.iter().map(|part| known(part, flag).map(|yes| !yes)))
            .map(|none_holds| !none_holds),
        Condition::Not(part) => known(part, flag).map(|yes| !yes),
    }
}

/// No as soon as one is no; yes where all are yes; else it depends.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut whole = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => whole = None,
            Some(true) => {}
        }
    }
    whole
}
