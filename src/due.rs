//! What has to be confirmed next: entries by the review period, room and alerts whose day comes, and the rules.

use crate::model::Directory;
use crate::model::service::Service;
use jiff::civil::Date;

/// Why something has to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The review period of the directory ends, or the exception that excuses it for now.
    Review,
    /// What is said about room is known until then only.
    Capacity,
    /// An alert ends: is it over, or does it go on?
    Alert,
    /// Rules have to be looked at again.
    Rules,
    /// The approval of the rules has to be given again.
    Approval,
}

/// One thing that has to be confirmed.
#[derive(Clone, Debug)]
pub struct Due<'d> {
    /// The last day on which nothing is late yet.
    pub by: Date,
    /// Why.
    pub reason: Reason,
    /// The entry; `None` for the rules.
    pub service: Option<&'d Service>,
    /// The role that confirmed it last, or answers for it.
    pub role: &'d str,
    /// How many rules; 0 for an entry and for the approval.
    pub rules: usize,
}

/// Everything that has to be confirmed sooner or later, most overdue first; then by id, then by reason.
///
/// Entries that ended for good or are inactive are not asked about, as in the check `review-overdue`. An entry that the
/// settings excuse from `review-overdue` or `capacity-expired` is due when the exception ends. Files that could not be
/// read are not in it: see [`Directory::left_out`].
#[must_use]
pub fn due(directory: &Directory, today: Date) -> Vec<Due<'_>> {
    let mut all = Vec::new();
    for service in directory
        .services
        .iter()
        .filter(|service| service.may_run_again())
    {
        let mut add = |by, reason| {
            all.push(Due {
                by,
                reason,
                service: Some(service),
                role: &service.assured.by,
                rules: 0,
            });
        };
        let confirm_by = service.confirm_by(directory.settings.review_days);
        let by = excused(directory, "review-overdue", service, confirm_by, today);
        add(by, Reason::Review);
        if let Some(capacity) = &service.capacity {
            let by = excused(
                directory,
                "capacity-expired",
                service,
                *capacity.until,
                today,
            );
            add(by, Reason::Capacity);
        }
        // One line for an entry, however many of its alerts end.
        if let Some(until) = service.alerts.iter().filter_map(|alert| alert.until).min() {
            add(until, Reason::Alert);
        }
    }
    all.extend(rules(directory));
    all.sort_by(|a, b| {
        let key = |due: &Due| {
            (
                due.by,
                due.service.map(|service| service.id.value.clone()),
                due.reason,
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.role.cmp(b.role))
    });
    all
}

impl Due<'_> {
    /// True where the day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.by < today
    }
}

/// The last good day, or that of the exception that excuses it today from this check, where that is later.
fn excused(directory: &Directory, check: &str, service: &Service, by: Date, today: Date) -> Date {
    let excused = directory.settings.allow.iter().filter(|allow| {
        allow.check.value == check && allow.id == service.id.value && today <= allow.until
    });
    excused.map(|allow| allow.until).fold(by, Date::max)
}

/// The rules by day and owner, and their approval.
fn rules(directory: &Directory) -> Vec<Due<'_>> {
    let mut all: Vec<Due> = Vec::new();
    for rule in &directory.rules.rules {
        let same = |due: &&mut Due| due.by == rule.review && due.role == rule.owner;
        match all.iter_mut().find(same) {
            Some(due) => due.rules += 1,
            None => all.push(Due {
                by: rule.review,
                reason: Reason::Rules,
                service: None,
                role: &rule.owner,
                rules: 1,
            }),
        }
    }
    all.extend(directory.rules.approval.iter().map(|approval| Due {
        by: approval.review,
        reason: Reason::Approval,
        service: None,
        role: &approval.role,
        rules: 0,
    }));
    all
}
