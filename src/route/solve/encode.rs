//! Formulas as clauses: a proposition for each value of a variable, and one for each compound formula, which holds exactly
//! where the formula does (Tseitin 1968). A formula and its opposite share one.

use super::search::{Literal, Search};
use crate::model::fact::{Mask, VariableIndex};
use crate::route::logic::{Formula, Logic, Node, variable_bit};

/// The formulas of a [`Logic`] that were asked about so far, as clauses.
#[derive(Clone, Debug)]
pub(super) struct Encoded {
    pub(super) search: Search,
    /// Holds always.
    always: Literal,
    /// By variable, then by value: that it has this value. Values it cannot have never hold.
    values: Vec<Vec<Literal>>,
    /// By formula.
    literals: Vec<Option<Literal>>,
}

impl Encoded {
    pub(super) fn new() -> Self {
        let mut search = Search::new();
        let always = search.proposition();
        search.add([always]);
        Self {
            search,
            always,
            values: Vec::new(),
            literals: Vec::new(),
        }
    }

    /// Makes room for what the logic knows by now.
    pub(super) fn grow(&mut self, logic: &Logic) {
        for whole in &logic.whole()[self.values.len()..] {
            let values = self.variable(*whole);
            self.values.push(values);
        }
        if self.literals.len() < logic.len() {
            self.literals.resize(logic.len(), None);
        }
    }

    /// Propositions that say which of these values a variable has: one, and only one.
    fn variable(&mut self, whole: Mask) -> Vec<Literal> {
        let size = Mask::BITS - whole.leading_zeros();
        let all: Vec<u32> = (0..size).filter(|value| whole >> value & 1 == 1).collect();
        let mut literals = vec![!self.always; size as usize];
        match all.as_slice() {
            [only] => literals[*only as usize] = self.always,
            [first, second] => {
                let proposition = self.search.proposition();
                literals[*first as usize] = !proposition;
                literals[*second as usize] = proposition;
            }
            several => {
                for (place, value) in several.iter().enumerate() {
                    literals[*value as usize] = self.search.proposition();
                    for other in &several[..place] {
                        let pair = [literals[*value as usize], literals[*other as usize]];
                        self.search.add(pair.map(|literal| !literal));
                    }
                }
                let any = several.iter().map(|value| literals[*value as usize]);
                self.search.add(any.collect::<Vec<_>>());
            }
        }
        literals
    }

    /// What holds exactly where the formula does.
    pub(super) fn literal(&mut self, logic: &Logic, formula: Formula) -> Literal {
        if let Some(literal) = self.literals[formula.position()] {
            return literal;
        }
        let opposite = logic.opposite_of(formula);
        let literal = match opposite.and_then(|opposite| self.literals[opposite.position()]) {
            Some(opposite) => !opposite,
            None => match logic.node(formula) {
                Node::Is(variable, values) => self.one_of(*variable, *values),
                Node::Any(parts) => {
                    let parts = self.each(logic, parts);
                    self.any(&parts)
                }
                Node::All(parts) => {
                    let mut parts = self.each(logic, parts);
                    for part in &mut parts {
                        *part = !*part;
                    }
                    !self.any(&parts)
                }
            },
        };
        self.literals[formula.position()] = Some(literal);
        literal
    }

    fn each(&mut self, logic: &Logic, parts: &[Formula]) -> Vec<Literal> {
        let parts = parts.iter().map(|part| self.literal(logic, *part));
        parts.collect()
    }

    fn one_of(&mut self, variable: VariableIndex, values: Mask) -> Literal {
        let of_variable = &self.values[variable.position()];
        let split = |wanted: bool| -> Vec<Literal> {
            let places =
                (0..of_variable.len()).filter(|value| (values >> value & 1 == 1) == wanted);
            places
                .map(|value| of_variable[value])
                .filter(|literal| *literal != !self.always)
                .collect()
        };
        let (within, without) = (split(true), split(false));
        match (within.as_slice(), without.as_slice()) {
            ([one], _) => *one,
            (_, [one]) => !*one,
            _ => self.any(&within),
        }
    }

    /// A proposition that holds exactly where one of these does.
    fn any(&mut self, parts: &[Literal]) -> Literal {
        match parts {
            [] => !self.always,
            [one] => *one,
            _ => {
                let any = self.search.proposition();
                for part in parts {
                    self.search.add([any, !*part]);
                }
                self.search.add(parts.iter().copied().chain([!any]));
                any
            }
        }
    }

    /// What is known, as literals: the values that variables do not have.
    pub(super) fn assumed(&self, logic: &Logic, known: &[Mask], assumed: &mut Vec<Literal>) {
        for ((known, whole), literals) in known.iter().zip(logic.whole()).zip(&self.values) {
            let excluded = whole & !known;
            if excluded != 0 {
                let values = (0..literals.len()).filter(|value| excluded >> value & 1 == 1);
                assumed.extend(values.map(|value| !literals[value]));
            }
        }
    }

    /// The values of the variables that `looks_at` names, lowest first: what there is to try.
    pub(super) fn choices(&self, looks_at: u64, choices: &mut Vec<Literal>) {
        for (position, literals) in self.values.iter().enumerate() {
            if variable_bit(VariableIndex::from_position(position)) & looks_at != 0 {
                choices.extend(literals.iter().filter(|literal| **literal != !self.always));
            }
        }
    }

    /// The value of a variable in the case that was just found; `None`: no goal looks at it.
    pub(super) fn value(&self, position: usize) -> Option<Mask> {
        let literals = self.values.get(position)?.iter();
        let value = literals
            .enumerate()
            .find(|(_, literal)| self.search.holds(**literal));
        value.map(|(value, _)| 1 << value)
    }

    /// Whether the formula holds in the case that was just found; `None`: nobody asked about it, nor about its opposite.
    pub(super) fn holds(&self, logic: &Logic, formula: Formula) -> Option<bool> {
        let literal = |formula: Formula| self.literals[formula.position()];
        let of_opposite = || literal(logic.opposite_of(formula)?).map(|literal| !literal);
        let literal = literal(formula).or_else(of_opposite)?;
        Some(self.search.holds(literal))
    }
}
