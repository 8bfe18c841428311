//! Services that came, went, closed or say something else.

mod entry;
mod found;
mod words;

use super::edits::{Edit, Effect, Part};
use crate::model::Directory;
use crate::model::hours::date_in_words;
use crate::model::service::{Service, Status};
use crate::model::vocabulary::{Vocabulary, vocabulary};
use jiff::civil::Date;
use std::collections::BTreeSet;

vocabulary! {
    /// What became of an entry.
    Fate {
        /// It is new.
        Added = "added",
        /// Its file is gone.
        Removed = "removed",
        /// It was running, and is no longer.
        Closed = "closed",
        /// It is running again.
        Reopened = "reopened",
        /// Its file can no longer be read, so it is missing from every answer.
        Unreadable = "unreadable",
        /// Its file can be read again; what it said before is not known.
        Readable = "readable",
        /// It says something else.
        Changed = "changed",
    }
}

/// What became of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceChange {
    /// Its id.
    pub id: String,
    /// Its name now, or its last; empty where it cannot be read.
    pub name: String,
    /// Who runs it; empty where it cannot be read.
    pub organization: String,
    /// What became of it.
    pub fate: Fate,
    /// Why it cannot be read; `None`: it can.
    pub why: Option<String>,
    /// What it says differently; empty where it came or went.
    pub edits: Vec<Edit>,
}

pub(super) fn changes(
    old: &Directory,
    was: Date,
    new: &Directory,
    today: Date,
) -> Vec<ServiceChange> {
    let readable = |directory: &Directory| -> Vec<String> {
        let services = directory.services.iter();
        services.map(|service| service.id.value.clone()).collect()
    };
    let mut ids: BTreeSet<String> = readable(old).into_iter().chain(readable(new)).collect();
    ids.extend(new.left_out.iter().map(|left| left.id.clone()));
    let sides = Sides {
        old,
        was,
        new,
        today,
    };
    ids.iter().filter_map(|id| sides.change(id)).collect()
}

struct Sides<'d> {
    old: &'d Directory,
    was: Date,
    new: &'d Directory,
    today: Date,
}

impl Sides<'_> {
    fn change(&self, id: &str) -> Option<ServiceChange> {
        let left_out = |directory: &Directory| {
            let mut left = directory.left_out.iter();
            left.find(|left| left.id == id).map(|left| left.why.clone())
        };
        let change = |service: Option<&Service>, fate, why, edits| ServiceChange {
            id: id.to_owned(),
            name: service.map_or_else(String::new, |service| service.name.clone()),
            organization: service.map_or_else(String::new, |service| service.organization.clone()),
            fate,
            why,
            edits,
        };
        match (self.old.service_by_id(id), self.new.service_by_id(id)) {
            (Some(old), Some(new)) => {
                let edits = self.edits(old, new);
                let running = |service: &Service| *service.status == Status::Active;
                let fate = match (running(old), running(new)) {
                    (true, false) => Fate::Closed,
                    (false, true) => Fate::Reopened,
                    _ => Fate::Changed,
                };
                (!edits.is_empty()).then(|| change(Some(new), fate, None, edits))
            }
            (Some(old), None) => Some(match left_out(self.new) {
                Some(why) => change(Some(old), Fate::Unreadable, Some(why), Vec::new()),
                None => change(Some(old), Fate::Removed, None, Vec::new()),
            }),
            (None, Some(new)) => {
                let fate = match left_out(self.old) {
                    Some(_) => Fate::Readable,
                    None => Fate::Added,
                };
                Some(change(Some(new), fate, None, self.standing(new)))
            }
            // New, and cannot be read; one that could not be read before either is told apart by the caller.
            (None, None) => match (left_out(self.old), left_out(self.new)) {
                (None, Some(why)) => Some(change(None, Fate::Unreadable, Some(why), Vec::new())),
                _ => None,
            },
        }
    }

    /// What has to be said of an entry that is new: that it is not running, or overdue already.
    fn standing(&self, new: &Service) -> Vec<Edit> {
        let mut edits = Vec::new();
        if *new.status != Status::Active {
            let after = Some(new.status.word().to_owned());
            edits.push(edit(Part::Status, None, after));
        }
        if is_asked_about(new) && new.is_stale(self.today, self.new.settings.review_days) {
            let after = Some(date_in_words(*new.assured.on));
            edits.push(edit(Part::Overdue, None, after));
        }
        edits
    }
}

/// True where an entry is to be confirmed: it runs, or may run again.
fn is_asked_about(service: &Service) -> bool {
    matches!(*service.status, Status::Active | Status::TemporarilyClosed)
}

fn edit(part: Part, before: Option<String>, after: Option<String>) -> Edit {
    Edit {
        part,
        before,
        after,
        effect: Effect::Changed,
    }
}
