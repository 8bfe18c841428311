//! Words that leaflets share: costs, languages, what was not checked, and what must stay on one line.

use crate::model::postcode::Postcode;
use crate::model::service::Cost;
use crate::model::shown::clean;
use crate::model::vocabulary::SupportNeed;

/// A no-break space: forms wrap at ordinary spaces only.
pub(super) const NO_BREAK: char = '\u{a0}';

/// One clean line, spaces evened out, with postcodes and telephone numbers held together.
pub(super) fn one_line(text: &str) -> String {
    let shown = clean(text);
    let words: Vec<&str> = shown.split_whitespace().collect();
    let mut out = String::with_capacity(shown.len());
    for (position, word) in words.iter().enumerate() {
        if position > 0 {
            out.push(if stay_together(words[position - 1], word) {
                NO_BREAK
            } else {
                ' '
            });
        }
        out.push_str(word);
    }
    out
}

/// A short text whose words all stay on one line.
pub(super) fn together(text: &str) -> String {
    text.replace(' ', &NO_BREAK.to_string())
}

/// True between the halves of a postcode and between the groups of a telephone number.
fn stay_together(before: &str, after: &str) -> bool {
    let after = after.trim_end_matches(['.', ',', ';', ')']);
    let before = before.trim_start_matches('(');
    let number = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    (number(before) && number(after)) || Postcode::parse(&format!("{before} {after}")).is_ok()
}

/// As people say it: `Free`, `£3.50 a session`, `45p a mile`, `£15 an hour`.
pub(super) fn cost(cost: &Cost) -> String {
    let Cost::Price { pence, per } = cost else {
        return "Free".to_owned();
    };
    let amount = match (pence / 100, pence % 100) {
        (0, pence) => format!("{pence}p"),
        (pounds, 0) => format!("£{pounds}"),
        (pounds, pence) => format!("£{pounds}.{pence:02}"),
    };
    match per.as_deref().map(one_line).as_deref() {
        None | Some("") => amount,
        Some(per) if per == "hour" || per.starts_with(['a', 'e', 'i', 'o']) => {
            format!("{amount} an {per}")
        }
        Some(per) => format!("{amount} a {per}"),
    }
}

/// Languages in English, but for English alone, which is no news. A code that is not known is printed as it stands.
pub(super) fn languages(codes: &[String]) -> Vec<String> {
    if codes.iter().all(|code| base(code) == "en") {
        return Vec::new();
    }
    let name = |code: &String| {
        LANGUAGES
            .iter()
            .find(|(known, _)| *known == base(code))
            .map_or_else(|| one_line(code), |(_, name)| (*name).to_owned())
    };
    codes.iter().map(name).collect()
}

fn base(code: &str) -> String {
    code.split('-').next().unwrap_or(code).to_lowercase()
}

/// Names of languages by their BCP 47 codes: those most spoken in England by the census of 2021, and Welsh and sign language.
const LANGUAGES: [(&str, &str); 42] = [
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("bfi", "British Sign Language"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ku", "Kurdish"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("ml", "Malayalam"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("pa", "Panjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("ti", "Tigrinya"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// A sentence to the person about what nobody has asked the service: `We have not checked that they can take your oxygen. Ask
/// first.`
#[must_use]
pub fn not_checked(need: SupportNeed) -> String {
    let what = match need {
        SupportNeed::Wheelchair => "you can get in with a wheelchair",
        SupportNeed::WalkingAid => "you can come with your walking aid",
        SupportNeed::Oxygen => "they can take your oxygen",
        SupportNeed::HelpWithEating => "somebody can help you to eat and drink",
        SupportNeed::SpecialDiet => "they have the food you need",
        SupportNeed::Dementia => "they can support you with dementia",
        SupportNeed::LearningDisability => "they can support you with a learning disability",
        SupportNeed::Autism => "it would suit you as an autistic person",
        SupportNeed::MentalHealthCondition => "they can support you with your mental health",
        SupportNeed::NeedsTransport => "they can help you to get there",
        SupportNeed::PersonalCare => "somebody can help you with personal care",
        SupportNeed::HearingLoss => "you would be able to hear well enough",
        SupportNeed::SignLanguage => "they can use British Sign Language",
        SupportNeed::SightLoss => "they can support you with your sight loss",
        SupportNeed::SpeechDifficulty => "they can give you time to speak in your own way",
        SupportNeed::Interpreter => "they can have an interpreter for you",
        SupportNeed::AssistanceDog => "you can bring your assistance dog",
        SupportNeed::NoPhone => "you can get in touch without a telephone",
        SupportNeed::NoInternet => "you can take part without the internet",
        SupportNeed::Housebound => "they can come to your home",
    };
    format!("We have not checked that {what}. Ask first.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_and_numbers_stay_on_one_line() {
        for (typed, expected) in [
            ("Cowdray Avenue, CO1 1YH.", "Cowdray Avenue, CO1\u{a0}1YH."),
            ("Ring 01632 960500.", "Ring 01632\u{a0}960500."),
            ("Dial 18001 0800 4 70", "Dial 18001\u{a0}0800 4 70"),
            ("Room  7\n for 12", "Room 7 for 12"),
            ("(CO1 1YH)", "(CO1\u{a0}1YH)"),
        ] {
            assert_eq!(one_line(typed), expected);
        }
    }

    #[test]
    fn costs_are_said_as_people_say_them() {
        let price = |pence, per: Option<&str>| {
            cost(&Cost::Price {
                pence,
                per: per.map(str::to_owned),
            })
        };
        assert_eq!(cost(&Cost::Free), "Free");
        assert_eq!(price(350, Some("session")), "£3.50 a session");
        assert_eq!(price(45, Some("mile")), "45p a mile");
        assert_eq!(price(1500, Some("hour")), "£15 an hour");
        assert_eq!(price(400, None), "£4");
    }

    #[test]
    fn languages_have_names() {
        let codes = |codes: &[&str]| {
            languages(
                &codes
                    .iter()
                    .map(|code| (*code).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            codes(&["en", "pl", "zh-Hans", "xx"]),
            ["English", "Polish", "Chinese", "xx"]
        );
        assert!(codes(&["en"]).is_empty());
        assert!(codes(&[]).is_empty());
    }

    #[test]
    fn what_was_not_checked_is_a_sentence() {
        assert_eq!(
            not_checked(SupportNeed::Oxygen),
            "We have not checked that they can take your oxygen. Ask first."
        );
    }
}
