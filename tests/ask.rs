//! The conversation: what it asks, in what order, what it never asks, and what it keeps.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs `signpost ask` with these lines typed.
fn ask(arguments: &[&str], lines: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .arg("ask")
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = lines.join("\n");
    typed.push('\n');
    // The program may have ended before it read everything.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
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

/// Everything that is known of an occupational therapist who sees people a few times.
const YOU: [&str; 6] = [
    "--fact",
    "you-are=ahp",
    "--fact",
    "contact=short-course",
    "--fact",
    "knows-area=yes",
];

fn with_you<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().copied().chain(YOU).collect()
}

fn position(text: &str, words: &str) -> usize {
    text.find(words)
        .unwrap_or_else(|| panic!("`{words}` is not in:\n{text}"))
}

#[test]
fn safety_comes_first_and_nothing_is_asked_that_cannot_matter() {
    let arguments = with_you(&["--need", "loneliness", "--near", "CO4"]);
    // Nobody can say who decides: no referral is possible, and nothing else can change that.
    let output = ask(&arguments, &["none", "3", "n", "none", "s"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(position(&text, "Safety first") < position(&text, "Who decides about a referral?"));
    assert!(!text.contains("Do they agree to be referred"), "{text}");
    assert!(
        text.contains("So far: active signposting\nThe route is settled."),
        "{text}"
    );
    assert!(
        text.contains("Feeling lonely or cut off: Active signposting"),
        "{text}"
    );
}

#[test]
fn silence_at_the_safety_questions_is_never_no() {
    let arguments = with_you(&["--need", "loneliness"]);
    let output = ask(&arguments, &["", "p", "99", "none", "q"]);
    let text = out(&output);
    assert!(
        text.contains("type the numbers of those that are so, or `none`"),
        "{text}"
    );
    assert!(
        text.contains("`99` is not in the list: type 1 to 24"),
        "{text}"
    );
    assert!(text.contains("Answered no: 24."), "{text}");
    // Stopped before the route was settled.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_danger_is_shown_at_once_and_goes_on_only_where_that_is_wanted() {
    let arguments = with_you(&["--need", "loneliness"]);
    // The third question of the list is chest pain.
    let output = ask(&arguments, &["3", "n"]);
    let text = out(&output);
    assert!(
        text.contains("  - Do they have new chest pain? yes\nAnswered no: 23."),
        "{text}"
    );
    assert!(position(&text, "STOP: do this first") < position(&text, "Go on with the questions"));
    assert!(
        !text.contains("Who decides about a referral?\n  1."),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
    // Not ruled out stops as well, and says so.
    let unsure = out(&ask(&arguments, &["3u", "n"]));
    assert!(unsure.contains("Now (not ruled out): Ring 999"), "{unsure}");
}

#[test]
fn questions_to_be_asked_alone_can_be_put_off_and_then_count_as_not_asked() {
    let arguments = with_you(&["--need", "loneliness"]);
    let output = ask(&arguments, &["none p", "q"]);
    let text = out(&output);
    assert!(
        position(&text, "Ask only when nobody else can see or hear.")
            < position(&text, "20. Have they already harmed themselves")
    );
    assert!(
        text.contains("Answered no: 19; those to be asked alone are put off."),
        "{text}"
    );
    assert!(text.contains("Safety questions not answered: 5"), "{text}");
    assert_eq!(output.status.code(), Some(1));
    // One of them answered and put off at once is a slip.
    let slip = out(&ask(&arguments, &["21 p", "q"]));
    assert!(slip.contains("one of them was answered"), "{slip}");
}

#[test]
fn back_undoes_the_answer_before_it() {
    let arguments = with_you(&["--need", "loneliness"]);
    let output = ask(&arguments, &["3", "b", "none", "3", "b", "1", "q"]);
    let text = out(&output);
    // The stop was taken back with the answer that raised it.
    assert!(
        !text[position(&text, "--------")..].contains("STOP"),
        "{text}"
    );
    // "Not clear" was taken back too, so whether they agree can matter again.
    assert!(
        text.contains("Do they agree to be referred to a link worker?"),
        "{text}"
    );
    assert!(out(&ask(&arguments, &["b", "q"])).contains("This is the first question."));
}

#[test]
fn what_is_not_known_or_skipped_is_not_asked_again() {
    let arguments = with_you(&["--need", "loneliness"]);
    let output = ask(&arguments, &["none", "s", "u", "q"]);
    let text = out(&output);
    let asked = text
        .matches("Who decides about a referral?\n  1. they do")
        .count();
    assert_eq!(asked, 1, "{text}");
}

#[test]
fn a_number_of_falls_is_typed_as_it_is_and_not_as_a_place_in_a_list() {
    let facts = [
        "--need",
        "falls",
        "--age",
        "78",
        "--fact",
        "decides=self",
        "--fact",
        "agrees-ahp=yes",
        "--fact",
        "agrees-link-worker=yes",
        "--fact",
        "falls.seen-by-ahp=no",
    ];
    let output = ask(
        &[&with_you(&facts)[..], &["--format", "json"]].concat(),
        &["none", "1", "q"],
    );
    let asked = err(&output);
    assert!(asked.contains("\n  0\n  1\n  2+\n"), "{asked}");
    let plan = json(&output);
    // One fall, not "the first of the list", which is none; it is among what is known.
    let known = plan["needs"][0]["reason"].to_string();
    assert!(!known.contains("\"answers\":[\"0\"]"), "{known}");
    assert!(plan["red_flags_unanswered"].as_array().unwrap().is_empty());
    // Several: at least one fall.
    let several = ask(
        &[&with_you(&facts)[..], &["--format", "json"]].concat(),
        &["none", "1|2+", "q"],
    );
    assert!(
        !err(&several).contains("is not in the list"),
        "{}",
        err(&several)
    );
}

#[test]
fn words_that_are_not_exact_offer_what_they_may_mean() {
    let output = ask(&["--near", "CO4"], &["frends", "1", "none", "q"]);
    let text = out(&output);
    assert!(
        text.contains("Which is meant by \"frends\"?\n  1. "),
        "{text}"
    );
    let danger = out(&ask(&[], &["wants to end it all", "q"]));
    assert!(danger.contains("This may mean danger."), "{danger}");
    assert!(danger.contains("116 123"), "{danger}");
}

#[test]
fn a_case_file_answers_in_place_of_a_person_and_gets_the_plan_it_must_get() {
    let output = ask(
        &["--answers", "examples/cases/mr-b.yaml", "--format", "json"],
        &[],
    );
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let plan = json(&output);
    assert_eq!(plan["route"], "ahp");
    assert_eq!(plan["needs"][0]["route"], "ahp");
    assert_eq!(plan["needs"][2]["route"], "link-worker");
    // Whether he is unsteady cannot change anything once he fell twice and nobody looked at it.
    let asked = err(&output);
    assert!(!asked.contains("Are they unsteady"), "{asked}");
    assert!(asked.contains("How many times have they fallen"), "{asked}");
}

#[test]
fn every_worked_case_that_is_decided_gets_the_same_routes_when_it_is_asked() {
    let mut compared = 0;
    let mut files: Vec<_> = fs::read_dir("examples/cases")
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for path in files {
        let file = path.to_str().unwrap();
        let asked = ask(&["--answers", file, "--format", "json"], &[]);
        let whole = Command::new(env!("CARGO_BIN_EXE_signpost"))
            .args(["route", file, "--format", "json"])
            .env_clear()
            .output()
            .unwrap();
        if whole.status.code() != Some(0) || asked.stdout.is_empty() {
            continue;
        }
        let (asked, whole) = (json(&asked), json(&whole));
        if whole["needs"].as_array().unwrap().is_empty() {
            continue;
        }
        compared += 1;
        assert_eq!(asked["route"], whole["route"], "{file}");
        for (asked, whole) in asked["needs"]
            .as_array()
            .unwrap()
            .iter()
            .zip(whole["needs"].as_array().unwrap())
        {
            // A case that leaves open what is asked earlier is settled by other answers; the route is the same.
            if whole["decided"] == true {
                assert_eq!(asked["route"], whole["route"], "{file}: {}", whole["need"]);
            }
        }
    }
    assert!(compared > 50, "{compared} cases were compared");
}

#[test]
fn answers_are_kept_only_where_named_for_the_owner_alone_and_with_less_than_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.yaml");
    let file = path.to_str().unwrap();
    let arguments = with_you(&[
        "--need",
        "loneliness",
        "--near",
        "CO4 5JR",
        "--matters",
        "To sing again",
        "--out",
        file,
    ]);
    let lines = ["none", "3", "n", "2 3", "82", "s"];
    let output = ask(&arguments, &lines);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("near: CO4\n") && !text.contains("5JR"),
        "{text}"
    );
    assert!(!text.contains("sing"), "{text}");
    assert!(text.contains("asked_on: 2026-11-23\n"), "{text}");
    assert!(text.contains("age: 82\n"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    // It can be read again, and gets the same plan.
    let again = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["route", file, "--format", "json"])
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    assert_eq!(json(&again)["needs"][0]["route"], "active-signposting");
    // Nothing is written over.
    assert_eq!(ask(&arguments, &lines).status.code(), Some(2));
}

#[test]
fn answers_are_not_kept_in_a_git_work_tree_unless_the_story_is_invented() {
    let tree = tempfile::tempdir().unwrap();
    fs::create_dir_all(tree.path().join(".git")).unwrap();
    fs::create_dir_all(tree.path().join("inner")).unwrap();
    let path = tree.path().join("inner/case.yaml");
    let file = path.to_str().unwrap();
    let arguments = with_you(&["--need", "loneliness", "--out", file]);
    let refused = ask(&arguments, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        err(&refused).contains("lies in the git work tree"),
        "{}",
        err(&refused)
    );
    assert!(!path.exists());
    let invented = [&arguments[..], &["--invented-story"]].concat();
    ask(&invented, &["none", "q"]);
    assert!(Path::new(file).exists());
}

#[test]
fn lines_fit_sixty_columns() {
    let output = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["ask", "--answers", "examples/cases/mr-b.yaml"])
        .env_clear()
        .env("COLUMNS", "60")
        .output()
        .unwrap();
    let text = out(&output);
    let conversation = &text[..position(&text, "--------")];
    for line in conversation.lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

#[test]
fn who_is_asking_is_asked_once_and_remembered_only_if_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let start = |lines: &[&str]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_signpost"))
            .args(["ask", "--need", "loneliness"])
            .env_clear()
            .env("XDG_CONFIG_HOME", folder.path())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let typed = format!("{}\n", lines.join("\n"));
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    };
    let kept = folder.path().join("signpost/profile.toml");
    // Safety, you, you, you, who decides; then stopped, and not remembered.
    let first = start(&["none", "1", "2", "y", "q", "n"]);
    assert!(
        out(&first).contains("About you.\nWho is asking?"),
        "{}",
        out(&first)
    );
    assert!(!kept.exists());
    let second = start(&["none", "1", "2", "y", "q", "y"]);
    assert!(kept.exists(), "{} {}", out(&second), err(&second));
    let third = start(&["none", "q"]);
    let text = out(&third);
    assert!(!text.contains("About you."), "{text}");
    assert!(
        text.contains("an allied health professional (not a paramedic)"),
        "{text}"
    );
}

/// Lines that settle the route of loneliness at once: nobody is clear who decides.
const TO_THE_END: [&str; 5] = ["none", "3", "n", "none", "82"];

#[test]
fn what_matters_is_asked_last_stands_on_the_plan_and_is_kept_only_where_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (keep, name) in [(false, "a.yaml"), (true, "b.yaml")] {
        let path = folder.path().join(name);
        let mut arguments = with_you(&["--need", "loneliness", "--near", "CO4", "--out"]);
        arguments.insert(5, path.to_str().unwrap());
        if keep {
            arguments.push("--keep-matters");
        }
        let lines = [&TO_THE_END[..], &["ring 01632 960100", "To sing again"]].concat();
        let output = ask(&arguments, &lines);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let text = out(&output);
        assert!(text.contains("leave out numbers"), "{text}");
        assert!(text.contains("What matters: To sing again"), "{text}");
        let kept = fs::read_to_string(&path).unwrap();
        assert_eq!(kept.contains("To sing again"), keep, "{kept}");
    }
    let skipped = out(&ask(
        &with_you(&["--need", "loneliness", "--near", "CO4"]),
        &[&TO_THE_END[..], &["s"]].concat(),
    ));
    assert!(skipped.contains("what matters to them?"), "{skipped}");
    assert!(!skipped.contains("What matters:"), "{skipped}");
}

#[test]
fn back_and_stop_are_taken_inside_a_step_as_well() {
    let arguments = with_you(&["--need", "loneliness"]);
    // At the age: back to the list of support needs, then stopped at the place.
    let lines = ["none", "3", "n", "2", "b", "1", "82", "q"];
    let output = ask(&[&arguments[..], &["--format", "json"]].concat(), &lines);
    let asked = err(&output);
    assert_eq!(
        asked
            .matches("What would a service have to cope with?")
            .count(),
        2,
        "{asked}"
    );
    assert!(!asked.contains("is not an age"), "{asked}");
    assert!(!asked.contains("what matters to them"), "{asked}");
    let find = json(&output)["needs"][0]["offers"].to_string();
    // What was taken back is gone: the first of the list, not the second.
    assert!(find.contains("--with wheelchair"), "{find}");
    assert!(!find.contains("walking aid"), "{find}");
    // At the choice of a need.
    let needs = out(&ask(&[], &["frends", "b", "s", "q"]));
    assert_eq!(needs.matches("What do they need help with?").count(), 2);
    assert!(needs.contains("name at least one thing"), "{needs}");
}

#[test]
fn safety_questions_can_be_skipped_and_then_count_as_not_asked() {
    let arguments = with_you(&["--need", "loneliness"]);
    let output = ask(&arguments, &["u", "7s", "q"]);
    let text = out(&output);
    assert!(text.contains("which of them is not known?"), "{text}");
    assert!(text.contains("Answered no: 23; not asked: 1."), "{text}");
    assert!(text.contains("Safety questions not answered: 1"), "{text}");
    assert_eq!(output.status.code(), Some(1));
    let all = out(&ask(&arguments, &["s", "q"]));
    assert!(all.contains("Safety questions not answered: 24"), "{all}");
}

#[test]
fn the_provisional_route_stands_above_the_questions_about_the_worker_too() {
    let text = out(&ask(&["--need", "loneliness"], &["none", "q"]));
    let you = position(&text, "About you.");
    assert!(position(&text, "So far: not settled:") < you, "{text}");
    assert!(position(&text, "Could still change it:") < you, "{text}");
}

#[test]
fn the_place_for_the_answers_is_tried_before_anything_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing/case.yaml");
    let output = ask(
        &with_you(&["--need", "loneliness", "--out", path.to_str().unwrap()]),
        &["none", "q"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("there is no folder"),
        "{}",
        err(&output)
    );
    assert!(!out(&output).contains("Safety first"), "{}", out(&output));
}

#[test]
fn the_answers_are_kept_even_where_nobody_reads_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.yaml");
    let mut child = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["ask", "--need", "loneliness", "--format", "json", "--out"])
        .arg(&path)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(b"none\nq\n");
    child.wait().unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("loneliness"));
}

#[test]
fn what_has_to_be_said_about_the_place_is_said_as_by_route() {
    let arguments = with_you(&["--need", "loneliness"]);
    let without = err(&ask(&arguments, &["none", "q"]));
    assert!(without.contains("no place given"), "{without}");
}
