//! Cases that are at hand, all looked at together: most questions are answered by one of them, and need no search.
//!
//! A machine word holds one bit a case, so a formula is worked out for all of them in a few steps. They begin as cases
//! drawn at random, always the same ones, in most of which most variables have their first value: that no danger is
//! raised, say. Each case that a search finds takes the place of the oldest.

use crate::model::fact::Mask;
use crate::route::logic::{Formula, Logic, Node};
use crate::route::random::Random;

const WORDS: usize = 4;
/// How many cases there are.
const CASES: usize = WORDS * 64;

/// One bit a case.
type Cases = [u64; WORDS];

const ALL: Cases = [u64::MAX; WORDS];
const NONE: Cases = [0; WORDS];

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// By variable, then by value: the cases in which it has this value.
    values: Vec<Vec<Cases>>,
    /// By formula: when it was worked out, and in which cases it holds.
    formulas: Vec<(u32, Cases)>,
    /// Goes up when a case changes.
    moment: u32,
    /// The next case to give way.
    oldest: usize,
}

impl Seen {
    /// True where one of the cases has these values and fulfils every goal. False says nothing.
    pub(super) fn shows(&mut self, logic: &Logic, known: &[Mask], goals: &[Formula]) -> bool {
        self.grow(logic);
        let mut left = ALL;
        for goal in goals {
            both(&mut left, &self.holds_in(logic, *goal));
            if left == NONE {
                return false;
            }
        }
        for ((known, whole), values) in known.iter().zip(logic.whole()).zip(&self.values) {
            if whole & !known != 0 {
                let mut within = NONE;
                for (value, cases) in values.iter().enumerate() {
                    if known >> value & 1 == 1 {
                        either(&mut within, cases);
                    }
                }
                both(&mut left, &within);
            }
        }
        left != NONE
    }

    /// Keeps a case: one value a variable.
    pub(super) fn remember(&mut self, case: &[Mask]) {
        let (word, bit) = (self.oldest / 64, 1 << (self.oldest % 64));
        for (values, case) in self.values.iter_mut().zip(case) {
            for (value, cases) in values.iter_mut().enumerate() {
                if case >> value & 1 == 1 {
                    cases[word] |= bit;
                } else {
                    cases[word] &= !bit;
                }
            }
        }
        self.moment += 1;
        self.oldest = (self.oldest + 1) % CASES;
    }

    fn grow(&mut self, logic: &Logic) {
        for (position, whole) in logic.whole().iter().enumerate().skip(self.values.len()) {
            let mut random = Random(position as u64);
            let all: Vec<u32> = (0..Mask::BITS)
                .filter(|value| whole >> value & 1 == 1)
                .collect();
            let mut values = vec![NONE; (Mask::BITS - whole.leading_zeros()) as usize];
            for case in 0..CASES {
                // One case in four has half its variables at another value than the first, one a quarter, and so on.
                let first = random.below(2 << (case % 4 * 2)) != 0;
                let place = if first {
                    0
                } else {
                    random.below(all.len().max(1))
                };
                if let Some(value) = all.get(place) {
                    values[*value as usize][case / 64] |= 1 << (case % 64);
                }
            }
            self.values.push(values);
        }
        if self.formulas.len() < logic.len() {
            self.formulas.resize(logic.len(), (u32::MAX, NONE));
        }
    }

    fn holds_in(&mut self, logic: &Logic, formula: Formula) -> Cases {
        let (moment, cases) = self.formulas[formula.position()];
        if moment == self.moment {
            return cases;
        }
        let cases = match logic.node(formula) {
            Node::Is(variable, values) => {
                let mut cases = NONE;
                for (value, of_value) in self.values[variable.position()].iter().enumerate() {
                    if values >> value & 1 == 1 {
                        either(&mut cases, of_value);
                    }
                }
                cases
            }
            Node::All(parts) => {
                let mut cases = ALL;
                for part in parts {
                    both(&mut cases, &self.holds_in(logic, *part));
                }
                cases
            }
            Node::Any(parts) => {
                let mut cases = NONE;
                for part in parts {
                    either(&mut cases, &self.holds_in(logic, *part));
                }
                cases
            }
        };
        self.formulas[formula.position()] = (self.moment, cases);
        cases
    }
}

fn both(cases: &mut Cases, others: &Cases) {
    for (word, other) in cases.iter_mut().zip(others) {
        *word &= other;
    }
}

fn either(cases: &mut Cases, others: &Cases) {
    for (word, other) in cases.iter_mut().zip(others) {
        *word |= other;
    }
}
