//! Answers to facts, from a case file or from the command line.

use super::kinds;
use super::names::unknown_name;
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::{text, unknown_word};
use crate::model::fact::{Answer, Answers, Element, Fact, FactIndex, FactKind, Flag, Mask};
use crate::model::rule::Rules;
use crate::source::Spanned;

/// Which facts may stand in a list of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Facts about the person.
    Person,
    /// Facts asked for each need.
    Need,
}

/// Decodes `fact: value` entries; facts that belong elsewhere are reported.
pub(super) fn answers(
    node: &Node,
    about: About,
    rules: &Rules,
    problems: &mut Problems,
) -> Answers {
    let mut answers = Answers::default();
    let entries = match &node.shape {
        Shape::Map(entries) => entries,
        Shape::Empty => return answers,
        _ => {
            problems.report(
                &kinds::WRONG_SHAPE,
                node.span,
                format!("facts are written `fact: value`, found {}", node.describe()),
                "write one fact to a line",
            );
            return answers;
        }
    };
    for (key, node) in entries {
        let key = Spanned::new(key.value.to_string(), key.span);
        let Some(index) = fact_named(&key, about, rules, problems) else {
            continue;
        };
        if let Some(answer) = answer(rules.fact(index), node, problems) {
            answers.set(index, answer);
        }
    }
    answers
}

/// The fact with this name, where it may stand here.
pub(super) fn fact_named(
    typed: &Spanned<String>,
    about: About,
    rules: &Rules,
    problems: &mut Problems,
) -> Option<FactIndex> {
    let Some(index) = rules.fact_by_id(&typed.value) else {
        let known = rules.facts.iter().map(|fact| fact.id.value.as_str());
        unknown_name(typed, "fact", known, "routing.toml", problems);
        return None;
    };
    let per_need = rules.fact(index).per_need;
    if per_need == (about == About::Need) {
        return Some(index);
    }
    let help = if per_need {
        format!(
            "put it under its need: `needs: {{falls: {{{}: …}}}}`, or `--fact falls.{}=…`",
            typed.value, typed.value
        )
    } else {
        format!("put it under `facts:`, or `--fact {}=…`", typed.value)
    };
    let message = if per_need {
        format!("`{}` is asked for each need", typed.value)
    } else {
        format!(
            "`{}` is asked about the person, not about one need",
            typed.value
        )
    };
    problems.report(&kinds::MISPLACED_KEY, typed.span, message, help);
    None
}

/// Decodes one answer. `None` where it is empty or wrong; empty means not asked.
pub(super) fn answer(fact: &Fact, node: &Node, problems: &mut Problems) -> Option<Answer> {
    match &node.shape {
        Shape::Empty => None,
        Shape::Text(text) => {
            let typed = Spanned::new(text.trim().to_owned(), node.span);
            one_answer(fact, &[typed], problems)
        }
        Shape::List(items) => {
            let words: Vec<_> = items
                .iter()
                .filter_map(|item| text(item, &fact.id.value, problems))
                .collect();
            if matches!(fact.kind, FactKind::Set(_)) {
                return Some(whole_set(fact, &words, problems));
            }
            if words.is_empty() {
                return None;
            }
            one_answer(fact, &words, problems)
        }
        Shape::Map(entries) if matches!(fact.kind, FactKind::Set(_)) => {
            let mut elements = Vec::new();
            for (key, node) in entries {
                let key = Spanned::new(key.value.to_string(), key.span);
                let Some(element) = position(fact, &key, problems) else {
                    continue;
                };
                let Some(state) = text(node, &key.value, problems) else {
                    continue;
                };
                match state.value.as_str() {
                    "yes" => elements.push((element, Element::Yes)),
                    "no" => elements.push((element, Element::No)),
                    "unsure" => elements.push((element, Element::Unsure)),
                    _ => unknown_word(
                        &state,
                        &key.value,
                        ["yes", "no", "unsure"].into_iter(),
                        problems,
                    ),
                }
            }
            Some(Answer::Set(elements))
        }
        Shape::Map(_) => {
            problems.report(
                &kinds::WRONG_SHAPE,
                node.span,
                format!(
                    "`{}` has one answer, found {}",
                    fact.id.value,
                    node.describe()
                ),
                format!("use one of: {}, unsure", fact.words().join(", ")),
            );
            None
        }
    }
}

/// One value, several values meaning "one of these", or unsure.
pub(super) fn one_answer(
    fact: &Fact,
    words: &[Spanned<String>],
    problems: &mut Problems,
) -> Option<Answer> {
    if words.iter().any(|word| word.value == "unsure") {
        return Some(match fact.kind {
            FactKind::RedFlag => Answer::Flag(Flag::Unsure),
            _ => Answer::Unsure,
        });
    }
    match fact.kind {
        FactKind::Set(_) => Some(whole_set(fact, words, problems)),
        FactKind::RedFlag => {
            let [word] = words else {
                let span = words.first().map(|word| word.span)?;
                problems.report(
                    &kinds::MALFORMED_VALUE,
                    span,
                    format!("`{}` has one answer", fact.id.value),
                    "use yes, acted-on, no or unsure",
                );
                return None;
            };
            match word.value.as_str() {
                "yes" => Some(Answer::Flag(Flag::Yes)),
                "acted-on" => Some(Answer::Flag(Flag::ActedOn)),
                "no" => Some(Answer::Flag(Flag::No)),
                _ => {
                    unknown_word(
                        word,
                        &fact.id.value,
                        ["yes", "acted-on", "no", "unsure"].into_iter(),
                        problems,
                    );
                    None
                }
            }
        }
        _ => {
            let mut mask: Mask = 0;
            for word in words {
                mask |= Mask::from(1u8)
                    .checked_shl(u32::from(position(fact, word, problems)?))
                    .unwrap_or(0);
            }
            Some(Answer::OneOf(mask))
        }
    }
}

/// A set answered as a list: these hold and the others do not. `none` is the empty list where no element is called so.
fn whole_set(fact: &Fact, words: &[Spanned<String>], problems: &mut Problems) -> Answer {
    let none = matches!(words, [word] if word.value == "none" && !fact.words().contains(&"none"));
    let named: Vec<u8> = if none {
        Vec::new()
    } else {
        words
            .iter()
            .filter_map(|word| position(fact, word, problems))
            .collect()
    };
    let state = |element| {
        if named.contains(&element) {
            Element::Yes
        } else {
            Element::No
        }
    };
    Answer::Set(
        (0u8..)
            .zip(fact.values())
            .map(|(element, _)| (element, state(element)))
            .collect(),
    )
}

/// Where a word stands among the values, in the order of the masks: for yes/no facts, no is 0 and yes is 1.
fn position(fact: &Fact, word: &Spanned<String>, problems: &mut Problems) -> Option<u8> {
    let words: Vec<&str> = match fact.kind {
        FactKind::YesNo => crate::model::fact::NO_YES.to_vec(),
        _ => fact.words(),
    };
    let found = words
        .iter()
        .position(|known| *known == word.value)
        .and_then(|found| u8::try_from(found).ok());
    if found.is_none() {
        let known = words.iter().copied().chain(["unsure"]);
        unknown_word(
            word,
            &fact.id.value,
            known.collect::<Vec<_>>().into_iter(),
            problems,
        );
    }
    found
}
