//! A QR code with its words: beside the top of a service, or below it.

use super::{NARROWEST, Setter};
use crate::leaflet::Entry;
use crate::leaflet::pdf::LINE;
use crate::leaflet::pdf::fonts::Weight;
use crate::leaflet::pdf::paginate::Hold;
use crate::leaflet::pdf::set::Stand;
use crate::leaflet::pdf::sheet::{Kind, Mark, points};
use crate::leaflet::qr::Code;
use crate::leaflet::words::Phrase;

impl Setter<'_> {
    /// How much of the column the code takes, where enough is left beside it: with its words on one line if that can be.
    pub(super) fn room_beside(&mut self, code: &Code, entry: &Entry) -> Option<f32> {
        let side = points(code.millimetres_with_quiet_zone());
        let one_line = self.pen.measure(&code.caption, self.size, Weight::Regular);
        let words = code.caption.split(' ');
        let longest = words
            .map(|word| self.pen.measure(word, self.size, Weight::Regular))
            .fold(0.0, f32::max);
        let number = entry.reach.phone.as_deref().unwrap_or_default();
        let ring = format!("{} ", self.words.say(Phrase::Ring));
        let telephone = self.pen.measure(&ring, self.size, Weight::Bold)
            + self
                .pen
                .measure(number, f32::from(self.style.telephone()), Weight::Bold);
        let least = telephone.max(NARROWEST * self.size);
        [one_line, longest]
            .map(|caption| side.max(caption) + 0.6 * self.size)
            .into_iter()
            .find(|width| self.pen.width - width >= least)
    }

    /// The code at the right of the lines from `top` on, which get as much room as it needs and stay on one page with it.
    pub(super) fn code_beside(&mut self, code: Code, width: f32, top: usize) {
        let side = points(code.millimetres_with_quiet_zone());
        let column = self.pen.left + self.pen.width - width + 0.6 * self.size;
        let available = width - 0.6 * self.size;
        let lines = self.caption_lines(&code, available);
        let rows: f32 = lines.iter().map(|_| self.size * LINE).sum();
        let height = side + rows + 0.4 * self.size;
        let figure = self
            .pen
            .element(Kind::Figure(code.alternative.clone()), None);
        let element = self.pen.element(Kind::Paragraph, None);
        let y = 0.4 * self.size;
        let mut used = 0.0;
        for (at, piece) in self.pen.sheet.pieces.iter_mut().skip(top).enumerate() {
            used += piece.measure.before + piece.measure.height;
            if at > 0 {
                piece.measure.hold = Hold::Name;
            }
        }
        // Drawn from the last line of the top, so that it is read after the ways to get in touch.
        let mut marks = vec![Mark::Code {
            x: column + (available - side) / 2.0,
            y: y - used,
            code,
            element: figure,
        }];
        let mut baseline = y + side + 0.95 * self.size - used;
        for line in lines {
            let run = self.run(&line, Weight::Regular, element);
            let mut text = self.pen.text(&run, column, baseline);
            text.x += (available - text.width) / 2.0;
            marks.push(Mark::Text(text));
            baseline += self.size * LINE;
        }
        let rest = (height + y - used).max(0.0);
        self.pen.piece(rest, Stand::held(0.0, Hold::Name), marks);
    }

    /// The code on lines of its own, with its words beside it where they fit there on a line, else beneath it.
    pub(super) fn code_below(&mut self, code: Code) {
        let side = points(code.millimetres_with_quiet_zone());
        let room = self.pen.width - side - 0.5 * self.size;
        let words = code.caption.clone();
        let beside = self.pen.measure(&words, self.size, Weight::Regular) <= room;
        let figure = self
            .pen
            .element(Kind::Figure(code.alternative.clone()), None);
        let mut marks = vec![Mark::Code {
            x: self.pen.left,
            y: 0.0,
            code,
            element: figure,
        }];
        if beside {
            let element = self.pen.element(Kind::Paragraph, None);
            let run = self.run(&words, Weight::Regular, element);
            let text = self.pen.text(
                &run,
                self.pen.left + side + 0.5 * self.size,
                side / 2.0 + 0.35 * self.size,
            );
            marks.push(Mark::Text(text));
        }
        self.pen
            .piece(side, Stand::held(0.5 * self.size, Hold::Block), marks);
        if !beside {
            self.plain(&words, Weight::Regular, Stand::held(0.0, Hold::Name));
        }
    }

    /// The words beneath a code, in lines of this width where that can be. Each but the last ends in a space, which keeps the
    /// words apart for those who hear them.
    fn caption_lines(&mut self, code: &Code, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in code.caption.split(' ') {
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                let longer = format!("{line}{word}");
                if self.pen.measure(&longer, self.size, Weight::Regular) <= width + 0.1 {
                    *line = longer;
                    continue;
                }
            }
            lines.push(word.to_owned());
        }
        lines
    }
}
