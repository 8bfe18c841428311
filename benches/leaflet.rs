//! The whole process, from its start to its end: one leaflet of three services of the shipped directory, and a rack of a thousand.

mod common;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The services of the large rack, beside those that are shipped.
const SERVICES: usize = 1_000;

static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();

fn main() {
    divan::main();
}

fn leaflet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .arg("leaflet")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SIGNPOST_DIRECTORY")
        .env_remove("SIGNPOST_POSTCODES")
        .output()
        .expect("the program runs")
}

fn three(format: &str, style: &[&str]) -> Output {
    let three = [
        "colne-tea-and-talk",
        "dial-a-ride-colne",
        "colne-phone-pals",
    ];
    leaflet(&[&three[..], &["--format", format], style].concat())
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn pdf(bencher: divan::Bencher) {
    assert!(three("pdf", &[]).status.success());
    bencher.bench(|| three("pdf", &[]));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn pdf_in_large_print_on_yellow(bencher: divan::Bencher) {
    bencher.bench(|| three("pdf", &["--points", "24", "--high-contrast"]));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn html(bencher: divan::Bencher) {
    bencher.bench(|| three("html", &[]));
}

/// Each time into the same folder, so that writing over what is there is measured too.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_pdf_each_of_1000(bencher: divan::Bencher) {
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the rack");
        common::write(&folder.path().join("directory"), SERVICES).expect("the directory");
        folder
    });
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let (directory, rack) = (folder.path().join("directory"), folder.path().join("rack"));
    let (directory, rack) = (text(&directory), text(&rack));
    bencher.bench(|| {
        let made = leaflet(&[
            "--each",
            "--index",
            "--format",
            "pdf",
            "--force",
            "--out",
            &rack,
            "--directory",
            &directory,
        ]);
        assert!(made.status.success());
    });
}
