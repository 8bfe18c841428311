//! Age limits that only stand for "no limit", or that nobody reaches.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "age-limit-absurd",
        severity: Severity::Warning,
        summary: "an age limit is no real limit",
        why: "A `maximum_age` of 99 or more is usually a stand-in for \"no limit\", and it turns away people of 100; \
               a `minimum_age` over 100 leaves hardly anybody. What is not said is no limit: remove the line.",
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
eligibility: {minimum_age: 50, maximum_age: 99}\n\
#                                           ^^\n\
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
eligibility: {minimum_age: 50}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// From here on a highest age is a stand-in for none.
const NO_HIGHEST: u8 = 99;

/// Above this a lowest age leaves hardly anybody: about 15,000 people in the United Kingdom are 100 or older (ONS, 2023).
const HIGHEST_LOWEST: u8 = 100;

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let ages = &service.eligibility;
    let too_high = ages
        .maximum_age
        .as_ref()
        .filter(|age| age.value >= NO_HIGHEST)
        .map(|age| (age, "maximum_age"));
    let too_low = ages
        .minimum_age
        .as_ref()
        .filter(|age| age.value > HIGHEST_LOWEST)
        .map(|age| (age, "minimum_age"));
    for (age, key) in too_high.into_iter().chain(too_low) {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                age.span,
                format!("`{key}` of `{}` is {}", service.id.value, age.value),
            )
            .help(format!(
                "remove `{key}` if there is no limit, or put it right"
            )),
        );
    }
}
