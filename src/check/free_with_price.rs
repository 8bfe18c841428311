//! Services said to be free whose own text names a price.

use super::wording::{Sentence, sentences};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Cost;
use crate::model::service::Service;
use crate::model::written::Part;
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "free-with-price",
        severity: Severity::Warning,
        summary: "a service is said to be free, and its text names a price",
        why: "Somebody with no money to spare comes, and is asked to pay at the door. Ask the service which is true. \
               A price counts where the text says what one pays it for (\"£3 a session\", \"it costs £3\"). A sentence \
               that speaks of a donation, of saving, of lunch, fares or parking, or that says that something is free, \
               is left alone, so a price beside one of these is missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
referral: Just turn up. It costs £3 a session.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
cost: free\n\
#     ^^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
referral: Just turn up. It costs £3 a session.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
cost: {amount: 3.00, per: session}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// What stands before a price that is charged.
const CHARGED: [&str; 14] = [
    "costs",
    "cost is",
    "charge is",
    "charge of",
    "charges",
    "we charge",
    "fee is",
    "fee of",
    "fees are",
    "price is",
    "admission is",
    "entry is",
    "you pay",
    "we ask for",
];

/// What one pays once for.
const PAID_FOR: [&str; 14] = [
    "session", "visit", "class", "lesson", "meal", "journey", "trip", "mile", "time", "hour",
    "person", "head", "go", "cut",
];

/// Words that may turn a price into something else.
const EXCUSES: [&str; 44] = [
    "donation",
    "donations",
    "donate",
    "suggested",
    "voluntary",
    "optional",
    "if you can",
    "save",
    "saves",
    "saving",
    "savings",
    "worth",
    "grant",
    "grants",
    "benefit",
    "benefits",
    "claim",
    "refund",
    "expenses",
    "we pay",
    "instead of",
    "normally",
    "usually",
    "used to",
    "elsewhere",
    "off",
    "up to",
    "parking",
    "bus",
    "taxi",
    "lunch",
    "tea",
    "coffee",
    "refreshments",
    "materials",
    "deposit",
    "not",
    "no",
    "without",
    "free",
    "income",
    "less than",
    "more than",
    "fare",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.cost != Some(Cost::Free) {
        return;
    }
    let priced = sentences(service, &["£"])
        .filter(|sentence| !sentence.has(&EXCUSES))
        .find_map(|sentence| price(&sentence).map(|range| sentence.place(range)));
    if let Some(priced) = priced {
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of(Part::Cost),
                    format!("`{}` is said to be free, but a price is named", service.id.value),
                )
                .related(priced, "price given here")
                .help("write `cost: {amount: 3.00, per: session}` with the right price, or take the price out of the text"),
            );
    }
}

/// Where a price stands that people pay once: `£3 a session`, `it costs £3`.
fn price(sentence: &Sentence) -> Option<Range<usize>> {
    let text = sentence.text.as_str();
    text.match_indices('£').find_map(|(start, sign)| {
        let rest = &text[start + sign.len()..];
        let digits = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(rest.len());
        let amount = rest[..digits].trim_end_matches('.');
        let charged = CHARGED
            .iter()
            .any(|words| text[..start].trim_end().ends_with(words));
        (!amount.is_empty() && (charged || is_paid_for(&rest[digits..])))
            .then(|| start..start + sign.len() + amount.len())
    })
}

/// True for `each`, `a session`, `per visit`, `for each class`.
fn is_paid_for(after: &str) -> bool {
    let mut words = after
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut word = words.next();
    if word == Some("for") {
        word = words.next();
    }
    match word {
        Some("each") if words.next().is_none_or(|next| PAID_FOR.contains(&next)) => true,
        Some("a" | "an" | "per" | "each") => {
            words.next().is_some_and(|next| PAID_FOR.contains(&next))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_paid_for;

    #[test]
    fn only_what_is_paid_once_is_a_price() {
        for priced in [" a session.", " per visit", " each.", " for each class"] {
            assert!(is_paid_for(priced), "{priced}");
        }
        for other in [
            " a week",
            " in benefits",
            "",
            " a year for heating",
            "m of funding",
        ] {
            assert!(!is_paid_for(other), "{other}");
        }
    }
}
