//! Web addresses that cannot be right, or lead elsewhere than they seem to.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::contact::url_problem;
use crate::source::Spanned;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "url-malformed",
        severity: Severity::Error,
        summary: "a web address cannot be right",
        why: "It does not open, or, with a user name before the site's name, opens another site than the one people read. Only the \
               form is looked at: that the page exists is not known.",
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
contact: {url: neighbours.example.org}\n\
#              ^^^^^^^^^^^^^^^^^^^^^^\n\
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
contact: {url: \"https://neighbours.example.org\"}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let report = |url: &Spanned<String>| {
        url_problem(url).map(|problem| {
            Diagnostic::new(
                &CHECK.kind,
                url.span,
                format!("`{}` cannot be a web address: {problem}", url.value),
            )
            .help("copy it from the browser, with `https://` at its start")
        })
    };
    for service in &context.directory.services {
        let problem = service.contact.url.as_ref().and_then(report);
        found.extend(problem.map(|finding| finding.about(&service.id.value)));
    }
    let leaflet = &context.directory.settings.leaflet_contact;
    found.extend(leaflet.url.as_ref().and_then(report));
}
