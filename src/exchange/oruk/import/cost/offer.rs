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

/// How feeds write pounds; `GBp` is pence.
const POUNDS: [&str; 5] = ["GBP", "gbp", "£", "pounds", "Pounds"];
const PENCE: [&str; 6] = ["GBp", "GBX", "gbx", "pence", "Pence", "p"];
/// Hardly anybody charges less: less in pence may be pounds.
const LEAST_PENCE: u32 = 20;
/// Why an amount is no price here.
pub(super) const OTHER_CURRENCY: &str = "it is not in pounds";
pub(super) const UNLIKELY_PENCE: &str = "it is hardly an amount in pence, as its currency says";

/// An amount of a feed, with what it says of it.
pub(super) struct Offer {
    pub(super) fields: Fields,
    /// What it says, by key.
    pub(super) said: Vec<(&'static str, String)>,
    /// Its amount as the feed has it, where that is pence and `said` has pounds.
    pub(super) in_pence: Option<String>,
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
        let mut offer = Self {
            fields,
            said,
            in_pence: None,
        };
        offer.in_pounds();
        offer
    }

    /// Makes pounds of an amount in pence, where it can be nothing else.
    fn in_pounds(&mut self) {
        if !self
            .text("currency")
            .is_some_and(|word| PENCE.contains(&word))
        {
            return;
        }
        let amount = self.said.iter_mut().find(|(key, _)| *key == "amount");
        let Some((_, amount)) = amount else { return };
        if let Some(hundredths) = pence(amount)
            && hundredths % 100 == 0
            && hundredths >= LEAST_PENCE * 100
        {
            let pence = hundredths / 100;
            let pounds = format!("{}.{:02}", pence / 100, pence % 100);
            self.in_pence = Some(std::mem::replace(amount, pounds));
        }
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
        let in_pounds = POUNDS.contains(&currency) || self.in_pence.is_some();
        match (from.map(day), to.map(day)) {
            (_, Some(Some(to))) if to < today => Some("it is over"),
            (Some(Some(from)), _) if from > today => Some("it has not begun"),
            (Some(None), _) | (_, Some(None)) => Some("when it holds cannot be told"),
            _ if PENCE.contains(&currency) && !in_pounds => Some(UNLIKELY_PENCE),
            _ if !in_pounds => Some(OTHER_CURRENCY),
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
            // A currency that is not that of the amount, or none of ours, stands behind it.
            "amount" if self.in_pence.is_none() => {
                let other = |word: &&str| !POUNDS.contains(word);
                let currency = self.text("currency").filter(other);
                let currency = currency.map_or_else(String::new, |word| format!(" {word}"));
                Some(format!("{}{currency}", one_line(self.text(key)?)))
            }
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
