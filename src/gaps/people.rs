//! What the people of given cases could not be offered: the same counting, for each case's own place, age and support needs.
//!
//! Takes of a case only what decides that, and gives back nothing of a person but the name of the case's file: no story, no
//! age, no place. Which route a case gets does not matter here; what is counted is who would take the person.

use super::count::{Who, add, verdicts};
use super::{Cell, Grade};
use crate::find::{Places, Whereabouts, refuses};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::vocabulary::SupportNeed;
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What of a case decides who would take the person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name of the case's file, which is its id.
    pub case: String,
    /// Where the person is; `None`: not said, so that every service for one area has to be asked.
    pub place: Option<Whereabouts>,
    /// Age in years; `None`: not known.
    pub age: Option<u8>,
    /// What the person needs a service to cope with.
    pub with: Vec<SupportNeed>,
    /// What help is wanted with.
    pub needs: Vec<NeedIndex>,
}

/// A service that turns people away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusing {
    /// The service's id.
    pub service: String,
    /// The support needs that it says it does not take.
    pub because: Vec<SupportNeed>,
    /// How many of the cases.
    pub cases: usize,
}

/// A service to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The service's id.
    pub service: String,
    /// How many of the cases.
    pub cases: usize,
}

/// What cases with the same need and the same support needs could be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The need's id.
    pub need: String,
    /// The need in plain words.
    pub label: String,
    /// The support needs; empty: none.
    pub with: Vec<SupportNeed>,
    /// The worst that one of the cases gets.
    pub grade: Grade,
    /// How many cases.
    pub cases: usize,
    /// The cases that no service would take, and that none can be asked for.
    pub nobody: Vec<String>,
    /// The cases for which there are only services to ask.
    pub ask_only: Vec<String>,
    /// How many cases few services would take.
    pub few: usize,
    /// How many cases enough services would take.
    pub enough: usize,
    /// Services that would take a person or could be asked, were it not for the support needs; most cases first.
    pub turned_away_by: Vec<Refusing>,
    /// Services that have to be asked first; most cases first.
    pub to_ask: Vec<Named>,
}

/// Judges each need of each person, and puts together what is alike; worst first, then in the order of the needs.
#[must_use]
pub fn offered(
    directory: &Directory,
    places: &Places,
    people: &[Person],
    needs: &[NeedIndex],
    kinds: Option<&[Kind]>,
    today: Date,
) -> Vec<Offered> {
    let mut alike: Alike = BTreeMap::new();
    for person in people {
        let mut with = person.with.clone();
        with.sort_unstable();
        with.dedup();
        let who = Who {
            place: person.place.as_ref(),
            age: person.age,
            kinds,
            today,
        };
        for need in person.needs.iter().filter(|need| needs.contains(need)) {
            let judged = judge(directory, places, *need, &who, &with);
            let known = alike.entry((*need, with.clone())).or_default();
            known.push((&person.case, judged));
        }
    }
    let mut offered: Vec<Offered> = alike
        .into_iter()
        .map(|((need, with), cases)| together(directory, need, with, &cases))
        .collect();
    // Stable, so that what is equally bad keeps the order of the needs.
    offered.sort_by_key(|it| {
        let turned_away = it.turned_away_by.len();
        let (nobody, ask_only) = (it.nobody.len(), it.ask_only.len());
        (
            it.grade,
            Reverse(nobody),
            Reverse(ask_only),
            Reverse(turned_away),
        )
    });
    offered
}

/// The cases with one need and the same support needs, each judged.
type Alike<'p> = BTreeMap<(NeedIndex, Vec<SupportNeed>), Vec<(&'p str, Judged)>>;

/// One need of one person.
struct Judged {
    cell: Cell,
    to_ask: Vec<ServiceIndex>,
}

fn judge(
    directory: &Directory,
    places: &Places,
    need: NeedIndex,
    who: &Who,
    with: &[SupportNeed],
) -> Judged {
    let mut cell = Cell {
        need,
        place: 0,
        with: None,
        take: 0,
        ask: 0,
        turned_away_by: Vec::new(),
        other: 0,
    };
    let mut to_ask = Vec::new();
    for verdict in verdicts(directory, places, vec![need], who, &[with]) {
        let before = cell.ask;
        add(&mut cell, &verdict, verdict.with[0]);
        if cell.ask > before {
            to_ask.push(verdict.service);
        }
    }
    Judged { cell, to_ask }
}

fn together(
    directory: &Directory,
    need: NeedIndex,
    with: Vec<SupportNeed>,
    cases: &[(&str, Judged)],
) -> Offered {
    let of_grade = |grade: Grade| -> Vec<String> {
        let cases = cases
            .iter()
            .filter(|(_, judged)| judged.cell.grade() == grade);
        cases.map(|(case, _)| (*case).to_owned()).collect()
    };
    let id = |service: ServiceIndex| directory.service(service).id.value.clone();
    let need = directory.need(need);
    let worst = cases.iter().map(|(_, judged)| judged.cell.grade()).min();
    Offered {
        need: need.id.value.clone(),
        label: need.label.clone(),
        grade: worst.unwrap_or(Grade::Enough),
        cases: cases.len(),
        nobody: of_grade(Grade::Nobody),
        ask_only: of_grade(Grade::AskOnly),
        few: of_grade(Grade::Few).len(),
        enough: of_grade(Grade::Enough).len(),
        turned_away_by: most_first(cases.iter().map(|(_, it)| &it.cell.turned_away_by))
            .into_iter()
            .map(|(service, cases)| Refusing {
                service: id(service),
                because: refuses(directory.service(service), &with),
                cases,
            })
            .collect(),
        to_ask: most_first(cases.iter().map(|(_, it)| &it.to_ask))
            .into_iter()
            .map(|(service, cases)| Named {
                service: id(service),
                cases,
            })
            .collect(),
        with,
    }
}

/// Each service with how many of the lists it is in, most first, then by id.
fn most_first<'l>(
    lists: impl Iterator<Item = &'l Vec<ServiceIndex>>,
) -> Vec<(ServiceIndex, usize)> {
    let mut counted: BTreeMap<ServiceIndex, usize> = BTreeMap::new();
    for service in lists.flatten() {
        *counted.entry(*service).or_default() += 1;
    }
    let mut counted: Vec<(ServiceIndex, usize)> = counted.into_iter().collect();
    // Stable: services are in order of id already.
    counted.sort_by_key(|(_, cases)| Reverse(*cases));
    counted
}
