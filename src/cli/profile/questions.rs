//! The questions about the worker: as numbered lines to be answered, and as a list to choose from.

use crate::cli::output::{bullet, paragraph};
use crate::load::profile::as_typed;
use crate::model::fact::{Fact, FactKind};
use crate::model::profile::ProfileFact;
use crate::model::rule::Rules;
use std::io::{self, BufRead, Write};

/// Asks every question, one answer a line. An empty line keeps what was answered before, which then counts as answered
/// again, or skips the question; where the lines end, so do the questions.
pub(super) fn ask(
    rules: &Rules,
    before: &[ProfileFact],
    lines: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Vec<ProfileFact>> {
    let mut facts = Vec::new();
    'questions: for index in rules.profile_facts() {
        let fact = rules.fact(index);
        let before = before.iter().find(|known| known.id == fact.id.value);
        question(fact, before, out)?;
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                break 'questions;
            }
            if line.trim().is_empty() {
                facts.extend(before.cloned());
                break;
            }
            let answered = typed(fact, &line).map(|typed| as_typed(&[typed], rules));
            if let Some(answered) = answered.filter(|answered| !answered.refuses()) {
                facts.extend(answered.value);
                break;
            }
            let last = choices(fact).len();
            let help = format!(
                "`{}` is no answer here: type a number from 1 to {last}, or Enter.",
                line.trim()
            );
            paragraph(out, 0, 2, &help)?;
        }
    }
    Ok(facts)
}

fn question(fact: &Fact, before: Option<&ProfileFact>, out: &mut dyn Write) -> io::Result<()> {
    paragraph(out, 0, 2, &fact.ask)?;
    for (number, (_, label)) in (1..).zip(choices(fact)) {
        paragraph(out, 2, 3, &format!("{number}. {label}"))?;
    }
    let known = before.and_then(|known| known.answer.as_ref());
    let enter = known.map_or_else(
        || "skip".to_owned(),
        |(_, answer)| format!("keep \"{}\"", fact.in_words(answer)),
    );
    let what = if matches!(fact.kind, FactKind::Set(_)) {
        "Type the numbers that hold, 0 for none of them"
    } else {
        "Type a number"
    };
    paragraph(out, 0, 2, &format!("{what}, or Enter to {enter}."))?;
    writeln!(out)?;
    out.flush()
}

/// What a line means, as it could be typed after `profile set`; `None` where a number is out of range.
fn typed(fact: &Fact, line: &str) -> Option<String> {
    let choices = choices(fact);
    let is_set = matches!(fact.kind, FactKind::Set(_));
    let word = |typed: &str| match typed.parse::<usize>() {
        Ok(0) if is_set => Some("none".to_owned()),
        // The words of some questions are numbers themselves; the number of the line goes first.
        Ok(number) => choices
            .get(number.checked_sub(1)?)
            .map(|(word, _)| (*word).to_owned()),
        Err(_) => Some(typed.to_owned()),
    };
    let words: Option<Vec<String>> = if is_set {
        line.split([' ', ',', '\t'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(word)
            .collect()
    } else {
        word(line.trim()).map(|word| vec![word])
    };
    words.map(|words| format!("{}={}", fact.id.value, words.join("|")))
}

/// The words that answer a question, each with its label.
fn choices(fact: &Fact) -> Vec<(&str, &str)> {
    let mut choices: Vec<(&str, &str)> = if fact.values().is_empty() {
        fact.words().into_iter().map(|word| (word, word)).collect()
    } else {
        let labelled = fact.values().iter();
        labelled
            .map(|value| (value.value.as_str(), value.in_words()))
            .collect()
    };
    choices.push(("unsure", "not known"));
    choices
}

/// A question with every word that answers it.
pub(super) fn explain(fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    paragraph(out, 0, 2, &fact.ask)?;
    for (word, label) in choices(fact) {
        let label = if label == word {
            String::new()
        } else {
            format!(": {label}")
        };
        bullet(out, 2, &format!("{}={word}{label}", fact.id.value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Raw, texts};
    use crate::model::profile::Said;

    const ROUTING: &str = r#"
version = "1"
owner = "clinical lead"
review = 2027-05-31
[facts.you-are]
ask = "Who is asking?"
from = "profile"
values = ["ahp", { value = "paramedic", label = "a paramedic" }]
[facts.agrees]
ask = "Do they agree?"
[facts.skills]
ask = "What can you do?"
from = "profile"
set = ["falls", "sight", "sleep"]
[facts.knows-area]
ask = "Do you know the area?"
from = "profile"
"#;

    fn rules() -> Rules {
        texts(vec![Raw::text("routing.toml", ROUTING)], "")
            .directory
            .rules
    }

    /// What is answered when these lines are typed, and everything that was printed.
    fn answered(lines: &str, before: &[ProfileFact]) -> (Vec<(String, Said)>, String) {
        let mut out = Vec::new();
        let facts = ask(&rules(), before, &mut lines.as_bytes(), &mut out).unwrap();
        let facts = facts.into_iter().map(|fact| (fact.id, fact.said));
        (facts.collect(), String::from_utf8(out).unwrap())
    }

    fn one(id: &str, word: &str) -> (String, Said) {
        (id.to_owned(), Said::One(word.to_owned()))
    }

    #[test]
    fn numbers_answer_and_the_facts_about_people_are_not_asked() {
        let (facts, printed) = answered("2\n1, 3\n3\n", &[]);
        let skills = Said::Several(vec!["falls".to_owned(), "sleep".to_owned()]);
        assert_eq!(
            facts,
            [
                one("you-are", "paramedic"),
                ("skills".to_owned(), skills),
                one("knows-area", "unsure"),
            ]
        );
        assert!(printed.contains("  2. a paramedic\n"), "{printed}");
        assert!(!printed.contains("agree"), "{printed}");
    }

    #[test]
    fn an_empty_line_skips_and_the_end_of_the_lines_ends() {
        assert_eq!(
            answered("\n0\n", &[]).0,
            [("skills".to_owned(), Said::Several(vec![]))]
        );
        assert_eq!(answered("", &[]).0, []);
    }

    #[test]
    fn an_empty_line_keeps_what_was_answered_and_the_end_does_not_answer_it_again() {
        let before = as_typed(&["you-are=paramedic".to_owned()], &rules()).value;
        let (facts, printed) = answered("\n", &before);
        assert_eq!(facts, [one("you-are", "paramedic")]);
        assert!(printed.contains("keep \"a paramedic\""), "{printed}");
        assert_eq!(answered("", &before).0, []);
    }

    #[test]
    fn what_is_no_answer_is_said_and_asked_again() {
        let (facts, printed) = answered("4\n0\nnurse\n1 2\nahp\n", &[]);
        assert_eq!(facts, [one("you-are", "ahp")]);
        assert_eq!(printed.matches("is no answer here").count(), 4, "{printed}");
        assert_eq!(printed.matches("Who is asking?").count(), 1, "{printed}");
    }
}
