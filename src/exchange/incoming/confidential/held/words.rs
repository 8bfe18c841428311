//! The words of addresses, and how they are compared.

use crate::exchange::incoming::confidential::joined;
use std::ops::Range;

/// What a street is called, and the one way in which it is compared.
const STREETS: [(&str, &str); 23] = [
    ("quay", "quay"),
    ("road", "rd"),
    ("street", "st"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("lane", "ln"),
    ("close", "cl"),
    ("drive", "dr"),
    ("court", "ct"),
    ("crescent", "cres"),
    ("gardens", "gdns"),
    ("terrace", "terr"),
    ("place", "pl"),
    ("square", "sq"),
    ("grove", "gr"),
    ("hill", "hill"),
    ("mews", "mews"),
    ("rise", "rise"),
    ("row", "row"),
    ("walk", "walk"),
    ("way", "way"),
    ("green", "green"),
    ("wharf", "wharf"),
];

/// A postcode, and all that it becomes where O and 0 or I and 1 are taken for each other.
pub(super) fn mistyped(postcode: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut others: Vec<String> = Vec::new();
    for c in postcode.chars() {
        let other = match c {
            'o' => '0',
            '0' => 'o',
            'i' => '1',
            '1' => 'i',
            _ => c,
        };
        let typed = all.iter().chain(&others).filter(|_| other != c);
        let typed: Vec<String> = typed.map(|typed| format!("{typed}{other}")).collect();
        for known in &mut others {
            known.push(c);
        }
        others.extend(typed);
        all[0].push(c);
    }
    all.extend(others);
    all
}

/// Where some words stand among others.
pub(super) fn found(among: &[String], words: &[String]) -> Vec<usize> {
    if words.is_empty() || among.len() < words.len() {
        return Vec::new();
    }
    (0..=among.len() - words.len())
        .filter(|at| among[*at..].starts_with(words))
        .collect()
}

/// How many words after the name of a place belong to it: `house, number 17`.
pub(super) fn of_house(words: &[String]) -> usize {
    const HOUSES: [&str; 8] = [
        "house", "cottage", "lodge", "hall", "centre", "building", "flat", "flats",
    ];
    let houses = words
        .iter()
        .take_while(|word| HOUSES.contains(&word.as_str()));
    let houses = houses.count();
    match &words[houses..] {
        [number, digits, ..]
            if ["number", "no", "flat", "unit"].contains(&number.as_str())
                && is_numeral(digits) =>
        {
            houses + 2
        }
        _ => houses,
    }
}

pub(super) fn is_numeral(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// True for the number of a part of a house: `Unit 5`, `Flat 2b`, `17`.
pub(super) fn is_flat(words: &[String]) -> bool {
    const FLATS: [&str; 10] = [
        "unit",
        "flat",
        "suite",
        "room",
        "floor",
        "apartment",
        "studio",
        "office",
        "no",
        "number",
    ];
    words
        .iter()
        .all(|word| is_numeral(word) || FLATS.contains(&word.as_str()))
}

pub(super) fn is_certain(words: &[String]) -> bool {
    let has_number = words
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_digit()));
    has_number || words.len() > 1 && words.last().is_some_and(|word| is_street(word))
}

pub(super) fn is_street(word: &str) -> bool {
    STREETS.iter().any(|(_, short)| *short == word)
}

/// The words of a text in small letters, streets in one way.
pub(super) fn words(text: &str) -> Vec<String> {
    let joined = joined(text);
    let words = joined.split_whitespace().map(one_way);
    words.map(str::to_owned).collect()
}

pub(super) fn one_way(word: &str) -> &str {
    let known = STREETS.iter().find(|(long, _)| *long == word);
    known.map_or(word, |(_, short)| short)
}

/// The same words, each with its place in the text.
pub(super) fn placed_words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    let mut is_inside = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_alphanumeric() {
            match words.last_mut().filter(|_| is_inside) {
                Some((word, range)) => {
                    word.extend(c.to_lowercase());
                    range.end = end;
                }
                None => words.push((c.to_lowercase().collect(), at..end)),
            }
            is_inside = true;
        } else if !matches!(c, '\'' | '\u{2019}') {
            is_inside = false;
        }
    }
    for (word, _) in &mut words {
        *word = one_way(word).to_owned();
    }
    words
}
