//! Where the person is, as well as it is known.

use crate::model::Directory;
use crate::model::postcode::Locality;
use crate::place::{Located, Point};

/// Where the person is: around a point, or somewhere in a named area.
#[derive(Clone, Debug, PartialEq)]
pub enum Whereabouts {
    /// In one postcode, sector or district, so around a point.
    Near(Located),
    /// Somewhere in a named area, as of a person with no fixed address. There is no point, and so no distance.
    Area {
        /// The area's position in [`Directory::areas`].
        area: usize,
        /// The area in plain words.
        label: String,
    },
}

impl Whereabouts {
    /// In the postcode, sector or district that was located.
    #[must_use]
    pub const fn from_located(located: Located) -> Self {
        Self::Near(located)
    }

    /// Somewhere in the area at this position of [`Directory::areas`].
    ///
    /// # Panics
    /// Where the directory has no such area.
    #[must_use]
    pub fn from_area(directory: &Directory, area: usize) -> Self {
        Self::Area {
            area,
            label: directory.areas[area].label.clone(),
        }
    }

    /// The place as reasons name it: `this postcode`, `CO4`, `North East Essex`. Never a full postcode, which may be a home.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Near(located) => match located.locality {
                Locality::Unit(_) => "this postcode".to_owned(),
                part => part.to_string(),
            },
            Self::Area { label, .. } => label.clone(),
        }
    }

    /// The point, and metres around it within which the person may be; `None` for a named area.
    #[must_use]
    pub fn point(&self) -> Option<(Point, f64)> {
        match self {
            Self::Near(located) => Some((located.point, f64::from(located.within_m))),
            Self::Area { .. } => None,
        }
    }
}
