//! A leaflet as one page of HTML that prints well: no script, nothing fetched from anywhere, everything escaped.

use super::{ASK_HEADING, CRISIS_HEADING, FOR_LINE, Leaflet, SAMPLE};
use askama::Template;

#[derive(Template)]
#[template(path = "leaflet.html", config = "src/leaflet/askama.toml")]
struct Page<'a> {
    leaflet: &'a Leaflet,
    several: bool,
    sample: &'static str,
    for_line: &'static str,
    ask_heading: &'static str,
    crisis_heading: &'static str,
}

/// The leaflet as a page of HTML for A4 paper, in black on white, with no text under 14 point.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn html(leaflet: &Leaflet) -> String {
    let page = Page {
        leaflet,
        several: leaflet.services.len() > 1,
        sample: SAMPLE,
        for_line: FOR_LINE,
        ask_heading: ASK_HEADING,
        crisis_heading: CRISIS_HEADING,
    };
    page.render()
        .expect("a template without fallible calls writes to memory")
}
