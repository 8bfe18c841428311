//! What of a service may leave the directory: the one gate that every export goes through.

mod cut;

use super::identity::Publisher;
use crate::check::personal;
use crate::model::Directory;
use crate::model::area::{Area, Served};
use crate::model::contact::{email_problem, phone_problem, url_problem};
use crate::model::hours::Session;
use crate::model::need::Need;
use crate::model::postcode::Postcode;
use crate::model::service::{
    Accepts, Alert, AttendingAccess, AttendingType, Capacity, Cost, Kind, Location, Service, Status,
};
use crate::model::shown::{clean_lines, phone_in_words};
use crate::model::vocabulary::{Profession, SupportNeed};
use crate::place::{Point, Table};
use cut::{Cut, cut, without_persons};
use jiff::civil::Date;
use std::borrow::Cow;

/// What stands in a text where something about a person was cut out. It does not claim that nothing else about them is left.
pub const INSTEAD_OF_A_PERSON: &str = "[personal detail left out]";

/// A service as it may be told to anybody. Texts are cleaned; lists may be empty; `None`: not said, or left behind.
///
/// Comments, the role that confirmed an entry and the way it did, and confidential places are not in it.
#[derive(Clone, Debug)]
pub struct Leaving<'d> {
    /// Who gives it out: what its identifiers are made of.
    pub publisher: Publisher,
    /// Its id.
    pub id: &'d str,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// One or two plain sentences.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// What sort of service it is.
    pub kind: Kind,
    /// For `ahp`: whose service it is.
    pub profession: Option<Profession>,
    /// For `link-worker`: what the role is called.
    pub role_name: Option<String>,
    /// Whether it is running.
    pub status: Status,
    /// What it helps with.
    pub needs: Vec<&'d Need>,
    /// How it is attended.
    pub attending_type: &'d [AttendingType],
    /// How one gets in.
    pub attending_access: &'d [AttendingAccess],
    /// A sentence saying how one gets in.
    pub referral: Option<String>,
    /// For speaking, spaced as people read it.
    pub phone: Option<String>,
    /// How to reach it without speaking: a number, or a sentence.
    pub text: Option<String>,
    /// An address of a team.
    pub email: Option<String>,
    /// `http` or `https`.
    pub url: Option<String>,
    /// Where one goes; never a confidential place.
    pub venues: Vec<Venue>,
    /// Where it works.
    pub area: Vec<Territory<'d>>,
    /// When it is open.
    pub hours: &'d [Session],
    /// Youngest age in years.
    pub minimum_age: Option<u8>,
    /// Oldest age in years.
    pub maximum_age: Option<u8>,
    /// Any other condition.
    pub condition: Option<String>,
    /// What support needs it takes or does not take.
    pub accepts: &'d [(SupportNeed, Accepts)],
    /// What it costs.
    pub cost: Option<Cost>,
    /// Whether there is room, where that is still known.
    pub capacity: Option<&'d Capacity>,
    /// Languages spoken.
    pub languages: &'d [String],
    /// What is true now or will be; what is over stays behind.
    pub alerts: Vec<Alert>,
    /// True where having its leaflet could put a person at risk or to shame.
    pub sensitive: bool,
    /// The summary in the plainest words.
    pub plain: Option<String>,
    /// For a service that only signposts on: where to.
    pub sends_on_to: Vec<&'d str>,
    /// When its facts were last confirmed.
    pub assured_on: Date,
}

/// A place that may be told to anybody.
#[derive(Clone, Debug)]
pub struct Venue {
    /// Its position among the locations of the entry, counted from 0.
    pub position: usize,
    /// What the place is called.
    pub name: Option<String>,
    /// Street and town.
    pub address: Option<String>,
    /// Its postcode.
    pub postcode: Option<Postcode>,
    /// Where its postcode is. `None`: there is none, or the table does not hold exactly it.
    pub point: Option<Point>,
    /// The code of the local authority its postcode lies in; `None` likewise.
    pub authority: Option<String>,
}

/// Where a service works.
#[derive(Clone, Debug)]
pub enum Territory<'d> {
    /// Everywhere.
    National,
    /// A named area.
    Area(&'d Area),
    /// A postcode district.
    District(String),
}

/// Something that an entry says and that did not leave.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Withheld {
    /// The service's id.
    pub service: String,
    /// The key, after the keys above it: `contact.email`.
    pub field: &'static str,
    /// Why.
    pub why: &'static str,
}

/// What of a service may leave on this day. What did not is added to `withheld`.
#[must_use]
pub fn leaving<'d>(
    service: &'d Service,
    directory: &'d Directory,
    table: &Table,
    today: Date,
    withheld: &mut Vec<Withheld>,
) -> Leaving<'d> {
    let mut gate = Gate {
        service: &service.id.value,
        cut: cut(service),
        withheld,
    };
    let contact = &service.contact;
    Leaving {
        publisher: Publisher::of(&directory.settings),
        id: &service.id.value,
        name: gate.text("name", &service.name),
        organization: gate.text("organization", &service.organization),
        summary: gate.text("summary", &service.summary),
        description: gate.optional("description", service.description.as_deref()),
        kind: service.kind,
        profession: service.profession,
        role_name: gate.optional("role_name", service.role_name.as_deref()),
        status: *service.status,
        needs: service
            .needs
            .iter()
            .map(|need| directory.need(need.value))
            .collect(),
        attending_type: &service.attending_type,
        attending_access: &service.attending_access,
        referral: gate.optional("referral", service.referral.as_deref()),
        phone: gate
            .way("contact.phone", typed(contact.phone.as_ref()), |phone| {
                phone_problem(phone).is_some()
            })
            .map(|phone| phone_in_words(&phone)),
        text: gate.optional("contact.text", typed(contact.text.as_ref())),
        email: gate.way("contact.email", typed(contact.email.as_ref()), |email| {
            email_problem(email).is_some()
        }),
        url: gate.way("contact.url", typed(contact.url.as_ref()), |url| {
            url_problem(url).is_some()
        }),
        venues: gate.venues(&service.locations, table),
        area: service
            .area
            .iter()
            .map(|served| territory(&served.value, directory))
            .collect(),
        hours: &service.hours,
        minimum_age: service
            .eligibility
            .minimum_age
            .as_ref()
            .map(|age| age.value),
        maximum_age: service
            .eligibility
            .maximum_age
            .as_ref()
            .map(|age| age.value),
        condition: gate.optional("eligibility.other", service.eligibility.other.as_deref()),
        accepts: &service.accepts,
        cost: gate.cost(service.cost.as_ref()),
        capacity: gate.capacity(service, today),
        languages: &service.languages,
        alerts: gate.alerts(&service.alerts, today),
        sensitive: service.sensitive,
        plain: gate.optional("plain", service.plain.as_deref()),
        sends_on_to: service
            .sends_on_to
            .iter()
            .map(|id| id.value.as_str())
            .collect(),
        assured_on: *service.assured.on,
    }
}

/// A text as it leaves: cleaned, with what names a person cut out.
#[must_use]
pub fn told(text: &str) -> String {
    without_persons(text, &[]).0
}

fn typed(value: Option<&crate::source::Spanned<String>>) -> Option<&str> {
    value.map(|value| value.value.as_str())
}

fn territory<'d>(served: &Served, directory: &'d Directory) -> Territory<'d> {
    match served {
        Served::National => Territory::National,
        Served::Area(position) => Territory::Area(&directory.areas[*position]),
        Served::District(district) => Territory::District(district.to_string()),
    }
}

struct Gate<'g> {
    service: &'g str,
    /// What was cut out of one text of the entry leaves in none.
    cut: Vec<Cut>,
    withheld: &'g mut Vec<Withheld>,
}

impl Gate<'_> {
    fn withhold(&mut self, field: &'static str, why: &'static str) {
        self.withheld.push(Withheld {
            service: self.service.to_owned(),
            field,
            why,
        });
    }

    /// A text, cleaned, with what names a person cut out.
    fn text(&mut self, field: &'static str, text: &str) -> String {
        let (told, whole) = without_persons(text, &self.cut);
        if !whole {
            self.withhold(field, "it names a person, or how to reach one");
        }
        told
    }

    fn optional(&mut self, field: &'static str, text: Option<&str>) -> Option<String> {
        let text = text.map(|text| self.text(field, text))?;
        (!text.is_empty()).then_some(text)
    }

    /// A way to reach a service: all of it, or nothing where it is a person's or cannot be right.
    fn way(
        &mut self,
        field: &'static str,
        typed: Option<&str>,
        cannot_be_right: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let typed: Cow<str> = clean_lines(typed?.trim());
        if typed.is_empty() {
            return None;
        }
        let is_cut = |cut: &Cut| !cut.places(&typed).is_empty();
        if personal(&typed).next().is_some() || self.cut.iter().any(is_cut) {
            self.withhold(field, "it is a person's own");
            return None;
        }
        if cannot_be_right(&typed) {
            self.withhold(field, "it cannot be right as it is written");
            return None;
        }
        Some(typed.into_owned())
    }

    fn venues(&mut self, locations: &[Location], table: &Table) -> Vec<Venue> {
        let mut venues = Vec::new();
        for (position, location) in locations.iter().enumerate() {
            let Location::Venue {
                name,
                address,
                postcode,
            } = location
            else {
                self.withhold("locations", "the place is confidential");
                continue;
            };
            let postcode = postcode.as_ref().map(|postcode| postcode.value);
            let unit = postcode.and_then(|postcode| table.unit(postcode));
            venues.push(Venue {
                position,
                name: self.optional("locations.name", name.as_deref()),
                address: self.optional("locations.address", address.as_deref()),
                postcode,
                point: unit.as_ref().map(|unit| unit.point),
                authority: unit.map(|unit| unit.authority.to_owned()),
            });
        }
        venues
    }

    fn cost(&mut self, cost: Option<&Cost>) -> Option<Cost> {
        Some(match cost? {
            Cost::Free => Cost::Free,
            Cost::Price { pence, per } => Cost::Price {
                pence: *pence,
                per: self.optional("cost.per", per.as_deref()),
            },
        })
    }

    fn capacity<'s>(&mut self, service: &'s Service, today: Date) -> Option<&'s Capacity> {
        let known = service.capacity_on(today);
        if known.is_none() && service.capacity.is_some() {
            self.withhold("capacity", "it is no longer known: its last day has passed");
        }
        known
    }

    fn alerts(&mut self, alerts: &[Alert], today: Date) -> Vec<Alert> {
        let mut leaving = Vec::new();
        for alert in alerts {
            if alert.until.is_some_and(|until| until < today) {
                self.withhold("alerts", "it is over");
                continue;
            }
            leaving.push(Alert {
                text: self.text("alerts.text", &alert.text),
                ..alert.clone()
            });
        }
        leaving
    }
}
