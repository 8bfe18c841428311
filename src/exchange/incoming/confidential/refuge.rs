//! Texts that say that a service is a refuge, whose address is never told. One that only speaks of refuges is none.

use super::{Mark, has_stem, joined};

/// What such a house is called.
const HOUSES: [&str; 2] = ["refuge", "safehouse"];
/// What may stand before it at the beginning of a sentence.
const OPENERS: [&[&str]; 16] = [
    &["this", "is", "a"],
    &["this", "is", "an"],
    &["it", "is", "a"],
    &["it", "is", "an"],
    &["we", "are", "a"],
    &["we", "are", "an"],
    &["we", "run", "a"],
    &["we", "provide", "a"],
    &["we", "provide"],
    &["we", "offer"],
    &["provides", "a"],
    &["provides"],
    &["offers"],
    &["an"],
    &["a"],
    &[],
];
/// What such a house is for, or like.
const LIKE: [&str; 28] = [
    "womens",
    "women",
    "mens",
    "domestic",
    "abuse",
    "violence",
    "and",
    "safe",
    "emergency",
    "specialist",
    "secure",
    "temporary",
    "local",
    "small",
    "large",
    "crisis",
    "confidential",
    "family",
    "muslim",
    "asian",
    "black",
    "bme",
    "bame",
    "lgbt",
    "bed",
    "bedroom",
    "unit",
    "supported",
];
/// What may follow it.
const GOES_ON: [&str; 13] = [
    "for",
    "accommodation",
    "service",
    "services",
    "provision",
    "project",
    "with",
    "offering",
    "providing",
    "that",
    "which",
    "in",
    "and",
];
/// What begins a sentence that is about finding one.
const SEEKING: [&str; 15] = [
    "find",
    "finding",
    "seek",
    "seeking",
    "need",
    "needing",
    "want",
    "to",
    "other",
    "access",
    "accessing",
    "leaving",
    "from",
    "no",
    "any",
];
/// For whom other refuges are.
const OTHERS: [&str; 16] = [
    "animal",
    "animals",
    "wildlife",
    "cat",
    "cats",
    "dog",
    "dogs",
    "donkey",
    "donkeys",
    "bird",
    "birds",
    "hedgehogs",
    "horses",
    "bees",
    "nature",
    "insects",
];
const STEMS: &[&[u8]] = &[b"refuge", b"safe"];

/// The mark in what a service is called: `Colchester Women's Refuge`.
pub(super) fn of_title(text: &str) -> Option<Mark> {
    if !text.is_ascii() || has_stem(text, STEMS) {
        let parts = text.split([',', '(', ')', ':', ';', '/']);
        let mut parts = parts.flat_map(|part| part.split(" - "));
        return parts.find_map(|part| {
            let words = words(part);
            let words: Vec<&str> = words.split_whitespace().collect();
            let at = words
                .iter()
                .position(|word| HOUSES.contains(word) || *word == "refuges")?;
            let ends = |word: &str| GOES_ON[1..6].contains(&word);
            let is_one = words[at + 1..].iter().all(|word| ends(word));
            (is_one && !is_of_others(&words)).then_some(mark(words[at]))
        });
    }
    None
}

/// The mark in a text that says that the service is such a house: `A refuge.`, `Domestic abuse refuge for women`.
pub(super) fn of_text(text: &str) -> Option<Mark> {
    if text.is_ascii() && !has_stem(text, STEMS) {
        return None;
    }
    let sentences = text.split(['!', '?', ';', '\n', '\u{2022}']);
    sentences
        .flat_map(|part| part.split(". "))
        .find_map(of_sentence)
}

fn of_sentence(sentence: &str) -> Option<Mark> {
    let first = sentence.split([',', '(', ':', '\u{2013}', '\u{2014}']);
    let first = first.into_iter().next()?;
    let is_all = first.len() == sentence.len();
    let words = words(first);
    let words: Vec<&str> = words.split_whitespace().collect();
    let opener = OPENERS.iter().find(|opener| words.starts_with(opener))?;
    let rest = &words[opener.len()..];
    let at = rest.iter().position(|word| HOUSES.contains(word))?;
    let mut like = &rest[..at];
    // A town may come first.
    if let [town, more @ ..] = like
        && opener.is_empty()
        && !more.is_empty()
        && !SEEKING.contains(town)
    {
        like = more;
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_like = like
        .iter()
        .all(|word| LIKE.contains(word) || is_number(word));
    let is_end = match rest.get(at + 1) {
        None => is_all || !opener.is_empty() || !like.is_empty(),
        // `Refuge in a storm`.
        Some(next) => GOES_ON.contains(next) && !(opener.is_empty() && like.is_empty()),
    };
    (is_like && is_end && !is_of_others(&words)).then_some(mark(rest[at]))
}

fn words(text: &str) -> String {
    joined(text).replace(" safe house ", " safehouse ")
}

fn is_of_others(words: &[&str]) -> bool {
    words.iter().any(|word| OTHERS.contains(word))
}

fn mark(word: &str) -> Mark {
    if word == "safehouse" {
        "safe house"
    } else {
        "refuge"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_is_a_refuge_is_known_and_one_that_speaks_of_it_is_not() {
        for text in [
            "A refuge.",
            "Domestic abuse refuge for women and children.",
            "Women's refuge",
            "Refuge",
            "Safe house",
            "Colchester women's refuge, with outreach",
            "Help for women. We are a 12 bed refuge.",
            "We provide refuge accommodation for families",
        ] {
            assert!(of_text(text).is_some(), "{text}");
        }
        for text in [
            "We refer to a refuge.",
            "We can help you find a refuge",
            "Find a refuge",
            "Find women's refuge places",
            "A refuge worker visits on Mondays",
            "A refuge from the noise of the town",
            "A refuge for hedgehogs",
            "Refuge, housing and legal advice",
            "https://www.refuge.org.uk",
            "Call Refuge on 0808 157 0000",
            "A safe place for all",
            "Somebody who has left a refuge",
            "",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
        for name in [
            "Colchester Women's Refuge",
            "Refuge accommodation",
            "Colne Safe House (Essex)",
        ] {
            assert!(of_title(name).is_some(), "{name}");
        }
        for name in [
            "Colne Refuge outreach",
            "Refugee Council",
            "Tea for refuge workers",
            "Colchester Animal Refuge",
            "Safe and Sound",
        ] {
            assert_eq!(of_title(name), None, "{name}");
        }
    }
}
