//! Who confirms and approves: a role, which stays when the person leaves, and never somebody's name.

use super::personal::{contact_details, nhs_number};

/// Words before somebody's name; a role begins otherwise.
const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev"];

/// Words that make a role of the words before them.
const ROLES: [&str; 44] = [
    "administrator",
    "advisor",
    "adviser",
    "agent",
    "assistant",
    "board",
    "chair",
    "clerk",
    "clinician",
    "committee",
    "coordinator",
    "co-ordinator",
    "desk",
    "dietitian",
    "director",
    "doctor",
    "editor",
    "group",
    "guardian",
    "lead",
    "leader",
    "librarian",
    "maintainer",
    "manager",
    "navigator",
    "nurse",
    "office",
    "officer",
    "organiser",
    "owner",
    "panel",
    "paramedic",
    "partner",
    "physiotherapist",
    "podiatrist",
    "practitioner",
    "prescriber",
    "reviewer",
    "secretary",
    "team",
    "therapist",
    "trustee",
    "volunteer",
    "worker",
];

/// Says why a text is not a role: it holds contact details or a number of a person, begins with a title, or looks like a
/// name. `None` where it may be a role.
///
/// Two or three words that all begin with a capital, none of which is a word for a role, look like a name. A role that is
/// taken for one passes in small letters. A name in small letters is not recognised.
///
/// # Example
///
/// ```
/// use signpost::model::role::person_problem;
///
/// assert_eq!(person_problem("directory coordinator"), None);
/// assert_eq!(person_problem("Social Prescribing Lead"), None);
/// assert!(person_problem("Jane Smith").is_some());
/// assert!(person_problem("jane@example.org").is_some());
/// ```
#[must_use]
pub fn person_problem(text: &str) -> Option<&'static str> {
    if contact_details(text).is_some() || nhs_number(text).is_some() {
        return Some("it holds an address or a number");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let first = words.first().map(|word| plain(word)).unwrap_or_default();
    if TITLES.contains(&first.as_str()) {
        return Some("it begins with a title");
    }
    let is_role = words.iter().map(|word| plain(word)).any(|word| {
        let one = word.strip_suffix('s').unwrap_or(&word);
        ROLES.contains(&word.as_str()) || ROLES.contains(&one)
    });
    // An abbreviation such as ECLO or GP is no name, but `J.` and `J` are the start of one.
    let capital = |word: &&str| {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let starts = letters.first().is_some_and(|c| c.is_uppercase());
        starts && (letters.len() == 1 || letters[1..].iter().any(|c| c.is_lowercase()))
    };
    let looks_like_a_name = (2..=3).contains(&words.len()) && words.iter().all(capital) && !is_role;
    looks_like_a_name.then_some("it looks like somebody's name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_pass() {
        for role in [
            "directory coordinator",
            "Directory Coordinator",
            "Link Workers",
            "ECLO",
            "GP Partner",
            "Head of Service",
            "clinical safety lead",
            "Coordinator (Tendring)",
            "caldicott guardian",
            "published page, not rung",
            "Manager",
        ] {
            assert_eq!(person_problem(role), None, "{role}");
        }
    }

    #[test]
    fn people_do_not() {
        for person in [
            "Jane Smith",
            "J. Smith",
            "Siân Jones-Hughes",
            "Mary Ann O'Neill",
            "Dr Smith",
            "mrs smith",
            "jane.smith@example.org",
            "coordinator, 07700 900123",
        ] {
            assert!(person_problem(person).is_some(), "{person}");
        }
    }
}
