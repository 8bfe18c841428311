//! How far one has to go, and whether that is as near as was asked for.

use super::{Asked, Outcome};
use crate::find::area::is_national;
use crate::find::distance::Measured;
use crate::find::matches::ways_in_words;
use crate::find::{Query, Suits, distance_in_words};
use crate::model::service::{AttendingType, Service, ServiceIndex};

/// To the nearest of its places, where attending it may mean going there.
pub(super) fn measured(asked: &Asked, index: ServiceIndex) -> Option<Measured> {
    let from = asked.point?;
    if !may_be_travelled_to(asked.query, asked.directory.service(index)) {
        return None;
    }
    let spots = asked.places.spots(index).iter();
    spots
        .map(|spot| Measured::between(from, spot))
        .min_by(|one, other| one.metres.total_cmp(&other.metres))
}

/// Whether it is as near as asked for. Whoever need not go there is not kept from it by a radius.
pub(super) fn distance(asked: &Asked, index: ServiceIndex) -> Option<Outcome> {
    let radius_m = asked.query.within_m?;
    let service = asked.directory.service(index);
    let measured = measured(asked, index);
    let verdict = |from| {
        let spots = asked.places.spots(index).iter();
        spots
            .map(|spot| Measured::between(from, spot).within(radius_m))
            .min()
    };
    let nearest = measured.and(asked.point).and_then(verdict);
    if nearest == Some(Suits::Yes) {
        return Some((Suits::Yes, "is as near as asked for".into()));
    }
    if !must_be_travelled_to(asked.query, service) {
        return without_going(service);
    }
    let words = measured.map(|it| distance_in_words(it.metres, it.within_m));
    Some(match (nearest, words) {
        (Some(Suits::No), Some(words)) if !asked.places.has_unplaced(index) => {
            let reason = format!("is farther than asked for: {words}");
            (Suits::No, reason.into())
        }
        (_, Some(words)) => {
            let question = format!("Ask: is it near enough? As far as is known it is {words}");
            (Suits::Ask, question.into())
        }
        (_, None) if asked.point.is_none() => {
            let question = "Ask: how far is it from the person? No postcode was given";
            (Suits::Ask, question.into())
        }
        (_, None) => {
            let question = "Ask: where is it? The entry gives no place that is known";
            (Suits::Ask, question.into())
        }
    })
}

fn without_going(service: &Service) -> Option<Outcome> {
    let ways = service.attending_type.iter().copied();
    let ways: Vec<AttendingType> = ways.filter(|way| *way != AttendingType::Venue).collect();
    // A service that has only a place to go to, while another way was asked for, is refused for that.
    (!ways.is_empty()).then(|| {
        let reason = format!("no journey needed: {}", ways_in_words(&ways));
        (Suits::Yes, reason.into())
    })
}

/// True where attending may mean going there. A service of the whole country has no distance, unless going there is the one
/// way to attend it.
fn may_be_travelled_to(query: &Query, service: &Service) -> bool {
    let asked = query
        .attending
        .is_none_or(|way| way == AttendingType::Venue);
    asked
        && service.attending_type.contains(&AttendingType::Venue)
        && (must_be_travelled_to(query, service) || !is_national(service))
}

/// True where going there is the one way to attend, or the one asked for.
fn must_be_travelled_to(query: &Query, service: &Service) -> bool {
    let venue = AttendingType::Venue;
    match query.attending {
        Some(way) => way == venue && service.attending_type.contains(&venue),
        None => service.attending_type.iter().all(|way| *way == venue),
    }
}
