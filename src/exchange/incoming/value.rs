//! Small values of others: ages, days, ways to reach a service, languages.

use crate::model::contact::{email_problem, phone_problem, url_problem};
use crate::model::hours::MONTHS;
use crate::model::shown::phone_in_words;
use jiff::civil::Date;

/// An age limit as it can be told from a number or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ages {
    /// The youngest; `None`: no limit.
    pub minimum: Option<u8>,
    /// The oldest; `None`: no limit.
    pub maximum: Option<u8>,
}

/// One age without a word of what it limits: `75`, `75.0`, `75 years`, `aged 75`. `None` where it is no such text, or above 255.
///
/// ```
/// use signpost::exchange::incoming::value::one_age;
///
/// assert_eq!(one_age("75 years"), Some(75));
/// assert_eq!(one_age("75+"), None);
/// ```
#[must_use]
pub fn one_age(text: &str) -> Option<u8> {
    if is_of_school(text) {
        return None;
    }
    bare(text).trim_end_matches(".0").parse().ok()
}

/// True for years of school, which are no ages: `Year 7`, `Years 7 to 11`, `Yr 9+`. Numbers above 13 are ages.
///
/// ```
/// use signpost::exchange::incoming::value::is_of_school;
///
/// assert!(is_of_school("Year 7 to 11"));
/// assert!(!is_of_school("7 to 11 years") && !is_of_school("Years: 16-25"));
/// ```
#[must_use]
pub fn is_of_school(text: &str) -> bool {
    const LAST: u32 = 13;
    const YEARS: [&str; 7] = ["form", "grade", "y", "year", "years", "yr", "yrs"];
    let lower = text.to_lowercase();
    // Words and numbers, each by itself: `yr9+` is `yr` and `9`.
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(|part| {
            let digits = part.find(|c: char| c.is_ascii_digit());
            <[&str; 2]>::from(part.split_at(digits.unwrap_or(0)))
        })
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &&str| part.parse::<u32>().ok();
    let counts = parts.windows(2).enumerate().any(|(at, pair)| {
        let follows_number = at > 0 && number(&parts[at - 1]).is_some();
        YEARS.contains(&pair[0]) && number(&pair[1]).is_some() && !follows_number
    });
    counts && parts.iter().filter_map(number).all(|number| number <= LAST)
}

/// Ages as people write them: `18`, `18+`, `over 65`, `under 18`, `16-25`, `16 to 25 years`. `None` where it cannot be told.
///
/// `over` is read as "and over" in an age from which a service is; nothing is rounded.
///
/// ```
/// use signpost::exchange::incoming::value::{Ages, ages};
///
/// assert_eq!(ages("16 to 25 years"), Some(Ages { minimum: Some(16), maximum: Some(25) }));
/// assert_eq!(ages("18+"), Some(Ages { minimum: Some(18), maximum: None }));
/// assert_eq!(ages("adults"), None);
/// ```
#[must_use]
pub fn ages(text: &str) -> Option<Ages> {
    if is_of_school(text) {
        return None;
    }
    let rest = bare(text);
    let one = |text: &str| text.trim().trim_end_matches(".0").parse::<u8>().ok();
    if let Some(exactly) = one(&rest) {
        return Some(Ages {
            minimum: Some(exactly),
            maximum: None,
        });
    }
    for end in ["+", "and over", "or over", "and above", "plus", "upwards"] {
        if let Some(from) = rest.strip_suffix(end).and_then(one) {
            return Some(Ages {
                minimum: Some(from),
                maximum: None,
            });
        }
    }
    if let Some(from) = rest
        .strip_prefix("over ")
        .and_then(|age| one(age.trim_end_matches('s')))
    {
        return Some(Ages {
            minimum: Some(from),
            maximum: None,
        });
    }
    if let Some(to) = rest
        .strip_prefix("under ")
        .and_then(|age| one(age.trim_end_matches('s')))
    {
        return Some(Ages {
            minimum: None,
            maximum: Some(to.checked_sub(1)?),
        });
    }
    for between in ["-", "\u{2013}", " to "] {
        if let Some((from, to)) = rest.split_once(between) {
            let (from, to) = (one(from)?, one(to)?);
            return (from <= to).then_some(Ages {
                minimum: Some(from),
                maximum: Some(to),
            });
        }
    }
    None
}

/// A text of ages without the words that say that it is one.
fn bare(text: &str) -> String {
    let mut rest = text.trim().to_lowercase();
    for word in ["years old", "years", "year", "yrs", "aged", "ages", "age"] {
        rest = rest.replace(word, " ");
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day of a date or a moment: `2026-11-23`, `2026-11-23T10:00:00Z`, `23/11/2026`, `1 March 2026`. `None` where it cannot be told.
///
/// ```
/// use signpost::exchange::incoming::value::day;
///
/// assert_eq!(day("1 March 2026"), day("2026-03-01"));
/// assert_eq!(day("March 2026"), None);
/// ```
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = day_in_words(text) {
        return Some(day);
    }
    let start = text.get(..10)?;
    let rest = &text[10..];
    if let Ok(date) = start.parse::<Date>() {
        return (rest.is_empty() || rest.starts_with(['T', ' '])).then_some(date);
    }
    let parts: Vec<&str> = start.split('/').collect();
    // Month and day are in the British order; the other way about cannot be told from it.
    let [day, month, year] = parts[..] else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `1 March 2026`, `1st Mar 2026`: the day first, then the name of the month.
fn day_in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .filter(|word| !word.is_empty() && *word != "of")
        .collect();
    let [day, name, year] = words[..] else {
        return None;
    };
    let ends = ["st", "nd", "rd", "th"];
    let day = ends
        .into_iter()
        .find_map(|end| day.strip_suffix(end))
        .unwrap_or(day);
    let name = name.trim_end_matches('.');
    let month = (1..).zip(MONTHS).find(|(_, month)| {
        let month = month.to_lowercase();
        name == month || name == "sept" && month == "september" || Some(name) == month.get(..3)
    });
    let year = Some(year).filter(|year| year.len() == 4)?;
    Date::new(year.parse().ok()?, month?.0, day.parse().ok()?).ok()
}

/// A telephone number in the spacing people read, and why it is not as it was; `None` where it cannot be right.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text
        .strip_prefix("tel:")
        .or_else(|| text.strip_prefix("Tel:"))
        .unwrap_or(text)
        .trim();
    phone_problem(text).is_none().then(|| phone_in_words(text))
}

/// An e-mail address; `None` where it cannot be right.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    email_problem(text).is_none().then(|| text.to_owned())
}

/// A web address, with `https://` where it has no scheme; `None` where it cannot be right.
#[must_use]
pub fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let with_scheme = if lower.starts_with("http://") || lower.starts_with("https://") {
        // The scheme is written in small letters, the rest may not be.
        let scheme = lower.find("//").map_or(0, |at| at + 2);
        format!("{}{}", &lower[..scheme], text.get(scheme..)?)
    } else if text.starts_with("//") {
        format!("https:{text}")
    } else {
        format!("https://{text}")
    };
    url_problem(&with_scheme).is_none().then_some(with_scheme)
}

/// The code of a language: a code as it is, or the English name of one that is common here.
#[must_use]
pub fn language(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 26] = [
        ("english", "en"),
        ("welsh", "cy"),
        ("polish", "pl"),
        ("romanian", "ro"),
        ("arabic", "ar"),
        ("urdu", "ur"),
        ("punjabi", "pa"),
        ("bengali", "bn"),
        ("gujarati", "gu"),
        ("hindi", "hi"),
        ("tamil", "ta"),
        ("somali", "so"),
        ("turkish", "tr"),
        ("portuguese", "pt"),
        ("spanish", "es"),
        ("french", "fr"),
        ("german", "de"),
        ("italian", "it"),
        ("lithuanian", "lt"),
        ("ukrainian", "uk"),
        ("russian", "ru"),
        ("persian", "fa"),
        ("farsi", "fa"),
        ("bulgarian", "bg"),
        ("british sign language", "bfi"),
        ("bsl", "bfi"),
    ];
    let lower = text.trim().to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some((*code).to_owned());
    }
    let mut parts = text.trim().split('-');
    let primary = parts.next()?;
    let is_code = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    is_code.then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_are_read_as_people_write_them() {
        let both = |minimum, maximum| Some(Ages { minimum, maximum });
        for (text, expected) in [
            ("18", both(Some(18), None)),
            ("18.0", both(Some(18), None)),
            ("Aged 18 and over", both(Some(18), None)),
            ("over 65s", both(Some(65), None)),
            ("Under 18", both(None, Some(17))),
            ("16-25", both(Some(16), Some(25))),
            ("16 – 25 yrs", both(Some(16), Some(25))),
            ("25-16", None),
            ("300", None),
            ("Year 7 to 11", None),
            ("Years 7-11", None),
            ("Yr9+", None),
            ("Y7 - Y11", None),
            ("4 to year 6", None),
            ("4 years to 6 years", both(Some(4), Some(6))),
            ("Years 5-18", both(Some(5), Some(18))),
            ("all", None),
            ("", None),
        ] {
            assert_eq!(ages(text), expected, "{text}");
        }
    }

    #[test]
    fn days_are_read_and_impossible_ones_are_not() {
        for (text, expected) in [
            ("2026-11-23", Some(date(2026, 11, 23))),
            ("2026-11-23T10:00:00.000Z", Some(date(2026, 11, 23))),
            ("23/11/2026", Some(date(2026, 11, 23))),
            ("2026-02-30", None),
            ("2026-11-234", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn ways_to_reach_a_service_are_mended_where_that_is_certain() {
        assert_eq!(
            url("www.example.org/tea").as_deref(),
            Some("https://www.example.org/tea")
        );
        assert_eq!(
            url("HTTP://Example.org/Tea").as_deref(),
            Some("http://Example.org/Tea")
        );
        assert_eq!(url("not a site"), None);
        assert_eq!(url("javascript:alert(1)"), None);
        assert_eq!(phone("tel:01632960123").as_deref(), Some("01632 960123"));
        assert_eq!(phone("ring the office"), None);
        assert_eq!(
            email(" tea@example.org ").as_deref(),
            Some("tea@example.org")
        );
        assert_eq!(email("email-example_com"), None);
        assert_eq!(language("English").as_deref(), Some("en"));
        assert_eq!(language("en-GB").as_deref(), Some("en-GB"));
        assert_eq!(language("various"), None);
    }
}
