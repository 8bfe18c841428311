//! `needs.yaml` to the needs of a directory.

use super::fields::{Fields, Key, optional, required};
use super::names::{duplicate_id, kebab_case};
use super::node::Node;
use super::problems::Problems;
use crate::model::need::Need;

/// The one key at the top of `needs.yaml`.
pub const NEEDS: &[Key] = &[required("needs", "list of needs", "every need")];

/// The keys of one need.
pub const NEED: &[Key] = &[
    required(
        "id",
        "kebab-case word",
        "the name that services, rules and cases use; never reused",
    ),
    required("label", "text", "the need in plain words"),
    required(
        "group",
        "social, practical, wellbeing, function, condition or crisis",
        "its family",
    ),
    optional(
        "crisis",
        "yes or no",
        "yes: a danger; an inexact match never chooses it and always suggests it",
    ),
    required(
        "words",
        "list of phrases",
        "what people say; a phrase belongs to one need only",
    ),
    optional(
        "service_types",
        "list of words",
        "kinds of service that meet it",
    ),
    optional(
        "professions",
        "list of allied health professions",
        "who takes it back, the usual one first",
    ),
];

pub(super) fn needs(node: &Node, problems: &mut Problems) -> Option<Vec<Need>> {
    let top = Fields::open(node, NEEDS, "needs.yaml", problems)?;
    let mut needs: Vec<Need> = Vec::new();
    for node in top.list("needs", problems) {
        let Some(need) = need(node, problems) else {
            continue;
        };
        if let Some(first) = needs.iter().find(|known| known.id.value == need.id.value) {
            duplicate_id(&need.id, &first.id, problems);
        } else {
            needs.push(need);
        }
    }
    problems.subject = None;
    Some(needs)
}

fn need(node: &Node, problems: &mut Problems) -> Option<Need> {
    problems.subject = None;
    let fields = Fields::open(node, NEED, "a need", problems)?;
    let id = fields.text("id", problems)?;
    problems.subject = Some(id.value.clone());
    kebab_case(&id, problems);
    let label = fields.plain_text("label", problems);
    let group = fields.word("group", problems);
    Some(Need {
        crisis: fields.flag("crisis", problems),
        words: fields.texts("words", problems),
        service_types: fields
            .texts("service_types", problems)
            .into_iter()
            .map(|text| text.value)
            .collect(),
        professions: fields.words("professions", problems),
        label: label?,
        group: group?.value,
        id,
    })
}
