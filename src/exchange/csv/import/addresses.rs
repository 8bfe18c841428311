//! The e-mail addresses of a cell, as people write them: several, with words beside them.

use crate::check::is_of_a_team;
use crate::exchange::incoming::value::email;

/// Words that say that it is an address, and not whose.
const NEUTRAL: [&str; 15] = [
    "address",
    "and",
    "at",
    "contact",
    "e",
    "email",
    "emails",
    "enquiries",
    "general",
    "mail",
    "mailto",
    "main",
    "office",
    "or",
    "to",
];

/// What a cell of more than a bare address holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Addresses {
    /// The first that is of a team; else the first of all, where no word stands beside it.
    pub(super) first: String,
    /// The others that are of teams.
    pub(super) others: Vec<String>,
    /// How many others there are; each may be a person's.
    pub(super) of_persons: usize,
    /// Whether there are other words; they may be a person's name.
    pub(super) has_words: bool,
}

/// Reads a cell. `None`: it has no address that is certain.
pub(super) fn addresses(cell: &str) -> Option<Addresses> {
    let divides = |c: char| c.is_whitespace() || ",;:/|<>()[]\"".contains(c);
    let (mut found, mut has_words): (Vec<String>, bool) = (Vec::new(), false);
    for part in cell.split(divides) {
        let part = part.trim_matches(['.', '-', '\'']);
        match email(part) {
            Some(address) if !found.contains(&address) => found.push(address),
            Some(_) => {}
            None => {
                let lower = part.to_lowercase();
                let mut words = lower.split(|c: char| !c.is_alphanumeric());
                has_words |= !words.all(|word| word.is_empty() || NEUTRAL.contains(&word));
            }
        }
    }
    let of_team = found.iter().position(|address| is_of_a_team(address));
    let first = of_team.or((!has_words && !found.is_empty()).then_some(0))?;
    let first = found.remove(first);
    let (others, persons): (Vec<String>, Vec<String>) =
        found.into_iter().partition(|address| is_of_a_team(address));
    Some(Addresses {
        first,
        others,
        of_persons: persons.len(),
        has_words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_team_goes_first_and_none_is_lost() {
        for (cell, first, others, of_persons, has_words) in [
            (
                "info@example.org; office@example.org",
                "info@example.org",
                "office@example.org",
                0,
                false,
            ),
            (
                "a@example.org; b@example.org",
                "a@example.org",
                "",
                1,
                false,
            ),
            (
                "sue@example.org\ninfo@example.org",
                "info@example.org",
                "",
                1,
                false,
            ),
            ("Email: tea@example.org", "tea@example.org", "", 0, false),
            ("Sue <info@example.org>", "info@example.org", "", 0, true),
            (
                "info@example.org or info@example.org.",
                "info@example.org",
                "",
                0,
                false,
            ),
        ] {
            let found = addresses(cell).unwrap();
            assert_eq!(found.first, first, "{cell}");
            assert_eq!(found.others.join(" "), others, "{cell}");
            assert_eq!(
                (found.of_persons, found.has_words),
                (of_persons, has_words),
                "{cell}"
            );
        }
        for none in [
            "Sue: sue.smith@example.org",
            "see website",
            "tea(at)example.org",
            "",
        ] {
            assert_eq!(addresses(none), None, "{none}");
        }
    }
}
