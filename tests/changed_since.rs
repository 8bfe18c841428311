//! `signpost check --changed-since` and its formats as people run them. The tests need the `git` command.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod repository;

use repository::{copy, err, git, out, status};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TEA: &str = "directory/services/befriending/tea.yaml";

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["check", "directory"])
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .current_dir(folder)
        .output()
        .unwrap()
}

/// A repository whose one commit holds the small directory, with an entry that is overdue.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let minimal = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/minimal");
    copy(&minimal, &folder.path().join("directory"));
    edit(folder.path(), "on: 2026-10-12", "on: 2025-10-12");
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    folder
}

fn edit(folder: &Path, from: &str, to: &str) {
    let path = folder.join(TEA);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn what_was_there_before_is_left_out_and_counted() {
    let folder = repository();
    let folder = folder.path();
    let plain = check(folder, &[]);
    assert_eq!(status(&plain), 1, "{}", out(&plain));
    let since = check(folder, &["--changed-since", "HEAD"]);
    assert_eq!(status(&since), 0, "{}", out(&since));
    let text = out(&since).replace('\n', " ");
    assert!(text.contains("nothing caused by this change"), "{text}");
    assert!(
        text.contains("1 older finding is left out: `signpost check directory` lists them"),
        "{text}"
    );
    assert!(!text.contains("touches"), "{text}");
    // In a file that the change touches it is named, and fails nothing.
    edit(folder, "a cup of tea", "a pot of tea");
    let since = check(folder, &["--changed-since", "HEAD"]);
    assert_eq!(status(&since), 0, "{}", out(&since));
    let text = out(&since).replace('\n', " ");
    assert!(
        text.contains("1 of them stands in files that this change touches: tea (review-overdue)"),
        "{text}"
    );
}

#[test]
fn what_the_change_broke_is_listed_and_fails_it_in_every_form() {
    let folder = repository();
    let folder = folder.path();
    edit(folder, "01632 960001", "01632");
    let since = check(folder, &["--changed-since", "HEAD"]);
    assert_eq!(status(&since), 1, "{}", out(&since));
    assert!(
        out(&since).contains("error[phone-impossible]"),
        "{}",
        out(&since)
    );
    assert!(
        !out(&since).contains("warning[review-overdue]"),
        "{}",
        out(&since)
    );
    let json = check(folder, &["--changed-since", "HEAD", "--format", "json"]);
    assert_eq!(status(&json), 1);
    let report: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
    let compared = &report["changed_since"];
    assert_eq!(compared["revision"], "HEAD");
    assert_eq!(compared["compared"], true);
    assert_eq!(compared["older"], 1);
    assert_eq!(compared["older_in_touched_files"], 1);
    let github = check(folder, &["--changed-since", "HEAD", "--format", "github"]);
    assert_eq!(status(&github), 1);
    // `contact: {phone: ` has 17 characters.
    let start = format!("::error file={TEA},line=10,col=18,endLine=10,endColumn=23,");
    assert!(out(&github).starts_with(&start), "{}", out(&github));
    assert_eq!(out(&github).lines().count(), 1);
    assert!(err(&github).contains("older finding"), "{}", err(&github));
    let sarif = check(
        folder,
        &["--changed-since", "HEAD", "--format", "sarif", "-q"],
    );
    assert_eq!(status(&sarif), 1);
    assert_eq!(err(&sarif), "");
    let log: serde_json::Value = serde_json::from_str(&out(&sarif)).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 1);
}

#[test]
fn where_nothing_can_be_compared_everything_is_listed_and_it_is_said_why() {
    let folder = repository();
    let folder = folder.path();
    // The directory was not there.
    git(folder, &["mv", "directory", "moved"]);
    git(folder, &["commit", "--quiet", "--message", "Away"]);
    git(folder, &["mv", "moved", "directory"]);
    let since = check(folder, &["--changed-since", "HEAD"]);
    assert_eq!(status(&since), 1, "{}", out(&since));
    assert!(
        out(&since).contains("everything is listed"),
        "{}",
        out(&since)
    );
    assert!(
        out(&since).contains("warning[review-overdue]"),
        "{}",
        out(&since)
    );
    // It is named where it was then.
    let since = check(folder, &["--changed-since", "HEAD:moved"]);
    assert_eq!(status(&since), 0, "{}", out(&since));
    // A directory that is broken now is never passed, whoever broke it.
    fs::write(folder.join("directory/needs.yaml"), "needs: [").unwrap();
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Broken"]);
    let since = check(folder, &["--changed-since", "HEAD"]);
    assert_eq!(status(&since), 1, "{}", out(&since));
    let unknown = check(folder, &["--changed-since", "nowhere"]);
    assert_eq!(status(&unknown), 2);
    assert!(
        err(&unknown).contains("`nowhere` is no git revision"),
        "{}",
        err(&unknown)
    );
}
