//! HTML, as it stands in descriptions of others, to plain text.

use crate::model::shown::{clean, clean_lines};
use std::borrow::Cow;

/// What starts a new line where it stands.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "dl",
    "dt",
    "dd",
    "hr",
    "section",
    "article",
    "blockquote",
    "caption",
];
/// What stands apart from what is beside it.
const CELLS: [&str; 2] = ["td", "th"];
/// What is nobody's text.
const HIDDEN: [&str; 3] = ["script", "style", "head"];
/// Other tags. What is none of these is text: `<adults only>`.
const OTHERS: &str = "\
    a abbr acronym address aside audio b base basefont bdi bdo big body button canvas center cite code col colgroup data \
    datalist del details dfn dialog em embed fieldset figcaption figure font footer form frame frameset header html i iframe \
    img input ins kbd label legend link main map mark menu meta meter nav nobr noscript object optgroup option output param \
    picture pre progress q rp rt ruby s samp select small source span strike strong sub summary sup svg tbody template \
    textarea tfoot thead time title track tt u var video wbr";
const COMMENT: &str = "<!--";
/// So often a text is read at most: some feeds escape it twice, and thrice.
const MOST_READINGS: usize = 3;

/// A text without markup: tags are taken out, names of characters read, lines and spaces tidied. Paragraphs are divided by an
/// empty line, and entries of lists begin with a dash. A text without markup is only tidied. Markup that was escaped once more
/// than it should be (`&lt;p&gt;`) is markup too.
///
/// ```
/// use signpost::exchange::incoming::text::plain;
///
/// assert_eq!(plain("<p>Tea &amp; talk,<br>every&nbsp;week.</p><ul><li>one</li><li>two</li></ul>"), "Tea & talk,\nevery week.\n\n- one\n- two");
/// assert_eq!(plain("  for 3 < 5 people "), "for 3 < 5 people");
/// ```
#[must_use]
pub fn plain(text: &str) -> String {
    let mut once = read_once(text);
    for _ in 1..MOST_READINGS {
        if !has_markup(&once) {
            break;
        }
        once = read_once(&once);
    }
    tidy(&once)
}

/// True where a tag or the name of a character stands in a text.
fn has_markup(text: &str) -> bool {
    text.match_indices('<')
        .any(|(at, _)| tag(&text[at..]).is_some())
        || *words(text) != *text
}

fn read_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // What is looked for once and never ends is not looked for again: a text of a megabyte may begin it ten thousand times.
    let mut unclosed: Vec<String> = Vec::new();
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        out.push_str(&words(before));
        if from.starts_with(COMMENT) && unclosed.iter().any(String::is_empty) {
            rest = &from[COMMENT.len()..];
            continue;
        }
        let Some((name, closing, length)) = tag(from) else {
            out.push('<');
            rest = &from[1..];
            continue;
        };
        rest = &from[length..];
        if name.is_empty() && length == COMMENT.len() {
            unclosed.push(name);
        } else if HIDDEN.contains(&name.as_str()) && !closing {
            // What is never closed hides nothing: better a line of script than a description without its end.
            if !unclosed.contains(&name) {
                match closed(rest, &name) {
                    Some(end) => rest = &rest[end..],
                    None => unclosed.push(name),
                }
            }
        } else if name == "li" {
            if !closing {
                out.push_str("\n- ");
            }
        } else if CELLS.contains(&name.as_str()) {
            out.push(' ');
        } else if name == "br" {
            out.push('\n');
        } else if BLOCKS.contains(&name.as_str()) {
            out.push_str(if name == "tr" { "\n" } else { "\n\n" });
        }
    }
    out.push_str(&words(rest));
    out
}

/// Where the tag stands that closes one of this name.
fn closed(text: &str, name: &str) -> Option<usize> {
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(|at| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

/// A text between tags: its line breaks are spaces only where it came from HTML, which cannot be told, so they stay.
fn words(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

/// The tag at the start of a text: its name in lower case, whether it closes, and how long it is. `None`: it is no tag.
fn tag(text: &str) -> Option<(String, bool, usize)> {
    if text.starts_with(COMMENT) {
        // A comment that never ends hides nothing.
        let end = text.find("-->").map_or(COMMENT.len(), |at| at + 3);
        return Some((String::new(), false, end));
    }
    let inside = &text[1..];
    let closing = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name: String = inside
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .collect();
    // `a < b and c > d` is no tag: after its name stands a space, a slash or its end.
    let after = inside[name.len()..].chars().next()?;
    let name = name.to_ascii_lowercase();
    // Word processors have tags of their own: `o:p`.
    let is_known = [&BLOCKS[..], &CELLS[..], &HIDDEN[..]]
        .iter()
        .any(|known| known.contains(&name.as_str()))
        || OTHERS.split(' ').any(|known| known == name)
        || ["o:", "w:", "v:", "st1:"]
            .iter()
            .any(|start| name.starts_with(start));
    if !is_known || !(after.is_whitespace() || "/>".contains(after)) {
        return None;
    }
    Some((name, closing, end_of_tag(text)?))
}

/// How long a tag is. `None`: another begins before it ends, or it never does, so it is none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().skip(1) {
        match quote {
            Some(mark) if mark == c => quote = None,
            // A quotation mark elsewhere is an apostrophe.
            None if before == '=' && (c == '"' || c == '\'') => quote = Some(c),
            None if c == '>' => return Some(at + 1),
            None if c == '<' => return None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    // A quotation that is never closed is none either.
    quote.and_then(|_| text.find('>')).map(|at| at + 1)
}

/// Lines without spaces around them, at most one empty line together, nothing invisible.
fn tidy(text: &str) -> String {
    let text = text
        .replace(['\u{a0}', '\t'], " ")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let text = clean_lines(&text);
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let line = words.join(" ");
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        if line == "-" {
            continue;
        }
        lines.push(line);
    }
    lines.join("\n").trim().to_owned()
}

/// A text on one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    let plain = plain(text);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with what cannot be seen written out, so that two texts that differ never look the same: `\u{202e}`, `\t`. Line breaks,
/// spaces and the joiners that some scripts spell with stay as they are.
///
/// ```
/// use signpost::exchange::incoming::text::visible;
///
/// assert_eq!(visible("Tŷ Hafan\nTea"), "Tŷ Hafan\nTea");
/// assert_eq!(visible("a\u{7}b\u{a0}c"), "a\\u{7}b\\u{a0}c");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    if text
        .bytes()
        .all(|byte| byte == b'\n' || byte == b' ' || byte.is_ascii_graphic())
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut letter = [0; 4];
    for c in text.chars() {
        let is_seen = match c {
            '\n' | '\u{200c}' | '\u{200d}' => true,
            c if c.is_ascii() => !c.is_ascii_control(),
            c => !c.is_whitespace() && *clean(c.encode_utf8(&mut letter)) == *c.to_string(),
        };
        if is_seen {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_goes_and_what_only_looks_like_it_stays() {
        for (html, expected) in [
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("<a href=\"https://x\">Here</a> &pound;3", "Here £3"),
            ("a<script>alert(1)</script>b", "ab"),
            ("<STYLE>x</STYLE >y", "y"),
            ("x <!-- no --> y", "x y"),
            ("1 < 2 > 0", "1 < 2 > 0"),
            ("me <me@example.org>", "me <me@example.org>"),
            ("<b>bold", "bold"),
            ("open <b", "open <b"),
            (
                "for <adults only> and <b>carers</b>",
                "for <adults only> and carers",
            ),
            ("cost <b 5 and <p>all</p>", "cost <b 5 and\n\nall"),
            ("<a title=\"a > b\" href=x>c</a>", "c"),
            ("<o:p>Tea</o:p>", "Tea"),
            ("tea <!-- and <!-- talk", "tea and talk"),
            (
                "<SCRIPT>x</Script>tea <script>and <script>talk",
                "tea and talk",
            ),
            ("tea <script and> talk", "tea talk"),
            ("&lt;p&gt;Tea &amp;amp; talk&lt;/p&gt;", "Tea & talk"),
            ("Under &lt; 18", "Under < 18"),
            (
                "<table><tr><td>Mon</td><td>10am</td></tr><tr><th>Tue</th><td>2pm</td></tr></table>",
                "Mon 10am\n\nTue 2pm",
            ),
            ("Caf\u{e9}\u{a0}&eacute;", "Café é"),
            ("", ""),
        ] {
            assert_eq!(plain(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_tidied_without_panic_and_once_is_enough(text in "[ -~<>/ŷ\\n\\t]{0,60}") {
            let once = plain(&text);
            prop_assert!(once.lines().all(|line| line == line.trim()));
            prop_assert!(!once.contains("\n\n\n"));
        }

        #[test]
        fn words_without_markup_are_all_kept(text in "[A-Za-z0-9.,'() \\n]{0,60}") {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&plain(&text)), words(&text));
        }
    }
}
