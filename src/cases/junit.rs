//! A report as `JUnit` XML, which build servers show as tests.
//!
//! There is no one standard; these are the elements that GitLab, Jenkins and the test reporters of GitHub read. There are no
//! times in it, so the same cases give the same bytes.

use super::report::{Because, Report, State};
use crate::model::shown::{clean, count};
use crate::model::vocabulary::Vocabulary;
use askama::Template;

#[derive(Template)]
#[template(path = "junit.xml", config = "src/cases/askama.toml")]
struct Suite {
    tests: usize,
    failures: usize,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    file: String,
    /// What went wrong in one line, and in full; `None`: nothing.
    failure: Option<(String, String)>,
}

/// The report as `JUnit` XML. Where coverage is required, it is a test case of its own.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn junit(report: &Report, require_coverage: bool) -> String {
    let mut cases: Vec<Case> = report
        .cases
        .iter()
        .map(|tried| Case {
            name: clean(tried.id.as_ref().unwrap_or(&tried.file)).into_owned(),
            file: clean(&tried.file).into_owned(),
            failure: match tried.state {
                State::Passed => None,
                State::ExpectsNothing => Some((
                    "expects nothing".to_owned(),
                    "a worked case whose `expect` says nothing proves nothing".to_owned(),
                )),
                State::Unreadable => Some((
                    "cannot be decided as it stands".to_owned(),
                    lines(&tried.problems),
                )),
                State::Failed => {
                    let number = count(tried.differences.len(), "difference", "differences");
                    let differences = tried.differences.iter().map(ToString::to_string);
                    let because = tried.because.iter().flat_map(because);
                    let all: Vec<String> = differences.chain(because).collect();
                    Some((number, lines(&all)))
                }
            },
        })
        .collect();
    if require_coverage {
        let idle: Vec<String> = report
            .idle_rules
            .iter()
            .map(|rule| format!("{}: {}", rule.id, rule.why))
            .collect();
        let number = count(idle.len(), "rule is", "rules are");
        cases.push(Case {
            name: "every rule is exercised".to_owned(),
            file: "routing.toml".to_owned(),
            failure: (!idle.is_empty())
                .then(|| (format!("{number} exercised by no case"), lines(&idle))),
        });
    }
    let suite = Suite {
        tests: cases.len(),
        failures: cases.iter().filter(|case| case.failure.is_some()).count(),
        cases,
    };
    suite
        .render()
        .expect("a template without fallible calls writes to memory")
}

/// The rules behind a failure, each on a line.
fn because(because: &Because) -> Vec<String> {
    let rules = because.rules.iter().map(|rule| {
        let by = rule.set_aside_by.join(", ");
        let state = match rule.state {
            "set-aside" => format!("set aside by {by}"),
            state => state.to_owned(),
        };
        format!(
            "- {} [{}, {}; {state}]",
            rule.why,
            rule.id,
            rule.route.word()
        )
    });
    std::iter::once(because.title()).chain(rules).collect()
}

/// Each on its line, without characters that XML forbids.
fn lines(texts: &[String]) -> String {
    let lines: Vec<String> = texts.iter().map(|text| clean(text).into_owned()).collect();
    lines.join("\n")
}
