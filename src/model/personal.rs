//! Recognises text that says who somebody is: NHS numbers, National Insurance numbers and dates of birth.
//!
//! A case must have none of them, so [`nhs_number`] and [`date_of_birth`] err on the side of finding one. A directory is full of
//! other numbers, so the functions for it find only what can hardly be anything else.

use std::ops::Range;

/// Keys that say who somebody is. A case with one of them is refused whatever its value.
pub const PERSONAL_KEYS: [&str; 20] = [
    "name",
    "first_name",
    "last_name",
    "surname",
    "forename",
    "full_name",
    "patient",
    "patient_name",
    "nhs_number",
    "nhs",
    "nhs_no",
    "hospital_number",
    "date_of_birth",
    "dob",
    "born",
    "birthday",
    "address",
    "phone",
    "telephone",
    "email",
];

/// The first NHS number in a text, by its check digit.
///
/// Ten digits, with spaces or hyphens between them as people write them; the last is the check digit of the NHS Data
/// Dictionary (modulus 11). About one in eleven other ten-digit numbers passes too, which is the safe side to err on.
#[must_use]
pub fn nhs_number(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let boundary = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        if boundary
            && bytes[start].is_ascii_digit()
            && let Some(end) = ten_digits(bytes, start)
            && check_digit_is_right(&bytes[start..end])
        {
            return Some(start..end);
        }
        start += 1;
    }
    None
}

/// Where ten digits that start here end, if exactly ten stand together.
fn ten_digits(bytes: &[u8], start: usize) -> Option<usize> {
    let mut digits = 0;
    let mut at = start;
    let mut end = start;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => {
                digits += 1;
                end = at + 1;
            }
            b' ' | b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {}
            _ => break,
        }
        at += 1;
    }
    (digits == 10 && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some(end)
}

fn check_digit_is_right(text: &[u8]) -> bool {
    let digits: Vec<u32> = text
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .map(|byte| u32::from(byte - b'0'))
        .collect();
    let sum: u32 = digits
        .iter()
        .take(9)
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = 11 - sum % 11;
    let check = if check == 11 { 0 } else { check };
    check != 10 && digits.last() == Some(&check)
}

/// The first words in a text that say when somebody was born: `born`, `DOB` or `date of birth` with a number soon after.
#[must_use]
pub fn date_of_birth(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    for word in ["date of birth", "d.o.b", "dob", "born"] {
        for (start, _) in lower.match_indices(word) {
            let boundary = lower[..start]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            let after = start + word.len();
            let ends = lower[after..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric());
            let near: String = lower[after..].chars().take(16).collect();
            if boundary && ends && near.bytes().filter(u8::is_ascii_digit).count() >= 2 {
                return Some(start..after + near.len());
            }
        }
    }
    None
}

/// The first NHS number in a text that is full of other numbers: written in threes and a four as the NHS prints it, or with
/// `NHS` shortly before it.
///
/// Telephone numbers start with 0 and NHS numbers do not. Numbers of online meetings look alike, so none is found shortly after
/// the words for one.
#[must_use]
pub fn certain_nhs_number(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(nhs_number) {
        let range = from + found.start..from + found.end;
        let number = &text[range.clone()];
        let mut first = range.start.saturating_sub(40);
        while !text.is_char_boundary(first) {
            first += 1;
        }
        let line = text[first..range.start].rsplit('\n').next().unwrap_or("");
        let before = line.to_ascii_lowercase();
        let meeting = ["zoom", "meeting", "teams", "code", "http", "www."];
        let groups: Vec<usize> = number.split([' ', '-']).map(str::len).collect();
        let other = number.starts_with('0') || meeting.iter().any(|word| before.contains(word));
        if !other && (groups == [3, 3, 4] || before.contains("nhs")) {
            return Some(range);
        }
        from = range.end;
    }
    None
}

/// The first National Insurance number in a text: two capital letters, six digits and A, B, C or D, alone or in pairs.
///
/// Source: HMRC, "National Insurance Manual", NIM39110: neither letter is D, F, I, Q, U or V, the second is not O, and BG, GB, KN,
/// NK, NT, TN and ZZ are never used.
#[must_use]
pub fn national_insurance_number(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|start| {
        let boundary = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        if !boundary || !bytes[start].is_ascii_uppercase() {
            return None;
        }
        let mut shape = [0; 9];
        let mut at = start;
        for (position, place) in shape.iter_mut().enumerate() {
            if position % 2 == 0 && position > 0 && bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            *place = *bytes.get(at)?;
            at += 1;
        }
        let ends = !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        (ends && is_insurance_number(shape)).then_some(start..at)
    })
}

fn is_insurance_number(shape: [u8; 9]) -> bool {
    let [first, second, digits @ .., last] = shape;
    let letter = |byte: u8| byte.is_ascii_uppercase() && !b"DFIQUV".contains(&byte);
    let never = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];
    letter(first)
        && letter(second)
        && second != b'O'
        && !never.contains(&&[first, second])
        && digits.iter().all(u8::is_ascii_digit)
        && (b'A'..=b'D').contains(&last)
}

/// The first date of birth in a text that also speaks of ages: `DOB` or `date of birth`, then day, month and year.
#[must_use]
pub fn certain_date_of_birth(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut found = None;
    for word in ["date of birth", "d.o.b", "dob"] {
        for (start, _) in lower.match_indices(word) {
            let before = lower[..start].chars().next_back();
            let rest = &lower[start + word.len()..];
            let gap = rest.len()
                - rest
                    .trim_start_matches([' ', '.', ':', '-', '=', '('])
                    .len();
            if before.is_some_and(char::is_alphanumeric) || gap == 0 {
                continue;
            }
            if let Some(length) = whole_date(&rest[gap..]) {
                let range = start..start + word.len() + gap + length;
                let earlier = |known: &Range<usize>| range.start < known.start;
                if found.as_ref().is_none_or(earlier) {
                    found = Some(range);
                }
            }
        }
    }
    found
}

/// How long the date is that a text begins with, in lower case; `None` where it does not begin with day, month and year.
fn whole_date(lower: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let mut parts = Vec::new();
    let mut end = 0;
    let line = lower.lines().next().unwrap_or("");
    for part in line.split_inclusive([' ', '/', '.', '-', ',']).take(4) {
        let word = part.trim_end_matches([' ', '/', '.', '-', ',']);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[digits..];
        let month = MONTHS.iter().any(|month| suffix.starts_with(month));
        match digits {
            1 | 2 | 4 if ["", "st", "nd", "rd", "th"].contains(&suffix) => parts.push(digits),
            0 if month && parts.len() == 1 => parts.push(2),
            0 if word.is_empty() => {}
            _ => break,
        }
        end += part.len();
        if parts.len() == 3 {
            let shape = matches!(parts[..], [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]);
            return shape.then(|| end - (part.len() - word.len()));
        }
    }
    None
}

/// The first telephone number or e-mail address in a text: a way to find somebody, though not who it is.
#[must_use]
pub fn contact_details(text: &str) -> Option<Range<usize>> {
    if let Some(at) = text.find('@') {
        let part = |c: char| !(c.is_alphanumeric() || ".-_+@".contains(c));
        let start = text[..at].rfind(part).map_or(0, |before| before + 1);
        let end = text[at..].find(part).map_or(text.len(), |after| at + after);
        if start < at && at + 1 < end && text.is_char_boundary(start) {
            return Some(start..end);
        }
    }
    let bytes = text.as_bytes();
    (0..bytes.len())
        .filter(|start| *start == 0 || !bytes[start - 1].is_ascii_digit())
        .find_map(|start| {
            let (end, digits) = digits_from(bytes, start);
            let dialled = bytes[start] == b'0' || bytes[start] == b'+';
            (dialled && (10..=13).contains(&digits)).then_some(start..end)
        })
}

/// Where digits with single spaces or hyphens between them end, and how many there are.
fn digits_from(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut end, mut digits) = (start, 0);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                end = at + 1;
            }
            b'+' if at == start => {}
            b' ' | b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {}
            _ => break,
        }
    }
    (end, digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    // 943 476 5919 is the worked example of the NHS Data Dictionary: 9*10+4*9+3*8+4*7+7*6+6*5+5*4+9*3+1*2 = 299,
    // 299 mod 11 = 2, 11 - 2 = 9.
    #[test]
    fn finds_an_nhs_number_however_it_is_spaced() {
        for text in ["943 476 5919", "NHS: 9434765919.", "no 943-476-5919 given"] {
            let found = nhs_number(text).unwrap();
            let digits: String = text[found].chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "9434765919");
        }
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "943 476 5918",
            "01632 960123",
            "2026-11-23",
            "94347659190",
            "a9434765919",
        ] {
            assert_eq!(nhs_number(text), None, "{text}");
        }
    }

    #[test]
    fn among_other_numbers_only_a_certain_nhs_number_is_found() {
        for text in ["# 943 476 5919", "NHS no. 9434765919", "943-476-5919"] {
            assert!(certain_nhs_number(text).is_some(), "{text}");
        }
        for text in [
            "9434765919",
            "NHS 111",
            "Zoom meeting 943 476 5919",
            "ring 0943 476 591",
            "NHS, 943 476 5918",
            "NHS\n9434765919",
        ] {
            assert_eq!(certain_nhs_number(text), None, "{text}");
        }
        assert_eq!(
            certain_nhs_number("x 9434765919 then 943 476 5919"),
            Some(18..30)
        );
    }

    #[test]
    fn finds_a_national_insurance_number_and_nothing_like_it() {
        for text in ["AB123456C", "NI AB 12 34 56 C.", "(AB123456 C)"] {
            assert!(national_insurance_number(text).is_some(), "{text}");
        }
        for text in [
            "QQ123456C",
            "GB123456C",
            "AO123456C",
            "AB123456E",
            "ab123456c",
            "AB1234567",
            "XAB123456C",
            "AB123456CD",
            "AB 12 34",
            "CO4 5JL",
        ] {
            assert_eq!(national_insurance_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_of_birth_has_day_month_and_year() {
        for (text, end) in [
            ("DOB: 12.03.44", 13),
            ("date of birth 1944-03-12.", 24),
            ("d.o.b 3 May 1950", 16),
            ("DOB 3rd March 1950, lives", 18),
        ] {
            assert_eq!(certain_date_of_birth(text), Some(0..end), "{text}");
        }
        for text in [
            "Bring proof of your date of birth.",
            "date of birth before 1960",
            "born on 3 May 1950",
            "date of birth 12 or 13",
            "dob 3",
            "date of birth: ŷ",
        ] {
            assert_eq!(certain_date_of_birth(text), None, "{text}");
        }
    }

    #[test]
    fn finds_a_way_to_reach_somebody() {
        for text in [
            "ring me on 07700 900123",
            "+44 7700 900123",
            "write to a.b@example.org.",
        ] {
            assert!(contact_details(text).is_some(), "{text}");
        }
        for text in [
            "in 2019",
            "4 falls a day",
            "at 10 or 11",
            "2026-11-23",
            "@",
            "a @ b",
            "ŷ@",
        ] {
            assert!(contact_details(text).is_none(), "{text}");
        }
    }

    #[test]
    fn finds_a_date_of_birth() {
        for text in [
            "Born 12/3/1944",
            "DOB: 12.03.44",
            "date of birth 1944-03-12",
            "born on 3 May 1950",
        ] {
            assert!(date_of_birth(text).is_some(), "{text}");
        }
        for text in [
            "born in Kraków",
            "stubborn 12",
            "Doberman 12",
            "widowed in 2019",
        ] {
            assert!(date_of_birth(text).is_none(), "{text}");
        }
    }
}
