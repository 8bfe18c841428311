//! Worked cases: a case with what it must give, compared with what it gives. [`report`] tries many at once.

mod behind;
pub mod junit;
pub mod report;
pub mod written;

use crate::model::case::{Case, Expect};
use crate::model::rule::Route;
use crate::model::vocabulary::Vocabulary;
use crate::plan::make::{Context, plan};
use crate::plan::{ActionState, Plan};
use serde::Serialize;
use std::fmt;

/// One thing that came out otherwise than expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What was compared: `route`, `needs.falls`, `rules`.
    pub what: String,
    /// What the case expects.
    pub expected: String,
    /// What the plan gives.
    pub found: String,
    /// Ids of the needs that it comes from, in the order of the case; empty: from what stops, or from no need.
    pub needs: Vec<String>,
}

impl fmt::Display for Difference {
    /// `needs.falls: must be ahp, is link-worker`
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            what,
            expected,
            found,
            ..
        } = self;
        match what.as_str() {
            "rules" | "actions" | "services.present" if found.is_empty() => {
                write!(f, "{what}: must have {expected}, has none")
            }
            "rules" | "actions" | "services.present" => {
                write!(f, "{what}: must have {expected}, has {found}")
            }
            "services.absent" => write!(f, "{what}: must not have {expected}, has {found}"),
            _ => write!(f, "{what}: must be {expected}, is {found}"),
        }
    }
}

/// Decides a worked case and compares. Empty: everything is as expected, or nothing is expected.
#[must_use]
pub fn run(context: &Context, case: &Case) -> Vec<Difference> {
    run_on(context, case, &plan(context, case))
}

/// Compares a plan that was made already.
fn run_on(context: &Context, case: &Case, plan: &Plan) -> Vec<Difference> {
    let Some(expect) = &case.expect else {
        return Vec::new();
    };
    compare(context, expect, plan)
}

fn compare(context: &Context, expect: &Expect, plan: &Plan) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut differs = |what: &str, expected: String, found: String, needs: Vec<String>| {
        if expected != found {
            differences.push(Difference {
                what: what.to_owned(),
                expected,
                found,
                needs,
            });
        }
    };
    if let Some(route) = expect.route {
        let needs = behind::route(plan, route);
        differs(
            "route",
            route.word().to_owned(),
            route_word(plan.route),
            needs,
        );
    }
    if let Some(also) = &expect.also {
        let mut also = also.clone();
        also.sort_unstable_by(|a, b| b.cmp(a));
        let needs = behind::also(plan, &also);
        differs("also", route_words(&also), route_words(&plan.also), needs);
    }
    if let Some(decided) = expect.decided {
        let needs = behind::decided(plan);
        differs(
            "decided",
            decided.to_string(),
            plan.decided.to_string(),
            needs,
        );
    }
    for (need, route) in &expect.needs {
        let id = &context.directory.need(*need).id.value;
        let found = plan.needs.iter().find(|planned| planned.need == *id);
        let found = found.and_then(behind::own_route);
        differs(
            &format!("needs.{id}"),
            route.word().to_owned(),
            route_word(found),
            vec![id.clone()],
        );
    }
    let applied = applied_rules(plan);
    for rule in missing(&expect.rules, &applied) {
        let needs = behind::rule(context, plan, rule);
        differs("rules", rule.clone(), applied.join(", "), needs);
    }
    let to_do = actions(plan);
    for action in missing(&expect.actions, &to_do) {
        let needs = behind::action(context, plan, action);
        differs("actions", action.clone(), to_do.join(", "), needs);
    }
    let offered = offered(plan);
    for id in missing(&expect.present, &offered) {
        let needs = behind::service(context, plan, id);
        differs("services.present", id.clone(), offered.join(", "), needs);
    }
    for id in expect
        .absent
        .iter()
        .filter(|id| offered.contains(&id.as_str()))
    {
        let needs = behind::offer(plan, id);
        differs("services.absent", id.clone(), offered.join(", "), needs);
    }
    differences
}

/// Those expected that are not among those found.
fn missing<'e>(expected: &'e [String], found: &[&str]) -> impl Iterator<Item = &'e String> {
    expected
        .iter()
        .filter(|expected| !found.contains(&expected.as_str()))
}

/// The rules that applied and were not set aside, of the stop and of every need.
#[must_use]
pub fn applied_rules(plan: &Plan) -> Vec<&str> {
    let of_needs = plan.needs.iter().flat_map(|need| &need.rules);
    let rules = plan
        .stop
        .iter()
        .flat_map(|stop| &stop.rules)
        .chain(of_needs);
    let mut ids: Vec<&str> = rules
        .filter(|rule| rule.state == "applied")
        .map(|rule| rule.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn actions(plan: &Plan) -> Vec<&str> {
    let of_needs = plan
        .needs
        .iter()
        .flat_map(|need| &need.actions)
        .filter(|action| !matches!(action.state, ActionState::Possible | ActionState::Held));
    plan.stop
        .iter()
        .flat_map(|stop| &stop.actions)
        .chain(of_needs)
        .map(|action| action.id.as_str())
        .collect()
}

/// Every service that the plan offers for a need or names for an action.
fn offered(plan: &Plan) -> Vec<&str> {
    let of_actions = |action: &crate::plan::PlannedAction| action.state != ActionState::Possible;
    let for_needs = plan
        .needs
        .iter()
        .flat_map(|need| &need.services)
        .map(|found| &found.service);
    let by_needs = plan
        .needs
        .iter()
        .flat_map(|need| &need.actions)
        .filter(|action| of_actions(action));
    let by_stop = plan.stop.iter().flat_map(|stop| &stop.actions);
    let by_actions = by_needs
        .chain(by_stop)
        .filter_map(|action| action.service.as_ref());
    let mut ids: Vec<&str> = for_needs
        .chain(by_actions)
        .map(|service| service.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn route_word(route: Option<Route>) -> String {
    route.map_or_else(|| "none".to_owned(), |route| route.word().to_owned())
}

fn route_words(routes: &[Route]) -> String {
    routes
        .iter()
        .map(|route| route.word())
        .collect::<Vec<_>>()
        .join(", ")
}
