//! Puts a sheet on pages: ink, tags for screen readers, links and an outline.

mod furniture;
mod ink;
mod tags;

use super::PdfProblem;
use super::fonts::Fonts;
use super::paginate::paginate;
use super::set::Pen;
use super::sheet::{Element, Mark, Sheet, points};
use crate::leaflet::style::{Paper, Style};
use crate::leaflet::words::Words;
use crate::leaflet::{Leaflet, SAMPLE};
use furniture::Foot;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::metadata::Metadata;
use krilla::outline::Outline;
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};
use tags::Child;

/// The paper and what is left of it for text, in points.
pub(super) struct Page {
    width: f32,
    height: f32,
    side: f32,
    top: f32,
    bottom: f32,
}

impl Page {
    pub(super) fn of(paper: Paper) -> Self {
        let (width, height) = paper.millimetres();
        Self {
            width: points(f32::from(width)),
            height: points(f32::from(height)),
            side: points(f32::from(paper.side())),
            top: points(11.0),
            bottom: points(11.0),
        }
    }

    /// The width of the column.
    pub(super) fn column(&self) -> f32 {
        self.width - 2.0 * self.side
    }
}

struct Drawing<'a> {
    leaflet: &'a Leaflet,
    fonts: &'a Fonts,
    style: Style,
    page: Page,
    pen: Pen<'a>,
    /// The size of the heads and feet of the pages.
    size: f32,
    elements: Vec<Element>,
    children: Vec<Vec<Child>>,
    roots: Vec<usize>,
    attached: Vec<bool>,
    outline: Outline,
    /// The code of English.
    english: String,
}

/// The document, as bytes.
pub(super) fn draw(
    leaflet: &Leaflet,
    style: Style,
    fonts: &Fonts,
    page: Page,
    sheet: Sheet,
) -> Result<Vec<u8>, PdfProblem> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|problem| PdfProblem::Writer(format!("{problem:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let pen = Pen::new(fonts, page.column()).ok_or(PdfProblem::Fonts)?;
    let count = sheet.elements.len();
    let mut drawing = Drawing {
        leaflet,
        fonts,
        style,
        page,
        pen,
        size: f32::from(style.head_and_foot()),
        elements: sheet.elements,
        children: (0..count).map(|_| Vec::new()).collect(),
        roots: Vec::new(),
        attached: vec![false; count],
        outline: Outline::new(),
        english: Words::english().code.clone(),
    };
    let sheet = Sheet {
        elements: Vec::new(),
        ..sheet
    };
    drawing.pages(&mut document, &sheet)?;
    let mut tree = TagTree::new().with_lang(Some(leaflet.words.code.clone()));
    for root in std::mem::take(&mut drawing.roots) {
        tree.push(drawing.group(root));
    }
    document.set_tag_tree(tree);
    document.set_outline(drawing.outline);
    let sample = if leaflet.demonstration {
        format!("{SAMPLE}. ")
    } else {
        String::new()
    };
    document.set_metadata(
        Metadata::new()
            .title(format!("{sample}{} – {}", leaflet.title, leaflet.header))
            .language(leaflet.words.code.clone())
            .creator("signpost".to_owned()),
    );
    document
        .finish()
        .map_err(|problem| PdfProblem::Writer(format!("{problem}: {problem:?}")))
}

impl Drawing<'_> {
    fn pages(&mut self, document: &mut Document, sheet: &Sheet) -> Result<(), PdfProblem> {
        let head = self.head_height();
        let mut foot = self.foot("1 of 1");
        let measures: Vec<_> = sheet.pieces.iter().map(|piece| piece.measure).collect();
        let mut room = 0.0;
        let mut pages = Vec::new();
        // The number of pages stands in the foot, and the foot takes room: twice is enough unless it grows a line.
        for _ in 0..3 {
            room = self.page.height - self.page.top - self.page.bottom - head - foot.height;
            pages = paginate(&measures, room);
            let count = pages.last().map_or(1, |last| last + 1);
            let next = self.foot(&format!("{count} of {count}"));
            let same = next.lines.len() == foot.lines.len();
            foot = next;
            if same {
                break;
            }
        }
        if room < 4.0 * f32::from(self.style.points) {
            return Err(PdfProblem::NoRoom);
        }
        let count = pages.last().map_or(1, |last| last + 1);
        for number in 0..count {
            let first = pages.partition_point(|page| *page < number);
            let end = pages.partition_point(|page| *page <= number);
            self.page(document, sheet, first..end, (number, count), head, &foot)?;
        }
        Ok(())
    }

    fn page(
        &mut self,
        document: &mut Document,
        sheet: &Sheet,
        pieces: std::ops::Range<usize>,
        (number, count): (usize, usize),
        head: f32,
        foot: &Foot,
    ) -> Result<(), PdfProblem> {
        let settings =
            PageSettings::from_wh(self.page.width, self.page.height).ok_or(PdfProblem::NoRoom)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        self.background(&mut surface);
        if self.leaflet.demonstration {
            self.sample(&mut surface, number == 0);
        }
        let tops = self.tops(sheet, pieces.clone(), head);
        self.frames(&mut surface, sheet, pieces.clone(), &tops);
        let mut links = Vec::new();
        let (first, last) = (pieces.start, pieces.end - 1);
        for (at, top) in pieces.zip(&tops) {
            let Some(piece) = sheet.pieces.get(at) else {
                continue;
            };
            // What parts two lines has nothing to part at the top or the bottom of a page.
            let parts = |mark: &Mark| matches!(mark, Mark::Bar(bar) if bar.grey);
            if (at == first || at == last) && piece.marks.iter().all(parts) {
                continue;
            }
            for mark in &piece.marks {
                match mark {
                    Mark::Bar(bar) => self.bar(&mut surface, bar, *top),
                    Mark::Code {
                        x,
                        y,
                        code,
                        element,
                    } => {
                        let id = ink::code(&mut surface, self.page.side + x, top + y, code);
                        self.add(*element, id);
                    }
                    Mark::Text(text) => {
                        let id = self.text(&mut surface, text, *top);
                        self.add(text.element, id);
                        self.note_heading(text.element, number, *top);
                        links.extend(self.link(text, *top));
                    }
                }
            }
        }
        self.draw_foot(&mut surface, foot, &format!("{} of {count}", number + 1));
        surface.finish();
        for (element, annotation) in links {
            let id = page.add_tagged_annotation(annotation);
            self.add(element, id);
        }
        page.finish();
        Ok(())
    }

    /// The top of each piece on the page.
    fn tops(&self, sheet: &Sheet, pieces: std::ops::Range<usize>, head: f32) -> Vec<f32> {
        let mut y = self.page.top + head;
        let mut tops = Vec::with_capacity(pieces.len());
        for piece in sheet.pieces.get(pieces).unwrap_or_default() {
            y += if tops.is_empty() {
                piece.measure.edge
            } else {
                piece.measure.before
            };
            tops.push(y);
            y += piece.measure.height;
        }
        tops
    }
}
