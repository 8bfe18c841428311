//! `signpost check`: every problem of a directory, in one run.

mod fix;
mod since;

use super::output::paragraph;
use super::session::Chosen;
use super::{Common, Status, explain, session};
use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::edit::layout;
use crate::load::{self, Loaded};
use crate::model::Directory;
use crate::model::shown::count;
use crate::place::Table;
use crate::report::{self, sarif};
use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use since::{Compared, compared};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Look for every problem of a directory.
///
/// With --changed-since only what a change caused is listed and counts: the directory is compared with itself at a git
/// revision, both as of today, so what only the passing of time caused is never the change's fault.
///
/// Exit status: 0 nothing found, 1 a finding of --severity or higher, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost check directory                        everything, with what to do\n  \
    signpost check --changed-since main             only what this change caused\n  \
    signpost check --format sarif > signpost.sarif  for code scanning")]
pub(super) struct Arguments {
    /// The directory; without it, the one that --directory names, else ./directory
    dir: Option<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail (exit 1) on findings of this severity or a higher one
    #[arg(long, value_enum, default_value_t = Least::Warning)]
    severity: Least,
    /// Only what was caused by the changes since this git revision
    #[arg(long, value_name = "REV", conflicts_with = "demo")]
    changed_since: Option<String>,
    /// Leave what the settings allow out of SARIF: GitHub would show it as open
    #[arg(long)]
    leave_out_allowed: bool,
    /// List every check and finding instead
    #[arg(long)]
    list: bool,
    /// Write what has one certain answer: spaces of telephone numbers and postcodes, the order of keys, spaces at line ends
    #[arg(long, conflicts_with = "list")]
    fix: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Commands to GitHub's runner: a remark beside each line
    Github,
    /// A Code Quality report
    Gitlab,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Least {
    Note,
    Warning,
    Error,
}

impl Least {
    const fn severity(self) -> Severity {
        match self {
            Self::Note => Severity::Note,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    if arguments.list {
        for kind in explain::kinds() {
            writeln!(
                out,
                "{:7} {:24} {}",
                kind.severity.word(),
                kind.id,
                kind.summary
            )?;
        }
        return Ok(Status::Answered);
    }
    let mut loaded =
        session::load_directory_with(common, arguments.dir.as_deref(), Some(layout::of_tree))?;
    if arguments.fix {
        let fixed = fix::fix(&loaded, common, arguments.dir.as_deref())?;
        loaded =
            session::load_directory_with(common, arguments.dir.as_deref(), Some(layout::of_tree))?;
        if arguments.format == Format::Text {
            fix::say(&fixed, out)?;
        } else if !common.quiet {
            // The answer on standard output is the report alone.
            fix::say(&fixed, &mut io::stderr())?;
        }
    }
    add_cases(arguments, common, &mut loaded)?;
    let table = super::postcodes::table(common.postcodes.as_deref())?;
    let today = session::today(common, &loaded.directory);
    let mut checked = look(&loaded, &table, today);
    let compared = match &arguments.changed_since {
        Some(revision) => {
            let folder = arguments.dir.as_deref();
            let then = since::then(revision, folder, common)?;
            Some(compared(revision, then, &loaded, &mut checked, |old| {
                look(old, &table, today)
            }))
        }
        None => None,
    };
    let failed = checked
        .findings
        .iter()
        .any(|finding| finding.severity >= arguments.severity.severity());
    let run = Run {
        loaded: &loaded,
        checked: &checked,
        compared: compared.as_ref(),
    };
    run.print(arguments, common, today, out)?;
    Ok(Status::of(!failed))
}

/// Adds what is wrong with the directory's own worked cases.
fn add_cases(arguments: &Arguments, common: &Common, loaded: &mut Loaded) -> Result<()> {
    let folder = match &arguments.dir {
        Some(folder) => folder.clone(),
        None => match session::chosen(common)? {
            Chosen::Folder(folder) => folder,
            Chosen::Demonstration(_) => return Ok(()),
        },
    };
    let cases = load::folder::own_cases(&folder)?;
    load::add_cases(&cases, &load::folder::shown(&folder), loaded);
    Ok(())
}

/// Everything that is wrong with a directory, sorted by place.
fn look(loaded: &Loaded, table: &Table, today: Date) -> Checked {
    // Checks on half a directory would only repeat what is missing.
    let mut checked = Checked::default();
    if !loaded.refuses {
        let as_written = loaded.looked.clone();
        checked = crate::check::run_beside(&loaded.directory, Some(table), today, as_written);
    }
    checked.findings.extend(loaded.findings.iter().cloned());
    sort(&mut checked.findings);
    checked
}

/// What was found, and where.
struct Run<'r> {
    loaded: &'r Loaded,
    checked: &'r Checked,
    compared: Option<&'r Compared>,
}

impl Run<'_> {
    fn print(
        &self,
        arguments: &Arguments,
        common: &Common,
        today: Date,
        out: &mut dyn Write,
    ) -> Result<()> {
        let (findings, sources) = (&self.checked.findings, &self.loaded.sources);
        let demonstration = self.loaded.directory.settings.demonstration;
        let report = match arguments.format {
            Format::Text => {
                if let Some(banner) = session::banner(&self.loaded.directory, today) {
                    paragraph(out, 0, 0, &banner)?;
                }
                let colour = common.colour(io::stdout().is_terminal());
                for part in report::text::parts(findings, sources, colour) {
                    write!(out, "{part}")?;
                }
                String::new()
            }
            Format::Json => {
                let since = self.compared.map(|compared| &compared.since);
                report::json::findings(findings, sources, demonstration, since)
            }
            Format::Sarif => self.sarif(arguments.leave_out_allowed),
            Format::Github => report::github::findings(findings, sources),
            Format::Gitlab => report::gitlab::findings(findings, sources),
        };
        write!(out, "{report}")?;
        if common.quiet {
            return Ok(());
        }
        match arguments.format {
            Format::Text => self.summary(out),
            // JSON says it all.
            Format::Json => Ok(()),
            Format::Sarif | Format::Github | Format::Gitlab => self.summary(&mut io::stderr()),
        }
    }

    fn sarif(&self, leave_out_allowed: bool) -> String {
        let allowed = self.checked.allowed.iter();
        let allowed: Vec<(&Diagnostic, &str, Date)> = allowed
            .filter(|_| !leave_out_allowed)
            .map(|allowed| (&allowed.finding, allowed.reason.as_str(), allowed.until))
            .collect();
        sarif::log(&sarif::Report {
            findings: &self.checked.findings,
            allowed: &allowed,
            kinds: &explain::kinds(),
            sources: &self.loaded.sources,
            demonstration: self.loaded.directory.settings.demonstration,
        })
    }

    fn summary(&self, out: &mut dyn Write) -> Result<()> {
        let findings = &self.checked.findings;
        let told_apart = self
            .compared
            .is_some_and(|compared| compared.since.compared);
        let found = match (told_apart, findings.is_empty()) {
            (false, _) => report::summary(findings),
            (true, true) => "nothing caused by this change".to_owned(),
            (true, false) => format!("{} caused by this change", report::summary(findings)),
        };
        writeln!(out, "{}: {found}", size(&self.loaded.directory))?;
        for said in self.compared.iter().flat_map(|compared| &compared.said) {
            paragraph(out, 0, 0, said)?;
        }
        let allowed = self.checked.allowed.len();
        if allowed > 0 {
            let allowed = count(allowed, "finding is", "findings are");
            writeln!(out, "{allowed} allowed for now by the settings")?;
        }
        let fixable = findings.iter().filter(|finding| !finding.fix.is_empty());
        let fixable = fixable.count();
        if fixable > 0 {
            let have = count(fixable, "finding has", "findings have");
            writeln!(
                out,
                "{have} one certain answer: `signpost check --fix` writes it"
            )?;
        }
        if let Some(first) = findings.first() {
            writeln!(
                out,
                "`signpost explain {}` says why it matters",
                first.kind.id
            )?;
        }
        Ok(())
    }
}

fn size(directory: &Directory) -> String {
    format!(
        "{}, {}, {}",
        count(directory.services.len(), "service", "services"),
        count(directory.needs.len(), "need", "needs"),
        count(directory.rules.rules.len(), "rule", "rules")
    )
}
