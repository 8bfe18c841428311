//! Needs without kinds of service, where other needs have them.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "need-without-service-types",
        severity: Severity::Note,
        summary: "a need names no kinds of service",
        why: "Who types `lunch club` is understood by the kinds of service of a need. Looked for only where at least half of \
               the needs that are no dangers name some, since a small directory may do without. A danger never needs them.",
        avoid: &[(
            "needs.yaml",
            "needs:\n\
\x20 - id: loneliness\n\
\x20   label: Feeling lonely\n\
\x20   group: social\n\
\x20   words: [lonely, nobody to talk to]\n\
\x20   service_types: [befriending]\n\
\x20 - id: falls\n\
#       ^^^^^\n\
\x20   label: Falling, or afraid of falling\n\
\x20   group: function\n\
\x20   words: [falls, unsteady]\n\
\x20   professions: [physiotherapist]\n\
\x20 - id: medical-emergency\n\
\x20   label: Needs help at once\n\
\x20   group: crisis\n\
\x20   crisis: yes\n\
\x20   words: [collapsed]\n",
        )],
        prefer: &[(
            "needs.yaml",
            "needs:\n\
\x20 - id: loneliness\n\
\x20   label: Feeling lonely\n\
\x20   group: social\n\
\x20   words: [lonely, nobody to talk to]\n\
\x20   service_types: [befriending]\n\
\x20 - id: falls\n\
\x20   label: Falling, or afraid of falling\n\
\x20   group: function\n\
\x20   words: [falls, unsteady]\n\
\x20   service_types: [exercise-class]\n\
\x20   professions: [physiotherapist]\n\
\x20 - id: medical-emergency\n\
\x20   label: Needs help at once\n\
\x20   group: crisis\n\
\x20   crisis: yes\n\
\x20   words: [collapsed]\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let needs = || context.directory.needs.iter().filter(|need| !need.crisis);
    let with = needs()
        .filter(|need| !need.service_types.is_empty())
        .count();
    if with * 2 < needs().count() {
        return;
    }
    for need in needs().filter(|need| need.service_types.is_empty()) {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                need.id.span,
                format!(
                    "`{}` names no kinds of service, as other needs do",
                    need.id.value
                ),
            )
            .help("add some, such as `service_types: [lunch-club, day-centre]`")
            .about(&need.id.value),
        );
    }
}
