//! What a service costs: one amount that holds today, with whom it holds for, or nothing.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::text::one_line;
use super::super::super::incoming::value::day;
use super::Reading;
use crate::edit::fragment::Value;
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
struct Offer {
    fields: Fields,
    /// What it says, by key.
    said: Vec<(&'static str, String)>,
}

impl Offer {
    fn new(mut fields: Fields) -> Self {
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

    fn text(&self, key: &str) -> Option<&str> {
        let mut said = self.said.iter();
        said.find(|(known, _)| *known == key)
            .map(|(_, text)| text.trim())
    }

    fn pence(&self) -> Option<u32> {
        self.text("amount").and_then(pence)
    }

    /// Why it does not hold today; `None`: it does.
    fn not_now(&self, today: Date) -> Option<&'static str> {
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
    fn condition(&self) -> Option<&str> {
        self.text("option").filter(|name| {
            let name = name.to_lowercase();
            let name = name.strip_prefix("per ").unwrap_or(&name);
            !FOR_EVERYBODY.contains(&name) && !is_free(name)
        })
    }

    fn says_free(&self) -> bool {
        ["option", "amount_description"]
            .into_iter()
            .any(|key| self.text(key).is_some_and(is_free))
    }

    /// Where it is free only for some: the words that say for whom.
    fn free_for(&self) -> Option<&str> {
        let words = self.text("amount_description").filter(|text| {
            let lower = text.to_lowercase();
            let bare = lower.strip_prefix("per ").unwrap_or(&lower);
            !is_free(text) && !FOR_EVERYBODY.contains(&bare)
        });
        self.condition().or(words)
    }

    /// As a person reads it: `Members, 2.00, per session`.
    fn in_words(&self) -> String {
        let keys = ["option", "amount", "amount_description", "valid_to"];
        let said = keys.into_iter().filter_map(|key| match key {
            "valid_to" => Some(format!("until {}", self.text(key)?)),
            _ => self.text(key).map(one_line),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

impl Reading<'_, '_> {
    pub(super) fn cost(&mut self, fields: &mut Fields) {
        let mut said = Vec::new();
        for key in ["fees_description", "fees"] {
            if let Some(typed) = fields.text(key) {
                said.push((key, typed));
            }
        }
        let offers = fields.objects("cost_options").into_iter().map(Offer::new);
        let (mut now, mut others) = (Vec::new(), Vec::new());
        for offer in offers {
            match offer.not_now(self.import.today) {
                None => now.push(offer),
                Some(why) => others.push((offer, why)),
            }
        }
        let says_free = said.iter().any(|(_, text)| is_free(text));
        let (read, in_words) = match &now[..] {
            [] if says_free => (Ok(Value::text("free")), None),
            [] => (Err(""), None),
            [only] => (read(only, says_free), Some(only.in_words())),
            several => {
                let all_free = several
                    .iter()
                    .all(|offer| offer.pence() == Some(0) || offer.text("amount").is_none());
                let words: Vec<String> = several.iter().map(Offer::in_words).collect();
                if says_free && all_free {
                    (Ok(Value::text("free")), None)
                } else {
                    (Err("several prices have no place"), Some(words.join("; ")))
                }
            }
        };
        let several = now.len() > 1;
        if let (Err(_), Some(words)) = (&read, in_words) {
            let line = format!("To decide: what does it cost? The feed says: {words}");
            self.draft.comments.push(("assured", vec![line]));
        }
        for offer in now {
            if let (Ok(Value::Map(_)), Some(condition)) = (&read, offer.condition()) {
                let line =
                    format!("The feed gives this price for: {condition}. What do others pay?");
                self.draft.comments.push(("cost", vec![line]));
            }
            let why = match &read {
                Ok(_) if several => Some("it is free, as the feed says elsewhere"),
                Ok(_) => None,
                Err(why) => Some(*why),
            };
            self.account(offer, why);
        }
        for (offer, why) in others {
            self.account(offer, Some(why));
        }
        let cost = read.ok();
        for (key, typed) in said {
            let told = match &cost {
                Some(Value::Text(_)) => is_free(&typed),
                Some(price) => sentence(price).is_some_and(|sentence| sentence == typed.trim()),
                None => false,
            };
            if told {
                self.draft.taken(key, &typed);
            } else {
                self.draft
                    .left(key, &typed, "a cost is free, or one amount");
            }
        }
        if let Some(cost) = cost {
            self.entries.set("cost", cost);
        }
    }

    /// Notes what became of an amount; `why`: it was left.
    fn account(&mut self, offer: Offer, why: Option<&'static str>) {
        let Offer { mut fields, said } = offer;
        for (key, text) in &said {
            let path = fields.path(key);
            match why {
                Some(why) => self.draft.left(&path, text, why),
                None if key.starts_with("valid_") => {
                    self.draft
                        .left(&path, text, "it holds today; a cost has no dates here");
                }
                None => self.draft.taken(&path, text),
            }
        }
        fields.forget_ids();
        fields.end(&mut self.draft, NO_PLACE);
    }
}

/// The one amount that holds today.
fn read(offer: &Offer, says_free: bool) -> Result<Value, &'static str> {
    let free = offer.says_free() || says_free;
    let nothing = offer.pence() == Some(0) || offer.text("amount").is_none();
    match offer.pence() {
        _ if nothing && says_free => Ok(Value::text("free")),
        _ if nothing && free && offer.free_for().is_some() => Err("it is free only for some"),
        _ if nothing && free => Ok(Value::text("free")),
        Some(0) => Err("an amount of 0 may only not have been filled in"),
        Some(_) if says_free => Err("the feed says elsewhere that it is free"),
        Some(pence) => Ok(price(
            pence,
            offer.text("amount_description"),
            offer.condition(),
        )),
        None => Err("no amount can be told from it"),
    }
}

/// True for the words that say that something costs nothing.
fn is_free(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    ["free", "free of charge", "no charge", "no cost", "nothing"].contains(&text.as_str())
}

/// `35`, `3.5`, `£3.50` in pence.
fn pence(text: &str) -> Option<u32> {
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

/// A price; a condition stands in what it is for, so that nobody reads it as everybody's price.
fn price(pence: u32, per: Option<&str>, condition: Option<&str>) -> Value {
    let mut keys = vec![(
        "amount",
        Value::word(&format!("{}.{:02}", pence / 100, pence % 100)),
    )];
    let per = per
        .map(one_line)
        .map(|per| per.strip_prefix("per ").map(str::to_owned).unwrap_or(per))
        .filter(|per| !per.is_empty());
    let per = match (per, condition.map(one_line)) {
        (Some(per), Some(condition)) => Some(format!("{per} ({condition})")),
        (per, condition) => per.or(condition),
    };
    keys.extend(per.map(|per| ("per", Value::text(per))));
    Value::Map(keys)
}

/// A price as our own export says it.
fn sentence(price: &Value) -> Option<String> {
    let Value::Map(keys) = price else {
        return None;
    };
    let text = |key: &str| {
        keys.iter()
            .find(|(known, _)| *known == key)
            .and_then(|(_, value)| match value {
                Value::Text(text) | Value::Word(text) => Some(text.as_str()),
                _ => None,
            })
    };
    let per = text("per").map_or_else(String::new, |per| format!(" per {per}"));
    Some(format!("£{}{per}", text("amount")?))
}
