//! An amount of a feed, with what the feed says of it.

use super::super::super::super::incoming::cost::{is_doubtful, is_free, is_unsure, price};
use super::super::super::super::incoming::fields::Fields;
use super::super::super::super::incoming::text::one_line;
use super::super::super::super::incoming::value::day;
use jiff::civil::Date;

/// What feeds call a price that holds for everybody. Any other name is a condition.
const FOR_EVERYBODY: [&str; 24] = [
    "price",
    "standard",
    "standard price",
    "full price",
    "cost",
    "fee",
    "charge",
    "entry",
    "admission",
    "ticket",
    "session",
    "class",
    "visit",
    "meal",
    "trip",
    "journey",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "person",
    "everyone",
    "everybody",
];

/// An amount of a feed, with what it says of it.
pub(super) struct Offer {
    pub(super) fields: Fields,
    /// What it says, by key.
    pub(super) said: Vec<(&'static str, String)>,
}

impl Offer {
    pub(super) fn new(mut fields: Fields) -> Self {
        let keys = [
            "option",
            "amount",
            "amount_description",
            "currency",
            "valid_from",
            "valid_to",
        ];
        let said = keys
            .into_iter()
            .filter_map(|key| Some((key, fields.text(key)?)))
            .collect();
        Self { fields, said }
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let mut said = self.said.iter();
        said.find(|(known, _)| *known == key)
            .map(|(_, text)| text.trim())
    }

    /// What stands beside its amount. Where that is the amount once more, what it says besides: `session` of `£3.50 per session`.
    pub(super) fn words(&self, key: &str) -> Option<&str> {
        let text = self.text(key)?;
        match price(text) {
            Some((amount, per)) if pence(amount) == self.pence() => per,
            _ => Some(text),
        }
    }

    /// True where its words may say that it is no price, or not everybody's. A name that is a condition stands in the price.
    pub(super) fn is_unsure(&self) -> bool {
        let name = self.words("option");
        name.is_some_and(|name| is_doubtful(name) || name.contains('£'))
            || self.words("amount_description").is_some_and(is_unsure)
    }

    pub(super) fn pence(&self) -> Option<u32> {
        self.text("amount").and_then(pence)
    }

    /// Why it does not hold today; `None`: it does.
    pub(super) fn not_now(&self, today: Date) -> Option<&'static str> {
        let (from, to) = (self.text("valid_from"), self.text("valid_to"));
        let currency = self.text("currency").unwrap_or("GBP");
        match (from.map(day), to.map(day)) {
            (_, Some(Some(to))) if to < today => Some("it is over"),
            (Some(Some(from)), _) if from > today => Some("it has not begun"),
            (Some(None), _) | (_, Some(None)) => Some("when it holds cannot be told"),
            _ if !["GBP", "£"].contains(&currency.to_uppercase().as_str()) => {
                Some("it is not in pounds")
            }
            _ => None,
        }
    }

    /// Whom or what it holds for, where that may not be everybody.
    pub(super) fn condition(&self) -> Option<&str> {
        self.words("option").filter(|name| {
            let name = name.to_lowercase();
            let name = name.strip_prefix("per ").unwrap_or(&name);
            !FOR_EVERYBODY.contains(&name) && !is_free(name)
        })
    }

    pub(super) fn says_free(&self) -> bool {
        ["option", "amount_description"]
            .into_iter()
            .any(|key| self.text(key).is_some_and(is_free))
    }

    /// Where it is free only for some: the words that say for whom.
    pub(super) fn free_for(&self) -> Option<&str> {
        let words = self.words("amount_description").filter(|text| {
            let lower = text.to_lowercase();
            let bare = lower.strip_prefix("per ").unwrap_or(&lower);
            !is_free(text) && !FOR_EVERYBODY.contains(&bare)
        });
        self.condition().or(words)
    }

    /// As a person reads it: `Members, 2.00, per session`.
    pub(super) fn in_words(&self) -> String {
        let keys = ["option", "amount", "amount_description", "valid_to"];
        let said = keys.into_iter().filter_map(|key| match key {
            "valid_to" => Some(format!("until {}", self.text(key)?)),
            _ => self.text(key).map(one_line),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

/// `35`, `3.5`, `£3.50` in pence.
pub(super) fn pence(text: &str) -> Option<u32> {
    let text = text.trim().trim_start_matches('£');
    let (pounds, rest) = text.split_once('.').unwrap_or((text, ""));
    if rest.len() > 2 || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pence: u32 = format!("{rest:0<2}").parse().ok()?;
    pounds
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(pence)
}
