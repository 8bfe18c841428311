//! Services that nobody can reach.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Location;
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "contact-missing",
        severity: Severity::Warning,
        summary: "a service has no contact and no place",
        why: "People are told that it exists and not how to get there: no telephone number, text, e-mail, web page or venue. A \
               confidential place is no way in, because nobody is told it, and neither is a place of which nothing is said. \
               Services that have ended are left alone.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
#   ^^^\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {}\n\
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
    let a_place = service.locations.iter().any(can_be_found);
    if service.contact.is_empty() && !a_place && may_run_again(service) {
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.id.span,
                    format!("`{}` has no contact and no place to go to", service.id.value),
                )
                .help("add a telephone number, another way to get in touch, or the place where it is held"),
            );
    }
}

/// True for a place of which somebody is told where it is.
pub(super) fn can_be_found(location: &Location) -> bool {
    match location {
        Location::Venue {
            name,
            address,
            postcode,
        } => name.is_some() || address.is_some() || postcode.is_some(),
        Location::Confidential { .. } => false,
    }
}
