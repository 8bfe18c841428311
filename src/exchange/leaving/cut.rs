//! What tells of a person in one text of an entry, cut out of all of them.

use super::{INSTEAD_OF_A_PERSON, typed};
use crate::check::personal;
use crate::model::service::{Location, Service};
use crate::model::shown::clean_lines;
use std::ops::Range;

/// A text as it leaves, and whether it is whole. `cut` is cut out wherever it stands.
pub(super) fn without_persons(text: &str, cut: &[Cut]) -> (String, bool) {
    let text = clean_lines(text.trim());
    let mut kept = String::new();
    let mut done = 0;
    let mut ranges: Vec<Range<usize>> = personal(&text).collect();
    ranges.extend(cut.iter().flat_map(|cut| cut.places(&text)));
    ranges.sort_by_key(|range| (range.start, range.end));
    for range in ranges {
        if range.start < done {
            // It begins inside what was cut already.
            done = done.max(range.end);
            continue;
        }
        kept.push_str(&text[done..range.start]);
        kept.push_str(INSTEAD_OF_A_PERSON);
        done = range.end;
    }
    if done == 0 {
        return (text.into_owned(), true);
    }
    kept.push_str(&text[done..]);
    (kept, false)
}

/// Everything about a person that some text of an entry tells.
pub(super) fn cut(service: &Service) -> Vec<Cut> {
    let contact = &service.contact;
    let mut texts: Vec<&str> = vec![&service.name, &service.organization, &service.summary];
    let optional = [
        service.description.as_deref(),
        service.role_name.as_deref(),
        service.referral.as_deref(),
        service.eligibility.other.as_deref(),
        service.plain.as_deref(),
        typed(contact.phone.as_ref()),
        typed(contact.text.as_ref()),
        typed(contact.email.as_ref()),
        typed(contact.url.as_ref()),
    ];
    texts.extend(optional.into_iter().flatten());
    texts.extend(service.alerts.iter().map(|alert| &*alert.text));
    for location in &service.locations {
        if let Location::Venue { name, address, .. } = location {
            texts.extend([name.as_deref(), address.as_deref()].into_iter().flatten());
        }
    }
    let mut found = Vec::new();
    for text in texts {
        let text = clean_lines(text.trim());
        found.extend(personal(&text).map(|range| Cut::of(&text[range])));
    }
    found
}

/// Something about a person, to be found again however it is spaced.
pub(super) enum Cut {
    /// A number: its digits, without the code of the country.
    Number(String),
    /// Anything else, as [`plain`] has it; a name without its title.
    Words(String),
}

impl Cut {
    fn of(text: &str) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < 9 || text.contains('@') {
            let words = plain(text);
            // A person who is named with a title once is the same person without it.
            let name = words
                .split_once(' ')
                .filter(|(title, name)| is_title(title) && name.trim().contains(' '))
                .map(|(_, name)| name.trim().to_owned());
            return Self::Words(name.unwrap_or(words));
        }
        let national = digits
            .strip_prefix("0044")
            .or_else(|| digits.strip_prefix("44"))
            .unwrap_or(&digits);
        Self::Number(national.trim_start_matches('0').to_owned())
    }

    /// Where it stands in a text.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Words(words) => {
                let text = plain(text);
                let stands_alone = |range: &Range<usize>| {
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    !letter(text[..range.start].chars().next_back())
                        && !letter(text[range.end..].chars().next())
                };
                let places = text.match_indices(words.as_str());
                places
                    .map(|(start, _)| start..start + words.len())
                    .filter(stands_alone)
                    .collect()
            }
            Self::Number(number) => numbers(text)
                .into_iter()
                .filter(|range| match Self::of(&text[range.clone()]) {
                    Self::Number(other) => other == *number,
                    Self::Words(_) => false,
                })
                .collect(),
        }
    }
}

/// A text in small letters, with a space for what stands between the parts of a name in addresses of pages and of mail. It is
/// as long as it was.
fn plain(text: &str) -> String {
    text.to_ascii_lowercase().replace(['-', '_', '.', '+'], " ")
}

fn is_title(word: &str) -> bool {
    let titles = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
    ];
    titles.contains(&word.trim())
}

/// Where digits stand in a text with nothing between them but what people write inside a number.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // After a whole number a 0 that stands apart begins another.
    let is_inside = |last: &Range<usize>, start: usize, c: char| {
        let between = &text[last.end..start];
        let digits = text[last.clone()]
            .matches(|c: char| c.is_ascii_digit())
            .count();
        between.chars().all(|c| " ()-.\u{a0}".contains(c))
            && (between.is_empty() || c != '0' || digits < 10)
    };
    for (start, c) in text.char_indices() {
        let part = c.is_ascii_digit()
            || c == '+' && text[start + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !part {
            continue;
        }
        let end = start + 1;
        match found.last_mut() {
            Some(last) if c != '+' && is_inside(last, start, c) => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(cut: &Cut, text: &'t str) -> Vec<&'t str> {
        let places = cut.places(text).into_iter();
        places.map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_is_found_however_it_is_spaced() {
        let cut = Cut::of("07700 900123");
        for (text, expected) in [
            ("Ring 07700900123.", vec!["07700900123"]),
            ("Ring +44 (0)7700 900-123.", vec!["+44 (0)7700 900-123"]),
            ("01632 960001 07700 900123", vec!["07700 900123"]),
            ("07700 900124, 9001230", vec![]),
        ] {
            assert_eq!(found(&cut, text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_without_its_title_and_in_addresses() {
        let cut = Cut::of("Mrs. Jane Smith");
        for (text, expected) in [
            ("Jane Smith pours.", vec!["Jane Smith"]),
            ("https://example.org/team/jane-smith", vec!["jane-smith"]),
            (
                "MRS JANE SMITH, jane.smith@x",
                vec!["JANE SMITH", "jane.smith"],
            ),
            ("Jane Smithson, Mary-Jane Smith's", vec!["Jane Smith"]),
            ("Jane pours, Smith eats", vec![]),
        ] {
            assert_eq!(found(&cut, text), expected, "{text}");
        }
    }
}
