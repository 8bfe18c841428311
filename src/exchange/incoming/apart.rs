//! Services of a feed that have the same id: told apart by what they say, never by their order.
//!
//! An id that several services have is completed with their name, and where that is not enough with the postcode of their place.
//! So each keeps its entry however the feed is sorted the next time. What still cannot be told apart is refused, all of it: an
//! entry that is updated from the one today and from the other tomorrow would say what is true of neither.

use super::state::{Imported, State};
use super::text::visible;
use super::{Draft, Feed, Refused};
use crate::edit::fragment::{Value, lines};
use crate::model::shown::count;
use std::collections::{BTreeMap, BTreeSet};

/// Gives every draft an id of its own, or refuses it.
pub(super) fn apart(feed: &mut Feed) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, draft) in feed.drafts.iter().enumerate() {
        let group = groups.entry(draft.source_id.clone()).or_default();
        group.push(position);
    }
    let mut gone = BTreeSet::new();
    for (id, mut group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        same(feed, &id, &mut group, &mut gone);
        if group.len() > 1 {
            told_apart(feed, &id, &group, &mut gone);
        }
    }
    let mut position = 0;
    feed.drafts.retain(|_| {
        position += 1;
        !gone.contains(&(position - 1))
    });
}

/// The id under which an earlier import remembers a service whose id was shared then, or is now; `None`: it does not, or which one
/// it is cannot be told.
pub(super) fn remembered<'s>(draft: &Draft, state: &'s State) -> Option<&'s str> {
    if let Some((id, _)) = state.0.get_key_value(&draft.source_id) {
        return Some(id);
    }
    let same = |key: &'static str, imported: &Imported| {
        let now = draft.value(key).map(|value| lines(key, value));
        let lower = |text: &String| text.to_lowercase();
        now.as_ref().map(lower) == imported.entry.get(key).map(lower)
    };
    if let Some(shared) = &draft.shared_id {
        // Where several of the same name share the id, the place tells which one it was.
        let by_name = draft.source_id == with_name(shared, &draft.name);
        let (id, imported) = state.0.get_key_value(shared)?;
        let is_it = same("name", imported) && (by_name || same("locations", imported));
        return is_it.then_some(id);
    }
    let longer = with_name(&draft.source_id, &draft.name);
    let known: Vec<(&String, &Imported)> = state
        .0
        .range(longer.clone()..)
        .take_while(|(id, _)| id.starts_with(&longer))
        .filter(|(_, imported)| same("name", imported))
        .collect();
    match known[..] {
        [] => None,
        [(id, _)] => Some(id),
        _ => {
            let mut here = known
                .iter()
                .filter(|(_, imported)| same("locations", imported));
            match (here.next(), here.next()) {
                (Some((id, _)), None) => Some(id),
                _ => None,
            }
        }
    }
}

/// Takes out of a group what says the same as another of it, and says so.
fn same(feed: &mut Feed, id: &str, group: &mut Vec<usize>, gone: &mut BTreeSet<usize>) {
    let mut kept: Vec<usize> = Vec::new();
    for position in std::mem::take(group) {
        let draft = &feed.drafts[position];
        let other = kept
            .iter()
            .copied()
            .find(|other| feed.drafts[*other].entries == draft.entries);
        let Some(other) = other else {
            kept.push(position);
            continue;
        };
        gone.insert(position);
        let (place, notes) = (draft.place.clone(), draft.notes.clone());
        let first = &mut feed.drafts[other];
        feed.notes.push(format!(
            "{} stands twice, saying the same, and was taken once: {} and {place}",
            visible(id),
            first.place
        ));
        for note in notes {
            if !first.notes.contains(&note) {
                first.notes.push(note);
            }
        }
    }
    *group = kept;
}

fn told_apart(feed: &mut Feed, id: &str, group: &[usize], gone: &mut BTreeSet<usize>) {
    let names: Vec<String> = group
        .iter()
        .map(|position| with_name(id, &feed.drafts[*position].name))
        .collect();
    let with_places: Vec<String> = group
        .iter()
        .zip(&names)
        .map(|(position, name)| match postcode(&feed.drafts[*position]) {
            Some(postcode) => format!("{name} {postcode}"),
            None => name.clone(),
        })
        .collect();
    let alone =
        |ids: &[String], one: &String| ids.iter().filter(|other| *other == one).count() == 1;
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for ((position, name), with_place) in group.iter().zip(&names).zip(&with_places) {
        let own = if alone(&names, name) {
            name
        } else {
            with_place
        };
        let draft = &mut feed.drafts[*position];
        let which = format!("{} ({})", visible(&draft.name), draft.place);
        if alone(&names, name) || alone(&with_places, with_place) {
            draft.shared_id = Some(id.to_owned());
            draft.source_id.clone_from(own);
            draft.changed(
                "id",
                id,
                own,
                "other services of the feed have this id as well: told apart by what they say",
            );
            taken.push(which);
        } else {
            gone.insert(*position);
            refused.push((
                Refused {
                    record: id.to_owned(),
                    place: draft.place.clone(),
                    why: String::new(),
                },
                which,
            ));
        }
    }
    let others: Vec<String> = refused.iter().map(|(_, which)| which.clone()).collect();
    for (mut one, _) in refused {
        one.why = format!(
            "{} have the same id and name and say different things: {}; give each an id of its own in the feed",
            count(others.len(), "record", "records"),
            others.join(" and ")
        );
        feed.refused.push(one);
    }
    if taken.len() > 1 {
        taken.sort_unstable();
        feed.to_settle.push(format!(
            "{} services have the id {}: {}; each is remembered by id and name; ask for ids that are each one's own",
            taken.len(),
            visible(id),
            taken.join(", ")
        ));
    }
}

/// An id with the name of the service. One that was made of names has it already.
fn with_name(id: &str, name: &str) -> String {
    if id.contains('@') && id.starts_with(&crate::edit::service::id_from(name)) {
        return id.to_owned();
    }
    format!("{id} {}", name.to_lowercase())
}

/// The postcode of the first place, or its district where it is confidential.
fn postcode(draft: &Draft) -> Option<String> {
    let Some(Value::List(places)) = draft.value("locations") else {
        return None;
    };
    let Some(Value::Map(keys)) = places.first() else {
        return None;
    };
    let key = ["postcode", "district"];
    let found = keys.iter().find(|(known, _)| key.contains(known))?;
    match &found.1 {
        Value::Text(text) | Value::Word(text) => Some(text.to_lowercase()),
        _ => None,
    }
}
