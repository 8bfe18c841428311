//! Making things from the command line: a new service, a new directory, schemas.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const NEW: [&str; 26] = [
    "new",
    "service",
    "--name",
    "The Kettle Club",
    "--organization",
    "Harwich Good Company",
    "--summary",
    "Tea and company every Tuesday.",
    "--kind",
    "community",
    "--need",
    "loneliness",
    "--attending",
    "home visit",
    "--access",
    "self-referral",
    "--phone",
    "01632 960158",
    "--area",
    "colchester",
    "--assured-by",
    "directory coordinator",
    "--source",
    "telephone call",
    "--referral",
    "Just ring.",
];

fn signpost(arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A copy of the small directory.
fn minimal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/minimal");
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry.unwrap();
        let to = folder
            .path()
            .join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

fn files(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter(|entry| entry.as_ref().unwrap().file_type().is_file())
        .count()
}

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().chain(more).copied().collect()
}

#[test]
fn a_new_service_is_written_once_and_the_directory_still_passes() {
    let folder = minimal();
    let directory = folder.path().to_str().unwrap();
    let before = files(folder.path());
    let looked = signpost(&with(&NEW, &["--directory", directory, "--dry-run"]), "");
    assert_eq!(status(&looked), 0, "{}", err(&looked));
    assert_eq!(files(folder.path()), before);
    let written = signpost(&with(&NEW, &["--directory", directory]), "");
    assert_eq!(status(&written), 0, "{}", err(&written));
    let path = folder
        .path()
        .join("services/befriending/the-kettle-club.yaml");
    assert_eq!(fs::read_to_string(&path).unwrap(), out(&looked));
    assert_eq!(status(&signpost(&["check", directory], "")), 0);
    let again = signpost(&with(&NEW, &["--directory", directory]), "");
    assert_eq!(status(&again), 2);
    assert!(
        err(&again).contains("the id `the-kettle-club` is taken"),
        "{}",
        err(&again)
    );
    assert_eq!(files(folder.path()), before + 1);
}

#[test]
fn what_a_new_service_would_cause_is_printed_and_nothing_is_written() {
    let folder = minimal();
    let directory = folder.path().to_str().unwrap();
    let before = files(folder.path());
    // The number of the service that is there.
    let mut arguments = with(&NEW, &["--directory", directory]);
    let phone = arguments
        .iter()
        .position(|word| *word == "01632 960158")
        .unwrap();
    arguments[phone] = "01632 960001";
    let output = signpost(&arguments, "");
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(out(&output).contains("[phone-shared]"), "{}", out(&output));
    assert!(
        out(&output).contains("Nothing was written"),
        "{}",
        out(&output)
    );
    assert_eq!(files(folder.path()), before);
}

#[test]
fn questions_are_answered_from_a_pipe_and_the_file_goes_to_standard_output() {
    let folder = minimal();
    let directory = folder.path().to_str().unwrap();
    let lines = "The Kettle Club\n\nHarwich Good Company\nTea and company.\n1\n1\n2\n1\n\n01632 960158\n\n\n\n1\ncoordinator\n\n";
    let output = signpost(
        &["new", "service", "--dry-run", "--directory", directory],
        lines,
    );
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).starts_with("id: the-kettle-club\nname: The Kettle Club\n"));
    assert!(
        err(&output).contains("What is it called?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_new_directory_passes_check_rules_check_and_test() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ours");
    let directory = path.to_str().unwrap();
    let made = signpost(&["init", directory], "");
    assert_eq!(status(&made), 0, "{}", err(&made));
    for arguments in [
        vec!["check", directory],
        vec!["rules", "check", directory],
        vec!["test", directory],
    ] {
        let output = signpost(&arguments, "");
        assert_eq!(
            status(&output),
            0,
            "{arguments:?} {}{}",
            out(&output),
            err(&output)
        );
    }
    let before = files(&path);
    let again = signpost(&["init", directory], "");
    assert_eq!(status(&again), 2);
    assert!(err(&again).contains("is not empty"), "{}", err(&again));
    assert_eq!(files(&path), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn schemas_are_written_beside_each_other_and_replace_nothing_foreign() {
    let folder = minimal();
    let directory = folder.path().to_str().unwrap();
    let schemas = folder.path().join(".schemas");
    let out_folder = schemas.to_str().unwrap();
    for _ in 0..2 {
        let written = signpost(
            &["schema", "--directory", directory, "--out", out_folder],
            "",
        );
        assert_eq!(status(&written), 0, "{}", err(&written));
        assert_eq!(files(&schemas), 6);
    }
    fs::write(schemas.join("rules.schema.json"), "{}").unwrap();
    let refused = signpost(
        &["schema", "--directory", directory, "--out", out_folder],
        "",
    );
    assert_eq!(status(&refused), 2);
    assert_eq!(
        fs::read_to_string(schemas.join("rules.schema.json")).unwrap(),
        "{}"
    );
    let one = signpost(&["schema", "services", directory], "");
    let schema: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(
        schema["properties"]["needs"]["items"]["enum"][0],
        "loneliness"
    );
    let none = signpost(&["schema", "--directory", directory], "");
    assert_eq!(status(&none), 2);
    assert!(err(&none).contains("--out .schemas"), "{}", err(&none));
}
