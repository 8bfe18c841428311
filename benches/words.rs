//! What somebody typed to needs.

mod common;

use divan::Bencher;
use signpost::model::Directory;
use signpost::words::{Index, meaning};
use std::hint::black_box;
use std::sync::LazyLock;

static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| common::shipped().directory);

fn main() {
    divan::main();
}

/// Done once by each process that reads words.
#[divan::bench]
fn making_the_index() -> Index {
    Index::new(black_box(&DIRECTORY))
}

#[divan::bench(args = [
    "falls",
    "can't get to appointments",
    "she keeps triping over on the stairs",
    "ftcare",
    "brass band",
])]
fn typed(bencher: Bencher, text: &str) {
    let index = Index::new(&DIRECTORY);
    bencher.bench_local(|| meaning(&index, black_box(text)));
}
