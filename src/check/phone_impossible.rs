//! Telephone numbers that cannot be right.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::contact::phone_problem;
use crate::source::Spanned;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "phone-impossible",
        severity: Severity::Error,
        summary: "a telephone number cannot be right",
        why: "Somebody rings it once, hears a dead line and does not try again. Numbers are compared with the National Telephone \
               Numbering Plan of Ofcom: they start 01, 02, 03, 07, 08 or 09 and have 11 digits, a few have 10; short codes such as 111 \
               and 116 123 are right. A number that could exist but belongs to somebody else is not found: ring it.",
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
contact: {phone: 01632 9600}\n\
#                ^^^^^^^^^^\n\
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
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let report = |phone: &Spanned<String>| {
        phone_problem(phone).map(|problem| {
            Diagnostic::new(
                &CHECK.kind,
                phone.span,
                format!("`{}` cannot be a telephone number: {problem}", phone.value),
            )
            .help("give the full number with its area code, as it is dialled in the United Kingdom")
        })
    };
    for service in &context.directory.services {
        let problem = service.contact.phone.as_ref().and_then(report);
        found.extend(problem.map(|finding| finding.about(&service.id.value)));
    }
    let leaflet = &context.directory.settings.leaflet_contact;
    found.extend(leaflet.phone.as_ref().and_then(report));
}
