//! Findings as a Code Quality report, which GitLab shows in a merge request.
//!
//! Source: GitLab Docs, "Code Quality report format": a list of objects with `description`, `check_name`, `fingerprint`, `severity`
//! and `location`. GitLab compares the fingerprints of two branches to say what a merge request adds and puts right.

use super::identity::identities;
use super::one_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use serde::Serialize;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The findings as a Code Quality report, in the order given, with a line end after it.
#[must_use]
#[expect(
    clippy::missing_panics_doc,
    reason = "only maps with keys that are not text cannot be written, and there is none"
)]
pub fn findings(findings: &[Diagnostic], sources: &Sources) -> String {
    let fingerprints = identities(findings.iter(), sources);
    let issues: Vec<Issue> = findings
        .iter()
        .zip(fingerprints)
        .map(|(finding, fingerprint)| issue(finding, fingerprint, sources))
        .collect();
    let mut json =
        serde_json::to_string_pretty(&issues).expect("texts, numbers and lists can be written");
    json.push('\n');
    json
}

fn issue(finding: &Diagnostic, fingerprint: String, sources: &Sources) -> Issue {
    let span = finding.primary.span;
    Issue {
        description: super::with_help(finding),
        check_name: finding.kind.id,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Note => "info",
        },
        location: Location {
            path: one_line(&sources.file(span.file).path),
            lines: Lines {
                begin: sources.start(span).line,
                end: sources.end(span).line,
            },
        },
    }
}
