//! `signpost.toml` to the settings of a directory.

use super::fields::{Fields, Key, optional, required};
use super::kinds;
use super::names::{Names, unknown_name};
use super::node::{Node, Shape};
use super::problems::Problems;
use super::services::place::contact;
use super::values::word;
use crate::diagnostic::Diagnostic;
use crate::model::settings::{Allow, Level, Settings};
use crate::source::Spanned;

/// The keys of `signpost.toml`.
pub const SETTINGS: &[Key] = &[
    required("name", "text", "what the directory is called"),
    optional(
        "publisher",
        "text",
        "who publishes it, best its web address; the identifiers of `export` are made of it, so it never changes",
    ),
    optional("area", "area", "the area it is for: an id of areas.yaml"),
    required(
        "review_days",
        "number",
        "days after which an entry has to be confirmed again",
    ),
    required(
        "demonstration",
        "true or false",
        "true: the services are invented, and every output says so",
    ),
    optional(
        "as_of",
        "date",
        "the day a demonstration pretends to be; refused in any other directory",
    ),
    optional("leaflet", "header, contact", "what stands on leaflets"),
    optional(
        "allow",
        "[[allow]] tables",
        "findings that are allowed for now",
    ),
    optional(
        "severity",
        "check = \"off\", \"note\", \"warning\" or \"error\"",
        "checks that matter more or less here than elsewhere",
    ),
];

/// The keys of `[leaflet]`.
pub const LEAFLET: &[Key] = &[
    optional("header", "text", "words at the top of a leaflet"),
    optional("contact", "phone, text, email, url", "whom to ask about it"),
];

/// The keys of `[[allow]]`.
pub const ALLOW: &[Key] = &[
    required("check", "id of a check", "what is allowed"),
    required(
        "id",
        "id of a service, need or rule",
        "the entry it is allowed for",
    ),
    required("reason", "text", "why"),
    required("until", "date", "the last day it is allowed"),
];

pub(super) fn settings(node: &Node, problems: &mut Problems) -> Option<Settings> {
    let fields = Fields::open(node, SETTINGS, "signpost.toml", problems)?;
    let name = fields.plain_text("name", problems);
    let publisher = fields.plain_text("publisher", problems);
    let area = fields.text("area", problems);
    let review_days = fields.number::<u16>("review_days", "a number of days", problems);
    let demonstration = fields.flag("demonstration", problems);
    let as_of = fields.date("as_of", problems);
    if let Some(as_of) = &as_of
        && !demonstration
    {
        problems.add(
            Diagnostic::new(
                &kinds::AS_OF_IN_REAL_DIRECTORY,
                as_of.span,
                "`as_of` is only for a demonstration",
            )
            .help("remove it: a real directory is always read as of today"),
        );
    }
    let (leaflet_header, leaflet_contact) = match fields.node("leaflet") {
        Some(node) => Fields::open(node, LEAFLET, "[leaflet]", problems).map_or_else(
            Default::default,
            |leaflet| {
                (
                    leaflet.plain_text("header", problems),
                    contact(leaflet.node("contact"), problems),
                )
            },
        ),
        None => Default::default(),
    };
    let allow = fields
        .list("allow", problems)
        .iter()
        .filter_map(|node| allow(node, problems))
        .collect();
    let severity = severity(&fields, problems);
    Some(Settings {
        name: name?,
        publisher,
        area,
        review_days: review_days?.value,
        demonstration,
        as_of: as_of.map(|date| date.value),
        leaflet_header,
        leaflet_contact,
        allow,
        severity,
    })
}

/// The checks of `[severity]`. Whether there are checks of these names is for the checks to say.
fn severity(fields: &Fields, problems: &mut Problems) -> Vec<(Spanned<String>, Level)> {
    let Some(node) = fields.node("severity") else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("`severity` holds checks, found {}", node.describe()),
            "write `[severity]` on a line, and below it `review-overdue = \"note\"`",
        );
        return Vec::new();
    };
    let levels = entries.iter().filter_map(|(key, node)| {
        let level = word::<Level>(node, &key.value, problems)?;
        Some((Spanned::new(key.value.to_string(), key.span), level.value))
    });
    levels.collect()
}

fn allow(node: &Node, problems: &mut Problems) -> Option<Allow> {
    let fields = Fields::open(node, ALLOW, "[[allow]]", problems)?;
    let until = fields.date("until", problems);
    let check = fields.text("check", problems);
    let id = fields.plain_text("id", problems);
    let reason = fields.plain_text("reason", problems);
    Some(Allow {
        check: check?,
        id: id?,
        reason: reason?,
        until: until?.value,
    })
}

/// Checks the area that the settings name.
pub(super) fn settings_area(settings: &Settings, names: &Names, problems: &mut Problems) {
    if let Some(area) = &settings.area
        && names.areas_complete
        && !names.areas.contains_key(area.value.as_str())
    {
        unknown_name(
            area,
            "area",
            names.areas.keys().copied(),
            "areas.yaml",
            problems,
        );
    }
}
