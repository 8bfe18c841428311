//! Where a service is and works, in words that can be compared.

use crate::model::Directory;
use crate::model::area::Served;
use crate::model::service::{Location, Service};

/// Its places in words: what was, and what is. Equal where nothing changed.
///
/// Where a place is in confidence on either side, no address of either is told: what was public last month may be what has to
/// be kept now.
pub(super) fn locations(old: &Service, new: &Service) -> [Option<String>; 2] {
    let confidential = |service: &Service| {
        let mut places = service.locations.iter();
        places.any(|place| matches!(place, Location::Confidential { .. }))
    };
    let hide = confidential(old) || confidential(new);
    let told = [old, new].map(|service| in_words(service, hide));
    if told[0] == told[1] && hide && in_words(old, false) != in_words(new, false) {
        return [told[0].clone(), Some("another, not told".to_owned())];
    }
    told
}

fn in_words(service: &Service, hide: bool) -> Option<String> {
    let place = |location: &Location| match location {
        Location::Venue { .. } if hide => "a public place, not told here".to_owned(),
        Location::Venue {
            name,
            address,
            postcode,
        } => {
            let parts = [
                name.clone(),
                address.clone(),
                postcode.as_ref().map(|postcode| postcode.value.to_string()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            parts.join(", ")
        }
        Location::Confidential { district } => {
            format!("a place in confidence in {}", district.value)
        }
    };
    let places: Vec<String> = service.locations.iter().map(place).collect();
    (!places.is_empty()).then(|| places.join("; "))
}

/// The entries of its `area` in words, in their order: `Colchester (colchester)`, `CO6`.
pub(super) fn served(directory: &Directory, service: &Service) -> Vec<String> {
    let words = |served: &Served| match served {
        Served::National => "the whole country".to_owned(),
        Served::Area(area) => {
            let area = &directory.areas[*area];
            format!("{} ({})", area.label, area.id.value)
        }
        Served::District(district) => district.to_string(),
    };
    service
        .area
        .iter()
        .map(|served| words(&served.value))
        .collect()
}
