//! What a table holds: rows as they are stored, and answers made from them.

use super::bytes::{DISTRICT, Layout, SECTOR, number};
use crate::place::Point;

/// Where a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Within 7.1 m of the point the source gives, which is an address near the middle of the unit.
    pub point: Point,
    /// The code of its local authority (district, unitary or London borough), such as `E07000071`.
    pub authority: &'a str,
}

/// Where a sector or district is, and how large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre<'a> {
    /// The point with the least total distance to its units.
    pub point: Point,
    /// Metres around the point that hold 95 % of its units.
    pub radius_m: u32,
    /// The local authorities its units lie in, most units first; never empty.
    pub authorities: Vec<AuthorityShare<'a>>,
    /// How many units it has.
    pub units: u32,
}

/// A local authority and how many units of a sector or district lie in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorityShare<'a> {
    /// The authority's code.
    pub code: &'a str,
    /// How many units; at least one.
    pub units: u32,
}

/// What a table was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About<'a> {
    /// Where the postcodes come from; absent where whoever built the table did not say.
    pub source: Option<&'a str>,
    /// Which edition of the source; absent as above.
    pub edition: Option<&'a str>,
    /// The date of the data, `2025-11` or `2025-11-30`; absent as above.
    pub date: Option<&'a str>,
    /// Sentences that must be shown where the table is used, in order.
    pub attribution: Vec<&'a str>,
    /// How many units.
    pub units: u32,
    /// How many sectors with at least one unit.
    pub sectors: usize,
    /// How many districts with at least one unit.
    pub districts: usize,
    /// How many local authorities.
    pub authorities: usize,
}

/// A district as stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct DistrictRow {
    pub(super) name: [u8; 4],
    pub(super) first_sector: u16,
    pub(super) digits: u16,
    pub(super) centre: Point,
    pub(super) radius_m: u32,
    pub(super) units: u32,
}

/// A sector as stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct SectorRow {
    pub(super) block: usize,
    pub(super) east: u32,
    pub(super) north: u32,
    pub(super) centre: Point,
    pub(super) radius_m: u32,
    pub(super) first_share: usize,
    pub(super) units: u16,
    pub(super) east_bits: u8,
    pub(super) north_bits: u8,
    pub(super) share_bits: u8,
    pub(super) share_count: u8,
}

impl DistrictRow {
    /// The rows of the form that `build` writes; absent where there are too few bytes.
    pub(super) fn read(row: &[u8]) -> Option<Self> {
        let row: &[u8; DISTRICT] = row.try_into().ok()?;
        Some(Self {
            name: [row[0], row[1], row[2], row[3]],
            first_sector: u16::from_le_bytes([row[4], row[5]]),
            digits: u16::from_le_bytes([row[6], row[7]]),
            centre: Point {
                easting_m: number(row, 8)?,
                northing_m: number(row, 12)?,
            },
            radius_m: number(row, 16)?,
            units: number(row, 20)?,
        })
    }

    /// Where in the table the sector with this digit stands; absent where the district has no such sector.
    pub(super) fn sector_index(&self, digit: u8) -> Option<usize> {
        let bit = 1_u16.checked_shl(u32::from(digit))?;
        let before = (self.digits & (bit - 1)).count_ones();
        (self.digits & bit != 0)
            .then_some(usize::from(self.first_sector) + usize::try_from(before).ok()?)
    }

    /// The digits of its sectors and where in the table they stand.
    pub(super) fn sectors(&self) -> impl Iterator<Item = (u8, usize)> {
        let row = *self;
        (0..10).filter_map(move |digit| Some((digit, row.sector_index(digit)?)))
    }
}

impl SectorRow {
    pub(super) fn read(row: &[u8]) -> Option<Self> {
        let row: &[u8; SECTOR] = row.try_into().ok()?;
        Some(Self {
            block: usize::try_from(number(row, 0)?).ok()?,
            east: number(row, 4)?,
            north: number(row, 8)?,
            centre: Point {
                easting_m: number(row, 12)?,
                northing_m: number(row, 16)?,
            },
            radius_m: number(row, 20)?,
            first_share: usize::try_from(number(row, 24)?).ok()?,
            units: u16::from_le_bytes([row[28], row[29]]),
            east_bits: row[30] & 31,
            north_bits: row[31] & 31,
            share_bits: row[32] & 15,
            share_count: row[33],
        })
    }

    /// Bits of one unit.
    pub(super) fn width(&self) -> u8 {
        self.east_bits + self.north_bits + self.share_bits
    }
}

impl<'a> About<'a> {
    pub(super) fn read(text: &'a str, layout: &Layout) -> Self {
        let values = |key: &'a str| {
            text.lines()
                .filter_map(move |line| line.strip_prefix(key)?.strip_prefix(": "))
        };
        Self {
            source: values("source").next(),
            edition: values("edition").next(),
            date: values("date").next(),
            attribution: values("attribution").collect(),
            units: layout.units,
            sectors: layout.sectors.count(),
            districts: layout.districts.count(),
            authorities: layout.authorities.count(),
        }
    }
}

/// Shares added up by authority, most units first and equal ones by code.
pub(super) fn merged<'a>(
    shares: impl Iterator<Item = AuthorityShare<'a>>,
) -> Vec<AuthorityShare<'a>> {
    let mut all: Vec<AuthorityShare<'a>> = Vec::new();
    for share in shares {
        match all.iter_mut().find(|one| one.code == share.code) {
            Some(one) => one.units += share.units,
            None => all.push(share),
        }
    }
    all.sort_by(|one, other| other.units.cmp(&one.units).then(one.code.cmp(other.code)));
    all
}
