//! `signpost diff`: what changed between two directories, in words a manager reads.

mod case_lines;
mod json;
mod lines;

use super::outline::{as_markdown, text};
use super::side::{self, Reach, Side, banner};
use super::{Common, Status, session, test};
use crate::compare::{WorkedCase, compare};
use crate::find::Places;
use crate::load::Raw;
use crate::load::cases::{LoadedCase, case};
use crate::model::Directory;
use crate::model::case::Case;
use crate::plan::make::Context as PlanContext;
use crate::route::Compiled;
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::Write;
use std::path::PathBuf;

/// Say what changed between two directories, for services, needs, areas and worked cases.
///
/// OLD and NEW are each a directory or a git revision of the repository that holds the directory: HEAD~1, a tag, a branch,
/// main:path/to/directory. What exists as a file wins over a revision; write ./NAME to be sure. Without NEW, OLD is compared
/// with the directory as it is now: `signpost diff HEAD` shows what is not committed yet.
///
/// Both sides are looked at as of today. Only "newly overdue" and "room is no longer known" compare two days: that of OLD is
/// the day of its commit, unless --was names it, and today for a folder. The cases/ of both directories are tried, those
/// of NEW where both have one. Exit status: 0 nothing differs, 1 something does, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost diff HEAD                          what is not committed yet\n  \
    signpost diff v2026-10 main                 between two revisions\n  \
    signpost diff main --format markdown        for a comment on a pull request\n  \
    signpost diff main --cases examples/cases   with worked cases from elsewhere")]
pub(super) struct Arguments {
    /// What was before: a directory or a git revision
    old: String,
    /// What is now; without it, the directory that --directory names, else ./directory
    new: Option<String>,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Case files, or folders of them, to try with both sides
    #[arg(long, value_name = "PATH", num_args = 1..)]
    cases: Vec<PathBuf>,
    /// The day OLD was the newest, for what has become overdue since
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    was: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    /// For a comment on a pull request
    Markdown,
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let old = side::open(Some(&arguments.old), Reach::Whole, common)?;
    let new = side::open(arguments.new.as_deref(), Reach::Whole, common)?;
    side::must_be_read(&old, &new, "so nothing can be compared", common)?;
    let files = files(&old, &new, &arguments.cases)?;
    let today = session::today(common, &new.loaded.directory);
    // A commit that was made after the day that is asked about says nothing of what was overdue before it.
    let was = arguments
        .was
        .or_else(|| {
            old.loaded
                .directory
                .settings
                .as_of
                .filter(|_| common.today.is_none())
        })
        .or(old.committed)
        .map_or(today, |was| was.min(today));
    let table = super::postcodes::table(common.postcodes.as_deref())?;
    let (old_compiled, new_compiled) = (
        Compiled::new(&old.loaded.directory),
        Compiled::new(&new.loaded.directory),
    );
    let (old_places, new_places) = (
        Places::new(&old.loaded.directory, &table),
        Places::new(&new.loaded.directory, &table),
    );
    let before = PlanContext {
        directory: &old.loaded.directory,
        compiled: &old_compiled,
        table: &table,
        places: &old_places,
        today,
    };
    let now = PlanContext {
        directory: &new.loaded.directory,
        compiled: &new_compiled,
        places: &new_places,
        ..before
    };
    let fixed = common.today.is_some() || new.loaded.directory.settings.as_of.is_some();
    let read: Vec<[LoadedCase; 2]> = files
        .iter()
        .map(|file| [read(file, before.directory), read(file, now.directory)])
        .collect();
    let worked: Vec<WorkedCase> = files
        .iter()
        .zip(&read)
        .map(|(file, [old, new])| WorkedCase {
            name: file.path.clone(),
            today: new.case.asked_on.filter(|_| !fixed).unwrap_or(today),
            old: usable(old),
            new: usable(new),
        })
        .collect();
    let found = compare(&before, &now, was, &worked);
    let sides = lines::Sides {
        old: &old,
        new: &new,
        was,
        today,
        cases: worked.len(),
    };
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&found, &sides))?;
            writeln!(out)?;
        }
        Format::Text => text(
            &lines::outline(&found, &sides),
            banner(&old, &new, common),
            out,
        )?,
        Format::Markdown => as_markdown(
            &lines::outline(&found, &sides),
            banner(&old, &new, common),
            out,
        )?,
    }
    Ok(Status::of(found.is_empty()))
}

/// The directories' own cases, those of NEW where both have one, then those that were named.
fn files(old: &Side, new: &Side, named: &[PathBuf]) -> Result<Vec<Raw>> {
    let mut files = new.cases.clone();
    let own = old.cases.iter();
    files.extend(
        own.filter(|case| new.cases.iter().all(|known| known.path != case.path))
            .cloned(),
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if !named.is_empty() {
        for path in test::files(named)? {
            let shown = path.display().to_string();
            let file = crate::load::folder::raw(&path, &shown).context("a case cannot be read")?;
            files.push(file);
        }
    }
    Ok(files)
}

/// A case as one directory reads it. One that is too large is read as empty, and refused for that.
fn read(file: &Raw, directory: &Directory) -> LoadedCase {
    let bytes = file.bytes.as_deref().unwrap_or_default();
    case(&file.path, bytes, directory)
}

fn usable(read: &LoadedCase) -> Result<&Case, String> {
    if !read.refuses() {
        return Ok(&read.case);
    }
    let why: Vec<&str> = read
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    Err(why.join("; "))
}
