//! Counting: each service judged once for a place, then the cells it belongs to.

use super::{Cell, Scope};
use crate::find::{CriterionKind, Match, Places, Query, Suits, Whereabouts, judged};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::vocabulary::SupportNeed;
use jiff::civil::Date;

/// What was judged of one service, taken apart: the support needs, and all the rest.
pub(super) struct Verdict {
    pub(super) service: ServiceIndex,
    needs: Vec<NeedIndex>,
    /// The worst of every criterion but the support needs.
    apart: Suits,
    /// For each person, the worst of the support needs.
    pub(super) with: Vec<Suits>,
}

impl Verdict {
    /// `people` are the support needs of each person; the query of the match has to hold them all.
    fn of(judged: &Match, people: &[&[SupportNeed]]) -> Self {
        let mut apart = Suits::Yes;
        let mut with = vec![Suits::Yes; people.len()];
        for criterion in &judged.criteria {
            let CriterionKind::Accepts(support) = criterion.kind else {
                apart = apart.max(criterion.suits);
                continue;
            };
            for (worst, person) in with.iter_mut().zip(people) {
                if person.contains(&support) {
                    *worst = (*worst).max(criterion.suits);
                }
            }
        }
        Self {
            service: judged.service,
            needs: judged.needs.clone(),
            apart,
            with,
        }
    }
}

/// Who is judged, apart from support needs.
#[derive(Clone, Copy)]
pub(super) struct Who<'w> {
    pub(super) place: Option<&'w Whereabouts>,
    pub(super) age: Option<u8>,
    pub(super) kinds: Option<&'w [Kind]>,
    pub(super) today: Date,
}

/// Judges every service that meets one of the needs, for people with these support needs.
///
/// The needs have to be all crisis needs or all others: whether a crisis service answers depends on what was asked about.
pub(super) fn verdicts(
    directory: &Directory,
    places: &Places,
    needs: Vec<NeedIndex>,
    who: &Who,
    people: &[&[SupportNeed]],
) -> Vec<Verdict> {
    if needs.is_empty() {
        // A query without needs would find whatever there is.
        return Vec::new();
    }
    let query = Query {
        needs,
        place: who.place.cloned(),
        age: who.age,
        with: people.concat(),
        kinds: who.kinds.map(<[Kind]>::to_vec),
        ..Query::new(who.today)
    };
    judged(directory, places, &query, |judged| {
        Verdict::of(&judged, people)
    })
}

/// Every cell of a place: need by need, anybody before the support needs.
pub(super) fn at_place(
    directory: &Directory,
    places: &Places,
    scope: &Scope,
    place: usize,
) -> Vec<Cell> {
    let anybody: &[SupportNeed] = &[];
    let people: Vec<&[SupportNeed]> = [anybody]
        .into_iter()
        .chain(scope.with.iter().map(Vec::as_slice))
        .collect();
    let empty = |need: NeedIndex, person: usize| Cell {
        need,
        place,
        with: person.checked_sub(1),
        take: 0,
        ask: 0,
        turned_away_by: Vec::new(),
        other: 0,
    };
    let mut cells: Vec<Cell> = scope
        .needs
        .iter()
        .flat_map(|need| (0..people.len()).map(|person| empty(*need, person)))
        .collect();
    let who = Who {
        place: Some(&scope.places[place]),
        age: scope.age,
        kinds: scope.kinds.as_deref(),
        today: scope.today,
    };
    // Where each need's cells start; `None`: it is not asked for.
    let mut starts: Vec<Option<usize>> = vec![None; directory.needs.len()];
    for (position, need) in scope.needs.iter().enumerate() {
        starts[need.position()] = Some(position * people.len());
    }
    for crisis in [false, true] {
        let of_sort = |need: &&NeedIndex| directory.need(**need).crisis == crisis;
        let needs: Vec<NeedIndex> = scope.needs.iter().filter(of_sort).copied().collect();
        for verdict in verdicts(directory, places, needs, &who, &people) {
            let starts = verdict
                .needs
                .iter()
                .filter_map(|need| starts[need.position()]);
            for start in starts {
                let cells = &mut cells[start..start + people.len()];
                for (cell, with) in cells.iter_mut().zip(&verdict.with) {
                    add(cell, &verdict, *with);
                }
            }
        }
    }
    cells
}

/// Adds one service to a cell.
pub(super) fn add(cell: &mut Cell, verdict: &Verdict, with: Suits) {
    match verdict.apart.max(with) {
        Suits::Yes => cell.take += 1,
        Suits::Ask => cell.ask += 1,
        Suits::No if verdict.apart == Suits::No => cell.other += 1,
        Suits::No => cell.turned_away_by.push(verdict.service),
    }
}
