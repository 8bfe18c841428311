//! Going through every unit of a table.

use super::bytes::rank;
use super::{PRESENCE, SectorRow, Table, Unit};
use crate::model::postcode::{District, Postcode, Sector};

/// Every unit of a table, in alphabetical order.
#[derive(Debug)]
pub struct Units<'a> {
    table: &'a Table,
    district: usize,
    digit: u8,
    ordinal: u16,
    current: Option<(Sector, SectorRow)>,
}

impl<'a> Units<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let mut units = Self {
            table,
            district: 0,
            digit: 0,
            ordinal: 0,
            current: None,
        };
        units.current = units.present();
        units
    }

    /// The sector at the present district and digit; absent where there is none.
    fn present(&self) -> Option<(Sector, SectorRow)> {
        let row = self.table.district_at(self.district)?;
        let sector = Sector::from_digit(District::from_padded(row.name)?, self.digit)?;
        Some((sector, self.table.sector_at(row.sector_index(self.digit)?)?))
    }
}

impl<'a> Iterator for Units<'a> {
    type Item = (Postcode, Unit<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.district < self.table.layout.districts.count() {
            if let Some((sector, row)) = self.current {
                while let Some(postcode) = Postcode::from_ordinal(sector, self.ordinal) {
                    let ordinal = self.ordinal;
                    self.ordinal += 1;
                    let block = self.table.block(&row).unwrap_or_default();
                    let found = rank(block.get(..PRESENCE).unwrap_or_default(), ordinal)
                        .and_then(|index| self.table.unit_at(&row, block, index));
                    if let Some(unit) = found {
                        return Some((postcode, unit));
                    }
                }
            }
            self.ordinal = 0;
            self.digit += 1;
            if self.digit == 10 {
                self.digit = 0;
                self.district += 1;
            }
            self.current = self.present();
        }
        None
    }
}
