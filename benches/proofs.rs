//! Every proof over the shipped rules.

mod common;

use divan::Bencher;
use signpost::route::prove::prove;
use std::hint::black_box;

fn main() {
    divan::main();
}

#[divan::bench]
fn the_shipped_rules(bencher: Bencher) {
    let directory = common::shipped().directory;
    bencher.bench_local(|| prove(black_box(&directory.rules), directory.needs.len()));
}
