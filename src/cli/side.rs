//! One side of a comparison: a directory, a rules file or a git revision. The only place that turns words into one.

pub(super) mod git;

use super::Common;
use super::session::{self, Chosen};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{self, Loaded, Raw};
use crate::report;
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::Path;

/// The name of the file that holds the rules.
const RULES: &str = "routing.toml";

/// How much of a directory is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Settings, needs, areas and rules; a rules file alone will do.
    Rules,
    /// Everything, the directory's own cases included.
    Whole,
}

/// One side.
pub(super) struct Side {
    /// What it is called: as typed, with the commit that a revision means.
    pub(super) name: String,
    /// What it says.
    pub(super) loaded: Loaded,
    /// The files of its `cases/`, sorted by path; empty where only the rules are read.
    pub(super) cases: Vec<Raw>,
    /// The day of a revision's commit; `None`: it is no revision.
    pub(super) committed: Option<Date>,
}

/// Opens both sides; without `new` it is the directory at hand.
///
/// A revision is one of the directory that the other side names, so that `HEAD other/folder` compares one folder with itself.
pub(super) fn both(
    old: &str,
    new: Option<&str>,
    reach: Reach,
    common: &Common,
) -> Result<[Side; 2]> {
    Ok([
        open(Some(old), new.and_then(folder_of), reach, common)?,
        open(new, folder_of(old), reach, common)?,
    ])
}

/// The folder that a side names, by itself or by a file in it; `None`: it is no path.
fn folder_of(typed: &str) -> Option<&Path> {
    let path = Path::new(typed);
    if path.is_dir() {
        return Some(path);
    }
    let named = path.exists().then(|| path.parent()).flatten();
    named.map(|folder| {
        if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        }
    })
}

fn open(typed: Option<&str>, beside: Option<&Path>, reach: Reach, common: &Common) -> Result<Side> {
    let Some(typed) = typed else {
        return at_hand(reach, common);
    };
    let path = Path::new(typed);
    if path.is_dir() {
        return folder(path, reach);
    }
    if path.exists() {
        if reach == Reach::Whole {
            bail!(
                "{typed} is a file; name a directory or a git revision, \
                 or compare rules files with `signpost rules diff`"
            );
        }
        return file(path, common).with_context(|| format!("{typed} cannot be compared"));
    }
    git::open(typed, beside, reach, common)
}

fn at_hand(reach: Reach, common: &Common) -> Result<Side> {
    match session::chosen(common)? {
        Chosen::Demonstration(files) => {
            let files = match reach {
                Reach::Rules => top(files),
                Reach::Whole => files,
            };
            Ok(Side {
                name: "the built-in demonstration".to_owned(),
                loaded: load::texts(files, "demo:"),
                cases: Vec::new(),
                committed: None,
            })
        }
        Chosen::Folder(path) => folder(&path, reach),
    }
}

fn top(mut files: Vec<Raw>) -> Vec<Raw> {
    files.retain(|file| load::REQUIRED_FILES.contains(&file.path.as_str()));
    files
}

fn folder(path: &Path, reach: Reach) -> Result<Side> {
    let shown = load::folder::shown(path);
    let (loaded, cases) = match reach {
        Reach::Rules => (load::texts(load::folder::top(path)?, &shown), Vec::new()),
        Reach::Whole => (load::folder::load(path)?, load::folder::own_cases(path)?),
    };
    Ok(Side {
        name: path.display().to_string(),
        loaded,
        cases,
        committed: None,
    })
}

/// A rules file, with the needs beside it where they are, else with those of the directory at hand.
fn file(path: &Path, common: &Common) -> Result<Side> {
    let beside = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let name = load::folder::shown(path).trim_end_matches('/').to_owned();
    let mut files = if beside.join("needs.yaml").exists() {
        load::folder::top(beside)?
    } else {
        let (files, of) = match session::chosen(common)? {
            Chosen::Demonstration(files) => (top(files), "the built-in demonstration".to_owned()),
            Chosen::Folder(folder) => (load::folder::top(&folder)?, folder.display().to_string()),
        };
        session::warn(common, &format!("{name} is read with the needs of {of}"))?;
        files
    };
    files.retain(|known| known.path != RULES);
    files.push(load::folder::raw(path, RULES)?);
    Ok(Side {
        loaded: load::texts(files, &format!("{name}: ")),
        name,
        cases: Vec::new(),
        committed: None,
    })
}

/// Refuses to go on where settings, needs, areas or rules of a side are broken, and says why on standard error. `so` says what
/// cannot be done with it: `so its rules decide nothing`.
pub(super) fn must_be_read(old: &Side, new: &Side, so: &str, common: &Common) -> Result<()> {
    let mut refused = Vec::new();
    for (name, side) in [("OLD", old), ("NEW", new)] {
        if side.loaded.refuses {
            side.show_errors(common)?;
            refused.push(format!("{name} ({}) is broken, {so}", side.name));
        }
    }
    if !refused.is_empty() {
        bail!("{}", refused.join(" and "));
    }
    Ok(())
}

/// What a demonstration says first, whichever side it is.
pub(super) fn banner(old: &Side, new: &Side, common: &Common) -> Option<String> {
    [new, old].into_iter().find_map(|side| {
        let directory = &side.loaded.directory;
        session::banner(directory, session::today(common, directory))
    })
}

impl Side {
    fn show_errors(&self, common: &Common) -> Result<()> {
        let errors: Vec<Diagnostic> = self
            .loaded
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .cloned()
            .collect();
        let shown =
            report::text::findings(&errors, &self.loaded.sources, common.colour_of_stderr());
        write!(io::stderr(), "{shown}")?;
        Ok(())
    }
}
