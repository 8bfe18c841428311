//! Abbreviations that no edit distance finds: `ftcare` for foot care.

use super::Candidate;
use super::index::Index;
use super::text::words;
use crate::model::need::NeedIndex;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::BTreeMap;

/// Shorter texts fit too much, longer ones are not abbreviations.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=14;
/// How much surer than this no abbreviation is.
const SUREST: f64 = 0.5;

/// Needs whose phrase begins with the first letter typed and has all the others in order, best first.
pub(super) fn abbreviated(index: &Index, typed: &str) -> Vec<Candidate> {
    let words = words(typed);
    let typed = words.concat();
    if words.len() > 2 || !LETTERS.contains(&typed.len()) || !typed.is_ascii() {
        return Vec::new();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let Some(best) = matcher.fuzzy_match(&typed, &typed) else {
        return Vec::new();
    };
    let mut found: BTreeMap<NeedIndex, (f64, &str)> = BTreeMap::new();
    for phrase in &index.phrases {
        let length = phrase.text.len();
        if phrase.text.as_bytes().first() != typed.as_bytes().first()
            || length > typed.len() * 5 / 2
        {
            continue;
        }
        let Some(score) = matcher.fuzzy_match(&phrase.text, &typed) else {
            continue;
        };
        let score = share(score, best) * phrase.trust * SUREST;
        let slot = found.entry(phrase.need).or_insert((0.0, &phrase.text));
        if score > slot.0 {
            *slot = (score, &phrase.text);
        }
    }
    let mut candidates: Vec<Candidate> = found
        .into_iter()
        .map(|(need, (score, phrase))| Candidate {
            need,
            score,
            phrase: phrase.to_owned(),
        })
        .filter(|candidate| candidate.score > SUREST / 4.0)
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.need.cmp(&b.need)));
    candidates
}

#[expect(clippy::cast_precision_loss, reason = "scores are small numbers")]
fn share(part: i64, whole: i64) -> f64 {
    (part as f64 / whole.max(1) as f64).clamp(0.0, 1.0)
}
