//! A decision with the services for it: what is printed and serialised.
//!
//! The types here are the documented shape of `signpost route --format json`; [`VERSION`] changes when a key does.
//! Whether a service exists never changes a route: the plan keeps the route and says that none was found.

mod actions;
mod needs;
pub mod services;
mod stop;

use crate::find::Places;
use crate::model::case::Case;
use crate::model::fact::{Answer, FactIndex};
use crate::model::hours::and;
use crate::model::rule::{ApprovalState, Route, SAFE_CONTACT_FACT};
use crate::model::vocabulary::Profession;
use crate::model::{Directory, LeftOut};
use crate::place::Table;
use crate::route::{Compiled, Decision, decide};
use jiff::civil::Date;
use serde::Serialize;

/// The version of the JSON shape of plans.
pub const VERSION: u32 = 1;

/// Which directory answered, so that a kept answer can be audited.
#[derive(Clone, Debug, Serialize)]
pub struct Stamp {
    /// Its name.
    pub name: String,
    /// Names its exact content; changes with every file.
    pub content_version: String,
    /// True where its services are invented.
    pub demonstration: bool,
}

impl Stamp {
    /// The stamp of a directory.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        Self {
            name: directory.settings.name.clone(),
            content_version: directory.content_version.clone(),
            demonstration: directory.settings.demonstration,
        }
    }
}

/// Which rules decided.
#[derive(Clone, Debug, Serialize)]
pub struct RulesStamp {
    /// The version their authors gave them.
    pub version: String,
    /// SHA-256 over their meaning.
    pub fingerprint: String,
    /// True where somebody signed exactly these rules and the signature is current.
    pub approved: bool,
}

/// A question that is not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The fact's id.
    pub fact: String,
    /// The need it is asked for; `None`: about the person.
    pub need: Option<String>,
    /// The question.
    pub ask: String,
    /// The answers it can have.
    pub answers: Vec<String>,
    /// True where it may be asked only when nobody else can see or hear.
    pub alone: bool,
    /// True where the answer alone would change what is possible.
    pub settles: bool,
}

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionState {
    /// To be done.
    Applied,
    /// The danger is not ruled out: somebody who can help to decide.
    NotRuledOut,
    /// Already acted on, as the worker said.
    ActedOn,
    /// Its rule could still apply.
    Possible,
    /// Held back while a stop is open.
    Held,
}

/// Something to do, and who does it.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedAction {
    /// The action's id.
    pub id: String,
    /// What to do.
    pub label: String,
    /// How soon; `None`: no hurry.
    pub urgency: Option<crate::model::rule::Urgency>,
    /// What became of it.
    pub state: ActionState,
    /// The rules or red flags it comes from.
    pub because: Vec<String>,
    /// The service that does it; `None`: whoever reads the plan.
    pub service: Option<PlannedService>,
}

/// A service of a plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedService {
    /// The service's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// What it is, in plain words.
    pub summary: String,
    /// What sort of service it is.
    pub kind: crate::model::service::Kind,
    /// For a link worker team: what the role is called here.
    pub role_name: Option<String>,
    /// Whether it would take this person.
    pub suits: crate::find::Suits,
    /// Why it is here.
    pub reasons: Vec<String>,
    /// What has to be asked first.
    pub ask: Vec<String>,
    /// What has to be said beside its name: full, closed for now, a waiting list.
    pub state: Vec<String>,
    /// Straight-line distance in kilometres, to one decimal; `None`: none, or not known.
    pub distance_km: Option<f64>,
    /// The same in miles, in words.
    pub distance: Option<String>,
    /// How one gets in.
    pub referral: Option<String>,
    /// Voice number.
    pub phone: Option<String>,
    /// How to reach it without speaking.
    pub text: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// The day its facts were last confirmed.
    pub assured: String,
    /// True where that is longer ago than the review period.
    pub stale: bool,
}

/// A rule that matters to a need.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedRule {
    /// The rule's id.
    pub id: String,
    /// Applied, set aside or possible.
    pub state: &'static str,
    /// For a rule set aside: by which.
    pub set_aside_by: Vec<String>,
    /// Where it sends the need.
    pub route: Route,
    /// Its reason.
    pub why: String,
    /// The id of the source its reason comes from; see [`Plan::sources`].
    pub source: Option<String>,
    /// Where in the source.
    pub place: Option<String>,
}

/// A source that rules of this plan name.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedSource {
    /// The word that rules use.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    #[serde(rename = "where")]
    pub where_: Option<String>,
    /// Its date, as printed.
    pub on: Option<String>,
}

/// What is recommended and not done, because it was not agreed or is not to be decided by this tool.
#[derive(Clone, Debug, Serialize)]
pub struct Recommended {
    /// The route that the rules would give.
    pub route: Route,
    /// In words: `AHP recommended; declined today`.
    pub words: String,
    /// The rules that set it aside.
    pub set_aside_by: Vec<String>,
}

/// A service for one of the routes of a need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedService {
    /// The route it is for.
    pub for_route: Route,
    /// The service.
    #[serde(flatten)]
    pub service: PlannedService,
}

/// What was found for one of the routes of a need.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// The route.
    pub route: Route,
    /// How many services beyond those listed would do.
    pub more: usize,
    /// How many meet the need and would not take this person.
    pub refusing: usize,
    /// Where there is none: what to do meanwhile.
    pub none_found: Option<String>,
    /// Where the directory says otherwise than what was answered about being turned away.
    pub disagrees: Option<String>,
}

/// What the plan says about one need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedPlan {
    /// The need's id.
    pub need: String,
    /// The need in plain words.
    pub label: String,
    /// Its route; `None`: nothing is certain yet, or no rule covers the case (`gap`).
    pub route: Option<Route>,
    /// Where a stop comes first: the route alongside, once that is done.
    pub alongside: Option<Route>,
    /// Weaker routes that the rules give as well, strongest first.
    pub also: Vec<Route>,
    /// True where every case still possible gets this route.
    pub decided: bool,
    /// Every route still possible, weakest first.
    pub possible: Vec<Route>,
    /// True where no rule gives a route: a fault of the rules.
    pub gap: bool,
    /// For `ahp`: to whom.
    pub professions: Vec<Profession>,
    /// What is recommended and not done.
    pub recommended: Option<Recommended>,
    /// Every rule that applied, was set aside or could still apply.
    pub rules: Vec<PlannedRule>,
    /// What to do for it.
    pub actions: Vec<PlannedAction>,
    /// What was found for each of its routes, strongest first; empty while a red flag is unasked or the need undecided.
    pub offers: Vec<Offer>,
    /// The best few services for each of its routes.
    pub services: Vec<NeedService>,
    /// Facts that can still change its route.
    pub unknown: Vec<Question>,
    /// Where a stop holds back every service for this need: the red flags that do.
    pub held_by: Vec<String>,
}

/// What comes before everything else.
#[derive(Clone, Debug, Serialize)]
pub struct StopPlan {
    /// What to do, most urgent first.
    pub actions: Vec<PlannedAction>,
    /// The rules that stop.
    pub rules: Vec<PlannedRule>,
}

/// What goes on beside a stop, once its actions are done.
#[derive(Clone, Debug, Serialize)]
pub struct Alongside {
    /// The routes with the stop rules left out, strongest first.
    pub routes: Vec<Route>,
}

/// Everything that is said about a case.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// [`VERSION`].
    pub version: u32,
    /// Which directory answered.
    pub directory: Stamp,
    /// Which rules decided.
    pub rules: RulesStamp,
    /// The day it was decided for.
    pub today: String,
    /// What the reader must know: rules not approved, entries left out.
    pub warnings: Vec<String>,
    /// Service files that could not be read.
    pub left_out: Vec<LeftOut>,
    /// The case's id, where it has one.
    pub case: Option<String>,
    /// What matters to the person.
    pub matters: Option<String>,
    /// The route for the person: the strongest that is certain.
    pub route: Option<Route>,
    /// Weaker routes beside it, strongest first.
    pub also: Vec<Route>,
    /// In plain words: `AHP and link worker`.
    pub headline: String,
    /// True where every need's route is decided and no red flag is unasked.
    pub decided: bool,
    /// Every route the person could still get, weakest first.
    pub possible: Vec<Route>,
    /// Red flags nobody has asked about; while there are any, no services are listed.
    pub red_flags_unanswered: Vec<Question>,
    /// What comes first; `None`: nothing stops.
    pub stop: Option<StopPlan>,
    /// What goes on beside a stop; `None`: nothing stops.
    pub alongside: Option<Alongside>,
    /// Every need, in the order of the case.
    pub needs: Vec<NeedPlan>,
    /// What to ask before any referral: how it is safe to make contact. `None`: no referral, or already answered.
    pub before_referral: Option<Question>,
    /// How it is safe to make contact, where that was answered.
    pub safe_contact: Option<String>,
    /// Facts that can still change a route, each once.
    pub unknown: Vec<Question>,
    /// The sources that the rules of this plan name, in the order of the file.
    pub sources: Vec<PlannedSource>,
}

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

/// Decides a case and finds the services for it.
#[must_use]
pub fn plan(context: &Context, case: &Case) -> Plan {
    let rules = &context.directory.rules;
    let decision = decide(context.compiled, rules, case, context.today);
    let unanswered = stop::unanswered(context, case);
    let stop = stop::stop(context, case, &decision);
    let seeker = services::Seeker::new(context, case);
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
        warnings: warnings(context, &seeker),
        left_out: context.directory.left_out.clone(),
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

/// `AHP and link worker`.
#[must_use]
pub fn in_words(routes: &[Route]) -> String {
    let mut words: Vec<String> = routes.iter().map(|route| words_inside(*route)).collect();
    if let (Some(first), Some(route)) = (words.first_mut(), routes.first()) {
        route.label().clone_into(first);
    }
    and(&words)
}

/// A route's words inside a sentence: small letters except for an abbreviation.
#[must_use]
pub fn words_inside(route: Route) -> String {
    match route {
        Route::Ahp => route.label().to_owned(),
        _ => route.label().to_lowercase(),
    }
}

fn warnings(context: &Context, seeker: &services::Seeker) -> Vec<String> {
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
    warnings.extend(seeker.warning.clone());
    warnings
}

/// What every answer says about service files that could not be read; `None` where all could.
#[must_use]
pub fn left_out_warning(left_out: &[LeftOut]) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let ids: Vec<String> = left_out.iter().map(|entry| entry.id.clone()).collect();
    let entries = crate::model::shown::count(left_out.len(), "entry", "entries");
    Some(format!(
        "{entries} could not be read and may be missing here: {}; run `signpost check`",
        ids.join(", ")
    ))
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
        None => (refers.then(|| question(context, fact, None, false)), None),
        Some(Answer::OneOf(mask)) => {
            let values = rules.fact(fact).values();
            let words: Vec<String> = values
                .iter()
                .enumerate()
                .filter(|(position, _)| mask >> position & 1 == 1)
                .map(|(_, value)| value.label.clone().unwrap_or_else(|| value.value.clone()))
                .collect();
            (None, Some(words.join(" or ")))
        }
        Some(_) => (
            None,
            Some("not known: make contact only through the clinician".to_owned()),
        ),
    }
}

fn question(context: &Context, fact: FactIndex, need: Option<&str>, settles: bool) -> Question {
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
