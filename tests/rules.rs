//! `signpost rules`: the rules read aloud, and signed.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{MINIMAL, TODAY, load};
use jiff::civil::{Date, date};
use signpost::load::{self as loader, Loaded};
use signpost::model::need::NeedIndex;
use signpost::model::rule::Route;
use signpost::read_aloud::script::{Line, script};
use signpost::read_aloud::{Reading, read_aloud};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

// ---- read aloud ----------------------------------------------------------------------------------------------------

const FACTS: &str = r#"version = "7"
owner = "clinical lead"
review = 2027-05-31
[sources.guide]
title = "A guide"
[actions.call-999]
label = "Ring 999 now."
urgency = "now"
service = "emergency"
[actions.ask-111]
label = "Ring 111 and ask."
urgency = "now"
[actions.tea]
label = "Tell them about the tea"
[facts.chest-pain]
ask = "Is there chest pain?"
red_flag = true
unsure_do = "ask-111"
[facts.falls]
ask = "How many falls?"
band = ["0", { value = "1", label = "just one" }, "2+"]
[facts.agrees]
ask = "Do they agree?"
unsure = "no"
[facts.alone]
ask = "Are they alone"
[facts.who]
ask = "Who asks?"
values = [{ value = "a", label = "an AHP, or a student" }, { value = "b", label = "a navigator" }, { value = "c", label = "anyone" }]
[facts.circumstances]
ask = "Which of these apply?"
set = [{ value = "frail", label = "frail" }, { value = "carer", label = "looks after someone, unpaid" }, "homeless"]
"#;

fn with(rules: &str) -> Loaded {
    let loaded = load(&[("routing.toml", &format!("{FACTS}{rules}"))]);
    assert!(!loaded.refuses, "{:#?}", loaded.findings);
    loaded
}

/// What is said between the name and the reason, each sentence as it stands and each entry with its depth.
fn said_of(rule: &str) -> Vec<String> {
    let loaded = with(&format!(
        "[[rule]]\nid = \"tried\"\nroute = \"link-worker\"\nwhy = \"it is so\"\n{rule}"
    ));
    lines_of(&read_aloud(&loaded.directory, None, TODAY), "tried")
}

/// What is said of one rule, after its name.
fn lines_of(reading: &Reading, id: &str) -> Vec<String> {
    script(reading)
        .into_iter()
        .skip_while(|line| *line != Line::Name(id.to_owned()))
        .skip(1)
        .map_while(|line| match line {
            Line::Sentence(text) => Some(text),
            Line::Item { depth, text } => Some(format!("{}- {text}", "  ".repeat(depth))),
            _ => None,
        })
        .collect()
}

/// What is said of a condition: between whom it is about and where it leads.
fn condition(when: &str) -> Vec<String> {
    let lines = said_of(&format!("when = {when}\n"));
    assert_eq!(lines.first().unwrap(), "For every need.");
    let then = lines
        .iter()
        .position(|line| line.starts_with("Then:"))
        .unwrap();
    lines[1..then].to_vec()
}

#[test]
fn one_question_stands_beside_when() {
    assert_eq!(
        condition("{ falls = \"2+\" }"),
        ["When: How many falls? 2+."]
    );
    assert_eq!(
        condition("{ alone = \"yes\" }"),
        ["When: Are they alone: Yes."]
    );
}

#[test]
fn several_answers_are_said_by_their_labels() {
    assert_eq!(
        condition("{ falls = [\"1\", \"2+\"] }"),
        ["When: How many falls? Just one or 2+."]
    );
    assert_eq!(
        condition("{ who = [\"a\", \"b\"] }"),
        ["When: Who asks? An AHP, or a student; or a navigator."]
    );
}

#[test]
fn not_known_is_said_where_it_counts_and_only_there() {
    assert_eq!(
        condition("{ agrees = \"no\" }"),
        ["When: Do they agree? No, or not known."]
    );
    assert_eq!(
        condition("{ agrees = \"yes\" }"),
        ["When: Do they agree? Yes."]
    );
    assert_eq!(
        condition("{ not = { agrees = \"yes\" } }"),
        ["When: Do they agree? No, or not known."]
    );
    assert_eq!(
        condition("{ chest-pain = \"no\" }"),
        ["When: Is there chest pain? No."]
    );
}

#[test]
fn elements_of_a_set_are_said_as_among_others() {
    assert_eq!(
        condition("{ circumstances = \"frail\" }"),
        ["When: Which of these apply? Among them: frail."]
    );
    assert_eq!(
        condition("{ circumstances = [\"frail\", \"carer\", \"homeless\"] }"),
        [
            "When: Which of these apply? At least one of: frail; looks after someone, unpaid; or homeless."
        ]
    );
    assert_eq!(
        condition("{ not = { circumstances = \"frail\" } }"),
        ["When: Which of these apply? Not among them: frail."]
    );
    assert_eq!(
        condition("{ not = { circumstances = [\"frail\", \"homeless\"] } }"),
        ["When: Which of these apply? None of: frail or homeless."]
    );
}

#[test]
fn what_must_hold_together_stands_in_a_list_nested_as_it_is_meant() {
    let when = "{ falls = \"2+\", any = [ { circumstances = \"frail\" }, { who = \"b\", alone = \"no\" } ], all = [ { agrees = \"yes\" } ] }";
    assert_eq!(
        condition(when),
        [
            "When all of these hold:",
            "- How many falls? 2+.",
            "- Any one of these:",
            "  - Which of these apply? Among them: frail.",
            "  - All of these:",
            "    - Who asks? A navigator.",
            "    - Are they alone: No.",
            "- Do they agree? Yes.",
        ]
    );
}

#[test]
fn not_is_carried_to_the_answers() {
    assert_eq!(
        condition("{ not = { falls = \"2+\", alone = \"yes\" } }"),
        [
            "When any one of these holds:",
            "- How many falls? 0 or just one.",
            "- Are they alone: No.",
        ]
    );
    assert_eq!(
        condition("{ not = { any = [ { falls = \"2+\" }, { not = { alone = \"yes\" } } ] } }"),
        [
            "When all of these hold:",
            "- How many falls? 0 or just one.",
            "- Are they alone: Yes.",
        ]
    );
}

#[test]
fn lists_without_parts_say_what_they_mean() {
    assert_eq!(condition("{}"), ["In every case."]);
    assert_eq!(
        condition("{ any = [] }"),
        ["When: Never: nothing is named."]
    );
    assert!(said_of("unless = {}\n").contains(&"Unless: Always.".to_owned()));
}

#[test]
fn a_whole_rule_is_said_from_whom_to_when_it_is_due() {
    let loaded = with(
        r#"[[rule]]
id = "first"
route = "ahp"
why = "one"
[[rule]]
id = "whole"
for = ["falls"]
when = { falls = "2+" }
unless = { alone = "yes" }
route = "ahp"
profession = "orthoptist"
instead_of = ["active-signposting", "link-worker", "first"]
do = ["tea", "ask-111"]
hold = ["tea", "loneliness"]
why = "Falls are looked at"
cite = "guide: page 3"
owner = "falls lead"
review = 2026-11-22
"#,
    );
    let reading = read_aloud(&loaded.directory, None, TODAY);
    let falls = loaded
        .directory
        .needs
        .iter()
        .find(|need| need.id.value == "falls")
        .unwrap();
    let lonely = loaded
        .directory
        .needs
        .iter()
        .find(|need| need.id.value == "loneliness")
        .unwrap();
    let tea = loaded.directory.service_by_id("tea").unwrap();
    assert_eq!(
        lines_of(&reading, "whole"),
        [
            &format!("For: {}.", falls.label),
            "When: How many falls? 2+.",
            "Unless: Are they alone: Yes.",
            "Then: AHP (orthoptist).",
            "Sets aside every active signposting rule, every link worker rule and the rule first.",
            "Do:",
            "- Tell them about the tea.",
            "- Now: Ring 111 and ask.",
            "Meanwhile these wait:",
            &format!("- {}.", tea.name),
            &format!("- Services for: {}.", lonely.label),
            "Because: Falls are looked at.",
            "From: A guide; page 3.",
            "Owner: falls lead. Overdue: review was due on 22 November 2026.",
        ]
    );
    assert!(reading.rules[1].overdue && !reading.rules[0].overdue);
    assert!(script(&reading).contains(&Line::Sentence("Review is overdue for whole.".to_owned())));
}

#[test]
fn a_stop_says_what_to_do_where_the_danger_cannot_be_ruled_out() {
    let loaded = with(
        "[[rule]]\nid = \"halt\"\nwhen = { chest-pain = \"yes\" }\nroute = \"stop\"\ndo = [\"call-999\"]\nwhy = \"x\"\n",
    );
    assert_eq!(
        lines_of(&read_aloud(&loaded.directory, None, TODAY), "halt")[..5],
        [
            "For the person, whatever they need help with.",
            "When: Is there chest pain? Yes, or not ruled out.",
            "Then: stop.",
            "Do: Now: Ring 999 now.",
            "If it cannot be ruled out, instead: Now: Ring 111 and ask.",
        ]
    );
}

#[test]
fn promises_are_said_with_their_routes() {
    let loaded = with(
        r#"[[rule]]
id = "first"
route = "ahp"
why = "one"
[[always]]
id = "kept"
when = { falls = "2+" }
unless = { alone = "yes" }
route = ["ahp", "stop"]
[[never]]
id = "shunned"
route = "link-worker"
[[never_weaker]]
id = "more"
facts = ["falls", "agrees", "chest-pain", "circumstances"]
[[impossible]]
id = "none"
when = { who = "a", alone = "yes" }
"#,
    );
    let reading = read_aloud(&loaded.directory, None, TODAY);
    assert_eq!(
        lines_of(&reading, "kept"),
        [
            "For every need.",
            "In every case where: How many falls? 2+.",
            "But not where: Are they alone: Yes.",
            "The route is always AHP or stop.",
        ]
    );
    assert_eq!(
        lines_of(&reading, "shunned"),
        [
            "For every need.",
            "In every case.",
            "The route is never link worker."
        ]
    );
    assert_eq!(
        lines_of(&reading, "none")[0],
        "There is no case where all of these hold:"
    );
    assert_eq!(
        lines_of(&reading, "more")[2..],
        [
            "- How many falls? From least to most: 0; just one; 2+.",
            "- Do they agree? From no to yes.",
            "- Is there chest pain? From no to yes, or to not ruled out.",
            "- Which of these apply? Each of them, from no to yes.",
        ]
    );
    let lines = script(&reading);
    let nobody = Line::Sentence("There is no case where all of these hold:".to_owned());
    assert!(lines.contains(&nobody));
}

fn shipped() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
    loader::folder::load(&root).unwrap()
}

fn need(loaded: &Loaded, id: &str) -> NeedIndex {
    let mut needs = loaded.directory.needs.iter();
    NeedIndex::from_position(needs.position(|need| need.id.value == id).unwrap())
}

#[test]
fn every_rule_of_the_demonstration_is_read_once_strongest_first() {
    let loaded = shipped();
    let rules = &loaded.directory.rules;
    let reading = read_aloud(&loaded.directory, None, TODAY);
    let ids: BTreeSet<&str> = reading.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules.rules.len());
    assert_eq!(reading.rules.len(), rules.rules.len());
    let routes: Vec<Route> = reading.rules.iter().map(|rule| rule.route).collect();
    assert!(routes.is_sorted_by(|before, after| before >= after));
    let stops: Vec<&str> = rules
        .rules
        .iter()
        .filter(|rule| rule.route == Route::Stop)
        .map(|rule| rule.id.value.as_str())
        .collect();
    let read: Vec<&str> = reading.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(
        read[..stops.len()],
        stops,
        "one route in the order of the file"
    );
}

#[test]
fn nothing_that_a_rule_asks_for_is_left_unsaid() {
    let loaded = shipped();
    let rules = &loaded.directory.rules;
    let reading = read_aloud(&loaded.directory, None, TODAY);
    for rule in &rules.rules {
        let said = lines_of(&reading, &rule.id.value).join(" ");
        for action in &rule.do_ {
            assert!(
                said.contains(&rules.action(*action).label),
                "{}",
                rule.id.value
            );
        }
        for condition in rule.when.iter().chain(&rule.unless) {
            condition.variables(&mut |variable, _, _| {
                let fact = rules.fact(rules.variables[variable.position()].fact);
                assert!(
                    said.contains(&fact.ask),
                    "{}: {}",
                    rule.id.value,
                    fact.id.value
                );
            });
        }
        assert!(said.contains(&rule.why) && said.contains(&rule.owner));
        assert!(said.contains("Due for review by 31 May 2027."));
    }
}

#[test]
fn one_need_brings_its_own_rules_and_those_of_the_person() {
    let loaded = shipped();
    let falls = need(&loaded, "falls");
    let reading = read_aloud(&loaded.directory, Some(falls), TODAY);
    let has = |id: &str| reading.rules.iter().any(|rule| rule.id == id);
    assert!(has("ahp-repeated-falls") && has("stop-chest-pain") && has("signpost-default"));
    assert!(!has("ahp-sight-loss") && !has("stop-seeing-things") && !has("lw-young-carer"));
    let promised: Vec<&str> = reading
        .promises
        .iter()
        .map(|promise| promise.id.as_str())
        .collect();
    assert!(promised.contains(&"repeated-falls-reach-an-ahp"));
    assert!(!promised.contains(&"a-crisis-named-stops"));
}

#[test]
fn many_needs_are_said_by_their_groups_and_groups_are_listed_once() {
    let loaded = shipped();
    let reading = read_aloud(&loaded.directory, None, TODAY);
    let for_of = |id: &str| {
        let rule = reading.rules.iter().find(|rule| rule.id == id).unwrap();
        rule.for_.in_words.clone()
    };
    assert_eq!(
        for_of("lw-no-time"),
        "For every need of the groups social, practical and wellbeing."
    );
    let carer = &loaded.directory.need(need(&loaded, "young-carer")).label;
    assert_eq!(for_of("under-18"), format!("For every need but: {carer}."));
    let label = |id: &str| loaded.directory.need(need(&loaded, id)).label.clone();
    assert_eq!(
        for_of("lw-needs-company"),
        format!(
            "For every need of the group social; also for: {}; {}.",
            label("physical-activity"),
            label("mental-wellbeing")
        )
    );
    assert_eq!(for_of("signpost-default"), "For every need.");
    let social = reading.groups.iter().find(|group| group.group == "social");
    assert_eq!(social.unwrap().needs.len(), 11);
}

#[test]
fn the_state_of_the_approval_is_said_in_words() {
    let said = |rules: &str, today: Date| {
        let loaded = load(&[("routing.toml", rules)]);
        read_aloud(&loaded.directory, None, today).about
    };
    let rules = MINIMAL[3].1;
    let about = said(rules, TODAY);
    assert_eq!(about.approval, "approved");
    assert_eq!(
        about.approval_in_words,
        "Approved for use with people on 1 November 2026 (clinical safety lead, Small directory); the approval has to be given again by 31 May 2027."
    );
    assert_eq!(said(rules, date(2027, 6, 1)).approval, "overdue");
    assert!(said(rules, date(2027, 6, 1)).overdue);
    let changed = said(&rules.replace("Ring 999 now.", "Ring 999."), TODAY);
    assert_eq!(changed.approval, "changed");
    assert!(changed.approval_in_words.contains("have changed since"));
    let unsigned = with("[[rule]]\nid = \"d\"\nroute = \"ahp\"\nwhy = \"x\"\n");
    let about = read_aloud(&unsigned.directory, None, TODAY).about;
    assert_eq!(about.approval, "missing");
}

// ---- the commands --------------------------------------------------------------------------------------------------

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
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

#[test]
fn show_prints_lines_that_fit_and_says_first_that_it_is_a_demonstration() {
    for arguments in [
        &["rules", "show"][..],
        &["rules", "show", "--demo", "--need", "falls"],
    ] {
        let output = run(arguments);
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(out(&output).starts_with("DEMONSTRATION of 23 November 2026"));
        for line in out(&output).lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(out(&output).contains("\nahp-repeated-falls\n"));
    }
}

#[test]
fn show_in_json_has_the_documented_keys() {
    let output = run(&["rules", "show", "--need", "fall", "--format", "json"]);
    let reading: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reading["version"], 1);
    assert_eq!(reading["directory"]["demonstration"], true);
    assert_eq!(reading["need"]["id"], "falls");
    assert_eq!(reading["about"]["rules"], 77);
    let rules = reading["rules"].as_array().unwrap();
    let rule = rules
        .iter()
        .find(|rule| rule["id"] == "ahp-repeated-falls")
        .unwrap();
    for key in [
        "id",
        "route",
        "for",
        "when",
        "instead_of",
        "do",
        "hold",
        "why",
        "cite",
        "owner",
        "review",
        "overdue",
    ] {
        assert!(rule.get(key).is_some(), "{key}");
    }
    let parts = rule["when"]["condition"]["all"].as_array().unwrap();
    assert_eq!(parts[0]["fact"], "falls-12-months");
    assert_eq!(parts[0]["values"], serde_json::json!(["2+"]));
    assert_eq!(
        rule["when"]["sentences"][0],
        "How many times have they fallen in the last twelve months? 2+."
    );
}

#[test]
fn show_in_markdown_shows_what_was_typed() {
    let rules = MINIMAL[3].1.replace(
        "why = \"Information is enough.\"",
        "why = \"<b>*All*</b> is [well](x)\"",
    );
    let folder = directory(&[("routing.toml", &rules)]);
    let path = folder.path().to_str().unwrap();
    let output = run(&["rules", "show", "--format", "markdown", "--directory", path]);
    let text = out(&output);
    assert!(text.starts_with("# Small directory: the rules"), "{text}");
    assert!(text.contains("\n## Stop: 1 rule\n"), "{text}");
    assert!(text.contains("\n### repeated-falls\n"), "{text}");
    assert!(
        text.contains("&lt;b&gt;\\*All\\*&lt;/b&gt; is \\[well\\](x)"),
        "{text}"
    );
}

#[test]
fn show_of_a_need_that_is_not_named_exactly_suggests_and_prints_nothing() {
    let output = run(&["rules", "show", "--need", "falsl"]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).is_empty());
    assert!(
        err(&output).contains("not exactly the name of a need"),
        "{}",
        err(&output)
    );
}

const REAL: &str = "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\n";

/// The rules of the small directory, signed by nobody, with comments everywhere.
fn unsigned() -> String {
    let text = MINIMAL[3].1;
    let (top, rest) = text.split_once("[approval]").unwrap();
    let (_, rest) = rest.split_once("\n[actions.call-999]").unwrap();
    format!("# First line.\n{top}# Actions.\n[actions.call-999]{rest}# Last line.\n")
}

/// A copy of the small directory for real people, with files written over it.
fn directory(over: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in MINIMAL.iter().chain(&[("signpost.toml", REAL)]).chain(over) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn rules_file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("routing.toml")
}

fn approve(folder: &tempfile::TempDir, more: &[&str]) -> Output {
    let path = folder.path().to_str().unwrap();
    let signed = [
        "rules",
        "approve",
        "--by",
        "clinical safety lead",
        "--organisation",
        "Colne Trust",
        "--review",
        "2027-11-23",
        "--today",
        "2026-11-23",
    ];
    let mut arguments: Vec<&str> = Vec::new();
    // What is given again replaces what is usual.
    let mut usual = signed.iter();
    while let Some(argument) = usual.next() {
        if argument.starts_with("--") && more.contains(argument) {
            usual.next();
        } else {
            arguments.push(argument);
        }
    }
    run(&[&arguments[..], more, &[path]].concat())
}

fn check(folder: &tempfile::TempDir) -> String {
    let path = folder.path().to_str().unwrap();
    out(&run(&["check", path, "--today", "2026-11-23"]))
}

fn route(folder: &tempfile::TempDir) -> Output {
    run(&[
        "route",
        "--need",
        "falls",
        "--fact",
        "stroke-signs=no",
        "--fact",
        "agrees=yes",
        "--fact",
        "falls-12-months=0",
        "--today",
        "2026-11-23",
        "--directory",
        folder.path().to_str().unwrap(),
    ])
}

#[test]
fn signed_rules_may_be_used_and_a_change_ends_that() {
    let folder = directory(&[("routing.toml", &unsigned())]);
    assert!(check(&folder).contains("nobody has approved these rules"));
    assert_eq!(status(&route(&folder)), 2);

    let output = approve(&folder, &[]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let said = out(&output);
    for part in [
        "Signed: 4 rules, version 1.",
        "By: clinical safety lead, Colne Trust, on 23 November 2026.",
        "Until: 23 November 2027",
        "Fingerprint: ",
        "commit",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !check(&folder).contains("rules-not-approved"),
        "{}",
        check(&folder)
    );
    assert_eq!(status(&route(&folder)), 0, "{}", err(&route(&folder)));

    let signed = fs::read_to_string(rules_file(&folder)).unwrap();
    let comment = signed.replace("# Last line.", "# The last line.");
    fs::write(rules_file(&folder), comment).unwrap();
    assert!(
        !check(&folder).contains("rules-not-approved"),
        "a comment is no rule"
    );
    let changed = signed.replace("Ring 999 now.", "Ring 999 at once.");
    fs::write(rules_file(&folder), changed).unwrap();
    assert!(check(&folder).contains("these rules have changed since they were approved"));
    assert_eq!(status(&route(&folder)), 2);

    assert_eq!(status(&approve(&folder, &[])), 0);
    assert!(!check(&folder).contains("rules-not-approved"));
}

#[test]
fn signing_adds_its_table_and_changes_no_other_byte() {
    for newline in ["\n", "\r\n"] {
        let before = format!("\u{feff}{}", unsigned().replace('\n', newline));
        let folder = directory(&[("routing.toml", &before)]);
        let output = approve(&folder, &[]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let after = fs::read_to_string(rules_file(&folder)).unwrap();
        let start = after.find("[approval]").unwrap();
        let end = start + after[start..].find("# Actions.").unwrap();
        let table = &after[start..end];
        assert_eq!(table.lines().filter(|line| line.contains(" = ")).count(), 5);
        assert_eq!(table.matches('\n').count(), table.matches(newline).count());
        let without = format!("{}{}", &after[..start], &after[end..]);
        assert_eq!(without, before, "{newline:?}");
    }
}

#[test]
fn both_spellings_of_organisation_are_understood() {
    let folder = directory(&[("routing.toml", &unsigned())]);
    let output = run(&[
        "rules",
        "approve",
        "--by",
        "clinical safety lead",
        "--organization",
        "Colne Trust",
        "--review",
        "2027-11-23",
        "--today",
        "2026-11-23",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

#[test]
fn what_cannot_be_signed_is_refused_and_nothing_is_written() {
    let hold = unsigned().replace(
        "do = [\"call-999\"]",
        "do = [\"call-999\"]\nhold = [\"stedy\"]",
    );
    let broken = unsigned().replace("route = \"ahp\"", "route = \"aph\"");
    let usual = unsigned();
    for (text, options, code, says) in [
        (&hold, &[][..], 1, "hold-unknown"),
        (&broken, &[], 2, "`aph` is not a word for `route`"),
        (&usual, &["--by", "  "], 2, "--by is empty"),
        (
            &usual,
            &["--organisation", ""],
            2,
            "--organisation is empty",
        ),
        (&usual, &["--by", "Dr Jane Smith"], 2, "not a name"),
        (&usual, &["--by", "lead, 01632 960123"], 2, "not a name"),
        (&usual, &["--review", "2026-11-23"], 2, "is not after today"),
        (
            &usual,
            &["--review", "2028-11-24"],
            2,
            "2028-11-23 at the latest",
        ),
        (
            &usual,
            &["--review", "soon"],
            2,
            "write year, month and day",
        ),
        (&usual, &["--demo"], 2, "no file to sign"),
    ] {
        let folder = directory(&[("routing.toml", text)]);
        let output = approve(&folder, options);
        assert_eq!(status(&output), code, "{options:?}: {}", err(&output));
        let said = out(&output) + &err(&output);
        assert!(said.contains(says), "{options:?}: {said}");
        let after = fs::read_to_string(rules_file(&folder)).unwrap();
        assert_eq!(after, *text, "{options:?}");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            5,
            "no file is left behind"
        );
    }
}

#[test]
fn two_years_to_the_day_can_be_signed() {
    let folder = directory(&[("routing.toml", &unsigned())]);
    let output = approve(&folder, &["--review", "2028-11-23"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}
