//! Rules and facts to a decision, which contains its own explanation.
//!
//! For each need the rules that cover it are taken. A rule applies where `when` holds and `unless` does not; it is set
//! aside where another rule that applies, and is not set aside itself, names it or its route in `instead_of`. The need
//! gets the strongest route left. Facts that nobody asked about leave a range, never a no. Knows nothing of services.

pub mod ask;
mod bits;
mod clauses;
pub mod diagram;
pub mod diff;
pub mod effects;
pub mod exact;
mod explain;
mod group;
mod index;
pub mod knowledge;
pub mod logic;
pub mod meaning;
pub mod prove;
mod random;
pub mod reason;
pub mod solve;
pub mod what_if;

pub use bits::Bits;
pub use clauses::{Truth, truth};
pub use explain::{RuleState, Unknown, rule_states, unknown_facts};
pub use group::{Group, Outcome};

use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::Mask;
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, RuleIndex, Rules};
use jiff::civil::Date;

/// Rules made ready to decide: one group for the person's red flags, and one for each need.
#[derive(Clone, Debug)]
pub struct Compiled {
    person: Group,
    needs: Vec<Group>,
}

impl Compiled {
    /// Compiles the rules of a directory.
    #[must_use]
    pub fn new(directory: &Directory) -> Self {
        Self::of(
            &directory.rules,
            (0..directory.needs.len()).map(NeedIndex::from_position),
        )
    }

    /// Compiles rules for some needs, which stand in the order of their indexes from the first.
    #[must_use]
    pub fn of(rules: &Rules, needs: impl Iterator<Item = NeedIndex>) -> Self {
        let all: Vec<RuleIndex> = (0..rules.rules.len())
            .map(RuleIndex::from_position)
            .collect();
        let (person, per_need): (Vec<RuleIndex>, Vec<RuleIndex>) = all
            .into_iter()
            .partition(|index| is_about_the_person(*index, rules));
        let group = |need| {
            let covers = per_need
                .iter()
                .copied()
                .filter(|index| rules.rule(*index).covers(Some(need)));
            Group::new(covers.collect(), rules)
        };
        Self {
            needs: needs.map(group).collect(),
            person: Group::new(person, rules),
        }
    }

    /// The red-flag rules, which are decided once.
    #[must_use]
    pub const fn person(&self) -> &Group {
        &self.person
    }

    /// The rules of a need.
    #[must_use]
    pub fn need(&self, need: NeedIndex) -> &Group {
        &self.needs[need.position()]
    }
}

/// A stop that is about no need in particular and looks only at facts about the person: a red-flag rule.
fn is_about_the_person(index: RuleIndex, rules: &Rules) -> bool {
    let rule = rules.rule(index);
    let mut per_need = false;
    for condition in rule.when.iter().chain(&rule.unless) {
        condition.variables(&mut |variable, _, _| {
            per_need |= rules.variables[variable.position()].per_need;
        });
    }
    rule.route == Route::Stop && rule.for_.is_none() && !per_need
}

/// What was decided about one need, and with what knowledge.
#[derive(Clone, Debug)]
pub struct NeedDecision {
    /// The need.
    pub need: NeedIndex,
    /// What was known.
    pub known: Vec<Mask>,
    /// What the rules of the need say.
    pub outcome: Outcome,
}

/// What was decided about a case: once for the person's red flags, and for each need.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What was known of the person.
    pub known: Vec<Mask>,
    /// What the red-flag rules say; its route is `stop` or none.
    pub person: Outcome,
    /// What the rules say for each need, in the order of the case.
    pub needs: Vec<NeedDecision>,
}

/// Decides a case as of a day.
#[must_use]
pub fn decide(compiled: &Compiled, rules: &Rules, case: &Case, today: Date) -> Decision {
    let known = knowledge::of_person(rules, case, today);
    let mut person = Outcome::default();
    compiled.person.decide(&known, &mut person);
    if !person.is_decided() {
        compiled.person.exact(rules).refine(&known, &mut person);
    }
    let needs = case
        .needs
        .iter()
        .map(|(need, answers)| {
            let known = knowledge::of_need(rules, &known, answers);
            let mut outcome = Outcome::default();
            let group = compiled.need(*need);
            group.decide(&known, &mut outcome);
            if !outcome.is_decided() {
                group.exact(rules).refine(&known, &mut outcome);
            }
            NeedDecision {
                need: *need,
                known,
                outcome,
            }
        })
        .collect();
    Decision {
        known,
        person,
        needs,
    }
}

impl Decision {
    /// True where a stop is certain, for the person or for a need.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.outcomes()
            .any(|outcome| outcome.established == Some(Route::Stop))
    }

    /// True where every need's route is decided and no red flag is open.
    ///
    /// A stop that is certain is decided whatever else is open: nothing can set it aside.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.stops()
            || (self.person.possible == 0
                && !self.needs.is_empty()
                && self.needs.iter().all(|need| need.outcome.is_decided()))
    }

    /// The strongest route that is certain; `None`: none is.
    #[must_use]
    pub fn route(&self) -> Option<Route> {
        self.outcomes()
            .filter_map(|outcome| outcome.established)
            .max()
    }

    /// Every route the person could still get, weakest first.
    #[must_use]
    pub fn possible(&self) -> Vec<Route> {
        let least = self.route();
        let any = self
            .outcomes()
            .fold(0, |all, outcome| all | outcome.possible);
        Route::ALL
            .into_iter()
            .filter(|route| {
                any >> (*route as u8) & 1 == 1 && least.is_none_or(|least| *route >= least)
            })
            .collect()
    }

    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        std::iter::once(&self.person).chain(self.needs.iter().map(|need| &need.outcome))
    }
}
