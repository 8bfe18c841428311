//! Every worked case of `examples/cases` gets the plan that somebody decided by hand it must get.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]
#![expect(clippy::print_stdout, reason = "says how much the cases cover")]

use signpost::cases::{applied_rules, run};
use signpost::find::Places;
use signpost::load::{cases, folder};
use signpost::place::Table;
use signpost::plan::make::{Context, plan};
use signpost::route::Compiled;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn case_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir("examples/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_worked_case_gets_the_plan_it_must_get() {
    let loaded = folder::load(Path::new("directory")).unwrap();
    let directory = &loaded.directory;
    let (compiled, table) = (Compiled::new(directory), Table::embedded());
    let places = Places::new(directory, &table);
    let today = directory.settings.as_of.unwrap();
    let context = Context {
        directory,
        compiled: &compiled,
        table: &table,
        places: &places,
        today,
    };
    let mut wrong = Vec::new();
    let mut exercised = BTreeSet::new();
    let files = case_files();
    for path in &files {
        let shown = path.display().to_string();
        let case = cases::case(&shown, &fs::read(path).unwrap(), directory);
        for finding in &case.findings {
            let at = case.sources.start(finding.primary.span);
            wrong.push(format!(
                "{shown}:{}:{}: {}",
                at.line, at.column, finding.message
            ));
        }
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if case.case.id.as_deref() != Some(&stem) {
            wrong.push(format!("{shown}: the id is not the name of the file"));
        }
        if case.case.expect.is_none() {
            wrong.push(format!(
                "{shown}: a worked case without `expect` proves nothing"
            ));
        }
        for difference in run(&context, &case.case) {
            wrong.push(format!(
                "{shown}: {} must be {}, is {}",
                difference.what, difference.expected, difference.found
            ));
        }
        let plan = plan(&context, &case.case);
        exercised.extend(applied_rules(&plan).into_iter().map(str::to_owned));
    }
    println!(
        "{} cases exercise {} of {} rules",
        files.len(),
        exercised.len(),
        directory.rules.rules.len()
    );
    let idle: Vec<&str> = directory
        .rules
        .rules
        .iter()
        .map(|rule| rule.id.value.as_str())
        .filter(|id| !exercised.contains(*id))
        .collect();
    println!("rules that no case exercises: {idle:?}");
    assert!(files.len() >= 50, "cases are missing");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
