//! What the person takes away: one leaflet from some services, or the crisis page alone.
//!
//! Answers what stands on the paper; [`text`], [`markdown`], [`html`], [`pdf`] and [`spoken`] answer how it looks and add
//! nothing; the fixed words of each language are in [`words`]. Pure: no files, no
//! clock. What only professionals may use never gets in here, so that no form can print it: [`Entry`] says how.

mod crisis;
mod entry;
pub mod html;
pub mod index;
pub mod markdown;
pub mod pdf;
mod phrases;
pub mod qr;
mod reach;
pub mod spoken;
mod start;
mod stop;
pub mod style;
pub mod text;
pub mod words;

pub use crisis::CrisisLine;
pub use entry::{Entry, Row, Said};
pub use phrases::{not_checked, not_checked_area};
pub use reach::Reach;
pub use stop::{StopAction, StopPage};

use crate::model::Directory;
use crate::model::rule::{ActionIndex, ApprovalState};
use crate::model::service::{CapacityState, ServiceIndex, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use phrases::{one_line, sentences};
use words::{Phrase, Words};

/// Stands at the top and the bottom of each page of a demonstration.
pub const SAMPLE: &str = "SAMPLE: not for patients";

/// Everything on one leaflet. Every text in it is cleaned of what cannot be seen; no form has to do it again.
///
/// Postcodes and telephone numbers hold no-break spaces, so that no form breaks them over a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// The language of its fixed words.
    pub words: &'static Words,
    /// True where each line is to hold one idea.
    pub plain_words: bool,
    /// Who gave it, as the worker said; `None`: not said.
    pub from: Option<String>,
    /// The heading of the page and the title of the document. On a crisis page in another language the English stands beside it.
    pub title: String,
    /// The directory's own words at the top; its name where it has none.
    pub header: String,
    /// Whom to ask about this leaflet.
    pub contact: Reach,
    /// The directory's name.
    pub directory: String,
    /// Its exact content, by name.
    pub content_version: String,
    /// True where the services are invented.
    pub demonstration: bool,
    /// True where having this leaflet could put a person at risk or to shame; its file name must then say nothing either.
    pub sensitive: bool,
    /// The services, in the order chosen; empty on a crisis page.
    pub services: Vec<Entry>,
    /// Whom to ring in a crisis; the same on every leaflet of a directory, and always at the end.
    pub crisis: Vec<CrisisLine>,
    /// The day it was made.
    pub made_on: Date,
    /// The last day on which every entry that can be relied on is within its review period, and what it says of its room is
    /// known; `made_on` where there is none, and on a crisis page, which is for today.
    pub rely_until: Date,
    /// What has to be said before anything else, as sentences.
    pub warnings: Vec<String>,
    /// What comes before any service; `None` on a leaflet with services.
    pub stop: Option<StopPage>,
}

/// A service that was chosen for the leaflet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which one.
    pub service: ServiceIndex,
    /// What was not checked with it, each a sentence to the person, such as [`not_checked`] makes; may be empty.
    pub ask: Vec<String>,
    /// True where the worker asked the service, and it can take the person.
    pub asked: bool,
}

/// What the worker says about a leaflet, beside its services.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the fixed words.
    pub words: &'static Words,
    /// True for one idea a line.
    pub plain_words: bool,
    /// Who gives it; `None`: not said.
    pub from: Option<String>,
    /// The services that get in touch themselves, because somebody refers the person to them.
    pub referrals: Vec<Referral>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            words: Words::english(),
            plain_words: false,
            from: None,
            referrals: Vec::new(),
        }
    }
}

/// A service that somebody refers the person to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Which one.
    pub service: ServiceIndex,
    /// True where the referral has been made; else it is to be made.
    pub made: bool,
    /// How they get in touch; `None`: a line to write on.
    pub how: Option<String>,
    /// By which day they get in touch; `None`: a line to write on.
    pub by: Option<Date>,
}

/// A leaflet in English with these services, in this order; the first is the first step.
#[must_use]
pub fn from_services(directory: &Directory, chosen: &[Chosen], today: Date) -> Leaflet {
    with_options(directory, chosen, &Options::default(), today)
}

/// A leaflet with these services, in this order; the first is the first step.
#[must_use]
pub fn with_options(
    directory: &Directory,
    chosen: &[Chosen],
    options: &Options,
    today: Date,
) -> Leaflet {
    let mut leaflet = without_services(directory, Phrase::Title, options, today);
    leaflet.sensitive = chosen
        .iter()
        .any(|chosen| directory.service(chosen.service).sensitive);
    let last_days = chosen
        .iter()
        .filter_map(|chosen| rely_until(directory, chosen.service, today));
    let until = last_days.min().unwrap_or(today);
    leaflet.rely_until = until;
    leaflet.services = chosen
        .iter()
        .enumerate()
        .map(|(position, chosen)| {
            entry::entry(directory, chosen, options, today..=until, position == 0)
        })
        .collect();
    leaflet
}

/// The crisis page: no service, only what to do first and the crisis numbers.
///
/// Of the stop actions only those are printed that a crisis service does, as the name and number of that service. The other
/// labels are written to the worker, and may say about the person what must not lie on a kitchen table.
#[must_use]
pub fn crisis_only(
    directory: &Directory,
    stop: &[ActionIndex],
    options: &Options,
    today: Date,
) -> Leaflet {
    let mut leaflet = without_services(directory, Phrase::CrisisTitle, options, today);
    leaflet.title = options.words.with_english(Phrase::CrisisTitle);
    leaflet.stop = Some(stop::page(directory, stop, options.words));
    leaflet
}

impl Leaflet {
    /// Who gave it, when it was made, how long to rely on it and where it comes from, as sentences; the same in every form.
    #[must_use]
    pub fn about(&self) -> Vec<String> {
        let (made, until) = (
            self.words.date(self.made_on),
            self.words.date(self.rely_until),
        );
        let rely = if self.services.is_empty() {
            self.words.say(Phrase::RelyToday).to_owned()
        } else if self.rely_until > self.made_on {
            let all = self.services.iter().all(|entry| entry.relied_on);
            let phrase = if all {
                Phrase::RelyUntil
            } else {
                Phrase::RelyApart
            };
            self.words.fill(phrase, &[("date", &until)])
        } else {
            self.words.say(Phrase::RelyNot).to_owned()
        };
        let made = self.words.fill(Phrase::MadeOn, &[("date", &made)]);
        let from = [
            ("directory", self.directory.as_str()),
            ("version", &self.content_version),
        ];
        let given = self.from.as_ref().map(|from| {
            let from = from.trim_end_matches('.');
            self.words.fill(Phrase::GivenBy, &[("from", from)])
        });
        let lines = given.into_iter().chain([
            format!("{made} {rely}"),
            self.words.fill(Phrase::ComesFrom, &from),
        ]);
        lines.flat_map(|line| self.lines(&line)).collect()
    }

    /// A paragraph as the lines it is printed in: its sentences where each line is to hold one idea, else itself.
    #[must_use]
    pub fn lines(&self, text: &str) -> Vec<String> {
        if self.plain_words {
            return sentences(text);
        }
        vec![text.to_owned()]
    }

    /// True where the crisis lines come straight after what to do first: on a crisis page nothing may stand before them.
    #[must_use]
    pub const fn crisis_comes_first(&self) -> bool {
        self.stop.is_some()
    }

    /// The heading over the crisis lines. In another language the English stands beside it.
    #[must_use]
    pub fn crisis_heading(&self) -> String {
        self.words.with_english(Phrase::CrisisHeading)
    }

    /// What stands over the crisis lines: when they answer, where that is the same for all. In another language the English
    /// stands beside it.
    #[must_use]
    pub fn crisis_words(&self) -> String {
        self.words.with_english(self.crisis_phrase())
    }

    fn crisis_phrase(&self) -> Phrase {
        if self.crisis.iter().all(|line| line.day_and_night) {
            Phrase::CrisisAlways
        } else {
            Phrase::CrisisYourself
        }
    }

    /// What stands over the service at this position: that it is the first step, or that it and those after it are there as
    /// well. `None` where nothing does, and for a service alone.
    #[must_use]
    pub fn lead(&self, position: usize) -> Option<&'static str> {
        let phrase = match (position, self.services.len()) {
            (_, 0 | 1) => return None,
            (0, _) => Phrase::StartHere,
            (1, 2) => Phrase::AlsoOne,
            (1, _) => Phrase::AlsoMore,
            _ => return None,
        };
        Some(self.words.say(phrase))
    }

    /// The heading over [`Leaflet::if_it_does_not_work_out`].
    #[must_use]
    pub fn end_heading(&self) -> &'static str {
        self.words.say(if self.services.is_empty() {
            Phrase::AboutHeading
        } else {
            Phrase::EndHeading
        })
    }

    /// What to do where none of it helps, without the ways to get in touch; empty where the directory names none.
    #[must_use]
    pub fn if_it_does_not_work_out(&self) -> &'static str {
        match (self.contact.is_empty(), self.services.is_empty()) {
            (true, _) => "",
            (false, true) => self.words.say(Phrase::EndWrong),
            (false, false) => self.words.say(Phrase::EndTellUs),
        }
    }
}

fn without_services(
    directory: &Directory,
    title: Phrase,
    options: &Options,
    today: Date,
) -> Leaflet {
    let (settings, words) = (&directory.settings, options.words);
    let header = settings.leaflet_header.as_ref().unwrap_or(&settings.name);
    let from = options.from.as_deref().map(one_line);
    Leaflet {
        words,
        plain_words: options.plain_words,
        from: from.filter(|from| !from.is_empty()),
        title: words.say(title).to_owned(),
        header: one_line(header),
        contact: Reach::of(&settings.leaflet_contact, words),
        directory: one_line(&settings.name),
        content_version: one_line(&directory.content_version),
        demonstration: settings.demonstration,
        sensitive: false,
        services: Vec::new(),
        crisis: crisis::lines(directory, today),
        made_on: today,
        rely_until: today,
        warnings: warnings(directory, today, words),
        stop: None,
    }
}

/// That the rules are not approved, and that nobody checked the words of the language.
fn warnings(directory: &Directory, today: Date, words: &Words) -> Vec<String> {
    let mut warnings = Vec::new();
    if directory.rules.approval_state(today) != ApprovalState::Approved {
        warnings.push(words.say(Phrase::NotApproved).to_owned());
    }
    if words.checked.is_none() {
        let said = |in_words: &Words| {
            let language = [("language", words.name.as_str())];
            in_words.fill(Phrase::NotVerified, &language)
        };
        warnings.push(format!("{} / {}", said(words), said(Words::english())));
    }
    warnings
}

/// The last day on which an entry is within its review period, and what is printed of its room is known; never later than a
/// review period on. `None`: it cannot be relied on even today.
fn rely_until(directory: &Directory, service: ServiceIndex, today: Date) -> Option<Date> {
    let service = directory.service(service);
    let review = i64::from(directory.settings.review_days).days();
    let confirmed = service.assured.on.saturating_add(review);
    // What is closed may open otherwise than it was.
    if *service.status != Status::Active || confirmed < today {
        return None;
    }
    let room = service
        .capacity_on(today)
        .filter(|capacity| capacity.state == CapacityState::Full || capacity.weeks.is_some());
    let until = room.map_or(confirmed, |capacity| confirmed.min(*capacity.until));
    Some(until.min(today.saturating_add(review)))
}

#[cfg(test)]
mod tests;
