//! Looking up postcodes in the table inside the program.

mod common;

use common::Random;
use divan::Bencher;
use divan::counter::ItemsCount;
use signpost::model::postcode::{Locality, Postcode};
use signpost::place::{Table, locate};
use std::hint::black_box;

const LOOK_UPS: usize = 1_000;

fn main() {
    divan::main();
}

/// Postcodes from all over the table, in no order.
fn some(table: &Table) -> Vec<Postcode> {
    let all: Vec<Postcode> = table.units().map(|(postcode, _)| postcode).collect();
    let mut random = Random::new(1);
    (0..LOOK_UPS)
        .map(|_| all[random.below(all.len())])
        .collect()
}

#[divan::bench]
fn opening_the_table() -> Table {
    Table::embedded()
}

#[divan::bench]
fn where_a_unit_is(bencher: Bencher) {
    let table = Table::embedded();
    let postcodes = some(&table);
    bencher.counter(ItemsCount::new(LOOK_UPS)).bench_local(|| {
        for postcode in &postcodes {
            black_box(table.unit(black_box(*postcode)));
        }
    });
}

/// With its local authorities and how sure, as an answer needs it.
#[divan::bench]
fn located_for_an_answer(bencher: Bencher) {
    let table = Table::embedded();
    let postcodes = some(&table);
    bencher.counter(ItemsCount::new(LOOK_UPS)).bench_local(|| {
        for postcode in &postcodes {
            let _ = black_box(locate(&table, Locality::Unit(black_box(*postcode))));
        }
    });
}

#[divan::bench(args = ["CO4 5JL", "co45jl", "C04 5JL"])]
fn reading_what_was_typed(typed: &str) -> bool {
    Locality::parse(black_box(typed)).is_ok()
}
