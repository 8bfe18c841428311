//! The text of a spreadsheet: what divides its cells, and where its quotation marks go wrong.

use std::cmp::Reverse;

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

/// Rows further down are not looked at for the names of the columns.
const FIRST_ROWS: usize = 10;

/// A row of column names that is worth so much is one.
const CERTAIN: usize = 3;

/// The rows of a spreadsheet, from that of its column names on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table<'t> {
    /// The text from the row of column names on.
    pub text: &'t str,
    /// What divides its cells.
    pub divider: u8,
    /// How many rows stand above.
    pub rows_above: usize,
    /// How many lines stand above; a row may have several.
    pub lines_above: usize,
}

/// Finds the row of column names: of the first ten the one that is worth most; of equals the one with other cells beside, with
/// fewer empty ones, and that comes first. Below one of three or more, other rows end the search. `worth` says how much the cells of a row tell as names of columns; where that is
/// nothing for all of them, it is the first row. A first line `sep=;` is no row.
///
/// ```
/// use signpost::exchange::csv::text::table;
///
/// let worth = |cells: &[&str]| cells.iter().filter(|cell| ["Name", "Tel"].contains(cell)).count();
/// let found = table("Groups 2026;;\nName;;\nName;Tel\nTea;1\n", &worth);
/// assert_eq!((found.text, found.divider, found.rows_above), ("Name;Tel\nTea;1\n", b';', 2));
/// ```
#[must_use]
pub fn table<'t>(text: &'t str, worth: &dyn Fn(&[&str]) -> usize) -> Table<'t> {
    let (below, told) = match told_divider(text) {
        Some((divider, length)) => (&text[length..], Some(divider)),
        None => (text, None),
    };
    let likely = told.unwrap_or_else(|| divider(below));
    let others = [b',', b';', b'\t'].into_iter();
    let dividers = std::iter::once(likely).chain(others.filter(|_| told.is_none()));
    let found = dividers
        .filter_map(|divider| Some((divider, names_row(below, divider, worth)?)))
        // The first of equals.
        .min_by_key(|(_, row)| Reverse(row.rank));
    let (divider, start, rows_above) = match found {
        Some((divider, row)) => (divider, row.start, row.above),
        None => (likely, 0, 0),
    };
    let start = text.len() - below.len() + start;
    Table {
        text: &text[start..],
        divider,
        rows_above,
        lines_above: text[..start].matches('\n').count(),
    }
}

/// A row that may be that of the column names.
struct NamesRow {
    start: usize,
    above: usize,
    /// What it is worth, whether it has other cells as well, and how few are empty.
    rank: (usize, bool, Reverse<usize>),
}

fn names_row(text: &str, divider: u8, worth: &dyn Fn(&[&str]) -> usize) -> Option<NamesRow> {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(divider)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut row = ::csv::StringRecord::new();
    let mut best: Option<NamesRow> = None;
    for above in 0..FIRST_ROWS {
        let start = usize::try_from(reader.position().byte()).ok()?;
        if !reader.read_record(&mut row).is_ok_and(|more| more) {
            break;
        }
        let cells: Vec<&str> = row.iter().map(str::trim).collect();
        let worth = worth(&cells);
        let empty = cells.iter().filter(|cell| cell.is_empty()).count();
        let rank = (worth, cells.len() - empty > 1, Reverse(empty));
        let is_certain = |best: &NamesRow| best.rank.0 >= CERTAIN && best.rank.1;
        if rank.1
            && best
                .as_ref()
                .is_some_and(|best| is_certain(best) && rank <= best.rank)
        {
            // The rows of a table; what comes below them are the names of another one.
            break;
        }
        if worth > 0 && best.as_ref().is_none_or(|best| rank > best.rank) {
            best = Some(NamesRow { start, above, rank });
        }
    }
    best
}

/// A first line `sep=;`, which some spreadsheets write: the divider that it tells, and how long it is.
fn told_divider(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let told = line.trim_matches(['\n', '\r', ' ', '"']);
    match told.strip_prefix("sep=")?.as_bytes() {
        [divider @ (b',' | b';' | b'\t' | b'|')] => Some((*divider, line.len())),
        _ => None,
    }
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
    fn the_row_of_column_names_is_found_below_titles() {
        let worth = |cells: &[&str]| {
            let known = cells.iter().filter(|cell| ["Name", "Tel"].contains(cell));
            known.count()
        };
        let found = |text: &'static str| {
            let table = table(text, &worth);
            (
                table.text.lines().next().unwrap_or(""),
                char::from(table.divider),
                table.rows_above,
                table.lines_above,
            )
        };
        assert_eq!(found("Name,Tel\nTea,1\n"), ("Name,Tel", ',', 0, 0));
        assert_eq!(found(",WHO,\nName,Tel\n"), ("Name,Tel", ',', 1, 1));
        assert_eq!(
            found("Name\n\"A\nB\"\nName\tTel\n"),
            ("Name\tTel", '\t', 2, 3)
        );
        assert_eq!(
            found("sep=;\r\nName;Tel, fax\n"),
            ("Name;Tel, fax", ';', 0, 1)
        );
        assert_eq!(found("sep=|\nName|Tel\n"), ("Name|Tel", '|', 0, 1));
        // Merged headings above it mean less, or leave cells empty.
        assert_eq!(found("Name,,\nName,Tel,\n").2, 1);
        assert_eq!(found("Name,,,\nTel,Where\nTea,1\n").2, 1);
        assert_eq!(found("Name,Tel\nName,Tel\n").2, 0);
        // None, or one too far down: the first row.
        assert_eq!(found("a;b\nc;d\n"), ("a;b", ';', 0, 0));
        assert_eq!(found("a\n1\n1\n1\n1\n1\n1\n1\n1\n1\nName,Tel\n").2, 0);
        assert_eq!(found(""), ("", ',', 0, 0));
    }

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
