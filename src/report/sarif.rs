//! Findings as SARIF 2.1.0, which code scanning and editors read.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01". Only what is used here has a
//! type; `.ci/run` holds the output to the published schema.

mod log;

use super::identity::identities;
use super::{one_line, with_help};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::date_in_words;
use crate::source::{Sources, Span};
use jiff::civil::Date;
use log::{
    Artifact, Configuration, Described, Driver, Fingerprints, Help, Log, Message, Physical, Place,
    Properties, Region, Result, Rule, Run, Suppression, Tool,
};
use std::fmt::Write as _;

/// Everything that goes into a log.
#[derive(Clone, Debug)]
pub struct Report<'r> {
    /// What was found.
    pub findings: &'r [Diagnostic],
    /// What was found and is allowed for now, with the reason and the last day. They become suppressed results.
    pub allowed: &'r [(&'r Diagnostic, &'r str, Date)],
    /// Everything that was looked for.
    pub kinds: &'r [&'static Kind],
    /// The texts.
    pub sources: &'r Sources,
    /// True where the directory's services are invented.
    pub demonstration: bool,
}

/// The log as JSON, with a line end after it.
///
/// Results stand in the order given, the allowed ones last. Places are in Unicode characters from 1, the end one past the last.
/// Holds no text of the files but what the messages quote. A finding of a kind that is not among `kinds` has no rule index.
#[must_use]
#[expect(
    clippy::missing_panics_doc,
    reason = "only maps with keys that are not text cannot be written, and there is none"
)]
pub fn log(report: &Report) -> String {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "signpost",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: report.kinds.iter().copied().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results(report),
            properties: Properties {
                demonstration: report.demonstration,
            },
        }],
    };
    let mut json =
        serde_json::to_string_pretty(&log).expect("texts, numbers and lists can be written");
    json.push('\n');
    json
}

fn results(report: &Report) -> Vec<Result> {
    let allowed = report.allowed.iter().map(|(finding, _, _)| *finding);
    let all = report.findings.iter().chain(allowed.clone());
    let mut fingerprints = identities(all, report.sources).into_iter();
    let mut fingerprint = || Fingerprints {
        entry: fingerprints.next().unwrap_or_default(),
    };
    let mut results: Vec<Result> = Vec::new();
    for finding in report.findings {
        results.push(result(report, finding, fingerprint(), Vec::new()));
    }
    for (finding, reason, until) in report.allowed {
        let suppression = Suppression {
            kind: "external",
            status: "accepted",
            justification: format!(
                "{} (allowed by signpost.toml until {})",
                one_line(reason),
                date_in_words(*until)
            ),
        };
        results.push(result(report, finding, fingerprint(), vec![suppression]));
    }
    results
}

fn result(
    report: &Report,
    finding: &Diagnostic,
    partial_fingerprints: Fingerprints,
    suppressions: Vec<Suppression>,
) -> Result {
    let place = |span, id, text: Option<&str>| Place {
        id,
        physical_location: physical(span, report.sources),
        message: text
            .filter(|text| !text.is_empty())
            .map(|text| message(&one_line(text))),
    };
    let related = finding.related.iter().enumerate();
    Result {
        rule_id: finding.kind.id,
        rule_index: report
            .kinds
            .iter()
            .position(|kind| kind.id == finding.kind.id),
        level: level(finding.severity),
        message: message(&with_help(finding)),
        locations: [place(finding.primary.span, None, None)],
        related_locations: related
            .map(|(number, label)| place(label.span, Some(number + 1), Some(&label.text)))
            .collect(),
        partial_fingerprints,
        suppressions,
    }
}

const fn level(severity: Severity) -> &'static str {
    // The words of SARIF are ours.
    severity.word()
}

fn rule(kind: &'static Kind) -> Rule {
    let summary = sentence(kind.summary);
    Rule {
        id: kind.id,
        short_description: Described { text: summary },
        full_description: Described {
            text: kind.why.to_owned(),
        },
        help: Help {
            text: example(kind, ""),
            markdown: example(kind, "```"),
        },
        default_configuration: Configuration {
            level: level(kind.severity),
        },
    }
}

/// Why it matters, an example that is found and the same put right; `fence` stands around each file.
fn example(kind: &Kind, fence: &str) -> String {
    let mut text = kind.why.to_owned();
    for (title, files) in [("Avoid", kind.avoid), ("Prefer", kind.prefer)] {
        for (path, content) in files {
            let file = content.trim_end();
            // Writing to a text cannot fail.
            let _ = write!(text, "\n\n{title}, in {path}:\n\n{fence}\n{file}\n{fence}");
        }
    }
    text.trim_end().to_owned()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// A message. What would be taken for a link to a related place is pulled apart.
fn message(text: &str) -> Message {
    Message {
        text: text.replace("](", "] ("),
    }
}

fn physical(span: Span, sources: &Sources) -> Physical {
    let (start, end) = (sources.start(span), sources.end(span));
    Physical {
        artifact_location: Artifact {
            uri: uri(&sources.file(span.file).path),
        },
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        },
    }
}

/// A path as a URI: relative to wherever the program was started, which in a build is the top of the repository.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut drive = path.chars();
    let on_a_drive = drive.next().is_some_and(|c| c.is_ascii_alphabetic())
        && drive.next() == Some(':')
        && drive.next() == Some('/');
    let mut uri = match (on_a_drive, path.starts_with('/')) {
        (true, _) => "file:///".to_owned(),
        (false, true) => "file://".to_owned(),
        (false, false) => String::new(),
    };
    for (position, byte) in path.bytes().enumerate() {
        let stays = byte.is_ascii_alphanumeric()
            || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~')
            || (on_a_drive && position == 1);
        if stays {
            uri.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{message, sentence, uri};

    #[test]
    fn a_path_becomes_a_uri() {
        for (path, expected) in [
            ("directory/services/a.yaml", "directory/services/a.yaml"),
            ("../Tŷ Hafan/a.yaml", "../T%C5%B7%20Hafan/a.yaml"),
            ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
            ("C:\\maps\\a.yaml", "file:///C:/maps/a.yaml"),
            ("demo:needs.yaml", "demo%3Aneeds.yaml"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }

    #[test]
    fn text_of_a_file_is_no_link_to_a_place() {
        assert_eq!(message("see [here](1)").text, "see [here] (1)");
    }

    #[test]
    fn a_summary_becomes_a_sentence() {
        assert_eq!(sentence("a number is too short"), "A number is too short.");
        assert_eq!(sentence(""), ".");
    }
}
