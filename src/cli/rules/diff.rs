//! `signpost rules diff`: what an edit of the rules changes.

mod changes;
mod json;
mod outline;
mod words;

use crate::cli::outline::{as_markdown, text};
use crate::cli::side::{self, Reach, Side, banner};
use crate::cli::{Common, Status};
use crate::route::diff::{RuleSet, difference};
use anyhow::Result;
use clap::{Args, ValueEnum};
use outline::outline;
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
    let [old, new] = side::both(
        &arguments.old,
        arguments.new.as_deref(),
        Reach::Rules,
        common,
    )?;
    side::must_be_read(&old, &new, "so its rules decide nothing", common)?;
    let found = difference(rules(&old), rules(&new));
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

/// The rules of a side and the needs that they name.
fn rules(side: &Side) -> RuleSet<'_> {
    RuleSet {
        rules: &side.loaded.directory.rules,
        needs: &side.loaded.directory.needs,
    }
}
