//! Services that only a professional can refer to, without a word on how.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::AttendingAccess;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "referral-unsaid",
        severity: Severity::Warning,
        summary: "only a professional can refer, and how is not said",
        why: "The person is told that somebody has to refer them, and whoever wants to does not know what to send, or \
               where. Add `referral`: one sentence saying what to send, how, and what it must hold. Closed services \
               are left alone.",
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
attending_access: [professional-referral]\n\
#                 ^^^^^^^^^^^^^^^^^^^^^^^\n\
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
attending_access: [professional-referral]\n\
referral: Write to the team; say what the person hopes for.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let only_referred = service
        .attending_access
        .contains(&AttendingAccess::ProfessionalReferral)
        && !service.open_to_the_person();
    if only_referred && service.referral.is_none() && may_run_again(service) {
        found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of(Part::AttendingAccess),
                    format!(
                        "only a professional can refer to `{}`, and the entry does not say how",
                        service.id.value
                    ),
                )
                .help("add a line such as `referral: Send the form on our page; say what has become hard`"),
            );
    }
}
