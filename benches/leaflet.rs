//! The whole process, from its start to its end: one PDF leaflet of three services of the shipped directory.

use std::process::{Command, Output};

fn main() {
    divan::main();
}

fn run(format: &str, style: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args([
            "leaflet",
            "colne-tea-and-talk",
            "dial-a-ride-colne",
            "emergency-999",
            "--format",
            format,
        ])
        .args(style)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SIGNPOST_DIRECTORY")
        .env_remove("SIGNPOST_POSTCODES")
        .output()
        .expect("the program runs")
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn pdf(bencher: divan::Bencher) {
    assert!(run("pdf", &[]).status.success());
    bencher.bench(|| run("pdf", &[]));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn pdf_in_large_print_on_yellow(bencher: divan::Bencher) {
    bencher.bench(|| run("pdf", &["--points", "24", "--high-contrast"]));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn html(bencher: divan::Bencher) {
    bencher.bench(|| run("html", &[]));
}
