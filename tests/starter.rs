//! A new directory: everything in it is right on the day it is made, and nothing invented passes for real.
#![expect(clippy::unwrap_used, reason = "helpers of tests, too")]

use jiff::civil::{Date, date};
use signpost::cases::run;
use signpost::check;
use signpost::diagnostic::Severity;
use signpost::find::Places;
use signpost::load::{self, Loaded, Raw, cases};
use signpost::model::service::Kind;
use signpost::place::Table;
use signpost::plan::make::Context;
use signpost::route::Compiled;
use signpost::starter::{Ci, NewFile, files};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TODAY: Date = date(2027, 3, 1);

fn demonstration() -> Vec<Raw> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name();
    entries
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let inside = entry.path().strip_prefix(&root).unwrap();
            let parts: Vec<_> = inside.iter().map(|part| part.to_str().unwrap()).collect();
            Raw::text(&parts.join("/"), &fs::read_to_string(entry.path()).unwrap())
        })
        .filter(|raw| {
            raw.path.starts_with("services/") || load::REQUIRED_FILES.contains(&raw.path.as_str())
        })
        .collect()
}

fn made(ci: Ci) -> Vec<NewFile> {
    files(&demonstration(), TODAY, ci)
}

fn loaded(files: &[NewFile]) -> Loaded {
    let read = files.iter().filter(|file| {
        file.path.starts_with("services/") || load::REQUIRED_FILES.contains(&file.path.as_str())
    });
    load::texts(
        read.map(|file| Raw::text(&file.path, &file.text)).collect(),
        "",
    )
}

fn text<'f>(files: &'f [NewFile], path: &str) -> &'f str {
    &files.iter().find(|file| file.path == path).unwrap().text
}

#[test]
fn a_new_directory_has_no_finding_but_that_nobody_approved_its_rules() {
    let loaded = loaded(&made(Ci::Github));
    let table = Table::embedded();
    let mut findings = loaded.findings;
    assert!(!loaded.refuses, "{findings:#?}");
    findings.extend(check::run(&loaded.directory, Some(&table), TODAY).findings);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.kind.id, finding.message))
        .collect();
    assert_eq!(findings.len(), 1, "{found:#?}");
    assert_eq!(findings[0].kind.id, "rules-not-approved");
    assert_eq!(findings[0].severity, Severity::Note);
}

#[test]
fn every_danger_of_the_demonstration_is_asked_and_stops() {
    let loaded = loaded(&made(Ci::None));
    let shipped = load::texts(demonstration(), "");
    let dangers = |loaded: &Loaded| -> Vec<String> {
        let rules = &loaded.directory.rules;
        rules
            .red_flags()
            .map(|flag| rules.fact(flag).id.value.clone())
            .collect()
    };
    assert_eq!(dangers(&loaded), dangers(&shipped));
    assert!(dangers(&loaded).len() >= 20);
    let crisis = |loaded: &Loaded| -> Vec<String> {
        let services = loaded.directory.services.iter();
        services
            .filter(|service| service.kind == Kind::Crisis)
            .map(|service| service.id.value.clone())
            .collect()
    };
    assert_eq!(crisis(&loaded), crisis(&shipped));
}

#[test]
fn the_worked_case_gets_the_plan_that_it_must_get() {
    let files = made(Ci::None);
    let loaded = loaded(&files);
    let directory = &loaded.directory;
    let path = "cases/sample-repeated-falls.yaml";
    let case = cases::case(path, text(&files, path).as_bytes(), directory);
    assert!(case.findings.is_empty(), "{:#?}", case.findings);
    assert!(case.case.expect.is_some());
    let (compiled, table) = (Compiled::new(directory), Table::embedded());
    let places = Places::new(directory, &table);
    let context = Context {
        directory,
        compiled: &compiled,
        table: &table,
        places: &places,
        today: TODAY,
    };
    let differences: Vec<String> = run(&context, &case.case)
        .iter()
        .map(|difference| format!("{}: {}", difference.what, difference.found))
        .collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn there_is_a_service_of_every_kind_and_what_is_invented_says_so() {
    let files = made(Ci::None);
    let loaded = loaded(&files);
    let services = &loaded.directory.services;
    let kinds: BTreeSet<Kind> = services.iter().map(|service| service.kind).collect();
    assert_eq!(kinds.len(), 5);
    for service in services {
        let is_real = service.kind == Kind::Crisis;
        assert_eq!(
            service.name.contains("SAMPLE"),
            !is_real,
            "{}",
            service.name
        );
        assert_eq!(
            service.assured.by.contains("sample"),
            !is_real,
            "{}",
            service.name
        );
    }
    assert!(loaded.directory.settings.demonstration);
    assert_eq!(loaded.directory.settings.as_of, None);
}

#[test]
fn crisis_contacts_nobody_confirmed_refuse_to_answer_after_ninety_days() {
    let directory = loaded(&made(Ci::None)).directory;
    let after = |days: i64| TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
    assert!(check::safety_net(&directory, after(90)).is_empty());
    assert!(!check::safety_net(&directory, after(91)).is_empty());
}

#[test]
fn each_place_that_checks_has_its_own_file() {
    for (ci, path) in [
        (Ci::Github, ".github/workflows/signpost.yml"),
        (Ci::Gitlab, ".gitlab-ci.yml"),
        (Ci::PreCommit, ".pre-commit-config.yaml"),
    ] {
        let files = made(ci);
        let own: serde_yaml::Value = serde_yaml::from_str(text(&files, path)).unwrap();
        assert!(own.is_mapping());
        // A change answers for what it caused, and the whole directory is looked at besides.
        let commands = text(&files, path);
        assert!(
            commands.contains("signpost check . --changed-since "),
            "{path}"
        );
        assert!(
            commands.contains("signpost check . --format")
                || commands.contains("signpost check .;")
                || commands.contains("signpost check .\n"),
            "{path}"
        );
        assert_eq!(files.len(), made(Ci::None).len() + 1);
    }
}

#[test]
fn nothing_of_a_template_is_left_unfilled() {
    for file in made(Ci::Gitlab) {
        assert!(!file.text.contains("{{"), "{}", file.path);
    }
}
