//! What comes before any service, in words for the person.

use super::phrases::one_line;
use super::words::{Phrase, Words};
use super::{Reach, crisis};
use crate::model::Directory;
use crate::model::rule::{ActionBy, ActionIndex, Urgency};
use crate::model::service::Kind;

/// What to do first, most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopPage {
    /// The actions; may be empty, where all are for the worker alone.
    pub actions: Vec<StopAction>,
}

/// One thing to do first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopAction {
    /// How soon; `None`: not said.
    pub urgency: Option<Urgency>,
    /// Whom to reach: the name of a crisis service.
    pub label: String,
    /// How to reach it.
    pub reach: Reach,
    /// What it is for and what to choose there, as the crisis service says it: a sentence or two.
    pub what: String,
    when: String,
}

impl StopAction {
    /// How soon, as a heading: `Now`, `Today`, `Soon`; `First` where it is not said. In another language the English stands
    /// beside it.
    #[must_use]
    pub fn when(&self) -> &str {
        &self.when
    }

    /// The phrase of [`StopAction::when`].
    pub(super) const fn how_soon(&self) -> Phrase {
        how_soon(self.urgency)
    }
}

const fn how_soon(urgency: Option<Urgency>) -> Phrase {
    match urgency {
        Some(Urgency::Now) => Phrase::Now,
        Some(Urgency::Today) => Phrase::Today,
        Some(Urgency::Soon) => Phrase::Soon,
        None => Phrase::First,
    }
}

/// The actions that a crisis service does, each service once. Services that are sensitive stay in the crisis block only,
/// where everybody has them.
pub(super) fn page(directory: &Directory, stop: &[ActionIndex], words: &Words) -> StopPage {
    let mut actions: Vec<StopAction> = stop
        .iter()
        .filter_map(|index| {
            let action = directory.rules.action(*index);
            let Some(ActionBy::Service(id)) = &action.by else {
                return None;
            };
            let service = directory.service_by_id(id)?;
            (service.kind == Kind::Crisis && !service.sensitive).then(|| StopAction {
                urgency: action.urgency,
                label: one_line(&service.name),
                reach: crisis::reach(service),
                what: one_line(&service.summary),
                when: words.with_english(how_soon(action.urgency)),
            })
        })
        .collect();
    actions.sort_by_key(|action| (action.urgency.is_none(), action.urgency));
    let mut seen: Vec<String> = Vec::new();
    actions.retain(|action| {
        let new = !seen.contains(&action.label);
        seen.push(action.label.clone());
        new
    });
    StopPage { actions }
}
