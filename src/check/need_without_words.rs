//! Needs that nobody can type.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "need-without-words",
        severity: Severity::Warning,
        summary: "a need has no words",
        why: "Only who types its label or its id exactly is understood, and a danger without words is never suggested. Give \
               it the words that people, carers and clinicians use.",
        avoid: &[(
            "needs.yaml",
            "needs:\n\
\x20 - id: loneliness\n\
\x20   label: Feeling lonely\n\
\x20   group: social\n\
\x20   words: [lonely, nobody to talk to]\n\
\x20 - id: falls\n\
#       ^^^^^\n\
\x20   label: Falling, or afraid of falling\n\
\x20   group: function\n\
\x20   words: []\n\
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
\x20 - id: falls\n\
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
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for need in &context.directory.needs {
        if need.words.is_empty() {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    need.id.span,
                    format!("`{}` has no words that people use for it", need.id.value),
                )
                .help("add some, such as `words: [lonely, nobody to talk to]`")
                .about(&need.id.value),
            );
        }
    }
}
