//! Which services would take this person, in which order, and why.
//!
//! Answers "would it take this person?" for each service that meets a need: **yes**, **ask** (with the question) or **no**
//! (with the reason). Each criterion is judged by itself and the worst wins; what is not known is never no. Must not know what
//! somebody typed, where files are or what the clock says: needs are resolved, places are looked up, and `today` is part of
//! the [`Query`].
//!
//! Area served and distance are two facts. A service whose area leaves the person out is no however near it is, and one that
//! nobody has to travel to has no distance.

mod area;
mod criteria;
mod distance;
mod matches;
mod places;
mod whereabouts;

pub use area::lies_in;
pub use distance::{DistanceProblem, distance_in_words, kilometres, parse_distance};
pub use matches::{Criterion, CriterionKind, Match, State, Suits};
pub use places::{Places, Spot};
pub use whereabouts::Whereabouts;

use crate::model::Directory;
use crate::model::hours::Day;
use crate::model::need::NeedIndex;
use crate::model::service::{AttendingType, Kind, Service, ServiceIndex};
use crate::model::vocabulary::{Profession, SupportNeed};
use criteria::Asked;
use jiff::civil::Date;
use rayon::prelude::*;

/// Services that one core judges in less time than it takes to wake another.
const FEW: usize = 512;

/// What is looked for, and what is known of the person. What is not known stays absent, and is asked about.
#[derive(Clone, Debug)]
pub struct Query {
    /// What help is wanted with: a service that meets any of these is a match. Empty: whatever it helps with.
    pub needs: Vec<NeedIndex>,
    /// Where the person is; `None`: not said.
    pub place: Option<Whereabouts>,
    /// Age in years; `None`: not known.
    pub age: Option<u8>,
    /// What the person needs a service to cope with.
    pub with: Vec<SupportNeed>,
    /// Who would get in touch.
    pub asker: Asker,
    /// The kinds of service sought. `None`: any, but for crisis services, which then answer only a crisis need.
    pub kinds: Option<Vec<Kind>>,
    /// The profession whose service is sought; `None`: any service.
    pub profession: Option<Profession>,
    /// The day it must be open; `None`: any.
    pub open_on: Option<Day>,
    /// True where it must cost nothing.
    pub free: bool,
    /// How the person would attend; `None`: any way.
    pub attending: Option<AttendingType>,
    /// How far away the place may be, in metres in a straight line; `None`: anywhere.
    pub within_m: Option<f64>,
    /// The day it is.
    pub today: Date,
}

impl Query {
    /// A query of a professional that asks for nothing yet.
    #[must_use]
    pub const fn new(today: Date) -> Self {
        Self {
            needs: Vec::new(),
            place: None,
            age: None,
            with: Vec::new(),
            asker: Asker::Professional,
            kinds: None,
            profession: None,
            open_on: None,
            free: false,
            attending: None,
            within_m: None,
            today,
        }
    }
}

/// Who would get in touch with the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// A professional, who may refer.
    Professional,
    /// The person alone, as with active signposting and whoever did not agree to be referred.
    Person,
}

/// Every service that meets a need, judged and in order.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Those that suit, then those to be asked first.
    pub matches: Vec<Match>,
    /// Those that would not take the person, with the reasons, in the same order.
    pub not_suitable: Vec<Match>,
}

/// Finds every service that meets one of the needs, and judges it.
///
/// Order: suitable before ask first; within them serving the person's area before having to ask; entries confirmed within the
/// review period before stale ones; nearer before farther, and services without a distance last; recently confirmed before
/// long ago; then by id.
#[must_use]
pub fn find(directory: &Directory, places: &Places, query: &Query) -> Found {
    let mut matches = judged(directory, places, query, |judged| judged);
    matches.sort_unstable_by(Match::order);
    // The order begins with whether a service suits, so those that do not are the last.
    let suitable = matches.partition_point(|judged| judged.suits < Suits::No);
    let not_suitable = matches.split_off(suitable);
    Found {
        matches,
        not_suitable,
    }
}

/// Judges every service that meets one of the needs, in order of id, and keeps of each what `keep` makes of it.
///
/// The same judgement as [`find`], for whoever counts: the words of thousands of services are never all in memory.
#[must_use]
pub fn judged<T: Send>(
    directory: &Directory,
    places: &Places,
    query: &Query,
    keep: impl Fn(Match) -> T + Send + Sync,
) -> Vec<T> {
    let asked = Asked::new(directory, places, query);
    // A large directory is judged on every core; a small one is not worth waking them for.
    candidates(directory, &asked.needs)
        .into_par_iter()
        .with_min_len(FEW)
        .map(|index| keep(criteria::judge(&asked, index)))
        .collect()
}

/// Judges one service, whether or not it meets a need of the query.
#[must_use]
pub fn suits(
    directory: &Directory,
    places: &Places,
    service: ServiceIndex,
    query: &Query,
) -> Match {
    criteria::judge(&Asked::new(directory, places, query), service)
}

/// The support needs of these that the entry says it does not take, in their order: the row `accepts` of the same judgement.
#[must_use]
pub fn refuses(service: &Service, with: &[SupportNeed]) -> Vec<SupportNeed> {
    criteria::refuses(service, with)
}

/// The services that meet any of the needs, each once; every service where no need is asked for.
fn candidates(directory: &Directory, needs: &[NeedIndex]) -> Vec<ServiceIndex> {
    match needs {
        [] => (0..directory.services.len())
            .map(ServiceIndex::from_position)
            .collect(),
        needs => {
            let mut all: Vec<ServiceIndex> = needs
                .iter()
                .flat_map(|need| &directory.services_by_need[need.position()])
                .copied()
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        }
    }
}
