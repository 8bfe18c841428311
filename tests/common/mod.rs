//! What several tests share: a small clean directory, files laid over it, and carets that mark a place.

#![allow(
    dead_code,
    reason = "each test binary includes this file and uses a part of it"
)]

use jiff::civil::{Date, date};
use signpost::diagnostic::Diagnostic;
use signpost::load::{self, Loaded, Raw};
use signpost::source::Sources;

/// The day on which the small directory is read.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// The files of a small directory in which nothing is wrong.
pub(crate) const MINIMAL: [(&str, &str); 10] = [
    ("signpost.toml", include_str!("../minimal/signpost.toml")),
    ("needs.yaml", include_str!("../minimal/needs.yaml")),
    ("areas.yaml", include_str!("../minimal/areas.yaml")),
    ("routing.toml", include_str!("../minimal/routing.toml")),
    (
        "services/befriending/navigators.yaml",
        include_str!("../minimal/services/befriending/navigators.yaml"),
    ),
    (
        "services/befriending/physiotherapy.yaml",
        include_str!("../minimal/services/befriending/physiotherapy.yaml"),
    ),
    (
        "services/befriending/steady.yaml",
        include_str!("../minimal/services/befriending/steady.yaml"),
    ),
    (
        "services/befriending/tea.yaml",
        include_str!("../minimal/services/befriending/tea.yaml"),
    ),
    (
        "services/crisis/emergency.yaml",
        include_str!("../minimal/services/crisis/emergency.yaml"),
    ),
    (
        "services/crisis/urgent-advice.yaml",
        include_str!("../minimal/services/crisis/urgent-advice.yaml"),
    ),
];

/// The path of the one community service that examples break.
pub(crate) const TEA: &str = "services/befriending/tea.yaml";

/// The small directory as raw files, with some replaced or added.
pub(crate) fn raw(over: &[(&str, &[u8])]) -> Vec<Raw> {
    let mut files: Vec<Raw> = MINIMAL
        .iter()
        .map(|(path, text)| Raw::text(path, text))
        .collect();
    for (path, bytes) in over {
        files.retain(|file| file.path != *path);
        files.push(Raw {
            path: (*path).to_owned(),
            bytes: Ok(bytes.to_vec()),
        });
    }
    files
}

/// Loads the small directory with texts laid over it.
pub(crate) fn load(over: &[(&str, &str)]) -> Loaded {
    let bytes: Vec<(&str, &[u8])> = over
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    load::texts(raw(&bytes), "")
}

/// Loads the small directory with bytes laid over one file.
pub(crate) fn load_bytes(path: &str, bytes: &[u8]) -> Loaded {
    load::texts(raw(&[(path, bytes)]), "")
}

/// The clean service of the small directory with one line replaced; the line is named by how it starts.
pub(crate) fn tea_with(start: &str, line: &str) -> String {
    let text = MINIMAL
        .iter()
        .find(|(path, _)| *path == TEA)
        .map_or("", |(_, text)| text);
    assert!(
        text.lines().any(|known| known.starts_with(start)),
        "{start}"
    );
    text.lines()
        .map(|known| {
            if known.starts_with(start) {
                line
            } else {
                known
            }
        })
        .fold(String::new(), |text, line| text + line + "\n")
}

/// A place as people see it: the file, then line, first column and the column after the last.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) columns: std::ops::Range<usize>,
}

/// Where a finding points.
pub(crate) fn place(finding: &Diagnostic, sources: &Sources) -> Place {
    let start = sources.start(finding.primary.span);
    let end = sources.end(finding.primary.span);
    Place {
        path: sources.file(finding.primary.span.file).path.clone(),
        line: start.line,
        columns: start.column..end.column,
    }
}

/// The places that lines of carets mark. `#   ^^^` marks the columns above it; a caret directly after the `#` means that the
/// `#` counts as one too, since a comment cannot start with a caret.
pub(crate) fn marks(path: &str, text: &str) -> Vec<Place> {
    let mut marked = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let Some(rest) = line.strip_prefix('#') else {
            continue;
        };
        let carets = rest.trim();
        if carets.is_empty() || carets.chars().any(|c| c != '^') {
            continue;
        }
        let blanks = rest.len() - rest.trim_start().len();
        let first = if blanks == 0 { 1 } else { blanks + 2 };
        marked.push(Place {
            path: path.to_owned(),
            // Lines count from 1, and the mark is about the line before its own.
            line: number,
            columns: first..blanks + 2 + carets.len(),
        });
    }
    marked
}

/// `kind path:line:columns message` of each finding, for a test that failed.
pub(crate) fn listed(findings: &[Diagnostic], sources: &Sources) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let at = place(finding, sources);
            format!(
                "{} {}:{}:{:?} {}",
                finding.kind.id, at.path, at.line, at.columns, finding.message
            )
        })
        .collect()
}

/// The ids of the kinds of some findings, in order.
pub(crate) fn ids(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.kind.id).collect()
}
