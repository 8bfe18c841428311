//! The top of the rules: version, owner, review, and whether they may be used with people.

use super::About;
use super::sentence::ended;
use crate::model::hours::date_in_words;
use crate::model::rule::{ApprovalState, Rules};
use jiff::civil::Date;

pub(super) fn about(rules: &Rules, today: Date) -> About {
    let state = rules.approval_state(today);
    About {
        version: rules.version.clone(),
        fingerprint: rules.fingerprint.clone(),
        owner: rules.owner.clone(),
        review: rules.review.map(|review| review.to_string()),
        overdue: rules.review.is_some_and(|review| review < today),
        rules: rules.rules.len(),
        approval: match state {
            ApprovalState::Approved => "approved",
            ApprovalState::Missing => "missing",
            ApprovalState::Overdue => "overdue",
            ApprovalState::Changed => "changed",
        },
        approval_in_words: in_words(rules, state),
    }
}

fn in_words(rules: &Rules, state: ApprovalState) -> String {
    let Some(approval) = &rules.approval else {
        return "Nobody has approved these rules for use with people.".to_owned();
    };
    let by = format!("{}, {}", approval.role, approval.organization);
    let on = date_in_words(approval.on);
    let until = date_in_words(approval.review);
    match state {
        ApprovalState::Changed => {
            format!(
                "These rules have changed since they were approved on {on} ({by}): they are not approved for use with people."
            )
        }
        ApprovalState::Overdue => {
            format!(
                "The approval of {on} ({by}) had to be given again by {until}: these rules are not approved for use with people."
            )
        }
        _ => format!(
            "Approved for use with people on {on} ({by}); the approval has to be given again by {until}."
        ),
    }
}

/// Who answers for something and when it is due, as sentences.
pub(super) fn owned(owner: &str, review: Date, today: Date) -> String {
    let day = date_in_words(review);
    if review < today {
        return format!("{} Overdue: review was due on {day}.", ended(owner));
    }
    format!("{} Due for review by {day}.", ended(owner))
}
