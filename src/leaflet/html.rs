//! A leaflet as one page of HTML that prints well: no script, nothing fetched from anywhere, everything escaped.

use super::words::{Phrase, Words};
use super::{Leaflet, SAMPLE};
use askama::Template;

#[derive(Template)]
#[template(path = "leaflet.html", config = "src/leaflet/askama.toml")]
struct Page<'a> {
    leaflet: &'a Leaflet,
    several: bool,
    sample: &'static str,
    /// Marks what is in the language of the directory, where the fixed words are in another.
    own: &'static str,
    /// The label of the crisis lines, which are in English.
    without_speaking: &'static str,
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
        own: match (leaflet.words.is_english(), leaflet.words.right_to_left) {
            (true, _) => "",
            (false, true) => " lang=\"en-GB\" dir=\"ltr\"",
            (false, false) => " lang=\"en-GB\"",
        },
        without_speaking: Words::english().say(Phrase::WithoutSpeaking),
    };
    page.render()
        .expect("a template without fallible calls writes to memory")
}
