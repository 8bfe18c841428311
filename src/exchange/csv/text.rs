//! The text of a spreadsheet: its characters, and what divides its cells.

/// The characters of Windows-1252 from 0x80 to 0x9F; those that it leaves open are the control characters of Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8, or else Windows-1252, as spreadsheets of Windows save it. `true`: it was not UTF-8.
///
/// ```
/// use signpost::exchange::csv::text::decoded;
///
/// assert_eq!(decoded("\u{feff}£3".as_bytes()), ("£3".to_owned(), false));
/// assert_eq!(decoded(b"\xa33, don\x92t"), ("£3, don’t".to_owned(), true));
/// ```
#[must_use]
pub fn decoded(bytes: &[u8]) -> (String, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), false);
    }
    let text = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(*other),
    });
    (text.collect(), true)
}

/// What divides the cells: whichever of comma, semicolon and tab the first line has most of, outside of quotation marks.
///
/// ```
/// use signpost::exchange::csv::text::divider;
///
/// assert_eq!(divider("Name;\"Place, town\";Tel\n"), b';');
/// assert_eq!(divider("Name"), b',');
/// ```
#[must_use]
pub fn divider(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let times = |divider: u8| {
        let mut quoted = false;
        let outside = first.bytes().filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == divider
        });
        outside.count()
    };
    let dividers = [b',', b';', b'\t'];
    // The first of equals: a comma.
    dividers
        .into_iter()
        .rev()
        .max_by_key(|divider| times(*divider))
        .unwrap_or(b',')
}
