//! How the person gets in, and whether they can alone. Never a word that is meant for professionals.

use super::phrases::one_line;
use crate::model::service::{AttendingAccess, Kind, Service};

/// True where a professional has to refer. Silence does not say so.
pub(super) fn only_professionals(service: &Service) -> bool {
    !service.attending_access.is_empty() && !service.open_to_the_person()
}

/// How the person gets in. Never a word that is meant for professionals.
pub(super) fn start(service: &Service) -> Vec<String> {
    let access = &service.attending_access;
    if access.is_empty() {
        return vec!["We do not know who can use this. Ask first.".to_owned()];
    }
    if only_professionals(service) {
        let line =
            "You cannot ask for this yourself. The person who gave you this sheet can ask for you.";
        return vec![line.to_owned()];
    }
    if let Some(referral) = service
        .referral
        .as_deref()
        .filter(|text| speaks_to_the_person(service, text))
    {
        return vec![one_line(referral)];
    }
    let has = |way| access.contains(&way);
    let mut words = Vec::new();
    if has(AttendingAccess::DropIn) {
        words.push("You can just turn up.");
    }
    if has(AttendingAccess::SelfReferral) {
        words.push("You can get in touch yourself. Nobody has to send you.");
    }
    if has(AttendingAccess::Appointment) {
        words.push("You can make an appointment.");
    }
    if has(AttendingAccess::Membership) {
        words.push("You join first.");
    }
    vec![words.join(" ")]
}

/// Words that show that a sentence on referral is addressed to a professional, or to somebody who rings for the person.
const TO_PROFESSIONALS: [&str; 14] = [
    "the person",
    "professional",
    "referral",
    "refer ",
    "consent",
    "agreement",
    "patient",
    "clinician",
    "caseload",
    "safeguard",
    "the carer",
    "the man",
    "the woman",
    "somebody leaving hospital",
];

/// True where `referral` may stand on a leaflet. Services of duty and of danger write it for professionals, and what a
/// sensitive service has to be told must not lie about, so theirs is never printed.
fn speaks_to_the_person(service: &Service, referral: &str) -> bool {
    let to_anybody = matches!(service.kind, Kind::Community | Kind::LinkWorker | Kind::Ahp);
    let lower = referral.to_lowercase();
    to_anybody
        && !service.sensitive
        && !referral.trim().is_empty()
        && !TO_PROFESSIONALS.iter().any(|word| lower.contains(word))
}
