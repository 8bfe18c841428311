//! What the ink means: the tree of tags, the links and the outline.

use super::Drawing;
use crate::leaflet::pdf::sheet::{Kind, Text};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::OutlineNode;
use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup};
use std::num::NonZeroU16;

/// A child of an element: content or another element.
pub(super) enum Child {
    Content(Identifier),
    Element(usize),
}

impl Drawing<'_> {
    pub(super) fn link(&self, text: &Text, top: f32) -> Option<(usize, Annotation)> {
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
    pub(super) fn note_heading(&mut self, element: usize, page: usize, top: f32) {
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
    pub(super) fn add(&mut self, element: usize, content: Identifier) {
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

    pub(super) fn group(&mut self, element: usize) -> TagGroup {
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
