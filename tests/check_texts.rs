//! The checks of texts, people, links and settings beyond their own examples: what is left alone, and what is never repeated.

mod common;

use common::{MINIMAL, TEA, TODAY, ids, load, tea_with};
use signpost::check::{self, Checked};
use signpost::diagnostic::Severity;
use signpost::load as loader;
use signpost::place::Table;
use signpost::report;
use std::fs;

fn clean(path: &str) -> &'static str {
    MINIMAL
        .iter()
        .find(|(known, _)| *known == path)
        .map_or("", |(_, text)| text)
}

fn settings(more: &str) -> String {
    clean("signpost.toml").to_owned() + more
}

fn checked(over: &[(&str, &str)]) -> Checked {
    let loaded = load(over);
    assert!(!loaded.refuses, "{:?}", loaded.findings);
    check::run(&loaded.directory, Some(&Table::embedded()), TODAY)
}

fn found(over: &[(&str, &str)]) -> Vec<&'static str> {
    ids(&checked(over).findings)
}

#[test]
fn the_word_itself_is_marked_where_it_is_written() {
    let summary = "summary: Someone to chat to. You get a FREE cup of tea.";
    let loaded = load(&[(TEA, &tea_with("summary:", summary))]);
    let findings = check::run(&loaded.directory, None, TODAY).findings;
    assert_eq!(ids(&findings), ["shouting-capitals"]);
    assert_eq!(loaded.sources.text(findings[0].primary.span), "FREE");
    assert_eq!(findings[0].subject.as_deref(), Some("tea"));
}

#[test]
fn a_word_that_is_written_with_an_escape_is_marked_with_its_whole_text() {
    let summary = "summary: \"Someone to chat to. You get a FR\\x45E cup of tea.\"";
    let loaded = load(&[(TEA, &tea_with("summary:", summary))]);
    let findings = check::run(&loaded.directory, None, TODAY).findings;
    assert_eq!(ids(&findings), ["shouting-capitals"]);
    let marked = loaded.sources.text(findings[0].primary.span);
    assert!(marked.starts_with("\"Someone"), "{marked}");
}

#[test]
fn a_service_that_has_ended_may_shout() {
    let shouts = |status: &str| {
        let text = tea_with("status:", status).replace("over a cup", "over A CUP OF");
        found(&[(TEA, &text)]).contains(&"shouting-capitals")
    };
    assert!(shouts("status: active"));
    assert!(!shouts("status: defunct"));
}

#[test]
fn a_referral_that_only_professionals_read_may_hold_their_words() {
    let referral = "contact: {phone: 01632 960001}\nreferral: Send the MDT form.";
    let text = tea_with("contact:", referral);
    assert_eq!(found(&[(TEA, &text)]), ["jargon"]);
    let theirs = text.replace("[drop-in]", "[professional-referral]");
    assert_eq!(found(&[(TEA, &theirs)]), [""; 0]);
}

#[test]
fn what_is_personal_is_never_repeated_by_a_report() {
    let secrets = [
        "# NHS 943 476 5919",
        "# AB 12 34 56 C",
        "# DOB: 3 May 1950",
        "# Peter Smith, mobile 07700 900123",
        "# jane.smith@example.org",
        "# Mrs Jane Smith looks after it",
    ];
    for secret in secrets {
        let loaded = load(&[(
            TEA,
            &tea_with("kind:", &format!("kind: community\n{secret}")),
        )]);
        let findings = check::run(&loaded.directory, None, TODAY).findings;
        assert_eq!(findings.len(), 1, "{secret}: {:?}", ids(&findings));
        let shown = report::text::findings(&findings, &loaded.sources, false)
            + &report::json::findings(&findings, &loaded.sources, true, None);
        for word in ["943", "AB 12", "1950", "Smith", "07700", "jane"] {
            assert!(!shown.contains(word), "{secret}: {shown}");
        }
    }
}

#[test]
fn personal_data_is_found_in_a_file_that_could_not_be_read_and_in_the_settings() {
    let broken = "id: tea\n# NHS 943 476 5919\n";
    assert_eq!(found(&[(TEA, broken)]), ["personal-identifier"]);
    let settings = settings("# DOB: 12.03.1944\n");
    let checked = checked(&[("signpost.toml", &settings)]);
    assert_eq!(ids(&checked.findings), ["personal-identifier"]);
    let subject = checked.findings[0].subject.as_deref();
    assert_eq!(
        subject,
        Some("signpost.toml"),
        "so that an exception can name it"
    );
}

#[test]
fn a_confidential_place_is_not_named_by_a_comment_or_another_place_in_its_district() {
    let refuge = "locations: [{confidential: yes, district: CO1}]";
    let base = tea_with(
        "contact:",
        &format!("contact: {{phone: 01632 960001}}\n{refuge}"),
    );
    assert_eq!(found(&[(TEA, &base)]), [""; 0]);
    for (add, finds) in [
        ("# it is 12 Harbour Road\n", true),
        ("description: Post goes to CO1 1JB.\n", true),
        ("alerts: [{text: The door in Fir Lane is shut.}]\n", true),
        (
            "description: We find a way out with you, step by step.\n",
            false,
        ),
    ] {
        let checked = checked(&[(TEA, &(base.clone() + add))]);
        let expected: &[&str] = if finds {
            &["confidential-place-named"]
        } else {
            &[]
        };
        assert_eq!(ids(&checked.findings), expected, "{add}");
        assert!(checked.findings.iter().all(|finding| finding.hide_excerpt));
    }
    for (postcode, finds) in [("CO1 1JB", true), ("CO4 5JL", false)] {
        let both = format!(
            "locations: [{{confidential: yes, district: CO1}}, {{name: Office, postcode: {postcode}}}]"
        );
        let text = base.replace(refuge, &both);
        assert_eq!(!found(&[(TEA, &text)]).is_empty(), finds, "{postcode}");
    }
}

#[test]
fn a_character_that_the_loader_refuses_is_not_found_twice() {
    let text = tea_with("summary:", "summary: Some\u{202e}one to chat to.");
    let loaded = load(&[(TEA, &text)]);
    assert_eq!(ids(&loaded.findings), ["malformed-value"]);
    assert_eq!(found(&[(TEA, &text)]), [""; 0]);
    let comment = tea_with("kind:", "kind: community # \u{202e}");
    assert_eq!(found(&[(TEA, &comment)]), ["hidden-character"]);
}

#[test]
fn a_phrase_is_the_same_phrase_with_other_endings() {
    let needs = clean("needs.yaml").replace("[falls, unsteady]", "[falls, loneliest]");
    assert_eq!(found(&[("needs.yaml", &needs)]), [""; 0]);
    let needs = clean("needs.yaml").replace("[falls, unsteady]", "[falls, nobody talks to]");
    assert_eq!(found(&[("needs.yaml", &needs)]), [""; 0], "another order");
    let needs = clean("needs.yaml").replace("[falls, unsteady]", "[falls, nobody to talking]");
    assert_eq!(found(&[("needs.yaml", &needs)]), [""; 0], "another word");
    let needs = clean("needs.yaml").replace("[falls, unsteady]", "[falls, nobody to talks to]");
    assert_eq!(found(&[("needs.yaml", &needs)]), ["duplicate-need-phrase"]);
}

#[test]
fn a_severity_of_the_settings_is_used_and_off_takes_the_finding_away() {
    let text = tea_with("assured:", "assured: {on: 2025-01-01, by: somebody}");
    for (level, severity) in [
        ("note", Some(Severity::Note)),
        ("warning", Some(Severity::Warning)),
        ("error", Some(Severity::Error)),
        ("off", None),
    ] {
        let settings = settings(&format!("[severity]\nreview-overdue = \"{level}\"\n"));
        let checked = checked(&[(TEA, &text), ("signpost.toml", &settings)]);
        let found: Vec<Severity> = checked
            .findings
            .iter()
            .map(|finding| finding.severity)
            .collect();
        assert_eq!(found, severity.into_iter().collect::<Vec<_>>(), "{level}");
    }
}

#[test]
fn the_safety_net_and_the_promises_cannot_be_turned_off() {
    let closed =
        clean("services/crisis/emergency.yaml").replace("status: active", "status: defunct");
    let settings = settings("[severity]\nstop-action-service = \"off\"\nallow-unused = \"off\"\n");
    let over = [
        ("services/crisis/emergency.yaml", closed.as_str()),
        ("signpost.toml", &settings),
    ];
    let checked = checked(&over);
    assert_eq!(
        ids(&checked.findings),
        ["stop-action-service", "severity-fixed", "severity-fixed"]
    );
    assert_eq!(checked.findings[0].severity, Severity::Error);
}

#[test]
fn a_severity_that_is_no_word_for_one_refuses_to_answer() {
    let loaded = load(&[(
        "signpost.toml",
        &settings("[severity]\nreview-overdue = \"quiet\"\n"),
    )]);
    assert!(loaded.refuses);
    assert_eq!(ids(&loaded.findings), ["unknown-word"]);
    let loaded = load(&[("signpost.toml", &settings("severity = \"off\"\n"))]);
    assert_eq!(ids(&loaded.findings), ["wrong-shape"]);
}

#[test]
fn a_misspelt_check_is_answered_with_the_nearest() {
    let settings = settings(
        "[severity]\nneed-unmett = \"note\"\n[[allow]]\ncheck = \"review-overdu\"\nid = \"tea\"\n\
         reason = \"They ring us in spring.\"\nuntil = 2027-01-31\n",
    );
    let checked = checked(&[("signpost.toml", &settings)]);
    let helps: Vec<&str> = checked
        .findings
        .iter()
        .filter_map(|finding| finding.help.as_deref())
        .collect();
    assert_eq!(
        helps,
        [
            "did you mean `need-unmet`?",
            "did you mean `review-overdue`?"
        ]
    );
}

#[test]
fn an_exception_may_last_a_year_and_no_longer() {
    let stale = tea_with("assured:", "assured: {on: 2025-01-01, by: somebody}");
    for (until, finds) in [("2027-11-24", false), ("2027-11-25", true)] {
        let settings = settings(&format!(
            "[[allow]]\ncheck = \"review-overdue\"\nid = \"tea\"\nreason = \"known\"\nuntil = {until}\n"
        ));
        let found = found(&[(TEA, &stale), ("signpost.toml", &settings)]);
        assert_eq!(!found.is_empty(), finds, "{until}");
    }
}

#[test]
fn the_directorys_own_cases_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in MINIMAL {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut loaded = loader::folder::load(folder.path()).unwrap();
    assert_eq!(loader::folder::own_cases(folder.path()).unwrap().len(), 0);
    let cases = folder.path().join("cases/falls");
    fs::create_dir_all(&cases).unwrap();
    fs::write(cases.join("good.yaml"), "id: good\nneeds: {falls: {}}\n").unwrap();
    fs::write(
        cases.join("bad.yaml"),
        "id: bad\nstory: NHS 943 476 5919\nneeds: {fall: {}}\n",
    )
    .unwrap();
    fs::write(cases.join("notes.txt"), "NHS 943 476 5919").unwrap();
    let own = loader::folder::own_cases(folder.path()).unwrap();
    assert_eq!(own.len(), 2);
    loader::add_cases(&own, "", &mut loaded);
    assert_eq!(ids(&loaded.findings), ["personal-data", "unknown-name"]);
    for finding in &loaded.findings {
        assert_eq!(finding.subject.as_deref(), Some("bad"));
        let file = loaded.sources.file(finding.primary.span.file);
        assert!(file.path.ends_with("cases/falls/bad.yaml"), "{}", file.path);
    }
    assert_eq!(
        loaded.sources.start(loaded.findings[1].primary.span).line,
        3
    );
}
