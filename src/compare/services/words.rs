//! What an entry says, in words that can be compared and read.

use crate::model::hours::{Session, date_in_words};
use crate::model::service::{Alert, Capacity, CapacityState, Cost};
use crate::model::shown::count;
use jiff::civil::Date;

pub(super) fn ages(from: u8, to: u8) -> Option<String> {
    match (from, to) {
        (0, u8::MAX) => None,
        (from, u8::MAX) => Some(format!("{from} and over")),
        (0, to) => Some(format!("{to} and under")),
        (from, to) => Some(format!("{from} to {to}")),
    }
}

pub(super) fn price(cost: Option<&Cost>) -> Option<String> {
    cost.map(ToString::to_string)
}

pub(super) fn sessions(hours: &[Session]) -> Option<String> {
    let words: Vec<String> = hours.iter().map(Session::in_words).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

pub(super) fn room(capacity: &Capacity) -> String {
    let until = date_in_words(*capacity.until);
    let state = match (capacity.state, capacity.weeks) {
        (CapacityState::Open, _) => "there is room".to_owned(),
        (CapacityState::Full, _) => "full".to_owned(),
        (CapacityState::Waiting, None) => "a waiting list".to_owned(),
        (CapacityState::Waiting, Some(weeks)) => {
            let weeks = count(usize::from(weeks), "week", "weeks");
            format!("a waiting list of about {weeks}")
        }
    };
    format!("{state} (known until {until})")
}

pub(super) fn notices(alerts: &[Alert]) -> Option<String> {
    let words = |alert: &Alert| {
        let day = |word: &str, day: Option<Date>| {
            day.map(|day| format!(" {word} {}", date_in_words(day)))
        };
        let (from, until) = (day("from", alert.from), day("until", alert.until));
        let days = format!("{}{}", from.unwrap_or_default(), until.unwrap_or_default());
        let text = alert.text.trim();
        if days.is_empty() {
            format!("\"{text}\"")
        } else {
            format!("\"{text}\" ({})", days.trim())
        }
    };
    let all: Vec<String> = alerts.iter().map(words).collect();
    (!all.is_empty()).then(|| all.join("; "))
}
