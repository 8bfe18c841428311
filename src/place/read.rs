//! Published lists of postcodes in, rows for a table and a report of everything left out.
//!
//! Reads the ONS Postcode Directory of every year (columns found by name, for their order and names change), Code-Point Open
//! (ten columns without a header) and any CSV with columns for postcode, easting, northing and local authority; as text or in
//! a zip. Only Great Britain: eastings and northings of Northern Ireland's postcodes are on the Irish Grid although they stand
//! in the same columns, and those of Jersey, Guernsey and the Isle of Man are missing. Does not open files.

mod columns;
mod report;

use std::fmt;
use std::io::{Read, Seek};
use std::path::Path;

use self::columns::Columns;
pub use self::report::{Report, Skipped, Why};
use super::build::{Row, key};

/// Reads one list after another and keeps the rows.
///
/// # Example
///
/// ```
/// use signpost::place::read::Reader;
///
/// let mut reader = Reader::default();
/// let csv = "pcds,oseast1m,osnrth1m,laua\nCO4 5JL,599511,227486,E07000071\nBT1 1AA,333000,374000,N09000003\n";
/// reader.csv("two.csv", csv.as_bytes())?;
/// let (rows, report) = reader.finish();
/// assert_eq!((rows.len(), report.rows, report.skipped[0].rows), (1, 2, 1));
///
/// let problem = Reader::default().csv("no.csv", "town,county\n".as_bytes()).expect_err("no postcode");
/// assert!(problem.to_string().starts_with("no.csv, line 1: no column for the postcode"));
/// # Ok::<(), signpost::place::read::ReadProblem>(())
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    rows: Vec<Row>,
    report: Report,
}

/// Why a list cannot be read: which file, which line, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadProblem {
    /// The file, and the member where it is a zip.
    pub name: String,
    /// The line, from 1; absent where the file as a whole is wrong.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: String,
}

impl Reader {
    /// Reads a CSV of any of the three kinds.
    ///
    /// A row that cannot be used is counted in the report with its reason and does not stop the reading.
    ///
    /// # Errors
    /// [`ReadProblem`] where the file cannot be read, is empty, is not UTF-8, has lines of different numbers of fields, or has
    /// no column for the postcode, easting, northing or local authority.
    pub fn csv(&mut self, name: &str, input: impl Read) -> Result<(), ReadProblem> {
        let problem = |line: Option<u64>, what: String| ReadProblem {
            name: name.to_owned(),
            line,
            what,
        };
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(input);
        let mut record = csv::StringRecord::new();
        let broken = |error: &csv::Error| problem(line_of(error), in_words(error));
        if !csv
            .read_record(&mut record)
            .map_err(|error| broken(&error))?
        {
            return Err(problem(
                None,
                "the file is empty; expected a list of postcodes".to_owned(),
            ));
        }
        let (columns, first_is_a_row) =
            Columns::find(&record).map_err(|what| problem(Some(1), what))?;
        let mut more = first_is_a_row;
        loop {
            if !more {
                more = csv
                    .read_record(&mut record)
                    .map_err(|error| broken(&error))?;
                if !more {
                    break;
                }
            }
            more = false;
            self.report.rows += 1;
            match columns.row(&record) {
                Ok(row) => self.rows.push(row),
                Err(why) => {
                    let line = record.position().map_or(1, csv::Position::line);
                    self.report.skip(why, || {
                        format!("{name}, line {line}: `{}`", columns.postcode(&record))
                    });
                }
            }
        }
        self.report.files.push(name.to_owned());
        Ok(())
    }

    /// Reads the lists in a zip: those that [`chosen`] takes.
    ///
    /// # Errors
    /// [`ReadProblem`] where it is not a zip, holds no list of postcodes, or a list in it cannot be read.
    pub fn zip(&mut self, name: &str, input: impl Read + Seek) -> Result<(), ReadProblem> {
        let problem = |what: String| ReadProblem {
            name: name.to_owned(),
            line: None,
            what,
        };
        let mut archive = zip::ZipArchive::new(input)
            .map_err(|error| problem(format!("the zip cannot be read: {error}")))?;
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        let members = chosen(&names);
        if members.is_empty() {
            return Err(problem(
                "the zip holds no CSV file; expected `Data/….csv` as published".to_owned(),
            ));
        }
        for member in members {
            let file = archive.by_name(member).map_err(|error| {
                problem(format!("`{member}` in the zip cannot be read: {error}"))
            })?;
            self.csv(&format!("{name}/{member}"), file)?;
        }
        Ok(())
    }

    /// The rows, sorted and each postcode once, and the report.
    ///
    /// Of a postcode that stands more than once the first is kept and the others are counted.
    #[must_use]
    pub fn finish(mut self) -> (Vec<Row>, Report) {
        self.rows.sort_by_key(|row| key(row.postcode));
        let report = &mut self.report;
        self.rows.dedup_by(|later, first| {
            let again = later.postcode == first.postcode;
            if again {
                report.skip(Why::Again, || format!("`{}`", later.postcode));
            }
            again
        });
        self.report.kept = self.rows.len();
        self.report.skipped.sort_by_key(|skipped| skipped.why);
        (self.rows, self.report)
    }
}

/// Which files of a folder or zip hold the postcodes, in order.
///
/// Looks at CSV files outside `Documents` and `Doc`. Of the ONS Postcode Directory it takes the file of the whole United
/// Kingdom (`…_UK.csv`) or, where that is missing, those of `multi_csv`; otherwise the files in `Data`, or all.
#[must_use]
pub fn chosen(names: &[String]) -> Vec<&str> {
    let split = |name: &str| {
        let name = name.to_lowercase().replace('\\', "/");
        name.rsplit_once('/')
            .map_or((String::new(), name.clone()), |(folder, file)| {
                (folder.to_owned(), file.to_owned())
            })
    };
    let has = |name: &str, wanted: &[&str]| {
        split(name)
            .0
            .split('/')
            .any(|folder| wanted.contains(&folder))
    };
    let is_csv = |name: &str| {
        let file = split(name).1;
        Path::new(&file)
            .extension()
            .is_some_and(|extension| extension == "csv")
            && !file.starts_with('.')
    };
    let mut lists: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| is_csv(name) && !has(name, &["documents", "doc", "docs", "__macosx"]))
        .collect();
    lists.sort_unstable();
    let preferences: [&dyn Fn(&str) -> bool; 3] = [
        &|name| name.to_lowercase().ends_with("_uk.csv"),
        &|name| has(name, &["multi_csv"]),
        &|name| has(name, &["data"]),
    ];
    for preferred in preferences {
        if lists.iter().any(|name| preferred(name)) {
            lists.retain(|name| preferred(name));
            break;
        }
    }
    lists
}

fn line_of(error: &csv::Error) -> Option<u64> {
    error.position().map(csv::Position::line)
}

fn in_words(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => format!("cannot be read: {error}"),
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8 text; save the file as UTF-8".to_owned(),
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "has {len} fields where the lines before have {expected_len}; is the file cut short?"
            )
        }
        _ => error.to_string(),
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.name, self.what),
            None => write!(f, "{}: {}", self.name, self.what),
        }
    }
}

impl std::error::Error for ReadProblem {}

#[cfg(test)]
mod tests;
