//! Whether it takes a person of this age, with these support needs, sent this way.

use super::Outcome;
use crate::find::{Asker, Suits};
use crate::model::service::{Accepts, Service};
use crate::model::vocabulary::SupportNeed;

pub(super) fn age(age: Option<u8>, service: &Service) -> Option<Outcome> {
    let limits = &service.eligibility;
    let youngest = limits.minimum_age.as_ref().map(|age| age.value);
    let oldest = limits.maximum_age.as_ref().map(|age| age.value);
    let ages = |before: &str| match (youngest, oldest) {
        (Some(youngest), Some(oldest)) => format!("{before} people aged {youngest} to {oldest}"),
        (Some(youngest), None) => format!("{before} people aged {youngest} and over"),
        (None, oldest) => format!(
            "{before} people aged {} and under",
            oldest.unwrap_or_default()
        ),
    };
    if youngest.is_none() && oldest.is_none() {
        return None;
    }
    let Some(age) = age else {
        let question = ages("Ask: how old is the person? It is for");
        return Some((Suits::Ask, question.into()));
    };
    let old_enough = youngest.is_none_or(|youngest| youngest <= age);
    let young_enough = oldest.is_none_or(|oldest| age <= oldest);
    Some(if old_enough && young_enough {
        (Suits::Yes, ages("is for").into())
    } else {
        (Suits::No, ages("is only for").into())
    })
}

pub(super) fn accepts(need: SupportNeed, service: &Service) -> Outcome {
    let (yes, ask, no) = words(need);
    match service.accepts(need) {
        Some(Accepts::Yes) => (Suits::Yes, yes.into()),
        Some(Accepts::No) => (Suits::No, no.into()),
        Some(Accepts::Ask) | None => (Suits::Ask, ask.into()),
    }
}

/// Yes, ask and no for somebody with the support need, in words that are part of the program: nothing is put together for
/// each of thousands of services.
const fn words(need: SupportNeed) -> (&'static str, &'static str, &'static str) {
    macro_rules! somebody {
        ($person:literal) => {
            (
                concat!("can take somebody ", $person),
                concat!("Ask: can you take somebody ", $person, "?"),
                concat!("cannot take somebody ", $person),
            )
        };
    }
    match need {
        SupportNeed::Wheelchair => somebody!("who uses a wheelchair"),
        SupportNeed::WalkingAid => somebody!("who uses a walking aid"),
        SupportNeed::Oxygen => somebody!("on oxygen"),
        SupportNeed::HelpWithEating => somebody!("who needs help with eating"),
        SupportNeed::SpecialDiet => somebody!("on a special diet"),
        SupportNeed::Dementia => somebody!("with dementia"),
        SupportNeed::LearningDisability => somebody!("with a learning disability"),
        SupportNeed::Autism => somebody!("who is autistic"),
        SupportNeed::MentalHealthCondition => somebody!("with a mental health condition"),
        SupportNeed::NeedsTransport => somebody!("who needs transport to get there"),
        SupportNeed::PersonalCare => somebody!("who needs personal care"),
        SupportNeed::HearingLoss => somebody!("with hearing loss"),
        SupportNeed::SignLanguage => somebody!("who uses sign language"),
        SupportNeed::SightLoss => somebody!("with sight loss"),
        SupportNeed::SpeechDifficulty => somebody!("whose speech is hard to follow"),
        SupportNeed::Interpreter => somebody!("who needs an interpreter"),
        SupportNeed::AssistanceDog => somebody!("with an assistance dog"),
        SupportNeed::NoPhone => somebody!("who cannot use a phone"),
        SupportNeed::NoInternet => somebody!("who is not online"),
        SupportNeed::Housebound => somebody!("who cannot leave the house"),
    }
}

pub(super) fn other(service: &Service) -> Option<Outcome> {
    let condition = service.eligibility.other.as_ref()?;
    let question = format!("Ask: is this true of the person? \"{}\"", condition.trim());
    Some((Suits::Ask, question.into()))
}

pub(super) fn referral(asker: Asker, service: &Service) -> Outcome {
    match (asker, service.attending_access.is_empty()) {
        (_, true) => {
            let question = "Ask: who may get in touch? The entry does not say";
            (Suits::Ask, question.into())
        }
        _ if service.open_to_the_person() => {
            (Suits::Yes, "people can get in touch themselves".into())
        }
        (Asker::Professional, false) => (Suits::Yes, "a professional can refer".into()),
        (Asker::Person, false) => (Suits::No, "only a professional can refer".into()),
    }
}
