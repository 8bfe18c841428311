//! Facts: the questions of the rules, the answers they can have, and what was answered.

use super::index_type;
use super::rule::ActionIndex;
use crate::source::Spanned;

index_type! {
    /// A fact's place in [`Rules::facts`](super::rule::Rules::facts).
    FactIndex
}

index_type! {
    /// A place among [`Rules::variables`](super::rule::Rules::variables): one thing that rules can look at.
    VariableIndex
}

/// A set of values of one variable: bit 0 is its first value. Facts have at most 32 values.
pub type Mask = u32;

/// The values of a yes/no fact, of a red flag and of each element of a set, in this order.
pub const NO_YES: [&str; 2] = ["no", "yes"];

/// One value of a fact.
#[derive(Clone, Debug)]
pub struct Value {
    /// The word typed in rules and cases.
    pub value: String,
    /// The value in plain words; `None`: the word itself will do.
    pub label: Option<String>,
}

/// What answers a fact can have.
#[derive(Clone, Debug)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// Yes, already acted on, no or unsure; all but no stop. Rules see only yes and no.
    RedFlag,
    /// One of these.
    Values(Vec<Value>),
    /// One of these, from least to most.
    Band(Vec<Value>),
    /// Any of these together; each element is yes or no by itself.
    Set(Vec<Value>),
}

/// Where a fact's answer comes from, if not from asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From the person's age: each band's words say its years (`under 18`, `18-64`, `65+`).
    Age,
    /// From the profile of whoever is asking.
    Profile,
}

/// One declared fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Kebab-case name, used by rules and cases.
    pub id: Spanned<String>,
    /// The question to the worker.
    pub ask: String,
    /// Words for the person; `None`: the worker's own.
    pub say: Option<String>,
    /// What answers it can have.
    pub kind: FactKind,
    /// For a red flag: what to do when nobody can say.
    pub unsure_do: Option<ActionIndex>,
    /// True where it is asked for each need.
    pub per_need: bool,
    /// Where the answer comes from; `None`: from asking.
    pub from: Option<From>,
    /// The value (or for a set nothing) that unsure counts as; `None`: unsure leaves the range open.
    pub unsure: Option<u8>,
    /// True where it may be offered as a thing that could change.
    pub changeable: bool,
    /// True where it may be asked only when nobody else can see or hear.
    pub alone: bool,
}

impl Fact {
    /// True for a fact whose yes stops everything.
    #[must_use]
    pub const fn is_red_flag(&self) -> bool {
        matches!(self.kind, FactKind::RedFlag)
    }

    /// The words that answer it, without `unsure`.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        match &self.kind {
            FactKind::YesNo => vec!["yes", "no"],
            FactKind::RedFlag => vec!["yes", "acted-on", "no"],
            FactKind::Values(values) | FactKind::Band(values) | FactKind::Set(values) => {
                values.iter().map(|value| value.value.as_str()).collect()
            }
        }
    }

    /// The declared values; empty for yes/no facts and red flags.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        match &self.kind {
            FactKind::YesNo | FactKind::RedFlag => &[],
            FactKind::Values(values) | FactKind::Band(values) | FactKind::Set(values) => values,
        }
    }

    /// An answer to it in plain words: `an allied health professional`, `1 or 2+`, `not known`.
    #[must_use]
    pub fn in_words(&self, answer: &Answer) -> String {
        let labels: Vec<&str> = match &self.kind {
            FactKind::YesNo | FactKind::RedFlag => NO_YES.to_vec(),
            _ => self.values().iter().map(Value::in_words).collect(),
        };
        let label = |position: u8| labels.get(usize::from(position)).copied().unwrap_or("");
        match answer {
            Answer::OneOf(mask) => {
                let possible = (0u8..)
                    .zip(&labels)
                    .filter(|(position, _)| mask >> position & 1 == 1);
                let words: Vec<&str> = possible.map(|(_, label)| *label).collect();
                words.join(" or ")
            }
            Answer::Unsure | Answer::Flag(Flag::Unsure) => "not known".to_owned(),
            Answer::Flag(Flag::Yes) => "yes".to_owned(),
            Answer::Flag(Flag::ActedOn) => "already acted on".to_owned(),
            Answer::Flag(Flag::No) => "no".to_owned(),
            Answer::Set(elements) => {
                let of = |state: Element| elements.iter().filter(move |(_, of)| *of == state);
                let words: Vec<String> = of(Element::Yes)
                    .map(|(element, _)| label(*element).to_owned())
                    .chain(
                        of(Element::Unsure)
                            .map(|(element, _)| format!("{} (not known)", label(*element))),
                    )
                    .collect();
                if words.is_empty() {
                    return "none of these".to_owned();
                }
                words.join(", ")
            }
        }
    }
}

impl Value {
    /// The value in plain words: its label where it has one.
    #[must_use]
    pub fn in_words(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.value)
    }
}

/// The years a band of ages covers, both ends included.
///
/// `under 18` is 0 to 17, `18-64` is 18 to 64, `65+` is 65 and over. `None` for any other words.
#[must_use]
pub fn age_range(words: &str) -> Option<(u8, u8)> {
    if let Some(limit) = words.strip_prefix("under ") {
        return limit
            .parse::<u8>()
            .ok()
            .filter(|limit| *limit > 0)
            .map(|limit| (0, limit - 1));
    }
    if let Some(start) = words.strip_suffix('+') {
        return start.parse().ok().map(|start| (start, u8::MAX));
    }
    let (start, end) = words.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some((start, end))
}

/// The answer to a red flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// It is so.
    Yes,
    /// It is so, and somebody has already acted.
    ActedOn,
    /// It is not so.
    No,
    /// Asked, and not known: it cannot be ruled out, so it counts as yes.
    Unsure,
}

/// What is known of one element of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Asked, and not known.
    Unsure,
}

/// What was answered to one fact. A fact without an answer was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One of these values; several bits mean "one of these, which is not known".
    OneOf(Mask),
    /// Asked, and not known.
    Unsure,
    /// To a red flag.
    Flag(Flag),
    /// To a set: what is known of the elements, by position; an element that is not named was not asked.
    Set(Vec<(u8, Element)>),
}

/// Answers to facts, one list for the person or for one need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<(FactIndex, Answer)>);

impl Answers {
    /// What was answered to this fact; `None`: not asked.
    #[must_use]
    pub fn get(&self, fact: FactIndex) -> Option<&Answer> {
        self.0
            .iter()
            .find(|(known, _)| *known == fact)
            .map(|(_, answer)| answer)
    }

    /// Sets or replaces the answer to a fact.
    pub fn set(&mut self, fact: FactIndex, answer: Answer) {
        match self.0.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, old)) => *old = answer,
            None => self.0.push((fact, answer)),
        }
    }

    /// Forgets the answer to a fact, as if it had not been asked.
    pub fn forget(&mut self, fact: FactIndex) {
        self.0.retain(|(known, _)| *known != fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_of_age_say_their_years() {
        assert_eq!(age_range("under 18"), Some((0, 17)));
        assert_eq!(age_range("18-64"), Some((18, 64)));
        assert_eq!(age_range("65+"), Some((65, u8::MAX)));
        for bad in ["under 0", "old", "64-18", "-", "18 to 64", ""] {
            assert_eq!(age_range(bad), None, "{bad}");
        }
    }

    fn fact(kind: FactKind) -> Fact {
        let anywhere = crate::source::Span::new(crate::source::FileId(0), 0..0);
        Fact {
            id: Spanned::new("fact".to_owned(), anywhere),
            ask: String::new(),
            say: None,
            kind,
            unsure_do: None,
            per_need: false,
            from: None,
            unsure: None,
            changeable: false,
            alone: false,
        }
    }

    fn values() -> Vec<Value> {
        let value = |value: &str, label: Option<&str>| Value {
            value: value.to_owned(),
            label: label.map(str::to_owned),
        };
        vec![
            value("0", None),
            value("1", Some("once")),
            value("2+", None),
        ]
    }

    #[test]
    fn answers_are_told_by_their_labels() {
        let number = fact(FactKind::Values(values()));
        assert_eq!(number.in_words(&Answer::OneOf(0b010)), "once");
        assert_eq!(number.in_words(&Answer::OneOf(0b110)), "once or 2+");
        assert_eq!(number.in_words(&Answer::Unsure), "not known");
        let agrees = fact(FactKind::YesNo);
        assert_eq!(agrees.in_words(&Answer::OneOf(0b01)), "no");
        assert_eq!(agrees.in_words(&Answer::OneOf(0b10)), "yes");
        let flag = fact(FactKind::RedFlag);
        assert_eq!(
            flag.in_words(&Answer::Flag(Flag::ActedOn)),
            "already acted on"
        );
    }

    #[test]
    fn what_is_not_known_of_a_set_is_never_told_as_no() {
        let set = fact(FactKind::Set(values()));
        let answer = |second| Answer::Set(vec![(0, Element::No), (1, second)]);
        assert_eq!(set.in_words(&answer(Element::Yes)), "once");
        assert_eq!(set.in_words(&answer(Element::Unsure)), "once (not known)");
        assert_eq!(set.in_words(&answer(Element::No)), "none of these");
    }
}
