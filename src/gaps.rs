//! Which needs nobody meets here: for each need, place and support need, how many services would take the person.
//!
//! The judgement is that of [`find`](crate::find), service by service: what an entry does not say is asked, never taken for no.
//! [`gaps`] counts, [`rank`] puts the worst first, [`people`] does the same for the people of given cases, and [`report`] is
//! what is printed; [`html`] and [`svg`] draw the heat map. Must not know files, the clock or what somebody typed, and keeps
//! nothing of a person but the name of a case's file.

pub mod areas;
mod count;
pub mod heat;
pub mod html;
pub mod people;
pub mod rank;
pub mod report;
pub mod svg;

use crate::find::{Places, Whereabouts};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::vocabulary::{SupportNeed, Vocabulary, vocabulary};
use jiff::civil::Date;

/// With so many services that would take the person there is no gap.
///
/// Source: ours. A plan and a leaflet name up to three services for a need; with fewer there is nothing to choose between,
/// and one that fills up or closes leaves nobody.
pub const ENOUGH: usize = 3;

vocabulary! {
    /// How bad a cell is, worst first.
    Grade {
        /// No service would take the person, and none can be asked.
        Nobody = "nobody",
        /// None is known to take the person; there are some to ask.
        AskOnly = "ask-only",
        /// Some would, fewer than [`ENOUGH`].
        Few = "few",
        /// At least [`ENOUGH`] would.
        Enough = "enough",
    }
}

impl Grade {
    /// The grade for so many services that would take the person, and so many that have to be asked.
    #[must_use]
    pub const fn of(take: usize, ask: usize) -> Self {
        match (take, ask) {
            (0, 0) => Self::Nobody,
            (0, _) => Self::AskOnly,
            (1..ENOUGH, _) => Self::Few,
            _ => Self::Enough,
        }
    }
}

/// What is counted: every need at every place, for anybody and for each of some support needs.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The needs, in the order of `needs.yaml`.
    pub needs: Vec<NeedIndex>,
    /// Where the person lives.
    pub places: Vec<Whereabouts>,
    /// What the person needs a service to cope with, besides the person with no support need, who is always counted first. An
    /// entry of several is one person who has all of them.
    pub with: Vec<Vec<SupportNeed>>,
    /// Age in years; `None`: not known, so that every service with an age limit has to be asked.
    pub age: Option<u8>,
    /// The kinds of service counted. `None`: any, but for crisis services, which then answer only a crisis need.
    pub kinds: Option<Vec<Kind>>,
    /// The day it is.
    pub today: Date,
}

/// Each support need by itself, in the order of the vocabulary.
#[must_use]
pub fn every_support_need() -> Vec<Vec<SupportNeed>> {
    let words = SupportNeed::WORDS.iter();
    words.map(|(_, need)| vec![*need]).collect()
}

/// How many services would take one person: one need, one place, some support needs or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The need.
    pub need: NeedIndex,
    /// The place's position in [`Scope::places`].
    pub place: usize,
    /// The support needs' position in [`Scope::with`]; `None`: anybody, no support need.
    pub with: Option<usize>,
    /// Services that would take the person, as far as their entries say.
    pub take: usize,
    /// Services that have to be asked first.
    pub ask: usize,
    /// Services that would take the person, or could be asked, were it not for the support needs; in order of id.
    pub turned_away_by: Vec<ServiceIndex>,
    /// Services that meet the need and would not take anybody here: outside the area, not running, another age or kind.
    pub other: usize,
}

impl Cell {
    /// How bad it is.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        Grade::of(self.take, self.ask)
    }
}

/// Counts every cell, in the order of the places, then of the needs, then anybody before the support needs in their order.
///
/// Each service is judged once for each place, with every support need at a time; a cell only puts those outcomes together.
#[must_use]
pub fn gaps(directory: &Directory, places: &Places, scope: &Scope) -> Vec<Cell> {
    (0..scope.places.len())
        .flat_map(|place| count::at_place(directory, places, scope, place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Grade;

    #[test]
    fn nobody_is_worse_than_having_to_ask_and_that_is_worse_than_few() {
        assert_eq!(Grade::of(0, 0), Grade::Nobody);
        assert_eq!(Grade::of(0, 9), Grade::AskOnly);
        assert_eq!(Grade::of(1, 0), Grade::Few);
        assert_eq!(Grade::of(2, 9), Grade::Few);
        assert_eq!(Grade::of(3, 0), Grade::Enough);
        assert!(Grade::Nobody < Grade::AskOnly && Grade::AskOnly < Grade::Few);
    }
}
