//! What the rules promise of every case: `[[always]]`, `[[never]]`, `[[never_weaker]]`; and the cases nobody can be in.

use super::declared::{Declared, for_};
use crate::load::conditions::{FactNames, condition};
use crate::load::fields::{Fields, Key, optional, required};
use crate::load::node::Node;
use crate::load::problems::Problems;
use crate::load::values::{one_or_more, unknown_word};
use crate::model::impossible::Impossible;
use crate::model::rule::{Invariant, NeverWeaker, Promise, Route};
use crate::model::vocabulary::Vocabulary;

/// The keys of `[[always]]` and `[[never]]`.
pub const INVARIANT: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
    optional(
        "when",
        "condition",
        "the cases it is about; absent: every case",
    ),
    optional("unless", "condition", "the cases it is not about"),
    required("route", "a route or a list of routes", "the routes"),
];

/// The keys of `[[never_weaker]]`.
pub const NEVER_WEAKER: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    required(
        "facts",
        "list of facts",
        "raising one of them never gives a weaker route",
    ),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
];

/// The keys of `[[impossible]]`.
pub const IMPOSSIBLE: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    required("when", "condition", "the cases nobody can be in"),
];

pub(super) fn invariant(
    node: &Node,
    promise: Promise,
    declared: &Declared,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<Invariant> {
    problems.subject = None;
    let fields = Fields::open(node, INVARIANT, "an invariant", problems)?;
    let id = fields.text("id", problems);
    problems.subject = id.as_ref().map(|id| id.value.clone());
    let route = fields
        .node("route")
        .map(|node| one_or_more(node, "route", problems))
        .unwrap_or_default()
        .iter()
        .filter_map(|typed| {
            let route = Route::from_word(&typed.value);
            if route.is_none() {
                unknown_word(
                    typed,
                    "route",
                    Route::WORDS.iter().map(|(word, _)| *word),
                    problems,
                );
            }
            route
        })
        .collect();
    Some(Invariant {
        promise,
        for_: for_(&fields, declared, problems),
        when: fields
            .node("when")
            .and_then(|node| condition(node, facts, problems)),
        unless: fields
            .node("unless")
            .and_then(|node| condition(node, facts, problems)),
        route,
        id: id?,
    })
}

pub(super) fn never_weaker(
    node: &Node,
    declared: &Declared,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<NeverWeaker> {
    let fields = Fields::open(node, NEVER_WEAKER, "[[never_weaker]]", problems)?;
    let id = fields.text("id", problems);
    let typed = fields.texts("facts", problems);
    let named = typed
        .iter()
        .filter_map(|typed| facts.fact(typed, problems))
        .collect();
    Some(NeverWeaker {
        facts: named,
        for_: for_(&fields, declared, problems),
        id: id?,
    })
}

pub(super) fn impossible(
    node: &Node,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<Impossible> {
    problems.subject = None;
    let fields = Fields::open(node, IMPOSSIBLE, "[[impossible]]", problems)?;
    let id = fields.text("id", problems);
    problems.subject = id.as_ref().map(|id| id.value.clone());
    let when = condition(fields.node("when")?, facts, problems)?;
    Some(Impossible { id: id?, when })
}
