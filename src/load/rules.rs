//! `routing.toml` to [`Rules`]: every name resolved, every problem reported. The top of the file here, its parts in a room
//! each.

pub mod declared;
pub mod invariants;
pub mod rule;
pub mod signature;

use super::conditions::FactNames;
use super::facts::facts;
use super::fields::{Fields, Key, optional, required};
use super::fingerprint::fingerprint;
use super::kinds;
use super::names::{Names, duplicate_id};
use super::node::{Node, Shape};
use super::problems::Problems;
use super::set_aside;
use crate::model::rule::{ActionIndex, Approval, Promise, Rules, SourceIndex};
use crate::source::Spanned;
use declared::{Declared, action, by_id, declare_rules, groups, source};
use invariants::{impossible, invariant, never_weaker};
use rule::rule;
use std::collections::BTreeMap;

/// The keys at the top of `routing.toml`.
pub const RULES: &[Key] = &[
    required(
        "version",
        "text",
        "the version its authors gave it; shown in every plan",
    ),
    required("owner", "text", "the role that answers for it"),
    required("review", "date", "when it has to be looked at again"),
    optional(
        "approval",
        "role, organization, on, review, fingerprint",
        "somebody's signature under exactly these rules",
    ),
    optional("sources", "[sources.ID] tables", "where reasons come from"),
    optional("actions", "[actions.ID] tables", "things to do"),
    optional(
        "groups",
        "name = [needs]",
        "needs that rules name together, as @name",
    ),
    required("facts", "[facts.ID] tables", "the questions"),
    required("rule", "[[rule]] tables", "the rules"),
    optional(
        "always",
        "[[always]] tables",
        "routes that a case always gets",
    ),
    optional("never", "[[never]] tables", "routes that a case never gets"),
    optional(
        "never_weaker",
        "[[never_weaker]] tables",
        "facts whose rising never gives a weaker route",
    ),
    optional(
        "impossible",
        "[[impossible]] tables",
        "cases nobody can be in",
    ),
];

/// The keys of `[approval]`.
pub const APPROVAL: &[Key] = &[
    required("role", "text", "who approved, by role"),
    required("organization", "text", "for which organisation"),
    required("on", "date", "when"),
    required("review", "date", "when it has to be approved again"),
    required(
        "fingerprint",
        "text",
        "the fingerprint of the rules that were approved",
    ),
];

/// Decodes the whole file. `None` where a rule or a fact could not be read; the findings say which.
pub(super) fn rules(node: &Node, names: &Names, problems: &mut Problems) -> Option<Rules> {
    let fields = Fields::open(node, RULES, "routing.toml", problems)?;
    // What is missing at the top refuses the file, but the rest is still looked at.
    let version = fields.plain_text("version", problems);
    let owner = fields.plain_text("owner", problems);
    let whole = version.is_some() && owner.is_some();
    let mut rules = Rules {
        version: version.unwrap_or_default(),
        owner: owner.unwrap_or_default(),
        review: fields.date("review", problems).map(|date| date.value),
        approval: fields
            .node("approval")
            .and_then(|node| approval(node, problems)),
        fingerprint: fingerprint(&fields),
        ..Rules::default()
    };
    rules.sources = tables(&fields, "sources", problems, |id, node, problems| {
        source(id, node, problems)
    });
    rules.actions = tables(&fields, "actions", problems, |id, node, problems| {
        action(id, node, names, problems)
    });
    let mut declared = Declared {
        names,
        groups: groups(&fields, names, problems),
        sources: by_id(
            rules.sources.iter().map(|source| &source.id),
            SourceIndex::from_position,
        ),
        actions: by_id(
            rules.actions.iter().map(|action| &action.id),
            ActionIndex::from_position,
        ),
        rules: BTreeMap::new(),
    };
    rules.facts = facts(&fields, &declared.actions, problems);
    rules.variables = Rules::lay_out(&rules.facts);
    let fact_names = FactNames::new(&rules.facts, &rules.variables);
    let nodes = fields.list("rule", problems);
    declare_rules(nodes, &mut declared, problems);
    let top = (rules.owner.clone(), rules.review);
    rules.rules = nodes
        .iter()
        .filter_map(|node| rule(node, &declared, &fact_names, &top, problems))
        .collect();
    problems.subject = None;
    if rules.rules.len() == nodes.len() {
        set_aside::check(&mut rules.rules, problems);
    }
    for (key, promise) in [("always", Promise::Always), ("never", Promise::Never)] {
        for node in fields.list(key, problems) {
            rules
                .invariants
                .extend(invariant(node, promise, &declared, &fact_names, problems));
        }
    }
    for node in fields.list("never_weaker", problems) {
        rules
            .never_weaker
            .extend(never_weaker(node, &declared, &fact_names, problems));
    }
    for node in fields.list("impossible", problems) {
        rules
            .impossible
            .extend(impossible(node, &fact_names, problems));
    }
    problems.subject = None;
    one_id_each(&rules, problems);
    // A rule that could not be read would shift the places that `instead_of` points to; the finding refuses the file.
    (whole && rules.rules.len() == nodes.len()).then_some(rules)
}

/// Promises and kinds of case that cannot be are spoken of by id, so no two may share one.
fn one_id_each(rules: &Rules, problems: &mut Problems) {
    let always = rules.invariants.iter().map(|promise| &promise.id);
    let weaker = rules.never_weaker.iter().map(|promise| &promise.id);
    let impossible = rules.impossible.iter().map(|kind| &kind.id);
    let mut ids: Vec<&Spanned<String>> = always.chain(weaker).chain(impossible).collect();
    ids.sort_by_key(|id| id.span.start);
    let mut first: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for id in ids {
        if let Some(first) = first.get(id.value.as_str()) {
            duplicate_id(id, first, problems);
        } else {
            first.insert(&id.value, id);
        }
    }
}

/// Decodes `[key.ID]` tables in the order written.
fn tables<T>(
    fields: &Fields,
    key: &str,
    problems: &mut Problems,
    mut decode: impl FnMut(Spanned<String>, &Node, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("`{key}` holds named tables, found {}", node.describe()),
            format!("write `[{key}.name]` with its keys below"),
        );
        return Vec::new();
    };
    let mut decoded = Vec::new();
    for (id, node) in entries {
        let id = Spanned::new(id.value.to_string(), id.span);
        problems.subject = Some(id.value.clone());
        decoded.extend(decode(id, node, problems));
    }
    problems.subject = None;
    decoded
}

fn approval(node: &Node, problems: &mut Problems) -> Option<Approval> {
    let fields = Fields::open(node, APPROVAL, "[approval]", problems)?;
    let (on, review) = (fields.date("on", problems), fields.date("review", problems));
    let role = fields.plain_text("role", problems);
    let organization = fields.plain_text("organization", problems);
    let fingerprint = fields.plain_text("fingerprint", problems);
    Some(Approval {
        role: role?,
        organization: organization?,
        on: on?.value,
        review: review?.value,
        fingerprint: fingerprint?,
    })
}
