//! Points on the map of Great Britain.

/// A point on the Ordnance Survey National Grid.
///
/// Whole metres east and north of the grid's false origin, south-west of the Isles of Scilly. Not a longitude and latitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Metres east: 0 to 700,000 in Great Britain.
    pub easting_m: u32,
    /// Metres north: 0 to 1,300,000 in Great Britain.
    pub northing_m: u32,
}

impl Point {
    /// The greatest easting of the grid.
    pub(super) const MAX_EASTING_M: u32 = 700_000;
    /// The greatest northing of the grid.
    pub(super) const MAX_NORTHING_M: u32 = 1_300_000;

    /// Metres in a straight line, which is never more than the way by road.
    ///
    /// Measured on the grid, whose scale differs from the ground's by at most 0.1 %.
    ///
    /// # Example
    ///
    /// ```
    /// use signpost::place::Point;
    ///
    /// let here = Point { easting_m: 599_511, northing_m: 227_486 };
    /// let there = Point { easting_m: 599_514, northing_m: 227_490 };
    /// assert!((here.distance_m(there) - 5.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let east = f64::from(self.easting_m.abs_diff(other.easting_m));
        let north = f64::from(self.northing_m.abs_diff(other.northing_m));
        (east * east + north * north).sqrt()
    }
}
