//! Exceptions whose reason says nothing.

use super::texts::words;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "allow-reason-vague",
        severity: Severity::Warning,
        summary: "the reason of an exception says nothing",
        why: "Whoever looks at the exception next year cannot tell whether it still holds. Found are reasons of a single \
               letter or sign and words that say that there is none (tbc, todo, n/a, because); whether a sentence is a good \
               reason is for people to judge.",
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
reason = \"tbc\"\n\
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

/// Reasons that are none.
const NONE: [&str; 17] = [
    "",
    "because",
    "exception",
    "fix later",
    "ignore",
    "later",
    "n a",
    "none",
    "no reason",
    "ok",
    "okay",
    "reason",
    "tba",
    "tbc",
    "temp",
    "temporary",
    "todo",
];

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for allow in &context.directory.settings.allow {
        let words: Vec<String> = words(&allow.reason)
            .iter()
            .map(|(_, word)| word.to_lowercase())
            .collect();
        let said = words.join(" ");
        if NONE.contains(&said.as_str()) || said.chars().count() < 2 {
            let message = format!(
                "`{}` is allowed for `{}` without a reason",
                allow.check.value, allow.id
            );
            found.push(
                Diagnostic::new(&CHECK.kind, allow.check.span, message)
                    .help("say in a sentence why it is right for now, and what will change that")
                    .about(&allow.id),
            );
        }
    }
}
