//! What became of local authorities that were merged or given a new code.

/// Old codes, the code that covers the place today, and its name.
///
/// Only certain ones: the districts that unitary councils replaced from 2019 to 2023 (the Structural Changes Orders for
/// Dorset, Buckinghamshire, Northamptonshire, Cumbria, North Yorkshire and Somerset), the mergers of districts of 2019, and
/// codes that the Office for National Statistics renewed after a change of boundary. The test compares each with the table.
const SUCCESSORS: [(&[&str], &str, &str); 23] = [
    // 1 April 2019: Bournemouth, Poole, Christchurch.
    (
        &["E06000028", "E06000029", "E07000048"],
        "E06000058",
        "Bournemouth, Christchurch and Poole",
    ),
    // 1 April 2019: East Dorset, North Dorset, Purbeck, West Dorset, Weymouth and Portland.
    (
        &[
            "E07000049",
            "E07000050",
            "E07000051",
            "E07000052",
            "E07000053",
        ],
        "E06000059",
        "Dorset",
    ),
    // 1 April 2019: Suffolk Coastal, Waveney.
    (&["E07000205", "E07000206"], "E07000244", "East Suffolk"),
    // 1 April 2019: Forest Heath, St Edmundsbury.
    (&["E07000201", "E07000204"], "E07000245", "West Suffolk"),
    // 1 April 2020: Aylesbury Vale, Chiltern, South Bucks, Wycombe.
    (
        &["E07000004", "E07000005", "E07000006", "E07000007"],
        "E06000060",
        "Buckinghamshire",
    ),
    // 1 April 2021: Corby, East Northamptonshire, Kettering, Wellingborough.
    (
        &["E07000150", "E07000152", "E07000153", "E07000156"],
        "E06000061",
        "North Northamptonshire",
    ),
    // 1 April 2021: Daventry, Northampton, South Northamptonshire.
    (
        &["E07000151", "E07000154", "E07000155"],
        "E06000062",
        "West Northamptonshire",
    ),
    // 1 April 2023: Allerdale, Carlisle, Copeland.
    (
        &["E07000026", "E07000028", "E07000029"],
        "E06000063",
        "Cumberland",
    ),
    // 1 April 2023: Barrow-in-Furness, Eden, South Lakeland.
    (
        &["E07000027", "E07000030", "E07000031"],
        "E06000064",
        "Westmorland and Furness",
    ),
    // 1 April 2023: Craven, Hambleton, Harrogate, Richmondshire, Ryedale, Scarborough, Selby.
    (
        &[
            "E07000163",
            "E07000164",
            "E07000165",
            "E07000166",
            "E07000167",
            "E07000168",
            "E07000169",
        ],
        "E06000065",
        "North Yorkshire",
    ),
    // 1 April 2023: Mendip, Sedgemoor, South Somerset, Somerset West and Taunton; the last had replaced Taunton Deane and West
    // Somerset on 1 April 2019.
    (
        &[
            "E07000187",
            "E07000188",
            "E07000189",
            "E07000246",
            "E07000190",
            "E07000191",
        ],
        "E06000066",
        "Somerset",
    ),
    // Renewed codes.
    (&["E06000048"], "E06000057", "Northumberland"),
    (&["E07000097"], "E07000242", "East Hertfordshire"),
    (&["E07000100"], "E07000240", "St Albans"),
    (&["E07000101"], "E07000243", "Stevenage"),
    (&["E07000104"], "E07000241", "Welwyn Hatfield"),
    (&["E08000016"], "E08000038", "Barnsley"),
    (&["E08000019"], "E08000039", "Sheffield"),
    (&["E08000020"], "E08000037", "Gateshead"),
    (&["S12000015"], "S12000047", "Fife"),
    (&["S12000024"], "S12000048", "Perth and Kinross"),
    (&["S12000044"], "S12000050", "North Lanarkshire"),
    (&["S12000046"], "S12000049", "Glasgow City"),
];

/// The code that covers the place of an old one today, and its name; `None` where that is not certain, or the code is not old.
pub(super) fn successor(code: &str) -> Option<(&'static str, &'static str)> {
    SUCCESSORS
        .iter()
        .find(|(old, ..)| old.contains(&code))
        .map(|(_, new, name)| (*new, *name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::postcode::District;
    use crate::place::Table;

    /// A postcode district in the middle of each new authority, from what everybody knows of these towns.
    const TOWNS: [(&str, &str); 23] = [
        ("Bournemouth, Christchurch and Poole", "BH1"),
        ("Dorset", "DT1"),
        ("East Suffolk", "NR32"),
        ("West Suffolk", "IP33"),
        ("Buckinghamshire", "HP20"),
        ("North Northamptonshire", "NN16"),
        ("West Northamptonshire", "NN1"),
        ("Cumberland", "CA1"),
        ("Westmorland and Furness", "LA9"),
        ("North Yorkshire", "YO11"),
        ("Somerset", "TA1"),
        ("Northumberland", "NE61"),
        ("East Hertfordshire", "SG14"),
        ("St Albans", "AL1"),
        ("Stevenage", "SG1"),
        ("Welwyn Hatfield", "AL8"),
        ("Barnsley", "S70"),
        ("Sheffield", "S1"),
        ("Gateshead", "NE8"),
        ("Fife", "KY1"),
        ("Perth and Kinross", "PH1"),
        ("North Lanarkshire", "ML1"),
        ("Glasgow City", "G1"),
    ];

    #[test]
    fn old_codes_hold_no_postcode_and_new_ones_hold_their_town() {
        let table = Table::embedded();
        assert_eq!(TOWNS.len(), SUCCESSORS.len());
        for (old, new, name) in SUCCESSORS {
            for code in old {
                assert!(!table.has_authority(code), "{code} is in use");
            }
            let (_, town) = TOWNS.iter().find(|(known, _)| *known == name).unwrap();
            let centre = table.district(District::parse(town).unwrap()).unwrap();
            assert_eq!(centre.authorities[0].code, new, "{name}");
        }
    }

    #[test]
    fn no_old_code_stands_twice() {
        let mut all: Vec<&str> = SUCCESSORS
            .iter()
            .flat_map(|(old, ..)| old.iter().copied())
            .collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
