//! `signpost format`: service files written the one way.

use super::output::paragraph;
use super::rewrite::Opened;
use super::session::{self, Chosen, warn};
use super::{Common, Status};
use crate::edit::format::formatted;
use crate::edit::layout::is_service_file;
use crate::load::MAX_BYTES;
use crate::model::shown::{clean, count};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Put service files in order: keys, spaces and indentation the one way.
///
/// The keys of each entry get the order of the format, telephone numbers and postcodes their spaces, and each comment goes with
/// the key below it. What a file says stays the same: it is read again and compared before it is written. Needs, areas,
/// settings and rules are left alone, since their order can be somebody's choice.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost format\n  \
    signpost format services/falls/tai-chi.yaml\n  \
    signpost format --check directory")]
pub(super) struct Arguments {
    /// Directories, or single service files; without any, the directory that --directory names, else ./directory
    #[arg(value_name = "DIR|FILE")]
    paths: Vec<PathBuf>,
    /// Write nothing: list the files that are not in order, and fail (exit 1) if there are any
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let files = files(arguments, common)?;
    let mut changed = Vec::new();
    let mut unreadable = 0;
    for path in &files {
        let opened = opened(path)?;
        let new = opened.as_ref().and_then(|opened| formatted(opened.text()));
        let (Some(opened), Some(new)) = (opened, new) else {
            unreadable += 1;
            warn(
                common,
                &format!(
                    "{} is no YAML that can be read, and was left alone; `signpost check` says what is wrong",
                    path.display()
                ),
            )?;
            continue;
        };
        if new != opened.text() {
            if !arguments.check {
                opened.write(&new)?;
            }
            changed.push(path);
        }
    }
    for path in &changed {
        writeln!(out, "{}", clean(&path.display().to_string()))?;
    }
    if !common.quiet {
        let all = count(files.len(), "service file", "service files");
        let not = count(changed.len(), "is", "are");
        let mut text = match (changed.is_empty(), arguments.check) {
            (true, _) => format!("{all}: nothing to format"),
            (false, true) => {
                format!("{all}: {not} not in order; `signpost format` puts them in order")
            }
            (false, false) => format!("{all}: {} formatted", changed.len()),
        };
        if unreadable > 0 {
            text = format!("{text}; {unreadable} could not be read");
        }
        paragraph(out, 0, 0, &text)?;
    }
    let clean = unreadable == 0 && (changed.is_empty() || !arguments.check);
    Ok(Status::of(clean))
}

/// The service files that the arguments name, in order.
fn files(arguments: &Arguments, common: &Common) -> Result<Vec<PathBuf>> {
    let named = if arguments.paths.is_empty() {
        match session::chosen(common)? {
            Chosen::Folder(folder) => vec![folder],
            Chosen::Demonstration(_) => bail!(
                "the built-in demonstration is part of the program, so there is no file to format; name a directory of your own"
            ),
        }
    } else {
        arguments.paths.clone()
    };
    let mut files = Vec::new();
    for path in named {
        if path.is_file() {
            if !is_service_file(&absolute(&path)) {
                bail!(
                    "{} is no service file: those end in .yaml and lie below a folder `services`",
                    path.display()
                );
            }
            files.push(path);
        } else if path.is_dir() {
            below(&path, &mut files)?;
        } else {
            bail!("there is no file or directory {}", path.display());
        }
    }
    Ok(files)
}

/// The service files of a directory, or below one of its folders.
fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let services = folder.join("services");
    let start = if services.is_dir() { &services } else { folder };
    for entry in WalkDir::new(start)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(seen)
    {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if !entry.file_type().is_dir() && is_service_file(&absolute(entry.path())) {
            files.push(entry.into_path());
        }
    }
    Ok(())
}

/// A path from the root, so that a folder `services` outside the working folder is seen.
fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_path_buf())
        .to_string_lossy()
        .into_owned()
}

/// The file, where it is text and not too large to be a service.
fn opened(path: &Path) -> Result<Option<Opened>> {
    let about =
        std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !about.is_file() || about.len() > MAX_BYTES {
        return Ok(None);
    }
    Opened::read(path)
}
