//! Services as Organization, Location and `HealthcareService`.

use super::super::coordinates::globe;
use super::super::identity::Publisher;
use super::super::leaving::{Leaving, Territory, Venue};
use super::super::oruk::words::clock;
use super::{entry, urn};
use crate::model::hours::{Day, Session, TimeOfDay};
use crate::model::service::{Accepts, Cost, Status};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The id of the `HealthcareService` of a service.
#[must_use]
pub fn healthcare_service_id(publisher: Publisher, id: &str) -> String {
    publisher.identifier("healthcare_service", id).to_string()
}

/// The entries of a service: its organisation where that was not among `known` yet, its places, and the service itself.
pub fn entries(
    service: &Leaving,
    demonstration: bool,
    known: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut entries = Vec::new();
    let publisher = service.publisher;
    let organization = publisher
        .identifier("organization", &service.organization)
        .to_string();
    if known.insert(service.organization.clone()) {
        let content = json!({"active": true, "name": service.organization});
        entries.push(entry(&organization, "Organization", demonstration, content));
    }
    for venue in &service.venues {
        let content = location(venue, service, &organization);
        entries.push(entry(
            &location_id(service, venue),
            "Location",
            demonstration,
            content,
        ));
    }
    let id = healthcare_service_id(publisher, service.id);
    let content = healthcare_service(service, &organization);
    entries.push(entry(&id, "HealthcareService", demonstration, content));
    entries
}

fn location_id(service: &Leaving, venue: &Venue) -> String {
    let name = format!("{}:{}", service.id, venue.position);
    service.publisher.identifier("location", &name).to_string()
}

fn location(venue: &Venue, service: &Leaving, organization: &str) -> Value {
    let postcode = venue.postcode.map(|postcode| postcode.to_string());
    let parts = [venue.address.clone(), postcode.clone()];
    let text: Vec<String> = parts.into_iter().flatten().collect();
    json!({
        "status": if service.status == Status::Defunct { "inactive" } else { "active" },
        "name": venue.name,
        "mode": "instance",
        "address": {
            "text": text.join(", "),
            "postalCode": postcode,
            "country": if text.is_empty() { Value::Null } else { json!("GB") },
        },
        "position": venue.point.map(globe).map(|globe| {
            json!({"longitude": globe.longitude, "latitude": globe.latitude})
        }),
        "managingOrganization": {"reference": urn(organization)},
    })
}

fn healthcare_service(service: &Leaving, organization: &str) -> Value {
    let said = |text: &str| json!({"text": text});
    json!({
        "identifier": [{"system": urn(&service.publisher.namespace().to_string()), "value": service.id}],
        "active": service.status == Status::Active,
        "providedBy": {"reference": urn(organization), "display": service.organization},
        "category": [said(service.kind.to_string().as_str())],
        "type": service.needs.iter().map(|need| said(&need.label)).collect::<Vec<_>>(),
        "specialty": service.profession.map(|profession| vec![said(&profession.name())]),
        "location": service.venues.iter().map(|venue| {
            json!({"reference": urn(&location_id(service, venue)), "display": venue.name})
        }).collect::<Vec<_>>(),
        "name": service.name,
        "comment": service.summary,
        "extraDetails": extra_details(service),
        "telecom": telecom(service),
        "coverageArea": service.area.iter().map(|area| json!({"display": territory(area)})).collect::<Vec<_>>(),
        "serviceProvisionCode": (service.cost == Some(Cost::Free)).then(|| json!([{
            "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/service-provision-conditions",
                "code": "free",
                "display": "Free",
            }],
        }])),
        "eligibility": eligibility(service),
        "characteristic": service.accepts.iter().map(|(need, answer)| said(&match answer {
            Accepts::Yes => format!("{need}: yes"),
            Accepts::No => format!("{need}: no"),
            Accepts::Ask => format!("{need}: ask first"),
        })).collect::<Vec<_>>(),
        "communication": service.languages.iter().map(|code| json!({
            "coding": [{"system": "urn:ietf:bcp:47", "code": code}],
        })).collect::<Vec<_>>(),
        "referralMethod": service.attending_access.iter().map(|access| said(&access.to_string())).collect::<Vec<_>>(),
        "availableTime": service.hours.iter().filter_map(available).collect::<Vec<_>>(),
        "availabilityExceptions": exceptions(service),
    })
}

/// What FHIR has no field for, a line each.
fn extra_details(service: &Leaving) -> String {
    let role = service
        .role_name
        .as_ref()
        .map(|role| format!("Called here: {role}."));
    let status = (service.status != Status::Active).then(|| format!("Status: {}.", service.status));
    let cost = match &service.cost {
        Some(price @ Cost::Price { .. }) => Some(format!("Cost: {price}.")),
        _ => None,
    };
    let room = service.capacity.map(|capacity| {
        super::super::oruk::words::wait_time(capacity.state, capacity.weeks, *capacity.until)
    });
    let text = service
        .text
        .as_ref()
        .map(|text| format!("Without speaking: {text}"));
    let ways: Vec<String> = service
        .attending_type
        .iter()
        .map(ToString::to_string)
        .collect();
    let ways = (!ways.is_empty()).then(|| format!("How it is attended: {}.", ways.join(", ")));
    let caution = service.sensitive.then(|| {
        "Having this service's leaflet could put a person at risk or to shame.".to_owned()
    });
    let assured = Some(format!("Last confirmed {}.", service.assured_on));
    let parts = [
        service.description.clone(),
        role,
        status,
        service.referral.clone(),
        cost,
        room,
        text,
        ways,
        super::super::oruk::words::alert(&service.alerts),
        caution,
        assured,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn telecom(service: &Leaving) -> Vec<Value> {
    let way = |system: &str, value: &Option<String>| {
        let value = value.as_ref()?;
        Some(json!({"system": system, "value": value, "use": "work"}))
    };
    let is_number = |text: &&String| {
        text.chars()
            .all(|c| c.is_ascii_digit() || " ()+-".contains(c))
    };
    let text = service.text.as_ref().filter(is_number).cloned();
    let ways = [
        way("phone", &service.phone),
        way("sms", &text),
        way("email", &service.email),
        way("url", &service.url),
    ];
    ways.into_iter().flatten().collect()
}

fn territory(area: &Territory) -> String {
    match area {
        Territory::National => "National".to_owned(),
        Territory::Area(area) => area.label.clone(),
        Territory::District(district) => district.clone(),
    }
}

fn eligibility(service: &Leaving) -> Vec<Value> {
    let ages = match (service.minimum_age, service.maximum_age) {
        (None, None) => None,
        (Some(from), None) => Some(format!("{from} and over")),
        (None, Some(to)) => Some(format!("up to {to}")),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
    };
    let ages = ages.map(|ages| json!({"code": {"text": "Age in years"}, "comment": ages}));
    let other = service
        .condition
        .as_ref()
        .map(|condition| json!({"code": {"text": "Condition"}, "comment": condition}));
    ages.into_iter().chain(other).collect()
}

/// A session of every week; FHIR has nothing for some weeks of the month, which stand in the exceptions instead.
fn available(session: &Session) -> Option<Value> {
    if !session.weeks.is_empty() {
        return None;
    }
    let days: Vec<&str> = session.days.iter().map(|day| day_code(*day)).collect();
    if session.is_all_day() {
        return Some(json!({"daysOfWeek": days, "allDay": true}));
    }
    Some(json!({
        "daysOfWeek": days,
        "availableStartTime": clock(session.from),
        "availableEndTime": end(session.to),
    }))
}

/// FHIR knows no 24:00.
fn end(time: TimeOfDay) -> String {
    if time.minutes() == 24 * 60 {
        return "23:59:59".to_owned();
    }
    clock(time)
}

const fn day_code(day: Day) -> &'static str {
    match day {
        Day::Monday => "mon",
        Day::Tuesday => "tue",
        Day::Wednesday => "wed",
        Day::Thursday => "thu",
        Day::Friday => "fri",
        Day::Saturday => "sat",
        Day::Sunday => "sun",
    }
}

/// Every session in words, where one of them says more than FHIR holds.
fn exceptions(service: &Leaving) -> Option<String> {
    let more = |session: &Session| !session.weeks.is_empty() || !session.closed.is_empty();
    let words: Vec<String> = service.hours.iter().map(Session::in_words).collect();
    service
        .hours
        .iter()
        .any(more)
        .then(|| format!("{}.", words.join("; ")))
}
