//! Which needs a text may mean, where none of them is named exactly.

use super::Candidate;
use super::index::Index;
use super::text::Role;
use super::typed::{Typed, Word};
use crate::model::need::NeedIndex;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// How much the words of all of a need's phrases count beside its best single phrase.
const EVIDENCE: f64 = 0.5;
/// A word nobody has met says nothing, but makes the answer less sure.
const STRANGE: f64 = 0.5;
/// Less than this is not worth showing.
const LEAST_RAW: f64 = 0.25;
const LEAST_SCORE: f64 = 0.08;

/// Every need that some word points to, best first. Dangers are left to [`crisis`](super::crisis).
pub(super) fn candidates(index: &Index, typed: &Typed) -> Vec<Candidate> {
    let words = distinct(typed);
    let best = best_likeness(index, &words);
    let evidence = evidence(index, &words);
    let exact: FxHashSet<(usize, usize)> = typed
        .contained(index)
        .into_iter()
        .flat_map(|(range, needs)| needs.iter().map(move |need| (need.position(), range.len())))
        .collect();
    let mut phrases: BTreeMap<NeedIndex, (f64, usize)> = BTreeMap::new();
    let touched: BTreeSet<usize> = words
        .iter()
        .flat_map(|word| word.likely.iter())
        .flat_map(|(stem, _)| index.vocabulary[*stem as usize].phrases.iter().copied())
        .collect();
    for at in touched {
        let phrase = &index.phrases[at];
        if index.is_crisis[phrase.need.position()] {
            continue;
        }
        let matched: f64 = phrase
            .stems
            .iter()
            .map(|&stem| index.vocabulary[stem as usize].weight * best[stem as usize])
            .sum();
        let covered = matched / phrase.mass;
        let mut raw = matched * covered.powf(1.5) * phrase.trust;
        if covered > 0.999 && exact.contains(&(phrase.need.position(), phrase.stems.len())) {
            raw *= 1.3;
        }
        let slot = phrases.entry(phrase.need).or_insert((0.0, at));
        if raw > slot.0 {
            *slot = (raw, at);
        }
    }
    let possible: f64 = words.iter().map(|word| possible(index, word)).sum();
    let mut candidates: Vec<Candidate> = phrases
        .into_iter()
        .filter_map(|(need, (raw, at))| {
            let raw = raw + EVIDENCE * evidence[need.position()];
            let score = (raw / (possible * (1.0 + EVIDENCE))).min(1.0);
            (raw >= LEAST_RAW && score >= LEAST_SCORE).then(|| Candidate {
                need,
                score,
                phrase: index.phrases[at].text.clone(),
            })
        })
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.need.cmp(&b.need)));
    candidates
}

fn distinct(typed: &Typed) -> Vec<&Word> {
    let mut seen = FxHashSet::default();
    typed
        .words
        .iter()
        .filter(|word| seen.insert(word.text.as_str()))
        .collect()
}

/// For each stem of the vocabulary, how alike the word most like it is.
fn best_likeness(index: &Index, words: &[&Word]) -> Vec<f64> {
    let mut best = vec![0.0_f64; index.vocabulary.len()];
    for word in words {
        for &(stem, alike) in word.likely.iter() {
            let slot = &mut best[stem as usize];
            *slot = slot.max(alike);
        }
    }
    best
}

/// For each need, how much the typed words speak for it, whichever of its phrases they stand in.
fn evidence(index: &Index, words: &[&Word]) -> Vec<f64> {
    let mut sums = vec![0.0; index.is_crisis.len()];
    for word in words {
        if !matches!(word.role, Role::Content | Role::General) {
            continue;
        }
        let mut most: BTreeMap<NeedIndex, f64> = BTreeMap::new();
        for &(stem, alike) in word.likely.iter() {
            let stem = &index.vocabulary[stem as usize];
            for place in &stem.needs {
                let often = 1.0 + 0.15 * f64::from(place.times).ln();
                let says = stem.weight * alike * often * place.trust;
                let slot = most.entry(place.need).or_insert(0.0);
                *slot = slot.max(says);
            }
        }
        for (need, says) in most {
            sums[need.position()] += says;
        }
    }
    sums
}

/// What a word would add if it were met exactly.
fn possible(index: &Index, word: &Word) -> f64 {
    word.likely
        .iter()
        .map(|(stem, _)| index.vocabulary[*stem as usize].weight)
        .reduce(f64::max)
        .unwrap_or_else(|| STRANGE * word.role.weight())
}
