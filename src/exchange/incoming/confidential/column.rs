//! Columns, and keys of records, whose name says that they tell which places must not be told.

mod words;

use super::{Mark, joined, of_service, whole};
use crate::exchange::incoming::value::day;
use words::{
    BESIDE_PUBLIC, BESIDE_REFUGE, CONFIDENTIAL, CONFIDENTIAL_PLACE, OTHER_THINGS, PLACES, PUBLIC,
    VISIBILITY,
};

/// What a column or key tells of the place of its row or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Whether it is confidential: whatever is no plain no may mean yes.
    Confidential,
    /// Whether it may be told: whatever is no plain yes may mean no. A date says nothing.
    Public,
    /// Who may see it, or something to heed: it says so where all of it is a mark, or a sentence is.
    Visibility,
}

/// What a column tells of places by its name; `None`: nothing that is known.
///
/// ```
/// use signpost::exchange::incoming::confidential::{Tells, tells};
///
/// assert_eq!(tells("Address confidential?"), Some(Tells::Confidential));
/// assert_eq!(tells("Show on website"), Some(Tells::Public));
/// assert_eq!(tells("Private parking"), None);
/// ```
#[must_use]
pub fn tells(name: &str) -> Option<Tells> {
    let name = joined(name);
    let name = [" y n ", " yes no ", " yes or no "]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name)
        .trim();
    let words: Vec<&str> = name.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if VISIBILITY.contains(&name) {
        return Some(Tells::Visibility);
    }
    if ["restricted", "is restricted", "conf"].contains(&name) {
        return Some(Tells::Confidential);
    }
    let is_of_place = has(PLACES);
    if has(OTHER_THINGS) && !is_of_place {
        return None;
    }
    let spaced = format!(" {name} ");
    let says = |list: &[&str]| {
        list.iter()
            .any(|mark| spaced.contains(&format!(" {mark} ")))
    };
    let is_refuge =
        has(&["refuge", "refuges"]) && words.iter().all(|word| BESIDE_REFUGE.contains(word));
    let denies = has(&["not", "never", "dont", "no"]);
    let publishes =
        has(PUBLIC) || spaced.contains(" on website ") || spaced.contains(" on web site ");
    // A column of both is about which of the two it is.
    let is_either = words.len() < 4 && has(&["private"]) && has(&["public"]);
    if is_either
        && words
            .iter()
            .all(|word| ["private", "public", "or"].contains(word))
    {
        return Some(Tells::Public);
    }
    if says(CONFIDENTIAL)
        || is_of_place && says(CONFIDENTIAL_PLACE)
        || is_refuge
        || denies && publishes
    {
        return Some(Tells::Confidential);
    }
    let is_of_public = words
        .iter()
        .all(|word| PUBLIC.contains(word) || BESIDE_PUBLIC.contains(word));
    // A venue may be shared with others.
    let is_alone = !matches!(words[..], ["shared" | "list", ..]);
    (publishes && is_of_public && is_alone).then_some(Tells::Public)
}

/// What the key of a record tells of its place: `is_confidential`, `isConfidential`.
#[must_use]
pub fn tells_of_key(key: &str) -> Option<Tells> {
    // What nearly every record has is not put apart.
    if matches!(
        key,
        "id" | "name"
            | "alternate_name"
            | "description"
            | "transportation"
            | "latitude"
            | "longitude"
            | "location_type"
            | "url"
            | "address_1"
            | "address_2"
            | "city"
            | "region"
            | "state_province"
            | "postal_code"
            | "country"
            | "address_type"
            | "attention"
            | "location_id"
            | "service_id"
            | "external_identifier"
            | "external_identifier_type"
    ) {
        return None;
    }
    let mut words = String::with_capacity(key.len() + 4);
    for c in key.chars() {
        if c.is_uppercase() {
            words.push(' ');
        }
        words.push(c);
    }
    tells(&words)
}

impl Tells {
    /// The mark in what stands in such a column; `None`: it says nothing of the place, or that it may be told.
    #[must_use]
    pub fn mark(self, said: &str) -> Option<Mark> {
        let said = said.trim();
        match self {
            Self::Confidential if is_no(said) => None,
            Self::Confidential => Some("confidential"),
            Self::Public if is_yes(said) || is_date(said) => None,
            Self::Public => Some("not public"),
            Self::Visibility => whole(said).or_else(|| of_service(said)),
        }
    }
}

/// True for a plain yes.
#[must_use]
pub fn is_yes(said: &str) -> bool {
    let yes = ["yes", "y", "true", "1", "public", "ok"];
    yes.contains(&said.to_lowercase().as_str())
}

/// True for a plain no.
#[must_use]
pub fn is_no(said: &str) -> bool {
    let no = ["no", "n", "false", "0", "none", "not confidential"];
    no.contains(&said.to_lowercase().as_str())
}

/// True for a day or a year, which says when something was published and not whether it may be.
fn is_date(said: &str) -> bool {
    let is_year = |text: &str| {
        text.len() == 4
            && (text.starts_with("19") || text.starts_with("20"))
            && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = said
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let is_month = |text: &str| {
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let text = text.to_lowercase();
        months.iter().any(|month| text.starts_with(month))
            || text
                .parse::<u8>()
                .is_ok_and(|month| (1..=31).contains(&month))
    };
    day(said).is_some()
        || parts.len() <= 3
            && parts
                .split_last()
                .is_some_and(|(year, rest)| is_year(year) && rest.iter().all(|part| is_month(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_as_a_mark_by_what_its_name_says() {
        for name in [
            "Confidential (Y/N)",
            "Address confidential?",
            "Do not publish",
            "Private?",
            "Private",
            "Safe house",
            "Internal only",
            "Hide location",
            "hide_address",
            "Sensitive location",
            "Sensitive address",
            "Refuge?",
            "Is it a refuge?",
            "Women's refuge",
            "Refuge address",
            "Secret location",
            "Not public",
            "Don't show address",
            "Not on website",
            "Undisclosed",
            "Confidential service address?",
            "Private address",
            "Keep private",
            "Restricted",
            "Not for publication",
            "No publicity - do not publish",
        ] {
            assert_eq!(tells(name), Some(Tells::Confidential), "{name}");
        }
    }

    #[test]
    fn a_column_is_known_to_say_what_may_be_told_or_to_be_about_something_else() {
        for name in [
            "public",
            "is public",
            "public address",
            "address public",
            "address is public",
            "make public",
            "publish",
            "published",
            "publishable",
            "publish address",
            "Publish address?",
            "ok to publish",
            "okay to publish",
            "can publish",
            "can we publish",
            "may we publish",
            "can be published",
            "may be published",
            "can we publish address",
            "show",
            "show address",
            "show location",
            "show venue",
            "display address",
            "share",
            "shareable",
            "share address",
            "ok to share",
            "okay to share",
            "can share",
            "can we share",
            "may we share",
            "can be shared",
            "may be shared",
            "can we share address",
            "can we share the address",
            "Public (Y/N)",
            "On website?",
            "Show on website",
            "Published on web site",
            "Public / private",
        ] {
            assert_eq!(tells(name), Some(Tells::Public), "{name}");
        }
        for name in ["Visibility", "Access", "Notes", "Address notes"] {
            assert_eq!(tells(name), Some(Tells::Visibility), "{name}");
        }
        for name in [
            "Private parking",
            "Private room available",
            "Confidential service?",
            "Private / public / charity",
            "Private / NHS",
            "Public transport",
            "Website",
            "Address",
            "Refugee support",
            "Refuge contact",
            "Shared venue",
            "Do not publish phone number",
            "Sensitive",
            "List of venues",
            "Confidentiality policy",
            "",
            "Private healthcare",
            "Restricted growth",
        ] {
            assert_eq!(tells(name), None, "{name}");
        }
        assert_eq!(tells_of_key("isConfidential"), Some(Tells::Confidential));
        assert_eq!(tells_of_key("is_public"), Some(Tells::Public));
        assert_eq!(tells_of_key("address_type"), None);
    }

    #[test]
    fn a_place_may_be_told_where_a_plain_word_says_so() {
        for (tells, said, is_marked) in [
            (Tells::Confidential, "no", false),
            (Tells::Confidential, "partly", true),
            (Tells::Confidential, "2024", true),
            (Tells::Public, "Yes", false),
            (Tells::Public, "", true),
            (Tells::Public, "no", true),
            (Tells::Public, "Private", true),
            (Tells::Public, "2024", false),
            (Tells::Public, "01/02/2024", false),
            (Tells::Public, "12 March 2024", false),
            (Tells::Public, "Jan 2024", false),
            (Tells::Public, "2024-03-01", false),
            (Tells::Public, "not since 2024", true),
            (Tells::Visibility, "Private", true),
            (Tells::Visibility, "Referral by a GP", false),
            (Tells::Visibility, "Step-free", false),
            (Tells::Visibility, "CONFIDENTIAL ADDRESS", true),
        ] {
            assert_eq!(tells.mark(said).is_some(), is_marked, "{tells:?}: {said}");
        }
    }
}
