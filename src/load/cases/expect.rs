//! What a worked case must give: its `expect`.

use super::need_named;
use crate::load::fields::{Fields, Key, optional};
use crate::load::kinds;
use crate::load::names::unknown_name;
use crate::load::node::{Node, Shape};
use crate::load::problems::Problems;
use crate::load::values::{unknown_word, word};
use crate::model::Directory;
use crate::model::case::Expect;
use crate::model::rule::Route;
use crate::model::vocabulary::Vocabulary;
use crate::source::Spanned;

/// The keys of `expect`.
pub const EXPECT: &[Key] = &[
    optional("route", "route", "the route for the person"),
    optional(
        "also",
        "list of routes",
        "exactly the weaker routes beside it",
    ),
    optional("decided", "yes or no", "whether everything is decided"),
    optional("needs", "need: route", "the route for each need named"),
    optional("rules", "list of rules", "rules that must apply"),
    optional(
        "actions",
        "list of actions",
        "actions that must be among those to do",
    ),
    optional(
        "services",
        "present, absent",
        "services that must, or must not, be offered",
    ),
];

/// The keys of `expect.services`.
pub const EXPECT_SERVICES: &[Key] = &[
    optional(
        "present",
        "list of services",
        "services that must be offered",
    ),
    optional(
        "absent",
        "list of services",
        "services that must not be offered",
    ),
];

pub(super) fn expect(
    node: &Node,
    directory: &Directory,
    problems: &mut Problems,
) -> Option<Expect> {
    let fields = Fields::open(node, EXPECT, "`expect`", problems)?;
    let rules = fields.texts("rules", problems);
    for rule in &rules {
        if directory
            .rules
            .rules
            .iter()
            .all(|known| known.id.value != rule.value)
        {
            let known = directory
                .rules
                .rules
                .iter()
                .map(|rule| rule.id.value.as_str());
            unknown_name(rule, "rule", known, "routing.toml", problems);
        }
    }
    let actions = fields.texts("actions", problems);
    for action in &actions {
        if directory
            .rules
            .actions
            .iter()
            .all(|known| known.id.value != action.value)
        {
            let known = directory
                .rules
                .actions
                .iter()
                .map(|action| action.id.value.as_str());
            unknown_name(action, "action", known, "routing.toml", problems);
        }
    }
    let mut needs = Vec::new();
    match fields.node("needs").map(|node| (node, &node.shape)) {
        None => {}
        Some((_, Shape::Map(entries))) => {
            for (key, node) in entries {
                let key = Spanned::new(key.value.to_string(), key.span);
                let need = need_named(&key, directory, problems);
                let route = word::<Route>(node, "route", problems);
                needs.extend(need.zip(route.map(|route| route.value)));
            }
        }
        // Passed over in silence, it would expect nothing.
        Some((node, _)) => problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!(
                "`needs` of `expect` is `need: route`, found {}",
                node.describe()
            ),
            "write `needs: {falls: ahp}`",
        ),
    }
    let services = fields
        .node("services")
        .and_then(|node| Fields::open(node, EXPECT_SERVICES, "services", problems));
    let (present, absent) = match &services {
        Some(services) => (
            services.texts("present", problems),
            services.texts("absent", problems),
        ),
        None => Default::default(),
    };
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect();
    Some(Expect {
        route: fields
            .word::<Route>("route", problems)
            .map(|route| route.value),
        also: fields.node("also").map(|_| {
            fields
                .texts("also", problems)
                .iter()
                .filter_map(|typed| route_named(typed, problems))
                .collect()
        }),
        decided: fields
            .node("decided")
            .map(|_| fields.flag("decided", problems)),
        needs,
        rules: plain(rules),
        actions: plain(actions),
        present: plain(present),
        absent: plain(absent),
    })
}

fn route_named(typed: &Spanned<String>, problems: &mut Problems) -> Option<Route> {
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
}
