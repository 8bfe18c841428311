//! Sentences that say that the address of a place is not told.
//!
//! A sentence says so where a word for a place and a word for a secret belong together: nothing stands between them but words that
//! carry the one to the other. So `our address is kept confidential` does, and `a central location, confidential support` does not.

mod words;

pub(super) use words::STEMS;

use super::{Mark, has_stem, joined};
use crate::check::addresses_in;
use words::{
    AT, BEFORE_OCCASIONS, CARRIES, NO, NOT_DONE, OCCASIONS, OTHERS, SECRET, STATES, SUBJECTS,
    TO_OCCASIONS,
};

/// The mark of the first sentence that says that an address is not told.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let sentences = text.split(['.', '!', '?', ';', '\n', '\u{2022}']);
    // Most sentences of a text that speaks of places do not: only those that do are put apart.
    let mut of_places = sentences.filter(|sentence| has_stem(sentence, STEMS));
    of_places.find_map(|sentence| {
        let said = |sentence: &str| {
            let mut words = apart(sentence);
            for (said, other) in REWRITTEN {
                if words.contains(said) {
                    words = words.replace(said, other);
                }
            }
            of(&words.split_whitespace().collect::<Vec<_>>())
        };
        said(sentence).or_else(|| said(&without_address(sentence)?))
    })
}

/// A sentence without the address that stands in the middle of it. `None`: there is none.
fn without_address(sentence: &str) -> Option<String> {
    let found = addresses_in(sentence);
    let start = found.iter().map(|range| range.start).min()?;
    let end = found.iter().map(|range| range.end).max()?;
    Some(format!("{} {}", &sentence[..start], &sentence[end..]))
}

/// The words of a sentence, with marks where it is divided: what is between commas, brackets or dashes stands on its own.
fn apart(sentence: &str) -> String {
    let mut words = String::with_capacity(sentence.len() + 8);
    let dashed = sentence.replace(" - ", ",");
    let mut rest = dashed.as_str();
    loop {
        let divider = |c: char| matches!(c, ',' | '(' | ')' | '[' | ']' | '\u{2013}' | '\u{2014}');
        let Some((at, c)) = rest.char_indices().find(|(_, c)| divider(*c)) else {
            words.push_str(&joined(rest));
            return words;
        };
        words.push_str(&joined(&rest[..at]));
        words.push_str(if matches!(c, '(' | '[') { OPEN } else { COMMA });
        rest = &rest[at + c.len_utf8()..];
    }
}

/// Stands for `where we are`.
const WHERE: &str = "wherewhere";
/// What is said in other words.
const REWRITTEN: [(&str, &str); 8] = [
    (" where we are ", " wherewhere "),
    (" where it is ", " wherewhere "),
    (" where they are ", " wherewhere "),
    (" where we meet ", " wherewhere "),
    (" where we live ", " wherewhere "),
    (" tell nobody ", " dont tell anyone "),
    (" tell no one ", " dont tell anyone "),
    (" tell noone ", " dont tell anyone "),
];
const COMMA: &str = ",";
const OPEN: &str = "(";

fn is_end(word: &str) -> bool {
    [COMMA, OPEN].contains(&word)
}

fn of(words: &[&str]) -> Option<Mark> {
    let of_place = (0..words.len()).find_map(|at| {
        if words[at] == WHERE {
            return not_done(&words[..at]);
        }
        if !SUBJECTS.contains(&words[at]) {
            return None;
        }
        let (before, after) = (&words[..at], &words[at + 1..]);
        let nearest = &before[before.len().saturating_sub(2)..];
        if nearest.iter().any(|word| OTHERS.contains(word)) {
            return None;
        }
        adjective(words[at], before)
            .or_else(|| not_done(before))
            .or_else(|| to_ask_for(words[at], before, after))
            .or_else(|| said_after(words[at], before, after))
    });
    of_place.or_else(|| not_to_be_published(words))
}

/// `a secret address`, `our confidential refuge address`.
fn adjective(subject: &str, before: &[&str]) -> Option<Mark> {
    let mut nearest = before.iter().rev().take(3);
    let mark = nearest.find_map(|word| match SECRET.iter().find(|secret| *secret == word) {
        Some(secret) => Some(Some(*secret)),
        None if ["refuge", "safe", "and", "house", "secure"].contains(word) => None,
        None => Some(None),
    })??;
    let before = nearest.next();
    let is_denied = before.is_some_and(|word| NO.contains(word) || ["non", "no"].contains(word));
    (!is_denied && (mark != "private" || subject.starts_with("address"))).then_some(mark)
}

/// `we are not able to share our address`.
fn not_done(before: &[&str]) -> Option<Mark> {
    const TO_ADDRESS: [&str; 21] = [
        "anyone", "anybody", "people", "others", "the", "our", "this", "its", "full", "exact",
        "out", "details", "of", "and", "any", "refuge", "or", "phone", "number", "name", "precise",
    ];
    let mut before = before.iter().rev();
    let verb = before
        .by_ref()
        .take(7)
        .find(|word| !TO_ADDRESS.contains(word))?;
    if ["withhold", "hide"].contains(verb) {
        return Some("withheld");
    }
    let (_, mark) = NOT_DONE.iter().find(|(done, _)| done == verb)?;
    before
        .take(4)
        .any(|word| NO.contains(word))
        .then_some(*mark)
}

/// `please contact us for the address`.
fn to_ask_for(subject: &str, before: &[&str], after: &[&str]) -> Option<Mark> {
    const ASK: [&str; 9] = [
        "contact",
        "ring",
        "call",
        "phone",
        "telephone",
        "email",
        "message",
        "text",
        "ask",
    ];
    let next = after.first().copied().unwrap_or(COMMA);
    let is_one = !subject.ends_with('s') || subject.ends_with("ss");
    if !is_one || !(is_end(next) || ["and", "before", "when"].contains(&next)) {
        return None;
    }
    let is_own = |word: &str| ["the", "our", "full", "exact", "this", "venue"].contains(&word);
    let mut before = before.iter().rev().skip_while(|word| is_own(word));
    let is_for = before.next() == Some(&"for");
    (is_for && before.take(4).any(|word| ASK.contains(word))).then_some("on request")
}

/// `venue known to members only`, `only shared with members`: where the word for it and what follows it stand.
fn only_to_members(only: bool, after: &[&str]) -> bool {
    const TOLD: [&str; 9] = [
        "shared",
        "given",
        "told",
        "known",
        "disclosed",
        "released",
        "provided",
        "sent",
        "revealed",
    ];
    const MEMBERS: [&str; 13] = [
        "members",
        "member",
        "residents",
        "clients",
        "attendees",
        "participants",
        "staff",
        "professionals",
        "referrers",
        "women",
        "those",
        "people",
        "families",
    ];
    let [told, with, rest @ ..] = after else {
        return false;
    };
    let rest = rest.strip_prefix(&["the"]).unwrap_or(rest);
    let rest = rest.strip_prefix(&["our"]).unwrap_or(rest);
    let is_only = only || rest.iter().take(4).any(|word| *word == "only");
    let is_of_members = rest.first().is_some_and(|word| MEMBERS.contains(word));
    TOLD.contains(told) && ["with", "to"].contains(with) && is_of_members && is_only
}

/// `our address is kept confidential`, `address given on referral`, `location not shown`.
fn said_after(subject: &str, before: &[&str], after: &[&str]) -> Option<Mark> {
    let (mut denied, mut states, mut comma) = (false, false, false);
    let after = &after[inserted(after)..];
    for (at, word) in after.iter().enumerate().take(16) {
        let next = after.get(at + 1).copied().unwrap_or(COMMA);
        if *word == COMMA {
            comma = true;
            continue;
        }
        if *word == OPEN {
            continue;
        }
        if NO.contains(word) {
            denied = true;
            continue;
        }
        if let Some(secret) = SECRET.iter().find(|secret| *secret == word) {
            let is_of_address = *secret != "private" || !subject.starts_with("venue");
            let is_said = states || !comma && is_end(next);
            return (!denied && is_said && is_of_address).then_some(*secret);
        }
        let is_only = after[..at].contains(&"only");
        if !denied && only_to_members(is_only, &after[at..]) {
            return Some("not shared");
        }
        if matches!(
            (*word, next),
            ("internal", "use" | "only" | "purposes") | ("staff", "only")
        ) {
            return Some("internal only");
        }
        if *word == "quiet" && is_end(next) {
            let mut kept = before.iter().rev().take(3).chain(&after[..at]);
            return kept
                .any(|word| ["kept", "keep"].contains(word))
                .then_some("secret");
        }
        if let Some((_, mark)) = NOT_DONE.iter().find(|(done, _)| done == word) {
            if denied {
                return Some(*mark);
            }
            continue;
        }
        if BEFORE_OCCASIONS.contains(word) && !comma && !is_elsewhere(before) {
            let mut rest = after[at + 1..].iter().take(6);
            let occasion = rest.find(|word| !TO_OCCASIONS.contains(word));
            let mark = OCCASIONS.iter().find(|(name, _)| Some(name) == occasion);
            if let Some((_, mark)) = mark {
                return Some(*mark);
            }
        }
        if !CARRIES.contains(word) {
            return None;
        }
        states |= STATES.contains(word);
    }
    None
}

/// How many words are put in between: the address itself, in `our address, Rose House, is confidential`.
fn inserted(after: &[&str]) -> usize {
    const GOES_ON: [&str; 8] = [
        "is", "are", "was", "must", "will", "cannot", "remains", "should",
    ];
    if !after.first().is_some_and(|word| is_end(word)) {
        return 0;
    }
    let goes_on = |pair: &[&str]| pair[0] == COMMA && GOES_ON.contains(&pair[1]);
    after
        .windows(2)
        .position(goes_on)
        .map_or(0, |comma| comma + 1)
}

/// True where a place is only where something else is had.
fn is_elsewhere(before: &[&str]) -> bool {
    before.iter().rev().take(3).any(|word| AT.contains(word))
}

/// `do not publish`, of nothing else.
fn not_to_be_published(words: &[&str]) -> Option<Mark> {
    const NOTHING_ELSE: [&str; 10] = [
        COMMA,
        OPEN,
        "on",
        "in",
        "online",
        "this",
        "anywhere",
        "externally",
        "publicly",
        "please",
    ];
    let starts: [&[&str]; 6] = [
        &["never", "publish"],
        &["do", "not", "publish"],
        &["dont", "publish"],
        &["not", "for", "publication"],
        &["not", "to", "be", "published"],
        &["must", "not", "be", "published"],
    ];
    let is_said = (0..words.len()).any(|at| {
        starts.iter().any(|start| {
            let next = words.get(at + start.len()).copied().unwrap_or(COMMA);
            words[at..].starts_with(start) && NOTHING_ELSE.contains(&next)
        })
    });
    is_said.then_some("not published")
}

#[cfg(test)]
mod tests {
    use super::super::of_service;

    #[test]
    fn a_plain_statement_that_an_address_is_not_told_is_a_mark() {
        for (text, expected) in [
            ("The address is confidential", "confidential"),
            (
                "Support for women. Our address is not published.",
                "not published",
            ),
            ("address available on referral", "on referral"),
            (
                "Ring first: the address will be given once you have been referred.",
                "on referral",
            ),
            (
                "The address of the refuge is kept strictly confidential",
                "confidential",
            ),
            (
                "For safety, the location of our refuges must not be disclosed",
                "not disclosed",
            ),
            ("We do not publish our address", "not published"),
            ("We're unable to share the full address.", "not shared"),
            ("we can\u{2019}t give out our address", "not given"),
            ("CONFIDENTIAL ADDRESS", "confidential"),
            ("do not publish address", "not published"),
            ("Do not publish", "not published"),
            ("Please do not publish online", "not published"),
            ("We meet at a secret location", "secret"),
            ("an undisclosed venue in Essex", "undisclosed"),
            ("Their whereabouts are kept secret", "secret"),
            ("<p>Our address is <b>confidential</b></p>", "confidential"),
            ("Address: withheld, ring first", "withheld"),
            ("Tea (address not shown)", "not shown"),
            ("The location is not publicly known", "not public"),
            ("Venue details sent on booking", "on booking"),
            ("Location available on request", "on request"),
            ("We keep our address private", "private"),
            (
                "Our address (12 Mill Lane, CO2 7AA) is confidential",
                "confidential",
            ),
            (
                "Our address, Rose House, Colchester, is not published",
                "not published",
            ),
            ("Address: 12 Mill Lane (confidential)", "confidential"),
            (
                "Address: 12 Mill Lane, CO2 7AA - not to be published",
                "not published",
            ),
            ("We cannot disclose where we are.", "not disclosed"),
            ("we don't advertise where we are", "not published"),
            (
                "The venue is only shared with members once registered",
                "not shared",
            ),
            ("venue known to members only", "not shared"),
            (
                "We ask that you don't tell anyone where we are",
                "not shared",
            ),
            ("Please contact us for the address", "on request"),
            ("Tell nobody the address!", "not shared"),
            ("address for internal use only", "internal only"),
            ("Address: not for sharing", "not shared"),
            ("Location kept quiet", "secret"),
            ("Hidden address: never publish", "hidden"),
            ("Do not disclose", "not disclosed"),
            ("not to go on the website", "not published"),
            ("Not for sharing", "not shared"),
            ("CONF", "confidential"),
            ("Women's refuge", "refuge"),
            ("please hide our address", "withheld"),
        ] {
            assert_eq!(of_service(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_speaks_of_something_else_is_none() {
        for text in [
            "A confidential service",
            "Central location, confidential and friendly",
            "A confidential place to talk",
            "At our address, 12 Mill Lane, we offer confidential advice",
            "Location: 12 Mill Lane, confidential and friendly",
            "At this location we offer confidential advice",
            "Your email address is kept confidential",
            "We will not share your address",
            "The address is not confidential",
            "Our address is 1 High Street. All calls are confidential.",
            "Interpreters are available at this location on request",
            "Parking at the venue by request",
            "Other locations available on request",
            "We do not publish waiting times",
            "Do not publish my mobile number",
            "Referrals on request, address them to the team",
            "Location: confidential counselling rooms in Colchester",
            "A quiet location",
            "If you are not sure where we are, ring us",
            "A place to talk where it is confidential",
            "Contact us for the address of your nearest group",
            "Please contact us for more about the venue",
            "The venue is shared with members of other groups",
            "A venue for members only",
            "We do not share your details",
            "The location is known to people in the town",
            "Internal use of the venue",
            "Private parking",
            "",
        ] {
            assert_eq!(of_service(text), None, "{text}");
        }
    }
}
