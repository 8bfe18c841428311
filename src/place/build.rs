//! Rows of postcodes in, the bytes of a [`Table`](super::Table) out.
//!
//! The same rows give the same bytes, in whatever order they come. The format is described in the module of the table.

mod encode;

use std::fmt;

use self::encode::Encoder;
use super::Point;
use super::centre::centre;
use super::table::STEP_M;
use crate::model::postcode::Postcode;

/// One unit to go into a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The postcode.
    pub postcode: Postcode,
    /// Where it is.
    pub point: Point,
    /// The local authority it lies in.
    pub authority: Authority,
}

/// The code of a local authority: nine letters and digits, such as `E07000071`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Authority([u8; 9]);

/// Where the rows come from, for the table's header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Who publishes the postcodes; absent where not known.
    pub source: Option<String>,
    /// Which edition; absent where not known.
    pub edition: Option<String>,
    /// The date of the data, `2025-11` or `2025-11-30`; absent where not known.
    pub date: Option<String>,
    /// Sentences that must be shown where the table is used.
    pub attribution: Vec<String>,
}

/// Why rows do not make a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildProblem {
    /// There are no rows.
    NoRows,
    /// A postcode stands twice.
    Repeated(Postcode),
    /// A point lies outside the National Grid.
    OutsideGrid(Postcode),
    /// There is more of something than the format can hold.
    TooMany(&'static str),
}

impl Authority {
    /// The code of an authority; absent where the text is not nine letters and digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 9] = text.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphanumeric)
            .then_some(Self(bytes))
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl Provenance {
    /// The sentences that the Office for National Statistics, Ordnance Survey and Royal Mail ask for.
    ///
    /// `year` is that of the data; where absent, the sentences name none.
    #[must_use]
    pub fn required_attribution(year: Option<&str>) -> Vec<String> {
        let year = year.map(|year| format!(" {year}")).unwrap_or_default();
        vec![
            format!("Contains OS data © Crown copyright and database right{year}"),
            format!("Contains Royal Mail data © Royal Mail copyright and database right{year}"),
            "Source: Office for National Statistics licensed under the Open Government Licence v.3.0".to_owned(),
        ]
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let single = [
            ("source", &self.source),
            ("edition", &self.edition),
            ("date", &self.date),
        ];
        let lines = single
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?)));
        for (key, value) in lines.chain(self.attribution.iter().map(|line| ("attribution", line))) {
            let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            text.extend([key, ": ", &one_line, "\n"]);
        }
        text
    }
}

/// Makes the bytes of a table.
///
/// # Errors
/// [`BuildProblem`] where there are no rows, a postcode stands twice, a point lies outside the National Grid, or the format is
/// too small: more than 65,535 sectors or authorities, more than 255 authorities in a sector, or text or blocks over 4 GB.
pub fn build(mut rows: Vec<Row>, provenance: &Provenance) -> Result<Vec<u8>, BuildProblem> {
    rows.sort_by_key(|row| key(row.postcode));
    if rows.is_empty() {
        return Err(BuildProblem::NoRows);
    }
    if let Some(pair) = rows
        .windows(2)
        .find(|pair| pair[0].postcode == pair[1].postcode)
    {
        return Err(BuildProblem::Repeated(pair[1].postcode));
    }
    let outside = |row: &&Row| {
        row.point.easting_m > Point::MAX_EASTING_M || row.point.northing_m > Point::MAX_NORTHING_M
    };
    if let Some(row) = rows.iter().find(outside) {
        return Err(BuildProblem::OutsideGrid(row.postcode));
    }
    let mut authorities: Vec<Authority> = rows.iter().map(|row| row.authority).collect();
    authorities.sort_unstable();
    authorities.dedup();

    let mut encoder = Encoder::new(&provenance.text(), authorities);
    for district in rows.chunk_by(|one, other| one.postcode.district() == other.postcode.district())
    {
        encoder.district(district)?;
    }
    encoder.finish(rows.len())
}

/// What rows are sorted by: the order in which a table keeps them.
pub(super) fn key(postcode: Postcode) -> ([u8; 4], u8, u16) {
    (
        postcode.district().padded(),
        postcode.sector().digit(),
        postcode.ordinal(),
    )
}

impl fmt::Display for BuildProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRows => f.write_str("there is no postcode to make a table of"),
            Self::Repeated(postcode) => write!(f, "`{postcode}` stands twice"),
            Self::OutsideGrid(postcode) => write!(
                f,
                "the point of `{postcode}` lies outside the National Grid"
            ),
            Self::TooMany(what) => {
                write!(f, "there are more {what} than a postcode table can hold")
            }
        }
    }
}

impl std::error::Error for BuildProblem {}

#[cfg(test)]
mod tests;
