//! Pages of a feed: which of them are here.

use super::as_id;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What the pages of services say of each other.
#[derive(Default)]
pub(super) struct Pages {
    /// The numbers of those that are here.
    numbers: BTreeSet<u64>,
    /// Those that have no number, by their path.
    others: BTreeSet<String>,
    /// How many there are, as the page says that says most.
    total: Option<u64>,
    /// A page says that it is not the last one.
    another_follows: bool,
    /// A page says that it is the last one.
    last_is_here: bool,
}

impl Pages {
    pub(super) fn add(&mut self, path: &str, page: &Map<String, Value>) {
        let first = |keys: &[&str]| keys.iter().find_map(|key| page.get(*key));
        let number = |value: &Value| as_id(value).and_then(|text| text.trim().parse().ok());
        match first(&["page_number", "number"]).and_then(number) {
            Some(number) => {
                self.numbers.insert(number);
            }
            None => {
                self.others.insert(path.to_owned());
            }
        }
        self.total = self
            .total
            .max(first(&["total_pages", "totalPages"]).and_then(number));
        match first(&["last_page", "last"]).and_then(Value::as_bool) {
            Some(true) => self.last_is_here = true,
            Some(false) => self.another_follows = true,
            None => {}
        }
    }

    /// Which pages are missing, in words.
    pub(super) fn missing(&self) -> Option<String> {
        let here = self.numbers.len() + self.others.len();
        match self.total {
            Some(total) if (here as u64) < total => {
                let which = if self.others.is_empty() {
                    format!(" ({})", self.in_words(total))
                } else {
                    String::new()
                };
                Some(format!(
                    "pages are missing{which}: the feed has {total}, and {here} of them {} here",
                    if here == 1 { "is" } else { "are" }
                ))
            }
            _ if self.another_follows && !self.last_is_here => {
                Some("pages are missing: the last one is not here".to_owned())
            }
            _ => None,
        }
    }

    /// The numbers that are not here: `2, 4 to 9`. Some feeds count from 0.
    fn in_words(&self, total: u64) -> String {
        const MOST: usize = 8;
        let first = u64::from(!self.numbers.contains(&0));
        let mut missing: Vec<(u64, u64)> = Vec::new();
        let mut next = first;
        for here in self
            .numbers
            .iter()
            .copied()
            .filter(|number| *number < first + total)
        {
            if here > next {
                missing.push((next, here - 1));
            }
            next = here + 1;
        }
        if next < first + total {
            missing.push((next, first + total - 1));
        }
        let mut words: Vec<String> = missing
            .iter()
            .take(MOST)
            .map(|(from, to)| match to - from {
                0 => from.to_string(),
                1 => format!("{from}, {to}"),
                _ => format!("{from} to {to}"),
            })
            .collect();
        if missing.len() > MOST {
            words.push("and more".to_owned());
        }
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn missing(pages: &[Value]) -> String {
        let mut all = Pages::default();
        for (position, page) in pages.iter().enumerate() {
            let page = page.as_object().cloned().unwrap_or_default();
            all.add(&format!("page-{position}.json"), &page);
        }
        all.missing().unwrap_or_default()
    }

    #[test]
    fn the_pages_that_are_missing_are_named() {
        let page = |number: u64| json!({"page_number": number, "total_pages": 9});
        assert_eq!(
            missing(&[page(2), page(5), page(9)]),
            "pages are missing (1, 3, 4, 6 to 8): the feed has 9, and 3 of them are here"
        );
        let from_0 = |number: u64| json!({"number": number, "totalPages": "3"});
        assert_eq!(
            missing(&[from_0(0)]),
            "pages are missing (1, 2): the feed has 3, and 1 of them is here"
        );
        assert_eq!(missing(&[from_0(0), from_0(1), from_0(2)]), "");
        assert_eq!(
            missing(&[json!({"last": false})]),
            "pages are missing: the last one is not here"
        );
        let huge = json!({"page_number": 1, "total_pages": u64::MAX / 2});
        assert!(missing(&[huge]).contains("2 to"), "no page is counted out");
    }
}
