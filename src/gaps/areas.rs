//! Which places are counted where nobody names any.

use crate::find::{Places, Suits, Whereabouts, lies_in};
use crate::model::Directory;

/// The named areas that a directory is for, each by its position, and those that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Areas that lie wholly within the directory's own, in the order of `areas.yaml`. Never empty where there is any area.
    pub areas: Vec<usize>,
    /// Areas outside it: gaps there are none of this directory's business.
    pub outside: Vec<usize>,
    /// Areas that are made of others in the list. Somebody lives in one of those, and a service for one of them would have to
    /// be asked by somebody who says only the whole.
    pub made_of_others: Vec<usize>,
}

/// The named areas that people of this directory live in: within the area that its settings name, and not made of smaller ones.
///
/// Without an area in the settings, every named area counts as within.
#[must_use]
pub fn own(directory: &Directory, places: &Places) -> Own {
    let all = 0..directory.areas.len();
    let within = |inner: usize, outer: &[usize]| {
        let place = Whereabouts::from_area(directory, inner);
        lies_in(directory, places, &place, outer) == Suits::Yes
    };
    let settings = directory.settings.area.as_ref();
    let whole = settings.and_then(|named| {
        let mut areas = directory.areas.iter();
        areas.position(|area| area.id.value == named.value)
    });
    let (inside, outside): (Vec<usize>, Vec<usize>) =
        all.partition(|area| whole.is_none_or(|whole| *area == whole || within(*area, &[whole])));
    let is_made_of_others = |area: &usize| {
        let smaller = inside.iter().copied();
        let parts: Vec<usize> = smaller
            .filter(|part| part != area && within(*part, &[*area]) && !within(*area, &[*part]))
            .collect();
        !parts.is_empty() && within(*area, &parts)
    };
    let (made_of_others, areas) = inside.iter().copied().partition(is_made_of_others);
    Own {
        areas,
        outside,
        made_of_others,
    }
}
