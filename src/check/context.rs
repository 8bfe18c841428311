//! What a check may look at, and what several of them ask of it.

use super::{can_be_allowed, is_running, review_overdue};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::rule::{Action, ActionIndex, Route};
use crate::model::service::{self, Service};
use crate::model::settings::Level;
use crate::place::Table;
use crate::route::prove::{Failure, prove};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What a check may look at.
#[derive(Debug)]
pub struct Context<'d> {
    /// The directory, which the loader has not refused.
    pub directory: &'d Directory,
    /// Where postcodes are; `None`: questions about places are not asked.
    pub table: Option<&'d Table>,
    /// The day it is.
    pub today: Date,
    /// What could not be proved of the rules; worked out for the first check that asks.
    proofs: OnceLock<Vec<Failure>>,
}

impl<'d> Context<'d> {
    pub(super) const fn new(
        directory: &'d Directory,
        table: Option<&'d Table>,
        today: Date,
    ) -> Self {
        Self {
            directory,
            table,
            today,
            proofs: OnceLock::new(),
        }
    }

    /// What could not be proved of the rules.
    pub(super) fn proofs(&self) -> &[Failure] {
        self.proofs
            .get_or_init(|| prove(&self.directory.rules, self.directory.needs.len()))
    }

    /// Gives every finding the severity that the settings say, and takes away what they turn off.
    pub(super) fn apply_severities(&self, found: &mut Vec<Diagnostic>) {
        let settings = &self.directory.settings;
        if settings.severity.is_empty() {
            return;
        }
        found.retain_mut(|finding| {
            let level = settings.level(finding.kind.id);
            let Some(level) = level.filter(|_| can_be_allowed(finding.kind.id)) else {
                return true;
            };
            finding.severity = match level {
                Level::Off => return false,
                Level::Note => Severity::Note,
                Level::Warning => Severity::Warning,
                Level::Error => Severity::Error,
            };
            true
        });
    }

    /// The reason and the last day of the exception that excuses this finding today.
    pub(super) fn exception(&self, finding: &Diagnostic) -> Option<(String, Date)> {
        if !can_be_allowed(finding.kind.id) {
            return None;
        }
        self.directory
            .settings
            .allow
            .iter()
            .find(|allow| {
                allow.check.value == finding.kind.id
                    && Some(allow.id.as_str()) == finding.subject.as_deref()
                    && self.today <= allow.until
            })
            .map(|allow| (allow.reason.clone(), allow.until))
    }

    /// True where a service is confirmed recently enough, or the settings allow that it is not.
    pub(super) fn is_current(&self, service: &Service) -> bool {
        let settings = &self.directory.settings;
        !service.is_stale(self.today, settings.review_days)
            || settings.allows(
                review_overdue::CHECK.kind.id,
                Some(&service.id.value),
                self.today,
            )
    }

    /// True where a running, confirmed service of this kind takes this need.
    pub(super) fn somebody_takes(&self, kind: service::Kind, need: NeedIndex) -> bool {
        self.directory.services_by_need[need.position()]
            .iter()
            .map(|index| self.directory.service(*index))
            .any(|service| service.kind == kind && is_running(service) && self.is_current(service))
    }

    /// True where the service's file is there but could not be read; the loader has said so.
    pub(super) fn left_out(&self, id: &str) -> bool {
        self.directory.left_out.iter().any(|left| left.id == id)
    }

    /// The actions that people are sent to when something is dangerous: those of stop rules, and those of red flags that
    /// nobody can rule out. In the order of the file.
    pub(super) fn stop_actions(&self) -> impl Iterator<Item = &Action> {
        let rules = &self.directory.rules;
        let of_rules = rules
            .rules
            .iter()
            .filter(|rule| rule.route == Route::Stop)
            .flat_map(|rule| rule.do_.iter().copied());
        let of_facts = rules.facts.iter().filter_map(|fact| fact.unsure_do);
        let named: BTreeSet<ActionIndex> = of_rules.chain(of_facts).collect();
        named.into_iter().map(|index| rules.action(index))
    }

    /// Every other action, in the order of the file.
    pub(super) fn other_actions(&self) -> impl Iterator<Item = &Action> {
        let stop: BTreeSet<&str> = self
            .stop_actions()
            .map(|action| action.id.value.as_str())
            .collect();
        self.directory
            .rules
            .actions
            .iter()
            .filter(move |action| !stop.contains(action.id.value.as_str()))
    }
}
