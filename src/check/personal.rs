//! What in a text says who somebody is, for whoever must not let it leave.

use super::{named_person, personal_contact};
use crate::model::personal::{
    certain_date_of_birth, certain_nhs_number, national_insurance_number,
};
use std::ops::Range;

/// Where a text names a person or tells how to reach one: what the checks `personal-contact`, `named-person` and
/// `personal-identifier` find, and what they let stand in a file though it is likely a person's: doctors, professors and
/// ministers by their full names, and addresses of initials and a surname. In order and apart; empty where there is nothing.
///
/// ```
/// use signpost::check::personal;
///
/// let text = "Write to jane.smith@example.org.";
/// assert_eq!(personal(text).map(|range| &text[range]).collect::<Vec<_>>(), ["jane.smith@example.org"]);
/// assert_eq!(personal("Write to tea@example.org.").count(), 0);
/// ```
pub fn personal(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found = personal_contact::addresses(text);
    found.extend(personal_contact::mobiles(text));
    found.extend(personal_contact::initials(text));
    found.extend(named_person::named(text));
    found.extend(named_person::learned(text));
    for identifier in [
        certain_nhs_number,
        national_insurance_number,
        certain_date_of_birth,
    ] {
        let mut from = 0;
        while let Some(range) = text.get(from..).and_then(identifier) {
            found.push(from + range.start..from + range.end);
            from += range.end.max(range.start + 1);
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_and_a_team_is_not() {
        for (text, expected) in [
            (
                "Ask Mrs Jane Smith, jane.smith@example.org.",
                vec!["Mrs Jane Smith", "jane.smith@example.org"],
            ),
            ("Ring Susan on 07700 900123.", vec!["07700 900123"]),
            (
                "NHS number 943 476 5919 twice 943 476 5919",
                vec!["943 476 5919"; 2],
            ),
            (
                "Dr Peter Hill (j.bloggs@nhs.net, A.B.Jones@nhs.net) and Rev Anne Brook",
                vec![
                    "Dr Peter Hill",
                    "j.bloggs@nhs.net",
                    "A.B.Jones@nhs.net",
                    "Rev Anne Brook",
                ],
            ),
            ("Ring the team on 01632 960123, tea@example.org", vec![]),
            (
                "Dr Smith's surgery, Dr Barnardo, e-learning@example.org",
                vec![],
            ),
        ] {
            let found: Vec<&str> = personal(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
