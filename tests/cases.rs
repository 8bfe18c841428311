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
fn only_what_differs_is_explained_and_the_build_server_is_told_why_as_well() {
    // Only the falls differ; Mr B is lonely as well, and that comes out as expected.
    let wrong = shipped("mr-b.yaml").replace("falls: ahp,", "falls: link-worker,");
    let folder = folder(&[("mr-b.yaml", &wrong)]);
    let path = folder.path().join("mr-b.yaml");
    let path = path.to_str().unwrap();
    let text = out(&test(&[path]));
    assert!(text.contains("falls gets ahp, because"), "{text}");
    assert!(!text.contains("loneliness gets"), "{text}");
    let report = json(&test(&[path, "--format", "json"]));
    let because = report["cases"][0]["because"].as_array().unwrap();
    assert_eq!(because.len(), 1, "{because:?}");
    assert_eq!(because[0]["need"], "falls");
    assert_eq!(report["cases"][0]["differences"][0]["needs"][0], "falls");
    let xml = out(&test(&[path, "--format", "junit"]));
    assert!(xml.contains("falls gets ahp, because"), "{xml}");
    assert!(xml.contains("[ahp-repeated-falls, ahp; applied]"), "{xml}");
    assert!(!xml.contains("loneliness gets"), "{xml}");
}

#[test]
fn a_case_that_passes_is_explained_whole_where_more_is_asked() {
    let text = out(&test(&["examples/cases/mr-b.yaml", "-v"]));
    assert!(text.contains("mr-b.yaml: passes"), "{text}");
    for need in ["falls gets ahp", "loneliness gets link-worker"] {
        assert!(text.contains(need), "{text}");
    }
}

#[test]
fn an_expect_that_says_nothing_does_not_pass() {
    let folder = folder(&[
        ("a.yaml", "needs: {falls: {}}\nexpect: {}\n"),
        (
            "b.yaml",
            "needs: {falls: {}}\nexpect: {rules: [], needs: {}, services: {present: []}}\n",
        ),
        // No weaker route beside it, and nothing decided, are things to expect.
        ("c.yaml", "needs: {falls: {}}\nexpect: {also: []}\n"),
        ("d.yaml", "needs: {falls: {}}\nexpect: {decided: no}\n"),
    ]);
    let output = test(&[folder.path().to_str().unwrap(), "--format", "json"]);
    let report = json(&output);
    let states: Vec<&serde_json::Value> =
        (0..4).map(|case| &report["cases"][case]["state"]).collect();
    assert_eq!(
        states,
        ["expects-nothing", "expects-nothing", "passed", "passed"]
    );
    assert_eq!(output.status.code(), Some(1));
    let text = out(&test(&[folder.path().join("a.yaml").to_str().unwrap()]));
    assert!(text.contains("says nothing, so it"), "{text}");
}

#[test]
fn a_name_in_expect_that_the_directory_does_not_have_is_pointed_at() {
    for (expect, words) in [
        (
            "{services: {absent: [comunity-ot]}}",
            "did you mean `community-ot`",
        ),
        (
            "{services: {present: [comunity-ot]}}",
            "did you mean `community-ot`",
        ),
        ("{needs: [falls]}", "is written `need: route`"),
    ] {
        let text = format!("needs: {{falls: {{}}}}\nexpect: {expect}\n");
        let folder = folder(&[("a.yaml", &text)]);
        let output = test(&[folder.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{expect}");
        assert!(err(&output).contains(words), "{expect}: {}", err(&output));
    }
}

#[test]
fn a_case_is_not_passed_over_for_its_ending() {
    let wrong = shipped("mr-b.yaml").replace("falls: ahp,", "falls: link-worker,");
    let folder = folder(&[
        ("cases/mr-b.yml", &wrong),
        (".hidden/x.yaml", "nothing: here\n"),
    ]);
    for path in ["", "cases/mr-b.yml"] {
        let path = folder.path().join(path);
        let output = test(&[path.to_str().unwrap(), "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        let report = json(&output);
        assert_eq!(report["cases"].as_array().unwrap().len(), 1);
        assert_eq!(report["cases"][0]["state"], "failed");
    }
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
    // Whoever tries one case is not told all that it does not exercise.
    let text = out(&output);
    assert!(text.contains("rules that no case here exercises"), "{text}");
    assert!(!text.contains("ahp-repeated-falls"), "{text}");
    let required = test(&[only, "--require-coverage"]);
    assert_eq!(required.status.code(), Some(1));
    let text = out(&required);
    assert!(text.contains("Rules that no case exercises"), "{text}");
    assert!(text.contains("- ahp-repeated-falls (ahp): "), "{text}");
    // Of a folder they are named.
    let folder = folder(&[(
        "stop-smoking-number.yaml",
        &shipped("stop-smoking-number.yaml"),
    )]);
    let output = test(&[folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(text.contains("Rules that no case exercises: "), "{text}");
    assert!(text.contains("ahp-repeated-falls,"), "{text}");
    assert!(text.lines().count() < 40, "{text}");
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
        (vec!["benches"], "holds no case"),
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
