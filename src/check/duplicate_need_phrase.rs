//! Phrases that stand for two needs.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::source::Spanned;
use crate::words::stems;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "duplicate-need-phrase",
        severity: Severity::Warning,
        summary: "a phrase belongs to two needs",
        why: "What somebody types is then taken to mean one of the two by chance of order. Capitals, spaces, punctuation, accents and \
               endings do not count (fall, falls and fallen are one word), as when somebody types; the same words in another \
               order are another phrase.",
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
\x20   words: [falls, lonely]\n\
#                  ^^^^^^\n\
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
    let mut first: HashMap<Vec<String>, (usize, &Spanned<String>)> = HashMap::new();
    for (position, need) in context.directory.needs.iter().enumerate() {
        for phrase in &need.words {
            let (other, earlier) = *first.entry(stems(phrase)).or_insert((position, phrase));
            if other == position {
                continue;
            }
            let [one, two] = [other, position].map(|at| &context.directory.needs[at].id.value);
            let same = phrase.value.eq_ignore_ascii_case(&earlier.value);
            let message = if same {
                format!("`{}` stands for `{one}` and for `{two}`", phrase.value)
            } else {
                format!(
                    "`{}` stands for `{two}`, and `{}`, which is understood as the same, for `{one}`",
                    phrase.value, earlier.value
                )
            };
            found.push(
                Diagnostic::new(&CHECK.kind, phrase.span, message)
                    .related(earlier.span, "it stands here too")
                    .help("leave it with the need that most people mean by it")
                    .about(two),
            );
        }
    }
}
