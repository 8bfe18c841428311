//! Exceptions for longer than a year.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::days_between;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "allow-too-long",
        severity: Severity::Warning,
        summary: "an exception lasts longer than a year",
        why: "An exception is a promise to look again, and what nobody looks at for more than a year is forgotten. A year is \
               our own limit, twice the usual review period.",
        avoid: &[
            (
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
until = 2028-05-31\n",
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

/// The most days from today that an exception may last: a year that may be a leap year.
const LONGEST: i64 = 366;

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for allow in &context.directory.settings.allow {
        if days_between(context.today, allow.until) > LONGEST {
            let message = format!(
                "`{}` is allowed for `{}` until {}",
                allow.check.value, allow.id, allow.until
            );
            found.push(
                Diagnostic::new(&CHECK.kind, allow.check.span, message)
                    .help("give a day within a year, and look again then")
                    .about(&allow.id),
            );
        }
    }
}
