//! A directory as it was at a git revision, read through the `git` command: no shell, no working tree, no network.

use super::side::{RULES, Side};
use crate::cli::Common;
use crate::cli::session::{self, Chosen};
use crate::load::{self, MAX_BYTES, REQUIRED_FILES, Raw, values::nearest};
use anyhow::{Context, Result, anyhow, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// How many digits of a commit are shown.
const SHOWN_DIGITS: usize = 12;

/// Opens `REVISION` or `REVISION:path/to/directory`. Without a path, the revision of the directory at hand.
pub(super) fn open(typed: &str, common: &Common) -> Result<Side> {
    let (revision, path) = typed
        .split_once(':')
        .map_or((typed, None), |(revision, path)| (revision, Some(path)));
    if revision.is_empty() || revision.starts_with('-') {
        bail!("`{typed}` is neither a file, a directory nor a git revision");
    }
    let folder = match session::chosen(common) {
        Ok(Chosen::Folder(folder)) => folder,
        // Where there is no directory at hand, a path says where one was.
        _ if path.is_some() => ".".into(),
        Ok(Chosen::Demonstration(_)) => bail!(
            "there is no file or directory `{typed}`, and the built-in demonstration has no git revisions\n  \
             choose a directory in a repository with `--directory DIR`"
        ),
        Err(error) => {
            return Err(error.context(format!(
                "there is no file or directory `{typed}`; for a git revision of it"
            )));
        }
    };
    let repository = Repository { folder: &folder };
    let inside = repository.inside().with_context(|| {
        format!(
            "there is no file or directory `{typed}`, and {} is in no git repository",
            folder.display()
        )
    })?;
    let commit = repository.commit(typed, revision)?;
    let path = path.unwrap_or(&inside).trim_end_matches('/');
    let files = repository
        .files(&commit, path)
        .with_context(|| format!("`{typed}` cannot be compared"))?;
    let shown = if path.is_empty() {
        format!("{revision}:")
    } else {
        format!("{revision}:{path}/")
    };
    let digits = commit.get(..SHOWN_DIGITS).unwrap_or(&commit);
    Ok(Side {
        name: format!("{typed} ({digits})"),
        loaded: load::texts(files, &shown),
    })
}

/// A repository, by a folder in it.
struct Repository<'f> {
    folder: &'f Path,
}

impl Repository<'_> {
    /// Runs git and gives what it printed. An error is what git said.
    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.folder)
            .args(arguments)
            // Set where git itself runs this program, for the repository that it works on; the folder names ours.
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_PREFIX")
            // A repository that holds only a part of itself must not fetch the rest.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::null())
            .output()
            .context("git cannot be run, which reads the revisions; is it installed?")?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(anyhow!("git: {said}"))
    }

    fn text(&self, arguments: &[&str]) -> Result<String> {
        let output = self.git(arguments)?;
        Ok(String::from_utf8_lossy(&output)
            .trim_end_matches('\n')
            .to_owned())
    }

    /// Where the folder stands in its repository; empty at the top.
    fn inside(&self) -> Result<String> {
        self.text(&["rev-parse", "--show-prefix"])
    }

    /// The commit that a revision means.
    fn commit(&self, typed: &str, revision: &str) -> Result<String> {
        let named = format!("{revision}^{{commit}}");
        let found = self.text(&[
            "rev-parse",
            "--quiet",
            "--verify",
            "--end-of-options",
            &named,
        ]);
        found.map_err(|_| {
            let references = self
                .text(&["for-each-ref", "--format=%(refname:short)"])
                .unwrap_or_default();
            let near = nearest(revision, references.lines());
            let help = near.map_or_else(
                || "to compare two revisions, write both with a space between them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            anyhow!("`{typed}` is neither a file, a directory nor a git revision; {help}")
        })
    }

    /// The files of a directory that rules need, as they were.
    fn files(&self, commit: &str, path: &str) -> Result<Vec<Raw>> {
        let object = |path: &str| {
            let named = format!("{commit}:{path}");
            self.text(&[
                "rev-parse",
                "--quiet",
                "--verify",
                "--end-of-options",
                &named,
            ])
        };
        let Ok(found) = object(path) else {
            bail!(
                "at that revision there is no `{path}`; name the directory there as REVISION:path/to/directory"
            );
        };
        // A rules file in place of its directory.
        let (folder, rules) = match self.text(&["cat-file", "-t", &found])?.as_str() {
            "blob" => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                (object(folder)?, Some(found))
            }
            _ => (found, None),
        };
        let mut arguments = vec!["ls-tree", "-z", "-l", "--full-tree", &folder, "--"];
        arguments.extend(REQUIRED_FILES);
        let listed = self.git(&arguments)?;
        let mut files = Vec::new();
        for entry in String::from_utf8_lossy(&listed).split_terminator('\0') {
            files.push(self.file(entry)?);
        }
        if let Some(rules) = rules {
            files.retain(|file| file.path != RULES);
            files.push(self.blob(
                &rules,
                RULES,
                self.text(&["cat-file", "-s", &rules])?.parse()?,
            )?);
        }
        Ok(files)
    }

    /// One file of a listing: `100644 blob <object> <size>\t<name>`.
    fn file(&self, entry: &str) -> Result<Raw> {
        let (about, name) = entry.split_once('\t').unwrap_or((entry, ""));
        let parts: Vec<&str> = about.split_ascii_whitespace().collect();
        match parts[..] {
            [mode, "blob", object, size] if mode.starts_with("100") => {
                self.blob(object, name, size.parse()?)
            }
            _ => bail!("`{name}` is not a plain file there"),
        }
    }

    fn blob(&self, object: &str, name: &str, size: u64) -> Result<Raw> {
        let bytes = if size > MAX_BYTES {
            Err(size)
        } else {
            Ok(self.git(&["cat-file", "blob", object])?)
        };
        Ok(Raw {
            path: name.to_owned(),
            bytes,
        })
    }
}
