//! What changed between two small directories, as data and as the words a manager reads.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{MINIMAL, TEA, TODAY, load, raw, tea_with};
use jiff::civil::{Date, date};
use signpost::compare::{
    CasePart, Comparison, Cover, Defined, Effect, Fate, Part, TopEdit, WorkedCase, compare,
};
use signpost::find::Places;
use signpost::load::cases::case;
use signpost::load::{self, Loaded};
use signpost::place::Table;
use signpost::plan::make::Context;
use signpost::route::Compiled;
use std::sync::LazyLock;

static TABLE: LazyLock<Table> = LazyLock::new(Table::embedded);

fn on(old: &Loaded, new: &Loaded, was: Date, today: Date, cases: &[&str]) -> Comparison {
    let compiled = [old, new].map(|side| Compiled::new(&side.directory));
    let places = [old, new].map(|side| Places::new(&side.directory, &TABLE));
    let context = |side: usize| Context {
        directory: [&old.directory, &new.directory][side],
        compiled: &compiled[side],
        table: &TABLE,
        places: &places[side],
        today,
    };
    let read: Vec<_> = cases
        .iter()
        .map(|text| [old, new].map(|side| case("case.yaml", text.as_bytes(), &side.directory)))
        .collect();
    let usable = |read: &load::cases::LoadedCase| {
        let first = read.findings.first().map(|finding| finding.message.clone());
        if read.refuses() {
            Err(first.unwrap())
        } else {
            Ok(())
        }
    };
    let worked: Vec<WorkedCase> = read
        .iter()
        .map(|[before, now]| WorkedCase {
            name: "case.yaml".to_owned(),
            old: usable(before).map(|()| &before.case),
            new: usable(now).map(|()| &now.case),
            today,
        })
        .collect();
    compare(&context(0), &context(1), was, &worked)
}

fn compared(old: &Loaded, new: &Loaded) -> Comparison {
    on(old, new, TODAY, TODAY, &[])
}

/// The edits of the one service that changed, in words.
fn words(old: &str, new: &str) -> Vec<String> {
    let found = compared(&load(&[(TEA, old)]), &load(&[(TEA, new)]));
    assert_eq!(found.services.len(), 1, "{found:?}");
    let edits = &found.services[0].edits;
    edits
        .iter()
        .map(signpost::compare::Edit::in_words)
        .collect()
}

fn minimal(path: &str) -> &'static str {
    MINIMAL.iter().find(|(known, _)| *known == path).unwrap().1
}

fn without(path: &str) -> Loaded {
    let mut files = raw(&[]);
    files.retain(|file| file.path != path);
    load::texts(files, "")
}

#[test]
fn a_directory_and_itself_do_not_differ() {
    let found = compared(&load(&[]), &load(&[]));
    assert!(found.is_empty(), "{found:?}");
    // Nor does a comment or a file that stands elsewhere.
    let noted = format!("# A note.\n{}", minimal(TEA));
    let mut files = raw(&[("services/social/tea.yaml", noted.as_bytes())]);
    files.retain(|file| file.path != TEA);
    let found = compared(&load(&[]), &load::texts(files, ""));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_changed_line_is_said_as_a_manager_would() {
    let tea = minimal(TEA);
    for (start, line, said) in [
        (
            "contact:",
            "contact: {phone: 01632 960002}",
            "telephone number changed from 01632 960001 to 01632 960002",
        ),
        (
            "contact:",
            "contact: {phone: 01632 960001, email: tea@example.org}",
            "e-mail address given: tea@example.org",
        ),
        (
            "status:",
            "status: inactive",
            "status changed from active to inactive",
        ),
        (
            "area:",
            "area: [CO6]",
            "now also serves CO6; no longer serves Colchester (colchester)",
        ),
        (
            "needs:",
            "needs: [loneliness, falls]",
            "now also helps with Falling, or afraid of falling (falls)",
        ),
        (
            "attending_access:",
            "attending_access: [professional-referral]",
            "ways in narrowed: from self-referral to professional-referral",
        ),
        (
            "area:",
            "area: [colchester]\ncost: {amount: 3.50, per: session}",
            "cost given: £3.50 per session",
        ),
        (
            "area:",
            "area: [colchester]\neligibility: {minimum_age: 65}",
            "eligibility narrowed (ages): from no age limit to 65 and over",
        ),
        (
            "area:",
            "area: [colchester]\naccepts: {oxygen: no}",
            "newly refuses: oxygen (was: not said)",
        ),
        (
            "area:",
            "area: [colchester]\nhours:\n  - {days: [tue], from: \"10:00\", to: \"12:00\"}",
            "hours given: Tuesdays, 10am to 12 noon",
        ),
        (
            "area:",
            "area: [colchester]\nlocations:\n  - {name: Library, postcode: CO1 1JB}",
            "place given: Library, CO1 1JB",
        ),
        (
            "area:",
            "area: [colchester]\ncapacity: {state: full, until: 2026-12-31}",
            "room given: full (known until 31 December 2026)",
        ),
        (
            "assured:",
            "assured: {on: 2026-11-20, by: directory coordinator}",
            "last confirmed changed from 12 October 2026 by directory coordinator to 20 November 2026 by directory coordinator",
        ),
    ] {
        assert_eq!(words(tea, &tea_with(start, line)), [said], "{line}");
    }
    // Other spacing is no other number, and nothing else changed either.
    let spaced = tea_with("contact:", "contact: {phone: 01632960001}");
    assert!(compared(&load(&[]), &load(&[(TEA, &spaced)])).is_empty());
}

#[test]
fn eligibility_is_narrowed_widened_or_changed() {
    let limits = |limits: &str| {
        tea_with(
            "area:",
            &format!("area: [colchester]\neligibility: {{{limits}}}"),
        )
    };
    for (before, after, effect) in [
        ("minimum_age: 60", "minimum_age: 65", Effect::Narrower),
        ("minimum_age: 65", "minimum_age: 60", Effect::Wider),
        (
            "minimum_age: 18",
            "minimum_age: 18, maximum_age: 64",
            Effect::Narrower,
        ),
        (
            "minimum_age: 18, maximum_age: 40",
            "minimum_age: 30, maximum_age: 64",
            Effect::Changed,
        ),
        ("other: Lives alone", "minimum_age: 0", Effect::Wider),
    ] {
        let (old, new) = (limits(before), limits(after));
        let found = compared(&load(&[(TEA, &old)]), &load(&[(TEA, &new)]));
        let edits = &found.services[0].edits;
        assert_eq!(edits.len(), 1, "{before} {after}: {edits:?}");
        assert_eq!(edits[0].effect, effect, "{before} {after}");
    }
}

#[test]
fn a_refusal_is_told_from_silence_and_from_asking() {
    let with = |accepts: &str| {
        tea_with(
            "area:",
            &format!("area: [colchester]\naccepts: {{{accepts}}}"),
        )
    };
    for (before, after, said) in [
        (
            "oxygen: yes",
            "oxygen: no",
            "newly refuses: oxygen (was: taken)",
        ),
        (
            "oxygen: no",
            "oxygen: yes",
            "newly accepts: oxygen (was: refused)",
        ),
        (
            "oxygen: yes",
            "oxygen: ask",
            "now to be asked first: oxygen (was: taken)",
        ),
        (
            "oxygen: no, dementia: yes",
            "dementia: yes",
            "no longer says whether it takes: oxygen (was: refused)",
        ),
    ] {
        assert_eq!(words(&with(before), &with(after)), [said]);
    }
}

#[test]
fn entries_come_go_close_and_open_again() {
    let fate = |old: &Loaded, new: &Loaded| {
        let found = compared(old, new);
        let services: Vec<(String, Fate)> = found
            .services
            .iter()
            .map(|change| (change.id.clone(), change.fate))
            .collect();
        services
    };
    let tea = |fate| vec![("tea".to_owned(), fate)];
    let (all, fewer) = (load(&[]), without(TEA));
    assert_eq!(fate(&all, &fewer), tea(Fate::Removed));
    assert_eq!(fate(&fewer, &all), tea(Fate::Added));
    let closed = load(&[(TEA, &tea_with("status:", "status: temporarily closed"))]);
    assert_eq!(fate(&all, &closed), tea(Fate::Closed));
    assert_eq!(fate(&closed, &all), tea(Fate::Reopened));
}

#[test]
fn an_entry_that_can_no_longer_be_read_is_not_called_removed() {
    let broken = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    let found = compared(&load(&[]), &broken);
    assert_eq!(found.services[0].fate, Fate::Unreadable);
    let why = found.services[0].why.as_deref().unwrap();
    assert!(why.contains("`actve`"), "{why}");
    let back = compared(&broken, &load(&[]));
    assert_eq!(back.services[0].fate, Fate::Readable);
    let both = compared(&broken, &broken);
    assert!(both.services.is_empty(), "{both:?}");
    assert_eq!(both.unreadable[0].id, "tea");
}

#[test]
fn a_place_that_is_now_in_confidence_is_not_told() {
    let at = |location: &str| {
        tea_with(
            "area:",
            &format!("area: [colchester]\nlocations:\n  - {location}"),
        )
    };
    let public = at("{name: Refuge House, address: 1 High Street, postcode: CO1 1JB}");
    let kept = at("{confidential: yes, district: CO1}");
    for (old, new) in [(&public, &kept), (&kept, &public)] {
        let said = words(old, new).join(" ");
        assert!(said.contains("moved: from"), "{said}");
        assert!(said.contains("a place in confidence in CO1"), "{said}");
        for secret in ["Refuge", "High Street", "CO1 1JB"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn an_untouched_entry_is_newly_overdue_when_its_day_passes() {
    // Confirmed on 12 October 2026, every 180 days: current up to 10 April 2027.
    let directory = load(&[]);
    let overdue = |was, today| {
        let found = on(&directory, &directory, was, today, &[]);
        let tea = found.services.into_iter().find(|one| one.id == "tea");
        tea.map(|tea| tea.edits[0].in_words())
    };
    let (current, passed) = (date(2027, 4, 10), date(2027, 4, 11));
    assert_eq!(overdue(TODAY, current), None);
    assert_eq!(
        overdue(TODAY, passed).as_deref(),
        Some("newly overdue: last confirmed on 12 October 2026")
    );
    // It was overdue then too.
    assert_eq!(overdue(passed, passed), None);
}

#[test]
fn room_lapses_with_its_day() {
    let tea = tea_with(
        "area:",
        "area: [colchester]\ncapacity: {state: waiting, weeks: 4, until: 2026-12-31}",
    );
    let directory = load(&[(TEA, &tea)]);
    let found = on(&directory, &directory, TODAY, date(2027, 1, 1), &[]);
    let edit = &found.services[0].edits[0];
    assert_eq!(edit.part, Part::Capacity);
    assert_eq!(
        edit.in_words(),
        "room is no longer known (was: a waiting list of about 4 weeks (known until 31 December 2026))"
    );
}

#[test]
fn a_need_loses_its_last_service_and_gains_its_first() {
    let cover = |old: &Loaded, new: &Loaded| {
        let found = compared(old, new);
        let cover: Vec<_> = found
            .cover
            .into_iter()
            .map(|change| (change.need, change.cover, change.areas))
            .collect();
        cover
    };
    let here = vec!["colchester".to_owned()];
    // Tea and Talk is the only service of the small directory that helps with loneliness.
    let (all, fewer) = (load(&[]), without(TEA));
    let lost = ("loneliness".to_owned(), Cover::Lost, here.clone());
    let gained = ("loneliness".to_owned(), Cover::Gained, here);
    assert_eq!(cover(&all, &fewer), std::slice::from_ref(&lost));
    assert_eq!(cover(&fewer, &all), [gained]);
    let ended = load(&[(TEA, &tea_with("status:", "status: defunct"))]);
    assert_eq!(cover(&all, &ended), [lost]);
    // One that is closed for a while is to be asked, and one that serves a part of the area too: unknown is never no.
    let asked = load(&[(TEA, &tea_with("status:", "status: temporarily closed"))]);
    assert_eq!(cover(&all, &asked), []);
    let part = load(&[(TEA, &tea_with("area:", "area: [CO6]"))]);
    assert_eq!(cover(&all, &part), []);
}

#[test]
fn needs_areas_review_period_and_rules_are_compared() {
    let areas = minimal("areas.yaml").replace("E07000071", "E07000076");
    let settings = minimal("signpost.toml").replace("180", "120");
    let rules = minimal("routing.toml").replace("\"2+\" }", "[\"1\", \"2+\"] }");
    let needs = format!(
        "{}  - id: debt\n    label: Owing money\n    group: practical\n    words: [owing money]\n",
        minimal("needs.yaml")
    );
    let new = load(&[
        ("areas.yaml", &areas),
        ("signpost.toml", &settings),
        ("routing.toml", &rules),
        ("needs.yaml", &needs),
    ]);
    assert!(!new.refuses, "{:?}", new.findings);
    let found = compared(&load(&[]), &new);
    let top: Vec<_> = found
        .top
        .iter()
        .map(|change| (change.defined, change.id.as_str(), change.edit))
        .collect();
    assert_eq!(
        top,
        [
            (Defined::Need, "debt", TopEdit::Added),
            (Defined::Area, "colchester", TopEdit::Changed),
            (Defined::ReviewDays, "review_days", TopEdit::Changed),
            (Defined::Rules, "rules", TopEdit::Changed),
        ]
    );
    assert_eq!(
        found.top[1].after.as_deref(),
        Some("\"Colchester\": E07000076")
    );
}

const CASE: &str = "age: 70\nnear: CO1\nasked_on: 2026-11-23\nfacts: {stroke-signs: no, agrees: yes, falls-12-months: \"1\"}\n\
                    needs:\n  falls: {}\n  loneliness: {}\n";

#[test]
fn a_case_is_routed_otherwise_by_other_rules() {
    let rules = minimal("routing.toml").replace("\"2+\" }", "[\"1\", \"2+\"] }");
    let new = load(&[("routing.toml", &rules)]);
    let found = on(&load(&[]), &new, TODAY, TODAY, &[CASE]);
    let edits = &found.cases[0].edits;
    let falls: Vec<_> = edits
        .iter()
        .filter(|edit| edit.need.as_deref() == Some("falls"))
        .map(|edit| (edit.part, edit.lost.clone(), edit.gained.clone()))
        .collect();
    let own = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        falls[0],
        (CasePart::Route, own(&["active-signposting"]), own(&["ahp"]))
    );
    assert!(
        falls.contains(&(CasePart::Professions, own(&[]), own(&["physiotherapist"]))),
        "{falls:?}"
    );
    // The need that the rules did not change for is not mentioned.
    assert!(
        edits
            .iter()
            .all(|edit| edit.need.as_deref() != Some("loneliness")),
        "{edits:?}"
    );
}

#[test]
fn a_case_is_served_otherwise_when_a_service_goes_or_has_to_be_asked() {
    let services = |new: &Loaded| {
        let found = on(&load(&[]), new, TODAY, TODAY, &[CASE]);
        let edits = found.cases.into_iter().flat_map(|case| case.edits);
        let of: Vec<_> = edits
            .filter(|edit| edit.need.as_deref() == Some("falls"))
            .map(|edit| (edit.part, edit.lost, edit.gained, edit.none_left))
            .collect();
        of
    };
    let steady = "services/befriending/steady.yaml";
    let entry = minimal(steady);
    let closed = entry.replace("status: active", "status: defunct");
    let gone = services(&load(&[(steady, &closed)]));
    assert!(
        gone.iter()
            .any(|(part, lost, ..)| *part == CasePart::Services && lost == &["steady"]),
        "{gone:?}"
    );
    let paused = entry.replace("status: active", "status: temporarily closed");
    assert_eq!(
        services(&load(&[(steady, &paused)])),
        [(CasePart::AskFirst, vec![], vec!["steady".to_owned()], false)]
    );
}

#[test]
fn a_case_that_one_side_cannot_read_is_said() {
    let needs = minimal("needs.yaml").replace("id: falls", "id: falling");
    let steady = minimal("services/befriending/steady.yaml").replace("falls", "falling");
    let physio = minimal("services/befriending/physiotherapy.yaml").replace("falls", "falling");
    let rules = minimal("routing.toml").replace("for = [\"falls\"]", "for = [\"falling\"]");
    let new = load(&[
        ("needs.yaml", &needs),
        ("services/befriending/steady.yaml", &steady),
        ("services/befriending/physiotherapy.yaml", &physio),
        ("routing.toml", &rules),
    ]);
    assert!(!new.refuses, "{:?}", new.findings);
    let found = on(&load(&[]), &new, TODAY, TODAY, &[CASE]);
    let why = found.cases[0].unreadable.as_deref().unwrap();
    assert!(why.starts_with("cannot be read with NEW: "), "{why}");
    assert!(why.contains("`falls`"), "{why}");
}
