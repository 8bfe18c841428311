//! Places without a postcode.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::{AttendingType, Location};
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "postcode-unsaid",
        severity: Severity::Note,
        summary: "a place has no postcode",
        why: "How far it is cannot be said, so the service stands behind those that are farther away. Add the \
               postcode of the building or, outdoors, of the nearest one. Services that move about, and confidential \
               places, are left alone.",
        avoid: &[(
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
locations:\n\
\x20 - {name: Library, address: Trinity Square}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
locations:\n\
\x20 - {name: Library, address: Trinity Square, postcode: CO1 1JB}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !service.attending_type.contains(&AttendingType::Venue) || !may_run_again(service) {
        return;
    }
    for (position, location) in service.locations.iter().enumerate() {
        if matches!(location, Location::Venue { postcode: None, .. }) {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of_item(Part::Locations, position),
                    format!("a place of `{}` has no postcode", service.id.value),
                )
                .help("add `postcode`; outdoors, that of the nearest building"),
            );
        }
    }
}
