//! What `signpost.toml` says.

use super::contact::Contact;
use super::vocabulary::vocabulary;
use crate::source::{FileId, Span, Spanned};
use jiff::civil::Date;

vocabulary! {
    /// How much the findings of a check matter in this directory.
    Level {
        /// They are not looked for.
        Off = "off",
        /// Worth knowing.
        Note = "note",
        /// Should be put right.
        Warning = "warning",
        /// Must be put right.
        Error = "error",
    }
}

/// The settings of a directory.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the directory is called, on every page it prints.
    pub name: String,
    /// Who publishes it, in a text that never changes: identifiers in exports are made of it. `None`: of its name.
    pub publisher: Option<String>,
    /// Id of the area it is for; `None`: not said.
    pub area: Option<Spanned<String>>,
    /// Days after which an entry has to be confirmed again.
    pub review_days: u16,
    /// True for a directory of invented services: every output says so.
    pub demonstration: bool,
    /// The day a demonstration pretends to be. `None` in every other directory.
    pub as_of: Option<Date>,
    /// Words at the top of a leaflet; `None`: the directory's name.
    pub leaflet_header: Option<String>,
    /// Whom to ask about a leaflet.
    pub leaflet_contact: Contact,
    /// Findings that are allowed for now.
    pub allow: Vec<Allow>,
    /// Checks that matter more or less here than elsewhere, as named; a name need not be that of a check.
    pub severity: Vec<(Spanned<String>, Level)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            publisher: None,
            area: None,
            review_days: 180,
            demonstration: false,
            as_of: None,
            leaflet_header: None,
            leaflet_contact: Contact::default(),
            allow: Vec::new(),
            severity: Vec::new(),
        }
    }
}

/// A finding that is allowed until a day, and why.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The finding's kind.
    pub check: Spanned<String>,
    /// The id of the entry it is about.
    pub id: String,
    /// Why it is allowed.
    pub reason: String,
    /// The last day it is allowed.
    pub until: Date,
}

impl Settings {
    /// How much the findings of a check matter here; `None`: as much as everywhere.
    #[must_use]
    pub fn level(&self, check: &str) -> Option<Level> {
        let levels = self.severity.iter();
        levels
            .filter(|(known, _)| known.value == check)
            .map(|(_, level)| *level)
            .next()
    }

    /// True where a finding of this kind about this entry is allowed on this day.
    #[must_use]
    pub fn allows(&self, check: &str, subject: Option<&str>, today: Date) -> bool {
        self.allow.iter().any(|allow| {
            allow.check.value == check && Some(allow.id.as_str()) == subject && today <= allow.until
        })
    }
}

/// A place for findings about a file as a whole: its first character.
#[must_use]
pub fn start_of(file: FileId) -> Span {
    Span::new(file, 0..0)
}
