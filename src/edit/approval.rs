//! Somebody's signature under the rules, written into the text of `routing.toml`.

use crate::load::rules::signature::{Signature, signature};
use crate::model::rule::Approval;

/// The text with this signature in it, instead of the one that is there; every other byte stays.
///
/// `None` where the text is not TOML, or holds a signature that lacks a key.
#[must_use]
pub fn approved(text: &str, approval: &Approval) -> Option<String> {
    let mut signed = text.to_owned();
    match signature(text)? {
        Signature::Written(mut values) => {
            // From the end, so that the places before stay true.
            values.sort_by_key(|(_, at)| std::cmp::Reverse(at.start));
            for (key, at) in values {
                signed.replace_range(at, &value(key, approval)?);
            }
        }
        Signature::Missing(at) => signed.insert_str(at, &table(text, at, approval)?),
    }
    Some(signed)
}

/// A new `[approval]` table, with an empty line before and after it, in the line endings of the text.
fn table(text: &str, at: usize, approval: &Approval) -> Option<String> {
    let newline = match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let mut lines = vec![String::new(), "[approval]".to_owned()];
    for key in ["role", "organization", "on", "review", "fingerprint"] {
        lines.push(format!("{key} = {}", value(key, approval)?));
    }
    let after = &text[at..];
    if !after.is_empty() && !after.starts_with(['\r', '\n']) {
        lines.push(String::new());
    }
    let last_line_is_open = !text[..at].is_empty() && !text[..at].ends_with('\n');
    let mut table = if last_line_is_open { newline } else { "" }.to_owned();
    for line in lines {
        table.push_str(&line);
        table.push_str(newline);
    }
    Some(table)
}

/// The value of a key as TOML. `None` for a key that a signature does not have.
fn value(key: &str, approval: &Approval) -> Option<String> {
    Some(match key {
        "role" => quoted(&approval.role),
        "organization" => quoted(&approval.organization),
        "on" => approval.on.to_string(),
        "review" => approval.review.to_string(),
        "fingerprint" => quoted(&approval.fingerprint),
        _ => return None,
    })
}

/// A text between quotation marks, as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let code = format!("\\u{:04X}", u32::from(letter));
                quoted.push_str(&code);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const SHIPPED: &str = include_str!("../../directory/routing.toml");
    const SMALL: &str = include_str!("../../tests/minimal/routing.toml");

    const BLOCK: &str = "\n[approval]\nrole = \"safety \\\"lead\\\"\"\norganization = \"Tŷ \\\\ Hafan\"\non = 2026-11-24\nreview = 2027-05-31\nfingerprint = \"abc\"\n";

    fn by_somebody() -> Approval {
        Approval {
            role: "safety \"lead\"".to_owned(),
            organization: "Tŷ \\ Hafan".to_owned(),
            on: date(2026, 11, 24),
            review: date(2027, 5, 31),
            fingerprint: "abc".to_owned(),
        }
    }

    #[test]
    fn taking_the_signature_out_again_gives_the_same_bytes() {
        let signed = approved(SHIPPED, &by_somebody()).unwrap();
        assert_eq!(signed.matches(BLOCK).count(), 1);
        assert!(signed.contains(&format!("review = 2027-05-31\n{BLOCK}\n# ====")));
        assert_eq!(signed.replacen(BLOCK, "", 1), SHIPPED);
    }

    #[test]
    fn line_endings_of_windows_are_kept() {
        let windows = SHIPPED.replace('\n', "\r\n");
        let signed = approved(&windows, &by_somebody()).unwrap();
        assert_eq!(signed.matches('\n').count(), signed.matches("\r\n").count());
        assert_eq!(
            signed.replacen(&BLOCK.replace('\n', "\r\n"), "", 1),
            windows
        );
    }

    #[test]
    fn a_signature_that_is_there_is_replaced_where_it_stands() {
        let commented = SMALL.replace(
            "on = 2026-11-01",
            "# The meeting of the partnership.\n  on   =  \"2026-11-01\" # a Sunday",
        );
        let signed = approved(&commented, &by_somebody()).unwrap();
        let expected = commented
            .replace("\"clinical safety lead\"", "\"safety \\\"lead\\\"\"")
            .replace(
                "organization = \"Small directory\"",
                "organization = \"Tŷ \\\\ Hafan\"",
            )
            .replace("\"2026-11-01\"", "2026-11-24")
            .replace(
                "ad78735d6ae73ba651582a83fb6140e86ac11612d7f340cc7046782057c25719",
                "abc",
            );
        assert_eq!(signed, expected);
    }

    #[test]
    fn signing_twice_changes_nothing_more() {
        let once = approved(SHIPPED, &by_somebody()).unwrap();
        assert_eq!(approved(&once, &by_somebody()).unwrap(), once);
    }

    #[test]
    fn tables_that_follow_at_once_get_an_empty_line_before_them() {
        let signed = approved("version = \"1\"\n[facts.x]\n", &by_somebody()).unwrap();
        assert_eq!(signed, format!("version = \"1\"\n{BLOCK}\n[facts.x]\n"));
        let signed = approved("version = \"1\"", &by_somebody()).unwrap();
        assert_eq!(signed, format!("version = \"1\"\n{BLOCK}"));
    }

    #[test]
    fn what_is_not_toml_is_not_signed() {
        assert_eq!(approved("version = ", &by_somebody()), None);
    }
}
