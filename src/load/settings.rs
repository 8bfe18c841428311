//! `signpost.toml`, `needs.yaml` and `areas.yaml` to their types.

use super::fields::{Fields, Key, Problems, optional, required};
use super::kinds;
use super::names::{Names, unknown_name};
use super::node::Node;
use super::services::contact;
use crate::diagnostic::Diagnostic;
use crate::model::area::Area;
use crate::model::need::Need;
use crate::model::postcode::District;
use crate::model::settings::{Allow, Settings};
use crate::source::Spanned;

/// The keys of `signpost.toml`.
pub const SETTINGS: &[Key] = &[
    required("name", "text", "what the directory is called"),
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

/// The one key at the top of `needs.yaml`.
pub const NEEDS: &[Key] = &[required("needs", "list of needs", "every need")];

/// The keys of one area.
pub const AREA: &[Key] = &[
    required(
        "id",
        "kebab-case word",
        "the name that services and --near use",
    ),
    required("label", "text", "the area in plain words"),
    optional(
        "authorities",
        "list of codes",
        "local authority district codes of the ONS, such as E07000071",
    ),
    optional("districts", "list of postcode districts", "such as CO15"),
];

/// The one key at the top of `areas.yaml`.
pub const AREAS: &[Key] = &[required("areas", "list of areas", "every area")];

pub(super) fn settings(node: &Node, problems: &mut Problems) -> Option<Settings> {
    let fields = Fields::open(node, SETTINGS, "the settings", problems)?;
    let name = fields.plain_text("name", problems);
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
    Some(Settings {
        name: name?,
        area,
        review_days: review_days?.value,
        demonstration,
        as_of: as_of.map(|date| date.value),
        leaflet_header,
        leaflet_contact,
        allow,
    })
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

pub(super) fn areas(node: &Node, problems: &mut Problems) -> Option<Vec<Area>> {
    let top = Fields::open(node, AREAS, "areas.yaml", problems)?;
    let mut areas: Vec<Area> = Vec::new();
    for node in top.list("areas", problems) {
        let Some(area) = area(node, problems) else {
            continue;
        };
        if let Some(first) = areas.iter().find(|known| known.id.value == area.id.value) {
            duplicate_id(&area.id, &first.id, problems);
        } else {
            areas.push(area);
        }
    }
    problems.subject = None;
    Some(areas)
}

fn area(node: &Node, problems: &mut Problems) -> Option<Area> {
    problems.subject = None;
    let fields = Fields::open(node, AREA, "an area", problems)?;
    let id = fields.text("id", problems)?;
    problems.subject = Some(id.value.clone());
    kebab_case(&id, problems);
    let authorities = fields.texts("authorities", problems);
    for code in authorities
        .iter()
        .filter(|code| !authority_code(&code.value))
    {
        problems.report(
            &kinds::MALFORMED_VALUE,
            code.span,
            format!("`{}` is not the code of a local authority", code.value),
            "use a code of the Office for National Statistics: a letter and eight digits, such as E07000071",
        );
    }
    let districts: Vec<Spanned<District>> = fields
        .texts("districts", problems)
        .into_iter()
        .filter_map(|typed| match District::parse(&typed.value) {
            Ok(district) => Some(Spanned::new(district, typed.span)),
            Err(problem) => {
                problems.report(
                    &kinds::IMPOSSIBLE_POSTCODE,
                    typed.span,
                    format!("`{}` is not a postcode district: {problem}", typed.value),
                    "give the first part of a postcode: CO15",
                );
                None
            }
        })
        .collect();
    if authorities.is_empty() && districts.is_empty() {
        problems.report(
            &kinds::MISSING_KEY,
            fields.anchor,
            "an area has neither `authorities` nor `districts`".to_owned(),
            "say what it is made of, or nobody will ever be in it",
        );
    }
    Some(Area {
        label: fields.plain_text("label", problems)?,
        authorities,
        districts,
        id,
    })
}

fn authority_code(code: &str) -> bool {
    let mut bytes = code.bytes();
    matches!(bytes.next(), Some(b'E' | b'W' | b'S' | b'N'))
        && code.len() == 9
        && bytes.all(|byte| byte.is_ascii_digit())
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

/// Reports a name that is not in lower case with hyphens.
pub(super) fn kebab_case(id: &Spanned<String>, problems: &mut Problems) {
    let good = id.value.split('-').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !good {
        problems.report(
            &kinds::MALFORMED_VALUE,
            id.span,
            format!("`{}` is not a name", id.value),
            "use small letters and digits, with hyphens between words",
        );
    }
}

/// Reports an id that is used twice.
pub(super) fn duplicate_id(
    second: &Spanned<String>,
    first: &Spanned<String>,
    problems: &mut Problems,
) {
    problems.add(
        Diagnostic::new(
            &kinds::DUPLICATE_ID,
            second.span,
            format!("the id `{}` is used twice", second.value),
        )
        .related(first.span, "first used here")
        .help("give one of them another id; ids are never reused"),
    );
}
