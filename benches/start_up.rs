//! The whole process, from its start to its end: a need near a postcode, in the shipped directory.

mod common;

use std::process::{Command, Output};

fn main() {
    divan::main();
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SIGNPOST_DIRECTORY")
        .env_remove("SIGNPOST_POSTCODES")
        .output()
        .expect("the program runs")
}

const FALLS: [&str; 4] = ["find", "falls", "--near", "CO4 5JR"];

#[divan::bench(sample_count = 50, sample_size = 1)]
fn find_in_a_folder(bencher: divan::Bencher) {
    assert!(run(&FALLS).status.success());
    bencher.bench(|| run(&FALLS));
}

/// The demonstration that is part of the program.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn find_in_the_demonstration(bencher: divan::Bencher) {
    let arguments: Vec<&str> = ["--demo"].into_iter().chain(FALLS).collect();
    assert!(run(&arguments).status.success());
    bencher.bench(|| run(&arguments));
}

/// What any process costs here: the version, without loading anything.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn version(bencher: divan::Bencher) {
    bencher.bench(|| run(&["--version"]));
}
