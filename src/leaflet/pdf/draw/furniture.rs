//! What every page has: its ground, its head and its foot. Only the head of the first page is read out.

use super::Drawing;
use super::ink::{outline, rectangles};
use crate::leaflet::SAMPLE;
use crate::leaflet::pdf::LINE;
use crate::leaflet::pdf::fonts::Weight;
use crate::leaflet::pdf::set::Run;
use crate::leaflet::pdf::sheet::{Bar, Text};
use krilla::geom::Rect;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

/// The foot of every page: its lines, from the left, and how high they are.
pub(super) struct Foot {
    pub(super) lines: Vec<String>,
    pub(super) height: f32,
}

impl Drawing<'_> {
    pub(super) fn background(&self, surface: &mut Surface) {
        if !self.style.high_contrast {
            return;
        }
        let Some(all) = Rect::from_xywh(0.0, 0.0, self.page.width, self.page.height) else {
            return;
        };
        surface.start_tagged(ContentTag::Artifact(Artifact::new(
            ArtifactType::Background,
            Some(all),
        )));
        surface.set_fill(Some(self.ink(true)));
        rectangles(surface, &[all]);
        surface.end_tagged();
    }

    pub(super) fn head_height(&self) -> f32 {
        if self.leaflet.demonstration {
            self.size * LINE + 6.0 + 0.9 * self.size
        } else {
            0.0
        }
    }

    /// The word in a box across the top; read out once, on the first page.
    pub(super) fn sample(&mut self, surface: &mut Surface, first: bool) {
        let height = self.size * LINE + 4.0;
        let (left, top, width) = (self.page.side, self.page.top, self.page.column());
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
            ArtifactType::Layout,
        )));
        surface.set_fill(Some(self.ink(false)));
        outline(surface, left, top, width, height, 2.0);
        surface.end_tagged();
        let text = self.line(SAMPLE, Weight::Bold, 0.0, 0.0);
        let text = Text {
            x: (width - text.width) / 2.0,
            baseline: 1.03 * self.size + 2.0,
            ..text
        };
        if first {
            let id = self.text(surface, &text, top);
            // The first element of the sheet is kept for it.
            self.add(0, id);
        } else {
            self.artifact(surface, &text, top, ArtifactType::Header);
        }
    }

    pub(super) fn foot(&mut self, number: &str) -> Foot {
        let room = self.page.column()
            - self.pen.measure(number, self.size, Weight::Regular)
            - 1.5 * self.size;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in self.leaflet.directory.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && self.pen.measure(&longer, self.size, Weight::Regular) > room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
        let rows: f32 = lines.iter().map(|_| self.size * LINE).sum();
        Foot {
            height: rows + 0.9 * self.size,
            lines,
        }
    }

    pub(super) fn draw_foot(&mut self, surface: &mut Surface, foot: &Foot, number: &str) {
        let top = self.page.height - self.page.bottom - foot.height + 0.6 * self.size;
        let rule = Bar {
            x: 0.0,
            y: 0.0,
            width: self.page.column(),
            height: 0.75,
            grey: false,
        };
        self.bar(surface, &rule, top);
        let mut baseline = 1.25 * self.size;
        let page = self.line(number, Weight::Regular, 0.0, baseline);
        let page = Text {
            x: self.page.column() - page.width,
            ..page
        };
        self.artifact(surface, &page, top, ArtifactType::PageNumber);
        for words in &foot.lines {
            let line = self.line(words, Weight::Regular, 0.0, baseline);
            self.artifact(surface, &line, top, ArtifactType::Footer);
            baseline += self.size * LINE;
        }
    }

    fn line(&mut self, words: &str, weight: Weight, x: f32, baseline: f32) -> Text {
        let run = Run {
            text: words.to_owned(),
            size: self.size,
            weight,
            element: 0,
            // What is read out is English: only the word "SAMPLE" is no artifact.
            english: !self.leaflet.words.is_english(),
        };
        self.pen.text(&run, x, baseline)
    }

    fn artifact(&self, surface: &mut Surface, text: &Text, top: f32, kind: ArtifactType) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        self.glyphs(surface, text, top);
        surface.end_tagged();
    }
}
