//! The conditions of rules: `{falls = "2+", any = [{…}, {…}]}`.

use super::kinds;
use super::names::unknown_name;
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::{one_or_more, unknown_word};
use crate::model::fact::{Fact, FactIndex, FactKind, NO_YES, VariableIndex};
use crate::model::rule::{Condition, Variable};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// The facts that conditions can name.
pub(super) struct FactNames<'r> {
    facts: &'r [Fact],
    by_id: BTreeMap<&'r str, FactIndex>,
    first_variable: Vec<VariableIndex>,
}

impl<'r> FactNames<'r> {
    pub(super) fn new(facts: &'r [Fact], variables: &[Variable]) -> Self {
        let first = |fact: usize| {
            variables
                .iter()
                .position(|variable| variable.fact.position() == fact)
                .unwrap_or(0)
        };
        Self {
            facts,
            by_id: facts
                .iter()
                .enumerate()
                .map(|(position, fact)| {
                    (fact.id.value.as_str(), FactIndex::from_position(position))
                })
                .collect(),
            first_variable: (0..facts.len())
                .map(|fact| VariableIndex::from_position(first(fact)))
                .collect(),
        }
    }

    /// The fact with this name; reports one that is not declared.
    pub(super) fn fact(
        &self,
        typed: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<FactIndex> {
        let found = self.by_id.get(typed.value.as_str()).copied();
        if found.is_none() {
            unknown_name(
                typed,
                "fact",
                self.by_id.keys().copied(),
                "[facts]",
                problems,
            );
        }
        found
    }
}

/// Decodes a condition: every key must hold; a list of values means any of these.
pub(super) fn condition(
    node: &Node,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<Condition> {
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("a condition is a table of facts, found {}", node.describe()),
            "write `{ fact = \"value\" }`",
        );
        return None;
    };
    let mut parts = Vec::new();
    for (key, node) in entries {
        let part = match key.value.as_ref() {
            "all" => Condition::All(nested(node, facts, problems)),
            "any" => Condition::Any(nested(node, facts, problems)),
            "not" => Condition::Not(Box::new(condition(node, facts, problems)?)),
            _ => {
                let key = Spanned::new(key.value.to_string(), key.span);
                let Some(fact) = facts.fact(&key, problems) else {
                    continue;
                };
                fact_has(fact, node, facts, problems)
            }
        };
        parts.push(part);
    }
    Some(Condition::All(parts))
}

fn nested(node: &Node, facts: &FactNames, problems: &mut Problems) -> Vec<Condition> {
    let Shape::List(items) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!(
                "`all` and `any` hold a list of conditions, found {}",
                node.describe()
            ),
            "write `any = [ { fact = \"value\" }, { other = \"value\" } ]`",
        );
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| condition(item, facts, problems))
        .collect()
}

/// `fact = "value"` or `fact = ["value", "value"]`: any of these. For a set: any of these elements holds.
fn fact_has(
    index: FactIndex,
    node: &Node,
    facts: &FactNames,
    problems: &mut Problems,
) -> Condition {
    let fact = &facts.facts[index.position()];
    let words: Vec<&str> = match &fact.kind {
        FactKind::YesNo | FactKind::RedFlag => NO_YES.to_vec(),
        _ => fact.words(),
    };
    let first = facts.first_variable[index.position()].position();
    let mut values = 0;
    let mut elements = Vec::new();
    for typed in one_or_more(node, &fact.id.value, problems) {
        let Some(found) = words.iter().position(|word| *word == typed.value) else {
            unknown_word(&typed, &fact.id.value, words.iter().copied(), problems);
            continue;
        };
        if matches!(fact.kind, FactKind::Set(_)) {
            let variable = VariableIndex::from_position(first + found);
            elements.push(Condition::Is {
                variable,
                values: 0b10,
                span: typed.span,
            });
        } else {
            values |= 1u32
                .checked_shl(u32::try_from(found).unwrap_or(u32::MAX))
                .unwrap_or(0);
        }
    }
    match (&fact.kind, elements.len()) {
        (FactKind::Set(_), 1) => elements.remove(0),
        (FactKind::Set(_), _) => Condition::Any(elements),
        _ => Condition::Is {
            variable: VariableIndex::from_position(first),
            values,
            span: node.span,
        },
    }
}
