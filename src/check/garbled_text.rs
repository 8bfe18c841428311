//! Letters that went wrong on the way.

use super::texts::Written;
use super::{Check, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "garbled-text",
        severity: Severity::Warning,
        summary: "letters went wrong when the text was saved",
        why: "`cafÃ©` and `â€™` are what is left of é and ’ when a text was read in one encoding and saved in another. \
               People cannot read it, and nobody finds it by searching. Only sequences that no language has are looked for; a \
               single wrong letter, such as a question mark in place of an é, is missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to in the cafÃ©.\n\
#                                     ^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
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
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::File(run),
};

fn run(written: &Written, found: &mut Vec<Diagnostic>) {
    // The loader has said what is wrong with the others.
    if !written.was_read {
        return;
    }
    if let Some(range) = garbled(written.text) {
        let message = format!("`{}` was another letter", &written.text[range.clone()]);
        let finding = Diagnostic::new(&CHECK.kind, written.place(range), message);
        found.push(finding.help("type the letter again, and save the file as UTF-8"));
    }
}

/// The first sequence that no language has.
fn garbled(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() {
        return None;
    }
    text.match_indices(['\u{fffd}', 'Ã', 'Â', 'â', 'Å'])
        .find_map(|(start, first)| {
            let mut next = text[start + first.len()..].chars();
            let (second, third) = (next.next(), next.next());
            let is = |c: Option<char>, known: &str| {
                c.filter(|c| known.contains(*c) || ('\u{80}'..='\u{9f}').contains(c))
            };
            let end = match first {
                "\u{fffd}" => Some(0),
                // The two bytes of é, è, ü and their like, taken for two letters.
                "Ã" => is(second, "©¨¢¤¦§ª«¬®¯±²³´µ¶¸¹º¼½¾¿").map(char::len_utf8),
                "Â" => is(second, "£©°·»«®½¼¾\u{a0}").map(char::len_utf8),
                "Å" => is(second, "·µ¶").map(char::len_utf8),
                // The three bytes of quotation marks, dashes and dots.
                _ => is(second, "€").and_then(|second| {
                    is(third, "™˜œ\u{9d}“”¦¢").map(|third| second.len_utf8() + third.len_utf8())
                }),
            };
            end.map(|end| start..start + first.len() + end)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_letters_are_found_and_foreign_ones_are_not() {
        for (text, expected) in [
            ("cafÃ© here", "Ã©"),
            ("Itâ€™s", "â€™"),
            ("Â£3", "Â£"),
            ("TÅ· Hafan", "Å·"),
            ("Zo\u{fffd}", "\u{fffd}"),
        ] {
            assert_eq!(
                garbled(text).map(|range| &text[range]),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "café",
            "Tŷ Hafan",
            "SÃO PAULO",
            "Bâle €5",
            "Åse",
            "£3",
            "Â, â",
        ] {
            assert_eq!(garbled(text), None, "{text}");
        }
    }
}
