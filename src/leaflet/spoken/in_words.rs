//! One sentence as it is read out: numbers, times, dates, prices and addresses in words.

use super::super::phrases::NO_BREAK;
use crate::model::hours::MONTHS;
use crate::model::postcode::Postcode;

/// A sentence as it is read out.
pub(super) fn in_words(sentence: &str) -> String {
    let tokens: Vec<&str> = sentence
        .split(' ')
        .filter(|token| !token.is_empty())
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut place = 0;
    while let Some(token) = tokens.get(place) {
        let (open, core, close) = bare(token);
        if let Some((date, used, end)) = date(&tokens[place..]) {
            out.push(format!("{open}{date}{end}"));
            place += used;
            continue;
        }
        out.push(format!("{open}{}{close}", said(core)));
        place += 1;
    }
    out.join(" ")
}

/// A token without the signs round it.
fn bare(token: &str) -> (&str, &str, &str) {
    let inner = token.trim_start_matches(['(', '"', '\'']);
    let core = inner.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '!', '?']);
    let open = &token[..token.len() - inner.len()];
    (open, core, &inner[core.len()..])
}

/// `12 October 2026` or `October 2026` at the start of some tokens: the words, how many tokens, and what stands after it.
fn date<'t>(tokens: &[&'t str]) -> Option<(String, usize, &'t str)> {
    let is_year = |token: &str| token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit());
    let (_, first, _) = bare(tokens.first()?);
    let (_, second, after_month) = bare(tokens.get(1)?);
    if MONTHS.contains(&first) && is_year(second) {
        return Some((
            format!("{first} {}", year(second.parse().ok()?)),
            2,
            after_month,
        ));
    }
    let day = first
        .parse::<u32>()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    if !MONTHS.contains(&second) {
        return None;
    }
    let day = format!("the {} of {second}", ordinal(day));
    match tokens.get(2).map(|token| bare(token)) {
        Some((_, third, end)) if is_year(third) && after_month.is_empty() => {
            Some((format!("{day} {}", year(third.parse().ok()?)), 3, end))
        }
        _ => Some((day, 2, after_month)),
    }
}

fn said(token: &str) -> String {
    let spaced = token.replace(NO_BREAK, " ");
    if let Some(abroad) = spaced.strip_prefix('+')
        && abroad
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ')
    {
        return format!("plus {}", one_by_one(abroad));
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if Postcode::parse(&spaced).is_ok() {
        return one_by_one(&spaced);
    }
    if digits(&spaced.replace(' ', "")) {
        let short = spaced.len() < 3 && !spaced.starts_with('0');
        return match spaced.parse::<u32>() {
            Ok(number) if short => number_in_words(number),
            _ => one_by_one(&spaced),
        };
    }
    price(token)
        .or_else(|| time(token))
        .or_else(|| address(token))
        .unwrap_or(spaced)
}

/// Letters and digits each on its own, the groups apart: `zero one six three two, nine six zero one zero zero`.
fn one_by_one(text: &str) -> String {
    let group = |group: &str| {
        let said = |c: char| match c.to_digit(10) {
            Some(digit) => number_in_words(digit),
            None => c.to_string(),
        };
        group.chars().map(said).collect::<Vec<_>>().join(" ")
    };
    // Six digits in a row are more than people hold: three and three.
    let halves = |word: &str| match word.len() {
        6 if word.is_ascii() => vec![group(&word[..3]), group(&word[3..])],
        _ => vec![group(word)],
    };
    text.split(' ')
        .flat_map(halves)
        .collect::<Vec<_>>()
        .join(", ")
}

/// `£3.50`, `£15` or `45p`.
fn price(token: &str) -> Option<String> {
    let amount = |number: u32, one: &str, many: &str| {
        format!(
            "{} {}",
            number_in_words(number),
            if number == 1 { one } else { many }
        )
    };
    if let Some(pence) = token.strip_suffix('p') {
        return Some(amount(pence.parse().ok()?, "penny", "pence"));
    }
    let typed = token.strip_prefix('£')?;
    let (pounds, pence) = match typed.split_once('.') {
        Some((pounds, pence)) if pence.len() == 2 => (pounds, pence.parse::<u32>().ok()?),
        Some(_) => return None,
        None => (typed, 0),
    };
    let pounds = amount(pounds.replace(',', "").parse().ok()?, "pound", "pounds");
    Some(match pence {
        0 => pounds,
        pence => format!("{pounds} {}", number_in_words(pence)),
    })
}

/// `10am`, `2:30pm`.
fn time(token: &str) -> Option<String> {
    let (clock, after_noon) = match (token.strip_suffix("am"), token.strip_suffix("pm")) {
        (Some(clock), _) => (clock, false),
        (_, Some(clock)) => (clock, true),
        (None, None) => return None,
    };
    let (hours, minutes) = clock.split_once([':', '.']).unwrap_or((clock, "0"));
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    if !(1..=12).contains(&hours) || minutes > 59 {
        return None;
    }
    let part = match (after_noon, hours) {
        (false, _) => "in the morning",
        (true, 12 | 1..=5) => "in the afternoon",
        (true, _) => "in the evening",
    };
    let hour = number_in_words(hours);
    Some(match minutes {
        0 => format!("{hour} {part}"),
        15 => format!("quarter past {hour} {part}"),
        30 => format!("half past {hour} {part}"),
        45 => format!("quarter to {} {part}", number_in_words(hours % 12 + 1)),
        1..=9 => format!("{hour} oh {} {part}", number_in_words(minutes)),
        _ => format!("{hour} {} {part}", number_in_words(minutes)),
    })
}

/// An e-mail or web address: `hello at example dot org`, `one one one dot nhs dot uk`.
fn address(token: &str) -> Option<String> {
    let is_address = token.len() > 5
        && token.contains('.')
        && !token.contains("..")
        && !token.ends_with('.')
        && token
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "@.-_/~?=&".contains(c))
        && token.chars().any(|c| c.is_ascii_alphabetic());
    is_address.then(|| {
        let mut said = String::with_capacity(2 * token.len());
        for c in token.chars() {
            let digit = c.to_digit(10).map(number_in_words);
            let sign = SIGNS.iter().find(|(sign, _)| *sign == c);
            match digit.as_deref().or(sign.map(|(_, word)| *word)) {
                Some(word) => said.extend([" ", word, " "]),
                None => said.push(c),
            }
        }
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// How the signs of addresses are read out.
const SIGNS: [(char, &str); 9] = [
    ('@', "at"),
    ('.', "dot"),
    ('-', "dash"),
    ('_', "underscore"),
    ('/', "slash"),
    ('~', "tilde"),
    ('?', "question mark"),
    ('=', "equals"),
    ('&', "and"),
];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Numbers up to 999 in words; greater ones in figures.
fn number_in_words(number: u32) -> String {
    let small = usize::try_from(number).unwrap_or(usize::MAX);
    match small {
        0..20 => SMALL[small].to_owned(),
        20..100 if small % 10 == 0 => TENS[small / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[small / 10], SMALL[small % 10]),
        100..1000 if small % 100 == 0 => format!("{} hundred", SMALL[small / 100]),
        100..1000 => {
            format!(
                "{} hundred and {}",
                SMALL[small / 100],
                number_in_words(number % 100)
            )
        }
        _ => number.to_string(),
    }
}

/// 1 to 31 as a day of the month: `twenty-third`.
fn ordinal(day: u32) -> String {
    let words = number_in_words(day);
    for (cardinal, ordinal) in [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
        ("twenty", "twentieth"),
        ("thirty", "thirtieth"),
    ] {
        if words == cardinal || words.ends_with(&format!("-{cardinal}")) {
            return words[..words.len() - cardinal.len()].to_owned() + ordinal;
        }
    }
    words + "th"
}

/// `twenty twenty-six`, `two thousand and nine`, `nineteen ninety-eight`.
fn year(year: u32) -> String {
    match (year / 100, year % 100) {
        (20, 0) => "two thousand".to_owned(),
        (20, small @ 1..=9) => format!("two thousand and {}", number_in_words(small)),
        (hundreds, 0) => format!("{} hundred", number_in_words(hundreds)),
        (hundreds, small @ 1..=9) => {
            format!(
                "{} oh {}",
                number_in_words(hundreds),
                number_in_words(small)
            )
        }
        (hundreds, rest) => format!("{} {}", number_in_words(hundreds), number_in_words(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_out_is_in_words() {
        for (printed, expected) in [
            (
                "Ring 01632\u{a0}960100",
                "Ring zero one six three two, nine six zero, one zero zero",
            ),
            ("Ring 999.", "Ring nine nine nine."),
            ("Ring +44 1632", "Ring plus four four one six three two"),
            ("Ring 116\u{a0}123", "Ring one one six, one two three"),
            (
                "Tuesdays, 10am to 12 noon",
                "Tuesdays, ten in the morning to twelve noon",
            ),
            (
                "2:30pm, 6:45pm.",
                "half past two in the afternoon, quarter to seven in the evening.",
            ),
            (
                "We last checked this on 12 October 2026.",
                "We last checked this on the twelfth of October twenty twenty-six.",
            ),
            (
                "until 31 May 2009, then",
                "until the thirty-first of May two thousand and nine, then",
            ),
            ("£3.50 a session", "three pounds fifty a session"),
            ("45p a mile", "forty-five pence a mile"),
            ("(CO1\u{a0}1YH)", "(C O one, one Y H)"),
            (
                "Email: hello@colne-neighbours.example.org",
                "Email: hello at colne dash neighbours dot example dot org",
            ),
            ("Web: 111.nhs.uk", "Web: one one one dot nhs dot uk"),
            (
                "Web: example.org/hub2?a=b",
                "Web: example dot org slash hub two question mark a equals b",
            ),
            ("People aged 60 to 101", "People aged sixty to one zero one"),
            ("May we help?", "May we help?"),
        ] {
            assert_eq!(in_words(printed), expected);
        }
    }

    #[test]
    fn every_day_of_a_month_has_an_ordinal() {
        let said: Vec<String> = [1, 2, 3, 4, 8, 12, 20, 21, 22, 23, 30, 31]
            .map(ordinal)
            .into();
        assert_eq!(
            said,
            [
                "first",
                "second",
                "third",
                "fourth",
                "eighth",
                "twelfth",
                "twentieth",
                "twenty-first",
                "twenty-second",
                "twenty-third",
                "thirtieth",
                "thirty-first"
            ]
        );
    }

    #[test]
    fn years_are_said_as_people_say_them() {
        assert_eq!(year(1998), "nineteen ninety-eight");
        assert_eq!(year(1905), "nineteen oh five");
        assert_eq!(year(2000), "two thousand");
        assert_eq!(year(2026), "twenty twenty-six");
    }
}
