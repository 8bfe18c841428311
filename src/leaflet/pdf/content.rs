//! A leaflet as paragraphs, labels, boxes and codes, in the order in which they are read.

use super::fonts::{Fonts, Weight};
use super::paginate::Hold;
use super::set::{Pen, Run, Stand};
use super::sheet::{Bar, Kind, Mark, Sheet, points};
use super::{BadLetter, LINE, PdfProblem};
use crate::leaflet::qr::{Code, code};
use crate::leaflet::style::Style;
use crate::leaflet::{
    ASK_HEADING, CRISIS_HEADING, CrisisLine, Entry, FOR_LINE, Leaflet, Reach, Row, SAMPLE,
};

/// The fewest letters, in widths of an `m` or so, that a line beside something else is to hold.
const NARROWEST: f32 = 14.5;

/// Sets the whole leaflet but the heads and feet of its pages. The first element is the word "SAMPLE", where there is one.
pub(super) fn set(
    leaflet: &Leaflet,
    style: Style,
    fonts: &Fonts,
    width: f32,
) -> Result<Sheet, PdfProblem> {
    let mut pen = Pen::new(fonts, width).ok_or(PdfProblem::Fonts)?;
    for foot in [&leaflet.directory, SAMPLE] {
        pen.part = "the foot of the pages".to_owned();
        pen.measure(foot, 1.0, Weight::Bold);
        pen.measure(foot, 1.0, Weight::Regular);
    }
    if leaflet.demonstration {
        pen.element(Kind::Paragraph, None);
    }
    let several = leaflet.services.len() > 1;
    let mut setter = Setter {
        size: f32::from(style.points),
        style,
        pen,
        label_width: 0.0,
    };
    setter.head(leaflet);
    if let Some(stop) = &leaflet.stop {
        for action in &stop.actions {
            setter.part(&action.label);
            setter.heading(
                2,
                &format!("{}: {}", action.when(), action.label),
                style.heading(),
                Stand::free(setter.size),
            );
            let number = style.telephone() + 8;
            setter.first_way(&action.reach, number);
        }
    }
    setter.label_width = setter.labels(leaflet);
    for (position, entry) in leaflet.services.iter().enumerate() {
        let code = code(leaflet, entry);
        setter.entry(entry, several, position == 0, code);
    }
    setter.end(leaflet);
    if !leaflet.crisis.is_empty() {
        setter.crisis(leaflet);
    }
    setter
        .pen
        .finish()
        .map_err(|bad: Vec<BadLetter>| PdfProblem::Letters(bad))
}

struct Setter<'a> {
    pen: Pen<'a>,
    style: Style,
    /// The size of the text.
    size: f32,
    /// The width of the column of labels; 0 where labels stand above what they label.
    label_width: f32,
}

impl Stand {
    /// Where a page may begin before it; its lines stay together as long as a page can hold them.
    fn free(before: f32) -> Self {
        Self {
            before,
            hold: Hold::Free,
            inside: Hold::Block,
        }
    }

    /// Held to what comes before it.
    fn held(before: f32, hold: Hold) -> Self {
        Self {
            before,
            hold,
            inside: Hold::Block,
        }
    }
}

impl Setter<'_> {
    fn part(&mut self, name: &str) {
        name.clone_into(&mut self.pen.part);
    }

    fn run(&self, text: &str, weight: Weight, element: usize) -> Run {
        Run {
            text: text.to_owned(),
            size: self.size,
            weight,
            element,
        }
    }

    fn plain(&mut self, text: &str, weight: Weight, stand: Stand) -> std::ops::Range<usize> {
        let element = self.pen.element(Kind::Paragraph, None);
        let run = self.run(text, weight, element);
        self.pen.paragraph(&[run], stand)
    }

    fn heading(
        &mut self,
        level: u16,
        text: &str,
        size: u16,
        stand: Stand,
    ) -> std::ops::Range<usize> {
        let element = self
            .pen
            .element(Kind::Heading(level, text.to_owned()), None);
        let run = Run {
            text: text.to_owned(),
            size: f32::from(size),
            weight: Weight::Bold,
            element,
        };
        let stand = Stand {
            inside: Hold::Line,
            ..stand
        };
        self.pen.paragraph(&[run], stand)
    }

    fn head(&mut self, leaflet: &Leaflet) {
        self.part("the head of the leaflet");
        self.plain(&leaflet.header, Weight::Bold, Stand::free(0.0));
        self.heading(
            1,
            &leaflet.title,
            self.style.title(),
            Stand::held(0.0, Hold::Line),
        );
        for warning in &leaflet.warnings {
            let gap = 0.7 * self.size;
            self.pen.left += gap;
            self.pen.width -= gap;
            let lines = self.plain(
                warning,
                Weight::Bold,
                Stand::held(0.4 * self.size, Hold::Line),
            );
            self.pen.left -= gap;
            self.pen.width += gap;
            for line in lines {
                let x = self.pen.left;
                if let Some(piece) = self.pen.sheet.pieces.get_mut(line) {
                    let height = piece.measure.height;
                    piece.marks.push(Mark::Bar(Bar {
                        x,
                        y: 0.0,
                        width: 4.0,
                        height,
                        grey: false,
                    }));
                }
            }
        }
        let lines = self.plain(
            FOR_LINE,
            Weight::Regular,
            Stand::held(0.9 * self.size, Hold::Line),
        );
        let indent = 0.5 * self.size + self.pen.measure(FOR_LINE, self.size, Weight::Regular);
        let bar = Bar {
            x: self.pen.left + indent,
            y: 1.15 * self.size,
            width: self.pen.width - indent,
            height: 1.0,
            grey: false,
        };
        if let Some(piece) = self.pen.sheet.pieces.get_mut(lines.start) {
            piece.marks.push(Mark::Bar(bar));
        }
    }

    /// How wide the column of labels is; 0 where it would leave too little beside it.
    fn labels(&mut self, leaflet: &Leaflet) -> f32 {
        let mut widest: f32 = 0.0;
        for row in leaflet.services.iter().flat_map(|entry| &entry.rows) {
            widest = widest.max(self.pen.measure(row.label, self.size, Weight::Bold));
        }
        let width = widest + 0.9 * self.size;
        if self.pen.width - width < NARROWEST * self.size {
            0.0
        } else {
            width
        }
    }

    fn entry(&mut self, entry: &Entry, several: bool, first: bool, code: Option<Code>) {
        self.part(&entry.name);
        // The first service never leaves the title alone on its page.
        let hold = if first { Hold::Line } else { Hold::Free };
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
        if entry.first && several {
            self.start_here(before);
            before = 0.3 * self.size;
        }
        self.heading(
            2,
            &entry.name,
            self.style.heading(),
            Stand::held(before, Hold::Line),
        );
        if let Some(organization) = &entry.organization {
            self.plain(organization, Weight::Regular, Stand::held(0.0, Hold::Line));
        }
        self.ways(&entry.reach, self.style.telephone(), Hold::Line);
        self.pen.width = whole;
        match (code, beside) {
            (Some(code), Some(width)) => self.code_beside(code, width, top),
            (Some(code), None) => self.code_below(code),
            (None, _) => {}
        }
        let mut hold = Hold::Line;
        for note in entry.ring_first.iter().chain(&entry.alerts) {
            self.note(note, hold);
            hold = Hold::Service;
        }
        let mut before = 0.6 * self.size;
        for line in &entry.what {
            let stand = Stand {
                before,
                hold: Hold::Service,
                inside: Hold::Service,
            };
            self.plain(line, Weight::Regular, stand);
            before = 0.25 * self.size;
        }
        self.rows(&entry.rows);
        if !entry.ask.is_empty() {
            self.heading(
                3,
                ASK_HEADING,
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

    fn start_here(&mut self, before: f32) {
        let element = self.pen.element(Kind::Paragraph, None);
        let run = self.run("Start here", Weight::Bold, element);
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
            Stand::held(before, Hold::Line),
            vec![Mark::Bar(bar), Mark::Text(text)],
        );
    }

    /// How much of the column the code takes, where enough is left beside it.
    fn room_beside(&mut self, code: &Code, entry: &Entry) -> Option<f32> {
        let caption = caption_lines(code)
            .iter()
            .map(|line| self.pen.measure(line, self.size, Weight::Regular))
            .fold(0.0, f32::max);
        let width = points(code.millimetres_with_quiet_zone()).max(caption) + 0.6 * self.size;
        let left = self.pen.width - width;
        let number = entry.reach.phone.as_deref().unwrap_or_default();
        let telephone = self.pen.measure("Ring ", self.size, Weight::Bold)
            + self
                .pen
                .measure(number, f32::from(self.style.telephone()), Weight::Bold);
        (left >= NARROWEST * self.size && telephone <= left).then_some(width)
    }

    /// The code at the right of the lines from `top` on, which get as much room as it needs.
    fn code_beside(&mut self, code: Code, width: f32, top: usize) {
        let side = points(code.millimetres_with_quiet_zone());
        let column = self.pen.left + self.pen.width - width + 0.6 * self.size;
        let available = width - 0.6 * self.size;
        let lines = caption_lines(&code);
        let rows: f32 = lines.iter().map(|_| self.size * LINE).sum();
        let height = side + rows + 0.4 * self.size;
        let figure = self
            .pen
            .element(Kind::Figure(code.alternative.clone()), None);
        let element = self.pen.element(Kind::Paragraph, None);
        let y = 0.4 * self.size;
        let used: f32 = self.pen.sheet.pieces.get(top..).map_or(0.0, |pieces| {
            let all: f32 = pieces
                .iter()
                .map(|piece| piece.measure.before + piece.measure.height)
                .sum();
            all
        });
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
        self.pen.piece(rest, Stand::held(0.0, Hold::Line), marks);
    }

    /// The code on lines of its own, with its words beside it.
    fn code_below(&mut self, code: Code) {
        let side = points(code.millimetres_with_quiet_zone());
        let figure = self
            .pen
            .element(Kind::Figure(code.alternative.clone()), None);
        let element = self.pen.element(Kind::Paragraph, None);
        let run = self.run(code.caption, Weight::Regular, element);
        let text = self.pen.text(
            &run,
            self.pen.left + side + 0.5 * self.size,
            side / 2.0 + 0.35 * self.size,
        );
        let marks = vec![
            Mark::Code {
                x: self.pen.left,
                y: 0.0,
                code,
                element: figure,
            },
            Mark::Text(text),
        ];
        self.pen
            .piece(side, Stand::held(0.5 * self.size, Hold::Block), marks);
    }

    /// Every way to get in touch, the telephone first and large.
    fn ways(&mut self, reach: &Reach, number: u16, hold: Hold) {
        if let Some(phone) = &reach.phone {
            let dial = reach.dial().unwrap_or_default();
            self.telephone(phone, &dial, number, Stand::held(0.15 * self.size, hold));
        }
        if let Some(text) = &reach.text {
            self.way("Without speaking: ", text, None, hold);
        }
        if let Some(email) = &reach.email {
            self.way(
                "Email: ",
                email,
                Some((format!("mailto:{email}"), format!("Write to {email}"))),
                hold,
            );
        }
        if let (Some(url), Some(page)) = (&reach.url, reach.page()) {
            self.way(
                "Web: ",
                page,
                Some((url.clone(), format!("Open {page}"))),
                hold,
            );
        }
    }

    /// The one way that is printed large: the telephone, or how to reach it without speaking.
    fn first_way(&mut self, reach: &Reach, number: u16) {
        match (&reach.phone, &reach.text) {
            (None, Some(text)) => {
                let element = self.pen.element(Kind::Paragraph, None);
                let run = Run {
                    text: text.clone(),
                    size: f32::from(self.style.heading()),
                    weight: Weight::Bold,
                    element,
                };
                self.pen
                    .paragraph(&[run], Stand::held(0.15 * self.size, Hold::Line));
            }
            _ => self.ways(reach, number, Hold::Line),
        }
    }

    fn telephone(&mut self, phone: &str, dial: &str, number: u16, stand: Stand) {
        let runs = self.telephone_runs(phone, dial, number);
        self.pen.paragraph(&runs, stand);
    }

    /// `Ring 01632 960100`, the number as large as it may be and still stand on one line.
    fn telephone_runs(&mut self, phone: &str, dial: &str, number: u16) -> Vec<Run> {
        let paragraph = self.pen.element(Kind::Paragraph, None);
        let link = Kind::Link(format!("tel:{dial}"), format!("Ring {phone}"));
        let link = self.pen.element(link, Some(paragraph));
        let ring = self.run("Ring ", Weight::Bold, paragraph);
        let room = self.pen.width - self.pen.measure("Ring ", self.size, Weight::Bold) - 1.0;
        let size = self
            .pen
            .fitting(phone, f32::from(number), Weight::Bold, room);
        let number = Run {
            text: phone.to_owned(),
            size,
            weight: Weight::Bold,
            element: link,
        };
        vec![ring, number]
    }

    fn way(&mut self, label: &str, text: &str, link: Option<(String, String)>, hold: Hold) {
        let paragraph = self.pen.element(Kind::Paragraph, None);
        let element = link.map_or(paragraph, |(address, words)| {
            self.pen
                .element(Kind::Link(address, words), Some(paragraph))
        });
        let runs = [
            self.run(label, Weight::Bold, paragraph),
            self.run(text, Weight::Regular, element),
        ];
        self.pen
            .paragraph(&runs, Stand::held(0.1 * self.size, hold));
    }

    fn note(&mut self, text: &str, hold: Hold) {
        let space = 0.4 * self.size;
        self.pen.open_frame(space, 2.0);
        let before = 0.6 * self.size + space + 2.0;
        self.plain(text, Weight::Bold, Stand::held(before, hold));
        self.pen.close_frame();
        self.gap(space);
    }

    /// Room that a box needs below it.
    fn gap(&mut self, height: f32) {
        self.pen
            .piece(height, Stand::held(0.0, Hold::Line), Vec::new());
    }

    fn rows(&mut self, rows: &[Row]) {
        let list = self.pen.element(Kind::List, None);
        for (number, row) in rows.iter().enumerate() {
            let item = self.pen.element(Kind::Item, Some(list));
            let label = self.pen.element(Kind::Label, Some(item));
            let body = self.pen.element(Kind::Body, Some(item));
            let before = if number == 0 { 0.7 } else { 0.3 } * self.size;
            let rule = self.pen.bar(0.0, 0.75, true);
            self.pen
                .piece(0.75, Stand::held(before, Hold::Service), vec![rule]);
            let label_run = self.run(row.label, Weight::Bold, label);
            let start = self.pen.sheet.pieces.len();
            let stand = Stand::held(0.25 * self.size, Hold::Line);
            let stacked = self.label_width == 0.0;
            if stacked {
                self.pen.paragraph(std::slice::from_ref(&label_run), stand);
            }
            self.pen.left += self.label_width;
            self.pen.width -= self.label_width;
            let long = row.lines.len() > 4;
            for (at, line) in row.lines.iter().enumerate() {
                let paragraph = self.pen.element(Kind::Paragraph, Some(body));
                let run = self.run(line, Weight::Regular, paragraph);
                let inside = if long { Hold::Service } else { Hold::Block };
                let stand = match (at, stacked) {
                    (0, false) => Stand { inside, ..stand },
                    (0, true) => Stand {
                        before: 0.0,
                        inside,
                        ..stand
                    },
                    _ => Stand {
                        before: 0.1 * self.size,
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

    fn end(&mut self, leaflet: &Leaflet) {
        self.part("the end of the leaflet");
        let rule = self.pen.bar(0.0, 3.0, false);
        self.pen
            .piece(3.0, Stand::free(1.3 * self.size), vec![rule]);
        let words = leaflet.if_it_does_not_work_out();
        if !words.is_empty() {
            self.heading(
                2,
                leaflet.end_heading(),
                self.style.heading(),
                Stand::held(0.6 * self.size, Hold::Line),
            );
            self.plain(
                words,
                Weight::Regular,
                Stand::held(0.2 * self.size, Hold::Line),
            );
            self.ways(&leaflet.contact, self.style.small_telephone(), Hold::Line);
        }
        for line in leaflet.about() {
            self.plain(
                &line,
                Weight::Regular,
                Stand::held(0.4 * self.size, Hold::Block),
            );
        }
    }

    fn crisis(&mut self, leaflet: &Leaflet) {
        self.part(CRISIS_HEADING);
        let space = 0.5 * self.size;
        self.pen.open_frame(space, 3.0);
        let before = 1.3 * self.size + space + 3.0;
        self.heading(2, CRISIS_HEADING, self.style.heading(), Stand::free(before));
        self.plain(
            leaflet.crisis_words(),
            Weight::Regular,
            Stand::held(0.1 * self.size, Hold::Line),
        );
        let mut hold = Hold::Line;
        for line in &leaflet.crisis {
            self.crisis_line(line, hold);
            hold = Hold::Block;
        }
        self.pen.close_frame();
        self.gap(space + 3.0);
    }

    fn crisis_line(&mut self, line: &CrisisLine, hold: Hold) {
        self.part(&line.name);
        let rule = self.pen.bar(0.0, 0.75, true);
        self.pen
            .piece(0.75, Stand::held(0.3 * self.size, hold), vec![rule]);
        let heading = self.heading(
            3,
            &line.name,
            self.style.points + 1,
            Stand::held(0.2 * self.size, Hold::Line),
        );
        match &line.reach.phone {
            Some(phone) => self.crisis_number(line, phone, &heading),
            None => self.first_way(&line.reach, self.style.small_telephone()),
        }
        let mut words = line.what.clone();
        for when in &line.when {
            words += &format!(" {when}.");
        }
        if let Some(note) = &line.note {
            words += &format!(" ({note})");
        }
        let paragraph = self.pen.element(Kind::Paragraph, None);
        let mut runs = vec![self.run(&words, Weight::Regular, paragraph)];
        if let (Some(_), Some(text)) = (&line.reach.phone, &line.reach.text) {
            runs[0].text.push(' ');
            runs.push(self.run("Without speaking: ", Weight::Bold, paragraph));
            runs.push(self.run(text, Weight::Regular, paragraph));
        }
        self.pen.paragraph(
            &runs,
            Stand {
                before: 0.0,
                hold: Hold::Line,
                inside: Hold::Line,
            },
        );
    }

    /// The number at the right of the name where both fit on a line, else below it.
    fn crisis_number(&mut self, line: &CrisisLine, phone: &str, heading: &std::ops::Range<usize>) {
        let dial = line.reach.dial().unwrap_or_default();
        let number = self.style.small_telephone();
        let runs = self.telephone_runs(phone, &dial, number);
        let widths: f32 = runs
            .iter()
            .map(|run| self.pen.measure(&run.text, run.size, run.weight))
            .sum();
        let name = self.pen.measure(&line.name, self.size + 1.0, Weight::Bold);
        if heading.len() != 1 || name + self.size + widths > self.pen.width {
            self.pen.paragraph(&runs, Stand::held(0.0, Hold::Line));
            return;
        }
        let size = f32::from(number);
        let baseline = 1.03 * size;
        let mut x = self.pen.left + self.pen.width - widths;
        let mut marks = Vec::new();
        for run in &runs {
            let text = self.pen.text(run, x, baseline);
            x += text.width;
            marks.push(Mark::Text(text));
        }
        if let Some(piece) = self.pen.sheet.pieces.get_mut(heading.start) {
            piece.measure.height = size * LINE;
            for mark in &mut piece.marks {
                if let Mark::Text(text) = mark {
                    text.baseline = baseline;
                }
            }
            piece.marks.extend(marks);
        }
    }
}

/// The words beneath a code, on two lines.
fn caption_lines(code: &Code) -> Vec<String> {
    match code.caption.split_once(" for ") {
        Some((first, second)) => vec![format!("{first} for "), second.to_owned()],
        None => vec![code.caption.to_owned()],
    }
}
