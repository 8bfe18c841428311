//! Which needs a service of others may meet: certain where its words are exactly ours, else only proposed.

use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::words::{Index, meaning as meaning_of};
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What the needs of a service are told from, most telling first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The words.
    pub text: String,
    /// Where they stand, for the person who decides: `a taxonomy term`.
    pub from: &'static str,
}

/// A need that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The need.
    pub need: NeedIndex,
    /// How sure, above 0 and at most 1. Not a probability.
    pub score: f64,
    /// The words it was told from.
    pub hint: Hint,
    /// True for a danger, which is proposed however unlikely.
    pub crisis: bool,
}

/// What the hints say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    /// Needs that a hint names exactly, with the hint.
    pub certain: Vec<(NeedIndex, Hint)>,
    /// Others that may be meant, surest first, each once.
    pub proposed: Vec<Proposal>,
}

/// Below this a match is hardly better than chance; a danger is proposed all the same.
const LEAST: f64 = 0.25;
/// At most so many proposals are worth a person's time.
const MOST: usize = 5;

/// Finds needs, and remembers what it found for words that come again: feeds have few different terms. Several threads can ask the
/// same one; what it answers does not depend on what it was asked before.
pub struct Finder<'d> {
    directory: &'d Directory,
    index: Index,
    /// Only looked up by its words, never gone through.
    known: RwLock<FxHashMap<String, Arc<Needs>>>,
}

impl<'d> Finder<'d> {
    /// A finder for the needs of a directory.
    #[must_use]
    pub fn new(directory: &'d Directory) -> Self {
        Self {
            directory,
            index: Index::new(directory),
            known: RwLock::default(),
        }
    }

    /// The needs that hints name or suggest. An inexact match is never certain.
    pub fn needs(&self, hints: &[Hint]) -> Needs {
        let mut all = Needs::default();
        for hint in hints {
            let found = self.of_one(hint);
            for (need, _) in &found.certain {
                if all.certain.iter().all(|(known, _)| known != need) {
                    all.certain.push((*need, hint.clone()));
                }
            }
            for found in &found.proposed {
                let mut proposed = all.proposed.iter_mut();
                let known = proposed.find(|known| known.need == found.need);
                if known
                    .as_ref()
                    .is_some_and(|known| known.score >= found.score)
                {
                    continue;
                }
                let proposal = Proposal {
                    hint: hint.clone(),
                    ..found.clone()
                };
                match known {
                    Some(known) => *known = proposal,
                    None => all.proposed.push(proposal),
                }
            }
        }
        let certain: Vec<NeedIndex> = all.certain.iter().map(|(need, _)| *need).collect();
        all.proposed
            .retain(|proposal| !certain.contains(&proposal.need));
        all.proposed
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.need.cmp(&b.need)));
        // A danger is never pushed out of sight by likelier needs.
        let mut others = 0;
        all.proposed.retain(|proposal| {
            if proposal.crisis {
                return true;
            }
            others += 1;
            others <= MOST && proposal.score >= LEAST
        });
        all
    }

    /// The id of a need.
    #[must_use]
    pub fn id(&self, need: NeedIndex) -> &'d str {
        &self.directory.need(need).id.value
    }

    /// What one hint says; the hints in it are those of the first service that had these words.
    fn of_one(&self, hint: &Hint) -> Arc<Needs> {
        // A thread that stopped half-way left nothing half-written: an answer is put in whole.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&hint.text) {
            return Arc::clone(known);
        }
        drop(known);
        let needs = Arc::new(self.looked_up(hint));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(hint.text.clone(), Arc::clone(&needs));
        needs
    }

    fn looked_up(&self, hint: &Hint) -> Needs {
        let meaning = meaning_of(&self.index, &hint.text);
        let proposal = |candidate: &crate::words::Candidate, crisis| Proposal {
            need: candidate.need,
            score: candidate.score,
            hint: hint.clone(),
            crisis,
        };
        // What it is not for is no hint, unless the need itself is said so: "no food in the house".
        let without = without_denied(&hint.text);
        let rest = without.map(|text| meaning_of(&self.index, &text).candidates);
        let proposed = meaning
            .candidates
            .iter()
            .filter(|candidate| is_told(&hint.text, &candidate.phrase))
            .filter_map(|candidate| match &rest {
                Some(rest) if !words(&candidate.phrase).any(is_denial) => {
                    rest.iter().find(|other| other.need == candidate.need)
                }
                _ => Some(candidate),
            })
            .map(|candidate| proposal(candidate, false));
        let crisis = meaning
            .crisis
            .iter()
            .map(|candidate| proposal(candidate, true));
        Needs {
            certain: meaning
                .exact
                .iter()
                .map(|need| (*need, hint.clone()))
                .collect(),
            proposed: proposed.chain(crisis).collect(),
        }
    }
}

/// Words with fewer letters tell nothing: `x`, `no`, `ot`.
const FEWEST_LETTERS: usize = 3;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
}

fn is_denial(word: &str) -> bool {
    word.eq_ignore_ascii_case("no") || word.eq_ignore_ascii_case("not")
}

/// False where only words of a letter or two speak for a phrase.
fn is_told(text: &str, phrase: &str) -> bool {
    let is_long = |word: &&str| word.chars().count() >= FEWEST_LETTERS;
    let lower = (text.to_lowercase(), phrase.to_lowercase());
    if !words(&lower.0).any(|word| is_long(&word)) {
        return false;
    }
    let by_short = words(&lower.0)
        .filter(|word| !is_long(word))
        .any(|word| words(&lower.1).any(|other| other == word));
    let start = |word: &str| word.chars().take(FEWEST_LETTERS).collect::<String>();
    let by_long = words(&lower.0).filter(is_long).any(|word| {
        words(&lower.1)
            .filter(is_long)
            .any(|other| start(other) == start(word))
    });
    by_long || !by_short
}

/// A text without what stands after "no" or "not", up to the end of the clause; `None` where nothing is denied.
fn without_denied(text: &str) -> Option<String> {
    /// What is not denied after all: "not only for men", "not-for-profit".
    const NOT_DENIED: [&str; 4] = ["only", "just", "for profit", "for-profit"];
    if !words(text).any(is_denial) {
        return None;
    }
    let mut left = String::with_capacity(text.len());
    let mut is_denied = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '\''))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let between = after
            .find(|c: char| c.is_alphanumeric() || c == '\'')
            .unwrap_or(after.len());
        let (marks, next) = after.split_at(between);
        let lower: String = next.chars().take(12).collect::<String>().to_lowercase();
        if is_denial(word) && !NOT_DENIED.iter().any(|start| lower.starts_with(start)) {
            is_denied = true;
        } else if word.eq_ignore_ascii_case("but") {
            is_denied = false;
        }
        if !is_denied {
            left.push_str(word);
        }
        left.push_str(marks);
        if marks.contains(['.', ',', ';', ':', '!', '?', '(', ')', '\n']) {
            is_denied = false;
        }
        rest = next;
    }
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_taken_out_up_to_the_end_of_the_clause() {
        for (text, expected) in [
            ("tea and talk", None),
            ("This is not a falls service.", Some("This is    .")),
            ("Not falls, but tea", Some(" , but tea")),
            ("No falls but tea", Some("  but tea")),
            ("not only falls", Some("not only falls")),
            (
                "A not-for-profit falls group",
                Some("A not-for-profit falls group"),
            ),
        ] {
            let without = without_denied(text);
            assert_eq!(without.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn words_of_a_letter_or_two_speak_for_nothing() {
        assert!(!is_told("x x x", "x-ray"));
        assert!(!is_told("a to b", "falls"));
        assert!(!is_told("go to tea", "to and fro"));
        assert!(is_told("prevent fals", "falls prevention"));
        assert!(is_told("somebody to see", "loneliness"));
    }
}
