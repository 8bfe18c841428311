//! A directory as it was at a git revision, read through the `git` command: no shell, no working tree, no network.

use super::{RULES, Reach, Side};
use crate::cli::Common;
use crate::cli::session::{self, Chosen};
use crate::load::{self, MAX_BYTES, Raw, values::nearest};
use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// How many digits of a commit are shown.
const SHOWN_DIGITS: usize = 12;

/// The files of a directory at a revision.
pub(in crate::cli) struct Then {
    /// The commit, in as many digits as are shown.
    pub(in crate::cli) commit: String,
    /// The day it was made, where it was made.
    pub(in crate::cli) committed: Option<Date>,
    /// Its files, sorted by path; `None`: the directory was not there.
    pub(in crate::cli) files: Option<Vec<Raw>>,
}

/// Opens `REVISION` or `REVISION:path/to/directory`. Without a path, the revision of the directory that `--directory` names,
/// else of `beside`, the other side, where that is in a repository, else of the directory at hand.
pub(super) fn open(
    typed: &str,
    beside: Option<&Path>,
    reach: Reach,
    common: &Common,
) -> Result<Side> {
    let (revision, path) = parts(typed)?;
    let beside = beside.filter(|folder| {
        common.typed_directory.is_none() && Repository { folder }.inside().is_ok()
    });
    let chosen = match beside {
        Some(folder) => Ok(Chosen::Folder(folder.to_path_buf())),
        None => session::chosen(common),
    };
    let folder = match chosen {
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
    let path = path.unwrap_or(&inside).trim_end_matches('/');
    let then = repository.then(typed, revision, path, reach)?;
    let Some(mut files) = then.files else {
        return Err(anyhow!(
            "at that revision there is no `{path}`; name the directory there as REVISION:path/to/directory"
        )
        .context(format!("`{typed}` cannot be compared")));
    };
    let shown = if path.is_empty() {
        format!("{revision}:")
    } else {
        format!("{revision}:{path}/")
    };
    let cases = files.extract_if(.., |file| load::folder::is_own_case(&file.path));
    let cases = cases.collect();
    Ok(Side {
        name: format!("{typed} ({})", then.commit),
        loaded: load::texts(files, &shown),
        cases,
        committed: then.committed,
    })
}

/// Reads the directory `folder` as it was at a revision. A path after the revision says where it was then.
pub(in crate::cli) fn then(typed: &str, folder: &Path) -> Result<Then> {
    let (revision, path) = parts(typed)?;
    let repository = Repository { folder };
    let inside = repository
        .inside()
        .with_context(|| format!("{} is in no git repository", folder.display()))?;
    let path = path.unwrap_or(&inside).trim_end_matches('/');
    repository.commit(typed, revision, &REVISION)?;
    repository.then(typed, revision, path, Reach::Whole)
}

/// What could have been typed, for the message where it was not.
struct Wanted {
    /// What the typed text is not.
    is: &'static str,
    /// What to type, where nothing of a similar name is there.
    help: &'static str,
}

/// One side of a comparison.
const SIDE: Wanted = Wanted {
    is: "neither a file, a directory nor a git revision",
    help: "to compare two revisions, write both with a space between them",
};

/// A revision, and nothing else.
const REVISION: Wanted = Wanted {
    is: "no git revision there",
    help: "give a branch, a tag or a commit, such as HEAD~1",
};

/// The revision, and the path after it.
fn parts(typed: &str) -> Result<(&str, Option<&str>)> {
    let (revision, path) = typed
        .split_once(':')
        .map_or((typed, None), |(revision, path)| (revision, Some(path)));
    if revision.is_empty() || revision.starts_with('-') {
        bail!("`{typed}` is neither a file, a directory nor a git revision");
    }
    Ok((revision, path))
}

/// What is said where git is missing.
const NOT_RUN: &str = "git cannot be run, which reads the revisions; is it installed?";

/// A repository, by a folder in it.
struct Repository<'f> {
    folder: &'f Path,
}

impl Repository<'_> {
    /// Runs git and gives what it printed. An error is what git said.
    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = self
            .command(arguments)
            .stdin(Stdio::null())
            .output()
            .context(NOT_RUN)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(anyhow!("git: {said}"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
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
            .env("GIT_TERMINAL_PROMPT", "0");
        command
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
    fn commit(&self, typed: &str, revision: &str, wanted: &Wanted) -> Result<String> {
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
                || wanted.help.to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            anyhow!("`{typed}` is {}; {help}", wanted.is)
        })
    }

    /// A directory at a revision.
    fn then(&self, typed: &str, revision: &str, path: &str, reach: Reach) -> Result<Then> {
        let commit = self.commit(typed, revision, &SIDE)?;
        let files = self
            .files(&commit, path, reach)
            .with_context(|| format!("`{typed}` cannot be compared"))?;
        let day = self.text(&["show", "--no-patch", "--format=%cs", &commit, "--"])?;
        Ok(Then {
            committed: day.parse().ok(),
            commit: commit.get(..SHOWN_DIGITS).unwrap_or(&commit).to_owned(),
            files,
        })
    }

    /// The files of a directory, as they were; `None`: it was not there.
    fn files(&self, commit: &str, path: &str, reach: Reach) -> Result<Option<Vec<Raw>>> {
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
            return Ok(None);
        };
        // A rules file in place of its directory.
        let (folder, rules) = match self.text(&["cat-file", "-t", &found])?.as_str() {
            "blob" if reach == Reach::Rules => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                (object(folder)?, Some(found))
            }
            "blob" => bail!("`{path}` is a file there, not a directory"),
            _ => (found, None),
        };
        let listed = self.git(&["ls-tree", "-r", "-z", "-l", "--full-tree", &folder])?;
        let mut wanted = Vec::new();
        for entry in String::from_utf8_lossy(&listed).split_terminator('\0') {
            let (about, name) = entry.split_once('\t').unwrap_or((entry, ""));
            let read = match reach {
                Reach::Rules => load::REQUIRED_FILES.contains(&name),
                Reach::Whole => load::is_read(name) || load::folder::is_own_case(name),
            };
            if read && (rules.is_none() || name != RULES) {
                wanted.push(plain_file(about, name)?);
            }
        }
        if let Some(rules) = rules {
            let size = self.text(&["cat-file", "-s", &rules])?.parse()?;
            wanted.push(Blob {
                path: RULES.to_owned(),
                object: rules,
                size,
            });
        }
        self.read(wanted).map(Some)
    }

    /// The texts of many files, from one process.
    fn read(&self, wanted: Vec<Blob>) -> Result<Vec<Raw>> {
        let small = |blob: &&Blob| blob.size <= MAX_BYTES;
        let mut asked = String::new();
        for blob in wanted.iter().filter(small) {
            asked.extend([&blob.object, "\n"]);
        }
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context(NOT_RUN)?;
        let told = answers(&mut child, asked)?;
        let mut rest = told.as_slice();
        let mut files = Vec::with_capacity(wanted.len());
        for blob in wanted {
            let bytes = if blob.size > MAX_BYTES {
                Err(blob.size)
            } else {
                let (bytes, after) = answer(rest, &blob)
                    .with_context(|| format!("git did not give `{}`", blob.path))?;
                rest = after;
                Ok(bytes.to_vec())
            };
            files.push(Raw {
                path: blob.path,
                bytes,
            });
        }
        Ok(files)
    }
}

/// A file of a listing.
struct Blob {
    path: String,
    object: String,
    size: u64,
}

/// One file of a listing: `100644 blob <object> <size>` before its name.
fn plain_file(about: &str, name: &str) -> Result<Blob> {
    let parts: Vec<&str> = about.split_ascii_whitespace().collect();
    match parts[..] {
        [mode, "blob", object, size] if mode.starts_with("100") => Ok(Blob {
            path: name.to_owned(),
            object: object.to_owned(),
            size: size.parse()?,
        }),
        _ => bail!("`{name}` is not a plain file there"),
    }
}

/// Asks and listens at once, so that neither side waits for the other for ever.
fn answers(child: &mut Child, asked: String) -> Result<Vec<u8>> {
    let stdin = child.stdin.take();
    let asking = std::thread::spawn(move || stdin.map(|mut to| to.write_all(asked.as_bytes())));
    let mut told = Vec::new();
    if let Some(mut from) = child.stdout.take() {
        std::io::Read::read_to_end(&mut from, &mut told).context("git does not answer")?;
    }
    child.wait().context("git does not end")?;
    // What was not asked is missed below, with the name of the file.
    let _ = asking.join();
    Ok(told)
}

/// The next answer, `<object> blob <size>`, a line end, the bytes and a line end; and what comes after it.
fn answer<'a>(told: &'a [u8], blob: &Blob) -> Option<(&'a [u8], &'a [u8])> {
    let size = usize::try_from(blob.size).ok()?;
    let head = format!("{} blob {size}\n", blob.object);
    let rest = told.strip_prefix(head.as_bytes())?;
    let (bytes, after) = (rest.get(..size)?, rest.get(size..)?);
    Some((bytes, after.strip_prefix(b"\n")?))
}
