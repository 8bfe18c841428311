//! What was typed at a question, as an answer.
//!
//! A number stands for an entry of the list that was shown, from 1; the words of the rules are understood as well. Where
//! those words are numbers themselves (`0`, `1`, `2+` falls) they are what is typed, and nothing else is numbered: `1` must
//! never mean the first entry, "no fall", to one and "one fall" to another.

use crate::model::fact::{Answer, Element, Fact, FactIndex, FactKind, Flag, From, Mask};

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// An answer.
    Answer(Answer),
    /// An age in years, to a question that is answered by it.
    Age(u8),
    /// Not to be asked; it counts as not asked.
    Skip,
    /// To the question before.
    Back,
    /// Enough; what is known is what is decided on.
    Stop,
    /// More about this question.
    Help,
}

/// Commands that every question takes.
#[must_use]
pub fn command(line: &str) -> Option<Typed> {
    match line.trim().to_lowercase().as_str() {
        "s" | "skip" => Some(Typed::Skip),
        "b" | "back" => Some(Typed::Back),
        "q" | "stop" | "quit" => Some(Typed::Stop),
        "?" | "h" | "help" => Some(Typed::Help),
        _ => None,
    }
}

/// Yes or no, to a question of the conversation itself; `None` for anything else.
#[must_use]
pub fn yes_or_no(line: &str) -> Option<bool> {
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" | "1" => Some(true),
        "n" | "no" | "2" => Some(false),
        _ => None,
    }
}

/// One answer of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is typed for it, and shown before it.
    pub key: String,
    /// The word of the rules.
    pub word: String,
    /// What it is in plain words; `None`: the key says it all.
    pub shown: Option<String>,
}

/// The answers that a fact can have, in the order they are shown; empty where years of age are typed.
#[must_use]
pub fn choices(fact: &Fact) -> Vec<Choice> {
    let words: Vec<(String, Option<String>)> = match &fact.kind {
        FactKind::YesNo | FactKind::RedFlag => {
            vec![("yes".to_owned(), None), ("no".to_owned(), None)]
        }
        _ if fact.from == Some(From::Age) => Vec::new(),
        FactKind::Values(values) | FactKind::Band(values) | FactKind::Set(values) => values
            .iter()
            .map(|value| (value.value.clone(), value.label.clone()))
            .collect(),
    };
    let are_numbers = words
        .iter()
        .any(|(word, _)| word.starts_with(|c: char| c.is_ascii_digit()));
    words
        .into_iter()
        .enumerate()
        .map(|(position, (word, label))| {
            if are_numbers {
                return Choice {
                    key: word.clone(),
                    word,
                    shown: label,
                };
            }
            let shown = label.unwrap_or_else(|| word.clone());
            Choice {
                key: (position + 1).to_string(),
                word,
                shown: Some(shown),
            }
        })
        .collect()
}

/// Reads the answer to one question.
///
/// # Errors
/// The words say what can be typed instead.
pub fn answer(fact: &Fact, line: &str) -> Result<Typed, String> {
    if let Some(command) = command(line) {
        return Ok(command);
    }
    let line = line.trim().to_lowercase();
    if line.is_empty() {
        return Err("nothing was typed; `s` skips the question".to_owned());
    }
    if matches!(line.as_str(), "u" | "unsure") {
        return Ok(Typed::Answer(match fact.kind {
            FactKind::RedFlag => Answer::Flag(Flag::Unsure),
            _ => Answer::Unsure,
        }));
    }
    if fact.from == Some(From::Age)
        && let Ok(years) = line.parse::<u8>()
    {
        return if years <= 120 {
            Ok(Typed::Age(years))
        } else {
            Err(format!("{years} is not an age: type years, 0 to 120"))
        };
    }
    match &fact.kind {
        FactKind::YesNo => match yes_or_no(&line) {
            Some(yes) => Ok(Typed::Answer(Answer::OneOf(if yes { 0b10 } else { 0b01 }))),
            None => Err("answer `y` or `n`, or `u` if it is not known".to_owned()),
        },
        FactKind::RedFlag => match line.as_str() {
            "a" | "acted-on" => Ok(Typed::Answer(Answer::Flag(Flag::ActedOn))),
            line => match yes_or_no(line) {
                Some(true) => Ok(Typed::Answer(Answer::Flag(Flag::Yes))),
                Some(false) => Ok(Typed::Answer(Answer::Flag(Flag::No))),
                None => Err("answer `y`, `n`, `a` for already acted on, or `u`".to_owned()),
            },
        },
        FactKind::Values(_) | FactKind::Band(_) => {
            let mut mask: Mask = 0;
            for part in line
                .split(['|', ','])
                .map(str::trim)
                .filter(|part| !part.is_empty())
            {
                mask |= 1 << choice(fact, part)?;
            }
            Ok(Typed::Answer(Answer::OneOf(mask)))
        }
        FactKind::Set(elements) => set(fact, elements.len(), &line),
    }
}

/// `2 5`, `2, 5u`, `none`: those hold (with `u` perhaps), and the others do not.
fn set(fact: &Fact, size: usize, line: &str) -> Result<Typed, String> {
    let mut states = vec![Element::No; size];
    if !matches!(line, "none" | "n" | "no" | "0") {
        for part in line.split([',', ' ']).filter(|part| !part.is_empty()) {
            let (part, state) = match part.strip_suffix('u') {
                Some(number) if number.parse::<usize>().is_ok() => (number, Element::Unsure),
                _ => (part, Element::Yes),
            };
            states[choice(fact, part)?] = state;
        }
    }
    let states = (0u8..).zip(states).collect();
    Ok(Typed::Answer(Answer::Set(states)))
}

/// The position of what was typed among the answers of a fact: its key, its word, or the start of one word only.
fn choice(fact: &Fact, typed: &str) -> Result<usize, String> {
    let choices = choices(fact);
    let is = |choice: &Choice| choice.key == typed || choice.word.to_lowercase() == typed;
    if let Some(position) = choices.iter().position(is) {
        return Ok(position);
    }
    // The words of an age: `65+`.
    if let Some(position) = fact
        .values()
        .iter()
        .position(|value| value.value.to_lowercase() == typed)
    {
        return Ok(position);
    }
    let starting: Vec<usize> = choices
        .iter()
        .enumerate()
        .filter(|(_, choice)| {
            choice.word.to_lowercase().starts_with(typed) && typed.parse::<u32>().is_err()
        })
        .map(|(position, _)| position)
        .collect();
    if let [only] = starting.as_slice() {
        return Ok(*only);
    }
    let keys: Vec<String> = choices.into_iter().map(|choice| choice.key).collect();
    Err(match keys.as_slice() {
        [] => format!("`{typed}` is not an age: type years, 0 to 120"),
        keys => format!("`{typed}` is not in the list: type {}", keys.join(", ")),
    })
}

/// What was typed at the safety questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedFlagsTyped {
    /// An answer for each that was answered, in the order they were shown.
    pub answers: Vec<(FactIndex, Flag)>,
    /// Those that were not asked: skipped, or put off.
    pub not_asked: Vec<FactIndex>,
    /// True where those to be asked alone are put off.
    pub alone_put_off: bool,
}

/// Reads the line typed at the safety questions: `none`, or the numbers of those that are so, `4a` where somebody acted on
/// it already, `4u` where it is not known, `4s` where it was not asked; the others are then answered no. `p` puts off those
/// to be asked alone, and `s` by itself skips them all.
///
/// # Errors
/// The words say what can be typed instead. Silence is never taken for no.
pub fn red_flags(
    anywhere: &[FactIndex],
    alone: &[FactIndex],
    line: &str,
) -> Result<RedFlagsTyped, String> {
    let all: Vec<FactIndex> = anywhere.iter().chain(alone).copied().collect();
    let line = line.trim().to_lowercase();
    if matches!(line.as_str(), "s" | "skip") {
        return Ok(RedFlagsTyped {
            answers: Vec::new(),
            not_asked: all,
            alone_put_off: false,
        });
    }
    if matches!(line.as_str(), "u" | "unsure") {
        return Err("which of them is not known? type its number and u, such as `4u`".to_owned());
    }
    // None: not asked.
    let mut flags = vec![Some(Flag::No); all.len()];
    let (mut put_off, mut answered) = (false, anywhere.is_empty());
    for part in line.split([',', ' ']).filter(|part| !part.is_empty()) {
        match part {
            "none" | "n" | "no" => answered = true,
            "p" => put_off = true,
            part => {
                let (position, flag) = one_red_flag(part, all.len())?;
                flags[position] = flag;
                answered = true;
            }
        }
    }
    if put_off && alone.is_empty() {
        return Err("there is nothing here to put off".to_owned());
    }
    if !answered {
        return Err("type the numbers of those that are so, or `none`".to_owned());
    }
    let alone_flags = &mut flags[anywhere.len()..];
    let raised = |flag: &Option<Flag>| flag.is_some_and(|flag| flag != Flag::No);
    if put_off && alone_flags.iter().any(raised) {
        return Err(
            "`p` puts off the questions to be asked alone, and one of them was answered".to_owned(),
        );
    }
    if put_off {
        alone_flags.fill(None);
    }
    let mut typed = RedFlagsTyped {
        answers: Vec::new(),
        not_asked: Vec::new(),
        alone_put_off: put_off,
    };
    for (fact, flag) in all.into_iter().zip(flags) {
        match flag {
            Some(flag) => typed.answers.push((fact, flag)),
            None => typed.not_asked.push(fact),
        }
    }
    Ok(typed)
}

/// `4`, `4a`, `4u`, `4s`: which one, and what is said of it; `None`: it was not asked.
fn one_red_flag(part: &str, number: usize) -> Result<(usize, Option<Flag>), String> {
    let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
    let flag = match &part[digits.len()..] {
        "a" => Some(Flag::ActedOn),
        "u" => Some(Flag::Unsure),
        "" | "y" => Some(Flag::Yes),
        "s" => None,
        _ => return Err(format!("`{part}` is not a number of the list")),
    };
    let position = digits.parse::<usize>().ok();
    position
        .and_then(|typed| typed.checked_sub(1))
        .filter(|position| *position < number)
        .map(|position| (position, flag))
        .ok_or_else(|| format!("`{part}` is not in the list: type 1 to {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(line: &str) -> Result<RedFlagsTyped, String> {
        let fact = FactIndex::from_position;
        red_flags(&[fact(0), fact(1)], &[fact(2)], line)
    }

    fn not_asked(line: &str) -> Vec<usize> {
        let typed = flags(line).expect(line);
        assert_eq!(typed.answers.len() + typed.not_asked.len(), 3);
        typed.not_asked.iter().map(|fact| fact.position()).collect()
    }

    #[test]
    fn what_was_not_asked_is_neither_yes_nor_no() {
        assert_eq!(not_asked("none"), [0; 0]);
        assert_eq!(not_asked("s"), [0, 1, 2]);
        assert_eq!(not_asked("none p"), [2]);
        assert_eq!(not_asked("2s"), [1]);
        assert_eq!(not_asked("1u, 2s p"), [1, 2]);
        let raised = flags("1u 2s").expect("it can be read").answers;
        let fact = FactIndex::from_position;
        assert_eq!(raised, [(fact(0), Flag::Unsure), (fact(2), Flag::No)]);
    }

    #[test]
    fn what_cannot_be_meant_is_said_and_nothing_is_taken_for_no() {
        for line in ["", "p", "u", "0", "4", "x", "1x", "1 3 p", "a"] {
            assert!(flags(line).is_err(), "{line}");
        }
    }
}
