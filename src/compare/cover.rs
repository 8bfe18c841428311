//! Which needs, in which areas, gained their first service or lost their last.

use crate::find::{Query, Whereabouts, find};
use crate::model::vocabulary::vocabulary;
use crate::plan::make::Context;

vocabulary! {
    /// What happened to a need in an area.
    Cover {
        /// Nothing might take anybody there any more.
        Lost = "lost",
        /// Something might take somebody there for the first time.
        Gained = "gained",
    }
}

/// A need that gained its first service in some areas, or lost its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverChange {
    /// The need's id.
    pub need: String,
    /// The need in plain words.
    pub label: String,
    /// What happened.
    pub cover: Cover,
    /// The ids of the areas, in the order of the newer directory; never empty.
    pub areas: Vec<String>,
    /// True where it happened in every area that both directories have.
    pub everywhere: bool,
}

/// Looks at every need and area that both directories have. A service counts where it would take somebody or is to be asked:
/// what is not known is never no. Losses come first.
pub(super) fn changes(old: &Context, new: &Context) -> Vec<CoverChange> {
    let areas: Vec<(&str, [usize; 2])> = new
        .directory
        .areas
        .iter()
        .enumerate()
        .filter_map(|(position, area)| {
            let mut before = old.directory.areas.iter();
            let before = before.position(|known| known.id.value == area.id.value)?;
            Some((area.id.value.as_str(), [before, position]))
        })
        .collect();
    let mut changes = Vec::new();
    for need in &new.directory.needs {
        let id = &need.id.value;
        let mut lost = Vec::new();
        let mut gained = Vec::new();
        for (area, [before, now]) in &areas {
            match (is_met(old, id, *before), is_met(new, id, *now)) {
                (Some(true), Some(false)) => lost.push((*area).to_owned()),
                (Some(false), Some(true)) => gained.push((*area).to_owned()),
                _ => {}
            }
        }
        for (cover, areas_of) in [(Cover::Lost, lost), (Cover::Gained, gained)] {
            if !areas_of.is_empty() {
                changes.push(CoverChange {
                    need: id.clone(),
                    label: need.label.clone(),
                    cover,
                    everywhere: areas_of.len() == areas.len(),
                    areas: areas_of,
                });
            }
        }
    }
    changes.sort_by_key(|change| change.cover);
    changes
}

/// Whether anything might take somebody with this need in this area; `None`: the directory does not have the need.
fn is_met(context: &Context, need: &str, area: usize) -> Option<bool> {
    let need = context.directory.need_by_id(need)?;
    let query = Query {
        needs: vec![need],
        place: Some(Whereabouts::from_area(context.directory, area)),
        ..Query::new(context.today)
    };
    let found = find(context.directory, context.places, &query);
    Some(!found.matches.is_empty())
}
