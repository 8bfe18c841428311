//! Names that entries use for each other: needs, areas and groups of needs, resolved while loading.

use super::fields::{Problems, nearest};
use super::kinds;
use crate::model::need::NeedIndex;
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
