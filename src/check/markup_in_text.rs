//! HTML, entities and Markdown in texts.

use super::texts::Said;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "markup-in-text",
        severity: Severity::Warning,
        summary: "a text holds markup",
        why: "Texts are printed as they stand, so `<b>` and `&amp;` would be read aloud and printed on the leaflet. Lists \
               with hyphens are left alone, and so are single asterisks and underscores, which are found in names.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over <b>a cup of tea</b>.\n\
#                                ^^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Text(run),
};

/// The HTML that editors and web forms leave behind.
const TAGS: [&str; 26] = [
    "a", "b", "br", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i", "iframe", "img", "li",
    "ol", "p", "script", "span", "strong", "style", "table", "td", "tr", "u", "ul",
];

/// The entities that editors and web forms leave behind.
const ENTITIES: [&str; 18] = [
    "amp", "apos", "bull", "copy", "eacute", "gt", "hellip", "ldquo", "lsquo", "lt", "mdash",
    "nbsp", "ndash", "pound", "quot", "rdquo", "rsquo", "zwj",
];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let (markup, what) = said.is_shown().then(|| markup(said.text.text)).flatten()?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, markup),
        format!("`{markup}` is {what}, and is printed as it stands"),
    );
    Some(finding.help("write plain words; a new line is a new paragraph"))
}

/// The first markup of a text, and what it is.
fn markup(text: &str) -> Option<(&str, &'static str)> {
    text.match_indices(['<', '&', '*', ']', '#', '`'])
        .find_map(|(at, sign)| {
            let rest = &text[at..];
            match sign {
                "<" => tag(rest).map(|tag| (tag, "HTML")),
                "&" => entity(rest).map(|entity| (entity, "an HTML entity")),
                "*" => bold(rest).map(|bold| (bold, "Markdown")),
                "]" => link(&text[..at], rest).map(|link| (link, "a Markdown link")),
                "`" => code(rest).map(|code| (code, "Markdown")),
                _ => heading(&text[..at], rest).map(|heading| (heading, "a Markdown heading")),
            }
        })
}

fn tag(text: &str) -> Option<&str> {
    let inside = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = inside[..end].to_ascii_lowercase();
    let closes = text.find('>')?;
    let goes_on = inside[end..].starts_with(['>', ' ', '/']);
    (goes_on && TAGS.contains(&name.as_str())).then(|| &text[..=closes])
}

fn entity(text: &str) -> Option<&str> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let number = name.strip_prefix('#').is_some_and(|code| {
        let code = code.strip_prefix(['x', 'X']).unwrap_or(code);
        !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    (number || ENTITIES.contains(&name)).then(|| &text[..=end])
}

fn bold(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("**")?;
    let end = inside.find("**")?;
    let within = &inside[..end];
    let close = within.trim() == within && !within.is_empty() && !within.contains(['\n', '*']);
    close.then(|| &text[..end + 4])
}

fn link<'t>(before: &'t str, rest: &'t str) -> Option<&'t str> {
    let target = rest.strip_prefix("](")?;
    let web = ["http", "mailto:", "tel:", "/", "www."];
    (before.contains('[') && web.iter().any(|start| target.starts_with(start))).then(|| &rest[..2])
}

fn code(text: &str) -> Option<&str> {
    let end = text[1..].find('`')?;
    (end > 0).then(|| &text[..end + 2])
}

fn heading<'t>(before: &str, rest: &'t str) -> Option<&'t str> {
    let signs = rest.bytes().take_while(|byte| *byte == b'#').count();
    let line_starts = before.is_empty() || before.ends_with('\n');
    (line_starts && signs <= 6 && rest[signs..].starts_with(' ')).then(|| &rest[..signs])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_and_ordinary_signs_are_not() {
        for (text, expected) in [
            ("a<br/>b", "<br/>"),
            ("a <a href=\"x\">b</a>", "<a href=\"x\">"),
            ("</P>", "</P>"),
            ("Tea &amp; talk", "&amp;"),
            ("it&#39;s", "&#39;"),
            ("**Free** lunch", "**Free**"),
            ("see [our page](https://a.example)", "]("),
            ("Come.\n## Costs\n", "##"),
            ("use `tea`", "`tea`"),
        ] {
            assert_eq!(markup(text).map(|found| found.0), Some(expected), "{text}");
        }
        for text in [
            "Tea & talk; Q&A; B&B",
            "under 5 < 6 > 4",
            "- tea\n- talk",
            "5 * 4 ** 2",
            "No #1 group",
            "[see below] (ask)",
            "<3 of you",
            "R&D;",
        ] {
            assert_eq!(markup(text), None, "{text}");
        }
    }
}
