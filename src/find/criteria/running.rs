//! Whether it is running, of the kind sought, and has room.

use super::{Asked, Outcome};
use crate::find::matches::{kind_name, sort_of};
use crate::find::{State, Suits};
use crate::model::service::{CapacityState, Kind, Service, Status};
use jiff::civil::Date;

/// What has to be said beside its name.
pub(super) fn state(service: &Service, today: Date) -> Vec<State> {
    let running = match service.status.value {
        Status::Active => None,
        Status::Inactive | Status::Defunct => Some(State::Ended),
        Status::TemporarilyClosed => Some(closed(service, today)),
    };
    running.into_iter().chain(room(service, today)).collect()
}

fn closed(service: &Service, today: Date) -> State {
    let holds = || service.alerts.iter().filter(|alert| alert.holds_on(today));
    // A notice with a last day is likelier to be about the closure than one without.
    let notice = holds()
        .find(|alert| alert.until.is_some())
        .or_else(|| holds().next());
    State::Closed {
        until: notice.and_then(|notice| notice.until),
        notice: notice.map(|notice| notice.text.trim().trim_end_matches('.').to_owned()),
    }
}

fn room(service: &Service, today: Date) -> Option<State> {
    let capacity = service.capacity_on(today)?;
    let (weeks, until) = (capacity.weeks, capacity.until.value);
    match capacity.state {
        CapacityState::Open => None,
        CapacityState::Waiting => Some(State::Waiting { weeks, until }),
        CapacityState::Full => Some(State::Full { until }),
    }
}

pub(super) fn status(service: &Service, today: Date) -> Option<Outcome> {
    match service.status.value {
        Status::Active => None,
        Status::Inactive => Some((Suits::No, "is not running now".into())),
        Status::Defunct => Some((Suits::No, "has ended for good".into())),
        Status::TemporarilyClosed => {
            let closed = closed(service, today);
            let question = format!("Ask: when does it open again? It is {closed}");
            Some((Suits::Ask, question.into()))
        }
    }
}

pub(super) fn kind(asked: &Asked, service: &Service) -> Option<Outcome> {
    let kinds = asked.query.kinds.as_deref();
    if let Some(kinds) = kinds
        && !kinds.contains(&service.kind)
    {
        let wanted: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
        let reason = format!("is a {}, not a {}", sort_of(service), wanted.join(" or "));
        return Some((Suits::No, reason.into()));
    }
    if let Some(profession) = asked.query.profession
        && service.profession != Some(profession)
    {
        let (sort, wanted) = (sort_of(service), profession.name());
        let reason = format!("is a {sort}, not a {wanted}'s service");
        return Some((Suits::No, reason.into()));
    }
    if kinds.is_some() || asked.query.profession.is_some() {
        return Some((Suits::Yes, "is of the kind asked for".into()));
    }
    // Somebody who asks about low mood is not sent to a line for people in danger unless danger was asked about.
    (service.kind == Kind::Crisis && !asked.crisis).then(|| {
        let reason = "is for people in danger, which was not asked about";
        (Suits::No, reason.into())
    })
}

pub(super) fn capacity(service: &Service, today: Date) -> Option<Outcome> {
    service.capacity_on(today)?;
    Some(match room(service, today) {
        None => (Suits::Yes, "has room".into()),
        Some(full @ State::Full { .. }) => {
            let question = format!("Ask: when will it have room? It is {full}");
            (Suits::Ask, question.into())
        }
        Some(waiting) => (Suits::Yes, waiting.to_string().into()),
    })
}
