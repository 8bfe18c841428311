//! The shapes in which Open Referral UK is saved: a page, a list, whole services, of version 1 or 3; one file or many.

use super::super::incoming::Refused;
use super::super::incoming::text::one_line;
use crate::model::shown::clean;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What another place says differently: field and value.
    pub elsewhere: Vec<(String, Value)>,
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

/// Lists inside a page, as versions 1 and 3 and some exports call them.
const LISTS: [&str; 5] = ["contents", "content", "services", "items", "data"];

/// Reads files as they were saved.
#[must_use]
pub fn records(files: &[Saved]) -> Records {
    let mut reader = Reader::default();
    for file in files {
        let text = file
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&file.bytes);
        match serde_json::from_slice::<Value>(text) {
            Ok(value) => reader.value(&file.path, value, What::of(&file.path)),
            Err(error) => reader.records.refused.push(Refused {
                record: clean(&file.path).into_owned(),
                why: format!("it is no JSON: {error}"),
            }),
        }
    }
    reader.records.missing = reader.pages.missing();
    reader.records
}

/// What the pages of services say of each other.
#[derive(Default)]
struct Pages {
    /// The numbers of those that are here; a page without a number is told apart by its path.
    here: BTreeSet<String>,
    /// How many there are, as the page says that says most.
    total: Option<u64>,
    /// A page says that it is not the last one.
    another_follows: bool,
    /// A page says that it is the last one.
    last_is_here: bool,
}

impl Pages {
    fn add(&mut self, path: &str, page: &Map<String, Value>) {
        let first = |keys: &[&str]| keys.iter().find_map(|key| page.get(*key));
        let number = first(&["page_number", "number"]).and_then(as_id);
        self.here.insert(number.unwrap_or_else(|| path.to_owned()));
        let total = first(&["total_pages", "totalPages"]).and_then(|total| match total {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_u64(),
        });
        self.total = self.total.max(total);
        match first(&["last_page", "last"]).and_then(Value::as_bool) {
            Some(true) => self.last_is_here = true,
            Some(false) => self.another_follows = true,
            None => {}
        }
    }

    fn missing(&self) -> Option<String> {
        let here = self.here.len();
        match self.total {
            Some(total) if (here as u64) < total => Some(format!(
                "pages are missing: the feed has {total}, and {here} of them {} here",
                if here == 1 { "is" } else { "are" }
            )),
            _ if self.another_follows && !self.last_is_here => {
                Some("pages are missing: the last one is not here".to_owned())
            }
            _ => None,
        }
    }
}

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
    /// Where each service stands, by its id and name.
    known: BTreeMap<(String, String), usize>,
    /// How many names an id has.
    names: BTreeMap<String, usize>,
}

impl Reader {
    fn value(&mut self, path: &str, value: Value, what: What) {
        match value {
            Value::Array(items) => {
                for (position, item) in items.into_iter().enumerate() {
                    self.value(&format!("{path}[{position}]"), item, what);
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
                        self.pages.add(path, &object);
                    }
                    return self.value(&format!("{path}.{list}"), items, what);
                }
                if object.contains_key("openapi_url") && !object.contains_key("name") {
                    return;
                }
                self.object(object, what);
            }
            other => self.records.refused.push(Refused {
                record: clean(path).into_owned(),
                why: format!("it is no service but {}", clean(&other.to_string())),
            }),
        }
    }

    fn object(&mut self, object: Map<String, Value>, what: What) {
        match what {
            What::Nothing => {}
            What::Named(kind) => {
                if let Some(id) = id_of(&object) {
                    self.records.named.entry((kind, id)).or_insert(object);
                }
            }
            What::AtLocations => self.at_location(object),
            What::Services if !object.contains_key("name") && object.contains_key("location") => {
                self.at_location(object);
            }
            What::Services => self.service(object),
        }
    }

    /// A place saved apart from its service, which may be inside it.
    fn at_location(&mut self, mut object: Map<String, Value>) {
        let service = object.remove("service");
        let id = object.get("service_id").and_then(as_id).or_else(|| {
            let Some(Value::Object(service)) = &service else {
                return None;
            };
            id_of(service)
        });
        if let Some(id) = id {
            self.records.places.entry(id).or_default().push(object);
        }
        if let Some(Value::Object(service)) = service {
            self.service(service);
        }
    }

    fn service(&mut self, object: Map<String, Value>) {
        if let Some(Value::Object(inside)) = object.get("organization")
            && let Some(id) = id_of(inside)
        {
            let key = (Kind::Organization, id);
            self.records
                .named
                .entry(key)
                .or_insert_with(|| inside.clone());
        }
        let name = object.get("name").and_then(Value::as_str).unwrap_or("");
        let name = one_line(name).to_lowercase();
        let Some(id) = id_of(&object) else {
            self.records.services.push(Record {
                id: None,
                fields: object,
                elsewhere: Vec::new(),
            });
            return;
        };
        if let Some(position) = self.known.get(&(id.clone(), name.clone())) {
            merge(&mut self.records.services[*position], object);
            return;
        }
        let names = self.names.entry(id.clone()).or_insert(0);
        *names += 1;
        // One id for two services: the second is told apart by its name, and not lost.
        let own = if *names == 1 {
            id.clone()
        } else {
            format!("{id} {name}")
        };
        self.known.insert((id, name), self.records.services.len());
        self.records.services.push(Record {
            id: Some(own),
            fields: object,
            elsewhere: Vec::new(),
        });
    }
}

/// Adds what another place says of the same service: what is missing is filled in, the fuller list or object wins, and texts
/// that differ are kept for the report.
fn merge(record: &mut Record, other: Map<String, Value>) {
    for (key, value) in other {
        let Some(known) = record.fields.get_mut(&key) else {
            record.fields.insert(key, value);
            continue;
        };
        if *known == value || is_nothing(&value) {
            continue;
        }
        let size = |value: &Value| value.to_string().len();
        if is_nothing(known)
            || (value.is_array() || value.is_object()) && size(&value) > size(known)
        {
            *known = value;
        } else if !value.is_array() && !value.is_object() {
            let one = (key, value);
            if !record.elsewhere.contains(&one) {
                record.elsewhere.push(one);
            }
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
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
