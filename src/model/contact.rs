//! Ways to reach a service, and what a UK telephone number, an e-mail address and a web address look like.

use crate::source::Spanned;

/// How a service is reached. Every way is optional; a check finds entries that have none.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// A voice number as it was typed.
    pub phone: Option<Spanned<String>>,
    /// How to reach it without speaking: a sentence, such as `Text SHOUT to 85258`.
    pub text: Option<Spanned<String>>,
    /// An e-mail address.
    pub email: Option<Spanned<String>>,
    /// A web page, `http` or `https`.
    pub url: Option<Spanned<String>>,
}

impl Contact {
    /// True where there is no way at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.phone.is_none() && self.text.is_none() && self.email.is_none() && self.url.is_none()
    }
}

/// Short codes that are right although they are short: emergency, NHS 111, police, Samaritans and their like.
const SHORT_CODES: [&str; 6] = ["999", "112", "111", "101", "105", "116123"];

/// Says what is wrong with a UK telephone number, or nothing where it can be right.
///
/// Accepts spaces and brackets and a leading `+44`. Source: the National Telephone Numbering Plan of Ofcom: numbers
/// start with 01, 02, 03, 07, 08 or 09 and have 11 digits, 10 for some 01 areas and some 0800 and 0845 numbers.
#[must_use]
pub fn phone_problem(typed: &str) -> Option<String> {
    let digits = digits(typed);
    if SHORT_CODES.contains(&digits.as_str()) {
        return None;
    }
    if let Some(strange) = typed
        .chars()
        .find(|c| !(c.is_ascii_digit() || " ()+-".contains(*c)))
    {
        return Some(format!("`{strange}` does not belong in a telephone number"));
    }
    if !digits.starts_with('0') {
        return Some("UK numbers start with 0, or are a short code such as 111".to_owned());
    }
    let second = digits.as_bytes().get(1).copied().unwrap_or(b' ');
    if !matches!(second, b'1' | b'2' | b'3' | b'5' | b'7' | b'8' | b'9') {
        return Some(
            "no UK number starts like this; they start 01, 02, 03, 07, 08 or 09".to_owned(),
        );
    }
    let ten_digits_allowed = second == b'1'
        || digits.starts_with("0800")
        || digits == "08001111"
        || digits == "08454647";
    match digits.len() {
        11 => None,
        10 if ten_digits_allowed => None,
        8 if digits == "08001111" => None,
        length => Some(format!(
            "it has {}; UK numbers have 11 (a few have 10)",
            crate::model::shown::count(length, "digit", "digits")
        )),
    }
}

/// True for a bare number, however it is spaced: digits and the signs between them, no words.
#[must_use]
pub fn is_number(typed: &str) -> bool {
    typed
        .chars()
        .all(|c| c.is_ascii_digit() || " ()+-".contains(c))
        && typed.contains(|c: char| c.is_ascii_digit())
}

/// How to reach somebody without speaking, in words: a bare number is one to send a text to.
#[must_use]
pub fn text_in_words(typed: &str) -> String {
    if is_number(typed) {
        format!("text {}", typed.trim())
    } else {
        typed.to_owned()
    }
}

/// The digits of a number as they are dialled in the UK: `+44 (0)1632…` becomes `01632…`.
#[must_use]
pub fn digits(typed: &str) -> String {
    let compact: String = typed
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match compact.strip_prefix("+44") {
        Some(national) => format!("0{}", national.trim_start_matches('0')),
        None => compact.replace('+', ""),
    }
}

/// Says what is wrong with an e-mail address, or nothing where it can be right.
#[must_use]
pub fn email_problem(typed: &str) -> Option<&'static str> {
    let Some((local, domain)) = typed.split_once('@') else {
        return Some("it has no `@`");
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if local.is_empty()
        || !local.chars().all(plain)
        || local.starts_with('.')
        || local.ends_with('.')
    {
        return Some("the part before `@` cannot be right");
    }
    domain_problem(domain)
}

/// Says what is wrong with a web address, or nothing where it can be right. Only `http` and `https` are accepted.
#[must_use]
pub fn url_problem(typed: &str) -> Option<&'static str> {
    let Some(rest) = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"))
    else {
        return Some("it does not start with `https://`");
    };
    if typed
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c))
    {
        return Some("it has a space or a character that no web address has");
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if host.contains('@') {
        return Some("it hides a user name before the site's name");
    }
    domain_problem(host)
}

fn domain_problem(domain: &str) -> Option<&'static str> {
    let labels: Vec<&str> = domain.split('.').collect();
    let good = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if labels.len() < 2 || !labels.iter().all(good) {
        return Some("the site's name cannot be right");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_numbers_that_can_be_right() {
        for number in [
            "01632 960123",
            "(01632) 960 123",
            "+44 1632 960123",
            "+44 (0)1632 960123",
            "020 7946 0123",
            "0808 157 0123",
            "111",
            "999",
            "116 123",
            "0800 1111",
            "07700 900123",
            "03069 990123",
            "0800 917 7650",
            "016977 2345",
        ] {
            assert_eq!(phone_problem(number), None, "{number}");
        }
    }

    #[test]
    fn refuses_numbers_that_cannot_be_right() {
        for number in [
            "0117",
            "1632 960123",
            "01632 96O123",
            "01632 9601234",
            "04632 960123",
            "",
            "0207 946 012",
        ] {
            assert!(phone_problem(number).is_some(), "{number}");
        }
    }

    #[test]
    fn a_bare_number_is_one_to_text() {
        assert_eq!(text_in_words("07700 900100"), "text 07700 900100");
        assert_eq!(text_in_words("Text SHOUT to 85258"), "Text SHOUT to 85258");
    }

    #[test]
    fn accepts_and_refuses_web_addresses() {
        assert_eq!(url_problem("https://www.nhs.uk/a?b=c#d"), None);
        assert_eq!(url_problem("http://localhost.example.org:8080/"), None);
        for bad in [
            "www.nhs.uk",
            "javascript:alert(1)",
            "https://",
            "https://nhs",
            "https://a b.uk",
            "https://nhs.uk@evil.example/",
        ] {
            assert!(url_problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn accepts_and_refuses_email_addresses() {
        assert_eq!(email_problem("hello@colne-neighbours.example.org"), None);
        for bad in [
            "hello",
            "@example.org",
            "a b@example.org",
            "a@b",
            "a@.org",
            "a@example..org",
            ".a@example.org",
        ] {
            assert!(email_problem(bad).is_some(), "{bad}");
        }
    }
}
