//! A directory of a few services, and what its leaflets say.

mod crisis;
mod entry;
mod forms;
mod language;
mod reliance;

use super::html::html;
use super::markdown::markdown;
use super::text::text;
use super::*;
use crate::model::area::Served;
use crate::model::contact::Contact;
use crate::model::hours::{Day, Session, TimeOfDay};
use crate::model::postcode::{District, Postcode};
use crate::model::rule::{Action, ActionBy, Urgency};
use crate::model::service::{
    Accepts, Alert, Assured, AttendingAccess, AttendingType, Capacity, CapacityState, Cost,
    Eligibility, Kind, Location, Service, Status,
};
use crate::model::vocabulary::SupportNeed;
use crate::model::wording::{PlainTested, Translation};
use crate::model::written::Written;
use crate::source::{FileId, Span, Spanned};
use proptest::prelude::*;

const TODAY: Date = jiff::civil::date(2026, 11, 23);

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(FileId(0), 0..0))
}

fn service(id: &str, kind: Kind) -> Service {
    Service {
        file: FileId(0),
        id: spanned(id.to_owned()),
        name: format!("The {id}"),
        organization: "Colne Neighbours".to_owned(),
        summary: "Someone to chat to.".to_owned(),
        description: None,
        kind,
        profession: None,
        role_name: None,
        status: spanned(Status::Active),
        needs: vec![],
        attending_type: vec![AttendingType::Phone],
        attending_access: vec![AttendingAccess::SelfReferral],
        referral: None,
        contact: Contact {
            phone: Some(spanned("01632960100".to_owned())),
            ..Contact::default()
        },
        locations: vec![],
        area: vec![],
        hours: vec![],
        eligibility: Eligibility::default(),
        accepts: vec![],
        companion: None,
        cost: Some(Cost::Free),
        capacity: None,
        languages: vec![],
        alerts: vec![],
        sensitive: false,
        plain: None,
        plain_tested: None,
        translations: vec![],
        sends_on_to: vec![],
        assured: Assured {
            on: spanned(jiff::civil::date(2026, 10, 12)),
            by: "coordinator".to_owned(),
            source: None,
        },
        written: Written::default(),
    }
}

fn directory(services: Vec<Service>) -> Directory {
    let mut directory = Directory {
        services,
        content_version: "0123456789ab".to_owned(),
        ..Directory::default()
    };
    directory.settings.name = "Colne directory".to_owned();
    directory.settings.leaflet_contact.phone = Some(spanned("01632 960700".to_owned()));
    directory.index_services();
    directory
}

fn leaflet(directory: &Directory, ids: &[&str]) -> Leaflet {
    let chosen = ids.iter().map(|id| Chosen {
        service: directory.service_index(id).unwrap(),
        ask: vec![],
        asked: false,
    });
    from_services(directory, &chosen.collect::<Vec<_>>(), TODAY)
}

fn forms(leaflet: &Leaflet) -> [String; 3] {
    [text(leaflet), markdown(leaflet), html(leaflet)]
}

/// Every form without its no-break spaces, joined.
fn all(leaflet: &Leaflet) -> String {
    forms(leaflet).join("\n").replace('\u{a0}', " ")
}

fn one(change: impl Fn(&mut Service)) -> Leaflet {
    let mut service = service("club", Kind::Community);
    change(&mut service);
    leaflet(&directory(vec![service]), &["club"])
}

fn said(lines: &[Said]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn rows(leaflet: &Leaflet, label: &str) -> Vec<String> {
    let row = leaflet.services[0]
        .rows
        .iter()
        .find(|row| row.label == label);
    row.map_or_else(Vec::new, |row| row.lines.clone())
}

fn with(directory: &Directory, ids: &[&str], change: impl Fn(&mut Options)) -> Leaflet {
    let chosen: Vec<Chosen> = ids
        .iter()
        .map(|id| Chosen {
            service: directory.service_index(id).unwrap(),
            ask: vec![],
            asked: false,
        })
        .collect();
    let mut options = Options::default();
    change(&mut options);
    with_options(directory, &chosen, &options, TODAY)
}

fn leaflet_of_one(service: Service) -> Leaflet {
    let id = service.id.value.clone();
    leaflet(&directory(vec![service]), &[&id])
}
