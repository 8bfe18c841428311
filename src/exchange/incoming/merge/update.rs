//! An entry that is here already, brought up to date.

use super::super::state::{Comment, Imported};
use super::super::{Draft, Note, Outcome, Places};
use super::another::another;
use super::comments::commented;
use super::cut::not_taken;
use super::new::is_as_new;
use super::size::MOST_BYTES;
use super::three_way::three_way;
use super::{Accept, Fate, Merge, Service};
use crate::edit::set::Refusal;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

impl Merge<'_> {
    /// Brings the entry of a draft up to date. `known`: what is remembered of it; `None`: it was never imported.
    pub(super) fn update(
        &mut self,
        mut draft: Draft,
        mut imported: Imported,
        known: Option<&Imported>,
    ) {
        let here = self.here;
        let mut service = Service {
            source_id: draft.source_id.clone(),
            place: draft.place.clone(),
            id: imported.id.clone(),
            name: draft.name.clone(),
            path: format!("services/{}/{}.yaml", here.name, imported.id),
            fate: Fate::Unchanged,
            fields: std::mem::take(&mut draft.notes),
        };
        if here.accept != Some(Accept::Theirs)
            && let Some(note) = known.and_then(|known| another(known, &imported))
        {
            // What stood here earlier is remembered, so this is said until somebody settles it.
            service.fate = Fate::Conflict;
            service.fields.push(note);
            self.merged.services.push(service);
            return;
        }
        let Some(file) = here.files.get(&imported.id) else {
            service.fate = Fate::Removed;
            service.fields = vec![left("the entry", REMOVED)];
            self.merged.services.push(service);
            return;
        };
        service.path.clone_from(&file.path);
        let is_as_new = is_as_new(&file.text, &imported, &draft)
            && known.is_none_or(|known| known.comments == imported.comments);
        if !is_as_new {
            match self.compared(&draft, &mut imported, known, &file.text, &mut service) {
                Ok(Some(text)) if text.len() > MOST_BYTES => {
                    service.fate = Fate::Unsafe;
                    service.fields.push(left("the file", TOO_LONG));
                    self.merged.services.push(service);
                    return;
                }
                Ok(Some(text)) => {
                    self.merged.writes.insert(file.path.clone(), text);
                }
                Ok(None) => {}
                Err(refusal) => {
                    service.fate = Fate::Unsafe;
                    service.fields.push(left("the file", refusal.to_string()));
                    self.merged.services.push(service);
                    return;
                }
            }
        }
        self.state.0.insert(draft.source_id, imported);
        self.merged.services.push(service);
    }

    /// Compares the three versions. Gives the new text of the file, `None` where it stays, and puts into `service` what became of
    /// it and into `imported` what is remembered.
    fn compared(
        &self,
        draft: &Draft,
        imported: &mut Imported,
        known: Option<&Imported>,
        ours: &str,
        service: &mut Service,
    ) -> Result<Option<String>, Refusal> {
        let base = known.map(|known| &known.entry);
        let guessed = guessed(&service.fields);
        let mut stays = self.untold.clone();
        if draft.held_back.is_some() {
            // What must not be told goes, whatever else the feed leaves out.
            stays.clear();
        }
        for (key, known) in guessed.iter().filter_map(|key| Some((*key, known?))) {
            if is_certain(known, key) {
                stays.insert(key);
                imported.comments.retain(|comment| !is_guess(comment, key));
            } else if known.entry.get(key) == imported.entry.get(key) {
                // The same guess for another reason is no news.
                imported.comments.retain(|comment| !is_guess(comment, key));
                let last = known.comments.iter();
                let last = last.filter(|comment| is_guess(comment, key)).cloned();
                imported.comments.extend(last);
            }
        }
        keep_unread(draft, &stays, base, imported);
        let mut outcome = three_way(draft, (base, &stays), ours, self.here.accept)?;
        for note in &mut outcome.notes {
            if note.outcome == Outcome::Changed && guessed.contains(&&*note.field) {
                note.why = Some("guessed anew from what the feed says now".into());
            }
        }
        not_taken(&mut service.fields, &outcome.notes);
        service.fields.extend(outcome.notes);
        // A file that may still tell a place that must not be told is left alone until that is settled.
        let is_open = draft.held_back.is_some() && !outcome.conflicts.is_empty();
        let last = known.filter(|_| !is_open);
        let text = outcome.text.as_deref().unwrap_or(ours);
        let with = last.and_then(|last| commented(text, &last.comments, &imported.comments));
        if with.is_some() {
            let note = left("the comments of the file", NEW_COMMENTS);
            service.fields.push(Note {
                outcome: Outcome::Changed,
                ..note
            });
        }
        let text = with.or(outcome.text);
        service.fate = match (&text, outcome.conflicts.is_empty()) {
            (_, false) => Fate::Conflict,
            (Some(_), true) => Fate::Updated,
            (None, true) => Fate::Unchanged,
        };
        // What is not settled is compared with the same earlier version next time.
        for key in outcome.conflicts {
            match base.and_then(|base| base.get(key)) {
                Some(earlier) => imported.entry.insert(key.to_owned(), earlier.clone()),
                None => imported.entry.remove(key),
            };
        }
        Ok(text)
    }
}

fn left(field: &str, why: impl Into<Cow<'static, str>>) -> Note {
    Note {
        field: field.to_owned(),
        outcome: Outcome::Left,
        from: None,
        to: None,
        why: Some(why.into()),
    }
}

/// Remembers of what was not read this time what was read last.
fn keep_unread(
    draft: &Draft,
    stays: &BTreeSet<&'static str>,
    base: Option<&BTreeMap<String, String>>,
    imported: &mut Imported,
) {
    let places = (draft.places == Places::Unread).then_some("locations");
    for key in stays.iter().copied().chain(places) {
        if let Some(earlier) = base.and_then(|base| base.get(key)) {
            imported.entry.insert(key.to_owned(), earlier.clone());
        }
    }
}

/// The keys that the feed does not say and that were guessed.
fn guessed(fields: &[Note]) -> Vec<&'static str> {
    let is_guessed = |key: &&str| {
        let mut of_key = fields.iter().filter(|note| note.field == **key);
        of_key.any(|note| note.outcome == Outcome::Changed && note.from.is_none())
    };
    ["attending_type", "kind"]
        .into_iter()
        .filter(is_guessed)
        .collect()
}

/// True for a key that the feed said the last time: no guess takes its place.
fn is_certain(known: &Imported, key: &str) -> bool {
    known.entry.contains_key(key) && !known.comments.iter().any(|comment| is_guess(comment, key))
}

fn is_guess(comment: &Comment, key: &str) -> bool {
    comment.after == key
        && comment
            .lines
            .iter()
            .any(|line| line.starts_with("Guessed:"))
}

/// What is said of an entry that was removed here.
const REMOVED: &str = "it was removed here, so it is not made again, whatever --accept says; to take it in anew, take its line out \
                       of services/.imported";

/// What is said where the comments of a file follow the feed.
const NEW_COMMENTS: &str = "what is to be decided or checked is not what it was";

const TOO_LONG: &str = "with what the feed says it would be over 1 MiB, which is not read";
