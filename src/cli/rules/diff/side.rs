//! One side of a comparison: a directory, a rules file or a git revision, read as far as rules need it.

use super::git;
use crate::cli::Common;
use crate::cli::session::{self, Chosen};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{self, Loaded, Raw};
use crate::report;
use crate::route::diff::RuleSet;
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::path::Path;

/// The name of the file that holds the rules.
pub(super) const RULES: &str = "routing.toml";

/// One side.
pub(super) struct Side {
    /// What it is called: as typed, with the commit that a revision means.
    pub(super) name: String,
    /// Settings, needs, areas and rules; no services.
    pub(super) loaded: Loaded,
}

/// Opens a side; `None` is the directory at hand.
pub(super) fn open(typed: Option<&str>, common: &Common) -> Result<Side> {
    let Some(typed) = typed else {
        return at_hand(common);
    };
    let path = Path::new(typed);
    if path.is_dir() {
        return folder(path);
    }
    if path.exists() {
        return file(path, common).with_context(|| format!("{typed} cannot be compared"));
    }
    git::open(typed, common)
}

fn at_hand(common: &Common) -> Result<Side> {
    match session::chosen(common)? {
        Chosen::Demonstration(files) => Ok(Side {
            name: "the built-in demonstration".to_owned(),
            loaded: load::texts(top(files), "demo:"),
        }),
        Chosen::Folder(path) => folder(&path),
    }
}

fn top(mut files: Vec<Raw>) -> Vec<Raw> {
    files.retain(|file| load::REQUIRED_FILES.contains(&file.path.as_str()));
    files
}

fn folder(path: &Path) -> Result<Side> {
    let shown = load::folder::shown(path);
    Ok(Side {
        name: shown.trim_end_matches('/').to_owned(),
        loaded: load::texts(load::folder::top(path)?, &shown),
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
    })
}

impl Side {
    /// The rules and the needs that they name.
    pub(super) fn rules(&self) -> RuleSet<'_> {
        RuleSet {
            rules: &self.loaded.directory.rules,
            needs: &self.loaded.directory.needs,
        }
    }

    /// Says on standard error what is broken, and gives the reason to refuse; `None` where nothing is.
    pub(super) fn refused(&self, side: &str, common: &Common) -> Result<Option<String>> {
        if !self.loaded.refuses {
            return Ok(None);
        }
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
        Ok(Some(format!(
            "{side} ({}) is broken, so its rules decide nothing",
            self.name
        )))
    }
}
