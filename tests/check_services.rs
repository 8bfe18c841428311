//! The checks of what a service says of itself, beyond their own examples: what is near to each and left alone, and what is
//! found in other words.

mod common;

use common::{TEA, TODAY, load};
use proptest::prelude::*;
use signpost::check;
use signpost::diagnostic::Diagnostic;
use signpost::load::Loaded;
use signpost::place::Table;

/// The clean entry with some keys replaced or added, and called `id`. A value of `-` takes the key away.
fn named(id: &str, over: &[(&str, &str)]) -> String {
    let mut keys = vec![
        ("id", id),
        ("name", "Tea and Talk"),
        ("organization", "Colne Neighbours"),
        ("summary", "Someone to chat to over a cup of tea."),
        ("kind", "community"),
        ("status", "active"),
        ("needs", "[loneliness]"),
        ("attending_type", "[venue]"),
        ("attending_access", "[drop-in]"),
        ("contact", "{phone: 01632 960001}"),
        ("area", "[colchester]"),
        ("assured", "{on: 2026-10-12, by: directory coordinator}"),
    ];
    for (key, value) in over {
        match keys.iter_mut().find(|(known, _)| known == key) {
            Some(known) => known.1 = value,
            None => keys.push((key, value)),
        }
    }
    keys.retain(|(_, value)| *value != "-");
    keys.iter().fold(String::new(), |text, (key, value)| {
        text + key + ": " + value + "\n"
    })
}

fn tea(over: &[(&str, &str)]) -> String {
    named("tea", over)
}

fn path(id: &str) -> String {
    format!("services/befriending/{id}.yaml")
}

fn run(files: &[(&str, &str)]) -> (Vec<Diagnostic>, Loaded) {
    let loaded = load(files);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let mut findings = check::run(&loaded.directory, Some(&Table::embedded()), TODAY).findings;
    findings.retain(|finding| finding.kind.id != "rules-not-approved");
    (findings, loaded)
}

/// The kinds of what is found where only the entry `tea` is changed.
fn kinds(over: &[(&str, &str)]) -> Vec<&'static str> {
    let (findings, _) = run(&[(TEA, &tea(over))]);
    findings.iter().map(|finding| finding.kind.id).collect()
}

/// The text at each place of a finding, the first one first.
fn places(finding: &Diagnostic, loaded: &Loaded) -> Vec<String> {
    let labels = std::iter::once(&finding.primary).chain(&finding.related);
    labels
        .map(|label| {
            let file = loaded.sources.file(label.span.file);
            file.text[label.span.range()].to_owned()
        })
        .collect()
}

const ONLINE: (&str, &str) = ("attending_type", "[online]");
const ALONE: (&str, &str) = ("attending_access", "[self-referral]");
const REFERRED: (&str, &str) = ("attending_access", "[professional-referral]");
const SEND: (&str, &str) = ("referral", "Send the form.");

#[test]
fn a_confidential_place_is_no_way_in() {
    let hidden = ("locations", "[{confidential: yes, district: CO1}]");
    assert_eq!(kinds(&[("contact", "{}"), hidden]), ["contact-missing"]);
    assert_eq!(kinds(&[hidden]), [""; 0]);
    let named = ("locations", "[{name: Library, postcode: CO1 1JB}]");
    assert_eq!(kinds(&[("contact", "{}"), named]), [""; 0]);
    let ended = ("status", "defunct");
    let found = kinds(&[("contact", "{}"), ended]);
    assert!(!found.contains(&"contact-missing"), "{found:?}");
}

#[test]
fn a_confidential_district_is_compared_with_the_area() {
    let place = |district: &str| format!("[{{confidential: yes, district: {district}}}]");
    // CO7 lies partly in Colchester, CO15 not at all.
    for (district, found) in [
        ("CO1", &[][..]),
        ("CO7", &[]),
        ("CO15", &["postcode-outside-area"]),
    ] {
        assert_eq!(
            kinds(&[("locations", &place(district))]),
            found,
            "{district}"
        );
    }
}

#[test]
fn a_price_in_a_free_service_is_found_where_it_is_certain() {
    let free = |text: &str| kinds(&[("cost", "free"), ("referral", text)]);
    for text in [
        "The class costs £3.50.",
        "We charge £4.",
        "Bring a mat. It is £2 per session.",
        "£5 for each class.",
        "There is a fee, £6 each.",
    ] {
        assert_eq!(free(text), ["free-with-price"], "{text}");
    }
    for text in [
        "We can save you £3 a session elsewhere.",
        "A donation of £2 a session is welcome.",
        "Lunch costs £4.",
        "It is free, not £3 a session as before.",
        "The grant is £300 a year.",
        "Help with debts over £500.",
        "We have raised £3m for people.",
        "The bus is £2 each way.",
    ] {
        assert_eq!(free(text), [""; 0], "{text}");
    }
}

#[test]
fn the_price_and_the_word_free_are_both_pointed_at() {
    let text = tea(&[
        ("cost", "free"),
        ("referral", "\"Turn up: it costs £3.50 each.\""),
    ]);
    let (findings, loaded) = run(&[(TEA, &text)]);
    assert_eq!(places(&findings[0], &loaded), ["free", "£3.50"]);
}

#[test]
fn a_price_is_contradicted_only_where_everything_is_called_free() {
    let priced =
        |text: &str| kinds(&[("cost", "{amount: 3.00, per: session}"), ("referral", text)]);
    for text in [
        "There is no charge.",
        "The group is free.",
        "Entry is free of charge.",
    ] {
        assert_eq!(priced(text), ["price-called-free"], "{text}");
    }
    for text in [
        "It is free for carers.",
        "Parking is free of charge.",
        "The first time it is free.",
        "Feel free to ring.",
        "Ring our freephone number.",
        "The food is gluten-free.",
    ] {
        assert_eq!(priced(text), [""; 0], "{text}");
    }
}

#[test]
fn a_drop_in_may_have_appointments_at_other_times() {
    let drop_in = |text: &str| kinds(&[("referral", text)]);
    for text in [
        "You must book.",
        "Seen by appointment only.",
        "Booking is essential.",
    ] {
        assert_eq!(drop_in(text), ["drop-in-by-appointment"], "{text}");
    }
    for text in [
        "Drop in on Mondays. On other days by appointment only.",
        "Just turn up. For a first visit you need an appointment.",
        "Borrow a book. Appointments help.",
    ] {
        assert_eq!(drop_in(text), [""; 0], "{text}");
    }
    let appointment = ("attending_access", "[self-referral, appointment]");
    assert_eq!(
        kinds(&[appointment, ("referral", "By appointment only.")]),
        [""; 0]
    );
}

#[test]
fn who_may_get_in_touch_is_contradicted_both_ways() {
    for (access, text, found) in [
        (REFERRED, "No referral is needed.", true),
        (REFERRED, "You can refer yourself.", true),
        (ALONE, "GP referrals only.", true),
        (
            REFERRED,
            "No referral is needed for the first visit.",
            false,
        ),
        (ALONE, "You can refer yourself.", false),
        (REFERRED, "Send the referral form.", false),
    ] {
        let expected: &[&str] = if found { &["access-contradicted"] } else { &[] };
        assert_eq!(kinds(&[access, ("referral", text)]), expected, "{text}");
    }
}

#[test]
fn only_a_service_without_another_way_needs_speech() {
    let signs = ("accepts", "{sign language: yes}");
    assert_eq!(kinds(&[ALONE, signs]), ["speaking-required"]);
    assert_eq!(kinds(&[signs]), [""; 0], "one can turn up");
    assert_eq!(kinds(&[REFERRED, SEND, signs]), [""; 0]);
    assert_eq!(
        kinds(&[ALONE, ("accepts", "{sign language: ask}")]),
        [""; 0]
    );
    assert_eq!(kinds(&[ALONE, ("accepts", "{hearing loss: yes}")]), [""; 0]);
    let text = ("contact", "{phone: 01632 960001, text: Text 07700 900001}");
    assert_eq!(kinds(&[ALONE, signs, text]), [""; 0]);
}

#[test]
fn answers_are_contradicted_only_by_the_one_way_of_attending() {
    let url = (
        "contact",
        "{phone: 01632 960001, url: \"https://tea.example.org/\"}",
    );
    for (ways, answer, found) in [
        ("[online]", "{no internet: yes}", true),
        ("[online, phone]", "{no internet: yes}", false),
        ("[phone]", "{no phone: yes}", true),
        ("[phone]", "{wheelchair: no}", true),
        ("[phone]", "{wheelchair: ask}", false),
        ("[phone, venue]", "{wheelchair: no}", false),
        ("[venue]", "{housebound: yes}", true),
        ("[venue, home visit]", "{housebound: yes}", false),
        ("[venue]", "{housebound: no, needs transport: no}", false),
        ("[home visit]", "{needs transport: no}", true),
        ("[home visit]", "{wheelchair: no}", false),
    ] {
        let over = [ALONE, url, ("attending_type", ways), ("accepts", answer)];
        let expected: &[&str] = if found {
            &["accepts-contradicted"]
        } else {
            &[]
        };
        assert_eq!(kinds(&over), expected, "{ways} {answer}");
    }
    assert_eq!(kinds(&[ALONE, url, ONLINE]), [""; 0]);
}

#[test]
fn only_sessions_that_meet_overlap() {
    let hours = |text: &str| kinds(&[("hours", text)]);
    for (one, other, found) in [
        (
            "days: [tue], from: \"10:00\", to: \"12:00\"",
            "days: [tue], from: \"12:00\", to: \"13:00\"",
            false,
        ),
        (
            "days: [tue], from: \"10:00\", to: \"12:00\"",
            "days: [wed], from: \"10:00\", to: \"12:00\"",
            false,
        ),
        (
            "days: [tue], from: \"10:00\", to: \"12:00\", weeks: [1]",
            "days: [tue], from: \"11:00\", to: \"13:00\", weeks: [2]",
            false,
        ),
        (
            "days: [tue], from: \"10:00\", to: \"12:00\", weeks: [1, 3]",
            "days: [tue], from: \"11:00\", to: \"13:00\"",
            true,
        ),
        (
            "days: [tue], from: \"10:00\", to: \"12:00\", closed: [january, february, march, april, may, june]",
            "days: [tue], from: \"10:00\", to: \"13:00\", closed: [july, august, september, october, november, december]",
            false,
        ),
        (
            "days: [tue], from: \"10:00\", to: \"12:00\"",
            "days: [tue], from: \"10:00\", to: \"12:00\"",
            true,
        ),
    ] {
        let expected: &[&str] = if found { &["sessions-overlap"] } else { &[] };
        assert_eq!(
            hours(&format!("[{{{one}}}, {{{other}}}]")),
            expected,
            "{one} / {other}"
        );
    }
}

#[test]
fn a_session_of_the_fifth_week_is_wrong_only_where_it_is_called_monthly() {
    let fifth = (
        "hours",
        "[{days: [tue], from: \"10:00\", to: \"12:00\", weeks: [5]}]",
    );
    for (text, found) in [
        ("We meet monthly.", true),
        ("Come on the last Tuesday of each month.", true),
        ("We meet in months with five Tuesdays.", false),
    ] {
        let expected: &[&str] = if found { &["fifth-week-monthly"] } else { &[] };
        assert_eq!(kinds(&[fifth, ("referral", text)]), expected, "{text}");
    }
}

#[test]
fn bank_holidays_matter_where_people_just_turn_up() {
    let monday = ("hours", "[{days: [mon], from: \"10:00\", to: \"12:00\"}]");
    assert_eq!(kinds(&[monday]), ["bank-holidays-unsaid"]);
    assert_eq!(kinds(&[monday, ALONE]), [""; 0], "one rings first");
    assert_eq!(
        kinds(&[monday, ("referral", "Turn up, Bank Holidays too.")]),
        [""; 0]
    );
    for hours in [
        "[{days: [tue, wed, thu], from: \"10:00\", to: \"12:00\"}]",
        "[{days: [mon, tue, wed, thu, fri, sat, sun], from: \"10:00\", to: \"12:00\"}]",
        "[{days: [mon], from: \"00:00\", to: \"24:00\"}]",
    ] {
        assert_eq!(kinds(&[("hours", hours)]), [""; 0], "{hours}");
    }
}

#[test]
fn a_closed_service_is_asked_about_once() {
    let closed = |alerts: &str| {
        let text = named(
            "coffee",
            &[
                ("name", "Coffee Morning"),
                ("contact", "{phone: 01632 960002}"),
                ("status", "temporarily closed"),
                ("alerts", alerts),
            ],
        );
        let (findings, _) = run(&[(&path("coffee"), &text)]);
        findings
            .iter()
            .map(|finding| finding.kind.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(closed("-"), ["closure-unexplained"]);
    assert_eq!(closed("[{text: Closed.}]"), [""; 0]);
    assert_eq!(
        closed("[{text: Closed., until: 2026-11-22}]"),
        ["closure-over"]
    );
    assert_eq!(closed("[{text: Closed., until: 2026-11-23}]"), [""; 0]);
    assert_eq!(
        closed("[{text: Closed., until: 2026-10-01}, {text: Still closed., until: 2027-01-01}]"),
        [""; 0]
    );
}

#[test]
fn a_wide_area_is_wrong_for_a_small_group_only() {
    let weekly = ("hours", "[{days: [tue], from: \"10:00\", to: \"12:00\"}]");
    let library = ("locations", "[{name: Library, postcode: CO1 1JB}]");
    let national = ("area", "[national]");
    assert_eq!(kinds(&[weekly, library, national]), ["area-too-wide"]);
    let often = (
        "hours",
        "[{days: [tue, wed], from: \"10:00\", to: \"12:00\"}]",
    );
    let long = ("hours", "[{days: [tue], from: \"09:00\", to: \"17:00\"}]");
    for hours in [often, long] {
        assert_eq!(kinds(&[hours, library, national]), [""; 0]);
    }
    let ways = ("attending_type", "[venue, online]");
    assert_eq!(kinds(&[weekly, library, national, ways]), [""; 0]);
    assert_eq!(
        kinds(&[weekly, library, ("area", "[colchester, CO11]")]),
        [""; 0]
    );
}

#[test]
fn the_successor_of_an_abolished_council_is_named() {
    let areas = "areas:\n  - id: colchester\n    label: Colchester\n    authorities: [E07000071, E07000189, N09000003, E10000012]\n";
    let (findings, _) = run(&[("areas.yaml", areas)]);
    let said: Vec<(&str, &str)> = findings
        .iter()
        .map(|finding| (finding.kind.id, finding.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "authority-unknown",
                "`E07000189` is an old code; the place is in `E06000066` (Somerset) today"
            ),
            (
                "authority-unknown",
                "`E10000012` is the code of a county, whose districts have codes of their own"
            ),
        ]
    );
}

#[test]
fn a_double_is_named_once_for_each_further_entry() {
    let phone = ("contact", "{phone: 01632 960001}");
    let double = |id: &str, name: &str| named(id, &[("name", name), phone]);
    let files = [
        (path("tea-b"), double("tea-b", "Tea & Talk")),
        (path("tea-c"), double("tea-c", "Talk and Tea")),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let (findings, loaded) = run(&files);
    let said: Vec<_> = findings
        .iter()
        .map(|finding| (finding.kind.id, places(finding, &loaded)))
        .collect();
    assert_eq!(
        said,
        [
            (
                "likely-duplicate",
                vec!["Tea & Talk".to_owned(), "Tea and Talk".to_owned()]
            ),
            (
                "likely-duplicate",
                vec!["Talk and Tea".to_owned(), "Tea and Talk".to_owned()]
            ),
        ]
    );
}

#[test]
fn what_sets_two_services_apart_makes_them_no_doubles() {
    let place = |postcode: &str| format!("[{{name: Hall, postcode: {postcode}}}]");
    let (library, hall) = (place("CO1 1JB"), place("CO1 1PJ"));
    let first = [
        ("locations", library.as_str()),
        ("eligibility", "{minimum_age: 50}"),
    ];
    for (second, double) in [
        (vec![("locations", library.as_str())], true),
        (
            vec![
                ("locations", library.as_str()),
                ("contact", "{phone: 01632 960555}"),
            ],
            true,
        ),
        (vec![("locations", hall.as_str())], false),
        (vec![("needs", "[falls]")], false),
        (vec![("attending_type", "[phone]")], false),
        (vec![("eligibility", "{maximum_age: 49}")], false),
        (vec![("status", "defunct")], false),
    ] {
        let (one, two) = (tea(&first), named("tea-b", &second));
        let (findings, _) = run(&[(TEA, &one), (&path("tea-b"), &two)]);
        let found = findings
            .iter()
            .any(|finding| finding.kind.id == "likely-duplicate");
        assert_eq!(found, double, "{second:?}");
    }
}

/// Services `s0`, `s1`, … that send people on as the lists say.
fn sending(on: &[Vec<usize>]) -> Vec<(String, String)> {
    let ids = |to: &[usize]| {
        to.iter()
            .map(|to| format!("s{to}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    on.iter()
        .enumerate()
        .map(|(position, to)| {
            let id = format!("s{position}");
            let text = named(
                &id,
                &[
                    ("name", &format!("Desk {position}")),
                    ("sends_on_to", &format!("[{}]", ids(to))),
                ],
            );
            (path(&id), text)
        })
        .collect()
}

fn circles(on: &[Vec<usize>]) -> Vec<String> {
    let files = sending(on);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let (findings, _) = run(&files);
    let loops = findings
        .into_iter()
        .filter(|finding| finding.kind.id == "signposting-loop");
    loops.map(|finding| finding.message).collect()
}

#[test]
fn a_circle_of_any_length_is_found_and_said_in_order() {
    assert_eq!(circles(&[vec![0]]), ["`s0` sends people on to itself"]);
    assert_eq!(
        circles(&[vec![1], vec![2], vec![0]]),
        ["`s0` sends people on to `s1`, then `s2`, and so back to itself"]
    );
    assert_eq!(circles(&[vec![1, 2], vec![2], vec![]]), [""; 0]);
    assert_eq!(
        circles(&[vec![1], vec![0], vec![3], vec![2], vec![0]]).len(),
        2
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Who reaches whom, worked out step by step, says how many groups of services go round in a circle.
    #[test]
    fn each_group_that_goes_round_is_reported_once(
        mut on in prop::collection::vec(prop::collection::vec(0_usize..6, 0..3), 6)
    ) {
        for to in &mut on {
            to.sort_unstable();
            to.dedup();
        }
        let mut reaches = [[false; 6]; 6];
        for (from, to) in on.iter().enumerate() {
            for to in to {
                reaches[from][*to] = true;
            }
        }
        for middle in 0..6 {
            for from in 0..6 {
                for to in 0..6 {
                    reaches[from][to] |= reaches[from][middle] && reaches[middle][to];
                }
            }
        }
        let groups = (0..6)
            .filter(|one| reaches[*one][*one])
            .filter(|one| (0..*one).all(|before| !(reaches[before][*one] && reaches[*one][before])))
            .count();
        prop_assert_eq!(circles(&on).len(), groups);
    }
}
