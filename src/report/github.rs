//! Findings as commands to GitHub's runner, which shows them beside the lines of a change.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escaping is that of `@actions/core`. GitHub shows at most ten
//! errors, ten warnings and ten notices of one step; whatever must show more uses SARIF.

use super::one_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// One line for each finding, in the order given. Nothing of a file can start a command of its own: line ends are escaped.
///
/// A message says what is wrong, why it matters and, last, what to do: it is read in a browser, beside the line.
#[must_use]
pub fn findings(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut commands = String::new();
    for finding in findings {
        commands.push_str(&command(finding, sources));
        commands.push('\n');
    }
    commands
}

fn command(finding: &Diagnostic, sources: &Sources) -> String {
    let span = finding.primary.span;
    let (start, end) = (sources.start(span), sources.end(span));
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = vec![
        format!("file={}", property(&sources.file(span.file).path)),
        format!("line={}", start.line),
    ];
    // GitHub takes columns only where a place lies in one line.
    if start.line == end.line {
        properties.push(format!("col={}", start.column));
        properties.push(format!("endLine={}", end.line));
        properties.push(format!("endColumn={}", end.column));
    } else {
        properties.push(format!("endLine={}", end.line));
    }
    let title = format!("{} ({})", finding.kind.summary, finding.kind.id);
    properties.push(format!("title={}", property(&title)));
    let to_do = finding.help.as_ref().map_or_else(
        || format!("To read more, type: signpost explain {}", finding.kind.id),
        |help| format!("To do: {help}"),
    );
    let lines = [
        one_line(&finding.message),
        one_line(finding.kind.why),
        one_line(&to_do),
    ];
    format!(
        "::{level} {}::{}",
        properties.join(","),
        message(&lines.join("\n"))
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(&one_line(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_means_something_to_the_runner_is_escaped() {
        assert_eq!(message("100 %\r\n::error::x"), "100 %25%0D%0A::error::x");
        assert_eq!(property("a:b,c%\u{1b}"), "a%3Ab%2Cc%25\u{fffd}");
    }
}
