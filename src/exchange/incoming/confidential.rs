//! What says of a place that it must not be told: the one list of marks, for every format.
//!
//! No format has a field for it, so words say it: what a place is called, its address, what is said of the service, or a column
//! or key of its own. One place held back too many costs a look; one too few can cost a life. So words with two meanings
//! (`Refuge Bar`, `Confidential Counselling Centre`) hold a place back, and a person who knows better writes the place into the
//! entry by hand, where imports keep it; a column of a spreadsheet is released with `no_mark` in the map.

mod column;
mod held;
mod refuge;
mod sentence;

pub use column::{Tells, is_no, is_yes, tells, tells_of_key};
pub use held::{CUT, CUT_WHY, Certain, HeldBack};

use super::text::plain;
use std::borrow::Cow;

/// What says that a place must not be told, in small letters and in words of ours: the report may repeat it.
pub type Mark = &'static str;

/// What is said of a place that must not be told, as whole words in any text of it.
const OF_PLACE: [Mark; 25] = [
    "confidential",
    "refuge",
    "refuges",
    "safe house",
    "safe houses",
    "safehouse",
    "withheld",
    "undisclosed",
    "unpublished",
    "not disclosed",
    "not published",
    "not be published",
    "not be disclosed",
    "not be shared",
    "do not publish",
    "do not share",
    "do not disclose",
    "dont publish",
    "not for publication",
    "not to be published",
    "not to be shared",
    "secret location",
    "secret address",
    "safe accommodation",
    "address private",
];
/// What only says so where it is what the place is called.
const OF_NAME: [Mark; 7] = [
    "private address",
    "private residence",
    "private home",
    "private house",
    "safe space",
    "safe place",
    "hidden location",
];
/// What says so where it is all that a name, a line, a cell or a part of them between commas or brackets says, but for words such
/// as `address`.
const ALL_OF_IT: [Mark; 37] = [
    "private",
    "conf",
    "confidential",
    "hidden",
    "secret",
    "withheld",
    "restricted",
    "redacted",
    "suppressed",
    "sensitive",
    "protected",
    "unlisted",
    "unpublished",
    "undisclosed",
    "not disclosed",
    "not published",
    "not public",
    "not shown",
    "not listed",
    "not given",
    "not for publication",
    "not to be published",
    "do not publish",
    "dont publish",
    "do not share",
    "do not show",
    "internal only",
    "staff only",
    "on referral",
    "on request",
    "on booking",
    "on application",
    "by request",
    "by referral",
    "upon referral",
    "upon request",
    "after referral",
];
/// What says so where it is all that a sentence of a service says, and what it is called.
const ALL_OF_A_SENTENCE: [(&str, Mark); 15] = [
    ("conf", "confidential"),
    ("do not disclose", "not disclosed"),
    ("dont disclose", "not disclosed"),
    ("never disclose", "not disclosed"),
    ("do not share", "not shared"),
    ("dont share", "not shared"),
    ("not for sharing", "not shared"),
    ("not to be shared", "not shared"),
    ("never publish", "not published"),
    ("not to go on the website", "not published"),
    ("not to go on website", "not published"),
    ("not for the website", "not published"),
    ("not for website", "not published"),
    ("internal use only", "internal only"),
    ("for internal use only", "internal only"),
];
/// What is said of a place that may be told, though a mark is in it.
const NO_MARKS: [&str; 2] = ["not confidential", "non confidential"];
/// Words around a mark that add nothing to it.
const AROUND: [&str; 19] = [
    "the",
    "this",
    "our",
    "is",
    "are",
    "only",
    "strictly",
    "available",
    "given",
    "provided",
    "full",
    "address",
    "addresses",
    "location",
    "venue",
    "place",
    "postcode",
    "details",
    "kept",
];

/// How a word begins without which a text has none of these marks.
const STEMS: [&[u8]; 23] = [
    b"book",
    b"applic",
    b"confid",
    b"priv",
    b"secre",
    b"hid",
    b"withh",
    b"undis",
    b"unpub",
    b"unlis",
    b"refuge",
    b"safe",
    b"not",
    b"do",
    b"restr",
    b"redac",
    b"suppr",
    b"sensi",
    b"protec",
    b"internal",
    b"staff",
    b"refer",
    b"request",
];
/// The mark in what a place is called.
#[must_use]
pub fn of_name(text: &str) -> Option<Mark> {
    if !may_say(text) {
        return None;
    }
    let text = readable(text);
    let words = joined(&text);
    phrase(&words, &OF_NAME).or_else(|| in_place(&text, &words))
}

/// The mark in an address or in another text of a place.
#[must_use]
pub fn of_place(text: &str) -> Option<Mark> {
    if !may_say(text) {
        return None;
    }
    let text = readable(text);
    in_place(&text, &joined(&text))
}

/// The mark in a text of a service: a plain statement that its address is not told. `confidential` alone says nothing of a place.
///
/// ```
/// use signpost::exchange::incoming::confidential::of_service;
///
/// assert_eq!(of_service("The address of the refuge is kept confidential."), Some("confidential"));
/// assert_eq!(of_service("We do not publish our address."), Some("not published"));
/// assert_eq!(of_service("A confidential service at a central location."), None);
/// ```
#[must_use]
pub fn of_service(text: &str) -> Option<Mark> {
    of_statement(text).or_else(|| {
        let text = readable(text);
        refuge::of_text(&text).or_else(|| {
            let mut sentences = text.split(['.', '!', '?', ';', '\n']);
            sentences.find_map(|sentence| {
                // None of them is longer.
                let sentence = Some(sentence.trim()).filter(|sentence| sentence.len() < 40)?;
                let words = joined(sentence);
                let mut known = ALL_OF_A_SENTENCE.iter();
                known.find_map(|(all, mark)| (*all == words.trim()).then_some(*mark))
            })
        })
    })
}

/// The mark in what a service is called: that it is a refuge.
#[must_use]
pub fn of_title(text: &str) -> Option<Mark> {
    refuge::of_title(&readable(text)).or_else(|| of_service(text))
}

/// The mark in a text of a service that is about something else than the service, such as a phone: only a plain statement that an
/// address is not told.
#[must_use]
pub fn of_statement(text: &str) -> Option<Mark> {
    has_stem(text, sentence::STEMS)
        .then(|| sentence::mark(&readable(text)))
        .flatten()
}

/// The mark in what an organisation says of itself: that none of its addresses is told. What it says of one of them may be that of
/// another service.
#[must_use]
pub fn of_organization(text: &str) -> Option<Mark> {
    let text = readable(text);
    let mut sentences = text.split(['.', '!', '?', ';', '\n']);
    sentences.find_map(|sentence| {
        let words = joined(sentence);
        let all = [
            " addresses ",
            " locations ",
            " venues ",
            " premises ",
            " all ",
        ];
        let is_of_all = all.iter().any(|word| words.contains(word));
        of_statement(sentence).filter(|_| is_of_all)
    })
}

/// The mark that is all a text says: `(private)`, `Address on request`.
#[must_use]
pub fn whole(text: &str) -> Option<Mark> {
    let parts = text.split([',', ';', '(', ')', '[', ']', '\n']);
    let parts = parts
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(['\u{2013}', '\u{2014}', ':']));
    parts.map(joined).find_map(|words| {
        let mut words: Vec<&str> = words.split_whitespace().collect();
        while words.first().is_some_and(|word| AROUND.contains(word)) {
            words.remove(0);
        }
        loop {
            let said = words.join(" ");
            let mark = ALL_OF_IT.into_iter().find(|mark| *mark == said);
            if mark.is_some() || words.pop().is_none_or(|word| !AROUND.contains(&word)) {
                return mark;
            }
        }
    })
}

/// True for a text that says that a place is not told and nothing else: it names no place that would have to be cut.
fn is_only_a_mark(text: &str) -> bool {
    let mut words = joined(text);
    for mark in OF_PLACE.iter().chain(&OF_NAME).chain(&ALL_OF_IT) {
        words = words.replace(&format!(" {mark} "), " ");
    }
    words.split_whitespace().all(|word| AROUND.contains(&word))
}

fn in_place(text: &str, words: &str) -> Option<Mark> {
    let mut told = Cow::Borrowed(words);
    for no_mark in NO_MARKS {
        if told.contains(no_mark) {
            told = Cow::Owned(told.replace(no_mark, ""));
        }
    }
    phrase(&told, &OF_PLACE)
        .or_else(|| whole(text))
        .or_else(|| sentence::mark(text))
}

/// Whether a text can say anything of a place at all: most do not, and are not put apart.
fn may_say(text: &str) -> bool {
    // What cannot be seen may stand inside a word.
    !text.is_ascii() || has_stem(text, &STEMS) || has_stem(text, sentence::STEMS)
}

/// True where a word of a text begins with one of these, in whatever case.
fn has_stem(text: &str, stems: &[&[u8]]) -> bool {
    let bytes = text.as_bytes();
    let bit = |letter: u8| 1_u32 << (letter & 31);
    let firsts = stems.iter().fold(0, |firsts, stem| firsts | bit(stem[0]));
    let mut is_inside = false;
    for (at, byte) in bytes.iter().enumerate() {
        let was_inside = is_inside;
        is_inside = byte.is_ascii_alphanumeric();
        if was_inside || !is_inside || firsts & bit(*byte) == 0 {
            continue;
        }
        let first = byte.to_ascii_lowercase();
        for stem in stems {
            if stem[0] == first
                && bytes.len() >= at + stem.len()
                && bytes[at..at + stem.len()].eq_ignore_ascii_case(stem)
            {
                return true;
            }
        }
    }
    false
}

fn phrase(words: &str, marks: &[Mark]) -> Option<Mark> {
    let is_said = |mark: &str| {
        words
            .match_indices(mark)
            .any(|(at, _)| words[..at].ends_with(' ') && words[at + mark.len()..].starts_with(' '))
    };
    marks.iter().copied().find(|mark| is_said(mark))
}

/// A text as a person sees it.
fn readable(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && byte != b'<' && byte != b'&')
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(plain(text))
}

/// The words of a text in small letters, each with a space before and after it; apostrophes are left out.
fn joined(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for c in text.chars() {
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '\u{2019}') && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_gives_no_place_away_on_purpose_is_a_mark() {
        for name in [
            "Private address",
            "Private",
            "Private residence",
            "Private Residence, Colchester",
            "Do not publish",
            "DO-NOT-PUBLISH",
            "Not for publication",
            "Address given on referral",
            "Address on request",
            "Location on request",
            "Address provided on booking",
            "Hidden",
            "Safe accommodation",
            "Women\u{2019}s safe space",
            "Refuge (address not shown)",
            "(address not shown)",
            "Rose House (private)",
            "Colchester - confidential",
            "Safe-House",
            "Confidential location",
            "<b>Private</b> address",
            "Con\u{ad}fidential",
            // Held back too many: a person writes the place by hand.
            "Confidential Counselling Centre",
            "Safe House Cafe",
            "Refuge Bar",
            "Refuge Assurance House",
        ] {
            assert!(of_name(name).is_some(), "{name}");
        }
        for name in [
            "Refugee Council",
            "The Hall",
            "Private Members Club",
            "Hidden Gem Cafe",
            "Not confidential",
            "Secret Garden Nursery",
            "Stoke-on-Trent Library",
            "Private Shop, 1 High Street",
            "Request Stop Cafe",
        ] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_line_of_an_address_is_a_mark_where_it_says_so_alone() {
        for line in [
            "(private)",
            "private",
            "CONFIDENTIAL",
            "not disclosed",
            "on referral",
            "Address withheld",
            "Address: private",
        ] {
            assert!(of_place(line).is_some(), "{line}");
        }
        for line in [
            "1 Private Road",
            "12 Hidden Lane",
            "A safe space for all",
            "CO1 1JB",
            "On Referral Road",
            "",
        ] {
            assert_eq!(of_place(line), None, "{line}");
        }
    }
}
