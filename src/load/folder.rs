//! A folder on disk to a directory. The only code of the loader that touches files.

use super::{Loaded, MAX_BYTES, REQUIRED_FILES, Raw, texts};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Reads every file of a directory: the four at its top, and everything below `services`.
///
/// # Errors
/// The folder is missing or is a file, or one of its files cannot be read. What the files say is never an error.
pub fn load(folder: &Path) -> Result<Loaded> {
    if !folder.is_dir() {
        if folder.exists() {
            bail!(
                "{} is a file, not a directory of services",
                folder.display()
            );
        }
        bail!("there is no directory {}", folder.display());
    }
    let mut paths: Vec<String> = REQUIRED_FILES
        .iter()
        .filter(|name| folder.join(name).exists())
        .map(|name| (*name).to_owned())
        .collect();
    for entry in WalkDir::new(folder.join("services")).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            // A directory without services is empty, not broken.
            Err(error) if error.depth() == 0 && error.io_error().is_some_and(is_missing) => break,
            Err(error) => return Err(error).context("the services cannot be read"),
        };
        let hidden = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with('.'));
        if entry.file_type().is_dir() || hidden {
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
        .map(|path| {
            let full = folder.join(&path);
            let size = fs::metadata(&full)
                .with_context(|| format!("cannot read {}", full.display()))?
                .len();
            let bytes = if size > MAX_BYTES {
                Err(size)
            } else {
                Ok(fs::read(&full).with_context(|| format!("cannot read {}", full.display()))?)
            };
            Ok(Raw { path, bytes })
        })
        .collect::<Result<_>>()?;
    let mut shown = folder.to_string_lossy().replace('\\', "/");
    if !shown.ends_with('/') {
        shown.push('/');
    }
    Ok(texts(files, shown.strip_prefix("./").unwrap_or(&shown)))
}

fn is_missing(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}
