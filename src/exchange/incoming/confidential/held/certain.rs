//! What can be nothing but the address of a place that is held back, looked for in the texts of a whole feed.

use super::words::one_way;
use super::{HeldBack, Kind, Part};
use crate::exchange::incoming::confidential::joined;
use crate::exchange::incoming::text::plain;
use std::collections::BTreeMap;

/// The numbered streets and the postcodes of many places that are held back, by their first words.
#[derive(Debug, Default)]
pub struct Certain<'h>(BTreeMap<&'h str, Vec<&'h Part>>);

impl<'h> Certain<'h> {
    /// Those of these addresses.
    pub fn of(all: impl IntoIterator<Item = &'h HeldBack>) -> Self {
        let mut parts: BTreeMap<&str, Vec<&Part>> = BTreeMap::new();
        for part in all.into_iter().flat_map(|held| &held.0) {
            if !part.is_certain() {
                continue;
            }
            let Some(first) = part.words.first() else {
                continue;
            };
            let known = parts.entry(first).or_default();
            if !known.contains(&part) {
                known.push(part);
            }
        }
        Self(parts)
    }

    /// True where there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds those of the addresses that a text names.
    pub fn find(&self, text: &str, found: &mut HeldBack) {
        // All of them have a number; most texts have none.
        if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        self.find_as_typed(text, found);
        // Markup and what cannot be seen may stand between the words.
        if !text.is_ascii() || text.contains(['<', '&']) {
            self.find_as_typed(&plain(text), found);
        }
    }

    fn find_as_typed(&self, text: &str, found: &mut HeldBack) {
        let joined = joined(text);
        let words: Vec<&str> = joined.split_whitespace().map(one_way).collect();
        for (at, word) in words.iter().enumerate() {
            for part in self.0.get(word).into_iter().flatten() {
                let there = words.get(at..at + part.words.len());
                if there.is_some_and(|there| there == part.words) && !found.0.contains(part) {
                    found.0.push((*part).clone());
                }
            }
        }
    }
}

impl HeldBack {
    /// True where nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes away what a text names as well.
    pub fn forget(&mut self, text: &str) {
        let joined = joined(text);
        let words: Vec<&str> = joined.split_whitespace().map(one_way).collect();
        self.0.retain(|part| {
            let mut there = words.windows(part.words.len().max(1));
            !there.any(|there| there == part.words)
        });
    }
}

impl Part {
    /// True for what no other place has: a number in a street, a postcode.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.kind, Kind::Numbered | Kind::Postcode | Kind::Mistyped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_all_are_found_and_their_names_are_not() {
        let (mut one, mut other) = (HeldBack::default(), HeldBack::default());
        one.line("Rose House, 12 Mill Lane, Colchester", &["Colchester"]);
        one.postcode("CO2 7AA");
        other.line("3 Tern Road", &[]);
        let certain = Certain::of([&one, &other]);
        for (text, is_there) in [
            ("Run by Safe at 3 tern rd.", true),
            ("<b>12</b> Mill&nbsp;Lane", true),
            ("co27aa", true),
            ("13 Mill Lane, 3 Tern Close, CO2 7AB", false),
            ("Rose House in Mill Lane", false),
            ("", false),
        ] {
            let mut found = HeldBack::default();
            certain.find(text, &mut found);
            assert_eq!(!found.is_empty(), is_there, "{text}");
        }
        let mut found = HeldBack::default();
        certain.find("12 Mill Lane, CO2 7AA", &mut found);
        found.forget("CO2 7AA");
        assert_eq!(
            found.cut_known("12 Mill Lane, CO2 7AA").as_deref(),
            Some("[address held back], CO2 7AA")
        );
    }
}
