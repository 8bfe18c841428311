//! Actions of a plan: each once, with the rules it comes from and the service that does it.

use super::make::{Context, MOST};
use super::services::Seeker;
use super::{ActionState, PlannedAction, PlannedRule, PlannedService};
use crate::model::case::Case;
use crate::model::rule::{ActionBy, ActionIndex, RuleIndex};
use crate::route::RuleState;

/// Actions in the order they were first named.
pub(super) struct Actions<'c> {
    context: &'c Context<'c>,
    seeker: Seeker<'c>,
    list: Vec<PlannedAction>,
}

impl<'c> Actions<'c> {
    pub(super) fn new(context: &'c Context<'c>, case: &'c Case) -> Self {
        Self {
            context,
            seeker: Seeker::new(context, case, MOST),
            list: Vec::new(),
        }
    }

    /// Adds an action, or another reason for one that is there; the more pressing state wins.
    pub(super) fn add(&mut self, index: ActionIndex, state: ActionState, because: &str) {
        let action = self.context.directory.rules.action(index);
        if let Some(known) = self
            .list
            .iter_mut()
            .find(|known| known.id == action.id.value)
        {
            known.state = known.state.min(state);
            if known.because.iter().all(|reason| reason != because) {
                known.because.push(because.to_owned());
            }
            return;
        }
        self.list.push(PlannedAction {
            id: action.id.value.clone(),
            label: action.label.clone(),
            urgency: action.urgency,
            state,
            because: vec![because.to_owned()],
            service: action.by.as_ref().and_then(|by| self.service(by)),
        });
    }

    fn service(&self, by: &ActionBy) -> Option<PlannedService> {
        match by {
            ActionBy::Service(id) => {
                let index = self.context.directory.service_index(&id.value)?;
                Some(self.seeker.named(index))
            }
            ActionBy::KindForNeed(kind, need) => self.seeker.best_of_kind(*kind, *need),
        }
    }

    /// The actions in the order they were named.
    pub(super) fn in_order(self) -> Vec<PlannedAction> {
        self.list
    }

    /// The actions, most urgent first, then what is to be done before what was done already.
    pub(super) fn by_urgency(mut self) -> Vec<PlannedAction> {
        self.list.sort_by_key(|action| {
            (
                action.state == ActionState::ActedOn,
                action.urgency.map_or(u8::MAX, |urgency| urgency as u8),
            )
        });
        self.list
    }
}

/// A rule as the plan shows it.
pub(super) fn planned_rule(context: &Context, index: RuleIndex, state: &RuleState) -> PlannedRule {
    let rules = &context.directory.rules;
    let rule = rules.rule(index);
    let (state, set_aside_by) = match state {
        RuleState::Applied => ("applied", Vec::new()),
        RuleState::SetAside(by) => ("set-aside", by.clone()),
        RuleState::Possible => ("possible", Vec::new()),
    };
    PlannedRule {
        id: rule.id.value.clone(),
        state,
        set_aside_by,
        route: rule.route,
        always: rule.when.is_none(),
        why: rule.why.clone(),
        source: rule
            .cite
            .as_ref()
            .map(|cite| rules.source(cite.source).id.value.clone()),
        place: rule.cite.as_ref().map(|cite| cite.place.clone()),
    }
}
