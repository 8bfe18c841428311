//! What is printed and serialised: the documented shape of `signpost gaps --format json`.

use super::areas::Own;
use super::people::Offered;
use super::rank::{Ranked, ranked};
use super::{Cell, ENOUGH, Grade, Scope};
use crate::find::{Whereabouts, refuses};
use crate::model::hours::and;
use crate::model::need::Group;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::shown::count;
use crate::model::vocabulary::SupportNeed;
use crate::model::{Directory, LeftOut};
use crate::plan::Stamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the shape. Keys may be added under one version; none is renamed, removed or given another meaning.
pub const VERSION: u32 = 1;

/// A place that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// A named area's id; of any other place, the place itself (`CO4`).
    pub id: String,
    /// The place in plain words.
    pub label: String,
}

impl Place {
    fn of(directory: &Directory, place: &Whereabouts) -> Self {
        let label = place.label();
        let id = match place {
            Whereabouts::Area { area, .. } => directory.areas[*area].id.value.clone(),
            Whereabouts::Near(_) => label.clone(),
        };
        Self { id, label }
    }
}

/// A service that turns the person of a cell away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusing {
    /// Its id.
    pub service: String,
    /// The support needs that it says it does not take.
    pub because: Vec<SupportNeed>,
}

/// One cell, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// True where it is as bad as the grade asked for, or worse, and says something new.
    pub gap: bool,
    /// How bad it is.
    pub grade: Grade,
    /// The need's id.
    pub need: String,
    /// The need in plain words.
    pub label: String,
    /// The place's id.
    pub area: String,
    /// The place in plain words.
    pub area_label: String,
    /// The support needs; empty: anybody.
    pub with: Vec<SupportNeed>,
    /// True where it says nothing that the row for anybody does not say.
    pub same_as_anybody: bool,
    /// How many services would take the person.
    pub take: usize,
    /// How many have to be asked first.
    pub ask: usize,
    /// How many would take anybody, without a support need.
    pub take_anybody: usize,
    /// How many would take the person or could be asked, were it not for the support needs.
    pub turned_away: usize,
    /// Which, in order of id, and because of what.
    pub turned_away_by: Vec<Refusing>,
    /// How many meet the need and would take nobody here: outside the area, not running, another age or kind.
    pub other: usize,
    /// The need's family.
    #[serde(skip)]
    pub group: Group,
    /// Where it stands: the places, the needs and the people in their order, for the heat map.
    #[serde(skip)]
    pub position: (usize, usize, usize),
}

/// Stands for all the places that were counted, where there are several.
const EVERYWHERE: &str = "everywhere here";

/// Gaps of one need and one person that are the same in several places.
#[derive(Clone, Debug)]
pub struct Listed<'r> {
    /// The gap, as in the first of the places.
    pub row: &'r Row,
    /// The places in words, in order: `Colchester and CO15`; `EVERYWHERE` where it is all that were counted.
    pub labels: String,
    /// Their ids: `colchester, CO15`, or the same.
    pub ids: String,
}

/// How many cells there are of each grade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Nobody at all.
    pub nobody: usize,
    /// Only services to ask.
    pub ask_only: usize,
    /// Few.
    pub few: usize,
    /// Enough.
    pub enough: usize,
    /// Cells of those that say nothing that the cell for anybody does not say.
    pub same_as_anybody: usize,
}

/// Everything that `gaps` says.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// Which directory was counted.
    pub directory: Stamp,
    /// The day.
    pub today: String,
    /// The age counted for; `None`: not known.
    pub age: Option<u8>,
    /// The kinds counted; empty: any, but for crisis services, which then answer only a crisis need.
    pub kinds: Vec<Kind>,
    /// The worst grade that is no gap is the one after this.
    pub grade: Grade,
    /// With so many services there is no gap: [`ENOUGH`].
    pub enough: usize,
    /// What the reader must know.
    pub notes: Vec<String>,
    /// Service files that could not be read, and so are not counted.
    pub left_out: Vec<LeftOut>,
    /// The places, in order.
    pub areas: Vec<Place>,
    /// How many cells there are of each grade.
    pub counts: Counts,
    /// Every cell, worst first.
    pub cells: Vec<Row>,
    /// What given cases could not be offered; `None`: none were given.
    pub cases: Option<Vec<Offered>>,
}

impl Report {
    /// The cells that are gaps, worst first.
    pub fn gaps(&self) -> impl Iterator<Item = &Row> {
        self.cells.iter().filter(|row| row.gap)
    }

    /// The gaps, worst first, those with the same numbers and the same refusals in several places put together.
    #[must_use]
    pub fn listed(&self) -> Vec<Listed<'_>> {
        let mut alike: Vec<(&Row, Vec<usize>)> = Vec::new();
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for row in self.gaps() {
            let refusing = row.turned_away_by.iter().map(|it| it.service.as_str());
            let key = (
                (row.position.1, row.position.2, row.take, row.ask),
                refusing.collect::<Vec<_>>(),
            );
            let at = *known.entry(key).or_insert_with(|| {
                alike.push((row, Vec::new()));
                alike.len() - 1
            });
            alike[at].1.push(row.position.0);
        }
        let all = self.areas.len();
        let listed = alike.into_iter().map(|(row, mut places)| {
            places.sort_unstable();
            if places.len() == all && all > 1 {
                let everywhere = || EVERYWHERE.to_owned();
                return Listed {
                    row,
                    labels: everywhere(),
                    ids: everywhere(),
                };
            }
            let places = || places.iter().map(|place| &self.areas[*place]);
            let labels: Vec<String> = places().map(|place| place.label.clone()).collect();
            let ids: Vec<&str> = places().map(|place| place.id.as_str()).collect();
            Listed {
                row,
                labels: and(&labels),
                ids: ids.join(", "),
            }
        });
        listed.collect()
    }

    /// What cases could be offered that is as bad as the grade asked for, worst first.
    pub fn case_gaps(&self) -> impl Iterator<Item = &Offered> {
        let cases = self.cases.iter().flatten();
        cases.filter(|offered| offered.grade <= self.grade)
    }

    /// True where there is a gap.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.gaps().next().is_some() || self.case_gaps().next().is_some()
    }
}

/// Puts the cells in order and in words. `own` says which areas were counted unasked; `None`: they were named.
#[must_use]
pub fn report(
    directory: &Directory,
    scope: &Scope,
    own: Option<&Own>,
    cells: &[Cell],
    cases: Option<Vec<Offered>>,
    grade: Grade,
) -> Report {
    let areas: Vec<Place> = scope
        .places
        .iter()
        .map(|place| Place::of(directory, place))
        .collect();
    let mut counts = Counts::default();
    let rows: Vec<Row> = ranked(cells)
        .into_iter()
        .map(|ranked| {
            let number = match ranked.cell.grade() {
                Grade::Nobody => &mut counts.nobody,
                Grade::AskOnly => &mut counts.ask_only,
                Grade::Few => &mut counts.few,
                Grade::Enough => &mut counts.enough,
            };
            *number += 1;
            counts.same_as_anybody += usize::from(ranked.same_as_anybody);
            row(directory, scope, &areas, &ranked, ranked.is_gap(grade))
        })
        .collect();
    Report {
        version: VERSION,
        directory: Stamp::of(directory),
        today: scope.today.to_string(),
        age: scope.age,
        kinds: scope.kinds.clone().unwrap_or_default(),
        grade,
        enough: ENOUGH,
        notes: notes(directory, scope, own),
        left_out: directory.left_out.clone(),
        areas,
        counts,
        cells: rows,
        cases,
    }
}

fn row(directory: &Directory, scope: &Scope, areas: &[Place], ranked: &Ranked, gap: bool) -> Row {
    let cell = ranked.cell;
    let with: &[SupportNeed] = cell.with.map_or(&[], |with| &scope.with[with]);
    let need = directory.need(cell.need);
    let area = &areas[cell.place];
    let refusing = |service: &ServiceIndex| {
        let service = directory.service(*service);
        Refusing {
            service: service.id.value.clone(),
            because: refuses(service, with),
        }
    };
    let at = scope.needs.iter().position(|known| *known == cell.need);
    Row {
        gap,
        grade: cell.grade(),
        need: need.id.value.clone(),
        label: need.label.clone(),
        area: area.id.clone(),
        area_label: area.label.clone(),
        with: with.to_vec(),
        same_as_anybody: ranked.same_as_anybody,
        take: cell.take,
        take_anybody: ranked.anybody.take,
        ask: cell.ask,
        turned_away: cell.turned_away_by.len(),
        turned_away_by: cell.turned_away_by.iter().map(refusing).collect(),
        other: cell.other,
        group: need.group,
        position: (
            cell.place,
            at.unwrap_or(0),
            cell.with.map_or(0, |with| with + 1),
        ),
    }
}

/// What was counted how, where that is not plain.
fn notes(directory: &Directory, scope: &Scope, own: Option<&Own>) -> Vec<String> {
    let mut notes = Vec::new();
    let limited = directory.services.iter().filter(|service| {
        let limits = &service.eligibility;
        let meets = service
            .needs
            .iter()
            .any(|need| scope.needs.contains(&need.value));
        meets && (limits.minimum_age.is_some() || limits.maximum_age.is_some())
    });
    let limited = limited.count();
    if scope.age.is_none() && limited > 0 {
        let services = count(limited, "service states", "services state");
        notes.push(format!(
            "no age given: {services} an age limit and count as to be asked; --age makes it plain"
        ));
    }
    let Some(own) = own else { return notes };
    let more = |number: usize, why: &str| {
        let areas = count(number, "named area is", "named areas are");
        format!("{areas} not counted: {why}; --area all counts every one")
    };
    if !own.outside.is_empty() {
        let settings = directory.settings.area.as_ref();
        let position = settings.and_then(|named| directory.area_by_id(&named.value));
        let label = position.map_or("the directory's area", |area| area.label.as_str());
        notes.push(more(
            own.outside.len(),
            &format!("not all of it in {label}"),
        ));
    }
    if !own.made_of_others.is_empty() {
        notes.push(more(own.made_of_others.len(), "made of those that are"));
    }
    notes
}

/// The support needs in words: `anybody`, `oxygen`, `oxygen and needs transport`.
#[must_use]
pub fn who(with: &[SupportNeed]) -> String {
    if with.is_empty() {
        return "anybody".to_owned();
    }
    let words: Vec<String> = with.iter().map(ToString::to_string).collect();
    and(&words)
}
