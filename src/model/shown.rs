//! Text that somebody else wrote, made safe to show: on a terminal, in Markdown, in a spreadsheet, on paper.
//!
//! Answers how a text is printed, never what it says. Every form begins with [`clean`] or [`clean_lines`], so a service
//! file cannot move the cursor, recolour a terminal, turn the order of letters round or hide words. HTML is escaped by its
//! template.

use super::contact::{digits, phone_problem};
use std::borrow::Cow;

/// One line of text without anything that cannot be seen.
///
/// Line breaks, tabs and the separators U+2028 and U+2029 become one space. These are taken away: all other control
/// characters (C0, DEL, C1), marks that change the direction of text (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to
/// U+2069), characters without width (U+00AD, U+180E, U+200B, U+2060 to U+2064, U+206A to U+206F, U+FEFF, U+FFF9 to U+FFFB)
/// and the invisible tags U+E0000 to U+E007F. The two joiners U+200C and U+200D stay after a letter that is not ASCII, where
/// Persian, Bengali and others need them to spell a word.
///
/// Letters of every script stay as they are; text that is already clean is borrowed.
///
/// # Example
///
/// ```
/// use signpost::model::shown::clean;
///
/// assert_eq!(clean("Tŷ Hafan"), "Tŷ Hafan");
/// assert_eq!(clean("Tea\r\nand\ttalk"), "Tea and talk");
/// assert_eq!(clean("\u{1b}[31mred\u{202e}der"), "[31mredder");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, ' ')
}

/// As [`clean`], but every kind of line break becomes one `\n`; empty lines stay.
#[must_use]
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    cleaned(text, '\n')
}

/// One line of text as Markdown that shows exactly what was typed: no emphasis, link, heading, list, code or HTML.
///
/// Cleaned and trimmed first. `<`, `>` and `&` become entities, which are safe even where raw HTML is let through.
#[must_use]
pub fn markdown(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    let marker_end = block_marker(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => out.extend(['\\', c]),
            // A scheme would make a link of the text in some readers of Markdown.
            ':' if text[at..].starts_with("://") => out.push_str("\\:"),
            _ if Some(at) == marker_end => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// One word of a command line, to be typed or pasted into a shell: quoted where it has to be.
///
/// # Example
///
/// ```
/// use signpost::model::shown::shell_word;
///
/// assert_eq!(shell_word("me/profile.toml"), "me/profile.toml");
/// assert_eq!(shell_word("my notes/it's.toml"), r"'my notes/it'\''s.toml'");
/// ```
#[must_use]
pub fn shell_word(text: &str) -> String {
    let text = clean(text);
    let plain = |c: char| c.is_alphanumeric() || "-_./:@%+,=".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// One cell of comma-separated values, quoted where it has to be, that no spreadsheet takes for a formula.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, spaces before it not counted, gets an apostrophe in
/// front, as do the full-width forms of those signs. That includes `-5` and `+44 …`: numbers of our own are written without
/// this function. Source: OWASP, "CSV Injection".
///
/// # Example
///
/// ```
/// use signpost::model::shown::csv_cell;
///
/// assert_eq!(csv_cell("Tea and talk"), "Tea and talk");
/// assert_eq!(csv_cell("Tea, \"talk\""), "\"Tea, \"\"talk\"\"\"");
/// assert_eq!(csv_cell("=1+1"), "'=1+1");
/// ```
#[must_use]
pub fn csv_cell(text: &str) -> String {
    let shown = clean_lines(text);
    let starts_with = |signs: &[char]| text.trim_start_matches(' ').starts_with(signs);
    let sign_first = shown
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let cell = if sign_first || starts_with(&['\t', '\r']) {
        Cow::Owned(format!("'{shown}"))
    } else {
        shown
    };
    let plain = |c: char| !matches!(c, '"' | ',' | ';' | '\n');
    if cell.chars().all(plain) && cell.trim() == cell {
        return cell.into_owned();
    }
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// A UK telephone number in the spacing people read.
///
/// A number typed with spaces stays as typed, cleaned; one without, or with `+44`, is grouped: `01632 960123`,
/// `020 7946 0123`, `0161 496 0123`, `0808 157 0123`, `07700 900123`, `0300 123 4567`, `116 123`, `111`. Source: the grouping
/// by area code of the National Telephone Numbering Plan of Ofcom. A text that is no number comes back cleaned.
///
/// # Example
///
/// ```
/// use signpost::model::shown::phone_in_words;
///
/// assert_eq!(phone_in_words("01632960123"), "01632 960123");
/// assert_eq!(phone_in_words("+44 20 7946 0123"), "020 7946 0123");
/// assert_eq!(phone_in_words("0808 2000 247"), "0808 2000 247");
/// ```
#[must_use]
pub fn phone_in_words(typed: &str) -> String {
    let shown = clean(typed);
    let shown = shown.trim();
    let strange = |c: char| !(c.is_ascii_digit() || " ()+-".contains(c));
    let number = digits(shown);
    let as_typed = shown.contains(' ') && !shown.contains(['+', '(', '-']);
    if as_typed || number.len() < 3 || shown.contains(strange) {
        return shown.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    grouped(&number)
}

/// A UK telephone number with its spaces set, for a file. `None` where it is spaced well already, or is no such number.
///
/// Groups a number that has no spaces, or whose area code is broken in two; the groups after an area code stay as they were
/// typed, since many owners have their own (`0808 2000 247`). One with `+` stays as it is. The digits are always the same.
///
/// # Example
///
/// ```
/// use signpost::model::shown::phone_spaced;
///
/// assert_eq!(phone_spaced("01632960123").as_deref(), Some("01632 960123"));
/// assert_eq!(phone_spaced("0207 946 0123").as_deref(), Some("020 7946 0123"));
/// assert_eq!(phone_spaced("0808 2000 247"), None);
/// assert_eq!(phone_spaced("Text 116123"), None);
/// ```
#[must_use]
pub fn phone_spaced(typed: &str) -> Option<String> {
    let strange = |c: char| !(c.is_ascii_digit() || " ()-".contains(c));
    if typed.contains(strange) || phone_problem(typed).is_some() {
        return None;
    }
    let number = digits(typed);
    let spaced = grouped(&number);
    let mut groups = typed.split_whitespace();
    let is_geographic = number.starts_with("01") || number.starts_with("02");
    let code_is_whole = !is_geographic || groups.clone().next() == spaced.split(' ').next();
    let stays = typed.trim().contains(' ') && !typed.contains(['(', ')', '-']) && code_is_whole;
    let new = if stays {
        groups.by_ref().collect::<Vec<_>>().join(" ")
    } else {
        spaced
    };
    (new != typed).then_some(new)
}

/// The digits of a number in groups.
fn grouped(number: &str) -> String {
    let mut rest = number;
    let mut groups = Vec::new();
    for size in group_sizes(number) {
        let (group, after) = rest.split_at((*size).min(rest.len()));
        groups.push(group);
        rest = after;
    }
    groups.push(rest);
    groups.retain(|group| !group.is_empty());
    groups.join(" ")
}

/// Area codes of six digits, whose numbers have four or five more.
const SIX_DIGIT_CODES: [&str; 12] = [
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683",
    "017684", "017687", "019467",
];

/// The sizes of all groups of a number but the last.
fn group_sizes(number: &str) -> &'static [usize] {
    let second_and_fourth = (number.as_bytes().get(1), number.as_bytes().get(3));
    match (number.len(), second_and_fourth) {
        (6, _) => &[3],
        (0..=7, _) => &[],
        (8, _) => &[4],
        _ if SIX_DIGIT_CODES.iter().any(|code| number.starts_with(code)) => &[6],
        (_, (Some(b'2'), _)) => &[3, 4],
        (_, (Some(b'1'), Some(b'1')) | (Some(b'3' | b'8' | b'9'), _)) => &[4, 3],
        _ if number.starts_with("011") => &[4, 3],
        _ => &[5],
    }
}

/// Where the sign stands that would make a block of this line: a heading, list, quotation, rule or definition.
fn block_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => Some(digits),
        Some(b'#' | b'+' | b'-' | b'=' | b':' | b'!') if digits == 0 => Some(0),
        _ => None,
    }
}

fn cleaned(text: &str, line_break: char) -> Cow<'_, str> {
    let as_it_is = |c: char| match c {
        '\n' => line_break == '\n',
        _ => {
            c.is_ascii_graphic()
                || c == ' '
                || (!c.is_ascii() && !is_break(c) && !is_hidden(c) && !is_joiner(c))
        }
    };
    if text.chars().all(as_it_is) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut in_break = false;
    while let Some(c) = chars.next() {
        if is_break(c) && line_break == '\n' {
            if c == '\r' && chars.peek() == Some(&'\n') {
                chars.next();
            }
            out.push('\n');
        } else if is_break(c) || c == '\t' {
            if !in_break {
                out.push(' ');
            }
            in_break = true;
            continue;
        } else if is_joiner(c) {
            if out.chars().next_back().is_some_and(|last| !last.is_ascii()) {
                out.push(c);
            }
        } else if !is_hidden(c) {
            out.push(c);
        }
        in_break = false;
    }
    Cow::Owned(out)
}

const fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// True for the two joiners, which some scripts need to spell a word and which are hidden anywhere else.
#[must_use]
pub const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// True for characters that nobody sees: those that [`clean`] takes away, line breaks and tabs included.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// `1 day`, `2 days`: a number with its noun.
#[must_use]
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    if number == 1 {
        format!("1 {singular}")
    } else {
        format!("{number} {plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_away_what_cannot_be_seen() {
        assert_eq!(clean("a\0b\u{7f}c\u{9b}d"), "abcd");
        assert_eq!(clean("safe\u{202e}gpj.exe\u{2066}"), "safegpj.exe");
        assert_eq!(clean("pass\u{200b}word\u{feff}\u{ad}"), "password");
        assert_eq!(clean("one\u{2028}two\n\n\tthree"), "one two three");
        assert_eq!(clean("tag\u{e0041}ged"), "tagged");
    }

    #[test]
    fn a_joiner_stays_only_where_a_script_needs_it() {
        assert_eq!(clean("a\u{200d}b\u{200c}"), "ab");
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(
            clean_lines("one\r\ntwo\rthree\n\nfour\u{85}"),
            "one\ntwo\nthree\n\nfour\n"
        );
        assert!(matches!(clean_lines("one\ntwo"), Cow::Borrowed(_)));
        assert!(matches!(clean("Tŷ Hafan £3"), Cow::Borrowed(_)));
    }

    #[test]
    fn markdown_shows_what_was_typed() {
        for (typed, expected) in [
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("*not* __bold__", "\\*not\\* \\_\\_bold\\_\\_"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("# heading", "\\# heading"),
            ("   - item", "\\- item"),
            ("12. item", "12\\. item"),
            ("Ages 12. Free", "Ages 12. Free"),
            ("see https://x.example", "see https\\://x.example"),
            ("A & B", "A &amp; B"),
            ("one\n# two", "one # two"),
            ("=====", "\\====="),
        ] {
            assert_eq!(markdown(typed), expected, "{typed}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (typed, expected) in [
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("\t=1", "' =1"),
            ("\r=1", "\"'\n=1\""),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("a,b", "\"a,b\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("", ""),
        ] {
            assert_eq!(csv_cell(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn numbers_are_spaced_as_people_read_them() {
        for (typed, expected) in [
            ("01632960123", "01632 960123"),
            ("02079460123", "020 7946 0123"),
            ("08081570123", "0808 157 0123"),
            ("07700900123", "07700 900123"),
            ("03001234567", "0300 123 4567"),
            ("01614960123", "0161 496 0123"),
            ("01134960123", "0113 496 0123"),
            ("08001111", "0800 1111"),
            ("116123", "116 123"),
            ("111", "111"),
            ("999", "999"),
            ("0169772345", "016977 2345"),
            ("+441632960123", "01632 960123"),
            ("+44 (0)1632 960123", "01632 960123"),
            ("(01632) 960 123", "01632 960123"),
            ("0800 4 70 80 90", "0800 4 70 80 90"),
            ("01632  960123", "01632 960123"),
            ("ask", "ask"),
            ("", ""),
        ] {
            assert_eq!(phone_in_words(typed), expected, "{typed}");
        }
    }

    #[test]
    fn numbers_in_a_file_are_spaced_where_there_is_one_way() {
        for (typed, expected) in [
            ("01632960123", Some("01632 960123")),
            ("(01632) 960123", Some("01632 960123")),
            ("01632-960-123", Some("01632 960123")),
            ("0163 2960123", Some("01632 960123")),
            ("02079460123", Some("020 7946 0123")),
            ("0161496 0123", Some("0161 496 0123")),
            ("08081570123", Some("0808 157 0123")),
            ("07700900123", Some("07700 900123")),
            ("116123", Some("116 123")),
            ("01632  960123", Some("01632 960123")),
            ("01632 960123", None),
            ("01632 960 123", None),
            ("0800 4 70 80 90", None),
            ("+441632960123", None),
            ("111", None),
            ("0117", None),
            ("ring 116123", None),
            ("", None),
        ] {
            assert_eq!(phone_spaced(typed).as_deref(), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn spaces_in_a_file_never_change_a_number(typed in "0[1-9][0-9 ()-]{8,12}") {
            if let Some(spaced) = phone_spaced(&typed) {
                prop_assert_eq!(digits(&spaced), digits(&typed));
                prop_assert_eq!(phone_spaced(&spaced), None);
            }
        }

        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            let bad = |c: char| c.is_control() || is_hidden(c);
            prop_assert!(!clean(&text).contains(bad));
            prop_assert!(!clean_lines(&text).contains(|c: char| c != '\n' && bad(c)));
            prop_assert!(!markdown(&text).contains(|c: char| c == '<' || bad(c)));
            prop_assert!(!csv_cell(&text).contains(|c: char| c != '\n' && bad(c)));
        }

        #[test]
        fn cleaning_again_changes_nothing(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(&*clean(&once), &once);
        }

        #[test]
        fn a_number_keeps_its_digits(number in "0[1-9][0-9]{8,9}") {
            prop_assert_eq!(phone_in_words(&number).replace(' ', ""), number);
        }
    }
}
