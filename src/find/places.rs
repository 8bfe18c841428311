//! Where the services of a directory are, looked up once.

use crate::model::Directory;
use crate::model::area::Served;
use crate::model::postcode::{District, Locality};
use crate::model::service::{Location, Service, ServiceIndex};
use crate::place::{Point, Table, locate};
use std::collections::HashMap;

/// A place of a service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The point of its postcode, or the centre of the district of a confidential place.
    pub point: Point,
    /// Metres around the point within which the place is.
    pub within_m: f64,
}

/// The points of every service, and the authorities of the districts that a directory names.
///
/// Belongs to the directory it was made from; made once, so that a query looks nothing up.
#[derive(Clone, Debug, Default)]
pub struct Places {
    spots: Vec<Spot>,
    /// For each service, where its spots start in `spots`; one more than there are services.
    starts: Vec<usize>,
    /// For each service, whether one of its places could not be found.
    unplaced: Vec<bool>,
    /// The authorities of each district that a service or an area names and the table holds.
    authorities: HashMap<District, Vec<String>>,
}

impl Places {
    /// Looks up every location, and every district served.
    #[must_use]
    pub fn new(directory: &Directory, table: &Table) -> Self {
        let mut places = Self::default();
        places.starts.push(0);
        for service in &directory.services {
            places.add(service, table);
        }
        let by_services = directory
            .services
            .iter()
            .flat_map(|service| &service.area)
            .filter_map(|served| match served.value {
                Served::District(district) => Some(district),
                Served::National | Served::Area(_) => None,
            });
        let by_areas = directory
            .areas
            .iter()
            .flat_map(|area| &area.districts)
            .map(|district| district.value);
        for district in by_services.chain(by_areas) {
            if !places.authorities.contains_key(&district)
                && let Some(centre) = table.district(district)
            {
                let codes = centre.authorities.iter().map(|share| share.code.to_owned());
                places.authorities.insert(district, codes.collect());
            }
        }
        places
    }

    /// The places of a service that could be found, in the order of the entry.
    #[must_use]
    pub fn spots(&self, service: ServiceIndex) -> &[Spot] {
        &self.spots[self.starts[service.position()]..self.starts[service.position() + 1]]
    }

    /// True where the service has a place without a postcode, or with one that the table does not hold.
    #[must_use]
    pub fn has_unplaced(&self, service: ServiceIndex) -> bool {
        self.unplaced[service.position()]
    }

    /// The local authorities a district lies in; `None` where the table does not hold the district.
    #[must_use]
    pub fn authorities(&self, district: District) -> Option<&[String]> {
        self.authorities.get(&district).map(Vec::as_slice)
    }

    fn add(&mut self, service: &Service, table: &Table) {
        let mut unplaced = false;
        for location in &service.locations {
            let locality = match location {
                Location::Venue { postcode, .. } => postcode
                    .as_ref()
                    .map(|postcode| Locality::Unit(postcode.value)),
                Location::Confidential { district } => Some(Locality::District(district.value)),
            };
            match locality.and_then(|locality| locate(table, locality).ok()) {
                Some(located) => self.spots.push(Spot {
                    point: located.point,
                    within_m: f64::from(located.within_m),
                }),
                None => unplaced = true,
            }
        }
        self.starts.push(self.spots.len());
        self.unplaced.push(unplaced);
    }
}
