//! Answers about the worker, given in a conversation: remembered only if the worker wants that.

use super::source::Source;
use crate::cli::Common;
use crate::cli::profile::file::ProfileOptions;
use crate::cli::session::{Session, now, warn};
use crate::conversation::typed;
use crate::load::profile::as_typed;
use crate::model::case::Case;
use crate::model::fact::{Answer, FactIndex, From, NO_YES};
use crate::model::profile::Profile;
use crate::model::rule::Rules;
use anyhow::Result;
use std::io::Write;

/// Offers to put what was answered about the worker since `start` into their profile.
pub(super) fn offer(
    start: &Case,
    end: &Case,
    options: &ProfileOptions,
    session: &Session,
    common: &Common,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<()> {
    let rules = &session.directory().rules;
    let answers: Vec<String> = end
        .facts
        .0
        .iter()
        .filter(|(fact, _)| rules.fact(*fact).from == Some(From::Profile))
        .filter(|(fact, _)| start.facts.get(*fact).is_none())
        .filter_map(|(fact, answer)| as_option(*fact, answer, rules))
        .collect();
    let (Source::Lines { .. }, false, Some(place)) =
        (&*source, answers.is_empty(), options.place())
    else {
        return Ok(());
    };
    writeln!(out, "\nRemember what you said about yourself for 12 hours?")?;
    loop {
        let Some(line) = source.line("y or n: ", out)? else {
            return Ok(());
        };
        match typed::yes_or_no(&line) {
            Some(true) => break,
            Some(false) => return Ok(()),
            // Not to be asked is not to be remembered.
            None if typed::command(&line).is_some() => return Ok(()),
            None => writeln!(out, "answer `y` or `n`")?,
        }
    }
    let moment = now();
    let kept = place.load(session, common)?;
    let mut profile = kept
        .filter(|profile| place.lapsed(profile, moment).is_none())
        .unwrap_or_else(|| Profile {
            set_at: moment,
            kept: false,
            facts: Vec::new(),
        });
    profile.answer(as_typed(&answers, rules).value, moment);
    place.save(&profile)?;
    warn(
        common,
        &format!(
            "remembered in {}; `signpost profile clear` removes it",
            place.shown
        ),
    )
}

/// `you-are=ahp`; `None` for an answer that says nothing.
fn as_option(fact: FactIndex, answer: &Answer, rules: &Rules) -> Option<String> {
    let fact = rules.fact(fact);
    let values = fact.values();
    let words = match answer {
        Answer::Unsure => "unsure".to_owned(),
        Answer::OneOf(mask) => {
            let all: Vec<&str> = if values.is_empty() {
                NO_YES.to_vec()
            } else {
                values.iter().map(|value| value.value.as_str()).collect()
            };
            let chosen = all.into_iter().enumerate();
            let chosen = chosen.filter(|(position, _)| mask >> position & 1 == 1);
            chosen.map(|(_, word)| word).collect::<Vec<_>>().join("|")
        }
        Answer::Flag(_) | Answer::Set(_) => return None,
    };
    Some(format!("{}={words}", fact.id.value))
}
