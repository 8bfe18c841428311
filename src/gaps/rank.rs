//! The order of gaps, worst first, and which of them say nothing new.
//!
//! 1. The [`Grade`]: nobody at all, then only services to ask, then few.
//! 2. What anybody meets before what only people with a support need meet: it reaches more people.
//! 3. The more services turn people away: they are there, and could be talked to.
//! 4. The fewer would take the person, then the fewer there are to ask.
//! 5. The order of the needs, the places and the support needs.
//!
//! A support need that changes nothing is no gap of its own: where its cell has the grade of the one for anybody and no
//! service turns the person away, the gap is told once, for anybody.

use super::{Cell, Grade};
use std::cmp::Reverse;

/// A cell in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'c> {
    /// The cell.
    pub cell: &'c Cell,
    /// The cell for anybody with the same need at the same place; itself, where it is that one.
    pub anybody: &'c Cell,
    /// True where it says nothing that the cell for anybody does not say.
    pub same_as_anybody: bool,
}

impl Ranked<'_> {
    /// True where it is as bad as this grade, or worse, and says something new.
    #[must_use]
    pub fn is_gap(&self, grade: Grade) -> bool {
        self.cell.grade() <= grade && !self.same_as_anybody
    }
}

/// Every cell, worst first. `cells` are those of [`gaps`](super::gaps), in its order.
#[must_use]
pub fn ranked(cells: &[Cell]) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked> = Vec::with_capacity(cells.len());
    let mut anybody = cells.first();
    for cell in cells {
        // The cell for anybody stands before those of its need and place.
        if cell.with.is_none() {
            anybody = Some(cell);
        }
        let anybody = anybody.unwrap_or(cell);
        ranked.push(Ranked {
            cell,
            anybody,
            same_as_anybody: cell.with.is_some()
                && cell.grade() == anybody.grade()
                && cell.turned_away_by.is_empty(),
        });
    }
    // Stable, so that cells that are equally bad keep the order of the needs.
    ranked.sort_by_key(|ranked| {
        let cell = ranked.cell;
        (
            cell.grade(),
            cell.with.is_some(),
            Reverse(cell.turned_away_by.len()),
            cell.take,
            cell.ask,
            cell.need,
            cell.place,
            cell.with,
        )
    });
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::need::NeedIndex;
    use crate::model::service::ServiceIndex;

    fn cell(need: usize, with: Option<usize>, take: usize, ask: usize, away: usize) -> Cell {
        Cell {
            need: NeedIndex::from_position(need),
            place: 0,
            with,
            take,
            ask,
            turned_away_by: (0..away).map(ServiceIndex::from_position).collect(),
            other: 0,
        }
    }

    /// Need and support need of each cell, in order of rank.
    fn order(cells: &[Cell]) -> Vec<(usize, Option<usize>)> {
        let ranked = ranked(cells);
        let names = ranked
            .iter()
            .map(|it| (it.cell.need.position(), it.cell.with));
        names.collect()
    }

    #[test]
    fn nobody_comes_first_then_ask_then_few() {
        let cells = [
            cell(0, None, 2, 0, 0),
            cell(1, None, 0, 5, 0),
            cell(2, None, 0, 0, 0),
            cell(3, None, 7, 0, 0),
        ];
        assert_eq!(order(&cells), [(2, None), (1, None), (0, None), (3, None)]);
    }

    #[test]
    fn what_anybody_meets_comes_first_then_where_most_turn_away() {
        let cells = [
            cell(0, None, 3, 0, 0),
            cell(0, Some(0), 0, 0, 2),
            cell(0, Some(1), 0, 0, 3),
            cell(1, None, 0, 0, 0),
        ];
        let expected = [(1, None), (0, Some(1)), (0, Some(0)), (0, None)];
        assert_eq!(order(&cells), expected);
    }

    #[test]
    fn a_support_need_that_changes_nothing_is_no_gap_of_its_own() {
        let cells = [
            cell(0, None, 0, 4, 0),
            cell(0, Some(0), 0, 4, 0),
            cell(0, Some(1), 0, 3, 1),
            cell(1, None, 4, 0, 0),
            cell(1, Some(0), 0, 4, 0),
        ];
        let gaps = |grade| {
            let ranked = ranked(&cells).into_iter().filter(|it| it.is_gap(grade));
            let names = ranked.map(|it| (it.cell.need.position(), it.cell.with));
            names.collect::<Vec<_>>()
        };
        assert_eq!(
            gaps(Grade::AskOnly),
            [(0, None), (0, Some(1)), (1, Some(0))]
        );
        assert_eq!(gaps(Grade::Nobody), []);
    }
}
