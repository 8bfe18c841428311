//! When a service is open: schedules of iCalendar to sessions of a week.
//!
//! What is held every week, and says nothing that limits it, becomes hours. What is over is left. Everything else is written into the
//! file as a comment for a person to decide: hours that hold only in term time send people to a closed door.

mod session;

use super::super::super::incoming::fields::Fields;
use super::super::super::incoming::text::one_line;
use super::super::words::read_not_held;
use super::Reading;
use crate::edit::fragment::Value;
use session::{Not, Read, read};
use std::collections::BTreeSet;

/// What stands in the hours of an entry where it is read.
const KEPT: [&str; 8] = [
    "freq",
    "interval",
    "byday",
    "weekday",
    "opens_at",
    "closes_at",
    "notes",
    "description",
];
/// What has to be looked at, since it may say that a session is not held.
const LIMITS: [&str; 11] = [
    "bymonth",
    "bymonthday",
    "byweekno",
    "byyearday",
    "bysetpos",
    "byeaster",
    "valid_from",
    "valid_to",
    "dtstart",
    "until",
    "count",
];

/// A session, in words.
struct Held {
    /// Its place in `held_at`; `None`: that of the service.
    place: Option<usize>,
    words: String,
    /// Where it stands in the feed.
    field: String,
}

impl Reading<'_, '_> {
    /// Takes the schedules of the service and of its places.
    pub(super) fn hours(&mut self, fields: &mut Fields) {
        let mut schedules = fields.objects("schedules");
        schedules.extend(fields.objects("regular_schedules"));
        let of_service = schedules.into_iter().map(|schedule| (None, schedule));
        let of_places = std::mem::take(&mut self.schedules).into_iter();
        let of_places = of_places.map(|(held_at, schedule)| (Some(held_at), schedule));
        let schedules: Vec<_> = of_service.chain(of_places).collect();
        let mut hours: Vec<Value> = Vec::new();
        let mut to_decide: Vec<String> = Vec::new();
        let mut held: Vec<Held> = Vec::new();
        for (held_at, mut schedule) in schedules {
            let mut keys = KEPT.iter().chain(&LIMITS);
            let says_when = keys.any(|key| schedule.rest().contains_key(*key));
            let session = self.session(&mut schedule);
            // Nothing to decide, though it says something: it is over.
            let is_over = matches!(session, Err(None)) && says_when;
            self.attending_of(&mut schedule, is_over);
            let words = match &session {
                Ok(session) => session.in_words(),
                Err(line) => line.as_deref().map(|line| line.trim().to_owned()),
            };
            held.extend(words.map(|words| Held {
                place: held_at,
                words,
                field: schedule.path("").trim_end_matches('.').to_owned(),
            }));
            match session {
                Ok(session) => {
                    let session = session.value();
                    if !hours.contains(&session) {
                        hours.push(session);
                    }
                }
                Err(line) => {
                    to_decide.extend(line.filter(|line| !to_decide.contains(line)));
                }
            }
            schedule.forget_ids();
            schedule.end(
                &mut self.draft,
                "a session is days, times and weeks of the month",
            );
        }
        let after = if hours.is_empty() { "area" } else { "hours" };
        if !hours.is_empty() {
            self.entries.set("hours", Value::List(hours));
        }
        if !to_decide.is_empty() {
            let mut lines = vec!["To decide: when is it open? The feed says:".to_owned()];
            lines.extend(to_decide);
            self.draft.comments.push((after, lines));
        }
        self.held_apart(&held, after);
    }

    /// The hours of an entry are those of all its places: where they are not the same everywhere, it is said which are whose.
    fn held_apart(&mut self, held: &[Held], after: &'static str) {
        let at = |place: Option<usize>| -> BTreeSet<&str> {
            let held = held.iter().filter(|session| session.place == place);
            held.map(|session| &*session.words).collect()
        };
        let first = at(Some(0));
        if (0..self.held_at.len()).all(|place| at(Some(place)) == first) {
            return;
        }
        let mut lines =
            vec!["To check: not every session is held at every place. The feed says:".to_owned()];
        let places = (0..self.held_at.len()).map(Some).chain([None]);
        for (place, sessions) in places.map(|place| (place, at(place))) {
            if !sessions.is_empty() {
                let place = self.place_in_words(place);
                let sessions: Vec<&str> = sessions.into_iter().collect();
                lines.push(format!("  {place}: {}", sessions.join("; ")));
            }
        }
        self.draft.comments.push((after, lines));
        for session in held {
            let place = self.place_in_words(session.place);
            let why =
                format!("hours do not say at which place: {place}; left as a comment to check");
            self.draft.left(&session.field, &session.words, why);
        }
    }

    fn place_in_words(&self, place: Option<usize>) -> String {
        let known = place.and_then(|place| self.held_at.get(place));
        known.map_or_else(|| "no place in particular".to_owned(), String::clone)
    }

    /// One session, or the line of a comment for one that is not certain; none where there is nothing to decide.
    fn session(&mut self, schedule: &mut Fields) -> Result<Read, Option<String>> {
        let mut words: Vec<(&'static str, String)> = Vec::new();
        for key in KEPT.into_iter().chain(LIMITS) {
            words.extend(listed(schedule, key).map(|text| (key, text)));
        }
        let said = |key: &str| {
            let found = words.iter().find(|(known, _)| *known == key);
            found.map(|(_, text)| text.trim())
        };
        let read = read(&said, self.import.today);
        let place = schedule.path("");
        match read {
            Ok(session) => {
                for (key, text) in &words {
                    let path = format!("{place}{key}");
                    let in_words = session.in_words();
                    let is_said = *key == "description" && in_words.as_deref() == Some(text.trim())
                        || *key == "notes" && read_not_held(text).is_some();
                    if ["description", "notes"].contains(key) && !is_said {
                        self.draft.left(&path, text, "only days and times are kept");
                    } else if LIMITS.contains(key) {
                        let why = match *key {
                            "bymonth" => "it is held in all months, which needs no place",
                            "valid_to" | "until" => "a day so far off is no end",
                            _ => "it has begun, which needs no place",
                        };
                        self.draft.left(&path, text, why);
                    } else {
                        self.draft.taken(&path, text);
                    }
                }
                Ok(session)
            }
            Err(not) => {
                let why = match not {
                    Not::Over => "it is over".to_owned(),
                    Not::Certain(why) => format!("{why}; left as a comment to decide"),
                };
                for (key, text) in &words {
                    self.draft.left(format!("{place}{key}"), text, why.clone());
                }
                let Not::Certain(why) = not else {
                    return Err(None);
                };
                let all: Vec<String> = words
                    .iter()
                    .map(|(key, text)| format!("{key} {}", one_line(text)))
                    .collect();
                Err((!all.is_empty()).then(|| format!("  {} ({why})", all.join(", "))))
            }
        }
    }
}

/// The text of a field, or of a list of texts and numbers.
fn listed(schedule: &mut Fields, key: &str) -> Option<String> {
    if let Some(text) = schedule.text(key) {
        return Some(text);
    }
    let list = schedule.take(key)?;
    let items: Option<Vec<String>> = list.as_array().and_then(|items| {
        let texts = items.iter().map(|item| match item {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        texts.collect()
    });
    if items.is_none() {
        schedule.put_back(key, list);
    }
    Some(items?.join(","))
}
