//! Danger said in any words: exactly, misspelt, inside a longer text, or nearly.
//!
//! Errs towards showing a crisis contact to somebody who did not need it. Nothing in the text hides a danger: not "no",
//! not "denies", not ten thousand other words. One thing does, since it says something else: a longer phrase of another
//! need, typed exactly, around the words of danger ("wants to die at home").

use super::Candidate;
use super::index::{Index, StemId};
use super::text::{Role, role};
use super::typed::Typed;
use crate::model::need::NeedIndex;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// How much of a phrase of danger must be there.
const ENOUGH: f64 = 0.74;
/// The same where a single word carries the phrase ("he hits me").
const ENOUGH_OF_ONE: f64 = 0.87;
/// The same where that word is also used of things that are no danger ("having a stroke"), or where no word carries
/// the phrase alone ("don't want to be here").
const ENOUGH_OF_COMMON: f64 = 0.93;
/// How many other words may stand among the words of a phrase.
const BETWEEN: usize = 4;

/// How much several words must say together…
const GATHERED: f64 = 1.2;
/// …standing within so many words.
const NEARBY: usize = 8;

/// A phrase of a danger, as what to look for.
pub(super) struct Danger {
    need: NeedIndex,
    text: String,
    parts: Vec<Part>,
    total: f64,
    /// How much of it must be there.
    enough: f64,
    reach: usize,
}

/// A word of at least this weight carries meaning of its own.
const CARRIES: f64 = 1.0;

struct Part {
    key: Key,
    weight: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Stem(StemId),
    /// Any word of this role will do: `himself` for `myself`, `wife` for `husband`.
    Role(u8),
}

impl Danger {
    /// `None` where no word of the phrase can be looked for.
    pub(super) fn new(
        need: NeedIndex,
        text: &str,
        words: &[String],
        stems: &[StemId],
    ) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        for (word, &stem) in words.iter().zip(stems) {
            let role = role(word);
            let part = Part {
                key: key(role, stem),
                weight: weight(role),
            };
            if !parts.iter().any(|known| known.key == part.key) {
                parts.push(part);
            }
        }
        let total = parts.iter().map(|part| part.weight).sum();
        (!parts.is_empty()).then(|| Self {
            need,
            text: text.to_owned(),
            reach: words.len() + BETWEEN,
            parts,
            total,
            enough: ENOUGH,
        })
    }

    /// Decides how much of the phrase must be there, once it is known which words ordinary needs use.
    pub(super) fn settle(&mut self, is_common: impl Fn(StemId) -> bool) {
        let carrying: Vec<StemId> = self
            .parts
            .iter()
            .filter(|part| part.weight >= CARRIES)
            .filter_map(|part| match part.key {
                Key::Stem(stem) => Some(stem),
                Key::Role(_) => None,
            })
            .collect();
        let weighty = self.parts.iter().filter(|part| part.weight > 0.5).count();
        self.enough = match carrying.as_slice() {
            [] => ENOUGH_OF_COMMON,
            [stem] if weighty == 1 && is_common(*stem) => ENOUGH_OF_COMMON,
            [_] if weighty == 1 => ENOUGH_OF_ONE,
            _ => ENOUGH,
        };
    }
}

fn key(role: Role, stem: StemId) -> Key {
    match role {
        Role::Not => Key::Role(0),
        Role::Oneself => Key::Role(1),
        Role::Person | Role::Family => Key::Role(2),
        Role::Partner => Key::Role(3),
        Role::Glue | Role::General | Role::Content => Key::Stem(stem),
    }
}

fn weight(role: Role) -> f64 {
    match role {
        Role::Glue => 0.15,
        Role::Person | Role::Family => 0.2,
        Role::Not => 0.6,
        Role::Partner | Role::Oneself => 0.7,
        Role::General => 0.8,
        Role::Content => 1.0,
    }
}

/// Every danger the text may speak of, surest first, each with the phrase that shows it.
pub(super) fn crisis(index: &Index, typed: &Typed) -> Vec<Candidate> {
    let places = places(typed);
    let silencers = silencers(index, typed);
    let mut found: BTreeMap<NeedIndex, (f64, &Danger)> = BTreeMap::new();
    for danger in &index.dangers {
        let Some(score) = presence(danger, &places, &silencers) else {
            continue;
        };
        let slot = found.entry(danger.need).or_insert((0.0, danger));
        if score > slot.0 {
            *slot = (score, danger);
        }
    }
    let mut crisis: Vec<Candidate> = gathered(index, typed, &silencers)
        .into_iter()
        .filter(|candidate| !found.contains_key(&candidate.need))
        .collect();
    let present = found.into_iter().map(|(need, (score, danger))| Candidate {
        need,
        score,
        phrase: danger.text.clone(),
    });
    crisis.extend(present);
    crisis.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.need.cmp(&b.need)));
    crisis
}

/// Dangers that several words near each other speak of, though no phrase has them together.
fn gathered(index: &Index, typed: &Typed, silencers: &[Range<usize>]) -> Vec<Candidate> {
    let mut telling: BTreeMap<NeedIndex, Vec<(usize, StemId, f64)>> = BTreeMap::new();
    for (at, word) in typed.words.iter().enumerate() {
        if word.role != Role::Content {
            continue;
        }
        let mut most: BTreeMap<NeedIndex, (StemId, f64)> = BTreeMap::new();
        for &(stem, alike) in word.likely.iter().filter(|(_, alike)| *alike > 0.74) {
            for &(need, share) in &index.vocabulary[stem as usize].danger {
                let slot = most.entry(need).or_insert((stem, 0.0));
                if share * alike > slot.1 {
                    *slot = (stem, share * alike);
                }
            }
        }
        for (need, (stem, says)) in most {
            telling.entry(need).or_default().push((at, stem, says));
        }
    }
    telling
        .into_iter()
        .filter_map(|(need, words)| {
            let score = (0..words.len())
                .map(|first| gathered_from(&words[first..], silencers))
                .fold(0.0, f64::max);
            (score >= GATHERED).then(|| Candidate {
                need,
                score: (score / 4.0).min(ENOUGH),
                phrase: index.labels[need.position()].clone(),
            })
        })
        .collect()
}

/// How much the different words within reach of the first say together; 0 where it is one word, or silenced.
fn gathered_from(words: &[(usize, StemId, f64)], silencers: &[Range<usize>]) -> f64 {
    let start = words[0].0;
    let mut met: Vec<(StemId, f64)> = Vec::new();
    let mut last = start;
    for &(at, stem, says) in words.iter().take_while(|(at, _, _)| *at < start + NEARBY) {
        if met.iter().all(|(known, _)| *known != stem) {
            met.push((stem, says));
            last = at;
        }
    }
    let silent = silencers
        .iter()
        .any(|range| range.start <= start && last < range.end);
    if met.len() < 2 || silent {
        return 0.0;
    }
    met.iter().map(|(_, says)| says).sum()
}

/// Where each key stands in the text, and how alike the word there is.
fn places(typed: &Typed) -> FxHashMap<Key, Vec<(usize, f64)>> {
    let mut places: FxHashMap<Key, Vec<(usize, f64)>> = FxHashMap::default();
    for (at, word) in typed.words.iter().enumerate() {
        for &(stem, alike) in word.likely.iter() {
            places.entry(Key::Stem(stem)).or_default().push((at, alike));
        }
        if let by_role @ Key::Role(_) = key(word.role, 0) {
            places.entry(by_role).or_default().push((at, 1.0));
        }
    }
    places
}

/// Runs of words that are exactly a phrase of a need that is no danger.
fn silencers(index: &Index, typed: &Typed) -> Vec<Range<usize>> {
    typed
        .contained(index)
        .into_iter()
        .filter(|(_, needs)| needs.iter().all(|need| !index.is_crisis[need.position()]))
        .map(|(range, _)| range)
        .filter(|range| range.len() > 1)
        .collect()
}

/// How surely a phrase of danger is in the text, best place first; `None` where too little of it is there.
fn presence(
    danger: &Danger,
    places: &FxHashMap<Key, Vec<(usize, f64)>>,
    silencers: &[Range<usize>],
) -> Option<f64> {
    let mut events: Vec<(usize, usize, f64)> = Vec::new();
    for (part, Part { key, .. }) in danger.parts.iter().enumerate() {
        let at = places.get(key).map_or(&[][..], Vec::as_slice);
        events.extend(at.iter().map(|&(at, alike)| (at, part, alike)));
    }
    events.sort_by_key(|&(at, part, _)| (at, part));
    let mut best = None;
    for first in 0..events.len() {
        let start = events[first].0;
        let window: Vec<&(usize, usize, f64)> = events[first..]
            .iter()
            .take_while(|(at, _, _)| *at < start + danger.reach)
            .collect();
        let mut met: Vec<Option<(usize, f64)>> = vec![None; danger.parts.len()];
        for &&(at, part, like) in &window {
            if met[part].is_none_or(|(_, known)| like > known) {
                met[part] = Some((at, like));
            }
        }
        let mut there = 0.0;
        let mut matched = 0;
        let mut last = start;
        for (part, place) in danger.parts.iter().zip(&met) {
            // One typed word is one word meant, except where two are typed as one, which makes both equally alike.
            let Some((at, like)) = place.filter(|&(at, like)| {
                met.iter()
                    .flatten()
                    .all(|&(other, more)| other != at || more <= like)
            }) else {
                continue;
            };
            there += part.weight * like.sqrt();
            matched += 1;
            last = last.max(at);
        }
        let score = there / danger.total;
        let silent = silencers
            .iter()
            .any(|range| range.start <= start && last < range.end && range.len() > matched);
        if score >= danger.enough && !silent && best.is_none_or(|best| score > best) {
            best = Some(score.min(1.0));
        }
    }
    best
}
