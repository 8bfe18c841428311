//! Keeping a directory true, as people do it: `check --fix`, `format`, `confirm` and `due`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{MINIMAL, TEA, tea_with};
use jiff::civil::date;
use signpost::due::{Reason, due};
use signpost::edit::format::formatted;
use signpost::edit::layout;
use signpost::edit::meaning::Meaning;
use signpost::model::rule::Approval;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The small directory in a folder of its own, with texts laid over it.
fn directory(over: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in MINIMAL.iter().chain(over) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs the program on a directory, as of 23 November 2026, with lines typed into it.
fn run(folder: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .env_clear()
        .env("SIGNPOST_DIRECTORY", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it reads anything.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn tea(folder: &Path) -> String {
    fs::read_to_string(folder.join(TEA)).unwrap()
}

fn clean_tea() -> &'static str {
    MINIMAL.iter().find(|(path, _)| *path == TEA).unwrap().1
}

// ---- layout ------------------------------------------------------------------------------------------------------

#[test]
fn the_shipped_directory_is_written_the_one_way() {
    let mut count = 0;
    for entry in walkdir::WalkDir::new("directory/services") {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|end| end == "yaml") {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(
                formatted(&text).as_deref(),
                Some(text.as_str()),
                "{}: run `signpost format`",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn fixes_leave_what_the_entry_says_and_everything_that_was_not_wrong() {
    let text = "# Rung in May.\nname: Tea and Talk  \nid: tea\ncontact:\n  url: https://example.org\n  phone: '01632960001'   # the office\nlocations: [{postcode: co11pj, name: Hall}]";
    let fixed = layout::fixed(text).unwrap();
    assert_eq!(
        fixed.text,
        "id: tea\n# Rung in May.\nname: Tea and Talk\ncontact:\n  phone: '01632 960001'   # the office\n  url: https://example.org\nlocations: [{name: Hall, postcode: CO1 1PJ}]\n"
    );
    let mut kinds: Vec<&str> = fixed
        .findings
        .iter()
        .map(|finding| finding.kind.id)
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            "key-order",
            "key-order",
            "key-order",
            "missing-final-newline",
            "phone-spacing",
            "postcode-spacing",
            "trailing-space"
        ]
    );
    assert_eq!(Meaning::of_service(&fixed.text), Meaning::of_service(text));
    assert!(layout::fixed(&fixed.text).is_none());
}

#[test]
fn meaning_knows_another_number_and_another_postcode() {
    let of = |contact: &str| Meaning::of_service(&format!("contact: {{phone: {contact}}}\n"));
    assert_eq!(of("01632960001"), of("01632 960001"));
    assert_ne!(of("01632960001"), of("01632 960002"));
    assert_ne!(
        Meaning::of("contact: {phone: 01632960001}"),
        Meaning::of("contact: {phone: 01632 960001}")
    );
}

#[test]
fn check_fix_writes_and_says_what_it_wrote_and_has_nothing_to_do_the_second_time() {
    let text = tea_with("contact:", "contact: {phone: 01632960001}  # rung");
    let folder = directory(&[(TEA, &text)]);
    let found = run(
        folder.path(),
        &["check", "--quiet", "--severity", "note"],
        "",
    );
    assert_eq!(found.status.code(), Some(1), "{}", err(&found));
    let path = folder.path().to_str().unwrap();
    let fixed = run(
        folder.path(),
        &["check", "--fix", path, "--severity", "note"],
        "",
    );
    assert_eq!(
        fixed.status.code(),
        Some(0),
        "{}{}",
        out(&fixed),
        err(&fixed)
    );
    assert!(
        out(&fixed).contains("phone-spacing: `01632960001` is written `01632 960001`"),
        "{}",
        out(&fixed)
    );
    assert_eq!(
        tea(folder.path()),
        text.replace("01632960001", "01632 960001")
    );
    let again = run(folder.path(), &["check", "--fix"], "");
    assert!(out(&again).contains("Nothing to fix"), "{}", out(&again));
    assert_eq!(again.status.code(), Some(0));
}

#[test]
fn format_check_lists_files_and_writes_nothing() {
    let text = clean_tea().replace("needs: [loneliness]", "needs:  [ loneliness ]");
    let folder = directory(&[(TEA, &text), ("services/broken.yaml", "id: [")]);
    let listed = run(folder.path(), &["format", "--check"], "");
    assert_eq!(listed.status.code(), Some(1));
    assert!(
        out(&listed).contains("tea.yaml") && !out(&listed).contains("steady.yaml"),
        "{}",
        out(&listed)
    );
    assert_eq!(tea(folder.path()), text);
    let file = folder.path().join(TEA);
    let written = run(folder.path(), &["format", file.to_str().unwrap()], "");
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!(tea(folder.path()), clean_tea());
    // What cannot be read is said, and nobody is told that all is well.
    let all = run(folder.path(), &["format"], "");
    assert_eq!(all.status.code(), Some(1));
    assert!(err(&all).contains("broken.yaml"), "{}", err(&all));
    assert_eq!(
        fs::read_to_string(folder.path().join("services/broken.yaml")).unwrap(),
        "id: ["
    );
}

// ---- confirm -----------------------------------------------------------------------------------------------------

const BY: [&str; 4] = [
    "--by",
    "directory coordinator",
    "--source",
    "telephone call, with the team",
];

#[test]
fn only_a_clear_yes_confirms_and_each_entry_is_asked() {
    let text = tea_with(
        "assured:",
        "accepts: {oxygen: no}\n# Ring after ten.\nassured: {on: 2026-01-02, by: x}  # note",
    );
    let folder = directory(&[(TEA, &text)]);
    let arguments: Vec<&str> = ["confirm", "tea", "steady", "tea"]
        .into_iter()
        .chain(BY)
        .collect();
    let answer = run(folder.path(), &arguments, "yes\nyes please\n");
    assert_eq!(answer.status.code(), Some(1), "{}", err(&answer));
    let said = out(&answer);
    for part in [
        "Phone: 01632 960001",
        "Open: not said",
        "Ages: no limit stated",
        "Does not take: oxygen",
        "Last confirmed: 2 January 2026 by x",
    ] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
    assert!(
        said.ends_with("Confirmed: tea\nNot confirmed: steady\n"),
        "{said}"
    );
    assert_eq!(
        tea(folder.path()),
        text.replace(
            "{on: 2026-01-02, by: x}",
            "{on: 2026-11-23, by: directory coordinator, source: \"telephone call, with the team\"}"
        )
    );
    let steady = "services/befriending/steady.yaml";
    let before = MINIMAL.iter().find(|(path, _)| *path == steady).unwrap().1;
    assert_eq!(
        fs::read_to_string(folder.path().join(steady)).unwrap(),
        before
    );
}

#[test]
fn without_an_answer_nothing_is_confirmed() {
    let folder = directory(&[]);
    for typed in ["", "\n", "no\n", "yeah\n", "YES, I THINK\n"] {
        let arguments: Vec<&str> = ["confirm", "tea"].into_iter().chain(BY).collect();
        let answer = run(folder.path(), &arguments, typed);
        assert_eq!(answer.status.code(), Some(1), "{typed}");
        assert_eq!(tea(folder.path()), clean_tea(), "{typed}");
    }
}

#[test]
fn names_future_days_and_unknown_entries_are_refused_before_anything_is_asked() {
    let folder = directory(&[]);
    for (arguments, status, says) in [
        (
            vec!["tea", "--by", "Jane Smith", "--source", "call"],
            2,
            "looks like somebody's name",
        ),
        (
            vec!["tea", "--by", "jane@example.org", "--source", "call"],
            2,
            "has to be a role",
        ),
        (
            vec![
                "tea",
                "--by",
                "lead",
                "--source",
                "call",
                "--on",
                "2026-11-24",
            ],
            2,
            "is after today",
        ),
        (
            vec!["tea", "--by", "lead", "--source", " "],
            2,
            "--source is empty",
        ),
        (
            vec!["tea", "stedy", "--by", "lead", "--source", "call"],
            1,
            "did you mean steady?",
        ),
    ] {
        let arguments: Vec<&str> = std::iter::once("confirm").chain(arguments).collect();
        let answer = run(folder.path(), &arguments, "yes\nyes\n");
        assert_eq!(answer.status.code(), Some(status), "{arguments:?}");
        assert!(err(&answer).contains(says), "{}", err(&answer));
        assert_eq!(tea(folder.path()), clean_tea());
    }
}

#[test]
fn an_entry_that_has_ended_can_be_confirmed_too() {
    let text = tea_with("status:", "status: defunct");
    let folder = directory(&[(TEA, &text)]);
    let arguments: Vec<&str> = ["confirm", "tea", "--on", "2026-11-20"]
        .into_iter()
        .chain(BY)
        .collect();
    let answer = run(folder.path(), &arguments, "Y\n");
    assert_eq!(answer.status.code(), Some(0), "{}", err(&answer));
    assert!(out(&answer).contains("Status: defunct"), "{}", out(&answer));
    assert!(tea(folder.path()).contains("on: 2026-11-20"));
}

// ---- due ---------------------------------------------------------------------------------------------------------

#[test]
fn the_most_overdue_comes_first_and_each_thing_has_its_day() {
    let text = tea_with(
        "assured:",
        "capacity: {state: full, until: 2026-12-01}\nalerts: [{text: Closed for repairs., until: 2026-11-01}]\nassured: {on: 2026-05-01, by: transport coordinator}",
    );
    let loaded = common::load(&[(TEA, &text)]);
    assert_eq!(loaded.directory.settings.review_days, 180);
    let all = due(&loaded.directory, common::TODAY);
    let of_tea: Vec<_> = all
        .iter()
        .filter(|due| due.service.is_some_and(|service| service.id.value == "tea"))
        .map(|due| (due.by, due.reason))
        .collect();
    // 1 May and 180 days: 30 days of May, June 30, July 31, August 31, September 30 make 152; 28 more are 28 October.
    assert_eq!(
        of_tea,
        [
            (date(2026, 10, 28), Reason::Review),
            (date(2026, 11, 1), Reason::Alert),
            (date(2026, 12, 1), Reason::Capacity)
        ]
    );
    assert!(all.is_sorted_by_key(|due| due.by));
    // The day itself is the last good one, for the list as for the check.
    let tea = loaded.directory.service_by_id("tea").unwrap();
    assert!(!tea.is_stale(date(2026, 10, 28), 180));
    assert!(tea.is_stale(date(2026, 10, 29), 180));
}

#[test]
fn an_excused_entry_is_due_when_the_exception_ends_and_an_ended_one_never() {
    let old = tea_with("assured:", "assured: {on: 2024-05-01, by: x}");
    let settings = format!(
        "{}[[allow]]\ncheck = \"review-overdue\"\nid = \"tea\"\nreason = \"x\"\nuntil = 2027-01-31\n",
        MINIMAL
            .iter()
            .find(|(path, _)| *path == "signpost.toml")
            .unwrap()
            .1
    );
    let by = |over: &[(&str, &str)]| {
        let loaded = common::load(over);
        let all = due(&loaded.directory, common::TODAY);
        all.iter()
            .find(|due| due.service.is_some_and(|service| service.id.value == "tea"))
            .map(|due| due.by)
    };
    assert_eq!(
        by(&[(TEA, &old), ("signpost.toml", &settings)]),
        Some(date(2027, 1, 31))
    );
    assert_eq!(
        by(&[(TEA, &old.replace("status: active", "status: defunct"))]),
        None
    );
    assert_eq!(by(&[(TEA, &old)]), Some(date(2024, 10, 28)));
}

#[test]
fn rules_and_their_approval_are_due_too() {
    let loaded = common::load(&[]);
    let mut directory = loaded.directory;
    directory.rules.approval = Some(Approval {
        role: "clinical safety lead".to_owned(),
        organization: "x".to_owned(),
        on: date(2026, 11, 1),
        review: date(2026, 11, 30),
        fingerprint: String::new(),
    });
    let all = due(&directory, common::TODAY);
    let rules: Vec<_> = all.iter().filter(|due| due.service.is_none()).collect();
    assert_eq!(rules[0].reason, Reason::Approval);
    assert_eq!(rules[0].by, date(2026, 11, 30));
    let number: usize = rules.iter().map(|due| due.rules).sum();
    assert_eq!(number, directory.rules.rules.len());
}

#[test]
fn due_lists_filters_by_role_and_ends_with_1_where_nothing_is_due() {
    let text = tea_with(
        "assured:",
        "assured: {on: 2026-05-01, by: =transport coordinator}",
    );
    let folder = directory(&[(TEA, &text)]);
    let listed = run(
        folder.path(),
        &["due", "--format", "text", "--within", "1w"],
        "",
    );
    assert_eq!(listed.status.code(), Some(0), "{}", err(&listed));
    assert!(
        out(&listed).contains("Tea and Talk: 26 days overdue"),
        "{}",
        out(&listed)
    );
    let csv = run(
        folder.path(),
        &["due", "--format", "csv", "--by", "=Transport Coordinator"],
        "",
    );
    assert_eq!(csv.status.code(), Some(0), "{}", err(&csv));
    let lines: Vec<String> = out(&csv).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with("yes,2026-10-28,-26,review,tea,Tea and Talk,Colne Neighbours,'=transport coordinator,2026-05-01,"), "{}", lines[1]);
    let json: serde_json::Value =
        serde_json::from_slice(&run(folder.path(), &["due", "--format", "json"], "").stdout)
            .unwrap();
    assert_eq!(json["due"][0]["days"], -26);
    let nobody = run(folder.path(), &["due", "--by", "nobody"], "");
    assert_eq!(nobody.status.code(), Some(1));
    assert!(
        err(&nobody).contains("there is: =transport coordinator"),
        "{}",
        err(&nobody)
    );
    let small = directory(&[]);
    let none = run(small.path(), &["due", "--within", "0d"], "");
    assert_eq!(none.status.code(), Some(1));
    assert!(
        out(&none).contains("Nothing has to be confirmed by 23 November 2026. The next is "),
        "{}",
        out(&none)
    );
}

#[test]
fn one_message_to_each_organisation_says_what_we_say_and_no_confidential_address() {
    let text = tea_with(
        "assured:",
        "locations: [{confidential: yes, district: CO4}]\nassured: {on: 2026-05-01, by: x}",
    )
    .replace(
        "contact: {phone: 01632 960001}",
        "contact: {phone: 01632 960001, email: tea@example.org}",
    );
    let folder = directory(&[(TEA, &text)]);
    let letters = folder.path().join("letters");
    let arguments = [
        "due",
        "--format",
        "messages",
        "--out",
        letters.to_str().unwrap(),
    ];
    let written = run(folder.path(), &arguments, "");
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let message = fs::read_to_string(letters.join("colne-neighbours.txt")).unwrap();
    for part in [
        "To: tea@example.org",
        "Subject: Is what we say about Tea and Talk still right?",
        "reply \"no change\"",
        "Phone: 01632 960001",
        "Where: in confidence, in CO4",
        "as soon as you can",
    ] {
        assert!(message.contains(part), "{part} is missing in\n{message}");
    }
    assert!(message.lines().all(|line| line.chars().count() <= 80));
    // Messages that are there already may have been changed by hand.
    let again = run(folder.path(), &arguments, "");
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("exists already"), "{}", err(&again));
}
