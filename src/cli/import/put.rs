//! Many files of a directory written in one step: all of them, or none.
//!
//! The folder `services` is made anew beside itself, out of links to the files that stay and of the files that change; then the
//! two folders change places in one step of the file system. Whoever is interrupted before that has written nothing, and what
//! is left over is a hidden folder that no command reads and that the next import clears. A lock tells whether somebody still
//! works in such a folder: the system takes it from a program that ends, however it ends.

use crate::exchange::incoming::merge::Known;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How the folders that are made for this begin.
const PREFIX: &str = ".signpost-import-";
/// The file that is locked while somebody works in such a folder.
const LOCK: &str = "lock";
/// Where the old services stand while the two folders change places in two steps.
const OLD: &str = "old";

/// Writes files by their paths inside the directory, all below `services`, and calls `each` for every file that is linked or
/// written. `known` is what stood there when they were read. Gives the folders that an import which was stopped had left, and
/// that are cleared now.
///
/// # Errors
/// Somebody else changed one of them meanwhile, or something cannot be written: the directory is then as it was.
pub(super) fn put(
    folder: &Path,
    writes: &BTreeMap<String, String>,
    known: &BTreeMap<String, Known>,
    each: &mut dyn FnMut(),
) -> Result<Vec<String>> {
    let services = folder.join("services");
    // Behind a link, the folder that it leads to changes.
    let services = fs::canonicalize(&services).unwrap_or(services);
    let parent = services.parent().unwrap_or(folder);
    let cleared = clear(parent, &services)?;
    if writes.is_empty() {
        return Ok(cleared);
    }
    let made = tempfile::Builder::new()
        .prefix(PREFIX)
        .tempdir_in(parent)
        .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
    let lock = File::create(made.path().join(LOCK))
        .with_context(|| format!("cannot make a file in {}", parent.display()))?;
    // Where the file system has no locks, nobody can take this one for theirs either.
    let _ = lock.lock();
    let new = made.path().join("services");
    let there = services.is_dir();
    if there {
        linked(&services, &new, writes, each)?;
    } else {
        fs::create_dir(&new)
            .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
    }
    for (path, text) in writes {
        let inside = path
            .strip_prefix("services/")
            .context("only services are imported")?;
        let (file, old) = (new.join(inside), services.join(inside));
        write(&file, text, &old).with_context(|| format!("cannot write {}", old.display()))?;
        each();
    }
    unchanged(folder, writes, known)?;
    let context = || {
        format!(
            "cannot put the new services in the place of {}",
            services.display()
        )
    };
    if there {
        exchange(&new, &services).with_context(context)?;
    } else {
        fs::rename(&new, &services).with_context(context)?;
    }
    Ok(cleared)
}

/// Clears the folders that imports which were stopped have left: those of our own name, with nothing in them but what an import
/// makes, and with a lock that nobody holds any more.
fn clear(parent: &Path, services: &Path) -> Result<Vec<String>> {
    let mut cleared = Vec::new();
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(PREFIX) || !is_an_imports(&entry.path()) {
            continue;
        }
        let Ok(lock) = File::options().write(true).open(entry.path().join(LOCK)) else {
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        let old = entry.path().join(OLD);
        if old.is_dir() && !services.is_dir() {
            bail!(
                "an import was stopped while it put the new services in place: the old ones are in {}, and {} is missing; move \
                 them back, then import again",
                old.display(),
                services.display()
            );
        }
        drop(lock);
        if fs::remove_dir_all(entry.path()).is_ok() {
            cleared.push(name);
        }
    }
    cleared.sort_unstable();
    Ok(cleared)
}

/// True where a folder holds nothing but what an import makes in it.
fn is_an_imports(folder: &Path) -> bool {
    let known = |name: &std::ffi::OsStr| [LOCK, OLD, "services"].iter().any(|known| name == *known);
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| known(&entry.file_name())))
    })
}

/// The tree of a folder again, its files linked; those that are written anew are left out.
fn linked(
    from: &Path,
    to: &Path,
    writes: &BTreeMap<String, String>,
    each: &mut dyn FnMut(),
) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let inside = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let target = if entry.depth() == 0 {
            to.to_path_buf()
        } else {
            to.join(inside)
        };
        let context = || format!("cannot read {}", entry.path().display());
        if entry.file_type().is_dir() {
            fs::create_dir(&target).with_context(context)?;
            let about = fs::metadata(entry.path()).with_context(context)?;
            fs::set_permissions(&target, about.permissions()).with_context(context)?;
            continue;
        }
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if writes.contains_key(&format!("services/{}", parts.join("/"))) {
            continue;
        }
        // Some file systems have no links: then a copy does.
        if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).with_context(context)?;
        }
        each();
    }
    Ok(())
}

/// Writes a file, with the permissions that the old one had.
fn write(file: &Path, text: &str, old: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // A byte-order mark is no part of the text, and is kept.
    let mark = match fs::read(old) {
        Ok(bytes) if bytes.starts_with(b"\xef\xbb\xbf") => "\u{feff}",
        _ => "",
    };
    fs::write(file, format!("{mark}{text}"))?;
    match fs::metadata(old) {
        Ok(about) => fs::set_permissions(file, about.permissions()),
        Err(_) => Ok(()),
    }
}

/// Refuses to go on where a file is no longer as it was read, or one is there that was not.
fn unchanged(
    folder: &Path,
    writes: &BTreeMap<String, String>,
    known: &BTreeMap<String, Known>,
) -> Result<()> {
    let texts: BTreeMap<&str, &str> = known
        .values()
        .map(|known| (&*known.path, &*known.text))
        .collect();
    for path in writes.keys().filter(|path| path.ends_with(".yaml")) {
        let file: PathBuf = folder.join(path);
        if fs::symlink_metadata(&file).is_ok_and(|about| about.is_symlink()) {
            bail!(
                "{} is a link, which an import would replace with a file; nothing was written",
                file.display()
            );
        }
        let now = fs::read(&file).ok();
        let now = now
            .as_deref()
            .map(|bytes| bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        if now != texts.get(path.as_str()).map(|text| text.as_bytes()) {
            bail!(
                "{} was changed by somebody else meanwhile; nothing was written, import again",
                file.display()
            );
        }
    }
    Ok(())
}

/// Two folders change places, so that a reader finds the one or the other.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Not every file system can.
        Err(_) => in_two_steps(new, old),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    in_two_steps(new, old)
}

/// The old folder makes room and comes back where the new one cannot take its place.
fn in_two_steps(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_file_name(OLD);
    fs::rename(old, &aside)?;
    fs::rename(new, old).inspect_err(|_| {
        let _ = fs::rename(&aside, old);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("services/a/.hidden")).unwrap();
        fs::write(folder.path().join("services/a/one.yaml"), "one").unwrap();
        fs::write(folder.path().join("services/a/two.yaml"), "\u{feff}two").unwrap();
        fs::write(folder.path().join("services/a/.hidden/x"), "x").unwrap();
        folder
    }

    fn files(folder: &Path) -> BTreeMap<String, String> {
        let all = WalkDir::new(folder).into_iter().map(Result::unwrap);
        all.filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(folder).unwrap();
                (
                    path.to_str().unwrap().to_owned(),
                    fs::read_to_string(entry.path()).unwrap(),
                )
            })
            .collect()
    }

    fn known(folder: &Path) -> BTreeMap<String, Known> {
        let files = files(folder)
            .into_iter()
            .filter(|(path, _)| path.ends_with(".yaml"));
        files
            .map(|(path, text)| {
                let text = text.trim_start_matches('\u{feff}').to_owned();
                (path.clone(), Known { path, text })
            })
            .collect()
    }

    fn writes(paths: &[(&str, &str)]) -> BTreeMap<String, String> {
        paths
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn what_is_written_is_there_and_everything_else_stays() {
        let folder = directory();
        let writes = writes(&[
            ("services/a/two.yaml", "TWO"),
            ("services/b/three.yaml", "three"),
            ("services/.imported/oruk.jsonl", "{}"),
        ]);
        put(folder.path(), &writes, &known(folder.path()), &mut || {}).unwrap();
        let expected = [
            ("services/.imported/oruk.jsonl", "{}"),
            ("services/a/.hidden/x", "x"),
            ("services/a/one.yaml", "one"),
            ("services/a/two.yaml", "\u{feff}TWO"),
            ("services/b/three.yaml", "three"),
        ];
        assert_eq!(files(folder.path()), super::tests::writes(&expected));
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left over"
        );
    }

    #[test]
    fn what_cannot_be_written_leaves_everything_as_it_was() {
        let folder = directory();
        let (before, known) = (files(folder.path()), known(folder.path()));
        // A file stands where a folder would have to be.
        let impossible = writes(&[
            ("services/a/two.yaml", "TWO"),
            ("services/a/one.yaml/x.yaml", "x"),
        ]);
        assert!(put(folder.path(), &impossible, &known, &mut || {}).is_err());
        assert_eq!(files(folder.path()), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
        let folder = directory();
        let known = known(folder.path());
        fs::write(folder.path().join("services/a/one.yaml"), "edited").unwrap();
        let before = files(folder.path());
        assert!(
            put(
                folder.path(),
                &writes(&[("services/a/one.yaml", "ONE")]),
                &known,
                &mut || {}
            )
            .is_err()
        );
        fs::write(folder.path().join("services/a/new.yaml"), "made").unwrap();
        assert!(
            put(
                folder.path(),
                &writes(&[("services/a/new.yaml", "NEW")]),
                &known,
                &mut || {}
            )
            .is_err()
        );
        fs::remove_file(folder.path().join("services/a/new.yaml")).unwrap();
        assert_eq!(files(folder.path()), before);
    }

    /// What an import that was stopped leaves.
    fn left_over(folder: &Path, name: &str) -> PathBuf {
        let left = folder.join(name);
        fs::create_dir_all(left.join("services")).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        left
    }

    #[test]
    fn what_an_import_that_was_stopped_left_is_cleared_and_nothing_else() {
        let folder = directory();
        let left = left_over(folder.path(), ".signpost-import-a");
        let in_use = left_over(folder.path(), ".signpost-import-b");
        let lock = File::create(in_use.join(LOCK)).unwrap();
        lock.lock().unwrap();
        let not_ours = left_over(folder.path(), ".signpost-import-c");
        fs::write(not_ours.join("notes.txt"), "mine").unwrap();
        let other = left_over(folder.path(), "import");
        let cleared = put(folder.path(), &writes(&[]), &BTreeMap::new(), &mut || {}).unwrap();
        assert_eq!(cleared, [".signpost-import-a"]);
        assert!(!left.exists());
        assert!(in_use.exists() && not_ours.exists() && other.exists());
    }

    #[test]
    fn services_that_are_nowhere_else_are_never_cleared() {
        let folder = directory();
        let left = left_over(folder.path(), ".signpost-import-a");
        fs::rename(folder.path().join("services"), left.join(OLD)).unwrap();
        let refused = put(folder.path(), &writes(&[]), &BTreeMap::new(), &mut || {}).unwrap_err();
        assert!(refused.to_string().contains("move them back"), "{refused}");
        assert!(left.join(OLD).join("a/one.yaml").exists());
    }
}
