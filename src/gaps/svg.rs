//! The heat map as one picture in SVG: no script, no font and nothing else fetched, everything escaped.

use super::heat::{Colour, Line, Map, about, banner, colour, legend, maps, shown};
use super::report::Report;
use super::{ENOUGH, Grade};
use askama::Template;
use unicode_width::UnicodeWidthStr;

// Pixels.
const MARGIN: usize = 20;
const LABELS: usize = 330;
const SQUARE_WIDTH: usize = 52;
const SQUARE_HEIGHT: usize = 34;
const HEADS: usize = 170;
const FAMILY: usize = 26;
const TITLE: usize = 34;
/// The head of the page: title, what it is about, what is not for people, the legend.
const TOP: usize = 190;
/// The names of people lean over to the right of their column.
const LEANING: usize = 130;
/// Columns of a need's label; longer ones are cut, and whole in the tool tip.
const LONGEST: usize = 44;

struct Drawn<'m> {
    square: &'m super::heat::Square,
    colour: Colour,
    x: usize,
}

struct Row<'m> {
    y: usize,
    /// A family's name, or a need's label cut to what fits.
    text: String,
    whole: &'m str,
    squares: Vec<Drawn<'m>>,
}

struct Panel<'m> {
    y: usize,
    area: &'m str,
    heads: Vec<(usize, &'m str)>,
    heads_y: usize,
    families: Vec<(usize, String)>,
    rows: Vec<Row<'m>>,
}

#[derive(Template)]
#[template(path = "gaps.svg", config = "src/gaps/askama.toml")]
struct Picture<'m> {
    width: usize,
    height: usize,
    about: String,
    banner: Option<String>,
    warning: Option<String>,
    summary: String,
    enough: usize,
    legend: Vec<(usize, Grade, Colour, &'static str)>,
    panels: Vec<Panel<'m>>,
}

/// The heat maps of all places, one below the other.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn svg(report: &Report) -> String {
    let maps = maps(report);
    let people = maps.iter().map(|map| map.people.len()).max().unwrap_or(0);
    let mut y = TOP;
    let panels: Vec<Panel> = maps
        .iter()
        .map(|map| {
            let panel = panel(map, y);
            let last = panel.rows.last().map_or(y, |row| row.y + SQUARE_HEIGHT);
            y = last + 2 * MARGIN;
            panel
        })
        .collect();
    let legend = legend();
    let legend = legend.into_iter().zip(0..);
    let counts = &report.counts;
    let picture = Picture {
        width: (2 * MARGIN + LABELS + people * SQUARE_WIDTH + LEANING).max(900),
        height: y + MARGIN,
        about: about(report),
        banner: banner(report),
        warning: crate::plan::words::left_out_warning(&report.left_out)
            .map(|warning| shown(&warning)),
        summary: format!(
            "{} cells with nobody, {} with only services to ask, {} with few, {} with {ENOUGH} or more.",
            counts.nobody, counts.ask_only, counts.few, counts.enough
        ),
        enough: ENOUGH,
        legend: legend
            .map(|((grade, colour, meaning), at)| (104 + at * 22, grade, colour, meaning))
            .collect(),
        panels,
    };
    picture
        .render()
        .expect("a template without fallible calls writes to memory")
}

fn panel(map: &Map, top: usize) -> Panel<'_> {
    let x = |position: usize| MARGIN + LABELS + position * SQUARE_WIDTH;
    let mut y = top + TITLE + HEADS;
    let heads_y = y - 6;
    let (mut families, mut rows) = (Vec::new(), Vec::new());
    for family in &map.families {
        families.push((y + FAMILY - 8, family.name.clone()));
        y += FAMILY;
        for line in &family.lines {
            rows.push(row(line, y, &x));
            y += SQUARE_HEIGHT;
        }
    }
    Panel {
        y: top + TITLE - 12,
        area: &map.area,
        heads: map
            .people
            .iter()
            .enumerate()
            .map(|(position, person)| (x(position) + SQUARE_WIDTH / 2, person.as_str()))
            .collect(),
        heads_y,
        families,
        rows,
    }
}

fn row<'m>(line: &'m Line, y: usize, x: &impl Fn(usize) -> usize) -> Row<'m> {
    Row {
        y,
        text: cut(&line.label),
        whole: &line.label,
        squares: line
            .squares
            .iter()
            .enumerate()
            .map(|(position, square)| Drawn {
                square,
                colour: colour(square.grade),
                x: x(position),
            })
            .collect(),
    }
}

/// A label that fits beside its row.
fn cut(label: &str) -> String {
    if label.width() <= LONGEST {
        return label.to_owned();
    }
    let mut short = String::new();
    for c in label.chars() {
        if short.width() + 2 > LONGEST {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}
