//! `signpost rules check` over the shipped rules, and over the same with one mistake in them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn check(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["rules", "check"])
        .arg(folder)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What is found where one piece of the shipped rules is another, on one line for each finding.
fn with_mistake(right: &str, wrong: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["signpost.toml", "needs.yaml", "areas.yaml", "routing.toml"] {
        let text = fs::read_to_string(Path::new("directory").join(name)).unwrap();
        let text = if name == "routing.toml" {
            assert!(text.contains(right), "{right}");
            text.replacen(right, wrong, 1)
        } else {
            // Exceptions for services that are not here would each be a finding.
            text.split("[[allow]]").next().unwrap().to_owned()
        };
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = check(folder.path());
    let lines = out(&output)
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ");
    (output.status.code().unwrap(), lines)
}

#[test]
fn everything_is_proved_of_the_shipped_rules() {
    let output = check(Path::new("directory"));
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(
        text.contains("[a-paramedic-works-by-the-episode;"),
        "{text}"
    );
    for proved in [
        "every case of every need gets a route",
        "every rule can apply",
        "every rule decides something",
        "no rule could be left out without changing a decision",
        "a stop is never set aside",
        "Nobody has approved these rules",
    ] {
        assert!(text.contains(proved), "{proved}: {text}");
    }
    // The promises of routing.toml, counted by hand.
    let rules = fs::read_to_string("directory/routing.toml").unwrap();
    let number = |heading: &str| rules.matches(heading).count();
    assert!(number("[[always]]") + number("[[never]]") + number("[[never_weaker]]") >= 10);
    let held = format!(
        "{} `always` and {} `never` hold",
        number("[[always]]"),
        number("[[never]]")
    );
    assert!(text.contains(&held), "{text}");
}

#[test]
fn a_red_flag_that_needs_agreement_breaks_the_promise_that_it_stops() {
    let (status, text) = with_mistake(
        "when = { chest-pain = \"yes\" }",
        "when = { chest-pain = \"yes\", agrees-ahp = \"yes\" }",
    );
    assert_eq!(status, 1);
    assert!(
        text.contains("error[promise-broken]: `every-red-flag-stops` (always) is broken"),
        "{text}"
    );
    assert!(text.contains("chest-pain is yes"), "{text}");
    assert!(
        text.contains("id = \"stop-chest-pain\""),
        "the rule that lost it is shown: {text}"
    );
}

#[test]
fn without_the_default_there_is_a_gap() {
    let (status, text) = with_mistake(
        "id = \"signpost-default\"\nroute",
        "id = \"signpost-default\"\nwhen = { complexity = \"single\" }\nroute",
    );
    assert_eq!(status, 1);
    assert!(text.contains("error[case-without-route]"), "{text}");
    assert!(text.contains("complexity is several"), "{text}");
}

#[test]
fn one_fall_typed_for_two_breaks_a_promise_and_is_weaker_when_raised() {
    let (_, text) = with_mistake(
        "when = { falls-12-months = \"2+\", seen-by-ahp = \"no\" }\nroute = \"ahp\"",
        "when = { falls-12-months = \"1\", seen-by-ahp = \"no\" }\nroute = \"ahp\"",
    );
    assert!(
        text.contains("`repeated-falls-reach-an-ahp` (always) is broken"),
        "{text}"
    );
    assert!(
        text.contains("error[weaker-when-raised]: `more-falls` is broken"),
        "{text}"
    );
}

#[test]
fn an_override_that_lost_a_route_is_found() {
    let (status, text) = with_mistake(
        "instead_of = [\"link-worker\", \"ahp\"]\ndo = [\"clinician-decides\"",
        "instead_of = [\"link-worker\"]\ndo = [\"clinician-decides\"",
    );
    assert_eq!(status, 1);
    assert!(
        text.contains("`no-referral-when-it-is-unclear-who-decides` (never) is broken"),
        "{text}"
    );
}

#[test]
fn a_rule_that_repeats_another_is_redundant_and_one_that_contradicts_itself_never_applies() {
    let extra = "[[rule]]\nid = \"again\"\nwhen = { support = \"lots-of-help\", complexity = \"interacting\" }\n\
                 route = \"link-worker\"\nwhy = \"Said already.\"\n";
    let (status, text) = with_mistake(
        "[[rule]]\nid = \"lw-interacting\"",
        &format!("{extra}[[rule]]\nid = \"lw-interacting\""),
    );
    assert_eq!(status, 1);
    assert!(
        text.contains("warning[rule-redundant]: without `again` every decision would be the same"),
        "{text}"
    );
    // Nobody is a paramedic with long contact: that is declared impossible.
    let never = extra.replace(
        "support = \"lots-of-help\", complexity = \"interacting\"",
        "you-are = \"paramedic\", contact = \"long-term-intensive\"",
    );
    let (_, text) = with_mistake(
        "[[rule]]\nid = \"lw-interacting\"",
        &format!("{never}[[rule]]\nid = \"lw-interacting\""),
    );
    assert!(
        text.contains("warning[rule-never-applies]: `again` can never apply"),
        "{text}"
    );
}

#[test]
fn what_is_allowed_or_turned_off_is_not_said_to_be_proved() {
    let never = "[[rule]]\nid = \"zz\"\nwhen = { falls-12-months = \"0\", all = [{ falls-12-months = \"2+\" }] }\n\
                 route = \"link-worker\"\nwhy = \"Never.\"\n";
    let allowed = "[[allow]]\ncheck = \"rule-never-applies\"\nid = \"zz\"\nreason = \"Tried out for the next version.\"\n\
                   until = 2027-02-01\n";
    for (settings, applies) in [
        ("", Some(false)),
        (allowed, Some(false)),
        ("[severity]\nrule-never-applies = \"off\"\n", None),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in ["signpost.toml", "needs.yaml", "areas.yaml", "routing.toml"] {
            let mut text = fs::read_to_string(Path::new("tests/minimal").join(name)).unwrap();
            match name {
                "signpost.toml" => text.push_str(settings),
                "routing.toml" => text.push_str(never),
                _ => {}
            }
            fs::write(folder.path().join(name), text).unwrap();
        }
        let text = out(&check(folder.path()));
        assert!(text.contains("Proved over every possible case"), "{text}");
        assert!(!text.contains("every rule can apply"), "{text}");
        assert!(!text.contains("every rule decides something"), "{text}");
        assert!(text.contains("a stop is never set aside"), "{text}");
        let output = Command::new(env!("CARGO_BIN_EXE_signpost"))
            .args(["rules", "check", "--format", "json"])
            .arg(folder.path())
            .env_clear()
            .output()
            .unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let proofs = answer["proofs"].as_array().unwrap();
        let holds = |check: &str| {
            let proof = proofs.iter().find(|proof| proof["check"] == check).unwrap();
            proof["holds"].as_bool()
        };
        assert_eq!(holds("rule-never-applies"), applies, "{settings}");
        assert_eq!(holds("rule-never-decides"), applies, "{settings}");
        assert_eq!(holds("case-without-route"), Some(true), "{settings}");
        // The small rules are signed, and these are others.
        assert_eq!(answer["approval"]["state"], "changed");
        assert_eq!(answer["approval"]["role"], "clinical safety lead");
    }
}
