//! The box of those to ring in a crisis.

use super::Setter;
use crate::leaflet::pdf::LINE;
use crate::leaflet::pdf::fonts::Weight;
use crate::leaflet::pdf::paginate::Hold;
use crate::leaflet::pdf::set::Stand;
use crate::leaflet::pdf::sheet::{Kind, Mark};
use crate::leaflet::words::{Phrase, Words};
use crate::leaflet::{CrisisLine, Leaflet};

impl Setter<'_> {
    pub(super) fn crisis(&mut self, leaflet: &Leaflet) {
        self.part(&leaflet.crisis_heading());
        let space = 0.5 * self.size;
        self.pen.open_frame(space, 3.0);
        let before = 1.3 * self.size + space + 3.0;
        let kind = Kind::Heading(2, leaflet.crisis_heading());
        let element = self.pen.element(kind, None);
        let size = self.style.heading();
        let runs = self.with_english(Phrase::CrisisHeading, size, Weight::Bold, element);
        let stand = Stand {
            inside: Hold::Line,
            ..Stand::free(before)
        };
        self.pen.paragraph(&runs, stand);
        let element = self.pen.element(Kind::Paragraph, None);
        let size = self.style.points;
        let runs = self.with_english(leaflet.crisis_phrase(), size, Weight::Regular, element);
        self.pen
            .paragraph(&runs, Stand::held(0.1 * self.size, Hold::Line));
        let last = leaflet.crisis.len().saturating_sub(1);
        for (at, line) in leaflet.crisis.iter().enumerate() {
            // Neither the first nor the last stands alone on a page.
            let hold = if at == 0 || at == last {
                Hold::Line
            } else {
                Hold::Block
            };
            self.own(|setter| setter.crisis_line(line, hold));
        }
        self.pen.close_frame();
        self.gap(space + 3.0);
    }

    fn crisis_line(&mut self, line: &CrisisLine, hold: Hold) {
        self.part(&line.name);
        let rule = self.pen.bar(0.0, 0.75, true);
        self.pen
            .piece(0.75, Stand::held(0.2 * self.size, hold), vec![rule]);
        let heading = self.heading(
            3,
            &line.name,
            self.style.points + 1,
            Stand::held(0.12 * self.size, Hold::Name),
        );
        match &line.reach.phone {
            Some(phone) => self.crisis_number(line, phone, &heading),
            None => self.first_way(&line.reach, self.style.small_telephone()),
        }
        let when = line.when.iter().map(|when| format!("{when}."));
        let note = line.note.iter().map(|note| format!("({note})"));
        let words: Vec<String> = std::iter::once(line.what.clone())
            .chain(when)
            .chain(note)
            .collect();
        let words = words.join(" ");
        let paragraph = self.pen.element(Kind::Paragraph, None);
        let mut runs = vec![self.run(&words, Weight::Regular, paragraph)];
        if let (Some(_), Some(text)) = (&line.reach.phone, &line.reach.text) {
            runs[0].text.push(' ');
            runs.push(self.run(
                &format!("{}: ", Words::english().say(Phrase::WithoutSpeaking)),
                Weight::Bold,
                paragraph,
            ));
            runs.push(self.run(text, Weight::Regular, paragraph));
        }
        self.pen.paragraph(
            &runs,
            Stand {
                before: 0.0,
                hold: Hold::Name,
                inside: Hold::Name,
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
            self.pen.paragraph(&runs, Stand::held(0.0, Hold::Name));
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
