//! Services by telephone or on the internet that give an address and nothing else.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::AttendingType;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "remote-with-only-address",
        severity: Severity::Warning,
        summary: "a service by telephone or online gives only an address",
        why: "Nobody needs to go there, and nobody is told how to join: no telephone number, text, e-mail or web \
               page. Add the way in, or say in `attending_type` that people come to the address. An entry that is \
               attended in other ways too is left alone.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [online]\n\
#               ^^^^^^^^\n\
attending_access: [self-referral]\n\
contact: {}\n\
locations:\n\
\x20 - {name: Town hall, postcode: CO1 1PJ}\n\
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
attending_type: [online]\n\
attending_access: [self-referral]\n\
contact: {url: \"https://tea.example.org/\"}\n\
locations:\n\
\x20 - {name: Town hall, postcode: CO1 1PJ}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let remote = service
        .attending_type
        .iter()
        .all(|way| matches!(way, AttendingType::Phone | AttendingType::Online));
    if !remote
        || !service.contact.is_empty()
        || service.locations.is_empty()
        || !may_run_again(service)
    {
        return;
    }
    found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::AttendingType),
                format!(
                    "`{}` is attended from home, but only an address is given",
                    service.id.value
                ),
            )
            .related(service.place_of(Part::Locations), "the address given")
            .help("add `phone`, `text`, `email` or `url` to `contact`, or add `venue` to `attending_type`"),
        );
}
