//! `signpost rules diff` as people run it: directories, rules files and git revisions. The tests need the `git` command.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The program in a folder, with a clean environment but for the path to git.
fn signpost(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.args(arguments).env_clear().current_dir(folder);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    signpost(folder, arguments).output().unwrap()
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

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Maintainer",
            "-c",
            "user.email=maintainer@example.org",
        ])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .output()
        .expect("these tests need the git command");
    assert!(output.status.success(), "{}", err(&output));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A folder with the small directory in `directory`, and what its rules say.
fn small() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/minimal"),
        &folder.path().join("directory"),
    );
    let rules = fs::read_to_string(folder.path().join("directory/routing.toml")).unwrap();
    (folder, rules)
}

/// The same in a repository with one commit, tagged `first`.
fn repository() -> (tempfile::TempDir, String) {
    let (folder, rules) = small();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    git(folder.path(), &["tag", "first"]);
    (folder, rules)
}

/// One fall is enough.
fn wider(rules: &str) -> String {
    let wider = rules.replace(
        "falls-12-months = \"2+\"",
        "falls-12-months = [\"1\", \"2+\"]",
    );
    assert_ne!(wider, rules);
    wider
}

#[test]
fn says_whose_route_changes_in_which_cases_and_what_stays() {
    let (folder, rules) = small();
    copy(&folder.path().join("directory"), &folder.path().join("new"));
    fs::write(folder.path().join("new/routing.toml"), wider(&rules)).unwrap();
    let output = run(folder.path(), &["rules", "diff", "directory", "new"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert_eq!(
        out(&output),
        "\
DEMONSTRATION of 23 November 2026: invented services, not for real people.
Old: directory, 4 rules. New: new, 4 rules.
Decisions change for 1 of 3 needs.

Routes
  falls:
  - active-signposting -> ahp, exactly when falls-12-months is 1; agrees is
    yes (example 1)

Beside the routes
  falls:
  - an AHP referral now goes to: physiotherapist, exactly in the cases of
    example 1
  - now recommended though set aside: ahp, exactly when falls-12-months is 1;
    agrees is no

Written differently
  - rule repeated-falls: when

Stays
  - what stops the person, whatever the needs
  - 2 needs: loneliness, medical-emergency
"
    );
}

#[test]
fn a_directory_and_itself_say_the_same() {
    let (folder, _) = small();
    let output = run(folder.path(), &["rules", "diff", "directory", "directory"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(
        out(&output).ends_with("The two say the same.\n"),
        "{}",
        out(&output)
    );
}

#[test]
fn words_change_no_decision() {
    let (folder, rules) = small();
    let reworded = rules
        .replace(
            "Repeated falls are assessed.",
            "Somebody who falls again is seen.",
        )
        .replace("How many falls in", "How often have they fallen in");
    fs::write(folder.path().join("reworded.toml"), reworded).unwrap();
    let output = run(
        folder.path(),
        &["rules", "diff", "directory", "reworded.toml"],
    );
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert_eq!(
        err(&output),
        "signpost: reworded.toml is read with the needs of directory\n"
    );
    for line in [
        "No decision changes: every case is decided as before.",
        "  - 1 rule changed in words only: repeated-falls (why)",
        "  - 1 fact changed in words only: falls-12-months (question)",
        "  - 3 needs: every need",
    ] {
        assert!(
            out(&output).lines().any(|known| known == line),
            "{line}: {}",
            out(&output)
        );
    }
}

#[test]
fn a_revision_is_compared_with_the_directory_at_hand() {
    let (folder, rules) = repository();
    let output = run(folder.path(), &["rules", "diff", "HEAD"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    fs::write(folder.path().join("directory/routing.toml"), wider(&rules)).unwrap();
    for old in [
        "HEAD",
        "first",
        "main",
        "HEAD:directory",
        "first:directory/",
        "HEAD:directory/routing.toml",
    ] {
        let output = run(folder.path(), &["rules", "diff", old]);
        assert_eq!(status(&output), 1, "{old}: {}", err(&output));
        assert!(
            out(&output).contains(&format!("Old: {old} (")),
            "{}",
            out(&output)
        );
        assert!(
            out(&output).contains("active-signposting -> ahp"),
            "{}",
            out(&output)
        );
    }
    // From inside the directory, and as a hook is run by git.
    let inside = folder.path().join("directory");
    let mut hook = signpost(&inside, &["rules", "diff", "HEAD", "--directory", "."]);
    let output = hook
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", ".git/index")
        .output()
        .unwrap();
    assert_eq!(status(&output), 1, "{}", err(&output));
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Second"],
    );
    let output = run(folder.path(), &["rules", "diff", "HEAD~1", "HEAD"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let output = run(folder.path(), &["rules", "diff", "HEAD"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

#[test]
fn what_exists_wins_over_a_revision_of_the_same_name() {
    let (folder, rules) = repository();
    copy(
        &folder.path().join("directory"),
        &folder.path().join("first"),
    );
    fs::write(folder.path().join("first/routing.toml"), wider(&rules)).unwrap();
    let output = run(folder.path(), &["rules", "diff", "first"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(
        out(&output).contains("Old: first, 4 rules."),
        "{}",
        out(&output)
    );
    let output = run(folder.path(), &["rules", "diff", "tags/first"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

#[test]
fn what_is_neither_a_file_nor_a_revision_is_refused() {
    let (folder, _) = repository();
    for (old, said) in [
        (
            "frist",
            "`frist` is neither a file, a directory nor a git revision; did you mean `first`?",
        ),
        (
            "HEAD..first",
            "to compare two revisions, write both with a space between them",
        ),
        ("HEAD:elsewhere", "at that revision there is no `elsewhere`"),
        (
            ":directory",
            "neither a file, a directory nor a git revision",
        ),
        ("", "neither a file, a directory nor a git revision"),
        (
            "--upload-pack=x",
            "neither a file, a directory nor a git revision",
        ),
        // A file, not a commit.
        (
            "HEAD:directory/needs.yaml:x",
            "at that revision there is no",
        ),
    ] {
        let output = run(folder.path(), &["rules", "diff", "--", old]);
        assert_eq!(status(&output), 2, "{old}: {}", out(&output));
        assert!(err(&output).contains(said), "{old}: {}", err(&output));
        assert_eq!(out(&output), "");
    }
    let (outside, _) = small();
    let output = run(outside.path(), &["rules", "diff", "HEAD"]);
    assert_eq!(status(&output), 2);
    let said = err(&output);
    assert!(
        said.contains(
            "there is no file or directory `HEAD`, and directory is in no git repository"
        ),
        "{said}"
    );
    let output = run(outside.path(), &["--demo", "rules", "diff", "HEAD"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("has no git revisions"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_link_or_a_large_file_in_a_revision_is_not_read() {
    let (folder, rules) = repository();
    let path = folder.path().join("directory/needs.yaml");
    let needs = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{needs}# {}\n", "x".repeat(1024 * 1024))).unwrap();
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Large"],
    );
    let output = run(folder.path(), &["rules", "diff", "HEAD", "first"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("HEAD:directory/needs.yaml"),
        "{}",
        err(&output)
    );
    fs::write(&path, needs).unwrap();
    // What git keeps of a link is where it leads.
    let path = folder.path().join("directory/routing.toml");
    fs::remove_file(&path).unwrap();
    fs::write(folder.path().join("rules.toml"), rules).unwrap();
    std::os::unix::fs::symlink("../rules.toml", &path).unwrap();
    git(folder.path(), &["add", "."]);
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Link"],
    );
    let output = run(folder.path(), &["rules", "diff", "HEAD", "first"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("`routing.toml` is not a plain file there"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_broken_side_is_named_with_what_is_wrong() {
    let (folder, rules) = repository();
    let broken = rules.replace("falls-12-months = \"2+\"", "falls-12-month = \"2+\"");
    fs::write(folder.path().join("directory/routing.toml"), broken).unwrap();
    let output = run(folder.path(), &["rules", "diff", "HEAD"]);
    assert_eq!(status(&output), 2);
    assert_eq!(out(&output), "");
    let said = err(&output);
    assert!(said.contains("NEW (directory) is broken"), "{said}");
    assert!(
        said.contains("directory/routing.toml:")
            && said.contains("did you mean `falls-12-months`?"),
        "{said}"
    );
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Broken"],
    );
    let output = run(folder.path(), &["rules", "diff", "HEAD", "HEAD~1"]);
    let said = err(&output);
    assert!(
        said.contains("OLD (HEAD (") && said.contains("HEAD:directory/routing.toml:"),
        "{said}"
    );
    let output = run(
        folder.path(),
        &["rules", "diff", "nowhere/at/all.toml", "HEAD~1"],
    );
    assert_eq!(status(&output), 2);
}

#[test]
fn json_has_the_documented_keys() {
    let (folder, rules) = repository();
    let edited = wider(&rules).replace("[facts.agrees]\n", "[facts.agrees]\nunsure = \"no\"\n");
    fs::write(folder.path().join("directory/routing.toml"), edited).unwrap();
    let output = run(
        folder.path(),
        &["rules", "diff", "first", "--format", "json"],
    );
    assert_eq!(status(&output), 1, "{}", err(&output));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["demonstration"], true);
    assert_eq!(answer["decisions_change"], true);
    assert_eq!(answer["new"]["name"], "directory");
    assert_eq!(answer["old"]["rules"], 4);
    assert_eq!(
        answer["stays"],
        serde_json::json!(["loneliness", "medical-emergency"])
    );
    assert_eq!(answer["person"], serde_json::json!([]));
    assert_eq!(
        answer["edits"],
        serde_json::json!([
            {"of": "rule", "id": "repeated-falls", "edit": "changed", "parts": ["when"], "changes": "compared"},
            {
                "of": "fact",
                "id": "agrees",
                "edit": "changed",
                "parts": ["unsure left it open, now counted as `no`"],
                "changes": "more"
            }
        ])
    );
    let when = serde_json::json!([
        {"fact": "falls-12-months", "element": null, "values": ["1"]},
        {"fact": "agrees", "element": null, "values": ["yes"]}
    ]);
    assert_eq!(answer["needs"][0]["needs"], serde_json::json!(["falls"]));
    let changes = &answer["needs"][0]["changes"];
    assert_eq!(
        changes[0],
        serde_json::json!({
            "kind": "route",
            "from": "active-signposting",
            "to": "ahp",
            "when": when,
            "every_case": true,
            "only_impossible": false
        })
    );
    assert_eq!(
        changes[1],
        serde_json::json!({
            "kind": "profession",
            "edit": "gained",
            "what": "physiotherapist",
            "when": when,
            "every_case": true,
            "only_impossible": false
        })
    );
}

#[test]
fn markdown_is_for_a_comment_and_shows_what_was_typed() {
    let (folder, rules) = repository();
    let edited = wider(&rules).replace("Tell them about the tea.", "Tell them about <b>tea</b>.");
    let edited = edited.replace(
        "why = \"Repeated falls are assessed.\"",
        "do = [\"tea\"]\nwhy = \"x\"",
    );
    fs::write(folder.path().join("directory/routing.toml"), edited).unwrap();
    let output = run(
        folder.path(),
        &["rules", "diff", "first", "--format", "markdown"],
    );
    assert_eq!(status(&output), 1, "{}", err(&output));
    let text = out(&output);
    assert!(text.starts_with("DEMONSTRATION"), "{text}");
    for line in [
        "### Routes",
        "**falls:**",
        "- active-signposting -&gt; ahp, exactly when falls-12-months is 1; agrees is yes (example 1)",
        "- rule repeated-falls: when; do; why",
        "- 1 action changed in words only: tea (label)",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}: {text}");
    }
    assert!(!text.contains("<b>"), "{text}");
}
