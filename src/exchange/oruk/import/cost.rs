//! What a service costs: one amount that holds today, with whom it holds for, or nothing.

mod offer;

use super::super::super::incoming::cost::{is_free, is_unsure, price as price_in_words};
use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::text::one_line;
use super::Reading;
use crate::edit::fragment::Value;
use offer::{OTHER_CURRENCY, Offer, UNLIKELY_PENCE, pence};

/// What a feed says of the cost in words.
struct Said {
    key: &'static str,
    typed: String,
    /// Without markup, on one line.
    text: String,
}

impl Reading<'_, '_> {
    pub(super) fn cost(&mut self, fields: &mut Fields) {
        let keys = ["fees_description", "fees"].into_iter();
        let said = keys.filter_map(|key| {
            let typed = fields.text(key)?;
            let text = one_line(&typed);
            Some(Said { key, typed, text })
        });
        let said: Vec<Said> = said.collect();
        let offers = fields.objects("cost_options").into_iter().map(Offer::new);
        let (mut now, mut others) = (Vec::new(), Vec::new());
        for offer in offers {
            match offer.not_now(self.import.today) {
                None => now.push(offer),
                Some(why) => others.push((offer, why)),
            }
        }
        let mut cost = read_all(&now, &said);
        if let Ok(value) = &cost
            && said.iter().any(|said| denies(value, &said.text))
        {
            cost = Err("the feed says something else of the cost elsewhere");
        }
        let foreign = others
            .iter()
            .filter(|(_, why)| [OTHER_CURRENCY, UNLIKELY_PENCE].contains(why));
        let foreign: Vec<&Offer> = foreign.map(|(offer, _)| offer).collect();
        self.decide_cost(&cost, now.iter().chain(foreign), &said);
        for offer in &now {
            if let (Ok(Value::Map(_)), Some(condition)) = (&cost, offer.condition()) {
                let line =
                    format!("The feed gives this price for: {condition}. What do others pay?");
                self.draft.comments.push(("cost", vec![line]));
            }
        }
        let several = now.len() > 1;
        for offer in now {
            let why = match &cost {
                Ok(_) if several => Some("it is free, as the feed says elsewhere"),
                Ok(_) => None,
                Err(why) => Some(*why),
            };
            self.account(offer, why);
        }
        for (offer, why) in others {
            self.account(offer, Some(why));
        }
        for Said { key, typed, text } in said {
            if cost.as_ref().is_ok_and(|cost| tells(cost, &text)) {
                self.draft.taken(key, &typed);
            } else {
                let why = "a cost is free, or one amount; left as a comment to decide";
                self.draft.left(key, &typed, why);
            }
        }
        if let Ok(cost) = cost {
            self.entries.set("cost", cost);
        }
    }

    /// Leaves what the entry does not say of the cost as a comment for a person.
    fn decide_cost<'o>(
        &mut self,
        cost: &Result<Value, &'static str>,
        offers: impl Iterator<Item = &'o Offer>,
        said: &[Said],
    ) {
        let mut words: Vec<String> = Vec::new();
        if cost.is_err() {
            words.extend(offers.map(Offer::in_words));
        }
        for said in said {
            let is_told = cost.as_ref().is_ok_and(|cost| tells(cost, &said.text));
            if !is_told && !said.text.is_empty() && !words.contains(&said.text) {
                words.push(said.text.clone());
            }
        }
        if words.is_empty() {
            return;
        }
        let words = words.join("; ");
        let (after, line) = match cost {
            Err(_) => (
                "assured",
                format!("To decide: what does it cost? The feed says: {words}"),
            ),
            Ok(_) => (
                "cost",
                format!("To check: is that what it costs? The feed also says: {words}"),
            ),
        };
        self.draft.comments.push((after, vec![line]));
    }

    /// Notes what became of an amount; `why`: it was left.
    fn account(&mut self, offer: Offer, why: Option<&'static str>) {
        let Offer {
            mut fields,
            said,
            in_pence,
        } = offer;
        for (key, text) in &said {
            let path = fields.path(key);
            match why {
                Some(why) => {
                    let typed = in_pence.as_ref().filter(|_| *key == "amount");
                    self.draft.left(&path, typed.unwrap_or(text), why);
                }
                None if *key == "amount"
                    && let Some(typed) = &in_pence =>
                {
                    self.draft
                        .changed(&path, typed, text, "its currency is pence");
                }
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

/// What the amounts that hold today, and the words, say together. `Err`: why it is not certain.
fn read_all(now: &[Offer], said: &[Said]) -> Result<Value, &'static str> {
    let says_free = said.iter().any(|said| is_free(&said.text));
    match now {
        [] if says_free => Ok(Value::text("free")),
        [] => {
            let mut prices = said.iter().filter_map(|said| {
                let (amount, per) = price_in_words(&said.text)?;
                Some(price(pence(amount)?, per, None))
            });
            prices.next().ok_or("")
        }
        [only] => read(only, says_free, said),
        several => {
            let all_free = several
                .iter()
                .all(|offer| offer.pence() == Some(0) || offer.text("amount").is_none());
            if says_free && all_free {
                Ok(Value::text("free"))
            } else {
                Err("several prices have no place")
            }
        }
    }
}

/// The one amount that holds today.
fn read(offer: &Offer, says_free: bool, said: &[Said]) -> Result<Value, &'static str> {
    let free = offer.says_free() || says_free;
    let nothing = offer.pence() == Some(0) || offer.text("amount").is_none();
    match offer.pence() {
        _ if nothing && says_free => Ok(Value::text("free")),
        _ if nothing && free && offer.free_for().is_some() => Err("it is free only for some"),
        _ if nothing && free => Ok(Value::text("free")),
        Some(0) => Err("an amount of 0 may only not have been filled in"),
        Some(_) if says_free => Err("the feed says elsewhere that it is free"),
        Some(pence) => {
            let price = price(pence, offer.words("amount_description"), offer.condition());
            // Our own export says the same price in words, which somebody has settled.
            let is_ours = sentence(&price)
                .is_some_and(|sentence| said.iter().any(|said| said.text == sentence));
            if offer.is_unsure() && !is_ours {
                Err("it may be no price, or not everybody's")
            } else {
                Ok(price)
            }
        }
        None => Err("no amount can be told from it"),
    }
}

/// True for words that say what a cost says, and no more.
fn tells(cost: &Value, words: &str) -> bool {
    match cost {
        Value::Text(_) => is_free(words),
        cost => {
            sentence(cost).as_deref() == Some(words)
                || price_in_words(words).is_some_and(|(amount, per)| {
                    let same = price(pence(amount).unwrap_or_default(), per, None);
                    part(cost, "amount") == part(&same, "amount")
                        && (per.is_none() || part(cost, "per") == part(&same, "per"))
                })
        }
    }
}

/// True for words beside which a cost is not certain: another price, or what may make it one for some.
fn denies(cost: &Value, words: &str) -> bool {
    !tells(cost, words) && (is_free(words) || price_in_words(words).is_some() || is_unsure(words))
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
    let per = part(price, "per").map_or_else(String::new, |per| format!(" per {per}"));
    Some(format!("£{}{per}", part(price, "amount")?))
}

/// A part of a price.
fn part<'v>(price: &'v Value, key: &str) -> Option<&'v str> {
    let Value::Map(keys) = price else {
        return None;
    };
    let found = keys.iter().find(|(known, _)| *known == key);
    found.and_then(|(_, value)| match value {
        Value::Text(text) | Value::Word(text) => Some(text.as_str()),
        _ => None,
    })
}
