//! `signpost rules diff`: what an edit of the rules changes.

mod changes;
mod git;
mod json;
mod outline;
mod side;
mod words;

use crate::cli::output::{bullet, paragraph};
use crate::cli::{Common, Status, session};
use crate::model::shown::markdown;
use crate::route::diff::difference;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use outline::{Line, outline};
use side::Side;
use std::io::Write;

/// Say whose route an edit of the rules changes, in which cases, and what stays.
///
/// OLD and NEW are each a directory, a rules file (such as proposal.toml; needs.yaml is then looked for beside it, else in
/// the directory that --directory names), or a git revision of the repository that holds the directory: HEAD~1, a tag, a
/// branch, main:path/to/directory. What exists as a file wins over a revision; write ./NAME to be sure. Without NEW,
/// OLD is compared with the directory as it is now: `signpost rules diff HEAD` shows what is not committed yet.
///
/// Every case that both can say is compared, so a change of a decision is always seen. Exit status: 0 no decision changes,
/// 1 some do, 2 could not run.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What was before: a directory, a rules file or a git revision
    old: String,
    /// What is now; without it, the directory that --directory names, else ./directory
    new: Option<String>,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    /// For a comment on a pull request
    Markdown,
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let old = side::open(Some(&arguments.old), common)?;
    let new = side::open(arguments.new.as_deref(), common)?;
    let refused = [("OLD", &old), ("NEW", &new)].map(|(name, side)| side.refused(name, common));
    let refused: Vec<String> = refused
        .into_iter()
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    if !refused.is_empty() {
        bail!("{}", refused.join(" and "));
    }
    let found = difference(old.rules(), new.rules());
    let status = Status::of(!found.changes_decisions());
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&found, &old, &new))?;
            writeln!(out)?;
        }
        Format::Text => text(
            &outline(&found, &old, &new),
            banner(&old, &new, common),
            out,
        )?,
        Format::Markdown => as_markdown(
            &outline(&found, &old, &new),
            banner(&old, &new, common),
            out,
        )?,
    }
    Ok(status)
}

/// What a demonstration says first, whichever side it is.
fn banner(old: &Side, new: &Side, common: &Common) -> Option<String> {
    [new, old].into_iter().find_map(|side| {
        let directory = &side.loaded.directory;
        session::banner(directory, session::today(common, directory))
    })
}

fn text(lines: &[Line], banner: Option<String>, out: &mut dyn Write) -> Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, &banner)?;
    }
    for line in lines {
        match line {
            Line::Title(title) => {
                writeln!(out)?;
                paragraph(out, 0, 0, title)?;
            }
            Line::Said(said) => paragraph(out, 0, 0, said)?,
            Line::Of(needs) => paragraph(out, 2, 2, needs)?,
            Line::Item(item) => bullet(out, 2, item)?,
        }
    }
    Ok(())
}

fn as_markdown(lines: &[Line], banner: Option<String>, out: &mut dyn Write) -> Result<()> {
    if let Some(banner) = banner {
        writeln!(out, "{}\n", markdown(&banner))?;
    }
    let mut in_list = false;
    for line in lines {
        let is_item = matches!(line, Line::Item(_));
        if in_list && !is_item {
            writeln!(out)?;
        }
        in_list = is_item;
        match line {
            Line::Title(title) => writeln!(out, "### {}\n", markdown(title))?,
            Line::Said(said) => writeln!(out, "{}\n", markdown(said))?,
            Line::Of(needs) => writeln!(out, "**{}**\n", markdown(needs))?,
            Line::Item(item) => writeln!(out, "- {}", markdown(item))?,
        }
    }
    Ok(())
}
