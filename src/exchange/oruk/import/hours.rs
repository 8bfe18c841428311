//! When a service is open: schedules of iCalendar to sessions of a week.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::value::day;
use super::super::words::{read_day, read_not_held};
use super::Reading;
use crate::edit::fragment::Value;
use crate::model::hours::{Day, TimeOfDay};
use crate::model::vocabulary::Vocabulary;

impl Reading<'_, '_> {
    /// Takes the schedules of the service and of its places.
    pub(super) fn hours(&mut self, fields: &mut Fields) {
        let mut schedules = fields.objects("schedules");
        schedules.extend(fields.objects("regular_schedules"));
        schedules.append(&mut self.schedules);
        let mut hours: Vec<Value> = Vec::new();
        for mut schedule in schedules {
            let session = self.session(&mut schedule);
            hours.extend(session.filter(|session| !hours.contains(session)));
            schedule.forget_ids();
            schedule.end(
                &mut self.draft,
                "a session is days, times and weeks of the month",
            );
        }
        if !hours.is_empty() {
            self.entries.set("hours", Value::List(hours));
        }
    }

    fn session(&mut self, schedule: &mut Fields) -> Option<Value> {
        let mut words: Vec<(String, String)> = Vec::new();
        for key in [
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "opens_at",
            "closes_at",
            "valid_from",
            "valid_to",
            "dtstart",
            "weekday",
        ] {
            if let Some(text) = schedule.text(key) {
                words.push((key.to_owned(), text));
            }
        }
        let days_as_list = schedule.take("byday").or_else(|| schedule.take("weekday"));
        if let Some(serde_json::Value::Array(items)) = days_as_list {
            let items: Vec<&str> = items.iter().filter_map(serde_json::Value::as_str).collect();
            words.push(("byday".to_owned(), items.join(",")));
        }
        let said = |key: &str| {
            words
                .iter()
                .find(|(known, _)| known == key)
                .map(|(_, text)| text.trim())
        };
        let read = self.read(&said);
        let place = schedule.path("");
        let path = |key: &str| format!("{place}{key}");
        let session = match read {
            Ok(session) => {
                for (key, text) in &words {
                    self.draft.taken(&path(key), text);
                }
                Some(session)
            }
            Err(why) => {
                for (key, text) in &words {
                    self.draft.left(&path(key), text, why);
                }
                None
            }
        };
        let notes = schedule.text("notes");
        let closed = notes.as_deref().and_then(read_not_held);
        if let (Some(notes), None) = (&notes, &closed) {
            self.draft.left(&path("notes"), notes, NO_PLACE);
        }
        let mut session = session?;
        session.closed = closed
            .unwrap_or_default()
            .iter()
            .map(|closed| closed.name().to_lowercase())
            .collect();
        if let Some(typed) = schedule.text("description") {
            if session.in_words().as_deref() == Some(typed.trim()) {
                self.draft.taken(&path("description"), &typed);
            } else {
                self.draft
                    .left(&path("description"), &typed, "only days and times are kept");
            }
        }
        Some(session.value())
    }

    fn read<'w>(&self, said: &dyn Fn(&str) -> Option<&'w str>) -> Result<Read, &'static str> {
        if said("valid_to")
            .and_then(day)
            .is_some_and(|end| end < self.import.today)
        {
            return Err("it is over");
        }
        if said("valid_from")
            .and_then(day)
            .is_some_and(|start| start > self.import.today)
        {
            return Err("it has not begun");
        }
        if said("interval").is_some_and(|interval| interval.trim_end_matches(".0") != "1") {
            return Err("sessions every other week or month have no place");
        }
        if said("bymonthday").is_some_and(|_| said("byday").is_none()) {
            return Err("sessions on a day of the month have no place");
        }
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
        if weeks.is_empty() && said("freq").is_some_and(|freq| freq.eq_ignore_ascii_case("monthly"))
        {
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
}

/// A session that was read.
struct Read {
    days: Vec<Day>,
    weeks: Vec<u8>,
    from: TimeOfDay,
    to: TimeOfDay,
    closed: Vec<String>,
}

impl Read {
    fn in_words(&self) -> Option<String> {
        let closed: Option<Vec<_>> = self
            .closed
            .iter()
            .map(|name| crate::model::hours::Closed::parse(name))
            .collect();
        let session = crate::model::hours::Session {
            days: self.days.clone(),
            from: self.from,
            to: self.to,
            weeks: self.weeks.clone(),
            closed: closed?,
        };
        Some(session.in_words())
    }

    fn value(&self) -> Value {
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
