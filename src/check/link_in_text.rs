//! Links inside texts that cannot be right.

use super::texts::Said;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::contact::url_problem;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "link-in-text",
        severity: Severity::Warning,
        summary: "a link in a text cannot be right",
        why: "On a leaflet it does not open, or opens something that acts on the reader's device (`javascript:`, `data:`, \
               `file:`). Links inside texts start with https or http, or are `mailto:` or `tel:`; `contact.url` has a check \
               of its own. Only the form is looked at: that the page exists is not known.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Book at https:/tea.example.org or just come.\n\
#                 ^^^^^^^^^^^^^^^^^^^^^^\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Book at https://tea.example.org or just come.\n",
        )],
    },
    run: Run::Text(run),
};

/// What acts on a device instead of opening a page.
const ACTING: [&str; 4] = ["javascript:", "vbscript:", "data:text/", "file:/"];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let (link, problem) = wrong_link(said.text.text)?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, link),
        format!("`{link}` cannot be a link: {problem}"),
    );
    Some(finding.help("copy it from the browser, with `https://` at its start, or take it out"))
}

/// The first link of a text that cannot be right, and why.
fn wrong_link(text: &str) -> Option<(&str, &'static str)> {
    text.split(|c: char| c.is_whitespace() || "<>\"()".contains(c))
        // Every link has one of these, and few words do.
        .filter(|word| word.contains([':', '/', ';']))
        .find_map(|word| {
            let link = word
                .trim_matches(|c: char| ".,;!?'’‘“”[]{}*".contains(c))
                .trim_end_matches(':');
            let lower = link.to_ascii_lowercase();
            if ACTING.iter().any(|start| lower.starts_with(start)) {
                return Some((link, "it acts on the reader's device"));
            }
            if let Some((scheme, _)) = lower.split_once("://") {
                let is_scheme = !scheme.is_empty()
                    && scheme
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
                return match scheme {
                    "http" | "https" => url_problem(link).map(|problem| (link, problem)),
                    _ => is_scheme
                        .then_some((link, "only https, http, mailto and tel are links here")),
                };
            }
            let rest = lower
                .strip_prefix("https")
                .or_else(|| lower.strip_prefix("http"))?;
            let broken = rest.starts_with([':', '/', ';']) && rest.contains('.');
            broken.then_some((link, "it does not start with `https://`"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_and_acting_links_are_found() {
        for (text, expected) in [
            ("see https//a.example.org.", "https//a.example.org"),
            ("(ftp://a.example.org)", "ftp://a.example.org"),
            ("JavaScript:alert(1)", "JavaScript:alert"),
            (
                "https://user@a.example.org/x",
                "https://user@a.example.org/x",
            ),
            ("htps://a.example.org", "htps://a.example.org"),
        ] {
            assert_eq!(
                wrong_link(text).map(|found| found.0),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "see https://a.example.org/x?y=1.",
            "Book: www.example.org",
            "mailto:tea@example.org",
            "an https page, http: what is it",
            "and/or 10:00",
            "the data: see below",
        ] {
            assert_eq!(wrong_link(text), None, "{text}");
        }
    }
}
