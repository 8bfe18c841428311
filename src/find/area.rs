//! Whether a service serves the place where the person is.
//!
//! The person's place is cut into pieces: each local authority it may lie in, with its district where that is known. A service
//! serves the place for certain where it covers every piece, and does not where it covers none; anything between is asked.

use super::{Places, Suits, Whereabouts};
use crate::model::Directory;
use crate::model::area::{Area, Served};
use crate::model::postcode::District;
use crate::model::service::Service;
use std::borrow::Cow;

/// How much of a piece is served, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Covers {
    Nothing,
    /// Part of it, or it is not known how much.
    Part,
    Whole,
}

/// Somewhere the person may be.
struct Piece<'a> {
    /// The local authority; `None`: not known.
    authority: Option<&'a str>,
    /// The postcode district; `None`: anywhere in the authority.
    district: Option<District>,
}

/// The person's place, compared beforehand with every named area.
pub(super) struct Coverage<'a> {
    places: &'a Places,
    label: String,
    pieces: Vec<Piece<'a>>,
    /// For each area, how much of each piece it covers.
    areas: Vec<Vec<Covers>>,
}

impl<'a> Coverage<'a> {
    pub(super) fn new(
        directory: &'a Directory,
        places: &'a Places,
        whereabouts: &'a Whereabouts,
    ) -> Self {
        let pieces = match whereabouts {
            Whereabouts::Near(located) => located
                .authorities
                .iter()
                .map(|authority| Piece {
                    authority: Some(authority),
                    district: Some(located.district),
                })
                .collect(),
            Whereabouts::Area { area, .. } => pieces_of(&directory.areas[*area], places),
        };
        let cover = |area: &Area| {
            let one = |piece| covered_by_area(piece, area, places);
            pieces.iter().map(one).collect()
        };
        let areas = directory.areas.iter().map(cover).collect();
        Self {
            places,
            label: whereabouts.label(),
            pieces,
            areas,
        }
    }

    fn covers(&self, served: &Served, piece: usize) -> Covers {
        match served {
            Served::National => Covers::Whole,
            Served::Area(area) => self.areas[*area][piece],
            Served::District(district) => {
                covered_by_district(&self.pieces[piece], *district, self.places)
            }
        }
    }

    fn suits<'s>(&self, area: &(impl Iterator<Item = &'s Served> + Clone)) -> Suits {
        let covered = |piece| {
            let entries = area.clone();
            entries.map(|served| self.covers(served, piece)).max()
        };
        let all = (0..self.pieces.len()).map(|piece| covered(piece).unwrap_or(Covers::Part));
        let (worst, best) = all.fold((Covers::Whole, Covers::Nothing), |(worst, best), next| {
            (worst.min(next), best.max(next))
        });
        match (worst, best) {
            (Covers::Whole, Covers::Whole) => Suits::Yes,
            (Covers::Nothing, Covers::Nothing) => Suits::No,
            _ => Suits::Ask,
        }
    }

    /// True where an entry of its `area` reaches any piece.
    fn reaches(&self, served: &Served) -> bool {
        (0..self.pieces.len()).any(|piece| self.covers(served, piece) > Covers::Nothing)
    }
}

/// Whether all of the place lies in these named areas taken together, by their positions in [`Directory::areas`]: yes, no, or
/// ask where a part of it does or it is not known.
#[must_use]
pub fn lies_in(
    directory: &Directory,
    places: &Places,
    place: &Whereabouts,
    areas: &[usize],
) -> Suits {
    let served: Vec<Served> = areas.iter().map(|area| Served::Area(*area)).collect();
    Coverage::new(directory, places, place).suits(&served.iter())
}

/// Whether a service serves the place, with the reason or question. `None` for a place that was not given.
pub(super) fn serves(
    directory: &Directory,
    coverage: Option<&Coverage>,
    service: &Service,
) -> (Suits, Cow<'static, str>) {
    if is_national(service) {
        return (Suits::Yes, "serves the whole country".into());
    }
    if service.area.is_empty() {
        let question = "Ask: which area does it serve? The entry does not say";
        return (Suits::Ask, question.into());
    }
    let Some(coverage) = coverage else {
        let mut question = "Ask: where does the person live? It serves ".to_owned();
        add_entries(&mut question, directory, service, |_| true);
        return (Suits::Ask, question.into());
    };
    let label = &coverage.label;
    let suits = coverage.suits(&service.area.iter().map(|served| &served.value));
    let mut text = match suits {
        Suits::Yes => "serves ".to_owned(),
        Suits::Ask => format!("Ask: does it take people from {label}? It serves "),
        Suits::No => "serves only ".to_owned(),
    };
    // Where it does serve the place, what else it serves is no reason.
    add_entries(&mut text, directory, service, |served| {
        suits != Suits::Yes || coverage.reaches(served)
    });
    match suits {
        Suits::Yes => {}
        Suits::Ask => text.extend([", and ", label, " may lie outside"]),
        Suits::No => text.extend(["; ", label, " is outside"]),
    }
    (suits, text.into())
}

/// True where it serves the whole country.
pub(super) fn is_national(service: &Service) -> bool {
    let mut entries = service.area.iter();
    entries.any(|served| served.value == Served::National)
}

/// Everywhere in a named area: its authorities whole, and its districts in each authority they lie in.
fn pieces_of<'a>(area: &'a Area, places: &'a Places) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece> = area
        .authorities
        .iter()
        .map(|authority| Piece {
            authority: Some(&authority.value),
            district: None,
        })
        .collect();
    for district in &area.districts {
        let piece = |authority| Piece {
            authority,
            district: Some(district.value),
        };
        match places.authorities(district.value) {
            Some(authorities) => {
                pieces.extend(authorities.iter().map(|code| piece(Some(code.as_str()))));
            }
            None => pieces.push(piece(None)),
        }
    }
    pieces
}

fn covered_by_area(piece: &Piece, area: &Area, places: &Places) -> Covers {
    let by_authority = match piece.authority {
        Some(code) if area.authorities.iter().any(|known| known.value == code) => Covers::Whole,
        None if !area.authorities.is_empty() => Covers::Part,
        _ => Covers::Nothing,
    };
    let by_district = area
        .districts
        .iter()
        .map(|district| covered_by_district(piece, district.value, places))
        .max();
    by_authority.max(by_district.unwrap_or(Covers::Nothing))
}

fn covered_by_district(piece: &Piece, district: District, places: &Places) -> Covers {
    match (piece.district, piece.authority) {
        (Some(known), _) if known == district => Covers::Whole,
        (Some(_), _) => Covers::Nothing,
        (None, Some(code)) => match places.authorities(district) {
            Some(codes) if codes.iter().all(|known| known != code) => Covers::Nothing,
            // The district lies partly in the authority, or the table does not know it.
            _ => Covers::Part,
        },
        (None, None) => Covers::Part,
    }
}

/// Adds the entries of its `area` that are wanted, in words: `Colchester, Tendring and CO6`.
fn add_entries(
    text: &mut String,
    directory: &Directory,
    service: &Service,
    wanted: impl Fn(&Served) -> bool,
) {
    let mut entries = service.area.iter().map(|served| &served.value);
    let mut next = entries.by_ref().find(|served| wanted(served));
    let mut first = true;
    while let Some(served) = next {
        next = entries.by_ref().find(|served| wanted(served));
        match (first, &next) {
            (true, _) => {}
            (false, Some(_)) => text.push_str(", "),
            (false, None) => text.push_str(" and "),
        }
        first = false;
        match served {
            Served::National => text.push_str("the whole country"),
            Served::Area(area) => text.push_str(&directory.areas[*area].label),
            Served::District(district) => text.push_str(&district.to_string()),
        }
    }
}
