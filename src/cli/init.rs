//! `signpost init`: a complete small directory to begin with.

use super::find::vocabulary;
use super::output::paragraph;
use super::{Common, Status, session};
use crate::check;
use crate::diagnostic::Severity;
use crate::load;
use crate::model::shown::count;
use crate::starter::{Ci, NewFile, files};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Make a complete small directory to begin with, which passes `check` and `test`.
///
/// What is invented in it says SAMPLE, and every output calls it a demonstration until you say otherwise; its README says
/// what to replace, in which order. The dangers with their stops and the crisis contacts are those of the built-in
/// demonstration. The folder must not exist, or be empty; it is made whole or not at all.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost init our-directory\n  \
    signpost init our-directory --ci gitlab\n  \
    signpost check our-directory")]
pub(super) struct Arguments {
    /// The folder to make
    dir: PathBuf,
    /// What checks the directory on each change: github, gitlab, pre-commit or none
    #[arg(long, value_name = "WHERE", default_value = "github", value_parser = vocabulary::<Ci>)]
    ci: Ci,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let dir = &arguments.dir;
    may_be_made(dir)?;
    let today = common.today.unwrap_or_else(session::clock);
    let files = files(&session::demonstration(), today, arguments.ci);
    let parent = dir
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // Made beside the folder, so that it can be put in its place in one step; what is left half-way is removed.
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let made = builder
        .prefix(".signpost-init-")
        .tempdir_in(parent)
        .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
    for NewFile { path, text } in &files {
        let path = made.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let services = passes(made.path(), common, today)?;
    put_in_place(made, dir)?;
    if !common.quiet {
        let shown = dir.display();
        for line in [
            format!(
                "Made {shown}: {} and {}.",
                count(services, "service", "services"),
                count(files.len() - services, "other file", "other files")
            ),
            "Nothing in it is for real people yet: what is invented says SAMPLE, and README.md says what to replace, in \
             which order."
                .to_owned(),
            format!("Next: `signpost check {shown}` and `signpost test {shown}`."),
        ] {
            paragraph(out, 0, 2, &line)?;
        }
    }
    Ok(Status::Answered)
}

/// Refuses a folder in which something is.
fn may_be_made(dir: &Path) -> Result<()> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                bail!(
                    "{} is not empty, and nothing in it is touched; name a folder that does not exist yet",
                    dir.display()
                );
            }
            if dir.file_name().is_none() {
                bail!("name a folder to make, such as `signpost init our-directory`");
            }
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) => bail!(
            "{} is there and is no folder that can be read; name another",
            dir.display()
        ),
    }
}

/// Reads the new directory as `check` does, and says how many services it has.
///
/// # Errors
/// Something is wrong with it on this day; its crisis contacts cannot be of a day that has not come.
fn passes(folder: &Path, common: &Common, today: jiff::civil::Date) -> Result<usize> {
    let loaded = load::folder::load(folder)?;
    let table = super::postcodes::table(common.postcodes.as_deref())?;
    let mut findings = loaded.findings;
    if !loaded.refuses {
        findings.extend(check::run(&loaded.directory, Some(&table), today).findings);
    }
    let wrong = findings
        .iter()
        .find(|finding| finding.severity >= Severity::Warning);
    if let Some(finding) = wrong {
        bail!(
            "no directory can be made as of {today}: {} [{}]",
            finding.message,
            finding.kind.id
        );
    }
    Ok(loaded.directory.services.len())
}

fn put_in_place(made: tempfile::TempDir, dir: &Path) -> Result<()> {
    let context = || format!("cannot make the folder {}", dir.display());
    // An empty folder of this name gives way; where it is no longer empty, this fails and nothing is lost.
    if dir.exists() {
        fs::remove_dir(dir).with_context(context)?;
    }
    fs::rename(made.path(), dir).with_context(context)?;
    // It is in its place and must stay; there is nothing left to remove.
    let _ = made.keep();
    Ok(())
}
