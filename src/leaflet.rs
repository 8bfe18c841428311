//! What the person takes away: one leaflet from some services, or the crisis page alone.
//!
//! Answers what stands on the paper; [`text`], [`markdown`], [`html`] and [`pdf`] answer how it looks and add nothing. Pure: no files, no
//! clock. What only professionals may use never gets in here, so that no form can print it: [`Entry`] says how.

mod crisis;
mod entry;
pub mod html;
pub mod markdown;
pub mod pdf;
mod phrases;
pub mod qr;
mod start;
mod stop;
pub mod style;
pub mod text;

pub use crisis::CrisisLine;
pub use entry::{Entry, Row};
pub use phrases::not_checked;
pub use stop::{StopAction, StopPage};

use crate::model::Directory;
use crate::model::contact::Contact;
use crate::model::hours::date_in_words;
use crate::model::rule::{ActionIndex, ApprovalState};
use crate::model::service::ServiceIndex;
use crate::model::shown::phone_in_words;
use jiff::ToSpan;
use jiff::civil::Date;
use phrases::{one_line, together};

/// Stands at the top and the bottom of each page of a demonstration.
pub const SAMPLE: &str = "SAMPLE: not for patients";

/// Who it is for: a line to write on. There is no way to print a name.
pub const FOR_LINE: &str = "For:";

/// The heading over what was not checked.
pub(crate) const ASK_HEADING: &str = "Before you start";

/// The heading over the crisis numbers.
pub(crate) const CRISIS_HEADING: &str = "In an emergency or a crisis";

/// The title of every leaflet with services. Always the same, so that it gives away nothing about a sensitive one.
pub const TITLE: &str = "What to do next";

/// The title of a leaflet that has the crisis numbers alone.
pub const CRISIS_TITLE: &str = "If you need help now";

/// Everything on one leaflet. Every text in it is cleaned of what cannot be seen; no form has to do it again.
///
/// Postcodes and telephone numbers hold no-break spaces, so that no form breaks them over a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// The heading of the page and the title of the document.
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
    /// The last day on which every entry is within its review period; `made_on` where one is not even today.
    pub rely_until: Date,
    /// What has to be said before anything else, as sentences.
    pub warnings: Vec<String>,
    /// What comes before any service; `None` on a leaflet with services.
    pub stop: Option<StopPage>,
}

/// Ways to get in touch, as they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// A telephone number in the spacing people read.
    pub phone: Option<String>,
    /// How to get in touch without speaking: a sentence.
    pub text: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A web address.
    pub url: Option<String>,
}

/// A service that was chosen for the leaflet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which one.
    pub service: ServiceIndex,
    /// What was not checked with it, each a sentence to the person, such as [`not_checked`] makes; may be empty.
    pub ask: Vec<String>,
}

/// A leaflet with these services, in this order; the first is the first step.
#[must_use]
pub fn from_services(directory: &Directory, chosen: &[Chosen], today: Date) -> Leaflet {
    let mut leaflet = without_services(directory, TITLE, today);
    leaflet.sensitive = chosen
        .iter()
        .any(|chosen| directory.service(chosen.service).sensitive);
    leaflet.rely_until = rely_until(directory, chosen, today);
    leaflet.services = chosen
        .iter()
        .enumerate()
        .map(|(position, chosen)| entry::entry(directory, chosen, today, position == 0))
        .collect();
    leaflet
}

/// The crisis page: no service, only what to do first and the crisis numbers.
///
/// Of the stop actions only those are printed that a crisis service does, as the name and number of that service. The other
/// labels are written to the worker, and may say about the person what must not lie on a kitchen table.
#[must_use]
pub fn crisis_only(directory: &Directory, stop: &[ActionIndex], today: Date) -> Leaflet {
    let mut leaflet = without_services(directory, CRISIS_TITLE, today);
    leaflet.stop = Some(stop::page(directory, stop));
    leaflet
}

impl Leaflet {
    /// What the sheet is and how long to rely on it, as sentences; the same in every form.
    #[must_use]
    pub fn about(&self) -> Vec<String> {
        let made = date_in_words(self.made_on);
        let until = date_in_words(self.rely_until);
        let rely = if self.services.is_empty() {
            String::new()
        } else if self.rely_until > self.made_on {
            format!("You can rely on it until {until}. After that, ring to check.")
        } else {
            "Some of it was last checked long ago, so ring to check first.".to_owned()
        };
        vec![
            format!("This sheet was made on {made}. {rely}")
                .trim_end()
                .to_owned(),
            format!(
                "It comes from {}, version {}.",
                self.directory, self.content_version
            ),
        ]
    }

    /// What stands over the crisis lines: when they answer, where that is the same for all.
    #[must_use]
    pub fn crisis_words(&self) -> &'static str {
        if self.crisis.iter().all(|line| line.day_and_night) {
            "You can use these at any time, day or night."
        } else {
            "You can use these yourself. Nobody has to send you."
        }
    }

    /// The heading over [`Leaflet::if_it_does_not_work_out`].
    #[must_use]
    pub fn end_heading(&self) -> &'static str {
        if self.services.is_empty() {
            "About this sheet"
        } else {
            "If this does not work out"
        }
    }

    /// What to do where none of it helps, without the ways to get in touch; empty where the directory names none.
    #[must_use]
    pub fn if_it_does_not_work_out(&self) -> &'static str {
        match (self.contact.is_empty(), self.services.is_empty()) {
            (true, _) => "",
            (false, true) => "If something on this sheet is wrong, tell us.",
            (false, false) => {
                "If nobody answers, or it is not right for you, tell us. We can look again."
            }
        }
    }
}

impl Reach {
    /// The printed form of a contact. Addresses that cannot be right are left out.
    fn of(contact: &Contact) -> Self {
        use crate::model::contact::{email_problem, phone_problem, url_problem};
        let line = |value: &Option<crate::source::Spanned<String>>| {
            let line = value.as_ref().map(|value| one_line(&value.value));
            line.filter(|line| !line.is_empty())
        };
        Self {
            phone: line(&contact.phone).map(|phone| together(&phone_in_words(&phone))),
            text: line(&contact.text).map(|text| match phone_problem(&text) {
                None => format!("text {}", together(&phone_in_words(&text))),
                Some(_) => text,
            }),
            email: line(&contact.email).filter(|email| email_problem(email).is_none()),
            url: line(&contact.url).filter(|url| url_problem(url).is_none()),
        }
    }

    /// True where there is no way at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a `tel:` link dials; `None` without a telephone.
    #[must_use]
    pub fn dial(&self) -> Option<String> {
        self.phone.as_deref().map(crate::model::contact::digits)
    }

    /// The web address as people copy it: without `https://`, `www.` and a last `/`.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let page = url.split_once("://").map_or(url, |(_, page)| page);
        Some(page.trim_start_matches("www.").trim_end_matches('/'))
    }
}

fn without_services(directory: &Directory, title: &str, today: Date) -> Leaflet {
    let settings = &directory.settings;
    let header = settings.leaflet_header.as_ref().unwrap_or(&settings.name);
    Leaflet {
        title: title.to_owned(),
        header: one_line(header),
        contact: Reach::of(&settings.leaflet_contact),
        directory: one_line(&settings.name),
        content_version: one_line(&directory.content_version),
        demonstration: settings.demonstration,
        sensitive: false,
        services: Vec::new(),
        crisis: crisis::lines(directory, today),
        made_on: today,
        rely_until: today,
        warnings: warnings(directory, today),
        stop: None,
    }
}

fn warnings(directory: &Directory, today: Date) -> Vec<String> {
    let approved = directory.rules.approval_state(today) == ApprovalState::Approved;
    let warning = "These rules have not been approved for use with people.";
    (!approved)
        .then(|| warning.to_owned())
        .into_iter()
        .collect()
}

/// The last day on which every entry is within its review period: never before `today`, never later than a review period on.
fn rely_until(directory: &Directory, chosen: &[Chosen], today: Date) -> Date {
    let review = i64::from(directory.settings.review_days).days();
    let last_day = |chosen: &Chosen| {
        let service = directory.service(chosen.service);
        service.assured.on.saturating_add(review)
    };
    let earliest = chosen.iter().map(last_day).min();
    let longest = today.saturating_add(review);
    earliest.unwrap_or(longest).min(longest).max(today)
}

#[cfg(test)]
mod tests;
