//! The report of an import: what became of every service and field, as text, CSV and JSON.

mod text;

pub use text::of_service;

use super::merge::{Merged, Service};
use crate::model::shown::csv_cell;
use crate::model::vocabulary::Vocabulary as _;
use serde::Serialize;
use std::io::{self, Write};

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
    /// Writes it as JSON.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = Json {
            version: VERSION,
            demonstration: self.demonstration,
            dry_run: self.dry_run,
            services: &self.merged.services,
            refused: &self.merged.refused,
            to_settle: &self.merged.to_settle,
            notes: &self.merged.notes,
        };
        serde_json::to_writer_pretty(&mut *out, &json)?;
        writeln!(out)
    }

    /// Writes it as CSV: a row for every field, and one for every service or record without any.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{COLUMNS}")?;
        let demonstration = if self.demonstration { "yes" } else { "no" };
        let mut row = |cells: [&str; 9]| {
            write!(out, "{demonstration}")?;
            for cell in cells {
                write!(out, ",{}", csv_cell(cell))?;
            }
            writeln!(out)
        };
        for service in &self.merged.services {
            let [source_id, id, path] = [&service.source_id, &service.id, &service.path];
            let fate = service.fate.word();
            if service.fields.is_empty() {
                row([source_id, id, path, fate, "", "", "", "", ""])?;
            }
            for note in &service.fields {
                let [from, to] = [&note.from, &note.to].map(|text| text.as_deref().unwrap_or(""));
                let why = note.why.as_deref().unwrap_or("");
                row([
                    source_id,
                    id,
                    path,
                    fate,
                    &note.field,
                    note.outcome.word(),
                    from,
                    to,
                    why,
                ])?;
            }
        }
        for refused in &self.merged.refused {
            let (record, place, why) = (&refused.record, &refused.place, &refused.why);
            row([record, "", "", "refused", place, "left", "", "", why])?;
        }
        for line in &self.merged.to_settle {
            row(["", "", "", "the feed", "", "to settle", "", "", line])?;
        }
        for note in &self.merged.notes {
            row(["", "", "", "the feed", "", "", "", "", note])?;
        }
        Ok(())
    }
}
