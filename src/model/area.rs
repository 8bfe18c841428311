//! Named areas, made of local authorities and postcode districts.

use super::postcode::District;
use crate::source::Spanned;

/// One named area of `areas.yaml`.
#[derive(Clone, Debug)]
pub struct Area {
    /// Kebab-case name, used by services and by `--near`.
    pub id: Spanned<String>,
    /// The area in plain words.
    pub label: String,
    /// Local authority district codes of the Office for National Statistics (`E07000071`).
    pub authorities: Vec<Spanned<String>>,
    /// Postcode districts (`CO15`).
    pub districts: Vec<Spanned<District>>,
}

/// Where a service works: one entry of its `area`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// Everywhere.
    National,
    /// A named area: its position in [`Directory::areas`](super::Directory::areas).
    Area(usize),
    /// One postcode district.
    District(District),
}
