//! The report of an import: what became of every service and field, as text, CSV and JSON.

use super::merge::{Fate, Merged, Service};
use super::{Note, Outcome};
use crate::model::shown::{clean, count, csv_cell};
use crate::model::vocabulary::Vocabulary;
use serde::Serialize;
use std::fmt::Write as _;

/// The version of the JSON.
pub const VERSION: u32 = 1;

/// The columns of the CSV.
pub const COLUMNS: &str = "demonstration,source_id,id,file,service,field,outcome,from,to,why";

#[derive(Serialize)]
struct Json<'m> {
    version: u32,
    demonstration: bool,
    dry_run: bool,
    services: &'m [Service],
    refused: &'m [super::Refused],
    to_settle: &'m [String],
    notes: &'m [String],
}

/// What was imported, and how.
pub struct Report<'m> {
    /// What was done.
    pub merged: &'m Merged,
    /// True where nothing was written.
    pub dry_run: bool,
    /// True for a directory of invented services.
    pub demonstration: bool,
}

impl Report<'_> {
    /// As JSON.
    ///
    /// # Errors
    /// Never: every part of it is text.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&Json {
            version: VERSION,
            demonstration: self.demonstration,
            dry_run: self.dry_run,
            services: &self.merged.services,
            refused: &self.merged.refused,
            to_settle: &self.merged.to_settle,
            notes: &self.merged.notes,
        })
        .map(|text| text + "\n")
    }

    /// As CSV: a row for every field, and one for every service or record without any.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = format!("{COLUMNS}\n");
        let demonstration = if self.demonstration { "yes" } else { "no" };
        let mut row = |cells: [&str; 9]| {
            let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
            let _ = writeln!(text, "{demonstration},{}", cells.join(","));
        };
        for service in &self.merged.services {
            let [source_id, id, path] = [&service.source_id, &service.id, &service.path];
            let fate = service.fate.word();
            if service.fields.is_empty() {
                row([source_id, id, path, fate, "", "", "", "", ""]);
            }
            for note in &service.fields {
                let said = |text: &'_ Option<String>| text.clone().unwrap_or_default();
                let (from, to, why) = (said(&note.from), said(&note.to), said(&note.why));
                let outcome = note.outcome.word();
                row([
                    source_id,
                    id,
                    path,
                    fate,
                    &note.field,
                    outcome,
                    &from,
                    &to,
                    &why,
                ]);
            }
        }
        for refused in &self.merged.refused {
            row([
                &refused.record,
                "",
                "",
                "refused",
                &refused.place,
                "left",
                "",
                "",
                &refused.why,
            ]);
        }
        for line in &self.merged.to_settle {
            row(["", "", "", "the feed", "", "to settle", "", "", line]);
        }
        for note in &self.merged.notes {
            row(["", "", "", "the feed", "", "", "", "", note]);
        }
        text
    }

    /// How many services met which fate, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let services = &self.merged.services;
        let fates = Fate::WORDS.iter().filter_map(|(word, fate)| {
            let times = services
                .iter()
                .filter(|service| service.fate == *fate)
                .count();
            (times > 0).then(|| format!("{times} {word}"))
        });
        let mut parts: Vec<String> = fates.collect();
        if !self.merged.refused.is_empty() {
            parts.push(format!("{} refused", self.merged.refused.len()));
        }
        let all = count(services.len(), "service", "services");
        let parts = if parts.is_empty() {
            "nothing was taken".to_owned()
        } else {
            parts.join(", ")
        };
        let written = if self.dry_run {
            " Nothing was written: --dry-run."
        } else {
            ""
        };
        format!("{all}: {parts}.{written}")
    }

    /// Each line of the text with how far it is indented; the summary comes last.
    #[must_use]
    pub fn lines(&self) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        for service in &self.merged.services {
            lines.push((
                0,
                format!(
                    "{}: {} [{}]",
                    service.fate,
                    clean(&service.name),
                    service.path
                ),
            ));
            let taken = service
                .fields
                .iter()
                .filter(|note| note.outcome == Outcome::Taken);
            let taken: Vec<&str> = taken.map(|note| note.field.as_str()).collect();
            if !taken.is_empty() {
                lines.push((2, format!("taken as it was: {}", taken.join(", "))));
            }
            let others = service
                .fields
                .iter()
                .filter(|note| note.outcome != Outcome::Taken);
            lines.extend(others.map(|note| (2, in_words(note))));
        }
        for refused in &self.merged.refused {
            lines.push((0, format!("refused: {}: {}", refused.which(), refused.why)));
        }
        for line in &self.merged.to_settle {
            lines.push((0, format!("to settle: {line}")));
        }
        for note in &self.merged.notes {
            lines.push((0, format!("note: {note}")));
        }
        lines.push((0, self.summary()));
        lines
    }
}

/// A value between quotation marks, short enough for a line on a terminal; CSV and JSON have all of it.
fn quoted(text: &str) -> String {
    const MOST: usize = 160;
    let text = text.replace('\n', "\\n");
    let short = match text.char_indices().nth(MOST) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    };
    format!("\"{short}\"")
}

/// `changed url: "www.example.org", now "https://www.example.org"; a web address begins with its scheme`.
fn in_words(note: &Note) -> String {
    let mut line = format!("{} {}", note.outcome, clean(&note.field));
    match (&note.from, &note.to) {
        (Some(from), Some(to)) if note.outcome == Outcome::Changed => {
            let _ = write!(line, ": {}, now {}", quoted(from), quoted(to));
        }
        (Some(from), Some(to)) => {
            let _ = write!(line, ": {}, here {}", quoted(from), quoted(to));
        }
        (Some(from), None) => {
            let _ = write!(line, ": {}", quoted(from));
        }
        (None, Some(to)) if note.outcome == Outcome::Changed => {
            let _ = write!(line, ": now {}", quoted(to));
        }
        (None, Some(to)) => {
            let _ = write!(line, ": here {}", quoted(to));
        }
        (None, None) => {}
    }
    if let Some(why) = &note.why {
        let _ = write!(line, "; {why}");
    }
    line
}
