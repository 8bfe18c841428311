use super::{Table, TableProblem};
use crate::model::postcode::{District, Locality, Postcode};
use crate::place::Point;
use crate::place::build::key;

fn embedded_point(postcode: &str) -> Point {
    Table::embedded()
        .unit(Postcode::parse(postcode).unwrap())
        .unwrap()
        .point
}

/// Places whose position on the National Grid is printed on maps and web pages, and how far their postcode may be from it.
#[test]
fn landmarks_are_where_they_are() {
    for (name, postcode, easting_m, northing_m, within_m) in [
        ("Buckingham Palace", "SW1A 1AA", 529_090, 179_645, 30.0),
        ("Palace of Westminster", "SW1A 0AA", 530_250, 179_500, 150.0),
        (
            "Colchester General Hospital",
            "CO4 5JL",
            599_490,
            227_480,
            100.0,
        ),
        ("York Minster", "YO1 7HH", 460_320, 452_170, 150.0),
        ("the Senedd in Cardiff", "CF99 1SN", 319_300, 174_500, 200.0),
        ("Edinburgh Castle", "EH1 2NG", 325_160, 673_490, 250.0),
        ("Land's End", "TR19 7AA", 134_300, 25_100, 400.0),
        ("John o' Groats", "KW1 4YR", 337_900, 973_300, 1_000.0),
    ] {
        let point = embedded_point(postcode);
        let distance_m = point.distance_m(Point {
            easting_m,
            northing_m,
        });
        assert!(
            distance_m < within_m,
            "{name} ({postcode}) is {distance_m:.0} m off: {point:?}"
        );
    }
}

#[test]
fn every_unit_is_found_again() {
    let table = Table::embedded();
    let about = table.about();
    let (mut units, mut previous) = (0_u32, None);
    for (postcode, unit) in table.units() {
        assert_eq!(table.unit(postcode), Some(unit), "{postcode}");
        assert_eq!(unit.authority.len(), 9, "{postcode}");
        assert!(
            unit.point.easting_m > 50_000 && unit.point.northing_m > 5_000,
            "{postcode}: {unit:?}"
        );
        let key = Some(key(postcode));
        assert!(key > previous, "{postcode} is out of order");
        previous = key;
        units += 1;
    }
    assert_eq!(units, about.units);
    assert_eq!(units, 1_764_286, "the units of November 2025");
}

#[test]
fn sectors_and_districts_add_up() {
    let table = Table::embedded();
    let (mut units, mut in_sectors, mut last) = (0, 0, None);
    for (postcode, unit) in table.units() {
        if last.map(Postcode::district) != Some(postcode.district()) {
            let district = table.district(postcode.district()).unwrap();
            assert_eq!(
                district.units,
                district
                    .authorities
                    .iter()
                    .map(|share| share.units)
                    .sum::<u32>()
            );
            units += district.units;
        }
        if last.map(Postcode::sector) != Some(postcode.sector()) {
            let sector = table.sector(postcode.sector()).unwrap();
            assert!(
                sector
                    .authorities
                    .iter()
                    .any(|share| share.code == unit.authority)
            );
            in_sectors += sector.units;
        }
        last = Some(postcode);
    }
    assert_eq!(
        (units, in_sectors),
        (table.about().units, table.about().units)
    );
}

#[test]
fn every_postcode_of_the_table_is_read_back_from_its_text() {
    for (postcode, _) in Table::embedded().units().step_by(7) {
        assert_eq!(
            Locality::parse(&postcode.to_string()),
            Ok(Locality::Unit(postcode))
        );
    }
}

#[test]
fn what_the_table_does_not_hold_is_absent() {
    let table = Table::embedded();
    for postcode in ["CO99 1AA", "BT1 1AA", "ZE9 9ZZ", "AB1 0AA"] {
        assert_eq!(
            table.unit(Postcode::parse(postcode).unwrap()),
            None,
            "{postcode}"
        );
    }
    assert_eq!(table.district(District::parse("BT1").unwrap()), None);
}

#[test]
fn carries_its_source_and_what_must_be_said() {
    let table = Table::embedded();
    let about = table.about();
    assert!(about.source.unwrap().starts_with("ONS Postcode Directory"));
    assert_eq!(
        (about.edition, about.date),
        (Some("November 2025"), Some("2025-11"))
    );
    assert_eq!(
        about.attribution,
        [
            "Contains OS data © Crown copyright and database right 2025",
            "Contains Royal Mail data © Royal Mail copyright and database right 2025",
            "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
        ]
    );
    assert!(
        table.as_bytes().len() < 6_000_000,
        "{} bytes",
        table.as_bytes().len()
    );
}

#[test]
fn the_embedded_table_passes_the_checks_of_a_file() {
    Table::from_bytes(Table::embedded().as_bytes().to_vec()).unwrap();
}

#[test]
fn refuses_another_file_and_a_cut_one() {
    assert_eq!(
        Table::from_bytes(b"pcds,oseast1m".to_vec()).unwrap_err(),
        TableProblem::NotATable
    );
    assert_eq!(
        Table::from_bytes(Vec::new()).unwrap_err(),
        TableProblem::NotATable
    );
    let whole = Table::embedded().as_bytes().to_vec();
    assert_eq!(
        Table::from_bytes(whole[..whole.len() - 1].to_vec()).unwrap_err(),
        TableProblem::CutShort
    );
    assert_eq!(
        Table::from_bytes(whole[..20].to_vec()).unwrap_err(),
        TableProblem::CutShort
    );
    let mut changed = whole;
    changed[3_000_000] ^= 1;
    assert_eq!(
        Table::from_bytes(changed).unwrap_err().to_string(),
        "the postcode table is damaged: its checksum differs; make it again with `signpost postcodes build`"
    );
}
