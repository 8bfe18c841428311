//! One service that stands in several places of a feed, put together: the same whatever their order.

use super::{Elsewhere, Record};
use crate::exchange::incoming::text::one_line;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Puts the records of one id and name together, in the order in which each stands first. The fuller record counts; what it does
/// not say is filled in from the others, and what they say otherwise is kept for the report. Where two of the feed's own lists
/// say different things, that is for a person to settle: lines for them come second, and others to be read third.
pub(super) fn together(records: Vec<Record>) -> (Vec<Record>, Vec<String>, Vec<String>) {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Record>> = Vec::new();
    for record in records {
        let name = record.fields.get("name").and_then(Value::as_str);
        let key = record
            .id
            .clone()
            .map(|id| (id, one_line(name.unwrap_or("")).to_lowercase()));
        let known = key.as_ref().and_then(|key| first.get(key).copied());
        if let Some(position) = known {
            groups[position].push(record);
            continue;
        }
        if let Some(key) = key {
            first.insert(key, groups.len());
        }
        groups.push(vec![record]);
    }
    let (mut to_settle, mut notes) = (Vec::new(), Vec::new());
    let records = groups
        .into_iter()
        .map(|group| one(group, &mut to_settle, &mut notes))
        .collect();
    (records, to_settle, notes)
}

fn one(mut group: Vec<Record>, to_settle: &mut Vec<String>, notes: &mut Vec<String>) -> Record {
    if group.len() == 1 {
        return group.remove(0);
    }
    twice(&group, to_settle, notes);
    let text = |record: &Record| serde_json::to_string(&record.fields).unwrap_or_default();
    group.sort_by_cached_key(|record| {
        let text = text(record);
        (std::cmp::Reverse(text.len()), text)
    });
    let mut record = group.remove(0);
    for other in group {
        fill(&mut record, other);
    }
    record
}

/// Says where the lists of the feed have a service twice. A page and the whole service are no doubles, and neither is a page that
/// was saved twice.
fn twice(group: &[Record], to_settle: &mut Vec<String>, notes: &mut Vec<String>) {
    let listed: Vec<&Record> = group.iter().filter(|record| record.is_listed).collect();
    let same = listed
        .windows(2)
        .all(|pair| pair[0].fields == pair[1].fields);
    let files: BTreeSet<&str> = listed
        .iter()
        .map(|record| record.place.split(", ").next().unwrap_or(""))
        .collect();
    if listed.len() < 2 || same && files.len() == listed.len() {
        return;
    }
    let Some(id) = group.first().and_then(|record| record.id.as_deref()) else {
        return;
    };
    let mut places: Vec<&str> = listed.iter().map(|record| record.place.as_str()).collect();
    places.sort_unstable();
    let places = places.join(" and ");
    if same {
        notes.push(format!(
            "the feed has the service {id} more than once, saying the same: {places}"
        ));
    } else {
        to_settle.push(format!(
            "the feed has the service {id} more than once, saying different things: {places}; the fuller one was taken, and what \
             the other says stands with its fields as left"
        ));
    }
}

/// Adds what another place says of the same service.
fn fill(record: &mut Record, other: Record) {
    let place = other.place;
    for (key, value) in other.fields {
        let Some(known) = record.fields.get_mut(&key) else {
            record.fields.insert(key, value);
            continue;
        };
        if *known == value || is_nothing(&value) {
            continue;
        }
        let (loser, place) = if is_nothing(known) || counts_more(&key, &value, known) {
            (std::mem::replace(known, value), &record.place)
        } else {
            (value, &place)
        };
        if is_nothing(&loser) {
            continue;
        }
        let said: BTreeSet<String> = leaves("", known)
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        for (path, text) in leaves(&key, &loser) {
            let one = Elsewhere {
                field: path,
                value: text,
                place: place.clone(),
            };
            if !said.contains(&one.value) && !record.elsewhere.contains(&one) {
                record.elsewhere.push(one);
            }
        }
    }
}

/// Whether a value of a smaller record goes before that of the fuller one.
fn counts_more(key: &str, value: &Value, known: &Value) -> bool {
    let size = |value: &Value| {
        let text = value.to_string();
        (text.len(), text)
    };
    match value {
        Value::Array(_) | Value::Object(_) => size(value) > size(known),
        // Who is sent to a service that has closed is worse off than who is not sent to one that has not.
        Value::String(text) if key == "status" => {
            let is_active = |text: &str| text.trim().eq_ignore_ascii_case("active");
            !is_active(text) && known.as_str().is_some_and(is_active)
        }
        _ => false,
    }
}

/// The texts, numbers and yes-no values of a value with their paths; ids of rows are none.
pub(crate) fn leaves(path: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        _ if is_nothing(value) => Vec::new(),
        Value::Object(object) => of_object(path, object),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(position, item)| leaves(&format!("{path}[{position}]"), item))
            .collect(),
        Value::String(text) => vec![(path.to_owned(), text.clone())],
        other => vec![(path.to_owned(), other.to_string())],
    }
}

fn of_object(path: &str, object: &Map<String, Value>) -> Vec<(String, String)> {
    let keys = object.iter().filter(|(key, value)| {
        !crate::exchange::incoming::fields::REFERENCES.contains(&key.as_str())
            || value.is_object()
            || value.is_array()
    });
    keys.flat_map(|(key, value)| {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        leaves(&path, value)
    })
    .collect()
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(place: &str, fields: &Value) -> Record {
        Record {
            id: Some("a".to_owned()),
            fields: fields.as_object().cloned().unwrap_or_default(),
            place: place.to_owned(),
            is_listed: true,
            elsewhere: Vec::new(),
        }
    }

    #[test]
    fn what_counts_does_not_depend_on_the_order() {
        let one = json!({"name": "Tea", "email": "a@example.org", "status": "active", "phones": [{"number": "1"}], "x": 1});
        let two = json!({"name": "tea", "email": "b@example.org", "status": "inactive", "phones": [{"number": "2"}]});
        let read = |order: [(&str, &Value); 2]| {
            let records = order.map(|(place, fields)| record(place, fields)).to_vec();
            let (mut records, to_settle, notes) = together(records);
            assert_eq!((records.len(), notes.len()), (1, 0));
            (records.remove(0), to_settle)
        };
        let (record, to_settle) = read([("p, contents[0]", &one), ("p, contents[1]", &two)]);
        let (reversed, same) = read([("p, contents[1]", &two), ("p, contents[0]", &one)]);
        assert_eq!(
            (&record.fields, &record.elsewhere, &to_settle),
            (&reversed.fields, &reversed.elsewhere, &same)
        );
        assert_eq!(record.fields["email"], "a@example.org");
        assert_eq!(record.fields["status"], "inactive");
        let left: Vec<(&str, &str, &str)> = record
            .elsewhere
            .iter()
            .map(|one| (&*one.field, &*one.value, &*one.place))
            .collect();
        assert_eq!(
            left,
            [
                ("email", "b@example.org", "p, contents[1]"),
                ("name", "tea", "p, contents[1]"),
                ("phones[0].number", "1", "p, contents[0]"),
                ("status", "active", "p, contents[0]")
            ]
        );
        assert_eq!(to_settle.len(), 1);
        assert!(
            to_settle[0].contains("p, contents[0] and p, contents[1]"),
            "{to_settle:?}"
        );
    }

    #[test]
    fn the_same_twice_in_one_list_is_said_and_a_page_saved_twice_is_not() {
        let tea = json!({"name": "Tea"});
        let said = |places: [&str; 2]| together(places.map(|place| record(place, &tea)).to_vec());
        let (records, to_settle, notes) = said(["p, contents[0]", "p, contents[1]"]);
        assert_eq!((records.len(), to_settle.len(), notes.len()), (1, 0, 1));
        let (_, to_settle, notes) = said(["p, contents[0]", "q, contents[0]"]);
        assert_eq!((to_settle.len(), notes.len()), (0, 0));
    }
}
