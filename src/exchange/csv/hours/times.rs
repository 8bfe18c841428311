//! Times of a day, and which half of it they are in.

use super::typed::Words;
use crate::model::hours::TimeOfDay;

/// A time as it was typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    hours: u16,
    minutes: u16,
    half: Half,
    /// True for `noon` and `midnight`, which are no slip for each other as 12am and 12pm are.
    is_named: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
    /// Of 24 hours, as two digits and minutes show.
    Clock,
    /// A number that may be either.
    Unsaid,
}

impl Words {
    pub(super) fn time(&mut self) -> Option<Typed> {
        let named = |hours, half| Typed {
            hours,
            minutes: 0,
            half,
            is_named: true,
        };
        if self.word(&["noon", "midday"]) {
            return Some(named(12, Half::Afternoon));
        }
        if self.word(&["midnight"]) {
            return Some(named(12, Half::Morning));
        }
        let hours = self.number()?;
        let colon = self.at;
        let minutes = if self.sign(&[":", "."]) {
            let minutes = self.number().filter(|minutes| minutes.len() == 2);
            if minutes.is_none() {
                self.at = colon;
            }
            minutes
        } else {
            None
        };
        let half = if self.word(&["am"]) {
            Half::Morning
        } else if self.word(&["pm"]) {
            Half::Afternoon
        } else if self.word(&["noon", "midday"]) {
            if hours != "12" || minutes.is_some() {
                return None;
            }
            Half::Afternoon
        } else if hours.len() == 2 && minutes.is_some() {
            Half::Clock
        } else {
            Half::Unsaid
        };
        Some(Typed {
            hours: hours.parse().ok().filter(|hours| *hours <= 24)?,
            minutes: minutes.map_or(Some(0), |minutes| minutes.parse().ok())?,
            half,
            is_named: false,
        })
    }
}

/// Why two times are no session.
const NOT_SAID: &str = "it does not say whether a time is am or pm";
const TWO_WAYS: &str = "its two times are written in two ways, of which one may be a slip";
const TWELVE_AM: &str = "12am is midnight, and may have been meant as noon";
const BACKWARDS: &str = "it ends before it begins, or at no time of a day";

/// From one time to another. `Err`: why that cannot be told.
pub(super) fn span(from: Typed, to: Typed) -> Result<(TimeOfDay, TimeOfDay), &'static str> {
    // Our own export writes `12:15am`.
    let is_twelve_am = |typed: Typed| {
        typed.half == Half::Morning && (typed.hours, typed.minutes) == (12, 0) && !typed.is_named
    };
    // `7pm-12am` and `12am-6am` can be nothing else.
    if (is_twelve_am(to) && matches!(from.half, Half::Morning | Half::Unsaid))
        || (is_twelve_am(from) && to.half == Half::Afternoon)
    {
        return Err(TWELVE_AM);
    }
    let time = |typed: Typed, half: Half| {
        let hours = match half {
            Half::Morning | Half::Afternoon if !(1..=12).contains(&typed.hours) => return None,
            Half::Morning => typed.hours % 12,
            Half::Afternoon => typed.hours % 12 + 12,
            Half::Clock | Half::Unsaid => typed.hours,
        };
        TimeOfDay::parse(&format!("{hours:02}:{:02}", typed.minutes))
    };
    let end = |typed: Typed, half: Half| {
        let end = time(typed, half)?;
        // Midnight at the end of a session is the end of the day.
        if end.minutes() == 0 {
            TimeOfDay::parse("24:00")
        } else {
            Some(end)
        }
    };
    let pair = |half: Half| {
        let (from, to) = (time(from, half)?, end(to, to.half)?);
        (from < to).then_some((from, to))
    };
    match (from.half, to.half) {
        // "9:00-17:00": the end shows which clock it is.
        (Half::Unsaid, Half::Clock) if to.hours > 12 => pair(Half::Clock).ok_or(BACKWARDS),
        // "2-4pm" is all afternoon, "10-4pm" begins in the morning.
        (Half::Unsaid, Half::Afternoon) => pair(Half::Afternoon)
            .or_else(|| pair(Half::Morning))
            .ok_or(BACKWARDS),
        (Half::Unsaid, Half::Morning) if to.hours != 12 => pair(Half::Morning).ok_or(BACKWARDS),
        // A number alone is either half, and two clocks in one sentence are a slip of somebody.
        (_, Half::Unsaid) | (Half::Unsaid, Half::Clock | Half::Morning) => Err(NOT_SAID),
        (Half::Clock, Half::Morning | Half::Afternoon)
        | (Half::Morning | Half::Afternoon, Half::Clock) => Err(TWO_WAYS),
        (half, _) => pair(half).ok_or(BACKWARDS),
    }
}
