//! Recognises text that must never be in a case: NHS numbers and dates of birth.

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
