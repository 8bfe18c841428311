//! The shapes of postcodes as regular expressions, for editors: made of the lists that [`shape`](super::shape) reads with.

use super::shape::{AREAS, FOURTH, INWARD, NEVER_THIRD};

/// Spaces and hyphens that may stand around and inside a full postcode.
const GAP: &str = r"[\s\u2010-\u2015\u200b\u2060\ufeff-]*";

/// A regular expression (ECMA 262) for what [`District::parse`](super::District::parse) takes, in either case of letters.
///
/// Stricter in one way: spaces inside a district, as in `C O 4`, are not in it.
#[must_use]
pub fn district_pattern() -> String {
    format!("^{GAP}{}{GAP}$", outward())
}

/// A regular expression (ECMA 262) for what [`Postcode::parse`](super::Postcode::parse) takes, in either case of letters.
///
/// Stricter in one way: spaces stand only before the last three characters.
#[must_use]
pub fn postcode_pattern() -> String {
    let letter = class(|letter| INWARD.contains(&letter));
    format!("^{GAP}{}{GAP}[0-9]{letter}{letter}{GAP}$", outward())
}

fn outward() -> String {
    let areas = |letters: usize| {
        let of_length: Vec<String> = AREAS
            .iter()
            .filter(|area| area.len() == letters)
            .map(|area| area.bytes().map(either_case).collect())
            .collect();
        of_length.join("|")
    };
    let third = class(|letter| !NEVER_THIRD.contains(&letter));
    let fourth = class(|letter| FOURTH.contains(&letter));
    let number = |last: &str| format!("(?:[0-9]|[1-9][0-9]|[0-9]{last})");
    format!(
        "(?:(?:{}){}|(?:{}){})",
        areas(1),
        number(&third),
        areas(2),
        number(&fourth)
    )
}

fn either_case(letter: u8) -> String {
    let letter = char::from(letter);
    format!("[{letter}{}]", letter.to_ascii_lowercase())
}

/// A class of the letters that belong, each in both cases.
fn class(belongs: impl Fn(u8) -> bool) -> String {
    let letters: String = (b'A'..=b'Z')
        .filter(|letter| belongs(*letter))
        .map(|letter| {
            char::from(letter).to_string() + &char::from(letter).to_ascii_lowercase().to_string()
        })
        .collect();
    format!("[{letters}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_every_area_and_only_letters_that_stand_there() {
        let pattern = district_pattern();
        assert!(pattern.contains("[Cc][Oo]"), "{pattern}");
        assert_eq!(
            pattern.matches('|').count(),
            124 - 2 + 2 * 2 + 1,
            "{pattern}"
        );
        assert!(postcode_pattern().contains("[AaBbDdEeFfGgHhJjLlNnPpQqRrSsTtUuWwXxYyZz]"));
    }
}
