//! What Open Referral UK has only a sentence for, written so that it can be read back.

use crate::model::hours::{Closed, Day, Session, TimeOfDay};
use crate::model::service::{Alert, CapacityState, Cost};
use crate::model::vocabulary::Vocabulary;
use jiff::civil::Date;

/// What stands before how to reach a service without speaking, in `additional_information`.
pub const WITHOUT_SPEAKING: &str = "Without speaking: ";
/// What stands before the days and months without a session, in the `notes` of a schedule.
pub const NOT_HELD: &str = "Not held: ";

/// Whether there is room, as `wait_time`: `Waiting list, about 4 weeks, as known until 2027-01-31.`
#[must_use]
pub fn wait_time(state: CapacityState, weeks: Option<u16>, until: Date) -> String {
    let state = match state {
        CapacityState::Open => "There is room",
        CapacityState::Waiting => "Waiting list",
        CapacityState::Full => "Full",
    };
    let weeks = weeks.map_or_else(String::new, |weeks| match weeks {
        1 => ", about 1 week".to_owned(),
        _ => format!(", about {weeks} weeks"),
    });
    format!("{state}{weeks}, as known until {until}.")
}

/// Reads back what [`wait_time`] wrote; `None` for the words of others.
#[must_use]
pub fn read_wait_time(text: &str) -> Option<(CapacityState, Option<u16>, Date)> {
    let (said, until) = text
        .trim()
        .strip_suffix('.')?
        .rsplit_once(", as known until ")?;
    let (state, weeks) = match said.split_once(", about ") {
        Some((state, weeks)) => (state, Some(weeks.split_once(" week")?.0.parse().ok()?)),
        None => (said, None),
    };
    let state = match state {
        "There is room" => CapacityState::Open,
        "Waiting list" => CapacityState::Waiting,
        "Full" => CapacityState::Full,
        _ => return None,
    };
    Some((state, weeks, until.parse().ok()?))
}

/// Alerts as one text, a line each: `Closed for repairs (from 2026-11-01, until 2026-12-31)`.
#[must_use]
pub fn alert(alerts: &[Alert]) -> Option<String> {
    let lines: Vec<String> = alerts
        .iter()
        .map(|alert| {
            let text = alert.text.lines().collect::<Vec<_>>().join(" ");
            match (alert.from, alert.until) {
                (None, None) => text,
                (Some(from), None) => format!("{text} (from {from})"),
                (None, Some(until)) => format!("{text} (until {until})"),
                (Some(from), Some(until)) => format!("{text} (from {from}, until {until})"),
            }
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Reads back what [`alert`] wrote; a line without dates is an alert until further notice.
#[must_use]
pub fn read_alert(text: &str) -> Vec<Alert> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(one_alert).collect()
}

fn one_alert(line: &str) -> Alert {
    let without_dates = || Alert {
        text: line.to_owned(),
        from: None,
        until: None,
    };
    let dated = || {
        let (text, dates) = line.strip_suffix(')')?.rsplit_once(" (")?;
        let (mut from, mut until) = (None, None);
        for part in dates.split(", ") {
            let (word, date) = part.split_once(' ')?;
            let date: Date = (date.len() == 10).then(|| date.parse().ok())??;
            match word {
                "from" => from = Some(date),
                "until" => until = Some(date),
                _ => return None,
            }
        }
        Some(Alert {
            text: text.to_owned(),
            from,
            until,
        })
    };
    dated().unwrap_or_else(without_dates)
}

/// `per session`, `each`: what an amount is for.
#[must_use]
pub fn per(cost: &Cost) -> Option<String> {
    match cost {
        Cost::Price { per: Some(per), .. } => Some(format!("per {per}")),
        _ => None,
    }
}

/// The two letters of iCalendar for a day.
#[must_use]
pub const fn day_code(day: Day) -> &'static str {
    match day {
        Day::Monday => "MO",
        Day::Tuesday => "TU",
        Day::Wednesday => "WE",
        Day::Thursday => "TH",
        Day::Friday => "FR",
        Day::Saturday => "SA",
        Day::Sunday => "SU",
    }
}

/// The day of two letters of iCalendar, or of its English name or the beginning of it.
#[must_use]
pub fn read_day(text: &str) -> Option<Day> {
    let lower = text.trim().to_lowercase();
    let mut days = Day::WORDS.iter().map(|(_, day)| *day);
    days.find(|day| {
        let name = day.name().to_lowercase();
        lower == day_code(*day).to_lowercase() || (lower.len() >= 3 && name.starts_with(&lower))
    })
}

/// `FREQ` and `BYDAY` of a session: `WEEKLY` and `TU,TH`, or `MONTHLY` and `1TU,3TU`.
#[must_use]
pub fn recurrence(session: &Session) -> (&'static str, String) {
    let days = session.days.iter().map(|day| day_code(*day));
    if session.weeks.is_empty() {
        return ("WEEKLY", days.collect::<Vec<_>>().join(","));
    }
    let weeks = session.weeks.iter();
    let all = weeks.flat_map(|week| days.clone().map(move |day| format!("{week}{day}")));
    ("MONTHLY", all.collect::<Vec<_>>().join(","))
}

/// A time of day as `10:00:00`; the midnight at the end of a day is `00:00:00`, since there is no other in ISO 8601.
#[must_use]
pub fn clock(time: TimeOfDay) -> String {
    let minutes = time.minutes() % (24 * 60);
    format!("{:02}:{:02}:00", minutes / 60, minutes % 60)
}

/// What a session is closed for, for the `notes` of a schedule; `None`: nothing.
#[must_use]
pub fn not_held(closed: &[Closed]) -> Option<String> {
    let names: Vec<&str> = closed.iter().map(|closed| closed.name()).collect();
    (!names.is_empty()).then(|| format!("{NOT_HELD}{}", names.join(", ")))
}

/// Reads back what [`not_held`] wrote; `None` for the words of others.
#[must_use]
pub fn read_not_held(text: &str) -> Option<Vec<Closed>> {
    let names = text
        .trim()
        .strip_prefix(NOT_HELD.trim_end())?
        .trim()
        .split(", ");
    names
        .map(|name| Closed::parse(&name.to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn sentences_are_for_people() {
        let until = date(2027, 1, 31);
        let waiting = wait_time(CapacityState::Waiting, Some(4), until);
        assert_eq!(
            waiting,
            "Waiting list, about 4 weeks, as known until 2027-01-31."
        );
        let repairs = Alert {
            text: "Closed for repairs".to_owned(),
            from: Some(date(2026, 11, 1)),
            until: Some(date(2026, 12, 31)),
        };
        let said = alert(&[repairs]).unwrap();
        assert_eq!(
            said,
            "Closed for repairs (from 2026-11-01, until 2026-12-31)"
        );
    }

    #[test]
    fn days_are_read_as_they_are_written_anywhere() {
        for text in ["TU", "tu", "Tue", "Tuesday", " tuesday "] {
            assert_eq!(read_day(text), Some(Day::Tuesday), "{text}");
        }
        for text in ["T", "", "XX", "Tuesdays"] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn room_is_read_back(state in 0usize..3, weeks in proptest::option::of(0u16..999), day in 1i8..29) {
            let (_, state) = CapacityState::WORDS[state];
            let until = date(2027, 2, day);
            prop_assert_eq!(read_wait_time(&wait_time(state, weeks, until)), Some((state, weeks, until)));
        }

        #[test]
        fn alerts_are_read_back(text in "[A-Za-z(),.]{1,12}( [A-Za-z(),.]{1,9}){0,3}", from in any::<bool>(), until in any::<bool>()) {
            // Our own mark at the end of a text would be read as dates, and cannot be told apart.
            prop_assume!(from || until || !text.ends_with(')'));
            let one = Alert {
                text,
                from: from.then(|| date(2026, 11, 1)),
                until: until.then(|| date(2026, 12, 31)),
            };
            let read = read_alert(&alert(std::slice::from_ref(&one)).unwrap());
            prop_assert_eq!(read.len(), 1);
            prop_assert_eq!((&read[0].text, read[0].from, read[0].until), (&one.text, one.from, one.until));
        }

        #[test]
        fn the_words_of_others_are_no_room(text in "[ -~]{0,40}") {
            prop_assume!(!text.contains("as known until"));
            prop_assert_eq!(read_wait_time(&text), None);
        }
    }
}
