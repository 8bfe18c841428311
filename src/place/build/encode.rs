//! Writes the sections of a table.

use super::{Authority, BuildProblem, Row, STEP_M, centre};
use crate::place::Point;
use crate::place::table::PRESENCE;
use crate::place::table::{HEADER, MAGIC, TAIL, checksum};

/// The sections of a table as they grow.
pub(super) struct Encoder {
    text: Vec<u8>,
    authorities: Vec<Authority>,
    districts: Vec<u8>,
    sectors: Vec<u8>,
    shares: Vec<u8>,
    blocks: Vec<u8>,
    district_count: usize,
    sector_count: usize,
    share_count: usize,
}

impl Encoder {
    /// Begins a table; the authorities are sorted and each stands once.
    pub(super) fn new(text: &str, authorities: Vec<Authority>) -> Self {
        Self {
            text: text.as_bytes().to_vec(),
            authorities,
            districts: Vec::new(),
            sectors: Vec::new(),
            shares: Vec::new(),
            blocks: Vec::new(),
            district_count: 0,
            sector_count: 0,
            share_count: 0,
        }
    }

    /// Adds the units of a district, which are in order.
    pub(super) fn district(&mut self, rows: &[Row]) -> Result<(), BuildProblem> {
        let Some((first, (point, radius_m))) = rows.first().zip(centre_of(rows)) else {
            return Ok(());
        };
        let first_sector = small(self.sector_count, "sectors")?;
        let mut digits = 0_u16;
        for sector in rows.chunk_by(|one, other| one.postcode.sector() == other.postcode.sector()) {
            digits |= 1 << sector[0].postcode.sector().digit();
            self.sector(sector)?;
        }
        self.districts.extend(first.postcode.district().padded());
        self.districts.extend(first_sector.to_le_bytes());
        self.districts.extend(digits.to_le_bytes());
        for value in [
            point.easting_m,
            point.northing_m,
            radius_m,
            number(rows.len(), "units")?,
        ] {
            self.districts.extend(value.to_le_bytes());
        }
        self.district_count += 1;
        Ok(())
    }

    fn sector(&mut self, rows: &[Row]) -> Result<(), BuildProblem> {
        let Some((point, radius_m)) = centre_of(rows) else {
            return Ok(());
        };
        let steps: Vec<(u32, u32)> = rows
            .iter()
            .map(|row| (step(row.point.easting_m), step(row.point.northing_m)))
            .collect();
        let least = |pick: fn(&(u32, u32)) -> u32| steps.iter().map(pick).min().unwrap_or_default();
        let most = |pick: fn(&(u32, u32)) -> u32| steps.iter().map(pick).max().unwrap_or_default();
        let (east, north) = (least(|step| step.0), least(|step| step.1));
        let shares = shares(rows);
        let share_count = u8::try_from(shares.len())
            .map_err(|_| BuildProblem::TooMany("authorities in a sector"))?;
        let widths = [
            bits_for(most(|step| step.0) - east),
            bits_for(most(|step| step.1) - north),
            bits_for(u32::from(share_count) - 1),
        ];

        let block = number(self.blocks.len(), "bytes")?;
        for value in [
            block,
            east,
            north,
            point.easting_m,
            point.northing_m,
            radius_m,
            number(self.share_count, "shares")?,
        ] {
            self.sectors.extend(value.to_le_bytes());
        }
        self.sectors
            .extend(small(rows.len(), "units in a sector")?.to_le_bytes());
        self.sectors.extend(widths);
        self.sectors.extend([share_count, 0, 0]);
        self.sector_count += 1;

        for &(authority, units) in &shares {
            let index = self
                .authorities
                .binary_search(&authority)
                .unwrap_or_default();
            self.shares
                .extend(small(index, "authorities")?.to_le_bytes());
            self.shares
                .extend(small(units, "units in a sector")?.to_le_bytes());
        }
        self.share_count += shares.len();

        let mut presence = [0_u8; PRESENCE];
        let mut packed = Packed::default();
        for (row, &(unit_east, unit_north)) in rows.iter().zip(&steps) {
            let ordinal = row.postcode.ordinal();
            presence[usize::from(ordinal / 8)] |= 1 << (ordinal % 8);
            let share = shares
                .iter()
                .position(|&(authority, _)| authority == row.authority)
                .unwrap_or_default();
            packed.push(unit_east - east, widths[0]);
            packed.push(unit_north - north, widths[1]);
            packed.push(number(share, "authorities in a sector")?, widths[2]);
        }
        self.blocks.extend(presence);
        self.blocks.extend(packed.bytes());
        Ok(())
    }

    /// Puts the sections together.
    pub(super) fn finish(mut self, units: usize) -> Result<Vec<u8>, BuildProblem> {
        self.blocks.extend([0; TAIL]);
        let authorities: Vec<u8> = self
            .authorities
            .iter()
            .flat_map(|authority| authority.0)
            .collect();
        let body = [
            self.text,
            authorities,
            self.districts,
            self.sectors,
            self.shares,
            self.blocks,
        ];
        let counts = [
            number(body[0].len(), "bytes of text")?,
            number(self.authorities.len(), "authorities")?,
            number(self.district_count, "districts")?,
            number(self.sector_count, "sectors")?,
            number(self.share_count, "shares")?,
            number(body[5].len(), "bytes")?,
            number(units, "units")?,
            0,
        ];
        let body = body.concat();
        let mut table = MAGIC.to_vec();
        table.extend(counts.iter().flat_map(|count| count.to_le_bytes()));
        table.extend(checksum(&body).to_le_bytes());
        debug_assert_eq!(
            table.len(),
            HEADER,
            "the header is as long as the format says"
        );
        table.extend(body);
        Ok(table)
    }
}

/// Values packed from the lowest bit up.
#[derive(Default)]
struct Packed {
    done: Vec<u8>,
    part: u64,
    filled: u32,
}

impl Packed {
    fn push(&mut self, value: u32, width: u8) {
        self.part |= u64::from(value) << self.filled;
        self.filled += u32::from(width);
        while self.filled >= 8 {
            self.done.push(self.part.to_le_bytes()[0]);
            self.part >>= 8;
            self.filled -= 8;
        }
    }

    fn bytes(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.done.push(self.part.to_le_bytes()[0]);
        }
        self.done
    }
}

/// The authorities of some rows and how many rows each has, most first and equal ones by code.
fn shares(rows: &[Row]) -> Vec<(Authority, usize)> {
    let mut shares: Vec<(Authority, usize)> = Vec::new();
    for row in rows {
        match shares
            .iter_mut()
            .find(|(authority, _)| *authority == row.authority)
        {
            Some((_, units)) => *units += 1,
            None => shares.push((row.authority, 1)),
        }
    }
    shares.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    shares
}

fn centre_of(rows: &[Row]) -> Option<(Point, u32)> {
    centre(&rows.iter().map(|row| row.point).collect::<Vec<_>>())
}

fn step(metres: u32) -> u32 {
    (metres + STEP_M / 2) / STEP_M
}

/// How many bits hold every number up to this one.
fn bits_for(most: u32) -> u8 {
    u8::try_from(u32::BITS - most.leading_zeros()).unwrap_or_default()
}

fn number(count: usize, what: &'static str) -> Result<u32, BuildProblem> {
    u32::try_from(count).map_err(|_| BuildProblem::TooMany(what))
}

fn small(count: usize, what: &'static str) -> Result<u16, BuildProblem> {
    u16::try_from(count).map_err(|_| BuildProblem::TooMany(what))
}
