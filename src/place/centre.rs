//! The centre of a set of points and how far most of them lie from it.

use super::Point;

/// Steps after which Weiszfeld's method is within metres for a town or an island group.
const STEPS: usize = 40;

/// The point with the least total distance to all the points, and the radius in metres around it that holds 95 % of them.
///
/// The geometric median, found by Weiszfeld's method (Tôhoku Math. Journal 43, 1937): a few far-off post-office boxes move it
/// less than they move the mean. Absent for no points.
pub(super) fn centre(points: &[Point]) -> Option<(Point, u32)> {
    if points.is_empty() {
        return None;
    }
    let places: Vec<(f64, f64)> = points
        .iter()
        .map(|point| (f64::from(point.easting_m), f64::from(point.northing_m)))
        .collect();
    let (mut east, mut north) = weighted(&places, |_| 1.0);
    for _ in 0..STEPS {
        // A metre is added so that a point lying on the centre does not divide by nothing.
        let next = weighted(&places, |place| 1.0 / (apart(place, (east, north)) + 1.0));
        let moved = apart(next, (east, north));
        (east, north) = next;
        if moved < 0.5 {
            break;
        }
    }
    let point = Point {
        easting_m: whole(east),
        northing_m: whole(north),
    };
    let mut distances: Vec<f64> = points
        .iter()
        .map(|other| point.distance_m(*other))
        .collect();
    distances.sort_by(f64::total_cmp);
    let most = (distances.len() * 95).div_ceil(100) - 1;
    Some((point, whole(distances[most].ceil())))
}

fn weighted(places: &[(f64, f64)], weight: impl Fn((f64, f64)) -> f64) -> (f64, f64) {
    let (mut east, mut north, mut total) = (0.0, 0.0, 0.0);
    for &place in places {
        let weight = weight(place);
        east += place.0 * weight;
        north += place.1 * weight;
        total += weight;
    }
    (east / total, north / total)
}

fn apart(one: (f64, f64), other: (f64, f64)) -> f64 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "metres on the grid, 0 to 1,300,000"
)]
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}

#[cfg(test)]
mod tests {
    use super::{Point, centre};

    fn at(easting_m: u32, northing_m: u32) -> Point {
        Point {
            easting_m,
            northing_m,
        }
    }

    #[test]
    fn one_point_is_its_own_centre() {
        assert_eq!(centre(&[at(5, 7)]), Some((at(5, 7), 0)));
        assert_eq!(centre(&[]), None);
    }

    #[test]
    fn a_far_point_hardly_moves_the_centre() {
        let mut points = vec![at(100, 100); 10];
        points.extend([at(90, 100), at(110, 100), at(90_000, 90_000)]);
        let (point, radius_m) = centre(&points).unwrap();
        assert!(point.distance_m(at(100, 100)) < 2.0, "{point:?}");
        assert!(
            radius_m > 100_000,
            "the thirteenth of thirteen points is inside 95 %"
        );
    }

    #[test]
    fn the_radius_leaves_out_one_in_twenty() {
        let mut points: Vec<Point> = (0..95).map(|_| at(1000, 1000)).collect();
        points.extend((0..5).map(|_| at(9000, 1000)));
        let (_, radius_m) = centre(&points).unwrap();
        assert!(radius_m < 5, "{radius_m}");
    }
}
