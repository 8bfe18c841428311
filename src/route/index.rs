//! Which clauses could still hold, given what is known.
//!
//! For every value of every variable there is a set of clauses that this value allows. What could still hold is the
//! intersection over variables of the union over values that are still possible. For a variable with few values the
//! unions are made beforehand, so that a decision is a row of look-ups without a branch.

use super::bits::Bits;
use super::clauses::Clause;
use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::Rules;
use std::ops::Range;

/// Variables with at most so many values have a row for every set of values, so that nothing is put together later.
const MOST_VALUES_BY_SET: u8 = 5;

/// A variable that some clause looks at.
#[derive(Clone, Copy, Debug)]
struct Column {
    variable: VariableIndex,
    /// Every value it has.
    all: Mask,
    /// Where its rows start in a block.
    start: usize,
}

/// Clauses of many rules, and which of them each value of each variable allows.
#[derive(Clone, Debug, Default)]
pub(super) struct ClauseIndex {
    /// The rule, by its place in the group, of each clause; the clauses of a rule stand together.
    rule_of: Vec<u32>,
    /// Where the clauses of each rule start; one more than there are rules.
    starts: Vec<usize>,
    /// Variables with a row for every set of values: the row's number is the mask.
    by_set: Vec<Column>,
    /// Variables with more values: a row for each.
    by_value: Vec<Column>,
    /// One block for each word of 64 clauses; in it the rows of every variable, one word each.
    allowed: Vec<u64>,
    /// Rows of a block.
    rows: usize,
}

impl ClauseIndex {
    pub(super) fn new(by_rule: &[Vec<Clause>], rules: &Rules) -> Self {
        let all: Vec<(u32, &Clause)> = (0u32..)
            .zip(by_rule)
            .flat_map(|(rule, clauses)| clauses.iter().map(move |clause| (rule, clause)))
            .collect();
        let mut used: Vec<VariableIndex> = all
            .iter()
            .flat_map(|(_, clause)| clause.keys().copied())
            .collect();
        used.sort_unstable();
        used.dedup();
        let mut index = Self {
            rule_of: all.iter().map(|(rule, _)| *rule).collect(),
            starts: vec![0],
            ..Self::default()
        };
        for clauses in by_rule {
            index
                .starts
                .push(index.starts[index.starts.len() - 1] + clauses.len());
        }
        // For each row: which variable, and which values it stands for.
        let mut rows: Vec<(VariableIndex, Mask)> = Vec::new();
        for variable in used {
            let declared = &rules.variables[variable.position()];
            let column = Column {
                variable,
                all: declared.all(),
                start: rows.len(),
            };
            if declared.size <= MOST_VALUES_BY_SET {
                rows.extend((0..=column.all).map(|values| (variable, values)));
                index.by_set.push(column);
            } else {
                rows.extend((0..declared.size).map(|value| (variable, 1 << value)));
                index.by_value.push(column);
            }
        }
        index.rows = rows.len();
        for block in all.chunks(64) {
            for (variable, values) in &rows {
                let allows = |clause: &Clause| {
                    clause
                        .get(variable)
                        .is_none_or(|allowed| allowed & values != 0)
                };
                let row = (0..).zip(block).fold(0, |row, (bit, (_, clause))| {
                    row | u64::from(allows(clause)) << bit
                });
                index.allowed.push(row);
            }
        }
        index
    }

    /// Leaves in `live` every clause that could hold. True where all that the clauses look at is known, so that those that
    /// could hold do.
    pub(super) fn could_hold(&self, known: &[Mask], live: &mut Bits) -> bool {
        live.fill(self.rule_of.len());
        let mut open = 0;
        for (word, live) in live.words_mut().iter_mut().enumerate() {
            let allowed = &self.allowed[word * self.rows..][..self.rows];
            for column in &self.by_set {
                let values = known[column.variable.position()] & column.all;
                open |= values & values.wrapping_sub(1);
                *live &= allowed[column.start + values as usize];
            }
            for column in &self.by_value {
                let mut values = known[column.variable.position()] & column.all;
                open |= values & values.wrapping_sub(1);
                let mut either = 0;
                while values != 0 {
                    either |= allowed[column.start + values.trailing_zeros() as usize];
                    values &= values - 1;
                }
                *live &= either;
            }
        }
        open == 0
    }

    /// The rule of a clause, by its place in the group.
    pub(super) fn rule_of(&self, clause: usize) -> usize {
        self.rule_of[clause] as usize
    }

    /// The clauses of a rule.
    pub(super) fn clauses_of(&self, place: usize) -> Range<usize> {
        self.starts[place]..self.starts[place + 1]
    }

    /// The variables that some clause looks at.
    pub(super) fn variables(&self) -> impl Iterator<Item = VariableIndex> + '_ {
        self.by_set
            .iter()
            .chain(&self.by_value)
            .map(|column| column.variable)
    }
}
