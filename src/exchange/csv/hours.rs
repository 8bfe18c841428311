//! Opening hours as people write them in a cell: read where every word of it is understood, else not at all.

mod times;
mod typed;

use crate::exchange::oruk::words::read_day;
use crate::model::hours::{Closed, Day, MONTHS, Session, TimeOfDay};
use crate::model::vocabulary::Vocabulary;
use times::span;
use typed::{Token, Words};

const NOT_UNDERSTOOD: &str = "not every word of it is understood as days and times";
const EVERY_OTHER: &str =
    "\"every second\" may be every other week, or the second week of the month";

/// The sessions of a cell: `Mon-Fri 9am-5pm`, `Tuesdays 10:00-12:00; first Friday of the month, 2 to 4pm`, and what our own
/// export writes.
///
/// # Errors
/// Why it is not read: a word of it is not understood, a time could be morning or afternoon, or it may mean something else.
///
/// ```
/// use signpost::exchange::csv::hours::hours;
///
/// let sessions = hours("Mon-Fri 9am-5pm").unwrap();
/// assert_eq!(sessions[0].in_words(), "Monday to Friday, 9am to 5pm");
/// assert_eq!(hours("Tuesdays 2-4"), Err("it does not say whether a time is am or pm"));
/// assert!(hours("Tuesdays 2pm to 4pm in term time").is_err());
/// ```
pub fn hours(text: &str) -> Result<Vec<Session>, &'static str> {
    let mut words = Words::new(text);
    let mut sessions = Vec::new();
    loop {
        let Some(read) = words.session() else {
            return Err(words.why.unwrap_or(NOT_UNDERSTOOD));
        };
        sessions.extend(read);
        while words.sign(&[";", ",", "."]) || words.word(&["and"]) {}
        if words.is_over() {
            return Ok(sessions);
        }
    }
}

impl Words {
    /// Days, weeks, and one or more times on them.
    fn session(&mut self) -> Option<Vec<Session>> {
        let every = self.word(&["every", "each"]);
        let mut weeks = self.weeks();
        let days = self.days()?;
        if !weeks.is_empty() && !self.of_the_month() && every && matches!(weeks[..], [2..=5]) {
            self.why = Some(EVERY_OTHER);
            return None;
        }
        self.sign(&[",", ":", "-"]);
        if weeks.is_empty() {
            weeks = self.weeks();
            if !weeks.is_empty() {
                // "Tuesdays, first and third week of the month"
                if !(self.word(&["week", "weeks"]) && self.of_the_month()) {
                    return None;
                }
                self.sign(&[","]);
            }
        }
        let mut times = Vec::new();
        if self.phrase(&["day", "and", "night"]) {
            times.push((TimeOfDay::parse("00:00")?, TimeOfDay::parse("24:00")?));
        } else {
            loop {
                times.push(self.times()?);
                let start = self.at;
                let goes_on = self.sign(&[",", "&"]) || self.word(&["and"]);
                if !goes_on || !matches!(self.tokens.get(self.at), Some(Token::Number(_))) {
                    self.at = start;
                    break;
                }
                // "10am-12pm, 1st Friday …" begins another session.
                if self.ordinal_ahead() {
                    self.at = start;
                    break;
                }
            }
        }
        let closed = self.closed()?;
        let sessions = times.into_iter().map(|(from, to)| Session {
            days: days.clone(),
            from,
            to,
            weeks: weeks.clone(),
            closed: closed.clone(),
        });
        Some(sessions.collect())
    }

    fn ordinal_ahead(&self) -> bool {
        let next = self.tokens.get(self.at + 1);
        matches!(next, Some(Token::Word(word)) if ["st", "nd", "rd", "th"].contains(&word.as_str()))
    }

    /// `first and third`, `1st & 3rd`.
    fn weeks(&mut self) -> Vec<u8> {
        const NAMES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
        let mut weeks = Vec::new();
        loop {
            let start = self.at;
            if !weeks.is_empty() {
                let joined = self.sign(&[",", "&"]) | self.word(&["and"]);
                if !joined {
                    break;
                }
            }
            let named = self
                .next_word()
                .and_then(|word| NAMES.iter().position(|name| *name == word));
            let week = match named {
                Some(position) => {
                    self.at += 1;
                    u8::try_from(position + 1).ok()
                }
                None if self.ordinal_ahead() => self.number().and_then(|number| {
                    self.at += 1;
                    number.parse().ok()
                }),
                None => None,
            };
            match week {
                Some(week @ 1..=5) if !weeks.contains(&week) => weeks.push(week),
                _ => {
                    self.at = start;
                    break;
                }
            }
        }
        weeks
    }

    fn of_the_month(&mut self) -> bool {
        if !self.word(&["of", "in"]) {
            return false;
        }
        self.word(&["the", "each", "every"]);
        self.word(&["month"])
    }

    fn days(&mut self) -> Option<Vec<Day>> {
        let all: Vec<Day> = Day::WORDS.iter().map(|(_, day)| *day).collect();
        if self.word(&["daily"]) || self.phrase(&["day"]) {
            return Some(all);
        }
        if self.word(&["weekday", "weekdays"]) {
            return Some(all[..5].to_vec());
        }
        if self.word(&["weekends", "weekend"]) {
            return Some(all[5..].to_vec());
        }
        let mut days = Vec::new();
        loop {
            let from = self.day()?;
            let start = self.at;
            let to = if self.sign(&["-"]) || self.word(&["to"]) {
                self.day()
            } else {
                None
            };
            let place = |day: Day| all.iter().position(|known| *known == day);
            match to {
                Some(to) if place(from)? < place(to)? => {
                    days.extend(&all[place(from)?..=place(to)?]);
                }
                Some(_) => return None,
                None => {
                    self.at = start;
                    days.push(from);
                }
            }
            let start = self.at;
            let goes_on = self.sign(&[",", "&", "/"]) | self.word(&["and"]);
            if !goes_on || self.next_word().is_none_or(|word| day(word).is_none()) {
                self.at = start;
                break;
            }
        }
        let mut once = days.clone();
        once.dedup();
        (once.len() == days.len()).then_some(days)
    }

    fn day(&mut self) -> Option<Day> {
        let day = day(self.next_word()?)?;
        self.at += 1;
        Some(day)
    }

    fn times(&mut self) -> Option<(TimeOfDay, TimeOfDay)> {
        self.word(&["from"]);
        let from = self.time()?;
        if !(self.sign(&["-"]) || self.word(&["to", "until", "till"])) {
            return None;
        }
        let to = self.time()?;
        match span(from, to) {
            Ok(span) => Some(span),
            Err(why) => {
                self.why = Some(why);
                None
            }
        }
    }

    /// `(not on bank holidays or in August)`, `except bank holidays`. `None`: it begins like that and is something else.
    fn closed(&mut self) -> Option<Vec<Closed>> {
        let bracket = self.sign(&["("]);
        let begins = self.word(&["not", "except", "excluding", "closed", "excl"]);
        if !begins {
            return (!bracket).then(Vec::new);
        }
        let mut closed = Vec::new();
        loop {
            self.word(&["on", "in", "for", "during"]);
            if self.phrase(&["bank", "holidays"]) || self.phrase(&["public", "holidays"]) {
                closed.push(Closed::BankHolidays);
            } else {
                let month = self.next_word()?;
                let month = (1..)
                    .zip(MONTHS)
                    .find(|(_, name)| name.to_lowercase() == month)?;
                self.at += 1;
                closed.push(Closed::Month(month.0));
            }
            if !(self.word(&["or", "and"]) || bracket && self.sign(&[","])) {
                break;
            }
        }
        (!bracket || self.sign(&[")"])).then_some(closed)
    }
}

/// A day, one or many: `Tue`, `Tues`, `Tuesday`, `Tuesdays`.
fn day(word: &str) -> Option<Day> {
    let long_enough = |word: &&str| word.len() >= 3;
    let one = |word: &str| Some(word).filter(long_enough).and_then(read_day);
    one(word).or_else(|| word.strip_suffix('s').and_then(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_shapes_are_read() {
        for (text, expected) in [
            ("Mon-Fri 9am-5pm", "Monday to Friday, 9am to 5pm"),
            ("Tuesdays 10:00-12:00", "Tuesdays, 10am to 12 noon"),
            (
                "Monday – Friday: 9.30am – 4.30pm.",
                "Monday to Friday, 9:30am to 4:30pm",
            ),
            ("Every Tuesday from 2 to 4pm", "Tuesdays, 2pm to 4pm"),
            (
                "Weds & Thurs 10am to noon",
                "Wednesdays and Thursdays, 10am to 12 noon",
            ),
            (
                "Mon, Wed and Fri 10-4pm",
                "Mondays, Wednesdays and Fridays, 10am to 4pm",
            ),
            ("weekdays 9:00-17:00", "Monday to Friday, 9am to 5pm"),
            ("Daily, 7pm to midnight", "Every day, 7pm to midnight"),
            (
                "1st and 3rd Monday of the month 10am - 12pm",
                "First and third Monday of the month, 10am to 12 noon",
            ),
            (
                "Tue 10am-12pm and 2pm-4pm",
                "Tuesdays, 10am to 12 noon; Tuesdays, 2pm to 4pm",
            ),
            (
                "Mon 9am-1pm, Tue 1pm-5pm\nSat 10:00-12:00 (closed bank holidays)",
                "Mondays, 9am to 1pm; Tuesdays, 1pm to 5pm; Saturdays, 10am to 12 noon (not on bank holidays)",
            ),
        ] {
            let sessions = hours(text).unwrap_or_default();
            let words: Vec<String> = sessions.iter().map(Session::in_words).collect();
            assert_eq!(words.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_to_the_last_word_is_not_read() {
        for text in [
            "",
            "By appointment",
            "Tuesdays",
            "10am-12pm",
            "Tuesdays 2-4",
            "Tuesdays 2:00-4:00",
            "Tuesdays 9am-5",
            "Tuesdays 5pm-9am",
            "Tuesdays 10:00-2pm",
            "Tuesdays 10am-12pm term time only",
            "Alternate Tuesdays 10am-12pm",
            "Last Friday of the month 10am-12pm",
            "Fri-Mon 10am-12pm",
            "Tuesdays 10am-12pm (ring first)",
            "Tuesdays 10am-12pm except school holidays",
            "Tuesdays 25:00-26:00",
            "Tuesdays 13pm-14pm",
            "Mon-Fri 9am-5pm, closed",
            "Tuesdays, first week, 10am to 12 noon",
        ] {
            assert!(hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_can_mean_two_things_is_not_read_and_the_reason_is_the_true_one() {
        for (text, why) in [
            ("Every 2nd Monday 10am-12pm", EVERY_OTHER),
            ("every second Monday, 10am to 12 noon", EVERY_OTHER),
            ("Mon 9am-1pm; each 3rd Tue 2pm-4pm", EVERY_OTHER),
            (
                "Monday 10am-12am",
                "12am is midnight, and may have been meant as noon",
            ),
            (
                "Monday 10-12am",
                "12am is midnight, and may have been meant as noon",
            ),
            (
                "Monday 12am-2pm",
                "12am is midnight, and may have been meant as noon",
            ),
            (
                "Fri 9:30-11:30",
                "it does not say whether a time is am or pm",
            ),
            (
                "Tuesdays 9am-5",
                "it does not say whether a time is am or pm",
            ),
            (
                "Tuesdays 5pm-9am",
                "it ends before it begins, or at no time of a day",
            ),
            ("Alternate Tuesdays 10am-12pm", NOT_UNDERSTOOD),
        ] {
            assert_eq!(hours(text), Err(why), "{text}");
        }
        for text in [
            "2nd Monday 10am-12pm",
            "2nd Monday of the month 10am-12pm",
            "Every 2nd Monday of the month 10am-12pm",
            "Every 1st Monday 10am-12pm",
            "Every 1st and 3rd Monday 10am-12pm",
            "Monday 7pm-12am",
            "Monday 10am to midnight",
            "Monday 12am-6am",
        ] {
            assert!(hours(text).is_ok(), "{text}");
        }
    }

    fn session() -> impl Strategy<Value = Session> {
        let day = prop::collection::btree_set(0usize..7, 1..7);
        let week = prop::collection::btree_set(1u8..6, 0..3);
        let closed = prop::collection::btree_set(0u8..13, 0..3);
        (day, week, closed, 0u16..96, 1u16..97).prop_filter_map(
            "ends after it begins",
            |(days, weeks, closed, from, to)| {
                let time = |quarter: u16| {
                    TimeOfDay::parse(&format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15))
                };
                Some(Session {
                    days: days.iter().map(|day| Day::WORDS[*day].1).collect(),
                    from: time(from)?,
                    to: time(to).filter(|_| from < to)?,
                    weeks: weeks.into_iter().collect(),
                    closed: closed
                        .into_iter()
                        .map(|month| match month {
                            0 => Closed::BankHolidays,
                            month => Closed::Month(month),
                        })
                        .collect(),
                })
            },
        )
    }

    proptest! {
        /// What our own export writes is read back as it was.
        #[test]
        fn our_own_words_are_read_back(sessions in prop::collection::vec(session(), 1..4)) {
            let words: Vec<String> = sessions.iter().map(Session::in_words).collect();
            prop_assert_eq!(hours(&words.join("; ")), Ok(sessions), "{:?}", words);
        }
    }
}
