//! Ink on a page: letters, bars, boxes and codes.

use super::Drawing;
use crate::leaflet::pdf::sheet::{Bar, Sheet, Text, points};
use crate::leaflet::qr::{Code, QUIET};
use crate::leaflet::style::Style;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

impl Drawing<'_> {
    pub(super) fn ink(&self, paper: bool) -> Fill {
        let [red, green, blue] = match (paper, self.style.high_contrast) {
            (false, _) => [0, 0, 0],
            (true, false) => [255, 255, 255],
            (true, true) => Style::YELLOW,
        };
        fill(red, green, blue)
    }

    pub(super) fn text(&self, surface: &mut Surface, text: &Text, top: f32) -> Identifier {
        let language = text.english.then_some(self.english.as_str());
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(language)));
        self.glyphs(surface, text, top);
        surface.end_tagged();
        id
    }

    pub(super) fn glyphs(&self, surface: &mut Surface, text: &Text, top: f32) {
        surface.set_fill(Some(self.ink(text.inverse)));
        surface.draw_glyphs(
            Point::from_xy(self.page.side + text.x, top + text.baseline),
            &text.glyphs,
            self.fonts.font(text.weight).clone(),
            &text.text,
            text.size,
            false,
        );
    }

    pub(super) fn bar(&self, surface: &mut Surface, bar: &Bar, top: f32) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
            ArtifactType::Layout,
        )));
        surface.set_fill(Some(if bar.grey && !self.style.high_contrast {
            fill(119, 119, 119)
        } else {
            self.ink(false)
        }));
        let x = self.page.side + bar.x;
        let bars = Rect::from_xywh(x, top + bar.y, bar.width, bar.height);
        rectangles(surface, bars.as_slice());
        surface.end_tagged();
    }

    pub(super) fn frames(
        &self,
        surface: &mut Surface,
        sheet: &Sheet,
        pieces: std::ops::Range<usize>,
        tops: &[f32],
    ) {
        for (index, frame) in sheet.frames.iter().enumerate() {
            let inside = |at: &usize| {
                sheet
                    .pieces
                    .get(*at)
                    .is_some_and(|piece| piece.frame == Some(index))
            };
            let mut within = pieces.clone().filter(inside);
            let Some(first) = within.next() else { continue };
            let last = within.next_back().unwrap_or(first);
            let top = tops[first - pieces.start] - frame.space;
            let bottom =
                tops[last - pieces.start] + sheet.pieces[last].measure.height + frame.space;
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                ArtifactType::Layout,
            )));
            surface.set_fill(Some(self.ink(false)));
            let left = self.page.side + frame.left;
            outline(surface, left, top, frame.width, bottom - top, frame.line);
            surface.end_tagged();
        }
    }
}

/// Black on white even on coloured paper: cameras expect it.
pub(super) fn code(surface: &mut Surface, x: f32, y: f32, code: &Code) -> Identifier {
    let id = surface.start_tagged(ContentTag::Other);
    let side = points(code.millimetres_with_quiet_zone());
    surface.set_fill(Some(fill(255, 255, 255)));
    rectangles(surface, Rect::from_xywh(x, y, side, side).as_slice());
    surface.set_fill(Some(fill(0, 0, 0)));
    let module = side / f32::from(code.width() + 2 * QUIET);
    let bars: Vec<Rect> = code
        .bars()
        .iter()
        .filter_map(|(column, row, width)| {
            Rect::from_xywh(
                x + module * f32::from(column + QUIET),
                y + module * f32::from(row + QUIET),
                module * f32::from(*width),
                module,
            )
        })
        .collect();
    rectangles(surface, &bars);
    surface.end_tagged();
    id
}

fn fill(red: u8, green: u8, blue: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

pub(super) fn rectangles(surface: &mut Surface, places: &[Rect]) {
    let mut path = PathBuilder::new();
    for place in places {
        path.push_rect(*place);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Four bars around a place.
pub(super) fn outline(
    surface: &mut Surface,
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    line: f32,
) {
    let bars = [
        (left, top, width, line),
        (left, top + height - line, width, line),
        (left, top, line, height),
        (left + width - line, top, line, height),
    ];
    let bars: Vec<Rect> = bars
        .iter()
        .filter_map(|(x, y, width, height)| Rect::from_xywh(*x, *y, *width, *height))
        .collect();
    rectangles(surface, &bars);
}
