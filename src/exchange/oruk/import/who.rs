//! Who a service is for, and what it costs.

use super::super::super::incoming::Outcome;
use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::text::one_line;
use super::super::super::incoming::value::{Ages, ages};
use super::Reading;
use crate::edit::fragment::Value;

/// Ages outside of which nobody is turned away: feeds fill the fields with them.
const NO_LOWER_LIMIT: u8 = 0;
const NO_UPPER_LIMIT: u8 = 99;

/// Why a limit is not as it was typed.
const AGES: &str = "ages from the text";

impl Reading<'_, '_> {
    pub(super) fn who_it_is_for(&mut self, fields: &mut Fields) {
        let mut limits = Ages::default();
        let mut conditions: Vec<String> = Vec::new();
        self.age_limits(fields, &mut limits);
        if let Some(typed) = fields.text("eligibility_description") {
            let text = one_line(&typed);
            self.draft.changed(
                "eligibility_description",
                &typed,
                &text,
                "markup and spaces taken out",
            );
            conditions.push(text);
        }
        for key in ["eligibilitys", "eligibilities", "eligibility"] {
            for mut said in fields.objects(key) {
                if limits == Ages::default() {
                    self.age_limits(&mut said, &mut limits);
                }
                for key in ["eligibility", "eligibility_description"] {
                    let Some(typed) = said.text(key) else {
                        continue;
                    };
                    let text = one_line(&typed);
                    if let Some(found) = ages(&text).filter(|_| limits == Ages::default()) {
                        self.draft
                            .changed(&said.path(key), &typed, &in_words(found), AGES);
                        limits = found;
                    } else {
                        self.draft.changed(
                            &said.path(key),
                            &typed,
                            &text,
                            "a condition, which is asked about",
                        );
                        conditions.push(text);
                    }
                }
                for key in ["taxonomys", "taxonomies"] {
                    for term in said.objects(key) {
                        self.term(term);
                    }
                }
                said.forget_ids();
                said.end(&mut self.draft, "one age range is kept");
            }
            if let Some(typed) = fields.text(key) {
                let text = one_line(&typed);
                self.draft
                    .changed(key, &typed, &text, "a condition, which is asked about");
                conditions.push(text);
            }
        }
        conditions.dedup();
        self.not_both(&mut limits);
        let mut keys = Vec::new();
        keys.extend(limits.minimum.map(|age| ("minimum_age", Value::word(&age))));
        keys.extend(limits.maximum.map(|age| ("maximum_age", Value::word(&age))));
        if !conditions.is_empty() {
            keys.push(("other", Value::text(conditions.join("; "))));
        }
        if !keys.is_empty() {
            self.entries.set("eligibility", Value::Map(keys));
        }
        if !self.accessibility.is_empty() {
            let mut lines =
                vec!["To decide: what does `accepts` say? The feed says in words:".to_owned()];
            lines.extend(self.accessibility.iter().map(|text| format!("  {text}")));
            self.draft.comments.push(("assured", lines));
        }
    }

    /// A youngest above the oldest would take nobody: one of them is wrong, and which one cannot be told.
    fn not_both(&mut self, limits: &mut Ages) {
        let (Some(minimum), Some(maximum)) = (limits.minimum, limits.maximum) else {
            return;
        };
        if minimum <= maximum {
            return;
        }
        *limits = Ages::default();
        for note in &mut self.draft.notes {
            let is_age = note.field.ends_with("minimum_age")
                || note.field.ends_with("maximum_age")
                || note.why.as_deref() == Some(AGES);
            if is_age && note.outcome != Outcome::Left {
                note.outcome = Outcome::Left;
                note.to = None;
                note.why = Some("the youngest age is above the oldest".to_owned());
            }
        }
        let line = format!(
            "To decide: whom does it take? The feed says from {minimum} years to {maximum}, which is nobody."
        );
        self.draft.comments.push(("assured", vec![line]));
    }

    fn age_limits(&mut self, fields: &mut Fields, limits: &mut Ages) {
        if let Some(typed) = fields.text("minimum_age") {
            let path = fields.path("minimum_age");
            match ages(&typed) {
                Some(Ages {
                    minimum: Some(NO_LOWER_LIMIT),
                    maximum: None,
                }) => self.draft.left(&path, &typed, "from 0 is no limit"),
                Some(Ages {
                    minimum: Some(age),
                    maximum,
                }) => {
                    let read = Ages {
                        minimum: Some(age),
                        maximum,
                    };
                    let to = if maximum.is_some() {
                        in_words(read)
                    } else {
                        age.to_string()
                    };
                    self.draft.changed(&path, &typed, &to, AGES);
                    *limits = read;
                }
                _ => self.draft.left(&path, &typed, "no age can be told from it"),
            }
        }
        if let Some(typed) = fields.text("maximum_age") {
            let path = fields.path("maximum_age");
            let exact = typed.trim().trim_end_matches(".0").parse::<u16>().ok();
            let read = match exact {
                Some(age) => u8::try_from(age).ok().or(Some(u8::MAX)),
                None => ages(&typed).and_then(|found| found.maximum),
            };
            match read {
                Some(0) => {
                    let why = "an oldest age of 0 may only not have been filled in";
                    self.draft.left(&path, &typed, why);
                }
                Some(age) if age >= NO_UPPER_LIMIT => {
                    self.draft.left(&path, &typed, "so high an age is no limit");
                }
                Some(age) => {
                    self.draft.changed(&path, &typed, &age.to_string(), AGES);
                    limits.maximum = Some(age);
                }
                None => self.draft.left(&path, &typed, "no age can be told from it"),
            }
        }
    }

    pub(super) fn cost(&mut self, fields: &mut Fields) {
        let mut said = Vec::new();
        for key in ["fees_description", "fees"] {
            if let Some(typed) = fields.text(key) {
                said.push((key, typed));
            }
        }
        let mut options = fields.objects("cost_options");
        let free_word = |text: &str| {
            let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
            ["free", "free of charge", "no charge", "no cost", "nothing"].contains(&text.as_str())
        };
        let says_free = said.iter().any(|(_, text)| free_word(text));
        let mut cost = None;
        let only = options.len() == 1;
        for option in &mut options {
            let (name, amount, per) = (
                option.text("option"),
                option.text("amount"),
                option.text("amount_description"),
            );
            let pence = amount.as_deref().and_then(pence);
            let is_free = name.as_deref().is_some_and(free_word)
                || per.as_deref().is_some_and(free_word)
                || says_free;
            let read = match pence {
                _ if !only => Err("several prices have no place"),
                Some(0) if is_free => Ok(Value::text("free")),
                None if is_free && amount.is_none() => Ok(Value::text("free")),
                Some(0) => Err("an amount of 0 may only not have been filled in"),
                Some(pence) => Ok(price(pence, per.as_deref())),
                None => Err("no amount can be told from it"),
            };
            let parts = [
                ("option", name),
                ("amount", amount),
                ("amount_description", per),
            ];
            let parts = parts
                .into_iter()
                .filter_map(|(key, text)| Some((key, text?)));
            match read {
                Ok(value) => {
                    for (key, text) in parts {
                        self.draft.taken(&option.path(key), &text);
                    }
                    cost = Some(value);
                }
                Err(why) => {
                    for (key, text) in parts {
                        self.draft.left(&option.path(key), &text, why);
                    }
                }
            }
        }
        for option in options {
            let mut option = option;
            option.forget_ids();
            option.end(&mut self.draft, NO_PLACE);
        }
        if cost.is_none() && says_free && !only {
            cost = Some(Value::text("free"));
        }
        for (key, typed) in said {
            let told = match &cost {
                Some(Value::Text(_)) => free_word(&typed),
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
}

fn in_words(ages: Ages) -> String {
    let word = |age: Option<u8>| age.map_or_else(|| "no limit".to_owned(), |age| age.to_string());
    format!("{} to {}", word(ages.minimum), word(ages.maximum))
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

fn price(pence: u32, per: Option<&str>) -> Value {
    let mut keys = vec![(
        "amount",
        Value::word(&format!("{}.{:02}", pence / 100, pence % 100)),
    )];
    let per = per
        .map(one_line)
        .map(|per| per.strip_prefix("per ").map(str::to_owned).unwrap_or(per));
    keys.extend(
        per.filter(|per| !per.is_empty())
            .map(|per| ("per", Value::text(per))),
    );
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
