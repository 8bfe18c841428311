//! What is true of rules in every possible case of every need, and a class of cases where it is not.
//!
//! A need is decided by every rule that covers it, the person's red-flag rules included. Needs that the same rules cover are
//! proved once. Cases that the rules call impossible are left out everywhere. Says nothing in words; the checks do.

mod promises;
mod rule_by_rule;

use super::effects::{Effect, effects};
use super::is_about_the_person;
use super::logic::{Formula, Logic};
use super::meaning::Meaning;
use super::solve::{Solver, widen};
use crate::model::fact::{Mask, VariableIndex};
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, RuleIndex, Rules};
use std::cell::RefCell;

/// What was proved not to hold, or not to be worth a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There are cases that no rule gives a route.
    Gap(Counterexample),
    /// A rule can never apply.
    NeverApplies(RuleIndex),
    /// A rule is never the strongest that counts, and without it every decision would be the same.
    NeverDecides {
        /// The rule.
        rule: RuleIndex,
        /// Rules that are stronger where it counts, or that set it aside where it never does.
        by: Vec<RuleIndex>,
        /// True where it never even counts.
        always_set_aside: bool,
    },
    /// Without the rule every decision would be the same: route, weaker routes, actions, holds and professions.
    Redundant {
        /// The rule.
        rule: RuleIndex,
        /// Rules that give the same where it counts.
        beside: Vec<RuleIndex>,
    },
    /// A stop rule applies and does not count.
    StopSetAside(RuleIndex, Counterexample),
    /// An `[[always]]` or `[[never]]` does not hold; its place in [`Rules::invariants`].
    PromiseBroken(usize, Counterexample),
    /// An `[[always]]` or `[[never]]` is about no possible case; its place in [`Rules::invariants`].
    PromiseWithoutCase(usize),
    /// Raising a fact of a `[[never_weaker]]` gives a weaker route; its place in [`Rules::never_weaker`].
    Weaker {
        /// Which `[[never_weaker]]`.
        never_weaker: usize,
        /// What is raised.
        variable: VariableIndex,
        /// The value before.
        from: u8,
        /// The value after, a higher one.
        to: u8,
        /// The route after; `None`: none.
        after: Option<Route>,
        /// The cases before.
        before: Counterexample,
    },
    /// Nobody can be in any case: the `[[impossible]]` cases leave none.
    EverythingImpossible,
}

/// Cases in which something fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// The needs for which it does; empty: for the person, whatever the need.
    pub needs: Vec<NeedIndex>,
    /// One set of values a variable: in every case of them that is possible it fails, whatever the other facts are.
    pub class: Vec<Mask>,
    /// The route that one of these cases gets; `None`: none.
    pub route: Option<Route>,
    /// The rules that give that route there.
    pub decide: Vec<RuleIndex>,
    /// The rules that apply there and are set aside, each with those that do it.
    pub set_aside: Vec<(RuleIndex, Vec<RuleIndex>)>,
}

/// The rules of some needs, as formulas.
struct Covered<'r> {
    rules: &'r Rules,
    /// The needs that exactly these rules cover; empty: the person.
    needs: Vec<NeedIndex>,
    logic: Logic,
    meaning: Meaning,
    /// Not one of the impossible cases.
    possible: Formula,
    effects: Vec<(Effect, Formula)>,
    solver: RefCell<Solver>,
}

/// How many groups of needs there are that exactly the same rules cover.
#[must_use]
pub fn groups(rules: &Rules, needs: usize) -> usize {
    by_rules(rules, needs).len()
}

/// Everything that fails, in the order of [`Failure`], then of the file. Empty: everything is proved.
#[must_use]
pub fn prove(rules: &Rules, needs: usize) -> Vec<Failure> {
    let mut covered: Vec<Covered> = by_rules(rules, needs)
        .into_iter()
        .map(|(members, needs)| Covered::new(rules, needs, &members))
        .collect();
    let red_flags: Vec<RuleIndex> = (0..rules.rules.len())
        .map(RuleIndex::from_position)
        .filter(|index| is_about_the_person(*index, rules))
        .collect();
    let mut person = Covered::new(rules, Vec::new(), &red_flags);
    let possible = person.possible;
    if !person.happens(&[possible]) {
        return vec![Failure::EverythingImpossible];
    }
    let mut failures: Vec<Failure> = gaps(&mut covered);
    // Without needs nothing but the red flags is decided, and every other rule would seem idle.
    if !covered.is_empty() {
        failures.extend(rule_by_rule::failures(rules, &mut covered));
    }
    failures.extend(promises::failures(rules, &mut covered, &mut person));
    failures
}

/// Needs with the rules that cover them; needs with the same rules stand together, in the order of the file.
fn by_rules(rules: &Rules, needs: usize) -> Vec<(Vec<RuleIndex>, Vec<NeedIndex>)> {
    let mut groups: Vec<(Vec<RuleIndex>, Vec<NeedIndex>)> = Vec::new();
    for need in (0..needs).map(NeedIndex::from_position) {
        let members: Vec<RuleIndex> = (0..rules.rules.len())
            .map(RuleIndex::from_position)
            .filter(|index| rules.rule(*index).covers(Some(need)))
            .collect();
        match groups.iter_mut().find(|(known, _)| *known == members) {
            Some((_, of_group)) => of_group.push(need),
            None => groups.push((members, vec![need])),
        }
    }
    groups
}

/// Cases without a route.
fn gaps(covered: &mut [Covered]) -> Vec<Failure> {
    let mut gaps = Vec::new();
    for covered in covered {
        let none = covered.meaning.route_is(None, &mut covered.logic);
        let needs = covered.needs.clone();
        covered.add_to(&mut gaps, needs, none);
    }
    gaps.into_iter().map(Failure::Gap).collect()
}

impl<'r> Covered<'r> {
    fn new(rules: &'r Rules, needs: Vec<NeedIndex>, members: &[RuleIndex]) -> Self {
        let mut logic = Logic::new(&rules.variables);
        let meaning = Meaning::of(members, rules, &mut logic);
        let possible = possible(rules, None, &mut logic);
        let effects = effects(&meaning, rules, &mut logic);
        Self {
            rules,
            needs,
            logic,
            meaning,
            possible,
            effects,
            solver: RefCell::default(),
        }
    }

    /// The place of a rule among those that cover these needs.
    fn place(&self, rule: RuleIndex) -> Option<usize> {
        self.meaning.rules.iter().position(|member| *member == rule)
    }

    /// True where one of the rules looks at the variable.
    fn looks_at(&self, variable: VariableIndex) -> bool {
        self.meaning.rules.iter().any(|index| {
            let rule = self.rules.rule(*index);
            let mut looks = false;
            for condition in rule.when.iter().chain(&rule.unless) {
                condition.variables(&mut |named, _, _| looks |= named == variable);
            }
            looks
        })
    }

    /// True where all of these hold in some case with this knowledge.
    fn can_hold(&self, known: &[Mask], goals: &[Formula]) -> bool {
        let mut solver = self.solver.borrow_mut();
        solver.can_hold(&self.logic, known, goals)
    }

    /// True where all of these hold in a possible case.
    fn happens(&self, goals: &[Formula]) -> bool {
        let goals: Vec<Formula> = goals.iter().copied().chain([self.possible]).collect();
        self.can_hold(self.logic.whole(), &goals)
    }

    /// Adds possible cases in which `bad` holds for these needs: to a counterexample that is there already where it is one
    /// for them too, else as one of their own.
    fn add_to(&mut self, found: &mut Vec<Counterexample>, needs: Vec<NeedIndex>, bad: Formula) {
        if !self.happens(&[bad]) {
            return;
        }
        let not_bad = self.logic.not(bad);
        for known in &mut *found {
            let mut class = known.class.clone();
            class.extend_from_slice(&self.logic.whole()[class.len()..]);
            let route_is = self.meaning.route_is(known.route, &mut self.logic);
            let other_route = self.logic.not(route_is);
            let differs = self.logic.any([not_bad, other_route]);
            if !self.can_hold(&class, &[self.possible, differs]) {
                known.needs.extend(needs);
                return;
            }
        }
        if let Some(mut own) = self.counterexample(bad) {
            own.needs = needs;
            found.push(own);
        }
    }

    /// Possible cases in which `bad` holds and all get the same route, as few facts named as can be.
    fn counterexample(&mut self, bad: Formula) -> Option<Counterexample> {
        let (found, class) = self.cases(bad)?;
        Some(self.explain(class, &found))
    }

    /// Possible cases in which `bad` holds and all get the same route: one that the solver found, and the widest class
    /// around it.
    fn cases(&mut self, bad: Formula) -> Option<(Vec<Mask>, Vec<Mask>)> {
        let whole = self.logic.whole().to_vec();
        let found = {
            let mut solver = self.solver.borrow_mut();
            first_case(&solver.solve(&self.logic, &whole, &[bad, self.possible])?)
        };
        let route = self.route(&found);
        let same_route = self.meaning.route_is(route, &mut self.logic);
        let goal = self.logic.all([bad, same_route]);
        let solver = &mut self.solver.borrow_mut();
        let class = widen(solver, &mut self.logic, &whole, &found, goal, self.possible);
        Some((found, class))
    }

    /// The route of one whole case.
    fn route(&self, case: &[Mask]) -> Option<Route> {
        let counting = self.those(&self.meaning.counts, case);
        counting
            .iter()
            .map(|rule| self.rules.rule(*rule).route)
            .max()
    }

    /// What happens in cases of which one is `case`. Named are the rules that count, or are set aside, in all of them; where
    /// it is now this rule and now that, those of the one.
    fn explain(&self, class: Vec<Mask>, case: &[Mask]) -> Counterexample {
        let route = self.route(case);
        let gives = |rule: &RuleIndex| Some(self.rules.rule(*rule).route) == route;
        let mut everywhere = class.as_slice();
        let mut counting = self.those(&self.meaning.counts, everywhere);
        if !counting.iter().any(gives) {
            everywhere = case;
            counting = self.those(&self.meaning.counts, everywhere);
        }
        let set_aside = self
            .those(&self.meaning.applies, everywhere)
            .into_iter()
            .filter(|rule| !counting.contains(rule))
            .map(|rule| {
                let by = |setter: &RuleIndex| {
                    super::group::is_set_aside(rule, self.rules.rule(*setter), self.rules)
                };
                (rule, counting.iter().copied().filter(by).collect())
            })
            .filter(|(_, by): &(RuleIndex, Vec<RuleIndex>)| !by.is_empty())
            .collect();
        let decide = counting.iter().copied().filter(gives).collect();
        let mut class = class;
        class.truncate(self.rules.variables.len());
        Counterexample {
            needs: self.needs.clone(),
            class,
            route,
            decide,
            set_aside,
        }
    }

    /// The rules whose formula holds for certain with this knowledge.
    fn those(&self, formulas: &[Formula], known: &[Mask]) -> Vec<RuleIndex> {
        let holds = |formula: &Formula| self.logic.truth(*formula, known) == super::Truth::Holds;
        let rules = self.meaning.rules.iter().zip(formulas);
        rules
            .filter(|(_, formula)| holds(formula))
            .map(|(rule, _)| *rule)
            .collect()
    }
}

/// The first of the cases that were found: any of them will do.
fn first_case(found: &[Mask]) -> Vec<Mask> {
    let first = |values: &Mask| values & values.wrapping_neg();
    found.iter().map(first).collect()
}

/// Not one of the cases that the rules call impossible.
fn possible(rules: &Rules, instead: Option<super::logic::Instead>, logic: &mut Logic) -> Formula {
    let impossible: Vec<Formula> = rules
        .impossible
        .iter()
        .map(|cases| logic.condition(&cases.when, instead))
        .collect();
    let impossible = logic.any(impossible);
    logic.not(impossible)
}
