//! What the loader says of files, for `.ci/schema`, which compares it with what a validator says.
//!
//! `cargo run --example verdicts -- DIRECTORY` reads lines of `part<TAB>path` and prints a line of JSON for each: the findings
//! that stand in that file, had it been part of the directory. Warnings are left out.
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use signpost::diagnostic::{Diagnostic, Severity};
use signpost::load::{self, Raw, cases};
use signpost::source::Sources;
use std::io::{self, BufRead};
use std::path::Path;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("name a directory")?;
    let top = load::folder::top(Path::new(&folder))?;
    // With its services, which the cases of a directory may name.
    let directory = load::folder::load(Path::new(&folder))?.directory;
    let mut lines = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (part, path) = line.split_once('\t').context("part, tab, path")?;
        lines.push((part.to_owned(), path.to_owned()));
    }
    // Services do not depend on each other, so they are read together, each in a folder of its own.
    let mut services = top.clone();
    for (number, (_, path)) in of_services(&lines) {
        services.push(raw(path, &place(number, path))?);
    }
    let services = load::texts(services, "");
    for (number, (part, path)) in lines.iter().enumerate() {
        let findings = match part.as_str() {
            "services" => listed(&services.findings, &services.sources, &place(number, path)),
            "cases" => {
                let case = cases::case(path, &std::fs::read(path)?, &directory);
                listed(&case.findings, &case.sources, path)
            }
            _ => {
                let name = top_file(part)?;
                let mut files = top.clone();
                files.retain(|file| file.path != name);
                files.push(raw(path, name)?);
                let loaded = load::texts(files, "");
                listed(&loaded.findings, &loaded.sources, name)
            }
        };
        println!(
            "{}",
            json!({"part": part, "path": path, "findings": findings})
        );
    }
    Ok(())
}

fn of_services(lines: &[(String, String)]) -> impl Iterator<Item = (usize, &(String, String))> {
    let numbered = lines.iter().enumerate();
    numbered.filter(|(_, (part, _))| part == "services")
}

fn place(number: usize, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("services/{number}/{name}")
}

fn top_file(part: &str) -> Result<&'static str> {
    Ok(match part {
        "needs" => "needs.yaml",
        "areas" => "areas.yaml",
        "settings" => "signpost.toml",
        "rules" => "routing.toml",
        _ => bail!("there is no part {part}"),
    })
}

fn raw(file: &str, path: &str) -> Result<Raw> {
    load::folder::raw(Path::new(file), path)
}

/// The errors that stand in one file.
fn listed(findings: &[Diagnostic], sources: &Sources, path: &str) -> Vec<Value> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| sources.file(finding.primary.span.file).path == path)
        .map(|finding| {
            json!({
                "kind": finding.kind.id,
                "line": sources.start(finding.primary.span).line,
                "message": finding.message,
            })
        })
        .collect()
}
