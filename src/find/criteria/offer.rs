//! Whether it is open, free and attended as was asked for.

use super::Outcome;
use crate::find::matches::{way_name, ways_in_words};
use crate::find::{Query, Suits};
use crate::model::hours::{Closed, MONTHS, Session};
use crate::model::service::{Cost, Service};
use jiff::civil::Date;

pub(super) fn day(query: &Query, service: &Service) -> Option<Outcome> {
    let day = query.open_on?;
    let name = day.name();
    if service.hours.is_empty() {
        let question = format!("Ask: is it open on {name}s? The entry does not say");
        return Some((Suits::Ask, question.into()));
    }
    let mut sessions = service
        .hours
        .iter()
        .filter(|session| session.days.contains(&day))
        .peekable();
    if sessions.peek().is_none() {
        return Some((Suits::No, format!("is not open on {name}s").into()));
    }
    let (held, paused): (Vec<&Session>, Vec<&Session>) =
        sessions.partition(|session| is_held(session, query.today));
    if held.is_empty() {
        let month = MONTHS[usize::from(query.today.month().unsigned_abs() - 1)];
        let words = in_words(&paused);
        let question = format!("Ask: when does it start again? It is closed in {month} ({words})");
        return Some((Suits::Ask, question.into()));
    }
    Some((
        Suits::Yes,
        format!("is open on {name}s: {}", in_words(&held)).into(),
    ))
}

/// False in a month in which the session is not held.
fn is_held(session: &Session, today: Date) -> bool {
    let month = today.month().unsigned_abs();
    !session.closed.contains(&Closed::Month(month))
}

fn in_words(sessions: &[&Session]) -> String {
    let words: Vec<String> = sessions.iter().map(|session| session.in_words()).collect();
    words.join("; ")
}

pub(super) fn cost(query: &Query, service: &Service) -> Option<Outcome> {
    query.free.then(|| match &service.cost {
        Some(Cost::Free | Cost::Price { pence: 0, .. }) => (Suits::Yes, "is free".into()),
        Some(price) => (Suits::No, format!("costs {price}").into()),
        None => {
            let question = "Ask: is it free? The entry does not say";
            (Suits::Ask, question.into())
        }
    })
}

pub(super) fn attending(query: &Query, service: &Service) -> Option<Outcome> {
    let wanted = query.attending?;
    let ways = &service.attending_type;
    let name = way_name(wanted);
    Some(if ways.contains(&wanted) {
        (Suits::Yes, format!("can be had {name}").into())
    } else if ways.is_empty() {
        let question = format!("Ask: can it be had {name}? The entry does not say");
        (Suits::Ask, question.into())
    } else {
        let reason = format!("cannot be had {name}, only {}", ways_in_words(ways));
        (Suits::No, reason.into())
    })
}
