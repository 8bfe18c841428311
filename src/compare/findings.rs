//! Which findings a change caused, on whatever line, and which were there before it.
//!
//! Both directories must have been checked as of the same day. What only the passing of time caused is then found in both, so
//! it is never taken for the change's doing.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in a directory, and the texts it was found in.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// The findings.
    pub findings: &'f [Diagnostic],
    /// The texts.
    pub sources: &'f Sources,
}

/// The findings of the newer directory, told apart; each in the order given.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// Those that the older one does not have.
    pub caused: Vec<Diagnostic>,
    /// Those that it has too.
    pub older: Vec<Diagnostic>,
}

/// Tells the findings that a change caused from those that were there before.
///
/// A finding is the same where check, severity, entry (the file where there is none), message and the text at each place are the
/// same. Where it stands does not matter, nor does the folder of an entry, so an entry that is moved brings none. Where the
/// older directory has fewer of the same, the rest are new. A finding whose words change is new, even where it is about the
/// same line: rather one too many than one too few.
#[must_use]
pub fn since(old: Found, new: Found) -> Since {
    let mut before: BTreeMap<Key, usize> = BTreeMap::new();
    for finding in old.findings {
        *before.entry(key(finding, old.sources)).or_default() += 1;
    }
    let mut since = Since::default();
    for finding in new.findings {
        match before.get_mut(&key(finding, new.sources)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                since.older.push(finding.clone());
            }
            _ => since.caused.push(finding.clone()),
        }
    }
    since
}

/// The files of the newer directory that are new, or whose text differs, whatever folder each stood in.
#[must_use]
pub fn touched(old: &Sources, new: &Sources) -> BTreeSet<FileId> {
    let before: BTreeSet<(&str, &str)> = old
        .files()
        .iter()
        .map(|file| (name(&file.path), file.text.as_str()))
        .collect();
    new.files()
        .iter()
        .enumerate()
        .filter(|(_, file)| !before.contains(&(name(&file.path), file.text.as_str())))
        .map(|(position, _)| FileId(u32::try_from(position).unwrap_or(u32::MAX)))
        .collect()
}

type Key<'f> = (&'f str, Severity, &'f str, &'f str, Vec<(&'f str, &'f str)>);

fn key<'f>(finding: &'f Diagnostic, sources: &'f Sources) -> Key<'f> {
    let path = |span: Span| sources.file(span.file).path.as_str();
    let entry = finding
        .subject
        .as_deref()
        .unwrap_or_else(|| path(finding.primary.span));
    // The related places in no order: which of two entries is named first depends on where they stand.
    let mut places: Vec<(&str, &str)> = finding
        .related
        .iter()
        .map(|label| (label.text.as_str(), sources.text(label.span)))
        .collect();
    places.sort_unstable();
    places.insert(
        0,
        (&finding.primary.text, sources.text(finding.primary.span)),
    );
    (
        finding.kind.id,
        finding.severity,
        entry,
        &finding.message,
        places,
    )
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
