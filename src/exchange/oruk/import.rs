//! Open Referral UK, versions 1 and 3, to entries of ours.

mod area;
mod attending;
mod contact;
mod cost;
mod hours;
mod place;
mod said;
mod terms;
mod who;

use super::super::incoming::confidential::{CUT, CUT_WHY};
use super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::incoming::needs::{Finder, Hint, Needs};
use super::super::incoming::text::one_line;
use super::super::incoming::{Draft, Feed, KEYS, Outcome, Refused};
use super::read::{Record, Records, Saved, records};
use crate::edit::fragment::Value;
use crate::model::Directory;
use jiff::civil::Date;
use place::{ANOTHER_RECORD, Held};
use rayon::prelude::*;
use said::cut_short;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use terms::Terms;

/// The day of an entry that nobody is known to have confirmed: so long ago that it is overdue everywhere.
pub const NEVER_CONFIRMED: Date = jiff::civil::date(2000, 1, 1);

/// More characters of a text tell nothing more about needs, and take long to compare.
const LONGEST_HINT: usize = 1000;

/// So many services are read side by side, before it is told how far it is.
const AT_A_TIME: usize = 500;

/// A name of more letters is no name; the report has all of it.
const LONGEST_NAME: usize = 200;

/// What feeds are read with.
pub struct Import<'d> {
    /// The directory they go into: its needs and areas are looked for.
    pub directory: &'d Directory,
    /// The day on which it is done.
    pub today: Date,
    /// What it comes from, as `assured.source` of new entries has it.
    pub source: &'static str,
}

/// Reads a feed as it was saved. Every service becomes a draft or is among the refused.
#[must_use]
pub fn feed(files: &[Saved], import: &Import) -> Feed {
    drafts(records(files), import, &mut |_| {})
}

/// The drafts of records; `each` is told of every service that is done.
#[must_use]
pub fn drafts(mut records: Records, import: &Import, each: &mut dyn FnMut(usize)) -> Feed {
    let mut feed = Feed {
        refused: std::mem::take(&mut records.refused),
        missing: std::mem::take(&mut records.missing),
        to_settle: std::mem::take(&mut records.to_settle),
        notes: std::mem::take(&mut records.notes),
        ..Feed::default()
    };
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for id in records
        .services
        .iter()
        .filter_map(|record| record.id.clone())
    {
        *ids.entry(id).or_insert(0) += 1;
    }
    let finder = Finder::new(import.directory);
    // Whose a place is cannot be told where several services have the id that it names.
    let services: Vec<(Record, Vec<Map<String, Json>>)> = std::mem::take(&mut records.services)
        .into_iter()
        .map(|record| {
            let own = record.id.as_ref().filter(|id| ids.get(*id) == Some(&1));
            let places = own.and_then(|id| records.places.remove(id));
            (record, places.unwrap_or_default())
        })
        .collect();
    let mut services = services.into_iter();
    let mut done = 0;
    loop {
        let some: Vec<_> = services.by_ref().take(AT_A_TIME).collect();
        if some.is_empty() {
            break;
        }
        let made: Vec<Result<Draft, Refused>> = some
            .into_par_iter()
            .map(|(record, places)| draft(record, places, &records, import, &finder))
            .collect();
        for made in made {
            match made {
                Ok(draft) => feed.drafts.push(draft),
                Err(refused) => feed.refused.push(refused),
            }
            each(done);
            done += 1;
        }
    }
    let lost: usize = records.places.values().map(Vec::len).sum();
    if lost > 0 {
        feed.notes.push(format!(
            "places of services that are not in the feed, or whose id several services have: {lost}; they were left out"
        ));
    }
    feed
}

/// A service being read: its fields, the entry it becomes, and what its needs are told from.
struct Reading<'r, 'd> {
    draft: Draft,
    entries: Entries,
    hints: Vec<Hint>,
    terms: Terms,
    /// Schedules of places, each with its place in `held_at`; they are read with those of the service.
    schedules: Vec<(usize, Fields)>,
    /// The places that were read, as a person knows them; where sessions are held.
    held_at: Vec<String>,
    /// What is said in words about getting in.
    accessibility: Vec<String>,
    /// What is held back of its places; `None`: nothing.
    held: Option<Held>,
    records: &'r Records,
    import: &'r Import<'d>,
}

/// Values of keys, in whatever order they were found.
#[derive(Default)]
struct Entries(Vec<(&'static str, Value)>);

impl Entries {
    fn set(&mut self, key: &'static str, value: Value) {
        self.0.push((key, value));
    }

    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == key)
    }
}

fn draft(
    mut record: Record,
    mut places: Vec<Map<String, Json>>,
    records: &Records,
    import: &Import,
    finder: &Finder,
) -> Result<Draft, Refused> {
    let held = Held::of(&mut record, &mut places, records);
    let mut fields = Fields::new("", record.fields);
    let typed_name = fields.text("name").unwrap_or_default();
    let (name, why) = as_name(&typed_name);
    if name.is_empty() {
        return Err(Refused {
            record: record.id.unwrap_or_default(),
            place: record.place,
            why: "it has no name".to_owned(),
        });
    }
    let mut reading = Reading {
        draft: Draft {
            name: name.clone(),
            place: record.place,
            ..Draft::default()
        },
        entries: Entries::default(),
        hints: vec![Hint {
            text: name.chars().take(LONGEST_HINT).collect(),
            from: "the name",
        }],
        terms: Terms::default(),
        schedules: Vec::new(),
        held_at: Vec::new(),
        accessibility: Vec::new(),
        held,
        records,
        import,
    };
    reading.draft.changed("name", &typed_name, &name, why);
    reading.entries.set("name", Value::text(&name));
    if let Some(held) = &mut reading.held {
        reading.draft.held_back = Some(held.back.clone());
        for path in held.cut.drain(..) {
            let to = Some(CUT);
            reading
                .draft
                .note(&path, Outcome::Changed, None, to, Some(CUT_WHY));
        }
    }
    for other in &record.elsewhere {
        let why = format!("{ANOTHER_RECORD}: {}", other.place);
        reading.draft.left(&other.field, &other.value, why);
    }
    reading.terms(&mut fields);
    reading.organization(&mut fields);
    reading.source_id(record.id);
    reading.words(&mut fields);
    reading.status(&mut fields);
    reading.contact(&mut fields);
    reading.places(&mut fields, places);
    reading.areas(&mut fields);
    reading.hours(&mut fields);
    reading.who_it_is_for(&mut fields);
    reading.cost(&mut fields);
    reading.small_things(&mut fields);
    reading.attending(&mut fields);
    reading.assured(&mut fields);
    // What says itself which needs it meets, in our own words, needs no guess.
    let needs = if reading.terms.needs.is_empty() {
        finder.needs(&reading.hints)
    } else {
        Needs::default()
    };
    reading.needs(&needs, finder);
    Ok(reading.finish(fields))
}

/// A name as it is taken, and why it is not as it was typed.
fn as_name(typed: &str) -> (String, &'static str) {
    let name = one_line(typed);
    if name.chars().count() > LONGEST_NAME {
        let why = "cut: a name has 200 letters at most";
        return (cut_short(&name, LONGEST_NAME), why);
    }
    (name, "markup and spaces taken out")
}

impl Reading<'_, '_> {
    fn source_id(&mut self, id: Option<String>) {
        self.draft.source_id = id.unwrap_or_else(|| {
            let made = self.draft.made_id();
            self.draft.supplied(
                "id",
                &made,
                "the feed gives no id, so one was made of the names",
            );
            made
        });
    }

    fn needs(&mut self, needs: &Needs, finder: &Finder) {
        let mut ids: Vec<&str> = self.terms.needs.iter().map(String::as_str).collect();
        let mut certain = Vec::new();
        for (need, hint) in &needs.certain {
            let id = finder.id(*need);
            if !ids.contains(&id) {
                ids.push(id);
                certain.push((id, hint));
            }
        }
        for (id, hint) in certain {
            let why = format!("{} is exactly one of its phrases, score 1.00", hint.from);
            self.draft.note(
                "needs",
                Outcome::Changed,
                Some(&hint.text),
                Some(id),
                Some(why),
            );
        }
        let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        self.entries.set("needs", Value::texts(&ids));
        let proposed = needs
            .proposed
            .iter()
            .filter(|one| !ids.iter().any(|id| id == finder.id(one.need)));
        let mut lines = Vec::new();
        for one in proposed {
            let id = finder.id(one.need);
            let words = &one.hint.text;
            lines.push(format!(
                "  {id} (score {:.2}): {} says {words:?}",
                one.score, one.hint.from
            ));
            let why = format!(
                "not certain, score {:.2}: {}; left as a comment to decide",
                one.score, one.hint.from
            );
            self.draft
                .note("needs", Outcome::Left, Some(words), Some(id), Some(why));
        }
        if !lines.is_empty() {
            lines.insert(
                0,
                "To decide: which of these does it help with? Write them into needs.".to_owned(),
            );
        } else if ids.is_empty() {
            lines.push("To decide: nothing in the feed says what it helps with.".to_owned());
        }
        if !lines.is_empty() {
            self.draft.comments.push(("needs", lines));
        }
    }

    /// Puts the entry in order. What nobody took is noted as left.
    fn finish(mut self, mut fields: Fields) -> Draft {
        if self.terms.sensitive {
            self.entries.set("sensitive", Value::word("yes"));
        }
        if !self.entries.has("area") {
            self.entries.set("area", Value::List(Vec::new()));
        }
        if !self.entries.has("contact") {
            self.entries.set("contact", Value::Map(Vec::new()));
        }
        fields.forget_ids();
        fields.end(&mut self.draft, NO_PLACE);
        let mut entries = self.entries.0;
        entries.sort_by_key(|(key, _)| {
            KEYS.iter()
                .position(|known| known == key)
                .unwrap_or(KEYS.len())
        });
        self.draft.entries = entries;
        self.draft
    }
}
