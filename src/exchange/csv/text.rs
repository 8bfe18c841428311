//! The text of a spreadsheet: what divides its cells, and where its quotation marks go wrong.

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

/// A quotation mark that does not enclose a cell, so that rows after it are read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Where it stands, in bytes.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
    /// The line of the mark that was taken for its end; `None`: there is none.
    pub closed: Option<usize>,
}

/// The quotation marks that open a cell and are never closed, or several lines later in the middle of a cell.
///
/// ```
/// use signpost::exchange::csv::text::strays;
///
/// assert_eq!(strays("Name,Cost\n\"Tea, talk\",\"a \"\"b\"\"\nc\"\n", b','), []);
/// let found = strays("Name\nTea\n\"Talk\nLunch\n", b',');
/// assert_eq!((found[0].line, found[0].closed), (3, None));
/// ```
#[must_use]
pub fn strays(text: &str, divider: u8) -> Vec<Stray> {
    let bytes = text.as_bytes();
    let (mut found, mut line, mut starts, mut at) = (Vec::new(), 1, true, 0);
    while at < bytes.len() {
        if bytes[at] != b'"' || !starts {
            starts = bytes[at] == divider || bytes[at] == b'\n' || bytes[at] == b'\r';
            line += usize::from(bytes[at] == b'\n');
            at += 1;
            continue;
        }
        let opened = (at, line);
        let mut end = None;
        at += 1;
        while at < bytes.len() {
            match (bytes[at], bytes.get(at + 1)) {
                (b'"', Some(b'"')) => at += 1,
                (b'"', next) => {
                    end = Some(next.copied());
                    at += 1;
                    break;
                }
                (b'\n', _) => line += 1,
                _ => {}
            }
            at += 1;
        }
        let is_end = |byte: u8| byte == divider || matches!(byte, b'\n' | b'\r');
        let ends_well = end.is_some_and(|next| next.is_none_or(is_end));
        if !ends_well && (end.is_none() || line > opened.1) {
            found.push(Stray {
                at: opened.0,
                line: opened.1,
                closed: end.map(|_| line),
            });
        }
        starts = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mark_that_swallows_rows_is_found_with_its_line() {
        let text = "Name,Notes\nTea,\"open all day\nLunch,\"yes\"\nSupper,no\n";
        let found = strays(text, b',');
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].closed), (2, Some(3)));
        assert_eq!(&text[found[0].at..=found[0].at], "\"");
        for fine in [
            "",
            "a,5\" pipe\n",
            "\"a\",\"\"\n",
            "\"a\nb\"\r\n",
            "\"a\" b,c\n",
        ] {
            assert_eq!(strays(fine, b','), [], "{fine}");
        }
    }

    proptest! {
        /// What the csv crate writes has no such mark, whatever stands in its cells.
        #[test]
        fn what_is_quoted_as_it_should_be_is_never_found(rows in prop::collection::vec(prop::collection::vec("[a\",;\n \r]{0,6}", 3), 1..5)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).map_err(|error| TestCaseError::fail(error.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|error| TestCaseError::fail(error.to_string()))?;
            let text = String::from_utf8_lossy(&bytes);
            prop_assert_eq!(strays(&text, b','), []);
        }
    }
}
