//! Where the sections of a table begin and end, and single values in them.

use std::ops::Range;

use super::valid::TableProblem;

/// The first eight bytes of a table of this version.
pub(in crate::place) const MAGIC: &[u8; 8] = b"SIGNPC\x01\n";

/// Bytes of the header.
pub(in crate::place) const HEADER: usize = 48;

/// Bytes of an authority's code.
pub(in crate::place) const AUTHORITY: usize = 9;

/// Bytes of a district's row.
pub(in crate::place) const DISTRICT: usize = 24;

/// Bytes of a sector's row.
pub(in crate::place) const SECTOR: usize = 36;

/// Bytes of a share.
pub(in crate::place) const SHARE: usize = 4;

/// Bytes at the end of a table that let the last unit be read eight bytes at a time.
pub(in crate::place) const TAIL: usize = 8;

/// A section of rows of one size.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    range: Range<usize>,
    row: usize,
}

/// Where each section of a table lies.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) text: Range<usize>,
    pub(super) authorities: Rows,
    pub(super) districts: Rows,
    pub(super) sectors: Rows,
    pub(super) shares: Rows,
    pub(super) blocks: Range<usize>,
    pub(super) units: u32,
    pub(super) checksum: u64,
}

impl Rows {
    pub(super) fn count(&self) -> usize {
        self.range.len() / self.row
    }

    /// One row of the section in a table's bytes; absent past its end.
    pub(super) fn row<'a>(&self, bytes: &'a [u8], index: usize) -> Option<&'a [u8]> {
        let start = index.checked_mul(self.row)?;
        bytes
            .get(self.range.clone())?
            .get(start..start.checked_add(self.row)?)
    }
}

impl Layout {
    /// Reads the header and checks that the sections it names fill the bytes exactly.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TableProblem> {
        if !bytes.starts_with(MAGIC) {
            return Err(TableProblem::NotATable);
        }
        let field =
            |index: usize| number(bytes, MAGIC.len() + index * 4).ok_or(TableProblem::CutShort);
        let mut end = HEADER;
        let mut section = |count: u32, row: usize| -> Result<Range<usize>, TableProblem> {
            let start = end;
            let length = usize::try_from(count)
                .ok()
                .and_then(|count| count.checked_mul(row));
            end = length
                .and_then(|length| start.checked_add(length))
                .ok_or(TableProblem::CutShort)?;
            Ok(start..end)
        };
        let text = section(field(0)?, 1)?;
        let mut rows = |count: u32, row: usize| {
            Ok(Rows {
                range: section(count, row)?,
                row,
            })
        };
        let authorities = rows(field(1)?, AUTHORITY)?;
        let districts = rows(field(2)?, DISTRICT)?;
        let sectors = rows(field(3)?, SECTOR)?;
        let shares = rows(field(4)?, SHARE)?;
        let blocks = section(field(5)?, 1)?;
        let units = field(6)?;
        let checksum = u64::from(field(8)?) | u64::from(field(9)?) << 32;
        match bytes.len().cmp(&end) {
            std::cmp::Ordering::Less => Err(TableProblem::CutShort),
            std::cmp::Ordering::Greater => {
                Err(TableProblem::Damaged("there is more after the end"))
            }
            std::cmp::Ordering::Equal => Ok(Self {
                text,
                authorities,
                districts,
                sectors,
                shares,
                blocks,
                units,
                checksum,
            }),
        }
    }
}

/// Four bytes as a number; absent past the end.
pub(super) fn number(bytes: &[u8], start: usize) -> Option<u32> {
    bytes
        .get(start..start + 4)?
        .try_into()
        .ok()
        .map(u32::from_le_bytes)
}

/// At least 57 bits beginning at a bit of some bytes; absent past the end.
pub(super) fn bits(bytes: &[u8], start: usize) -> Option<u64> {
    let eight = bytes
        .get(start / 8..start / 8 + 8)?
        .try_into()
        .ok()
        .map(u64::from_le_bytes)?;
    Some(eight >> (start % 8))
}

/// How many bits are set before a bit; absent where that bit is not set.
pub(super) fn rank(presence: &[u8], bit: u16) -> Option<usize> {
    let (byte, mask) = (usize::from(bit / 8), 1_u8 << (bit % 8));
    let last = presence.get(byte)?;
    if last & mask == 0 {
        return None;
    }
    let mut count = (last & (mask - 1)).count_ones();
    let mut eights = presence[..byte].chunks_exact(8);
    for eight in &mut eights {
        count += eight
            .try_into()
            .map_or(0, |eight| u64::from_le_bytes(eight).count_ones());
    }
    count += eights
        .remainder()
        .iter()
        .map(|byte| byte.count_ones())
        .sum::<u32>();
    usize::try_from(count).ok()
}

/// The checksum of a table: FNV-1a over eight bytes at a time, so that damage is noticed, not forgery.
pub(in crate::place) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |eight: u64| {
        sum = (sum ^ eight)
            .wrapping_mul(0x0000_0100_0000_01b3)
            .rotate_left(29);
    };
    let mut eights = bytes.chunks_exact(8);
    for eight in &mut eights {
        add(eight.try_into().map_or(0, u64::from_le_bytes));
    }
    for &byte in eights.remainder() {
        add(u64::from(byte));
    }
    sum
}
