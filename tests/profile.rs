//! The profile as people use it: set once, named in every plan, lapsing, cleared, and never half used.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const THERAPIST: &str = "examples/profiles/occupational-therapist.toml";
const STROKE: &str = "stroke-signs=yes";

/// Somebody's home, with nothing in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Where the profile is unless another file is named.
    fn profile(&self) -> PathBuf {
        let folder = if cfg!(target_os = "macos") {
            self.0.path().join("Library/Application Support")
        } else {
            self.0.path().join(".config")
        };
        folder.join("signpost/profile.toml")
    }

    /// Puts a profile there.
    fn write(&self, text: &str) {
        fs::create_dir_all(self.profile().parent().unwrap()).unwrap();
        fs::write(self.profile(), text).unwrap();
    }

    /// The program with nothing but this home in its environment.
    fn signpost(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.0.path())
            .env("APPDATA", self.0.path().join(".config"))
            .env("TZ", "UTC")
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.signpost(arguments);
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Runs it with lines on standard input.
    fn told(&self, arguments: &[&str], lines: &str) -> Output {
        let mut child = self
            .signpost(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(lines.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// The plan for somebody who falls, with these options.
    fn plan(&self, options: &[&str]) -> Value {
        let mut arguments = vec!["route", "--need", "falls", "--format", "json"];
        arguments.extend(options);
        serde_json::from_slice(&self.run(&arguments).stdout).unwrap()
    }
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

/// The ids of the facts that a plan took from a profile.
fn used(plan: &Value) -> Vec<&str> {
    let facts = plan["profile"]["facts"].as_array();
    facts.map_or_else(Vec::new, |facts| ids(facts))
}

/// The ids of the facts that some questions or answers are about.
fn ids(questions: &[Value]) -> Vec<&str> {
    questions
        .iter()
        .map(|question| question["fact"].as_str().unwrap())
        .collect()
}

// ---- set, show, clear --------------------------------------------------------------------------------------------

#[test]
fn without_a_profile_it_is_said_how_to_set_one() {
    let home = Home::new();
    let output = home.run(&["profile"]);
    assert_eq!(status(&output), 1);
    let text = out(&output);
    assert!(text.contains("`signpost profile set`"), "{text}");
    assert!(text.contains("[knows-area=yes|no|unsure]"), "{text}");
    assert_eq!(status(&home.run(&["profile", "show"])), 1);
}

#[test]
fn answers_are_written_for_their_owner_only_and_shown() {
    let home = Home::new();
    let output = home.run(&["profile", "set", "you-are=ahp", "contact=short-course"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let text = fs::read_to_string(home.profile()).unwrap();
    assert!(
        text.contains("you-are = \"ahp\"\ncontact = \"short-course\"\n"),
        "{text}"
    );
    assert!(text.contains("kept = false\n"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.profile()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let shown = home.run(&["profile", "show"]);
    assert_eq!(status(&shown), 0);
    assert_eq!(out(&shown), out(&output));
    for words in [
        "Who is asking? an allied health professional (not a paramedic) [you-are]",
        "How long do you usually work with a person? a few times [contact]",
        "It counts until ",
        "Not answered\n  - Do you know the local groups",
    ] {
        assert!(out(&shown).contains(words), "{}", out(&shown));
    }
    for line in out(&shown).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn answers_are_put_beside_those_of_before_and_keep_makes_them_stay() {
    let home = Home::new();
    home.run(&["profile", "set", "you-are=ahp", "contact=short-course"]);
    home.run(&["profile", "set", "contact=one-off", "--keep"]);
    let text = fs::read_to_string(home.profile()).unwrap();
    assert!(
        text.contains("you-are = \"ahp\"\ncontact = \"one-off\"\n"),
        "{text}"
    );
    assert!(text.contains("kept = true\n"), "{text}");
    let shown = out(&home.run(&["profile"]));
    assert!(shown.contains("It is kept"), "{shown}");
    // What is kept stays kept when one answer changes.
    home.run(&["profile", "set", "contact=short-course"]);
    assert!(
        fs::read_to_string(home.profile())
            .unwrap()
            .contains("kept = true\n")
    );
}

#[test]
fn a_wrong_answer_teaches_the_right_ones_and_writes_nothing() {
    let home = Home::new();
    let output = home.run(&["profile", "set", "contact=one-off", "you-are=physio"]);
    assert_eq!(status(&output), 2);
    let error = err(&output);
    assert!(error.contains("profile set:1:9"), "{error}");
    assert!(
        error.contains("- you-are=care-navigator: a care navigator or surgery signposter"),
        "{error}"
    );
    assert!(!error.contains("contact=short-course"), "{error}");
    assert!(!home.profile().exists());
    let misspelt = err(&home.run(&["profile", "set", "knows-aria=yes"]));
    assert!(
        misspelt.contains("did you mean `knows-area`?"),
        "{misspelt}"
    );
    let about_people = home.run(&["profile", "set", "stroke-signs=no"]);
    assert_eq!(status(&about_people), 2);
    assert!(err(&about_people).contains("is about a person, not about you"));
}

#[test]
fn without_answers_it_asks_them_one_a_line() {
    let home = Home::new();
    let output = home.told(&["profile", "set"], "1\n\n9\n2\n");
    assert_eq!(status(&output), 0, "{}", err(&output));
    let asked = err(&output);
    assert!(
        asked.contains("Who is asking?\n  1. an allied health professional"),
        "{asked}"
    );
    assert!(asked.contains("`9` is no answer here"), "{asked}");
    let text = fs::read_to_string(home.profile()).unwrap();
    assert!(
        text.contains("you-are = \"ahp\"\nknows-area = \"no\"\n"),
        "{text}"
    );
    assert!(!text.contains("contact"), "{text}");
    assert!(!out(&output).contains("Type a number"), "{}", out(&output));
}

#[test]
fn without_anybody_to_answer_nothing_is_written() {
    let home = Home::new();
    let output = home.run(&["profile", "set"]);
    assert_eq!(status(&output), 1);
    assert!(!home.profile().exists());
}

#[test]
fn clearing_removes_the_file_and_is_fine_without_one() {
    let home = Home::new();
    home.run(&["profile", "set", "you-are=ahp"]);
    let output = home.run(&["profile", "clear"]);
    assert_eq!(status(&output), 0);
    assert!(out(&output).contains("is removed"), "{}", out(&output));
    assert!(!home.profile().exists());
    assert_eq!(status(&home.run(&["profile", "clear"])), 0);
    // A broken profile can be cleared, too.
    home.write("you-are: ahp");
    assert_eq!(status(&home.run(&["profile", "clear"])), 0);
    assert!(!home.profile().exists());
}

#[test]
fn clearing_never_removes_a_file_that_is_no_profile() {
    let home = Home::new();
    let path = home.0.path().join("notes.txt");
    fs::write(&path, "not to be lost").unwrap();
    let output = home.run(&["profile", "clear", "--profile", path.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(path.exists());
}

#[test]
fn a_directory_that_asks_nothing_about_the_worker_says_so() {
    let home = Home::new();
    let output = home.run(&[
        "--directory",
        "tests/minimal",
        "profile",
        "set",
        "you-are=ahp",
    ]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("ask nothing about you"),
        "{}",
        err(&output)
    );
}

// ---- used by route -----------------------------------------------------------------------------------------------

#[test]
fn a_plan_names_what_it_took_from_the_profile() {
    let home = Home::new();
    home.run(&[
        "profile",
        "set",
        "you-are=ahp",
        "contact=short-course",
        "knows-area=yes",
    ]);
    let plan = home.plan(&[]);
    let text = fs::read_to_string(home.profile()).unwrap();
    let set_at = text.lines().find_map(|line| line.strip_prefix("set_at = "));
    let set_at: jiff::Timestamp = set_at.unwrap().parse().unwrap();
    let profile = &plan["profile"];
    let until = (set_at + jiff::SignedDuration::from_hours(12)).to_string();
    assert_eq!(profile["until"], until);
    assert_eq!(used(&plan), ["you-are", "contact", "knows-area"]);
    assert_eq!(
        profile["facts"][1]["ask"],
        "How long do you usually work with a person?"
    );
    assert_eq!(profile["facts"][1]["in_words"], "a few times");
    if cfg!(target_os = "linux") {
        assert_eq!(profile["source"], "~/.config/signpost/profile.toml");
    }
}

#[test]
fn the_first_lines_of_a_plan_say_who_is_asking_and_what_is_known_is_not_asked() {
    let home = Home::new();
    let flags = home.plan(&[]);
    let flags = ids(flags["red_flags_unanswered"].as_array().unwrap());
    let answered: Vec<String> = flags
        .iter()
        .map(|flag| format!("--fact={flag}=no"))
        .collect();
    let mut options: Vec<&str> = answered.iter().map(String::as_str).collect();
    options.extend(["--age", "82"]);
    let still_asked = |plan: &Value| {
        let unknown = ids(plan["unknown"].as_array().unwrap());
        unknown.contains(&"contact") || unknown.contains(&"you-are")
    };
    assert!(still_asked(&home.plan(&options)), "the test shows nothing");
    options.extend(["--profile", THERAPIST]);
    assert!(!still_asked(&home.plan(&options)));
    let mut arguments = vec!["route", "--need", "falls"];
    arguments.extend(options);
    let text = out(&home.run(&arguments));
    let first: Vec<&str> = text.lines().take(6).collect();
    assert!(first[0].starts_with("DEMONSTRATION"), "{text}");
    assert_eq!(
        first[1..5],
        [
            "",
            "You are: an allied health professional (not a paramedic); contact: a few",
            "  times; knows area: yes [profile examples/profiles/occupational-therapist.toml,",
            "  kept]",
        ]
    );
    assert!(first[5].starts_with("Route: "), "{text}");
}

#[test]
fn a_plan_says_until_when_the_profile_counts() {
    let home = Home::new();
    let set = out(&home.run(&["profile", "set", "you-are=ahp"]));
    let until = set.split("It counts until ").nth(1).unwrap();
    let until = until.split(';').next().unwrap();
    let text = out(&home.run(&["route", "--need", "falls"]));
    let one_line = text.replace("\n  ", " ");
    assert!(one_line.contains(&format!(", until {until}]")), "{text}");
}

#[test]
fn a_stop_stands_above_the_profile() {
    let home = Home::new();
    let text = out(&home.run(&["route", "--profile", THERAPIST, "--fact", STROKE]));
    let stop = text.find("STOP: do this first").unwrap();
    assert!(stop < text.find("You are:").unwrap(), "{text}");
}

#[test]
fn an_answer_of_the_command_line_goes_before_that_of_the_profile() {
    let home = Home::new();
    let plan = home.plan(&["--profile", THERAPIST, "--fact", "contact=one-off"]);
    assert_eq!(used(&plan), ["you-are", "knows-area"]);
}

#[test]
fn a_case_file_never_meets_a_profile() {
    let home = Home::new();
    let case = "examples/cases/mr-b.yaml";
    let alone = home.run(&["route", case, "--format", "json"]);
    home.run(&["profile", "set", "you-are=link-worker", "--keep"]);
    let beside = home.run(&["route", case, "--format", "json"]);
    assert_eq!(out(&alone), out(&beside));
    assert!(serde_json::from_slice::<Value>(&beside.stdout).unwrap()["profile"].is_null());
    assert!(!err(&beside).contains("profile"), "{}", err(&beside));
    let named = home.run(&["route", case, "--format", "json", "--profile", THERAPIST]);
    assert_eq!(out(&alone), out(&named));
    assert!(
        err(&named).contains("--profile is not used"),
        "{}",
        err(&named)
    );
    // Neither do the worked cases.
    let tested = home.run(&["test", "--format", "json"]);
    fs::remove_file(home.profile()).unwrap();
    assert_eq!(out(&tested), out(&home.run(&["test", "--format", "json"])));
}

#[test]
fn a_lapsed_profile_is_not_used_and_that_is_said() {
    let home = Home::new();
    home.write("set_at = 2026-01-05T09:00:00Z\n[facts]\nyou-are = \"ahp\"\n");
    let output = home.run(&["route", "--need", "falls", "--format", "json"]);
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(plan["profile"].is_null());
    let note = err(&output);
    assert!(
        note.contains("of 09:00 on 5 January 2026 has lapsed"),
        "{note}"
    );
    assert!(note.contains("`signpost profile set` asks again"), "{note}");
    let shown = home.run(&["profile"]);
    assert_eq!(status(&shown), 1);
    assert!(out(&shown).contains("has lapsed"), "{}", out(&shown));
    // What one worker said does not come back with the answer of the next.
    let set = home.run(&["profile", "set", "contact=one-off"]);
    assert!(
        err(&set).contains("nothing of it is taken over"),
        "{}",
        err(&set)
    );
    assert_eq!(used(&home.plan(&[])), ["contact"]);
}

#[test]
fn a_profile_of_the_future_counts_as_lapsed() {
    let home = Home::new();
    home.write("set_at = 9000-01-05T09:00:00Z\n[facts]\nyou-are = \"ahp\"\n");
    let output = home.run(&["route", "--need", "falls", "--format", "json"]);
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(plan["profile"].is_null());
    assert!(
        err(&output).contains("has not come yet"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_kept_profile_counts_whatever_its_age() {
    let home = Home::new();
    home.write("set_at = 2020-01-05T09:00:00Z\nkept = true\n[facts]\nyou-are = \"ahp\"\n");
    let plan = home.plan(&[]);
    assert_eq!(used(&plan), ["you-are"]);
    assert!(plan["profile"]["until"].is_null());
}

#[test]
fn the_variable_names_the_file_and_the_option_goes_before_it() {
    let home = Home::new();
    home.run(&["profile", "set", "you-are=paramedic"]);
    let source = |command: &mut Command| -> Value {
        let output = command.env("SIGNPOST_PROFILE", THERAPIST).output().unwrap();
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        plan["profile"]["source"].clone()
    };
    let route = ["route", "--need", "falls", "--format", "json"];
    assert_eq!(source(&mut home.signpost(&route)), THERAPIST);
    let own = home.profile();
    let own = own.to_str().unwrap();
    let mut named = home.signpost(&route);
    assert_eq!(source(named.args(["--profile", own])), own);
    // The variable alone is no word about a case file.
    let case = ["route", "examples/cases/mr-b.yaml"];
    let output = home
        .signpost(&case)
        .env("SIGNPOST_PROFILE", THERAPIST)
        .output()
        .unwrap();
    assert!(!err(&output).contains("profile"), "{}", err(&output));
}

#[test]
fn a_variable_that_is_set_to_nothing_counts_as_not_set() {
    let home = Home::new();
    home.run(&["profile", "set", "you-are=ahp"]);
    let mut command = home.signpost(&["profile"]);
    let output = command.env("SIGNPOST_PROFILE", "").output().unwrap();
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("Who is asking?"), "{}", out(&output));
    // Typed, it is a slip that has to be heard of.
    assert_eq!(status(&home.run(&["profile", "--profile", ""])), 2);
}

#[test]
fn a_command_to_be_typed_quotes_a_path_with_a_space() {
    let home = Home::new();
    let path = home.0.path().join("my notes").join("me.toml");
    let path = path.to_str().unwrap();
    let output = home.run(&["profile", "--profile", path]);
    let expected = format!("`signpost profile set --profile '{path}'` makes one");
    assert!(err(&output).contains(&expected), "{}", err(&output));
}

// ---- what is wrong -----------------------------------------------------------------------------------------------

#[test]
fn a_broken_profile_is_refused_with_its_place_and_never_hides_a_danger() {
    let home = Home::new();
    home.write("set_at = 2026-01-05T09:00:00Z\n[facts]\nyou-are = \"ahp\"\ncontact = \"often\"\n");
    let output = home.run(&["route", "--need", "falls"]);
    assert_eq!(status(&output), 2);
    let error = err(&output);
    assert!(error.contains("profile.toml:4:11"), "{error}");
    assert!(
        error.contains("`often` is not a word for `contact`"),
        "{error}"
    );
    assert!(out(&output).is_empty(), "{}", out(&output));
    let danger = home.run(&["route", "--fact", STROKE]);
    assert_eq!(status(&danger), 2);
    assert!(
        out(&danger).contains("STOP: do this first"),
        "{}",
        out(&danger)
    );
    for command in [&["profile"][..], &["profile", "set", "you-are=ahp"]] {
        let output = home.run(command);
        assert_eq!(status(&output), 2, "{command:?}");
        assert!(
            err(&output).contains("`signpost profile clear` removes it"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn a_named_profile_has_to_be_there() {
    let home = Home::new();
    let path = home.0.path().join("own/me.toml");
    let path = path.to_str().unwrap();
    for command in [
        &["route", "--need", "falls"][..],
        &["profile"],
        &["profile", "show"],
    ] {
        let mut command = home.signpost(command);
        let output = command.args(["--profile", path]).output().unwrap();
        assert_eq!(status(&output), 2);
        assert!(
            err(&output).contains("there is no profile"),
            "{}",
            err(&output)
        );
    }
    // Setting makes the file, and its folder.
    let set = home.run(&["profile", "--profile", path, "set", "you-are=ahp"]);
    assert_eq!(status(&set), 0, "{}", err(&set));
    assert_eq!(used(&home.plan(&["--profile", path])), ["you-are"]);
}

#[test]
fn a_fact_of_another_directory_is_warned_about_and_survives() {
    let home = Home::new();
    home.write("set_at = 2020-01-05T09:00:00Z\nkept = true\n[facts]\nward = \"stroke unit\"\nyou-ar = \"ahp\"\n");
    let output = home.run(&["route", "--need", "falls", "--format", "json"]);
    assert_eq!(status(&output), 1);
    assert!(
        err(&output).contains("did you mean `you-are`?"),
        "{}",
        err(&output)
    );
    let quiet = home.run(&["-q", "route", "--need", "falls"]);
    assert_eq!(err(&quiet), "");
    home.run(&["profile", "set", "contact=one-off"]);
    let text = fs::read_to_string(home.profile()).unwrap();
    assert!(text.contains("ward = \"stroke unit\"\n"), "{text}");
    assert!(text.contains("contact = \"one-off\"\n"), "{text}");
}

#[test]
fn without_a_home_everything_works_without_a_profile() {
    let home = Home::new();
    let bare = |arguments: &[&str]| {
        let mut command = home.signpost(arguments);
        command.env_clear().stdin(Stdio::null()).output().unwrap()
    };
    let route = bare(&["route", "--need", "falls", "--format", "json"]);
    let plan: Value = serde_json::from_slice(&route.stdout).unwrap();
    assert!(plan["profile"].is_null());
    // Elsewhere than on Unix the system knows the folder without being told.
    if cfg!(unix) {
        assert_eq!(status(&bare(&["profile"])), 1);
        assert_eq!(status(&bare(&["profile", "clear"])), 0);
        let set = bare(&["profile", "set", "you-are=ahp"]);
        assert_eq!(status(&set), 2);
        assert!(err(&set).contains("--profile FILE"), "{}", err(&set));
    }
}
