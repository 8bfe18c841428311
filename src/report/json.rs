//! Findings for programs. The shape is promised by its version and is not the shape of our own types.

use super::{of, one_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};
use serde::Serialize;

/// The version of the shape. Keys may be added under one version; none is renamed, removed or given another meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'s, More: Serialize> {
    version: u32,
    demonstration: bool,
    findings: Vec<Finding>,
    counts: Counts,
    changed_since: Option<&'s Since>,
    #[serde(flatten)]
    more: Option<More>,
}

/// How much of a directory the checks looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Looked {
    /// False where something could not be read, so that more may be found once that is put right.
    pub complete: bool,
    /// Ids of the entries that could not be read.
    pub left_out: Vec<String>,
    /// How many findings the settings allow for now; they are not listed.
    pub allowed: usize,
}

/// What the findings were compared with, where only those that a change caused are listed.
#[derive(Clone, Debug, Serialize)]
pub struct Since {
    /// The revision, as typed.
    pub revision: String,
    /// The commit it means.
    pub commit: String,
    /// False where the directory was missing or broken then, so that every finding is listed.
    pub compared: bool,
    /// How many findings were there before and are not listed.
    pub older: usize,
    /// How many of them stand in files that the change touches.
    pub older_in_touched_files: usize,
}

#[derive(Serialize)]
struct Finding {
    check: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: Place,
    help: Option<String>,
    related: Vec<Related>,
    subject: Option<String>,
}

/// Lines and columns count from 1, columns in Unicode characters; the end is one past the last character.
#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related {
    message: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

/// The findings as JSON, in the order given, with a line end after it.
///
/// `demonstration` says whether the directory's services are invented.
/// Holds no text of the files but what the messages quote. `help`, `subject` and `changed_since` are null where there is none.
#[must_use]
pub fn findings(
    findings: &[Diagnostic],
    sources: &Sources,
    demonstration: bool,
    changed_since: Option<&Since>,
) -> String {
    findings_and(findings, sources, demonstration, changed_since, None::<()>)
}

/// The same, with the keys of `more` after it.
#[must_use]
#[expect(
    clippy::missing_panics_doc,
    reason = "only maps with keys that are not text cannot be written, and there is none"
)]
pub fn findings_and(
    findings: &[Diagnostic],
    sources: &Sources,
    demonstration: bool,
    changed_since: Option<&Since>,
    more: Option<impl Serialize>,
) -> String {
    let report = Report {
        version: VERSION,
        demonstration,
        findings: findings
            .iter()
            .map(|finding| self::finding(finding, sources))
            .collect(),
        counts: Counts {
            error: of(findings, Severity::Error),
            warning: of(findings, Severity::Warning),
            note: of(findings, Severity::Note),
        },
        changed_since,
        more,
    };
    let mut json =
        serde_json::to_string_pretty(&report).expect("texts, numbers and lists can be written");
    json.push('\n');
    json
}

fn finding(finding: &Diagnostic, sources: &Sources) -> Finding {
    Finding {
        check: finding.kind.id,
        severity: finding.severity.word(),
        message: one_line(&finding.message),
        place: place(finding.primary.span, sources),
        help: finding.help.as_deref().map(one_line),
        related: finding
            .related
            .iter()
            .map(|label| Related {
                message: one_line(&label.text),
                place: place(label.span, sources),
            })
            .collect(),
        subject: finding.subject.as_deref().map(one_line),
    }
}

fn place(span: Span, sources: &Sources) -> Place {
    let (start, end) = (sources.start(span), sources.end(span));
    Place {
        file: one_line(&sources.file(span.file).path),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
