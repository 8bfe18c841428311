//! A severity for a check that must stay as it is.

use super::{ALL, Check, Context, Run, can_be_allowed};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "severity-fixed",
        severity: Severity::Warning,
        summary: "the settings try to change a check that cannot be changed",
        why: "The safety net (who a stop sends people to, and the crisis contacts), the promises of the rules, and the \
               checks of the settings themselves stay as strict as they are: a directory that could turn them off would \
               answer as if it were safe. The line does nothing.",
        avoid: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[severity]\n\
promise-broken = \"off\"\n\
#^^^^^^^^^^^^^\n",
        )],
        prefer: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[severity]\n\
need-unmet = \"off\"\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for (check, _) in &context.directory.settings.severity {
        let known = ALL.iter().any(|known| known.kind.id == check.value);
        if known && !can_be_allowed(&check.value) {
            let message = format!("`{}` cannot be turned off or changed", check.value);
            found.push(
                Diagnostic::new(&CHECK.kind, check.span, message)
                    .help("remove this line, and mend what the check finds")
                    .about("signpost.toml"),
            );
        }
    }
}
