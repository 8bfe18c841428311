//! The program as people run it: what it prints, where, and how it ends.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const RED_FLAGS_ASKED: &str = "examples/cases/mr-b.yaml";

/// The program with a clean environment, at the top of the repository.
fn signpost(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(arguments: &[&str]) -> Output {
    signpost(arguments).output().unwrap()
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

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A copy of the small directory of `tests/minimal`, with files written over it.
fn directory(over: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("tests/minimal"), folder.path());
    for (path, text) in over {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A case file with this text, in a folder of its own.
fn case(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.yaml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

// ---- find --------------------------------------------------------------------------------------------------------

#[test]
fn find_lists_services_and_says_that_they_are_invented() {
    let output = run(&[
        "find",
        "transport",
        "--near",
        "CO4 5JR",
        "--age",
        "82",
        "--with",
        "oxygen",
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let first = out(&output).lines().next().unwrap().to_owned();
    assert!(first.starts_with("DEMONSTRATION"), "{first}");
    assert!(out(&output).contains("[dial-a-ride-colne]"));
    for line in out(&output).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn find_in_json_has_the_documented_keys() {
    let output = run(&[
        "find",
        "transport",
        "--near",
        "CO4 5JR",
        "--with",
        "oxygen",
        "--format",
        "json",
        "--all",
    ]);
    let answer = json(&output);
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["directory"]["demonstration"], true);
    assert_eq!(answer["today"], "2026-11-23");
    assert_eq!(answer["needs"][0]["need"], "transport");
    let service = &answer["services"][0];
    for key in ["id", "name", "suits", "reasons", "ask", "distance_km"] {
        assert!(
            !service[key].is_null() || key == "distance_km",
            "{key} is missing"
        );
    }
    // The car scheme of Mersea refuses oxygen, so it is listed with that reason and never as suitable.
    let refused = answer["not_suitable"].as_array().unwrap();
    let mersea = refused
        .iter()
        .find(|service| service["id"] == "mersea-lifts")
        .unwrap();
    assert_eq!(mersea["suits"], "no");
    assert!(mersea["reasons"].to_string().contains("oxygen"));
}

#[test]
fn find_at_40_columns_prints_lines_that_fit() {
    let output = signpost(&["find", "transport", "--near", "CO4 5JR", "-q"])
        .env("COLUMNS", "40")
        .output()
        .unwrap();
    assert_eq!(status(&output), 0);
    for line in out(&output).lines() {
        let word_too_long = line.trim().split(' ').any(|word| word.chars().count() > 30);
        assert!(line.chars().count() <= 40 || word_too_long, "{line}");
    }
}

#[test]
fn find_refuses_an_empty_need_and_says_what_to_type() {
    for arguments in [&["find"][..], &["find", ""], &["find", "  "]] {
        let output = run(arguments);
        assert_eq!(status(&output), 2);
        assert!(
            err(&output).contains("signpost find falls"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn find_refuses_a_postcode_that_cannot_be() {
    let output = run(&["find", "falls", "--near", "CO4 5CC"]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).is_empty());
    assert!(err(&output).contains("CO4 5CC"), "{}", err(&output));
}

#[test]
fn find_says_how_sure_it_is_of_a_postcode_that_is_not_in_the_table() {
    let output = run(&["find", "falls", "--near", "CO4 5ZZ"]);
    assert_eq!(status(&output), 0);
    assert!(err(&output).contains("CO4 5ZZ"), "{}", err(&output));
}

#[test]
fn find_accepts_a_named_area_for_somebody_with_no_fixed_address() {
    let output = run(&[
        "find",
        "homelessness",
        "--near",
        "tendring",
        "--format",
        "json",
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(
        json(&output)["services"]
            .as_array()
            .unwrap()
            .iter()
            .any(|service| service["id"] == "housing-options-team")
    );
}

#[test]
fn find_in_csv_has_one_row_a_service_and_says_demonstration_in_each() {
    let output = run(&["find", "transport", "--near", "CO4 5JR", "--format", "csv"]);
    let text = out(&output);
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("demonstration,id,name,"));
    assert!(lines.clone().count() > 3);
    assert!(lines.all(|line| line.starts_with("yes,")));
}

#[test]
fn find_in_markdown_is_a_table() {
    let output = run(&[
        "find",
        "transport",
        "--near",
        "CO4 5JR",
        "--format",
        "markdown",
    ]);
    assert!(out(&output).contains("| Service | How far |"));
    assert!(out(&output).starts_with("DEMONSTRATION"));
}

#[test]
fn words_that_mean_nothing_are_said_to_mean_nothing() {
    let output = run(&["find", "zzzz qqqq", "--near", "CO4"]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).contains("--list-needs"));
}

#[test]
fn scripts_never_get_a_guess_unasked() {
    let output = run(&["find", "lonley", "--near", "CO4", "--format", "json"]);
    assert_eq!(status(&output), 1);
    let answer = json(&output);
    assert_eq!(answer["searched"], false);
    assert!(answer["services"].as_array().unwrap().is_empty());
    let named = answer["needs"].to_string() + &answer["candidates"].to_string();
    assert!(named.contains("loneliness"), "{named}");
    let guessed = run(&[
        "find", "lonley", "--near", "CO4", "--format", "json", "--guess",
    ]);
    assert_eq!(status(&guessed), 0);
    assert_eq!(json(&guessed)["guessed"], true);
}

#[test]
fn people_are_told_what_their_words_were_taken_to_mean() {
    let output = run(&["find", "lonley", "--near", "CO4"]);
    assert_eq!(status(&output), 0);
    assert!(
        out(&output).contains("Taken to mean \"Feeling lonely or cut off\""),
        "{}",
        out(&output)
    );
}

#[test]
fn crisis_words_put_the_crisis_contacts_first_even_when_negated() {
    for words in ["want to end it al", "not suicidal"] {
        let output = run(&["find", words, "--near", "CO4", "--format", "text"]);
        let text = out(&output);
        let contacts = text
            .find("If somebody may be in danger")
            .unwrap_or_else(|| panic!("{words}: {text}"));
        assert!(text[contacts..].contains("116 123"), "{text}");
        assert!(
            text.find("suitable")
                .is_none_or(|services| contacts < services)
        );
    }
    assert_eq!(
        status(&run(&["find", "want to end it al", "--near", "CO4"])),
        1
    );
}

// ---- route -------------------------------------------------------------------------------------------------------

#[test]
fn route_gives_mr_b_both_referrals() {
    let output = run(&["route", "examples/cases/mr-b.yaml"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("Route: AHP and link worker"));
    assert!(out(&output).contains("not been approved for use with people"));
    for line in out(&output).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn route_in_json_has_the_documented_keys() {
    let plan = json(&run(&[
        "route",
        "examples/cases/mr-b.yaml",
        "--format",
        "json",
    ]));
    assert_eq!(plan["version"], 1);
    assert_eq!(plan["route"], "ahp");
    assert_eq!(plan["also"], serde_json::json!(["link-worker"]));
    assert_eq!(plan["decided"], true);
    assert_eq!(plan["possible"], serde_json::json!(["ahp"]));
    assert_eq!(plan["directory"]["demonstration"], true);
    assert_eq!(plan["rules"]["approved"], false);
    assert!(plan["unknown"].as_array().unwrap().is_empty());
    let falls = &plan["needs"][0];
    assert_eq!(falls["need"], "falls");
    assert_eq!(falls["rules"][0]["state"], "applied");
    for key in ["rules", "actions", "services", "unknown"] {
        assert!(falls[key].is_array(), "{key}");
    }
}

#[test]
fn route_reads_a_case_from_standard_input() {
    let mut child = signpost(&["route", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&fs::read(RED_FLAGS_ASKED).unwrap())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(json(&output)["route"], "ahp");
}

#[test]
fn route_without_safety_questions_counts_them_and_lists_no_services() {
    let output = run(&[
        "route",
        "--need",
        "falls",
        "--need",
        "loneliness",
        "--near",
        "CO4",
        "--fact",
        "falls-12-months=2+",
    ]);
    assert_eq!(status(&output), 1);
    let text = out(&output);
    assert!(text.contains("Safety questions not answered: 24"), "{text}");
    assert!(!text.contains("Reach it"), "{text}");
    let plan = json(&run(&[
        "route", "--need", "falls", "--near", "CO4", "--format", "json",
    ]));
    assert_eq!(plan["decided"], false);
    assert!(
        plan["possible"]
            .as_array()
            .unwrap()
            .contains(&"stop".into())
    );
}

#[test]
fn a_stop_is_printed_first_even_when_the_rest_is_refused() {
    let output = run(&[
        "route",
        "--need",
        "falls",
        "--fact",
        "stroke-signs=yes",
        "--fact",
        "fals-12-months=2+",
    ]);
    assert_eq!(status(&output), 2);
    let text = out(&output);
    assert!(text.contains("STOP: do this first"), "{text}");
    assert!(text.contains("999"));
    assert!(
        err(&output).contains("did you mean `falls-12-months`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_stop_needs_no_need_and_ends_well() {
    let output = run(&["route", "--fact", "stroke-signs=yes"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("STOP: do this first"));
}

#[test]
fn an_unsure_red_flag_stops_as_not_ruled_out_and_one_acted_on_says_so() {
    let unsure = out(&run(&["route", "--fact", "stroke-signs=unsure"]));
    assert!(unsure.contains("(not ruled out)"), "{unsure}");
    let acted_on = out(&run(&["route", "--fact", "stroke-signs=acted-on"]));
    assert!(acted_on.contains("Already acted on"), "{acted_on}");
}

#[test]
fn route_names_the_value_that_was_meant() {
    let output = run(&["route", "--need", "falls", "--fact", "you-are=aph"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("did you mean `ahp`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn route_takes_only_exact_words_for_a_need() {
    let output = run(&["route", "--need", "lonley"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("--need loneliness"),
        "{}",
        err(&output)
    );
    let empty = run(&["route", "--need", ""]);
    assert_eq!(status(&empty), 2);
    assert!(err(&empty).contains("--need falls"));
}

#[test]
fn a_case_that_says_who_somebody_is_is_refused_without_repeating_it() {
    for (line, what) in [
        ("name: Ada Example", "name"),
        ("nhs_number: 943 476 5919", "NHS number"),
        ("story: Her number is 943 476 5919.", "NHS number"),
        ("story: Born 12/03/1944 in Harwich.", "date of birth"),
    ] {
        let (_folder, path) = case(&format!("{line}\nneeds: {{falls: {{}}}}\n"));
        let output = run(&["route", path.to_str().unwrap()]);
        assert_eq!(status(&output), 2, "{line}");
        let text = err(&output);
        assert!(text.contains(what), "{text}");
        assert!(text.contains("may still identify someone"), "{text}");
        assert!(
            !text.contains("943 476") && !text.contains("Ada") && !text.contains("1944"),
            "{text}"
        );
    }
}

#[test]
fn unapproved_rules_are_refused_outside_a_demonstration() {
    let real = directory(&[
        (
            "signpost.toml",
            "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\n",
        ),
        (
            "routing.toml",
            &fs::read_to_string("tests/minimal/routing.toml")
                .unwrap()
                .replace("ad78735d", "00000000"),
        ),
    ]);
    let folder = real.path().to_str().unwrap();
    let arguments = [
        "route",
        "--need",
        "falls",
        "--fact",
        "stroke-signs=no",
        "--fact",
        "agrees=yes",
        "--fact",
        "falls-12-months=0",
    ];
    let with = |more: &[&str]| {
        run(&[
            &arguments[..],
            &["--directory", folder, "--today", "2026-11-23"],
            more,
        ]
        .concat())
    };
    let refused = with(&[]);
    assert_eq!(status(&refused), 2);
    assert!(
        err(&refused).contains("have not been approved for use with people"),
        "{}",
        err(&refused)
    );
    let tried = with(&["--unapproved"]);
    assert_eq!(status(&tried), 0, "{}", err(&tried));
    assert!(
        out(&tried).contains("have not been approved"),
        "{}",
        out(&tried)
    );
    // A stop is never held back by the state of the rules.
    let stop = run(&[
        "route",
        "--fact",
        "stroke-signs=yes",
        "--directory",
        folder,
        "--today",
        "2026-11-23",
    ]);
    assert_eq!(status(&stop), 0, "{}", err(&stop));
}

// ---- show, leaflet, check, explain --------------------------------------------------------------------------------

#[test]
fn show_prints_everything_and_suggests_near_ids() {
    let output = run(&["show", "colne-tea-and-talk"]);
    assert_eq!(status(&output), 0);
    for text in [
        "Does not take: help with eating, personal care",
        "01632 960100",
        "12 October 2026",
    ] {
        assert!(out(&output).contains(text), "{text}");
    }
    let unknown = run(&["show", "colne-tea-and-tlak"]);
    assert_eq!(status(&unknown), 1);
    assert!(
        err(&unknown).contains("did you mean colne-tea-and-talk"),
        "{}",
        err(&unknown)
    );
}

#[test]
fn show_never_tells_a_confidential_address() {
    let output = run(&["show", "lantern-domestic-abuse-service"]);
    assert!(
        out(&output).contains("in confidence, in CO1"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_leaflet_says_sample_and_is_never_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leaflet.html");
    let path = path.to_str().unwrap();
    let arguments = [
        "leaflet",
        "colne-tea-and-talk",
        "--format",
        "html",
        "--out",
        path,
    ];
    assert_eq!(status(&run(&arguments)), 0);
    let html = fs::read_to_string(path).unwrap();
    assert!(html.contains("SAMPLE: not for patients"));
    assert!(!html.contains("<script") && !html.contains("<img"));
    let again = run(&arguments);
    assert_eq!(status(&again), 2);
    assert!(err(&again).contains("--force"));
    assert_eq!(status(&run(&[&arguments[..], &["--force"]].concat())), 0);
}

#[test]
fn a_leaflet_for_a_case_waits_for_the_safety_questions() {
    let output = run(&["leaflet", "--case", "examples/cases/safety-not-asked.yaml"]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).is_empty());
    assert!(err(&output).contains("stroke-signs"), "{}", err(&output));
}

#[test]
fn an_undecided_case_names_no_service_and_gets_no_leaflet() {
    let plan = run(&["route", "examples/cases/falls-not-known.yaml"]);
    assert_eq!(status(&plan), 1);
    assert!(!out(&plan).contains("Reach it"), "{}", out(&plan));
    let leaflet = run(&["leaflet", "--case", "examples/cases/falls-not-known.yaml"]);
    assert_eq!(status(&leaflet), 1);
    assert!(out(&leaflet).is_empty());
    assert!(err(&leaflet).contains("[unsteady]"), "{}", err(&leaflet));
}

#[test]
fn a_stop_gives_the_crisis_page_alone() {
    let output = run(&[
        "leaflet",
        "--case",
        "examples/cases/red-flag-stroke-signs.yaml",
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("999"));
    assert!(!out(&output).contains("Coffee Morning"), "{}", out(&output));
}

#[test]
fn a_leaflet_from_a_need_has_at_most_three_services_and_the_crisis_numbers() {
    let output = run(&[
        "leaflet",
        "--need",
        "loneliness",
        "--near",
        "CO4 5JR",
        "--age",
        "82",
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert_eq!(
        out(&output).matches("We last checked this on").count(),
        3,
        "{}",
        out(&output)
    );
    assert!(out(&output).contains("116 123"));
}

#[test]
fn check_finds_nothing_wrong_with_the_shipped_directory() {
    let output = run(&["check"]);
    assert_eq!(status(&output), 0, "{}", out(&output));
}

#[test]
fn check_names_file_line_and_column_and_exits_1() {
    let tea = fs::read_to_string("tests/minimal/services/befriending/tea.yaml").unwrap();
    let broken = directory(&[(
        "services/befriending/tea.yaml",
        &tea.replace("01632 960001", "0117"),
    )]);
    let folder = broken.path().to_str().unwrap();
    let output = run(&["check", folder, "--format", "json"]);
    assert_eq!(status(&output), 1);
    let finding = &json(&output)["findings"][0];
    assert_eq!(finding["check"], "phone-impossible");
    assert!(
        finding["file"]
            .as_str()
            .unwrap()
            .ends_with("services/befriending/tea.yaml")
    );
    let line = tea
        .lines()
        .position(|line| line.contains("01632 960001"))
        .unwrap()
        + 1;
    assert_eq!(finding["line"], line);
    assert!(
        finding["column"].is_number()
            && finding["help"].is_string()
            && finding["severity"] == "error"
    );
    assert_eq!(
        status(&run(&["check", folder, "-q", "--severity", "error"])),
        1
    );
}

#[test]
fn explain_knows_checks_and_rules_and_suggests_near_ones() {
    assert_eq!(status(&run(&["explain", "review-overdue"])), 0);
    assert_eq!(status(&run(&["explain", "stop-stroke-signs"])), 0);
    let unknown = run(&["explain", "review-overdu"]);
    assert_eq!(status(&unknown), 1);
    assert!(err(&unknown).contains("did you mean `review-overdue`?"));
}

// ---- directories that are missing or broken ------------------------------------------------------------------------

#[test]
fn a_missing_directory_is_an_error_that_names_the_ways_out() {
    let folder = tempfile::tempdir().unwrap();
    let output = signpost(&["find", "falls"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(status(&output), 2);
    for way in ["--directory", "SIGNPOST_DIRECTORY", "--demo"] {
        assert!(err(&output).contains(way), "{}", err(&output));
    }
    let named = run(&["find", "falls", "--directory", "/nowhere/at/all"]);
    assert_eq!(status(&named), 2);
    assert!(err(&named).contains("/nowhere/at/all"));
}

#[test]
fn the_built_in_demonstration_works_anywhere_and_equals_the_shipped_directory() {
    let folder = tempfile::tempdir().unwrap();
    let demo = signpost(&[
        "--demo", "find", "falls", "--near", "CO15", "--format", "json",
    ])
    .current_dir(folder.path())
    .output()
    .unwrap();
    assert_eq!(status(&demo), 0, "{}", err(&demo));
    let shipped = run(&["find", "falls", "--near", "CO15", "--format", "json"]);
    assert_eq!(json(&demo), json(&shipped));
}

#[test]
fn an_unreadable_file_is_an_error_that_names_it() {
    let broken = directory(&[]);
    std::os::unix::fs::symlink(
        "/nowhere",
        broken.path().join("services/befriending/lost.yaml"),
    )
    .unwrap();
    let output = run(&["check", broken.path().to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("lost.yaml"), "{}", err(&output));
}

#[test]
fn broken_rules_refuse_every_answer() {
    let broken = directory(&[("routing.toml", "version = \"1\"\nowner = [\n")]);
    for arguments in [
        ["find", "falls"],
        ["show", "tea"],
        ["route", "--need=falls"],
        ["leaflet", "tea"],
    ] {
        let output = run(&[
            &arguments[..],
            &["--directory", broken.path().to_str().unwrap()],
        ]
        .concat());
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(out(&output).is_empty());
        assert!(err(&output).contains("routing.toml:"), "{}", err(&output));
    }
}

#[test]
fn a_stop_that_leads_to_a_closed_door_refuses_every_answer() {
    let emergency = fs::read_to_string("tests/minimal/services/crisis/emergency.yaml").unwrap();
    let broken = directory(&[(
        "services/crisis/emergency.yaml",
        &emergency.replace("status: active", "status: defunct"),
    )]);
    let output = run(&[
        "find",
        "falls",
        "--directory",
        broken.path().to_str().unwrap(),
    ]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("stop-action-service"),
        "{}",
        err(&output)
    );
}

#[test]
fn an_entry_that_cannot_be_read_is_named_on_every_answer() {
    let broken = directory(&[(
        "services/befriending/coffee.yaml",
        "id: coffee\nname: \"Coffee\n",
    )]);
    let folder = broken.path().to_str().unwrap();
    let found = run(&[
        "find",
        "loneliness",
        "--directory",
        folder,
        "--format",
        "json",
    ]);
    assert_eq!(json(&found)["left_out"][0]["id"], "coffee");
    assert!(err(&found).contains("coffee"), "{}", err(&found));
    let plan = run(&[
        "route",
        "--need",
        "falls",
        "--directory",
        folder,
        "--format",
        "json",
    ]);
    assert_eq!(json(&plan)["left_out"][0]["id"], "coffee");
    assert!(json(&plan)["warnings"].to_string().contains("coffee"));
    let shown = run(&["show", "coffee", "--directory", folder]);
    assert_eq!(status(&shown), 1);
    assert!(err(&shown).contains("could not be read"), "{}", err(&shown));
}

// ---- the rest ------------------------------------------------------------------------------------------------------

#[test]
fn a_reader_that_has_seen_enough_is_success() {
    let mut child = signpost(&["find", "--list-needs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(err(&output).is_empty());
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let arguments = ["route", "examples/cases/mr-b.yaml", "--format", "json"];
    assert_eq!(run(&arguments).stdout, run(&arguments).stdout);
}

#[test]
fn help_completions_and_the_manual_are_answers() {
    for arguments in [
        &["--help"][..],
        &["route", "--help"],
        &["--version"],
        &["completions", "bash"],
        &["man"],
    ] {
        let output = run(arguments);
        assert_eq!(status(&output), 0, "{arguments:?}");
        assert!(!out(&output).is_empty());
    }
    assert_eq!(status(&run(&["fnid"])), 2);
}

#[test]
fn the_help_of_a_command_says_more_than_its_line_in_the_list() {
    let words: [(&[&str], &str); 8] = [
        (&["find"], "taken to mean"),
        (&["route"], "never taken for no"),
        (&["ask"], "counts as not asked"),
        (&["profile"], "lapse after 12"),
        (&["test"], "A worked case is a case file with `expect`"),
        (&["rules", "check"], "as few facts as can be"),
        (&["rules", "diff"], "or a git revision"),
        (&["rules", "approve"], "Any later change of a rule ends"),
    ];
    for (command, words) in words {
        let help = out(&run(&[command, &["--help"]].concat()));
        let one_line = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(words), "{command:?}: {help}");
        assert!(
            command[0] == "profile"
                || command[0] == "find"
                || one_line.contains("Exit status")
                || command == ["rules", "approve"],
            "{command:?}: {help}"
        );
    }
}

#[test]
fn a_long_list_of_answers_fits_the_screen() {
    let output = run(&["route", "--need", "falls", "--near", "CO4"]);
    let text = out(&output);
    assert!(
        text.contains("[--fact circumstances=WORD, with | between"),
        "{text}"
    );
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn what_is_typed_goes_before_the_variables_and_a_variable_set_to_nothing_is_none() {
    let ask = |arguments: &[&str], directory: &str| {
        let mut command = signpost(arguments);
        command.env("SIGNPOST_DIRECTORY", directory);
        command.env("SIGNPOST_POSTCODES", "");
        command.output().unwrap()
    };
    let listed = ["find", "falls", "--near", "CO15", "--format", "json"];
    let shipped = run(&listed);
    for (options, variable) in [
        (&[][..], ""),
        (&["--demo"], "/nowhere/at/all"),
        (&["--directory", "directory"], "/nowhere/at/all"),
    ] {
        let output = ask(&[&listed[..], options].concat(), variable);
        assert_eq!(status(&output), 0, "{options:?}: {}", err(&output));
        assert_eq!(json(&output), json(&shipped));
    }
    for command in [&["test", "tests/minimal"][..], &["check", "tests/minimal"]] {
        let output = ask(command, "directory");
        assert!(!err(&output).contains("names another"), "{}", err(&output));
    }
    let both = run(&[
        "rules",
        "check",
        "tests/minimal",
        "--directory",
        "directory",
    ]);
    assert_eq!(status(&both), 2);
    assert!(err(&both).contains("names another"), "{}", err(&both));
}

#[test]
fn a_postcode_is_looked_up_and_the_table_says_where_it_comes_from() {
    let output = run(&["postcodes", "lookup", "CO4 5JR"]);
    assert_eq!(status(&output), 0);
    assert!(out(&output).contains("E07000071"), "{}", out(&output));
    let about = run(&["postcodes", "about"]);
    assert!(out(&about).contains("Royal Mail"), "{}", out(&about));
}

#[test]
fn a_postcode_that_was_put_right_is_said_to_be() {
    let found = run(&["find", "falls", "--near", "C04 5JR"]);
    assert!(
        err(&found).contains("`C04 5JR` was read as `CO4 5JR`"),
        "{}",
        err(&found)
    );
    let plan = run(&[
        "route",
        "--fact",
        "stroke-signs=yes",
        "--near",
        "CO4",
        "--format",
        "json",
    ]);
    assert!(
        json(&plan)["notes"][0]
            .as_str()
            .unwrap()
            .contains("CO4 is an area")
    );
}

#[test]
fn crisis_numbers_stand_under_every_answer_of_find() {
    for words in ["falls", "lonley", "zzzz qqqq"] {
        let text = out(&run(&["find", words, "--near", "CO4", "--format", "text"]));
        let last = text.rfind("In danger?").unwrap_or_else(|| panic!("{text}"));
        assert!(
            text[last..].contains("999") && text[last..].contains("116 123"),
            "{text}"
        );
    }
}

// ---- a danger is heard whatever else is wrong --------------------------------------------------------------------------

#[test]
fn a_danger_survives_everything_that_is_wrong_beside_it() {
    for arguments in [
        &["route", "nosuch.yaml", "--fact", "stroke-signs=yes"][..],
        &["route", "--fact", "stroke-signs=yes", "--with", "nonsense"],
        &["route", "--fact", "stroke-signs=yes", "--age", "400"],
        &["route", "--fact", "stroke-signs=YES"],
        &["route", "--fact", "stroke-signs=no|yes"],
        &["route", "--fact", "falls.stroke-signs=yes"],
        &[
            "route",
            "--fact",
            "stroke-signs=yes",
            "--fact",
            "stroke-signs=no",
        ],
        &["route", "--fact", "stroke-signs=yes", "--near", "CO4 5CC"],
        &[
            "route",
            "examples/cases/red-flag-stroke-signs.yaml",
            "--fact",
            "stroke-signs=no",
        ],
    ] {
        let output = run(arguments);
        assert!(
            out(&output).contains("STOP: do this first"),
            "{arguments:?}: {}",
            err(&output)
        );
        assert_eq!(status(&output), 2, "{arguments:?}");
    }
}

#[test]
fn a_danger_in_a_broken_case_file_stops() {
    for text in [
        "facts: {stroke-signs: yes, you-are: [ahp\nneeds: {falls: {}}\n",
        "facts:\n  stroke-signs: Yes\nneeds: {falls: {}}\n",
        "facts:\n  stroke-signs: [no, yes]\nneeds: {falls: {}}\n",
        "facts:\n  stroke-signs: no\n  stroke-signs: yes\nneeds: {falls: {}}\n",
        "needs: {falls: {stroke-signs: yes}}\n",
    ] {
        let (_folder, path) = case(text);
        let output = run(&["route", path.to_str().unwrap()]);
        assert!(
            out(&output).contains("STOP: do this first"),
            "{text}: {}",
            err(&output)
        );
        assert_eq!(status(&output), 2);
    }
}

#[test]
fn a_leaflet_for_a_need_hears_a_danger() {
    for arguments in [
        &[
            "leaflet",
            "--need",
            "loneliness",
            "--near",
            "CO4",
            "--fact",
            "stroke-signs=yes",
        ][..],
        &[
            "leaflet",
            "--need",
            "loneliness",
            "--near",
            "CO4",
            "--fact",
            "stroke-signs=unsure",
        ],
        &[
            "leaflet",
            "--need",
            "loneliness",
            "--need",
            "suicidal-thoughts",
            "--near",
            "CO4",
        ],
    ] {
        let output = run(arguments);
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(
            out(&output).contains("If you need help now"),
            "{}",
            out(&output)
        );
        assert!(!out(&output).contains("START HERE"));
    }
    assert_eq!(
        status(&run(&[
            "leaflet",
            "colne-tea-and-talk",
            "--fact",
            "stroke-signs=yes"
        ])),
        2
    );
}

#[test]
fn crisis_words_for_a_need_bring_the_crisis_numbers() {
    let output = run(&["route", "--need", "want to end it al"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("116 123"), "{}", err(&output));
}

#[test]
fn old_safety_answers_are_said_to_be_old_and_can_be_given_again() {
    let old = "examples/cases/safety-asked-last-week.yaml";
    let output = run(&["route", old]);
    assert!(out(&output).contains("ask again"), "{}", out(&output));
    let plan = json(&run(&["route", old, "--format", "json"]));
    let mut arguments = vec!["route".to_owned(), old.to_owned()];
    for question in plan["red_flags_unanswered"].as_array().unwrap() {
        arguments.push("--fact".to_owned());
        arguments.push(format!("{}=no", question["fact"].as_str().unwrap()));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let again = run(&arguments);
    assert!(
        !out(&again).contains("Safety questions not answered"),
        "{}",
        out(&again)
    );
}

#[test]
fn what_was_asked_and_is_not_known_is_named() {
    let output = run(&[
        "route",
        "examples/cases/falls-not-known.yaml",
        "--fact",
        "unsteady=no",
    ]);
    assert_eq!(status(&output), 1);
    assert!(
        out(&output).contains("Not known, and worth finding out"),
        "{}",
        out(&output)
    );
}

#[test]
fn the_service_of_a_stop_is_not_said_to_be_unsuitable() {
    let plan = json(&run(&[
        "route",
        "--fact",
        "stroke-signs=yes",
        "--near",
        "CO4",
        "--format",
        "json",
    ]));
    assert_eq!(plan["stop"]["actions"][0]["service"]["id"], "emergency-999");
    assert_eq!(plan["stop"]["actions"][0]["service"]["suits"], "yes");
}

#[test]
fn numbers_that_cannot_be_are_refused_with_what_to_type() {
    for (arguments, help) in [
        (["find", "falls", "--limit", "0"], "at least 1"),
        (["find", "falls", "--age", "-1"], "0 to 120"),
        (["find", "falls", "--age", "8.5"], "0 to 120"),
        (["find", "falls", "--within", "-3"], "mi"),
    ] {
        let output = run(&arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(help), "{}", err(&output));
    }
}

#[test]
fn what_matters_with_a_telephone_number_in_it_is_warned_about() {
    let text = fs::read_to_string("examples/cases/mr-b.yaml").unwrap();
    let with_number = text.replace(
        "To get back to the shops by myself.",
        "Ring me on 07700 900123.",
    );
    assert_ne!(text, with_number);
    let (_folder, path) = case(&with_number);
    let output = run(&["route", path.to_str().unwrap()]);
    assert_eq!(status(&output), 0);
    assert!(
        err(&output).contains("may still identify someone"),
        "{}",
        err(&output)
    );
}

#[test]
fn an_unrelated_answer_does_not_hide_why_old_safety_answers_do_not_count() {
    let old = "examples/cases/safety-asked-last-week.yaml";
    let output = run(&["route", old, "--fact", "unsteady=no"]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).contains("ask again"), "{}", out(&output));
    let partly = run(&["route", old, "--fact", "stroke-signs=no"]);
    assert!(
        err(&partly).contains("are not of today"),
        "{}",
        err(&partly)
    );
}

#[test]
fn a_reason_says_what_was_answered_and_what_it_counts_as() {
    let output = run(&["route", "--fact", "stroke-signs=unsure", "--format", "json"]);
    let reason = &json(&output)["stop"]["reason"];
    assert_eq!(reason[0]["fact"], "stroke-signs");
    assert_eq!(reason[0]["answers"][0], "unsure");
    assert_eq!(reason[0]["in_words"], "not ruled out, which counts as yes");
    assert_eq!(reason.as_array().unwrap().len(), 1);

    // Whether an AHP has it in hand is not known, which counts as no.
    let mut arguments = vec![
        "route",
        RED_FLAGS_ASKED,
        "--fact",
        "falls.seen-by-ahp=unsure",
    ];
    arguments.extend(["--format", "json"]);
    let plan = json(&run(&arguments));
    let reason = plan["needs"][0]["reason"].as_array().unwrap();
    let seen = reason
        .iter()
        .find(|fact| fact["fact"] == "seen-by-ahp")
        .unwrap();
    assert_eq!(seen["answers"][0], "unsure");
    assert_eq!(seen["in_words"], "not known, which counts as: no");
}
