//! A tree of files written whole or not at all: made beside its place, then put there in one step.

use super::super::progress::Progress;
use crate::exchange::leaving::Withheld;
use crate::exchange::oruk::tree::{Export, File, tree};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The part of an export's `index.json` that tells it from other folders.
const MARK: &str = "HSDS-UK-3.0";

/// Writes the tree, and says how many files it has and what did not leave.
///
/// # Errors
/// Something is in the folder, and `force` is not given or it is no export; or it cannot be written. Nothing is left behind.
pub(super) fn write(
    export: &Export,
    folder: &Path,
    force: bool,
    mut progress: Progress,
) -> Result<(usize, Vec<Withheld>)> {
    let old = replaced(folder, force)?;
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let parent = parent.unwrap_or(Path::new("."));
    let made = builder
        .prefix(".signpost-export-")
        .tempdir_in(parent)
        .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
    let mut count = 0;
    let mut folders = BTreeSet::new();
    let withheld = tree(export, &mut |files: Vec<File>| {
        for file in &files {
            let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
            if !folders.contains(folder) {
                folders.insert(folder.to_owned());
                let folder = made.path().join(folder);
                fs::create_dir_all(&folder)
                    .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            }
        }
        // Nobody sees the tree before it is whole, so its files are written as they come, on every core.
        files.par_iter().try_for_each(|file| {
            let path = made.path().join(&file.path);
            fs::write(&path, &file.text).with_context(|| format!("cannot write {}", path.display()))
        })?;
        count += files.len();
        // One file for each service lies directly below `services`.
        let services = files.iter().filter(|file| {
            let name = file.path.strip_prefix("services/");
            name.is_some_and(|name| !name.contains('/') && name != "index.json")
        });
        services.for_each(|_| progress.step());
        anyhow::Ok(())
    })?;
    progress.end();
    let context = || format!("cannot make the folder {}", folder.display());
    match old {
        Old::None => {}
        Old::Empty => fs::remove_dir(folder).with_context(context)?,
        Old::Export => {
            // The old one makes room and comes back where the new one cannot take its place.
            let aside = aside(folder);
            fs::rename(folder, &aside).with_context(context)?;
            if let Err(error) = fs::rename(made.path(), folder) {
                let _ = fs::rename(&aside, folder);
                return Err(error).with_context(context);
            }
            let _ = made.keep();
            fs::remove_dir_all(&aside)
                .with_context(|| format!("cannot remove the old export {}", aside.display()))?;
            return Ok((count, withheld));
        }
    }
    fs::rename(made.path(), folder).with_context(context)?;
    // It is in its place and must stay.
    let _ = made.keep();
    Ok((count, withheld))
}

/// What is where the tree is to be put.
enum Old {
    None,
    Empty,
    Export,
}

fn replaced(folder: &Path, force: bool) -> Result<Old> {
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_none() {
                return Ok(Old::Empty);
            }
            let index = fs::read_to_string(folder.join("index.json")).unwrap_or_default();
            let is_export = index.contains(MARK);
            if is_export && force {
                return Ok(Old::Export);
            }
            let help = if is_export {
                "use --force to put a new export in its place"
            } else {
                "it is no export, and nothing in it is touched; name another folder"
            };
            bail!("{} is not empty: {help}", folder.display());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Old::None),
        Err(_) => bail!(
            "{} is there and is no folder that can be read; name another",
            folder.display()
        ),
    }
}

fn aside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".old");
    folder.with_file_name(name)
}
