//! What a cell says, as fields of Open Referral UK.

use super::super::hours::hours;
use super::super::map::Target;
use super::Row;
use super::columns::Came;
use crate::exchange::incoming::confidential::{Tells, is_no, is_yes};
use crate::exchange::incoming::text::one_line;
use crate::exchange::oruk::import::Import;
use crate::exchange::oruk::taxonomy::{SENSITIVE, Scheme};
use crate::exchange::oruk::words::{clock, not_held, recurrence};
use crate::model::service::Status;
use crate::model::vocabulary::Vocabulary;
use serde_json::{Value, json};
use std::borrow::Cow;

const MAY_BE_TOLD: &str = "the place may be told";

impl Row {
    pub(super) fn cell(&mut self, target: Target, column: &str, cell: &str, import: &Import) {
        let path = match target {
            Target::Id => {
                self.id = Some(cell.to_owned());
                self.id_column = Some(column.to_owned());
                return;
            }
            Target::Summary | Target::Description => {
                let text = if target == Target::Summary {
                    &mut self.summary
                } else {
                    &mut self.description
                };
                *text = Some(cell.to_owned());
                // Two columns may make one text.
                return self.came.push(Came::part("description", column));
            }
            Target::Organization => self.put("organization", json!({"name": cell})),
            Target::Name => self.put("name", json!(cell)),
            Target::Status => self.status(cell),
            Target::Referral if is_yes(cell) || is_no(cell) => {
                let why =
                    "a yes or no says nothing of how one gets in; left as a comment to decide";
                self.leave(column, cell, why);
                let question = format!("how does one get in? The column is called {column}.");
                return self.undecided("attending_type", &one_line(&question), cell);
            }
            Target::Referral => self.put("application_process", json!(cell)),
            Target::Email => return self.email(column, cell),
            Target::Url => return self.page(column, cell),
            Target::MinimumAge => self.put("minimum_age", json!(cell)),
            Target::MaximumAge => self.put("maximum_age", json!(cell)),
            Target::Ages | Target::OtherCondition if is_everybody(cell) => {
                return self.leave(column, cell, "it turns nobody away, so it is no condition");
            }
            Target::Ages => self.put("eligibilitys", json!([{"eligibility": cell}])),
            Target::OtherCondition => self.put("eligibility_description", json!(cell)),
            Target::Alerts => self.put("alert", json!(cell)),
            Target::AssuredOn => self.put("assured_date", json!(cell)),
            Target::Phone | Target::Text => return self.way(target, column, cell),
            Target::Place
            | Target::Address
            | Target::AddressLine2
            | Target::Town
            | Target::Postcode => {
                return self.place(target, column, cell);
            }
            Target::Confidential if Tells::Confidential.mark(cell).is_none() => {
                return self.leave(column, cell, MAY_BE_TOLD);
            }
            Target::Confidential => return self.is_confidential(column, cell),
            Target::Public if is_yes(cell) => return self.leave(column, cell, MAY_BE_TOLD),
            Target::Public if Tells::Public.mark(cell).is_none() => {
                return self.leave(column, cell, "a date says nothing of who may see it");
            }
            Target::Public => return self.not_public(column, cell),
            Target::NoMark => {
                let why = "the map says that this is no mark of confidential places";
                return self.leave(column, cell, why);
            }
            Target::Area => self.put("service_areas", list("name", cell)),
            Target::Languages => self.put("languages", list("language", cell)),
            Target::Cost => return self.cost(column, cell),
            Target::Hours => return self.hours(column, cell),
            Target::AttendingType => self.put("attending_type", json!(cell)),
            Target::AttendingAccess => self.put("attending_access", json!(cell)),
            Target::Kind => return self.own(Scheme::Kind, cell, column, cell),
            Target::Profession => return self.own(Scheme::Profession, cell, column, cell),
            Target::RoleName => return self.own(Scheme::Role, cell, column, cell),
            Target::Needs => return self.needs(column, cell, import),
            Target::Accepts => return self.support(column, cell, "yes"),
            Target::DoesNotAccept => return self.support(column, cell, "no"),
            Target::AskFirst => return self.support(column, cell, "ask"),
            Target::Sensitive if is_no(cell) => {
                return self.leave(column, cell, "an entry is not sensitive unless it says so");
            }
            Target::Sensitive => return self.own(Scheme::Caution, SENSITIVE, column, cell),
        };
        self.came.push(Came::whole(path, column, cell));
    }

    pub(super) fn leave(&mut self, column: &str, cell: &str, why: impl Into<Cow<'static, str>>) {
        self.left
            .push((column.to_owned(), cell.to_owned(), why.into()));
    }

    /// Leaves a question with what the cell says after a key.
    pub(super) fn undecided(&mut self, after: &'static str, question: &str, cell: &str) {
        let text = one_line(cell);
        let line = format!("To decide: {question} The spreadsheet says: {text}");
        self.comments.push((after, vec![line]));
    }

    pub(super) fn put(&mut self, key: &'static str, value: Value) -> &'static str {
        self.fields.insert(key.to_owned(), value);
        key
    }

    /// A term of one of our own taxonomies.
    pub(super) fn own(&mut self, scheme: Scheme, code: &str, column: &str, said: &str) {
        let term = json!({"taxonomy": scheme.name(), "term": code});
        self.term(&term, column, said);
    }

    fn term(&mut self, term: &Value, column: &str, said: &str) {
        let path = format!("attributes[{}]", self.attributes.len());
        self.attributes.push(json!({"taxonomy_term": term}));
        self.came.push(Came::whole(&path, column, said));
    }

    fn needs(&mut self, column: &str, cell: &str, import: &Import) {
        for part in parts(cell) {
            if import.directory.need_by_id(part).is_some() {
                self.own(Scheme::Needs, part, column, part);
            } else {
                self.term(&json!({"name": part}), column, part);
            }
        }
    }

    fn support(&mut self, column: &str, cell: &str, answer: &str) {
        for part in parts(cell) {
            let code = format!("{}: {answer}", part.to_lowercase());
            self.own(Scheme::SupportNeeds, &code, column, part);
        }
    }

    /// Whether it is running, where the cell says so in a word that can be nothing else; else nobody is sent there until a person
    /// has looked.
    fn status(&mut self, cell: &str) -> &'static str {
        let word = cell.to_lowercase();
        let is_known = Status::from_word(&word).is_some();
        let runs = ["open", "running", "live", "current", "yes", "y"];
        if !is_known && runs.contains(&word.as_str()) {
            return self.put("status", json!(Status::Active.word()));
        }
        if !is_known {
            self.undecided("status", "is it running?", cell);
        }
        self.put("status", json!(cell))
    }

    /// Hours where all of the cell is understood; else a person reads them.
    fn hours(&mut self, column: &str, cell: &str) {
        let sessions = match hours(cell) {
            Ok(sessions) => sessions,
            Err(why) => {
                let why = format!("{why}; left as a comment to decide");
                self.leave(column, cell, why);
                self.undecided("area", "when is it open?", cell);
                return;
            }
        };
        let schedules = sessions.iter().map(|session| {
            let (freq, byday) = recurrence(session);
            json!({"freq": freq, "byday": byday, "opens_at": clock(session.from),
                   "closes_at": clock(session.to), "notes": not_held(&session.closed)})
        });
        let schedules = Value::Array(schedules.collect());
        self.put("schedules", schedules);
        self.came.push(Came::whole("schedules", column, cell));
    }
}

/// True for words that turn nobody away.
fn is_everybody(cell: &str) -> bool {
    let cell = cell.trim_end_matches(['.', '!']).to_lowercase();
    [
        "all",
        "all ages",
        "all welcome",
        "any",
        "any age",
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        "open to all",
    ]
    .contains(&cell.as_str())
}

/// Several values in one cell, each as an object with one key.
fn list(key: &str, cell: &str) -> Value {
    Value::Array(parts(cell).map(|part| json!({key: part})).collect())
}

/// Several values in one cell.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let divider = if cell.contains(';') { ';' } else { ',' };
    cell.split(divider)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
