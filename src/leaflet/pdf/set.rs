//! Sets paragraphs in lines: a pen that knows the column and where text is to go next.

use super::fonts::{Fonts, Shaper, Weight, Word};
use super::paginate::{Hold, Measure};
use super::sheet::{Bar, Element, Frame, Kind, Mark, Piece, Sheet, Text};
use super::{BadLetter, LINE};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Where the baseline of a line is, in parts of the size, from its top.
const BASELINE: f32 = 1.03;

/// A stretch of text in one size that belongs to one element.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) element: usize,
    /// True for English among words of another language.
    pub(super) english: bool,
}

/// How a paragraph stands among the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// The space above its first line.
    pub(super) before: f32,
    /// How its first line holds to what comes before it.
    pub(super) hold: Hold,
    /// How its lines hold together; the first two and the last two always do.
    pub(super) inside: Hold,
}

/// Sets text in a column.
pub(super) struct Pen<'a> {
    shaper: Shaper<'a>,
    pub(super) sheet: Sheet,
    /// Where lines begin.
    pub(super) left: f32,
    /// How wide lines may be.
    pub(super) width: f32,
    /// The box that lines are in.
    pub(super) frame: Option<usize>,
    /// What is being set, for what is said about letters that cannot be.
    pub(super) part: String,
    bad: BTreeSet<BadLetter>,
}

/// A word on a line, with the space after it.
struct Placed {
    run: usize,
    text: String,
    word: Rc<Word>,
    space: Option<Rc<Word>>,
    /// Without the space after it, in points.
    width: f32,
}

impl<'a> Pen<'a> {
    /// A pen for a column of this width; `None` where the fonts cannot be read.
    pub(super) fn new(fonts: &'a Fonts, width: f32) -> Option<Self> {
        Some(Self {
            shaper: fonts.shaper()?,
            sheet: Sheet::default(),
            left: 0.0,
            width,
            frame: None,
            part: String::new(),
            bad: BTreeSet::new(),
        })
    }

    /// What was set, or every letter that could not be.
    pub(super) fn finish(self) -> Result<Sheet, Vec<BadLetter>> {
        if self.bad.is_empty() {
            Ok(self.sheet)
        } else {
            Err(self.bad.into_iter().collect())
        }
    }

    /// Adds a part of the document.
    pub(super) fn element(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.sheet.elements.push(Element { kind, parent });
        self.sheet.elements.len() - 1
    }

    /// How wide a text is on one line, in points.
    pub(super) fn measure(&mut self, text: &str, size: f32, weight: Weight) -> f32 {
        self.word(text, weight).width * size
    }

    /// The size in which a text fits on one line of this width: `size` or smaller.
    pub(super) fn fitting(&mut self, text: &str, size: f32, weight: Weight, width: f32) -> f32 {
        let wide = self.measure(text, size, weight);
        if wide > width && wide > 0.0 {
            size * width / wide
        } else {
            size
        }
    }

    /// Sets a paragraph and returns the positions of its lines in the sheet.
    pub(super) fn paragraph(&mut self, runs: &[Run], stand: Stand) -> std::ops::Range<usize> {
        let lines = self.break_lines(runs);
        let first = self.sheet.pieces.len();
        let count = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            let hold = match number {
                0 => stand.hold,
                1 => stand.inside.max(Hold::Line),
                _ if number + 1 == count => stand.inside.max(Hold::Line),
                _ => stand.inside,
            };
            let size = line
                .iter()
                .map(|placed| runs[placed.run].size)
                .fold(0.0, f32::max);
            let marks = self.marks(runs, line, size);
            self.piece(
                size * LINE,
                Stand {
                    before: if number == 0 { stand.before } else { 0.0 },
                    hold,
                    ..stand
                },
                marks,
            );
        }
        first..self.sheet.pieces.len()
    }

    /// Adds a piece of a height, in the box that is open.
    pub(super) fn piece(&mut self, height: f32, stand: Stand, marks: Vec<Mark>) -> usize {
        self.sheet.pieces.push(Piece {
            measure: Measure {
                before: stand.before,
                height,
                edge: self
                    .frame
                    .and_then(|frame| self.sheet.frames.get(frame))
                    .map_or(0.0, |frame| frame.space),
                hold: stand.hold,
            },
            marks,
            frame: self.frame,
        });
        self.sheet.pieces.len() - 1
    }

    /// Opens a box: what is set until it is closed stands inside. `space` is left free on all sides.
    pub(super) fn open_frame(&mut self, space: f32, line: f32) {
        self.sheet.frames.push(Frame {
            left: self.left,
            width: self.width,
            space: space + line,
            line,
        });
        self.frame = Some(self.sheet.frames.len() - 1);
        self.left += 1.5 * space + line;
        self.width -= 3.0 * space + 2.0 * line;
    }

    /// Closes the box that is open.
    pub(super) fn close_frame(&mut self) {
        if let Some(frame) = self
            .frame
            .take()
            .and_then(|frame| self.sheet.frames.get(frame))
        {
            self.left = frame.left;
            self.width = frame.width;
        }
    }

    /// A bar over the whole column.
    pub(super) fn bar(&self, y: f32, height: f32, grey: bool) -> Mark {
        Mark::Bar(Bar {
            x: self.left,
            y,
            width: self.width,
            height,
            grey,
        })
    }

    /// One line of text at a place of its own, for what does not flow.
    pub(super) fn text(&mut self, run: &Run, x: f32, baseline: f32) -> Text {
        let word = self.word(&run.text, run.weight);
        Text {
            x,
            baseline,
            size: run.size,
            weight: run.weight,
            width: word.width * run.size,
            text: run.text.clone(),
            glyphs: word.glyphs.clone(),
            inverse: false,
            english: run.english,
            element: run.element,
        }
    }

    fn word(&mut self, text: &str, weight: Weight) -> Rc<Word> {
        let word = self.shaper.word(text, weight);
        let backwards = text.chars().filter(|c| is_right_to_left(*c));
        for letter in backwards.chain(word.missing.iter().copied()) {
            self.bad.insert(BadLetter {
                part: self.part.clone(),
                letter,
                right_to_left: is_right_to_left(letter),
            });
        }
        word
    }

    fn break_lines(&mut self, runs: &[Run]) -> Vec<Vec<Placed>> {
        let mut lines: Vec<Vec<Placed>> = Vec::new();
        let mut line: Vec<Placed> = Vec::new();
        let mut used = 0.0;
        for (number, run) in runs.iter().enumerate() {
            let space = self.word(" ", run.weight);
            let words: Vec<&str> = run
                .text
                .split(' ')
                .filter(|word| !word.is_empty())
                .collect();
            for (at, text) in words.iter().enumerate() {
                let after = at + 1 < words.len() || run.text.ends_with(' ');
                for part in self.parts(text, run) {
                    let word = self.word(&part, run.weight);
                    let width = word.width * run.size;
                    let ends = text.ends_with(part.as_str());
                    // What follows a run without a space, such as a full stop after a link, stays with it.
                    if used + width > self.width && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                        used = 0.0;
                    }
                    let space = (after && ends).then(|| Rc::clone(&space));
                    used += width + space.as_ref().map_or(0.0, |space| space.width * run.size);
                    line.push(Placed {
                        run: number,
                        text: part,
                        word,
                        space,
                        width,
                    });
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The word whole where it fits on a line; else cut, after a sign of an address if there is one.
    fn parts(&mut self, text: &str, run: &Run) -> Vec<String> {
        if self.measure(text, run.size, run.weight) <= self.width {
            return vec![text.to_owned()];
        }
        let mut parts = Vec::new();
        let mut part = String::new();
        let mut after_sign = 0;
        for c in text.chars() {
            part.push(c);
            if self.measure(&part, run.size, run.weight) > self.width {
                part.pop();
                let at = if after_sign > 0 {
                    after_sign
                } else {
                    part.len()
                };
                if at == 0 {
                    // Not even one letter fits: it stands out rather than being lost.
                    part.push(c);
                    continue;
                }
                let rest = part.split_off(at);
                parts.push(std::mem::replace(&mut part, rest));
                part.push(c);
                after_sign = 0;
            }
            if matches!(c, '/' | '.' | '-' | '@' | '?' | '&' | '=' | '\u{a0}') {
                after_sign = part.len();
            }
        }
        parts.push(part);
        parts
    }

    /// A line as text marks: one for each run on it.
    fn marks(&self, runs: &[Run], line: Vec<Placed>, size: f32) -> Vec<Mark> {
        let mut marks: Vec<Text> = Vec::new();
        let mut x = self.left;
        let mut last_run = None;
        for placed in line {
            let run = &runs[placed.run];
            if last_run != Some(placed.run) {
                marks.push(Text {
                    x,
                    baseline: size * BASELINE,
                    size: run.size,
                    weight: run.weight,
                    width: 0.0,
                    text: String::new(),
                    glyphs: Vec::new(),
                    inverse: false,
                    english: run.english,
                    element: run.element,
                });
                last_run = Some(placed.run);
            }
            let Some(mark) = marks.last_mut() else {
                continue;
            };
            add(mark, &placed.text, &placed.word);
            x += placed.width;
            mark.width = x - mark.x;
            if let Some(space) = &placed.space {
                add(mark, " ", space);
                x += space.width * run.size;
            }
        }
        marks.into_iter().map(Mark::Text).collect()
    }
}

fn add(mark: &mut Text, text: &str, word: &Word) {
    let start = mark.text.len();
    mark.text.push_str(text);
    mark.glyphs.extend(word.glyphs.iter().map(|glyph| {
        let mut glyph = glyph.clone();
        glyph.text_range = glyph.text_range.start + start..glyph.text_range.end + start;
        glyph
    }));
}

/// True for letters that are written from right to left, by the blocks of Unicode 16 that are reserved for them.
const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
