//! What a plan says about one need.

use super::actions::{Actions, planned_rule};
use super::make::{Context, question};
use super::offers::offer;
use super::reasons;
use super::services::Seeker;
use super::stop::Held;
use super::{ActionState, NeedPlan, NeedService, Question, Recommended};
use crate::model::case::Case;
use crate::model::fact::Answer;
use crate::model::rule::Route;
use crate::model::vocabulary::Profession;
use crate::route::{Group, NeedDecision, rule_states, unknown_facts};

pub(super) fn need(
    context: &Context,
    case: &Case,
    decision: &NeedDecision,
    seeker: &Seeker,
    held: &Held,
    flags_asked: bool,
) -> NeedPlan {
    let directory = context.directory;
    let group = context.compiled.need(decision.need);
    let outcome = &decision.outcome;
    let route = outcome.established;
    let below_stop = group.routes_below(&outcome.counts, Route::Stop);
    let alongside = if route == Some(Route::Stop) {
        below_stop.first().copied()
    } else {
        None
    };
    let own = alongside.or(route.filter(|route| *route != Route::Stop));
    let also = also(context, group, decision, own);
    let held_by = held.holds_need(decision.need);
    let professions = professions(context, group, decision);
    let (mut offers, mut services) = (Vec::new(), Vec::new());
    // A service named too early is a decision taken for the worker: a class, while an assessment may still be needed.
    if flags_asked && held_by.is_empty() && outcome.is_decided() {
        for route in own.into_iter().chain(also.iter().copied()) {
            let found = seeker.for_route(decision.need, route, &professions, held);
            offers.push(offer(context, case, decision, route, &found));
            let of_route = found.services.into_iter();
            services.extend(of_route.map(|service| NeedService {
                for_route: route,
                service,
            }));
        }
    }
    let need = directory.need(decision.need);
    NeedPlan {
        need: need.id.value.clone(),
        label: need.label.clone(),
        route,
        alongside,
        also,
        decided: outcome.is_decided(),
        possible: outcome.possible_routes(),
        gap: outcome.is_decided() && route.is_none(),
        recommended: recommended(context, case, group, decision, own),
        rules: rule_states(group, outcome, &directory.rules)
            .iter()
            .map(|(index, state)| planned_rule(context, *index, state))
            .collect(),
        actions: actions(context, case, group, decision, held),
        offers,
        services,
        unknown: unknown(context, group, decision, case),
        reason: reasons::reasons(context, case, group, decision),
        what_would_change: reasons::changes(context, case, group, decision),
        held_by,
        professions,
    }
}

/// Weaker routes whose rules applied and were not set aside. A rule that applies to everybody says nothing about this
/// person, so it adds nothing.
fn also(
    context: &Context,
    group: &Group,
    decision: &NeedDecision,
    own: Option<Route>,
) -> Vec<Route> {
    let rules = &context.directory.rules;
    let Some(own) = own else { return Vec::new() };
    Route::ALL
        .into_iter()
        .rev()
        .filter(|route| *route < own)
        .filter(|route| {
            group
                .rules_of(&decision.outcome.counts)
                .any(|index| rules.rule(index).route == *route && rules.rule(index).when.is_some())
        })
        .collect()
}

/// To whom an `ahp` route goes: the professions that its rules name, else the need's own.
fn professions(context: &Context, group: &Group, decision: &NeedDecision) -> Vec<Profession> {
    let rules = &context.directory.rules;
    let mut named: Vec<Profession> = Vec::new();
    let mut own = false;
    let outcome = &decision.outcome;
    let certain = group
        .rules_of(&outcome.counts)
        .any(|index| rules.rule(index).route == Route::Ahp);
    // Where one of several rules gives the route and it is not known which, all their professions are shown.
    let counted = if !certain && outcome.established == Some(Route::Ahp) {
        &outcome.could_count
    } else {
        &outcome.counts
    };
    for index in group.rules_of(counted) {
        let rule = rules.rule(index);
        if rule.route == Route::Ahp {
            match rule.profession {
                Some(profession) if !named.contains(&profession) => named.push(profession),
                Some(_) => {}
                None => own = true,
            }
        }
    }
    if own {
        for profession in &context.directory.need(decision.need).professions {
            if !named.contains(profession) {
                named.push(*profession);
            }
        }
    }
    named
}

/// The strongest referral that rules recommend and other rules set aside by its route: a decline, or no agreement.
fn recommended(
    context: &Context,
    case: &Case,
    group: &Group,
    decision: &NeedDecision,
    own: Option<Route>,
) -> Option<Recommended> {
    let rules = &context.directory.rules;
    let outcome = &decision.outcome;
    let route = Route::ALL
        .into_iter()
        .rev()
        .filter(|route| route.is_referral() && own.is_none_or(|own| *route > own))
        .find(|route| {
            outcome.applies.iter().any(|place| {
                !outcome.could_count.has(place) && rules.rule(group.rules[place]).route == *route
            })
        })?;
    let mut set_aside_by: Vec<String> = rule_states(group, outcome, rules)
        .into_iter()
        .filter(|(index, _)| rules.rule(*index).route == route)
        .filter_map(|(_, state)| match state {
            crate::route::RuleState::SetAside(by) => Some(by),
            _ => None,
        })
        .flatten()
        .collect();
    set_aside_by.sort();
    set_aside_by.dedup();
    let by_route = set_aside_by.iter().any(|id| {
        rules.rules.iter().any(|rule| {
            rule.id.value == *id
                && rule
                    .instead_of
                    .iter()
                    .any(|target| target.value == crate::model::rule::SetsAside::Route(route))
        })
    });
    // A rule that sets single rules aside found a better way for this person; nothing was declined.
    by_route.then(|| Recommended {
        route,
        words: not_done(context, case, route),
        set_aside_by,
    })
}

/// `AHP recommended; declined today`.
fn not_done(context: &Context, case: &Case, route: Route) -> String {
    let rules = &context.directory.rules;
    let agreed = route
        .agreement_fact()
        .and_then(|id| rules.fact_by_id(id))
        .and_then(|fact| case.facts.get(fact));
    let why = match agreed {
        Some(Answer::OneOf(0b01)) => "declined today",
        Some(Answer::Unsure) => "not agreed yet",
        _ => "no referral made",
    };
    format!("{} recommended; {why}", route.label())
}

fn actions(
    context: &Context,
    case: &Case,
    group: &Group,
    decision: &NeedDecision,
    held: &Held,
) -> Vec<super::PlannedAction> {
    let rules = &context.directory.rules;
    let outcome = &decision.outcome;
    let mut actions = Actions::new(context, case);
    let held_here = !held.holds_need(decision.need).is_empty();
    for (counted, state) in [
        (&outcome.counts, ActionState::Applied),
        (&outcome.could_count, ActionState::Possible),
    ] {
        for index in group.rules_of(counted) {
            let rule = rules.rule(index);
            // The actions of a stop stand in the stop itself, above everything.
            if rule.route != Route::Stop {
                for action in &rule.do_ {
                    actions.add(*action, state, &rule.id.value);
                }
            }
        }
    }
    let mut actions = actions.in_order();
    for action in &mut actions {
        // No service is named before the need is decided, by an action no more than by the list.
        if !outcome.is_decided() {
            action.service = None;
        }
        let service = action.service.as_ref();
        let service = service.and_then(|service| context.directory.service_by_id(&service.id));
        if service.is_some_and(|service| held_here || held.holds_service(service)) {
            action.state = ActionState::Held;
            action.service = None;
        }
    }
    actions
}

/// Facts that can still matter. A red flag is listed once, for the person; what was asked and is not known says so.
fn unknown(
    context: &Context,
    group: &Group,
    decision: &NeedDecision,
    case: &Case,
) -> Vec<Question> {
    let rules = &context.directory.rules;
    let answers = case
        .needs
        .iter()
        .find(|(need, _)| *need == decision.need)
        .map(|(_, answers)| answers);
    unknown_facts(group, &decision.outcome, &decision.known, rules)
        .into_iter()
        .filter(|unknown| !rules.fact(unknown.fact).is_red_flag())
        .map(|unknown| {
            let need = rules
                .fact(unknown.fact)
                .per_need
                .then(|| context.directory.need(decision.need).id.value.as_str());
            let of_need = answers.and_then(|answers| answers.get(unknown.fact));
            let answered = case.facts.get(unknown.fact).or(of_need);
            let asked = matches!(answered, Some(Answer::Unsure));
            question(context, unknown.fact, need, unknown.settles, asked)
        })
        .collect()
}
