//! Phrases that stand for two needs.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::source::Spanned;
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "duplicate-need-phrase",
        severity: Severity::Warning,
        summary: "a phrase belongs to two needs",
        why: "What somebody types is then taken to mean one of the two by chance of order. Capitals, spaces and punctuation do not \
               count; other forms of a word (fall, fallen) are not compared.",
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
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, (usize, &Spanned<String>)> = BTreeMap::new();
    for (position, need) in context.directory.needs.iter().enumerate() {
        for phrase in &need.words {
            let Some((other, earlier)) = first
                .get(&plain(phrase))
                .filter(|(other, _)| *other != position)
            else {
                first.entry(plain(phrase)).or_insert((position, phrase));
                continue;
            };
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    phrase.span,
                    format!(
                        "`{}` stands for `{}` and for `{}`",
                        phrase.value, context.directory.needs[*other].id.value, need.id.value
                    ),
                )
                .related(earlier.span, "it stands here too")
                .help("leave it with the need that most people mean by it")
                .about(&need.id.value),
            );
        }
    }
}

/// The phrase as it is compared: letters and digits in lower case, one space between words.
fn plain(phrase: &str) -> String {
    let words: Vec<String> = phrase
        .split(|c: char| !c.is_alphanumeric() && !"'’".contains(c))
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
