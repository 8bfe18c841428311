//! Summaries that say nothing but the name.

use super::texts::words;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "summary-repeats-name",
        severity: Severity::Warning,
        summary: "a summary only repeats the name",
        why: "The summary is what the person reads on a leaflet to decide whether to go. Capitals and punctuation do not \
               count; a summary that says the name in other words is missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Tea and Talk.\n\
#        ^^^^^^^^^^^^^\n\
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
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let said = plain(&service.summary);
    let what = if said == plain(&service.name) {
        "name"
    } else if said == plain(&service.organization) {
        "organization"
    } else {
        return;
    };
    let place = service.written.part(Part::Summary, service.file);
    found.push(
        Diagnostic::new(
            &CHECK.kind,
            place.unwrap_or(service.id.span),
            format!("the summary says only the `{what}` again"),
        )
        .help("say in a sentence or two what people find there, and for whom it is"),
    );
}

/// The words of a text in small letters.
fn plain(text: &str) -> Vec<String> {
    words(text)
        .iter()
        .map(|(_, word)| word.to_lowercase())
        .collect()
}
