//! A decision with the services for it: what is printed and serialised.
//!
//! The types here are the documented shape of `signpost route --format json`; [`VERSION`] changes when a key does.
//! [`make`] puts a plan together, [`words`] says a route in plain words.

mod actions;
pub mod make;
mod needs;
mod offers;
mod reasons;
pub mod services;
mod stop;
pub mod words;

use crate::find::Suits;
use crate::model::rule::{Route, Urgency};
use crate::model::service::Kind;
use crate::model::vocabulary::Profession;
use crate::model::{Directory, LeftOut};
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
    /// True where it was asked and is not known: not to be asked again, but to be found out.
    pub asked: bool,
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
    pub urgency: Option<Urgency>,
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
    pub kind: Kind,
    /// For a link worker team: what the role is called here.
    pub role_name: Option<String>,
    /// Whether it would take this person.
    pub suits: Suits,
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
    /// True where it applies to everybody.
    pub always: bool,
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

/// One thing known, or that could be otherwise: a fact, or one element of a set, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownFact {
    /// The fact's id.
    pub fact: String,
    /// The need it is asked for; `None`: about the person.
    pub need: Option<String>,
    /// For a set: which element.
    pub element: Option<String>,
    /// The question.
    pub ask: String,
    /// For a set: the element in plain words.
    pub of: Option<String>,
    /// The answer; several words mean one of these.
    pub answers: Vec<String>,
    /// The answer in plain words.
    pub in_words: String,
}

/// The answers about whoever is asking that came from a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileUsed {
    /// The file, as shown to people.
    pub source: String,
    /// The moment they stop counting, in UTC; `None`: they are kept.
    pub until: Option<String>,
    /// The answers that were used; an answer given with the case goes before that of the profile, and is not here.
    pub facts: Vec<ProfileAnswer>,
}

/// One answer from a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileAnswer {
    /// The fact's id.
    pub fact: String,
    /// The question.
    pub ask: String,
    /// The answer in plain words.
    pub in_words: String,
}

/// What would lead to another route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatWouldChange {
    /// The route that would then be certain.
    pub route: Route,
    /// What would have to be answered otherwise, or turn out so; all of it together, and never empty.
    pub facts: Vec<KnownFact>,
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
    /// The command that lists them all.
    pub find: String,
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
    /// The fewest facts that already leave no more routes possible than everything known does; empty where every case
    /// gets this route.
    pub reason: Vec<KnownFact>,
    /// For each other route the fewest changes that would lead to it, at most three; never a red flag, and of what is known
    /// only what can really change or was not certain.
    pub what_would_change: Vec<WhatWouldChange>,
    /// Where rules hold back every service for this need: those rules.
    pub held_by: Vec<HeldBy>,
}

/// A rule that holds services back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldBy {
    /// The rule's id.
    pub rule: String,
    /// Its reason.
    pub why: String,
}

/// What comes before everything else.
#[derive(Clone, Debug, Serialize)]
pub struct StopPlan {
    /// What to do, most urgent first.
    pub actions: Vec<PlannedAction>,
    /// The rules that stop.
    pub rules: Vec<PlannedRule>,
    /// The fewest facts that force the stop; empty where a need stops whatever is answered.
    pub reason: Vec<KnownFact>,
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
    /// What has to be said about the case's place: none given, an area, a postcode that is not in the table.
    pub notes: Vec<String>,
    /// Service files that could not be read.
    pub left_out: Vec<LeftOut>,
    /// What came from the worker's profile; `None`: nothing did.
    pub profile: Option<ProfileUsed>,
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
    /// Why answers to safety questions do not count today; `None`: they do, or there are none.
    pub red_flags_note: Option<String>,
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
