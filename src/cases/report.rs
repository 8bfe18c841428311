//! Many worked cases at once: which get what they must get, and which rules none of them exercises.

use super::behind::own_route;
use super::{Difference, applied_rules, run_on};
use crate::model::case::{Case, Expect};
use crate::model::rule::Route;
use crate::model::vocabulary::Vocabulary;
use crate::plan::make::{Context, plan};
use crate::plan::{Plan, PlannedRule};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// The version of the JSON shape of reports.
pub const VERSION: u32 = 1;

/// A worked case that was read, or what is wrong with it.
#[derive(Debug)]
pub struct WorkedCase {
    /// Its file, as it is shown.
    pub file: String,
    /// The case.
    pub case: Case,
    /// Why it cannot be decided, each with its place; empty where it can.
    pub problems: Vec<String>,
}

/// How a worked case came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It gets everything that it must get.
    Passed,
    /// Something came out otherwise.
    Failed,
    /// It has no `expect`, or one that says nothing, so it proves nothing.
    ExpectsNothing,
    /// It could not be decided as it stands.
    Unreadable,
}

/// One worked case, tried.
#[derive(Debug, Serialize)]
pub struct Tried {
    /// Its file, as it is shown.
    pub file: String,
    /// Its id; `None`: it has none.
    pub id: Option<String>,
    /// The day it was decided for.
    pub today: String,
    /// How it came out.
    pub state: State,
    /// What came out otherwise than expected.
    pub differences: Vec<Difference>,
    /// Why it gets what it gets, of what stops and of the needs that differ; of every need where nothing is expected. Empty
    /// where it passed.
    pub because: Vec<Because>,
    /// Why it could not be read.
    pub problems: Vec<String>,
    /// What it gets; `None`: it could not be read. Left out of the JSON, which `route` prints.
    #[serde(skip)]
    pub plan: Option<Plan>,
}

/// The rules behind a stop, or behind what one need gets.
#[derive(Debug, Serialize)]
pub struct Because {
    /// The need's id; `None`: what stops, which is for the person.
    pub need: Option<String>,
    /// What it gets; `None`: no route is certain.
    pub route: Option<Route>,
    /// True where that is decided.
    pub decided: bool,
    /// Every rule that applied, was set aside or could still apply.
    pub rules: Vec<PlannedRule>,
}

impl Because {
    /// `falls gets ahp, not decided, because`: what stands above the rules.
    #[must_use]
    pub fn title(&self) -> String {
        let route = self.route.map_or("no route", |route| route.word());
        let decided = if self.decided { "" } else { ", not decided" };
        let need = self.need.as_deref().unwrap_or("it");
        format!("{need} gets {route}{decided}, because")
    }
}

/// Why a plan says what it says: of what stops, and of each need that is chosen.
#[must_use]
pub fn because(plan: &Plan, chosen: impl Fn(&str) -> bool) -> Vec<Because> {
    let stop = plan.stop.iter().map(|stop| Because {
        need: None,
        route: Some(Route::Stop),
        decided: true,
        rules: stop.rules.clone(),
    });
    let needs = plan.needs.iter().filter(|need| chosen(&need.need));
    let needs = needs.map(|need| Because {
        need: Some(need.need.clone()),
        route: own_route(need),
        decided: need.decided,
        rules: need.rules.clone(),
    });
    stop.chain(needs).collect()
}

/// A rule that no worked case exercises.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct IdleRule {
    /// Its id.
    pub id: String,
    /// Its route.
    pub route: Route,
    /// Its reason.
    pub why: String,
}

/// What became of every worked case.
#[derive(Debug, Serialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// True where the services of the directory are invented.
    pub demonstration: bool,
    /// How many cases passed.
    pub passed: usize,
    /// How many did not, whatever the reason.
    pub failed: usize,
    /// Every case, in the order given.
    pub cases: Vec<Tried>,
    /// How many rules there are.
    pub rules: usize,
    /// The rules that applied in no case that expects something, in the order of the file.
    pub idle_rules: Vec<IdleRule>,
}

impl Report {
    /// True where every case passed, and every rule was exercised if that is required.
    #[must_use]
    pub const fn is_good(&self, require_coverage: bool) -> bool {
        self.failed == 0 && (!require_coverage || self.idle_rules.is_empty())
    }
}

/// Tries every case.
///
/// Each is decided for `context.today` where `fixed` says so, else for the day its own red flags were asked: a no to a
/// safety question is good for that day only, and a worked case has to stay true.
#[must_use]
pub fn report(context: &Context, cases: Vec<WorkedCase>, fixed: bool) -> Report {
    let rules = &context.directory.rules.rules;
    let mut exercised: BTreeSet<String> = BTreeSet::new();
    let tried: Vec<Tried> = cases
        .into_iter()
        .map(|worked| {
            let today = day(context, &worked.case, fixed);
            let tried = try_case(&Context { today, ..*context }, worked);
            if tried.state != State::ExpectsNothing
                && let Some(plan) = &tried.plan
            {
                exercised.extend(applied_rules(plan).into_iter().map(str::to_owned));
            }
            tried
        })
        .collect();
    let passed = tried.iter().filter(|case| case.state == State::Passed);
    let passed = passed.count();
    Report {
        version: VERSION,
        demonstration: context.directory.settings.demonstration,
        passed,
        failed: tried.len() - passed,
        cases: tried,
        rules: rules.len(),
        idle_rules: rules
            .iter()
            .filter(|rule| !exercised.contains(&rule.id.value))
            .map(|rule| IdleRule {
                id: rule.id.value.clone(),
                route: rule.route,
                why: rule.why.clone(),
            })
            .collect(),
    }
}

fn day(context: &Context, case: &Case, fixed: bool) -> Date {
    case.asked_on.filter(|_| !fixed).unwrap_or(context.today)
}

fn try_case(context: &Context, worked: WorkedCase) -> Tried {
    let plan = worked
        .problems
        .is_empty()
        .then(|| plan(context, &worked.case));
    let differences = plan
        .as_ref()
        .map_or_else(Vec::new, |plan| run_on(context, &worked.case, plan));
    let state = if plan.is_none() {
        State::Unreadable
    } else if worked.case.expect.as_ref().is_none_or(Expect::is_empty) {
        State::ExpectsNothing
    } else if differences.is_empty() {
        State::Passed
    } else {
        State::Failed
    };
    let because = match (&plan, state) {
        (Some(plan), State::Failed) => because(plan, |id| {
            let mut behind = differences.iter().flat_map(|differs| &differs.needs);
            behind.any(|need| need == id)
        }),
        (Some(plan), State::ExpectsNothing) => because(plan, |_| true),
        _ => Vec::new(),
    };
    Tried {
        file: worked.file,
        id: worked.case.id.clone(),
        today: context.today.to_string(),
        state,
        differences,
        because,
        problems: worked.problems,
        plan,
    }
}
