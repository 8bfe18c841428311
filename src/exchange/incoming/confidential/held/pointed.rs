//! What points at a place without an address: coordinates, three words of what3words, the link of a map.

use std::ops::Range;

/// What the links of maps have in them.
const MAPS: [&str; 12] = [
    "maps.google",
    "google.com/maps",
    "google.co.uk/maps",
    "goo.gl/maps",
    "maps.app.goo.gl",
    "openstreetmap.org",
    "osm.org/",
    "what3words.com/",
    "w3w.co/",
    "bing.com/maps",
    "maps.apple.com",
    "streetmap.co.uk",
];

/// Where a text points at a place.
pub(super) fn pointed_at(text: &str) -> Vec<Range<usize>> {
    // Each has two of them.
    if text.bytes().filter(|byte| b"./".contains(byte)).count() < 2 {
        return Vec::new();
    }
    let mut found = coordinates(text);
    let mut at = 0;
    for token in text.split(|c: char| c.is_whitespace() || "<>\"'()[],;".contains(c)) {
        let end = at + token.trim_end_matches(['.', ':', '!', '?']).len();
        let lower = token.to_ascii_lowercase();
        if MAPS.iter().any(|map| lower.contains(map)) || three_words(&lower) {
            found.push(at..end);
        }
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// `///filled.count.soap`
fn three_words(token: &str) -> bool {
    let Some((_, words)) = token.split_once("///") else {
        return false;
    };
    let words: Vec<&str> = words.trim_end_matches('.').split('.').collect();
    words.len() == 3
        && words
            .iter()
            .all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
}

/// `51.8768, 0.9256`: a latitude and a longitude of these islands.
fn coordinates(text: &str) -> Vec<Range<usize>> {
    let mut numbers: Vec<(f64, Range<usize>)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_number = c.is_ascii_digit() || c == '.' || c == '-' && start.is_none();
        match (is_number, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let typed = text[first..at].trim_end_matches('.');
                let is_exact = typed
                    .split_once('.')
                    .is_some_and(|(_, decimals)| decimals.len() >= 3);
                if let (true, Ok(number)) = (is_exact, typed.parse()) {
                    numbers.push((number, first..first + typed.len()));
                }
                start = None;
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for pair in numbers.windows(2) {
        let [(latitude, first), (longitude, second)] = pair else {
            continue;
        };
        let between = &text[first.end..second.start];
        let is_near = between.len() < 24 && !between.chars().any(|c| c.is_ascii_digit());
        let is_here = (49.0..62.0).contains(latitude) && (-9.0..3.0).contains(longitude);
        if is_near && is_here {
            found.push(first.start..second.end);
        }
    }
    found
}
