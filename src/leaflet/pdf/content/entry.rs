//! A service: its name and numbers, what to know first, and its rows.

use super::Setter;
use crate::leaflet::pdf::LINE;
use crate::leaflet::pdf::fonts::Weight;
use crate::leaflet::pdf::paginate::Hold;
use crate::leaflet::pdf::set::Stand;
use crate::leaflet::pdf::sheet::{Bar, Kind, Mark};
use crate::leaflet::qr::Code;
use crate::leaflet::words::Phrase;
use crate::leaflet::{Entry, Row};

impl Setter<'_> {
    pub(super) fn entry(&mut self, entry: &Entry, lead: Option<&str>, code: Option<Code>) {
        self.part(&entry.name);
        // The first service never leaves the title alone on its page.
        let hold = if entry.first { Hold::Line } else { Hold::Free };
        let rule = self.pen.bar(0.0, 3.0, false);
        self.pen
            .piece(3.0, Stand::held(1.3 * self.size, hold), vec![rule]);
        let top = self.pen.sheet.pieces.len();
        let beside = code.as_ref().and_then(|code| self.room_beside(code, entry));
        let whole = self.pen.width;
        if let Some(width) = beside {
            self.pen.width -= width;
        }
        let mut before = 0.6 * self.size;
        if let Some(lead) = lead {
            if entry.first {
                self.start_here(lead, before);
            } else {
                let stand = Stand {
                    inside: Hold::Name,
                    ..Stand::held(before, Hold::Name)
                };
                self.plain(lead, Weight::Bold, stand);
            }
            before = 0.3 * self.size;
        }
        self.own(|setter| {
            let size = setter.style.heading();
            setter.heading(2, &entry.name, size, Stand::held(before, Hold::Name));
            if let Some(organization) = &entry.organization {
                setter.plain(organization, Weight::Regular, Stand::held(0.0, Hold::Name));
            }
        });
        self.numbers(&entry.reach, self.style.telephone(), Hold::Line);
        self.pen.width = whole;
        match (code, beside) {
            (Some(code), Some(width)) => {
                self.code_beside(code, width, top);
                self.addresses(&entry.reach, Hold::Line);
            }
            (code, _) => {
                self.addresses(&entry.reach, Hold::Line);
                if let Some(code) = code {
                    self.code_below(code);
                }
            }
        }
        let mut hold = Hold::Line;
        if let Some(note) = &entry.ring_first {
            self.note(note, hold);
            hold = Hold::Service;
        }
        for note in &entry.alerts {
            self.own(|setter| setter.note(note, hold));
            hold = Hold::Service;
        }
        let mut before = 0.6 * self.size;
        for said in &entry.what {
            let stand = Stand {
                before,
                hold: Hold::Service,
                inside: Hold::Service,
            };
            if said.own_words {
                self.own(|setter| setter.plain(&said.text, Weight::Regular, stand));
            } else {
                self.plain(&said.text, Weight::Regular, stand);
            }
            before = 0.12 * self.size;
        }
        if let Some(easy_read) = &entry.easy_read {
            let stand = Stand::held(0.4 * self.size, Hold::Service);
            self.plain(easy_read, Weight::Regular, stand);
        }
        self.rows(&entry.rows);
        if !entry.ask.is_empty() {
            self.heading(
                3,
                self.words.say(Phrase::AskHeading),
                self.style.points + 1,
                Stand::held(0.7 * self.size, Hold::Service),
            );
            self.list(&entry.ask);
        }
        self.plain(
            &entry.checked,
            Weight::Regular,
            Stand::held(0.7 * self.size, Hold::Block),
        );
    }

    fn start_here(&mut self, lead: &str, before: f32) {
        let element = self.pen.element(Kind::Paragraph, None);
        let run = self.run(lead, Weight::Bold, element);
        let pad = 0.45 * self.size;
        let height = self.size * LINE;
        let mut text = self
            .pen
            .text(&run, self.pen.left + pad, 1.03 * self.size + 1.0);
        text.inverse = true;
        let bar = Bar {
            x: self.pen.left,
            y: 0.0,
            width: text.width + 2.0 * pad,
            height: height + 2.0,
            grey: false,
        };
        self.pen.piece(
            height + 2.0,
            Stand::held(before, Hold::Name),
            vec![Mark::Bar(bar), Mark::Text(text)],
        );
    }

    fn note(&mut self, text: &str, hold: Hold) {
        let space = 0.4 * self.size;
        self.pen.open_frame(space, 2.0);
        let before = 0.6 * self.size + space + 2.0;
        self.plain(text, Weight::Bold, Stand::held(before, hold));
        self.pen.close_frame();
        self.gap(space);
    }

    fn rows(&mut self, rows: &[Row]) {
        let list = self.pen.element(Kind::List, None);
        for (number, row) in rows.iter().enumerate() {
            let item = self.pen.element(Kind::Item, Some(list));
            let label = self.pen.element(Kind::Label, Some(item));
            let body = self.pen.element(Kind::Body, Some(item));
            let before = if number == 0 { 0.6 } else { 0.2 } * self.size;
            let rule = self.pen.bar(0.0, 0.75, true);
            self.pen
                .piece(0.75, Stand::held(before, Hold::Service), vec![rule]);
            let label_run = self.run(row.label, Weight::Bold, label);
            let start = self.pen.sheet.pieces.len();
            let stand = Stand::held(0.16 * self.size, Hold::Line);
            let stacked = self.label_width == 0.0;
            if stacked {
                self.pen.paragraph(std::slice::from_ref(&label_run), stand);
            }
            self.pen.left += self.label_width;
            self.pen.width -= self.label_width;
            let long = row.lines.len() > 4;
            for (at, line) in row.lines.iter().enumerate() {
                let paragraph = self.pen.element(Kind::Paragraph, Some(body));
                let mut run = self.run(line, Weight::Regular, paragraph);
                run.english |= row.own_words && !self.words.is_english();
                let inside = if long { Hold::Service } else { Hold::Block };
                let stand = match (at, stacked) {
                    (0, false) => Stand { inside, ..stand },
                    (0, true) => Stand {
                        before: 0.0,
                        inside,
                        ..stand
                    },
                    _ => Stand {
                        before: 0.05 * self.size,
                        hold: inside,
                        inside,
                    },
                };
                self.pen.paragraph(&[run], stand);
            }
            self.pen.left -= self.label_width;
            self.pen.width += self.label_width;
            if !stacked {
                let text = self.pen.text(&label_run, self.pen.left, 1.03 * self.size);
                if let Some(piece) = self.pen.sheet.pieces.get_mut(start) {
                    piece.marks.insert(0, Mark::Text(text));
                }
            }
        }
    }

    fn list(&mut self, lines: &[String]) {
        let list = self.pen.element(Kind::List, None);
        let indent = 1.1 * self.size;
        for line in lines {
            let item = self.pen.element(Kind::Item, Some(list));
            let label = self.pen.element(Kind::Label, Some(item));
            let body = self.pen.element(Kind::Body, Some(item));
            let dot = self.run("•", Weight::Bold, label);
            let start = self.pen.sheet.pieces.len();
            self.pen.left += indent;
            self.pen.width -= indent;
            let run = self.run(line, Weight::Regular, body);
            self.pen
                .paragraph(&[run], Stand::held(0.1 * self.size, Hold::Line));
            self.pen.left -= indent;
            self.pen.width += indent;
            let dot = self
                .pen
                .text(&dot, self.pen.left + 0.3 * self.size, 1.03 * self.size);
            if let Some(piece) = self.pen.sheet.pieces.get_mut(start) {
                piece.marks.insert(0, Mark::Text(dot));
            }
        }
    }
}
