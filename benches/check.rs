//! Checking a directory of 20,000 generated services: the whole program, warm, on every core, with every check on.
//!
//! The generated services share the few telephone numbers that are reserved for drama, which is about one finding for each;
//! on a later day each of them is overdue as well. All findings are printed. Before the measurements, a process of its own
//! checks the directory of many findings and says the most memory it used.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use jiff::civil::{Date, date};
use signpost::check;
use signpost::load;
use signpost::place::Table;
use signpost::report;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const SERVICES: usize = 20_000;
/// The argument with which the process of its own is started, before the folder.
const ONCE: &str = "--check-once";
/// A day on which most generated services were confirmed lately.
const SOON: Date = date(2026, 11, 23);
/// A day on which each of them is overdue.
const LATER: Date = date(2028, 11, 23);

static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, once, folder] = arguments.as_slice()
        && once == ONCE
    {
        let bytes = check_and_print(Path::new(folder));
        let memory = common::most_memory().unwrap_or_else(|| "not known here".to_owned());
        println!("{} kB of report: {memory}", bytes / 1024);
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let directory = folder.path().join("directory");
    let bytes = common::write(&directory, SERVICES).expect("a temporary folder can be written to");
    let program = std::env::current_exe().expect("this program");
    let once = Command::new(program).arg(ONCE).arg(&directory).output();
    let said = once.expect("this program runs again").stdout;
    print!(
        "{} kB of YAML; most memory of a process that checks it, {}",
        bytes / 1024,
        String::from_utf8_lossy(&said)
    );
    // A static is never dropped, so the folder is removed by hand after the measurements.
    FOLDER.set(folder).expect("set once");
    divan::main();
    if let Some(folder) = FOLDER.get() {
        let _ = std::fs::remove_dir_all(folder.path());
    }
}

fn directory() -> PathBuf {
    FOLDER.get().expect("set by main").path().join("directory")
}

/// Bytes of the report with about two findings for each service.
fn check_and_print(folder: &Path) -> usize {
    let loaded = load::folder::load(folder).expect("the directory is there");
    let checked = check::run(&loaded.directory, Some(&Table::embedded()), LATER);
    assert!(checked.findings.len() >= SERVICES, "each is overdue");
    let parts = report::text::parts(&checked.findings, &loaded.sources, false);
    parts.map(|part| part.len()).sum()
}

#[divan::bench(args = [("about one finding for each", SOON), ("about two", LATER)], sample_count = 10, sample_size = 1)]
fn whole_process(bencher: divan::Bencher, (_, today): (&str, Date)) {
    let directory = directory();
    bencher.bench(|| {
        Command::new(env!("CARGO_BIN_EXE_signpost"))
            .args(["check", "--today", &today.to_string()])
            .arg(&directory)
            .stdout(Stdio::null())
            .status()
            .expect("the program runs")
    });
}
