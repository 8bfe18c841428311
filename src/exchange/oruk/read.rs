//! The shapes in which Open Referral UK is saved: a page, a list, whole services, of version 1 or 3; one file or many.

mod beside;
mod pages;
mod parsed;
mod place;
mod shape;
mod together;

use super::super::incoming::Refused;
use super::super::incoming::characters::Characters;
use crate::model::shown::{clean, count};
use pages::Pages;
use parsed::{Parsed, parsed};
use place::Place;
use rayon::prelude::*;
use serde_json::{Map, Value};
use shape::{Looks, described, is_certainly_a_service, looks};
use std::collections::BTreeMap;
pub(super) use together::leaves;
use together::together;

/// A file as it was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Its path below the folder that was named; its name where it is alone.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A service as a feed has it, put together from every place where its id stands.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id; `None`: it has none.
    pub id: Option<String>,
    /// Its fields.
    pub fields: Map<String, Value>,
    /// What another place says differently.
    pub elsewhere: Vec<Elsewhere>,
    /// Where it stands: `services.json, contents[3]`, `row 4`.
    pub place: String,
    /// True where a list of services has it, and not only a place of it or a file of its own.
    pub is_listed: bool,
}

/// What another place of a feed says of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The path of the field.
    pub field: String,
    /// What it says.
    pub value: String,
    /// The place that says it.
    pub place: String,
}

/// Everything that was saved.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The services, in the order of the files.
    pub services: Vec<Record>,
    /// Other objects by kind and id, for services that only name them.
    pub named: BTreeMap<(Kind, String), Map<String, Value>>,
    /// Places by the id of their service, where they were saved apart from it.
    pub places: BTreeMap<String, Vec<Map<String, Value>>>,
    /// What could not be read.
    pub refused: Vec<Refused>,
    /// Which pages are missing, in words; `None`: none, as far as the pages say.
    pub missing: Option<String>,
    /// What a person has to settle with whoever publishes the feed.
    pub to_settle: Vec<String>,
    /// What has to be said about the feed as a whole.
    pub notes: Vec<String>,
}

/// What services name by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Who runs it.
    Organization,
    /// Where it is.
    Location,
    /// What it is tagged with.
    Term,
}

impl Kind {
    const fn looks(self) -> Looks {
        match self {
            Self::Organization => Looks::Organization,
            Self::Location => Looks::Location,
            Self::Term => Looks::Term,
        }
    }
}

/// Lists inside a page, as versions 1 and 3 and some exports call them.
const LISTS: [&str; 5] = ["contents", "content", "services", "items", "data"];

/// Reads files as they were saved.
#[must_use]
pub fn records(files: &[Saved]) -> Records {
    let mut reader = Reader::default();
    // What is in one file says nothing about how another is read.
    let parsed: Vec<Parsed> = files.par_iter().map(parsed).collect();
    for (file, parsed) in files.iter().zip(parsed) {
        let place = Place {
            file: &file.path,
            inside: String::new(),
        };
        if parsed.characters == Some(Characters::Windows) {
            reader.records.notes.push(format!(
                "{} is not in UTF-8 and was read as Windows saves it",
                place.in_words()
            ));
        }
        match parsed.value {
            Ok(value) => reader.value(&place, value, What::of(&file.path)),
            Err(why) => reader.refuse(&place, &why),
        }
    }
    reader.records.missing = reader.pages.missing();
    let (services, to_settle, notes) = together(std::mem::take(&mut reader.records.services));
    if services.is_empty() {
        let nothing = reader.nothing();
        reader.records.refused.extend(nothing);
        // Nothing can be said of what was imported earlier.
        let pages = reader
            .records
            .missing
            .replace(format!("{NO_SERVICE}; {READ}"));
        reader.records.to_settle.extend(pages);
    } else {
        reader.records.refused.append(&mut reader.strays);
    }
    reader.records.services = services;
    reader.records.to_settle.extend(to_settle);
    reader.records.notes.extend(notes);
    reader.records
}

const NO_SERVICE: &str = "there is no service in the feed";
const READ: &str = "what is read is a page of services (`contents`), a list of services, or a service, as the address `/services` of \
                    an Open Referral UK API gives it";

/// What the objects of a file are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Services,
    AtLocations,
    Named(Kind),
    Nothing,
}

impl What {
    /// Told from the folder or the name of the file; services where that says nothing.
    fn of(path: &str) -> Self {
        let parts = path
            .split('/')
            .rev()
            .map(|part| part.split('.').next().unwrap_or(part));
        for part in parts {
            let part = part.to_lowercase();
            for (start, kind) in [
                ("service_at_location", Self::AtLocations),
                ("service-at-location", Self::AtLocations),
                ("taxonomy_term", Self::Named(Kind::Term)),
                ("taxonomies", Self::Nothing),
                ("taxonomy", Self::Nothing),
                ("organization", Self::Named(Kind::Organization)),
                ("organisation", Self::Named(Kind::Organization)),
                ("location", Self::Named(Kind::Location)),
                ("service", Self::Services),
            ] {
                if part.starts_with(start) {
                    return kind;
                }
            }
        }
        Self::Services
    }
}

#[derive(Default)]
struct Reader {
    records: Records,
    pages: Pages,
    /// What was found that is no service, and in which file.
    others: BTreeMap<(String, Looks), usize>,
    /// The same, one by one, where services were looked for.
    strays: Vec<Refused>,
}

impl Reader {
    fn value(&mut self, place: &Place, value: Value, what: What) {
        match value {
            Value::Array(items) => {
                for (position, item) in items.into_iter().enumerate() {
                    self.value(&place.item(position), item, what);
                }
            }
            Value::Object(mut object) => {
                // A service may have a list of this name as well; a page has no name.
                let list = LISTS
                    .iter()
                    .find(|key| object.get(**key).is_some_and(Value::is_array));
                if let Some(list) = list.filter(|_| !object.contains_key("name")) {
                    let items = object.remove(*list).unwrap_or_default();
                    if what == What::Services {
                        self.beside(place, &mut object);
                        self.pages.add(&place.in_words(), &object);
                    }
                    return self.value(&place.list(list), items, what);
                }
                if object.contains_key("openapi_url") && !object.contains_key("name") {
                    return;
                }
                self.object(place, object, what);
            }
            other => self.refuse(
                place,
                &format!("it is no service but {}", short(&other.to_string())),
            ),
        }
    }

    fn refuse(&mut self, place: &Place, why: &str) {
        self.records.refused.push(Refused {
            record: place.in_words(),
            place: String::new(),
            why: why.to_owned(),
        });
    }

    fn object(&mut self, place: &Place, object: Map<String, Value>, what: What) {
        match what {
            // A folder called `locations-export` may hold services all the same.
            What::Nothing | What::Named(_) if is_certainly_a_service(&object) => {
                self.service(place, object, true);
            }
            What::Nothing => self.other(place, Looks::Taxonomy),
            What::Named(kind) => {
                self.other(place, kind.looks());
                if let Some(id) = id_of(&object) {
                    self.name((kind, id), object);
                }
            }
            What::AtLocations => self.at_location(place, object),
            What::Services => match looks(&object) {
                Looks::Service => self.service(place, object, true),
                Looks::AtLocation => self.at_location(place, object),
                Looks::Nothing => {
                    let why = format!("it is no service but {}", described(&object));
                    self.refuse(place, &why);
                }
                other => {
                    self.other(place, other);
                    let (one, _) = other.words();
                    let name = object.get("name").and_then(Value::as_str).unwrap_or("");
                    let stray = Refused {
                        record: short(name),
                        place: place.in_words(),
                        why: format!("told by its keys it is no service but: {one}"),
                    };
                    self.strays.push(stray);
                }
            },
        }
    }

    fn other(&mut self, place: &Place, looks: Looks) {
        let file = clean(place.file).into_owned();
        *self.others.entry((file, looks)).or_insert(0) += 1;
    }

    /// Keeps an object for those that only name it; of two, the fuller one, whatever their order.
    fn name(&mut self, key: (Kind, String), object: Map<String, Value>) {
        let size = |object: &Map<String, Value>| {
            let text = serde_json::to_string(object).unwrap_or_default();
            (text.len(), text)
        };
        match self.records.named.get_mut(&key) {
            Some(known) if *known == object => {}
            Some(known) if size(&object) > size(known) => *known = object,
            Some(_) => {}
            None => {
                self.records.named.insert(key, object);
            }
        }
    }

    /// A place saved apart from its service, which may be inside it.
    fn at_location(&mut self, place: &Place, mut object: Map<String, Value>) {
        let service = object.remove("service");
        let id = object.get("service_id").and_then(as_id).or_else(|| {
            let Some(Value::Object(service)) = &service else {
                return None;
            };
            id_of(service)
        });
        match id {
            Some(id) => self.records.places.entry(id).or_default().push(object),
            None => self.refuse(place, "it is a place, and nothing says of which service"),
        }
        if let Some(Value::Object(service)) = service {
            self.service(&place.list("service"), service, false);
        }
    }

    fn service(&mut self, place: &Place, object: Map<String, Value>, is_whole: bool) {
        if let Some(Value::Object(inside)) = object.get("organization")
            && let Some(id) = id_of(inside)
        {
            self.name((Kind::Organization, id), inside.clone());
        }
        self.records.services.push(Record {
            id: id_of(&object),
            fields: object,
            elsewhere: Vec::new(),
            place: place.in_words(),
            is_listed: is_whole && !place.inside.is_empty(),
        });
    }

    /// What was found where no service was.
    fn nothing(&self) -> Vec<Refused> {
        let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((file, looks), times) in &self.others {
            let (one, many) = looks.words();
            found
                .entry(file)
                .or_default()
                .push(count(*times, one, many));
        }
        let found = found.into_iter().map(|(file, found)| Refused {
            record: file.to_owned(),
            place: String::new(),
            why: format!("it has no service, but {}", found.join(", ")),
        });
        found.collect()
    }
}

/// A value short enough for a sentence.
fn short(text: &str) -> String {
    const MOST: usize = 80;
    let text = clean(text);
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

/// The id of an object: a text or a number that says something.
#[must_use]
pub fn id_of(object: &Map<String, Value>) -> Option<String> {
    object.get("id").and_then(as_id)
}

/// An id as text.
#[must_use]
pub fn as_id(value: &Value) -> Option<String> {
    let id = match value {
        Value::String(text) => clean(text.trim()).into_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!id.is_empty()).then_some(id)
}
