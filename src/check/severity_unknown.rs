//! A severity for a check that does not exist.

use super::{ALL, Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::vocabulary::nearest;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "severity-unknown",
        severity: Severity::Warning,
        summary: "the settings name a check that does not exist",
        why: "The line does nothing, and whoever wrote it believes that the check is quiet or strict. Only checks can be \
               given a severity here; what the loader finds cannot be read, and stays an error.",
        avoid: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[severity]\n\
review-overdu = \"note\"\n\
#^^^^^^^^^^^^\n",
        )],
        prefer: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[severity]\n\
review-overdue = \"note\"\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for (check, _) in &context.directory.settings.severity {
        let known = || ALL.iter().map(|check| check.kind.id);
        if known().any(|id| id == check.value) {
            continue;
        }
        let help = nearest(&check.value, known()).map_or_else(
            || "`signpost check --list` names them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("there is no check `{}`", check.value);
        found.push(
            Diagnostic::new(&CHECK.kind, check.span, message)
                .help(help)
                .about("signpost.toml"),
        );
    }
}
