//! Codes of languages that do not exist, or that mean another language.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "language-unknown",
        severity: Severity::Warning,
        summary: "a code is not that of the language meant",
        why: "Somebody who looks for Polish finds the services under `pl`, and not those under `pol`; `gb` is a \
               country, and `bsl` is a language of Nigeria. Two letters are compared with ISO 639-1; of the codes with \
               three letters only those are known that have two, or that are commonly mistaken.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
languages: [en, gb]\n\
#               ^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
languages: [en, pl]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// The two-letter codes of ISO 639-1.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
    ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Codes that are mistaken for the right one, and the right one.
const MISTAKEN: [(&str, &str, &str); 41] = [
    ("gb", "en", "English"),
    ("us", "en", "English"),
    ("eng", "en", "English"),
    ("pol", "pl", "Polish"),
    ("cym", "cy", "Welsh"),
    ("wel", "cy", "Welsh"),
    ("fra", "fr", "French"),
    ("fre", "fr", "French"),
    ("deu", "de", "German"),
    ("ger", "de", "German"),
    ("spa", "es", "Spanish"),
    ("por", "pt", "Portuguese"),
    ("ita", "it", "Italian"),
    ("ron", "ro", "Romanian"),
    ("rum", "ro", "Romanian"),
    ("ara", "ar", "Arabic"),
    ("ben", "bn", "Bengali"),
    ("urd", "ur", "Urdu"),
    ("pan", "pa", "Punjabi"),
    ("guj", "gu", "Gujarati"),
    ("hin", "hi", "Hindi"),
    ("tam", "ta", "Tamil"),
    ("tur", "tr", "Turkish"),
    ("zho", "zh", "Chinese"),
    ("chi", "zh", "Chinese"),
    ("cn", "zh", "Chinese"),
    ("jp", "ja", "Japanese"),
    ("rus", "ru", "Russian"),
    ("ukr", "uk", "Ukrainian"),
    ("ua", "uk", "Ukrainian"),
    ("som", "so", "Somali"),
    ("fas", "fa", "Persian"),
    ("per", "fa", "Persian"),
    ("lit", "lt", "Lithuanian"),
    ("lav", "lv", "Latvian"),
    ("bul", "bg", "Bulgarian"),
    ("ell", "el", "Greek"),
    ("gre", "el", "Greek"),
    ("gr", "el", "Greek"),
    ("cz", "cs", "Czech"),
    ("bsl", "bfi", "British Sign Language"),
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for (position, typed) in service.languages.iter().enumerate() {
        let Some((message, help)) = problem(typed) else {
            continue;
        };
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of_item(Part::Languages, position),
                message,
            )
            .help(help),
        );
    }
}

/// What is wrong with a code, and what to do; `None` where it can be right.
fn problem(typed: &str) -> Option<(String, String)> {
    let language = typed.split('-').next().unwrap_or(typed);
    if let Some((_, right, name)) = MISTAKEN.iter().find(|(wrong, ..)| *wrong == language) {
        return Some((
            format!("`{typed}` is not the code of {name}"),
            format!("write `{right}` for {name}, or the code of the language that is meant"),
        ));
    }
    let known = language.len() != 2 || TWO_LETTERS.split(' ').any(|code| code == language);
    (!known).then(|| {
        (
            format!("`{typed}` is not the code of a language"),
            "look it up in the list of ISO 639; a country has another code than its language"
                .to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ukrainian_is_no_mistake_for_a_country() {
        for right in ["uk", "en-GB", "bfi", "pes", "yue", "zh-Hant", "cy"] {
            assert_eq!(problem(right), None, "{right}");
        }
        for wrong in ["xx", "gb", "pol", "bsl", "gb-WLS"] {
            assert!(problem(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn what_is_suggested_is_right_and_what_is_mistaken_is_not_a_code_of_two_letters() {
        for (wrong, right, name) in MISTAKEN {
            assert_eq!(problem(right), None, "{name}");
            assert!(!TWO_LETTERS.split(' ').any(|code| code == wrong), "{wrong}");
        }
        assert_eq!(
            TWO_LETTERS.split(' ').count(),
            184,
            "the 183 of ISO 639-1, and `sh`, which is still in use"
        );
    }
}
