//! Whether it takes a person of this age, with these support needs, sent this way.

use super::Outcome;
use crate::find::{Asker, Suits};
use crate::model::service::{Accepts, Service};
use crate::model::vocabulary::SupportNeed;

pub(super) fn age(age: Option<u8>, service: &Service) -> Option<Outcome> {
    let limits = &service.eligibility;
    let youngest = limits.minimum_age.as_ref().map(|age| age.value);
    let oldest = limits.maximum_age.as_ref().map(|age| age.value);
    let ages = match (youngest, oldest) {
        (None, None) => return None,
        (Some(youngest), None) => format!("people aged {youngest} and over"),
        (None, Some(oldest)) => format!("people aged {oldest} and under"),
        (Some(youngest), Some(oldest)) => format!("people aged {youngest} to {oldest}"),
    };
    let Some(age) = age else {
        let question = format!("Ask: how old is the person? It is for {ages}");
        return Some((Suits::Ask, question.into()));
    };
    let old_enough = youngest.is_none_or(|youngest| youngest <= age);
    let young_enough = oldest.is_none_or(|oldest| age <= oldest);
    Some(if old_enough && young_enough {
        (Suits::Yes, format!("is for {ages}").into())
    } else {
        (Suits::No, format!("is only for {ages}").into())
    })
}

/// A support need of the person, with its words made once for every service.
pub(super) struct Support {
    pub(super) need: SupportNeed,
    yes: String,
    ask: String,
    no: String,
}

/// The support needs, each once.
pub(super) fn supports(with: &[SupportNeed]) -> Vec<Support> {
    let mut supports: Vec<Support> = Vec::new();
    for need in with {
        if supports.iter().all(|known| known.need != *need) {
            let somebody = somebody(*need);
            supports.push(Support {
                need: *need,
                yes: format!("can take {somebody}"),
                ask: format!("Ask: can you take {somebody}?"),
                no: format!("cannot take {somebody}"),
            });
        }
    }
    supports
}

impl Support {
    pub(super) fn accepted_by(&self, service: &Service) -> Outcome {
        let (suits, text) = match service.accepts(self.need) {
            Some(Accepts::Yes) => (Suits::Yes, &self.yes),
            Some(Accepts::No) => (Suits::No, &self.no),
            Some(Accepts::Ask) | None => (Suits::Ask, &self.ask),
        };
        (suits, text.clone().into())
    }
}

/// Somebody with the support need, as one asks on the telephone.
const fn somebody(need: SupportNeed) -> &'static str {
    match need {
        SupportNeed::Wheelchair => "somebody who uses a wheelchair",
        SupportNeed::WalkingAid => "somebody who uses a walking aid",
        SupportNeed::Oxygen => "somebody on oxygen",
        SupportNeed::HelpWithEating => "somebody who needs help with eating",
        SupportNeed::SpecialDiet => "somebody on a special diet",
        SupportNeed::Dementia => "somebody with dementia",
        SupportNeed::LearningDisability => "somebody with a learning disability",
        SupportNeed::Autism => "somebody who is autistic",
        SupportNeed::MentalHealthCondition => "somebody with a mental health condition",
        SupportNeed::NeedsTransport => "somebody who needs transport to get there",
        SupportNeed::PersonalCare => "somebody who needs personal care",
        SupportNeed::HearingLoss => "somebody with hearing loss",
        SupportNeed::SignLanguage => "somebody who uses sign language",
        SupportNeed::SightLoss => "somebody with sight loss",
        SupportNeed::SpeechDifficulty => "somebody whose speech is hard to follow",
        SupportNeed::Interpreter => "somebody who needs an interpreter",
        SupportNeed::AssistanceDog => "somebody with an assistance dog",
        SupportNeed::NoPhone => "somebody who cannot use a phone",
        SupportNeed::NoInternet => "somebody who is not online",
        SupportNeed::Housebound => "somebody who cannot leave the house",
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
