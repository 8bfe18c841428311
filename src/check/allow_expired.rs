//! Exceptions whose day has passed.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "allow-expired",
        severity: Severity::Warning,
        summary: "an exception has expired",
        why: "An exception is a promise to look again. Look at what it excuses, then mend that, or give a new day and a reason that is \
               still true.",
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
until = 2026-10-31\n",
        )],
        prefer: &[
            (
                "signpost.toml",
                "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = true\n\
as_of = 2026-11-23\n\
[[allow]]\n\
check = \"review-overdue\"\n\
id = \"tea\"\n\
reason = \"Closed for the summer; they ring us when they are back.\"\n\
until = 2027-05-31\n",
            ),
            (
                "services/befriending/tea.yaml",
                "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2025-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for allow in &context.directory.settings.allow {
        if allow.until < context.today {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    allow.check.span,
                    format!(
                        "`{}` was allowed for `{}` until {}",
                        allow.check.value, allow.id, allow.until
                    ),
                )
                .help("mend what it excuses and remove it, or give a new `until`")
                .about(&allow.id),
            );
        }
    }
}
