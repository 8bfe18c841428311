//! One service on a leaflet, in words for the person.

mod rows;

use super::phrases::{capital, one_line, sentences};
use super::start::{only_professionals, referred, start};
use super::words::{Phrase, Words};
use super::{Chosen, Options, Reach, crisis, rely_until};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::service::{Alert, AttendingType, CapacityState, Service, Status};
use crate::model::shown::clean_lines;
use jiff::civil::Date;
use rows::rows;
use std::ops::RangeInclusive;

/// One service as it stands on the paper.
///
/// Where a professional has to refer, there are no ways to get in touch and no words on how to refer: both are for
/// professionals. Where a person can go alone, the entry's own `referral` stands here only if it speaks to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// True for the first step.
    pub first: bool,
    /// What it is called.
    pub name: String,
    /// Who runs it; `None` where that is the same as its name.
    pub organization: Option<String>,
    /// What it is, one paragraph a line; never empty.
    pub what: Vec<Said>,
    /// Who tried out the plain words, as a sentence; only where they are printed, and in no other language.
    pub easy_read: Option<String>,
    /// `Ring first: …`, where it may not be as it says here: closed, full, or last checked too long ago.
    pub ring_first: Option<String>,
    /// True where it may be relied on until the day of the leaflet; false where it is closed or past its review period, which
    /// it says itself.
    pub relied_on: bool,
    /// What holds today or begins while people rely on the leaflet, as sentences.
    pub alerts: Vec<String>,
    /// How to get in touch; empty where only professionals may.
    pub reach: Reach,
    /// Everything else, each with its label, in the order it is printed; no row is empty.
    pub rows: Vec<Row>,
    /// What was not checked, as sentences.
    pub ask: Vec<String>,
    /// How old this is, as a sentence.
    pub checked: String,
}

/// A paragraph, and whose words it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub text: String,
    /// True where these are the service's own words, and so in the language of the directory.
    pub own_words: bool,
}

/// One labelled part of an entry: `When`, and the sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// In one or two words.
    pub label: &'static str,
    /// One thing a line.
    pub lines: Vec<String>,
    /// True where the lines are the service's own words, and so in the language of the directory.
    pub own_words: bool,
}

/// The entry on its first day; `days` are those on which people rely on it.
pub(super) fn entry(
    directory: &Directory,
    chosen: &Chosen,
    options: &Options,
    days: RangeInclusive<Date>,
    first: bool,
) -> Entry {
    let today = *days.start();
    let (service, words) = (directory.service(chosen.service), options.words);
    let referral = options
        .referrals
        .iter()
        .find(|referral| referral.service == chosen.service);
    let reach = if only_professionals(service) {
        Reach::default()
    } else {
        Reach::of(&service.contact, words)
    };
    let name = one_line(&service.name);
    let published = helpline(service)
        .then(|| crisis::published(directory, service, today, words))
        .flatten();
    let giver = Reach::of(&directory.settings.leaflet_contact, words);
    let (start, own_words) = referral.map_or_else(
        || start(service, words),
        |referral| (referred(referral, service, &giver, words), false),
    );
    let mut entry = Entry {
        first,
        relied_on: rely_until(directory, chosen.service, today).is_some(),
        organization: Some(one_line(&service.organization))
            .filter(|who| *who != name && !who.is_empty()),
        name,
        easy_read: options
            .plain_words
            .then(|| easy_read(service, words))
            .flatten(),
        what: what(service, words),
        ring_first: ring_first(directory, service, &reach, today, words),
        // Where only professionals may ask, they are who a notice is written for; it may hold their number.
        alerts: service
            .alerts
            .iter()
            .filter(|_| !only_professionals(service))
            .filter_map(|alert| notice(alert, &days, words))
            .collect(),
        rows: rows(
            service,
            &reach,
            chosen.asked,
            today,
            (start, own_words),
            words,
        ),
        reach,
        ask: chosen.ask.iter().map(|ask| one_line(ask)).collect(),
        checked: published.map_or_else(
            || {
                let date = words.date(*service.assured.on);
                words.fill(Phrase::CheckedOn, &[("date", &date)])
            },
            |published| format!("{}.", capital(&published)),
        ),
    };
    if options.plain_words {
        entry.one_idea_a_line();
    }
    entry
}

impl Entry {
    fn one_idea_a_line(&mut self) {
        let rows = self.rows.iter_mut().map(|row| &mut row.lines);
        for lines in [&mut self.alerts, &mut self.ask].into_iter().chain(rows) {
            *lines = lines.iter().flat_map(|line| sentences(line)).collect();
        }
        let one_idea = |said: &Said| {
            let own_words = said.own_words;
            let lines = sentences(&said.text);
            lines
                .into_iter()
                .map(move |text| Said { text, own_words })
                .collect::<Vec<_>>()
        };
        self.what = self.what.iter().flat_map(one_idea).collect();
    }
}

/// What is true for a while, with the day it begins where that is still to come; `None` where it is over, or begins later than
/// people rely on the leaflet.
fn notice(alert: &Alert, days: &RangeInclusive<Date>, words: &Words) -> Option<String> {
    let text = one_line(&alert.text);
    if alert.holds_on(*days.start()) {
        return Some(text);
    }
    let from = alert.from.filter(|from| days.contains(from))?;
    let date = words.date(from);
    Some(words.fill(Phrase::NoticeFrom, &[("date", &date), ("text", &text)]))
}

/// A telephone line for the whole country, known from what it publishes.
fn helpline(service: &Service) -> bool {
    let national = service
        .area
        .iter()
        .any(|served| served.value == Served::National);
    national
        && service.locations.is_empty()
        && !service.attending_type.contains(&AttendingType::Venue)
}

/// What it says of itself: in the language of the leaflet where somebody translated it. A translation that is older than the
/// entry says so, and the entry's own words follow.
fn what(service: &Service, words: &Words) -> Vec<Said> {
    let said = |text: String, own_words| Said { text, own_words };
    let own = paragraphs(service.plain.as_deref(), &service.summary);
    let own = own.into_iter().map(|text| said(text, true));
    let Some(translation) = words.translation(service) else {
        return own.collect();
    };
    let translated = paragraphs(translation.plain.as_deref(), &translation.summary);
    let mut lines: Vec<Said> = translated
        .into_iter()
        .map(|text| said(text, false))
        .collect();
    if translation.on < *service.assured.on {
        let note = |in_words: &Words| {
            let date = in_words.date(translation.on);
            in_words.fill(Phrase::MaybeOld, &[("date", &date)])
        };
        lines.push(said(note(words), false));
        lines.push(said(note(Words::english()), true));
        lines.extend(own);
    }
    lines
}

/// The lines of the plain text where there is one, else the summary.
fn paragraphs(plain: Option<&str>, summary: &str) -> Vec<String> {
    let plain = plain.map(clean_lines).unwrap_or_default();
    let lines: Vec<String> = plain
        .lines()
        .map(one_line)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return vec![one_line(summary)];
    }
    lines
}

/// Who tried out the plain words that are printed. A translation of them is another text, which they did not read.
fn easy_read(service: &Service, words: &Words) -> Option<String> {
    if !words.is_english() || service.plain.is_none() {
        return None;
    }
    let tested = service.plain_tested.as_ref()?;
    let (by, date) = (one_line(&tested.by), words.date(tested.on));
    Some(words.fill(Phrase::EasyRead, &[("by", &by), ("date", &date)]))
}

fn ring_first(
    directory: &Directory,
    service: &Service,
    reach: &Reach,
    today: Date,
    words: &Words,
) -> Option<String> {
    let mut reasons = Vec::new();
    match *service.status {
        Status::Active => {}
        Status::TemporarilyClosed => reasons.push(words.say(Phrase::ReasonClosed).to_owned()),
        Status::Inactive | Status::Defunct => {
            reasons.push(words.say(Phrase::ReasonNotRunning).to_owned());
        }
    }
    let full = |state| state == CapacityState::Full;
    if service
        .capacity_on(today)
        .is_some_and(|capacity| full(capacity.state))
    {
        reasons.push(words.say(Phrase::ReasonFull).to_owned());
    }
    if service.is_stale(today, directory.settings.review_days) && !helpline(service) {
        let on = *service.assured.on;
        let year = on.year().to_string();
        let values = [("month", words.month(on)), ("year", year.as_str())];
        reasons.push(words.fill(Phrase::ReasonChecked, &values));
    }
    let how = match (&reach.phone, reach.is_empty()) {
        (Some(_), _) => Phrase::RingFirst,
        (None, false) => Phrase::AskFirst,
        (None, true) => Phrase::AskUsFirst,
    };
    let reasons = Some(words.and(&reasons)).filter(|reasons| !reasons.is_empty())?;
    Some(words.fill(how, &[("reasons", &reasons)]))
}
