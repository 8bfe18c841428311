//! Gaps of a directory of 20,000 generated services, for every need and support need: the whole program, warm, on every core;
//! and the counting alone.
//!
//! Before the measurements, a process of its own counts once and says the most memory it used.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use jiff::civil::{Date, date};
use signpost::find::{Places, Whereabouts};
use signpost::gaps::areas::own;
use signpost::gaps::report::report;
use signpost::gaps::{Cell, Grade, Scope, every_support_need, gaps};
use signpost::load;
use signpost::model::Directory;
use signpost::model::need::NeedIndex;
use signpost::place::Table;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const SERVICES: usize = 20_000;
/// The argument with which the process of its own is started, before the folder.
const ONCE: &str = "--gaps-once";
const TODAY: Date = date(2026, 11, 23);

static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, once, folder] = arguments.as_slice()
        && once == ONCE
    {
        let directory = load(Path::new(folder));
        let (scope, cells) = count(&directory);
        let said = report(&directory, &scope, None, &cells, None, Grade::Few);
        let memory = common::most_memory().unwrap_or_else(|| "not known here".to_owned());
        println!("{} cells: {memory}", said.cells.len());
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let directory = folder.path().join("directory");
    let bytes = common::write(&directory, SERVICES).expect("a temporary folder can be written to");
    let program = std::env::current_exe().expect("this program");
    let once = Command::new(program).arg(ONCE).arg(&directory).output();
    let said = once.expect("this program runs again").stdout;
    print!(
        "{} kB of YAML; most memory of a process that counts its gaps, {}",
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

fn load(folder: &Path) -> Directory {
    let loaded = load::folder::load(folder).expect("the directory is there");
    loaded.directory
}

/// Every need in the directory's own areas, for anybody and each support need.
fn count(directory: &Directory) -> (Scope, Vec<Cell>) {
    let places = Places::new(directory, &Table::embedded());
    let areas = own(directory, &places).areas.into_iter();
    let needs = 0..directory.needs.len();
    let scope = Scope {
        needs: needs.map(NeedIndex::from_position).collect(),
        places: areas
            .map(|area| Whereabouts::from_area(directory, area))
            .collect(),
        with: every_support_need(),
        age: None,
        kinds: None,
        today: TODAY,
    };
    let cells = gaps(directory, &places, &scope);
    (scope, cells)
}

#[divan::bench(args = [&["--format=table"][..], &["--format=json"], &["--format=html"], &["--area=all", "--format=csv"]], sample_count = 10, sample_size = 1)]
fn whole_process(bencher: divan::Bencher, arguments: &[&str]) {
    let directory = directory();
    bencher.bench(|| {
        Command::new(env!("CARGO_BIN_EXE_signpost"))
            .arg("gaps")
            .args(arguments)
            .arg("--directory")
            .arg(&directory)
            .stdout(Stdio::null())
            .status()
            .expect("the program runs")
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn counting_alone(bencher: divan::Bencher) {
    let directory = load(&directory());
    bencher.bench(|| count(&directory));
}
