//! A leaflet as one page of HTML that prints well: no script, nothing fetched from anywhere, everything escaped.
//!
//! It carries the letters of the font that the PDF is set in, and its distances are those of the PDF, so that both print to
//! the same pages.

use super::style::Style;
use super::words::{Phrase, Words};
use super::{Entry, Leaflet, SAMPLE, qr};
use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fmt::Write;

/// Made by `.data/fonts`: regular and bold.
const FONTS: [(u16, &[u8]); 2] = [
    (400, include_bytes!("html/noto-sans-regular.woff2")),
    (700, include_bytes!("html/noto-sans-bold.woff2")),
];
/// The rules of the standard style.
const RULES: &str = include_str!("html/leaflet.css");

#[derive(Template)]
#[template(path = "leaflet.html", config = "src/leaflet/askama.toml")]
struct Page<'a> {
    leaflet: &'a Leaflet,
    sample: &'static str,
    /// Marks what is in the language of the directory, where the fixed words are in another. A service may also have words that
    /// are written the other way, such as its own name.
    own: &'static str,
    /// The label of the crisis lines, which are in English.
    without_speaking: &'static str,
    /// The fonts and the rules.
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
            (true, _) => " dir=\"auto\"",
            (false, true) => " lang=\"en-GB\" dir=\"ltr\"",
            (false, false) => " lang=\"en-GB\" dir=\"auto\"",
        },
        without_speaking: Words::english().say(Phrase::WithoutSpeaking),
        style_sheet: style_sheet(leaflet, style),
    };
    page.render()
        .expect("a template without fallible calls writes to memory")
}

/// The fonts, the rules of the standard style, then those that change it.
fn style_sheet(leaflet: &Leaflet, style: Style) -> String {
    let mut sheet = String::new();
    for (weight, font) in FONTS {
        let font = BASE64_STANDARD.encode(font);
        // Writing to a string cannot fail.
        let _ = writeln!(
            sheet,
            "@font-face {{ font-family: \"Noto Sans\"; font-weight: {weight}; src: url(data:font/woff2;base64,{font}) format(\"woff2\"); }}"
        );
    }
    sheet.push_str(RULES);
    if leaflet.demonstration {
        let points = style.head_and_foot();
        let _ = writeln!(
            sheet,
            "@page {{ @bottom-left {{ content: \"{SAMPLE}\"; font: bold {points}pt \"Noto Sans\", sans-serif; }} }}"
        );
    }
    sheet.push_str(&style.style_sheet());
    sheet
}
