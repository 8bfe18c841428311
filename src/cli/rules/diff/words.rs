//! What changes, and in which cases, as sentences.

use crate::model::hours::and;
use crate::model::rule::Route;
use crate::model::shown::count;
use crate::route::diff::{Beside, Cases, Edit, EditKind, Of, Part, Said, What};

/// What changes.
pub(super) fn what(what: &What) -> String {
    match what {
        What::Route { from, to } => format!("{} -> {}", route(*from), route(*to)),
        What::Beside { what, now } => beside(what, *now),
    }
}

/// What changes for the person, whose route is a stop or none.
pub(super) fn of_person(changed: &What) -> String {
    match changed {
        What::Route { from: None, .. } => "no stop -> stop".to_owned(),
        What::Route { .. } => "stop -> no stop".to_owned(),
        beside @ What::Beside { .. } => what(beside),
    }
}

fn route(route: Option<Route>) -> String {
    route.map_or_else(|| "no route".to_owned(), |route| route.to_string())
}

fn beside(what: &Beside, now: bool) -> String {
    let word = if now { "now" } else { "no longer" };
    match what {
        Beside::Also(route) => format!("{word} also {route} beside a stronger route"),
        Beside::Do { action, label } => format!("{word} to do: {label} [{action}]"),
        Beside::HoldService(id) => format!("{word} waits: the service {id}"),
        Beside::HoldNeed(need) => format!("{word} wait: services for {need}"),
        Beside::Profession(profession) => {
            format!("an AHP referral {word} goes to: {}", profession.name())
        }
        Beside::Recommended(route) => format!("{word} recommended though set aside: {route}"),
    }
}

/// An example that stands in several places, by its number.
#[derive(Clone, Copy)]
pub(super) struct Numbered {
    pub(super) number: usize,
    /// True where it is told here, false where it was told before.
    pub(super) told_here: bool,
}

/// In which cases; `of` is whose example it is, where others have other cases.
pub(super) fn cases(
    cases: &Cases,
    of: Option<&str>,
    numbered: Option<Numbered>,
    red_flags: &[&str],
) -> String {
    let facts = facts(&cases.when, red_flags);
    let example = of.map_or_else(
        || "for example".to_owned(),
        |need| format!("for example for {need}"),
    );
    let mut when = match numbered {
        Some(Numbered {
            number,
            told_here: false,
        }) if cases.every && of.is_none() => {
            format!("exactly in the cases of example {number}")
        }
        Some(Numbered {
            number,
            told_here: false,
        }) => match of {
            Some(need) => format!("for {need} as in example {number}"),
            None => format!("as in example {number}"),
        },
        _ if facts.is_empty() && of.is_none() => "in every case".to_owned(),
        _ if facts.is_empty() => format!("{example} in every case"),
        _ if cases.every && of.is_none() => format!("exactly when {facts}"),
        _ => format!("{example} when {facts}"),
    };
    if let Some(Numbered {
        number,
        told_here: true,
    }) = numbered
    {
        when = format!("{when} (example {number})");
    }
    if cases.impossible {
        when = format!("{when} (only in cases that the rules call impossible)");
    }
    when
}

/// `falls-12-months is 1 or 2+; seen-by-ahp and unsteady are no; circumstances without frail`.
///
/// Facts with the same values stand together, where the first of them stands, and so do the elements of a set. Red flags
/// that are all no but for those that are named are not named one by one.
fn facts(said: &[Said], red_flags: &[&str]) -> String {
    let is_quiet = |said: &Said| said.values == ["no"] && red_flags.contains(&said.fact.as_str());
    let quiet = said.iter().filter(|said| is_quiet(said)).count();
    let named = said
        .iter()
        .filter(|said| red_flags.contains(&said.fact.as_str()))
        .count();
    let all_quiet = quiet > 1 && named == red_flags.len();
    let mut facts: Vec<String> = Vec::new();
    for (place, one) in said.iter().enumerate() {
        let alike = |other: &&Said| {
            let same = match (&one.element, &other.element) {
                (None, None) => is_quiet(one) == is_quiet(other),
                (Some(_), Some(_)) => one.fact == other.fact,
                _ => false,
            };
            same && one.values == other.values
        };
        if said[..place].iter().any(|before| alike(&before)) {
            continue;
        }
        let together = said.iter().filter(alike);
        facts.push(if one.element.is_some() {
            let elements: Vec<String> = together.filter_map(|said| said.element.clone()).collect();
            let with = if one.values == ["yes"] {
                "with"
            } else {
                "without"
            };
            format!("{} {with} {}", one.fact, and(&elements))
        } else if all_quiet && is_quiet(one) {
            let other = if quiet < named {
                "no other red flag"
            } else {
                "no red flag"
            };
            other.to_owned()
        } else {
            let ids: Vec<String> = together.map(|said| said.fact.clone()).collect();
            let is = if ids.len() == 1 { "is" } else { "are" };
            format!("{} {is} {}", and(&ids), one.values.join(" or "))
        });
    }
    facts.join("; ")
}

/// An edit that may change decisions, or decides something itself.
pub(super) fn edit(edit: &Edit) -> String {
    let of = edit.of.word();
    match &edit.kind {
        EditKind::New(_) => format!("{of} {} is new", edit.id),
        EditKind::Gone(_) => format!("{of} {} is gone", edit.id),
        EditKind::Changed(parts) => format!("{of} {}: {}", edit.id, said(parts)),
    }
}

/// Edits that change no decision, in one line.
pub(super) fn in_words_only(of: Of, edits: &[&Edit]) -> String {
    let each: Vec<String> = edits
        .iter()
        .map(|edit| match &edit.kind {
            EditKind::New(_) => format!("{} (new)", edit.id),
            EditKind::Gone(_) => format!("{} (gone)", edit.id),
            EditKind::Changed(parts) => format!("{} ({})", edit.id, said(parts)),
        })
        .collect();
    let each = each.join(", ");
    let number = |singular: &str| count(edits.len(), singular, &format!("{singular}s"));
    match of {
        Of::Promise => format!(
            "{} changed, which decide nothing: {each}",
            number("promise")
        ),
        Of::Top => format!("top of the file: {each}"),
        of => format!("{} changed in words only: {each}", number(of.word())),
    }
}

fn said(parts: &[Part]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.said.as_str()).collect();
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fact: &str, element: Option<&str>, values: &[&str]) -> Said {
        Said {
            fact: fact.to_owned(),
            element: element.map(str::to_owned),
            values: values.iter().map(|word| (*word).to_owned()).collect(),
            of: 3,
        }
    }

    #[test]
    fn facts_are_named_and_those_that_are_alike_stand_together() {
        let when = vec![
            said("falls", None, &["1", "2+"]),
            said("unsteady", None, &["no"]),
            said("circumstances", Some("frail"), &["no"]),
            said("circumstances", Some("isolated"), &["yes"]),
            said("circumstances", Some("housebound"), &["no"]),
            said("seen-by-ahp", None, &["no"]),
        ];
        assert_eq!(
            facts(&when, &[]),
            "falls is 1 or 2+; unsteady and seen-by-ahp are no; circumstances without frail and housebound; \
             circumstances with isolated"
        );
    }

    #[test]
    fn red_flags_that_are_all_no_are_not_named_one_by_one() {
        let when = vec![
            said("blackout", None, &["yes"]),
            said("choking", None, &["no"]),
            said("stroke-signs", None, &["no"]),
            said("unsteady", None, &["no"]),
        ];
        let flags = ["blackout", "choking", "stroke-signs"];
        assert_eq!(
            facts(&when, &flags),
            "blackout is yes; no other red flag; unsteady is no"
        );
        let more = ["blackout", "choking", "stroke-signs", "chest-pain"];
        assert_eq!(
            facts(&when, &more),
            "blackout is yes; choking and stroke-signs are no; unsteady is no"
        );
        assert_eq!(
            facts(&when[1..], &flags[1..]),
            "no red flag; unsteady is no"
        );
    }

    #[test]
    fn an_example_is_told_once_and_then_named() {
        let mut of = Cases {
            when: vec![said("falls", None, &["1"])],
            every: true,
            impossible: false,
        };
        let numbered = |told_here| {
            Some(Numbered {
                number: 1,
                told_here,
            })
        };
        assert_eq!(cases(&of, None, None, &[]), "exactly when falls is 1");
        assert_eq!(
            cases(&of, None, numbered(true), &[]),
            "exactly when falls is 1 (example 1)"
        );
        assert_eq!(
            cases(&of, None, numbered(false), &[]),
            "exactly in the cases of example 1"
        );
        assert_eq!(
            cases(&of, Some("debt"), None, &[]),
            "for example for debt when falls is 1"
        );
        of.every = false;
        assert_eq!(cases(&of, None, numbered(false), &[]), "as in example 1");
        of.when.clear();
        of.impossible = true;
        assert_eq!(
            cases(&of, None, None, &[]),
            "in every case (only in cases that the rules call impossible)"
        );
    }
}
