//! From the National Grid to longitude and latitude.
//!
//! Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C: the inverse Transverse Mercator
//! projection on the Airy 1830 ellipsoid, then the seven-parameter Helmert transformation to WGS 84. The transformation is
//! right to about 5 m, which is finer than the points of the postcode table.

use crate::place::Point;

/// A place on the globe, in the WGS 84 of satellites.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Globe {
    /// Degrees east of Greenwich; negative to the west.
    pub longitude: f64,
    /// Degrees north of the equator.
    pub latitude: f64,
}

/// An ellipsoid: its half axes in metres.
struct Ellipsoid {
    a: f64,
    b: f64,
}

const AIRY: Ellipsoid = Ellipsoid {
    a: 6_377_563.396,
    b: 6_356_256.909,
};
const WGS84: Ellipsoid = Ellipsoid {
    a: 6_378_137.0,
    b: 6_356_752.314_245,
};

impl Ellipsoid {
    fn eccentricity_squared(&self) -> f64 {
        1.0 - (self.b * self.b) / (self.a * self.a)
    }
}

/// Scale on the central meridian.
const F0: f64 = 0.999_601_271_7;
/// Easting and northing of the true origin, in metres.
const E0: f64 = 400_000.0;
const N0: f64 = -100_000.0;

/// Where a point of the grid is on the globe, rounded to five decimals: about a metre.
///
/// # Example
///
/// ```
/// use signpost::exchange::coordinates::globe;
/// use signpost::place::Point;
///
/// let hospital = globe(Point { easting_m: 599_511, northing_m: 227_486 });
/// assert!((hospital.latitude - 51.9).abs() < 0.1 && (hospital.longitude - 0.9).abs() < 0.1);
/// ```
#[must_use]
pub fn globe(point: Point) -> Globe {
    let (latitude, longitude) =
        unprojected(f64::from(point.easting_m), f64::from(point.northing_m));
    let (latitude, longitude) = to_wgs84(latitude, longitude);
    let rounded = |radians: f64| (radians.to_degrees() * 100_000.0).round() / 100_000.0;
    Globe {
        longitude: rounded(longitude),
        latitude: rounded(latitude),
    }
}

/// Easting and northing to latitude and longitude on the Airy ellipsoid, in radians. The letters are those of annex C.
#[expect(
    clippy::many_single_char_names,
    reason = "the names of the published formulas, so that they can be compared"
)]
fn unprojected(easting: f64, northing: f64) -> (f64, f64) {
    let (a, b) = (AIRY.a, AIRY.b);
    let e2 = AIRY.eccentricity_squared();
    let n = (a - b) / (a + b);
    let (phi0, lambda0) = (49f64.to_radians(), (-2f64).to_radians());
    let meridian = |phi: f64| {
        let (difference, sum) = (phi - phi0, phi + phi0);
        b * F0
            * ((1.0 + n + 1.25 * n * n + 1.25 * n.powi(3)) * difference
                - (3.0 * n + 3.0 * n * n + 2.625 * n.powi(3)) * difference.sin() * sum.cos()
                + (1.875 * n * n + 1.875 * n.powi(3))
                    * (2.0 * difference).sin()
                    * (2.0 * sum).cos()
                - 35.0 / 24.0 * n.powi(3) * (3.0 * difference).sin() * (3.0 * sum).cos())
    };
    let mut phi = (northing - N0) / (a * F0) + phi0;
    // Each round is a thousand times nearer; the guide stops at a hundredth of a millimetre.
    for _ in 0..8 {
        phi += (northing - N0 - meridian(phi)) / (a * F0);
    }
    let (sin, cos, tan) = (phi.sin(), phi.cos(), phi.tan());
    let nu = a * F0 / (1.0 - e2 * sin * sin).sqrt();
    let rho = a * F0 * (1.0 - e2) / (1.0 - e2 * sin * sin).powf(1.5);
    let eta2 = nu / rho - 1.0;
    let (t2, t4, t6) = (tan.powi(2), tan.powi(4), tan.powi(6));
    let vii = tan / (2.0 * rho * nu);
    let viii = tan / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2);
    let ix = tan / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4);
    let x = 1.0 / (cos * nu);
    let xi = 1.0 / (6.0 * cos * nu.powi(3)) * (nu / rho + 2.0 * t2);
    let xii = 1.0 / (120.0 * cos * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4);
    let xiia = 1.0 / (5040.0 * cos * nu.powi(7)) * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6);
    let d = easting - E0;
    (
        phi - vii * d.powi(2) + viii * d.powi(4) - ix * d.powi(6),
        lambda0 + x * d - xi * d.powi(3) + xii * d.powi(5) - xiia * d.powi(7),
    )
}

/// Airy to WGS 84 through Cartesian coordinates; radians in and out, at height 0.
fn to_wgs84(latitude: f64, longitude: f64) -> (f64, f64) {
    let e2 = AIRY.eccentricity_squared();
    let nu = AIRY.a / (1.0 - e2 * latitude.sin().powi(2)).sqrt();
    let x = nu * latitude.cos() * longitude.cos();
    let y = nu * latitude.cos() * longitude.sin();
    let z = (1.0 - e2) * nu * latitude.sin();
    // The published parameters are from WGS 84 to Airy; their opposites lead back.
    let second = |seconds: f64| (seconds / 3600.0).to_radians();
    let (tx, ty, tz) = (446.448, -125.157, 542.060);
    let (rx, ry, rz) = (second(0.1502), second(0.2470), second(0.8421));
    let scale = 1.0 - 20.4894e-6;
    let moved = (
        tx + scale * x - rz * y + ry * z,
        ty + rz * x + scale * y - rx * z,
        tz - ry * x + rx * y + scale * z,
    );
    let e2 = WGS84.eccentricity_squared();
    let p = moved.0.hypot(moved.1);
    let mut phi = moved.2.atan2(p * (1.0 - e2));
    for _ in 0..6 {
        let nu = WGS84.a / (1.0 - e2 * phi.sin().powi(2)).sqrt();
        phi = (moved.2 + e2 * nu * phi.sin()).atan2(p);
    }
    (phi, moved.1.atan2(moved.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of annex C: E 651 409.903, N 313 177.270 is 52° 39′ 27.2531″ N, 1° 43′ 4.5177″ E.
    #[test]
    fn the_worked_example_of_the_ordnance_survey_is_met() {
        let (latitude, longitude) = unprojected(651_409.903, 313_177.270);
        let degrees = |d: f64, m: f64, s: f64| d + m / 60.0 + s / 3600.0;
        assert!((latitude.to_degrees() - degrees(52.0, 39.0, 27.2531)).abs() < 1e-7);
        assert!((longitude.to_degrees() - degrees(1.0, 43.0, 4.5177)).abs() < 1e-7);
    }

    /// Grid and satellite coordinates of the same points, as pyproj 3.7.2 gives them (EPSG:27700 to EPSG:4326).
    #[test]
    fn points_of_the_grid_are_where_another_library_finds_them() {
        for (easting_m, northing_m, longitude, latitude) in PLACES {
            let found = globe(Point {
                easting_m,
                northing_m,
            });
            let north_m = (found.latitude - latitude).abs() * 111_000.0;
            let east_m =
                (found.longitude - longitude).abs() * 111_000.0 * latitude.to_radians().cos();
            assert!(
                north_m.hypot(east_m) < 8.0,
                "{easting_m} {northing_m}: {found:?}"
            );
        }
    }

    const PLACES: [(u32, u32, f64, f64); 4] = [
        (599_511, 227_486, 0.899_182, 51.910_164),
        (182_450, 25_340, -5.042_640, 50.088_248),
        (530_034, 180_381, -0.127_724, 51.507_406),
        (325_800, 673_900, -3.189_828, 55.952_375),
    ];
}
