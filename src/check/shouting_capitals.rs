//! Words in capitals that are no abbreviation.

use super::texts::{Said, Word};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "shouting-capitals",
        severity: Severity::Warning,
        summary: "words are written in capitals",
        why: "Capitals are harder to read, a screen reader may spell them out letter by letter, and on a leaflet they read \
               as shouting. Found are words in capitals side by side of which one is an everyday word or two are long, and \
               single words that people shout (FREE, NOT, PLEASE). A single other word may be an abbreviation, so one shouted \
               name alone is missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over A CUP OF TEA.\n\
#                                ^^^^^^^^^^^^\n\
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
    run: Run::Text(run),
};

/// Words that hold a sentence together: between capitals they are part of what is shouted.
const EVERYDAY: [&str; 17] = [
    "A", "AND", "ARE", "AT", "BY", "FOR", "FROM", "IN", "IS", "OF", "ON", "OUR", "THE", "TO",
    "WITH", "YOU", "YOUR",
];

/// Words that are shouted alone; none of them is an abbreviation.
const SHOUTED: [&str; 10] = [
    "ALWAYS",
    "CANCELLED",
    "CLOSED",
    "FREE",
    "IMPORTANT",
    "NEVER",
    "NOT",
    "ONLY",
    "PLEASE",
    "URGENT",
];

/// Names and abbreviations that are as long as words.
const NAMES: [&str; 12] = [
    "AFASIC", "BLESMA", "CRUSE", "DEFRA", "MENCAP", "NACRO", "NAPAC", "SANDS", "SENDIASS", "SHOUT",
    "SSAFA", "UNISON",
];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let text = said.text.text;
    if !said.is_shown() || !has_capitals_side_by_side(text) {
        return None;
    }
    let shouted = shouted(text, said.words())?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, shouted),
        format!("`{shouted}` is written in capitals"),
    );
    Some(
        finding.help(
            "write it in small letters, with a capital only where a sentence or a name begins",
        ),
    )
}

/// What is shouted has two capitals side by side, and most texts have none.
fn has_capitals_side_by_side(text: &str) -> bool {
    let mut capital = false;
    text.chars().any(|c| {
        let before = std::mem::replace(&mut capital, c.is_uppercase());
        before && capital
    })
}

/// The first words of a text that are shouted.
fn shouted<'t>(text: &'t str, words: &[Word<'t>]) -> Option<&'t str> {
    let runs = words.chunk_by(|(before, first), (after, second)| {
        let between = &text[before.end..after.start];
        is_capitals(first)
            && is_capitals(second)
            && between.bytes().all(|byte| b" ,!-".contains(&byte))
    });
    for run in runs {
        let [(first, word), ..] = run else { continue };
        let alone = SHOUTED.contains(word);
        let everyday = |(_, word): &&(_, &str)| EVERYDAY.contains(word) && word.len() > 1;
        let long = |(_, word): &&(_, &str)| word.chars().count() >= 5 && !NAMES.contains(word);
        let together = run.len() > 1
            && (run.iter().any(|word| everyday(&word))
                || run.iter().any(|(_, word)| SHOUTED.contains(word))
                || run.iter().filter(long).count() > 1);
        if together || (run.len() == 1 && alone) {
            let end = run.last().map_or(first.end, |(last, _)| last.end);
            return Some(&text[first.start..end]);
        }
    }
    None
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::texts::words;
    use super::*;

    #[test]
    fn words_in_capitals_are_found_and_abbreviations_are_not() {
        for (text, expected) in [
            ("COFFEE MORNING on Tuesday", "COFFEE MORNING"),
            ("a FREE lunch", "FREE"),
            ("Do NOT come early", "NOT"),
            ("TEA AND TALK", "TEA AND TALK"),
        ] {
            assert_eq!(shouted(text, &words(text)), Some(expected), "{text}");
        }
        for text in [
            "Text SHOUT to 85258",
            "NHS ECLO at the GP surgery",
            "RNIB and SSAFA, COPD",
            "A U3A group; I, A and B",
            "UK BSL PIP ESA",
            "Vitamin B and C",
        ] {
            assert_eq!(shouted(text, &words(text)), None, "{text}");
        }
    }
}
