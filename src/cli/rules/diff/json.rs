//! The comparison for programs. The shape is promised by its version and is not the shape of our own types.

use crate::cli::side::Side;
use crate::model::rule::Route;
use crate::route::diff::{Beside, Change, Difference, Edit, EditKind, Part, Weight, What};
use serde::Serialize;

/// The version of the shape. Keys may be added under one version; none is renamed, removed or given another meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Report<'d> {
    version: u32,
    /// True where the services of either side are invented.
    demonstration: bool,
    old: Stamp<'d>,
    new: Stamp<'d>,
    /// True where the exit status is 1.
    decisions_change: bool,
    edits: Vec<Edited<'d>>,
    person: Vec<Changed<'d>>,
    needs: Vec<OfNeeds<'d>>,
    stays: &'d [String],
}

/// Which rules a side has.
#[derive(Serialize)]
struct Stamp<'d> {
    name: &'d str,
    version: &'d str,
    fingerprint: &'d str,
    rules: usize,
}

/// An entry that was written differently.
#[derive(Serialize)]
struct Edited<'d> {
    /// rule, fact, need, action, promise or file.
    of: &'static str,
    id: &'d str,
    /// new, gone or changed.
    edit: &'static str,
    /// What of it changed; empty where it is new or gone.
    parts: Vec<&'d str>,
    /// nothing, compared or more: what the edit can change.
    changes: &'static str,
}

#[derive(Serialize)]
struct OfNeeds<'d> {
    needs: &'d [String],
    changes: Vec<Changed<'d>>,
}

/// A change: of the route where `kind` is route, else of what is done beside it.
#[derive(Serialize)]
#[expect(
    clippy::option_option,
    reason = "absent is not null: a change beside the route has no route, and null is a route that no rule gives"
)]
struct Changed<'d> {
    kind: &'static str,
    /// For a route: the old one; null: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Option<Route>>,
    /// For a route: the new one; null: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Option<Route>>,
    /// For anything else: gained or lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<&'static str>,
    /// For anything else: which route, action, service, need or profession.
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    /// The facts that are named; with any other answers to other facts the change shows.
    when: Vec<Named<'d>>,
    /// True where it shows in no other case.
    every_case: bool,
    /// True where it shows only in cases that one of the rule sets calls impossible.
    only_impossible: bool,
}

#[derive(Serialize)]
struct Named<'d> {
    fact: &'d str,
    /// For a set: the element, whose values are no and yes; else null.
    element: Option<&'d str>,
    values: &'d [String],
}

/// The comparison as JSON.
pub(super) fn report<'d>(found: &'d Difference, old: &'d Side, new: &'d Side) -> Report<'d> {
    let is_demonstration = |side: &Side| side.loaded.directory.settings.demonstration;
    Report {
        version: VERSION,
        demonstration: is_demonstration(old) || is_demonstration(new),
        old: stamp(old),
        new: stamp(new),
        decisions_change: found.changes_decisions(),
        edits: found.edits.iter().map(edited).collect(),
        person: found.person.iter().map(changed).collect(),
        needs: found
            .needs
            .iter()
            .map(|group| OfNeeds {
                needs: &group.needs,
                changes: group.changes.iter().map(changed).collect(),
            })
            .collect(),
        stays: &found.stays,
    }
}

fn stamp(side: &Side) -> Stamp<'_> {
    let rules = &side.loaded.directory.rules;
    Stamp {
        name: &side.name,
        version: &rules.version,
        fingerprint: &rules.fingerprint,
        rules: rules.rules.len(),
    }
}

fn edited(edit: &Edit) -> Edited<'_> {
    let (kind, parts): (&str, &[Part]) = match &edit.kind {
        EditKind::New(_) => ("new", &[]),
        EditKind::Gone(_) => ("gone", &[]),
        EditKind::Changed(parts) => ("changed", parts),
    };
    Edited {
        of: edit.of.word(),
        id: &edit.id,
        edit: kind,
        parts: parts.iter().map(|part| part.said.as_str()).collect(),
        changes: match edit.weight() {
            Weight::Words => "nothing",
            Weight::Compared => "compared",
            Weight::Decides => "more",
        },
    }
}

fn changed(change: &Change) -> Changed<'_> {
    let (mut from_to, mut beside) = (None, None);
    let kind = match &change.what {
        What::Route { from, to } => {
            from_to = Some((*from, *to));
            "route"
        }
        What::Beside { what, now } => {
            let (kind, named) = named(what);
            beside = Some((if *now { "gained" } else { "lost" }, named));
            kind
        }
    };
    let when = change.cases.when.iter().map(|said| Named {
        fact: &said.fact,
        element: said.element.as_deref(),
        values: &said.values,
    });
    Changed {
        kind,
        from: from_to.map(|(from, _)| from),
        to: from_to.map(|(_, to)| to),
        edit: beside.as_ref().map(|(edit, _)| *edit),
        what: beside.map(|(_, named)| named),
        when: when.collect(),
        every_case: change.cases.every,
        only_impossible: change.cases.impossible,
    }
}

fn named(what: &Beside) -> (&'static str, String) {
    match what {
        Beside::Also(route) => ("also", route.to_string()),
        Beside::Do { action, .. } => ("do", action.clone()),
        Beside::HoldService(id) => ("hold-service", id.clone()),
        Beside::HoldNeed(need) => ("hold-need", need.clone()),
        Beside::Profession(profession) => ("profession", profession.to_string()),
        Beside::Recommended(route) => ("recommended", route.to_string()),
    }
}
