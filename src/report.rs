//! Findings as text for people, and as JSON, SARIF and the forms of GitHub and GitLab for programs: one file for each form.
//!
//! Takes data and gives text back; prints nothing. A finding whose text must not be told takes every excerpt of its file with
//! it, so that no other finding shows the line either. Whatever came out of a file is cleaned of characters that move a
//! terminal's cursor or turn the direction of writing round.

pub mod github;
pub mod gitlab;
mod identity;
pub mod json;
pub mod sarif;
pub mod text;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::shown::count;
use std::borrow::Cow;

/// How many findings there are of each severity, in words: `2 errors, 1 warning`; `nothing found` where there is none.
#[must_use]
pub fn summary(findings: &[Diagnostic]) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (of(findings, severity), severity.word()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count(number, word, &format!("{word}s")))
        .collect();
    if parts.is_empty() {
        "nothing found".to_owned()
    } else {
        parts.join(", ")
    }
}

/// How many findings have this severity.
fn of(findings: &[Diagnostic], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

/// What is wrong and what to do, on one line, for programs that show one text.
fn with_help(finding: &Diagnostic) -> String {
    let message = one_line(&finding.message);
    match &finding.help {
        Some(help) => format!("{message}. To do: {}", one_line(help)),
        None => format!(
            "{message}. To read more, type: signpost explain {}",
            finding.kind.id
        ),
    }
}

/// The text with everything replaced that a terminal would act on or that hides what is written. Line ends and tabs stay.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(
            text.chars()
                .map(|c| if is_unsafe(c) { '\u{fffd}' } else { c })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// The text on one line.
fn one_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// True for control characters, and for the invisible ones that turn the direction of writing or join what stands apart.
fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(
            c,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}
