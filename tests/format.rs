//! `directory/README.md` documents the format: its tables are those the loader reads with, and its examples are read.
//!
//! Between `<!-- keys: services -->` and `<!-- end -->` stands the table of keys of one type, and between
//! `<!-- words: kinds -->` and `<!-- end -->` a closed list of words. They are never edited by hand: after a change of the
//! format, run `UPDATE=1 cargo test --test format`, which writes them anew, and look at the difference before committing it.
//! `directory/SAFETY.md` names the tests that hold its hazards: each of them exists.
#![expect(clippy::unwrap_used, reason = "helpers of tests, too")]

use signpost::cases::run;
use signpost::diagnostic::Diagnostic;
use signpost::find::Places;
use signpost::load::cases::expect;
use signpost::load::fields::Key;
use signpost::load::rules::{declared, invariants, rule};
use signpost::load::services::{hours, place, terms, wording};
use signpost::load::{self, Loaded, Raw, areas, cases, facts, needs, rules, services, settings};
use signpost::model::hours::Day;
use signpost::model::need::Group;
use signpost::model::rule::{Route, Urgency};
use signpost::model::service::{
    Accepts, AttendingAccess, AttendingType, CapacityState, Kind, Status,
};
use signpost::model::vocabulary::{Profession, SupportNeed, Vocabulary};
use signpost::place::Table;
use signpost::plan::make::Context;
use signpost::route::Compiled;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const END: &str = "<!-- end -->";

/// Every table of keys, by the name that stands in its marker.
fn keys() -> Vec<(&'static str, &'static [Key])> {
    vec![
        ("services", services::SERVICE),
        ("contact", place::CONTACT),
        ("location", place::LOCATION),
        ("session", hours::SESSION),
        ("eligibility", terms::ELIGIBILITY),
        ("cost", terms::COST),
        ("capacity", terms::CAPACITY),
        ("alert", terms::ALERT),
        ("plain-tested", wording::PLAIN_TESTED),
        ("translation", wording::TRANSLATION),
        ("assured", terms::ASSURED),
        ("settings", settings::SETTINGS),
        ("leaflet", settings::LEAFLET),
        ("allow", settings::ALLOW),
        ("needs", needs::NEEDS),
        ("need", needs::NEED),
        ("areas", areas::AREAS),
        ("area", areas::AREA),
        ("rules", rules::RULES),
        ("approval", rules::APPROVAL),
        ("source", declared::SOURCE),
        ("action", declared::ACTION),
        ("fact", facts::FACT),
        ("value", facts::VALUE),
        ("rule", rule::RULE),
        ("invariant", invariants::INVARIANT),
        ("never-weaker", invariants::NEVER_WEAKER),
        ("impossible", invariants::IMPOSSIBLE),
        ("case", cases::CASE),
        ("expect", expect::EXPECT),
        ("expect-services", expect::EXPECT_SERVICES),
    ]
}

/// Every closed list of words, by the name that stands in its marker.
fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("kinds", list::<Kind>()),
        ("statuses", list::<Status>()),
        ("attending-types", list::<AttendingType>()),
        ("attending-access", list::<AttendingAccess>()),
        ("accepts", list::<Accepts>()),
        ("capacity-states", list::<CapacityState>()),
        ("days", list::<Day>()),
        ("support-needs", list::<SupportNeed>()),
        ("professions", list::<Profession>()),
        ("groups", list::<Group>()),
        ("routes", list::<Route>()),
        ("urgencies", list::<Urgency>()),
    ]
}

fn list<V: Vocabulary>() -> Vec<&'static str> {
    V::WORDS.iter().map(|(word, _)| *word).collect()
}

/// Every generated part, by its marker.
fn parts() -> BTreeMap<String, String> {
    let tables = keys()
        .into_iter()
        .map(|(name, keys)| (format!("<!-- keys: {name} -->"), table(keys)));
    let lists = words()
        .into_iter()
        .map(|(name, words)| (format!("<!-- words: {name} -->"), in_a_row(&words)));
    tables.chain(lists).collect()
}

fn table(keys: &[Key]) -> String {
    let mut table = String::from("| key | | what stands after it | meaning |\n|---|---|---|---|\n");
    for key in keys {
        let needed = if key.required { "must" } else { "" };
        let cells = [key.shape, key.meaning].map(|cell| cell.replace('|', "\\|"));
        let [shape, meaning] = cells;
        table += &["| `", key.name, "` | ", needed, " | "].concat();
        table += &[&shape, " | ", &meaning, " |\n"].concat();
    }
    table
}

fn in_a_row(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("{}\n", words.join(", "))
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("directory/README.md")
}

/// The text with every generated part as it must be, and the markers that were met.
fn rendered(text: &str, parts: &BTreeMap<String, String>) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut met = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        let Some(part) = parts.get(line) else {
            assert!(
                !line.starts_with("<!-- keys:") && !line.starts_with("<!-- words:"),
                "nothing is called {line}"
            );
            continue;
        };
        met.push(line.to_owned());
        assert!(
            lines.by_ref().any(|line| line == END),
            "{line} has no {END} after it"
        );
        out += &["\n", part, "\n", END, "\n"].concat();
    }
    (out, met)
}

#[test]
fn the_tables_are_those_the_loader_reads_with() {
    let text = fs::read_to_string(readme()).unwrap();
    let parts = parts();
    let (rendered, mut met) = rendered(&text, &parts);
    met.sort();
    let all: Vec<String> = parts.into_keys().collect();
    assert_eq!(met, all, "each table and list stands once");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(readme(), rendered).unwrap();
        return;
    }
    let different = text
        .lines()
        .zip(rendered.lines())
        .position(|(is, must_be)| is != must_be);
    assert!(
        text == rendered,
        "directory/README.md is out of date, first at line {}: run `UPDATE=1 cargo test --test format`",
        different.map_or(0, |line| line + 1)
    );
}

/// The examples of a language in the README, in order.
fn examples(language: &str) -> Vec<String> {
    let text = fs::read_to_string(readme()).unwrap();
    text.split(&format!("\n```{language}\n"))
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .map(|example| format!("{example}\n"))
        .collect()
}

/// The shipped settings, needs, areas and rules with other files laid over them, and no services but those.
fn laid_over(over: &[(&str, &str)]) -> Loaded {
    let root = readme();
    let shipped = load::REQUIRED_FILES
        .into_iter()
        .filter(|name| over.iter().all(|(path, _)| path != name))
        .map(|name| {
            let text = fs::read_to_string(root.with_file_name(name)).unwrap();
            Raw::text(name, &text)
        });
    let over = over.iter().map(|(path, text)| Raw::text(path, text));
    load::texts(shipped.chain(over).collect(), "")
}

fn messages(findings: &[Diagnostic]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect()
}

#[test]
fn the_example_of_a_service_is_read() {
    let example = &examples("yaml")[0];
    let loaded = laid_over(&[(
        "services/befriending/harwich-kettle-club.yaml",
        example.as_str(),
    )]);
    assert!(
        loaded.findings.is_empty(),
        "{:?}",
        messages(&loaded.findings)
    );
    assert_eq!(loaded.directory.services.len(), 1);
}

#[test]
fn the_example_of_rules_is_read_and_decides_the_example_of_a_case() {
    let loaded = laid_over(&[("routing.toml", examples("toml")[0].as_str())]);
    assert!(
        loaded.findings.is_empty(),
        "{:?}",
        messages(&loaded.findings)
    );
    let directory = &loaded.directory;
    let case = cases::case(
        "lost-her-husband.yaml",
        examples("yaml")[1].as_bytes(),
        directory,
    );
    assert!(case.findings.is_empty(), "{:?}", messages(&case.findings));
    assert!(case.case.expect.is_some());
    let (compiled, table) = (Compiled::new(directory), Table::embedded());
    let places = Places::new(directory, &table);
    let context = Context {
        directory,
        compiled: &compiled,
        table: &table,
        places: &places,
        today: directory.settings.as_of.unwrap(),
    };
    let wrong: Vec<String> = run(&context, &case.case)
        .iter()
        .map(|difference| {
            format!(
                "{} must be {}, is {}",
                difference.what, difference.expected, difference.found
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The rows of the hazard log, each with the cells between its bars.
fn hazards(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| {
            line.strip_prefix("| ")
                .is_some_and(|row| row.starts_with(|first: char| first.is_ascii_digit()))
        })
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn the_hazard_log_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("directory/SAFETY.md")).unwrap();
    let hazards = hazards(&text);
    assert!(hazards.len() >= 18, "{}", hazards.len());
    let mut wrong = Vec::new();
    for (position, hazard) in hazards.iter().enumerate() {
        let [number, _, _, _, held_by] = hazard.as_slice() else {
            wrong.push(format!("a row does not have five cells: {hazard:?}"));
            continue;
        };
        if *number != (position + 1).to_string() {
            wrong.push(format!("row {} is numbered {number}", position + 1));
        }
        let named: Vec<&str> = held_by
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| word.contains('/'))
            .collect();
        if named.is_empty() && !held_by.contains("no automatic test: ") {
            wrong.push(format!("hazard {number} names no test and does not say so"));
        }
        for name in named {
            let (path, function) = name.split_once(": ").unwrap_or((name, ""));
            let there = fs::read_to_string(root.join(path))
                .is_ok_and(|code| function.is_empty() || code.contains(&format!("fn {function}(")));
            if !there {
                wrong.push(format!("hazard {number}: there is no {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
