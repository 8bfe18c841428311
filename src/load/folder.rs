//! A folder on disk to a directory. The only code of the loader that touches files.

use super::{Loaded, Look, MAX_BYTES, REQUIRED_FILES, Raw, texts_with};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Reads every file of a directory: the four at its top, and everything below `services`.
///
/// # Errors
/// The folder is missing or is a file, or one of its files cannot be read. What the files say is never an error.
pub fn load(folder: &Path) -> Result<Loaded> {
    load_with(folder, None)
}

/// The same, with a look at each service file.
///
/// # Errors
/// As [`load`].
pub fn load_with(folder: &Path, look: Option<Look>) -> Result<Loaded> {
    is_folder(folder)?;
    let mut paths = top_paths(folder);
    let below = WalkDir::new(folder.join("services")).sort_by_file_name();
    // Hidden folders and files are other programs' own.
    let seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in below.into_iter().filter_entry(seen) {
        let entry = match entry {
            Ok(entry) => entry,
            // A directory without services is empty, not broken.
            Err(error) if error.depth() == 0 && error.io_error().is_some_and(is_missing) => break,
            Err(error) => return Err(error).context("the services cannot be read"),
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<String> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        paths.push(parts.join("/"));
    }
    let files: Vec<Raw> = paths
        .into_par_iter()
        .map(|path| raw(&folder.join(&path), &path))
        .collect::<Result<_>>()?;
    Ok(texts_with(files, &shown(folder), look))
}

/// Reads the files at the top of a directory only: what decides, without the services.
///
/// # Errors
/// The folder is missing or is a file, or one of its files cannot be read.
pub fn top(folder: &Path) -> Result<Vec<Raw>> {
    is_folder(folder)?;
    let paths = top_paths(folder).into_iter();
    paths.map(|path| raw(&folder.join(&path), &path)).collect()
}

/// True for the path of one of the directory's own cases.
#[must_use]
pub fn is_own_case(path: &str) -> bool {
    path.starts_with("cases/") && path.ends_with(".yaml")
}

/// Reads the directory's own cases, sorted by path; none where it has no `cases`.
///
/// # Errors
/// One of them cannot be read.
pub fn own_cases(folder: &Path) -> Result<Vec<Raw>> {
    let below = folder.join("cases");
    let mut files = Vec::new();
    if !below.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(&below).sort_by_file_name() {
        let entry = entry.context("the cases cannot be read")?;
        let path = shown(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        let path = path.trim_end_matches('/');
        if entry.file_type().is_file() && is_own_case(path) {
            files.push(raw(entry.path(), path)?);
        }
    }
    Ok(files)
}

/// Reads one file, to stand at `path` inside a directory.
///
/// # Errors
/// It cannot be read.
pub fn raw(file: &Path, path: &str) -> Result<Raw> {
    let bytes = read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Raw {
        path: path.to_owned(),
        bytes,
    })
}

/// A folder as it stands before its files in findings: `directory/`.
#[must_use]
pub fn shown(folder: &Path) -> String {
    let mut shown = folder.to_string_lossy().replace('\\', "/");
    if !shown.ends_with('/') {
        shown.push('/');
    }
    shown.strip_prefix("./").map(str::to_owned).unwrap_or(shown)
}

fn is_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if folder.exists() {
        bail!(
            "{} is a file, not a directory of services",
            folder.display()
        );
    }
    bail!("there is no directory {}", folder.display());
}

/// The files at the top that are there.
fn top_paths(folder: &Path) -> Vec<String> {
    let there = REQUIRED_FILES
        .iter()
        .filter(|name| folder.join(name).exists());
    there.map(|name| (*name).to_owned()).collect()
}

/// The bytes of a file, or its size where it is too large. A device or a pipe, which may never end, is refused.
fn read(path: &Path) -> Result<Result<Vec<u8>, u64>> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        bail!("it is not a file");
    }
    if about.len() > MAX_BYTES {
        return Ok(Err(about.len()));
    }
    Ok(Ok(fs::read(path)?))
}

fn is_missing(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}
