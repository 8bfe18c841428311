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
use crate::leaflet::words::{Phrase, Words};
use crate::leaflet::{Leaflet, SAMPLE, StopAction};

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
    "the foot of the pages".clone_into(&mut pen.part);
    for foot in [&leaflet.directory, SAMPLE] {
        pen.measure(foot, 1.0, Weight::Bold);
        pen.measure(foot, 1.0, Weight::Regular);
    }
    if leaflet.demonstration {
        pen.element(Kind::Paragraph, None);
    }
    let mut setter = Setter {
        size: f32::from(style.points),
        style,
        pen,
        label_width: 0.0,
        words: leaflet.words,
        english: false,
    };
    setter.head(leaflet);
    if let Some(stop) = &leaflet.stop {
        for action in &stop.actions {
            setter.part(&action.label);
            setter.own(|setter| setter.act(action));
        }
    }
    setter.label_width = setter.labels(leaflet);
    for (position, entry) in leaflet.services.iter().enumerate() {
        let code = code(leaflet, entry);
        setter.entry(entry, leaflet.lead(position), code);
    }
    let has_crisis = !leaflet.crisis.is_empty();
    if has_crisis && leaflet.crisis_comes_first() {
        setter.crisis(leaflet);
    }
    setter.end(leaflet);
    if has_crisis && !leaflet.crisis_comes_first() {
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
    words: &'static Words,
    /// True while words of the directory are set, which are in English.
    english: bool,
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
            english: self.marked(),
        }
    }

    /// True where what is set now is English among words of another language.
    fn marked(&self) -> bool {
        self.english && !self.words.is_english()
    }

    /// Sets what is in the language of the directory.
    fn own<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.english, true);
        let result = set(self);
        self.english = before;
        result
    }

    /// A phrase, and the English beside it where this is another language.
    fn with_english(&self, phrase: Phrase, size: u16, weight: Weight, element: usize) -> Vec<Run> {
        let run = |text: String, english| Run {
            text,
            size: f32::from(size),
            weight,
            element,
            english,
        };
        let own = self.words.say(phrase);
        match self.words.english_beside(phrase) {
            None => vec![run(own.to_owned(), self.marked())],
            Some(english) => vec![
                run(format!("{own} / "), false),
                run(english.to_owned(), true),
            ],
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
            english: self.marked(),
        };
        let stand = Stand {
            inside: Hold::Name,
            ..stand
        };
        self.pen.paragraph(&[run], stand)
    }

    fn head(&mut self, leaflet: &Leaflet) {
        self.part("the head of the leaflet");
        self.own(|setter| setter.plain(&leaflet.header, Weight::Bold, Stand::free(0.0)));
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
        let for_line = leaflet.words.say(Phrase::ForLine);
        let lines = self.plain(
            for_line,
            Weight::Regular,
            Stand::held(0.9 * self.size, Hold::Line),
        );
        let indent = 0.5 * self.size + self.pen.measure(for_line, self.size, Weight::Regular);
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

    /// What comes before any service: how soon, whom to reach and how.
    fn act(&mut self, action: &StopAction) {
        let words = format!("{}: {}", action.when(), action.label);
        let element = self.pen.element(Kind::Heading(2, words), None);
        let size = self.style.heading();
        let mut runs = self.with_english(action.how_soon(), size, Weight::Bold, element);
        if let Some(last) = runs.last_mut() {
            last.text.push_str(": ");
            let label = Run {
                text: action.label.clone(),
                english: self.marked(),
                ..last.clone()
            };
            runs.push(label);
        }
        let stand = Stand {
            inside: Hold::Name,
            ..Stand::free(self.size)
        };
        self.pen.paragraph(&runs, stand);
        self.first_way(&action.reach, self.style.telephone() + 8);
        self.plain(
            &action.what,
            Weight::Regular,
            Stand::held(0.2 * self.size, Hold::Block),
        );
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
            for line in leaflet.lines(words) {
                self.plain(
                    &line,
                    Weight::Regular,
                    Stand::held(0.2 * self.size, Hold::Line),
                );
            }
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
