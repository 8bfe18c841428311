//! Rows of a spreadsheet to entries of ours, by way of the shape of Open Referral UK: what is known of reading that is known
//! once.

mod confidential;
mod reach;

use super::map::{Map, Target};
use super::text::divider;
use crate::exchange::incoming::{Feed, Refused};
use crate::exchange::oruk::import::{Import, drafts};
use crate::exchange::oruk::read::{Record, Records};
use crate::exchange::oruk::taxonomy::{SENSITIVE, Scheme};
use crate::model::shown::clean;
use confidential::Confidential;
use serde_json::{Map as Object, Value, json};
use std::collections::BTreeMap;

/// The services of a spreadsheet, one a row. Columns without a meaning, and cells that say nothing, are accounted for too.
#[must_use]
pub fn rows(text: &str, map: &Map, import: &Import) -> Feed {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(divider(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers
            .iter()
            .map(|header| header.trim().to_owned())
            .collect(),
        Err(_) => Vec::new(),
    };
    let mut records = Records::default();
    let mut of_rows = BTreeMap::new();
    for (number, row) in reader.records().enumerate() {
        let row = match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => continue,
            Ok(row) => row,
            Err(error) => {
                records.refused.push(Refused {
                    record: format!("row {}", number + 2),
                    why: clean(&error.to_string()).into_owned(),
                });
                continue;
            }
        };
        let mut making = Row::default();
        for (position, cell) in row.iter().enumerate() {
            let cell = undefused(cell.trim());
            if cell.is_empty() {
                continue;
            }
            let column = columns.get(position).map_or("", String::as_str);
            let shown = if column.is_empty() {
                format!("column {}", position + 1)
            } else {
                column.to_owned()
            };
            match map.of(column) {
                Some(target) => making.cell(target, &shown, cell, import),
                None => making.left.push((shown, cell.to_owned())),
            }
        }
        let (record, of_row) = making.end(number + 2);
        records.services.push(record);
        of_rows.insert((number + 2).to_string(), of_row);
    }
    let mut feed = drafts(records, import, &mut |_| {});
    for draft in &mut feed.drafts {
        let number = draft.notes.iter().position(|note| note.field == ROW);
        let row = number.and_then(|position| draft.notes.remove(position).from);
        let Some(of_row) = row.and_then(|row| of_rows.get(&row)) else {
            continue;
        };
        for note in &mut draft.notes {
            if let Some((_, column)) = of_row
                .columns
                .iter()
                .find(|(path, _)| note.field.starts_with(path))
            {
                note.field.clone_from(column);
            }
        }
        if let Some(confidential) = &of_row.confidential {
            confidential.keep(draft);
        }
        for (column, cell) in &of_row.left {
            draft.left(column, cell, "no key is given to this column in the map");
        }
    }
    feed
}

/// The field that carries the number of a row through; no spreadsheet has it.
const ROW: &str = "row of the spreadsheet";

/// A cell as it was before it was defused: our own export, and careful spreadsheets, put an apostrophe before `=`.
fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// What has to be said of a row after it was read.
struct OfRow {
    /// Which column a field came from, by the beginning of its path.
    columns: Vec<(String, String)>,
    left: Vec<(String, String)>,
    confidential: Option<Confidential>,
}

/// A row on its way to the shape of Open Referral UK.
#[derive(Default)]
struct Row {
    fields: Object<String, Value>,
    id: Option<String>,
    summary: Option<String>,
    description: Option<String>,
    location: Object<String, Value>,
    address: Object<String, Value>,
    phones: Vec<Value>,
    attributes: Vec<Value>,
    columns: Vec<(String, String)>,
    left: Vec<(String, String)>,
    /// The column that says that the place is confidential, and what it says.
    confidential: Option<(String, String)>,
    /// The columns of the place.
    place_columns: Vec<String>,
}

impl Row {
    fn cell(&mut self, target: Target, column: &str, cell: &str, import: &Import) {
        let path = match target {
            Target::Id => {
                self.id = Some(cell.to_owned());
                return;
            }
            Target::Summary => {
                self.summary = Some(cell.to_owned());
                "description"
            }
            Target::Description => {
                self.description = Some(cell.to_owned());
                "description"
            }
            Target::Organization => self.put("organization", json!({"name": cell})),
            Target::Name => self.put("name", json!(cell)),
            Target::Status => self.put("status", json!(cell)),
            Target::Referral => self.put("application_process", json!(cell)),
            Target::Email => self.put("email", json!(cell)),
            Target::Url => self.put("url", json!(cell)),
            Target::MinimumAge => self.put("minimum_age", json!(cell)),
            Target::MaximumAge => self.put("maximum_age", json!(cell)),
            Target::Ages => self.put("eligibilitys", json!([{"eligibility": cell}])),
            Target::OtherCondition => self.put("eligibility_description", json!(cell)),
            Target::Alerts => self.put("alert", json!(cell)),
            Target::AssuredOn => self.put("assured_date", json!(cell)),
            Target::Phone | Target::Text => return self.way(target, column, cell),
            Target::Place | Target::Address | Target::Postcode => {
                return self.place(target, column, cell);
            }
            Target::Confidential => {
                // Whatever is no plain no may mean yes, and a place once told cannot be taken back.
                let no = ["no", "n", "false", "0", "none", "not confidential"];
                if !no.contains(&cell.to_lowercase().as_str()) {
                    self.confidential = Some((column.to_owned(), cell.to_owned()));
                }
                return;
            }
            Target::Area => self.put(
                "service_areas",
                json!(
                    parts(cell)
                        .map(|part| json!({"name": part}))
                        .collect::<Vec<_>>()
                ),
            ),
            Target::Languages => self.put(
                "languages",
                json!(
                    parts(cell)
                        .map(|part| json!({"language": part}))
                        .collect::<Vec<_>>()
                ),
            ),
            Target::Cost => return self.cost(column, cell),
            Target::AttendingType => self.put("attending_type", json!(cell)),
            Target::AttendingAccess => self.put("attending_access", json!(cell)),
            Target::Kind => self.own(Scheme::Kind, cell),
            Target::Profession => self.own(Scheme::Profession, cell),
            Target::RoleName => self.own(Scheme::Role, cell),
            Target::Needs => return self.needs(column, cell, import),
            Target::Accepts => return self.support(column, cell, "yes"),
            Target::DoesNotAccept => return self.support(column, cell, "no"),
            Target::AskFirst => return self.support(column, cell, "ask"),
            Target::Sensitive => {
                if cell.eq_ignore_ascii_case("yes") {
                    self.own(Scheme::Caution, SENSITIVE)
                } else {
                    return;
                }
            }
        };
        self.columns.push((path.to_owned(), column.to_owned()));
    }

    fn put(&mut self, key: &'static str, value: Value) -> &'static str {
        self.fields.insert(key.to_owned(), value);
        key
    }

    /// A term of one of our own taxonomies.
    fn own(&mut self, scheme: Scheme, code: &str) -> &'static str {
        let term = json!({"taxonomy": scheme.name(), "term": code});
        self.attributes.push(json!({"taxonomy_term": term}));
        scheme.name()
    }

    fn needs(&mut self, column: &str, cell: &str, import: &Import) {
        for part in parts(cell) {
            let path = format!("attributes[{}]", self.attributes.len());
            if import.directory.need_by_id(part).is_some() {
                let scheme = self.own(Scheme::Needs, part);
                self.columns.push((scheme.to_owned(), column.to_owned()));
            } else {
                self.attributes
                    .push(json!({"taxonomy_term": {"name": part}}));
            }
            self.columns.push((path, column.to_owned()));
        }
    }

    fn support(&mut self, column: &str, cell: &str, answer: &str) {
        for part in parts(cell) {
            let path = format!("attributes[{}]", self.attributes.len());
            let code = format!("{}: {answer}", part.to_lowercase());
            let scheme = self.own(Scheme::SupportNeeds, &code);
            self.columns.push((path, column.to_owned()));
            self.columns.push((scheme.to_owned(), column.to_owned()));
        }
    }

    /// `free`, `£3.50 per session`, `3.50`; other words are left.
    fn cost(&mut self, column: &str, cell: &str) {
        let typed = cell.trim().trim_start_matches('£');
        let (amount, per) = match typed.split_once(' ') {
            Some((amount, per)) => (amount, Some(per.trim())),
            None => (typed, None),
        };
        self.columns
            .push(("cost_options".to_owned(), column.to_owned()));
        self.columns.push(("fees".to_owned(), column.to_owned()));
        if amount.parse::<f64>().is_ok() {
            self.put(
                "cost_options",
                json!([{"option": "Price", "amount": amount, "amount_description": per}]),
            );
        } else {
            self.put("fees", json!(cell));
        }
    }

    fn end(mut self, number: usize) -> (Record, OfRow) {
        let texts: Vec<String> = [self.summary.take(), self.description.take()]
            .into_iter()
            .flatten()
            .collect();
        if !texts.is_empty() {
            self.fields
                .insert("description".to_owned(), json!(texts.join("\n\n")));
        }
        let confidential = self.hidden();
        if !self.address.is_empty() {
            self.location
                .insert("addresses".to_owned(), json!([self.address]));
        }
        if !self.location.is_empty() {
            let at = json!([{"location": self.location}]);
            self.fields.insert("service_at_locations".to_owned(), at);
        }
        for (key, list) in [("phones", self.phones), ("attributes", self.attributes)] {
            if !list.is_empty() {
                self.fields.insert(key.to_owned(), Value::Array(list));
            }
        }
        self.fields
            .insert(ROW.to_owned(), json!(number.to_string()));
        let record = Record {
            id: self.id,
            fields: self.fields,
            elsewhere: Vec::new(),
        };
        let of_row = OfRow {
            columns: self.columns,
            left: self.left,
            confidential,
        };
        (record, of_row)
    }
}

/// Several values in one cell.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let divider = if cell.contains(';') { ';' } else { ',' };
    cell.split(divider)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
