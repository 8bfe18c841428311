//! A language file: its text to words, and all that is wrong with it.

use super::{Phrase, Words};
use crate::model::shown::clean;
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The lists, and how many words each holds.
const LISTS: [(&str, usize); 4] = [("days", 7), ("on_days", 7), ("months", 12), ("weeks", 5)];
/// The parts of a file.
const TABLES: [&str; 5] = ["language", "words", "lists", "not_checked", "languages"];
/// What a file says of itself.
const ABOUT: [&str; 5] = ["code", "name", "direction", "checked_by", "checked_on"];

/// Something that is wrong with a language file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsProblem {
    /// Where, in bytes from the start of the file.
    pub place: Range<usize>,
    /// What, as a sentence without a full stop.
    pub text: String,
}

impl Words {
    /// Reads a language file in the shape of the English one ([`Words::ENGLISH_FILE`]).
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn parse(text: &str) -> Result<Self, Vec<WordsProblem>> {
        Self::parse_beside(text, Some(Self::english()))
    }

    /// The same; only the English file itself is read without the English words.
    pub(super) fn parse_beside(
        text: &str,
        english: Option<&Self>,
    ) -> Result<Self, Vec<WordsProblem>> {
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let place = error.span().unwrap_or(0..0);
                let text = error.message().to_owned();
                return Err(vec![WordsProblem { place, text }]);
            }
        };
        let mut reader = Reader {
            table: &table,
            english,
            problems: Vec::new(),
        };
        let words = reader.words();
        let mut problems = reader.problems;
        if problems.is_empty() {
            return Ok(words);
        }
        problems.sort_by_key(|problem| problem.place.start);
        Err(problems)
    }
}

struct Reader<'a> {
    table: &'a DeTable<'a>,
    english: Option<&'a Words>,
    problems: Vec<WordsProblem>,
}

impl<'a> Reader<'a> {
    fn words(&mut self) -> Words {
        for (key, _) in self.table {
            if !TABLES.contains(&&**key.get_ref()) {
                let text = format!(
                    "there is no part `{}` in a language file",
                    clean(key.get_ref())
                );
                self.problem(key.span(), text);
            }
        }
        let about = self.texts("language", true);
        let checked = self.about(&about);
        let phrases = self.texts("words", true);
        self.phrases(&phrases);
        let not_checked = self.texts("not_checked", true);
        for (need, _) in SupportNeed::WORDS {
            if !not_checked.contains_key(*need) {
                self.missing("not_checked", need);
            }
        }
        for (key, text) in &not_checked {
            if SupportNeed::from_word(key).is_none() {
                let what = format!("there is no support need `{}`", clean(key));
                self.problem(text.place.clone(), what);
            }
        }
        let plain = |texts: BTreeMap<String, Text>| -> BTreeMap<String, String> {
            let texts = texts.into_iter();
            texts.map(|(key, text)| (key, text.text)).collect()
        };
        let said = |key: &str| {
            about
                .get(key)
                .map(|text| text.text.clone())
                .unwrap_or_default()
        };
        Words {
            code: said("code"),
            name: said("name"),
            right_to_left: said("direction") == "rtl",
            checked,
            lists: self.lists(),
            languages: plain(self.texts("languages", false)),
            phrases: plain(phrases),
            not_checked: plain(not_checked),
        }
    }

    /// Who checked it and when, once what else a file says of itself was looked at.
    fn about(&mut self, about: &BTreeMap<String, Text>) -> Option<String> {
        for key in ["code", "name", "direction"] {
            if !about.contains_key(key) {
                self.missing("language", key);
            }
        }
        for (key, text) in about {
            if !ABOUT.contains(&&**key) {
                let what = format!("a language has no `{}`", clean(key));
                self.problem(text.place.clone(), what);
            }
        }
        if let Some(direction) = about.get("direction")
            && !["ltr", "rtl"].contains(&&*direction.text)
        {
            let what = "`direction` is `ltr` or `rtl`".to_owned();
            self.problem(direction.place.clone(), what);
        }
        match (about.get("checked_by"), about.get("checked_on")) {
            (Some(by), Some(on)) => Some(format!("{}, {}", by.text, on.text)),
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => {
                let what = "`checked_by` and `checked_on` belong together".to_owned();
                self.problem(one.place.clone(), what);
                None
            }
        }
    }

    /// Every phrase is there, with the placeholders of the English one, and there are no others.
    fn phrases(&mut self, phrases: &BTreeMap<String, Text>) {
        for phrase in Phrase::ALL {
            let Some(text) = phrases.get(phrase.key()) else {
                self.missing("words", phrase.key());
                continue;
            };
            let own = placeholders(&text.text);
            let english = self
                .english
                .map(|english| placeholders(english.say(*phrase)));
            if let Some(english) = english.filter(|english| *english != own) {
                let names = english.iter().map(|name| format!("{{{name}}}"));
                let names = names.collect::<Vec<_>>().join(", ");
                let wanted = if names.is_empty() { "none" } else { &names };
                let key = phrase.key();
                let what = format!("`{key}` has other places to fill than in English: {wanted}");
                self.problem(text.place.clone(), what);
            }
        }
        for (key, text) in phrases {
            if Phrase::ALL.iter().all(|phrase| phrase.key() != key) {
                let what = format!("there is no phrase `{}`", clean(key));
                self.problem(text.place.clone(), what);
            }
        }
    }

    fn lists(&mut self) -> BTreeMap<String, Vec<String>> {
        let table = self.part("lists", true);
        let mut lists = BTreeMap::new();
        for (name, length) in LISTS {
            let Some(value) = table.and_then(|table| table.get(name)) else {
                self.missing("lists", name);
                continue;
            };
            let items = value.get_ref().as_array().into_iter();
            let words: Vec<String> = items
                .flat_map(|items| items.iter())
                .filter_map(|item| item.get_ref().as_str())
                .map(|item| clean(item).into_owned())
                .collect();
            if words.len() != length || words.iter().any(|word| word.trim().is_empty()) {
                let what = format!("`{name}` is a list of {length} words");
                self.problem(value.span(), what);
            }
            lists.insert(name.to_owned(), words);
        }
        lists
    }

    /// The texts of a part. What is empty or no text is a problem.
    fn texts(&mut self, part: &str, wanted: bool) -> BTreeMap<String, Text> {
        let mut texts = BTreeMap::new();
        let table = self.part(part, wanted);
        for (key, value) in table.into_iter().flat_map(|table| table.iter()) {
            let key = key.get_ref().to_string();
            let text = value
                .get_ref()
                .as_str()
                .map(|text| clean(text).into_owned());
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                let place = value.span();
                texts.insert(key, Text { text, place });
            } else {
                let what = format!("`{}` is a text in quotation marks", clean(&key));
                self.problem(value.span(), what);
            }
        }
        texts
    }

    fn part(&mut self, name: &str, wanted: bool) -> Option<&'a DeTable<'a>> {
        let value: Option<&'a Spanned<DeValue<'a>>> = self.table.get(name);
        let table = value.and_then(|value| value.get_ref().as_table());
        if table.is_none() && (wanted || value.is_some()) {
            let place = value.map_or(0..0, Spanned::span);
            self.problem(place, format!("there is no part [{name}]"));
        }
        table
    }

    fn missing(&mut self, part: &str, key: &str) {
        let place = self.table.get(part).map_or(0..0, Spanned::span);
        // What is missing has no place of its own; the part it is missing from has.
        let place = place.start..place.start;
        self.problem(place, format!("[{part}] has no `{key}`"));
    }

    fn problem(&mut self, place: Range<usize>, text: String) {
        self.problems.push(WordsProblem { place, text });
    }
}

/// A text, and where it stands.
struct Text {
    text: String,
    place: Range<usize>,
}

/// The placeholders of a text, in order of name.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let problems = Words::parse(text).unwrap_err();
        let shown = problems.into_iter().map(|problem| {
            let line = text[..problem.place.start].matches('\n').count() + 1;
            format!("{line}: {}", problem.text)
        });
        shown.collect()
    }

    #[test]
    fn a_translation_of_the_english_file_is_a_language() {
        let text = Words::ENGLISH_FILE
            .replace("code = \"en-GB\"", "code = \"ur\"")
            .replace("name = \"English\"", "name = \"Urdu\"")
            .replace("direction = \"ltr\"", "direction = \"rtl\"");
        let words = Words::parse(&text).unwrap();
        assert_eq!((words.code.as_str(), words.right_to_left), ("ur", true));
        assert!(words.checked.is_some());
    }

    #[test]
    fn everything_that_is_wrong_is_said_with_its_line() {
        let text = Words::ENGLISH_FILE
            .replace("direction = \"ltr\"", "direction = \"up\"")
            .replace("checked_on = \"26", "# checked_on = \"26")
            .replace("cost = \"Cost\"", "cots = \"Cost\"")
            .replace("on {date}.\"\nrely_until", "on {day}.\"\nrely_until")
            .replace("[\"first\", ", "[")
            .replace("oxygen = ", "oxen = ");
        let line = |start: &str| {
            let number = text.lines().position(|line| line.starts_with(start));
            number.unwrap() + 1
        };
        assert_eq!(
            problems(&text),
            [
                format!("{}: `direction` is `ltr` or `rtl`", line("direction")),
                format!(
                    "{}: `checked_by` and `checked_on` belong together",
                    line("checked_by")
                ),
                format!("{}: [words] has no `label_cost`", line("[words]")),
                format!(
                    "{}: `made_on` has other places to fill than in English: {{date}}",
                    line("made_on")
                ),
                format!("{}: there is no phrase `label_cots`", line("label_cots")),
                format!("{}: `weeks` is a list of 5 words", line("weeks = ")),
                format!("{}: [not_checked] has no `oxygen`", line("[not_checked]")),
                format!("{}: there is no support need `oxen`", line("oxen")),
            ]
        );
        assert_eq!(problems("[words]\ntitle = ").len(), 1);
    }
}
