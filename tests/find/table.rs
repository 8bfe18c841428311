use super::{criterion, directory, found, in_area, judged, near, query};
use signpost::find::CriterionKind::{
    Accepts, Age, Area, Attending, Capacity, Cost, Day, Distance, Kind, Other, Referral, Status,
};
use signpost::find::Suits::{Ask, No, Yes};
use signpost::find::{Asker, CriterionKind, Match, Query, State, Suits, parse_distance};
use signpost::model::hours::Day as Weekday;
use signpost::model::service::{AttendingType, Kind as ServiceKind};
use signpost::model::vocabulary::{Profession, SupportNeed};

/// Asserts how a criterion came out, that its words start like this, and that the worst criterion won.
fn expect(judged: &Match, kind: CriterionKind, suits: Suits, text: &str) {
    let (came_out, words) = criterion(judged, kind).expect("it was compared");
    assert_eq!(came_out, suits, "{words}");
    assert_eq!(words, text);
    let worst = judged.criteria.iter().map(|one| one.suits).max().unwrap();
    assert_eq!(judged.suits, worst);
}

fn nothing(_: &mut Query) {}

#[test]
fn a_running_service_of_the_place_suits_and_says_why() {
    let lines = "hours:\n  - {days: [tue], from: \"10:00\", to: \"12:00\"}\nlocations:\n  - {name: Town Hall, postcode: CO1 1PJ}";
    let directory = directory(&[("tea", lines)]);
    let found = found(&directory, &query(&directory));
    let tea = &found.matches[0];
    assert_eq!(tea.suits, Yes);
    assert_eq!(
        tea.reasons(&directory),
        [
            "community service",
            "helps with: Feeling lonely or cut off",
            "serves Colchester",
            "people can get in touch themselves",
            "about 1 mile in a straight line",
            "Tuesdays, 10am to 12 noon",
        ]
    );
    assert_eq!(tea.questions().count() + tea.refusals().count(), 0);
}

#[test]
fn status() {
    assert_eq!(criterion(&judged("", nothing), Status), None);
    let closed = judged(
        "status: temporarily closed\nalerts:\n  - {text: A new number from June.}\n  - {text: The roof is repaired., from: 2026-11-01, until: 2027-02-01}",
        nothing,
    );
    expect(
        &closed,
        Status,
        Ask,
        "Ask: when does it open again? It is closed for now (notice until 1 February 2027: The roof is repaired)",
    );
    let silent = judged("status: temporarily closed", nothing);
    let question = "Ask: when does it open again? It is closed for now";
    expect(&silent, Status, Ask, question);
    let inactive = judged("status: inactive", nothing);
    expect(&inactive, Status, No, "is not running now");
    assert_eq!(inactive.state, [State::Ended]);
    let defunct = judged("status: defunct", nothing);
    expect(&defunct, Status, No, "has ended for good");
}

#[test]
fn kind_and_profession() {
    let link = "kind: link-worker\nrole_name: community navigator";
    assert_eq!(criterion(&judged(link, nothing), Kind), None);
    let sought = |kind| move |query: &mut Query| query.kinds = Some(vec![kind]);
    let right = judged(link, sought(ServiceKind::LinkWorker));
    expect(&right, Kind, Yes, "is of the kind asked for");
    let wrong = judged(link, sought(ServiceKind::Community));
    let reason = "is a link worker service (community navigator), not a community service";
    expect(&wrong, Kind, No, reason);
    let ahp = "kind: ahp\nprofession: dietitian";
    let profession = |one| move |query: &mut Query| query.profession = Some(one);
    let right = judged(ahp, profession(Profession::Dietitian));
    expect(&right, Kind, Yes, "is of the kind asked for");
    let wrong = judged(ahp, profession(Profession::Podiatrist));
    let reason = "is a dietitian's service, not a podiatrist's service";
    expect(&wrong, Kind, No, reason);
}

#[test]
fn a_crisis_service_answers_only_danger_or_its_kind() {
    let lines = "kind: crisis\nneeds: [loneliness, suicidal-thoughts]";
    let reason = "is for people in danger, which was not asked about";
    expect(&judged(lines, nothing), Kind, No, reason);
    let directory = directory(&[("line", lines)]);
    let mut danger = query(&directory);
    danger
        .needs
        .push(directory.need_by_id("suicidal-thoughts").unwrap());
    assert_eq!(found(&directory, &danger).matches.len(), 1);
    let mut kind = query(&directory);
    kind.kinds = Some(vec![ServiceKind::Crisis]);
    assert_eq!(found(&directory, &kind).matches.len(), 1);
}

#[test]
fn area_served() {
    let at = |typed| move |query: &mut Query| query.place = Some(near(typed));
    let nowhere = |query: &mut Query| query.place = None;
    expect(&judged("", at("CO4 5JL")), Area, Yes, "serves Colchester");
    let clacton = "area: [clacton]";
    expect(
        &judged(clacton, at("CO15 1SE")),
        Area,
        Yes,
        "serves Clacton",
    );
    let both = "area: [colchester, CO15]";
    expect(&judged(both, at("CO15")), Area, Yes, "serves CO15");
    let national = judged("area: [national]", nowhere);
    expect(&national, Area, Yes, "serves the whole country");
    expect(
        &judged("", nowhere),
        Area,
        Ask,
        "Ask: where does the person live? It serves Colchester",
    );
    expect(
        &judged("", at("CO7")),
        Area,
        Ask,
        "Ask: does it take people from CO7? It serves Colchester, and CO7 may lie outside",
    );
    expect(
        &judged("area: []", at("CO4 5JL")),
        Area,
        Ask,
        "Ask: which area does it serve? The entry does not say",
    );
    expect(
        &judged("area: [mid-essex, CO15]", at("CO4 5JL")),
        Area,
        No,
        "serves only Mid Essex and CO15; this postcode is outside",
    );
    assert_eq!(judged("", at("CO15 1SE")).serves_area, No);
}

#[test]
fn a_named_area_is_served_whole_in_part_or_not() {
    let lines = [
        ("colchester", "area: [colchester]"),
        ("both", "area: [colchester, tendring]"),
        ("clacton", "area: [clacton]"),
        ("districts", "area: [CO15, CO16]"),
        ("mid", "area: [mid-essex]"),
        ("far", "area: [NR1]"),
    ];
    let directory = directory(&lines);
    let suits = |person: &str| -> Vec<(String, Suits)> {
        let mut query = query(&directory);
        query.place = Some(in_area(&directory, person));
        let found = found(&directory, &query);
        let all = found.matches.iter().chain(&found.not_suitable);
        let name = |one: &Match| directory.service(one.service).id.value.clone();
        all.map(|one| (name(one), one.serves_area)).collect()
    };
    let expect = |person: &str, expected: [(&str, Suits); 6]| {
        let mut got = suits(person);
        got.sort();
        let expected = expected.map(|(id, suits)| (id.to_owned(), suits));
        assert_eq!(got, expected, "{person}");
    };
    expect(
        "north-east-essex",
        [
            ("both", Yes),
            ("clacton", Ask),
            ("colchester", Ask),
            ("districts", Ask),
            ("far", No),
            ("mid", No),
        ],
    );
    expect(
        "clacton",
        [
            ("both", Yes),
            ("clacton", Yes),
            ("colchester", No),
            ("districts", Yes),
            ("far", No),
            ("mid", No),
        ],
    );
}

#[test]
fn age() {
    let aged = |age| move |query: &mut Query| query.age = Some(age);
    let older = "eligibility: {minimum_age: 65}";
    assert_eq!(criterion(&judged("", aged(40)), Age), None);
    let text = "is for people aged 65 and over";
    expect(&judged(older, aged(65)), Age, Yes, text);
    let question = "Ask: how old is the person? It is for people aged 65 and over";
    expect(&judged(older, nothing), Age, Ask, question);
    let text = "is only for people aged 65 and over";
    expect(&judged(older, aged(64)), Age, No, text);
    let between = "eligibility: {minimum_age: 8, maximum_age: 17}";
    let text = "is for people aged 8 to 17";
    expect(&judged(between, aged(17)), Age, Yes, text);
    let text = "is only for people aged 8 to 17";
    expect(&judged(between, aged(18)), Age, No, text);
}

#[test]
fn support_needs() {
    let lines = "accepts: {wheelchair: yes, oxygen: ask, dementia: no}";
    let with = |need| move |query: &mut Query| query.with = vec![need, need];
    let need = SupportNeed::Wheelchair;
    let text = "can take somebody who uses a wheelchair";
    expect(&judged(lines, with(need)), Accepts(need), Yes, text);
    let need = SupportNeed::Oxygen;
    let text = "Ask: can you take somebody on oxygen?";
    expect(&judged(lines, with(need)), Accepts(need), Ask, text);
    expect(&judged("", with(need)), Accepts(need), Ask, text);
    let need = SupportNeed::Dementia;
    let text = "cannot take somebody with dementia";
    expect(&judged(lines, with(need)), Accepts(need), No, text);
    let twice = judged(lines, with(need));
    let said = twice
        .criteria
        .iter()
        .filter(|one| one.kind == Accepts(need));
    assert_eq!(said.count(), 1);
}

#[test]
fn another_condition_is_always_asked() {
    let judged = judged("eligibility: {other: Lives alone}", nothing);
    let question = "Ask: is this true of the person? \"Lives alone\"";
    expect(&judged, Other, Ask, question);
}

#[test]
fn who_may_refer() {
    let person = |query: &mut Query| query.asker = Asker::Person;
    let appointment = "attending_access: [appointment]";
    let referred = "attending_access: [professional-referral, appointment]";
    let either = "attending_access: [professional-referral, self-referral]";
    let only = "attending_access: [professional-referral]";
    let text = "people can get in touch themselves";
    expect(&judged("", person), Referral, Yes, text);
    expect(&judged(appointment, person), Referral, Yes, text);
    expect(&judged(either, person), Referral, Yes, text);
    // Beside a professional's referral, an appointment is how a referred person is seen.
    let refused = "only a professional can refer";
    expect(&judged(referred, person), Referral, No, refused);
    expect(
        &judged(only, nothing),
        Referral,
        Yes,
        "a professional can refer",
    );
    expect(
        &judged(only, person),
        Referral,
        No,
        "only a professional can refer",
    );
    let silent = judged("-attending_access", person);
    let question = "Ask: who may get in touch? The entry does not say";
    expect(&silent, Referral, Ask, question);
    expect(
        &judged("-attending_access", nothing),
        Referral,
        Ask,
        question,
    );
}

#[test]
fn capacity() {
    assert_eq!(criterion(&judged("", nothing), Capacity), None);
    let old = judged("capacity: {state: full, until: 2026-11-22}", nothing);
    assert_eq!(criterion(&old, Capacity), None);
    assert_eq!(old.state, []);
    let open = judged("capacity: {state: open, until: 2026-11-23}", nothing);
    expect(&open, Capacity, Yes, "has room");
    let waiting = judged(
        "capacity: {state: waiting, weeks: 1, until: 2026-12-31}",
        nothing,
    );
    let text = "has a waiting list of about 1 week (known until 31 December 2026)";
    expect(&waiting, Capacity, Yes, text);
    assert_eq!(waiting.state.len(), 1);
    let full = judged("capacity: {state: full, until: 2026-12-31}", nothing);
    let text = "Ask: when will it have room? It is full until 31 December 2026";
    expect(&full, Capacity, Ask, text);
}

#[test]
fn day() {
    let on = |day| move |query: &mut Query| query.open_on = Some(day);
    let lines = "hours:\n  - {days: [tue], from: \"10:00\", to: \"12:00\", weeks: [1]}\n  - {days: [fri], from: \"10:00\", to: \"12:00\", closed: [november]}";
    let text = "is open on Tuesdays: First Tuesday of the month, 10am to 12 noon";
    expect(&judged(lines, on(Weekday::Tuesday)), Day, Yes, text);
    let text = "is not open on Mondays";
    expect(&judged(lines, on(Weekday::Monday)), Day, No, text);
    let text = "Ask: when does it start again? It is closed in November (Fridays, 10am to 12 noon (not in November))";
    expect(&judged(lines, on(Weekday::Friday)), Day, Ask, text);
    let text = "Ask: is it open on Fridays? The entry does not say";
    expect(&judged("", on(Weekday::Friday)), Day, Ask, text);
}

#[test]
fn cost() {
    let free = |query: &mut Query| query.free = true;
    assert_eq!(criterion(&judged("cost: free", nothing), Cost), None);
    expect(&judged("cost: free", free), Cost, Yes, "is free");
    let price = "cost: {amount: 3.50, per: session}";
    expect(&judged(price, free), Cost, No, "costs £3.50 per session");
    let question = "Ask: is it free? The entry does not say";
    expect(&judged("", free), Cost, Ask, question);
}

#[test]
fn attending() {
    let by = |way| move |query: &mut Query| query.attending = Some(way);
    let lines = "attending_type: [phone, online]";
    let phone = judged(lines, by(AttendingType::Phone));
    expect(&phone, Attending, Yes, "can be had by phone");
    let venue = judged(lines, by(AttendingType::Venue));
    let reason = "cannot be had at a place you go to, only by phone and online";
    expect(&venue, Attending, No, reason);
}

/// Clacton Town Hall, some 14 miles from the hospital in Colchester.
const CLACTON: &str = "locations:\n  - {name: Town Hall, postcode: CO15 1SE}";

fn within(typed: &str) -> impl FnOnce(&mut Query) {
    let metres = parse_distance(typed).unwrap();
    move |query| query.within_m = Some(metres)
}

#[test]
fn a_radius() {
    let reason = "is farther than asked for: about 14 miles in a straight line";
    expect(&judged(CLACTON, within("5mi")), Distance, No, reason);
    expect(
        &judged(CLACTON, within("20mi")),
        Distance,
        Yes,
        "is as near as asked for",
    );
    assert_eq!(criterion(&judged(CLACTON, nothing), Distance), None);
    let second = format!("{CLACTON}\n  - {{name: Hall, postcode: CO1 1PJ}}");
    expect(
        &judged(&second, within("5mi")),
        Distance,
        Yes,
        "is as near as asked for",
    );
    let question = "Ask: where is it? The entry gives no place that is known";
    expect(&judged("", within("5mi")), Distance, Ask, question);
    let unplaced = format!("{CLACTON}\n  - {{name: Church hall}}");
    let question =
        "Ask: is it near enough? As far as is known it is about 14 miles in a straight line";
    expect(&judged(&unplaced, within("5mi")), Distance, Ask, question);
    let no_place = judged(CLACTON, |query| {
        query.place = None;
        query.within_m = Some(5000.0);
    });
    let question = "Ask: how far is it from the person? No postcode was given";
    expect(&no_place, Distance, Ask, question);
    let district = judged("locations:\n  - {name: Hall, postcode: CO4 5JL}", |query| {
        query.place = Some(near("CO4"));
        query.within_m = Some(1000.0);
    });
    assert_eq!(criterion(&district, Distance).unwrap().0, Ask);
}

#[test]
fn a_radius_does_not_push_out_who_need_not_travel() {
    for lines in [
        "attending_type: [phone]",
        "attending_type: [online, home visit]",
        "attending_type: [venue, phone]\narea: [national]",
        "attending_type: [phone]\narea: [national]",
    ] {
        let judged = judged(&format!("{lines}\n{CLACTON}"), within("1mi"));
        assert_eq!(judged.suits, Yes, "{lines}");
        assert_eq!(judged.distance_m, None, "{lines}");
    }
    let both = judged(
        &format!("attending_type: [venue, phone]\n{CLACTON}"),
        within("1mi"),
    );
    expect(&both, Distance, Yes, "no journey needed: by phone");
    assert!(both.distance_m.is_some());
    let there = judged(
        &format!("attending_type: [venue, phone]\n{CLACTON}"),
        |query| {
            query.within_m = Some(1000.0);
            query.attending = Some(AttendingType::Venue);
        },
    );
    assert_eq!(criterion(&there, Distance).unwrap().0, No);
}

#[test]
fn a_confidential_place_is_measured_from_its_district() {
    let judged = judged(
        "locations:\n  - {confidential: yes, district: CO15}",
        nothing,
    );
    assert!(judged.distance_m.is_some());
    assert!(judged.distance_within_m.unwrap() > 1000.0);
}

#[test]
fn no_need_means_any_service_and_several_mean_any_of_them() {
    let directory = directory(&[("company", ""), ("falls", "needs: [falls, loneliness]")]);
    let mut query = query(&directory);
    query.needs.clear();
    assert_eq!(found(&directory, &query).matches.len(), 2);
    let falls = directory.need_by_id("falls").unwrap();
    let loneliness = directory.need_by_id("loneliness").unwrap();
    query.needs = vec![falls, loneliness, falls];
    let found = found(&directory, &query);
    let met: Vec<_> = found.matches.iter().map(|one| one.needs.clone()).collect();
    assert_eq!(met, [vec![loneliness], vec![falls, loneliness]]);
}
