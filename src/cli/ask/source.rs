//! Where answers come from: lines that are typed or piped in, or a case file.

use crate::cli::output::paragraph;
use crate::conversation::typed::{self, Typed};
use crate::conversation::{Conversation, Step};
use crate::model::case::Case;
use crate::model::fact::{Answer, Element, Fact, Flag};
use crate::plan::make::Context;
use crate::route::knowledge::counts_today;
use anyhow::{Context as _, Result};
use std::io::{self, BufRead, IsTerminal, Write};

/// Where answers come from.
pub(in crate::cli) enum Source {
    /// Lines of standard input.
    Lines {
        /// True where nobody sees what is typed unless it is printed.
        echo: bool,
    },
    /// A case, whose answers are given where they are asked for.
    Case(Box<Case>),
}

/// What was typed at a question inside a step.
pub(super) enum Reply {
    /// An answer, trimmed.
    Line(String),
    /// Not asked, or not known.
    Skip,
    /// To the beginning of the step.
    Back,
    /// Enough, or the end of the input.
    Stop,
}

impl Source {
    /// The reply to a question inside a step, which takes the same commands as every other.
    pub(super) fn reply(&mut self, prompt: &str, out: &mut dyn Write) -> Result<Reply> {
        loop {
            let Some(line) = self.line(prompt, out)? else {
                return Ok(Reply::Stop);
            };
            let line = line.trim();
            match typed::command(line) {
                Some(Typed::Back) => return Ok(Reply::Back),
                Some(Typed::Stop) => return Ok(Reply::Stop),
                Some(Typed::Skip) => return Ok(Reply::Skip),
                Some(Typed::Help) => {
                    writeln!(out, "s: not asked. b: back. q: enough, show the plan.")?;
                }
                _ if matches!(line, "" | "u" | "unsure") => return Ok(Reply::Skip),
                _ => return Ok(Reply::Line(line.to_owned())),
            }
        }
    }

    pub(in crate::cli) fn lines() -> Self {
        Self::Lines {
            echo: !io::stdin().is_terminal(),
        }
    }

    pub(super) fn case(case: Case) -> Self {
        Self::Case(Box::new(case))
    }

    pub(super) fn answers(&self) -> Option<&Case> {
        match self {
            Self::Case(case) => Some(case),
            Self::Lines { .. } => None,
        }
    }

    /// The next line, after this prompt; `None` at the end of the input.
    pub(in crate::cli) fn line(
        &mut self,
        prompt: &str,
        out: &mut dyn Write,
    ) -> Result<Option<String>> {
        write!(out, "{prompt}")?;
        out.flush()?;
        let mut line = String::new();
        let read = io::stdin()
            .lock()
            .read_line(&mut line)
            .context("cannot read standard input")?;
        let line = crate::model::shown::clean(line.trim_end_matches(['\n', '\r'])).into_owned();
        if matches!(self, Self::Lines { echo: true }) {
            writeln!(out, "{line}")?;
        }
        if read == 0 {
            writeln!(out, "(end of input: stopped here)")?;
            return Ok(None);
        }
        Ok(Some(line))
    }
}

/// Answers a step from a case, and says what was answered. What the case does not answer is passed over.
pub(super) fn from_case(
    step: &Step,
    answers: &Case,
    now: &mut Conversation,
    context: &Context,
    out: &mut dyn Write,
) -> Result<()> {
    let rules = &context.directory.rules;
    match step {
        Step::Needs | Step::Finished => {}
        Step::RedFlags { anywhere, alone } => {
            let mut raised = Vec::new();
            let mut not_asked = 0;
            for flag in anywhere.iter().chain(alone) {
                let fact = rules.fact(*flag);
                match answers.facts.get(*flag) {
                    Some(answer) if counts_today(fact, answer, answers.asked_on, context.today) => {
                        now.answer(*flag, None, answer.clone());
                        if *answer != Answer::Flag(Flag::No) {
                            raised.push(format!("{} {}", fact.ask, in_words(fact, answer)));
                        }
                    }
                    _ => {
                        now.pass(*flag, None);
                        not_asked += 1;
                    }
                }
            }
            for raised in &raised {
                paragraph(out, 0, 2, &format!("> {raised}"))?;
            }
            if raised.is_empty() && not_asked == 0 {
                writeln!(out, "> none")?;
            }
            if not_asked > 0 {
                writeln!(out, "> not answered today: {not_asked}")?;
            }
        }
        Step::Stop => {
            now.go_on(true);
            writeln!(out, "> y")?;
        }
        Step::Beside(_) => {
            now.ask_beside(false);
            writeln!(out, "> n")?;
        }
        Step::Question { fact, need, .. } => {
            let of_need = answers
                .needs
                .iter()
                .find(|(of_case, _)| Some(*of_case) == *need);
            let answer = match need {
                Some(_) => of_need.and_then(|(_, answers)| answers.get(*fact)),
                None => answers.facts.get(*fact),
            };
            let declared = rules.fact(*fact);
            if let Some(answer) = answer {
                paragraph(out, 0, 2, &format!("> {}", in_words(declared, answer)))?;
                now.answer(*fact, *need, answer.clone());
            } else if let (Some(crate::model::fact::From::Age), Some(age)) =
                (declared.from, answers.age)
            {
                writeln!(out, "> {age}")?;
                now.case.age = Some(age);
            } else {
                writeln!(out, "> s")?;
                now.pass(*fact, *need);
            }
        }
        Step::Matters => {
            now.matters_to_them(None);
            writeln!(out, "> s")?;
        }
        Step::Circumstances { support, age, .. } => {
            let with: Vec<_> = answers
                .with
                .iter()
                .copied()
                .filter(|need| !now.case.with.contains(need))
                .collect();
            let asked = with.iter().filter(|need| support.contains(need));
            let mut words: Vec<String> = asked.map(ToString::to_string).collect();
            now.case.with.extend(with);
            if let (true, Some(years)) = (*age, answers.age) {
                now.case.age = Some(years);
                words.push(format!("{years} years old"));
            }
            if words.is_empty() {
                words.push("none".to_owned());
            }
            paragraph(out, 0, 2, &format!("> {}", words.join(", ")))?;
            now.circumstances_done();
        }
    }
    Ok(())
}

/// An answer in the words of the rules.
pub(super) fn in_words(fact: &Fact, answer: &Answer) -> String {
    let values = fact.values();
    let shown = |position: usize| {
        values.get(position).map_or_else(String::new, |value| {
            value.label.clone().unwrap_or_else(|| value.value.clone())
        })
    };
    match answer {
        Answer::Unsure | Answer::Flag(Flag::Unsure) => "not known".to_owned(),
        Answer::Flag(Flag::Yes) => "yes".to_owned(),
        Answer::Flag(Flag::No) => "no".to_owned(),
        Answer::Flag(Flag::ActedOn) => "yes, and already acted on".to_owned(),
        Answer::OneOf(mask) if values.is_empty() => {
            ["no", "yes", "yes or no"][(*mask as usize).clamp(1, 3) - 1].to_owned()
        }
        Answer::OneOf(mask) => (0..values.len())
            .filter(|position| mask >> position & 1 == 1)
            .map(shown)
            .collect::<Vec<_>>()
            .join(" or "),
        Answer::Set(elements) => {
            let of = |state: Element, mark: &str| -> Vec<String> {
                elements
                    .iter()
                    .filter(|(_, known)| *known == state)
                    .map(|(element, _)| format!("{}{mark}", shown(usize::from(*element))))
                    .collect()
            };
            let mut words = of(Element::Yes, "");
            words.extend(of(Element::Unsure, " (not known)"));
            if words.is_empty() {
                "none of these".to_owned()
            } else {
                words.join("; ")
            }
        }
    }
}
