//! Where decoding writes down what is wrong.

use crate::diagnostic::{Diagnostic, Kind};
use crate::source::Span;

/// The findings of one file, and which entry they are about.
pub(super) struct Problems<'p> {
    pub(super) list: &'p mut Vec<Diagnostic>,
    pub(super) subject: Option<String>,
    /// True in a TOML file, so that what to write is said as one writes it there.
    pub(super) toml: bool,
}

impl Problems<'_> {
    /// Adds a finding about the entry at hand.
    pub(super) fn add(&mut self, mut finding: Diagnostic) {
        finding.subject = finding.subject.or_else(|| self.subject.clone());
        self.list.push(finding);
    }

    /// Adds a finding of a kind.
    pub(super) fn report(
        &mut self,
        kind: &'static Kind,
        span: Span,
        message: String,
        help: impl Into<String>,
    ) {
        self.add(Diagnostic::new(kind, span, message).help(help));
    }
}
