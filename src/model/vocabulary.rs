//! Closed lists of words: each word of the format stands here once, with the type it becomes.

/// A type whose values are the words of a closed list.
pub trait Vocabulary: Copy + PartialEq + Sized + 'static {
    /// Every word with its value, in the order they are shown to people.
    const WORDS: &'static [(&'static str, Self)];

    /// The word for this value.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, value)| *value == self)
            .map_or("", |(word, _)| word)
    }

    /// The value of a word; `None` where the list does not have it.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
    }
}

/// Declares an enumeration whose variants are the words of the format, each documented beside its word.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $crate::model::vocabulary::Vocabulary for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad($crate::model::vocabulary::Vocabulary::word(*self))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::model::vocabulary::Vocabulary::word(*self))
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// Something a person needs a service to cope with; the keys of `accepts` and the words after `--with`.
    SupportNeed {
        /// Uses a wheelchair.
        Wheelchair = "wheelchair",
        /// Uses a stick, frame or other walking aid.
        WalkingAid = "walking aid",
        /// On oxygen.
        Oxygen = "oxygen",
        /// Needs help to eat or drink.
        HelpWithEating = "help with eating",
        /// Eats a special diet, or food of a special texture.
        SpecialDiet = "special diet",
        /// Lives with dementia.
        Dementia = "dementia",
        /// Has a learning disability.
        LearningDisability = "learning disability",
        /// Is autistic.
        Autism = "autism",
        /// Lives with a mental health condition.
        MentalHealthCondition = "mental health condition",
        /// Cannot get there without a lift.
        NeedsTransport = "needs transport",
        /// Needs help with washing, dressing or the toilet.
        PersonalCare = "personal care",
        /// Hard of hearing.
        HearingLoss = "hearing loss",
        /// Uses British Sign Language.
        SignLanguage = "sign language",
        /// Sees badly or not at all.
        SightLoss = "sight loss",
        /// Speech is hard to understand, or words are hard to find.
        SpeechDifficulty = "speech difficulty",
        /// Needs an interpreter.
        Interpreter = "interpreter",
        /// Has an assistance dog.
        AssistanceDog = "assistance dog",
        /// Has no telephone, or cannot use one by voice.
        NoPhone = "no phone",
        /// Is not online.
        NoInternet = "no internet",
        /// Cannot leave the house.
        Housebound = "housebound",
    }
}

vocabulary! {
    /// One of the allied health professions of NHS England; radiographers are listed as the two kinds they are.
    Profession {
        /// Art therapist.
        ArtTherapist = "art-therapist",
        /// Drama therapist.
        DramaTherapist = "drama-therapist",
        /// Music therapist.
        MusicTherapist = "music-therapist",
        /// Dietitian.
        Dietitian = "dietitian",
        /// Occupational therapist.
        OccupationalTherapist = "occupational-therapist",
        /// Operating department practitioner; takes no referrals back.
        OperatingDepartmentPractitioner = "operating-department-practitioner",
        /// Orthoptist.
        Orthoptist = "orthoptist",
        /// Osteopath.
        Osteopath = "osteopath",
        /// Paramedic; takes no referrals back.
        Paramedic = "paramedic",
        /// Physiotherapist.
        Physiotherapist = "physiotherapist",
        /// Podiatrist.
        Podiatrist = "podiatrist",
        /// Prosthetist or orthotist.
        ProsthetistOrthotist = "prosthetist-orthotist",
        /// Diagnostic radiographer; takes no referrals back.
        DiagnosticRadiographer = "diagnostic-radiographer",
        /// Therapeutic radiographer.
        TherapeuticRadiographer = "therapeutic-radiographer",
        /// Speech and language therapist.
        SpeechAndLanguageTherapist = "speech-and-language-therapist",
    }
}

impl Profession {
    /// The name as people write it: `speech and language therapist`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::ProsthetistOrthotist => "prosthetist or orthotist".to_owned(),
            other => other.word().replace('-', " "),
        }
    }
}

/// The nearest known word, where one is near enough to be meant.
#[must_use]
pub fn nearest<'w>(typed: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let typed = typed.to_lowercase();
    known
        .map(|word| (strsim::osa_distance(&typed, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .min_by_key(|(distance, word)| (*distance, *word))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_go_both_ways() {
        for (word, need) in SupportNeed::WORDS {
            assert_eq!(SupportNeed::from_word(word), Some(*need));
            assert_eq!(need.word(), *word);
        }
        assert_eq!(SupportNeed::from_word("Oxygen"), None);
    }

    #[test]
    fn a_profession_is_named_as_people_write_it() {
        assert_eq!(
            Profession::SpeechAndLanguageTherapist.name(),
            "speech and language therapist"
        );
    }
}
