//! A case as a file that can be read again, with no more about the person than is needed.

use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::{Answer, Answers, Element, Fact, Flag, NO_YES};
use crate::model::postcode::Locality;
use std::fmt::Write as _;

/// The case as YAML. The place is cut to its postcode district; what matters to the person, in their own words, is left
/// out unless it is asked for.
#[must_use]
pub fn written(case: &Case, directory: &Directory, with_matters: bool) -> String {
    let mut text = String::new();
    if let Some(age) = case.age {
        let _ = writeln!(text, "age: {age}");
    }
    if let Some(near) = &case.near {
        let _ = writeln!(text, "near: {}", quoted(&district(near)));
    }
    if !case.with.is_empty() {
        let with: Vec<String> = case.with.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "with: [{}]", with.join(", "));
    }
    if let Some(matters) = case.matters.as_ref().filter(|_| with_matters) {
        let _ = writeln!(text, "matters: {}", quoted(matters));
    }
    if let Some(day) = case.asked_on {
        let _ = writeln!(text, "asked_on: {day}");
    }
    if !case.facts.0.is_empty() {
        text.push_str("facts:\n");
        answers(&case.facts, "  ", directory, &mut text);
    }
    if !case.needs.is_empty() {
        text.push_str("needs:\n");
    }
    for (need, of_need) in &case.needs {
        let id = &directory.need(*need).id.value;
        if of_need.0.is_empty() {
            let _ = writeln!(text, "  {id}: {{}}");
        } else {
            let _ = writeln!(text, "  {id}:");
            answers(of_need, "    ", directory, &mut text);
        }
    }
    text
}

/// The district of a postcode or sector; a district or a named area as it is.
fn district(near: &str) -> String {
    Locality::read(near).map_or_else(
        |_| near.trim().to_owned(),
        |reading| reading.locality.district().to_string(),
    )
}

fn answers(answers: &Answers, indent: &str, directory: &Directory, text: &mut String) {
    for (fact, answer) in &answers.0 {
        let fact = directory.rules.fact(*fact);
        let _ = writeln!(
            text,
            "{indent}{}: {}",
            fact.id.value,
            answer_as_yaml(fact, answer)
        );
    }
}

fn answer_as_yaml(fact: &Fact, answer: &Answer) -> String {
    let word = |position: usize| {
        let declared = fact.values().get(position);
        let word = declared.map(|value| value.value.as_str());
        word.or_else(|| NO_YES.get(position).copied())
            .unwrap_or_default()
    };
    match answer {
        Answer::Unsure | Answer::Flag(Flag::Unsure) => "unsure".to_owned(),
        Answer::Flag(Flag::Yes) => "yes".to_owned(),
        Answer::Flag(Flag::ActedOn) => "acted-on".to_owned(),
        Answer::Flag(Flag::No) => "no".to_owned(),
        Answer::OneOf(mask) => {
            let words: Vec<String> = (0..32)
                .filter(|position| mask >> position & 1 == 1)
                .map(|position| quoted(word(position)))
                .collect();
            match words.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            }
        }
        Answer::Set(elements) => {
            let elements: Vec<String> = elements
                .iter()
                .map(|(element, state)| {
                    let state = match state {
                        Element::Yes => "yes",
                        Element::No => "no",
                        Element::Unsure => "unsure",
                    };
                    format!("{}: {state}", quoted(word(usize::from(*element))))
                })
                .collect();
            format!("{{{}}}", elements.join(", "))
        }
    }
}

/// A scalar that cannot be taken for anything else: bare where it is a plain word, else in double quotes as JSON has them,
/// which YAML reads alike.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.starts_with(|c: char| c.is_ascii_alphabetic());
    if plain {
        text.to_owned()
    } else {
        serde_json::Value::String(text.to_owned()).to_string()
    }
}
