//! What is said of one service for one person: each criterion, and the facts that put it in order.

use super::distance::distance_in_words;
use crate::model::Directory;
use crate::model::hours::{Session, and, date_in_words};
use crate::model::need::NeedIndex;
use crate::model::service::{AttendingType, Kind, Service, ServiceIndex};
use crate::model::vocabulary::{SupportNeed, vocabulary};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

vocabulary! {
    /// Whether a service suits the person, best first: the worst of its criteria wins.
    Suits {
        /// As far as the entry says, it would take the person.
        Yes = "yes",
        /// Something has to be asked first.
        Ask = "ask",
        /// It would not take the person.
        No = "no",
    }
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionKind {
    /// Whether it is running.
    Status,
    /// Whether it is of the kind or profession sought.
    Kind,
    /// Whether it serves the place.
    Area,
    /// Whether it takes people of this age.
    Age,
    /// Whether it copes with a support need.
    Accepts(SupportNeed),
    /// Any other condition it states.
    Other,
    /// Whether the asker can get in.
    Referral,
    /// Whether there is room.
    Capacity,
    /// Whether it is open on the day asked for.
    Day,
    /// Whether it is free, where that was asked for.
    Cost,
    /// Whether it can be attended in the way asked for.
    Attending,
    /// Whether it is as near as was asked for.
    Distance,
}

impl CriterionKind {
    /// The word for it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Area => "area",
            Self::Age => "age",
            Self::Accepts(_) => "accepts",
            Self::Other => "other",
            Self::Referral => "referral",
            Self::Capacity => "capacity",
            Self::Day => "day",
            Self::Cost => "cost",
            Self::Attending => "attending",
            Self::Distance => "distance",
        }
    }
}

/// One thing that was compared, and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What was compared.
    pub kind: CriterionKind,
    /// How it came out.
    pub suits: Suits,
    /// In plain words: the short reason for yes, the question for ask (it starts `Ask:`), the reason for no.
    pub text: Cow<'static, str>,
}

/// Something about the service today that has to be said beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not running, or ended.
    Ended,
    /// Closed for a while.
    Closed {
        /// The last day of the notice; `None`: none is given.
        until: Option<Date>,
        /// What its notice says; `None`: there is no notice.
        notice: Option<String>,
    },
    /// It has no room.
    Full {
        /// The last day this is known for.
        until: Date,
    },
    /// It has a waiting list.
    Waiting {
        /// Weeks to wait; `None`: not said.
        weeks: Option<u16>,
        /// The last day this is known for.
        until: Date,
    },
}

impl fmt::Display for State {
    /// `full until 31 December 2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => f.write_str("not running"),
            Self::Closed { until, notice } => {
                f.write_str("closed for now")?;
                match (until, notice) {
                    (Some(until), Some(notice)) => {
                        write!(f, " (notice until {}: {notice})", date_in_words(*until))
                    }
                    (None, Some(notice)) => write!(f, " (notice: {notice})"),
                    (_, None) => Ok(()),
                }
            }
            Self::Full { until } => write!(f, "full until {}", date_in_words(*until)),
            Self::Waiting { weeks, until } => {
                f.write_str("has a waiting list")?;
                if let Some(weeks) = weeks {
                    let word = if *weeks == 1 { "week" } else { "weeks" };
                    write!(f, " of about {weeks} {word}")?;
                }
                write!(f, " (known until {})", date_in_words(*until))
            }
        }
    }
}

/// One service, judged for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Which service.
    pub service: ServiceIndex,
    /// The worst of the criteria.
    pub suits: Suits,
    /// Which of the needs asked for it meets, in the order asked; empty where none was asked for.
    pub needs: Vec<NeedIndex>,
    /// What was compared, in the order of [`CriterionKind`]. What had nothing to compare is left out: no limit stated, a
    /// support need the person does not have, a service that is simply running.
    pub criteria: Vec<Criterion>,
    /// Whether it serves the person's area; a fact of its own for the order.
    pub serves_area: Suits,
    /// Metres in a straight line to the nearest of its places; `None` where nobody has to travel, or a place is not known.
    pub distance_m: Option<f64>,
    /// Metres by which the distance may be out; `None` where there is no distance.
    pub distance_within_m: Option<f64>,
    /// True where the entry was confirmed longer ago than the review period.
    pub stale: bool,
    /// The day the entry was last confirmed.
    pub assured: Date,
    /// What has to be said beside its name; empty for most.
    pub state: Vec<State>,
}

impl Match {
    /// The order of results; equal only for one and the same service.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        // A measured place is something to go to and to compare. A service by telephone or at home, or one whose place is not
        // known, has nothing to compare, so it follows the measured ones of its group and is never put before or between
        // them as if it were near.
        let distance = |one: &Self| one.distance_m.unwrap_or(f64::INFINITY);
        self.suits
            .cmp(&other.suits)
            .then(self.serves_area.cmp(&other.serves_area))
            .then(self.stale.cmp(&other.stale))
            .then(distance(self).total_cmp(&distance(other)))
            .then(other.assured.cmp(&self.assured))
            // Services are sorted by id, so their positions stand for their ids.
            .then(self.service.cmp(&other.service))
    }

    /// What has to be asked first, in words.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.texts(Suits::Ask)
    }

    /// Why it would not take the person, in words; empty where it might.
    pub fn refusals(&self) -> impl Iterator<Item = &str> {
        self.texts(Suits::No)
    }

    /// Why it is here: what sort of service it is, the needs it meets, each criterion that came out yes, distance and hours.
    #[must_use]
    pub fn reasons(&self, directory: &Directory) -> Vec<String> {
        let service = directory.service(self.service);
        let mut reasons = vec![sort_of(service)];
        reasons.extend(
            self.needs
                .iter()
                .map(|need| format!("helps with: {}", directory.need(*need).label)),
        );
        reasons.extend(self.texts(Suits::Yes).map(str::to_owned));
        match (self.distance_m, self.distance_within_m) {
            (Some(metres), Some(within_m)) => reasons.push(distance_in_words(metres, within_m)),
            _ => reasons.push(ways_in_words(&service.attending_type)),
        }
        let day_given = self
            .criteria
            .iter()
            .any(|criterion| criterion.kind == CriterionKind::Day && criterion.suits == Suits::Yes);
        if !day_given {
            reasons.extend(service.hours.iter().map(Session::in_words));
        }
        reasons
    }

    fn texts(&self, suits: Suits) -> impl Iterator<Item = &str> {
        self.criteria
            .iter()
            .filter(move |criterion| criterion.suits == suits)
            .map(|criterion| criterion.text.as_ref())
    }
}

/// What sort of service it is, in words: `link worker service (community navigator)`, `physiotherapist's service`.
pub(super) fn sort_of(service: &Service) -> String {
    match (service.kind, service.profession, &service.role_name) {
        (Kind::Ahp, Some(profession), _) => format!("{}'s service", profession.name()),
        (Kind::LinkWorker, _, Some(role)) => format!("{} ({role})", kind_name(service.kind)),
        (kind, _, _) => kind_name(kind).to_owned(),
    }
}

pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Community => "community service",
        Kind::LinkWorker => "link worker service",
        Kind::Ahp => "allied health professional's service",
        Kind::Statutory => "council or NHS service",
        Kind::Crisis => "crisis service",
    }
}

/// How it is attended, in words: `by phone or online`.
pub(super) fn ways_in_words(ways: &[AttendingType]) -> String {
    let words: Vec<String> = ways.iter().map(|way| way_name(*way).to_owned()).collect();
    and(&words)
}

pub(super) const fn way_name(way: AttendingType) -> &'static str {
    match way {
        AttendingType::Venue => "at a place you go to",
        AttendingType::HomeVisit => "at home",
        AttendingType::Phone => "by phone",
        AttendingType::Online => "online",
    }
}
