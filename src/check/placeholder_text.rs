//! Texts that somebody meant to fill in.

use super::texts::{place, services, words};
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "placeholder-text",
        severity: Severity::Warning,
        summary: "a text was never filled in",
        why: "It is printed as it stands. What is not known is left out: then people are told that the entry does not say. \
               Found are texts that are nothing but a placeholder, and Latin sample text.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: To be confirmed.\n\
#        ^^^^^^^^^^^^^^^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run,
};

/// Whole texts that say nothing.
const PLACEHOLDERS: [&str; 18] = [
    "coming soon",
    "example",
    "insert text here",
    "n a",
    "none given",
    "not known",
    "placeholder",
    "tba",
    "tbc",
    "tbd",
    "test",
    "to be added",
    "to be advised",
    "to be announced",
    "to be confirmed",
    "todo",
    "unknown",
    "xxx",
];

/// What no finished text contains, as it is written.
const UNFINISHED: [&str; 5] = ["TODO", "FIXME", "XXX", "Lorem ipsum", "lorem ipsum"];

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    found.extend(services(context, |service, found| {
        for text in service.texts() {
            let words: Vec<String> = words(text.text)
                .iter()
                .map(|(_, word)| word.to_lowercase())
                .collect();
            let whole = PLACEHOLDERS.contains(&words.join(" ").as_str());
            let part = UNFINISHED.iter().find(|part| text.text.contains(**part));
            let Some(said) = whole.then_some(text.text).or(part.copied()) else {
                continue;
            };
            let finding = Diagnostic::new(
                &CHECK.kind,
                place(context, &text, said),
                format!("`{}` says `{said}`", text.key),
            );
            found.push(finding.help(
                "fill it in; where it is not known, remove an optional key, or ask the service",
            ));
        }
    }));
}
