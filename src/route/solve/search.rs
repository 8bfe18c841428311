//! Clauses over propositions, and an assignment that keeps them all: the part of the solver that knows nothing of rules.
//!
//! Something is tried, everything that follows is worked out, and a dead end is turned into a clause that rules out its
//! cause, so that it is never run into again, by a later question no more than by this one (conflict-driven clause
//! learning, Marques-Silva and Sakallah 1999; two watched literals and activities, Moskewicz and others 2001). Nothing is
//! drawn at random: the same questions in the same order take the same way.

mod learn;

/// A proposition, or its opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Literal(u32);

impl Literal {
    fn new(proposition: usize) -> Self {
        Self(u32::try_from(proposition * 2).expect("propositions are counted in thousands"))
    }

    pub(super) const fn proposition(self) -> usize {
        (self.0 / 2) as usize
    }

    const fn position(self) -> usize {
        self.0 as usize
    }
}

impl std::ops::Not for Literal {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// A clause that has to be looked at when one of the two literals it watches fails.
#[derive(Clone, Copy, Debug)]
struct Watch {
    clause: usize,
    /// Another literal of the clause: where it holds, so does the clause.
    other: Literal,
}

#[derive(Clone, Debug)]
struct Clause {
    /// Two or more; the first two are watched.
    literals: Vec<Literal>,
    learned: bool,
}

/// No clause: the literal was tried, or is one of the facts.
const NO_REASON: usize = usize::MAX;
/// After so many dead ends, times the next of Luby's numbers, everything that was tried is taken back.
const PATIENCE: u32 = 64;
/// More learned clauses than this, and the longer half of them is forgotten.
const MOST_LEARNED: usize = 4_000;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Search {
    clauses: Vec<Clause>,
    /// By literal: the clauses that watch it.
    watches: Vec<Vec<Watch>>,
    /// By literal: 1 it holds, -1 it does not, 0 open.
    values: Vec<i8>,
    /// By proposition: after how many tries it was settled.
    levels: Vec<usize>,
    /// By proposition: the clause that settled it.
    reasons: Vec<usize>,
    activity: Vec<f64>,
    weight: f64,
    /// Everything that is settled, in this order.
    trail: Vec<Literal>,
    /// Where in the trail each try begins.
    tries: Vec<usize>,
    /// How much of the trail has been followed.
    followed: usize,
    learned: usize,
    /// Working memory of [`Self::learn`].
    marked: Vec<bool>,
    /// The clauses cannot all be kept. Definitions always can, so this stays false.
    contradictory: bool,
}

impl Search {
    /// No propositions yet.
    pub(super) fn new() -> Self {
        Self {
            clauses: Vec::new(),
            watches: Vec::new(),
            values: Vec::new(),
            levels: Vec::new(),
            reasons: Vec::new(),
            activity: Vec::new(),
            weight: 1.0,
            trail: Vec::new(),
            tries: Vec::new(),
            followed: 0,
            learned: 0,
            marked: Vec::new(),
            contradictory: false,
        }
    }

    /// Adds a proposition of which nothing is known.
    pub(super) fn proposition(&mut self) -> Literal {
        let literal = Literal::new(self.levels.len());
        self.values.extend([0, 0]);
        self.watches.extend([Vec::new(), Vec::new()]);
        self.levels.push(0);
        self.reasons.push(NO_REASON);
        self.activity.push(0.0);
        self.marked.push(false);
        literal
    }

    pub(super) fn holds(&self, literal: Literal) -> bool {
        self.values[literal.position()] > 0
    }

    pub(super) fn fails(&self, literal: Literal) -> bool {
        self.values[literal.position()] < 0
    }

    pub(super) fn is_open(&self, literal: Literal) -> bool {
        self.values[literal.position()] == 0
    }

    /// From now on one of these holds. Takes back everything that was tried.
    pub(super) fn add(&mut self, literals: impl IntoIterator<Item = Literal>) {
        self.take_back(0);
        let mut clause: Vec<Literal> = literals.into_iter().collect();
        clause.sort_unstable();
        clause.dedup();
        let is_empty_of_news = clause.windows(2).any(|pair| pair[0] == !pair[1])
            || clause.iter().any(|literal| self.holds(*literal));
        if is_empty_of_news {
            return;
        }
        clause.retain(|literal| self.is_open(*literal));
        match clause.as_slice() {
            [] => self.contradictory = true,
            [fact] => {
                self.settle(*fact, NO_REASON);
                self.contradictory |= self.follow().is_some();
            }
            _ => {
                self.keep(clause, false);
            }
        }
    }

    /// Whether everything assumed can hold together with the clauses. If so, the assignment can be read until the next
    /// question: it settles each of the propositions to `choose`, which are tried as they stand, the most involved in dead
    /// ends first.
    pub(super) fn can_hold(&mut self, assumed: &[Literal], choose: &[Literal]) -> bool {
        self.take_back(0);
        let (mut dead_ends, mut round) = (0, 1);
        while !self.contradictory {
            if let Some(clause) = self.follow() {
                dead_ends += 1;
                if self.tries.is_empty() {
                    self.contradictory = true;
                } else {
                    self.learn(clause);
                }
            } else if dead_ends >= PATIENCE * luby(round) {
                (dead_ends, round) = (0, round + 1);
                self.take_back(0);
                if self.learned > MOST_LEARNED {
                    self.forget_the_longer_half();
                }
            } else if let Some(next) = assumed.get(self.tries.len()) {
                if self.fails(*next) {
                    return false;
                }
                self.attempt(*next);
            } else {
                match self.most_active(choose) {
                    Some(next) => self.attempt(next),
                    None => return true,
                }
            }
        }
        false
    }

    fn most_active(&self, choose: &[Literal]) -> Option<Literal> {
        let mut best: Option<Literal> = None;
        let activity = |literal: Literal| self.activity[literal.proposition()];
        for literal in choose.iter().filter(|literal| self.is_open(**literal)) {
            if best.is_none_or(|best| activity(*literal) > activity(best)) {
                best = Some(*literal);
            }
        }
        best
    }

    /// Tries a literal; one that holds already is a try without news.
    fn attempt(&mut self, literal: Literal) {
        self.tries.push(self.trail.len());
        if self.is_open(literal) {
            self.settle(literal, NO_REASON);
        }
    }

    fn settle(&mut self, literal: Literal, reason: usize) {
        self.values[literal.position()] = 1;
        self.values[(!literal).position()] = -1;
        self.levels[literal.proposition()] = self.tries.len();
        self.reasons[literal.proposition()] = reason;
        self.trail.push(literal);
    }

    /// Takes back every try but the first few.
    fn take_back(&mut self, tries: usize) {
        let Some(start) = self.tries.get(tries).copied() else {
            return;
        };
        for literal in self.trail.drain(start..) {
            self.values[literal.position()] = 0;
            self.values[(!literal).position()] = 0;
        }
        self.tries.truncate(tries);
        self.followed = start;
    }

    /// Settles everything that follows; a clause that is broken, if there is one.
    fn follow(&mut self) -> Option<usize> {
        while let Some(literal) = self.trail.get(self.followed).copied() {
            self.followed += 1;
            let failed = !literal;
            let mut watches = std::mem::take(&mut self.watches[failed.position()]);
            let broken = self.look_at(failed, &mut watches);
            self.watches[failed.position()] = watches;
            if broken.is_some() {
                return broken;
            }
        }
        None
    }

    /// Looks at the clauses that watch a literal which failed; those that can watch another one leave the list.
    fn look_at(&mut self, failed: Literal, watches: &mut Vec<Watch>) -> Option<usize> {
        let (mut kept, mut at, mut broken) = (0, 0, None);
        while at < watches.len() {
            let Watch { clause, other } = watches[at];
            at += 1;
            if self.values[other.position()] > 0 {
                watches[kept] = Watch { clause, other };
                kept += 1;
                continue;
            }
            let literals = &mut self.clauses[clause].literals;
            if literals[0] == failed {
                literals.swap(0, 1);
            }
            let first = literals[0];
            let values = &self.values;
            if values[first.position()] <= 0
                && let Some(free) =
                    (2..literals.len()).find(|place| values[literals[*place].position()] >= 0)
            {
                literals.swap(1, free);
                self.watches[literals[1].position()].push(Watch {
                    clause,
                    other: first,
                });
                continue;
            }
            watches[kept] = Watch {
                clause,
                other: first,
            };
            kept += 1;
            if self.fails(first) {
                broken = Some(clause);
                break;
            }
            if self.is_open(first) {
                self.settle(first, clause);
            }
        }
        watches.drain(kept..at);
        broken
    }

    fn keep(&mut self, literals: Vec<Literal>, learned: bool) -> usize {
        let clause = self.clauses.len();
        self.watches[literals[0].position()].push(Watch {
            clause,
            other: literals[1],
        });
        self.watches[literals[1].position()].push(Watch {
            clause,
            other: literals[0],
        });
        self.learned += usize::from(learned);
        self.clauses.push(Clause { literals, learned });
        clause
    }
}

/// Luby's numbers, from the first: 1, 1, 2, 1, 1, 2, 4, …
fn luby(place: u32) -> u32 {
    let mut size = 1;
    while size < place {
        size = 2 * size + 1;
    }
    let (mut size, mut place) = (size, place);
    while size != place {
        size /= 2;
        if place > size {
            place -= size;
        }
    }
    size.div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::random::Random;

    #[test]
    fn lubys_numbers() {
        let first: Vec<u32> = (1..=15).map(luby).collect();
        assert_eq!(first, [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]);
    }

    /// About as many clauses of three as make some questions impossible and others not.
    #[test]
    fn agrees_with_trying_everything_question_after_question_whatever_is_forgotten() {
        const PROPOSITIONS: usize = 10;
        let mut random = Random(7);
        let (mut possible, mut impossible) = (0, 0);
        for _ in 0..60 {
            let mut search = Search::new();
            let all: Vec<Literal> = (0..PROPOSITIONS).map(|_| search.proposition()).collect();
            let mut literal = || {
                let literal = all[random.below(PROPOSITIONS)];
                if random.below(2) == 0 {
                    literal
                } else {
                    !literal
                }
            };
            let clauses: Vec<[Literal; 3]> =
                (0..38).map(|_| [literal(), literal(), literal()]).collect();
            let questions: Vec<[Literal; 3]> =
                (0..30).map(|_| [literal(), literal(), literal()]).collect();
            for clause in &clauses {
                search.add(clause.iter().copied());
            }
            for (number, assumed) in questions.iter().enumerate() {
                let in_case = |case: usize, literal: &Literal| {
                    let holds = case >> literal.proposition() & 1 == 1;
                    holds == (*literal == all[literal.proposition()])
                };
                let by_trying = (0..1 << PROPOSITIONS).any(|case| {
                    assumed.iter().all(|literal| in_case(case, literal))
                        && clauses
                            .iter()
                            .all(|clause| clause.iter().any(|literal| in_case(case, literal)))
                });
                let found = search.can_hold(assumed, &all);
                assert_eq!(found, by_trying);
                if found {
                    assert!(assumed.iter().all(|literal| search.holds(*literal)));
                    let kept = |clause: &[Literal; 3]| clause.iter().any(|one| search.holds(*one));
                    assert!(clauses.iter().all(kept));
                }
                (possible, impossible) = (
                    possible + usize::from(found),
                    impossible + usize::from(!found),
                );
                if number % 7 == 6 {
                    search.take_back(0);
                    search.forget_the_longer_half();
                }
            }
        }
        assert!(possible > 100 && impossible > 100, "both have to be tried");
    }
}
