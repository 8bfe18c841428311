//! The table "would it take this person?", one function for each row.
//!
//! A row gives nothing where there is nothing to compare. A limit that the service states about something not known of the
//! person is asked about, and so is what the service does not say; neither is ever no.

mod offer;
mod person;
mod running;
mod travel;

use super::area::{self, Coverage};
use super::{Criterion, CriterionKind, Match, Places, Query, Suits, Whereabouts};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::service::{Service, ServiceIndex};
use crate::model::vocabulary::SupportNeed;
use crate::place::Point;
use std::borrow::Cow;

/// How one row came out, and its words.
type Outcome = (Suits, Cow<'static, str>);

/// A query made ready: what is the same for every service is worked out once.
pub(super) struct Asked<'a> {
    directory: &'a Directory,
    places: &'a Places,
    query: &'a Query,
    /// The needs asked for, each once.
    pub(super) needs: Vec<NeedIndex>,
    /// The support needs, each once.
    with: Vec<SupportNeed>,
    coverage: Option<Coverage<'a>>,
    point: Option<(Point, f64)>,
    /// True where danger was asked about.
    crisis: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn new(directory: &'a Directory, places: &'a Places, query: &'a Query) -> Self {
        let needs = each_once(&query.needs);
        let place = query.place.as_ref();
        Self {
            crisis: needs.iter().any(|need| directory.need(*need).crisis),
            with: each_once(&query.with),
            coverage: place.map(|place| Coverage::new(directory, places, place)),
            point: place.and_then(Whereabouts::point),
            directory,
            places,
            query,
            needs,
        }
    }
}

/// Judges one service.
pub(super) fn judge(asked: &Asked, index: ServiceIndex) -> Match {
    let service = asked.directory.service(index);
    let query = asked.query;
    let state = running::state(service, query.today);
    let measured = travel::measured(asked, index);
    let (serves_area, area_text) = area::serves(asked.directory, asked.coverage.as_ref(), service);

    let mut criteria: Vec<Criterion> = Vec::with_capacity(6 + asked.with.len());
    let mut add = |kind: CriterionKind, outcome: Option<Outcome>| {
        criteria.extend(outcome.map(|(suits, text)| Criterion { kind, suits, text }));
    };
    add(CriterionKind::Status, running::status(service, query.today));
    add(CriterionKind::Kind, running::kind(asked, service));
    add(CriterionKind::Area, Some((serves_area, area_text)));
    add(CriterionKind::Age, person::age(query.age, service));
    for need in &asked.with {
        let outcome = person::accepts(*need, service);
        add(CriterionKind::Accepts(*need), Some(outcome));
    }
    add(CriterionKind::Other, person::other(service));
    add(
        CriterionKind::Referral,
        Some(person::referral(query.asker, service)),
    );
    add(
        CriterionKind::Capacity,
        running::capacity(service, query.today),
    );
    add(CriterionKind::Day, offer::day(query, service));
    add(CriterionKind::Cost, offer::cost(query, service));
    add(CriterionKind::Attending, offer::attending(query, service));
    add(CriterionKind::Distance, travel::distance(asked, index));

    let worst = criteria.iter().map(|criterion| criterion.suits).max();
    Match {
        service: index,
        suits: worst.unwrap_or(Suits::Yes),
        needs: needs_met(&asked.needs, service),
        criteria,
        serves_area,
        distance_m: measured.map(|measured| measured.metres),
        distance_within_m: measured.map(|measured| measured.within_m),
        stale: service.is_stale(query.today, asked.directory.settings.review_days),
        assured: service.assured.on.value,
        state,
    }
}

/// The support needs that a service says it does not take.
pub(super) fn refuses(service: &Service, with: &[SupportNeed]) -> Vec<SupportNeed> {
    let refused = |need: &SupportNeed| person::accepts(*need, service).0 == Suits::No;
    with.iter().copied().filter(refused).collect()
}

fn needs_met(asked: &[NeedIndex], service: &Service) -> Vec<NeedIndex> {
    let meets = |need: &&NeedIndex| service.needs.iter().any(|known| known.value == **need);
    asked.iter().filter(meets).copied().collect()
}

/// The things asked for, in order and without repetitions.
fn each_once<T: Copy + PartialEq>(things: &[T]) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(things.len());
    for thing in things {
        if !once.contains(thing) {
            once.push(*thing);
        }
    }
    once
}
