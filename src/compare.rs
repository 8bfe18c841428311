//! Two directories, an older and a newer one: what changed, in data that reads as a manager would say it, and which findings a
//! change caused.
//!
//! Judges nothing: whether a change is good is for people. Prints nothing. Places in confidence are never told, not even those
//! that were public before.

mod cases;
mod cover;
mod edits;
pub mod findings;
mod places;
mod services;
mod top;

pub use cases::{CaseChange, CaseEdit, CasePart, WorkedCase};
pub use cover::{Cover, CoverChange};
pub use edits::{Edit, Effect, Part};
pub use services::{Fate, ServiceChange};
pub use top::{Defined, TopChange, TopEdit};

use crate::model::LeftOut;
use crate::plan::make::Context;
use jiff::civil::Date;

/// Everything that differs between two directories.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Services, sorted by id; one that only stands in another file is not among them.
    pub services: Vec<ServiceChange>,
    /// Entries that can be read in neither, so that nothing is known about what changed in them.
    pub unreadable: Vec<LeftOut>,
    /// Needs, areas, the review period and whether the rules mean the same.
    pub top: Vec<TopChange>,
    /// Needs that gained their first service in an area, or lost their last.
    pub cover: Vec<CoverChange>,
    /// Worked cases that are routed or served differently, or that one side cannot read; in the order given.
    pub cases: Vec<CaseChange>,
}

impl Comparison {
    /// True where nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.services.is_empty()
            && self.top.is_empty()
            && self.cover.is_empty()
            && self.cases.is_empty()
    }
}

/// Compares an older directory with a newer one.
///
/// Routes, services for cases and cover are worked out for the day of `new` on both sides, so that only the directories differ.
/// `was` is the day on which the older one was the newest: an entry that was confirmed recently enough on that day and is not
/// on the day of `new` is newly overdue, though nobody has touched it.
#[must_use]
pub fn compare(old: &Context, new: &Context, was: Date, cases: &[WorkedCase]) -> Comparison {
    let old = &Context {
        today: new.today,
        ..*old
    };
    let unreadable = new.directory.left_out.iter().filter(|left| {
        let before = &old.directory.left_out;
        before.iter().any(|known| known.id == left.id)
    });
    Comparison {
        services: services::changes(old.directory, was, new.directory, new.today),
        unreadable: unreadable.cloned().collect(),
        top: top::changes(old.directory, new.directory),
        cover: cover::changes(old, new),
        cases: cases::changes(old, new, cases),
    }
}
