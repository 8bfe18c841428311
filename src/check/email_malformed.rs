//! E-mail addresses that cannot be right.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::contact::email_problem;
use crate::source::Spanned;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "email-malformed",
        severity: Severity::Error,
        summary: "an e-mail address cannot be right",
        why: "A message to it comes back, or never arrives, and somebody waits for an answer. Only the form is looked at: that the \
               mailbox exists is not known.",
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
contact: {email: hello@neighbours}\n\
#                ^^^^^^^^^^^^^^^^\n\
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
contact: {email: hello@neighbours.example.org}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let report = |email: &Spanned<String>| {
        email_problem(email).map(|problem| {
            Diagnostic::new(
                &CHECK.kind,
                email.span,
                format!("`{}` cannot be an e-mail address: {problem}", email.value),
            )
            .help("write it as `team@example.org`")
        })
    };
    for service in &context.directory.services {
        let problem = service.contact.email.as_ref().and_then(report);
        found.extend(problem.map(|finding| finding.about(&service.id.value)));
    }
    let leaflet = &context.directory.settings.leaflet_contact;
    found.extend(leaflet.email.as_ref().and_then(report));
}
