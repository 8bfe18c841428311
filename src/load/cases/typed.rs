//! What was answered about a person, typed on the command line: `--fact`.

use super::{LoadedCase, need_named};
use crate::load::answers::{About, fact_named, one_answer};
use crate::load::kinds;
use crate::load::problems::Problems;
use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::{Answer, Answers, FactIndex, Flag};
use crate::source::{FileId, SourceFile, Sources, Span, Spanned};

/// Reads `--fact NAME=VALUE` and `--fact NEED.NAME=VALUE` into a case; several values are divided by `|`.
///
/// Findings point at the option as it was typed. A need that `--need` did not name is added.
#[must_use]
pub fn facts_as_typed(typed: &[String], mut case: Case, directory: &Directory) -> LoadedCase {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    for option in typed {
        let file = sources.add(SourceFile {
            path: "--fact".to_owned(),
            text: option.clone(),
        });
        let mut problems = Problems {
            list: &mut findings,
            subject: None,
            toml: false,
        };
        let raised = raised_flags(&case.facts, directory);
        fact_as_typed(option, file, &mut case, directory, &mut problems);
        keep_danger(option, file, &raised, &mut case, directory, &mut problems);
    }
    LoadedCase {
        case,
        findings,
        sources,
        asked_on: None,
    }
}

/// The red flags that are raised so far.
fn raised_flags(answers: &Answers, directory: &Directory) -> Vec<(FactIndex, Answer)> {
    let is_raised = |(fact, answer): &&(FactIndex, Answer)| {
        directory.rules.fact(*fact).is_red_flag() && *answer != Answer::Flag(Flag::No)
    };
    answers.0.iter().filter(is_raised).cloned().collect()
}

/// A danger that was named is never taken back by what is typed after it, and one that cannot be read is not ruled out.
fn keep_danger(
    option: &str,
    file: FileId,
    raised: &[(FactIndex, Answer)],
    case: &mut Case,
    directory: &Directory,
    problems: &mut Problems,
) {
    for (flag, answer) in raised {
        if case.facts.get(*flag) == Some(&Answer::Flag(Flag::No)) {
            let id = &directory.rules.fact(*flag).id.value;
            problems.report(
                &kinds::DUPLICATE_KEY,
                Span::new(file, 0..option.len()),
                format!("`{id}` was answered before, and not with no"),
                "a danger is not taken back by another answer; correct the first one",
            );
            case.facts.set(*flag, answer.clone());
        }
    }
    for (flag, answer) in super::dangers_in_text(&option.replacen('=', ":", 1), &directory.rules) {
        if case.facts.get(flag).is_none() {
            case.facts.set(flag, answer);
        }
    }
}

/// Divides `NAME=VALUE|VALUE` into the name and the values, each with its place. `how` says how it is written.
pub(in crate::load) fn name_and_words<'o>(
    option: &'o str,
    file: FileId,
    how: &str,
    problems: &mut Problems,
) -> Option<(&'o str, Vec<Spanned<String>>)> {
    let Some((name, value)) = option.split_once('=') else {
        problems.report(
            &kinds::MALFORMED_VALUE,
            Span::new(file, 0..option.len()),
            format!("`{option}` has no `=`"),
            how,
        );
        return None;
    };
    let mut words = Vec::new();
    let mut start = name.len() + 1;
    for word in value.split('|') {
        if !word.trim().is_empty() {
            words.push(typed_at(word, start, file));
        }
        start += word.len() + 1;
    }
    if words.is_empty() {
        problems.report(
            &kinds::MALFORMED_VALUE,
            Span::new(file, 0..option.len()),
            format!("`{option}` has no value after `=`"),
            how,
        );
        return None;
    }
    Some((name, words))
}

/// A part of an option, without the spaces around it.
pub(in crate::load) fn typed_at(text: &str, start: usize, file: FileId) -> Spanned<String> {
    Spanned::new(
        text.trim().to_owned(),
        Span::new(file, start..start + text.len()),
    )
}

fn fact_as_typed(
    option: &str,
    file: FileId,
    case: &mut Case,
    directory: &Directory,
    problems: &mut Problems,
) {
    let how = "write `--fact NAME=VALUE`, or `--fact NEED.NAME=VALUE` for a fact about one need";
    let Some((name, words)) = name_and_words(option, file, how, problems) else {
        return;
    };
    let rules = &directory.rules;
    let (about, fact) = match name.split_once('.') {
        Some((need, fact)) => (
            Some(typed_at(need, 0, file)),
            typed_at(fact, need.len() + 1, file),
        ),
        None => (None, typed_at(name, 0, file)),
    };
    let Some(need) = about else {
        // A fact about needs without a need is about every need named.
        let per_need = rules
            .fact_by_id(&fact.value)
            .filter(|index| rules.fact(*index).per_need);
        if let Some(index) = per_need
            && !case.needs.is_empty()
        {
            if let Some(answer) = one_answer(rules.fact(index), &words, problems) {
                for (_, answers) in &mut case.needs {
                    answers.set(index, answer.clone());
                }
            }
        } else if let Some(index) = fact_named(&fact, About::Person, rules, problems)
            && let Some(answer) = one_answer(rules.fact(index), &words, problems)
        {
            case.facts.set(index, answer);
        }
        return;
    };
    let need = need_named(&need, directory, problems);
    let index = fact_named(&fact, About::Need, rules, problems);
    let answer = index.and_then(|index| {
        one_answer(rules.fact(index), &words, problems).map(|answer| (index, answer))
    });
    if let (Some(need), Some((index, answer))) = (need, answer) {
        if case.needs.iter().all(|(known, _)| *known != need) {
            case.needs.push((need, Answers::default()));
        }
        if let Some((_, answers)) = case.needs.iter_mut().find(|(known, _)| *known == need) {
            answers.set(index, answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_without_a_value_is_said_and_not_dropped() {
        for (option, expected) in [
            ("falls=", "`falls=` has no value after `=`"),
            ("falls= | ", "`falls= | ` has no value after `=`"),
            ("falls", "`falls` has no `=`"),
        ] {
            let typed = [option.to_owned()];
            let read = facts_as_typed(&typed, Case::default(), &Directory::default());
            assert!(read.refuses());
            let messages = read.findings.iter().map(|finding| &finding.message);
            assert_eq!(messages.collect::<Vec<_>>(), [expected]);
        }
    }
}
