//! Names that entries use for each other: what a name may look like, that it is used once, and the needs and areas it
//! finds while loading.

use super::kinds;
use super::problems::Problems;
use super::values::nearest;
use crate::diagnostic::Diagnostic;
use crate::model::area::Area;
use crate::model::need::{Need, NeedIndex};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// What has been declared so far.
#[derive(Default)]
pub(super) struct Names<'n> {
    pub(super) needs: BTreeMap<&'n str, NeedIndex>,
    pub(super) areas: BTreeMap<&'n str, usize>,
    /// False where needs.yaml is missing or broken: an unknown need is then not worth a finding of its own.
    pub(super) needs_complete: bool,
    /// The same for areas.yaml.
    pub(super) areas_complete: bool,
}

impl Names<'_> {
    /// The need with this id; reports one that is not declared.
    pub(super) fn need(
        &self,
        typed: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<Spanned<NeedIndex>> {
        let found = self.needs.get(typed.value.as_str()).copied();
        if found.is_none() && self.needs_complete {
            unknown_name(
                typed,
                "need",
                self.needs.keys().copied(),
                "needs.yaml",
                problems,
            );
        }
        found.map(|need| Spanned::new(need, typed.span))
    }
}

pub(super) fn names<'n>(
    needs: &'n [Need],
    areas: &'n [Area],
    [needs_complete, areas_complete]: [bool; 2],
) -> Names<'n> {
    Names {
        needs_complete,
        areas_complete,
        needs: needs
            .iter()
            .enumerate()
            .map(|(position, need)| (need.id.value.as_str(), NeedIndex::from_position(position)))
            .collect(),
        areas: areas
            .iter()
            .enumerate()
            .map(|(position, area)| (area.id.value.as_str(), position))
            .collect(),
    }
}

/// Reports a name that is not declared, with the nearest one that is.
pub(super) fn unknown_name<'w>(
    typed: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'w str>,
    declared_in: &str,
    problems: &mut Problems,
) {
    let help = nearest(&typed.value, known).map_or_else(
        || format!("use one that {declared_in} declares, or declare it there"),
        |near| format!("did you mean `{near}`?"),
    );
    problems.report(
        &kinds::UNKNOWN_NAME,
        typed.span,
        format!("{declared_in} declares no {what} `{}`", typed.value),
        help,
    );
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
