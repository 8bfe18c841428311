//! The questions over a small directory: lines in, an entry out.

use super::*;
use crate::load::{Raw, texts};
use jiff::civil::date;

fn directory() -> Directory {
    const TEA: &str = include_str!("../../../../tests/minimal/services/befriending/tea.yaml");
    let files = [
        (
            "needs.yaml",
            include_str!("../../../../tests/minimal/needs.yaml"),
        ),
        (
            "areas.yaml",
            include_str!("../../../../tests/minimal/areas.yaml"),
        ),
        ("services/befriending/tea.yaml", TEA),
    ];
    texts(files.map(|(path, text)| Raw::text(path, text)).to_vec(), "").directory
}

/// The entry that these lines make, or why not, and everything that was printed.
fn asked(asked: &Asked, typed: &str) -> (Result<Entry, String>, String) {
    let mut out = Vec::new();
    let mut input = typed.as_bytes();
    let mut lines = Lines {
        input: &mut input,
        out: &mut out,
        echo: false,
        ended: false,
    };
    let entry = asked.entry(&directory(), date(2026, 11, 23), &mut lines);
    let entry = entry.map_err(|error| error.to_string());
    (entry, String::from_utf8(out).unwrap())
}

fn every_option() -> Asked {
    Asked {
        name: Some("The Kettle Club".to_owned()),
        organization: Some("Harwich Good Company".to_owned()),
        summary: Some("Tea and company.".to_owned()),
        kind: Some(Kind::Community),
        need: vec!["loneliness".to_owned()],
        attending: vec![AttendingType::Venue],
        access: vec![AttendingAccess::DropIn],
        phone: Some("01632 960158".to_owned()),
        area: vec!["CO12".to_owned()],
        assured_by: Some("directory coordinator".to_owned()),
        ..Asked::default()
    }
}

const LINES: [&str; 17] = [
    "The Kettle Club",
    "",
    "Harwich Good Company",
    "Tea and company.",
    "1",
    "1, falls",
    "1,3",
    "1, 3",
    "Just come.",
    "01632 960158",
    "",
    "",
    "",
    "1 Quay Street, Harwich",
    "CO12 3JT",
    "colchester, CO12",
    "directory coordinator",
];

#[test]
fn every_question_is_answered_by_a_line_or_by_an_option() {
    let (entry, printed) = asked(&Asked::default(), &(LINES.join("\n") + "\n\n"));
    let entry = entry.unwrap();
    assert_eq!(entry.id, "the-kettle-club");
    assert_eq!(entry.needs, ["loneliness", "falls"]);
    assert_eq!(
        entry.attending_type,
        [AttendingType::Venue, AttendingType::Phone]
    );
    assert_eq!(
        entry.attending_access,
        [AttendingAccess::SelfReferral, AttendingAccess::DropIn]
    );
    assert_eq!(entry.postcode.as_deref(), Some("CO12 3JT"));
    assert_eq!(entry.area, ["colchester", "CO12"]);
    assert_eq!((entry.on, entry.source), (date(2026, 11, 23), None));
    assert!(
        printed.contains("\n  2. Falling, or afraid of falling\n"),
        "{printed}"
    );
}

#[test]
fn where_all_that_is_needed_is_given_nothing_is_asked() {
    let (entry, printed) = asked(&every_option(), "never read\n");
    assert_eq!(entry.unwrap().id, "the-kettle-club");
    assert_eq!(printed, "");
}

#[test]
fn lines_that_end_too_early_are_an_error_that_names_the_option() {
    for (given, option) in [
        (1, "--id"),
        (4, "--kind"),
        (7, "--access"),
        (16, "--assured-by"),
    ] {
        let (entry, _) = asked(&Asked::default(), &(LINES[..given].join("\n") + "\n"));
        let error = entry.unwrap_err();
        assert!(error.contains(option), "{given}: {error}");
    }
}

#[test]
fn a_wrong_line_is_said_and_asked_again() {
    let mut lines = LINES.to_vec();
    lines[1] = "tea\nThe Club\nkettles";
    lines[5] = "lonelyness\n9\n1";
    lines[9] = "0163\n01632 960158";
    let (entry, printed) = asked(&Asked::default(), &(lines.join("\n") + "\n"));
    assert_eq!(entry.unwrap().id, "kettles");
    for said in [
        "the id `tea` is taken",
        "`The Club` is not an id",
        "did you mean `loneliness`?",
        "declares no need `9`",
        "it has 4 digits",
    ] {
        assert!(printed.contains(said), "{said} in {printed}");
    }
}

#[test]
fn a_wrong_option_is_an_error_even_where_lines_follow() {
    let taken = Asked {
        id: Some("tea".to_owned()),
        ..every_option()
    };
    assert!(asked(&taken, "other\n").0.unwrap_err().contains("is taken"));
    let unknown = Asked {
        need: vec!["lonelyness".to_owned()],
        ..every_option()
    };
    let error = asked(&unknown, "").0.unwrap_err();
    assert!(error.contains("did you mean `loneliness`?"), "{error}");
    let named = Asked {
        assured_by: Some("Mrs Smith".to_owned()),
        ..every_option()
    };
    assert!(asked(&named, "").0.unwrap_err().contains("names a person"));
}

#[test]
fn an_ahp_service_is_asked_whose_it_is_and_no_way_in_is_refused() {
    let ahp = Asked {
        kind: Some(Kind::Ahp),
        ..every_option()
    };
    let (entry, printed) = asked(&ahp, "\npodiatrist\n");
    assert_eq!(entry.unwrap().profession, Some(Profession::Podiatrist));
    assert!(printed.contains("Whose service is it?\n"), "{printed}");
    let silent = Asked {
        phone: None,
        ..every_option()
    };
    let error = asked(&silent, "\n\n\n\n").0.unwrap_err();
    assert!(
        error.contains("--phone, --text, --email and --url"),
        "{error}"
    );
}
