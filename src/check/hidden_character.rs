//! Characters that nobody sees.

use super::texts::Written;
use super::{Check, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::shown::{is_hidden, is_joiner};
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "hidden-character",
        severity: Severity::Warning,
        summary: "a file holds characters that nobody sees",
        why: "They can turn the order of letters round, so that an address reads otherwise than it is, and they break \
               searching: two words that look alike are not. What is shown is cleaned first, but the file is copied too, and \
               comments are read. Looked for are control characters, marks of direction, characters without width, and \
               characters of private use, which each computer shows otherwise; where the format can write one as an escape in \
               quotes, the escape counts. Joiners between letters or signs of other scripts, marks of direction on a line \
               with right-to-left letters, and flags are left alone.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat\u{200b} to over a cup of tea.\n\
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
    run: Run::File(run),
};

/// The most that are reported of one file: a broken file has thousands.
const MOST: usize = 3;

fn run(written: &Written, found: &mut Vec<Diagnostic>) {
    // The loader has said what is wrong with the others.
    if !written.was_read {
        return;
    }
    for (range, hidden) in hidden(written.text).into_iter().take(MOST) {
        let what = what(hidden);
        let finding = Diagnostic::new(
            &CHECK.kind,
            written.place(range),
            format!("U+{:04X} stands here, {what}", u32::from(hidden)),
        );
        found.push(
            finding.help("delete the word it stands in and type it again, without copying it"),
        );
    }
}

/// What a character does, in words.
fn what(hidden: char) -> &'static str {
    match hidden {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which turns the direction of the text round"
        }
        _ if is_private(hidden) => "which every computer shows otherwise",
        _ if hidden.is_control() => "which acts on a screen instead of being seen",
        _ => "which nobody sees",
    }
}

/// Every hidden character, as itself or as an escape in quotes.
fn hidden(text: &str) -> Vec<(Range<usize>, char)> {
    // Nearly every file is plain, and this is found out fast.
    let plain = |byte: u8| {
        byte == b'\n'
            || byte == b'\r'
            || byte == b'\t'
            || ((b' '..0x7f).contains(&byte) && byte != b'\\')
    };
    if text.bytes().all(plain) {
        return Vec::new();
    }
    let mut found = Vec::new();
    // In quotes, a backslash after a backslash is a backslash, and begins no escape.
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let was_escaped = std::mem::replace(&mut is_escaped, false);
        if c == '\\' {
            if was_escaped {
                continue;
            }
            is_escaped = true;
            if let Some((length, escaped)) = escape(&text[at..])
                && !matches!(escaped, '\n' | '\r' | '\t')
                && (is_hidden(escaped) || is_private(escaped))
                && !fits(escaped, &text[..at], &text[at + length..])
            {
                found.push((at..at + length, escaped));
            }
        } else if !matches!(c, '\n' | '\r' | '\t')
            && (is_hidden(c) || is_joiner(c) || is_private(c))
            && !fits(c, &text[..at], &text[range.end..])
        {
            found.push((range, c));
        }
    }
    found
}

/// The character that an escape such as `\u200b` stands for, and how long the escape is.
fn escape(text: &str) -> Option<(usize, char)> {
    let digits = match text.as_bytes().get(1)? {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => return None,
    };
    let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
    char::from_u32(code).map(|c| (2 + digits, c))
}

/// True where a script needs the character, or a flag is made of it.
fn fits(c: char, before: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    match c {
        '\u{200c}' | '\u{200d}' => previous.is_some_and(|previous| !previous.is_ascii()),
        '\u{61c}' | '\u{200e}' | '\u{200f}' => {
            let line = before.rsplit('\n').next().unwrap_or("").chars();
            let rest = after.split('\n').next().unwrap_or("").chars();
            let right_to_left = |c: char| {
                matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}') && c != '\u{61c}'
            };
            line.chain(rest).any(right_to_left)
        }
        '\u{e0020}'..='\u{e007f}' => previous.is_some_and(|previous| {
            previous == '\u{1f3f4}' || matches!(previous, '\u{e0020}'..='\u{e007f}')
        }),
        _ => false,
    }
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_found_as_itself_and_as_an_escape() {
        for (text, expected) in [
            ("a\u{200b}b", '\u{200b}'),
            ("# a\u{202e}b", '\u{202e}'),
            ("soft\u{ad}hyphen", '\u{ad}'),
            ("a\u{200d}b", '\u{200d}'),
            ("\u{e123}", '\u{e123}'),
            ("a\u{7}b", '\u{7}'),
            ("\"a\\u200Bb\"", '\u{200b}'),
            ("\"a\\xADb\"", '\u{ad}'),
            ("left\u{200e}", '\u{200e}'),
            ("\"a\\\\\\u200Bb\"", '\u{200b}'),
        ] {
            let found: Vec<char> = hidden(text).into_iter().map(|found| found.1).collect();
            assert_eq!(found, [expected], "{text:?}");
        }
    }

    #[test]
    fn what_a_script_or_a_flag_needs_is_left_alone() {
        for text in [
            "Tŷ Hafan, café – “tea”…",
            "می\u{200c}خواهم",
            "👩\u{200d}👧",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
            "العربية\u{200f}!",
            "tab\there",
            "a\\b \\u12",
            "\"a\\\\u0000b\"",
            "no\u{a0}break",
        ] {
            assert_eq!(hidden(text), [], "{text:?}");
        }
    }
}
