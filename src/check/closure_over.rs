//! Services still marked as closed after the last day of their alert.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::Status;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "closure-over",
        severity: Severity::Warning,
        summary: "a service is marked as closed after its closure has ended",
        why: "Nobody is sent to a service that may have opened again. Ask it, then set `status: active` and remove \
               the alert, or set a new `until`. Where no alert has a last day, nothing is said here.",
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
alerts:\n\
\x20 - {text: Closed while the hall is painted., until: 2026-10-31}\n\
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

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.status.value != Status::TemporarilyClosed {
        return;
    }
    let dated = service.alerts.iter().enumerate();
    let last = dated
        .filter_map(|(position, alert)| Some((alert.until?, position)))
        .max();
    if let Some((until, position)) = last
        && until < context.today
    {
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.status.span,
                    format!(
                        "`{}` is marked as closed, but its alert was until {until}",
                        service.id.value
                    ),
                )
                .related(service.place_of_item(Part::Alerts, position), "the last day is given here")
                .help("ask whether it has opened again; then write `status: active`, or set a new `until`"),
            );
    }
}
