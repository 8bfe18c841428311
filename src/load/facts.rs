//! The facts of `routing.toml`.

use super::fields::{Fields, Key, optional, required};
use super::kinds;
use super::names::{kebab_case, unknown_name};
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::{text, unknown_word};
use crate::model::fact::{Fact, FactKind, From, NO_YES, Value, age_range};
use crate::model::rule::ActionIndex;
use crate::source::Spanned;
use std::collections::BTreeMap;

/// The keys of `[facts.ID]`.
pub const FACT: &[Key] = &[
    required("ask", "text", "the question to the worker"),
    optional("say", "text", "words for the person"),
    optional(
        "values",
        "list of values",
        "the answers it can have; a value may be {value, label}",
    ),
    optional("band", "list of values", "the answers, from least to most"),
    optional("set", "list of values", "any of these together"),
    optional(
        "red_flag",
        "true or false",
        "true: asked first, and all but no stop",
    ),
    optional(
        "unsure_do",
        "action",
        "for a red flag: what to do when nobody can say",
    ),
    optional("per_need", "true or false", "true: asked for each need"),
    optional(
        "from",
        "age or profile",
        "where the answer comes from instead of asking",
    ),
    optional(
        "unsure",
        "value",
        "what unsure counts as, where one answer is safe",
    ),
    optional(
        "changeable",
        "true or false",
        "true: may be offered as a thing that could change",
    ),
    optional(
        "alone",
        "true or false",
        "true: ask only where nobody else can see or hear",
    ),
];

/// The keys of a value written out.
pub const VALUE: &[Key] = &[
    required("value", "word", "the word of rules and cases"),
    optional("label", "text", "the value in plain words"),
];

/// The most values a fact may have.
pub const MAX_VALUES: usize = 32;

/// Decodes `[facts.ID]` in the order written.
pub(super) fn facts(
    fields: &Fields,
    actions: &BTreeMap<String, ActionIndex>,
    problems: &mut Problems,
) -> Vec<Fact> {
    let Some(node) = fields.node("facts") else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("`facts` holds named tables, found {}", node.describe()),
            "write `[facts.name]` with its keys below",
        );
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (id, node) in entries {
        problems.subject = Some(id.value.to_string());
        facts.extend(fact(
            Spanned::new(id.value.to_string(), id.span),
            node,
            actions,
            problems,
        ));
    }
    problems.subject = None;
    facts
}

fn fact(
    id: Spanned<String>,
    node: &Node,
    actions: &BTreeMap<String, ActionIndex>,
    problems: &mut Problems,
) -> Option<Fact> {
    let fields = Fields::open(node, FACT, "a fact", problems)?;
    kebab_case(&id, problems);
    let kind = kind(&id, &fields, problems);
    let unsure_do = fields.text("unsure_do", problems).and_then(|typed| {
        let action = actions.get(&typed.value).copied();
        if action.is_none() {
            unknown_name(
                &typed,
                "action",
                actions.keys().map(String::as_str),
                "[actions]",
                problems,
            );
        }
        action
    });
    if matches!(kind, FactKind::RedFlag)
        && unsure_do.is_none()
        && fields.node("unsure_do").is_none()
    {
        problems.report(
            &kinds::MISSING_KEY,
            id.span,
            format!("the red flag `{}` has no `unsure_do`", id.value),
            "name the action for when nobody can say: who can help to decide",
        );
    }
    let per_need = fields.flag("per_need", problems);
    if matches!(kind, FactKind::RedFlag)
        && per_need
        && let Some(node) = fields.node("per_need")
    {
        problems.report(
            &kinds::MISPLACED_KEY,
            node.span,
            format!("the red flag `{}` is asked for each need", id.value),
            "remove `per_need`: a danger is asked about once, for the person",
        );
    }
    if (matches!(kind, FactKind::RedFlag) || per_need)
        && let Some(node) = fields.node("from")
    {
        problems.report(
            &kinds::MISPLACED_KEY,
            node.span,
            format!("`{}` is asked each time, and has a `from`", id.value),
            "remove `from`: a danger, and what is asked for each need, is never answered beforehand",
        );
    }
    let mut fact = Fact {
        ask: fields.plain_text("ask", problems).unwrap_or_default(),
        say: fields.plain_text("say", problems),
        unsure_do,
        per_need,
        from: from(&fields, problems),
        unsure: None,
        changeable: fields.flag("changeable", problems),
        alone: fields.flag("alone", problems),
        kind,
        id,
    };
    fact.unsure = fields
        .text("unsure", problems)
        .and_then(|typed| unsure(&typed, &fact, problems));
    if fact.from == Some(From::Age) {
        bands_cover_every_age(&fact, problems);
    }
    Some(fact)
}

fn kind(id: &Spanned<String>, fields: &Fields, problems: &mut Problems) -> FactKind {
    let given: Vec<&str> = ["values", "band", "set"]
        .into_iter()
        .filter(|key| fields.node(key).is_some())
        .collect();
    let red_flag = fields.flag("red_flag", problems);
    if given.len() + usize::from(red_flag) > 1 {
        problems.report(
            &kinds::MISPLACED_KEY,
            id.span,
            format!("the fact `{}` is of several kinds at once", id.value),
            "keep one of values, band, set and red_flag",
        );
    }
    if red_flag {
        return FactKind::RedFlag;
    }
    let Some(key) = given.first() else {
        return FactKind::YesNo;
    };
    let mut values: Vec<Value> = fields
        .list(key, problems)
        .iter()
        .filter_map(|node| value(node, problems))
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for value in &values {
        if seen.contains(&value.value.as_str()) || value.value == "unsure" {
            problems.report(
                &kinds::MALFORMED_VALUE,
                id.span,
                format!(
                    "the fact `{}` cannot have the value `{}` here",
                    id.value, value.value
                ),
                "a value stands once, and `unsure` is always there without being named",
            );
        }
        seen.push(&value.value);
    }
    if values.len() > MAX_VALUES || values.is_empty() || (values.len() < 2 && *key != "set") {
        problems.report(
            &kinds::MALFORMED_VALUE,
            id.span,
            format!(
                "the fact `{}` has {}",
                id.value,
                crate::model::shown::count(values.len(), "value", "values")
            ),
            format!("give it two to {MAX_VALUES}"),
        );
    }
    values.truncate(MAX_VALUES);
    match *key {
        "values" => FactKind::Values(values),
        "band" => FactKind::Band(values),
        _ => FactKind::Set(values),
    }
}

fn value(node: &Node, problems: &mut Problems) -> Option<Value> {
    if matches!(node.shape, Shape::Map(_)) {
        let fields = Fields::open(node, VALUE, "a value", problems)?;
        return Some(Value {
            value: fields.plain_text("value", problems)?,
            label: fields.plain_text("label", problems),
        });
    }
    text(node, "value", problems).map(|text| Value {
        value: text.value,
        label: None,
    })
}

fn from(fields: &Fields, problems: &mut Problems) -> Option<From> {
    let typed = fields.text("from", problems)?;
    match typed.value.as_str() {
        "age" => Some(From::Age),
        "profile" => Some(From::Profile),
        _ => {
            unknown_word(&typed, "from", ["age", "profile"].into_iter(), problems);
            None
        }
    }
}

/// The value that unsure counts as. A red flag has none: unsure always counts as yes.
fn unsure(typed: &Spanned<String>, fact: &Fact, problems: &mut Problems) -> Option<u8> {
    let words: Vec<&str> = match &fact.kind {
        FactKind::YesNo => NO_YES.to_vec(),
        FactKind::RedFlag => Vec::new(),
        _ => fact.words(),
    };
    let found = words
        .iter()
        .position(|word| *word == typed.value)
        .and_then(|found| u8::try_from(found).ok());
    if found.is_none() {
        let known = if fact.is_red_flag() {
            vec!["(unsure always counts as yes for a red flag)"]
        } else {
            words
        };
        unknown_word(typed, "unsure", known.into_iter(), problems);
    }
    found
}

fn bands_cover_every_age(fact: &Fact, problems: &mut Problems) {
    let mut next = Some(0);
    for value in fact.values() {
        let range = age_range(&value.value);
        if range.is_none_or(|(start, _)| Some(start) != next) {
            problems.report(
                &kinds::MALFORMED_VALUE,
                fact.id.span,
                format!(
                    "the bands of `{}` do not say every age once: look at `{}`",
                    fact.id.value, value.value
                ),
                "write them as `under 18`, `18-64`, `65+`, with no gap between them",
            );
            return;
        }
        next = range.and_then(|(_, end)| end.checked_add(1));
    }
    if next.is_some() {
        problems.report(
            &kinds::MALFORMED_VALUE,
            fact.id.span,
            format!(
                "the bands of `{}` stop before the oldest ages",
                fact.id.value
            ),
            "let the last band end in `+`: `65+`",
        );
    }
}
