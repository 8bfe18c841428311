//! `signpost test`: the worked cases, and the rules that none of them exercises.

use super::output::{bullet, paragraph};
use super::session::{self, Session};
use super::{Common, Status, plan_text};
use crate::cases::junit::junit;
use crate::cases::report::{Report, State, Tried, WorkedCase, because, report};
use crate::find::Places;
use crate::load::cases;
use crate::model::Directory;
use crate::model::shown::count;
use crate::plan::make::Context as PlanContext;
use crate::report as findings;
use crate::route::Compiled;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Try the worked cases: does each still get the plan it must get?
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
    /// Case files, folders of them (.yaml and .yml), or a directory; without any, the cases/ of the directory
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
            let about = if common.verbose || arguments.require_coverage {
                Idle::Why
            } else if paths.iter().any(|path| path.is_dir()) {
                Idle::Names
            } else {
                Idle::Number
            };
            idle_rules(&report, about, out)?;
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
        let below = walkdir::WalkDir::new(path).sort_by_file_name();
        for entry in below.into_iter().filter_entry(is_seen) {
            let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
            if !entry.file_type().is_dir() && is_case(entry.path()) {
                files.push(entry.into_path());
            }
        }
        if files.len() == before {
            bail!(
                "{} holds no case: a case is a file that ends in .yaml or .yml",
                path.display()
            );
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// Hidden files and folders are other programs' own.
fn is_seen(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// True for the endings that people give to YAML: a case must not be passed over for its name.
fn is_case(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// Reads a case; its findings are printed here, and those that refuse it are kept.
pub(super) fn read(file: &Path, directory: &Directory, common: &Common) -> Result<WorkedCase> {
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
    )
}

/// How much is said about rules that no case exercises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Idle {
    /// How many: whoever tries one case does not ask about the others.
    Number,
    /// Which, and where they are few what each is for.
    Names,
    /// Which, and what each is for.
    Why,
}

/// More than this many are named without their reasons, so that the result stays on the screen.
const MOST_WITH_REASONS: usize = 12;

fn idle_rules(report: &Report, about: Idle, out: &mut dyn Write) -> io::Result<()> {
    let idle = &report.idle_rules;
    if idle.is_empty() {
        return Ok(());
    }
    match about {
        Idle::Number => {
            let rules = count(idle.len(), "rule", "rules");
            let line = format!("{rules} that no case here exercises; -v names them");
            paragraph(out, 0, 2, &line)
        }
        Idle::Names if idle.len() > MOST_WITH_REASONS => {
            writeln!(
                out,
                "Rules that no case exercises: {} (-v says what each is for)",
                idle.len()
            )?;
            let names: Vec<&str> = idle.iter().map(|rule| rule.id.as_str()).collect();
            paragraph(out, 2, 0, &names.join(", "))
        }
        Idle::Names | Idle::Why => {
            writeln!(out, "Rules that no case exercises: {}", idle.len())?;
            for rule in idle {
                let line = format!("{} ({}): {}", rule.id, rule.route, rule.why);
                bullet(out, 2, &line)?;
            }
            Ok(())
        }
    }
}

fn one_case(tried: &Tried, out: &mut dyn Write) -> io::Result<()> {
    let state = match tried.state {
        State::Passed => "passes",
        State::Failed => "FAILS",
        State::ExpectsNothing => {
            "FAILS: its `expect` is missing or says nothing, so it proves nothing"
        }
        State::Unreadable => "FAILS: it cannot be decided as it stands",
    };
    paragraph(out, 0, 2, &format!("{}: {state}", tried.file))?;
    for problem in &tried.problems {
        bullet(out, 2, problem)?;
    }
    for difference in &tried.differences {
        bullet(out, 2, &difference.to_string())?;
    }
    let all = match &tried.plan {
        Some(plan) if tried.state == State::Passed => because(plan, |_| true),
        _ => Vec::new(),
    };
    for because in tried.because.iter().chain(&all) {
        paragraph(out, 2, 2, &because.title())?;
        plan_text::rules(&because.rules.iter().collect::<Vec<_>>(), true, out)?;
    }
    writeln!(out)
}
