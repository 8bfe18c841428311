//! On what terms a service takes people: who it is for, what it copes with, its cost, whether there is room, what is true
//! for a while, and when all this was last confirmed (`assured`).

use crate::load::fields::{Fields, Key, optional, required};
use crate::load::kinds;
use crate::load::node::{Node, Shape};
use crate::load::problems::Problems;
use crate::load::values::{date, unknown_word, word};
use crate::model::service::{Accepts, Alert, Assured, Capacity, CapacityState, Cost, Eligibility};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::source::Spanned;

/// The keys of `eligibility`.
pub const ELIGIBILITY: &[Key] = &[
    optional("minimum_age", "years", "the youngest it takes"),
    optional("maximum_age", "years", "the oldest it takes"),
    optional(
        "other",
        "text",
        "any other condition; it is always asked about",
    ),
];

/// The keys of `cost` where it is not free.
pub const COST: &[Key] = &[
    required("amount", "pounds such as 3.50", "the price"),
    optional("per", "text", "what one gets for it: session, mile, year"),
];

/// The keys of `capacity`.
pub const CAPACITY: &[Key] = &[
    required("state", "open, waiting or full", "whether there is room"),
    optional("weeks", "number", "weeks to wait"),
    required("until", "date", "the last day this is known for"),
];

/// The keys of an alert.
pub const ALERT: &[Key] = &[
    required("text", "text", "what people should know"),
    optional("from", "date", "the first day; absent: already"),
    optional(
        "until",
        "date",
        "the last day; absent: until further notice",
    ),
];

/// The keys of `assured`.
pub const ASSURED: &[Key] = &[
    required("on", "date", "the day the facts were confirmed"),
    required(
        "by",
        "text",
        "the role of whoever confirmed them, never a name",
    ),
    optional("source", "text", "the page, or the way they were confirmed"),
];

pub(super) fn eligibility(fields: &Fields, problems: &mut Problems) -> Eligibility {
    let Some(fields) = fields
        .node("eligibility")
        .and_then(|node| Fields::open(node, ELIGIBILITY, "eligibility", problems))
    else {
        return Eligibility::default();
    };
    Eligibility {
        minimum_age: fields.number("minimum_age", "an age in years", problems),
        maximum_age: fields.number("maximum_age", "an age in years", problems),
        other: fields.plain_text("other", problems),
    }
}

pub(super) fn accepts(fields: &Fields, problems: &mut Problems) -> Vec<(SupportNeed, Accepts)> {
    let Some(node) = fields.node("accepts") else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!(
                "`accepts` holds support needs with yes, no or ask; found {}",
                node.describe()
            ),
            "write `accepts: {wheelchair: yes, oxygen: ask}`",
        );
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|(key, node)| {
            let key = Spanned::new(key.value.to_string(), key.span);
            let Some(need) = SupportNeed::from_word(&key.value) else {
                unknown_word(
                    &key,
                    "accepts",
                    SupportNeed::WORDS.iter().map(|(word, _)| *word),
                    problems,
                );
                return None;
            };
            word(node, &key.value, problems).map(|answer| (need, answer.value))
        })
        .collect()
}

pub(super) fn cost(node: &Node, problems: &mut Problems) -> Option<Cost> {
    if let Shape::Text(typed) = &node.shape {
        if typed.trim() == "free" {
            return Some(Cost::Free);
        }
        let typed = Spanned::new(typed.to_string(), node.span);
        problems.report(
            &kinds::MALFORMED_VALUE,
            typed.span,
            format!("`{}` is not a cost", typed.value),
            "write `free`, or `{amount: 3.50, per: session}`",
        );
        return None;
    }
    let fields = Fields::open(node, COST, "a cost", problems)?;
    let per = fields.plain_text("per", problems);
    let amount = fields.text("amount", problems)?;
    let Some(pence) = pence(&amount.value) else {
        problems.report(
            &kinds::MALFORMED_VALUE,
            amount.span,
            format!("`{}` is not an amount of money", amount.value),
            "write pounds and pence without a sign: 3.50",
        );
        return None;
    };
    Some(Cost::Price { pence, per })
}

/// `3` and `3.50` are pounds; anything else is not an amount.
fn pence(typed: &str) -> Option<u32> {
    let (pounds, pence) = typed.split_once('.').unwrap_or((typed, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || !digits(pence) || pence.len() > 2 {
        return None;
    }
    let pence: u32 = format!("{pence:0<2}").parse().ok()?;
    pounds
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(pence)
}

pub(super) fn capacity(node: &Node, problems: &mut Problems) -> Option<Capacity> {
    let fields = Fields::open(node, CAPACITY, "capacity", problems)?;
    let state = fields.word::<CapacityState>("state", problems);
    let weeks = fields
        .number("weeks", "a number of weeks", problems)
        .map(|weeks| weeks.value);
    let until = fields.date("until", problems);
    Some(Capacity {
        state: state?.value,
        weeks,
        until: until?,
    })
}

pub(super) fn alert(node: &Node, problems: &mut Problems) -> Option<Alert> {
    let fields = Fields::open(node, ALERT, "an alert", problems)?;
    let (from, until) = (
        fields.date("from", problems),
        fields.date("until", problems),
    );
    Some(Alert {
        text: fields.plain_text("text", problems)?,
        from: from.map(|date| date.value),
        until: until.map(|date| date.value),
    })
}

pub(super) fn assured(node: &Node, problems: &mut Problems) -> Option<Assured> {
    let fields = Fields::open(node, ASSURED, "`assured`", problems)?;
    let on = fields
        .text("on", problems)
        .and_then(|typed| date(&typed, "on", problems));
    let by = fields.plain_text("by", problems);
    let source = fields.plain_text("source", problems);
    Some(Assured {
        on: on?,
        by: by?,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::pence;

    #[test]
    fn amounts_are_pounds_and_pence() {
        assert_eq!(pence("3.50"), Some(350));
        assert_eq!(pence("3.5"), Some(350));
        assert_eq!(pence("3"), Some(300));
        assert_eq!(pence("0.45"), Some(45));
        for bad in ["£3", "3.505", "-1", "", ".5", "3,50", "99999999999"] {
            assert_eq!(pence(bad), None, "{bad}");
        }
    }
}
