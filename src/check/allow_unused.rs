//! Exceptions that excuse nothing.

use super::{
    ALL, Check, Context, Run, can_be_allowed, need_unmet, postcode_outside_area, postcode_unknown,
};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::settings::Allow;
use crate::model::vocabulary::nearest;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "allow-unused",
        severity: Severity::Warning,
        summary: "an exception excuses nothing",
        why: "It would hide the next mistake of its kind, which nobody has looked at. Remove it. The loader's findings, the safety net and \
               remarks about exceptions cannot be excused.",
        avoid: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[[allow]]\n\
check = \"review-overdue\"\n\
#       ^^^^^^^^^^^^^^^^\n\
id = \"tea\"\n\
reason = \"Closed for the summer; they ring us when they are back.\"\n\
until = 2027-05-31\n",
        )],
        prefer: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n",
        )],
    },
    run: Run::Directory(run),
};

/// Runs last, over what the other checks found.
fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut unused = Vec::new();
    for allow in &context.directory.settings.allow {
        let excuses = |finding: &Diagnostic| {
            finding.kind.id == allow.check.value
                && finding.subject.as_deref() == Some(allow.id.as_str())
        };
        let known = ALL
            .iter()
            .any(|check| check.kind.id == allow.check.value && can_be_allowed(check.kind.id));
        let expired = allow.until < context.today;
        let (problem, help) = if !known {
            let allowed = ALL
                .iter()
                .map(|check| check.kind.id)
                .filter(|id| can_be_allowed(id));
            let help = nearest(&allow.check.value, allowed)
                .filter(|near| *near != allow.check.value)
                .map_or_else(
                    || "`signpost check --list` names them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
            let problem = format!("`{}` is not a check that can be allowed", allow.check.value);
            (problem, help)
        } else if !expired && looked_for(context, allow) && !found.iter().any(excuses) {
            (
                format!("`{}` finds nothing in `{}`", allow.check.value, allow.id),
                "remove this exception".to_owned(),
            )
        } else {
            continue;
        };
        unused.push(
            Diagnostic::new(&CHECK.kind, allow.check.span, problem)
                .help(help)
                .about(&allow.id),
        );
    }
    found.extend(unused);
}

/// False where the check could not look: there is no table of postcodes, or an entry could not be read.
fn looked_for(context: &Context, allow: &Allow) -> bool {
    let check = allow.check.value.as_str();
    let about_places =
        [&postcode_outside_area::CHECK, &postcode_unknown::CHECK].map(|check| check.kind.id);
    let needs_table = context.table.is_none() && about_places.contains(&check);
    let needs_every_service =
        check == need_unmet::CHECK.kind.id && !context.directory.left_out.is_empty();
    !needs_table && !needs_every_service && !context.left_out(&allow.id)
}
