//! The rules that are decided together, compiled so that one decision is a few machine words.

use super::bits::Bits;
use super::clauses::{Truth, clauses, truth};
use super::exact::Exact;
use super::index::ClauseIndex;
use crate::model::fact::{Mask, VariableIndex};
use crate::model::rule::{Condition, Route, Rule, RuleIndex, Rules, SetsAside};
use std::sync::OnceLock;

/// Rules that are decided together: those of one need, or the red-flag rules of the person.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The rules, in the order of the file.
    pub rules: Vec<RuleIndex>,
    holds: ClauseIndex,
    does_not_hold: ClauseIndex,
    /// Rules with too many clauses: place in the group, and the whole condition.
    as_written: Vec<(usize, Condition)>,
    /// For each rule that sets others aside, which; every rule stands after those that may set it aside.
    sets_aside: Vec<(usize, Bits)>,
    by_route: [Bits; 5],
    /// Every case at once; made when it is first asked for.
    exact: OnceLock<Box<Exact>>,
}

/// What a group of rules decides. Everything that is said about a decision is read from this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rules whose condition could hold, by place in the group.
    pub could_apply: Bits,
    /// Rules whose condition holds for certain.
    pub applies: Bits,
    /// Rules that could apply and are not set aside for certain.
    pub could_count: Bits,
    /// Rules that apply and cannot be set aside any more.
    pub counts: Bits,
    /// The strongest route that is certain; `None`: none is yet, or no rule applies at all.
    pub established: Option<Route>,
    /// Every route that is still possible, as bits in the order of [`Route::ALL`].
    pub possible: u8,
    /// True where it is still possible that no rule gives any route.
    pub gap_possible: bool,
    /// Working memory.
    clauses: Bits,
}

impl Outcome {
    /// True where every case that is still possible gets the same route.
    #[must_use]
    pub const fn is_decided(&self) -> bool {
        if self.gap_possible {
            self.possible == 0
        } else {
            self.possible.is_power_of_two()
        }
    }

    /// The routes still possible, weakest first.
    #[must_use]
    pub fn possible_routes(&self) -> Vec<Route> {
        Route::ALL
            .into_iter()
            .filter(|route| self.possible >> (*route as u8) & 1 == 1)
            .collect()
    }
}

impl Group {
    pub(super) fn new(members: Vec<RuleIndex>, rules: &Rules) -> Self {
        let mut group = Self {
            rules: members,
            ..Self::default()
        };
        let (mut holds, mut does_not_hold) = (Vec::new(), Vec::new());
        for (place, index) in group.rules.iter().enumerate() {
            let condition = whole_condition(rules.rule(*index));
            if let (Some(yes), Some(no)) = (
                clauses(&condition, true, &rules.variables),
                clauses(&condition, false, &rules.variables),
            ) {
                holds.push(yes);
                does_not_hold.push(no);
            } else {
                holds.push(Vec::new());
                does_not_hold.push(Vec::new());
                group.as_written.push((place, condition));
            }
        }
        group.holds = ClauseIndex::new(&holds, rules);
        group.does_not_hold = ClauseIndex::new(&does_not_hold, rules);
        for (place, index) in group.rules.iter().enumerate() {
            let route = rules.rule(*index).route as usize;
            if group.by_route[route] == Bits::default() {
                group.by_route[route] = Bits::empty(group.rules.len());
            }
            group.by_route[route].insert(place);
        }
        group.sets_aside = group.order_of_setting_aside(rules);
        group
    }

    /// Which rules each rule sets aside, so ordered that a rule comes after all that may set it aside.
    fn order_of_setting_aside(&self, rules: &Rules) -> Vec<(usize, Bits)> {
        let mut waiting: Vec<(usize, Bits)> = Vec::new();
        for (place, index) in self.rules.iter().enumerate() {
            let rule = rules.rule(*index);
            let mut removed = Bits::empty(self.rules.len());
            for (other, other_index) in self.rules.iter().enumerate() {
                if other != place && is_set_aside(*other_index, rule, rules) {
                    removed.insert(other);
                }
            }
            if removed.iter().next().is_some() {
                waiting.push((place, removed));
            }
        }
        let mut ordered = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let free = waiting
                .iter()
                .position(|(place, _)| {
                    waiting
                        .iter()
                        .all(|(other, removed)| other == place || !removed.has(*place))
                })
                // The loader refuses cycles; going on in file order keeps even a broken set finite.
                .unwrap_or(0);
            ordered.push(waiting.remove(free));
        }
        ordered
    }

    /// What is exactly possible; made once, at the first question.
    pub fn exact(&self, rules: &Rules) -> &Exact {
        self.exact.get_or_init(|| Box::new(Exact::of(self, rules)))
    }

    /// Decides with what is known: one mask a variable. Writes into `outcome`, keeping its memory.
    pub fn decide(&self, known: &[Mask], outcome: &mut Outcome) {
        let size = self.rules.len();
        outcome.could_apply.reset(size);
        outcome.applies.reset(size);
        let all_known = self.holds.could_hold(known, &mut outcome.clauses);
        for clause in outcome.clauses.iter() {
            outcome.could_apply.insert(self.holds.rule_of(clause));
        }
        // Only a rule that could apply may apply for certain, and often none could.
        if all_known {
            outcome.applies.copy_from(&outcome.could_apply);
        } else if !outcome.could_apply.is_empty() {
            self.does_not_hold.could_hold(known, &mut outcome.clauses);
            for place in outcome.could_apply.iter() {
                let refuted = self.does_not_hold.clauses_of(place);
                if !outcome.clauses.has_any(refuted) {
                    outcome.applies.insert(place);
                }
            }
        }
        for (place, condition) in &self.as_written {
            match truth(condition, known) {
                Truth::Holds => {
                    outcome.could_apply.insert(*place);
                    outcome.applies.insert(*place);
                }
                Truth::NotKnown => outcome.could_apply.insert(*place),
                Truth::DoesNotHold => {}
            }
        }
        outcome.could_count.copy_from(&outcome.could_apply);
        outcome.counts.copy_from(&outcome.applies);
        for (place, removed) in &self.sets_aside {
            if outcome.counts.has(*place) {
                outcome.could_count.remove_all(removed);
                outcome.counts.remove_all(removed);
            } else if outcome.could_count.has(*place) {
                outcome.counts.remove_all(removed);
            }
        }
        self.routes(outcome);
    }

    fn routes(&self, outcome: &mut Outcome) {
        outcome.established = None;
        outcome.possible = 0;
        for route in Route::ALL {
            let rules = &self.by_route[route as usize];
            if outcome.counts.meets(rules) {
                outcome.established = Some(route);
                outcome.possible = 1 << route as u8;
            } else if outcome.could_count.meets(rules) {
                outcome.possible |= 1 << route as u8;
            }
        }
        outcome.gap_possible = outcome.established.is_none();
    }

    /// The rules of a set of places.
    pub fn rules_of<'g>(&'g self, places: &'g Bits) -> impl Iterator<Item = RuleIndex> + 'g {
        places.iter().map(|place| self.rules[place])
    }

    /// The routes of the rules at these places that are weaker than `below`, strongest first.
    #[must_use]
    pub fn routes_below(&self, places: &Bits, below: Route) -> Vec<Route> {
        Route::ALL
            .into_iter()
            .rev()
            .filter(|route| *route < below && places.meets(&self.by_route[*route as usize]))
            .collect()
    }

    /// The variables that the rules of this group look at.
    #[must_use]
    pub fn variables(&self) -> Vec<VariableIndex> {
        let mut variables: Vec<VariableIndex> = self.holds.variables().collect();
        for (_, condition) in &self.as_written {
            condition.variables(&mut |variable, _, _| variables.push(variable));
        }
        variables.sort_unstable();
        variables.dedup();
        variables
    }
}

/// `when` and not `unless`, as one condition.
fn whole_condition(rule: &Rule) -> Condition {
    let mut parts: Vec<Condition> = rule.when.clone().into_iter().collect();
    parts.extend(
        rule.unless
            .clone()
            .map(|unless| Condition::Not(Box::new(unless))),
    );
    Condition::All(parts)
}

/// True where `by` names the rule, or its route, in `instead_of`. A stop is never set aside, and sets nothing aside.
pub(super) fn is_set_aside(index: RuleIndex, by: &Rule, rules: &Rules) -> bool {
    let route = rules.rule(index).route;
    route != Route::Stop
        && by.route != Route::Stop
        && by.instead_of.iter().any(|target| match target.value {
            SetsAside::Rule(named) => named == index,
            SetsAside::Route(named) => named == route,
        })
}
