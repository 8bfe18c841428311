//! The files of `examples/ci`: their commands, as they stand, in a repository with a copy of the shipped directory. Only what the
//! host does (check-outs, uploads, the installation of the program) is left out. The tests need `git` and a shell.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use serde_yaml::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SERVICE: &str = "directory/services/befriending/colne-tea-and-talk.yaml";

/// A repository with the shipped directory in its first commit.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
        copy(&shipped, &repository.path("directory"));
        repository.git(&["init", "--quiet"]);
        repository.commit("First");
        repository
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .current_dir(self.folder.path())
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
        assert!(output.status.success(), "{}", said(&output));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--message", message]);
    }

    /// Changes one line of an entry.
    fn edit(&self, from: &str, to: &str) {
        let path = self.path(SERVICE);
        let text = fs::read_to_string(&path).unwrap();
        let edited = text.replace(from, to);
        assert_ne!(text, edited, "{from}");
        fs::write(path, edited).unwrap();
    }

    /// Runs commands as a build server does: each failure ends the script, and the program is on the path.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_signpost"));
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("bash");
        command
            .args(["-e", "-o", "pipefail", "-c", script])
            .current_dir(self.folder.path())
            .env_clear()
            .env(
                "PATH",
                format!("{}:{path}", program.parent().unwrap().display()),
            )
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .envs(variables.iter().copied());
        command.output().unwrap()
    }

    fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }
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

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn example(name: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("examples/ci")
            .join(name),
    )
    .unwrap()
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&example(name)).unwrap()
}

/// A change that breaks nothing, and one that breaks the number.
const GOOD: (&str, &str) = ("once a week", "once every week");
const BROKEN: (&str, &str) = ("01632 960100", "01632");

#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    PullRequest,
    Push,
}

/// Whether a step runs. Every condition that the examples use stands here, so that a new one has to be thought about.
fn runs(step: &Value, event: Event, failed: bool) -> bool {
    match step["if"].as_str() {
        None => !failed,
        Some("github.event_name == 'pull_request'") => !failed && event == Event::PullRequest,
        Some("github.event_name == 'push'") => !failed && event == Event::Push,
        Some("always() && github.event_name == 'pull_request'") => event == Event::PullRequest,
        Some("always()") => true,
        Some(other) => panic!("what is `{other}`?"),
    }
}

/// Runs the commands of every step but the installation; true where the job succeeds.
fn job(repository: &Repository, steps: &Value, event: Event) -> (bool, String) {
    let (mut failed, mut log) = (false, String::new());
    for step in steps.as_sequence().unwrap() {
        let Some(script) = step["run"].as_str() else {
            continue;
        };
        if step["name"] == "Install signpost" || !runs(step, event, failed) {
            continue;
        }
        assert!(
            step["env"].is_null(),
            "variables of the host are for the installation only"
        );
        let output = repository.run(script, &[]);
        log.push_str(&said(&output));
        failed |= !output.status.success();
    }
    (!failed, log)
}

#[test]
fn the_github_check_passes_a_good_change_and_fails_a_broken_one() {
    let check = yaml("github/check.yml");
    let steps = &check["jobs"]["check"]["steps"];
    for ((from, to), passes) in [(GOOD, true), (BROKEN, false)] {
        let repository = Repository::new();
        repository.edit(from, to);
        repository.commit("Change");
        let (passed, log) = job(&repository, steps, Event::PullRequest);
        assert_eq!(passed, passes, "{log}");
        let remark = format!("::error file={SERVICE},line=");
        assert_eq!(log.contains(&remark), !passes, "{log}");
        let summary = repository.read("summary.md");
        assert!(summary.starts_with("DEMONSTRATION"), "{summary}");
        assert!(summary.contains("colne-tea-and-talk"), "{summary}");
        let sarif: serde_json::Value =
            serde_json::from_str(&repository.read("signpost.sarif")).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let errors = results.iter().filter(|result| result["level"] == "error");
        assert_eq!(errors.count(), usize::from(!passes));
        let suppressed =
            |result: &&serde_json::Value| result["suppressions"] != serde_json::json!([]);
        assert_eq!(results.iter().filter(suppressed).count(), 0);
        if !passes {
            let (passed, log) = job(&repository, steps, Event::Push);
            assert!(!passed, "{log}");
        }
    }
}

#[test]
fn an_entry_that_only_grew_old_fails_no_change_but_the_weekly_job() {
    let repository = Repository::new();
    repository.edit("assured: {on: 2026-", "assured: {on: 2025-");
    repository.commit("Old");
    // Another entry is changed.
    let other = repository.path("directory/services/falls");
    let entry = fs::read_dir(other).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&entry).unwrap();
    fs::write(&entry, format!("# Looked at.\n{text}")).unwrap();
    repository.commit("Change");
    let check = yaml("github/check.yml");
    let steps = &check["jobs"]["check"]["steps"];
    let (passed, log) = job(&repository, steps, Event::PullRequest);
    assert!(passed, "{log}");
    assert!(log.contains("older"), "{log}");
    let weekly = yaml("github/weekly.yml");
    let (passed, log) = job(
        &repository,
        &weekly["jobs"]["overdue"]["steps"],
        Event::Push,
    );
    assert!(!passed, "{log}");
    assert!(log.contains("(review-overdue)"), "{log}");
}

#[test]
fn github_is_given_no_more_rights_than_it_needs_and_runs_no_text_of_a_change() {
    for name in [
        "github/check.yml",
        "github/weekly.yml",
        "../../src/starter/template/github.yml.in",
    ] {
        let (text, workflow) = (example(name), yaml(name));
        assert_eq!(
            workflow["permissions"],
            Value::Mapping(serde_yaml::Mapping::new()),
            "{name}"
        );
        assert!(!text.contains("pull_request_target"), "{name}");
        for (_, job) in workflow["jobs"].as_mapping().unwrap() {
            for (right, given) in job["permissions"].as_mapping().unwrap() {
                let allowed = [("contents", "read"), ("security-events", "write")];
                let right = (right.as_str().unwrap(), given.as_str().unwrap());
                assert!(allowed.contains(&right), "{name}: {right:?}");
            }
            for step in job["steps"].as_sequence().unwrap() {
                let script = step["run"].as_str().unwrap_or("");
                assert!(!script.contains("${{"), "{name}: {script}");
                if let Some(action) = step["uses"].as_str() {
                    let (_, commit) = action.split_once('@').unwrap();
                    let is_commit =
                        commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                    assert!(is_commit, "{name}: {action}");
                    let version = format!("{action} # v");
                    assert!(
                        text.contains(&version),
                        "{name}: {action} has no version beside it"
                    );
                }
            }
        }
    }
}

/// The script of a job of GitLab, as one: its runner ends it at the first failure.
fn gitlab(job: &str) -> String {
    let file = yaml("gitlab/.gitlab-ci.yml");
    let script = file[job]["script"].as_sequence().unwrap();
    let lines: Vec<&str> = script.iter().map(|line| line.as_str().unwrap()).collect();
    lines.join("\n")
}

#[test]
fn the_gitlab_job_passes_a_good_change_and_fails_a_broken_one() {
    for ((from, to), passes) in [(GOOD, true), (BROKEN, false)] {
        let repository = Repository::new();
        repository.edit(from, to);
        repository.commit("Change");
        let base = [("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD^1")];
        let branch: &[(&str, &str)] = &[];
        // Once for a merge request, and once for a branch that is broken.
        for variables in [&base[..], branch]
            .into_iter()
            .take(if passes { 1 } else { 2 })
        {
            let output = repository.run(&gitlab("check"), variables);
            assert_eq!(output.status.success(), passes, "{}", said(&output));
            let report: serde_json::Value =
                serde_json::from_str(&repository.read("gl-code-quality-report.json")).unwrap();
            let issues = report.as_array().unwrap();
            let critical = issues
                .iter()
                .filter(|issue| issue["severity"] == "critical");
            assert_eq!(critical.count(), usize::from(!passes));
        }
        assert!(repository.read("changes.md").contains("colne-tea-and-talk"));
        let output = repository.run(&gitlab("overdue"), &[]);
        assert_eq!(output.status.success(), passes, "{}", said(&output));
    }
}

#[test]
fn the_hook_lets_a_good_commit_through_and_stops_a_broken_one() {
    let hook = example("git/pre-commit");
    let repository = Repository::new();
    let place = repository.path(".git/hooks/pre-commit");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, hook).unwrap();
    let commit = "git add --all && git -c user.name=Maintainer -c user.email=maintainer@example.org \
                  -c commit.gpgsign=false commit --quiet --message Change";
    let executable = repository.run("chmod +x .git/hooks/pre-commit", &[]);
    assert!(executable.status.success());
    repository.edit(GOOD.0, GOOD.1);
    let output = repository.run(commit, &[]);
    assert!(output.status.success(), "{}", said(&output));
    repository.edit(BROKEN.0, BROKEN.1);
    let output = repository.run(commit, &[]);
    assert!(!output.status.success(), "{}", said(&output));
    assert!(said(&output).contains(SERVICE), "{}", said(&output));
    // What is no part of the directory is not looked at.
    let aside = "git reset --quiet && echo note > notes.txt && git add notes.txt && \
                 git -c user.name=Maintainer -c user.email=maintainer@example.org -c commit.gpgsign=false \
                 commit --quiet --message Note";
    let output = repository.run(aside, &[]);
    assert!(output.status.success(), "{}", said(&output));
}
