//! `signpost gaps`: which places are counted, what is listed, what cases add, and every form it is printed in.

#![expect(clippy::unwrap_used, reason = "helpers of tests, too")]

mod common;

use common::{TEA, TODAY, tea_with};
use signpost::find::{Places, Whereabouts};
use signpost::gaps::areas::own;
use signpost::gaps::people::{Named, Person, Refusing, offered};
use signpost::gaps::report::{Report, report};
use signpost::gaps::{Grade, Scope, gaps, html, svg};
use signpost::model::Directory;
use signpost::model::need::NeedIndex;
use signpost::model::vocabulary::SupportNeed;
use signpost::place::Table;
use std::fs;
use std::process::{Command, Output};

const AREAS: &str = "areas:
  - {id: north-east-essex, label: North East Essex, authorities: [E07000071, E07000076]}
  - {id: colchester, label: Colchester, authorities: [E07000071]}
  - {id: tendring, label: Tendring, authorities: [E07000076]}
  - {id: clacton, label: Clacton, districts: [CO15]}
  - {id: essex, label: Essex, authorities: [E07000071, E07000076, E07000067]}
  - {id: ipswich, label: Ipswich, authorities: [E07000202]}
";

fn directory(over: &[(&str, &str)]) -> Directory {
    let loaded = common::load(over);
    assert!(!loaded.refuses, "{:?}", common::ids(&loaded.findings));
    loaded.directory
}

fn names(directory: &Directory, areas: &[usize]) -> Vec<String> {
    let ids = areas.iter();
    ids.map(|area| directory.areas[*area].id.value.clone())
        .collect()
}

fn need(directory: &Directory, id: &str) -> NeedIndex {
    directory.need_by_id(id).unwrap()
}

/// Company in Colchester, for anybody and for somebody on oxygen.
fn company(directory: &Directory, grade: Grade) -> Report {
    let colchester = directory
        .areas
        .iter()
        .position(|area| area.id.value == "colchester");
    let scope = Scope {
        needs: vec![need(directory, "loneliness")],
        places: vec![Whereabouts::from_area(directory, colchester.unwrap())],
        with: vec![vec![SupportNeed::Oxygen]],
        age: None,
        kinds: Some(vec![signpost::model::service::Kind::Community]),
        today: TODAY,
    };
    let cells = gaps(
        directory,
        &Places::new(directory, &Table::embedded()),
        &scope,
    );
    report(directory, &scope, None, &cells, None, grade)
}

#[test]
fn the_areas_counted_unasked_are_the_smallest_within_the_directorys_own() {
    let settings = include_str!("minimal/signpost.toml");
    let settings = settings
        .lines()
        .filter(|line| !line.starts_with("area"))
        .fold(String::new(), |text, line| text + line + "\n");
    let named = format!("area = \"north-east-essex\"\n{settings}");
    let directory_of =
        |settings: &str| directory(&[("areas.yaml", AREAS), ("signpost.toml", settings)]);
    let table = Table::embedded();

    let with_area = directory_of(&named);
    let counted = own(&with_area, &Places::new(&with_area, &table));
    // CO15 lies in Tendring, so Clacton is a part of it; Tendring is not made of its parts.
    assert_eq!(
        names(&with_area, &counted.areas),
        ["colchester", "tendring", "clacton"]
    );
    assert_eq!(names(&with_area, &counted.outside), ["essex", "ipswich"]);
    assert_eq!(
        names(&with_area, &counted.made_of_others),
        ["north-east-essex"]
    );

    let without = directory_of(&settings);
    let counted = own(&without, &Places::new(&without, &table));
    // Nothing says what lies outside, and Essex has a council of its own here that no other area covers.
    assert_eq!(
        names(&without, &counted.areas),
        ["colchester", "tendring", "clacton", "essex", "ipswich"]
    );
}

#[test]
fn silence_is_to_be_asked_and_a_no_is_turned_away_by_name() {
    let silent = company(&directory(&[]), Grade::AskOnly);
    let oxygen = |report: &Report| {
        let row = report
            .cells
            .iter()
            .find(|row| !row.with.is_empty())
            .unwrap();
        let by = row.turned_away_by.iter();
        let by: Vec<String> = by.map(|it| it.service.clone()).collect();
        (row.grade, row.take, row.ask, by)
    };
    assert_eq!(oxygen(&silent), (Grade::AskOnly, 0, 1, vec![]));

    let refusing = tea_with("area:", "area: [colchester]\naccepts: {oxygen: no}");
    let refused = company(&directory(&[(TEA, &refusing)]), Grade::AskOnly);
    let expected = (Grade::Nobody, 0, 0, vec!["tea".to_owned()]);
    assert_eq!(oxygen(&refused), expected);
    let because = &refused.cells[0].turned_away_by[0].because;
    assert_eq!(*because, [SupportNeed::Oxygen]);
    assert_eq!(refused.cells[0].take_anybody, 1);
    // Anybody else is taken, so that is no gap until fewer than enough is asked for.
    let grades: Vec<Grade> = refused.gaps().map(|row| row.grade).collect();
    assert_eq!(grades, [Grade::Nobody]);
    let few = company(&directory(&[(TEA, &refusing)]), Grade::Few);
    assert_eq!(few.gaps().count(), 2);
}

#[test]
fn cases_alike_are_put_together_and_only_their_names_are_kept() {
    let refusing = tea_with("area:", "area: [colchester]\naccepts: {oxygen: no}");
    let directory = directory(&[(TEA, &refusing)]);
    let places = Places::new(&directory, &Table::embedded());
    let person = |case: &str, with: &[SupportNeed]| Person {
        case: case.to_owned(),
        place: None,
        age: Some(82),
        with: with.to_vec(),
        needs: vec![need(&directory, "loneliness")],
    };
    let people = [
        person("one", &[SupportNeed::Oxygen]),
        person("two", &[]),
        person("three", &[SupportNeed::Oxygen, SupportNeed::Oxygen]),
    ];
    let community = [signpost::model::service::Kind::Community];
    let needs = [need(&directory, "loneliness")];
    let offered = offered(
        &directory,
        &places,
        &people,
        &needs,
        Some(&community),
        TODAY,
    );
    assert_eq!(offered.len(), 2);
    assert_eq!(offered[0].with, [SupportNeed::Oxygen]);
    assert_eq!(offered[0].nobody, ["one", "three"]);
    let refusing = Refusing {
        service: "tea".to_owned(),
        because: vec![SupportNeed::Oxygen],
        cases: 2,
    };
    assert_eq!(offered[0].turned_away_by, [refusing]);
    // Without a place, a service for one area has to be asked.
    assert_eq!(offered[1].ask_only, ["two"]);
    let to_ask = Named {
        service: "tea".to_owned(),
        cases: 1,
    };
    assert_eq!(offered[1].to_ask, [to_ask]);
    let json = serde_json::to_string(&offered).unwrap();
    assert!(!json.contains("82"), "{json}");
}

/// A label with everything that a form of output could trip over. The loader refuses most of it; the forms do not rely on that.
const HOSTILE: &str = "</title><script>alert(1)</script> & \"quoted\" \u{202e}\u{7}\u{fffe}=1+1";

fn hostile() -> Report {
    let mut directory = directory(&[]);
    let loneliness = need(&directory, "loneliness");
    HOSTILE.clone_into(&mut directory.needs[loneliness.position()].label);
    company(&directory, Grade::Few)
}

#[test]
fn the_picture_is_well_formed_and_holds_its_numbers_whatever_the_directory_says() {
    let picture = svg::svg(&hostile());
    let document = roxmltree::Document::parse(&picture).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |id: &str| {
        document
            .descendants()
            .find(|node| node.attribute("id") == Some(id))
    };
    for id in root.attribute("aria-labelledby").unwrap().split(' ') {
        assert!(!child(id).unwrap().text().unwrap().is_empty());
    }
    assert!(
        document
            .descendants()
            .all(|node| !node.has_tag_name("script"))
    );
    let numbers = document
        .descendants()
        .filter(|node| node.has_tag_name("tspan"));
    let numbers: Vec<&str> = numbers.filter_map(|node| node.text()).collect();
    // Anybody: one service takes them. On oxygen: none is known to, and one has to be asked.
    assert_eq!(numbers, ["1", "0", "1?"]);
}

#[test]
fn the_page_is_a_table_with_headings_and_nothing_that_runs_or_is_fetched() {
    let page = html::html(&hostile());
    assert!(!page.contains("<script"), "escaped");
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"));
    for fetched in ["http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    for part in [
        "<html lang=\"en-GB\">",
        "<caption>Colchester",
        "<th scope=\"col\"><div>oxygen</div></th>",
        "<th scope=\"row\">",
        "<th scope=\"rowgroup\"",
        "title=\"none is known to take them, 1 to ask first\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

fn signpost(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .env_clear()
        .output()
        .unwrap()
}

#[test]
fn no_cell_of_the_csv_is_a_formula_and_every_row_has_every_column() {
    let output = signpost(&[
        "gaps",
        "--demo",
        "--need=falls",
        "--cases=examples/cases",
        "--format=csv",
    ]);
    let mut rows = csv::ReaderBuilder::new().from_reader(output.stdout.as_slice());
    let mut sorts = std::collections::BTreeSet::new();
    for row in rows.records() {
        let row = row.unwrap();
        sorts.insert(row[1].to_owned());
        assert!(
            row.iter()
                .all(|cell| !cell.starts_with(['=', '+', '-', '@']))
        );
    }
    assert_eq!(sorts.into_iter().collect::<Vec<_>>(), ["cases", "cell"]);
}

#[test]
fn the_exit_status_says_whether_there_is_a_gap_of_the_grade() {
    let narrow = [
        "gaps",
        "--demo",
        "--need=loneliness",
        "--with=oxygen",
        "--age=82",
        "--grade",
    ];
    let status = |grade: &str| {
        let output = signpost(&[&narrow[..], &[grade]].concat());
        output.status.code()
    };
    assert_eq!(status("nobody"), Some(0));
    let said = signpost(&[&narrow[..], &["nobody"]].concat()).stdout;
    let said = String::from_utf8(said).unwrap();
    assert!(
        said.contains("everywhere somebody would take them, or can be asked"),
        "{said}"
    );
    let all = signpost(&["gaps", "--demo", "--grade=few", "--format=json"]);
    assert_eq!(all.status.code(), Some(1));
    let wrong = signpost(&["gaps", "--demo", "--need=no-such-need"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(wrong.stdout.is_empty());
}

#[test]
fn a_postcode_is_refused_since_it_may_be_a_home() {
    let output = signpost(&["gaps", "--demo", "--area", "CO4 5JL"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("use CO4"), "{said}");
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gaps.html");
    let shown = path.display().to_string();
    let arguments = [
        "gaps",
        "--demo",
        "--need=falls",
        "--format=html",
        "--out",
        &shown,
    ];
    let first = signpost(&arguments);
    assert!(first.stdout.is_empty());
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.ends_with("</html>\n") || page.ends_with("</html>"));
    assert!(page.contains("DEMONSTRATION"));
    assert_eq!(signpost(&arguments).status.code(), Some(2));
}

#[test]
fn what_cases_are_about_is_not_in_the_answer() {
    let output = signpost(&[
        "gaps",
        "--demo",
        "--cases=examples/cases/oxygen-at-82.yaml",
        "--format=json",
    ]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let cases = answer["cases"].to_string();
    assert!(cases.contains("oxygen-at-82"));
    for told in ["CO15", "Widowed", "part of the town", "\"age\""] {
        assert!(!cases.contains(told), "{told}");
    }
}
