//! `areas.yaml` to the areas of a directory.

use super::fields::{Fields, Key, optional, required};
use super::kinds;
use super::names::{duplicate_id, kebab_case};
use super::node::Node;
use super::problems::Problems;
use crate::model::area::Area;
use crate::model::postcode::District;
use crate::source::Spanned;

/// The one key at the top of `areas.yaml`.
pub const AREAS: &[Key] = &[required("areas", "list of areas", "every area")];

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
