use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Authority, BuildProblem, Provenance, Row, build};
use crate::model::postcode::{District, Postcode, Sector};
use crate::place::table::{HEADER, MAGIC, checksum};
use crate::place::{Point, Table};

fn row(postcode: &str, easting_m: u32, northing_m: u32, authority: &str) -> Row {
    Row {
        postcode: Postcode::parse(postcode).unwrap(),
        point: Point {
            easting_m,
            northing_m,
        },
        authority: Authority::parse(authority).unwrap(),
    }
}

#[test]
fn one_unit_makes_a_table() {
    let bytes = build(
        vec![row("CO4 5JL", 599_511, 227_486, "E07000071")],
        &Provenance::default(),
    )
    .unwrap();
    let table = Table::from_bytes(bytes).unwrap();
    let unit = table.unit(Postcode::parse("CO4 5JL").unwrap()).unwrap();
    assert_eq!(
        (unit.point.easting_m, unit.point.northing_m, unit.authority),
        (599_510, 227_490, "E07000071")
    );
    assert_eq!(table.about().source, None);
    assert_eq!(table.units().count(), 1);
}

#[test]
fn refuses_rows_that_make_no_table() {
    let none = Provenance::default();
    assert_eq!(build(Vec::new(), &none), Err(BuildProblem::NoRows));
    let one = row("CO4 5JL", 599_511, 227_486, "E07000071");
    assert_eq!(
        build(vec![one, one], &none),
        Err(BuildProblem::Repeated(one.postcode))
    );
    let far = row("CO4 5JR", 700_001, 0, "E07000071");
    assert_eq!(
        build(vec![one, far], &none),
        Err(BuildProblem::OutsideGrid(far.postcode))
    );
}

#[test]
fn the_text_of_the_header_keeps_to_its_lines() {
    let provenance = Provenance {
        source: Some("a source\nedition: not this".to_owned()),
        attribution: Provenance::required_attribution(None),
        ..Provenance::default()
    };
    let table = build(vec![row("CO4 5JL", 1, 1, "E07000071")], &provenance).unwrap();
    let table = Table::from_bytes(table).unwrap();
    assert_eq!(table.about().source, Some("a source edition: not this"));
    assert_eq!(table.about().edition, None);
    assert_eq!(
        table.about().attribution[0],
        "Contains OS data © Crown copyright and database right"
    );
}

fn districts() -> impl Strategy<Value = District> {
    prop::sample::select(vec!["CO4", "CO10", "E1", "SW1A", "ZE2", "W1A", "B1"])
        .prop_map(|text| District::parse(text).unwrap())
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let one = (
        districts(),
        0_u8..10,
        0_u16..400,
        0_u32..=700_000,
        0_u32..=1_300_000,
        0_u8..20,
    );
    prop::collection::vec(one, 1..200).prop_map(|values| {
        let mut rows = BTreeMap::new();
        for (district, digit, ordinal, easting_m, northing_m, authority) in values {
            let sector = Sector::from_digit(district, digit).unwrap();
            let postcode = Postcode::from_ordinal(sector, ordinal).unwrap();
            let authority = Authority::parse(&format!("E070000{authority:02}")).unwrap();
            let row = Row {
                postcode,
                point: Point {
                    easting_m,
                    northing_m,
                },
                authority,
            };
            rows.insert(postcode.to_string(), row);
        }
        // A map sorts by text, so the rows come in an order that is not that of the table.
        rows.into_values().rev().collect()
    })
}

/// The table with its checksum put right, so that damage reaches the checks behind it.
fn stamped(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() > HEADER {
        let sum = checksum(&bytes[HEADER..]).to_le_bytes();
        bytes[HEADER - 8..HEADER].copy_from_slice(&sum);
        bytes[..MAGIC.len()].copy_from_slice(MAGIC);
    }
    bytes
}

fn ask_everything(table: &Table) {
    let _ = (table.about(), table.units().count());
    for (postcode, _) in table.units().take(500) {
        let _ = (
            table.unit(postcode),
            table.sector(postcode.sector()),
            table.district(postcode.district()),
        );
    }
}

proptest! {
    #[test]
    fn what_is_built_is_read_back(rows in rows()) {
        let bytes = build(rows.clone(), &Provenance::default()).unwrap();
        let mut shuffled = rows.clone();
        shuffled.reverse();
        prop_assert_eq!(&build(shuffled, &Provenance::default()).unwrap(), &bytes);
        let table = Table::from_bytes(bytes).unwrap();
        for row in &rows {
            let unit = table.unit(row.postcode).unwrap();
            prop_assert!(unit.point.distance_m(row.point) < 7.08, "{}", row.postcode);
            prop_assert_eq!(unit.authority, row.authority.to_string());
            let sector = table.sector(row.postcode.sector()).unwrap();
            prop_assert!(sector.authorities.iter().any(|share| share.code == unit.authority));
        }
        let held: BTreeMap<String, _> = table.units().map(|(postcode, unit)| (postcode.to_string(), unit)).collect();
        prop_assert_eq!(held.len(), rows.len());
        for ordinal in 0..400 {
            let free = Postcode::from_ordinal(rows[0].postcode.sector(), ordinal).unwrap();
            prop_assert_eq!(table.unit(free), held.get(&free.to_string()).copied());
        }
    }

    #[test]
    fn a_damaged_table_never_panics(
        rows in rows(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = build(rows, &Provenance::default()).unwrap();
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = Table::from_bytes(bytes.clone());
        if let Ok(table) = Table::from_bytes(stamped(bytes)) {
            ask_everything(&table);
        }
    }

    #[test]
    fn bytes_that_are_no_table_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Table::from_bytes(bytes.clone());
        let _ = Table::from_bytes(stamped(bytes));
    }
}
