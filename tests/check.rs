//! The checks beyond their own examples: exceptions, the safety net, and what is left alone.

mod common;

use common::{MINIMAL, TEA, TODAY, ids, load, tea_with};
use jiff::civil::date;
use signpost::check::{self, Checked};
use signpost::diagnostic::Severity;
use signpost::load::Loaded;
use signpost::place::Table;

const EMERGENCY: &str = "services/crisis/emergency.yaml";
const ADVICE: &str = "services/crisis/urgent-advice.yaml";

fn clean(path: &str) -> &'static str {
    MINIMAL
        .iter()
        .find(|(known, _)| *known == path)
        .map_or("", |(_, text)| text)
}

fn settings(allow: &[(&str, &str, &str)]) -> String {
    allow.iter().fold(clean("signpost.toml").to_owned(), |text, (check, id, until)| {
        text + &format!("[[allow]]\ncheck = \"{check}\"\nid = \"{id}\"\nreason = \"known\"\nuntil = {until}\n")
    })
}

fn checked(over: &[(&str, &str)]) -> Checked {
    let loaded = load(over);
    assert!(!loaded.refuses, "{:?}", loaded.findings);
    check::run(&loaded.directory, Some(&Table::embedded()), TODAY)
}

fn net(loaded: &Loaded) -> Vec<(&'static str, String)> {
    check::safety_net(&loaded.directory, TODAY)
        .into_iter()
        .map(|finding| (finding.kind.id, finding.message))
        .collect()
}

#[test]
fn the_findings_are_the_same_on_one_core_and_on_several() {
    let loaded = load(&[]);
    let later = jiff::civil::date(2031, 1, 1);
    let report_with = |cores: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build();
        pool.unwrap().install(|| {
            let found = signpost::check::run(&loaded.directory, Some(&Table::embedded()), later);
            assert!(
                found.findings.len() > 3,
                "there is something to put in order"
            );
            signpost::report::text::findings(&found.findings, &loaded.sources, false)
        })
    };
    let one = report_with(1);
    for _ in 0..8 {
        assert_eq!(report_with(4), one);
    }
}

#[test]
fn findings_are_sorted_by_place() {
    let stale = tea_with("assured:", "assured: {on: 2025-01-01, by: somebody}")
        + "eligibility: {minimum_age: 9, maximum_age: 8}\n";
    let steady = clean("services/befriending/steady.yaml").replace("2026-10-12", "2025-01-01");
    let checked = checked(&[(TEA, &stale), ("services/befriending/steady.yaml", &steady)]);
    assert_eq!(
        ids(&checked.findings),
        ["review-overdue", "review-overdue", "age-range-upside-down"]
    );
    assert_eq!(checked.findings[0].subject.as_deref(), Some("steady"));
}

#[test]
fn an_exception_excuses_its_finding_until_its_day_and_keeps_the_reason() {
    let stale = tea_with("assured:", "assured: {on: 2025-01-01, by: somebody}");
    let over = [
        (TEA, stale.as_str()),
        (
            "signpost.toml",
            &settings(&[("review-overdue", "tea", "2026-11-23")]),
        ),
    ];
    let found = checked(&over);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    assert_eq!(found.allowed[0].finding.kind.id, "review-overdue");
    assert_eq!(found.allowed[0].reason, "known");
    assert_eq!(found.allowed[0].until, date(2026, 11, 23));

    let loaded = load(&over);
    let later = check::run(&loaded.directory, None, date(2026, 11, 24));
    assert_eq!(ids(&later.findings), ["review-overdue", "allow-expired"]);
    assert!(later.allowed.is_empty());
}

#[test]
fn an_exception_for_another_entry_or_check_excuses_nothing() {
    let stale = tea_with("assured:", "assured: {on: 2025-01-01, by: somebody}");
    for (check, id) in [
        ("review-overdue", "steady"),
        ("need-unmet", "tea"),
        ("reviewoverdue", "tea"),
    ] {
        let allow = settings(&[(check, id, "2027-01-01")]);
        let found = checked(&[(TEA, &stale), ("signpost.toml", &allow)]);
        assert_eq!(
            ids(&found.findings),
            ["review-overdue", "allow-unused"],
            "{check}"
        );
    }
}

#[test]
fn an_exception_that_could_not_be_looked_at_is_not_called_unused() {
    let allow = settings(&[("postcode-unknown", "tea", "2027-01-01")]);
    let loaded = load(&[("signpost.toml", &allow)]);
    assert!(
        check::run(&loaded.directory, None, TODAY)
            .findings
            .is_empty()
    );
    let broken = tea_with("status:", "status: actve");
    let allow = settings(&[("review-overdue", "tea", "2027-01-01")]);
    assert!(
        checked(&[("signpost.toml", &allow), (TEA, &broken)])
            .findings
            .is_empty()
    );
}

#[test]
fn a_service_left_out_makes_no_other_finding() {
    let found = checked(&[(TEA, "id: tea\n")]);
    assert!(found.findings.is_empty(), "{:?}", ids(&found.findings));
}

#[test]
fn the_safety_net_of_the_small_directory_holds() {
    assert_eq!(net(&load(&[])), []);
}

#[test]
fn a_stop_that_sends_to_a_broken_closed_or_old_entry_is_a_hole() {
    let text = clean(EMERGENCY);
    for (old, new, says) in [
        (
            "status: active",
            "status: actve",
            "whose entry cannot be read",
        ),
        ("status: active", "status: inactive", "which is inactive"),
        ("status: active", "status: defunct", "which is defunct"),
        (
            "status: active",
            "status: temporarily closed",
            "which is temporarily closed",
        ),
        (
            "2026-10-12",
            "2026-05-01",
            "which was last confirmed on 2026-05-01",
        ),
    ] {
        let loaded = load(&[(EMERGENCY, &text.replace(old, new))]);
        let holes = net(&loaded);
        assert_eq!(holes.len(), 1, "{holes:?}");
        assert_eq!(holes[0].0, "stop-action-service");
        assert!(holes[0].1.ends_with(says), "{holes:?}");
    }
}

#[test]
fn a_stop_that_sends_to_any_service_of_a_kind_needs_one() {
    for (kind, holes) in [("crisis", 0), ("statutory", 1)] {
        let by = format!("kind = \"{kind}\"\nneed = \"medical-emergency\"");
        let rules = clean("routing.toml").replace("service = \"emergency\"", &by);
        let loaded = load(&[("routing.toml", &rules)]);
        assert!(!loaded.refuses);
        assert_eq!(net(&loaded).len(), holes, "{kind}");
    }
}

#[test]
fn what_nobody_can_rule_out_has_a_safety_net_too() {
    let loaded = load(&[(
        ADVICE,
        &clean(ADVICE).replace("status: active", "status: inactive"),
    )]);
    let kinds: Vec<&str> = net(&loaded).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ["crisis-contact-missing", "stop-action-service"]);
}

#[test]
fn an_old_crisis_contact_holds_where_the_settings_allow_it() {
    let old = clean(EMERGENCY).replace("2026-10-12", "2020-01-01");
    let allow = settings(&[("review-overdue", "emergency", "2027-01-01")]);
    assert_eq!(
        net(&load(&[(EMERGENCY, &old), ("signpost.toml", &allow)])),
        []
    );
    let expired = settings(&[("review-overdue", "emergency", "2026-11-22")]);
    let holes = net(&load(&[(EMERGENCY, &old), ("signpost.toml", &expired)]));
    assert_eq!(holes.len(), 1);
}

#[test]
fn no_exception_silences_the_safety_net() {
    let closed = clean(EMERGENCY).replace("status: active", "status: defunct");
    let allow = settings(&[("stop-action-service", "call-999", "2027-01-01")]);
    let over = [(EMERGENCY, closed.as_str()), ("signpost.toml", &allow)];
    let found = checked(&over);
    assert_eq!(
        ids(&found.findings),
        ["stop-action-service", "allow-unused"]
    );
    assert_eq!(net(&load(&over)).len(), 1);
}

#[test]
fn somebody_has_to_be_there_at_night() {
    let [emergency, advice] =
        [EMERGENCY, ADVICE].map(|path| clean(path).replace("\"24:00\"", "\"20:00\""));
    let loaded = load(&[(EMERGENCY, &emergency), (ADVICE, &advice)]);
    assert_eq!(
        net(&loaded),
        [(
            "crisis-contact-missing",
            "no running, confirmed crisis contact is open at every hour".to_owned()
        )]
    );
}

#[test]
fn a_service_that_has_ended_is_not_asked_about() {
    let ended = tea_with("status:", "status: defunct")
        .replace("2026-10-12", "2020-01-01")
        .replace("[loneliness]", "[falls]")
        + "capacity: {state: full, until: 2020-02-01}\n";
    let found = checked(&[(TEA, &ended)]);
    assert_eq!(
        ids(&found.findings),
        ["need-unmet", "action-service-closed"]
    );
}

#[test]
fn the_last_day_of_the_review_period_is_still_in_time() {
    for (on, stale) in [("2026-05-27", false), ("2026-05-26", true)] {
        let tea = tea_with("assured:", &format!("assured: {{on: {on}, by: somebody}}"));
        assert_eq!(!checked(&[(TEA, &tea)]).findings.is_empty(), stale, "{on}");
    }
}

#[test]
fn a_phrase_is_the_same_phrase_in_capitals_and_with_other_signs() {
    let needs = clean("needs.yaml").replace("[falls, unsteady]", "[\"Nobody, to  TALK to!\"]");
    assert_eq!(
        ids(&checked(&[("needs.yaml", &needs)]).findings),
        ["duplicate-need-phrase"]
    );
    let twice = clean("needs.yaml").replace("[falls, unsteady]", "[falls, Falls]");
    assert!(checked(&[("needs.yaml", &twice)]).findings.is_empty());
}

#[test]
fn short_codes_and_one_organization_may_share_a_number() {
    let same = clean("services/befriending/steady.yaml")
        .replace("01632 960003", "+44 1632 960001")
        .replace("Colne Movers", "Colne Neighbours");
    assert!(
        checked(&[("services/befriending/steady.yaml", &same)])
            .findings
            .is_empty()
    );
    let other =
        clean("services/befriending/steady.yaml").replace("01632 960003", "+44 1632 960001");
    let found = checked(&[("services/befriending/steady.yaml", &other)]);
    assert_eq!(ids(&found.findings), ["phone-shared"]);
    let short = tea_with("contact:", "contact: {phone: 111}");
    assert!(checked(&[(TEA, &short)]).findings.is_empty());
}

#[test]
fn unapproved_rules_are_a_note_in_a_demonstration_and_a_warning_elsewhere() {
    let rules = clean("routing.toml").replace("fingerprint = \"", "fingerprint = \"0");
    let found = checked(&[("routing.toml", &rules)]);
    assert_eq!(ids(&found.findings), ["rules-not-approved"]);
    assert_eq!(found.findings[0].severity, Severity::Note);
    assert_eq!(
        found.findings[0].message,
        "these rules have changed since they were approved"
    );
    let real = "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\n";
    let found = checked(&[("routing.toml", &rules), ("signpost.toml", real)]);
    assert_eq!(found.findings[0].severity, Severity::Warning);
}

#[test]
fn rules_that_share_a_date_are_one_finding() {
    let rules = clean("routing.toml").replace("review = 2027-05-31", "review = 2026-11-22");
    let mut found = checked(&[("routing.toml", &rules)]).findings;
    found.retain(|finding| finding.kind.id == "rule-review-overdue");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "the rules were to be looked at again by 2026-11-22; that covers 4 rules"
    );
}

#[test]
fn a_red_flag_stops_only_where_nothing_else_has_to_hold() {
    let with = |when: &str| {
        let rules = clean("routing.toml").replace("when = { stroke-signs = \"yes\" }", when);
        let mut found = checked(&[("routing.toml", &rules)]).findings;
        found.retain(|finding| finding.kind.id == "red-flag-without-stop");
        found.is_empty()
    };
    assert!(with("when = { stroke-signs = \"yes\" }"));
    assert!(with(
        "when = { any = [{ agrees = \"no\" }, { stroke-signs = \"yes\" }] }"
    ));
    assert!(with("when = { not = { stroke-signs = \"no\" } }"));
    assert!(!with("when = { stroke-signs = \"yes\", agrees = \"no\" }"));
    assert!(!with("when = { stroke-signs = \"no\" }"));
    assert!(!with(
        "when = { stroke-signs = \"yes\" }\nunless = { agrees = \"no\" }"
    ));
    assert!(!with(
        "when = { stroke-signs = \"yes\" }\nfor = [\"falls\"]"
    ));
}

#[test]
fn without_a_table_nothing_is_said_about_places() {
    let tea = tea_with("contact:", "contact: {phone: 01632 960001}")
        + "locations: [{postcode: CO15 1SE}]\n";
    let loaded = load(&[(TEA, &tea)]);
    assert!(
        check::run(&loaded.directory, None, TODAY)
            .findings
            .is_empty()
    );
    assert_eq!(
        ids(&checked(&[(TEA, &tea)]).findings),
        ["postcode-outside-area"]
    );
}
