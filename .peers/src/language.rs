//! Conditions as text, in the expression language of a peer.

use crate::first_hit::Step;
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::rule::{Condition, Rules};

/// How a language writes what the peers do not write alike.
pub struct Language {
    /// Between parts that must all hold.
    pub and: &'static str,
    /// Between parts of which one must hold.
    pub or: &'static str,
    /// Before and after what must not hold.
    pub not: [&'static str; 2],
}

/// The name of a variable in the inputs: short, and a word in every language.
pub fn name(variable: VariableIndex) -> String {
    format!("f{}", variable.position())
}

/// The word for a value of a variable that is not yes or no.
pub fn word(value: u32) -> String {
    format!("v{value}")
}

/// True for a yes/no fact, a red flag and an element of a set: a boolean in the inputs.
pub fn is_boolean(variable: VariableIndex, rules: &Rules) -> bool {
    let declared = &rules.variables[variable.position()];
    declared.element.is_some() || rules.fact(declared.fact).values().is_empty()
}

impl Language {
    /// One expression that gives the route's number: step after step, each only looked at where those before do not hold.
    pub fn conditional(&self, steps: &[Step], negations_first: bool, rules: &Rules) -> String {
        let mut text = String::new();
        for step in steps {
            let route = step.route as u8;
            if step.is_default() {
                text.push_str(&route.to_string());
            } else {
                let condition = self.text(&step.condition(negations_first), rules);
                text.push_str(&format!("{condition} ? {route} : ("));
            }
        }
        text.push_str(&")".repeat(steps.len() - 1));
        text
    }

    /// The condition as text, in brackets where it has parts.
    pub fn text(&self, condition: &Condition, rules: &Rules) -> String {
        match condition {
            Condition::Is {
                variable, values, ..
            } => self.literal(*variable, *values, rules),
            Condition::Not(part) => match &**part {
                Condition::Is {
                    variable, values, ..
                } => self.literal(*variable, !values, rules),
                part => self.negated(&self.text(part, rules)),
            },
            Condition::All(parts) => self.joined(parts, self.and, rules),
            Condition::Any(parts) => self.joined(parts, self.or, rules),
        }
    }

    fn negated(&self, text: &str) -> String {
        format!("({}{text}{})", self.not[0], self.not[1])
    }

    fn joined(&self, parts: &[Condition], with: &str, rules: &Rules) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.text(part, rules)).collect();
        match parts.len() {
            0 => (with == self.and).to_string(),
            1 => parts.concat(),
            _ => format!("({})", parts.join(with)),
        }
    }

    /// As few comparisons as do: with the values that will do, or with those that will not.
    ///
    /// A list after `in` is slower in both languages.
    fn literal(&self, variable: VariableIndex, values: Mask, rules: &Rules) -> String {
        let all = rules.variables[variable.position()].all();
        let (name, wanted, refused) = (name(variable), values & all, all & !values);
        if wanted == 0 || refused == 0 {
            return (refused == 0).to_string();
        }
        if is_boolean(variable, rules) {
            return match wanted {
                0b10 => name,
                _ => self.negated(&name),
            };
        }
        let (compare, with, values) = if refused.count_ones() < wanted.count_ones() {
            (" != ", self.and, refused)
        } else {
            (" == ", self.or, wanted)
        };
        let parts: Vec<String> = (0..Mask::BITS)
            .filter(|value| values >> value & 1 == 1)
            .map(|value| format!("{name}{compare}'{}'", word(value)))
            .collect();
        match parts.len() {
            1 => parts.concat(),
            _ => format!("({})", parts.join(with)),
        }
    }
}
