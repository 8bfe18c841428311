//! Opening hours as people write them: sessions in a week, some weeks of the month, and when they are not held.

use super::vocabulary::vocabulary;
use std::fmt;

vocabulary! {
    /// A day of the week.
    Day {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

impl Day {
    /// The whole English name: `Tuesday`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// A time of day in minutes after midnight, 0 to 1440; 1440 is the midnight at the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Reads `09:30`; `24:00` is the end of the day. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two_digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        (minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0)))
            .then_some(Self(hours * 60 + minutes))
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    /// As people say it: `10am`, `12 noon`, `2:30pm`, `midnight`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = (self.0 / 60, self.0 % 60);
        match (hours, minutes) {
            (12, 0) => formatter.write_str("12 noon"),
            (0 | 24, 0) => formatter.write_str("midnight"),
            (_, 0) => write!(formatter, "{}{}", (hours + 11) % 12 + 1, half(hours)),
            _ => write!(
                formatter,
                "{}:{minutes:02}{}",
                (hours + 11) % 12 + 1,
                half(hours)
            ),
        }
    }
}

const fn half(hours: u16) -> &'static str {
    if hours < 12 { "am" } else { "pm" }
}

/// When sessions are not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// On the bank holidays of England.
    BankHolidays,
    /// The whole of a month, 1 to 12.
    Month(u8),
}

/// English months, in order; the words of `closed`.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Closed {
    /// Reads `bank holidays` or the name of a month in lower case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "bank holidays" {
            return Some(Self::BankHolidays);
        }
        (1..)
            .zip(MONTHS)
            .find(|(_, name)| name.to_lowercase() == text)
            .map(|(number, _)| Self::Month(number))
    }

    /// As printed: `bank holidays`, `August`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BankHolidays => "bank holidays",
            Self::Month(number) => MONTHS
                .get(usize::from(number).wrapping_sub(1))
                .copied()
                .unwrap_or(""),
        }
    }
}

/// One session: some days, from one time to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The days it is held, in the order written; never empty.
    pub days: Vec<Day>,
    /// When it starts.
    pub from: TimeOfDay,
    /// When it ends; may be earlier than `from` only by mistake, which a check finds.
    pub to: TimeOfDay,
    /// Which of its days in a month, 1 to 5: 2 is the second Tuesday, whatever day the month begins on; empty means every week.
    pub weeks: Vec<u8>,
    /// When it is not held.
    pub closed: Vec<Closed>,
}

impl Session {
    /// As people say it: `Tuesdays, 10am to 12 noon (not on bank holidays)`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = if self.weeks.is_empty() {
            days_in_words(&self.days)
        } else {
            let mut weeks: Vec<String> = self
                .weeks
                .iter()
                .map(|week| ordinal(*week).to_owned())
                .collect();
            if let Some(first) = weeks.first_mut() {
                first.get_mut(..1).map(str::make_ascii_uppercase);
            }
            let days: Vec<String> = self.days.iter().map(|day| day.name().to_owned()).collect();
            format!("{} {} of the month", and(&weeks), and(&days))
        };
        if self.is_all_day() {
            words.push_str(", day and night");
        } else {
            words = format!("{words}, {} to {}", self.from, self.to);
        }
        if !self.closed.is_empty() {
            let closed: Vec<String> = self
                .closed
                .iter()
                .map(|closed| match closed {
                    Closed::BankHolidays => "on bank holidays".to_owned(),
                    Closed::Month(_) => format!("in {}", closed.name()),
                })
                .collect();
            words = format!("{words} (not {})", closed.join(" or "));
        }
        words
    }

    /// From midnight to midnight.
    #[must_use]
    pub fn is_all_day(&self) -> bool {
        self.from.minutes() == 0 && self.to.minutes() == 24 * 60
    }
}

/// True where the sessions cover every hour of every week, all year.
#[must_use]
pub fn round_the_clock(sessions: &[Session]) -> bool {
    use super::vocabulary::Vocabulary;
    Day::WORDS.iter().all(|(_, day)| {
        sessions.iter().any(|session| {
            session.days.contains(day)
                && session.is_all_day()
                && session.weeks.is_empty()
                && session.closed.is_empty()
        })
    })
}

fn days_in_words(days: &[Day]) -> String {
    use super::vocabulary::Vocabulary;
    let all: Vec<Day> = Day::WORDS.iter().map(|(_, day)| *day).collect();
    if days == all {
        return "Every day".to_owned();
    }
    let first = days
        .first()
        .and_then(|day| all.iter().position(|known| known == day));
    if let Some(first) = first
        && days.len() > 2
        && all.get(first..first + days.len()) == Some(days)
    {
        return format!("{} to {}", days[0].name(), days[days.len() - 1].name());
    }
    let names: Vec<String> = days.iter().map(|day| format!("{}s", day.name())).collect();
    and(&names)
}

const fn ordinal(week: u8) -> &'static str {
    match week {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        _ => "fifth",
    }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// A date as people write it: `23 November 2026`.
#[must_use]
pub fn date_in_words(date: jiff::civil::Date) -> String {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    format!("{} {} {}", date.day(), MONTHS[month.min(11)], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(days: &[Day], from: &str, to: &str) -> Session {
        Session {
            days: days.to_vec(),
            from: TimeOfDay::parse(from).unwrap(),
            to: TimeOfDay::parse(to).unwrap(),
            weeks: vec![],
            closed: vec![],
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        for (typed, said) in [
            ("10:00", "10am"),
            ("12:00", "12 noon"),
            ("00:00", "midnight"),
            ("24:00", "midnight"),
            ("14:30", "2:30pm"),
            ("12:15", "12:15pm"),
            ("00:15", "12:15am"),
        ] {
            assert_eq!(TimeOfDay::parse(typed).unwrap().to_string(), said);
        }
    }

    #[test]
    fn refuses_times_that_cannot_be() {
        for typed in ["9:30", "24:01", "10:60", "10", "10:00pm", "", "1o:00"] {
            assert_eq!(TimeOfDay::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_session_reads_as_a_sentence() {
        let mut tuesdays = session(&[Day::Tuesday], "10:00", "12:00");
        assert_eq!(tuesdays.in_words(), "Tuesdays, 10am to 12 noon");
        tuesdays.weeks = vec![1, 3];
        tuesdays.closed = vec![Closed::BankHolidays, Closed::Month(8)];
        assert_eq!(
            tuesdays.in_words(),
            "First and third Tuesday of the month, 10am to 12 noon (not on bank holidays or in August)"
        );
        let week = [
            Day::Monday,
            Day::Tuesday,
            Day::Wednesday,
            Day::Thursday,
            Day::Friday,
        ];
        assert_eq!(
            session(&week, "09:00", "17:00").in_words(),
            "Monday to Friday, 9am to 5pm"
        );
        assert_eq!(
            session(&[Day::Monday, Day::Friday], "09:00", "17:00").in_words(),
            "Mondays and Fridays, 9am to 5pm"
        );
    }

    #[test]
    fn only_every_hour_of_every_day_is_round_the_clock() {
        use crate::model::vocabulary::Vocabulary;
        let all: Vec<Day> = Day::WORDS.iter().map(|(_, day)| *day).collect();
        assert!(round_the_clock(&[session(&all, "00:00", "24:00")]));
        assert!(!round_the_clock(&[session(&all[..6], "00:00", "24:00")]));
        assert!(!round_the_clock(&[session(&all, "00:00", "23:00")]));
        let mut closed = session(&all, "00:00", "24:00");
        closed.closed = vec![Closed::BankHolidays];
        assert!(!round_the_clock(&[closed]));
    }
}
