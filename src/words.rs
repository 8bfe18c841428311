//! What somebody typed to needs, with how sure.
//!
//! An exact phrase chooses its need; anything else only suggests. A danger is never chosen by a guess and always
//! suggested: it stands in [`Meaning::crisis`], and nothing typed beside it hides it. Pure: no files, no clock, and the
//! same words give the same answer. Must not know services, rules or how an answer is shown.

mod abbreviation;
mod candidates;
mod crisis;
mod index;
mod ordinary;
mod spelling;
mod text;
mod typed;

pub use index::Index;

use crate::model::need::NeedIndex;
use typed::Typed;

/// At most so many candidates are worth reading.
const MOST_CANDIDATES: usize = 5;
/// Below this no candidate is good enough without an abbreviation being tried as well.
const DOUBTFUL: f64 = 0.3;
/// A leader is at least so sure…
const LEADING_SCORE: f64 = 0.3;
/// …and so many times as sure as the next.
const LEADING_MARGIN: f64 = 1.25;

/// A need that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The need.
    pub need: NeedIndex,
    /// How sure, above 0 and at most 1. Comparable within one answer only: not a probability.
    pub score: f64,
    /// The label, phrase or kind of service that fits best, as the directory writes it.
    pub phrase: String,
}

/// What a text may mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// Needs whose label, id or phrase is exactly the text, after case, punctuation and stemming; normally one.
    pub exact: Vec<NeedIndex>,
    /// Other needs that may be meant, best first, at most five; never a danger. Empty where the text is exact.
    pub candidates: Vec<Candidate>,
    /// Dangers the text may speak of, surest first: typed exactly, contained, misspelt, or said in everyday words.
    pub crisis: Vec<Candidate>,
    /// The first candidate, where it is clearly ahead of the second. `None` where the text is exact or nothing leads.
    pub leader: Option<NeedIndex>,
}

/// The words of a text as they are compared: lower case, without accents and endings. Texts with the same stems in the same
/// order are one phrase.
///
/// ```
/// assert_eq!(signpost::words::stems("Fallen, twice!"), signpost::words::stems("falls twice"));
/// ```
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let stems = text::Stems::new();
    let words = text::words(text);
    words.iter().map(|word| stems.stem(word)).collect()
}

/// The needs a text may mean.
///
/// ```
/// use signpost::load::{Raw, texts};
/// use signpost::words::{Index, meaning};
///
/// let needs = "needs:\n  - id: foot-care\n    label: Feet and toenails\n    group: function\n    words: [corns, hard skin]\n    \
///              service_types: []\n    professions: []\n";
/// let directory = texts(vec![Raw::text("needs.yaml", needs)], "").directory;
/// let index = Index::new(&directory);
/// let feet = directory.need_by_id("foot-care").expect("it was just read");
///
/// assert_eq!(meaning(&index, "Hard skin!").exact, [feet]);
/// let misspelt = meaning(&index, "hrad skin");
/// assert!(misspelt.exact.is_empty());
/// assert_eq!(misspelt.leader, Some(feet));
/// assert!(meaning(&index, "brass band").candidates.is_empty());
/// ```
#[must_use]
pub fn meaning(index: &Index, typed: &str) -> Meaning {
    let words = Typed::new(index, typed);
    let exact = words.exact(index).to_vec();
    let mut crisis = crisis::crisis(index, &words);
    if !exact.is_empty() {
        return Meaning {
            exact,
            crisis,
            ..Meaning::default()
        };
    }
    let mut candidates = candidates::candidates(index, &words);
    if candidates
        .first()
        .is_none_or(|first| first.score < DOUBTFUL)
    {
        add_abbreviated(index, typed, &mut candidates, &mut crisis);
    }
    candidates.truncate(MOST_CANDIDATES);
    Meaning {
        leader: leader(&candidates),
        exact,
        candidates,
        crisis,
    }
}

/// Adds what the text may be an abbreviation of, and keeps both lists in order.
fn add_abbreviated(
    index: &Index,
    typed: &str,
    candidates: &mut Vec<Candidate>,
    crisis: &mut Vec<Candidate>,
) {
    for found in abbreviation::abbreviated(index, typed) {
        let list = if index.is_crisis[found.need.position()] {
            &mut *crisis
        } else {
            &mut *candidates
        };
        match list.iter_mut().find(|known| known.need == found.need) {
            Some(known) if known.score < found.score => *known = found,
            Some(_) => {}
            None => list.push(found),
        }
    }
    for list in [candidates, crisis] {
        list.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.need.cmp(&b.need)));
    }
}

fn leader(candidates: &[Candidate]) -> Option<NeedIndex> {
    let first = candidates.first()?;
    let next = candidates.get(1).map_or(0.0, |second| second.score);
    (first.score >= LEADING_SCORE && first.score >= next * LEADING_MARGIN).then_some(first.need)
}
