//! Services that say they take people who cannot speak on the telephone, and can only be rung.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::{Accepts, AttendingAccess, Kind as ServiceKind};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "speaking-required",
        severity: Severity::Warning,
        summary: "a service for people who cannot speak on the telephone can only be rung",
        why: "It says that it takes people who sign, or who cannot use a telephone, and the only way in is to ring. They need \
               somebody else to start for them. Add `text`, `email` or `url`. A service where one just turns up, one that \
               a professional can ring, and a crisis line are left alone, and so is one that says this of hearing loss or \
               of speech only: many of these people do ring, or have it done.",
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
#                ^^^^^^^^^^^^\n\
area: [colchester]\n\
accepts: {no phone: yes}\n\
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
contact: {phone: 01632 960001, email: hello@tea.example.org}\n\
area: [colchester]\n\
accepts: {no phone: yes}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// Who cannot ring.
const CANNOT_RING: [SupportNeed; 2] = [SupportNeed::NoPhone, SupportNeed::SignLanguage];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let contact = &service.contact;
    let (Some(phone), None, None, None) =
        (&contact.phone, &contact.text, &contact.email, &contact.url)
    else {
        return;
    };
    let another_way = [
        AttendingAccess::DropIn,
        AttendingAccess::ProfessionalReferral,
    ]
    .iter()
    .any(|way| service.attending_access.contains(way));
    let welcome = CANNOT_RING
        .into_iter()
        .find(|need| service.accepts(*need) == Some(Accepts::Yes));
    let Some(welcome) = welcome else { return };
    if another_way || service.kind == ServiceKind::Crisis || !may_run_again(service) {
        return;
    }
    found.push(
        Diagnostic::new(
            &CHECK.kind,
            phone.span,
            format!(
                "`{}` takes people with `{}`, but can only be rung",
                service.id.value,
                welcome.word()
            ),
        )
        .related(service.place_of(Part::Accepts), "whom it takes")
        .help("add `text`, `email` or `url` to `contact`; ask the service which it answers"),
    );
}
