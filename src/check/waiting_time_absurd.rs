//! Waiting times that cannot be meant.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::CapacityState;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "waiting-time-absurd",
        severity: Severity::Warning,
        summary: "a waiting time cannot be meant",
        why: "Over five years is usually a number of days or a year typed as weeks, and a list of no weeks is no \
               list: people decide by this number whether to wait or to look elsewhere. Long waits that are real, up \
               to 260 weeks, are left alone.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
capacity: {state: waiting, weeks: 365, until: 2026-12-31}\n\
#                                 ^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
capacity: {state: waiting, weeks: 52, until: 2026-12-31}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// Five years; some waits for an assessment come near it.
const LONGEST_WEEKS: u16 = 260;

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(capacity) = &service.capacity else {
        return;
    };
    let Some(weeks) = capacity.weeks.filter(|_| may_run_again(service)) else {
        return;
    };
    let (message, help) = if weeks > LONGEST_WEEKS {
        (
            format!("`{}` has a list of {weeks} weeks", service.id.value),
            "give the wait in weeks, not in days",
        )
    } else if weeks == 0 && capacity.state == CapacityState::Waiting {
        (
            format!("`{}` has a list of no weeks", service.id.value),
            "write `state: open` if there is no wait, or remove `weeks` if it is not known",
        )
    } else {
        return;
    };
    found.push(Diagnostic::new(&CHECK.kind, service.place_of(Part::Weeks), message).help(help));
}
