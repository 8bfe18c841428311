//! Questions put line by line: a numbered list where there is one, the answer on a line of its own, the same in a pipe.

use crate::cli::output::paragraph;
use crate::model::shown::clean;
use crate::model::vocabulary::Vocabulary;
use anyhow::{Context, Result, anyhow, bail};
use std::io::{BufRead, Write};

/// Where questions are put and answers come from.
pub(in crate::cli::new) struct Lines<'a> {
    /// Where the answers come from.
    pub(in crate::cli::new) input: &'a mut dyn BufRead,
    /// Where the questions are put.
    pub(in crate::cli::new) out: &'a mut dyn Write,
    /// True where nobody sees what is typed unless it is printed.
    pub(in crate::cli::new) echo: bool,
    /// True once the input has ended.
    pub(in crate::cli::new) ended: bool,
}

impl Lines<'_> {
    /// A text that is needed: the one that an option gives, else a line.
    pub(super) fn text(
        &mut self,
        question: &str,
        option: &str,
        given: Option<&str>,
        is_right: impl Fn(&str) -> Result<(), String>,
    ) -> Result<String> {
        match given {
            Some(given) => right(option, given, is_right),
            None => self.text_or(question, option, None, is_right),
        }
    }

    /// A line; an empty one takes the text that was proposed.
    pub(super) fn text_or(
        &mut self,
        question: &str,
        option: &str,
        proposed: Option<&str>,
        is_right: impl Fn(&str) -> Result<(), String>,
    ) -> Result<String> {
        self.say(question)?;
        loop {
            let line = self.needed(option)?;
            let line = if line.is_empty() {
                proposed.unwrap_or("")
            } else {
                &line
            };
            let problem = match is_right(line) {
                _ if line.is_empty() => "This is needed.".to_owned(),
                Ok(()) => return Ok(line.to_owned()),
                Err(problem) => problem,
            };
            self.say(&problem)?;
        }
    }

    /// A text that may be left out: the one that an option gives, else a line where `ask` says so.
    pub(super) fn maybe(
        &mut self,
        (option, question): (&str, &str),
        ask: bool,
        given: Option<&str>,
        is_right: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>> {
        if let Some(given) = given {
            return right(option, given, is_right).map(Some);
        }
        if !ask || self.ended {
            return Ok(None);
        }
        self.say(&format!("{question} Enter leaves it out."))?;
        loop {
            let Some(line) = self.line()?.filter(|line| !line.is_empty()) else {
                return Ok(None);
            };
            match is_right(&line) {
                Ok(()) => return Ok(Some(line)),
                Err(problem) => self.say(&problem)?,
            }
        }
    }

    /// One word of a closed list, by its number or as the word itself.
    pub(super) fn one<V: Vocabulary>(&mut self, question: &str, option: &str) -> Result<V> {
        let known = words::<V>();
        self.list(question, &known, "Type its number.")?;
        loop {
            let line = self.needed(option)?;
            match chosen(&line, &known).and_then(|word| V::from_word(&word)) {
                Some(value) => return Ok(value),
                None => self.say(&format!("Type a number from 1 to {}.", known.len()))?,
            }
        }
    }

    /// At least one word of a closed list.
    pub(super) fn some<V: Vocabulary>(&mut self, question: &str, option: &str) -> Result<Vec<V>> {
        let known = words::<V>();
        let is_word = |typed: &str| match V::from_word(typed) {
            Some(_) => Ok(()),
            None => Err(format!("`{typed}` is not in the list")),
        };
        let words = self.several(question, option, &known, is_word)?;
        Ok(words.iter().filter_map(|word| V::from_word(word)).collect())
    }

    /// At least one of a list, by number or name, with commas between them.
    pub(super) fn several(
        &mut self,
        question: &str,
        option: &str,
        known: &[(&str, &str)],
        is_right: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Vec<String>> {
        self.list(
            question,
            known,
            "Type the numbers, with commas between them.",
        )?;
        loop {
            let line = self.needed(option)?;
            let typed = line
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            let mut several: Vec<String> = Vec::new();
            let mut problem = None;
            for part in typed {
                let name = chosen(part, known).unwrap_or_else(|| part.to_owned());
                match is_right(&name) {
                    Ok(()) if several.contains(&name) => {}
                    Ok(()) => several.push(name),
                    Err(found) => problem = problem.or(Some(found)),
                }
            }
            match problem {
                None if several.is_empty() => self.say("At least one is needed.")?,
                None => return Ok(several),
                Some(problem) => self.say(&problem)?,
            }
        }
    }

    /// Prints a paragraph.
    pub(super) fn say(&mut self, text: &str) -> Result<()> {
        Ok(paragraph(self.out, 0, 2, text)?)
    }

    fn list(&mut self, question: &str, known: &[(&str, &str)], how: &str) -> Result<()> {
        self.say(question)?;
        for (number, (word, label)) in (1..).zip(known) {
            let shown = if label.is_empty() { word } else { label };
            let lead = format!("{number}. ");
            paragraph(self.out, 2, lead.len(), &format!("{lead}{shown}"))?;
        }
        self.say(how)
    }

    /// The next line; that the input has ended is an error that names the option.
    fn needed(&mut self, option: &str) -> Result<String> {
        match self.line()? {
            Some(line) => Ok(line),
            None => bail!("the answers ended before this one: give it as `{option} …`"),
        }
    }

    fn line(&mut self) -> Result<Option<String>> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut line = String::new();
        let read = self
            .input
            .read_line(&mut line)
            .context("cannot read standard input")?;
        self.ended |= read == 0;
        let line = clean(line.trim()).trim().to_owned();
        if self.echo {
            writeln!(self.out, "{line}")?;
        }
        Ok((read > 0).then_some(line))
    }
}

/// A text that an option gives, which has to be right.
fn right(
    option: &str,
    given: &str,
    is_right: impl Fn(&str) -> Result<(), String>,
) -> Result<String> {
    let given = clean(given.trim()).trim().to_owned();
    if given.is_empty() {
        bail!("{option} is empty: fill it in, or leave it out");
    }
    is_right(&given).map_err(|problem| anyhow!("{option} `{given}`: {problem}"))?;
    Ok(given)
}

fn words<V: Vocabulary>() -> Vec<(&'static str, &'static str)> {
    V::WORDS.iter().map(|(word, _)| (*word, "")).collect()
}

/// The name that a number of the list stands for, or that was typed itself.
fn chosen(typed: &str, known: &[(&str, &str)]) -> Option<String> {
    let by_name = known.iter().find(|(name, _)| *name == typed);
    let by_number = || {
        let number = typed.parse::<usize>().ok()?.checked_sub(1)?;
        known.get(number)
    };
    by_name
        .or_else(by_number)
        .map(|(name, _)| (*name).to_owned())
}
