//! A profile: from its file, from what is typed (`you-are=ahp`), and back to the text of its file.

use super::answers::{answer, one_answer};
use super::cases::typed::{name_and_words, typed_at};
use super::fields::{Fields, Key, optional, required};
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::{nearest, text};
use super::{MAX_BYTES, document, kinds, toml_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::fact::{Fact, FactIndex};
use crate::model::profile::{Profile, ProfileFact, Said};
use crate::model::rule::Rules;
use crate::source::{FileId, SourceFile, Sources, Spanned};
use jiff::Timestamp;

/// The keys of a profile.
pub const PROFILE: &[Key] = &[
    required(
        "set_at",
        "moment in UTC",
        "when the oldest answer was given: `2026-11-24T09:00:00Z`",
    ),
    optional(
        "kept",
        "true or false",
        "true: it does not lapse; absent: it lapses after 12 hours",
    ),
    optional(
        "facts",
        "fact: value",
        "what was answered; only facts with `from = \"profile\"`",
    ),
];

/// Something read about a profile, with what is wrong with it.
#[derive(Debug)]
pub struct Read<T> {
    /// What could be read.
    pub value: T,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The texts, for excerpts.
    pub sources: Sources,
}

impl<T> Read<T> {
    /// True where it must not be used as it stands.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}

/// Reads a profile; `None` where it has no moment. `path` is only shown.
///
/// A fact that these rules do not declare is a warning, since one profile may be used with several directories.
#[must_use]
pub fn profile(path: &str, bytes: &[u8], rules: &Rules) -> Read<Option<Profile>> {
    let mut findings = Vec::new();
    let mut sources = Sources::default();
    let fits = bytes.len() as u64 <= MAX_BYTES;
    let (text, broken) = document::decode(if fits { bytes } else { b"" });
    let file = sources.add(SourceFile {
        path: path.to_owned(),
        text: text.clone(),
    });
    findings.extend((!fits).then(|| document::too_large(file)));
    findings.extend(broken.map(|at| document::not_utf8(file, at)));
    let node = if findings.is_empty() {
        toml_text::parse(&text, file, &mut findings)
    } else {
        None
    };
    let mut problems = Problems {
        list: &mut findings,
        subject: None,
        toml: true,
    };
    let value = node.and_then(|node| decode(&node, rules, &mut problems));
    crate::diagnostic::sort(&mut findings);
    Read {
        value,
        findings,
        sources,
    }
}

fn decode(node: &Node, rules: &Rules, problems: &mut Problems) -> Option<Profile> {
    let fields = Fields::open(node, PROFILE, "a profile", problems)?;
    let kept = fields.flag("kept", problems);
    let facts = fields.node("facts").map_or_else(Vec::new, |node| {
        let Shape::Map(entries) = &node.shape else {
            problems.report(
                &kinds::WRONG_SHAPE,
                node.span,
                format!("`facts` is a table, found {}", node.describe()),
                "write `[facts]`, and below it one fact to a line: `you-are = \"ahp\"`",
            );
            return Vec::new();
        };
        entries
            .iter()
            .filter_map(|(key, node)| {
                let key = Spanned::new(key.value.to_string(), key.span);
                fact(&key, node, rules, problems)
            })
            .collect()
    });
    let set_at = fields.text("set_at", problems)?;
    let Ok(moment) = set_at.value.parse::<Timestamp>() else {
        problems.report(
            &kinds::MALFORMED_VALUE,
            set_at.span,
            format!("`{}` is not a moment for `set_at`", set_at.value),
            "write date and time in UTC: `2026-11-24T09:00:00Z`",
        );
        return None;
    };
    Some(Profile {
        set_at: moment,
        kept,
        facts,
    })
}

/// One answer. `None` where it is wrong.
fn fact(
    id: &Spanned<String>,
    node: &Node,
    rules: &Rules,
    problems: &mut Problems,
) -> Option<ProfileFact> {
    let said = said(node, &id.value, problems)?;
    let answer = match rules.fact_by_id(&id.value) {
        None => {
            let mut finding = unknown(id, rules);
            finding.severity = Severity::Warning;
            problems.add(finding);
            None
        }
        Some(index) => {
            may_stand(id, index, rules, problems)?;
            Some((index, answer(rules.fact(index), node, problems)?))
        }
    };
    Some(ProfileFact {
        id: id.value.clone(),
        said,
        answer,
    })
}

/// An answer as it was written. `None` where it is written as no answer can be.
fn said(node: &Node, key: &str, problems: &mut Problems) -> Option<Said> {
    let mut word = |node: &Node| text(node, key, problems).map(|text| text.value);
    match &node.shape {
        Shape::List(items) => items
            .iter()
            .map(word)
            .collect::<Option<_>>()
            .map(Said::Several),
        Shape::Map(entries) => entries
            .iter()
            .map(|(key, node)| Some((key.value.to_string(), word(node)?)))
            .collect::<Option<_>>()
            .map(Said::Each),
        _ => word(node).map(Said::One),
    }
}

/// Reports a fact that is not about the worker.
fn may_stand(
    id: &Spanned<String>,
    index: FactIndex,
    rules: &Rules,
    problems: &mut Problems,
) -> Option<()> {
    if rules.profile_facts().any(|known| known == index) {
        return Some(());
    }
    problems.report(
        &kinds::MISPLACED_KEY,
        id.span,
        format!("`{}` is about a person, not about you", id.value),
        format!("a profile has only: {}", names(rules).join(", ")),
    );
    None
}

/// A fact that these rules do not declare, with the nearest one about the worker.
fn unknown(id: &Spanned<String>, rules: &Rules) -> Diagnostic {
    let known = names(rules);
    let help = nearest(&id.value, known.iter().copied()).map_or_else(
        || match known.as_slice() {
            [] => "these rules ask nothing about you".to_owned(),
            known => format!("here a profile has: {}", known.join(", ")),
        },
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("routing.toml declares no fact `{}`", id.value);
    Diagnostic::new(&kinds::UNKNOWN_NAME, id.span, message).help(help)
}

fn names(rules: &Rules) -> Vec<&str> {
    let of = |index| rules.fact(index).id.value.as_str();
    rules.profile_facts().map(of).collect()
}

/// Reads answers as typed: `you-are=ahp`, several values divided by `|`. Findings point at what was typed.
#[must_use]
pub fn as_typed(typed: &[String], rules: &Rules) -> Read<Vec<ProfileFact>> {
    let mut findings = Vec::new();
    let mut sources = Sources::default();
    let mut facts: Vec<ProfileFact> = Vec::new();
    for option in typed {
        let file = sources.add(SourceFile {
            path: "profile set".to_owned(),
            text: option.clone(),
        });
        let mut problems = Problems {
            list: &mut findings,
            subject: None,
            toml: true,
        };
        if let Some(fact) = fact_as_typed(option, file, rules, &mut problems) {
            facts.retain(|known| known.id != fact.id);
            facts.push(fact);
        }
    }
    Read {
        value: facts,
        findings,
        sources,
    }
}

fn fact_as_typed(
    option: &str,
    file: FileId,
    rules: &Rules,
    problems: &mut Problems,
) -> Option<ProfileFact> {
    let how = "write NAME=VALUE, such as `you-are=ahp`";
    let (name, words) = name_and_words(option, file, how, problems)?;
    let id = typed_at(name, 0, file);
    let Some(index) = rules.fact_by_id(&id.value) else {
        problems.add(unknown(&id, rules));
        return None;
    };
    may_stand(&id, index, rules, problems)?;
    let known = problems.list.len();
    let answer = one_answer(rules.fact(index), &words, problems);
    // A set leaves out the elements it does not know, so that a finding is what tells a wrong answer.
    if problems.list.len() > known {
        return None;
    }
    Some(ProfileFact {
        said: as_written(&words, rules.fact(index)),
        answer: Some((index, answer?)),
        id: id.value,
    })
}

/// The words as they stand in the file: a word, or a list of them.
fn as_written(words: &[Spanned<String>], fact: &Fact) -> Said {
    let none = |word: &str| word == "none" && !fact.words().contains(&word);
    match words {
        [word] if none(&word.value) => Said::Several(Vec::new()),
        [word] => Said::One(word.value.clone()),
        words => Said::Several(words.iter().map(|word| word.value.clone()).collect()),
    }
}

/// The text of a profile's file.
#[must_use]
pub fn text_of(profile: &Profile) -> String {
    let mut text = format!(
        "# Your answers about yourself: `signpost profile` shows them, `signpost profile clear` removes them.\n\
         set_at = {}\nkept = {}\n\n[facts]\n",
        profile.set_at, profile.kept
    );
    for fact in &profile.facts {
        let value = match &fact.said {
            Said::One(word) => quoted(word),
            Said::Several(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                format!("[{}]", words.join(", "))
            }
            Said::Each(entries) => {
                let pair =
                    |(key, word): &(String, String)| format!("{} = {}", quoted(key), quoted(word));
                let pairs: Vec<String> = entries.iter().map(pair).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        };
        text += &[&key(&fact.id), " = ", &value, "\n"].concat();
    }
    text
}

/// A key, in quotes where TOML wants them.
fn key(id: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().all(bare) {
        return id.to_owned();
    }
    quoted(id)
}

/// A text in quotes, as TOML reads it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests;
