//! A leaflet as one page of HTML that prints well: no script, nothing fetched from anywhere, everything escaped.

use super::style::Style;
use super::words::{Phrase, Words};
use super::{Entry, Leaflet, SAMPLE, qr};
use askama::Template;

#[derive(Template)]
#[template(path = "leaflet.html", config = "src/leaflet/askama.toml")]
struct Page<'a> {
    leaflet: &'a Leaflet,
    sample: &'static str,
    /// Marks what is in the language of the directory, where the fixed words are in another.
    own: &'static str,
    /// The label of the crisis lines, which are in English.
    without_speaking: &'static str,
    /// Rules of this style, put after those of the standard one.
    style_sheet: String,
}

impl Page<'_> {
    /// The code of a service.
    fn code(&self, entry: &Entry) -> Option<qr::Code> {
        qr::code(self.leaflet, entry)
    }
}

/// The leaflet as a page of HTML for A4 paper, in black on white, with no text under 14 point.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn html(leaflet: &Leaflet) -> String {
    styled(leaflet, Style::default())
}

/// The leaflet as a page of HTML in a style of its own.
///
/// # Panics
/// Never: the template writes to memory and calls nothing that can fail.
#[must_use]
pub fn styled(leaflet: &Leaflet, style: Style) -> String {
    let page = Page {
        leaflet,
        sample: SAMPLE,
        own: match (leaflet.words.is_english(), leaflet.words.right_to_left) {
            (true, _) => "",
            (false, true) => " lang=\"en-GB\" dir=\"ltr\"",
            (false, false) => " lang=\"en-GB\"",
        },
        without_speaking: Words::english().say(Phrase::WithoutSpeaking),
        style_sheet: style.style_sheet(),
    };
    page.render()
        .expect("a template without fallible calls writes to memory")
}
