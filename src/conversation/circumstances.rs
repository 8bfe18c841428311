//! What to ask about the person once the route is settled: only what could change the services that are offered.

use super::Step;
use crate::model::case::Case;
use crate::model::service::{Accepts, Kind, Service};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::plan::make::Context;

/// The grouped question; `None` where nothing could change.
///
/// A support need is asked about where a service for these needs says that it can or cannot cope with it. Where every
/// service is silent the answer would change nothing but what is asked first, which is said on every plan anyway.
#[must_use]
pub fn step(context: &Context, case: &Case) -> Option<Step> {
    let services: Vec<&Service> = case
        .needs
        .iter()
        .flat_map(|(need, _)| &context.directory.services_by_need[need.position()])
        .map(|index| context.directory.service(*index))
        .filter(|service| service.kind != Kind::Crisis)
        .collect();
    let says = |need: &SupportNeed| {
        services
            .iter()
            .any(|service| matches!(service.accepts(*need), Some(Accepts::Yes | Accepts::No)))
    };
    let support: Vec<SupportNeed> = SupportNeed::WORDS
        .iter()
        .map(|(_, need)| *need)
        .filter(|need| !case.with.contains(need))
        .filter(says)
        .collect();
    let age = case.age.is_none()
        && services.iter().any(|service| {
            service.eligibility.minimum_age.is_some() || service.eligibility.maximum_age.is_some()
        });
    let place = case.near.is_none();
    (!support.is_empty() || age || place).then_some(Step::Circumstances {
        support,
        age,
        place,
    })
}
