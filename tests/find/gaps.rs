//! The cells of `gaps`, each compared with what `find` answers for that one person.

use super::properties::{Entry, built, entries};
use super::{TODAY, in_area, near};
use proptest::prelude::*;
use signpost::find::{Found, Places, Query, Suits, find};
use signpost::gaps::{Cell, Scope, every_support_need, gaps};
use signpost::load;
use signpost::model::Directory;
use signpost::model::need::NeedIndex;
use signpost::model::service::{Kind, ServiceIndex};
use signpost::model::vocabulary::SupportNeed;
use signpost::place::Table;
use signpost::source::Spanned;
use std::collections::BTreeSet;
use std::path::Path;

/// What `find` says of the person of a cell, put in the form of a cell.
fn slowly(directory: &Directory, places: &Places, scope: &Scope, cell: &Cell) -> Cell {
    let query = |with: Vec<SupportNeed>| Query {
        needs: vec![cell.need],
        place: Some(scope.places[cell.place].clone()),
        age: scope.age,
        with,
        kinds: scope.kinds.clone(),
        ..Query::new(TODAY)
    };
    let with = cell
        .with
        .map_or_else(Vec::new, |with| scope.with[with].clone());
    let found = find(directory, places, &query(with));
    let anybody = find(directory, places, &query(Vec::new()));
    let may_come = |found: &Found| -> BTreeSet<ServiceIndex> {
        found.matches.iter().map(|one| one.service).collect()
    };
    let turned_away: Vec<ServiceIndex> = may_come(&anybody)
        .difference(&may_come(&found))
        .copied()
        .collect();
    let of = |suits| {
        found
            .matches
            .iter()
            .filter(|one| one.suits == suits)
            .count()
    };
    Cell {
        take: of(Suits::Yes),
        ask: of(Suits::Ask),
        other: found.not_suitable.len() - turned_away.len(),
        turned_away_by: turned_away,
        ..cell.clone()
    }
}

fn compare(directory: &Directory, scope: &Scope) -> Vec<Cell> {
    let places = Places::new(directory, &Table::embedded());
    let cells = gaps(directory, &places, scope);
    let people = scope.with.len() + 1;
    assert_eq!(cells.len(), scope.needs.len() * scope.places.len() * people);
    for cell in &cells {
        assert_eq!(*cell, slowly(directory, &places, scope, cell));
    }
    cells
}

fn every_need(directory: &Directory) -> Vec<NeedIndex> {
    let all = 0..directory.needs.len();
    all.map(NeedIndex::from_position).collect()
}

#[test]
fn every_cell_of_the_shipped_directory_is_what_find_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
    let directory = load::folder::load(&folder).unwrap().directory;
    let mut with = every_support_need();
    with.push(vec![SupportNeed::Oxygen, SupportNeed::NeedsTransport]);
    let mut scope = Scope {
        needs: every_need(&directory),
        places: vec![in_area(&directory, "tendring"), near("CO4")],
        with,
        age: None,
        kinds: None,
        today: TODAY,
    };
    let cells = compare(&directory, &scope);
    // The comparison is worth something only where every outcome is there.
    assert!(cells.iter().any(|cell| cell.take > 0));
    assert!(cells.iter().any(|cell| cell.ask > 0));
    assert!(cells.iter().any(|cell| !cell.turned_away_by.is_empty()));
    assert!(cells.iter().any(|cell| cell.other > 0));
    scope.age = Some(15);
    scope.kinds = Some(vec![Kind::Community, Kind::Crisis]);
    compare(&directory, &scope);
}

/// The needs of an entry: one or two of the three, among them the crisis need.
fn needs_of(number: usize, entry: &Entry) -> Vec<usize> {
    let both = format!("{entry:?}").len().is_multiple_of(2);
    let first = number % 3;
    if both {
        vec![first, (first + 1) % 3]
    } else {
        vec![first]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_cell_of_any_directory_is_what_find_answers(
        entries in entries(),
        age in proptest::option::of(5_u8..100),
        only_community in any::<bool>(),
    ) {
        let mut directory = built(&entries);
        let needs: Vec<Vec<usize>> = entries.iter().enumerate().map(|(number, entry)| needs_of(number, entry)).collect();
        for (service, needs) in directory.services.iter_mut().zip(needs) {
            let span = service.id.span;
            let needs = needs.into_iter().map(|need| Spanned::new(NeedIndex::from_position(need), span));
            service.needs = needs.collect();
        }
        directory.index_services();
        let both = vec![SupportNeed::Wheelchair, SupportNeed::Dementia];
        let scope = Scope {
            needs: every_need(&directory),
            places: vec![in_area(&directory, "north-east-essex"), in_area(&directory, "clacton"), near("CO4 5JL")],
            with: vec![vec![SupportNeed::Oxygen], both, vec![SupportNeed::Autism]],
            age,
            kinds: only_community.then(|| vec![Kind::Community]),
            today: TODAY,
        };
        compare(&directory, &scope);
    }
}
