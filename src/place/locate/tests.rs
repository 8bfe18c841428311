use super::{Located, NotFound, Precision, locate};
use crate::model::postcode::Locality;
use crate::place::Table;

fn located(typed: &str) -> Result<Located, NotFound> {
    locate(&Table::embedded(), Locality::parse(typed).unwrap())
}

#[test]
fn a_unit_is_found_to_ten_metres() {
    let found = located("CO4 5JL").unwrap();
    assert_eq!((found.precision, found.within_m), (Precision::Unit, 10));
    assert_eq!(found.authorities, ["E07000071"]);
    assert_eq!(found.note, None);
}

#[test]
fn a_sector_and_a_district_say_how_imprecise_they_are() {
    let sector = located("CO4 3").unwrap();
    assert_eq!(sector.precision, Precision::Sector);
    assert!(
        (500..10_000).contains(&sector.within_m),
        "{}",
        sector.within_m
    );
    let district = located("CO4").unwrap();
    assert_eq!(district.precision, Precision::District);
    assert_eq!(
        district.authorities,
        ["E07000071", "E07000076"],
        "the likelier first"
    );
    assert_eq!(district.note, None);
}

#[test]
fn an_unknown_unit_falls_back_and_says_so() {
    // The university's sector has far fewer than 400 units, so some are always free.
    let table = Table::embedded();
    let sector = Locality::parse("CO4 3SQ").unwrap();
    let Locality::Unit(known) = sector else {
        panic!("a unit")
    };
    let unknown = (0..400)
        .filter_map(|ordinal| {
            crate::model::postcode::Postcode::from_ordinal(known.sector(), ordinal)
        })
        .find(|postcode| table.unit(*postcode).is_none())
        .unwrap();
    let found = locate(&table, Locality::Unit(unknown)).unwrap();
    assert_eq!(found.precision, Precision::Sector);
    assert_eq!(
        found.note.unwrap().to_string(),
        format!(
            "`{unknown}` is not in the table of postcodes (new, withdrawn or mistyped?); used the sector `CO4 3`"
        )
    );
}

#[test]
fn an_unknown_sector_falls_back_to_its_district() {
    let found = located("SW1A 9AA").unwrap();
    assert_eq!(found.precision, Precision::District);
    assert_eq!(
        found.note.unwrap().to_string(),
        "`SW1A 9AA` is not in the table of postcodes (new, withdrawn or mistyped?); used the district `SW1A`"
    );
}

#[test]
fn one_building_is_said_to_be_one() {
    let found = located("W1A").unwrap();
    assert_eq!(
        found.note.unwrap().to_string(),
        "`W1A` is one building or post-office boxes, not where people live"
    );
}

#[test]
fn what_is_nowhere_is_answered_by_name() {
    let answer = |typed: &str| located(typed).unwrap_err().to_string();
    assert_eq!(
        answer("BT1 1AA"),
        "`BT1 1AA` is not in the table of postcodes: Northern Ireland's are not under the Open Government Licence"
    );
    assert_eq!(
        answer("JE2"),
        "`JE2` is not in the table of postcodes: those of Jersey have no place in the source"
    );
    assert!(answer("GY1 1AA").contains("Guernsey"));
    assert!(answer("IM1 1AA").contains("the Isle of Man"));
    assert_eq!(
        answer("CO45"),
        "`CO45` is not in the table of postcodes; did you mean `CO4 5`?"
    );
    assert_eq!(
        answer("CO99 1AA"),
        "`CO99 1AA` is not in the table of postcodes, nor is anything of the district `CO99`; check it"
    );
}
