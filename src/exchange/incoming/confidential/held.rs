//! The address of a place that is held back, and how it is cut out of the other texts of the entry.

mod certain;
mod pointed;
mod words;

pub use certain::Certain;

use super::super::fields::REFERENCES;
use super::super::text::plain;
use super::is_only_a_mark;
use crate::check::addresses_in;
use crate::model::postcode::{Locality, Postcode};
use serde_json::{Map, Value};
use std::ops::Range;
use words::{
    found, is_certain, is_flat, is_numeral, is_street, mistyped, of_house, placed_words, words,
};

/// What stands where an address was cut out.
pub const CUT: &str = "[address held back]";
/// Why a text is not as it was where an address was cut out.
pub const CUT_WHY: &str = "it names a place that is held back: the address was cut out";

/// What is known of the addresses of the places of one entry that are held back. Nothing of it may stand in the entry, in the
/// report or in what an import remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldBack(Vec<Part>);

/// A line, a postcode or a name, as its words in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    kind: Kind,
}

/// What a part of an address is. All but a name can be nothing but an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A name: of a house, or of a place.
    Name,
    /// A name of a few letters, which may stand in small letters as another word.
    Short,
    /// A line with a number or the word for a street.
    Line,
    /// A number in a street.
    Numbered,
    /// The street of such a line without its number, which others have too.
    Street,
    Postcode,
    /// A postcode with letters for digits or digits for letters.
    Mistyped,
}

const SHORTEST: usize = 4;

impl HeldBack {
    /// Adds the lines of an address, in one text or several. `towns` are what the same address calls its town and county, which
    /// are no secret: the district that is kept tells as much.
    pub fn line(&mut self, text: &str, towns: &[&str]) {
        let is_town = |part: &str| {
            towns
                .iter()
                .any(|town| town.trim().eq_ignore_ascii_case(part))
        };
        let text = plain(text);
        let mut is_first = true;
        for part in parts(&text) {
            if Postcode::parse(part).is_ok() {
                self.postcode(part);
            } else if !is_town(part) && (is_first || is_certain(&words(part))) {
                let words = words(part);
                // After the number of a flat comes the name of the house.
                is_first = is_first && words.iter().any(|word| is_numeral(word)) && is_flat(&words);
                self.add(words);
            }
        }
        self.streets(&text);
    }

    /// Adds the streets and postcodes that stand in a text about the place.
    pub fn streets(&mut self, text: &str) {
        for range in addresses_in(text) {
            if Postcode::parse(&text[range.clone()]).is_ok() {
                self.postcode(&text[range]);
            } else {
                self.add(words(&text[range]));
            }
        }
    }

    /// Adds what a place is called, unless the entry or its organisation is called so too: then it gives no more away than they do.
    pub fn name(&mut self, text: &str, own: &[&str]) {
        let text = plain(text);
        for part in parts(&text) {
            let name = words(part);
            let is_own = own.iter().any(|own| !found(&words(own), &name).is_empty());
            if is_certain(&name) || !is_own {
                self.add(name);
            }
        }
    }

    /// Adds a postcode, in whatever spacing.
    pub fn postcode(&mut self, text: &str) {
        let Ok(Locality::Unit(postcode)) = Locality::read(text.trim()).map(|read| read.locality)
        else {
            return;
        };
        let spaced = words(&postcode.to_string());
        for (at, typed) in mistyped(&spaced.join(" ")).into_iter().enumerate() {
            let spaced: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            let kind = match at {
                0 => Kind::Postcode,
                _ => Kind::Mistyped,
            };
            self.0
                .extend([vec![spaced.concat()], spaced].map(|words| Part { words, kind }));
        }
    }

    fn add(&mut self, words: Vec<String>) {
        let letters: usize = words.iter().map(String::len).sum();
        if letters < SHORTEST {
            let is_short = letters > 1 && words.iter().any(|word| !is_numeral(word));
            if is_short && !is_certain(&words) {
                let kind = Kind::Short;
                self.0.push(Part { words, kind });
            }
            return;
        }
        let is_certain = is_certain(&words);
        // A street is known without the number too.
        let is_number = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
        let street: Vec<String> = words
            .iter()
            .skip_while(|word| is_number(word))
            .cloned()
            .collect();
        if street.len() > 1 && street.len() < words.len() && is_certain {
            self.0.push(Part {
                words: street,
                kind: Kind::Street,
            });
        }
        let kind = match is_certain {
            false => Kind::Name,
            true if words.iter().any(is_number) && words.iter().any(|word| is_street(word)) => {
                Kind::Numbered
            }
            true => Kind::Line,
        };
        self.0.push(Part { words, kind });
    }

    /// A text without the address. `None`: it does not name it.
    #[must_use]
    pub fn cut(&self, text: &str) -> Option<String> {
        self.cut_where(text, |_| true, true)
    }

    /// The same, where only this address counts and no other street.
    #[must_use]
    pub fn cut_known(&self, text: &str) -> Option<String> {
        self.cut_where(text, |_| true, false)
    }

    /// What an entry or its organisation is called, without the address. What may be more than an address stays in it.
    #[must_use]
    pub fn cut_name(&self, text: &str) -> Option<String> {
        self.cut_where(
            text,
            |part| !matches!(part.kind, Kind::Name | Kind::Short),
            false,
        )
    }

    /// The postcodes, in capitals without a space.
    pub fn postcodes(&self) -> impl Iterator<Item = String> {
        let codes = self.0.iter().filter(|part| part.kind == Kind::Postcode);
        codes.map(|part| part.words.concat().to_uppercase())
    }

    /// True where a text names a line of the address or what the place is called.
    #[must_use]
    pub fn has_line(&self, text: &str) -> bool {
        let tokens = words(text);
        let mut lines = self
            .0
            .iter()
            .filter(|part| !matches!(part.kind, Kind::Postcode | Kind::Mistyped | Kind::Street));
        lines.any(|part| !found(&tokens, &part.words).is_empty())
    }

    /// Adds all of another address.
    pub fn extend(&mut self, other: &Self) {
        for part in &other.0 {
            if !self.0.contains(part) {
                self.0.push(part.clone());
            }
        }
    }

    /// Cuts the address out of every text of a value at a path; the paths of those that named it are added to `cut`. Places are
    /// left as they are: of them only the district is taken.
    pub fn cut_value(&self, path: &str, value: &mut Value, cut: &mut Vec<String>) {
        match value {
            Value::String(text) => {
                let without = match path {
                    "name" | "organization.name" => self.cut_name(text),
                    _ => self.cut(text),
                };
                if let Some(without) = without {
                    *text = without;
                    cut.push(path.to_owned());
                }
            }
            Value::Array(items) => {
                for (position, item) in items.iter_mut().enumerate() {
                    self.cut_value(&format!("{path}[{position}]"), item, cut);
                }
            }
            Value::Object(object) => self.cut_object(path, object, cut),
            _ => {}
        }
    }

    /// The same for every field of an object.
    pub fn cut_object(&self, path: &str, object: &mut Map<String, Value>, cut: &mut Vec<String>) {
        for (key, value) in object {
            let is_place = ["location", "locations"].contains(&key.as_str());
            if !is_place && !REFERENCES.contains(&key.as_str()) {
                let dot = if path.is_empty() { "" } else { "." };
                self.cut_value(&format!("{path}{dot}{key}"), value, cut);
            }
        }
    }

    /// True where a text names the address.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let tokens = words(text);
        let mut parts = self.0.iter().filter(|part| part.kind != Kind::Short);
        parts.any(|part| !found(&tokens, &part.words).is_empty())
    }

    /// True where a text names what no other place has: its postcode, or its number in its street.
    #[must_use]
    pub fn is_same(&self, text: &str) -> bool {
        let tokens = words(text);
        let mut exact = self.0.iter().filter(|part| part.is_certain());
        exact.any(|part| !found(&tokens, &part.words).is_empty())
    }

    fn cut_where(
        &self,
        text: &str,
        counts: impl Fn(&Part) -> bool,
        streets: bool,
    ) -> Option<String> {
        let cut = |text: &str| {
            let places = placed_words(text);
            let tokens: Vec<String> = places.iter().map(|(word, _)| word.clone()).collect();
            let mut ranges: Vec<Range<usize>> = Vec::new();
            for part in self.0.iter().filter(|part| counts(part)) {
                for at in found(&tokens, &part.words) {
                    let start = places[at].1.start;
                    // A short name is a name only with its capital: `Rho`.
                    if part.kind == Kind::Short && !text[start..].starts_with(char::is_uppercase) {
                        continue;
                    }
                    let mut last = at + part.words.len() - 1;
                    if matches!(part.kind, Kind::Name | Kind::Short) {
                        last += of_house(&tokens[last + 1..]);
                    }
                    ranges.push(start..places[last].1.end);
                }
            }
            if streets {
                ranges.extend(addresses_in(text));
                ranges.extend(pointed::pointed_at(text));
            }
            without(text, ranges)
        };
        let once = cut(text);
        // Markup and what cannot be seen may stand between the words.
        let seen = plain(once.as_deref().unwrap_or(text));
        let mut without = cut(&seen).or(once)?;
        // Parts of one address that follow each other are one.
        for between in [", ", " ", ",", "\n"] {
            let twice = format!("{CUT}{between}{CUT}");
            while without.contains(&twice) {
                without = without.replace(&twice, CUT);
            }
        }
        Some(without)
    }
}

/// The parts of a name or an address that tell where it is: what is between commas and brackets, marks excepted.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '\n', '(', ')', '[', ']', ':']);
    let parts = parts.flat_map(|part| part.split(" - ")).map(str::trim);
    parts.filter(|part| !part.is_empty() && !is_only_a_mark(part))
}

fn without(text: &str, mut ranges: Vec<Range<usize>>) -> Option<String> {
    if ranges.is_empty() {
        return None;
    }
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        if range.start >= end {
            out.push_str(&text[end..range.start]);
            out.push_str(CUT);
        }
        end = end.max(range.end);
    }
    out.push_str(&text[end..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn held() -> HeldBack {
        let mut held = HeldBack::default();
        held.line(
            "Rose House, 12 Mill Lane, Colchester",
            &["Colchester", "Essex"],
        );
        held.postcode("co27aa");
        held.name("Confidential location", &[]);
        held.line("Address withheld", &[]);
        held
    }

    #[test]
    fn an_address_is_cut_however_it_is_written() {
        for (text, expected) in [
            (
                "Come to 12 Mill Lane, CO2 7AA.",
                "Come to [address held back].",
            ),
            (
                "Come to 12, mill  ln at noon",
                "Come to [address held back] at noon",
            ),
            ("We are in Mill Lane", "We are in [address held back]"),
            ("post to CO27AA", "post to [address held back]"),
            (
                "Ask for ROSE HOUSE in Colchester",
                "Ask for [address held back] in Colchester",
            ),
            (
                "at <b>12</b> Mill&nbsp;Lane now",
                "at [address held back] now",
            ),
            ("12 Mi\u{ad}ll Lane", "[address held back]"),
            (
                "https://maps.example.org/?q=CO2+7AA",
                "https://maps.example.org/?q=[address held back]",
            ),
            // Another address is one that `check` refuses beside a confidential place.
            ("or ring at 4 High Street", "or ring at [address held back]"),
        ] {
            assert_eq!(held().cut(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "Help in Colchester",
            "A confidential location",
            "a mill",
            "12 people",
            "",
        ] {
            assert_eq!(held().cut(text), None, "{text}");
        }
    }

    #[test]
    fn all_of_an_address_is_cut_and_what_points_at_it() {
        let mut held = held();
        held.line("Unit 5, Hythe Quay", &[]);
        held.line("Flat 2, Blackwater Maltings, Colchester", &["Colchester"]);
        held.name("Rho", &[]);
        for (text, expected) in [
            (
                "We are at Unit 5, Hythe Quay",
                "We are at [address held back]",
            ),
            ("By the Blackwater Maltings", "By the [address held back]"),
            (
                "Come to Rho house, number 17",
                "Come to [address held back]",
            ),
            ("Post: C02 7AA", "Post: [address held back]"),
            ("Post: CO27AA", "Post: [address held back]"),
            (
                "We are at 51.8768,0.9256.",
                "We are at [address held back].",
            ),
            ("lat 51.8768, long -0.9256", "lat [address held back]"),
            ("at ///filled.count.soap.", "at [address held back]."),
            (
                "see https://www.google.com/maps/place/x now",
                "see [address held back] now",
            ),
            (
                "(https://what3words.com/filled.count.soap)",
                "([address held back])",
            ),
            (
                "https://www.openstreetmap.org/node/1",
                "[address held back]",
            ),
        ] {
            assert_eq!(held.cut(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "the rho of it",
            "It costs 51.50, or 2.50 for members",
            "https://example.org/a.b.c",
            "Mon. to Fri. 9.30",
        ] {
            assert_eq!(held.cut(text), None, "{text}");
        }
    }

    #[test]
    fn what_an_entry_is_called_keeps_all_but_an_address() {
        let mut held = held();
        held.name(
            "Colne Refuge",
            &["Colne Refuge outreach", "Colne Neighbours"],
        );
        held.name("Harbour (private)", &["Tea"]);
        assert_eq!(held.cut("Colne Refuge outreach"), None);
        assert_eq!(
            held.cut("at the Harbour").as_deref(),
            Some("at the [address held back]")
        );
        assert_eq!(held.cut_name("Harbour Refuge"), None);
        assert_eq!(
            held.cut_name("Refuge, 12 Mill Lane").as_deref(),
            Some("Refuge, [address held back]")
        );
    }

    proptest! {
        #[test]
        fn whatever_stands_around_it_a_postcode_never_stays(
            before in "[ -~\u{175}\n]{0,20}", after in "[ -~\u{175}\n]{0,20}", spaced in any::<bool>(),
        ) {
            let code = if spaced { "CO2 7AA" } else { "co27aa" };
            let text = format!("{before} {code} {after}");
            let cut = held().cut(&text).unwrap_or(text);
            prop_assert!(!held().is_in(&cut), "{cut}");
        }
    }
}
