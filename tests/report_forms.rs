//! Findings in the forms that build servers read: SARIF, GitHub's commands and GitLab's report.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{TEA, TODAY, load, tea_with};
use serde_json::Value;
use signpost::check;
use signpost::diagnostic::{Diagnostic, Kind};
use signpost::load::{Loaded, kinds};
use signpost::report::{github, gitlab, sarif};

fn kinds_of_all() -> Vec<&'static Kind> {
    let checks = check::ALL.iter().map(|check| &check.kind);
    kinds::ALL.iter().copied().chain(checks).collect()
}

fn log(findings: &[Diagnostic], allowed: &[check::Allowed], loaded: &Loaded) -> Value {
    let allowed: Vec<_> = allowed
        .iter()
        .map(|allowed| (&allowed.finding, allowed.reason.as_str(), allowed.until))
        .collect();
    let text = sarif::log(&sarif::Report {
        findings,
        allowed: &allowed,
        kinds: &kinds_of_all(),
        sources: &loaded.sources,
        demonstration: true,
    });
    serde_json::from_str(&text).unwrap()
}

/// Line, column, end line and end column of the first place of a result.
fn region(result: &Value) -> [u64; 4] {
    let region = &result["locations"][0]["physicalLocation"]["region"];
    ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64().unwrap())
}

fn fingerprint(result: &Value) -> String {
    let fingerprint = &result["partialFingerprints"]["signpostEntry/v1"];
    fingerprint.as_str().unwrap().to_owned()
}

#[test]
fn sarif_counts_columns_in_characters() {
    let loaded = load(&[(
        TEA,
        &tea_with("contact:", "contact: {text: Tŷ Hafan, fone: 1}"),
    )]);
    let log = log(&loaded.findings, &[], &loaded);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["properties"]["demonstration"], true);
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "unknown-key");
    assert_eq!(result["level"], "error");
    // `contact: {text: Tŷ Hafan, ` has 26 characters in 27 bytes; `fone` has four.
    assert_eq!(region(result), [10, 27, 10, 31]);
    let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], TEA);
    // A result that is not suppressed says so.
    assert_eq!(result["suppressions"], serde_json::json!([]));
}

#[test]
fn sarif_is_right_about_line_1() {
    let loaded = load(&[(TEA, &tea_with("id:", "id: tee"))]);
    let log = log(&loaded.findings, &[], &loaded);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "id-not-file-name");
    assert_eq!(region(result), [1, 5, 1, 8]);
}

#[test]
fn sarif_rules_are_the_catalogue_and_results_point_into_it() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    let log = log(&loaded.findings, &[], &loaded);
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    assert_eq!(rules.len(), kinds::ALL.len() + check::ALL.len());
    let result = &log["runs"][0]["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &rules[index];
    assert_eq!(rule["id"], "unknown-word");
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    let kind = &kinds::UNKNOWN_WORD;
    assert_eq!(rule["fullDescription"]["text"], kind.why);
    let help = rule["help"]["markdown"].as_str().unwrap();
    assert!(help.starts_with(kind.why), "{help}");
    assert!(help.contains("\n\nAvoid, in services/befriending/tea.yaml:\n\n```\nid: tea\n"));
    assert!(help.contains("\n\nPrefer, in "));
    assert_eq!(
        result["message"]["text"],
        "`actve` is not a word for `status`. To do: did you mean `active`?"
    );
}

#[test]
fn sarif_names_the_other_place_with_what_is_said_of_it() {
    let tea = tea_with("id:", "id: tea");
    let loaded = load(&[("services/z/tea.yaml", &tea)]);
    let log = log(&loaded.findings, &[], &loaded);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "duplicate-id");
    let related = &result["relatedLocations"][0];
    assert_eq!(related["id"], 1);
    assert_eq!(related["message"]["text"], "first used here");
    let place = &related["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], TEA);
    assert_eq!(place["region"]["startLine"], 1);
    assert_eq!(place["region"]["startColumn"], 5);
}

const OLD_DATE: &str = "assured: {on: 2025-10-12, by: directory coordinator}";

#[test]
fn an_allowed_finding_is_a_suppressed_result_with_its_reason() {
    let settings = "name = \"Small directory\"\nreview_days = 180\ndemonstration = true\nas_of = 2026-11-23\n\
                    [[allow]]\ncheck = \"review-overdue\"\nid = \"tea\"\nreason = \"Closed for the summer.\"\nuntil = 2027-05-31\n";
    let tea = tea_with("assured:", OLD_DATE);
    let loaded = load(&[(TEA, &tea), ("signpost.toml", settings)]);
    let checked = check::run(&loaded.directory, None, TODAY);
    assert_eq!(checked.allowed.len(), 1, "{:?}", checked.findings);
    let log = log(&checked.findings, &checked.allowed, &loaded);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.last().unwrap();
    assert_eq!(result["ruleId"], "review-overdue");
    assert_eq!(region(result), [12, 15, 12, 25]);
    assert_eq!(
        result["suppressions"],
        serde_json::json!([{
            "kind": "external",
            "status": "accepted",
            "justification": "Closed for the summer. (allowed by signpost.toml until 31 May 2027)"
        }])
    );
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_days_pass() {
    let tea = tea_with("assured:", OLD_DATE);
    let of = |text: &str, path: &str, today| {
        // The entry may stand in another folder.
        let loaded = if path == TEA {
            load(&[(TEA, text)])
        } else {
            let other = tea_with("id:", "id: other").replace("01632 960001", "01632 960009");
            load(&[(TEA, &other), (path, text)])
        };
        let checked = check::run(&loaded.directory, None, today);
        let log = log(&checked.findings, &[], &loaded);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let overdue = |result: &&Value| result["ruleId"] == "review-overdue";
        let result = results.iter().find(overdue).unwrap().clone();
        (
            region(&result)[0],
            result["message"].clone(),
            fingerprint(&result),
        )
    };
    let (line, message, first) = of(&tea, TEA, TODAY);
    assert_eq!(line, 12);
    let moved = of(&format!("# one\n# two\n{tea}"), TEA, TODAY);
    assert_eq!((moved.0, moved.2), (14, first.clone()));
    let later = of(&tea, TEA, TODAY.tomorrow().unwrap());
    assert_ne!(later.1, message, "the message counts days");
    assert_eq!(later.2, first);
    let (.., elsewhere) = of(&tea, "services/social/tea.yaml", TODAY);
    assert_eq!(elsewhere, first);
    let other_date = OLD_DATE.replace("2025-10-12", "2025-10-13");
    let (.., other) = of(&tea_with("assured:", &other_date), TEA, TODAY);
    assert_ne!(other, first);
}

#[test]
fn equal_findings_of_one_entry_have_fingerprints_of_their_own() {
    let loaded = load(&[(TEA, &tea_with("needs:", "needs: [lonely, lonely]"))]);
    let log = log(&loaded.findings, &[], &loaded);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "{:?}", loaded.findings);
    assert_ne!(fingerprint(&results[0]), fingerprint(&results[1]));
}

#[test]
fn github_shows_the_place_why_and_last_what_to_do() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    let commands = github::findings(&loaded.findings, &loaded.sources);
    let why = kinds::UNKNOWN_WORD
        .why
        .replace('%', "%25")
        .replace('\n', " ");
    let title = kinds::UNKNOWN_WORD
        .summary
        .replace(',', "%2C")
        .replace(':', "%3A");
    assert_eq!(
        commands,
        format!(
            "::error file=services/befriending/tea.yaml,line=6,col=9,endLine=6,endColumn=14,\
             title={title} (unknown-word)::`actve` is not a word for `status`%0A{why}%0ATo do: did you mean `active`?\n"
        )
    );
}

#[test]
fn nothing_in_a_file_starts_a_command_of_its_own() {
    let nasty = "status: \"x\\n::stop-commands::y\\r\\n::error::z\"";
    let loaded = load(&[
        (TEA, &tea_with("status:", nasty)),
        ("services/a,line=1::b.txt", "x"),
    ]);
    assert_eq!(loaded.findings.len(), 2, "{:?}", loaded.findings);
    let commands = github::findings(&loaded.findings, &loaded.sources);
    let lines: Vec<&str> = commands.lines().collect();
    assert_eq!(lines.len(), 2, "{commands}");
    for line in lines {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning "),
            "{line}"
        );
        assert!(!line.contains('\r'), "{line}");
        // The properties end at the first `::`, and hold what we wrote.
        let (properties, _) = line[2..].split_once("::").unwrap();
        let names: Vec<&str> = properties
            .split_once(' ')
            .unwrap()
            .1
            .split(',')
            .map(|property| property.split_once('=').unwrap().0)
            .collect();
        assert_eq!(
            names,
            ["file", "line", "col", "endLine", "endColumn", "title"]
        );
    }
    assert!(
        commands.contains("file=services/a%2Cline=1%3A%3Ab.txt,"),
        "{commands}"
    );
}

#[test]
fn gitlab_is_given_severity_place_and_a_fingerprint() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    let report: Value =
        serde_json::from_str(&gitlab::findings(&loaded.findings, &loaded.sources)).unwrap();
    let issue = &report[0];
    assert_eq!(issue["check_name"], "unknown-word");
    assert_eq!(issue["severity"], "critical");
    assert_eq!(issue["location"]["path"], TEA);
    assert_eq!(issue["location"]["lines"]["begin"], 6);
    assert_eq!(
        issue["description"],
        "`actve` is not a word for `status`. To do: did you mean `active`?"
    );
    let of_sarif = log(&loaded.findings, &[], &loaded);
    assert_eq!(
        issue["fingerprint"],
        fingerprint(&of_sarif["runs"][0]["results"][0])
    );
}

#[test]
fn no_form_tells_an_address_in_confidence() {
    let loaded = load(&[(
        TEA,
        &tea_with(
            "area:",
            "area: [colchester]\nlocations:\n  - {confidential: yes, address: 12 Hidden Lane, district: CO4}",
        ),
    )]);
    assert!(
        loaded.findings.iter().any(|finding| finding.hide_excerpt),
        "{:?}",
        loaded.findings
    );
    let sarif = log(&loaded.findings, &[], &loaded).to_string();
    for form in [
        sarif,
        github::findings(&loaded.findings, &loaded.sources),
        gitlab::findings(&loaded.findings, &loaded.sources),
    ] {
        assert!(form.contains("confidential-address"), "{form}");
        assert!(!form.contains("Hidden"), "{form}");
    }
}
