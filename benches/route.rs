//! Decisions over the shipped rules, in memory, on one core. One decision is the red flags and the rules of one need.
//!
//! 2,048 cases; each red flag is so in one of fifty. With some unknown, a quarter of what the rules look at was not asked.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use common::Random;
use divan::Bencher;
use divan::counter::ItemsCount;
use signpost::model::Directory;
use signpost::model::fact::Mask;
use signpost::model::need::NeedIndex;
use signpost::route::{Compiled, Outcome};
use std::hint::black_box;

const CASES: usize = 2_048;

fn main() {
    let directory = common::shipped().directory;
    println!(
        "{} rules, {} facts",
        directory.rules.rules.len(),
        directory.rules.facts.len()
    );
    divan::main();
}

/// A need, and what is known: one mask a variable. Of a hundred variables, `unknown` may be anything.
fn case(directory: &Directory, unknown: usize, random: &mut Random) -> (NeedIndex, Vec<Mask>) {
    let known = directory.rules.variables.iter().map(|variable| {
        if random.below(100) < unknown {
            return variable.all();
        }
        if directory.rules.fact(variable.fact).is_red_flag() {
            return if random.below(50) == 0 { 0b10 } else { 0b01 };
        }
        1 << random.below(usize::from(variable.size))
    });
    let known = known.collect();
    let need = NeedIndex::from_position(random.below(directory.needs.len()));
    (need, known)
}

fn decide(bencher: Bencher, unknown: usize) {
    let directory = common::shipped().directory;
    let compiled = Compiled::new(&directory);
    let mut random = Random::new(1);
    let cases: Vec<_> = (0..CASES)
        .map(|_| case(&directory, unknown, &mut random))
        .collect();
    let (mut person, mut need) = (Outcome::default(), Outcome::default());
    bencher
        .counter(ItemsCount::new(CASES))
        .bench_local(move || {
            for (index, known) in &cases {
                compiled.person().decide(known, &mut person);
                compiled.need(*index).decide(known, &mut need);
                black_box((&person, &need));
            }
        });
}

#[divan::bench]
fn every_fact_known(bencher: Bencher) {
    decide(bencher, 0);
}

#[divan::bench]
fn some_unknown(bencher: Bencher) {
    decide(bencher, 25);
}

#[divan::bench]
fn getting_the_rules_ready() -> Compiled {
    static DIRECTORY: std::sync::LazyLock<Directory> =
        std::sync::LazyLock::new(|| common::shipped().directory);
    Compiled::new(black_box(&DIRECTORY))
}
