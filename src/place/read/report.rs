//! What was read, what was kept, and what was left out and why.

use std::fmt;

/// How many examples of each reason are kept.
const EXAMPLES: usize = 3;

/// What became of the rows of some lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The files read, in order.
    pub files: Vec<String>,
    /// How many rows they had.
    pub rows: usize,
    /// How many rows were kept.
    pub kept: usize,
    /// The rows left out, by reason; `rows` is `kept` and all of these.
    pub skipped: Vec<Skipped>,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The reason.
    pub why: Why,
    /// How many rows.
    pub rows: usize,
    /// The first three: file, line and postcode.
    pub examples: Vec<String>,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The postcode is no longer in use.
    Withdrawn,
    /// The postcode is one of Northern Ireland.
    NorthernIreland,
    /// The postcode is one of Jersey, Guernsey or the Isle of Man.
    CrownDependency,
    /// The source gives no point.
    NoPoint,
    /// The easting or northing is not a number or lies outside the National Grid.
    OutsideGrid,
    /// There is no code of a local authority.
    NoAuthority,
    /// The text is not a postcode with a place.
    NotAPostcode,
    /// The postcode stood in an earlier row.
    Again,
}

impl Report {
    /// Counts a row that is left out; the example is made only while few are kept.
    pub(super) fn skip(&mut self, why: Why, example: impl FnOnce() -> String) {
        let index = self
            .skipped
            .iter()
            .position(|skipped| skipped.why == why)
            .unwrap_or_else(|| {
                self.skipped.push(Skipped {
                    why,
                    rows: 0,
                    examples: Vec::new(),
                });
                self.skipped.len() - 1
            });
        let skipped = &mut self.skipped[index];
        skipped.rows += 1;
        if skipped.examples.len() < EXAMPLES {
            skipped.examples.push(example());
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Withdrawn => "no longer in use",
            Self::NorthernIreland => "in Northern Ireland, whose points are on the Irish Grid",
            Self::CrownDependency => "in Jersey, Guernsey or the Isle of Man",
            Self::NoPoint => "without easting and northing",
            Self::OutsideGrid => "with an easting or northing that is not on the National Grid",
            Self::NoAuthority => "without the code of a local authority",
            Self::NotAPostcode => "not a postcode",
            Self::Again => "a postcode that stood in an earlier row",
        })
    }
}
