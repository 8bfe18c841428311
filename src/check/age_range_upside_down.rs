//! Ages that no person can have at once.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "age-range-upside-down",
        severity: Severity::Error,
        summary: "the youngest age is above the oldest",
        why: "Nobody fits, so the service is offered to nobody. Usually the two ages were exchanged.",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
eligibility: {minimum_age: 65, maximum_age: 18}\n\
#                          ^^\n",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
eligibility: {minimum_age: 18, maximum_age: 65}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let ages = &service.eligibility;
    if let (Some(youngest), Some(oldest)) = (&ages.minimum_age, &ages.maximum_age)
        && youngest.value > oldest.value
    {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                youngest.span,
                format!(
                    "the youngest age is {}, but the oldest is {}",
                    youngest.value, oldest.value
                ),
            )
            .related(oldest.span, "the oldest age")
            .help("exchange them, or remove the limit that is not meant"),
        );
    }
}
