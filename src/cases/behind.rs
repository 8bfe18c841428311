//! Which needs a difference comes from, so that only those are explained.
//!
//! Where no need is behind it more than another, each of them is; none at all means that what stops is.

use crate::model::rule::Route;
use crate::plan::make::Context;
use crate::plan::{NeedPlan, Plan};

/// The route of a need, or beside a stop the one that goes on alongside.
pub(super) fn own_route(need: &NeedPlan) -> Option<Route> {
    need.alongside.or(need.route)
}

/// Behind the route of the person: the needs that have it, or, where a stronger one is missing, each of them.
pub(super) fn route(plan: &Plan, expected: Route) -> Vec<String> {
    if plan.route == Some(Route::Stop) {
        return ids(plan, |need| need.route == Some(Route::Stop));
    }
    or_all(plan, |need| {
        plan.route.is_some_and(|found| expected < found) && own_route(need) == plan.route
    })
}

/// Behind the weaker routes: the needs with one that is not expected, or, where one is missing, each of them.
pub(super) fn also(plan: &Plan, expected: &[Route]) -> Vec<String> {
    let too_many = |route: &Route| plan.also.contains(route) && !expected.contains(route);
    or_all(plan, |need| {
        let routes = need.also.iter().copied().chain(own_route(need));
        routes.into_iter().any(|route| too_many(&route))
    })
}

/// Behind what is not decided: the needs that are not.
pub(super) fn decided(plan: &Plan) -> Vec<String> {
    or_all(plan, |need| !need.decided)
}

/// Behind a rule that does not apply: the needs that it is about. A stop without needs is about the person.
pub(super) fn rule(context: &Context, plan: &Plan, id: &str) -> Vec<String> {
    let rules = &context.directory.rules.rules;
    let Some(rule) = rules.iter().find(|rule| rule.id.value == id) else {
        return Vec::new();
    };
    if rule.route == Route::Stop && rule.for_.is_none() {
        return Vec::new();
    }
    ids(plan, |need| {
        rule.covers(context.directory.need_by_id(&need.need))
    })
}

/// Behind an action that is not to be done: the needs of the rules that ask for it.
pub(super) fn action(context: &Context, plan: &Plan, id: &str) -> Vec<String> {
    let rules = &context.directory.rules;
    let asking = rules.rules.iter().filter(|rule| {
        let mut actions = rule.do_.iter();
        actions.any(|action| rules.action(*action).id.value == id)
    });
    let mut needs: Vec<String> = Vec::new();
    for rule in asking {
        needs.extend(self::rule(context, plan, &rule.id.value));
    }
    ids(plan, |need| needs.contains(&need.need))
}

/// Behind a service that is not offered: the needs that it meets.
pub(super) fn service(context: &Context, plan: &Plan, id: &str) -> Vec<String> {
    let service = context.directory.service_by_id(id);
    or_all(plan, |need| {
        let meets = service.zip(context.directory.need_by_id(&need.need));
        meets.is_some_and(|(service, need)| {
            let mut met = service.needs.iter();
            met.any(|met| met.value == need)
        })
    })
}

/// Behind a service that is offered: the needs that it is offered for, or that have an action it does.
pub(super) fn offer(plan: &Plan, id: &str) -> Vec<String> {
    ids(plan, |need| {
        let of_actions = need
            .actions
            .iter()
            .filter_map(|action| action.service.as_ref());
        let of_needs = need.services.iter().map(|found| &found.service);
        of_needs.chain(of_actions).any(|service| service.id == id)
    })
}

fn ids(plan: &Plan, is_behind: impl Fn(&NeedPlan) -> bool) -> Vec<String> {
    let behind = plan.needs.iter().filter(|need| is_behind(need));
    behind.map(|need| need.need.clone()).collect()
}

fn or_all(plan: &Plan, is_behind: impl Fn(&NeedPlan) -> bool) -> Vec<String> {
    let behind = ids(plan, is_behind);
    if behind.is_empty() {
        return ids(plan, |_| true);
    }
    behind
}
