//! Open Referral UK in and out: an export of 20,000 services and an import of 10,000, files included.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// How many services are exported.
const OUT: usize = 20_000;
/// How many services are imported, after the shipped ones.
const IN: usize = 10_000;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    common::write(&path("large"), OUT).expect("a temporary folder can be written to");
    timed(
        &format!("export oruk, {OUT} services"),
        &path("large"),
        &["export", "oruk", "--out"],
        &path("public"),
    );
    for format in ["csv", "geojson", "fhir"] {
        let out = path(format);
        timed(
            &format!("export {format}, {OUT} services"),
            &path("large"),
            &["export", format, "--out"],
            &out,
        );
    }
    common::write(&path("source"), IN).expect("a temporary folder can be written to");
    timed(
        &format!("export oruk, {IN} services"),
        &path("source"),
        &["export", "oruk", "--out"],
        &path("feed"),
    );
    feed_of_others(&path("feed"));
    common::write(&path("target"), 0).expect("a temporary folder can be written to");
    for round in ["first time", "second time"] {
        let what = format!("import oruk, {IN} services, {round}");
        timed(&what, &path("target"), &["import", "oruk"], &path("feed"));
    }
}

/// Takes our own taxonomies away, so that needs have to be looked for.
fn feed_of_others(feed: &Path) {
    let _ = fs::remove_dir_all(feed.join("taxonomies"));
    let _ = fs::remove_dir_all(feed.join("taxonomy_terms"));
    let services = fs::read_dir(feed.join("services")).expect("it was just made");
    for service in services.map(|entry| entry.expect("it can be read").path()) {
        if let Ok(text) = fs::read_to_string(&service) {
            fs::write(&service, text.replace("Signpost ", "Council ")).expect("it can be written");
        }
    }
}

/// Runs the program once and says how long it took and how much memory it used at most.
fn timed(what: &str, directory: &Path, arguments: &[&str], last: &Path) {
    let start = Instant::now();
    // GNU time says the most memory; where it is missing, only the time is said.
    let measured = Path::new("/usr/bin/time").exists();
    let program = env!("CARGO_BIN_EXE_signpost");
    let mut command = if measured {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%M", program]);
        command
    } else {
        Command::new(program)
    };
    let output = command
        .arg("--directory")
        .arg(directory)
        .args(arguments)
        .arg(last)
        .output()
        .expect("the program runs");
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    let kilobytes = said.lines().last().unwrap_or("").trim();
    let memory = if measured {
        format!(", {kilobytes} kB at most")
    } else {
        String::new()
    };
    println!(
        "{what}: {seconds:.2} s{memory}, exit status {:?}",
        output.status.code()
    );
}
