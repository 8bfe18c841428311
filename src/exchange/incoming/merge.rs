//! Drafts compared with the directory: what is new, what the feed changed, what somebody edited here, and where both did.
//!
//! Three versions of every key are compared: what the feed said last time, what stands here, and what the feed says now. What
//! was edited here is kept where the feed says nothing new; where it does, that is a conflict, and nothing is chosen unless
//! asked for.

mod another;
mod cut;
mod gone;
mod held;
mod new;
mod places;
mod same_place;
mod size;
mod three_way;

use super::apart::{apart, remembered};
use super::state::{FOLDER, Imported, State};
use super::{Draft, Feed, Note, Outcome, Refused};
use crate::exchange::identity::Publisher;
use crate::model::shown::count;
use crate::model::vocabulary::vocabulary;
use another::another;
use cut::{is_cut_from, not_taken};
use gone::{another_feed, gone};
use new::{is_as_new, new_id, new_text};
use rayon::prelude::*;
use serde::Serialize;
use size::{MOST_BYTES, fitted};
use std::collections::{BTreeMap, BTreeSet};
use three_way::three_way;

vocabulary! {
    /// Whose version a conflict is settled with.
    Accept {
        /// What the feed says.
        Theirs = "theirs",
        /// What stands here.
        Ours = "ours",
    }
}

vocabulary! {
    /// What became of a service.
    Fate {
        /// It was not here yet.
        New = "new",
        /// The feed says something new, which was taken.
        Updated = "updated",
        /// Nothing new.
        Unchanged = "unchanged",
        /// The feed and somebody here both changed the same key.
        Conflict = "conflict",
        /// It is here, and the feed no longer has it.
        Gone = "gone",
        /// It was imported and has been removed here, so it was not made again.
        Removed = "removed here",
        /// Its file is written in a way that cannot be edited safely.
        Unsafe = "not editable",
    }
}

/// A service file of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its path inside the directory.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// What drafts are compared with.
#[derive(Clone, Debug)]
pub struct Here {
    /// The service files, by the id that their names say.
    pub files: BTreeMap<String, Known>,
    /// What earlier imports of this feed remember.
    pub state: State,
    /// What the feed is called here: the folder of new entries.
    pub name: String,
    /// Who publishes the directory: its own exports come back to its own entries.
    pub publisher: Publisher,
    /// Whose version conflicts are settled with; `None`: they are only shown.
    pub accept: Option<Accept>,
}

/// What became of one service, field by field.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// Their id.
    pub source_id: String,
    /// Where it stands in the feed: `services.json, contents[3]`, `row 4`; empty where it does not.
    pub place: String,
    /// Our id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its file, inside the directory.
    pub path: String,
    /// What became of it.
    pub fate: Fate,
    /// What became of its fields.
    pub fields: Vec<Note>,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Files to write, by path inside the directory; a file that stays as it is is not among them.
    pub writes: BTreeMap<String, String>,
    /// What becomes of each service, in the order of the feed; what the feed no longer has comes last.
    pub services: Vec<Service>,
    /// What could not become an entry.
    pub refused: Vec<Refused>,
    /// What a person has to settle with whoever publishes the feed; pages that are missing are among it.
    pub to_settle: Vec<String>,
    /// What has to be said about the feed as a whole.
    pub notes: Vec<String>,
}

/// Compares a feed with the directory.
#[must_use]
pub fn merge(mut feed: Feed, here: &Here) -> Merged {
    same_place::held_in_all(&mut feed.drafts);
    apart(&mut feed);
    let mut merged = Merged {
        refused: feed.refused,
        to_settle: feed.to_settle,
        notes: feed.notes,
        ..Merged::default()
    };
    let mut state = here.state.clone();
    // Ids of new entries must not be those of files, nor of entries that were removed: ids are never reused.
    let mut taken: BTreeSet<String> = here.files.keys().cloned().collect();
    taken.extend(state.0.values().map(|imported| imported.id.clone()));
    let own: BTreeMap<String, &String> = here
        .files
        .keys()
        .map(|id| (here.publisher.identifier("service", id).to_string(), id))
        .collect();
    let mut seen = BTreeSet::new();
    let drafts = feed.drafts.into_par_iter();
    let drafts: Vec<Result<(Draft, Imported), Refused>> = drafts
        .map(|draft| {
            fitted(draft).map(|draft| {
                let imported = Imported::of("", &draft);
                (draft, imported)
            })
        })
        .collect();
    for draft in drafts {
        let (draft, imported) = match draft {
            Ok(draft) => draft,
            Err(refused) => {
                merged.refused.push(refused);
                continue;
            }
        };
        seen.insert(draft.source_id.clone());
        let remembered = remembered(&draft, &here.state).filter(|id| {
            // What another draft has taken over already is its own.
            **id == *draft.source_id || !seen.contains(*id)
        });
        if let Some(id) = remembered.filter(|id| **id != draft.source_id)
            && let Some(imported) = state.0.remove(id)
        {
            state.0.insert(draft.source_id.clone(), imported);
            seen.insert(id.to_owned());
        }
        let known = remembered.and_then(|id| here.state.0.get(id));
        let id = known
            .map(|imported| imported.id.clone())
            .or_else(|| own.get(&draft.source_id).map(|id| (*id).clone()))
            .or_else(|| own_row(&draft, here));
        let held = draft.held_back.clone();
        let held = held.map(|held| (held, draft.source_id.clone(), Imported::of("", &draft)));
        match id {
            Some(id) => {
                let imported = Imported { id, ..imported };
                update(draft, imported, known, here, &mut state, &mut merged);
            }
            None => create(draft, imported, here, &mut taken, &mut state, &mut merged),
        }
        if let Some((held, source_id, now)) = held {
            if let Some(imported) = state.0.get_mut(&source_id) {
                held::forgotten(imported, &now, &held);
            }
            if let Some(service) = merged.services.last_mut() {
                held::unsaid(service, &held);
                let text = merged.writes.get_mut(&service.path);
                if let Some(text) = text
                    && let Some((without, note)) = held::without_in_comments(text, &held)
                {
                    *text = without;
                    service.fields.push(note);
                }
            }
        }
    }
    if !merged.services.is_empty()
        && let Some(said) = another_feed(here, &seen)
    {
        // Nothing is remembered of it either, or next time it would pass for the same feed.
        merged.services.clear();
        merged.writes.clear();
        merged.to_settle.push(said);
        return merged;
    }
    let gone = gone(here, &seen);
    let unread = (!merged.refused.is_empty()).then(|| "some of it could not be read".to_owned());
    merged.to_settle.extend(feed.missing.clone());
    match feed.missing.or(unread) {
        None => merged.services.extend(gone),
        Some(_) if gone.is_empty() => {}
        Some(why) => merged.notes.push(format!(
            "{} imported earlier and not found in the feed this time; nothing is said of them, since {}",
            count(gone.len(), "entry was", "entries were"),
            why.split("; ").next().unwrap_or("")
        )),
    }
    if state != here.state {
        let path = format!("services/{FOLDER}/{}.jsonl", here.name);
        merged.writes.insert(path, state.text());
    }
    merged
}

/// The entry that a row of our own export speaks of: it has our id and is called the same. An id alone could be anybody's.
fn own_row(draft: &Draft, here: &Here) -> Option<String> {
    let (id, file) = here.files.get_key_value(&draft.source_id)?;
    let mut lines = file.text.lines();
    let name = lines.find_map(|line| line.strip_prefix("name:"))?;
    let name = name.trim().trim_matches(['"', '\'']);
    is_cut_from(draft.name.trim(), name).then(|| id.clone())
}

fn create(
    mut draft: Draft,
    mut imported: Imported,
    here: &Here,
    taken: &mut BTreeSet<String>,
    state: &mut State,
    merged: &mut Merged,
) {
    let id = new_id(&draft, taken);
    if let Some(field) = draft.id_field.take() {
        let theirs = draft.shared_id.as_ref().unwrap_or(&draft.source_id).clone();
        draft.changed(&field, &theirs, &id, ID_OF_NAME);
    }
    let path = format!("services/{}/{id}.yaml", here.name);
    imported.id.clone_from(&id);
    merged
        .writes
        .insert(path.clone(), new_text(&imported, &draft));
    state.0.insert(draft.source_id.clone(), imported);
    merged.services.push(Service {
        source_id: draft.source_id,
        place: draft.place,
        id,
        name: draft.name,
        path,
        fate: Fate::New,
        fields: draft.notes,
    });
}

fn update(
    mut draft: Draft,
    mut imported: Imported,
    known: Option<&Imported>,
    here: &Here,
    state: &mut State,
    merged: &mut Merged,
) {
    let id = imported.id.clone();
    let mut service = Service {
        source_id: draft.source_id.clone(),
        place: draft.place.clone(),
        id: id.clone(),
        name: draft.name.clone(),
        path: format!("services/{}/{id}.yaml", here.name),
        fate: Fate::Unchanged,
        fields: std::mem::take(&mut draft.notes),
    };
    if here.accept != Some(Accept::Theirs)
        && let Some(note) = known.and_then(|known| another(known, &imported))
    {
        // What stood here earlier is remembered, so this is said until somebody settles it.
        service.fate = Fate::Conflict;
        service.fields.push(note);
        merged.services.push(service);
        return;
    }
    let Some(file) = here.files.get(&id) else {
        service.fate = Fate::Removed;
        if here.accept == Some(Accept::Theirs) {
            service.fate = Fate::New;
            merged
                .writes
                .insert(service.path.clone(), new_text(&imported, &draft));
            state.0.insert(draft.source_id, imported);
        }
        merged.services.push(service);
        return;
    };
    service.path.clone_from(&file.path);
    if is_as_new(&file.text, &imported, &draft) {
        state.0.insert(draft.source_id, imported);
        merged.services.push(service);
        return;
    }
    let base = known.map(|known| &known.entry);
    keep_unread(&draft, base, &mut imported);
    match three_way(&draft, base, &file.text, here.accept) {
        Ok(outcome)
            if outcome
                .text
                .as_ref()
                .is_some_and(|text| text.len() > MOST_BYTES) =>
        {
            service.fate = Fate::Unsafe;
            service.fields.push(Note {
                field: "the file".to_owned(),
                outcome: Outcome::Left,
                from: None,
                to: None,
                why: Some(
                    "with what the feed says it would be over 1 MiB, which is not read".into(),
                ),
            });
        }
        Ok(outcome) => {
            not_taken(&mut service.fields, &outcome.notes);
            service.fields.extend(outcome.notes);
            if let Some(text) = outcome.text {
                service.fate = Fate::Updated;
                merged.writes.insert(file.path.clone(), text);
            }
            if !outcome.conflicts.is_empty() {
                service.fate = Fate::Conflict;
            }
            // What is not settled is compared with the same earlier version next time.
            for key in outcome.conflicts {
                match base.and_then(|base| base.get(key)) {
                    Some(earlier) => imported.entry.insert(key.to_owned(), earlier.clone()),
                    None => imported.entry.remove(key),
                };
            }
            state.0.insert(draft.source_id, imported);
        }
        Err(refusal) => {
            service.fate = Fate::Unsafe;
            service.fields.push(Note {
                field: "the file".to_owned(),
                outcome: Outcome::Left,
                from: None,
                to: None,
                why: Some(refusal.to_string().into()),
            });
        }
    }
    merged.services.push(service);
}

/// Remembers of what was not read this time what was read last.
fn keep_unread(draft: &Draft, base: Option<&BTreeMap<String, String>>, imported: &mut Imported) {
    if draft.places == super::Places::Unread
        && let Some(earlier) = base.and_then(|base| base.get("locations"))
    {
        let earlier = earlier.clone();
        imported.entry.insert("locations".to_owned(), earlier);
    }
}

/// What is said where an entry is not filed by the id that its feed has for it.
const ID_OF_NAME: &str = "the id and file here are made of the name; the feed's own id is remembered for the next import";
