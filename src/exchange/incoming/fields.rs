//! An object of JSON whose every field is accounted for.

use super::Draft;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The fields of an object, each to be taken once; what nobody took is noted as left when it ends.
pub struct Fields {
    path: String,
    rest: Map<String, Value>,
}

impl Fields {
    /// The fields of an object at a path, which is empty at the top of a service.
    #[must_use]
    pub fn new(path: &str, object: Map<String, Value>) -> Self {
        Self {
            path: path.to_owned(),
            rest: object,
        }
    }

    /// The path of a field.
    #[must_use]
    pub fn path(&self, key: &str) -> String {
        below(&self.path, key)
    }

    /// Takes a field out. `None` where it is missing or says nothing: null, an empty text, list or object. A word for nothing
    /// (`n/a`) says nothing either, and is accounted for when the object ends.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        if self.rest.get(key).is_some_and(is_word_for_nothing) {
            return None;
        }
        self.rest.remove(key).filter(says_something)
    }

    /// Puts a field back that was taken and was not what was looked for.
    pub fn put_back(&mut self, key: &str, value: Value) {
        self.rest.insert(key.to_owned(), value);
    }

    /// Everything that nobody has taken yet.
    #[must_use]
    pub fn rest(&self) -> &Map<String, Value> {
        &self.rest
    }

    /// Takes a field out as text; numbers and yes-no values as they are written. An object or a list is put back.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            other => {
                self.rest.insert(key.to_owned(), other);
                None
            }
        }
    }

    /// Takes a list of objects out, each with its path. One object counts as a list of one; what is no object is put back.
    pub fn objects(&mut self, key: &str) -> Vec<Fields> {
        let path = self.path(key);
        let (mut objects, mut others) = (Vec::new(), Vec::new());
        let items = match self.take(key) {
            None => return objects,
            Some(Value::Array(items)) => items,
            Some(other) => vec![other],
        };
        for (position, value) in items.into_iter().enumerate() {
            match value {
                Value::Object(object) => {
                    let path = item(&path, position);
                    objects.push(Self { path, rest: object });
                }
                other => others.push(other),
            }
        }
        if !others.is_empty() {
            self.rest.insert(key.to_owned(), Value::Array(others));
        }
        objects
    }

    /// Takes one object out; what is no object is put back.
    pub fn object(&mut self, key: &str) -> Option<Fields> {
        match self.take(key)? {
            Value::Object(object) => Some(Self {
                path: self.path(key),
                rest: object,
            }),
            other => {
                self.rest.insert(key.to_owned(), other);
                None
            }
        }
    }

    /// Takes out what only serves the feed itself and says nothing about a service: ids of rows and references between them.
    pub fn forget_ids(&mut self) {
        self.rest
            .retain(|key, value| !is_reference(key) || value.is_object() || value.is_array());
    }

    /// Notes everything that nobody took as left, for a reason.
    pub fn end(self, draft: &mut Draft, why: &'static str) {
        for (key, value) in &self.rest {
            leave(draft, below(&self.path, key), value, why);
        }
    }
}

/// The path of a field below another one. Feeds have dozens of fields a service, so a path gets its room at once.
fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        return key.to_owned();
    }
    let mut below = String::with_capacity(path.len() + 1 + key.len());
    below.push_str(path);
    below.push('.');
    below.push_str(key);
    below
}

/// The path of an item of a list.
fn item(path: &str, position: usize) -> String {
    /// Room for the brackets and any number that is likely.
    const NUMBER: usize = 8;
    let mut item = String::with_capacity(path.len() + NUMBER);
    item.push_str(path);
    // Text takes whatever is written to it.
    let _ = write!(item, "[{position}]");
    item
}

/// Why a field without a place in the format is left.
pub const NO_PLACE: &str = "the directory has no place for it";

fn leave(draft: &mut Draft, path: String, value: &Value, why: &'static str) {
    match value {
        Value::String(text) if is_word_for_nothing(value) => {
            draft.left(path, text, "it says that there is nothing");
        }
        _ if !says_something(value) => {}
        Value::Object(object) => {
            for (key, value) in object {
                if !is_reference(key) || value.is_object() || value.is_array() {
                    leave(draft, below(&path, key), value, why);
                }
            }
        }
        Value::Array(items) => {
            for (position, value) in items.iter().enumerate() {
                leave(draft, item(&path, position), value, why);
            }
        }
        Value::String(text) => draft.left(path, text, why),
        other => draft.left(path, &other.to_string(), why),
    }
}

/// Keys that only serve the feed itself: the id of a row, and references from the rows of a feed to each other. What any other
/// `…_id` says, such as who an organisation belongs to, is accounted for.
pub const REFERENCES: [&str; 13] = [
    "id",
    "service_id",
    "organization_id",
    "location_id",
    "service_at_location_id",
    "contact_id",
    "phone_id",
    "address_id",
    "schedule_id",
    "language_id",
    "link_id",
    "taxonomy_id",
    "taxonomy_term_id",
];

fn is_reference(key: &str) -> bool {
    REFERENCES.contains(&key)
}

/// True for the words that exports write for nothing.
fn is_word_for_nothing(value: &Value) -> bool {
    let words = ["null", "none", "n/a", "undefined"];
    let is_one = |text: &str| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    value.as_str().is_some_and(|text| is_one(text.trim()))
}

/// False for null, empty texts, lists and objects, and for the words that exports write for nothing.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty() && !is_word_for_nothing(value),
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    }
}
