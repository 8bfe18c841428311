//! Words beside a session that limit it in no way.

use super::super::super::super::words::read_day;
use super::Read;

/// Words of days and times.
const TIMES: [&str; 24] = [
    "a", "am", "and", "at", "between", "day", "every", "from", "hours", "held", "is", "midday",
    "noon", "on", "open", "opening", "pm", "session", "sessions", "the", "times", "to", "until",
    "weekly",
];
/// Words of what is offered there and how one comes in. None of them says that a session is not held.
const COMING: [&str; 52] = [
    "all",
    "along",
    "are",
    "available",
    "biscuits",
    "breakfast",
    "café",
    "cafe",
    "cake",
    "cakes",
    "chat",
    "coffee",
    "cold",
    "come",
    "community",
    "cup",
    "doors",
    "drink",
    "drinks",
    "drop",
    "dropin",
    "everybody",
    "everyone",
    "food",
    "friendly",
    "group",
    "hot",
    "in",
    "ins",
    "join",
    "just",
    "light",
    "lunch",
    "meal",
    "meet",
    "meeting",
    "meets",
    "our",
    "provided",
    "refreshments",
    "served",
    "snacks",
    "social",
    "soup",
    "start",
    "starts",
    "talk",
    "tea",
    "turn",
    "up",
    "welcome",
    "with",
];
/// Sentences whose words would say something else each by itself.
const SENTENCES: [&str; 9] = [
    "coffee morning",
    "no need to book",
    "no booking needed",
    "no booking required",
    "no booking necessary",
    "no appointment needed",
    "no appointment required",
    "no appointment necessary",
    "you do not need to book",
];

impl Read {
    /// True for words that say no more than days and times and how one comes in, and no other day than these.
    pub(super) fn is_said_by(&self, words: &str) -> bool {
        if words.contains('/') {
            // A day of a year.
            return false;
        }
        let lower = words.to_lowercase();
        let parts: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let mut plain = format!(" {} ", parts.join(" "));
        for sentence in SENTENCES {
            plain = plain.replace(&format!(" {sentence} "), " ");
        }
        let words: Vec<&str> = plain.split_whitespace().collect();
        words.iter().enumerate().all(|(position, word)| {
            let day = read_day(word).or_else(|| read_day(word.strip_suffix('s')?));
            if let Some(day) = day {
                return self.days.contains(&day);
            }
            let number = word.trim_end_matches("am").trim_end_matches("pm");
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return TIMES.contains(word) || COMING.contains(word);
            }
            let is_own = [self.from, self.to].iter().any(|time| {
                let minutes = time.minutes();
                number == format!("{:02}{:02}", minutes / 60, minutes % 60)
            });
            // A bare number may count sessions.
            let after = words.get(position + 1).filter(|_| number == *word);
            let is_counted = after.is_some_and(|after| {
                COMING.contains(after)
                    || after.starts_with("session")
                    || read_day(after.trim_end_matches('s')).is_some()
            });
            (number.len() <= 2 || is_own) && !is_counted
        })
    }
}
