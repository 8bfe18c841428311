//! A folder on disk to a directory. The only code of the loader that touches files.

use super::cases::case;
use super::{Loaded, MAX_BYTES, REQUIRED_FILES, Raw, texts};
use crate::diagnostic::sort;
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
    Ok(texts(files, &shown(folder)))
}

/// Reads the directory's own worked cases, everything below `cases` that ends in `.yaml`, and adds what is wrong with them to
/// the findings, each about the case. Gives how many cases there are; none where there is no such folder.
///
/// What the cases expect is for `signpost test`. Nothing is read where the directory refuses to answer: cases name its needs
/// and facts.
///
/// # Errors
/// The folder or one of its files cannot be read. What the files say is never an error.
pub fn add_cases(folder: &Path, loaded: &mut Loaded) -> Result<usize> {
    let own = folder.join("cases");
    if loaded.refuses || !own.is_dir() {
        return Ok(0);
    }
    let mut number = 0;
    for entry in WalkDir::new(&own).sort_by_file_name() {
        let entry = entry.context("the cases cannot be read")?;
        let path = entry.path();
        if !entry.file_type().is_file() || path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let bytes =
            fs::read(path).with_context(|| format!("cannot read the case {}", path.display()))?;
        let shown = path.to_string_lossy().replace('\\', "/");
        let shown = shown.strip_prefix("./").unwrap_or(&shown);
        let read = case(shown, &bytes, &loaded.directory);
        let subject = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        // The case was read by itself, so its findings point at the first file.
        let file = loaded.sources.add(read.sources.files()[0].clone());
        for mut finding in read.findings {
            finding.primary.span.file = file;
            for label in &mut finding.related {
                label.span.file = file;
            }
            finding.subject.clone_from(&subject);
            loaded.findings.push(finding);
        }
        number += 1;
    }
    sort(&mut loaded.findings);
    Ok(number)
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
