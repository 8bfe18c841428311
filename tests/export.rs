//! What leaves a directory, and what never does.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{TEA, TODAY};
use serde_json::Value;
use signpost::exchange::csv::export as rows;
use signpost::exchange::fhir::directory::entries;
use signpost::exchange::geojson::features;
use signpost::exchange::identity::Publisher;
use signpost::exchange::leaving::{Leaving, Withheld, leaving};
use signpost::exchange::oruk::taxonomy::{Scheme, taxonomy, terms_of};
use signpost::exchange::oruk::tree::{Export, tree};
use signpost::model::Directory;
use signpost::model::shown::csv_cell;
use signpost::place::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The one service that these tests write, with lines put into it.
fn service(lines: &str) -> String {
    let contact = if lines.contains("\ncontact:") {
        ""
    } else {
        "contact: {phone: 01632 960001}\n"
    };
    let summary = if lines.contains("\nsummary:") {
        ""
    } else {
        "summary: Someone to chat to over a cup of tea.\n"
    };
    format!(
        "id: tea\nname: Tea and Talk\norganization: Colne Neighbours\n{summary}kind: community\nstatus: active\n\
         needs: [loneliness]\nattending_type: [venue]\nattending_access: [drop-in]\n{contact}area: [colchester]{lines}\n\
         assured: {{on: 2026-10-12, by: zebra coordinator, source: told by the zebra}}\n"
    )
}

fn directory(lines: &str) -> Directory {
    let loaded = common::load(&[(TEA, &service(lines))]);
    let wrong: Vec<&str> = loaded
        .findings
        .iter()
        .map(|finding| &*finding.message)
        .collect();
    assert!(loaded.directory.service_by_id("tea").is_some(), "{wrong:?}");
    loaded.directory
}

/// Everything that every export gives out, as one text, and what stayed behind.
fn everything(directory: &Directory) -> (String, Vec<Withheld>) {
    let table = Table::embedded();
    let export = Export {
        directory,
        table: &table,
        today: TODAY,
    };
    let mut all = String::new();
    let withheld = tree(&export, &mut |files| {
        for file in files {
            all.push_str(&String::from_utf8(file.text).unwrap());
        }
        Ok::<(), ()>(())
    })
    .unwrap();
    let mut again = Vec::new();
    let mut known = BTreeSet::new();
    for service in &directory.services {
        let service = leaving(service, directory, &table, TODAY, &mut again);
        all.push_str(&rows::row(&service, true));
        all.extend(features(&service, true));
        all.extend(entries(&service, true, &mut known));
    }
    assert_eq!(withheld, again, "every export goes through the same gate");
    (all, withheld)
}

/// The directory of one service, under the name of a publisher.
fn published_by(publisher: &str) -> Directory {
    let mut directory = directory("\nlocations: [{name: Hall, postcode: CO1 1JB}]");
    directory.settings.publisher = Some(publisher.to_owned());
    directory
}

/// Every UUID of every export.
fn identifiers(directory: &Directory) -> BTreeSet<String> {
    let (all, _) = everything(directory);
    let words = all.split(|c: char| !(c.is_ascii_hexdigit() || c == '-'));
    words
        .filter(|word| word.len() == 36 && word.matches('-').count() == 4)
        .map(str::to_owned)
        .collect()
}

#[test]
fn two_directories_share_no_identifier_but_those_of_words_that_all_share() {
    let (colne, stour) = (published_by("colne"), published_by("stour"));
    assert_eq!(identifiers(&colne), identifiers(&published_by("colne")));
    // What the program itself says is the same everywhere; needs and the names of roles are a directory's own.
    let table = Table::embedded();
    let publisher = Publisher::of(&colne.settings);
    let everybodys = |scheme: &Scheme| !matches!(scheme, Scheme::Needs | Scheme::Role);
    let schemes: Vec<Scheme> = Scheme::ALL.into_iter().filter(everybodys).collect();
    let mut words: BTreeSet<String> = schemes
        .iter()
        .map(|scheme| taxonomy(*scheme, publisher).id)
        .collect();
    for service in &colne.services {
        let service = leaving(service, &colne, &table, TODAY, &mut Vec::new());
        let terms = terms_of(&service, true).into_iter();
        let known = terms.filter(|term| schemes.iter().any(|one| one.name() == term.taxonomy));
        words.extend(known.map(|term| term.id));
    }
    let (ours, theirs) = (identifiers(&colne), identifiers(&stour));
    let shared: BTreeSet<String> = ours.intersection(&theirs).cloned().collect();
    assert!(shared.is_subset(&words), "{:?}", shared.difference(&words));
    assert!(shared.len() > schemes.len() && ours.len() > 2 * shared.len());
}

#[test]
fn each_thing_lies_where_its_address_says() {
    let directory = published_by("colne");
    let table = Table::embedded();
    let export = Export {
        directory: &directory,
        table: &table,
        today: TODAY,
    };
    let mut paths = Vec::new();
    tree(&export, &mut |files| {
        paths.extend(files.into_iter().map(|file| file.path));
        Ok::<(), ()>(())
    })
    .unwrap();
    let service = Publisher::of(&directory.settings).identifier("service", "tea");
    for path in [
        "index.json",
        "services/index.json",
        "services/page/1.json",
        &format!("services/{service}.json"),
        "service_at_locations/index.json",
        "taxonomies/index.json",
        "taxonomy_terms/index.json",
    ] {
        assert_eq!(
            paths.iter().filter(|known| *known == path).count(),
            1,
            "{path}"
        );
    }
}

/// Each export has the word that must leave, and none has the word that must not.
fn stays(lines: &str, secret: &str, field: &str) {
    let (all, withheld) = everything(&directory(lines));
    assert!(
        all.matches("Tea and Talk").count() > 3,
        "nothing left at all"
    );
    assert!(!all.contains(secret), "{secret} left");
    let own: Vec<&str> = withheld
        .iter()
        .filter(|one| one.service == "tea")
        .map(|one| one.field)
        .collect();
    assert!(own.contains(&field), "{own:?}");
}

#[test]
fn a_confidential_place_stays_and_so_does_its_district() {
    stays(
        "\nlocations:\n  - {confidential: yes, district: IM9}",
        "IM9",
        "locations",
    );
}

#[test]
fn a_venue_beside_a_confidential_place_leaves() {
    let lines = "\nlocations:\n  - {confidential: yes, district: IM9}\n  - {name: The Hall, address: \"1 High Street, Colchester\", postcode: CO1 1JB}";
    let (all, _) = everything(&directory(lines));
    assert!(all.contains("The Hall") && all.contains("CO1 1JB") && !all.contains("IM9"));
}

#[test]
fn comments_and_who_confirmed_an_entry_and_how_stay() {
    let (all, _) = everything(&directory("\n# zebra: rang them, the manager is leaving"));
    assert!(!all.to_lowercase().contains("zebra"), "{all}");
}

#[test]
fn an_address_of_a_person_stays() {
    stays(
        "\ncontact: {phone: 01632 960001, email: jane.smith@example.org}",
        "jane.smith",
        "contact.email",
    );
}

#[test]
fn the_number_of_a_person_in_a_text_stays_and_the_text_leaves() {
    let lines = "\nreferral: Ring Susan on 07700 900123 first.";
    stays(lines, "07700 900123", "referral");
    let (all, _) = everything(&directory(lines));
    assert!(all.contains("[personal detail left out] first."));
}

#[test]
fn what_is_cut_out_of_one_text_leaves_nowhere_in_the_entry() {
    let number = "\nreferral: Ring Susan on 07700 900123 first.";
    stays(
        &format!("{number}\ncontact: {{phone: 07700900123}}"),
        "900123",
        "contact.phone",
    );
    stays(
        &format!("{number}\ndescription: The tea line is (07700) 900-123."),
        "900-123",
        "description",
    );
    stays(
        "\ndescription: Mrs Jane Smith.\nsummary: MRS JANE SMITH makes tea.",
        "JANE SMITH",
        "summary",
    );
    // Another number leaves.
    let lines = format!("{number}\ncontact: {{phone: 01632 960001}}");
    let (all, _) = everything(&directory(&lines));
    assert!(all.contains("960001"), "{all}");
}

#[test]
fn the_name_of_a_person_stays_wherever_it_stands() {
    for (lines, field) in [
        (
            "\ndescription: Mrs Jane Smith makes the tea.",
            "description",
        ),
        ("\nsummary: Tea with Mrs Jane Smith.", "summary"),
        ("\nsummary: Dr Jane Smith pours.", "summary"),
        (
            "\neligibility: {other: Known to Mrs Jane Smith}",
            "eligibility.other",
        ),
        ("\nalerts: [{text: Mrs Jane Smith is away}]", "alerts.text"),
        ("\nplain: Mrs Jane Smith makes tea.", "plain"),
        ("\ncontact: {text: Write to Mrs Jane Smith}", "contact.text"),
        (
            "\nlocations: [{name: Home of Mrs Jane Smith}]",
            "locations.name",
        ),
    ] {
        stays(lines, "Jane Smith", field);
    }
}

#[test]
fn an_nhs_number_stays() {
    stays(
        "\ndescription: She came once, NHS number 943 476 5919.",
        "943 476 5919",
        "description",
    );
}

#[test]
fn what_is_over_stays_and_is_said() {
    stays(
        "\ncapacity: {state: full, until: 2026-11-22}",
        "2026-11-22",
        "capacity",
    );
    stays(
        "\nalerts: [{text: Away, until: 2026-11-22}]",
        "Away",
        "alerts",
    );
    let (all, _) = everything(&directory("\nalerts: [{text: Closed, until: 2026-11-23}]"));
    assert!(
        all.contains("Closed (until 2026-11-23)"),
        "it still holds today"
    );
}

#[test]
fn an_address_that_cannot_be_right_stays() {
    stays("\ncontact: {phone: 0117}", "0117", "contact.phone");
    stays("\ncontact: {url: 'http://x y'}", "x y", "contact.url");
}

#[test]
fn worked_cases_stay() {
    let folder = folder();
    let cases = folder.path().join("cases");
    fs::create_dir_all(&cases).unwrap();
    let case = "id: zebra\nstory: A zebra is lonely.\nneeds: {loneliness: {}}\n";
    fs::write(cases.join("zebra.yaml"), case).unwrap();
    let out = folder.path().join("public");
    assert!(
        run(
            folder.path(),
            &["export", "oruk", "--out", out.to_str().unwrap()]
        )
        .status
        .success()
    );
    let mut all = String::new();
    for (_, text) in files(&out) {
        all.push_str(&text);
    }
    for format in ["csv", "geojson", "fhir"] {
        all.push_str(&String::from_utf8(run(folder.path(), &["export", format]).stdout).unwrap());
    }
    assert!(all.contains("Tea and Talk") && !all.contains("zebra"));
}

/// A directory in a folder of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in common::MINIMAL {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .env_clear()
        .env("SIGNPOST_DIRECTORY", folder)
        .output()
        .unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let all = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let inside = entry.path().strip_prefix(folder).unwrap();
            let path = inside.to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// One service as it leaves.
fn tea(directory: &Directory) -> Leaving<'_> {
    let service = directory.service_by_id("tea").unwrap();
    leaving(
        service,
        directory,
        &Table::embedded(),
        TODAY,
        &mut Vec::new(),
    )
}

#[test]
fn formulas_are_defused_in_every_cell() {
    let directory = directory(
        "\ndescription: '=HYPERLINK(\"http://x\")'\nreferral: '@SUM(A1)'\ncontact: {text: '+44 7700 900123'}\n\
         eligibility: {other: '-2+3'}",
    );
    let row = rows::row(&tea(&directory), true);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(row.as_bytes());
    let record = reader.records().next().unwrap().unwrap();
    assert_eq!(record.len(), rows::COLUMNS.len());
    let cell = |name: &str| {
        &record[rows::COLUMNS
            .iter()
            .position(|known| *known == name)
            .unwrap()]
    };
    assert_eq!(cell("description"), "'=HYPERLINK(\"http://x\")");
    assert_eq!(cell("referral"), "'@SUM(A1)");
    assert_eq!(cell("text"), "'+44 7700 900123");
    assert_eq!(cell("other_condition"), "'-2+3");
    assert!(
        record
            .iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@']))
    );
}

#[test]
fn no_cell_begins_as_a_formula_whatever_stands_before_it() {
    // Spaces of every width, tabs and line breaks before a sign are left out by some spreadsheets; full-width signs are signs.
    let before = [
        "", " ", "\t", "\r", "\n", "\r\n", "\u{a0}", "\u{3000}", "\u{feff}", "\u{200b}",
        "\u{202e}", "\0",
    ];
    let signs = [
        "=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
    ];
    for before in before {
        for sign in signs {
            let row = csv_cell(&format!("{before}{sign}1+1"));
            let mut reader = ::csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(row.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert!(record[0].starts_with('\''), "{before:?} {sign}: {row:?}");
        }
    }
}

#[test]
fn a_place_whose_postcode_is_not_known_is_in_the_list_and_not_on_the_map() {
    let directory = directory(
        "\nlocations:\n  - {name: A, postcode: CO1 1JB}\n  - {name: B, postcode: CO99 1AA}\n  - {name: C}",
    );
    let features: Vec<Value> = features(&tea(&directory), false)
        .map(|feature| serde_json::from_str(&feature).unwrap())
        .collect();
    let geometry = |number: usize| &features[number]["geometry"];
    assert_eq!(features.len(), 3);
    assert_eq!(geometry(0)["type"], "Point");
    // Colchester's library, near 0.9 degrees east and 51.9 north: longitude comes first.
    let coordinate = |number: usize| geometry(0)["coordinates"][number].as_f64().unwrap();
    assert!((coordinate(0) - 0.9).abs() < 0.05 && (coordinate(1) - 51.89).abs() < 0.05);
    assert!(geometry(1).is_null() && geometry(2).is_null());
}

#[test]
fn an_export_is_made_whole_and_never_over_something_else() {
    let folder = folder();
    let out = folder.path().join("public");
    let out = out.to_str().unwrap();
    fs::create_dir(out).unwrap();
    fs::write(format!("{out}/mine.txt"), "mine").unwrap();
    for arguments in [vec!["--out", out], vec!["--out", out, "--force"]] {
        let refused = run(
            folder.path(),
            &[&["export", "oruk"], &arguments[..]].concat(),
        );
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(files(Path::new(out)).len(), 1);
    }
    fs::remove_file(format!("{out}/mine.txt")).unwrap();
    assert!(
        run(folder.path(), &["export", "oruk", "--out", out])
            .status
            .success()
    );
    let first = files(Path::new(out));
    assert_eq!(
        run(folder.path(), &["export", "oruk", "--out", out])
            .status
            .code(),
        Some(2)
    );
    assert!(
        run(folder.path(), &["export", "oruk", "--out", out, "--force"])
            .status
            .success()
    );
    assert_eq!(
        files(Path::new(out)),
        first,
        "the same directory gives the same bytes"
    );
    let beside = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        beside
            .into_iter()
            .all(|name| !name.to_str().unwrap().starts_with(".signpost"))
    );
}

#[test]
fn entries_that_cannot_be_read_are_named() {
    let folder = folder();
    fs::write(folder.path().join(TEA), "id: tea\n").unwrap();
    let output = run(folder.path(), &["export", "csv", "--quiet"]);
    assert!(output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("tea"));
}

#[test]
fn nothing_is_exported_while_a_text_gives_a_confidential_place_away() {
    let folder = folder();
    let tea = files(folder.path())
        .into_iter()
        .find(|(path, _)| path.ends_with("/tea.yaml"))
        .unwrap();
    let path = folder.path().join(&tea.0);
    let confidential = "locations: [{confidential: yes, district: CO1}]\n";
    let text = format!("{}{confidential}", tea.1);
    fs::write(&path, &text).unwrap();
    assert!(run(folder.path(), &["export", "csv"]).status.success());
    let told = format!("{text}referral: Come to 12 Harbour Road and ring the bell.\n");
    fs::write(&path, told).unwrap();
    let out = folder.path().join("public");
    let refused = run(
        folder.path(),
        &["export", "oruk", "--out", out.to_str().unwrap()],
    );
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("confidential-place-named") && said.contains("nothing is written"),
        "{said}"
    );
    assert!(!out.exists());
}
