//! Drafts compared with the directory: what is new, what the feed changed, what somebody edited here, and where both did.
//!
//! Three versions of every key are compared: what the feed said last time, what stands here, and what the feed says now. What
//! was edited here is kept where the feed says nothing new; where it does, that is a conflict, and nothing is chosen unless
//! asked for.

mod another;
mod comments;
mod cut;
mod gone;
mod held;
mod new;
mod places;
mod same_place;
mod size;
mod three_way;
mod untold;
mod update;

use super::apart::{apart, remembered};
use super::confidential::HeldBack;
use super::state::{FOLDER, Imported, State};
use super::{Draft, Feed, Note, Refused};
use crate::exchange::identity::Publisher;
use crate::model::shown::count;
use crate::model::vocabulary::vocabulary;
use cut::is_cut_from;
use gone::{another_feed, gone};
use new::{new_id, new_text};
use rayon::prelude::*;
use serde::Serialize;
use size::fitted;
use std::collections::{BTreeMap, BTreeSet};
use untold::{thin, untold};

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
    let mut merge = Merge::new(&feed.drafts, here);
    merge.merged.refused = feed.refused;
    merge.merged.to_settle = feed.to_settle;
    merge.merged.notes = feed.notes;
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
        match draft {
            Ok((draft, imported)) => merge.draft(draft, imported),
            Err(refused) => merge.merged.refused.push(refused),
        }
    }
    merge.finished(feed.missing)
}

/// A feed on its way into a directory.
struct Merge<'h> {
    here: &'h Here,
    /// Our ids by those under which we publish them.
    own: BTreeMap<String, &'h String>,
    /// The ids of feeds by ours.
    sources: BTreeMap<&'h str, &'h String>,
    /// Keys that the feed tells of no service.
    untold: BTreeSet<&'static str>,
    /// Ids that new entries must not have: those of files, and of entries that were removed, since ids are never reused.
    taken: BTreeSet<String>,
    /// The ids of the feed that were met.
    seen: BTreeSet<String>,
    /// How many services the feed has, and how many of them are rows of our own export.
    all: usize,
    own_rows: usize,
    state: State,
    merged: Merged,
}

impl<'h> Merge<'h> {
    fn new(drafts: &[Draft], here: &'h Here) -> Self {
        let mut taken: BTreeSet<String> = here.files.keys().cloned().collect();
        taken.extend(here.state.0.values().map(|imported| imported.id.clone()));
        let public = |id| here.publisher.identifier("service", id).to_string();
        let sources = here.state.0.iter();
        Self {
            here,
            own: here.files.keys().map(|id| (public(id), id)).collect(),
            sources: sources
                .map(|(source_id, imported)| (imported.id.as_str(), source_id))
                .collect(),
            untold: untold(drafts, here),
            taken,
            seen: BTreeSet::new(),
            all: drafts.len(),
            own_rows: 0,
            state: here.state.clone(),
            merged: Merged::default(),
        }
    }

    fn draft(&mut self, mut draft: Draft, imported: Imported) {
        let own_row = own_row(&draft, self.here);
        self.own_rows += usize::from(own_row.is_some());
        // A row of our own export speaks of the entry, which may have come from elsewhere.
        if let Some(source_id) = own_row.as_deref().and_then(|id| self.sources.get(id)) {
            draft.source_id.clone_from(source_id);
        }
        self.seen.insert(draft.source_id.clone());
        let remembered = remembered(&draft, &self.here.state).filter(|id| {
            // What another draft has taken over already is its own.
            **id == *draft.source_id || !self.seen.contains(*id)
        });
        if let Some(id) = remembered.filter(|id| **id != draft.source_id)
            && let Some(imported) = self.state.0.remove(id)
        {
            self.state.0.insert(draft.source_id.clone(), imported);
            self.seen.insert(id.to_owned());
        }
        let known = remembered.and_then(|id| self.here.state.0.get(id));
        let id = known
            .map(|imported| imported.id.clone())
            .or_else(|| self.own.get(&draft.source_id).map(|id| (*id).clone()))
            .or(own_row);
        let held = draft.held_back.clone();
        let held = held.map(|held| (held, draft.source_id.clone(), imported.clone()));
        match id {
            Some(id) => self.update(draft, Imported { id, ..imported }, known),
            None => self.create(draft, imported),
        }
        if let Some((held, source_id, now)) = held {
            self.hold_back(&held, &source_id, &now);
        }
    }

    /// Takes what is held back of a place out of what is said, remembered and written of the last entry.
    fn hold_back(&mut self, held: &HeldBack, source_id: &str, now: &Imported) {
        if let Some(imported) = self.state.0.get_mut(source_id) {
            held::forgotten(imported, now, held);
            imported.comments.clone_from(&now.comments);
        }
        let Some(service) = self.merged.services.last_mut() else {
            return;
        };
        held::unsaid(service, held);
        let text = self.merged.writes.get_mut(&service.path);
        if let Some(text) = text
            && let Some((without, note)) = held::without_in_comments(text, held)
        {
            *text = without;
            service.fields.push(note);
        }
    }

    fn create(&mut self, mut draft: Draft, mut imported: Imported) {
        let id = new_id(&draft, &mut self.taken);
        if let Some(field) = draft.id_field.take() {
            let theirs = draft.shared_id.as_ref().unwrap_or(&draft.source_id).clone();
            draft.changed(&field, &theirs, &id, ID_OF_NAME);
        }
        let path = format!("services/{}/{id}.yaml", self.here.name);
        imported.id.clone_from(&id);
        let text = new_text(&imported, &draft);
        self.merged.writes.insert(path.clone(), text);
        self.state.0.insert(draft.source_id.clone(), imported);
        self.merged.services.push(Service {
            source_id: draft.source_id,
            place: draft.place,
            id,
            name: draft.name,
            path,
            fate: Fate::New,
            fields: draft.notes,
        });
    }

    /// What comes of the feed as a whole; `missing`: what of it is not here.
    fn finished(self, missing: Option<String>) -> Merged {
        let Self {
            here,
            seen,
            mut merged,
            ..
        } = self;
        let is_own_export = self.own_rows * 2 > self.all;
        if !merged.services.is_empty()
            && !is_own_export
            && let Some(said) = another_feed(here, &seen)
        {
            // Nothing is remembered of it either, or next time it would pass for the same feed.
            merged.services.clear();
            merged.writes.clear();
            merged.to_settle.push(said);
            return merged;
        }
        if !self.untold.is_empty() && !merged.services.is_empty() {
            merged.to_settle.push(thin(&self.untold));
        }
        let gone = gone(here, &seen);
        merged.to_settle.extend(missing.clone());
        let why = if merged.refused.is_empty() {
            // An entry that cannot be read does not leave.
            is_own_export.then(|| "it is an export of this directory".to_owned())
        } else {
            Some("some of it could not be read".to_owned())
        };
        match missing.or(why) {
            None => merged.services.extend(gone),
            Some(_) if gone.is_empty() => {}
            Some(why) => merged.notes.push(format!(
                "{} imported earlier and not found in the feed this time; nothing is said of them, since {}",
                count(gone.len(), "entry was", "entries were"),
                why.split("; ").next().unwrap_or("")
            )),
        }
        if self.state != here.state {
            let path = format!("services/{FOLDER}/{}.jsonl", here.name);
            merged.writes.insert(path, self.state.text());
        }
        merged
    }
}

/// The entry that a row of our own export speaks of: it has our id and is called the same. An id alone could be anybody's.
fn own_row(draft: &Draft, here: &Here) -> Option<String> {
    let (id, file) = here.files.get_key_value(&draft.source_id)?;
    let mut lines = file.text.lines();
    let name = lines.find_map(|line| line.strip_prefix("name:"))?;
    let name = name.trim().trim_matches(['"', '\'']);
    is_cut_from(draft.name.trim(), name).then(|| id.clone())
}

/// What is said where an entry is not filed by the id that its feed has for it.
const ID_OF_NAME: &str = "the id and file here are made of the name; the feed's own id is remembered for the next import";
