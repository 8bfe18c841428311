//! A case, from a file or from the command line.

use super::answers::{About, answers, fact_named, one_answer};
use super::fields::{Fields, Key, Problems, one_or_more, optional, unknown_word};
use super::kinds;
use super::names::unknown_name;
use super::node::{Node, Shape};
use crate::diagnostic::Diagnostic;
use crate::model::Directory;
use crate::model::case::{Case, Expect};
use crate::model::fact::Answers;
use crate::model::need::NeedIndex;
use crate::model::personal::{PERSONAL_KEYS, date_of_birth, nhs_number};
use crate::model::rule::Route;
use crate::model::vocabulary::{SupportNeed, Vocabulary};
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

/// The keys of `expect`.
pub const EXPECT: &[Key] = &[
    optional("route", "route", "the route for the person"),
    optional(
        "also",
        "list of routes",
        "exactly the weaker routes beside it",
    ),
    optional("decided", "yes or no", "whether everything is decided"),
    optional("needs", "need: route", "the route for each need named"),
    optional("rules", "list of rules", "rules that must apply"),
    optional(
        "actions",
        "list of actions",
        "actions that must be among those to do",
    ),
    optional(
        "services",
        "present, absent",
        "services that must, or must not, be offered",
    ),
];

/// The keys of `expect.services`.
pub const EXPECT_SERVICES: &[Key] = &[
    optional(
        "present",
        "list of services",
        "services that must be offered",
    ),
    optional(
        "absent",
        "list of services",
        "services that must not be offered",
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
        };
    }
    let text = sources.file(file).text.clone();
    personal_text(&text, file, &mut findings);
    if let Some(node) = super::document::yaml_tree(&text, file, &mut findings) {
        let mut problems = Problems {
            list: &mut findings,
            subject: None,
        };
        case = decode(&node, directory, &mut problems);
    }
    crate::diagnostic::sort(&mut findings);
    LoadedCase {
        case,
        findings,
        sources,
    }
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
    case.matters = fields.plain_text("matters", problems);
    case.asked_on = fields.date("asked_on", problems).map(|date| date.value);
    if let Some(node) = fields.node("facts") {
        case.facts = answers(node, About::Person, &directory.rules, problems);
    }
    if let Some(node) = fields.node("needs") {
        case.needs = needs(node, directory, problems);
    }
    case.expect = fields
        .node("expect")
        .and_then(|node| expect(node, directory, problems));
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

fn route_named(typed: &Spanned<String>, problems: &mut Problems) -> Option<Route> {
    let route = Route::from_word(&typed.value);
    if route.is_none() {
        unknown_word(
            typed,
            "route",
            Route::WORDS.iter().map(|(word, _)| *word),
            problems,
        );
    }
    route
}

fn expect(node: &Node, directory: &Directory, problems: &mut Problems) -> Option<Expect> {
    let fields = Fields::open(node, EXPECT, "`expect`", problems)?;
    let rules = fields.texts("rules", problems);
    for rule in &rules {
        if directory
            .rules
            .rules
            .iter()
            .all(|known| known.id.value != rule.value)
        {
            let known = directory
                .rules
                .rules
                .iter()
                .map(|rule| rule.id.value.as_str());
            unknown_name(rule, "rule", known, "routing.toml", problems);
        }
    }
    let actions = fields.texts("actions", problems);
    for action in &actions {
        if directory
            .rules
            .actions
            .iter()
            .all(|known| known.id.value != action.value)
        {
            let known = directory
                .rules
                .actions
                .iter()
                .map(|action| action.id.value.as_str());
            unknown_name(action, "action", known, "routing.toml", problems);
        }
    }
    let mut needs = Vec::new();
    if let Some(Shape::Map(entries)) = fields.node("needs").map(|node| &node.shape) {
        for (key, node) in entries {
            let key = Spanned::new(key.value.to_string(), key.span);
            let need = need_named(&key, directory, problems);
            let route = super::fields::word::<Route>(node, "route", problems);
            needs.extend(need.zip(route.map(|route| route.value)));
        }
    }
    let services = fields
        .node("services")
        .and_then(|node| Fields::open(node, EXPECT_SERVICES, "services", problems));
    let (present, absent) = match &services {
        Some(services) => (
            services.texts("present", problems),
            services.texts("absent", problems),
        ),
        None => Default::default(),
    };
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect();
    Some(Expect {
        route: fields
            .word::<Route>("route", problems)
            .map(|route| route.value),
        also: fields.node("also").map(|_| {
            fields
                .texts("also", problems)
                .iter()
                .filter_map(|typed| route_named(typed, problems))
                .collect()
        }),
        decided: fields
            .node("decided")
            .map(|_| fields.flag("decided", problems)),
        needs,
        rules: plain(rules),
        actions: plain(actions),
        present: plain(present),
        absent: plain(absent),
    })
}

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
        };
        fact_as_typed(option, file, &mut case, directory, &mut problems);
    }
    LoadedCase {
        case,
        findings,
        sources,
    }
}

fn fact_as_typed(
    option: &str,
    file: FileId,
    case: &mut Case,
    directory: &Directory,
    problems: &mut Problems,
) {
    let Some((name, value)) = option.split_once('=') else {
        problems.report(
            &kinds::MALFORMED_VALUE,
            Span::new(file, 0..option.len()),
            format!("`{option}` has no `=`"),
            "write `--fact NAME=VALUE`, or `--fact NEED.NAME=VALUE` for a fact about one need",
        );
        return;
    };
    let spanned = |text: &str, start: usize| {
        Spanned::new(
            text.trim().to_owned(),
            Span::new(file, start..start + text.len()),
        )
    };
    let mut words = Vec::new();
    let mut start = name.len() + 1;
    for word in value.split('|') {
        if !word.trim().is_empty() {
            words.push(spanned(word, start));
        }
        start += word.len() + 1;
    }
    let rules = &directory.rules;
    let (about, fact) = match name.split_once('.') {
        Some((need, fact)) => (Some(spanned(need, 0)), spanned(fact, need.len() + 1)),
        None => (None, spanned(name, 0)),
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
