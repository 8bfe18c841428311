//! The comparison for programs. The shape is promised by its version and is not the shape of our own types.

use super::lines::Sides;
use crate::cli::side::Side;
use crate::compare::{Comparison, Edit, ServiceChange};
use crate::model::LeftOut;
use crate::model::vocabulary::Vocabulary;
use serde::Serialize;

/// The version of the shape. Keys may be added under one version; none is renamed, removed or given another meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Report<'d> {
    version: u32,
    /// True where the services of either side are invented.
    demonstration: bool,
    old: Stamp<'d>,
    new: Stamp<'d>,
    /// The day both sides are looked at.
    today: String,
    /// The day OLD was the newest, for what is newly overdue.
    was: String,
    /// True where the exit status is 1.
    differs: bool,
    services: Vec<Service<'d>>,
    /// Entries that neither side can read.
    unreadable: &'d [LeftOut],
    top: Vec<Top<'d>>,
    cover: Vec<OfNeed<'d>>,
    cases_tried: usize,
    cases: Vec<OfCase<'d>>,
}

#[derive(Serialize)]
struct Stamp<'d> {
    name: &'d str,
    content_version: &'d str,
    services: usize,
}

#[derive(Serialize)]
struct Service<'d> {
    id: &'d str,
    name: &'d str,
    organization: &'d str,
    /// added, removed, closed, reopened, unreadable, readable or changed.
    fate: &'static str,
    /// Why it cannot be read; null: it can.
    why: Option<&'d str>,
    edits: Vec<Edited<'d>>,
}

#[derive(Serialize)]
struct Edited<'d> {
    /// The key of the entry, `accepts` with its support need, or overdue.
    part: String,
    /// For lists: what is there no longer. Null: nothing.
    before: Option<&'d str>,
    /// For lists: what is there now and was not. Null: nothing.
    after: Option<&'d str>,
    /// narrower, wider or changed: whether more or fewer people get in.
    effect: &'static str,
    in_words: String,
}

#[derive(Serialize)]
struct Top<'d> {
    defined: &'static str,
    id: &'d str,
    edit: &'static str,
    before: Option<&'d str>,
    after: Option<&'d str>,
}

#[derive(Serialize)]
struct OfNeed<'d> {
    need: &'d str,
    /// lost: the last service went; gained: the first came.
    cover: &'static str,
    areas: &'d [String],
}

#[derive(Serialize)]
struct OfCase<'d> {
    case: &'d str,
    /// Why it could not be compared; null: it was.
    unreadable: Option<&'d str>,
    edits: Vec<CaseEdited<'d>>,
}

#[derive(Serialize)]
struct CaseEdited<'d> {
    /// Null: about the person.
    need: Option<&'d str>,
    part: &'static str,
    lost: &'d [String],
    gained: &'d [String],
}

/// The comparison as JSON.
pub(super) fn report<'d>(found: &'d Comparison, sides: &Sides<'d>) -> Report<'d> {
    let is_demonstration = |side: &Side| side.loaded.directory.settings.demonstration;
    Report {
        version: VERSION,
        demonstration: is_demonstration(sides.old) || is_demonstration(sides.new),
        old: stamp(sides.old),
        new: stamp(sides.new),
        today: sides.today.to_string(),
        was: sides.was.to_string(),
        differs: !found.is_empty(),
        services: found.services.iter().map(service).collect(),
        unreadable: &found.unreadable,
        top: found
            .top
            .iter()
            .map(|change| Top {
                defined: change.defined.word(),
                id: &change.id,
                edit: change.edit.word(),
                before: change.before.as_deref(),
                after: change.after.as_deref(),
            })
            .collect(),
        cover: found
            .cover
            .iter()
            .map(|change| OfNeed {
                need: &change.need,
                cover: change.cover.word(),
                areas: &change.areas,
            })
            .collect(),
        cases_tried: sides.cases,
        cases: found
            .cases
            .iter()
            .map(|change| OfCase {
                case: &change.name,
                unreadable: change.unreadable.as_deref(),
                edits: change
                    .edits
                    .iter()
                    .map(|edit| CaseEdited {
                        need: edit.need.as_deref(),
                        part: edit.part.word(),
                        lost: &edit.lost,
                        gained: &edit.gained,
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn stamp(side: &Side) -> Stamp<'_> {
    Stamp {
        name: &side.name,
        content_version: &side.loaded.directory.content_version,
        services: side.loaded.directory.services.len(),
    }
}

fn service(change: &ServiceChange) -> Service<'_> {
    Service {
        id: &change.id,
        name: &change.name,
        organization: &change.organization,
        fate: change.fate.word(),
        why: change.why.as_deref(),
        edits: change.edits.iter().map(edited).collect(),
    }
}

fn edited(edit: &Edit) -> Edited<'_> {
    Edited {
        part: edit.part.word(),
        before: edit.before.as_deref(),
        after: edit.after.as_deref(),
        effect: edit.effect.word(),
        in_words: edit.in_words(),
    }
}
