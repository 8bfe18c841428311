use super::{directory, found, near, query};
use signpost::find::{Found, Match};
use signpost::model::Directory;
use signpost::model::vocabulary::SupportNeed;

fn ids<'d>(directory: &'d Directory, matches: &[Match]) -> Vec<&'d str> {
    matches
        .iter()
        .map(|one| directory.service(one.service).id.value.as_str())
        .collect()
}

fn all<'d>(directory: &'d Directory, found: &Found) -> Vec<&'d str> {
    ids(directory, &found.matches)
}

#[test]
fn suitable_come_before_those_to_ask() {
    let directory = directory(&[
        ("a-ask", "accepts: {oxygen: ask}"),
        ("b-no", "accepts: {oxygen: no}"),
        ("c-yes", "accepts: {oxygen: yes}"),
    ]);
    let mut query = query(&directory);
    query.with = vec![SupportNeed::Oxygen];
    let found = found(&directory, &query);
    assert_eq!(all(&directory, &found), ["c-yes", "a-ask"]);
    assert_eq!(ids(&directory, &found.not_suitable), ["b-no"]);
}

#[test]
fn among_those_to_ask_the_ones_that_serve_the_area_come_first() {
    let directory = directory(&[
        ("a-unsure-area", "area: [colchester]"),
        (
            "b-sure-area",
            "area: [CO7]\neligibility: {other: Lives alone}",
        ),
    ]);
    let mut query = query(&directory);
    query.place = Some(near("CO7"));
    let found = found(&directory, &query);
    assert_eq!(all(&directory, &found), ["b-sure-area", "a-unsure-area"]);
}

#[test]
fn stale_entries_come_after_fresh_ones_however_near() {
    let directory = directory(&[
        (
            "a-stale",
            "locations:\n  - {postcode: CO4 5JL}\nassured: {on: 2026-05-26, by: coordinator}",
        ),
        (
            "b-last-fresh-day",
            "locations:\n  - {postcode: CO15 1SE}\nassured: {on: 2026-05-27, by: coordinator}",
        ),
    ]);
    let found = found(&directory, &query(&directory));
    assert_eq!(all(&directory, &found), ["b-last-fresh-day", "a-stale"]);
    assert_eq!(
        found
            .matches
            .iter()
            .map(|one| one.stale)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn nearer_comes_first_and_what_has_no_distance_last() {
    let directory = directory(&[
        ("a-phone", "attending_type: [phone]"),
        ("b-far", "locations:\n  - {postcode: CO15 1SE}"),
        ("c-near", "locations:\n  - {postcode: CO1 1PJ}"),
        (
            "d-nearest-of-two",
            "locations:\n  - {postcode: CO15 1SE}\n  - {postcode: CO4 5JL}",
        ),
    ]);
    let found = found(&directory, &query(&directory));
    assert_eq!(
        all(&directory, &found),
        ["d-nearest-of-two", "c-near", "b-far", "a-phone"]
    );
}

#[test]
fn without_a_place_the_recently_confirmed_come_first_and_ties_go_by_id() {
    let directory = directory(&[
        ("a-old", "assured: {on: 2026-09-01, by: coordinator}"),
        ("c-new", "assured: {on: 2026-11-01, by: coordinator}"),
        ("b-new", "assured: {on: 2026-11-01, by: coordinator}"),
    ]);
    let mut query = query(&directory);
    query.place = None;
    let found = found(&directory, &query);
    assert_eq!(all(&directory, &found), ["b-new", "c-new", "a-old"]);
}
