//! Distances: measured, compared with how far was asked for, read and said in words.

use super::{Spot, Suits};
use crate::place::Point;
use std::fmt;

/// Metres in a mile.
const MILE_M: f64 = 1609.344;

/// Metres in a kilometre.
const KILOMETRE_M: f64 = 1000.0;

/// Two full postcodes are each within ten metres of their source, which nobody needs to hear about.
const EXACT_M: f64 = 20.0;

/// The greatest distance that can be asked for: from end to end of Great Britain is about 600 miles.
const GREATEST_M: f64 = 1000.0 * MILE_M;

/// A distance, and by how much it may be out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) metres: f64,
    pub(super) within_m: f64,
}

impl Measured {
    /// From a person to a place.
    pub(super) fn between((point, within_m): (Point, f64), spot: &Spot) -> Self {
        Self {
            metres: point.distance_m(spot.point),
            within_m: within_m + spot.within_m,
        }
    }

    /// Whether it is as near as asked for: ask where it may lie on either side.
    pub(super) fn within(self, radius_m: f64) -> Suits {
        let slack = if self.within_m > EXACT_M {
            self.within_m
        } else {
            0.0
        };
        if self.metres + slack <= radius_m {
            Suits::Yes
        } else if self.metres - slack <= radius_m {
            Suits::Ask
        } else {
            Suits::No
        }
    }
}

/// A distance as it is said: `about 2 miles in a straight line`, `less than half a mile in a straight line`.
///
/// `within_m` is by how much it may be out. Where that is half a mile or more it is said; where it is more than the distance
/// itself, only the farthest it may be is said.
///
/// # Example
///
/// ```
/// use signpost::find::distance_in_words;
///
/// assert_eq!(distance_in_words(3300.0, 20.0), "about 2 miles in a straight line");
/// assert_eq!(distance_in_words(300.0, 20.0), "less than half a mile in a straight line");
/// assert_eq!(distance_in_words(9700.0, 3000.0), "about 6 miles in a straight line, give or take 2");
/// assert_eq!(distance_in_words(500.0, 3000.0), "within about 3 miles in a straight line");
/// ```
#[must_use]
pub fn distance_in_words(metres: f64, within_m: f64) -> String {
    let miles = metres / MILE_M;
    if within_m >= metres && within_m > EXACT_M {
        let most = ((metres + within_m) / MILE_M).ceil();
        return format!("within about {} in a straight line", miles_in_words(most));
    }
    let distance = if miles < 0.5 {
        "less than half a mile".to_owned()
    } else if miles < 0.75 {
        "about half a mile".to_owned()
    } else {
        format!("about {}", miles_in_words(miles.round()))
    };
    let give_or_take = within_m / MILE_M;
    if give_or_take < 0.5 {
        format!("{distance} in a straight line")
    } else {
        format!(
            "{distance} in a straight line, give or take {:.0}",
            give_or_take.ceil()
        )
    }
}

fn miles_in_words(whole: f64) -> String {
    if whole < 1.5 {
        "1 mile".to_owned()
    } else {
        format!("{whole:.0} miles")
    }
}

/// Kilometres with one decimal, as JSON gives them.
#[must_use]
pub fn kilometres(metres: f64) -> f64 {
    (metres / KILOMETRE_M * 10.0).round() / 10.0
}

/// Why a text is not a distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DistanceProblem {
    /// It is not a number with a unit of length.
    Unreadable(String),
    /// It is nothing, or farther than anywhere in the country.
    OutOfRange(String),
}

impl fmt::Display for DistanceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(typed) => {
                write!(
                    f,
                    "`{typed}` is not a distance; write miles or kilometres, such as `5mi` or `8km`"
                )
            }
            Self::OutOfRange(typed) => {
                write!(
                    f,
                    "`{typed}` must be more than nothing and at most 1,000 miles"
                )
            }
        }
    }
}

impl std::error::Error for DistanceProblem {}

/// Reads a distance to metres: `5mi`, `5 miles`, `3 km`; a number alone is miles.
///
/// # Errors
/// [`DistanceProblem`] where it is not a number with a known unit (`500m` might be metres or miles), is not more than 0, or is
/// over 1,000 miles.
///
/// # Example
///
/// ```
/// use signpost::find::parse_distance;
///
/// assert_eq!(parse_distance("3 km"), Ok(3000.0));
/// assert!(parse_distance("500m").is_err(), "metres or miles?");
/// ```
pub fn parse_distance(typed: &str) -> Result<f64, DistanceProblem> {
    let text = typed.trim().to_lowercase();
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let (number, unit) = text.split_at(text.find(|c| !is_number(c)).unwrap_or(text.len()));
    let unreadable = || DistanceProblem::Unreadable(typed.trim().to_owned());
    let unit_m = match unit.trim() {
        "" | "mi" | "mile" | "miles" => MILE_M,
        "km" | "kms" | "kilometre" | "kilometres" => KILOMETRE_M,
        "metre" | "metres" => 1.0,
        _ => return Err(unreadable()),
    };
    let metres = number.parse::<f64>().map_err(|_| unreadable())? * unit_m;
    if metres > 0.0 && metres <= GREATEST_M {
        Ok(metres)
    } else {
        Err(DistanceProblem::OutOfRange(typed.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_miles_and_kilometres() {
        for typed in ["5mi", "5 miles", "5", " 5 MI ", "5.0miles"] {
            let metres = parse_distance(typed).unwrap();
            assert!((metres - 5.0 * MILE_M).abs() < 1e-6, "{typed}");
        }
        assert_eq!(parse_distance("1 mile"), Ok(MILE_M));
        assert_eq!(parse_distance("0.5km"), Ok(500.0));
        assert_eq!(parse_distance("800 metres"), Ok(800.0));
    }

    #[test]
    fn refuses_what_is_not_a_distance_and_says_what_to_write() {
        for typed in [
            "",
            "mi",
            "five",
            "500m",
            "-5",
            "2,5km",
            "5 leagues",
            "1e3",
            "NaN",
            "inf",
            "5 5mi",
            "..5",
        ] {
            let problem = parse_distance(typed).unwrap_err();
            assert_eq!(problem, DistanceProblem::Unreadable(typed.to_owned()));
            assert!(problem.to_string().contains("`5mi` or `8km`"));
        }
        for typed in ["0", "0.0km", "1001 miles", "99999999999999"] {
            let problem = parse_distance(typed).unwrap_err();
            assert_eq!(problem, DistanceProblem::OutOfRange(typed.to_owned()));
        }
    }

    #[test]
    fn distances_are_said_in_miles() {
        for (metres, said) in [
            (0.0, "less than half a mile in a straight line"),
            (804.0, "less than half a mile in a straight line"),
            (805.0, "about half a mile in a straight line"),
            (1300.0, "about 1 mile in a straight line"),
            (2400.0, "about 1 mile in a straight line"),
            (2500.0, "about 2 miles in a straight line"),
            (160_934.4, "about 100 miles in a straight line"),
        ] {
            assert_eq!(distance_in_words(metres, 0.0), said, "{metres}");
            assert_eq!(distance_in_words(metres, 20.0), said, "{metres}");
        }
    }

    #[test]
    fn a_distance_that_may_be_far_out_says_so() {
        assert_eq!(
            distance_in_words(0.0, 3500.0),
            "within about 3 miles in a straight line"
        );
        assert_eq!(
            distance_in_words(5000.0, 700.0),
            "about 3 miles in a straight line"
        );
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "rounded to what is printed")]
    fn kilometres_have_one_decimal() {
        assert_eq!(kilometres(3_249.0), 3.2);
        assert_eq!(kilometres(20.0), 0.0);
    }

    #[test]
    fn a_radius_asks_only_where_the_place_is_imprecise() {
        let at = |metres, within_m| Measured { metres, within_m }.within(5000.0);
        assert_eq!(at(5000.0, 20.0), Suits::Yes);
        assert_eq!(at(5001.0, 20.0), Suits::No);
        assert_eq!(at(4000.0, 1000.0), Suits::Yes);
        assert_eq!(at(4001.0, 1000.0), Suits::Ask);
        assert_eq!(at(6000.0, 1000.0), Suits::Ask);
        assert_eq!(at(6001.0, 1000.0), Suits::No);
    }
}
