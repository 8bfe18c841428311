//! Worked cases that are routed or served differently.

use crate::find::Suits;
use crate::model::case::Case;
use crate::model::rule::Route;
use crate::model::vocabulary::{Profession, vocabulary};
use crate::plan::make::{Context, plan};
use crate::plan::{ActionState, NeedPlan, Plan, PlannedAction};
use jiff::civil::Date;

/// A case, read with the names of each directory.
#[derive(Debug)]
pub struct WorkedCase<'c> {
    /// Its file, as it is shown.
    pub name: String,
    /// The case as the older directory reads it, or why that cannot be.
    pub old: Result<&'c Case, String>,
    /// The case as the newer directory reads it, or why that cannot be.
    pub new: Result<&'c Case, String>,
    /// The day it is decided for, on both sides.
    pub today: Date,
}

vocabulary! {
    /// What of a plan differs.
    CasePart {
        /// The route; empty: none.
        Route = "route",
        /// Weaker routes beside it.
        Also = "also",
        /// Whether everything is decided.
        Decided = "decided",
        /// For an AHP referral: to whom.
        Professions = "professions",
        /// What is to be done.
        Actions = "actions",
        /// The services that the plan names and that might take the person: the best few of each route, and those of its
        /// actions. Ids.
        Services = "services",
        /// Those of them that have to be asked first. Ids.
        AskFirst = "ask_first",
    }
}

/// One thing that differs in the plan of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEdit {
    /// The need's id; `None`: about the person.
    pub need: Option<String>,
    /// What of it.
    pub part: CasePart,
    /// What was there and is not.
    pub lost: Vec<String>,
    /// What is there and was not.
    pub gained: Vec<String>,
    /// True where nothing is left of it.
    pub none_left: bool,
}

/// A case that is routed or served differently, or that one side cannot read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseChange {
    /// Its file, as it is shown.
    pub name: String,
    /// Why it could not be compared: what is wrong with it on which side. `None`: it was.
    pub unreadable: Option<String>,
    /// What differs, the person first, then the needs in the order of the case.
    pub edits: Vec<CaseEdit>,
}

pub(super) fn changes(old: &Context, new: &Context, cases: &[WorkedCase]) -> Vec<CaseChange> {
    cases
        .iter()
        .filter_map(|case| {
            let unreadable = |side: &str, why: &str| {
                Some(CaseChange {
                    name: case.name.clone(),
                    unreadable: Some(format!("cannot be read with {side}: {why}")),
                    edits: Vec::new(),
                })
            };
            let plan_of = |context: &Context, one: &Case| {
                let today = case.today;
                plan(&Context { today, ..*context }, one)
            };
            match (&case.old, &case.new) {
                (_, Err(why)) => unreadable("NEW", why),
                (Err(why), _) => unreadable("OLD", why),
                (Ok(before), Ok(now)) => {
                    let edits = edits(&plan_of(old, before), &plan_of(new, now));
                    (!edits.is_empty()).then(|| CaseChange {
                        name: case.name.clone(),
                        unreadable: None,
                        edits,
                    })
                }
            }
        })
        .collect()
}

fn edits(old: &Plan, new: &Plan) -> Vec<CaseEdit> {
    let mut edits = of_parts(None, &person(old), &person(new));
    for need in &new.needs {
        let before = old.needs.iter().find(|known| known.need == need.need);
        let before = before.map_or_else(Vec::new, of_need);
        edits.extend(of_parts(Some(&need.need), &before, &of_need(need)));
    }
    edits
}

/// What a plan says, part by part.
type Parts = Vec<(CasePart, Vec<String>)>;

fn of_parts(need: Option<&str>, old: &Parts, new: &Parts) -> Vec<CaseEdit> {
    let without = |these: &[String], those: &[String]| -> Vec<String> {
        let left = these.iter().filter(|one| !those.contains(one));
        left.cloned().collect()
    };
    let mut edits = Vec::new();
    for (part, now) in new {
        let before = old.iter().find(|(known, _)| known == part);
        let before = before.map_or(&[][..], |(_, before)| before.as_slice());
        let (mut lost, mut gained) = (without(before, now), without(now, before));
        if *part == CasePart::AskFirst {
            // Only of services that both plans name; of the others it is said that they came or went.
            let services = |parts: &Parts| {
                let mut parts = parts.iter();
                let services = parts.find(|(part, _)| *part == CasePart::Services);
                services.map_or_else(Vec::new, |(_, ids)| ids.clone())
            };
            let (was_named, is_named) = (services(old), services(new));
            lost.retain(|id| is_named.contains(id));
            gained.retain(|id| was_named.contains(id));
        }
        if !lost.is_empty() || !gained.is_empty() {
            edits.push(CaseEdit {
                need: need.map(str::to_owned),
                part: *part,
                none_left: now.is_empty(),
                lost,
                gained,
            });
        }
    }
    edits
}

fn person(plan: &Plan) -> Parts {
    let stop = plan.stop.iter().flat_map(|stop| &stop.actions);
    let (services, ask_first) = of_actions(stop.clone());
    vec![
        (CasePart::Route, routes(plan.route.as_slice())),
        (CasePart::Also, routes(&plan.also)),
        (CasePart::Decided, vec![plan.decided.to_string()]),
        (
            CasePart::Actions,
            stop.map(|action| action.id.clone()).collect(),
        ),
        (CasePart::Services, services),
        (CasePart::AskFirst, ask_first),
    ]
}

fn of_need(need: &NeedPlan) -> Parts {
    let route = need.alongside.or(need.route);
    let to_do = need
        .actions
        .iter()
        .filter(|action| !matches!(action.state, ActionState::Possible | ActionState::Held));
    let (mut services, mut ask_first) = of_actions(to_do.clone());
    for found in &need.services {
        let service = &found.service;
        services.push(service.id.clone());
        if service.suits == Suits::Ask {
            ask_first.push(service.id.clone());
        }
    }
    for ids in [&mut services, &mut ask_first] {
        ids.sort_unstable();
        ids.dedup();
    }
    let professions = need.professions.iter().copied().map(Profession::name);
    vec![
        (CasePart::Route, routes(route.as_slice())),
        (CasePart::Also, routes(&need.also)),
        (CasePart::Decided, vec![need.decided.to_string()]),
        (CasePart::Professions, professions.collect()),
        (
            CasePart::Actions,
            to_do.map(|action| action.id.clone()).collect(),
        ),
        (CasePart::Services, services),
        (CasePart::AskFirst, ask_first),
    ]
}

/// The services of actions, and those of them that have to be asked first. An action goes on naming a service that has ended or
/// refuses; nobody is served by it.
fn of_actions<'a>(actions: impl Iterator<Item = &'a PlannedAction>) -> (Vec<String>, Vec<String>) {
    let (mut services, mut ask_first) = (Vec::new(), Vec::new());
    let named = actions.filter_map(|action| action.service.as_ref());
    for service in named.filter(|service| service.suits != Suits::No) {
        services.push(service.id.clone());
        if service.suits == Suits::Ask {
            ask_first.push(service.id.clone());
        }
    }
    (services, ask_first)
}

fn routes(routes: &[Route]) -> Vec<String> {
    routes.iter().map(ToString::to_string).collect()
}
