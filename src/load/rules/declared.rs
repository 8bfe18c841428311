//! What rules may name: sources, actions, groups of needs, and each other.

use crate::load::fields::{Fields, Key, optional, required};
use crate::load::kinds;
use crate::load::names::{Names, duplicate_id, kebab_case, unknown_name};
use crate::load::node::{Node, Shape};
use crate::load::problems::Problems;
use crate::load::values::one_or_more;
use crate::model::need::NeedIndex;
use crate::model::rule::{Action, ActionBy, ActionIndex, RuleIndex, Source, SourceIndex};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// The keys of `[sources.ID]`.
pub const SOURCE: &[Key] = &[
    required("title", "text", "what it is called"),
    optional("where", "text", "where it can be read"),
    optional("on", "text or date", "its date, as printed"),
];

/// The keys of `[actions.ID]`.
pub const ACTION: &[Key] = &[
    required("label", "text", "what to do, as a sentence"),
    optional(
        "urgency",
        "now, today or soon",
        "for stop actions: how soon",
    ),
    optional("service", "id of a service", "who does it"),
    optional(
        "kind",
        "kind of service",
        "who does it, with `need`: any service of this kind that takes the need",
    ),
    optional("need", "need", "goes with `kind`"),
];

/// What the rules have declared so far.
pub(super) struct Declared<'r> {
    pub(super) names: &'r Names<'r>,
    pub(super) groups: BTreeMap<String, Vec<NeedIndex>>,
    pub(super) sources: BTreeMap<String, SourceIndex>,
    pub(super) actions: BTreeMap<String, ActionIndex>,
    pub(super) rules: BTreeMap<String, RuleIndex>,
}

pub(super) fn source(id: Spanned<String>, node: &Node, problems: &mut Problems) -> Option<Source> {
    let fields = Fields::open(node, SOURCE, "a source", problems)?;
    Some(Source {
        title: fields.plain_text("title", problems)?,
        where_: fields.plain_text("where", problems),
        on: fields.plain_text("on", problems),
        id,
    })
}

pub(super) fn action(
    id: Spanned<String>,
    node: &Node,
    names: &Names,
    problems: &mut Problems,
) -> Option<Action> {
    let fields = Fields::open(node, ACTION, "an action", problems)?;
    kebab_case(&id, problems);
    let kind = fields.word("kind", problems);
    let need = fields
        .text("need", problems)
        .and_then(|need| names.need(&need, problems));
    let service = fields.text("service", problems);
    let given = ["service", "kind", "need"].map(|key| fields.node(key));
    match given {
        [Some(_), Some(node), _] | [Some(_), _, Some(node)] => problems.report(
            &kinds::MISPLACED_KEY,
            node.span,
            format!("the action `{}` names a service and a kind", id.value),
            "keep `service`, or `kind` with `need`",
        ),
        [None, Some(node), None] | [None, None, Some(node)] => problems.report(
            &kinds::MISSING_KEY,
            node.span,
            format!(
                "the action `{}` has only one of `kind` and `need`",
                id.value
            ),
            "give both, or `service`",
        ),
        _ => {}
    }
    let by = match (service, kind, need) {
        (Some(service), ..) => Some(ActionBy::Service(service)),
        (None, Some(kind), Some(need)) => Some(ActionBy::KindForNeed(kind.value, need.value)),
        _ => None,
    };
    Some(Action {
        urgency: fields.word("urgency", problems).map(|word| word.value),
        label: fields.plain_text("label", problems)?,
        by,
        id,
    })
}

pub(super) fn groups(
    fields: &Fields,
    names: &Names,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<NeedIndex>> {
    let Some(node) = fields.node("groups") else {
        return BTreeMap::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!(
                "`groups` holds named lists of needs, found {}",
                node.describe()
            ),
            "write `[groups]` with `name = [\"need\", \"need\"]` below",
        );
        return BTreeMap::new();
    };
    let mut groups = BTreeMap::new();
    for (name, node) in entries {
        let needs = one_or_more(node, &name.value, problems);
        let needs = needs
            .iter()
            .filter_map(|need| names.need(need, problems))
            .map(|need| need.value)
            .collect();
        groups.insert(name.value.to_string(), needs);
    }
    groups
}

pub(super) fn declare_rules(nodes: &[Node], declared: &mut Declared, problems: &mut Problems) {
    let mut first: BTreeMap<String, Spanned<String>> = BTreeMap::new();
    for (position, node) in nodes.iter().enumerate() {
        let Shape::Map(entries) = &node.shape else {
            continue;
        };
        let Some((_, id)) = entries.iter().find(|(key, _)| key.value == "id") else {
            continue;
        };
        let Shape::Text(text) = &id.shape else {
            continue;
        };
        let id = Spanned::new(text.to_string(), id.span);
        if let Some(first) = first.get(&id.value) {
            duplicate_id(&id, first, problems);
            continue;
        }
        declared
            .rules
            .insert(id.value.clone(), RuleIndex::from_position(position));
        first.insert(id.value.clone(), id);
    }
}

pub(super) fn for_(
    fields: &Fields,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<Vec<NeedIndex>> {
    fields.node("for")?;
    let mut needs = Vec::new();
    for typed in fields.texts("for", problems) {
        let Some(group) = typed.value.strip_prefix('@') else {
            needs.extend(declared.names.need(&typed, problems).map(|need| need.value));
            continue;
        };
        match declared.groups.get(group) {
            Some(group) => needs.extend(group),
            None => unknown_name(
                &typed,
                "group",
                declared.groups.keys().map(String::as_str),
                "[groups]",
                problems,
            ),
        }
    }
    needs.sort_unstable();
    needs.dedup();
    Some(needs)
}

/// Where each id stands.
pub(super) fn by_id<'i, I: Copy>(
    ids: impl Iterator<Item = &'i Spanned<String>>,
    index: impl Fn(usize) -> I,
) -> BTreeMap<String, I> {
    ids.enumerate()
        .map(|(position, id)| (id.value.clone(), index(position)))
        .collect()
}
