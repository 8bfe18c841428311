//! Whom to ring in a crisis: the same lines on every leaflet of a directory, so that they give nobody away. They are in
//! English in every language: nobody should have to trust a translation in danger.

use super::Reach;
use super::phrases::one_line;
use super::words::{Phrase, Words};
use crate::model::Directory;
use crate::model::contact::digits;
use crate::model::hours::round_the_clock;
use crate::model::service::{Kind, Service, Status};
use jiff::civil::Date;

/// One service for people in danger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisLine {
    /// What it is called.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub what: String,
    /// True where it answers round the clock.
    pub day_and_night: bool,
    /// When it answers, where that is not round the clock; empty where the entry does not say.
    pub when: Vec<String>,
    /// How to reach it.
    pub reach: Reach,
    /// How old its details are, where they are past their review period.
    pub note: Option<String>,
}

/// Numbers that the numbering plan itself assigns; nobody should ring them to check.
const ASSIGNED: [&str; 5] = ["999", "112", "111", "101", "116123"];

/// The crisis services that anybody can use at once, open round the clock or reachable without speaking: the emergency numbers
/// first, then the rest by name.
pub(super) fn lines(directory: &Directory, today: Date) -> Vec<CrisisLine> {
    let words = Words::english();
    let mut services: Vec<&Service> = directory
        .services
        .iter()
        .filter(|service| for_anybody(service))
        .collect();
    services.sort_by_key(|service| (rank(service), &service.name));
    services
        .into_iter()
        .map(|service| CrisisLine {
            name: one_line(&service.name),
            what: one_line(&service.summary),
            day_and_night: round_the_clock(&service.hours),
            when: if round_the_clock(&service.hours) {
                Vec::new()
            } else {
                words.hours(&service.hours)
            },
            reach: reach(service),
            note: published(directory, service, today, words),
        })
        .collect()
}

/// The number and the way without speaking. Addresses only where there is neither: in danger fewer words are more.
pub(super) fn reach(service: &Service) -> Reach {
    let all = Reach::of(&service.contact, Words::english());
    if all.phone.is_none() && all.text.is_none() {
        return all;
    }
    Reach {
        email: None,
        url: None,
        ..all
    }
}

fn for_anybody(service: &Service) -> bool {
    let limits = &service.eligibility;
    let limited =
        limits.minimum_age.is_some() || limits.maximum_age.is_some() || limits.other.is_some();
    service.kind == Kind::Crisis
        && *service.status == Status::Active
        && service.open_to_the_person()
        && !limited
        && !service.contact.is_empty()
        && (round_the_clock(&service.hours) || service.contact.text.is_some())
}

fn rank(service: &Service) -> usize {
    let number = service.contact.phone.as_ref().map(|phone| digits(phone));
    ASSIGNED
        .iter()
        .position(|known| number.as_deref() == Some(known))
        .unwrap_or(ASSIGNED.len())
}

/// How old the details of a service are, where they are past their review period: `as published 14 August 2024; ring to check`.
pub(super) fn published(
    directory: &Directory,
    service: &Service,
    today: Date,
    words: &Words,
) -> Option<String> {
    if !service.is_stale(today, directory.settings.review_days) {
        return None;
    }
    let date = words.date(*service.assured.on);
    let phrase = match &service.contact.phone {
        Some(phone) if !ASSIGNED.contains(&digits(phone).as_str()) => Phrase::PublishedRing,
        _ => Phrase::Published,
    };
    Some(words.fill(phrase, &[("date", &date)]))
}
