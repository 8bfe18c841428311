//! Keeping the answers: only where the worker says so, for them alone, and never by accident in a repository.

use crate::cases::written::written;
use crate::cli::output::write_whole;
use crate::model::Directory;
use crate::model::case::Case;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Refuses a place where answers about a real person must not be kept, before anything is asked.
pub(super) fn may_be_kept(path: &Path, invented: bool) -> Result<()> {
    if path.exists() {
        bail!(
            "{} exists already; answers are not written over others",
            path.display()
        );
    }
    may_be_written(path)?;
    if let Some(tree) = work_tree(path)
        && !invented
    {
        bail!(
            "{} lies in the git work tree {}: answers about a person could be committed and published\n  \
             choose another folder, or say --invented-story if there is no such person",
            path.display(),
            tree.display()
        );
    }
    Ok(())
}

/// Refuses a place where nothing can be written, before anything is asked: answers would be lost at the end.
fn may_be_written(path: &Path) -> Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!(
            "there is no folder {}; make it, or choose another for the answers",
            folder.display()
        );
    }
    // Tried and gone again at once: whether a folder can be written to is not written on it.
    tempfile::tempfile_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    Ok(())
}

/// The git work tree that a path lies in; `None`: none.
fn work_tree(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let folder = path.parent()?;
    // Links are followed: what counts is where the file comes to lie.
    let folder = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let found = folder
        .ancestors()
        .find(|folder| folder.join(".git").exists());
    found.map(Path::to_path_buf)
}

/// Writes the case, readable by the owner alone: files from here are made so.
pub(super) fn keep(path: &Path, case: &Case, directory: &Directory, matters: bool) -> Result<()> {
    write_whole(path, &written(case, directory, matters), false)
}
