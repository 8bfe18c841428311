//! The heat map as data: a table for each place, its colours, and the words of each cell. [`html`](super::html) and
//! [`svg`](super::svg) draw it.
//!
//! Colour is never the only sign: every cell holds its numbers, and the four colours differ in lightness, so that they keep
//! their order in black and white and for whoever sees colours otherwise.

use super::Grade;
use super::report::{Report, Row, who};
use crate::model::hours::date_in_words;
use crate::model::shown::{clean, count};
use crate::model::vocabulary::Vocabulary;

/// What a grade looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// The ground, as `#rrggbb`.
    pub ground: &'static str,
    /// The text on it, in a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
    pub ink: &'static str,
}

/// The colour of a grade, the worse the darker.
///
/// Source: `ColorBrewer` 2.0, sequential, 5-class `YlOrBr`, marked there as safe for colour-blind readers (Cynthia Brewer,
/// Mark Harrower and The Pennsylvania State University, colorbrewer2.org); its fourth class is left out, so that the
/// darkest stands apart from the rest.
#[must_use]
pub const fn colour(grade: Grade) -> Colour {
    let (ground, ink) = match grade {
        Grade::Nobody => ("#993404", "#ffffff"),
        Grade::AskOnly => ("#fe9929", "#000000"),
        Grade::Few => ("#fed98e", "#000000"),
        Grade::Enough => ("#ffffd4", "#000000"),
    };
    Colour { ground, ink }
}

/// What a grade means, for the legend.
#[must_use]
pub const fn meaning(grade: Grade) -> &'static str {
    match grade {
        Grade::Nobody => "nobody would take them, and nobody can be asked",
        Grade::AskOnly => "nobody is known to; there are services to ask",
        Grade::Few => "one or two would take them",
        Grade::Enough => "three or more would take them",
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Square {
    /// How bad it is.
    pub grade: Grade,
    /// How many would take the person.
    pub take: usize,
    /// `4? 2×`: how many to ask, and how many turn the person away; empty where there is neither.
    pub small: String,
    /// Everything in words.
    pub title: String,
}

/// One row of a table: a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The need in plain words.
    pub label: String,
    /// Its cells: anybody, then each support need.
    pub squares: Vec<Square>,
}

/// Needs of one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The family.
    pub name: String,
    /// Its needs, in order.
    pub lines: Vec<Line>,
}

/// The table of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// The place in plain words.
    pub area: String,
    /// The people: `anybody`, then the support needs.
    pub people: Vec<String>,
    /// The needs, family by family.
    pub families: Vec<Family>,
}

/// A table for each place, in the order of the report. All text is cleaned.
#[must_use]
pub fn maps(report: &Report) -> Vec<Map> {
    let mut rows: Vec<&Row> = report.cells.iter().collect();
    rows.sort_by_key(|row| row.position);
    rows.chunk_by(|a, b| a.position.0 == b.position.0)
        .map(map)
        .collect()
}

fn map(rows: &[&Row]) -> Map {
    let lines: Vec<&[&Row]> = rows.chunk_by(|a, b| a.position.1 == b.position.1).collect();
    let people = lines.first().copied().unwrap_or_default();
    let families = lines.chunk_by(|a, b| a[0].group == b[0].group);
    Map {
        area: shown(rows.first().map_or("", |row| &row.area_label)),
        people: people.iter().map(|row| who(&row.with)).collect(),
        families: families
            .map(|lines| Family {
                name: lines[0][0].group.to_string(),
                lines: lines.iter().map(|row| line(row)).collect(),
            })
            .collect(),
    }
}

fn line(rows: &[&Row]) -> Line {
    Line {
        label: shown(&rows[0].label),
        squares: rows.iter().map(|row| square(row)).collect(),
    }
}

fn square(row: &Row) -> Square {
    let mut small = Vec::new();
    let mut words = vec![taken(row)];
    if row.ask > 0 {
        small.push(format!("{}?", row.ask));
        words.push(format!("{} to ask first", row.ask));
    }
    if row.turned_away > 0 {
        small.push(format!("{}×", row.turned_away));
        let away = count(row.turned_away, "turns", "turn");
        words.push(format!("{away} them away"));
    }
    Square {
        grade: row.grade,
        take: row.take,
        small: small.join(" "),
        title: words.join(", "),
    }
}

/// How many would take the person, in words: `nobody would take them` only where nobody can be asked either.
#[must_use]
pub fn taken(row: &Row) -> String {
    match (row.take, row.ask) {
        (0, 0) => "nobody would take them".to_owned(),
        (0, _) => "none is known to take them".to_owned(),
        (take, _) => format!("{take} would take them"),
    }
}

/// Text of the directory, without what HTML and XML cannot hold.
pub(super) fn shown(text: &str) -> String {
    let clean = clean(text);
    clean.replace(['\u{fffe}', '\u{ffff}'], "")
}

/// The legend: each grade, worst first, with its colour and what it means.
#[must_use]
pub fn legend() -> Vec<(Grade, Colour, &'static str)> {
    let grades = Grade::WORDS.iter().map(|(_, grade)| *grade);
    grades
        .map(|grade| (grade, colour(grade), meaning(grade)))
        .collect()
}

/// Said first of a directory of invented services; `None` for a real one.
pub(super) fn banner(report: &Report) -> Option<String> {
    let day = report.today.parse().map(date_in_words);
    report.directory.demonstration.then(|| {
        format!(
            "DEMONSTRATION of {}: invented services, not for real people.",
            day.unwrap_or_else(|_| report.today.clone())
        )
    })
}

/// For whom, from which directory, on which day, in one sentence.
pub(super) fn about(report: &Report) -> String {
    let age = report
        .age
        .map_or_else(String::new, |age| format!(", for somebody aged {age}"));
    let kinds: Vec<String> = report.kinds.iter().map(ToString::to_string).collect();
    let kinds = if kinds.is_empty() {
        String::new()
    } else {
        format!(", only {}", crate::model::hours::and(&kinds))
    };
    let name = shown(&report.directory.name);
    let (day, version) = (&report.today, &report.directory.content_version);
    format!("{name}, {day}{age}{kinds} (content {version})")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn luminance_is_that_of_the_standard() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
    }

    #[test]
    fn every_number_can_be_read_on_its_colour() {
        for (grade, colour, _) in legend() {
            let contrast = contrast(colour.ground, colour.ink);
            assert!(contrast >= 4.5, "{grade}: {contrast}");
        }
    }

    #[test]
    fn the_worse_the_darker_so_that_black_and_white_keeps_the_order() {
        let grounds: Vec<&str> = legend()
            .iter()
            .map(|(_, colour, _)| colour.ground)
            .collect();
        for pair in grounds.windows(2) {
            assert!(luminance(pair[0]) < luminance(pair[1]));
            assert!(contrast(pair[0], pair[1]) > 1.25, "{pair:?}");
        }
    }
}
