//! Rules as steps where the first hit wins, which is what the peers evaluate.
//!
//! Steps go from the strongest route to the weakest. A rule that others set aside holds only where none of those counts:
//! the overrides are written out as negations. What cannot change the first hit is left out, to the peers' advantage.

use signpost::model::need::NeedIndex;
use signpost::model::rule::{Condition, Route, Rule, RuleIndex, Rules, SetsAside};
use std::collections::BTreeMap;

/// Rules of one route that the same other rules set aside.
pub struct Step {
    /// The route, where one of the rules holds and nothing sets them aside.
    pub route: Route,
    /// One of these holds. Empty: nothing needs to, so this is the last step.
    any: Vec<Condition>,
    /// And none of these.
    unless: Vec<Condition>,
}

impl Step {
    /// The step as one condition. An engine that stops at the first part that fails may be faster with the negations
    /// before or after the rules.
    pub fn condition(&self, negations_first: bool) -> Condition {
        if self.is_default() {
            return Condition::All(Vec::new());
        }
        let mut parts = vec![Condition::Any(self.any.clone())];
        if !self.unless.is_empty() {
            parts.push(not(Condition::Any(self.unless.clone())));
        }
        if negations_first {
            parts.reverse();
        }
        Condition::All(parts)
    }

    /// True where nothing needs to hold.
    pub fn is_default(&self) -> bool {
        self.any.is_empty() && self.unless.is_empty()
    }
}

/// The red flags and the rules of a need. The last step is the default.
///
/// # Panics
/// Panics where no rule of the need is a default that nothing sets aside.
pub fn steps(rules: &Rules, need: NeedIndex) -> Vec<Step> {
    let covering = Covering::new(rules, need);
    let mut steps = Vec::new();
    for route in Route::ALL.into_iter().rev() {
        // By who sets them aside, those that nobody does first.
        let mut groups: BTreeMap<Vec<RuleIndex>, Vec<Condition>> = BTreeMap::new();
        for (index, rule) in covering.0.iter().filter(|(_, rule)| rule.route == route) {
            let by = covering.set_aside_by(*index, rule);
            groups.entry(by).or_default().push(applies(rule));
        }
        let unconditional = groups
            .get(&Vec::new())
            .is_some_and(|plain| plain.iter().any(always_holds));
        if unconditional {
            // Whatever else gives this route, the default gives it too, and nothing after it is looked at.
            steps.push(Step {
                route,
                any: Vec::new(),
                unless: Vec::new(),
            });
            return steps;
        }
        steps.extend(groups.into_iter().map(|(by, any)| Step {
            route,
            any,
            unless: by.iter().map(|by| covering.counts(*by)).collect(),
        }));
    }
    panic!("the rules of a need have a default that nothing sets aside");
}

/// The rules that cover a need.
struct Covering<'r>(Vec<(RuleIndex, &'r Rule)>);

impl<'r> Covering<'r> {
    fn new(rules: &'r Rules, need: NeedIndex) -> Self {
        let all = rules.rules.iter().enumerate();
        let covering = all.filter(|(_, rule)| rule.covers(Some(need)));
        let indexed = covering.map(|(position, rule)| (RuleIndex::from_position(position), rule));
        Self(indexed.collect())
    }

    fn rule(&self, index: RuleIndex) -> &'r Rule {
        let found = self.0.iter().find(|(other, _)| *other == index);
        found
            .expect("only rules that cover the need are asked for")
            .1
    }

    /// The rules that set this one aside where they count. A stop is never set aside, and sets nothing aside.
    fn set_aside_by(&self, index: RuleIndex, rule: &Rule) -> Vec<RuleIndex> {
        let names = |by: &Rule| {
            by.instead_of.iter().any(|target| match target.value {
                SetsAside::Rule(named) => named == index,
                SetsAside::Route(route) => route == rule.route,
            })
        };
        self.0
            .iter()
            .filter(|(other, by)| {
                let stop = rule.route == Route::Stop || by.route == Route::Stop;
                !stop && *other != index && names(by)
            })
            .map(|(other, _)| *other)
            .collect()
    }

    /// The rule applies, and nothing that counts sets it aside.
    fn counts(&self, index: RuleIndex) -> Condition {
        let rule = self.rule(index);
        let mut parts = vec![applies(rule)];
        for by in self.set_aside_by(index, rule) {
            parts.push(not(self.counts(by)));
        }
        Condition::All(parts)
    }
}

/// `when` and not `unless`.
fn applies(rule: &Rule) -> Condition {
    let mut parts: Vec<Condition> = rule.when.iter().cloned().collect();
    parts.extend(rule.unless.iter().cloned().map(not));
    Condition::All(parts)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn always_holds(condition: &Condition) -> bool {
    matches!(condition, Condition::All(parts) if parts.is_empty())
}
