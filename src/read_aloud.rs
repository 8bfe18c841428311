//! The rules in sentences, to be read aloud in a meeting: strongest first, with who owns them and when they are due.
//!
//! The types here are the documented shape of `signpost rules show --format json`; [`VERSION`] changes when a key does.
//! [`script`] turns them into the lines that text and Markdown print, so that every form says the same. No wording is made
//! from ids: questions, labels and reasons are said as the file declares them.

mod approval;
pub mod condition;
mod needs;
mod promise;
mod rule;
pub mod script;
mod sentence;

use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, Urgency};
use crate::model::vocabulary::Profession;
use crate::plan::Stamp;
use condition::Said;
use jiff::civil::Date;
use serde::Serialize;

/// The version of the JSON shape.
pub const VERSION: u32 = 1;

/// Everything that is read aloud.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// [`VERSION`].
    pub version: u32,
    /// Which directory.
    pub directory: Stamp,
    /// The day, `2026-11-23`, on which reviews and the approval are looked at.
    pub today: String,
    /// The one need whose rules are read; `None`: every rule is.
    pub need: Option<NamedNeed>,
    /// The rules as a whole.
    pub about: About,
    /// The rules, strongest route first, then in the order of the file.
    pub rules: Vec<SaidRule>,
    /// What the authors promise of every case: always first, then never, each in the order of the file.
    pub promises: Vec<SaidPromise>,
    /// Facts whose rising never gives a weaker route.
    pub never_weaker: Vec<SaidNeverWeaker>,
    /// Cases that nobody can be in.
    pub impossible: Vec<SaidImpossible>,
    /// The groups of needs that are named by their group alone, with their needs.
    pub groups: Vec<SaidGroup>,
}

/// What stands at the top of the rules.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// The version their authors gave them.
    pub version: String,
    /// SHA-256 over their meaning.
    pub fingerprint: String,
    /// Who answers for them.
    pub owner: String,
    /// When they have to be looked at again; `None` only in an empty directory.
    pub review: Option<String>,
    /// True where that day is past.
    pub overdue: bool,
    /// How many rules the file has, those that are not read included.
    pub rules: usize,
    /// Whether they may be used with people: `approved`, `missing`, `overdue` or `changed`.
    pub approval: &'static str,
    /// The same as a sentence.
    pub approval_in_words: String,
}

/// A need with its name in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedNeed {
    /// The need's id.
    pub id: String,
    /// The need in plain words.
    pub label: String,
}

/// Needs that belong together, which a sentence names as one.
#[derive(Clone, Debug, Serialize)]
pub struct SaidGroup {
    /// The word of needs.yaml.
    pub group: String,
    /// Its needs.
    pub needs: Vec<NamedNeed>,
}

/// Whom a rule is about.
#[derive(Clone, Debug, Serialize)]
pub struct For {
    /// As a sentence.
    pub in_words: String,
    /// Ids of the needs; `None`: every need, and the person where no need is given.
    pub needs: Option<Vec<String>>,
}

/// A condition, said and in its parts.
#[derive(Clone, Debug, Serialize)]
pub struct When {
    /// What must hold: every sentence of it.
    pub sentences: Vec<String>,
    /// The same, nested as it is meant.
    pub condition: Said,
}

/// Cases that nobody can be in, said.
#[derive(Clone, Debug, Serialize)]
pub struct SaidImpossible {
    /// Its id.
    pub id: String,
    /// Which cases.
    #[serde(flatten)]
    pub when: When,
}

/// Something to do.
#[derive(Clone, Debug, Serialize)]
pub struct SaidAction {
    /// The action's id.
    pub id: String,
    /// What to do, as a sentence.
    pub label: String,
    /// How soon; `None`: no hurry.
    pub urgency: Option<Urgency>,
}

/// What happens where nobody can rule a danger out.
#[derive(Clone, Debug, Serialize)]
pub struct NotRuledOut {
    /// The red flag's id.
    pub fact: String,
    /// Its question.
    pub ask: String,
    /// What to do instead of the rule's own actions.
    #[serde(rename = "do")]
    pub do_: SaidAction,
}

/// What a rule sets aside.
#[derive(Clone, Debug, Serialize)]
pub struct InsteadOf {
    /// As a sentence.
    pub in_words: String,
    /// Every rule with one of these routes.
    pub routes: Vec<Route>,
    /// Ids of single rules.
    pub rules: Vec<String>,
}

/// What waits while a rule counts.
#[derive(Clone, Debug, Serialize)]
pub struct SaidHold {
    /// In words: a service by its name, or the services for a need.
    pub in_words: String,
    /// Id of the one service; `None`: services for a need.
    pub service: Option<String>,
    /// Id of the need; `None`: one service.
    pub need: Option<String>,
}

/// Where a reason comes from.
#[derive(Clone, Debug, Serialize)]
pub struct SaidCite {
    /// As a sentence.
    pub in_words: String,
    /// The word used by `cite`.
    pub source: String,
    /// What the source is called.
    pub title: String,
    /// Where in it; empty: not said.
    pub place: String,
}

/// One rule.
#[derive(Clone, Debug, Serialize)]
pub struct SaidRule {
    /// The rule's id.
    pub id: String,
    /// Where the need then goes.
    pub route: Route,
    /// The same as a sentence.
    pub then: String,
    /// For `ahp`: to whom; `None`: the need's own professions.
    pub profession: Option<Profession>,
    /// Whom it is about.
    #[serde(rename = "for")]
    pub for_: For,
    /// What must hold; `None`: it applies in every case.
    pub when: Option<When>,
    /// What must not hold; `None`: nothing.
    pub unless: Option<When>,
    /// What it sets aside; `None`: nothing.
    pub instead_of: Option<InsteadOf>,
    /// What to do, in the order of the file.
    #[serde(rename = "do")]
    pub do_: Vec<SaidAction>,
    /// For a stop on red flags: what to do instead where a flag cannot be ruled out.
    pub not_ruled_out: Vec<NotRuledOut>,
    /// What waits meanwhile.
    pub hold: Vec<SaidHold>,
    /// The reason.
    pub why: String,
    /// Where it comes from; `None`: not said.
    pub cite: Option<SaidCite>,
    /// Who answers for it.
    pub owner: String,
    /// When it has to be looked at again.
    pub review: String,
    /// True where that day is past.
    pub overdue: bool,
    /// Owner and review as sentences.
    pub owned: String,
}

/// Something the authors promise of every case.
#[derive(Clone, Debug, Serialize)]
pub struct SaidPromise {
    /// Its name.
    pub id: String,
    /// `always` or `never`.
    pub promise: &'static str,
    /// Whom it is about.
    #[serde(rename = "for")]
    pub for_: For,
    /// The cases it is about; `None`: every case.
    pub when: Option<When>,
    /// The cases it is not about; `None`: none.
    pub unless: Option<When>,
    /// The routes.
    pub route: Vec<Route>,
    /// What is promised, as a sentence.
    pub then: String,
}

/// Facts whose rising never gives a weaker route.
#[derive(Clone, Debug, Serialize)]
pub struct SaidNeverWeaker {
    /// Its name.
    pub id: String,
    /// Whom it is about.
    #[serde(rename = "for")]
    pub for_: For,
    /// The facts.
    pub facts: Vec<Rising>,
}

/// A fact with its answers from least to most.
#[derive(Clone, Debug, Serialize)]
pub struct Rising {
    /// The fact's id.
    pub fact: String,
    /// As sentences.
    pub in_words: String,
}

/// The rules in sentences; with a need, only those that are about it, the person's stop rules included.
#[must_use]
pub fn read_aloud(directory: &Directory, need: Option<NeedIndex>, today: Date) -> Reading {
    let rules = &directory.rules;
    let is_about = |for_: &Option<Vec<NeedIndex>>| match (for_, need) {
        (Some(needs), Some(need)) => needs.contains(&need),
        _ => true,
    };
    let mut read: Vec<_> = rules
        .rules
        .iter()
        .filter(|rule| is_about(&rule.for_))
        .collect();
    // The sort is stable, so rules of one route stay in the order of the file.
    read.sort_by_key(|rule| std::cmp::Reverse(rule.route));
    let promises: Vec<_> = rules
        .invariants
        .iter()
        .filter(|promise| is_about(&promise.for_))
        .collect();
    let never_weaker: Vec<_> = rules
        .never_weaker
        .iter()
        .filter(|promise| is_about(&promise.for_))
        .collect();
    let named = read
        .iter()
        .map(|rule| &rule.for_)
        .chain(promises.iter().map(|promise| &promise.for_))
        .chain(never_weaker.iter().map(|promise| &promise.for_));
    Reading {
        version: VERSION,
        directory: Stamp::of(directory),
        today: today.to_string(),
        need: need.map(|need| needs::named(directory, need)),
        about: approval::about(rules, today),
        groups: needs::groups_named(directory, named.flatten()),
        rules: read
            .into_iter()
            .map(|rule| rule::said(directory, rule, today))
            .collect(),
        promises: promises
            .into_iter()
            .map(|promise| promise::said(directory, promise))
            .collect(),
        never_weaker: never_weaker
            .into_iter()
            .map(|promise| promise::never_weaker(directory, promise))
            .collect(),
        impossible: rules
            .impossible
            .iter()
            .map(|impossible| SaidImpossible {
                id: impossible.id.value.clone(),
                when: condition::when(rules, &impossible.when),
            })
            .collect(),
    }
}
