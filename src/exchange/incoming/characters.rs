//! The characters of a file that others saved: UTF-8, UTF-16, or as older programs of Windows save them.

/// How a file has its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// UTF-8, which ASCII is as well.
    Utf8,
    /// UTF-16: "Unicode text" of spreadsheets, and what `>` writes in `PowerShell`.
    Utf16,
    /// Windows-1252; told only from its not being UTF-8.
    Windows,
}

/// The characters of Windows-1252 from 0x80 to 0x9F; those that it leaves open are the control characters of Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, without a byte-order mark, and how its characters were told.
///
/// # Errors
/// What it is instead, in words: UTF-32, damaged UTF-16, or bytes that are no text.
///
/// ```
/// use signpost::exchange::incoming::characters::{Characters, decoded};
///
/// assert_eq!(decoded("\u{feff}£3".as_bytes()), Ok(("£3".to_owned(), Characters::Utf8)));
/// assert_eq!(decoded(b"\xa33, don\x92t"), Ok(("£3, don’t".to_owned(), Characters::Windows)));
/// assert_eq!(decoded(b"\xff\xfeT\0e\0a\0"), Ok(("Tea".to_owned(), Characters::Utf16)));
/// assert!(decoded(b"PK\x03\x04").is_err());
/// ```
pub fn decoded(bytes: &[u8]) -> Result<(String, Characters), &'static str> {
    for (start, what) in [
        (&b"\xff\xfe\0\0"[..], "it is in UTF-32; save it in UTF-8"),
        (b"\0\0\xfe\xff", "it is in UTF-32; save it in UTF-8"),
        (
            b"PK\x03\x04",
            "it is a workbook or another zip archive; save it as CSV, or unpack it",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "it is a workbook of an older Excel; save it as CSV",
        ),
    ] {
        if bytes.starts_with(start) {
            return Err(what);
        }
    }
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let text = wide(bytes, unit).ok_or("it is damaged UTF-16; save it in UTF-8")?;
        Ok((text, Characters::Utf16))
    };
    if let Some(bytes) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(bytes, u16::from_le_bytes);
    }
    if let Some(bytes) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(bytes, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Text of ours is mostly ASCII, of which UTF-16 makes every other byte nothing.
    let nothing = |parity: usize| {
        let mut every_other = bytes.iter().skip(parity).step_by(2);
        let (mut zeros, mut all) = (0, 0);
        every_other.by_ref().take(256).for_each(|byte| {
            all += 1;
            zeros += usize::from(*byte == 0);
        });
        all > 0 && zeros * 2 > all
    };
    match (nothing(0), nothing(1)) {
        (false, true) => return utf16(bytes, u16::from_le_bytes),
        (true, false) => return utf16(bytes, u16::from_be_bytes),
        _ if bytes.contains(&0) => return Err("it holds bytes that are no text"),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), Characters::Utf8));
    }
    let text = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(*other),
    });
    Ok((text.collect(), Characters::Windows))
}

/// The text of UTF-16; `None`: it is none.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .ok()
        .filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes(text: &str, mark: &[u8], unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(units).collect()
    }

    #[test]
    fn utf_16_is_told_without_its_mark_too() {
        let sheet = "Name,Cost\nTŷ Hafan,£3\n";
        let utf16 = Ok((sheet.to_owned(), Characters::Utf16));
        assert_eq!(decoded(&bytes(sheet, b"", u16::to_le_bytes)), utf16);
        assert_eq!(decoded(&bytes(sheet, b"", u16::to_be_bytes)), utf16);
    }

    #[test]
    fn what_is_no_text_is_refused_in_words() {
        for bytes in [
            &b"\xff\xfe\0\0T\0\0\0"[..],
            b"\xff\xfeT\0e",
            b"\xff\xfe\x00\xd8",
            b"Name,\0\0\0\0Cost with more text than nothing",
            b"PK\x03\x04rest",
        ] {
            assert!(decoded(bytes).is_err(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_read_back_however_it_was_saved(text in "[ -~ŷ£€\u{1f600}\n]{1,60}") {
            prop_assert_eq!(decoded(text.as_bytes()), Ok((text.clone(), Characters::Utf8)));
            let utf16 = Ok((text.clone(), Characters::Utf16));
            prop_assert_eq!(&decoded(&bytes(&text, b"\xff\xfe", u16::to_le_bytes)), &utf16);
            prop_assert_eq!(&decoded(&bytes(&text, b"\xfe\xff", u16::to_be_bytes)), &utf16);
        }
    }
}
