//! What changes, put together for reading: needs for which the same changes stand together.

use super::words;
use crate::model::hours::and;
use crate::route::diff::{Cases, Change, Difference, What};
use std::collections::BTreeMap;

/// What is said under one title.
pub(super) struct Section<'d> {
    pub(super) title: &'static str,
    pub(super) parts: Vec<SectionPart<'d>>,
}

/// What is said about some needs.
pub(super) struct SectionPart<'d> {
    /// The needs in words; `None`: it is about the person.
    pub(super) needs: Option<String>,
    pub(super) items: Vec<Item<'d>>,
}

/// Something that changes, and in which cases.
pub(super) struct Item<'d> {
    pub(super) what: String,
    /// The need whose cases they are; `None`: all the needs have these.
    pub(super) of: Option<&'d str>,
    pub(super) cases: &'d Cases,
}

/// Most needs that "every need but …" leaves out.
const MOST_LEFT_OUT: usize = 5;
/// Most needs that are listed where they were listed before.
const MOST_LISTED: usize = 8;
/// How many of more are listed then.
const LISTED: usize = 3;

/// Everything that changes. `needs` are those that both sides have, in the order they are shown.
pub(super) fn sections<'d>(found: &'d Difference, needs: &[&str]) -> Vec<Section<'d>> {
    let person = found.person.iter().map(|change| Item {
        what: words::of_person(&change.what),
        of: None,
        cases: &change.cases,
    });
    let person = SectionPart {
        needs: None,
        items: person.collect(),
    };
    let mut sections = vec![
        Section {
            title: "The person, whatever the needs",
            parts: vec![person],
        },
        Section {
            title: "Routes",
            parts: routes(found, needs),
        },
        Section {
            title: "Beside the routes",
            parts: beside(found, needs),
        },
    ];
    sections.retain(|section| section.parts.iter().any(|part| !part.items.is_empty()));
    sections
}

/// A need, and what changes for it.
type OfNeed<'d> = (&'d str, Vec<&'d Change>);

/// Needs in the order they are shown, with those of their changes that are wanted; without those that have none.
fn by_need<'d>(
    found: &'d Difference,
    needs: &[&str],
    wanted: fn(&What) -> bool,
) -> Vec<OfNeed<'d>> {
    let mut by_need: Vec<OfNeed> = Vec::new();
    for group in &found.needs {
        let changes = group.changes.iter().filter(|change| wanted(&change.what));
        let changes: Vec<&Change> = changes.collect();
        if !changes.is_empty() {
            by_need.extend(
                group
                    .needs
                    .iter()
                    .map(|need| (need.as_str(), changes.clone())),
            );
        }
    }
    by_need.sort_by_key(|(need, _)| needs.iter().position(|known| known == need));
    by_need
}

/// Needs whose routes change alike stand together.
fn routes<'d>(found: &'d Difference, needs: &[&str]) -> Vec<SectionPart<'d>> {
    let mut alike: Vec<(Vec<&What>, Vec<OfNeed>)> = Vec::new();
    for (need, changes) in by_need(found, needs, |what| matches!(what, What::Route { .. })) {
        let whats: Vec<&What> = changes.iter().map(|change| &change.what).collect();
        match alike.iter_mut().find(|(known, _)| *known == whats) {
            Some((_, of)) => of.push((need, changes)),
            None => alike.push((whats, vec![(need, changes)])),
        }
    }
    let parts = alike.into_iter().map(|(whats, of)| {
        let ids: Vec<&str> = of.iter().map(|(need, _)| *need).collect();
        let items = whats.into_iter().enumerate().map(|(place, what)| {
            let cases = of
                .iter()
                .map(|(need, changes)| (*need, &changes[place].cases));
            item(what, &cases.collect::<Vec<_>>())
        });
        SectionPart {
            needs: Some(named(&ids, needs)),
            items: items.collect(),
        }
    });
    parts.collect()
}

/// What rules do beside the route: what changes for the same needs stands together.
fn beside<'d>(found: &'d Difference, needs: &[&str]) -> Vec<SectionPart<'d>> {
    let mut of_what: BTreeMap<&What, Vec<(&str, &Cases)>> = BTreeMap::new();
    for (need, changes) in by_need(found, needs, |what| matches!(what, What::Beside { .. })) {
        for change in changes {
            of_what
                .entry(&change.what)
                .or_default()
                .push((need, &change.cases));
        }
    }
    let mut parts: Vec<(Vec<&str>, Vec<Item>)> = Vec::new();
    for (what, cases) in of_what {
        let ids: Vec<&str> = cases.iter().map(|(need, _)| *need).collect();
        let item = item(what, &cases);
        match parts.iter_mut().find(|(known, _)| *known == ids) {
            Some((_, items)) => items.push(item),
            None => parts.push((ids, vec![item])),
        }
    }
    // Most needs first; those for as many in the order of the needs.
    parts.sort_by_key(|(ids, _)| std::cmp::Reverse(ids.len()));
    let parts = parts.into_iter().map(|(ids, items)| SectionPart {
        needs: Some(in_short(&ids, needs)),
        items,
    });
    parts.collect()
}

/// The cases that all share, or else those of the first.
fn item<'d>(what: &What, cases: &[(&'d str, &'d Cases)]) -> Item<'d> {
    let (first, of_first) = cases[0];
    let shared = cases.iter().all(|(_, cases)| *cases == of_first);
    Item {
        what: words::what(what),
        of: (!shared).then_some(first),
        cases: of_first,
    }
}

/// Needs in words, each by its id: `every need but falls`.
pub(super) fn named(ids: &[&str], all: &[&str]) -> String {
    let others = all.iter().filter(|id| !ids.contains(id));
    let others: Vec<String> = others.map(|id| (*id).to_owned()).collect();
    if others.is_empty() && ids.len() > 1 {
        "every need".to_owned()
    } else if others.len() <= MOST_LEFT_OUT && ids.len() > 2 * MOST_LEFT_OUT {
        format!("every need but {}", and(&others))
    } else {
        ids.join(", ")
    }
}

/// The same, where a long list of them was shown before.
fn in_short(ids: &[&str], all: &[&str]) -> String {
    let named = named(ids, all);
    if ids.len() <= MOST_LISTED || named.starts_with("every need") {
        return named;
    }
    format!(
        "{} and {} more",
        ids[..LISTED].join(", "),
        ids.len() - LISTED
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_needs_are_named_by_those_that_are_left_out() {
        let all: Vec<String> = (0..20).map(|number| format!("n{number}")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(named(&all, &all), "every need");
        assert_eq!(named(&all[2..], &all), "every need but n0 and n1");
        assert_eq!(named(&all[..2], &all), "n0, n1");
        assert_eq!(named(&all[..1], &all[..1]), "n0");
        assert_eq!(in_short(&all[..8], &all), "n0, n1, n2, n3, n4, n5, n6, n7");
        assert_eq!(in_short(&all[..9], &all), "n0, n1, n2 and 6 more");
        assert_eq!(in_short(&all[2..], &all), "every need but n0 and n1");
    }
}
