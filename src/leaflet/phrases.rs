//! What leaflets say in several places: costs, languages, what was not checked; and what must stay on one line.

use super::Reach;
use super::words::{Phrase, Words};
use crate::model::Directory;
use crate::model::postcode::Postcode;
use crate::model::service::Cost;
use crate::model::shown::{clean, phone_in_words};
use crate::model::vocabulary::SupportNeed;
use std::borrow::Cow;

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
        out.push_str(&spaced(word));
    }
    out
}

/// A word, but a telephone number without spaces as people read it.
fn spaced(word: &str) -> Cow<'_, str> {
    let number = word.trim_end_matches(['.', ',', ';', ':', ')', '?', '!']);
    let is_number = (10..=11).contains(&number.len())
        && number.starts_with('0')
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        let end = &word[number.len()..];
        return (together(&phone_in_words(number)) + end).into();
    }
    word.into()
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

/// Short words whose full stop ends no sentence; an initial has one as well.
const SHORT: [&str; 6] = ["Mr.", "Mrs.", "Ms.", "Dr.", "St.", "No."];

/// A text that begins with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// A text as its sentences, for those who read one idea at a time. An initial or a short title does not end one.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        let letters = word.trim_start_matches('(');
        // `e.g.` and `a.m.` have a full stop inside as well.
        let abbreviated = letters.len() <= 5 && letters.trim_end_matches('.').contains('.');
        let short = SHORT.contains(&letters) || letters.chars().count() == 2 || abbreviated;
        let ends = word.ends_with(['!', '?']) || (word.ends_with('.') && !short);
        let begins = |next: &&str| next.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if ends && words.peek().is_some_and(begins) {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As people say it: `Free`, `£3.50 a session`, `45p a mile`, `£15 an hour`.
pub(super) fn cost(cost: &Cost, words: &Words) -> String {
    let Cost::Price { pence, per } = cost else {
        return words.say(Phrase::Free).to_owned();
    };
    let amount = match (pence / 100, pence % 100) {
        (0, pence) => format!("{pence}p"),
        (pounds, 0) => format!("£{pounds}"),
        (pounds, pence) => format!("£{pounds}.{pence:02}"),
    };
    match per.as_deref().map(one_line).as_deref() {
        None | Some("") => amount,
        Some(per) => {
            let vowel = per == "hour" || per.starts_with(['a', 'e', 'i', 'o']);
            let phrase = if vowel {
                Phrase::PricePerVowel
            } else {
                Phrase::PricePer
            };
            words.fill(phrase, &[("amount", &amount), ("per", per)])
        }
    }
}

/// Names of languages, but for English alone, which is no news.
pub(super) fn languages(codes: &[String], words: &Words) -> Vec<String> {
    let english = |code: &String| code.split('-').next().is_some_and(|base| base == "en");
    if codes.iter().all(english) {
        return Vec::new();
    }
    codes.iter().map(|code| words.language(code)).collect()
}

/// To the person, about what nobody has asked the service: `We have not checked that they can take your oxygen. We can ring
/// for you: 01632 960700.` Where those who give the leaflet cannot be reached, the person is told to ask.
#[must_use]
pub fn not_checked(need: SupportNeed, directory: &Directory, words: &Words) -> String {
    unchecked(words.clause(need), directory, words)
}

/// The same where the entry does not say whether the service takes people from where the person lives.
#[must_use]
pub fn not_checked_area(directory: &Directory, words: &Words) -> String {
    unchecked(words.say(Phrase::NotCheckedArea), directory, words)
}

fn unchecked(what: &str, directory: &Directory, words: &Words) -> String {
    let unchecked = words.fill(Phrase::NotChecked, &[("what", what)]);
    let giver = Reach::of(&directory.settings.leaflet_contact, words);
    let offer = giver.phone.or(giver.text).or(giver.email).map_or_else(
        || words.say(Phrase::NotCheckedAsk).to_owned(),
        |contact| words.fill(Phrase::WeCanRing, &[("contact", &contact)]),
    );
    format!("{unchecked} {offer}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_and_numbers_stay_on_one_line() {
        for (typed, expected) in [
            ("Cowdray Avenue, CO1 1YH.", "Cowdray Avenue, CO1\u{a0}1YH."),
            ("Ring 01632 960500.", "Ring 01632\u{a0}960500."),
            ("Ring 01632960500.", "Ring 01632\u{a0}960500."),
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
            let per = per.map(str::to_owned);
            cost(&Cost::Price { pence, per }, Words::english())
        };
        assert_eq!(cost(&Cost::Free, Words::english()), "Free");
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
                Words::english(),
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
    fn what_was_not_checked_is_offered_to_be_asked() {
        let mut directory = Directory::default();
        let said = |directory: &Directory| {
            not_checked(SupportNeed::Oxygen, directory, Words::english()).replace(NO_BREAK, " ")
        };
        assert_eq!(
            said(&directory),
            "We have not checked that they can take your oxygen. Ask first."
        );
        let span = crate::source::Span::new(crate::source::FileId(0), 0..0);
        let phone = crate::source::Spanned::new("01632960700".to_owned(), span);
        directory.settings.leaflet_contact.phone = Some(phone);
        assert_eq!(
            said(&directory),
            "We have not checked that they can take your oxygen. We can ring for you: 01632 960700."
        );
    }

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        assert_eq!(
            sentences(
                "Come at 10. Open 9 a.m. Mondays, e.g. Easter Monday. Ask for St. Mary. Is it far? No, 2.5 miles."
            ),
            [
                "Come at 10.",
                "Open 9 a.m. Mondays, e.g. Easter Monday.",
                "Ask for St. Mary.",
                "Is it far?",
                "No, 2.5 miles."
            ]
        );
        assert!(sentences(" ").is_empty());
    }
}
