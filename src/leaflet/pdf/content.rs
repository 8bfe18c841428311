//! A leaflet as paragraphs, labels, boxes and codes, in the order in which they are read.

mod code;
mod crisis;
mod entry;
mod reach;

use super::fonts::{Fonts, Weight};
use super::paginate::Hold;
use super::set::{Pen, Run, Stand};
use super::sheet::{Bar, Kind, Mark, Sheet};
use super::{BadLetter, PdfProblem};
use crate::leaflet::qr::code;
use crate::leaflet::style::Style;
use crate::leaflet::{FOR_LINE, Leaflet, SAMPLE};

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

    /// Room that a box needs below it.
    fn gap(&mut self, height: f32) {
        self.pen
            .piece(height, Stand::held(0.0, Hold::Line), Vec::new());
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
}
