//! A finding: what is wrong in a directory, where, and what to do. Data only; `report` prints it.

use crate::source::{Replacement, Span};

/// How much a finding matters. Ordered: a note is less than a warning, a warning less than an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Should be put right; the entry is used meanwhile.
    Warning,
    /// Must be put right; the entry, or the whole directory, is not used until it is.
    Error,
}

impl Severity {
    /// The word for it, as printed and as typed after `--severity`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is looked for: what it is called, why it matters, and examples that prove it works.
///
/// The loader's findings and the checks share this catalogue, so `signpost explain` knows both.
#[derive(Debug)]
pub struct Kind {
    /// Kebab-case name; never reused, never renamed. `[[allow]] check = "…"` uses it.
    pub id: &'static str,
    /// How much it matters unless the settings say otherwise.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub summary: &'static str,
    /// What can happen to a person because of it, what to do, and where a threshold comes from.
    pub why: &'static str,
    /// The smallest files, laid over a clean directory, that make it fire once. A line of carets in a comment
    /// marks the place.
    pub avoid: &'static [(&'static str, &'static str)],
    /// The same files put right.
    pub prefer: &'static [(&'static str, &'static str)],
}

/// A place and what is said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is said under the carets; may be empty.
    pub text: String,
}

/// One place where something was found.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What was found.
    pub kind: &'static Kind,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong, then what was expected. Lower case, no full stop.
    pub message: String,
    /// The place; every finding has one.
    pub primary: Label,
    /// Other places that explain it, such as the first of two equal ids.
    pub related: Vec<Label>,
    /// What to do next.
    pub help: Option<String>,
    /// What the finding is about, for exceptions: the id of a service, need, rule or case. `None`: a whole file.
    pub subject: Option<String>,
    /// True where the excerpt must not be printed because the text itself is the problem (an address in confidence).
    pub hide_excerpt: bool,
    /// The one certain way to put it right, for `check --fix`: replacements in one file that do not overlap. Empty: somebody
    /// has to decide.
    pub fix: Vec<Replacement>,
}

impl Diagnostic {
    /// A finding of `kind` at `span`, with the kind's own severity.
    #[must_use]
    pub fn new(kind: &'static Kind, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            severity: kind.severity,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            related: Vec::new(),
            help: None,
            subject: None,
            hide_excerpt: false,
            fix: Vec::new(),
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what is said under the carets.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place that explains the finding.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says which entry the finding is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds the one certain way to put it right.
    #[must_use]
    pub fn fix(mut self, fix: Vec<Replacement>) -> Self {
        self.fix = fix;
        self
    }

    /// Keeps the text at the place out of every report.
    #[must_use]
    pub fn without_excerpt(mut self) -> Self {
        self.hide_excerpt = true;
        self
    }
}

/// Orders findings by file, place and kind, so that every run prints the same.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| {
        (a.primary.span, a.kind.id, &a.message).cmp(&(b.primary.span, b.kind.id, &b.message))
    });
}
