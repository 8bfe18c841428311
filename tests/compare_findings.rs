//! Which findings a change caused: pairs of small directories, checked as of the same day.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{MINIMAL, TEA, TODAY, load, raw, tea_with};
use signpost::check;
use signpost::compare::findings::{Found, Since, since, touched};
use signpost::diagnostic::Diagnostic;
use signpost::load::{self, Loaded};

fn found(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut findings = loaded.findings.clone();
    findings.extend(check::run(&loaded.directory, None, TODAY).findings);
    findings
}

fn compared(old: &Loaded, new: &Loaded) -> Since {
    let (before, now) = (found(old), found(new));
    since(
        Found {
            findings: &before,
            sources: &old.sources,
        },
        Found {
            findings: &now,
            sources: &new.sources,
        },
    )
}

/// Check and entry of each.
fn named(findings: &[Diagnostic]) -> Vec<(&str, &str)> {
    findings
        .iter()
        .map(|finding| (finding.kind.id, finding.subject.as_deref().unwrap_or("")))
        .collect()
}

fn old_tea(day: &str) -> String {
    tea_with(
        "assured:",
        &format!("assured: {{on: {day}, by: directory coordinator}}"),
    )
}

/// The text of a file of the small directory.
fn minimal(path: &str) -> &'static str {
    let found = MINIMAL.iter().find(|(known, _)| *known == path);
    found.unwrap().1
}

#[test]
fn what_time_caused_is_older_even_where_its_line_moves() {
    let tea = old_tea("2025-10-12");
    let old = load(&[(TEA, &tea)]);
    let moved = format!("# A note.\n\n{tea}");
    let new = load(&[(TEA, &moved)]);
    let told = compared(&old, &new);
    assert_eq!(named(&told.caused), []);
    assert!(named(&told.older).contains(&("review-overdue", "tea")));
}

#[test]
fn a_date_that_was_set_and_is_still_too_old_is_the_changes_doing() {
    let old = load(&[(TEA, &old_tea("2025-10-12"))]);
    let new = load(&[(TEA, &old_tea("2025-11-12"))]);
    let told = compared(&old, &new);
    assert_eq!(named(&told.caused), [("review-overdue", "tea")]);
}

#[test]
fn a_removal_is_to_blame_for_what_it_leaves_unmet_in_a_file_it_does_not_touch() {
    let needs = format!(
        "{}  - id: debt\n    label: Owing money\n    group: practical\n    words: [owing money]\n",
        minimal("needs.yaml")
    );
    let debt = tea_with("id:", "id: debt-advice")
        .replace("needs: [loneliness]", "needs: [debt]")
        .replace("01632 960001", "01632 960004");
    let old = load(&[
        ("needs.yaml", &needs),
        ("services/money/debt-advice.yaml", &debt),
    ]);
    let new = load(&[("needs.yaml", &needs)]);
    let told = compared(&old, &new);
    assert_eq!(named(&told.caused), [("need-unmet", "debt")]);
    let place = new.sources.file(told.caused[0].primary.span.file);
    assert_eq!(place.path, "needs.yaml");
    // The other way round nothing is new.
    assert_eq!(named(&compared(&new, &old).caused), []);
}

#[test]
fn an_entry_that_is_moved_to_another_folder_brings_nothing_with_it() {
    let tea = old_tea("2025-10-12");
    let old = load(&[(TEA, &tea)]);
    let mut files = raw(&[("services/social/tea.yaml", tea.as_bytes())]);
    files.retain(|file| file.path != TEA);
    let new = load::texts(files, "");
    let told = compared(&old, &new);
    assert_eq!(named(&told.caused), []);
    assert!(named(&told.older).contains(&("review-overdue", "tea")));
}

#[test]
fn a_new_entry_answers_for_everything_in_it() {
    let new_entry = old_tea("2025-10-12")
        .replace("id: tea", "id: coffee")
        .replace("01632 960001", "01632 960007");
    let old = load(&[]);
    let new = load(&[("services/befriending/coffee.yaml", &new_entry)]);
    assert_eq!(
        named(&compared(&old, &new).caused),
        [("review-overdue", "coffee")]
    );
}

#[test]
fn a_second_finding_like_the_first_is_new() {
    let once = load(&[(TEA, &tea_with("needs:", "needs: [loneliness, lonely]"))]);
    let twice = load(&[(
        TEA,
        &tea_with("needs:", "needs: [lonely, loneliness, lonely]"),
    )]);
    let loaders = |old: &Loaded, new: &Loaded| {
        since(
            Found {
                findings: &old.findings,
                sources: &old.sources,
            },
            Found {
                findings: &new.findings,
                sources: &new.sources,
            },
        )
    };
    let told = loaders(&once, &twice);
    assert_eq!((told.caused.len(), told.older.len()), (1, 1), "{told:?}");
    let told = loaders(&twice, &once);
    assert_eq!((told.caused.len(), told.older.len()), (0, 1), "{told:?}");
}

#[test]
fn an_exception_that_is_taken_away_is_the_changes_doing() {
    let settings = minimal("signpost.toml");
    let allowed = format!(
        "{settings}[[allow]]\ncheck = \"review-overdue\"\nid = \"tea\"\nreason = \"Closed.\"\nuntil = 2027-05-31\n"
    );
    let tea = old_tea("2025-10-12");
    let old = load(&[(TEA, &tea), ("signpost.toml", &allowed)]);
    let new = load(&[(TEA, &tea)]);
    assert_eq!(
        named(&compared(&old, &new).caused),
        [("review-overdue", "tea")]
    );
}

#[test]
fn touched_files_are_those_whose_text_differs() {
    let old = load(&[]);
    let new = load(&[(TEA, &old_tea("2025-10-12"))]);
    let touched = touched(&old.sources, &new.sources);
    let paths: Vec<&str> = touched
        .iter()
        .map(|file| new.sources.file(*file).path.as_str())
        .collect();
    assert_eq!(paths, [TEA]);
}
