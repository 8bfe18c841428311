//! `signpost test`: the worked cases, and the rules that none of them exercises.

use super::output::{bullet, paragraph};
use super::session::{self, Session};
use super::{Common, Status, plan_text};
use crate::cases::junit::junit;
use crate::cases::report::{Report, State, Tried, WorkedCase, report};
use crate::find::Places;
use crate::load::cases;
use crate::model::Directory;
use crate::model::shown::count;
use crate::plan::Plan;
use crate::plan::make::Context as PlanContext;
use crate::report as findings;
use crate::route::Compiled;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Tries worked cases: does each still get the plan that it says it must get?
///
/// A worked case is a case file with `expect`: the routes, and if wanted the rules, actions and services that must or must
/// not be in its plan. A case is decided for the day its safety questions were asked (`asked_on`), unless --today or the
/// settings of a demonstration name a day. No profile is used. Exit status: 0 all as expected, 1 not, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost test                                   the directory's own cases/\n  \
    signpost test examples/cases --require-coverage\n  \
    signpost test mr-b.yaml -v                      one case, with what it gets")]
pub(super) struct Arguments {
    /// Case files, folders of them, or a directory; without any, the cases/ of the directory
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail (exit 1) where a rule is exercised by no case
    #[arg(long)]
    require_coverage: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Junit,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let (directory, paths) = named(&arguments.paths, common)?;
    let session = session::open_folder(common, directory.as_deref())?;
    session.must_answer(common)?;
    let files = files(&paths)?;
    let worked = files
        .iter()
        .map(|file| read(file, session.directory(), common))
        .collect::<Result<Vec<_>>>()?;
    let report = try_all(&session, worked, common);
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
        Format::Junit => writeln!(out, "{}", junit(&report, arguments.require_coverage))?,
        Format::Text => {
            if let Some(banner) = session.banner() {
                paragraph(out, 0, 0, &banner)?;
            }
            print(&report, common.verbose, out)?;
        }
    }
    Ok(Status::of(report.is_good(arguments.require_coverage)))
}

fn try_all(session: &Session, worked: Vec<WorkedCase>, common: &Common) -> Report {
    let compiled = Compiled::new(session.directory());
    let places: Places = session.places();
    let context = PlanContext {
        directory: session.directory(),
        compiled: &compiled,
        table: &session.table,
        places: &places,
        today: session.today,
    };
    let fixed = common.today.is_some() || session.directory().settings.as_of.is_some();
    report(&context, worked, fixed)
}

/// The directory, where a path names one, and the places to look for cases.
fn named(paths: &[PathBuf], common: &Common) -> Result<(Option<PathBuf>, Vec<PathBuf>)> {
    let is_directory = |path: &&PathBuf| path.join("signpost.toml").is_file();
    let directories: Vec<&PathBuf> = paths.iter().filter(is_directory).collect();
    if let [_, other, ..] = directories.as_slice() {
        bail!(
            "{} is a second directory; test one at a time",
            other.display()
        );
    }
    let directory = directories.first().map(|path| (*path).clone());
    if let Some(directory) = &directory
        && (common.demo
            || common
                .directory
                .as_ref()
                .is_some_and(|other| other != directory))
    {
        bail!(
            "{} is a directory, and `--directory` or `--demo` names another; leave one out",
            directory.display()
        );
    }
    if paths.is_empty() && common.demo {
        bail!(
            "the built-in demonstration has no cases of its own; name some: `signpost test examples/cases`"
        );
    }
    let own = |directory: &Path| directory.join("cases");
    let mut cases: Vec<PathBuf> = paths
        .iter()
        .map(|path| {
            if is_directory(&path) {
                own(path)
            } else {
                path.clone()
            }
        })
        .collect();
    if cases.is_empty() {
        let chosen = common.directory.clone();
        cases.push(own(&chosen.unwrap_or_else(|| PathBuf::from("directory"))));
    }
    Ok((directory, cases))
}

/// Every case file, sorted within each folder, none twice.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if !path.is_dir() {
            if !path.exists() {
                bail!(
                    "there is no {}; name case files or a folder of them, such as `signpost test examples/cases`",
                    path.display()
                );
            }
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
            let is_case = entry.path().extension().is_some_and(|end| end == "yaml");
            if entry.file_type().is_file() && is_case {
                files.push(entry.into_path());
            }
        }
        if files.len() == before {
            bail!(
                "{} holds no case: a case is a file that ends in .yaml",
                path.display()
            );
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// Reads a case; its findings are printed here, and those that refuse it are kept.
fn read(file: &Path, directory: &Directory, common: &Common) -> Result<WorkedCase> {
    let shown = file.display().to_string();
    let bytes = std::fs::read(file).with_context(|| format!("cannot read the case {shown}"))?;
    let loaded = cases::case(&shown, &bytes, directory);
    if !loaded.findings.is_empty() {
        write!(
            io::stderr(),
            "{}",
            findings::text::findings(&loaded.findings, &loaded.sources, common.colour_of_stderr())
        )?;
    }
    let mut problems: Vec<String> = Vec::new();
    if loaded.refuses() {
        problems.extend(loaded.findings.iter().map(|finding| {
            let at = loaded.sources.start(finding.primary.span);
            format!("{shown}:{}:{}: {}", at.line, at.column, finding.message)
        }));
    }
    let stem = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    if let (Some(id), Some(stem)) = (&loaded.case.id, &stem)
        && id != stem
    {
        problems.push(format!(
            "{shown}: the id is `{id}`, and the file is called `{stem}`"
        ));
    }
    Ok(WorkedCase {
        file: shown,
        case: loaded.case,
        problems,
    })
}

fn print(report: &Report, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    for tried in &report.cases {
        if tried.state != State::Passed || verbose {
            one_case(tried, out)?;
        }
    }
    let exercised = report.rules - report.idle_rules.len();
    let cases = report.passed + report.failed;
    let pass = if cases == 1 {
        "case passes"
    } else {
        "cases pass"
    };
    paragraph(
        out,
        0,
        2,
        &format!(
            "{} of {cases} {pass}; they exercise {exercised} of {}",
            report.passed,
            count(report.rules, "rule", "rules"),
        ),
    )?;
    if !report.idle_rules.is_empty() {
        writeln!(out, "Rules that no case exercises")?;
        for rule in &report.idle_rules {
            bullet(
                out,
                2,
                &format!("{} ({}): {}", rule.id, rule.route, rule.why),
            )?;
        }
    }
    Ok(())
}

fn one_case(tried: &Tried, out: &mut dyn Write) -> io::Result<()> {
    let state = match tried.state {
        State::Passed => "passes",
        State::Failed => "FAILS",
        State::ExpectsNothing => "FAILS: it has no `expect`, so it proves nothing",
        State::Unreadable => "FAILS: it cannot be read",
    };
    paragraph(out, 0, 2, &format!("{}: {state}", tried.file))?;
    for problem in &tried.problems {
        bullet(out, 2, problem)?;
    }
    for difference in &tried.differences {
        bullet(out, 2, &difference.to_string())?;
    }
    if let Some(plan) = &tried.plan {
        explanation(plan, out)?;
    }
    writeln!(out)
}

/// The rules behind a plan: what stops, then each need.
fn explanation(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    if let Some(stop) = &plan.stop {
        writeln!(out, "  It gets stop, because")?;
        plan_text::rules(&stop.rules.iter().collect::<Vec<_>>(), true, out)?;
    }
    for need in &plan.needs {
        let route = need.alongside.or(need.route);
        let route = route.map_or_else(|| "no route".to_owned(), |route| route.to_string());
        let decided = if need.decided { "" } else { ", not decided" };
        paragraph(
            out,
            2,
            2,
            &format!("{} gets {route}{decided}, because", need.need),
        )?;
        plan_text::rules(&need.rules.iter().collect::<Vec<_>>(), true, out)?;
    }
    Ok(())
}
