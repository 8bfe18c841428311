//! A profile: what a worker said once about themself, until when it counts, and which answers of a case came from it.

use super::fact::{Answer, FactIndex};
use jiff::{SignedDuration, Timestamp};

/// How long answers count that are not kept: as long as the longest shift. On a machine that several people use, the
/// next one is asked again.
pub const LAPSES_AFTER: SignedDuration = SignedDuration::from_hours(12);

/// What a worker said about themself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// When the oldest of its answers was given.
    pub set_at: Timestamp,
    /// True where it does not lapse.
    pub kept: bool,
    /// The answers, in the order of the file.
    pub facts: Vec<ProfileFact>,
}

/// One answer of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileFact {
    /// The fact's id.
    pub id: String,
    /// The answer as it stands in the file.
    pub said: Said,
    /// What it means here; `None`: the rules of this directory declare no such fact, those of another may.
    pub answer: Option<(FactIndex, Answer)>,
}

/// An answer as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// One word.
    One(String),
    /// Several words: one of these or, for a set, all of these.
    Several(Vec<String>),
    /// For a set: each element with a word of its own.
    Each(Vec<(String, String)>),
}

/// The answers of a case that came from a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromProfile {
    /// The file, as shown to people.
    pub source: String,
    /// When they stop counting; `None`: they are kept.
    pub until: Option<Timestamp>,
    /// The facts they answer; never empty.
    pub facts: Vec<FactIndex>,
}

impl Profile {
    /// When its answers stop counting; `None`: they are kept.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        let lapses = self.set_at.saturating_add(LAPSES_AFTER);
        (!self.kept).then(|| lapses.unwrap_or(Timestamp::MAX))
    }

    /// Whether its answers count at this moment. Those of the future do not: a clock was wrong then, or is now.
    #[must_use]
    pub fn counts_at(&self, now: Timestamp) -> bool {
        self.until()
            .is_none_or(|until| self.set_at <= now && now < until)
    }

    /// The answers that mean something in this directory.
    pub fn answers(&self) -> impl Iterator<Item = &(FactIndex, Answer)> {
        self.facts.iter().filter_map(|fact| fact.answer.as_ref())
    }

    /// Puts answers given `now` beside the old ones, and in the place of those to the same facts.
    ///
    /// While one old answer is left, everything lapses with that one: what one worker said must not go on counting
    /// because another one on the same machine answered something else.
    pub fn answer(&mut self, facts: Vec<ProfileFact>, now: Timestamp) {
        let again = |old: &ProfileFact| facts.iter().any(|new| new.id == old.id);
        if self.facts.iter().all(again) {
            self.set_at = now;
        }
        for new in facts {
            match self.facts.iter_mut().find(|old| old.id == new.id) {
                Some(old) => *old = new,
                None => self.facts.push(new),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    fn said(id: &str, word: &str) -> ProfileFact {
        ProfileFact {
            id: id.to_owned(),
            said: Said::One(word.to_owned()),
            answer: None,
        }
    }

    fn profile(kept: bool) -> Profile {
        Profile {
            set_at: at("2026-11-24T09:00:00Z"),
            kept,
            facts: vec![said("you-are", "ahp"), said("contact", "one-off")],
        }
    }

    #[test]
    fn counts_for_twelve_hours_and_not_a_second_more() {
        let profile = profile(false);
        assert!(profile.counts_at(at("2026-11-24T09:00:00Z")));
        assert!(profile.counts_at(at("2026-11-24T20:59:59Z")));
        assert!(!profile.counts_at(at("2026-11-24T21:00:00Z")));
        assert_eq!(profile.until(), Some(at("2026-11-24T21:00:00Z")));
    }

    #[test]
    fn a_profile_of_the_future_does_not_count() {
        assert!(!profile(false).counts_at(at("2026-11-24T08:59:59Z")));
    }

    #[test]
    fn a_kept_profile_counts_for_ever() {
        assert!(profile(true).counts_at(at("2036-01-01T00:00:00Z")));
        assert_eq!(profile(true).until(), None);
    }

    #[test]
    fn an_old_answer_that_is_left_keeps_its_time() {
        let mut profile = profile(false);
        let now = at("2026-11-24T20:00:00Z");
        profile.answer(
            vec![said("contact", "short-course"), said("knows-area", "yes")],
            now,
        );
        assert_eq!(profile.set_at, at("2026-11-24T09:00:00Z"));
        assert_eq!(
            profile.facts,
            [
                said("you-are", "ahp"),
                said("contact", "short-course"),
                said("knows-area", "yes"),
            ]
        );
    }

    #[test]
    fn answering_everything_again_starts_the_time_anew() {
        let mut profile = profile(false);
        let now = at("2026-11-24T20:00:00Z");
        profile.answer(
            vec![said("contact", "one-off"), said("you-are", "paramedic")],
            now,
        );
        assert_eq!(profile.set_at, now);
        assert_eq!(
            profile.facts,
            [said("you-are", "paramedic"), said("contact", "one-off")]
        );
    }
}
