//! A case: facts, needs and a place; never a name, an NHS number or a date of birth.

use super::fact::Answers;
use super::need::NeedIndex;
use super::profile::{FromProfile, Profile};
use super::rule::Route;
use super::vocabulary::SupportNeed;
use jiff::civil::Date;

/// One situation to be decided.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The case's name; `None` on the command line.
    pub id: Option<String>,
    /// What it is about, invented or published; never a real person's.
    pub story: Option<String>,
    /// Where the story comes from.
    pub source: Option<String>,
    /// Age in years; `None`: not known.
    pub age: Option<u8>,
    /// Postcode, sector, district or named area, as typed; `None`: no place given.
    pub near: Option<String>,
    /// What the person needs a service to cope with.
    pub with: Vec<SupportNeed>,
    /// What matters to the person, in one sentence.
    pub matters: Option<String>,
    /// The day the red flags were asked. `None`: as if asked today on the command line, not at all in a file.
    pub asked_on: Option<Date>,
    /// What was answered about the person.
    pub facts: Answers,
    /// Which of them come from a profile, and from where; `None`: none of them.
    pub profile: Option<FromProfile>,
    /// The needs, each with what was answered about it.
    pub needs: Vec<(NeedIndex, Answers)>,
    /// What a worked case must give; `None` in a case of real life.
    pub expect: Option<Expect>,
}

impl Case {
    /// Takes over the answers of a profile to facts that the case has no answer to. `source` is the file, as shown.
    pub fn answer_from(&mut self, profile: &Profile, source: &str) {
        let mut facts = Vec::new();
        for (fact, answer) in profile.answers() {
            if self.facts.get(*fact).is_none() {
                self.facts.set(*fact, answer.clone());
                facts.push(*fact);
            }
        }
        if !facts.is_empty() {
            self.profile = Some(FromProfile {
                source: source.to_owned(),
                until: profile.until(),
                facts,
            });
        }
    }
}

/// What a worked case must give. What is not named is not compared.
#[derive(Clone, Debug, Default)]
pub struct Expect {
    /// The route for the person.
    pub route: Option<Route>,
    /// Exactly these weaker routes beside it.
    pub also: Option<Vec<Route>>,
    /// Whether everything is decided.
    pub decided: Option<bool>,
    /// The route for each need named.
    pub needs: Vec<(NeedIndex, Route)>,
    /// Rules that must be among those that applied.
    pub rules: Vec<String>,
    /// Actions that must be among those to do.
    pub actions: Vec<String>,
    /// Services that must be offered.
    pub present: Vec<String>,
    /// Services that must not be offered.
    pub absent: Vec<String>,
}

impl Expect {
    /// True where nothing is expected, so that every plan would do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self {
            route,
            also,
            decided,
            needs,
            rules,
            actions,
            present,
            absent,
        } = self;
        let lists = [rules, actions, present, absent];
        route.is_none()
            && also.is_none()
            && decided.is_none()
            && needs.is_empty()
            && lists.iter().all(|list| list.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::{Answer, FactIndex};
    use super::super::profile::{ProfileFact, Said};
    use super::*;

    fn profile() -> Profile {
        let fact = |position: usize| ProfileFact {
            id: format!("fact-{position}"),
            said: Said::One("yes".to_owned()),
            answer: Some((FactIndex::from_position(position), Answer::OneOf(0b10))),
        };
        Profile {
            set_at: "2026-11-24T09:00:00Z".parse().unwrap(),
            kept: false,
            facts: vec![fact(0), fact(1)],
        }
    }

    #[test]
    fn what_the_case_says_goes_before_what_the_profile_says() {
        let mut case = Case::default();
        let first = FactIndex::from_position(0);
        case.facts.set(first, Answer::OneOf(0b01));
        case.answer_from(&profile(), "p.toml");
        assert_eq!(case.facts.get(first), Some(&Answer::OneOf(0b01)));
        let second = FactIndex::from_position(1);
        assert_eq!(case.facts.get(second), Some(&Answer::OneOf(0b10)));
        let from = case.profile.unwrap();
        assert_eq!(from.facts, [second]);
        assert_eq!(from.until, Some("2026-11-24T21:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_profile_that_adds_nothing_is_not_named() {
        let mut case = Case::default();
        for position in 0..2 {
            let fact = FactIndex::from_position(position);
            case.facts.set(fact, Answer::Unsure);
        }
        case.answer_from(&profile(), "p.toml");
        assert_eq!(case.profile, None);
    }
}
