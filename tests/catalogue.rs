//! Everything that can be found in a directory: each example fires once, at its carets, and each remedy is silent.

mod common;

use common::{TODAY, listed, load, marks, place};
use signpost::check;
use signpost::diagnostic::{Diagnostic, Kind};
use signpost::edit::layout;
use signpost::load::kinds;
use signpost::place::Table;
use signpost::source::Sources;
use std::collections::BTreeSet;

fn every_kind() -> impl Iterator<Item = &'static Kind> {
    kinds::ALL
        .iter()
        .copied()
        .chain(layout::ALL.iter().copied())
        .chain(check::ALL.iter().map(|check| &check.kind))
}

/// What the loader and the checks find. An example of routing rules stands alone, so nobody has signed exactly it: that
/// remark is left out except where it is the one looked for. So are remarks about layout: examples are written to be short.
fn found(over: &[(&str, &str)], wanted: &str) -> (Vec<Diagnostic>, Sources) {
    let loaded = load(over);
    let mut findings = loaded.findings;
    if !loaded.refuses {
        let checked = check::run(&loaded.directory, Some(&Table::embedded()), TODAY);
        findings.extend(checked.findings);
        if layout::ALL.iter().any(|kind| kind.id == wanted) {
            findings.extend(layout::findings(&loaded.sources));
        }
    }
    findings.retain(|finding| finding.kind.id == wanted || finding.kind.id != "rules-not-approved");
    (findings, loaded.sources)
}

#[test]
fn the_small_directory_is_clean() {
    let (findings, sources) = found(&[], "rules-not-approved");
    assert!(findings.is_empty(), "{:#?}", listed(&findings, &sources));
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for kind in every_kind() {
        assert!(seen.insert(kind.id), "{} stands twice", kind.id);
        assert!(
            kind.id
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase())),
            "{}",
            kind.id
        );
        for banned in ["no-", "must-", "invalid-"] {
            assert!(!kind.id.starts_with(banned), "{}", kind.id);
        }
        assert!(
            !kind.summary.is_empty() && !kind.summary.ends_with('.'),
            "{}",
            kind.id
        );
        assert!(kind.why.ends_with(['.', ')']), "{}", kind.id);
    }
}

#[test]
fn a_check_lives_in_the_file_of_its_name() {
    for check in check::ALL {
        let path = format!(
            "{}/src/check/{}.rs",
            env!("CARGO_MANIFEST_DIR"),
            check.kind.id.replace('-', "_")
        );
        assert!(std::path::Path::new(&path).exists(), "{path}");
    }
}

#[test]
fn each_example_fires_once_and_where_its_carets_are() {
    let mut wrong = Vec::new();
    for kind in every_kind().filter(|kind| !kind.avoid.is_empty()) {
        let (findings, sources) = found(kind.avoid, kind.id);
        let right = matches!(findings.as_slice(), [only] if only.kind.id == kind.id);
        if !right {
            wrong.push(format!("{}: {:#?}", kind.id, listed(&findings, &sources)));
            continue;
        }
        let marked: Vec<_> = kind
            .avoid
            .iter()
            .flat_map(|(path, text)| marks(path, text))
            .collect();
        let at = place(&findings[0], &sources);
        if !marked.is_empty() && marked != [at] {
            wrong.push(format!(
                "{}: marked {marked:?}, found {:?}",
                kind.id,
                listed(&findings, &sources)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_remedy_is_silent() {
    let mut wrong = Vec::new();
    for kind in every_kind() {
        assert_eq!(
            kind.prefer.is_empty(),
            kind.avoid.is_empty(),
            "{} has no remedy",
            kind.id
        );
        let (findings, sources) = found(kind.prefer, kind.id);
        if !findings.is_empty() {
            wrong.push(format!("{}: {:#?}", kind.id, listed(&findings, &sources)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_kind_without_an_example_says_why_or_is_tested_elsewhere() {
    let without: Vec<&str> = every_kind()
        .filter(|kind| kind.avoid.is_empty())
        .map(|kind| kind.id)
        .collect();
    assert_eq!(
        without,
        [
            "asked-in-future",
            "broken-text",
            "file-too-large",
            "missing-file",
            "personal-data"
        ],
        "tests/loader.rs or tests/check_texts.rs has a test for each of these"
    );
}
