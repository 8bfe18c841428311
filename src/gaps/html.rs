//! The heat map as one page of HTML: no script, nothing fetched from anywhere, everything escaped.

use super::heat::{Colour, Map, about, banner, legend, maps, shown};
use super::report::{Listed, Refusing, Report, who};
use super::{ENOUGH, Grade};
use askama::Template;

/// So many of the worst gaps stand above the maps.
const MOST: usize = 20;

/// So many services of those that turn people away are named in a row.
const NAMED: usize = 3;

/// A gap above the maps.
struct Worst {
    need: String,
    places: String,
    who: String,
    take: usize,
    ask: usize,
    turned_away: usize,
    named: String,
    grade: Grade,
}

#[derive(Template)]
#[template(path = "gaps.html", config = "src/gaps/askama.toml")]
struct Page {
    about: String,
    banner: Option<String>,
    left_out: Option<String>,
    notes: Vec<String>,
    enough: usize,
    legend: Vec<(Grade, Colour, &'static str)>,
    worst: Vec<Worst>,
    more: usize,
    no_gap: &'static str,
    maps: Vec<Map>,
}

/// The gaps as a page: the worst as a list, then a heat map for each place.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn html(report: &Report) -> String {
    let listed = report.listed();
    let page = Page {
        about: about(report),
        banner: banner(report),
        left_out: crate::plan::words::left_out_warning(&report.left_out)
            .map(|warning| shown(&warning)),
        notes: report.notes.iter().map(|note| shown(note)).collect(),
        enough: ENOUGH,
        legend: legend(),
        worst: listed
            .iter()
            .take(MOST)
            .map(|Listed { row, labels, .. }| Worst {
                need: shown(&row.label),
                places: shown(labels),
                who: who(&row.with),
                take: row.take,
                ask: row.ask,
                turned_away: row.turned_away,
                named: named(&row.turned_away_by),
                grade: row.grade,
            })
            .collect(),
        more: listed.len().saturating_sub(MOST),
        no_gap: report.no_gap(),
        maps: maps(report),
    };
    page.render()
        .expect("a template without fallible calls writes to memory")
}

/// The first few ids, and how many more.
fn named(all: &[Refusing]) -> String {
    let first = all.iter().take(NAMED);
    let mut words: Vec<String> = first.map(|it| shown(&it.service)).collect();
    if all.len() > NAMED {
        words.push(format!("{} more", all.len() - NAMED));
    }
    crate::model::hours::and(&words)
}
