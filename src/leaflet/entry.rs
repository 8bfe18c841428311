//! One service on a leaflet, in words for the person.

use super::phrases::{cost, languages, one_line};
use super::start::{only_professionals, start};
use super::{Chosen, Reach, crisis};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::hours::{MONTHS, and, date_in_words, round_the_clock};
use crate::model::service::{AttendingType, CapacityState, Eligibility, Location, Service, Status};
use crate::model::shown::clean_lines;
use jiff::civil::Date;

/// One service as it stands on the paper.
///
/// Where a professional has to refer, there are no ways to get in touch and no words on how to refer: both are for
/// professionals. Where a person can go alone, the entry's own `referral` stands here only if it speaks to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// True for the first step.
    pub first: bool,
    /// What it is called.
    pub name: String,
    /// Who runs it; `None` where that is the same as its name.
    pub organization: Option<String>,
    /// What it is, one paragraph a line; never empty.
    pub what: Vec<String>,
    /// `Ring first: …`, where it may not be as it says here: closed, full, or last checked too long ago.
    pub ring_first: Option<String>,
    /// What holds today, as sentences.
    pub alerts: Vec<String>,
    /// How to get in touch; empty where only professionals may.
    pub reach: Reach,
    /// Everything else, each with its label, in the order it is printed; no row is empty.
    pub rows: Vec<Row>,
    /// What was not checked, as sentences.
    pub ask: Vec<String>,
    /// How old this is, as a sentence.
    pub checked: String,
}

/// One labelled part of an entry: `When`, and the sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// In one or two words.
    pub label: &'static str,
    /// One thing a line.
    pub lines: Vec<String>,
}

pub(super) fn entry(directory: &Directory, chosen: &Chosen, today: Date, first: bool) -> Entry {
    let service = directory.service(chosen.service);
    let reach = if only_professionals(service) {
        Reach::default()
    } else {
        Reach::of(&service.contact)
    };
    let name = one_line(&service.name);
    let published = helpline(service)
        .then(|| crisis::published(directory, service, today))
        .flatten();
    Entry {
        first,
        organization: Some(one_line(&service.organization))
            .filter(|who| *who != name && !who.is_empty()),
        name,
        what: what(service),
        ring_first: ring_first(directory, service, &reach, today),
        alerts: service
            .alerts
            .iter()
            .filter(|alert| alert.holds_on(today))
            .map(|alert| one_line(&alert.text))
            .collect(),
        rows: rows(service, &reach, today),
        reach,
        ask: chosen.ask.iter().map(|ask| one_line(ask)).collect(),
        checked: published.map_or_else(
            || {
                format!(
                    "We last checked this on {}.",
                    date_in_words(*service.assured.on)
                )
            },
            |published| format!("{}.", capital(&published)),
        ),
    }
}

/// When it is open, one session a line; empty where the entry does not say.
pub(super) fn when(service: &Service) -> Vec<String> {
    if round_the_clock(&service.hours) {
        return vec!["Day and night, every day".to_owned()];
    }
    service
        .hours
        .iter()
        .map(|session| one_line(&session.in_words()))
        .collect()
}

/// A telephone line for the whole country, known from what it publishes.
fn helpline(service: &Service) -> bool {
    let national = service
        .area
        .iter()
        .any(|served| served.value == Served::National);
    national
        && service.locations.is_empty()
        && !service.attending_type.contains(&AttendingType::Venue)
}

fn what(service: &Service) -> Vec<String> {
    let plain = service
        .plain
        .as_deref()
        .map(clean_lines)
        .unwrap_or_default();
    let lines: Vec<String> = plain
        .lines()
        .map(one_line)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return vec![one_line(&service.summary)];
    }
    lines
}

fn ring_first(
    directory: &Directory,
    service: &Service,
    reach: &Reach,
    today: Date,
) -> Option<String> {
    let mut reasons = Vec::new();
    match *service.status {
        Status::Active => {}
        Status::TemporarilyClosed => reasons.push("it is closed for now".to_owned()),
        Status::Inactive | Status::Defunct => {
            reasons.push("it was not running when we last checked".to_owned());
        }
    }
    let full = |state| state == CapacityState::Full;
    if service
        .capacity_on(today)
        .is_some_and(|capacity| full(capacity.state))
    {
        reasons.push("it was full when we last checked".to_owned());
    }
    if service.is_stale(today, directory.settings.review_days) && !helpline(service) {
        let on = *service.assured.on;
        let month = MONTHS[usize::from(on.month().unsigned_abs()).clamp(1, 12) - 1];
        reasons.push(format!("we last checked this in {month} {}", on.year()));
    }
    let how = match (&reach.phone, reach.is_empty()) {
        (Some(_), _) => "Ring first",
        (None, false) => "Ask first",
        (None, true) => "Ask us first",
    };
    (!reasons.is_empty()).then(|| format!("{how}: {}.", and(&reasons)))
}

fn rows(service: &Service, reach: &Reach, today: Date) -> Vec<Row> {
    let mut when = when(service);
    if when.is_empty() {
        when.push(
            if reach.phone.is_some() {
                "Ring to ask for the times."
            } else {
                "Ask for the times."
            }
            .to_owned(),
        );
    }
    let weeks = service
        .capacity_on(today)
        .and_then(|capacity| capacity.weeks);
    let wait = weeks.filter(|weeks| *weeks > 0).map(|weeks| {
        let weeks = crate::model::shown::count(usize::from(weeks), "week", "weeks");
        format!("About {weeks}")
    });
    let price = service
        .cost
        .as_ref()
        .map_or_else(|| "Ask what it costs.".to_owned(), cost);
    let spoken = languages(&service.languages);
    [
        ("How to start", start(service)),
        ("When", when),
        ("Where", place(service)),
        ("Cost", vec![price]),
        ("Who for", who(&service.eligibility).into_iter().collect()),
        ("Wait", wait.into_iter().collect()),
        (
            "Languages",
            if spoken.is_empty() {
                spoken
            } else {
                vec![and(&spoken)]
            },
        ),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(label, lines)| Row { label, lines })
    .collect()
}

/// Where one goes, one place a line. Of a place that must not be told nothing is printed, not even its district.
fn place(service: &Service) -> Vec<String> {
    let attends = |way| service.attending_type.contains(&way);
    let mut lines: Vec<String> = Vec::new();
    for location in &service.locations {
        let line = match location {
            Location::Venue {
                name,
                address,
                postcode,
            } => {
                let postcode = postcode.as_ref().map(|postcode| postcode.value.to_string());
                [name.as_ref(), address.as_ref(), postcode.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(|part| one_line(part))
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            Location::Confidential { .. } => {
                "They tell you the address when you get in touch.".to_owned()
            }
        };
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() && attends(AttendingType::Venue) {
        lines.push("Ask where it is.".to_owned());
    }
    let others: Vec<&str> = [
        (AttendingType::HomeVisit, "they come to your home"),
        (AttendingType::Phone, "by telephone"),
        (AttendingType::Online, "on the internet"),
    ]
    .into_iter()
    .filter(|(way, _)| attends(*way))
    .map(|(_, words)| words)
    .collect();
    if !others.is_empty() {
        let words = others.join(", or ");
        lines.push(if lines.is_empty() {
            capital(&words)
        } else {
            format!("Or {words}")
        });
    }
    lines
}

fn who(eligibility: &Eligibility) -> Option<String> {
    let (least, most) = (&eligibility.minimum_age, &eligibility.maximum_age);
    match (
        least.as_ref().map(|age| age.value),
        most.as_ref().map(|age| age.value),
    ) {
        (None, None) => None,
        (Some(least), None) => Some(format!("People aged {least} and over")),
        (None, Some(most)) => Some(format!("People aged {most} and under")),
        (Some(least), Some(most)) => Some(format!("People aged {least} to {most}")),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
