//! What others say of a cost in words: free, one amount that everybody pays, or something that a person has to read.

/// Words that make an amount no price: it is asked for and not charged, or is not known.
const DOUBTFUL: [&str; 26] = [
    "about",
    "approx",
    "approximately",
    "around",
    "ask",
    "between",
    "contribution",
    "contributions",
    "depending",
    "deposit",
    "donate",
    "donation",
    "donations",
    "estimate",
    "estimated",
    "from",
    "optional",
    "or",
    "plus",
    "recommended",
    "suggested",
    "then",
    "up",
    "varies",
    "vary",
    "voluntary",
];

/// Words that make it the price of some, or of some times.
const FOR_SOME: [&str; 18] = [
    "but",
    "concession",
    "concessionary",
    "concessions",
    "discount",
    "discounted",
    "discounts",
    "except",
    "first",
    "free",
    "if",
    "members",
    "nonmembers",
    "otherwise",
    "reduced",
    "subsidised",
    "unless",
    "unwaged",
];

/// True for words that make an amount no certain price: `suggested donation`, `from`.
///
/// ```
/// use signpost::exchange::incoming::cost::is_doubtful;
///
/// assert!(is_doubtful("Suggested donation") && !is_doubtful("Concessions"));
/// ```
#[must_use]
pub fn is_doubtful(text: &str) -> bool {
    has_one_of(text, &[&DOUBTFUL])
}

/// True for words that make an amount no price that everybody pays: those of [`is_doubtful`], another amount of money, and
/// words for whom it is.
///
/// ```
/// use signpost::exchange::incoming::cost::is_unsure;
///
/// assert!(is_unsure("per session (£2 concessions)") && is_unsure("donation"));
/// assert!(!is_unsure("per session of 2 hours"));
/// ```
#[must_use]
pub fn is_unsure(text: &str) -> bool {
    text.contains(['£', '%']) || has_one_of(text, &[&DOUBTFUL, &FOR_SOME])
}

fn has_one_of(text: &str, lists: &[&[&str]]) -> bool {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| lists.iter().any(|words| words.contains(&word)))
}

/// True where all of a text says that it costs nothing.
///
/// ```
/// use signpost::exchange::incoming::cost::is_free;
///
/// assert!(is_free(" Free. ") && !is_free("free / donations"));
/// ```
#[must_use]
pub fn is_free(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    ["free", "free of charge", "no charge", "no cost", "nothing"].contains(&text.as_str())
}

/// An amount above nothing in pounds, and what it is for: `£3.50 per session`, `£5/class`, `3.50`. `None`: not every word of it is
/// understood.
///
/// ```
/// use signpost::exchange::incoming::cost::price;
///
/// assert_eq!(price("£3.50 per session"), Some(("3.50", Some("session"))));
/// assert_eq!(price("£3.50 (£2 concessions)"), None);
/// ```
#[must_use]
pub fn price(text: &str) -> Option<(&str, Option<&str>)> {
    let typed = text.trim().trim_start_matches('£').trim_start();
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
    let is_sure = per.chars().all(is_word) && !is_unsure(per);
    (is_sure && !per.is_empty()).then_some((amount, Some(per)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_amount_that_everybody_pays_is_a_price() {
        for (text, wanted) in [
            ("£5/class", Some(("5", Some("class")))),
            ("£5 per class", Some(("5", Some("class")))),
            ("£3.50 a session.", Some(("3.50", Some("session")))),
            ("3.50", Some(("3.50", None))),
            ("£2 donation", None),
            ("£2 per person donation", None),
            ("£2 per visit suggested", None),
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
            assert_eq!(price(text), wanted, "{text}");
        }
        assert!(is_free(" Free. ") && !is_free("free / donations") && !is_free("free for carers"));
    }
}
