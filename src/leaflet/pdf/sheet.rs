//! What is set: pieces with their places, and what each means to somebody who cannot see them. Data only; lengths in points.

use super::fonts::Weight;
use super::paginate::Measure;
use crate::leaflet::qr::Code;
use krilla::text::KrillaGlyph;

/// Everything before it is spread over pages.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) pieces: Vec<Piece>,
    pub(super) frames: Vec<Frame>,
    pub(super) elements: Vec<Element>,
}

/// A line or a picture.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) measure: Measure,
    /// Measured from its left end and its top.
    pub(super) marks: Vec<Mark>,
    /// The box it stands in.
    pub(super) frame: Option<usize>,
}

/// A box around pieces that follow each other.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) width: f32,
    /// Between the line and what it surrounds, above and below.
    pub(super) space: f32,
    pub(super) line: f32,
}

/// One thing on paper.
#[derive(Debug)]
pub(super) enum Mark {
    Text(Text),
    /// Something that only guides the eye.
    Bar(Bar),
    Code {
        x: f32,
        y: f32,
        code: Code,
        element: usize,
    },
}

/// A stretch of text in one size.
#[derive(Debug)]
#[expect(
    clippy::struct_field_names,
    reason = "`text` is the word for what it says"
)]
pub(super) struct Text {
    pub(super) x: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) width: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Paper-coloured on ink.
    pub(super) inverse: bool,
    /// True for English among words of another language.
    pub(super) english: bool,
    /// Its place in [`Sheet::elements`].
    pub(super) element: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) grey: bool,
}

/// A part of the document as a screen reader tells it.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) kind: Kind,
    /// An earlier element; `None`: the document itself.
    pub(super) parent: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its level and its words.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    /// The label of an item.
    Label,
    /// What stands beside the label.
    Body,
    /// The address, and what it does, in words.
    Link(String, String),
    /// The words for those who cannot see it.
    Figure(String),
}

/// Millimetres as points.
pub(super) fn points(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}
