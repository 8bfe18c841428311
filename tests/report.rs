//! What people and programs see of findings.

mod common;

use common::{TEA, load, tea_with};
use signpost::load::Loaded;
use signpost::report::{json, summary, text};

fn plain(loaded: &Loaded) -> String {
    text::findings(&loaded.findings, &loaded.sources, false)
}

#[test]
fn a_finding_shows_place_line_carets_and_what_to_do() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    assert_eq!(
        plain(&loaded),
        "\
error[unknown-word]: `actve` is not a word for `status`
 --> services/befriending/tea.yaml:6:9
  |
6 | status: actve
  |         ^^^^^
  |
  = help: did you mean `active`?

"
    );
}

#[test]
fn two_files_stand_in_one_finding() {
    let tea = tea_with("id:", "id: tea");
    let loaded = load(&[("services/z/tea.yaml", &tea)]);
    assert_eq!(
        plain(&loaded),
        "\
error[duplicate-id]: the id `tea` is used twice
 --> services/z/tea.yaml:1:5
  |
1 | id: tea
  |     ^^^
  |
 ::: services/befriending/tea.yaml:1:5
  |
1 | id: tea
  |     --- first used here
  |
  = help: give one of them another id; ids are never reused

"
    );
}

#[test]
fn columns_count_characters_here_too() {
    let loaded = load(&[(
        TEA,
        &tea_with("contact:", "contact: {text: Tŷ Hafan, fone: 1}"),
    )]);
    let shown = plain(&loaded);
    assert!(shown.contains("tea.yaml:10:27\n"), "{shown}");
    let value: serde_json::Value = serde_json::from_str(&json::findings(
        &loaded.findings,
        &loaded.sources,
        true,
        None,
    ))
    .unwrap();
    assert_eq!(value["findings"][0]["column"], 27);
    assert_eq!(value["findings"][0]["end_column"], 31);
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    assert!(!plain(&loaded).contains('\u{1b}'));
    assert!(text::findings(&loaded.findings, &loaded.sources, true).contains("\u{1b}["));
}

#[test]
fn nothing_in_a_file_moves_the_cursor() {
    let nasty = "status: \"act\u{1b}[2J\u{202e}ve\u{9b}\" # \u{7}\u{1b}]0;title";
    let loaded = load(&[
        (TEA, &tea_with("status:", nasty)),
        ("services/\u{1b}[2J.txt", "x"),
    ]);
    assert_eq!(loaded.findings.len(), 2, "{}", plain(&loaded));
    for shown in [
        plain(&loaded),
        json::findings(&loaded.findings, &loaded.sources, true, None),
    ] {
        let bad = shown
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{shown}");
    }
}

#[test]
fn text_that_must_not_be_told_is_in_no_excerpt_of_its_file() {
    let place = "locations: [{confidential: yes, district: CO1, postcode: CO1 1JB, flor: 2}]";
    let loaded = load(&[(TEA, &(tea_with("status:", "status: actve") + place + "\n"))]);
    let kinds = common::ids(&loaded.findings);
    assert_eq!(
        kinds,
        ["unknown-word", "confidential-address", "unknown-key"]
    );
    for shown in [
        plain(&loaded),
        text::findings(&loaded.findings, &loaded.sources, true),
        json::findings(&loaded.findings, &loaded.sources, true, None),
    ] {
        assert!(!shown.contains("1JB"), "{shown}");
        assert!(!shown.contains("district: CO1,"), "{shown}");
    }
    assert!(
        plain(&loaded).contains("tea.yaml:13:"),
        "{}",
        plain(&loaded)
    );
}

#[test]
fn a_long_value_is_not_shown_whole() {
    let many = "a\n".repeat(1000);
    let long = "x".repeat(50_000);
    for text in [
        many,
        format!("{long}: 1\n"),
        format!("id: {long}\n"),
        format!("[{long}]"),
    ] {
        let shown = plain(&load(&[(TEA, &text)]));
        assert!(shown.len() < 40_000, "{}", shown.len());
    }
}

#[test]
fn text_fits_80_columns() {
    let loaded = load(&[
        ("areas.yaml", ""),
        (TEA, &tea_with("organization:", "organisation: x")),
    ]);
    for line in plain(&loaded).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn json_has_the_promised_shape() {
    let tea = tea_with("id:", "id: tea");
    let loaded = load(&[("services/z/tea.yaml", &tea)]);
    let value: serde_json::Value = serde_json::from_str(&json::findings(
        &loaded.findings,
        &loaded.sources,
        true,
        None,
    ))
    .unwrap();
    assert_eq!(
        value,
        serde_json::json!({
            "version": 1,
            "demonstration": true,
            "findings": [{
                "check": "duplicate-id",
                "severity": "error",
                "message": "the id `tea` is used twice",
                "file": "services/z/tea.yaml",
                "line": 1, "column": 5, "end_line": 1, "end_column": 8,
                "help": "give one of them another id; ids are never reused",
                "related": [{
                    "message": "first used here",
                    "file": "services/befriending/tea.yaml",
                    "line": 1, "column": 5, "end_line": 1, "end_column": 8,
                }],
                "subject": "tea",
            }],
            "changed_since": null,
            "counts": {"error": 1, "warning": 0, "note": 0},
        })
    );
}

#[test]
fn nothing_found_is_said_and_not_empty() {
    let loaded = load(&[]);
    assert_eq!(plain(&loaded), "");
    assert_eq!(summary(&loaded.findings), "nothing found");
    let loaded = load(&[(TEA, "")]);
    assert_eq!(summary(&loaded.findings), "1 error");
}
