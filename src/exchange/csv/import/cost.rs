//! What a cell says of the cost: free, or one amount for everybody; else a person reads it.

use super::Row;
use super::columns::Came;
use serde_json::json;

/// Words beside an amount that make it another price for some, or no price at all.
const UNSURE: [&str; 28] = [
    "about",
    "approx",
    "approximately",
    "around",
    "between",
    "concession",
    "concessionary",
    "concessions",
    "contribution",
    "deposit",
    "depending",
    "discount",
    "donation",
    "donations",
    "except",
    "first",
    "free",
    "from",
    "if",
    "members",
    "optional",
    "or",
    "plus",
    "suggested",
    "then",
    "unless",
    "up",
    "voluntary",
];

impl Row {
    /// `free`, `£3.50 per session`, `£5/class`, `3.50`; other words are left for a person.
    pub(super) fn cost(&mut self, column: &str, cell: &str) {
        if is_free(cell) {
            self.put("fees", json!(cell));
            self.came.push(Came::whole("fees", column, cell));
        } else if let Some((amount, per)) = price(cell) {
            self.put(
                "cost_options",
                json!([{"amount": amount, "amount_description": per}]),
            );
            self.came.push(Came::whole("cost_options", column, cell));
        } else {
            let why = "no one amount that everybody pays can be told; left as a comment to decide";
            self.leave(column, cell, why);
            self.undecided("assured", "what does it cost?", cell);
        }
    }
}

/// An amount above nothing, and what it is for. `None`: not every word of it is understood.
fn price(cell: &str) -> Option<(&str, Option<&str>)> {
    let typed = cell.trim().trim_start_matches('£').trim_start();
    let is_amount = |c: char| c.is_ascii_digit() || c == '.';
    let end = typed.find(|c| !is_amount(c)).unwrap_or(typed.len());
    let (amount, rest) = typed.split_at(end);
    let (pounds, pence) = amount.split_once('.').unwrap_or((amount, "00"));
    if pounds.is_empty() || pence.is_empty() || pence.len() > 2 || pence.contains('.') {
        return None;
    }
    if amount.bytes().all(|byte| byte == b'0' || byte == b'.') {
        return None;
    }
    let rest = rest.trim().trim_end_matches('.');
    if rest.is_empty() {
        return Some((amount, None));
    }
    let begins = ["per ", "/", "a ", "an "];
    let per = begins
        .into_iter()
        .find_map(|begin| rest.strip_prefix(begin))?
        .trim();
    let is_word = |c: char| c.is_alphabetic() || c == ' ' || c == '-' || c == '\'';
    let mut words = per.split([' ', '-']).map(str::to_lowercase);
    let is_sure = per.chars().all(is_word) && !words.any(|word| UNSURE.contains(&word.as_str()));
    (is_sure && !per.is_empty()).then_some((amount, Some(per)))
}

/// True where all of a cell says that it costs nothing.
fn is_free(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(['.', '!']).to_lowercase();
    ["free", "free of charge", "no charge", "no cost", "nothing"].contains(&cell.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_amount_that_everybody_pays_is_a_price() {
        for (cell, wanted) in [
            ("£5/class", Some(("5", Some("class")))),
            ("£5 per class", Some(("5", Some("class")))),
            ("£3.50 a session.", Some(("3.50", Some("session")))),
            ("3.50", Some(("3.50", None))),
            ("£2 donation", None),
            ("£2 per person donation", None),
            ("£3.50 (£2 concessions)", None),
            ("£3.50 per session (£2 concessions)", None),
            ("£3 per hour or £5", None),
            ("from £3", None),
            ("£3-£5", None),
            ("Free first session then £5", None),
            ("£0", None),
            ("0.00", None),
            ("£5.5.5", None),
        ] {
            assert_eq!(price(cell), wanted, "{cell}");
        }
        assert!(is_free(" Free. ") && !is_free("free / donations") && !is_free("free for carers"));
    }
}
