//! What a dead end teaches, and what is forgotten again.

use super::{Clause, Literal, NO_REASON, Search};

/// How much less a dead end counts than the next one, for what is tried first.
const FADING: f64 = 0.95;

impl Search {
    /// Keeps a clause that would have avoided a broken one, and goes back to where it says something.
    pub(super) fn learn(&mut self, broken: usize) {
        let level = self.tries.len();
        let mut learned: Vec<Literal> = Vec::new();
        let (mut open, mut reason, mut at) = (0, broken, self.trail.len());
        let mut resolved: Option<Literal> = None;
        // From the end of the trail back to the one literal of this try through which every way to the dead end leads.
        let tried = loop {
            for place in 0..self.clauses[reason].literals.len() {
                let literal = self.clauses[reason].literals[place];
                let proposition = literal.proposition();
                let new = resolved != Some(literal)
                    && !self.marked[proposition]
                    && self.levels[proposition] > 0;
                if new {
                    self.marked[proposition] = true;
                    self.stir(proposition);
                    if self.levels[proposition] == level {
                        open += 1;
                    } else {
                        learned.push(literal);
                    }
                }
            }
            let literal = loop {
                at -= 1;
                if self.marked[self.trail[at].proposition()] {
                    break self.trail[at];
                }
            };
            self.marked[literal.proposition()] = false;
            open -= 1;
            if open == 0 {
                break literal;
            }
            resolved = Some(literal);
            reason = self.reasons[literal.proposition()];
        };
        let marked = learned.clone();
        learned.retain(|literal| !self.follows_from_marked(*literal));
        for literal in marked {
            self.marked[literal.proposition()] = false;
        }
        learned.sort_by_key(|literal| std::cmp::Reverse(self.levels[literal.proposition()]));
        let back = learned.first();
        let back = back.map_or(0, |literal| self.levels[literal.proposition()]);
        self.take_back(back);
        self.weight /= FADING;
        if learned.is_empty() {
            self.settle(!tried, NO_REASON);
        } else {
            learned.insert(0, !tried);
            let clause = self.keep(learned, true);
            self.settle(!tried, clause);
        }
    }

    /// True where the other literals of the clause that is being learned say this one already.
    fn follows_from_marked(&self, literal: Literal) -> bool {
        let reason = self.reasons[literal.proposition()];
        reason != NO_REASON
            && self.clauses[reason].literals.iter().all(|other| {
                let proposition = other.proposition();
                *other == !literal || self.marked[proposition] || self.levels[proposition] == 0
            })
    }

    fn stir(&mut self, proposition: usize) {
        self.activity[proposition] += self.weight;
        if self.activity[proposition] > 1e100 {
            for activity in &mut self.activity {
                *activity *= 1e-100;
            }
            self.weight *= 1e-100;
        }
    }

    /// Long clauses seldom say anything.
    pub(super) fn forget_the_longer_half(&mut self) {
        let learned = self.clauses.iter().filter(|clause| clause.learned);
        let mut lengths: Vec<usize> = learned.map(|clause| clause.literals.len()).collect();
        lengths.sort_unstable();
        let longest = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        self.clauses
            .retain(|clause| !clause.learned || clause.literals.len() < longest);
        self.watch_again();
    }

    /// Watches every clause anew, after some went. Nothing is tried at this time.
    fn watch_again(&mut self) {
        for watches in &mut self.watches {
            watches.clear();
        }
        self.learned = 0;
        for clause in std::mem::take(&mut self.clauses) {
            self.keep_or_settle(clause);
        }
        self.contradictory |= self.follow().is_some();
    }

    /// Keeps a clause without what the facts have refuted; drops one that they make true.
    fn keep_or_settle(&mut self, clause: Clause) {
        let Clause {
            mut literals,
            learned,
        } = clause;
        if literals.iter().any(|literal| self.holds(*literal)) {
            return;
        }
        literals.retain(|literal| self.is_open(*literal));
        match literals.as_slice() {
            [] => self.contradictory = true,
            [fact] => self.settle(*fact, NO_REASON),
            _ => {
                self.keep(literals, learned);
            }
        }
    }
}
