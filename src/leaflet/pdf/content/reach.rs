//! The ways to get in touch, the telephone first and large.

use super::Setter;
use crate::leaflet::Reach;
use crate::leaflet::pdf::fonts::Weight;
use crate::leaflet::pdf::paginate::Hold;
use crate::leaflet::pdf::set::{Run, Stand};
use crate::leaflet::pdf::sheet::Kind;
use crate::leaflet::words::Phrase;

impl Setter<'_> {
    /// Every way to get in touch, the telephone first and large.
    pub(super) fn ways(&mut self, reach: &Reach, number: u16, hold: Hold) {
        self.numbers(reach, number, hold);
        self.addresses(reach, hold);
    }

    /// The telephone, large, and how to get in touch without speaking.
    pub(super) fn numbers(&mut self, reach: &Reach, number: u16, hold: Hold) {
        if let Some(phone) = &reach.phone {
            let dial = reach.dial().unwrap_or_default();
            self.telephone(
                phone,
                &dial,
                number,
                Stand::held(0.15 * self.size, Hold::Name),
            );
        }
        if let Some(text) = &reach.text {
            let label = format!("{}: ", self.label(Phrase::WithoutSpeaking));
            self.way(&label, text, None, hold);
        }
    }

    /// Where to write and what to open.
    pub(super) fn addresses(&mut self, reach: &Reach, hold: Hold) {
        if let Some(email) = &reach.email {
            let label = format!("{}: ", self.label(Phrase::Email));
            let address = format!("mailto:{email}");
            let words = format!("{label}{email}");
            self.way(&label, email, Some((address, words)), hold);
        }
        if let (Some(url), Some(page)) = (&reach.url, reach.page()) {
            let label = format!("{}: ", self.label(Phrase::Web));
            let words = format!("{label}{page}");
            self.way(&label, page, Some((url.clone(), words)), hold);
        }
    }

    /// What stands before a way to get in touch; among words of the directory with the English beside it.
    fn label(&self, phrase: Phrase) -> String {
        if self.english {
            self.words.with_english(phrase)
        } else {
            self.words.say(phrase).to_owned()
        }
    }

    /// The one way that is printed large: the telephone, or how to reach it without speaking.
    pub(super) fn first_way(&mut self, reach: &Reach, number: u16) {
        match (&reach.phone, &reach.text) {
            (None, Some(text)) => {
                let element = self.pen.element(Kind::Paragraph, None);
                let run = Run {
                    text: text.clone(),
                    size: f32::from(self.style.heading()),
                    weight: Weight::Bold,
                    element,
                    english: !self.words.is_english(),
                };
                self.pen
                    .paragraph(&[run], Stand::held(0.15 * self.size, Hold::Name));
            }
            _ => self.ways(reach, number, Hold::Line),
        }
    }

    fn telephone(&mut self, phone: &str, dial: &str, number: u16, stand: Stand) {
        let runs = self.telephone_runs(phone, dial, number);
        self.pen.paragraph(&runs, stand);
    }

    /// `Ring 01632 960100`, the number as large as it may be and still stand on one line.
    pub(super) fn telephone_runs(&mut self, phone: &str, dial: &str, number: u16) -> Vec<Run> {
        let paragraph = self.pen.element(Kind::Paragraph, None);
        let ring = format!("{} ", self.label(Phrase::Ring));
        let link = Kind::Link(format!("tel:{dial}"), format!("{ring}{phone}"));
        let link = self.pen.element(link, Some(paragraph));
        let room = self.pen.width - self.pen.measure(&ring, self.size, Weight::Bold) - 1.0;
        let mut runs = if self.english {
            self.with_english(Phrase::Ring, self.style.points, Weight::Bold, paragraph)
        } else {
            vec![self.run(self.words.say(Phrase::Ring), Weight::Bold, paragraph)]
        };
        if let Some(last) = runs.last_mut() {
            last.text.push(' ');
        }
        let size = self
            .pen
            .fitting(phone, f32::from(number), Weight::Bold, room);
        let number = Run {
            text: phone.to_owned(),
            size,
            weight: Weight::Bold,
            element: link,
            english: false,
        };
        runs.push(number);
        runs
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
        // An address is never cut at the end of a page.
        let stand = Stand {
            before: 0.1 * self.size,
            hold,
            inside: Hold::Name,
        };
        self.pen.paragraph(&runs, stand);
    }
}
