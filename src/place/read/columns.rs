//! Which column of a list is which, and one row of it.

use csv::StringRecord;

use super::Why;
use crate::model::postcode::Postcode;
use crate::place::Point;
use crate::place::build::{Authority, Row};

/// Where the values stand.
pub(super) struct Columns {
    postcode: usize,
    easting: usize,
    northing: usize,
    authority: usize,
    /// The date a postcode was withdrawn, empty while it is in use.
    withdrawn: Option<usize>,
}

/// Code-Point Open, as its `Code-Point_Open_Column_Headers.csv` says: postcode, quality, easting, northing, four codes of
/// countries, NHS regions and counties, district, ward. Quality 90 has no point and gives 0, 0.
const CODE_POINT_OPEN: Columns = Columns {
    postcode: 0,
    easting: 2,
    northing: 3,
    authority: 8,
    withdrawn: None,
};

/// Columns of Code-Point Open, and of the form it had before August 2011.
const CODE_POINT_OPEN_WIDTHS: [usize; 2] = [10, 19];

impl Columns {
    /// Finds the columns from the first line, and whether that line is itself a row.
    pub(super) fn find(first: &StringRecord) -> Result<(Self, bool), String> {
        let starts_with_postcode = first
            .get(0)
            .is_some_and(|field| Postcode::parse(field).is_ok());
        if starts_with_postcode {
            return match first.len() {
                width if width == CODE_POINT_OPEN_WIDTHS[0] => Ok((CODE_POINT_OPEN, true)),
                width if width == CODE_POINT_OPEN_WIDTHS[1] => Err(
                    "this is Code-Point Open from before August 2011; download the current one"
                        .to_owned(),
                ),
                width => Err(format!(
                    "a postcode where column names were expected, and {width} columns where Code-Point Open has 10; \
                     add a first line such as `pcds,oseast1m,osnrth1m,laua`"
                )),
            };
        }
        let names: Vec<String> = first
            .iter()
            .map(|name| name.trim_matches(['\u{feff}', ' ']).to_ascii_lowercase())
            .collect();
        let find = |known: &[&str]| {
            known
                .iter()
                .find_map(|known| names.iter().position(|name| name == known))
        };
        let authority = find(&["oslaua", "laua", "lad"])
            .or_else(|| names.iter().position(|name| is_numbered(name, "lad")));
        let missing = |what: &str, wanted: &str| {
            format!(
                "no column for the {what}; expected one named {wanted}, found `{}`",
                shortened(&names)
            )
        };
        let columns = Self {
            postcode: find(&["pcds", "postcode", "pcd", "pcd7", "pcd8", "pcd2"])
                .ok_or_else(|| missing("postcode", "`pcds` or `postcode`"))?,
            easting: find(&["oseast1m", "east1m", "easting", "eastings"])
                .ok_or_else(|| missing("easting", "`oseast1m`, `east1m` or `easting`"))?,
            northing: find(&["osnrth1m", "north1m", "northing", "northings"])
                .ok_or_else(|| missing("northing", "`osnrth1m`, `north1m` or `northing`"))?,
            authority: authority.ok_or_else(|| {
                missing(
                    "local authority",
                    "`oslaua`, `laua` or `lad25cd` (of any year)",
                )
            })?,
            withdrawn: find(&["doterm"]),
        };
        Ok((columns, false))
    }

    /// The postcode of a row as it stands.
    pub(super) fn postcode<'a>(&self, record: &'a StringRecord) -> &'a str {
        record.get(self.postcode).unwrap_or_default().trim()
    }

    /// One row, or why it is left out.
    pub(super) fn row(&self, record: &StringRecord) -> Result<Row, Why> {
        let field = |column: usize| record.get(column).unwrap_or_default().trim();
        if self
            .withdrawn
            .is_some_and(|column| !field(column).is_empty())
        {
            return Err(Why::Withdrawn);
        }
        let postcode = Postcode::parse(field(self.postcode)).map_err(|_| Why::NotAPostcode)?;
        match postcode.district().area() {
            "BT" => return Err(Why::NorthernIreland),
            "JE" | "GY" | "IM" => return Err(Why::CrownDependency),
            _ => {}
        }
        let (easting, northing) = (field(self.easting), field(self.northing));
        if missing(easting) || missing(northing) {
            return Err(Why::NoPoint);
        }
        let (Some(easting_m), Some(northing_m)) = (metres(easting), metres(northing)) else {
            return Err(Why::OutsideGrid);
        };
        if easting_m > Point::MAX_EASTING_M || northing_m > Point::MAX_NORTHING_M {
            return Err(Why::OutsideGrid);
        }
        let authority = Authority::parse(field(self.authority)).ok_or(Why::NoAuthority)?;
        Ok(Row {
            postcode,
            point: Point {
                easting_m,
                northing_m,
            },
            authority,
        })
    }
}

/// Whether a name is a word, two digits and `cd`, as in `lad25cd`.
fn is_numbered(name: &str, word: &str) -> bool {
    let year = name
        .strip_prefix(word)
        .and_then(|rest| rest.strip_suffix("cd"));
    year.is_some_and(|year| year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

fn missing(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'0')
}

/// Whole metres; `.0` at the end, as spreadsheets write it, is allowed.
fn metres(value: &str) -> Option<u32> {
    value.strip_suffix(".0").unwrap_or(value).parse().ok()
}

fn shortened(names: &[String]) -> String {
    let shown: String = names.join(",").chars().take(80).collect();
    if shown.len() < names.join(",").len() {
        format!("{shown}…")
    } else {
        shown
    }
}
