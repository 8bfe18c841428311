//! The postcode table: its bytes, and questions put to them without unpacking.
//!
//! A table is one run of bytes, little-endian throughout, so that it can be part of the program and be asked at once:
//!
//! | section | one row | contents |
//! | --- | --- | --- |
//! | header | 48 | magic, lengths of the other sections, count of units, checksum of everything after the header |
//! | text | | UTF-8 lines `key: value`: source, edition, date, attribution |
//! | authorities | 9 | codes of local authorities, in order |
//! | districts | 24 | name, first sector, which of the ten sectors exist, centre, radius, units; in order of the name |
//! | sectors | 36 | where its block begins, least easting and northing, centre, radius, units, widths, shares |
//! | shares | 4 | authority and number of units, most units first, a run for each sector |
//! | blocks | | for each sector 50 bytes saying which of its 400 units exist, then easting, northing and authority of each |
//!
//! A unit's place in its block is the number of units before it. Eastings and northings are steps of ten metres from the
//! sector's least, in as many bits as the sector needs, and the authority is the number of its share.

mod bytes;
mod parts;
mod units;
mod valid;

use std::borrow::Cow;

pub(super) use self::bytes::{HEADER, MAGIC, TAIL, checksum};
use self::bytes::{Layout, bits, rank};
pub use self::parts::{About, AuthorityShare, Centre, Unit};
use self::parts::{DistrictRow, SectorRow};
pub use self::units::Units;
pub use self::valid::TableProblem;
use super::Point;
use crate::model::postcode::{District, Postcode, Sector};

/// Metres in a step of the table's grid; a unit is at most half a step away in each direction, 7.1 m in all.
pub(super) const STEP_M: u32 = 10;

/// Bytes that say which of a sector's 400 units exist.
pub(super) const PRESENCE: usize = 50;

/// The table of Great Britain that is part of the program.
static EMBEDDED: &[u8] = include_bytes!("postcodes.bin");

/// A table of postcodes: where each is and which local authority it lies in.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    layout: Layout,
}

impl Table {
    /// The table that is part of the program: Great Britain, from the ONS Postcode Directory ([`Table::about`] says which).
    ///
    /// Nothing is unpacked or checked; a test re-reads every unit.
    #[must_use]
    #[expect(
        clippy::missing_panics_doc,
        reason = "the bytes never change while the program runs, and a test reads them"
    )]
    pub fn embedded() -> Self {
        let layout = Layout::read(EMBEDDED)
            .expect("the embedded table was written by `build` and a test re-reads it");
        Self {
            bytes: Cow::Borrowed(EMBEDDED),
            layout,
        }
    }

    /// A table from the bytes of a file made by `signpost postcodes build`.
    ///
    /// # Errors
    /// [`TableProblem`] where the bytes are not a table, are cut short, or are damaged. A table that is accepted never panics.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, TableProblem> {
        let layout = Layout::read(&bytes)?;
        let table = Self {
            bytes: Cow::Owned(bytes),
            layout,
        };
        valid::check(&table)?;
        Ok(table)
    }

    /// The point and authority of a unit; absent where the table does not hold it.
    #[must_use]
    pub fn unit(&self, postcode: Postcode) -> Option<Unit<'_>> {
        let sector = self.sector_row(postcode.sector())?;
        let block = self.block(&sector)?;
        let index = rank(block.get(..PRESENCE)?, postcode.ordinal())?;
        self.unit_at(&sector, block, index)
    }

    /// The centre of a sector; absent where the table holds none of its units.
    #[must_use]
    pub fn sector(&self, sector: Sector) -> Option<Centre<'_>> {
        let row = self.sector_row(sector)?;
        Some(Centre {
            point: row.centre,
            radius_m: row.radius_m,
            authorities: parts::merged(self.shares(row)),
            units: u32::from(row.units),
        })
    }

    /// The centre of a district; absent where the table holds none of its units.
    #[must_use]
    pub fn district(&self, district: District) -> Option<Centre<'_>> {
        let row = self.district_row(district)?;
        let sectors = row.sectors().filter_map(|(_, index)| self.sector_at(index));
        Some(Centre {
            point: row.centre,
            radius_m: row.radius_m,
            authorities: parts::merged(sectors.flat_map(|sector| self.shares(sector))),
            units: row.units,
        })
    }

    /// True where a unit lies in the local authority with this code.
    #[must_use]
    pub fn has_authority(&self, code: &str) -> bool {
        let (mut from, mut to) = (0, self.layout.authorities.count());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.layout.authorities.row(&self.bytes, middle) {
                Some(row) if row < code.as_bytes() => from = middle + 1,
                Some(row) if row == code.as_bytes() => return true,
                _ => to = middle,
            }
        }
        false
    }

    /// Every unit of the table, in alphabetical order.
    #[must_use]
    pub fn units(&self) -> Units<'_> {
        Units::new(self)
    }

    /// What the table was made from and what must be said where it is used.
    #[must_use]
    pub fn about(&self) -> About<'_> {
        let text =
            std::str::from_utf8(self.bytes.get(self.layout.text.clone()).unwrap_or_default())
                .unwrap_or_default();
        About::read(text, &self.layout)
    }

    /// The bytes of the table, as a file holds them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn sector_row(&self, sector: Sector) -> Option<SectorRow> {
        let row = self.district_row(sector.district())?;
        self.sector_at(row.sector_index(sector.digit())?)
    }

    fn district_row(&self, district: District) -> Option<DistrictRow> {
        let name = district.padded();
        let (mut from, mut to) = (0, self.layout.districts.count());
        while from < to {
            let middle = usize::midpoint(from, to);
            let row = self.district_at(middle)?;
            match row.name.cmp(&name) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return Some(row),
            }
        }
        None
    }

    fn district_at(&self, index: usize) -> Option<DistrictRow> {
        DistrictRow::read(self.layout.districts.row(&self.bytes, index)?)
    }

    fn sector_at(&self, index: usize) -> Option<SectorRow> {
        SectorRow::read(self.layout.sectors.row(&self.bytes, index)?)
    }

    /// The block of a sector and whatever follows it.
    fn block(&self, sector: &SectorRow) -> Option<&[u8]> {
        self.bytes
            .get(self.layout.blocks.clone())?
            .get(sector.block..)
    }

    fn unit_at(&self, sector: &SectorRow, block: &[u8], index: usize) -> Option<Unit<'_>> {
        let start = PRESENCE * 8 + index * usize::from(sector.width());
        let value = bits(block, start)?;
        let take =
            |width: u8, from: u8| u32::try_from((value >> from) & ((1_u64 << width) - 1)).ok();
        let east = take(sector.east_bits, 0)?;
        let north = take(sector.north_bits, sector.east_bits)?;
        let share = take(sector.share_bits, sector.east_bits + sector.north_bits)?;
        let authority = self.share_at(sector, usize::try_from(share).ok()?)?.code;
        let point = Point {
            easting_m: (sector.east + east) * STEP_M,
            northing_m: (sector.north + north) * STEP_M,
        };
        Some(Unit { point, authority })
    }

    fn shares(&self, sector: SectorRow) -> impl Iterator<Item = AuthorityShare<'_>> {
        (0..usize::from(sector.share_count)).filter_map(move |index| self.share_at(&sector, index))
    }

    fn share_at(&self, sector: &SectorRow, index: usize) -> Option<AuthorityShare<'_>> {
        if index >= usize::from(sector.share_count) {
            return None;
        }
        let row = self
            .layout
            .shares
            .row(&self.bytes, sector.first_share + index)?;
        let [first, second, units @ ..] = *<&[u8; 4]>::try_from(row).ok()?;
        let authority = usize::from(u16::from_le_bytes([first, second]));
        let code = self.layout.authorities.row(&self.bytes, authority)?;
        Some(AuthorityShare {
            code: std::str::from_utf8(code).ok()?,
            units: u32::from(u16::from_le_bytes(units)),
        })
    }
}

#[cfg(test)]
mod tests;
