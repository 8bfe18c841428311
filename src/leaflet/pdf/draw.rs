//! Puts a sheet on pages: ink, tags for screen readers, links and an outline.

use super::fonts::{Fonts, Weight};
use super::paginate::paginate;
use super::set::Pen;
use super::sheet::{Bar, Element, Kind, Mark, Sheet, Text, points};
use super::{LINE, PdfProblem};
use crate::leaflet::qr::{Code, QUIET};
use crate::leaflet::style::{Paper, Style};
use crate::leaflet::{Leaflet, SAMPLE};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup,
    TagTree,
};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;

/// The language of the fixed words.
const LANGUAGE: &str = "en-GB";

/// The paper and what is left of it for text, in points.
pub(super) struct Page {
    width: f32,
    height: f32,
    side: f32,
    top: f32,
    bottom: f32,
}

impl Page {
    /// Wide enough at the sides for a thumb and for the holes of a folder.
    pub(super) fn of(paper: Paper) -> Self {
        let (width, height) = paper.millimetres();
        let side = match paper {
            Paper::A4 => 20.0,
            Paper::A5 => 16.0,
        };
        Self {
            width: points(f32::from(width)),
            height: points(f32::from(height)),
            side: points(side),
            top: points(11.0),
            bottom: points(11.0),
        }
    }

    /// The width of the column.
    pub(super) fn column(&self) -> f32 {
        self.width - 2.0 * self.side
    }
}

/// The foot of every page: its lines, from the left, and how high they are.
struct Foot {
    lines: Vec<String>,
    height: f32,
}

/// A child of an element: content or another element.
enum Child {
    Content(Identifier),
    Element(usize),
}

struct Drawing<'a> {
    leaflet: &'a Leaflet,
    fonts: &'a Fonts,
    style: Style,
    page: Page,
    pen: Pen<'a>,
    size: f32,
    elements: Vec<Element>,
    children: Vec<Vec<Child>>,
    roots: Vec<usize>,
    attached: Vec<bool>,
    outline: Outline,
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
        size: f32::from(style.points),
        elements: sheet.elements,
        children: (0..count).map(|_| Vec::new()).collect(),
        roots: Vec::new(),
        attached: vec![false; count],
        outline: Outline::new(),
    };
    let sheet = Sheet {
        elements: Vec::new(),
        ..sheet
    };
    drawing.pages(&mut document, &sheet)?;
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
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
            .language(LANGUAGE.to_owned())
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
        if room < 4.0 * self.size {
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
        for (at, top) in pieces.zip(&tops) {
            let Some(piece) = sheet.pieces.get(at) else {
                continue;
            };
            for mark in &piece.marks {
                match mark {
                    Mark::Bar(bar) => self.bar(&mut surface, bar, *top),
                    Mark::Code {
                        x,
                        y,
                        code,
                        element,
                    } => {
                        let id = self.code(&mut surface, self.page.side + x, top + y, code);
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
            if !tops.is_empty() {
                y += piece.measure.before;
            }
            tops.push(y);
            y += piece.measure.height;
        }
        tops
    }

    fn ink(&self, paper: bool) -> Fill {
        let [red, green, blue] = match (paper, self.style.high_contrast) {
            (false, _) => [0, 0, 0],
            (true, false) => [255, 255, 255],
            (true, true) => Style::YELLOW,
        };
        fill(red, green, blue)
    }

    fn background(&self, surface: &mut Surface) {
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

    fn head_height(&self) -> f32 {
        if self.leaflet.demonstration {
            self.size * LINE + 6.0 + 0.9 * self.size
        } else {
            0.0
        }
    }

    /// The word in a box across the top; read out once, on the first page.
    fn sample(&mut self, surface: &mut Surface, first: bool) {
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

    fn line(&mut self, words: &str, weight: Weight, x: f32, baseline: f32) -> Text {
        let run = super::set::Run {
            text: words.to_owned(),
            size: self.size,
            weight,
            element: 0,
        };
        self.pen.text(&run, x, baseline)
    }

    fn foot(&mut self, number: &str) -> Foot {
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

    fn draw_foot(&mut self, surface: &mut Surface, foot: &Foot, number: &str) {
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

    fn artifact(&self, surface: &mut Surface, text: &Text, top: f32, kind: ArtifactType) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        self.glyphs(surface, text, top);
        surface.end_tagged();
    }

    fn text(&self, surface: &mut Surface, text: &Text, top: f32) -> Identifier {
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.glyphs(surface, text, top);
        surface.end_tagged();
        id
    }

    fn glyphs(&self, surface: &mut Surface, text: &Text, top: f32) {
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

    fn bar(&self, surface: &mut Surface, bar: &Bar, top: f32) {
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

    fn frames(
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

    /// Black on white even on coloured paper: cameras expect it.
    fn code(&self, surface: &mut Surface, x: f32, y: f32, code: &Code) -> Identifier {
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

    fn link(&self, text: &Text, top: f32) -> Option<(usize, Annotation)> {
        let Kind::Link(address, words) = &self.elements.get(text.element)?.kind else {
            return None;
        };
        let place = Rect::from_xywh(
            self.page.side + text.x,
            top + text.baseline - text.size,
            text.width,
            1.25 * text.size,
        )?;
        let action = Action::Link(LinkAction::new(address.clone()));
        let annotation = Annotation::new_link(
            LinkAnnotation::new(place, Target::Action(action)),
            Some(words.clone()),
        );
        Some((text.element, annotation))
    }

    /// The title and each service can be jumped to.
    fn note_heading(&mut self, element: usize, page: usize, top: f32) {
        // Only its first line, which is its first child.
        if self
            .children
            .get(element)
            .is_none_or(|children| children.len() != 1)
        {
            return;
        }
        if let Some(Kind::Heading(1 | 2, words)) = self.elements.get(element).map(|e| &e.kind) {
            let place = XyzDestination::new(page, Point::from_xy(self.page.side, top));
            self.outline
                .push_child(OutlineNode::new(words.clone(), place));
        }
    }

    /// Puts content into an element, and the element into its parent when it gets its first: that is the order of reading.
    fn add(&mut self, element: usize, content: Identifier) {
        if let Some(children) = self.children.get_mut(element) {
            children.push(Child::Content(content));
        }
        let mut child = element;
        while self.attached.get(child) == Some(&false) {
            self.attached[child] = true;
            let Some(parent) = self.elements.get(child).and_then(|e| e.parent) else {
                self.roots.push(child);
                break;
            };
            self.children[parent].push(Child::Element(child));
            child = parent;
        }
    }

    fn group(&mut self, element: usize) -> TagGroup {
        let mut group = match &self.elements[element].kind {
            Kind::Heading(level, words) => TagGroup::new(Tag::Hn(
                NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN),
                Some(words.clone()),
            )),
            Kind::Paragraph => TagGroup::new(Tag::P),
            Kind::List => TagGroup::new(Tag::L(ListNumbering::None)),
            Kind::Item => TagGroup::new(Tag::LI),
            Kind::Label => TagGroup::new(Tag::Lbl),
            Kind::Body => TagGroup::new(Tag::LBody),
            Kind::Link(..) => TagGroup::new(Tag::Link),
            Kind::Figure(words) => TagGroup::new(Tag::Figure(Some(words.clone()))),
        };
        for child in std::mem::take(&mut self.children[element]) {
            let node: Node = match child {
                Child::Content(id) => id.into(),
                Child::Element(child) => self.group(child).into(),
            };
            group.push(node);
        }
        group
    }
}

fn fill(red: u8, green: u8, blue: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

fn rectangles(surface: &mut Surface, places: &[Rect]) {
    let mut path = PathBuilder::new();
    for place in places {
        path.push_rect(*place);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Four bars around a place.
fn outline(surface: &mut Surface, left: f32, top: f32, width: f32, height: f32, line: f32) {
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
