//! One schedule of iCalendar as a session of a week, where it says no more than that.

mod plain;

use super::super::super::super::incoming::value::day;
use super::super::super::words::{read_day, read_not_held};
use crate::edit::fragment::Value;
use crate::model::hours::{Closed, Day, Session, TimeOfDay};
use crate::model::vocabulary::Vocabulary;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Why a schedule is no session of every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Not {
    /// It was held, and no longer is.
    Over,
    /// It says more or less than a session can, for this reason.
    Certain(&'static str),
}

/// What only some of the weeks of a year have.
const SOME_WEEKS: [&str; 6] = [
    "bymonth",
    "bymonthday",
    "byweekno",
    "byyearday",
    "bysetpos",
    "byeaster",
];

/// A last day so many years ahead says that there is none.
const FAR: i16 = 20;

/// The session of a schedule; `said` is the text of a field, trimmed.
pub(super) fn read<'w>(said: &dyn Fn(&str) -> Option<&'w str>, today: Date) -> Result<Read, Not> {
    if is_over(said, today) {
        return Err(Not::Over);
    }
    if let Some(why) = limit(said, today) {
        return Err(Not::Certain(why));
    }
    let mut read = days_and_times(said).map_err(Not::Certain)?;
    if let Some(notes) = said("notes") {
        match read_not_held(notes) {
            Some(closed) => {
                let names = closed.iter().map(|closed| closed.name().to_lowercase());
                read.closed = names.collect();
            }
            None if read.is_said_by(notes) => {}
            None => return Err(Not::Certain("its notes may limit it")),
        }
    }
    if let Some(description) = said("description")
        && read.in_words().as_deref() != Some(description)
        && !read.is_said_by(description)
    {
        return Err(Not::Certain("its description may limit it"));
    }
    Ok(read)
}

/// Whether its last session lies in the past for certain.
fn is_over<'w>(said: &dyn Fn(&str) -> Option<&'w str>, today: Date) -> bool {
    let past = |key: &str| said(key).and_then(date).is_some_and(|end| end < today);
    if past("valid_to") || past("until") {
        return true;
    }
    // Of so many sessions, one every so many days or weeks, the last is no later than this.
    let last = || {
        let step = match said("freq")?.to_lowercase().as_str() {
            "daily" => 1,
            "weekly" => 7,
            _ => return None,
        };
        let count: i64 = whole(said("count")?)?;
        let interval: i64 = said("interval").map_or(Some(1), whole)?;
        let days = count.checked_mul(interval.max(1))?.checked_mul(step)?;
        let start = said("dtstart").or_else(|| said("valid_from"))?;
        date(start)?.checked_add(days.min(400_000).days()).ok()
    };
    last().is_some_and(|last| last < today)
}

/// What makes it less than a session of every week.
fn limit<'w>(said: &dyn Fn(&str) -> Option<&'w str>, today: Date) -> Option<&'static str> {
    for key in ["valid_from", "dtstart"] {
        match said(key).map(date) {
            Some(Some(start)) if start > today => return Some("it has not begun"),
            Some(None) => return Some("when it begins cannot be told"),
            _ => {}
        }
    }
    let ends = ["valid_to", "until"].into_iter().filter_map(said);
    if ends.into_iter().any(|end| !is_no_end(end, today)) {
        return Some("it is held only until a day, which has no place");
    }
    if said("count").is_some() {
        return Some("it is held only so many times, which has no place");
    }
    if said("interval").is_some_and(|interval| whole(interval) != Some(1)) {
        return Some("sessions every other week or month have no place");
    }
    if said("bymonthday").is_some() {
        return Some("sessions on a day of the month have no place");
    }
    let some_weeks =
        |key: &str| said(key).is_some_and(|said| key != "bymonth" || !is_every_month(said));
    if SOME_WEEKS.into_iter().any(some_weeks) {
        return Some("sessions in some weeks or months of the year have no place");
    }
    let freq = said("freq").unwrap_or("weekly").to_lowercase();
    if !["daily", "weekly", "monthly"].contains(&freq.as_str()) {
        return Some("how often it is held has no place");
    }
    None
}

/// True for a last day that stands where there is none: `9999-12-31`, `2099-12-31`.
fn is_no_end(end: &str, today: Date) -> bool {
    date(end).is_some_and(|end| end.year() - today.year() >= FAR)
}

/// True for a list of all months.
fn is_every_month(months: &str) -> bool {
    let parts = months.split([',', ' ', ';']);
    let parts = parts.filter(|part| !part.is_empty()).map(whole);
    let months: Option<BTreeSet<i64>> = parts.collect();
    months.is_some_and(|months| months == (1..=12).collect())
}

/// What its days, weeks and times are.
fn days_and_times<'w>(said: &dyn Fn(&str) -> Option<&'w str>) -> Result<Read, &'static str> {
    let (Some(from), Some(to)) = (
        said("opens_at").and_then(time),
        said("closes_at").and_then(time),
    ) else {
        return Err("no time can be told from it");
    };
    let to = if to.minutes() == 0 {
        TimeOfDay::parse("24:00").unwrap_or(to)
    } else {
        to
    };
    if from >= to {
        return Err("it ends before it begins");
    }
    let days = said("byday")
        .or_else(|| said("weekday"))
        .ok_or("no day can be told from it")?;
    let (mut found, mut weeks) = (Vec::new(), Vec::new());
    for part in days.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let split = part
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(part.len());
        let (week, name) = part.split_at(split);
        let day = read_day(name).ok_or("no day can be told from it")?;
        if !found.contains(&day) {
            found.push(day);
        }
        match week.trim_start_matches('+') {
            "" => {}
            week => match week.parse::<u8>() {
                Ok(week @ 1..=5) if !weeks.contains(&week) => weeks.push(week),
                Ok(1..=5) => {}
                _ => return Err("weeks counted from the end of the month have no place"),
            },
        }
    }
    if found.is_empty() {
        return Err("no day can be told from it");
    }
    if weeks.is_empty() && said("freq").is_some_and(|freq| freq.eq_ignore_ascii_case("monthly")) {
        return Err("which week of the month is not said");
    }
    let parts = days
        .split([',', ' ', ';'])
        .filter(|part| !part.is_empty())
        .count();
    if !weeks.is_empty() && parts != found.len() * weeks.len() {
        return Err("different days in different weeks have no place in one session");
    }
    Ok(Read {
        days: found,
        weeks,
        from,
        to,
        closed: Vec::new(),
    })
}

/// A session that was read.
pub(super) struct Read {
    days: Vec<Day>,
    weeks: Vec<u8>,
    from: TimeOfDay,
    to: TimeOfDay,
    closed: Vec<String>,
}

impl Read {
    /// As people say it.
    pub(super) fn in_words(&self) -> Option<String> {
        let closed: Option<Vec<_>> = self.closed.iter().map(|name| Closed::parse(name)).collect();
        let session = Session {
            days: self.days.clone(),
            from: self.from,
            to: self.to,
            weeks: self.weeks.clone(),
            closed: closed?,
        };
        Some(session.in_words())
    }

    /// As it stands in an entry.
    pub(super) fn value(&self) -> Value {
        let clock = |time: TimeOfDay| {
            Value::text(format!(
                "{:02}:{:02}",
                time.minutes() / 60,
                time.minutes() % 60
            ))
        };
        let days = self.days.iter().map(|day| day.word());
        let mut keys = vec![
            ("days", Value::texts(days)),
            ("from", clock(self.from)),
            ("to", clock(self.to)),
        ];
        if !self.weeks.is_empty() {
            keys.push((
                "weeks",
                Value::List(self.weeks.iter().map(Value::word).collect()),
            ));
        }
        if !self.closed.is_empty() {
            keys.push(("closed", Value::texts(&self.closed)));
        }
        Value::Map(keys)
    }
}

/// A time of day as feeds write it: `10:00`, `10:00:00`, `10:00Z`, `9:30`.
fn time(text: &str) -> Option<TimeOfDay> {
    let text = text.rsplit('T').next()?;
    let mut parts = text.split(':');
    let hours: u8 = parts.next()?.trim().parse().ok()?;
    let minutes: String = parts
        .next()?
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    TimeOfDay::parse(&format!("{hours:02}:{minutes}"))
}

/// A day as [`day`] reads it, and as iCalendar writes it: `20250101T000000Z`.
fn date(text: &str) -> Option<Date> {
    let compact = || {
        let digits = text.get(..8)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let rest = &text[8..];
        if !(rest.is_empty() || rest.starts_with('T')) {
            return None;
        }
        Date::new(
            digits[..4].parse().ok()?,
            digits[4..6].parse().ok()?,
            digits[6..].parse().ok()?,
        )
        .ok()
    };
    day(text).or_else(compact)
}

/// A whole number, as some feeds write it too: `2.0`.
fn whole(text: &str) -> Option<i64> {
    text.trim_end_matches(".0").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    fn of(fields: &[(&str, &'static str)]) -> Result<Option<String>, Not> {
        let said = |key: &str| {
            let weekly = [
                ("byday", "TU"),
                ("opens_at", "10:00"),
                ("closes_at", "12:00"),
            ];
            let all = fields.iter().chain(&weekly);
            all.copied()
                .find(|(known, _)| *known == key)
                .map(|(_, text)| text)
        };
        read(&said, on(2026, 11, 26)).map(|read| read.in_words())
    }

    #[test]
    fn a_session_that_is_over_is_over_however_that_is_said() {
        for fields in [
            &[("valid_to", "2026-11-25")][..],
            &[("until", "2025-01-01")],
            &[("until", "20250101T000000Z")],
            &[
                ("freq", "WEEKLY"),
                ("count", "1"),
                ("dtstart", "2025-01-05"),
            ],
            // Begun on a Thursday, the third Tuesday after it was 17 November.
            &[
                ("freq", "weekly"),
                ("count", "3"),
                ("dtstart", "2026-10-29"),
            ],
            &[
                ("freq", "DAILY"),
                ("count", "5"),
                ("interval", "2"),
                ("dtstart", "2026-11-01"),
            ],
        ] {
            assert_eq!(of(fields), Err(Not::Over), "{fields:?}");
        }
    }

    #[test]
    fn whatever_limits_a_session_makes_it_uncertain() {
        for fields in [
            &[("valid_to", "2026-11-26")][..],
            &[("until", "2027-01-01")],
            &[("until", "Easter")],
            &[("count", "10")],
            &[
                ("freq", "WEEKLY"),
                ("count", "3"),
                ("dtstart", "2026-11-10"),
            ],
            &[
                ("freq", "WEEKLY"),
                ("count", "9223372036854775807"),
                ("dtstart", "2020-11-10"),
            ],
            &[("valid_from", "2026-11-27")],
            &[("valid_from", "in spring")],
            &[("dtstart", "2026-12-01")],
            &[("interval", "2")],
            &[("bymonth", "1,2,3")],
            &[("bymonth", "1,2,3,4,5,6,7,8,9,10,11,13")],
            &[("valid_to", "2040-12-31")],
            &[("valid_to", "9999-12-31"), ("until", "2027-01-01")],
            &[("notes", "Tea and coffee on Fridays")],
            &[("notes", "Tea and coffee in August")],
            &[("notes", "Drop in by appointment")],
            &[("description", "Not a drop in")],
            &[("description", "Starts 12/01/2027")],
            &[("description", "From 12 01 2027")],
            &[("description", "A group of 6 sessions")],
            &[("description", "Tea for 6 Tuesdays")],
            &[("description", "Morning session")],
            &[("description", "Drop in every other week")],
            &[("byweekno", "20")],
            &[("bysetpos", "-1")],
            &[("bymonthday", "31")],
            &[("freq", "YEARLY")],
            &[("freq", "MONTHLY")],
            &[("byday", "-1FR")],
            &[("notes", "Term time only")],
            &[("description", "Term time only")],
            &[("description", "Tuesdays and Thursdays, 10am to 12 noon")],
        ] {
            assert!(matches!(of(fields), Err(Not::Certain(_))), "{fields:?}");
        }
    }

    #[test]
    fn what_says_no_more_than_days_and_times_is_a_session() {
        let weekly = Ok(Some("Tuesdays, 10am to 12 noon".to_owned()));
        for fields in [
            &[][..],
            &[("freq", "WEEKLY"), ("interval", "1")],
            &[
                ("valid_from", "2026-11-26"),
                ("dtstart", "2020-01-07T10:00:00Z"),
            ],
            &[("description", "Every Tuesday, 10am - 12:00")],
            &[("description", "Tuesdays, 10am to 12 noon")],
            &[("valid_to", "9999-12-31")],
            &[("valid_to", "2099-12-31T00:00:00Z")],
            &[("until", "99991231T235959Z")],
            &[("bymonth", "1,2,3,4,5,6,7,8,9,10,11,12")],
            &[("notes", "Tea and coffee from 10am")],
            &[("notes", "Everyone welcome, just turn up!")],
            &[("notes", "Drop-in: no need to book.")],
            &[("description", "Drop in")],
            &[("description", "Weekly coffee morning")],
            &[("description", "Tuesdays 1000-1200")],
        ] {
            assert_eq!(of(fields), weekly, "{fields:?}");
        }
        assert_eq!(
            of(&[("notes", "Not held: bank holidays")]),
            Ok(Some(
                "Tuesdays, 10am to 12 noon (not on bank holidays)".to_owned()
            ))
        );
    }
}
