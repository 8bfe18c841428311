//! The columns of a spreadsheet: what each means, and what has to be said of them after a row was read.

mod no_service;
mod undescribed;

use super::super::map::{Map, Target, named};
use super::Row;
use super::confidential::Confidential;
use crate::exchange::incoming::confidential::{CUT, CUT_WHY, HeldBack, Tells, tells};
use crate::exchange::incoming::text::visible;
use crate::exchange::incoming::{Draft, Note, Outcome, Places};
use crate::exchange::oruk::import::Import;
use ::csv::StringRecord;
use std::borrow::Cow;

/// The columns, in their order.
#[derive(Default)]
pub(super) struct Columns(Vec<Column>);

struct Column {
    name: String,
    target: Option<Target>,
    /// What it is read as where the map leaves it out and its name says that it may tell which places are confidential.
    mark: Option<Target>,
    /// What its name says that it tells of places; `None`: nothing, or a person has said that it is no mark.
    tells: Option<Tells>,
    /// True where an earlier column has the same name.
    is_again: bool,
}

impl Columns {
    pub(super) fn new(headers: &StringRecord, map: &Map) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (position, header) in headers.iter().enumerate() {
            let given = map.at(position, header.trim());
            let name = named(position, header.trim());
            let tells = tells(&name).filter(|_| given != Some(Target::NoMark));
            let mark = match (given, tells) {
                (None, Some(Tells::Confidential)) => Some(Target::Confidential),
                (None, Some(Tells::Public)) => Some(Target::Public),
                _ => None,
            };
            // Of several blank headings that one line of the map gives a meaning, the first has it.
            let is_again = columns.iter().any(|other| {
                other.name == name
                    || (header.trim().is_empty() && given.is_some() && other.target == given)
            });
            columns.push(Column {
                target: given.or(mark),
                name,
                mark,
                tells,
                is_again,
            });
        }
        Self(columns)
    }

    /// What has to be said of them as such.
    pub(super) fn notes(&self) -> Vec<String> {
        let marks = self.0.iter().filter_map(|column| {
            let mark = column.mark?;
            Some(format!(
                "the column \"{}\" looks like a mark of confidential places, and the map leaves it out: it was read as \
                 `{mark}` all the same; if it is none, write `no_mark` for it in the map",
                visible(&column.name)
            ))
        });
        marks.collect()
    }

    /// How many places a row can tell.
    pub(super) fn places(&self) -> Places {
        let about_places = [
            Target::Place,
            Target::Address,
            Target::AddressLine2,
            Target::Town,
            Target::Postcode,
            Target::Confidential,
            Target::Public,
        ];
        let mut targets = self.0.iter().filter_map(|column| column.target);
        if targets.any(|target| about_places.contains(&target)) {
            Places::One
        } else {
            Places::Unread
        }
    }

    /// A row, cell by cell.
    pub(super) fn row(&self, cells: &StringRecord, import: &Import) -> Row {
        let mut row = Row::default();
        for (position, cell) in cells.iter().enumerate() {
            let cell = undefused(cell.trim());
            let column = self.0.get(position);
            if cell.is_empty() {
                continue;
            }
            let shown = match column {
                Some(column) => column.name.clone(),
                None => named(position, ""),
            };
            // A mark of confidential places, and whether it runs, is read as strictly as it stands.
            let is_strict = column
                .and_then(|column| column.target)
                .is_some_and(|target| {
                    is_mark(target) || target == Target::Status || target == Target::Place
                });
            if !is_strict && cell.chars().all(is_dash) {
                row.leave(&shown, cell, "it says that there is nothing");
                continue;
            }
            row.look_for_marks(
                column.and_then(|column| column.target),
                column.and_then(|column| column.tells),
                &shown,
                cell,
            );
            match column.map(|column| (column.target, column.is_again)) {
                Some((Some(target), again)) if !again || is_mark(target) => {
                    row.cell(target, &shown, cell, import);
                }
                Some((Some(_), _)) => {
                    row.leave(&shown, cell, "an earlier column has the same name");
                }
                _ => row.leave(&shown, cell, "no key is given to this column in the map"),
            }
        }
        self.undescribed(cells, &mut row);
        // Nobody said yes: a place once told cannot be taken back.
        for (position, column) in self.0.iter().enumerate() {
            let cell = cells.get(position).unwrap_or_default().trim();
            if column.target == Some(Target::Public) && cell.is_empty() {
                row.not_public(&column.name, "");
            }
        }
        row
    }
}

/// Marks of confidential places count wherever they stand.
fn is_mark(target: Target) -> bool {
    [Target::Confidential, Target::Public].contains(&target)
}

fn is_dash(c: char) -> bool {
    "-\u{2010}\u{2012}\u{2013}\u{2014}".contains(c)
}

/// A cell as it was before it was defused: our own export, and careful spreadsheets, put an apostrophe before `=`.
fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// Which column a field came from.
pub(super) struct Came {
    /// The beginning of the path of the field.
    path: String,
    column: String,
    /// What the cell says; `None`: the field is made of more than this cell.
    said: Option<String>,
}

impl Came {
    /// From all of a cell, or from one of several values in it.
    pub(super) fn whole(path: &str, column: &str, said: &str) -> Self {
        Self {
            path: path.to_owned(),
            column: column.to_owned(),
            said: Some(said.to_owned()),
        }
    }

    /// True for the field of this path.
    pub(super) fn is_of(&self, path: &str) -> bool {
        self.path == path
    }

    /// The column that it came from.
    pub(super) fn column(&self) -> &str {
        &self.column
    }

    /// Cuts an address that is held back out of what the cell says.
    pub(super) fn cut(&mut self, back: &HeldBack) {
        let Some(said) = &mut self.said else { return };
        let is_name = self.path.starts_with("name") || self.path.starts_with("organization");
        let without = if is_name {
            back.cut_name(said)
        } else {
            back.cut(said)
        };
        if let Some(without) = without {
            *said = without;
        }
    }

    /// From this cell and others.
    pub(super) fn part(path: &str, column: &str) -> Self {
        Self {
            path: path.to_owned(),
            column: column.to_owned(),
            said: None,
        }
    }
}

/// What has to be said of a row after it was read.
pub(super) struct OfRow {
    pub(super) came: Vec<Came>,
    pub(super) left: Vec<(String, String, Cow<'static, str>)>,
    pub(super) comments: Vec<(&'static str, Vec<String>)>,
    pub(super) confidential: Option<Confidential>,
    /// The address that is held back, and the fields that it was cut out of.
    pub(super) held_back: Option<(HeldBack, Vec<String>)>,
    pub(super) id_column: Option<String>,
    /// Why there is no description; `None`: there is one.
    pub(super) undescribed: Option<Cow<'static, str>>,
}

impl OfRow {
    /// Tells of columns and cells where the draft tells of the fields that they were read as.
    pub(super) fn account(self, draft: &mut Draft) {
        if let Some((back, cut)) = self.held_back {
            for field in cut {
                let to = Some(CUT);
                draft.note(&field, Outcome::Changed, None, to, Some(CUT_WHY));
            }
            draft.held_back = Some(back);
        }
        if let Some(why) = self.undescribed {
            let mut notes = draft.notes.iter_mut();
            let supplied = notes.find(|note| note.field == "description" && note.from.is_none());
            if let Some(note) = supplied {
                note.why = Some(why);
            }
        }
        // What only the shape between the two needs stands in no cell.
        draft.notes.retain(|note| {
            !note.field.ends_with(".taxonomy_term.taxonomy") && !is_kind_of_phone(&note.field)
        });
        for note in &mut draft.notes {
            let mut came = self.came.iter();
            if let Some(came) = came.find(|came| note.field.starts_with(&came.path)) {
                note.field.clone_from(&came.column);
                // Several values in one cell have fields of their own, each with its part of the cell.
                let is_one = !came.path.starts_with("service_areas") && came.path != "languages";
                if let (Some(said), Some(_), true) = (&came.said, &note.from, is_one) {
                    let said = visible(said);
                    let is_read = ["status", "email", "url"].contains(&&*came.path)
                        || came.path.starts_with("phones[");
                    if is_read
                        && note.outcome == Outcome::Taken
                        && note.from.as_ref() != Some(&said)
                    {
                        note.outcome = Outcome::Changed;
                        note.to = note.from.take();
                        note.why = Some("as it is read".into());
                    }
                    note.from = Some(said);
                }
            }
        }
        // One cell may have been several fields, of which the same is to be said.
        let mut once: Vec<Note> = Vec::new();
        for note in std::mem::take(&mut draft.notes) {
            if !once.contains(&note) {
                once.push(note);
            }
        }
        draft.notes = once;
        if let Some(confidential) = &self.confidential {
            confidential.keep(draft);
        }
        for (column, cell, why) in self.left {
            draft.left(column, &cell, why);
        }
        draft.comments.extend(self.comments);
        draft.id_field = self.id_column;
    }
}

fn is_kind_of_phone(field: &str) -> bool {
    field.starts_with("phones[") && field.ends_with("].type")
}
