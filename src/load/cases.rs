//! A case from a file. What is typed on the command line is in [`typed`], what a worked case must give in [`expect`],
//! what is wrong with those of a directory in [`own`].

pub mod expect;
pub mod own;
pub mod typed;

use super::answers::{About, answers};
use super::fields::{Fields, Key, optional};
use super::kinds;
use super::names::unknown_name;
use super::node::{Node, Shape};
use super::problems::Problems;
use super::values::one_or_more;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::{Answer, Answers, FactIndex, Flag};
use crate::model::need::NeedIndex;
use crate::model::personal::{
    PERSONAL_KEYS, contact_details, date_of_birth, national_insurance_number, nhs_number,
};
use crate::model::rule::Rules;
use crate::model::vocabulary::SupportNeed;
use crate::source::{FileId, SourceFile, Sources, Span, Spanned};

/// The keys of a case.
pub const CASE: &[Key] = &[
    optional(
        "id",
        "kebab-case word",
        "the case's name, equal to the file's",
    ),
    optional(
        "story",
        "text",
        "what it is about, in our own words; invented or published, never a real person's",
    ),
    optional("source", "text", "where the story comes from"),
    optional("age", "years", "the person's age; absent: not known"),
    optional(
        "near",
        "postcode, sector, district or area",
        "where the person is; absent: no place given",
    ),
    optional(
        "with",
        "list of support needs",
        "what a service has to cope with",
    ),
    optional(
        "matters",
        "text",
        "what matters to the person, in one sentence",
    ),
    optional(
        "asked_on",
        "date",
        "when the red flags were asked; on a later day, or if absent, they count as not asked",
    ),
    optional(
        "facts",
        "fact: value",
        "what was answered about the person; a fact that is absent was not asked",
    ),
    optional(
        "needs",
        "need: {fact: value}",
        "the needs, each with what was answered about it",
    ),
    optional(
        "expect",
        "route, also, decided, needs, rules, actions, services",
        "worked cases: what it must give",
    ),
];

/// A case that was read, with what is wrong with it.
///
/// Even where there are errors, `case` holds every red flag that could be read: a stop is printed before a refusal.
#[derive(Debug)]
pub struct LoadedCase {
    /// What could be read.
    pub case: Case,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The text, for excerpts.
    pub sources: Sources,
    /// Where `asked_on` stands; `None`: it is not given.
    pub asked_on: Option<Span>,
}

impl LoadedCase {
    /// True where the case must not be decided as it stands.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == crate::diagnostic::Severity::Error)
    }
}

/// Reads a case file. `path` is only shown; `sources` are those of the directory, so that findings can be printed.
#[must_use]
pub fn case(path: &str, bytes: &[u8], directory: &Directory) -> LoadedCase {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let fits = bytes.len() as u64 <= super::MAX_BYTES;
    let (text, broken) = super::document::decode(if fits { bytes } else { b"" });
    let file = sources.add(SourceFile {
        path: path.to_owned(),
        text,
    });
    if let Some(at) = broken {
        findings.push(super::document::not_utf8(file, at));
    }
    let mut case = Case::default();
    if !fits {
        findings.push(super::document::too_large(file));
        return LoadedCase {
            case,
            findings,
            sources,
            asked_on: None,
        };
    }
    let text = sources.file(file).text.clone();
    personal_text(&text, file, &mut findings);
    let mut asked_on = None;
    if let Some(node) = super::document::yaml_tree(&text, file, &mut findings) {
        if let Shape::Map(entries) = &node.shape {
            let named = entries.iter().find(|(key, _)| key.value == "asked_on");
            asked_on = named.map(|(_, day)| day.span);
        }
        let mut problems = Problems {
            list: &mut findings,
            subject: None,
            toml: false,
        };
        case = decode(&node, directory, &mut problems);
    }
    let refused = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if refused {
        // A stop is printed even when the rest is refused, so a danger must survive whatever is wrong with the file.
        for (flag, answer) in dangers_in_text(&text, &directory.rules) {
            if case
                .facts
                .get(flag)
                .is_none_or(|known| *known == Answer::Flag(Flag::No))
            {
                case.facts.set(flag, answer);
            }
        }
    }
    crate::diagnostic::sort(&mut findings);
    LoadedCase {
        case,
        findings,
        sources,
        asked_on,
    }
}

/// Every red flag that stands in a text with an answer other than `no`, read without understanding the text.
///
/// An answer that is neither yes nor acted-on is not ruled out: it counts as unsure.
fn dangers_in_text(text: &str, rules: &Rules) -> Vec<(FactIndex, Answer)> {
    let mut dangers = Vec::new();
    for flag in rules.red_flags() {
        let id = rules.fact(flag).id.value.as_str();
        for (start, _) in text.match_indices(id) {
            let part_of_a_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let before = text[..start].chars().next_back();
            let after = text[start + id.len()..].trim_start_matches(['"', '\'', ' ']);
            let Some(value) = after.strip_prefix(':') else {
                continue;
            };
            if before.is_some_and(part_of_a_word) {
                continue;
            }
            let value = value.split([',', '}', '\n', '#']).next().unwrap_or("");
            match value.trim().trim_matches(['"', '\'', ' ']) {
                "" | "no" => {}
                "yes" => dangers.push((flag, Answer::Flag(Flag::Yes))),
                "acted-on" => dangers.push((flag, Answer::Flag(Flag::ActedOn))),
                _ => dangers.push((flag, Answer::Flag(Flag::Unsure))),
            }
        }
    }
    dangers
}

/// Refuses text that says who somebody is. The text itself is never repeated.
fn personal_text(text: &str, file: FileId, findings: &mut Vec<Diagnostic>) {
    let mut report = |range: std::ops::Range<usize>, what: &str| {
        findings.push(
            Diagnostic::new(&kinds::PERSONAL_DATA, Span::new(file, range), format!("this looks like {what}"))
                .help("remove it; what remains may still identify someone, so keep the file private or delete it")
                .without_excerpt(),
        );
    };
    if let Some(range) = nhs_number(text) {
        report(range, "an NHS number; a case never says who somebody is");
    }
    if let Some(range) = national_insurance_number(text) {
        report(
            range,
            "a National Insurance number; a case never says who somebody is",
        );
    }
    if let Some(range) = date_of_birth(text) {
        report(
            range,
            "a date of birth; a case holds an age in years and nothing finer",
        );
    }
}

fn decode(node: &Node, directory: &Directory, problems: &mut Problems) -> Case {
    let mut case = Case::default();
    // A key that names a person is reported as that, and not also as unknown.
    let mut kept = Vec::new();
    if let Shape::Map(entries) = &node.shape {
        for (key, value) in entries {
            if PERSONAL_KEYS.contains(&key.value.to_lowercase().replace(['-', ' '], "_").as_str()) {
                problems.add(
                    Diagnostic::new(&kinds::PERSONAL_DATA, key.span, format!("a case has no `{}`", key.value))
                        .help(
                            "remove the line: a case never says who somebody is. What remains may still identify \
                             someone, so keep the file private or delete it",
                        )
                        .without_excerpt(),
                );
            } else {
                kept.push((key.clone(), value.clone()));
            }
        }
    }
    let kept = match node.shape {
        Shape::Map(_) => Node {
            shape: Shape::Map(kept),
            span: node.span,
        },
        _ => node.clone(),
    };
    let Some(fields) = Fields::open(&kept, CASE, "a case", problems) else {
        return case;
    };
    case.id = fields.plain_text("id", problems);
    problems.subject.clone_from(&case.id);
    case.story = fields.plain_text("story", problems);
    case.source = fields.plain_text("source", problems);
    case.age = fields
        .number("age", "an age in years", problems)
        .map(|age| age.value);
    case.near = fields.plain_text("near", problems);
    case.with = fields.words::<SupportNeed>("with", problems);
    let matters = fields.text("matters", problems);
    if matters
        .as_ref()
        .is_some_and(|text| contact_details(&text.value).is_some())
        && let Some(text) = &matters
    {
        let mut finding = Diagnostic::new(
            &kinds::PERSONAL_DATA,
            text.span,
            "`matters` holds a telephone number or an e-mail address",
        )
        .help("remove it: it may still identify someone, and a plan opens with this sentence")
        .without_excerpt();
        finding.severity = Severity::Warning;
        problems.add(finding);
    }
    case.matters = matters.map(|text| text.value);
    case.asked_on = fields.date("asked_on", problems).map(|date| date.value);
    if let Some(node) = fields.node("facts") {
        case.facts = answers(node, About::Person, &directory.rules, problems);
    }
    if let Some(node) = fields.node("needs") {
        case.needs = needs(node, directory, problems);
    }
    case.expect = fields
        .node("expect")
        .and_then(|node| expect::expect(node, directory, problems));
    case
}

fn needs(node: &Node, directory: &Directory, problems: &mut Problems) -> Vec<(NeedIndex, Answers)> {
    let mut needs = Vec::new();
    let mut add = |typed: Spanned<String>, answers: Answers, problems: &mut Problems| {
        if let Some(need) = need_named(&typed, directory, problems)
            && needs.iter().all(|(known, _)| *known != need)
        {
            needs.push((need, answers));
        }
    };
    match &node.shape {
        Shape::Map(entries) => {
            for (key, node) in entries {
                let answers = answers(node, About::Need, &directory.rules, problems);
                add(
                    Spanned::new(key.value.to_string(), key.span),
                    answers,
                    problems,
                );
            }
        }
        // `needs: [falls, loneliness]` is the same as naming them with nothing answered.
        _ => {
            for typed in one_or_more(node, "needs", problems) {
                add(typed, Answers::default(), problems);
            }
        }
    }
    needs
}

fn need_named(
    typed: &Spanned<String>,
    directory: &Directory,
    problems: &mut Problems,
) -> Option<NeedIndex> {
    let found = directory.need_by_id(&typed.value);
    if found.is_none() {
        let known = directory.needs.iter().map(|need| need.id.value.as_str());
        unknown_name(typed, "need", known, "needs.yaml", problems);
    }
    found
}
