//! Summaries that nobody reads to the end.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "summary-too-long",
        severity: Severity::Warning,
        summary: "a summary is long",
        why: "A summary is one or two sentences; in large print, 300 characters already fill eight lines of a leaflet, and \
               what follows them pushes the telephone number to the next page. 300 is our own limit: twice the longest that \
               the two sentences of a plain entry need.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea, or coffee, or juice. Someone to chat to over a cup of tea, or coffee, or juice. Someone to chat to over a cup of tea, or coffee, or juice. Someone to chat to over a cup of tea, or coffee, or juice. Someone to chat to over a cup of tea, or coffee, or juice. Someone to chat to over a cup of tea, or coffee, or juice.\n\
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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

/// The most characters of a summary.
const LONGEST: usize = 300;

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let length = service.summary.chars().count();
    if length > LONGEST {
        let place = service.written.part(Part::Summary, service.file);
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                place.unwrap_or(service.id.span),
                format!("the summary has {length} characters; a leaflet has room for {LONGEST}"),
            )
            .help("keep what it is and whom it is for, and move the rest to `description`"),
        );
    }
}
