//! `signpost check`: every problem of a directory, in one run.

use super::output::paragraph;
use super::{Common, Status, explain, session};
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::model::Directory;
use crate::model::shown::count;
use crate::report;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Looks for every problem of a directory.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The directory; without it, the one that --directory names, else ./directory
    dir: Option<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail (exit 1) on findings of this severity or a higher one
    #[arg(long, value_enum, default_value_t = Least::Warning)]
    severity: Least,
    /// List every check and finding instead
    #[arg(long)]
    list: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
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
    let loaded = session::load_directory(common, arguments.dir.as_deref())?;
    let table = super::postcodes::table(common.postcodes.as_deref())?;
    let today = session::today(common, &loaded.directory);
    let mut findings: Vec<Diagnostic> = loaded.findings.clone();
    // Checks on half a directory would only repeat what is missing.
    let mut allowed = 0;
    if !loaded.refuses {
        let checked = crate::check::run(&loaded.directory, Some(&table), today);
        findings.extend(checked.findings);
        allowed = checked.allowed.len();
    }
    sort(&mut findings);
    let failed = findings
        .iter()
        .any(|finding| finding.severity >= arguments.severity.severity());
    match arguments.format {
        Format::Json => write!(
            out,
            "{}",
            report::json::findings(
                &findings,
                &loaded.sources,
                loaded.directory.settings.demonstration
            )
        )?,
        Format::Text => {
            if let Some(banner) = session::banner(&loaded.directory, today) {
                paragraph(out, 0, 0, &banner)?;
            }
            let colour = common.colour(io::stdout().is_terminal());
            for part in report::text::parts(&findings, &loaded.sources, colour) {
                write!(out, "{part}")?;
            }
            if !common.quiet {
                summary(&loaded.directory, &findings, allowed, out)?;
            }
        }
    }
    Ok(Status::of(!failed))
}

fn summary(
    directory: &Directory,
    findings: &[Diagnostic],
    allowed: usize,
    out: &mut dyn Write,
) -> Result<()> {
    let what = format!(
        "{}, {}, {}",
        count(directory.services.len(), "service", "services"),
        count(directory.needs.len(), "need", "needs"),
        count(directory.rules.rules.len(), "rule", "rules")
    );
    writeln!(out, "{what}: {}", report::summary(findings))?;
    if allowed > 0 {
        let allowed = count(allowed, "finding is", "findings are");
        writeln!(out, "{allowed} allowed for now by the settings")?;
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
