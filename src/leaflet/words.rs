//! The fixed words of a leaflet in each language, from the files in `words/`, which are compiled in.
//!
//! Every form takes its words from here, by `Phrase`. What a service says about itself is not here: it is in the directory.

mod phrase;
mod read;

pub(crate) use phrase::Phrase;
pub use read::WordsProblem;

use super::phrases::{capital, one_line};
use crate::model::hours::{Closed, Day, Session, TimeOfDay, round_the_clock};
use crate::model::service::Service;
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::model::wording::{Translation, base_language};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// The language files beside the English one.
const OTHERS: [&str; 1] = [include_str!("words/cy.toml")];

static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let english = Words::parse_beside(Words::ENGLISH_FILE, None);
    let mut languages: Vec<Words> = english.into_iter().collect();
    let others = OTHERS.map(|file| Words::parse_beside(file, languages.first()));
    languages.extend(others.into_iter().flatten());
    languages
});

/// The fixed words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Its BCP 47 code: `en-GB`, `cy`.
    pub code: String,
    /// What it is called in English.
    pub name: String,
    /// True where it is written from right to left.
    pub right_to_left: bool,
    /// Who checked these words, and when, as printed; `None`: nobody.
    pub checked: Option<String>,
    phrases: BTreeMap<String, String>,
    not_checked: BTreeMap<String, String>,
    languages: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// The English language file, which those of other languages are made from.
    pub const ENGLISH_FILE: &str = include_str!("words/en.toml");

    /// The words of a language, by its code with or without a region; `None`: there are none.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        LANGUAGES
            .iter()
            .find(|words| base_language(&words.code) == base_language(code))
    }

    /// The English words.
    ///
    /// # Panics
    /// Never: a test reads every language file.
    #[must_use]
    pub fn english() -> &'static Self {
        LANGUAGES
            .first()
            .expect("the English words are compiled in, and a test reads them")
    }

    /// Every language there is, English first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// True for English, in which the directory itself is written.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.code.starts_with("en")
    }

    /// What an entry says of itself in this language; `None` in English, and where nobody translated it.
    #[must_use]
    pub fn translation<'s>(&self, service: &'s Service) -> Option<&'s Translation> {
        if self.is_english() {
            return None;
        }
        let wanted = base_language(&self.code);
        let mut translations = service.translations.iter();
        translations.find(|translation| base_language(&translation.language) == wanted)
    }

    /// A phrase as it stands in the file.
    pub(crate) fn say(&self, phrase: Phrase) -> &str {
        self.phrases.get(phrase.key()).map_or("", String::as_str)
    }

    /// A phrase with its placeholders filled: `{date}`.
    pub(crate) fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        fill(self.say(phrase), values)
    }

    /// The same phrase in English, to stand beside this one; `None` where this is English.
    pub(crate) fn english_beside(&self, phrase: Phrase) -> Option<&'static str> {
        (!self.is_english()).then(|| Self::english().say(phrase))
    }

    /// A phrase that must be understood whatever the language: with the English beside it.
    pub(crate) fn with_english(&self, phrase: Phrase) -> String {
        let own = self.say(phrase);
        self.english_beside(phrase)
            .map_or_else(|| own.to_owned(), |english| format!("{own} / {english}"))
    }

    /// `a`, `a and b`, `a, b and c`.
    pub(super) fn and(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => {
                format!("{} {} {last}", start.join(", "), self.say(Phrase::And))
            }
        }
    }

    /// What a support need asks of a service, as a clause: `they can take your oxygen`.
    pub(super) fn clause(&self, need: SupportNeed) -> &str {
        self.not_checked.get(need.word()).map_or("", String::as_str)
    }

    /// The name of a language by its code, in English where these words do not have it; a code that is not known is printed as
    /// it stands.
    pub(super) fn language(&self, code: &str) -> String {
        let base = base_language(code);
        let known = self.languages.get(&base);
        let known = known.or_else(|| Self::english().languages.get(&base));
        known.map_or_else(|| one_line(code), Clone::clone)
    }

    /// `23 November 2026`.
    pub(super) fn date(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let values = [
            ("day", day.as_str()),
            ("month", self.month(date)),
            ("year", year.as_str()),
        ];
        self.fill(Phrase::Date, &values)
    }

    /// The name of the month of a date.
    pub(super) fn month(&self, date: Date) -> &str {
        self.listed("months", usize::from(date.month().unsigned_abs()) - 1)
    }

    /// When it is open, one session a line; empty where it is not said.
    pub(super) fn hours(&self, hours: &[Session]) -> Vec<String> {
        if round_the_clock(hours) {
            return vec![self.say(Phrase::DayAndNight).to_owned()];
        }
        hours
            .iter()
            .map(|session| one_line(&self.session(session)))
            .collect()
    }

    /// `Tuesdays, 10am to 12 noon (not on bank holidays)`.
    fn session(&self, session: &Session) -> String {
        let mut words = if session.weeks.is_empty() {
            self.days(&session.days)
        } else {
            let position = |day: &Day| Day::WORDS.iter().position(|(_, known)| known == day);
            let places = session.days.iter().filter_map(position);
            let days: Vec<String> = places
                .map(|place| self.listed("days", place).to_owned())
                .collect();
            let week = |week: &u8| self.listed("weeks", usize::from(*week).clamp(1, 5) - 1);
            let weeks: Vec<String> = session
                .weeks
                .iter()
                .map(|number| week(number).to_owned())
                .collect();
            let (days, weeks) = (self.and(&days), self.and(&weeks));
            let values = [("days", days.as_str()), ("weeks", &weeks)];
            capital(&self.fill(Phrase::WeeksOfMonth, &values))
        };
        words = if session.is_all_day() {
            self.fill(Phrase::AllDay, &[("days", &words)])
        } else {
            let (from, to) = (self.time(session.from), self.time(session.to));
            let values = [("days", words.as_str()), ("from", &from), ("to", &to)];
            self.fill(Phrase::FromTo, &values)
        };
        if session.closed.is_empty() {
            return words;
        }
        let closed: Vec<String> = session
            .closed
            .iter()
            .map(|closed| match closed {
                Closed::BankHolidays => self.say(Phrase::OnBankHolidays).to_owned(),
                Closed::Month(month) => {
                    let month = self.listed("months", usize::from(*month).clamp(1, 12) - 1);
                    self.fill(Phrase::InMonth, &[("month", month)])
                }
            })
            .collect();
        let closed = closed.join(self.say(Phrase::Or));
        self.fill(Phrase::NotOn, &[("times", &words), ("closed", &closed)])
    }

    fn days(&self, days: &[Day]) -> String {
        let position = |day: &Day| Day::WORDS.iter().position(|(_, known)| known == day);
        let places: Vec<usize> = days.iter().filter_map(position).collect();
        if places == [0, 1, 2, 3, 4, 5, 6] {
            return self.say(Phrase::EveryDay).to_owned();
        }
        let in_a_row = places.windows(2).all(|two| two[1] == two[0] + 1);
        if let ([first, .., last], true) = (places.as_slice(), in_a_row && places.len() > 2) {
            let (first, last) = (self.listed("days", *first), self.listed("days", *last));
            return self.fill(Phrase::DaysTo, &[("first", first), ("last", last)]);
        }
        let on = |place: &usize| self.listed("on_days", *place).to_owned();
        self.and(&places.iter().map(on).collect::<Vec<_>>())
    }

    /// `10am`, `12 noon`, `2:30pm`, `midnight`.
    fn time(&self, time: TimeOfDay) -> String {
        let (hours, minutes) = (time.minutes() / 60, time.minutes() % 60);
        let mut clock = ((hours + 11) % 12 + 1).to_string();
        if minutes > 0 {
            // Writing to a text cannot fail.
            let _ = write!(clock, ":{minutes:02}");
        }
        match (hours, minutes) {
            (12, 0) => self.say(Phrase::Noon).to_owned(),
            (0 | 24, 0) => self.say(Phrase::Midnight).to_owned(),
            (0..12, _) => self.fill(Phrase::Morning, &[("time", &clock)]),
            _ => self.fill(Phrase::Afternoon, &[("time", &clock)]),
        }
    }

    fn listed(&self, list: &str, place: usize) -> &str {
        let words = self.lists.get(list).and_then(|list| list.get(place));
        words.map_or("", String::as_str)
    }
}

/// Puts values in the places of a text; what a value says is never taken for a placeholder.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| *value));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_language_that_is_compiled_in_is_whole() {
        assert_eq!(Words::parse_beside(Words::ENGLISH_FILE, None).err(), None);
        for file in OTHERS {
            assert_eq!(Words::parse(file).err(), None);
        }
        assert_eq!(Words::all().len(), 1 + OTHERS.len());
        let names = |words: &Words| words.languages.keys().cloned().collect::<Vec<_>>();
        for words in Words::all() {
            assert_eq!(names(words), names(Words::english()), "{}", words.name);
        }
    }

    #[test]
    fn english_is_checked_and_welsh_says_that_it_is_not() {
        assert!(Words::of("en").unwrap().checked.is_some());
        let welsh = Words::of("cy-GB").unwrap();
        assert_eq!((welsh.code.as_str(), welsh.checked.as_ref()), ("cy", None));
        assert!(Words::of("tlh").is_none());
    }

    #[test]
    fn a_value_is_never_a_placeholder() {
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "x")]), "{b} x");
        assert_eq!(fill("{a", &[("a", "x")]), "{a");
    }

    proptest! {
        #[test]
        fn english_hours_are_those_of_the_model(
            days in proptest::sample::subsequence(Day::WORDS.iter().map(|(_, day)| *day).collect::<Vec<_>>(), 1..=7),
            from in 0_u16..=1440, to in 0_u16..=1440,
            weeks in proptest::sample::subsequence(vec![1_u8, 2, 3, 4, 5], 0..=5),
            closed in proptest::sample::subsequence(vec![Closed::BankHolidays, Closed::Month(8), Closed::Month(12)], 0..=3),
        ) {
            let time = |minutes: u16| TimeOfDay::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60)).unwrap();
            let session = Session { days, from: time(from), to: time(to), weeks, closed };
            prop_assert_eq!(Words::english().session(&session), session.in_words());
        }

        #[test]
        fn english_dates_are_those_of_the_model(days in 0_i64..100_000) {
            use jiff::ToSpan;
            let date = jiff::civil::date(1900, 1, 1) + days.days();
            prop_assert_eq!(Words::english().date(date), crate::model::hours::date_in_words(date));
        }
    }
}
