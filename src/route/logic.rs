//! Conditions as formulas: each is built once and shared, and its opposite stands beside it, so that no formula ever contains a "not". The
//! [solver](super::solve) looks for a case in which formulas hold, a [diagram](super::diagram) holds all of them at once.

use super::clauses::Truth;
use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::{Condition, Variable};
use std::collections::BTreeMap;

/// A formula of a [`Logic`], by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Formula(u32);

impl Formula {
    pub(super) const fn position(self) -> usize {
        self.0 as usize
    }
}

/// What a formula says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// The variable has one of these values; some of its values, never none or all.
    Is(VariableIndex, Mask),
    /// All of these hold; none: always.
    All(Box<[Formula]>),
    /// One of these holds; none: never.
    Any(Box<[Formula]>),
}

/// Formulas over the variables of some rules.
#[derive(Clone, Debug)]
pub struct Logic {
    /// Every value of each variable.
    whole: Vec<Mask>,
    nodes: Vec<Node>,
    /// The variables each formula looks at, one bit each; from the 65th on they share bits.
    looks_at: Vec<u64>,
    /// The opposite of each formula, once it was asked for.
    opposite: Vec<Option<Formula>>,
    known: BTreeMap<Node, Formula>,
}

impl Logic {
    /// No formulas yet, over these variables.
    #[must_use]
    pub fn new(variables: &[Variable]) -> Self {
        Self {
            whole: variables.iter().map(Variable::all).collect(),
            nodes: Vec::new(),
            looks_at: Vec::new(),
            opposite: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Every value of each variable: nothing is known.
    #[must_use]
    pub fn whole(&self) -> &[Mask] {
        &self.whole
    }

    /// Adds a variable with these values that no rule knows, for a second case beside the first.
    pub fn add_variable(&mut self, values: Mask) -> VariableIndex {
        self.whole.push(values);
        VariableIndex::from_position(self.whole.len() - 1)
    }

    /// The formulas that a compound one is made of; itself, where it is not compound.
    pub(super) fn parts(&self, formula: Formula) -> Vec<Formula> {
        match self.node(formula) {
            Node::Is(..) => vec![formula],
            Node::All(parts) | Node::Any(parts) => parts.to_vec(),
        }
    }

    /// The formulas that all hold exactly where this one does.
    pub(super) fn all_of<'l>(&'l self, formula: &'l Formula) -> &'l [Formula] {
        match self.node(*formula) {
            Node::All(parts) => parts,
            Node::Is(..) | Node::Any(_) => std::slice::from_ref(formula),
        }
    }

    /// The opposite, where it was asked for before.
    pub(super) fn opposite_of(&self, formula: Formula) -> Option<Formula> {
        self.opposite[formula.position()]
    }

    /// The variables that a formula looks at, as bits.
    pub(super) fn looks_at(&self, formula: Formula) -> u64 {
        self.looks_at[formula.position()]
    }

    /// How many formulas there are.
    pub(super) const fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, formula: Formula) -> &Node {
        &self.nodes[formula.position()]
    }

    fn add(&mut self, node: Node) -> Formula {
        if let Some(formula) = self.known.get(&node) {
            return *formula;
        }
        let formula = Formula(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.known.insert(node.clone(), formula);
        self.looks_at.push(match &node {
            Node::Is(variable, _) => variable_bit(*variable),
            Node::All(parts) | Node::Any(parts) => parts
                .iter()
                .fold(0, |all, part| all | self.looks_at[part.position()]),
        });
        self.nodes.push(node);
        self.opposite.push(None);
        formula
    }

    /// The variable has one of these values.
    pub fn is(&mut self, variable: VariableIndex, values: Mask) -> Formula {
        let whole = self.whole[variable.position()];
        match values & whole {
            0 => self.never(),
            some if some == whole => self.always(),
            some => self.add(Node::Is(variable, some)),
        }
    }

    /// Holds in every case.
    pub fn always(&mut self) -> Formula {
        self.add(Node::All(Box::default()))
    }

    /// Holds in no case.
    pub fn never(&mut self) -> Formula {
        self.add(Node::Any(Box::default()))
    }

    /// All of these hold.
    pub fn all(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut flat = Vec::new();
        for part in parts {
            match self.node(part) {
                Node::All(inner) => flat.extend_from_slice(inner),
                Node::Any(inner) if inner.is_empty() => return self.never(),
                _ => flat.push(part),
            }
        }
        match unrepeated(flat).as_slice() {
            [one] => *one,
            several => self.add(Node::All(several.into())),
        }
    }

    /// One of these holds.
    pub fn any(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut flat = Vec::new();
        for part in parts {
            match self.node(part) {
                Node::Any(inner) => flat.extend_from_slice(inner),
                Node::All(inner) if inner.is_empty() => return self.always(),
                _ => flat.push(part),
            }
        }
        match unrepeated(flat).as_slice() {
            [one] => *one,
            several => self.add(Node::Any(several.into())),
        }
    }

    /// The opposite.
    pub fn not(&mut self, formula: Formula) -> Formula {
        if let Some(opposite) = self.opposite[formula.position()] {
            return opposite;
        }
        let opposite = match self.node(formula).clone() {
            Node::Is(variable, values) => {
                self.is(variable, !values & self.whole[variable.position()])
            }
            Node::All(parts) => {
                let parts: Vec<Formula> = parts.iter().map(|part| self.not(*part)).collect();
                self.any(parts)
            }
            Node::Any(parts) => {
                let parts: Vec<Formula> = parts.iter().map(|part| self.not(*part)).collect();
                self.all(parts)
            }
        };
        self.opposite[formula.position()] = Some(opposite);
        self.opposite[opposite.position()] = Some(formula);
        opposite
    }

    /// A condition, as it is written. `instead` puts one variable in the place of another.
    pub fn condition(&mut self, condition: &Condition, instead: Option<Instead>) -> Formula {
        match condition {
            Condition::Is {
                variable, values, ..
            } => {
                let variable = match instead {
                    Some(instead) if instead.of == *variable => instead.put,
                    _ => *variable,
                };
                self.is(variable, *values)
            }
            Condition::All(parts) => {
                let parts: Vec<Formula> = self.conditions(parts, instead);
                self.all(parts)
            }
            Condition::Any(parts) => {
                let parts: Vec<Formula> = self.conditions(parts, instead);
                self.any(parts)
            }
            Condition::Not(part) => {
                let part = self.condition(part, instead);
                self.not(part)
            }
        }
    }

    fn conditions(&mut self, parts: &[Condition], instead: Option<Instead>) -> Vec<Formula> {
        let formulas = parts.iter().map(|part| self.condition(part, instead));
        formulas.collect()
    }

    /// `when` holds and `unless` does not.
    pub fn situation(
        &mut self,
        when: Option<&Condition>,
        unless: Option<&Condition>,
        instead: Option<Instead>,
    ) -> Formula {
        let mut parts = Vec::new();
        if let Some(when) = when {
            parts.push(self.condition(when, instead));
        }
        if let Some(unless) = unless {
            let unless = self.condition(unless, instead);
            parts.push(self.not(unless));
        }
        self.all(parts)
    }

    /// Whether a formula holds with this knowledge; three-valued, as [`truth`](super::truth).
    #[must_use]
    pub fn truth(&self, formula: Formula, known: &[Mask]) -> Truth {
        match self.node(formula) {
            Node::Is(variable, values) => {
                let known = known[variable.position()];
                if known & !values == 0 {
                    Truth::Holds
                } else if known & values == 0 {
                    Truth::DoesNotHold
                } else {
                    Truth::NotKnown
                }
            }
            Node::All(parts) => self.fold(parts, known, Truth::DoesNotHold, Truth::Holds),
            Node::Any(parts) => self.fold(parts, known, Truth::Holds, Truth::DoesNotHold),
        }
    }

    /// `decisive` wins at once; `empty` is the answer where nothing is decisive and nothing is open.
    fn fold(&self, parts: &[Formula], known: &[Mask], decisive: Truth, empty: Truth) -> Truth {
        let mut result = empty;
        for part in parts {
            let part = self.truth(*part, known);
            if part == decisive {
                return decisive;
            }
            if part == Truth::NotKnown {
                result = Truth::NotKnown;
            }
        }
        result
    }
}

/// The bit of a variable; from the 65th on they share bits, so that a bit may say too much and never too little.
pub(super) fn variable_bit(variable: VariableIndex) -> u64 {
    1 << (variable.position() % 64)
}

/// One variable in the place of another.
#[derive(Clone, Copy, Debug)]
pub struct Instead {
    /// The variable that conditions name.
    pub of: VariableIndex,
    /// The variable that is looked at.
    pub put: VariableIndex,
}

fn unrepeated(mut parts: Vec<Formula>) -> Vec<Formula> {
    parts.sort_unstable();
    parts.dedup();
    parts
}
