//! Rows of a spreadsheet to entries of ours, by way of the shape of Open Referral UK: what is known of reading that is known
//! once.

mod addresses;
mod cells;
mod columns;
mod confidential;
mod cost;
mod reach;

use super::map::{Map, worth};
use super::text::{Stray, strays, table};
use crate::exchange::incoming::{Feed, Places, Refused};
use crate::exchange::oruk::import::{Import, drafts};
use crate::exchange::oruk::read::{Record, Records};
use crate::model::shown::{clean, count};
use ::csv::StringRecord;
use columns::{Came, Columns, OfRow};
use confidential::Said;
use serde_json::{Map as Object, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The services of a spreadsheet, one a row; `each` is told of every row that is done. Columns without a meaning, and cells that
/// say nothing, are accounted for too.
#[must_use]
pub fn rows(text: &str, map: &Map, import: &Import, each: &mut dyn FnMut(usize)) -> Feed {
    let table = table(text, &|cells| worth(&map.of_row(cells)));
    let (text, divider) = (table.text, table.divider);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(divider)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(headers) => Columns::new(headers, map),
        Err(_) => Columns::default(),
    };
    let mut strays = strays(text, divider).into_iter().peekable();
    let mut records = Records {
        notes: columns.notes(),
        ..Records::default()
    };
    if table.rows_above > 0 {
        let (row, above) = (table.rows_above + 1, table.rows_above);
        records.notes.push(format!(
            "the names of the columns were taken from row {row}; nothing was read above it ({})",
            count(above, "row", "rows")
        ));
    }
    let mut of_rows = BTreeMap::new();
    let mut row = StringRecord::new();
    let mut number = table.rows_above + 1;
    loop {
        let read = reader.read_record(&mut row);
        if matches!(read, Ok(false)) {
            break;
        }
        number += 1;
        let place = format!("row {number}");
        let mut refuse = |why: String| {
            records.refused.push(Refused {
                record: String::new(),
                place: place.clone(),
                why,
            });
        };
        if let Err(error) = read {
            refuse(clean(&error.to_string()).into_owned());
            continue;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if let Some(stray) = strays.next_if(|stray| stray.at < end) {
            while strays.next_if(|stray| stray.at < end).is_some() {}
            refuse(swallowed(stray, table.lines_above));
            continue;
        }
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(why) = columns.no_service(&row) {
            refuse(why);
            continue;
        }
        let (record, of_row) = columns.row(&row, import).end(place.clone());
        records.services.push(record);
        of_rows.insert(place, of_row);
    }
    let mut feed = drafts(records, import, each);
    for draft in &mut feed.drafts {
        if let Some(of_row) = of_rows.remove(&draft.place) {
            draft.places = match of_row.confidential {
                // What was told of the place before must not stay.
                Some(_) => Places::One,
                None => columns.places(),
            };
            of_row.account(draft);
        }
    }
    if feed.drafts.is_empty() && feed.refused.is_empty() {
        let why = "there is no row in the spreadsheet that says anything";
        feed.to_settle.push(why.to_owned());
    }
    feed
}

fn swallowed(stray: Stray, above: usize) -> String {
    let line = stray.line + above;
    match stray.closed {
        None => format!(
            "a quotation mark opened in line {line} is never closed, so the rest of the file is one cell: close it, or take it out"
        ),
        Some(closed) => format!(
            "a quotation mark opened in line {line} closes in the middle of a cell of line {}, so the lines between are one \
             cell: close it where it belongs, or take it out",
            closed + above
        ),
    }
}

/// A row on its way to the shape of Open Referral UK.
#[derive(Default)]
struct Row {
    fields: Object<String, Value>,
    id: Option<String>,
    /// The column of the id.
    id_column: Option<String>,
    summary: Option<String>,
    description: Option<String>,
    location: Object<String, Value>,
    address: Object<String, Value>,
    phones: Vec<Value>,
    attributes: Vec<Value>,
    came: Vec<Came>,
    /// Columns that are left, with their cells and why.
    left: Vec<(String, String, Cow<'static, str>)>,
    /// Lines for a person to decide on, after the key they belong to.
    comments: Vec<(&'static str, Vec<String>)>,
    /// What says that the place is confidential.
    confidential: Option<Said>,
    /// The column of the postcode and what it says, where that is its district only.
    district: Option<(String, String)>,
    /// The columns of the place.
    place_columns: Vec<String>,
    /// Why there is no description; `None`: there is one.
    undescribed: Option<Cow<'static, str>>,
}

impl Row {
    fn end(mut self, place: String) -> (Record, OfRow) {
        let texts: Vec<String> = [self.summary.take(), self.description.take()]
            .into_iter()
            .flatten()
            .collect();
        if !texts.is_empty() {
            self.fields
                .insert("description".to_owned(), json!(texts.join("\n\n")));
        }
        self.nowhere();
        let hidden = self.hidden();
        self.only_district();
        if !self.address.is_empty() {
            let address = std::mem::take(&mut self.address);
            self.location
                .insert("addresses".to_owned(), json!([address]));
        }
        if !self.location.is_empty() {
            let location = std::mem::take(&mut self.location);
            let at = json!([{"location": location}]);
            self.fields.insert("service_at_locations".to_owned(), at);
        }
        let lists = [
            ("phones", std::mem::take(&mut self.phones)),
            ("attributes", std::mem::take(&mut self.attributes)),
        ];
        for (key, list) in lists {
            if !list.is_empty() {
                self.fields.insert(key.to_owned(), Value::Array(list));
            }
        }
        let (confidential, held_back) = match hidden {
            Some((confidential, back)) => {
                let cut = self.cut(&back);
                (Some(confidential), Some((back, cut)))
            }
            None => (None, None),
        };
        let record = Record {
            id: self.id,
            fields: self.fields,
            elsewhere: Vec::new(),
            place,
            is_listed: true,
        };
        let of_row = OfRow {
            came: self.came,
            left: self.left,
            comments: self.comments,
            confidential,
            held_back,
            id_column: self.id_column,
            undescribed: self.undescribed,
        };
        (record, of_row)
    }
}
