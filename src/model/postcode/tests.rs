use super::{District, Locality, Postcode, PostcodeProblem};

fn reads_as(typed: &str, expected: &str) {
    let reading = Locality::read(typed).unwrap_or_else(|problem| panic!("`{typed}`: {problem}"));
    assert_eq!(reading.locality.to_string(), expected, "`{typed}`");
    assert_eq!(reading.repaired_from, None, "`{typed}`");
}

fn repaired_to(typed: &str, expected: &str) {
    let reading = Locality::read(typed).unwrap_or_else(|problem| panic!("`{typed}`: {problem}"));
    assert_eq!(reading.locality.to_string(), expected, "`{typed}`");
    assert_eq!(reading.repaired_from.as_deref(), Some(typed));
    assert!(
        matches!(Locality::parse(typed), Err(PostcodeProblem::MixedUp { .. })),
        "`{typed}`"
    );
}

fn refused(typed: &str) -> PostcodeProblem {
    match Locality::read(typed) {
        Ok(reading) => panic!("`{typed}` read as {}", reading.locality),
        Err(problem) => problem,
    }
}

#[test]
fn reads_every_shape_of_postcode() {
    for postcode in [
        "M1 1AE", "CO4 5JL", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "N1P 1AA",
        "BL0 0AA",
    ] {
        reads_as(postcode, postcode);
    }
}

#[test]
fn reads_sectors_and_districts() {
    for text in [
        "CO4", "CO4 5", "CO10", "CO10 5", "W1A", "W1A 1", "SW1A", "SW1A 1", "E1", "E1 6",
    ] {
        reads_as(text, text);
    }
    reads_as("CO45", "CO45");
    reads_as("CO105", "CO10 5");
    reads_as("SW1A1", "SW1A 1");
}

#[test]
fn case_spaces_and_hyphens_do_not_matter() {
    for typed in [
        "co45jl",
        " Co4 5jL ",
        "CO4\u{a0}5JL",
        "CO4  5JL",
        "CO45 JL",
        "co4-5jl",
        "CO4\u{2011}5JL",
        "\u{feff}CO4 5JL\r\n",
        "C O 4 5 J L",
    ] {
        reads_as(typed, "CO4 5JL");
    }
    reads_as("co4-5", "CO4 5");
    reads_as("CO4 5 ", "CO4 5");
    reads_as(" co4-", "CO4");
}

#[test]
fn puts_right_o_for_0_and_i_for_1_and_says_so() {
    repaired_to("C01 1AA", "CO1 1AA");
    repaired_to("CO1 IAA", "CO1 1AA");
    repaired_to("CO1O OAA", "CO10 0AA");
    repaired_to("L1O 1AA", "L10 1AA");
    repaired_to("WI4 0AA", "W14 0AA");
    repaired_to("1P1 1AA", "IP1 1AA");
    repaired_to("0X1 1AA", "OX1 1AA");
    repaired_to("S014 0YN", "SO14 0YN");
    repaired_to("c01", "CO1");
    repaired_to("CO4 O", "CO4 0");
}

#[test]
fn a_right_postcode_is_never_repaired() {
    for postcode in [
        "S10 1AA", "SO14 0YN", "OL1 1AA", "IG1 1AA", "IP1 0AA", "OX1 1AA", "B1 1AA", "BL0 0AA",
    ] {
        reads_as(postcode, postcode);
    }
}

#[test]
fn refuses_what_is_not_a_postcode() {
    for typed in [
        "colchester",
        "CO",
        "4",
        "CO4 5J",
        "CO4 5J1",
        "CO4 5JLL",
        "CO4 5JL junk",
        "junk",
        "CO4/5JL",
        "CÖ4 5JL",
        "😀",
        "A1B2C3D4E5",
    ] {
        assert!(
            matches!(refused(typed), PostcodeProblem::NotAPostcode { .. }),
            "`{typed}`"
        );
    }
    assert_eq!(refused(""), PostcodeProblem::Empty);
    assert_eq!(refused(" \u{a0}- "), PostcodeProblem::Empty);
}

#[test]
fn refuses_areas_and_letters_that_do_not_exist() {
    assert_eq!(
        refused("QQ1 1AA").to_string(),
        "`QQ1 1AA` is not a postcode: no postcode begins with `QQ` and a number"
    );
    assert_eq!(
        refused("CO1 1AO").to_string(),
        "`CO1 1AO` is not a postcode: `O` is never one of the last two letters"
    );
    assert!(matches!(
        refused("CO1 1CC"),
        PostcodeProblem::LetterNeverLast { letter: 'C', .. }
    ));
}

#[test]
fn codes_without_a_place_have_their_own_answers() {
    assert_eq!(refused("gir 0aa"), PostcodeProblem::Girobank);
    assert_eq!(refused("BFPO 58"), PostcodeProblem::Forces);
    assert_eq!(refused("bfpo1234"), PostcodeProblem::Forces);
    assert_eq!(refused("BF1 3AA"), PostcodeProblem::Forces);
    assert_eq!(
        refused("BX9 1AS"),
        PostcodeProblem::NonGeographic { area: "BX" }
    );
    assert_eq!(
        refused("XX1 1XX"),
        PostcodeProblem::NonGeographic { area: "XX" }
    );
    assert_eq!(refused("ZZ99 3VZ"), PostcodeProblem::NoFixedAbode);
    assert_eq!(refused("ZZ99 3WZ"), PostcodeProblem::NhsPseudoCode);
    assert_eq!(refused("ZZ99"), PostcodeProblem::NhsPseudoCode);
    assert_eq!(refused("NPT 1AA"), PostcodeProblem::Withdrawn);
    assert_eq!(
        refused("FIQQ 1ZZ"),
        PostcodeProblem::Overseas {
            territory: "the Falkland Islands"
        }
    );
    assert_eq!(
        refused("GX11 1AA"),
        PostcodeProblem::Overseas {
            territory: "Gibraltar"
        }
    );
}

#[test]
fn channel_islands_isle_of_man_and_northern_ireland_are_read() {
    for postcode in ["JE2 3AB", "GY1 1AA", "IM1 1AA", "BT1 1AA"] {
        reads_as(postcode, postcode);
    }
}

#[test]
fn wants_the_kind_that_was_asked_for() {
    assert_eq!(
        Postcode::parse("CO4").unwrap_err().to_string(),
        "`CO4` is a postcode district; expected a full postcode such as `CO4 5JL`"
    );
    assert_eq!(
        District::parse("CO4 5JL").unwrap_err().to_string(),
        "this is more than a postcode district; expected `CO4`"
    );
    assert_eq!(District::parse("co4").unwrap().area(), "CO");
    assert_eq!(District::parse("E1").unwrap().area(), "E");
}

#[test]
fn ordinals_cover_a_sector_once() {
    let sector = Postcode::parse("CO4 5AA").unwrap().sector();
    let mut seen = std::collections::BTreeSet::new();
    for ordinal in 0..400 {
        let postcode = Postcode::from_ordinal(sector, ordinal).unwrap();
        assert_eq!(postcode.ordinal(), ordinal);
        assert_eq!(Postcode::parse(&postcode.to_string()), Ok(postcode));
        seen.insert(postcode.to_string());
    }
    assert_eq!(seen.len(), 400);
    assert_eq!(Postcode::from_ordinal(sector, 400), None);
}

mod properties {
    use proptest::prelude::*;

    use super::Locality;

    proptest! {
        #[test]
        fn any_text_is_answered(typed in "\\PC{0,12}") {
            let _ = Locality::read(&typed);
        }

        #[test]
        fn what_is_printed_is_read_back(typed in "[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}") {
            if let Ok(locality) = Locality::parse(&typed) {
                prop_assert_eq!(Locality::parse(&locality.to_string()), Ok(locality));
                prop_assert_eq!(Locality::parse(&locality.to_string().to_lowercase()), Ok(locality));
            }
        }

        #[test]
        fn a_repair_changes_only_o_0_i_and_1(typed in "[A-Z01]{1,2}[0-9OI][0-9A-Z]? ?[0-9OI][A-Z]{2}") {
            if let Ok(reading) = Locality::read(&typed) {
                let same = |text: &str| text.replace(' ', "").replace('O', "0").replace('I', "1");
                prop_assert_eq!(same(&reading.locality.to_string()), same(&typed));
            }
        }
    }
}
