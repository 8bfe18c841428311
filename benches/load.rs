//! Loading directories of 200, 2,000 and 20,000 generated services from a folder, warm, on every core.
//!
//! Before the measurements, a process of its own loads each of them once and says the most memory it used.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use signpost::load::{self, Loaded};
use std::path::Path;
use std::process::Command;

/// How many services the directories have.
const SIZES: [usize; 3] = [200, 2_000, 20_000];
/// The argument with which the process of its own is started, before the folder.
const ONCE: &str = "--load-once";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, once, folder] = arguments.as_slice()
        && once == ONCE
    {
        let loaded = load(Path::new(folder));
        let memory = common::most_memory().unwrap_or_else(|| "not known here".to_owned());
        println!("{} services: {memory}", loaded.directory.services.len());
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for size in SIZES {
        let directory = folder.path().join(size.to_string());
        let bytes = common::write(&directory, size).expect("a temporary folder can be written to");
        let program = std::env::current_exe().expect("this program");
        let once = Command::new(program).arg(ONCE).arg(&directory).output();
        let said = once.expect("this program runs again").stdout;
        print!(
            "{} kB of YAML; most memory of a process that loads it, {}",
            bytes / 1024,
            String::from_utf8_lossy(&said)
        );
    }
    // A static is never dropped, so the folder is removed by hand after the measurements.
    FOLDER.set(folder).expect("set once");
    divan::main();
    if let Some(folder) = FOLDER.get() {
        let _ = std::fs::remove_dir_all(folder.path());
    }
}

static FOLDER: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();

fn load(folder: &Path) -> Loaded {
    load::folder::load(folder).expect("the directory is there")
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn folder(bencher: divan::Bencher, services: usize) {
    let folder = FOLDER.get().expect("set by main").path();
    let folder = folder.join(services.to_string());
    bencher
        .counter(divan::counter::ItemsCount::new(services))
        .bench(|| load(&folder));
}
