//! One query over 100,000 services in memory, one in twenty of them for the need.

mod common;

use divan::Bencher;
use jiff::civil::date;
use signpost::find::{Places, Query, Whereabouts, find};
use signpost::model::Directory;
use signpost::model::postcode::Locality;
use signpost::model::vocabulary::SupportNeed;
use signpost::place::{Table, locate};
use std::sync::LazyLock;

const SERVICES: usize = 100_000;

static LARGE: LazyLock<(Directory, Places)> = LazyLock::new(|| {
    let directory = common::large(SERVICES).directory;
    let places = Places::new(&directory, &Table::embedded());
    (directory, places)
});

fn main() {
    LazyLock::force(&LARGE);
    divan::main();
}

/// What somebody types first: a need, and where the person is.
fn query(directory: &Directory) -> Query {
    let mut query = Query::new(date(2026, 11, 23));
    let need = directory.need_by_id(common::NEED);
    query.needs = vec![need.expect("a need of the shipped directory")];
    let postcode = Locality::parse("CO4 5JL").expect("a postcode");
    let located = locate(&Table::embedded(), postcode).expect("a postcode that exists");
    query.place = Some(Whereabouts::from_located(located));
    query
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn a_need_near_a_postcode(bencher: Bencher) {
    let (directory, places) = &*LARGE;
    let query = query(directory);
    let found = find(directory, places, &query);
    let judged = found.matches.len() + found.not_suitable.len();
    assert_eq!(judged, SERVICES / common::ONE_IN);
    bencher.bench(|| find(directory, places, &query));
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn and_age_two_support_needs_and_a_radius(bencher: Bencher) {
    let (directory, places) = &*LARGE;
    let mut query = query(directory);
    query.age = Some(82);
    query.with = vec![SupportNeed::Oxygen, SupportNeed::Wheelchair];
    query.within_m = Some(8_000.0);
    bencher.bench(|| find(directory, places, &query));
}
