//! `signpost diff` as people run it: directories and git revisions. The tests need the `git` command.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod repository;

use repository::{copy, err, git, out, status};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .arg("diff")
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .current_dir(folder)
        .output()
        .unwrap()
}

const CASE: &str = "id: lonely\nage: 70\nnear: CO1\nasked_on: 2026-11-23\nfacts: {stroke-signs: no}\nneeds:\n  loneliness: {}\n";

/// A repository whose one commit holds the small directory with a case of its own.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let minimal = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/minimal");
    copy(&minimal, &folder.path().join("directory"));
    fs::create_dir(folder.path().join("directory/cases")).unwrap();
    fs::write(folder.path().join("directory/cases/lonely.yaml"), CASE).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    folder
}

fn edit(folder: &Path, from: &str, to: &str) {
    let path = folder.join("directory/services/befriending/tea.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_revision_beside_a_directory_is_that_directory_then() {
    let folder = repository();
    let folder = folder.path();
    git(folder, &["mv", "directory", "ours"]);
    git(folder, &["commit", "--quiet", "--message", "Moved"]);
    let path = folder.join("ours/services/befriending/tea.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("01632 960001", "01632 960002")).unwrap();
    for (there, sides) in [
        ("", ["HEAD", "ours"]),
        ("ours", ["HEAD", "."]),
        ("ours/services", ["HEAD", ".."]),
    ] {
        let changed = diff(&folder.join(there), &sides);
        assert_eq!(status(&changed), 1, "{}", err(&changed));
        let text = out(&changed);
        assert!(
            text.contains("number changed from 01632 960001 to 01632 960002"),
            "{text}"
        );
        assert!(text.contains(&format!("New: {}, ", sides[1])), "{text}");
    }
    let back = diff(folder, &["ours", "HEAD"]);
    assert!(
        out(&back).contains("number changed from 01632 960002 to 01632 960001"),
        "{}",
        err(&back)
    );
}

#[test]
fn says_what_changed_since_a_revision_in_words() {
    let folder = repository();
    let folder = folder.path();
    let same = diff(folder, &["HEAD"]);
    assert_eq!(status(&same), 0, "{}{}", out(&same), err(&same));
    assert!(
        out(&same).contains("\nNothing differs.\n"),
        "{}",
        out(&same)
    );
    edit(folder, "01632 960001", "01632 960002");
    edit(folder, "status: active", "status: defunct");
    let changed = diff(folder, &["HEAD"]);
    assert_eq!(status(&changed), 1, "{}", err(&changed));
    let text = out(&changed);
    let after_the_names = text.split_once("\nServices: ").unwrap().1;
    assert_eq!(
        after_the_names,
        "\
1 closed. 1 worked case comes out differently.
1 worked case was tried.

Needs with no service any more
  - Feeling lonely (loneliness): in every area

Closed
  Tea and Talk, Colne Neighbours (tea):
  - status changed from active to defunct
  - telephone number changed from 01632 960001 to 01632 960002

Worked cases that come out differently
  cases/lonely.yaml:
  - loneliness: the plan no longer names Tea and Talk (tea), and no other
    service
"
    );
    // Two revisions, and the words of a side that is none.
    git(
        folder,
        &["commit", "--quiet", "--all", "--message", "Second"],
    );
    assert_eq!(status(&diff(folder, &["HEAD~1", "HEAD"])), 1);
    assert_eq!(status(&diff(folder, &["HEAD", "directory"])), 0);
    let nothing = diff(folder, &["nowhere"]);
    assert_eq!(status(&nothing), 2);
    assert!(
        err(&nothing).contains("`nowhere` is neither"),
        "{}",
        err(&nothing)
    );
    let file = diff(folder, &["directory/needs.yaml"]);
    assert_eq!(status(&file), 2);
    assert!(err(&file).contains("is a file"), "{}", err(&file));
}

#[test]
fn markdown_shows_what_was_typed() {
    let folder = repository();
    let folder = folder.path();
    edit(
        folder,
        "name: Tea and Talk",
        "name: \"[x](http://example.org) <img> @all\"",
    );
    let output = diff(folder, &["HEAD", "--format", "markdown"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let text = out(&output);
    assert!(text.starts_with("DEMONSTRATION"), "{text}");
    assert!(text.contains("### Changed\n"), "{text}");
    assert!(!text.contains("[x]("), "{text}");
    assert!(!text.contains("<img>"), "{text}");
    assert!(!text.contains("http://"), "{text}");
}

#[test]
fn json_has_the_documented_keys() {
    let folder = repository();
    let folder = folder.path();
    edit(
        folder,
        "area: [colchester]",
        "area: [colchester]\naccepts: {oxygen: no}",
    );
    let output = diff(folder, &["HEAD", "--format", "json", "--was", "2026-11-01"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["demonstration"], true);
    assert_eq!(answer["differs"], true);
    assert_eq!(answer["today"], "2026-11-23");
    assert_eq!(answer["was"], "2026-11-01");
    assert_eq!(answer["new"]["name"], "directory");
    assert_eq!(answer["cases_tried"], 1);
    assert_eq!(
        answer["services"],
        serde_json::json!([{
            "id": "tea",
            "name": "Tea and Talk",
            "organization": "Colne Neighbours",
            "fate": "changed",
            "why": null,
            "edits": [{
                "part": "accepts oxygen",
                "before": null,
                "after": "no",
                "effect": "narrower",
                "in_words": "newly refuses: oxygen (was: not said)"
            }]
        }])
    );
    for key in ["unreadable", "top", "cover", "cases"] {
        assert_eq!(answer[key], serde_json::json!([]), "{key}");
    }
}
