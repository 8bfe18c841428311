//! Files of a directory written again after an edit: whole or not at all, and only where nobody else has changed them.

use super::output::write_whole;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A file as it was when it was read.
pub(super) struct Opened {
    path: PathBuf,
    text: String,
    /// Whether it begins with a byte-order mark, which is no part of the text and is kept.
    has_mark: bool,
}

impl Opened {
    /// Reads a file; behind a link, the file that it leads to. `None` where it is not UTF-8.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        let context = || format!("cannot read {}", path.display());
        let is_link = fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
        let real = if is_link {
            fs::canonicalize(path).with_context(context)?
        } else {
            path.to_path_buf()
        };
        let Ok(text) = String::from_utf8(fs::read(&real).with_context(context)?) else {
            return Ok(None);
        };
        let (has_mark, text) = match text.strip_prefix('\u{feff}') {
            Some(text) => (true, text.to_owned()),
            None => (false, text),
        };
        Ok(Some(Self {
            path: real,
            text,
            has_mark,
        }))
    }

    /// The text, without a byte-order mark.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Writes another text in its place, with the permissions it had.
    ///
    /// # Errors
    /// It was changed since it was read, or cannot be written; nothing has been changed then.
    pub(super) fn write(&self, text: &str) -> Result<()> {
        let now = Self::read(&self.path)?;
        if now.is_none_or(|now| now.text != self.text || now.has_mark != self.has_mark) {
            bail!(
                "{} was changed by somebody else meanwhile; nothing was written there, try again",
                self.path.display()
            );
        }
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        write_whole(&self.path, &format!("{mark}{text}"), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_somebody_else_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tea.yaml");
        fs::write(&path, "\u{feff}id: tea\n").unwrap();
        let opened = Opened::read(&path).unwrap().unwrap();
        assert_eq!(opened.text(), "id: tea\n");
        opened.write("id: tea2\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{feff}id: tea2\n");
        let problem = opened.write("id: tea3\n").unwrap_err().to_string();
        assert!(problem.contains("changed by somebody else"), "{problem}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{feff}id: tea2\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_gone_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tea.yaml");
        fs::write(&path, "id: tea\n").unwrap();
        let opened = Opened::read(&path).unwrap().unwrap();
        fs::remove_file(&path).unwrap();
        assert!(opened.write("id: tea2\n").is_err());
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (
            folder.path().join("tea.yaml"),
            folder.path().join("link.yaml"),
        );
        fs::write(&path, "id: tea\n").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let opened = Opened::read(&link).unwrap().unwrap();
        opened.write("id: tea2\n").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "id: tea2\n");
    }
}
