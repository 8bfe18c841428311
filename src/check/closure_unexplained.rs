//! Services that are closed for a while, without a word more.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::Status;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "closure-unexplained",
        severity: Severity::Note,
        summary: "a service is closed for a while, and nothing more is said",
        why: "Nobody knows whether to wait or to look elsewhere, and the entry stays closed until somebody happens to \
               notice. Add an alert that says why, with `until`: the day it opens, or the day to ask again. An entry \
               with any alert is left alone.",
        avoid: &[(
            "services/befriending/coffee.yaml",
            "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: temporarily closed\n\
#       ^^^^^^^^^^^^^^^^^^\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/coffee.yaml",
            "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: temporarily closed\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
alerts:\n\
\x20 - {text: Closed while the hall is painted., until: 2026-12-31}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.status.value == Status::TemporarilyClosed && service.alerts.is_empty() {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.status.span,
                format!(
                    "`{}` is closed for a while, and nothing more is said",
                    service.id.value
                ),
            )
            .help("add `alerts`, such as `- {text: Closed for repairs., until: 2027-01-31}`"),
        );
    }
}
