//! The county of a local authority, which an address of Open Referral UK must have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `E07000071,Essex`: the county of each district that has one, sorted by code. Made by `.data/counties.py`, which says its
/// sources: the Office for National Statistics (Open Government Licence v3.0), and for metropolitan districts the Local
/// Government Act 1972.
const COUNTIES: &str = include_str!("county/counties.csv");

static BY_CODE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    COUNTIES
        .lines()
        .filter_map(|line| line.split_once(','))
        .collect()
});

/// The county a local authority lies in, by its code; the country where the county does not follow from the code.
///
/// A London borough (E09) lies in Greater London. A unitary authority (E06), and one of Wales or Scotland, is its own county or
/// in a former one; only the country is said of them.
pub(super) fn county(authority: &str) -> Option<&'static str> {
    if let Some(county) = BY_CODE.get(authority) {
        return Some(county);
    }
    match authority.get(..3)? {
        "E09" => Some("Greater London"),
        kind if kind.starts_with('E') => Some("England"),
        kind if kind.starts_with('W') => Some("Wales"),
        kind if kind.starts_with('S') => Some("Scotland"),
        _ => None,
    }
}

/// True for the name of a county that districts lie in.
pub(super) fn is_county(name: &str) -> bool {
    name.eq_ignore_ascii_case("Greater London")
        || BY_CODE
            .values()
            .any(|county| county.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{COUNTIES, county};
    use crate::place::Table;

    #[test]
    fn a_district_is_in_its_county_and_others_in_their_country() {
        for (code, expected) in [
            ("E07000071", Some("Essex")),   // Colchester
            ("E07000203", Some("Suffolk")), // Mid Suffolk
            ("E08000003", Some("Greater Manchester")),
            ("E08000039", Some("South Yorkshire")), // Sheffield, since 2025
            ("E09000033", Some("Greater London")),
            ("E06000045", Some("England")), // Southampton
            ("W06000015", Some("Wales")),
            ("S12000036", Some("Scotland")),
            ("N09000003", None),
            ("", None),
        ] {
            assert_eq!(county(code), expected, "{code}");
        }
    }
    #[test]
    fn every_district_of_the_postcode_table_has_a_county() {
        let table = Table::embedded();
        let mut districts = 0;
        for (kind, last) in [("E07", 300), ("E08", 60)] {
            for number in 0..=last {
                let code = format!("{kind}{number:06}");
                if table.has_authority(&code) {
                    districts += 1;
                    assert_ne!(county(&code), Some("England"), "{code}");
                }
            }
        }
        // 164 non-metropolitan and 36 metropolitan districts, since April 2023.
        assert_eq!(districts, 200);
    }

    #[test]
    fn no_district_stands_twice() {
        let codes: Vec<&str> = COUNTIES.lines().map(|line| &line[..9]).collect();
        assert!(codes.is_sorted_by(|one, next| one < next));
    }
}
