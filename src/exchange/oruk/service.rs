//! A service as Open Referral UK spells it.

use super::super::coordinates::globe;
use super::super::leaving::{Leaving, Territory, Venue};
use super::county::county;
use super::shapes::{
    Address, AtLocation, Attribute, CostOption, Language, Organization, Phone, Place, Schedule,
    ServiceArea, Summary, Whole, WholeLocation,
};
use super::taxonomy::Term;
use super::words::{WITHOUT_SPEAKING, alert, clock, not_held, per, recurrence, wait_time};
use crate::model::hours::Session;
use crate::model::service::Cost;
use serde_json::Number;

/// The UUID of a service.
#[must_use]
pub fn service_id(service: &Leaving) -> String {
    identifier(service, "service", service.id)
}

/// What a page of services says of a service. `also` is how many other services its organisation has.
#[must_use]
pub fn summary(service: &Leaving, also: usize) -> Summary {
    let fees = service.cost.as_ref().map(|cost| match cost {
        Cost::Free => "Free".to_owned(),
        price @ Cost::Price { .. } => price.to_string(),
    });
    let number = service.text.as_ref().filter(|text| is_number(text));
    Summary {
        id: service_id(service),
        organization_id: organization_id(service),
        name: service.name.clone(),
        description: match &service.description {
            Some(more) => format!("{}\n\n{more}", one_paragraph(&service.summary)),
            None => one_paragraph(&service.summary),
        },
        url: service.url.clone(),
        email: service.email.clone(),
        status: service.status.to_string(),
        fees: fees.clone(),
        fees_description: fees,
        wait_time: service
            .capacity
            .map(|capacity| wait_time(capacity.state, capacity.weeks, *capacity.until)),
        application_process: service.referral.clone(),
        eligibility_description: service.condition.clone(),
        minimum_age: service.minimum_age,
        maximum_age: service.maximum_age,
        assured_date: service.assured_on.to_string(),
        alert: alert(&service.alerts),
        additional_information: match (&service.text, number) {
            (Some(sentence), None) => Some(format!("{WITHOUT_SPEAKING}{sentence}")),
            _ => None,
        },
        organization: Organization {
            id: organization_id(service),
            name: service.organization.clone(),
            description: organization_in_words(&service.name, also),
        },
    }
}

/// A service with everything Open Referral UK holds of it: its summary, its [`terms_of`], and its lists.
///
/// [`terms_of`]: super::taxonomy::terms_of
#[must_use]
pub fn whole(service: &Leaving, summary: Summary, terms: &[Term]) -> Whole {
    let id = |kind: &str, name: &str| identifier(service, kind, &format!("{}:{name}", service.id));
    let phone = |kind, number: &String| Phone {
        id: id("phone", kind),
        number: number.clone(),
        kind,
    };
    let mut phones: Vec<Phone> = service
        .phone
        .iter()
        .map(|number| phone("voice", number))
        .collect();
    let text = service.text.iter().filter(|text| is_number(text));
    phones.extend(text.map(|number| phone("text", number)));
    let numbered = |kind, position: usize| id(kind, &position.to_string());
    Whole {
        summary,
        phones,
        schedules: service
            .hours
            .iter()
            .enumerate()
            .map(|(position, session)| schedule(session, numbered("schedule", position)))
            .collect(),
        service_areas: service
            .area
            .iter()
            .enumerate()
            .map(|(position, area)| service_area(area, numbered("service_area", position)))
            .collect(),
        service_at_locations: service
            .venues
            .iter()
            .map(|venue| AtLocation {
                id: at_location_id(service, venue),
                location: whole_location(service, venue),
                service: None,
            })
            .collect(),
        languages: service
            .languages
            .iter()
            .map(|code| Language {
                id: id("language", code),
                code: code.clone(),
            })
            .collect(),
        cost_options: service
            .cost
            .iter()
            .map(|cost| cost_option(cost, id("cost_option", "0")))
            .collect(),
        attributes: terms
            .iter()
            .map(|term| Attribute {
                id: id("attribute", &term.id),
                link_id: service_id(service),
                link_type: "service",
                taxonomy_term_id: term.id.clone(),
                taxonomy_term: term.clone(),
            })
            .collect(),
    }
}

/// The places of a service, each as a page of `/service_at_locations` has it.
pub fn at_locations<'l>(
    service: &'l Leaving,
    summary: &'l Summary,
) -> impl Iterator<Item = AtLocation<Place>> + 'l {
    service.venues.iter().map(move |venue| AtLocation {
        id: at_location_id(service, venue),
        location: place(service, venue),
        service: Some(summary.clone()),
    })
}

/// The places of a service with their addresses, each with its UUID, as `/service_at_locations/{id}` has it.
pub fn whole_at_locations<'l>(
    service: &'l Leaving,
    summary: &'l Summary,
) -> impl Iterator<Item = (String, AtLocation<WholeLocation>)> + 'l {
    service.venues.iter().map(move |venue| {
        let id = at_location_id(service, venue);
        let whole = AtLocation {
            id: id.clone(),
            location: whole_location(service, venue),
            service: Some(summary.clone()),
        };
        (id, whole)
    })
}

fn organization_id(service: &Leaving) -> String {
    identifier(service, "organization", &service.organization)
}

fn identifier(service: &Leaving, kind: &str, name: &str) -> String {
    service.publisher.identifier(kind, name).to_string()
}

/// An organisation must have a description, and a directory has none: only what is certain is said.
fn organization_in_words(service: &str, also: usize) -> String {
    match also {
        0 => format!("Runs {service}."),
        1 => format!("Runs {service} and one other service."),
        _ => format!("Runs {service} and {also} other services."),
    }
}

/// An empty line divides summary and description, so none may stand in the summary.
fn one_paragraph(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn is_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || " ()+-".contains(c))
}

fn schedule(session: &Session, id: String) -> Schedule {
    let (freq, byday) = recurrence(session);
    Schedule {
        id,
        freq,
        interval: 1,
        byday,
        opens_at: clock(session.from),
        closes_at: clock(session.to),
        description: session.in_words(),
        notes: not_held(&session.closed),
    }
}

fn service_area(area: &Territory, id: String) -> ServiceArea {
    let (name, uri) = match area {
        Territory::National => ("National".to_owned(), None),
        Territory::District(district) => (district.clone(), None),
        Territory::Area(area) => {
            let uri = match &area.authorities[..] {
                [one] if area.districts.is_empty() => Some(format!(
                    "http://statistics.data.gov.uk/id/statistical-geography/{}",
                    one.value
                )),
                _ => None,
            };
            (area.label.clone(), uri)
        }
    };
    ServiceArea {
        id,
        service_area: name.clone(),
        name,
        uri,
    }
}

fn at_location_id(service: &Leaving, venue: &Venue) -> String {
    let name = format!("{}:{}", service.id, venue.position);
    identifier(service, "service_at_location", &name)
}

fn place(service: &Leaving, venue: &Venue) -> Place {
    let globe = venue.point.map(globe);
    let known = [
        venue.address.clone(),
        venue.postcode.map(|postcode| postcode.to_string()),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    // Where an address cannot be given as Open Referral UK wants it, what is known is not lost.
    let told = address(service, venue).is_some() || known.is_empty();
    Place {
        id: identifier(
            service,
            "location",
            &format!("{}:{}", service.id, venue.position),
        ),
        location_type: "physical",
        name: venue.name.clone(),
        description: (!told).then(|| known.join(", ")),
        latitude: globe.and_then(|globe| Number::from_f64(globe.latitude)),
        longitude: globe.and_then(|globe| Number::from_f64(globe.longitude)),
    }
}

fn whole_location(service: &Leaving, venue: &Venue) -> WholeLocation {
    WholeLocation {
        place: place(service, venue),
        addresses: address(service, venue).into_iter().collect(),
    }
}

/// The address, where street, town and postcode are all known: the town is what stands after the last comma.
fn address(service: &Leaving, venue: &Venue) -> Option<Address> {
    let (street, town) = venue.address.as_deref()?.rsplit_once(',')?;
    let (street, town) = (street.trim(), town.trim());
    if street.is_empty() || town.is_empty() {
        return None;
    }
    Some(Address {
        id: identifier(
            service,
            "address",
            &format!("{}:{}", service.id, venue.position),
        ),
        address_1: street.to_owned(),
        city: town.to_owned(),
        state_province: county(venue.authority.as_deref()?)?,
        postal_code: venue.postcode?.to_string(),
        country: "GB",
        address_type: "physical",
    })
}

fn cost_option(cost: &Cost, id: String) -> CostOption {
    let (option, pence) = match cost {
        Cost::Free => ("Free", 0),
        Cost::Price { pence, .. } => ("Price", *pence),
    };
    CostOption {
        id,
        option,
        amount: pounds(pence),
        amount_description: per(cost),
    }
}

/// Pounds as a number of JSON: 3.5, and 3 without a point.
fn pounds(pence: u32) -> Number {
    if pence.is_multiple_of(100) {
        return Number::from(pence / 100);
    }
    Number::from_f64(f64::from(pence) / 100.0).unwrap_or_else(|| Number::from(pence / 100))
}
