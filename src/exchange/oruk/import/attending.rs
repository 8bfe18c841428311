//! How a service is attended and how one gets in: terms of ours, the words of feeds, or what follows from the rest.

use super::super::super::incoming::fields::Fields;
use super::super::super::incoming::nowhere::ways;
use super::super::super::incoming::text::one_line;
use super::Reading;
use super::terms::{OfSchedule, added};
use crate::edit::fragment::Value;
use crate::model::service::{AttendingAccess, AttendingType};
use crate::model::vocabulary::Vocabulary;

const NOT_UNDERSTOOD: &str = "not every word of it is understood; left as a comment to decide";
const OVER: &str = "its schedule is over; left as a comment to decide";
const COUNTS: &str = "its schedule is over, and the feed says elsewhere how it is attended";

impl Reading<'_, '_> {
    /// Keeps what a schedule says of how it is attended, until all that is said of it is known.
    pub(super) fn attending_of(&mut self, schedule: &mut Fields, is_over: bool) {
        for (path, typed) in words(schedule, "attending_type") {
            self.terms.of_schedules.push(OfSchedule {
                path,
                typed,
                is_over,
            });
        }
    }

    pub(super) fn attending(&mut self, fields: &mut Fields) {
        let unread = self.attending_type(fields);
        self.attending_access(fields);
        let is_guessed = self.terms.attending_type.is_empty();
        for attending in std::mem::take(&mut self.terms.without_going) {
            added(&mut self.terms.attending_type, Some(attending));
        }
        // Where it is held online and at a place, only the place needs a guess.
        if is_guessed && (self.terms.attending_type.is_empty() || self.entries.has("locations")) {
            self.guess(&unread);
        } else if !unread.is_empty() {
            let line = format!(
                "To decide: how else is it attended? The feed says: {}",
                unread.join("; ")
            );
            self.draft.comments.push(("attending_type", vec![line]));
        }
        self.entries
            .set("attending_type", Value::texts(&self.terms.attending_type));
        if !self.terms.attending_access.is_empty() {
            self.entries.set(
                "attending_access",
                Value::texts(&self.terms.attending_access),
            );
        }
    }

    /// Takes what is said of how it is attended. Gives what is not understood of it, in the words of the feed.
    fn attending_type(&mut self, fields: &mut Fields) -> Vec<String> {
        let mut unread: Vec<String> = Vec::new();
        let of_service = words(fields, "attending_type").into_iter();
        let of_service = of_service.map(|(path, typed)| OfSchedule {
            path,
            typed,
            is_over: false,
        });
        let of_schedules = std::mem::take(&mut self.terms.of_schedules);
        let (over, said): (Vec<_>, Vec<_>) = of_service
            .chain(of_schedules)
            .partition(|said| said.is_over);
        for OfSchedule { path, typed, .. } in said {
            let understood = ways(&typed);
            if understood.is_empty() {
                self.draft.left(&path, &typed, NOT_UNDERSTOOD);
                let typed = one_line(&typed);
                if !unread.contains(&typed) {
                    unread.push(typed);
                }
                continue;
            }
            let meant: Vec<&str> = understood.iter().map(|way| way.word()).collect();
            let meant = meant.join(", ");
            self.draft
                .changed(&path, &typed, &meant, "the words of this format");
            for way in understood {
                added(&mut self.terms.attending_type, Some(way));
            }
        }
        let is_said = !self.terms.attending_type.is_empty() || !unread.is_empty();
        for OfSchedule { path, typed, .. } in over {
            self.draft
                .left(&path, &typed, if is_said { COUNTS } else { OVER });
            let line = format!("{} (of a schedule that is over)", one_line(&typed));
            if !is_said && !unread.contains(&line) {
                unread.push(line);
            }
        }
        unread
    }

    fn attending_access(&mut self, fields: &mut Fields) {
        for (key, word) in words(fields, "attending_access") {
            let lower = word.trim().to_lowercase().replace(['_', ' '], "-");
            // By referral means that the person cannot go alone: the careful reading.
            let access = if lower == "referral" {
                Some(AttendingAccess::ProfessionalReferral)
            } else {
                AttendingAccess::from_word(&lower)
            };
            match access {
                Some(access) => {
                    added(&mut self.terms.attending_access, Some(access));
                    self.draft
                        .changed(&key, &word, access.word(), "the word of this format");
                }
                None => self.draft.left(
                    &key,
                    &word,
                    "not one of referral, drop-in, appointment, membership",
                ),
            }
        }
    }

    /// Guesses how it is attended from the rest; `unread` is what the feed says of it and nobody understands.
    fn guess(&mut self, unread: &[String]) {
        let has = |key: &str| self.entries.has(key);
        let (attending, follows) = if has("locations") {
            (AttendingType::Venue, Some("it has a place"))
        } else if self.way("phone") {
            let why = "it has a telephone number and no place";
            (AttendingType::Phone, Some(why))
        } else if self.way("url") {
            (
                AttendingType::Online,
                Some("it has a web page and no place"),
            )
        } else {
            (AttendingType::Venue, None)
        };
        let (why, line) = if unread.is_empty() {
            let why = match follows {
                Some(follows) => format!("the feed does not say; {follows}"),
                None => "the feed does not say, and nothing follows from the rest: look it up"
                    .to_owned(),
            };
            let line =
                format!("Guessed: {attending}, since {why}. Put it right where it is wrong.");
            (why, line)
        } else {
            let follows = follows.unwrap_or("nothing else tells");
            let why = format!("what the feed says is not understood; {follows}");
            let line = format!(
                "To decide: how is it attended? Guessed: {attending}, since {follows}. The feed says: {}",
                unread.join("; ")
            );
            (why, line)
        };
        self.draft.supplied("attending_type", attending.word(), why);
        self.draft.comments.push(("attending_type", vec![line]));
        self.terms.attending_type.push(attending);
    }

    fn way(&self, key: &str) -> bool {
        let contact = self.entries.0.iter().find(|(known, _)| *known == "contact");
        matches!(contact, Some((_, Value::Map(ways))) if ways.iter().any(|(known, _)| *known == key))
    }
}

/// A field that is a word, several words divided by commas, or a list of either, with its path.
fn words(fields: &mut Fields, key: &str) -> Vec<(String, String)> {
    let path = fields.path(key);
    let texts: Vec<String> = match fields.take(key) {
        Some(serde_json::Value::Array(items)) => {
            let (words, others): (Vec<_>, Vec<_>) =
                items.into_iter().partition(serde_json::Value::is_string);
            if !others.is_empty() {
                fields.put_back(key, serde_json::Value::Array(others));
            }
            let words = words.iter().filter_map(|item| item.as_str());
            words.map(str::to_owned).collect()
        }
        Some(serde_json::Value::String(text)) => vec![text],
        Some(other) => {
            fields.put_back(key, other);
            Vec::new()
        }
        None => Vec::new(),
    };
    let words = texts
        .iter()
        .flat_map(|text| text.split([',', ';']))
        .map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(|word| (path.clone(), word.to_owned()))
        .collect()
}
