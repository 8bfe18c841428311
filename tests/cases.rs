//! Every worked case of `examples/cases` gets the plan that somebody decided by hand it must get, and `signpost test` says
//! so, or says what is otherwise.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn test(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .arg("test")
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn shipped(name: &str) -> String {
    fs::read_to_string(Path::new("examples/cases").join(name)).unwrap()
}

#[test]
fn every_worked_case_gets_the_plan_it_must_get() {
    let output = test(&["examples/cases", "--require-coverage", "--format", "json"]);
    let report = json(&output);
    let wrong: Vec<&serde_json::Value> = report["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["state"] != "passed")
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(
        report["idle_rules"],
        serde_json::json!([]),
        "rules that no case exercises"
    );
    assert!(
        report["passed"].as_u64().unwrap() >= 96,
        "cases are missing"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "");
}

#[test]
fn a_case_that_gets_something_else_is_named_with_the_reasons() {
    // Mr B's repeated falls reach an AHP; this says that they must not.
    let wrong = shipped("mr-b.yaml")
        .replace("falls: ahp,", "falls: link-worker,")
        .replace("absent: [over-80s-tai-chi]", "absent: [community-ot]");
    let folder = folder(&[("mr-b.yaml", &wrong)]);
    let path = folder.path().join("mr-b.yaml");
    let output = test(&[path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert!(
        text.contains("needs.falls: must be link-worker, is ahp"),
        "{text}"
    );
    assert!(
        text.contains("services.absent: must not have community-ot"),
        "{text}"
    );
    assert!(text.contains("falls gets ahp, because"), "{text}");
    assert!(text.contains("ahp-repeated-falls"), "{text}");
    assert!(text.contains("0 of 1 case passes"), "{text}");
}

#[test]
fn a_case_that_expects_nothing_or_cannot_be_read_does_not_pass() {
    let folder = folder(&[
        ("nothing.yaml", "id: nothing\nneeds: {falls: {}}\n"),
        (
            "broken.yaml",
            "id: broken\nneeds: {fals: {}}\nexpect: {route: ahp}\n",
        ),
        (
            "other.yaml",
            "id: another\nneeds: {falls: {}}\nexpect: {decided: no}\n",
        ),
    ]);
    let output = test(&[folder.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    let state = |position: usize| {
        report["cases"][position]["state"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // In the order of the files.
    assert_eq!(
        [state(0), state(1), state(2)],
        ["unreadable", "expects-nothing", "unreadable"]
    );
    assert!(
        err(&output).contains("did you mean `falls`"),
        "{}",
        err(&output)
    );
    let problem = report["cases"][2]["problems"][0].as_str().unwrap();
    assert!(problem.contains("the id is `another`"), "{problem}");
}

#[test]
fn rules_that_no_case_exercises_are_named_and_fail_only_where_that_is_asked() {
    let only = "examples/cases/stop-smoking-number.yaml";
    let output = test(&[only]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let text = out(&output);
    assert!(text.contains("Rules that no case exercises"), "{text}");
    assert!(text.contains("- ahp-repeated-falls (ahp): "), "{text}");
    assert_eq!(test(&[only, "--require-coverage"]).status.code(), Some(1));
}

#[test]
fn a_directory_has_cases_of_its_own_and_each_counts_for_the_day_it_was_asked() {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(Path::new("tests/minimal"), copy.path());
    fs::write(
        copy.path().join("signpost.toml"),
        "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\n",
    )
    .unwrap();
    fs::create_dir(copy.path().join("cases")).unwrap();
    let case = "id: falls-often\nasked_on: 2026-03-04\nfacts: {stroke-signs: no, agrees: yes, falls-12-months: 2+}\n\
                needs: {falls: {}}\nexpect: {needs: {falls: ahp}, decided: yes}\n";
    fs::write(copy.path().join("cases/falls-often.yaml"), case).unwrap();
    let path = copy.path().to_str().unwrap();
    let output = test(&[path, "--format", "json"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{} {}",
        out(&output),
        err(&output)
    );
    assert_eq!(json(&output)["cases"][0]["today"], "2026-03-04");
    // On another day the answers to the safety questions do not count any more.
    let later = test(&[path, "--today", "2026-03-05"]);
    assert_eq!(later.status.code(), Some(1));
    assert!(
        out(&later).contains("decided: must be true, is false"),
        "{}",
        out(&later)
    );
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn where_there_is_no_case_it_says_how_to_name_some() {
    for (arguments, words) in [
        (vec![], "there is no directory/cases; name case files"),
        (vec!["--demo"], "no cases of its own"),
        (vec!["src"], "holds no case"),
        (vec!["directory", "tests/minimal"], "second directory"),
        (
            vec!["directory", "--directory", "tests/minimal"],
            "names another",
        ),
    ] {
        let output = test(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            err(&output).contains(words),
            "{arguments:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn the_xml_can_be_read_back_and_counts_every_failure() {
    let folder = folder(&[
        (
            "odd.yaml",
            "id: odd\nneeds: {falls: {}}\nexpect: {rules: [\"<&>\\\"'\"]}\n",
        ),
        (
            "fine.yaml",
            "id: fine\nneeds: {falls: {}}\nexpect: {decided: no}\n",
        ),
    ]);
    let path = folder.path().to_str().unwrap();
    let output = test(&[path, "--format", "junit", "--require-coverage"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    let document = roxmltree::Document::parse(&text).unwrap();
    let suite = document
        .descendants()
        .find(|node| node.has_tag_name("testsuite"))
        .unwrap();
    // Two cases, and whether every rule is exercised.
    assert_eq!(suite.attribute("tests"), Some("3"));
    assert_eq!(suite.attribute("failures"), Some("2"));
    let names: Vec<&str> = suite
        .children()
        .filter_map(|node| node.attribute("name"))
        .collect();
    assert_eq!(names, ["fine", "odd", "every rule is exercised"]);
    let failure = document
        .descendants()
        .find(|node| node.has_tag_name("failure"))
        .unwrap();
    assert!(failure.text().unwrap().contains("<&>\"'"), "{failure:?}");
    assert!(!text.contains('\u{1b}'));
}
