//! From a case to its plan.
//!
//! Whether a service exists never changes a route: the plan keeps the route and says that none was found.

use super::words::{in_words, left_out_warning, words_inside};
use super::{
    Alongside, NeedPlan, Plan, PlannedSource, ProfileAnswer, ProfileUsed, Question, RulesStamp,
    Stamp, StopPlan, VERSION, needs, services, stop,
};
use crate::find::Places;
use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::{Answer, FactIndex};
use crate::model::rule::{ApprovalState, Route, SAFE_CONTACT_FACT};
use crate::place::Table;
use crate::route::{Compiled, Decision, decide};
use jiff::civil::Date;

/// What a plan is made from.
pub struct Context<'c> {
    /// The directory.
    pub directory: &'c Directory,
    /// Its rules, compiled.
    pub compiled: &'c Compiled,
    /// The postcode table.
    pub table: &'c Table,
    /// Where its services are.
    pub places: &'c Places,
    /// The day.
    pub today: Date,
}

/// How many services a plan names for one route of a need: more is not read.
pub const MOST: usize = 3;

/// Decides a case and finds the services for it.
#[must_use]
pub fn plan(context: &Context, case: &Case) -> Plan {
    plan_with(context, case, MOST)
}

/// The same, with so many services for one route of a need.
#[must_use]
pub fn plan_with(context: &Context, case: &Case, most: usize) -> Plan {
    let rules = &context.directory.rules;
    let decision = decide(context.compiled, rules, case, context.today);
    let unanswered = stop::unanswered(context, case);
    let stop = stop::stop(context, case, &decision);
    let seeker = services::Seeker::new(context, case, most);
    let held = stop::held(context, &decision);
    let needs: Vec<NeedPlan> = decision
        .needs
        .iter()
        .map(|need| needs::need(context, case, need, &seeker, &held, unanswered.is_empty()))
        .collect();
    let routes = routes_of(&needs);
    let stops = stop.is_some();
    let route = if stops {
        Some(Route::Stop)
    } else {
        decision.route()
    };
    let also = routes
        .iter()
        .copied()
        .filter(|known| Some(*known) != route)
        .collect();
    let refers = routes.iter().any(|route| route.is_referral());
    let (before_referral, safe_contact) = safe_contact(context, case, refers);
    Plan {
        version: VERSION,
        directory: Stamp::of(context.directory),
        rules: RulesStamp {
            version: rules.version.clone(),
            fingerprint: rules.fingerprint.clone(),
            approved: rules.approval_state(context.today) == ApprovalState::Approved,
        },
        today: context.today.to_string(),
        warnings: warnings(context),
        notes: seeker.note.iter().cloned().collect(),
        left_out: context.directory.left_out.clone(),
        profile: profile_used(context, case),
        case: case.id.clone(),
        matters: case.matters.clone(),
        route,
        also,
        headline: headline(stops, &routes, &unanswered, &decision, &needs),
        decided: unanswered.is_empty() && !needs.is_empty() && decision.is_decided() || stops,
        possible: if stops {
            vec![Route::Stop]
        } else {
            decision.possible()
        },
        red_flags_note: stop::note(context, case),
        red_flags_unanswered: unanswered,
        alongside: stops.then(|| Alongside {
            routes: routes.clone(),
        }),
        unknown: unknown(&needs),
        sources: sources(context, stop.as_ref(), &needs),
        needs,
        stop,
        before_referral,
        safe_contact,
    }
}

/// What came from the worker's profile, in words.
fn profile_used(context: &Context, case: &Case) -> Option<ProfileUsed> {
    let rules = &context.directory.rules;
    let profile = case.profile.as_ref()?;
    let answer = |index: &FactIndex| {
        let fact = rules.fact(*index);
        Some(ProfileAnswer {
            fact: fact.id.value.clone(),
            ask: fact.ask.clone(),
            in_words: fact.in_words(case.facts.get(*index)?),
        })
    };
    Some(ProfileUsed {
        source: profile.source.clone(),
        until: profile.until.map(|until| until.to_string()),
        facts: profile.facts.iter().filter_map(answer).collect(),
    })
}

/// The sources that rules of the plan name, each once.
fn sources(context: &Context, stop: Option<&StopPlan>, needs: &[NeedPlan]) -> Vec<PlannedSource> {
    let rules = stop
        .iter()
        .flat_map(|stop| &stop.rules)
        .chain(needs.iter().flat_map(|need| &need.rules));
    let named: Vec<&String> = rules.filter_map(|rule| rule.source.as_ref()).collect();
    context
        .directory
        .rules
        .sources
        .iter()
        .filter(|source| named.contains(&&source.id.value))
        .map(|source| PlannedSource {
            id: source.id.value.clone(),
            title: source.title.clone(),
            where_: source.where_.clone(),
            on: source.on.clone(),
        })
        .collect()
}

/// Every route of every need below a stop, each once, strongest first.
fn routes_of(needs: &[NeedPlan]) -> Vec<Route> {
    let of_need = |need: &NeedPlan| {
        need.alongside
            .or(need.route.filter(|route| *route != Route::Stop))
    };
    Route::ALL
        .into_iter()
        .rev()
        .filter(|route| {
            needs
                .iter()
                .any(|need| of_need(need) == Some(*route) || need.also.contains(route))
        })
        .collect()
}

fn headline(
    stops: bool,
    routes: &[Route],
    unanswered: &[Question],
    decision: &Decision,
    needs: &[NeedPlan],
) -> String {
    if stops {
        return "Stop: do this first".to_owned();
    }
    if !unanswered.is_empty() {
        return format!("Safety questions not answered: {}", unanswered.len());
    }
    if needs.is_empty() {
        return "No need named: nothing to route".to_owned();
    }
    if needs.iter().any(|need| need.gap) && routes.is_empty() {
        return "No rule covers this case".to_owned();
    }
    let named = in_words(routes);
    if decision.is_decided() {
        return named;
    }
    let possible = decision.possible();
    match (possible.first(), possible.last()) {
        (Some(least), Some(most)) if least != most => {
            format!(
                "Not decided yet: between {} and {}",
                words_inside(*least),
                words_inside(*most)
            )
        }
        _ => format!("Not decided yet for every need: {named}"),
    }
}

fn warnings(context: &Context) -> Vec<String> {
    let mut warnings = Vec::new();
    let why = match context.directory.rules.approval_state(context.today) {
        ApprovalState::Approved => None,
        ApprovalState::Missing => Some("nobody has signed them"),
        ApprovalState::Overdue => Some("their approval is overdue"),
        ApprovalState::Changed => Some("they have changed since they were approved"),
    };
    if let Some(why) = why {
        warnings.push(format!(
            "these rules have not been approved for use with people: {why}"
        ));
    }
    warnings.extend(left_out_warning(&context.directory.left_out));
    warnings
}

/// The question how it is safe to make contact, or its answer, where there is a referral.
fn safe_contact(
    context: &Context,
    case: &Case,
    refers: bool,
) -> (Option<Question>, Option<String>) {
    let rules = &context.directory.rules;
    let Some(fact) = rules.fact_by_id(SAFE_CONTACT_FACT) else {
        return (None, None);
    };
    match case.facts.get(fact) {
        None => (
            refers.then(|| question(context, fact, None, false, false)),
            None,
        ),
        Some(answer @ Answer::OneOf(_)) => (None, Some(rules.fact(fact).in_words(answer))),
        Some(_) => (
            None,
            Some("not known: make contact only through the clinician".to_owned()),
        ),
    }
}

pub(super) fn question(
    context: &Context,
    fact: FactIndex,
    need: Option<&str>,
    settles: bool,
    asked: bool,
) -> Question {
    let fact = context.directory.rules.fact(fact);
    Question {
        fact: fact.id.value.clone(),
        need: need.map(str::to_owned),
        ask: fact.ask.clone(),
        answers: fact
            .words()
            .into_iter()
            .chain(["unsure"])
            .map(str::to_owned)
            .collect(),
        alone: fact.alone,
        settles,
        asked,
    }
}

/// The open questions of every need; a question about the person stands once.
fn unknown(needs: &[NeedPlan]) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    for question in needs.iter().flat_map(|need| &need.unknown) {
        match all
            .iter_mut()
            .find(|known| known.fact == question.fact && known.need == question.need)
        {
            Some(known) => known.settles |= question.settles,
            None => all.push(question.clone()),
        }
    }
    all.sort_by_key(|question| !question.settles);
    all
}
