//! What somebody typed, with the stems of the vocabulary that each word may stand for.

use super::index::{Index, Likely, StemId};
use super::ordinary::is_ordinary;
use super::text::{Role, role, words};
use crate::model::need::NeedIndex;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;

/// Two words typed as two where the vocabulary has one ("stair lift") must be this much alike.
const LIKE_JOINED: f64 = 0.8;

/// How likely another word is meant where the stem is known.
const INSTEAD: f64 = 0.9;

/// A typed text, ready to be compared.
pub(super) struct Typed {
    pub(super) words: Vec<Word>,
}

/// One typed word.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) role: Role,
    /// Its stem, where the vocabulary has it.
    pub(super) known: Option<StemId>,
    /// What it may stand for: the known stem alone, or every stem it may be a misspelling of.
    pub(super) likely: Rc<Likely>,
}

impl Typed {
    pub(super) fn new(index: &Index, text: &str) -> Self {
        let texts = words(text);
        let mut seen: FxHashMap<String, Rc<Likely>> = FxHashMap::default();
        let mut words: Vec<Word> = texts
            .into_iter()
            .map(|text| {
                let role = role(&text);
                let known = index.known(&text);
                let likely = seen
                    .entry(text.clone())
                    .or_insert_with(|| {
                        Rc::new(match known {
                            Some(stem) if index.writes(&text) || is_ordinary(&text) => {
                                vec![(stem, 1.0)]
                            }
                            Some(stem) => inflected(index, &text, stem),
                            None if role == Role::Content && !is_ordinary(&text) => {
                                index.likely(&text)
                            }
                            None => Likely::new(),
                        })
                    })
                    .clone();
                Word {
                    text,
                    role,
                    known,
                    likely,
                }
            })
            .collect();
        join(index, &mut words);
        Self { words }
    }

    /// The needs that have exactly these words as label, id or phrase.
    pub(super) fn exact<'a>(&self, index: &'a Index) -> &'a [NeedIndex] {
        let stems: Option<Vec<StemId>> = self.words.iter().map(|word| word.known).collect();
        stems
            .and_then(|stems| index.exact.get(&stems))
            .map_or(&[], Vec::as_slice)
    }

    /// Every run of words that is exactly a phrase, with the needs it belongs to.
    pub(super) fn contained<'a>(&self, index: &'a Index) -> Vec<(Range<usize>, &'a [NeedIndex])> {
        let mut contained = Vec::new();
        for start in 0..self.words.len() {
            let stems: Vec<StemId> = self.words[start..]
                .iter()
                .take(index.longest_exact)
                .map_while(|word| word.known)
                .collect();
            for length in (1..=stems.len()).rev() {
                if let Some(needs) = index.exact.get(&stems[..length]) {
                    contained.push((start..start + length, needs.as_slice()));
                }
            }
        }
        contained
    }
}

/// A word whose stem the vocabulary has, but not in this form: perhaps a misspelling all the same ("hering" has the
/// stem of "here").
fn inflected(index: &Index, text: &str, stem: StemId) -> Likely {
    let mut likely = index.likely(text);
    for (other, alike) in &mut likely {
        *alike = if *other == stem {
            1.0
        } else {
            *alike * INSTEAD
        };
    }
    if !likely.iter().any(|(other, _)| *other == stem) {
        likely.push((stem, 1.0));
    }
    likely
}

/// Lets two neighbours stand for the one word they make: `stair lift`, `my self`, `arthur-itis`.
fn join(index: &Index, words: &mut [Word]) {
    let mut seen: FxHashMap<String, Rc<Likely>> = FxHashMap::default();
    for at in 1..words.len() {
        let (first, second) = (&words[at - 1], &words[at]);
        let joined = format!("{}{}", first.text, second.text);
        if joined.len() < 6 {
            continue;
        }
        let strange = |word: &Word| word.known.is_none() && word.role == Role::Content;
        let empty = |word: &Word| matches!(word.role, Role::Glue | Role::General);
        if empty(first) && empty(second) {
            continue;
        }
        let role = role(&joined);
        let likely = if let Some(stem) = index.known(&joined) {
            Rc::new(vec![(stem, 1.0)])
        } else if strange(first) || strange(second) {
            seen.entry(joined)
                .or_insert_with_key(|joined| {
                    let mut likely = index.likely(joined);
                    likely.retain(|(_, alike)| *alike >= LIKE_JOINED);
                    Rc::new(likely)
                })
                .clone()
        } else {
            continue;
        };
        if likely.is_empty() {
            continue;
        }
        for word in &mut words[at - 1..=at] {
            let mut both = word.likely.as_ref().clone();
            both.extend(likely.iter().copied());
            both.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            both.dedup_by_key(|(stem, _)| *stem);
            word.likely = Rc::new(both);
            if role == Role::Oneself {
                word.role = role;
            }
        }
    }
}
