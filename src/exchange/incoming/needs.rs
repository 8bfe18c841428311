//! Which needs a service of others may meet: certain where its words are exactly ours, else only proposed.

use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::words::{Index, meaning};
use std::collections::BTreeMap;

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

/// Finds needs, and remembers what it found for words that come again: feeds have few different terms.
pub struct Finder<'d> {
    directory: &'d Directory,
    index: Index,
    known: BTreeMap<String, Needs>,
}

impl<'d> Finder<'d> {
    /// A finder for the needs of a directory.
    #[must_use]
    pub fn new(directory: &'d Directory) -> Self {
        Self {
            directory,
            index: Index::new(directory),
            known: BTreeMap::new(),
        }
    }

    /// The needs that hints name or suggest. An inexact match is never certain.
    pub fn needs(&mut self, hints: &[Hint]) -> Needs {
        let mut all = Needs::default();
        for hint in hints {
            let found = self.of_one(hint);
            for (need, hint) in found.certain {
                if all.certain.iter().all(|(known, _)| *known != need) {
                    all.certain.push((need, hint));
                }
            }
            for proposal in found.proposed {
                match all
                    .proposed
                    .iter_mut()
                    .find(|known| known.need == proposal.need)
                {
                    Some(known) if known.score < proposal.score => *known = proposal,
                    Some(_) => {}
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

    fn of_one(&mut self, hint: &Hint) -> Needs {
        let with_hint = |mut needs: Needs| {
            for (_, own) in &mut needs.certain {
                *own = hint.clone();
            }
            for proposal in &mut needs.proposed {
                proposal.hint = hint.clone();
            }
            needs
        };
        if let Some(known) = self.known.get(&hint.text) {
            return with_hint(known.clone());
        }
        let needs = self.looked_up(hint);
        self.known.insert(hint.text.clone(), needs.clone());
        needs
    }

    fn looked_up(&self, hint: &Hint) -> Needs {
        let meaning = meaning(&self.index, &hint.text);
        let proposal = |candidate: &crate::words::Candidate, crisis| Proposal {
            need: candidate.need,
            score: candidate.score,
            hint: hint.clone(),
            crisis,
        };
        let proposed = meaning
            .candidates
            .iter()
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
