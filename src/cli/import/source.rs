//! The files of a feed as they were saved.

use crate::exchange::oruk::read::Saved;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// A file, or every JSON file below a folder in the order of their names.
///
/// # Errors
/// There is nothing of this name, a folder has no such file, or one cannot be read.
pub(super) fn saved(from: &Path) -> Result<Vec<Saved>> {
    if from.is_file() {
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        return Ok(vec![read(from, &name)?]);
    }
    if !from.is_dir() {
        bail!("there is no file or folder {}", from.display());
    }
    let seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(from)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(seen)
    {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let is_json = entry
            .path()
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("json"));
        if entry.file_type().is_file() && is_json {
            let inside = entry.path().strip_prefix(from).unwrap_or(entry.path());
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            files.push(read(entry.path(), &parts.join("/"))?);
        }
    }
    if files.is_empty() {
        bail!("{} has no file that ends in .json", from.display());
    }
    Ok(files)
}

fn read(file: &Path, path: &str) -> Result<Saved> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Saved {
        path: path.to_owned(),
        bytes,
    })
}
