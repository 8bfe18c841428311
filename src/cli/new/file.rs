//! A new file beside a directory that was read: what it would cause, and how it is written.

use crate::check;
use crate::cli::{Common, postcodes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{self, Loaded, Raw};
use crate::report;
use crate::source::Sources;
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// What would be found with the new file and is not found without it, with the texts for excerpts.
pub(super) struct Caused {
    findings: Vec<Diagnostic>,
    sources: Sources,
}

/// Reads the directory again with a file more, and says what that causes, in whatever file.
pub(super) fn caused(
    path: &str,
    text: &str,
    loaded: &Loaded,
    common: &Common,
    today: Date,
) -> Result<Caused> {
    let table = postcodes::table(common.postcodes.as_deref())?;
    let prefix = prefix_of(&loaded.sources);
    let mut files: Vec<Raw> = Vec::new();
    for file in loaded.sources.files() {
        if let Some(inside) = file.path.strip_prefix(&prefix) {
            files.push(Raw::text(inside, &file.text));
        }
    }
    files.push(Raw::text(path, text));
    let again = load::texts(files, &prefix);
    let all = |loaded: &Loaded| {
        let mut findings = loaded.findings.clone();
        if !loaded.refuses {
            findings.extend(check::run(&loaded.directory, Some(&table), today).findings);
        }
        findings
    };
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for finding in all(loaded) {
        *before
            .entry(sameness(&finding, &loaded.sources))
            .or_default() += 1;
    }
    let mut findings = all(&again);
    // What could not be read before is read here from what is left of its text, and its findings say nothing.
    let unread = &loaded.directory.left_out;
    findings.retain(|finding| {
        let path = &again.sources.file(finding.primary.span.file).path;
        unread.iter().all(|left_out| left_out.file != *path)
    });
    findings.retain(
        |finding| match before.get_mut(&sameness(finding, &again.sources)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        },
    );
    crate::diagnostic::sort(&mut findings);
    Ok(Caused {
        findings,
        sources: again.sources,
    })
}

/// True where something other than a note was found.
pub(super) fn is_wrong(caused: &Caused) -> bool {
    let mut findings = caused.findings.iter();
    findings.any(|finding| finding.severity >= Severity::Warning)
}

pub(super) fn print(caused: &Caused, common: &Common, out: &mut dyn Write) -> Result<()> {
    let colour = common.colour(io::stdout().is_terminal());
    write!(
        out,
        "{}",
        report::text::findings(&caused.findings, &caused.sources, colour)
    )?;
    Ok(())
}

/// Writes a file that is not there yet, whole or not at all, with the folder it stands in.
///
/// # Errors
/// It exists, or it cannot be written.
pub(super) fn write_new(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut builder = tempfile::Builder::new();
    // Others may read it, as far as the user lets them read new files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder
        .tempfile_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => bail!(
            "{} exists already, and is never replaced; choose another id",
            path.display()
        ),
        Err(error) => Err(error.error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// What stands before the path of every file: all directories have a `signpost.toml`.
fn prefix_of(sources: &Sources) -> String {
    let settings = sources
        .files()
        .iter()
        .find_map(|file| file.path.strip_suffix("signpost.toml"));
    settings.unwrap_or("").to_owned()
}

/// By what a finding is known again although the file it stands in has moved in the list.
fn sameness(finding: &Diagnostic, sources: &Sources) -> String {
    let place = sources.start(finding.primary.span);
    let path = &sources.file(finding.primary.span.file).path;
    format!(
        "{} {path}:{}:{} {}",
        finding.kind.id, place.line, place.column, finding.message
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_exists_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("services/new/tea.yaml");
        write_new(&path, "first").unwrap();
        let error = write_new(&path, "second").unwrap_err().to_string();
        assert!(error.contains("exists already"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
