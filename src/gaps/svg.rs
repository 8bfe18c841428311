//! The heat map as one picture in SVG: no script, no font and nothing else fetched, everything escaped.

use super::heat::{Colour, Line, Map, about, banner, colour, legend, maps, shown};
use super::report::Report;
use super::{ENOUGH, Grade};
use askama::Template;
use unicode_width::UnicodeWidthStr;

// Pixels.
const MARGIN: usize = 20;
const LABELS: usize = 310;
const SQUARE_WIDTH: usize = 56;
/// Between the column for anybody and the support needs.
const APART: usize = 8;
const SQUARE_HEIGHT: usize = 34;
const FAMILY: usize = 26;
const TITLE: usize = 34;
/// The first line under the title.
const FIRST_LINE: usize = 52;
const LINE: usize = 20;
const LEGEND_LINE: usize = 22;
/// Characters in a line of a need's label, which has two; a longer one is cut, and whole in the tool tip.
const LONGEST: usize = 40;

struct Drawn<'m> {
    square: &'m super::heat::Square,
    colour: Colour,
    x: usize,
}

struct Row<'m> {
    y: usize,
    /// The need's label: where each line stands, and its text.
    lines: Vec<(usize, String)>,
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
    summary: String,
    enough: usize,
    /// Where each line under the title stands, whether it is bold, and its text.
    lines: Vec<(usize, bool, String)>,
    legend: Vec<(usize, Grade, Colour, &'static str)>,
    signs: Vec<(usize, &'static str)>,
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
    let lines = lines(report);
    let under = FIRST_LINE + lines.len() * LINE;
    let heads = heads(&maps);
    let mut y = under + legend().len() * LEGEND_LINE + MARGIN;
    let panels: Vec<Panel> = maps
        .iter()
        .map(|map| {
            let panel = panel(map, y, heads.0);
            let last = panel.rows.last().map_or(y, |row| row.y + SQUARE_HEIGHT);
            y = last + 2 * MARGIN;
            panel
        })
        .collect();
    let legend = legend();
    let legend = legend.into_iter().zip(0..);
    let counts = &report.counts;
    let picture = Picture {
        width: (2 * MARGIN + LABELS + people * SQUARE_WIDTH + APART + heads.1).max(900),
        height: y + MARGIN,
        about: about(report),
        banner: banner(report),
        summary: format!(
            "{} cells with nobody, {} with only services to ask, {} with few, {} with {ENOUGH} or more.",
            counts.nobody, counts.ask_only, counts.few, counts.enough
        ),
        enough: ENOUGH,
        legend: legend
            .map(|((grade, colour, meaning), at)| {
                (under + at * LEGEND_LINE, grade, colour, meaning)
            })
            .collect(),
        signs: SIGNS
            .into_iter()
            .zip(0..)
            .map(|(sign, at)| (under + 14 + at * LEGEND_LINE, sign))
            .collect(),
        lines,
        panels,
    };
    picture
        .render()
        .expect("a template without fallible calls writes to memory")
}

/// What the numbers of a cell mean.
const SIGNS: [&str; 3] = [
    "large: services that would take them",
    "4?: services to ask first",
    "2×: services that turn this person away",
];

/// What stands under the title.
fn lines(report: &Report) -> Vec<(usize, bool, String)> {
    let warning = crate::plan::words::left_out_warning(&report.left_out);
    let bold = banner(report).into_iter().chain(warning);
    let notes = report.notes.iter().map(|note| format!("Note: {note}."));
    let plain = [about(report)].into_iter().chain(notes);
    let all = bold
        .map(|text| (true, text))
        .chain(plain.map(|text| (false, text)));
    all.zip(0..)
        .map(|((bold, text), at)| (FIRST_LINE + at * LINE, bold, shown(&text)))
        .collect()
}

/// How high the names of people stand, and how far they lean over to the right of their column. They are turned by 50 degrees,
/// and a letter is about 8 pixels wide.
fn heads(maps: &[Map]) -> (usize, usize) {
    let names = maps.iter().flat_map(|map| &map.people);
    let longest = names.map(|name| name.width()).max().unwrap_or(0);
    (longest * 6 + MARGIN, longest * 5 + MARGIN)
}

fn panel(map: &Map, top: usize, heads: usize) -> Panel<'_> {
    let x = |position: usize| {
        MARGIN + LABELS + position * SQUARE_WIDTH + if position > 0 { APART } else { 0 }
    };
    let mut y = top + TITLE + heads;
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
        lines: lines_of(&line.label, y),
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

/// A label on one line or two beside its row, each with the place of its foot.
fn lines_of(label: &str, y: usize) -> Vec<(usize, String)> {
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if !line.is_empty() && line.width() + 1 + word.width() > LONGEST {
            lines.push(word.to_owned());
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1].push('…');
    }
    let first = if lines.len() == 1 { y + 21 } else { y + 14 };
    lines
        .into_iter()
        .zip(0..)
        .map(|(line, at)| (first + at * 15, line))
        .collect()
}
