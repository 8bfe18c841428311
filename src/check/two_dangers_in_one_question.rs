//! Safety questions that ask about two dangers at once.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "two-dangers-in-one-question",
        severity: Severity::Warning,
        summary: "a safety question asks about two dangers at once",
        why: "Somebody who means the second danger answers no to the first, and nobody can say afterwards which one a yes was about: each \
               danger has its own question, its own actions and its own help where nobody can rule it out. Two parts joined by \"or\", \
               \"and/or\" or a stroke are found, in `ask` and in `say`. Several signs of one danger belong after a colon, \"for example\" \
               or \"including\", and nothing is said about them. To spare good questions, nothing is said either about lists of three or more \
               with commas, about dangers joined by \"and\", and about words in brackets.",
        avoid: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[actions.call-999]
label = "Ring 999 now."
urgency = "now"
service = "emergency"
[facts.chest-pain]
#      ^^^^^^^^^^
ask = "Do they have chest pain or thoughts of ending their life?"
red_flag = true
unsure_do = "call-999"
[[rule]]
id = "stop-chest-pain"
when = { chest-pain = "yes" }
route = "stop"
do = ["call-999"]
why = "Chest pain comes before any referral."
[[rule]]
id = "default"
route = "active-signposting"
why = "Information is enough."
"#,
        )],
        prefer: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[actions.call-999]
label = "Ring 999 now."
urgency = "now"
service = "emergency"
[facts.chest-pain]
ask = "Do they have chest pain?"
red_flag = true
unsure_do = "call-999"
[facts.suicidal-thoughts]
ask = "Are they having thoughts of ending their life?"
red_flag = true
unsure_do = "call-999"
[[rule]]
id = "stop-at-once"
when = { any = [ { chest-pain = "yes" }, { suicidal-thoughts = "yes" } ] }
route = "stop"
do = ["call-999"]
why = "Either comes before any referral."
[[rule]]
id = "default"
route = "active-signposting"
why = "Information is enough."
"#,
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for fact in rules.facts.iter().filter(|fact| fact.is_red_flag()) {
        for (key, question) in [("ask", Some(&fact.ask)), ("say", fact.say.as_ref())] {
            let Some(words) = question.and_then(|question| two_dangers(question)) else {
                continue;
            };
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    fact.id.span,
                    format!(
                        "`{key}` of the red flag `{}` asks about two dangers at once: \"{words}\"",
                        fact.id.value
                    ),
                )
                .help(
                    "give each danger a question of its own; put signs of one danger after a colon",
                )
                .about(&fact.id.value),
            );
        }
    }
}

/// Words that begin examples of what was named before them.
const EXAMPLES: [&str; 4] = ["including", "example", "e.g", "such"];

/// Words for people: "you or anyone with you" is not two dangers.
const PEOPLE: [&str; 12] = [
    "you",
    "they",
    "them",
    "he",
    "she",
    "him",
    "her",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "themselves",
];

/// What follows "or" where it is about an amount or a time: "one or more", "today or tomorrow".
const AMOUNTS: [&str; 19] = [
    "more", "less", "fewer", "two", "three", "twice", "both", "so", "older", "over", "under",
    "longer", "later", "earlier", "other", "else", "tonight", "tomorrow", "night",
];

/// Two words joined by a stroke that stand for one person or for nothing.
const STROKES: [&str; 8] = [
    "he/she",
    "she/he",
    "him/her",
    "her/him",
    "his/her",
    "her/his",
    "they/them",
    "yes/no",
];

/// The words around the "or" that joins two dangers; `None` where there is none.
fn two_dangers(question: &str) -> Option<String> {
    question.split(['?', '!', ';', '.']).find_map(|sentence| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let at = (0..words.len()).find(|at| joins(&words, *at))?;
        let around = at.saturating_sub(3)..(at + 4).min(words.len());
        Some(words[around].join(" "))
    })
}

fn joins(words: &[&str], at: usize) -> bool {
    let (before, after) = (&words[..at], &words[at + 1..]);
    let word = plain(words[at]);
    if is_aside(before) {
        return false;
    }
    if word.contains('/') {
        return word == "and/or" || is_stroke(&word);
    }
    let (Some(last), Some(next)) = (before.last(), after.first()) else {
        return false;
    };
    let is_list = before[..at - 1].iter().any(|word| word.ends_with(','));
    let (last, next) = (plain(last), plain(next));
    let is_idiom = ["whether", "little", "yes"].contains(&last.as_str())
        || PEOPLE.contains(&last.as_str())
        || AMOUNTS.contains(&next.as_str())
        || (next == "not" && after.len() == 1);
    word == "or" && !is_list && !is_idiom
}

/// True where what comes next is in brackets, or belongs to something that was named already.
fn is_aside(before: &[&str]) -> bool {
    let open: usize = before.iter().map(|word| word.matches('(').count()).sum();
    let closed: usize = before.iter().map(|word| word.matches(')').count()).sum();
    open > closed
        || before
            .iter()
            .any(|word| word.ends_with(':') || EXAMPLES.contains(&plain(word).as_str()))
}

/// Two longer words with a stroke between them: `pain/breathlessness`.
fn is_stroke(word: &str) -> bool {
    let parts: Vec<&str> = word.split('/').collect();
    parts.len() == 2
        && !STROKES.contains(&word)
        && parts
            .iter()
            .all(|part| part.len() > 2 && part.chars().all(char::is_alphabetic))
}

/// A word in small letters, without the signs around it.
fn plain(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dangers_joined_are_found() {
        for question in [
            "Do they have chest pain or sudden weakness?",
            "Is anyone in immediate danger, or thinking of ending their life?",
            "Is anyone treating you badly, or not giving you the help you need?",
            "Is there chest pain and/or breathlessness?",
            "Is there new pain/breathlessness?",
            "Some people are afraid at home. Are you being hurt or watched?",
            "Is there either bleeding or fainting?",
        ] {
            assert!(two_dangers(question).is_some(), "{question}");
        }
    }

    #[test]
    fn one_danger_is_left_alone() {
        for question in [
            "Is there any sign of a stroke: a drooping face or a weak arm?",
            "Is the face drooping, an arm weak, or the speech slurred?",
            "Have they harmed themselves, for example by cutting or burning?",
            "Have they taken an overdose (tablets or anything else)?",
            "Are you, or is anyone with you, in danger now?",
            "Have they fallen twice or more in the last day or two?",
            "Will they go without food today or tomorrow?",
            "Do you know whether or not they can breathe?",
            "Is he/she hard to wake?",
            "Are they in danger now, yes or no?",
            "Has the doctor seen them for this or not?",
        ] {
            assert_eq!(two_dangers(question), None, "{question}");
        }
    }

    #[test]
    fn the_words_around_are_quoted() {
        assert_eq!(
            two_dangers("Do they have chest pain or sudden weakness of an arm?").as_deref(),
            Some("have chest pain or sudden weakness of")
        );
    }
}
