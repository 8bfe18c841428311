//! How the person gets in, and whether they can alone. Never a word that is meant for professionals.

use super::phrases::one_line;
use super::words::{Phrase, Words};
use super::{Reach, Referral};
use crate::model::service::{AttendingAccess, Kind, Service};

/// True where a professional has to refer. Silence does not say so.
pub(super) fn only_professionals(service: &Service) -> bool {
    !service.attending_access.is_empty() && !service.open_to_the_person()
}

/// How the person gets in, and whether these are the entry's own words. Never a word that is meant for professionals.
pub(super) fn start(service: &Service, words: &Words) -> (Vec<String>, bool) {
    let access = &service.attending_access;
    let say = |phrase| (vec![words.say(phrase).to_owned()], false);
    if access.is_empty() {
        return say(Phrase::WhoUnknown);
    }
    if only_professionals(service) {
        return say(Phrase::OnlyReferral);
    }
    if let Some(referral) = service
        .referral
        .as_deref()
        .filter(|text| speaks_to_the_person(service, text))
    {
        // An older translation may say something else by now; then the entry's own words are safer.
        let translated = words
            .translation(service)
            .filter(|translation| translation.on >= *service.assured.on)
            .and_then(|translation| translation.referral.as_deref());
        return translated.map_or_else(
            || (vec![one_line(referral)], true),
            |translated| (vec![one_line(translated)], false),
        );
    }
    let ways = [
        (AttendingAccess::DropIn, Phrase::DropIn),
        (AttendingAccess::SelfReferral, Phrase::SelfReferral),
        (AttendingAccess::Appointment, Phrase::Appointment),
        (AttendingAccess::Membership, Phrase::Membership),
    ];
    let said: Vec<&str> = ways
        .iter()
        .filter(|(way, _)| access.contains(way))
        .map(|(_, phrase)| words.say(*phrase))
        .collect();
    (vec![said.join(" ")], false)
}

/// What follows a referral: who gets in touch, how, by when, and whom to ring where nobody does. What is not known is a
/// line to write on.
pub(super) fn referred(
    referral: &Referral,
    service: &Service,
    giver: &Reach,
    words: &Words,
) -> Vec<String> {
    let mut lines = Vec::new();
    if referral.made {
        lines.push(words.say(Phrase::Referred).to_owned());
    }
    let who = one_line(&service.organization);
    let who = if who.is_empty() {
        one_line(&service.name)
    } else {
        who
    };
    lines.push(words.fill(Phrase::WillTouch, &[("who", &who)]));
    lines.push(referral.how.as_deref().map_or_else(
        || words.say(Phrase::HowBlank).to_owned(),
        |how| {
            words.fill(
                Phrase::HowSaid,
                &[("how", one_line(how).trim_end_matches('.'))],
            )
        },
    ));
    let by = referral.by.map(|by| words.date(by));
    lines.push(by.as_deref().map_or_else(
        || words.say(Phrase::ByWhenBlank).to_owned(),
        |by| words.fill(Phrase::ByWhen, &[("date", by)]),
    ));
    lines.push(match (&giver.phone, by.as_deref()) {
        (Some(contact), Some(by)) => {
            let values = [("date", by), ("contact", contact.as_str())];
            words.fill(Phrase::HeardNothingBy, &values)
        }
        (Some(contact), None) => words.fill(Phrase::HeardNothing, &[("contact", contact)]),
        (None, _) => words.say(Phrase::HeardNothingUs).to_owned(),
    });
    lines
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
