//! From what was typed to a point, saying how sure it is.

use std::fmt;

use super::{Centre, Point, Table};
use crate::model::postcode::{District, Locality, Postcode, Sector};

/// Metres within which a unit's point is that of the source.
const UNIT_WITHIN_M: u32 = 10;

/// A district in which nearly all units lie this close together is a single building, not an area.
const ONE_BUILDING_M: u32 = 60;

/// Where a locality is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// What was asked for.
    pub locality: Locality,
    /// Its point, or the centre of the sector or district used instead.
    pub point: Point,
    /// How fine the point is. Anything but [`Precision::Unit`] is "about", and closer calls than `within_m` are not an order.
    pub precision: Precision,
    /// Metres around the point: 95 % of the units of the sector or district used; 10 for a unit.
    pub within_m: u32,
    /// The codes of all local authorities it may lie in, likeliest first; never empty.
    pub authorities: Vec<String>,
    /// Its district.
    pub district: District,
    /// What whoever asked must be told; absent where there is nothing.
    pub note: Option<Note>,
}

/// How fine a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A full postcode.
    Unit,
    /// The centre of a sector.
    Sector,
    /// The centre of a district.
    District,
}

/// What must be said beside a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The postcode is not in the table; the centre of its sector or district was used.
    NotInTable {
        /// What was asked for.
        asked: Locality,
        /// What was used.
        used: Locality,
    },
    /// The district is one building that receives much post, or post-office boxes: the person is not there.
    OneBuilding {
        /// The district.
        district: District,
    },
}

/// Why a locality has no point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing of its district is in the table.
    NotInTable {
        /// What was asked for.
        asked: Locality,
        /// The sector that may have been meant, where a space was left out (`CO45` for `CO4 5`).
        perhaps: Option<Sector>,
    },
    /// A postcode of Northern Ireland that the table does not hold.
    NorthernIreland(Locality),
    /// A postcode of Jersey, Guernsey or the Isle of Man that the table does not hold.
    CrownDependency {
        /// What was asked for.
        asked: Locality,
        /// Which of them.
        island: &'static str,
    },
}

/// Finds the point of a postcode, sector or district.
///
/// A postcode that the table does not hold falls back to its sector and then its district, and a sector to its district; the
/// [`Note`] says so.
///
/// # Errors
/// [`NotFound`] where the table does not hold the district either, with the reason where it is a known one.
pub fn locate(table: &Table, locality: Locality) -> Result<Located, NotFound> {
    let found = match locality {
        Locality::Unit(postcode) => {
            unit(table, postcode).or_else(|| sector(table, postcode.sector()))
        }
        Locality::Sector(wanted) => sector(table, wanted),
        Locality::District(_) => None,
    };
    let Some(found) = found.or_else(|| district(table, locality.district())) else {
        return Err(not_found(table, locality));
    };
    let one_building = || {
        table
            .district(found.used.district())
            .is_some_and(|centre| centre.radius_m < ONE_BUILDING_M && centre.units > 1)
    };
    let note = if found.used != locality {
        Some(Note::NotInTable {
            asked: locality,
            used: found.used,
        })
    } else if one_building() {
        Some(Note::OneBuilding {
            district: locality.district(),
        })
    } else {
        None
    };
    Ok(Located {
        locality,
        point: found.point,
        precision: match found.used {
            Locality::Unit(_) => Precision::Unit,
            Locality::Sector(_) => Precision::Sector,
            Locality::District(_) => Precision::District,
        },
        within_m: found.within_m,
        authorities: found.authorities,
        district: locality.district(),
        note,
    })
}

struct Found {
    used: Locality,
    point: Point,
    within_m: u32,
    authorities: Vec<String>,
}

fn unit(table: &Table, postcode: Postcode) -> Option<Found> {
    let unit = table.unit(postcode)?;
    Some(Found {
        used: Locality::Unit(postcode),
        point: unit.point,
        within_m: UNIT_WITHIN_M,
        authorities: vec![unit.authority.to_owned()],
    })
}

fn sector(table: &Table, sector: Sector) -> Option<Found> {
    table
        .sector(sector)
        .map(|centre| around(Locality::Sector(sector), &centre))
}

fn district(table: &Table, district: District) -> Option<Found> {
    table
        .district(district)
        .map(|centre| around(Locality::District(district), &centre))
}

fn around(used: Locality, centre: &Centre<'_>) -> Found {
    Found {
        used,
        point: centre.point,
        within_m: centre.radius_m.max(UNIT_WITHIN_M),
        authorities: centre
            .authorities
            .iter()
            .map(|share| share.code.to_owned())
            .collect(),
    }
}

fn not_found(table: &Table, asked: Locality) -> NotFound {
    let island = match asked.district().area() {
        "BT" => return NotFound::NorthernIreland(asked),
        "JE" => "Jersey",
        "GY" => "Guernsey",
        "IM" => "the Isle of Man",
        _ => {
            return NotFound::NotInTable {
                asked,
                perhaps: without_its_space(table, asked),
            };
        }
    };
    NotFound::CrownDependency { asked, island }
}

fn without_its_space(table: &Table, asked: Locality) -> Option<Sector> {
    let Locality::District(district) = asked else {
        return None;
    };
    let text = district.to_string();
    let (front, digit) = text.split_at_checked(text.len() - 1)?;
    match Locality::parse(&format!("{front} {digit}")) {
        Ok(Locality::Sector(sector)) => table.sector(sector).map(|_| sector),
        _ => None,
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInTable { asked, used } => {
                let kind = if matches!(used, Locality::Sector(_)) {
                    "sector"
                } else {
                    "district"
                };
                write!(
                    f,
                    "`{asked}` is not in the table of postcodes (new, withdrawn or mistyped?); used the {kind} `{used}`"
                )
            }
            Self::OneBuilding { district } => {
                write!(
                    f,
                    "`{district}` is one building or post-office boxes, not where people live"
                )
            }
        }
    }
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInTable {
                asked,
                perhaps: Some(sector),
            } => {
                write!(
                    f,
                    "`{asked}` is not in the table of postcodes; did you mean `{sector}`?"
                )
            }
            Self::NotInTable {
                asked,
                perhaps: None,
            } => {
                let district = asked.district();
                write!(
                    f,
                    "`{asked}` is not in the table of postcodes, nor is anything of the district `{district}`; check it"
                )
            }
            Self::NorthernIreland(asked) => write!(
                f,
                "`{asked}` is not in the table of postcodes: Northern Ireland's are not under the Open Government Licence"
            ),
            Self::CrownDependency { asked, island } => {
                write!(
                    f,
                    "`{asked}` is not in the table of postcodes: those of {island} have no place in the source"
                )
            }
        }
    }
}

impl std::error::Error for NotFound {}

#[cfg(test)]
mod tests;
