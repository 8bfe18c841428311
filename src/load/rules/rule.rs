//! One `[[rule]]`: when it applies, where it sends, what it sets aside, and why.

use super::declared::{Declared, for_};
use crate::load::conditions::{FactNames, condition};
use crate::load::fields::{Fields, Key, optional, required};
use crate::load::kinds;
use crate::load::names::{kebab_case, unknown_name};
use crate::load::node::Node;
use crate::load::problems::Problems;
use crate::model::rule::{ActionIndex, Cite, Hold, Route, Rule, SetsAside};
use crate::model::vocabulary::Vocabulary;
use crate::source::Spanned;
use jiff::civil::Date;

/// The keys of `[[rule]]`.
pub const RULE: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
    optional("when", "condition", "what must hold; absent: always"),
    optional("unless", "condition", "what must not hold"),
    required(
        "route",
        "active-signposting, clinician-led, link-worker, ahp or stop",
        "where the need then goes",
    ),
    optional(
        "profession",
        "allied health profession",
        "for `ahp`: to whom; absent: the need's own professions",
    ),
    optional(
        "instead_of",
        "list of rules or routes",
        "what it sets aside; never `stop`",
    ),
    optional("do", "list of actions", "what to do"),
    optional(
        "hold",
        "list of services or needs",
        "services that wait while the rule counts: what must not go on beside a stop, or before an assessment",
    ),
    required("why", "text", "the reason, as a sentence"),
    optional("cite", "SOURCE: place", "where the reason comes from"),
    optional(
        "owner",
        "text",
        "the role that answers for it; absent: the owner at the top",
    ),
    optional(
        "review",
        "date",
        "when it has to be looked at again; absent: the date at the top",
    ),
];

pub(super) fn rule(
    node: &Node,
    declared: &Declared,
    facts: &FactNames,
    (owner, review): &(String, Option<Date>),
    problems: &mut Problems,
) -> Option<Rule> {
    problems.subject = None;
    let fields = Fields::open(node, RULE, "a rule", problems)?;
    let id = fields.text("id", problems);
    if let Some(id) = &id {
        problems.subject = Some(id.value.clone());
        kebab_case(id, problems);
        if Route::from_word(&id.value).is_some() {
            problems.report(
                &kinds::MALFORMED_VALUE,
                id.span,
                format!("`{}` is the name of a route", id.value),
                "give the rule another id, so that `instead_of` can only mean one of them",
            );
        }
    }
    let route = fields.word::<Route>("route", problems);
    let why = fields.plain_text("why", problems);
    let when = fields
        .node("when")
        .and_then(|node| condition(node, facts, problems));
    let unless = fields
        .node("unless")
        .and_then(|node| condition(node, facts, problems));
    let instead_of = fields
        .texts("instead_of", problems)
        .iter()
        .filter_map(|typed| sets_aside(typed, declared, problems))
        .collect();
    let do_ = fields.texts("do", problems);
    let hold = fields.texts("hold", problems);
    let own_review = fields
        .node("review")
        .and_then(|_| fields.date("review", problems));
    Some(Rule {
        for_: for_(&fields, declared, problems),
        when,
        unless,
        profession: fields.word("profession", problems).map(|word| word.value),
        instead_of,
        do_: do_
            .iter()
            .filter_map(|typed| action_named(typed, declared, problems))
            .collect(),
        hold: hold
            .into_iter()
            .map(|typed| held(typed, declared))
            .collect(),
        cite: fields
            .text("cite", problems)
            .and_then(|typed| cite(&typed, declared, problems)),
        owner: fields
            .plain_text("owner", problems)
            .unwrap_or_else(|| owner.clone()),
        // What may be missing stands last, so that everything before it is looked at.
        review: own_review.map(|date| date.value).or(*review)?,
        why: why?,
        route: route?.value,
        id: id?,
    })
}

fn sets_aside(
    typed: &Spanned<String>,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<Spanned<SetsAside>> {
    let target = match (
        Route::from_word(&typed.value),
        declared.rules.get(&typed.value),
    ) {
        (Some(route), _) => SetsAside::Route(route),
        (None, Some(rule)) => SetsAside::Rule(*rule),
        (None, None) => {
            let routes = Route::WORDS.iter().map(|(word, _)| *word);
            let known = declared.rules.keys().map(String::as_str).chain(routes);
            unknown_name(typed, "rule or route", known, "routing.toml", problems);
            return None;
        }
    };
    Some(Spanned::new(target, typed.span))
}

fn action_named(
    typed: &Spanned<String>,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<ActionIndex> {
    let found = declared.actions.get(&typed.value).copied();
    if found.is_none() {
        unknown_name(
            typed,
            "action",
            declared.actions.keys().map(String::as_str),
            "[actions]",
            problems,
        );
    }
    found
}

/// A need where one has this name, else a service, which is looked for in the directory by a check.
fn held(typed: Spanned<String>, declared: &Declared) -> Hold {
    match declared.names.needs.get(typed.value.as_str()) {
        Some(need) => Hold::Need(*need),
        None => Hold::Service(typed.value),
    }
}

fn cite(typed: &Spanned<String>, declared: &Declared, problems: &mut Problems) -> Option<Cite> {
    let (source, place) = typed.value.split_once(':').unwrap_or((&typed.value, ""));
    let Some(index) = declared.sources.get(source.trim()) else {
        let source = Spanned::new(source.trim().to_owned(), typed.span);
        unknown_name(
            &source,
            "source",
            declared.sources.keys().map(String::as_str),
            "[sources]",
            problems,
        );
        return None;
    };
    Some(Cite {
        source: *index,
        place: place.trim().to_owned(),
    })
}
