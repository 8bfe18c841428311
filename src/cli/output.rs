//! Lines that fit: wrapping, widths, and files written whole or not at all.

use crate::model::shown::clean;
use anyhow::{Context, Result, anyhow, bail};
use std::io::{self, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// The widest line that is printed, however wide the terminal is.
const WIDEST: usize = 80;
/// The narrowest line that is wrapped to; narrower terminals wrap by themselves.
const NARROWEST: usize = 30;

/// How many characters a line may have: those of the terminal, at most 80, and 80 in a pipe.
pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse::<usize>().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns
        .or_else(terminal)
        .map_or(WIDEST, |width| width.clamp(NARROWEST, WIDEST))
}

/// Writes a paragraph, wrapped, each line after the first indented by `hang` more spaces.
pub(super) fn paragraph(
    out: &mut dyn Write,
    indent: usize,
    hang: usize,
    text: &str,
) -> io::Result<()> {
    paragraph_within(width(), out, indent, hang, text)
}

/// The same for lines of a known width: whoever writes thousands asks for it once.
pub(super) fn paragraph_within(
    width: usize,
    out: &mut dyn Write,
    indent: usize,
    hang: usize,
    text: &str,
) -> io::Result<()> {
    for (number, line) in wrap(&clean(text), width.saturating_sub(indent + hang))
        .iter()
        .enumerate()
    {
        let spaces = if number == 0 { indent } else { indent + hang };
        writeln!(out, "{:spaces$}{line}", "")?;
    }
    Ok(())
}

/// Writes a list entry: a dash, then the text with its later lines under its first word.
pub(super) fn bullet(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    paragraph(out, indent, 2, &format!("- {text}"))
}

/// Breaks text at spaces so that no line is wider than `width`, but for words that are wider themselves.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut taken) = (String::new(), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = word.width();
        if !line.is_empty() && taken + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            taken += 1;
        }
        line.push_str(word);
        taken += wide;
    }
    lines.push(line);
    lines
}

/// A path as it is typed: in quotation marks where a shell would take it apart otherwise.
pub(super) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:,@%=\\".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// Who may read a file that is written new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// Its owner alone.
    Owner,
    /// Everybody whom the user lets read new files.
    All,
}

/// Writes a file whole or not at all: a temporary file beside it, then a rename. A new one can be read by its owner alone.
///
/// # Errors
/// The file exists and `force` is not given, or it cannot be written; nothing is left behind.
pub(super) fn write_whole(path: &Path, text: &str, force: bool) -> Result<()> {
    write_bytes_whole(path, text.as_bytes(), force)
}

/// The same for what is no text.
///
/// # Errors
/// As those of [`write_whole`].
pub(super) fn write_bytes_whole(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    write_for(Readers::Owner, path, force, |file| {
        Ok(file.write_all(bytes)?)
    })
}

/// The same for what says nothing about a person and is meant for others: a new file gets the usual rights.
///
/// # Errors
/// As [`write_whole`].
pub(super) fn write_to_share(path: &Path, text: &str, force: bool) -> Result<()> {
    write_to_share_with(path, force, |file| Ok(file.write_all(text.as_bytes())?))
}

/// The same, with content that comes piece by piece.
///
/// # Errors
/// As [`write_whole`], and what `body` returns.
pub(super) fn write_to_share_with<T>(
    path: &Path,
    force: bool,
    body: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    write_for(Readers::All, path, force, body)
}

fn write_for<T>(
    readers: Readers,
    path: &Path,
    force: bool,
    body: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    if path.is_dir() {
        bail!("{} is a folder; give the name of a file", path.display());
    }
    if path.exists() && !force {
        bail!(
            "{} exists already; use --force to replace it",
            path.display()
        );
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    if readers == Readers::All {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => anyhow!("there is no folder {}", folder.display()),
            kind => anyhow!("cannot write into {}: {kind}", folder.display()),
        })?;
    let context = || format!("cannot write {}", path.display());
    let mut buffered = io::BufWriter::new(file);
    let made = body(&mut buffered).with_context(context)?;
    let file = buffered
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(context)?;
    // One that is replaced stays open to those it was open to.
    if let Ok(old) = std::fs::metadata(path) {
        file.as_file()
            .set_permissions(old.permissions())
            .with_context(context)?;
    }
    file.persist(path).with_context(context)?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_where_a_shell_would_take_it_apart() {
        for (path, typed) in [
            ("our/directory", "our/directory"),
            ("Tŷ Hafan", "'Tŷ Hafan'"),
            ("it's; rm", "'it'\\''s; rm'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), typed);
        }
    }

    #[test]
    fn wraps_at_spaces_and_keeps_long_words_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrap("https://example.org/long a", 5),
            ["https://example.org/long", "a"]
        );
        assert_eq!(wrap("", 5), [""]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_stays_readable_by_those_it_was_for() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("routing.toml");
        std::fs::write(&path, "first").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).unwrap();
        write_whole(&path, "second", true).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o664);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_for_its_owner_alone_unless_it_is_to_be_shared() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| {
            let about = std::fs::metadata(folder.path().join(name)).unwrap();
            about.permissions().mode() & 0o777
        };
        write_whole(&folder.path().join("case.yaml"), "", false).unwrap();
        assert_eq!(mode("case.yaml"), 0o600);
        write_to_share(&folder.path().join("map.html"), "", false).unwrap();
        std::fs::write(folder.path().join("usual"), "").unwrap();
        assert_eq!(mode("map.html"), mode("usual"));
    }

    #[test]
    fn never_replaces_a_file_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leaflet.html");
        write_whole(&path, "first", false).unwrap();
        assert!(write_whole(&path, "second", false).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "first");
        write_whole(&path, "second", true).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "second");
        assert!(write_whole(folder.path(), "x", true).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
