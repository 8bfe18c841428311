//! Whether the bytes of a file are a whole and undamaged table.

use std::fmt;

use super::bytes::{HEADER, TAIL, checksum};
use super::{PRESENCE, SectorRow, Table};
use crate::model::postcode::District;
use crate::place::Point;

/// Why bytes are not a postcode table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableProblem {
    /// The bytes begin differently: another kind of file, or a table of another version of the program.
    NotATable,
    /// The bytes end before the table does.
    CutShort,
    /// A part of the table contradicts another.
    Damaged(&'static str),
}

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATable => f.write_str("not a postcode table of this version of signpost"),
            Self::CutShort => f.write_str("the postcode table is cut short"),
            Self::Damaged(what) => write!(f, "the postcode table is damaged: {what}"),
        }?;
        f.write_str("; make it again with `signpost postcodes build`")
    }
}

impl std::error::Error for TableProblem {}

/// Most bits of an easting or northing in steps of ten metres.
const MOST_BITS: u8 = 18;

/// Goes through the whole table once, so that no later question can meet a contradiction.
pub(super) fn check(table: &Table) -> Result<(), TableProblem> {
    let layout = &table.layout;
    if checksum(table.bytes.get(HEADER..).unwrap_or_default()) != layout.checksum {
        return Err(TableProblem::Damaged("its checksum differs"));
    }
    if std::str::from_utf8(table.bytes.get(layout.text.clone()).unwrap_or_default()).is_err() {
        return Err(TableProblem::Damaged("its text is not UTF-8"));
    }
    for index in 0..layout.authorities.count() {
        let code = layout
            .authorities
            .row(&table.bytes, index)
            .unwrap_or_default();
        if !code.iter().all(u8::is_ascii_alphanumeric) {
            return Err(TableProblem::Damaged(
                "an authority's code is not letters and digits",
            ));
        }
    }
    let (mut sectors, mut units, mut before) = (0, 0_u32, [0; 4]);
    for index in 0..layout.districts.count() {
        let row = table.district_at(index).ok_or(TableProblem::CutShort)?;
        if District::from_padded(row.name).is_none() || row.name <= before {
            return Err(TableProblem::Damaged("its districts are not in order"));
        }
        if usize::from(row.first_sector) != sectors || row.digits == 0 || row.digits >= 1 << 10 {
            return Err(TableProblem::Damaged(
                "a district's sectors are not where they should be",
            ));
        }
        check_point(row.centre)?;
        before = row.name;
        let mut in_district = 0;
        for (_, index) in row.sectors() {
            let sector = table
                .sector_at(index)
                .ok_or(TableProblem::Damaged("a sector is missing"))?;
            check_sector(table, &sector)?;
            in_district += u32::from(sector.units);
            sectors += 1;
        }
        if in_district != row.units {
            return Err(TableProblem::Damaged(
                "a district's units are not the sum of its sectors'",
            ));
        }
        units = units.saturating_add(in_district);
    }
    if sectors != layout.sectors.count() || units != layout.units {
        return Err(TableProblem::Damaged(
            "its sectors or units are not as many as it says",
        ));
    }
    Ok(())
}

fn check_sector(table: &Table, sector: &SectorRow) -> Result<(), TableProblem> {
    check_point(sector.centre)?;
    let damaged = TableProblem::Damaged("a sector's units are not where they should be");
    if sector.east_bits > MOST_BITS
        || sector.north_bits > MOST_BITS
        || sector.share_bits > 8
        || sector.share_count == 0
    {
        return Err(damaged);
    }
    check_point(Point {
        easting_m: sector.east.saturating_mul(super::STEP_M),
        northing_m: sector.north.saturating_mul(super::STEP_M),
    })?;
    let block = table.block(sector).ok_or(damaged)?;
    let presence = block.get(..PRESENCE).ok_or(damaged)?;
    let units: u32 = presence.iter().map(|byte| byte.count_ones()).sum();
    let packed = (usize::from(sector.units) * usize::from(sector.width())).div_ceil(8);
    if units != u32::from(sector.units) || units == 0 || block.len() < PRESENCE + packed + TAIL {
        return Err(damaged);
    }
    for index in 0..usize::from(sector.units) {
        let unit = table.unit_at(sector, block, index).ok_or(damaged)?;
        check_point(unit.point)?;
    }
    let shares: u32 = table.shares(*sector).map(|share| share.units).sum();
    if shares != units {
        return Err(TableProblem::Damaged(
            "a sector's authorities do not add up to its units",
        ));
    }
    Ok(())
}

fn check_point(point: Point) -> Result<(), TableProblem> {
    if point.easting_m > Point::MAX_EASTING_M || point.northing_m > Point::MAX_NORTHING_M {
        return Err(TableProblem::Damaged(
            "a point lies outside the National Grid",
        ));
    }
    Ok(())
}
