//! Decisions in memory, on one core: over the shipped rules, and over generated sets. One decision is the red flags and
//! the rules of one need.
//!
//! 2,048 cases; each red flag is so in one of fifty. With some unknown, a quarter of what the rules look at was not asked.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use common::Random;
use common::rule_sets::{self, SHAPES, Shape};
use divan::Bencher;
use divan::counter::ItemsCount;
use signpost::model::Directory;
use signpost::model::fact::Mask;
use signpost::model::need::NeedIndex;
use signpost::route::{Compiled, Outcome};
use std::hint::black_box;

const CASES: usize = 2_048;
/// Of a hundred variables, how many were not asked where some are unknown.
const UNKNOWN: usize = 25;

fn main() {
    let directory = common::shipped().directory;
    println!(
        "{} rules, {} facts",
        directory.rules.rules.len(),
        directory.rules.facts.len()
    );
    divan::main();
}

fn measure(bencher: Bencher, compiled: &Compiled, cases: &[(NeedIndex, Vec<Mask>)]) {
    let (mut person, mut need) = (Outcome::default(), Outcome::default());
    bencher
        .counter(ItemsCount::new(cases.len()))
        .bench_local(move || {
            for (index, known) in cases {
                compiled.person().decide(known, &mut person);
                compiled.need(*index).decide(known, &mut need);
                black_box((&person, &need));
            }
        });
}

fn shipped(bencher: Bencher, unknown: usize) {
    let directory = common::shipped().directory;
    let mut random = Random::new(1);
    let cases: Vec<_> = (0..CASES)
        .map(|_| {
            let known = rule_sets::case(&directory.rules, unknown, &mut random);
            let need = random.below(directory.needs.len());
            (NeedIndex::from_position(need), known)
        })
        .collect();
    measure(bencher, &Compiled::new(&directory), &cases);
}

#[divan::bench]
fn every_fact_known(bencher: Bencher) {
    shipped(bencher, 0);
}

#[divan::bench]
fn some_unknown(bencher: Bencher) {
    shipped(bencher, UNKNOWN);
}

fn generated(bencher: Bencher, shape: Shape, unknown: usize) {
    let rules = rule_sets::generated(shape);
    let mut random = Random::new(1);
    let need = rule_sets::need();
    let cases: Vec<_> = (0..CASES)
        .map(|_| (need, rule_sets::case(&rules, unknown, &mut random)))
        .collect();
    let compiled = Compiled::of(&rules, std::iter::once(need));
    measure(bencher, &compiled, &cases);
}

#[divan::bench(args = SHAPES)]
fn generated_every_fact_known(bencher: Bencher, shape: Shape) {
    generated(bencher, shape, 0);
}

#[divan::bench(args = SHAPES)]
fn generated_some_unknown(bencher: Bencher, shape: Shape) {
    generated(bencher, shape, UNKNOWN);
}

#[divan::bench]
fn getting_the_rules_ready() -> Compiled {
    static DIRECTORY: std::sync::LazyLock<Directory> =
        std::sync::LazyLock::new(|| common::shipped().directory);
    Compiled::new(black_box(&DIRECTORY))
}
