//! Needs that no running service takes.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "need-unmet",
        severity: Severity::Warning,
        summary: "no service meets a need",
        why: "Whoever names the need gets an empty answer. It is a gap to record and to tell commissioners, or a service that nobody \
               has entered yet. Not looked for while a service file cannot be read, since that may be the one.",
        avoid: &[(
            "needs.yaml",
            "needs:\n\
\x20 - id: loneliness\n\
\x20   label: Feeling lonely\n\
\x20   group: social\n\
\x20   words: [lonely, nobody to talk to]\n\
\x20 - id: falls\n\
\x20   label: Falling, or afraid of falling\n\
\x20   group: function\n\
\x20   words: [falls, unsteady]\n\
\x20   professions: [physiotherapist]\n\
\x20 - id: medical-emergency\n\
\x20   label: Needs help at once\n\
\x20   group: crisis\n\
\x20   crisis: yes\n\
\x20   words: [collapsed]\n\
\x20 - id: debt\n\
#       ^^^^\n\
\x20   label: Owing money\n\
\x20   group: practical\n\
\x20   words: [owing money]\n",
        )],
        prefer: &[
            (
                "needs.yaml",
                "needs:\n\
\x20 - id: loneliness\n\
\x20   label: Feeling lonely\n\
\x20   group: social\n\
\x20   words: [lonely, nobody to talk to]\n\
\x20 - id: falls\n\
\x20   label: Falling, or afraid of falling\n\
\x20   group: function\n\
\x20   words: [falls, unsteady]\n\
\x20   professions: [physiotherapist]\n\
\x20 - id: medical-emergency\n\
\x20   label: Needs help at once\n\
\x20   group: crisis\n\
\x20   crisis: yes\n\
\x20   words: [collapsed]\n\
\x20 - id: debt\n\
\x20   label: Owing money\n\
\x20   group: practical\n\
\x20   words: [owing money]\n",
            ),
            (
                "services/money/debt-advice.yaml",
                "id: debt-advice\n\
name: Debt Advice\n\
organization: Colne Money\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [debt]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960004}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let directory = context.directory;
    if !directory.left_out.is_empty() {
        return;
    }
    for (need, services) in directory.needs.iter().zip(&directory.services_by_need) {
        if !services
            .iter()
            .any(|index| is_running(directory.service(*index)))
        {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    need.id.span,
                    format!("no running service meets `{}`", need.id.value),
                )
                .help(
                    "add the service that does, or allow the gap in signpost.toml with the reason",
                )
                .about(&need.id.value),
            );
        }
    }
}
