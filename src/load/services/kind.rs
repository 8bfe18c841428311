//! Which keys go with which kind of service: `profession` with `ahp`, `role_name` with `link-worker`.

use crate::load::fields::Fields;
use crate::load::kinds;
use crate::load::problems::Problems;
use crate::model::service::Kind;
use crate::source::Spanned;

pub(super) fn kind_fits(
    fields: &Fields,
    kind: &Spanned<Kind>,
    profession: bool,
    role_name: bool,
    problems: &mut Problems,
) {
    if kind.value == Kind::Ahp && !profession && fields.node("profession").is_none() {
        problems.report(
            &kinds::MISSING_KEY,
            kind.span,
            "an `ahp` service has no `profession`".to_owned(),
            "add `profession:`, one of the allied health professions",
        );
    }
    let misplaced = |present: bool, key: &str, wanted: &str, problems: &mut Problems| {
        if present && let Some(node) = fields.node(key) {
            problems.report(
                &kinds::MISPLACED_KEY,
                node.span,
                format!(
                    "`{key}` is for services of kind `{wanted}`, and this one is `{}`",
                    kind.value
                ),
                format!("remove `{key}`, or make the kind `{wanted}`"),
            );
        }
    };
    misplaced(
        profession && kind.value != Kind::Ahp,
        "profession",
        "ahp",
        problems,
    );
    misplaced(
        role_name && kind.value != Kind::LinkWorker,
        "role_name",
        "link-worker",
        problems,
    );
}
