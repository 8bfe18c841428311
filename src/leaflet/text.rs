//! A leaflet as plain text, at most 72 characters wide, for letters, messages and reading aloud.

use super::phrases::NO_BREAK;
use super::words::{Phrase, Words};
use super::{CrisisLine, Entry, Leaflet, Reach, SAMPLE};
use unicode_width::UnicodeWidthStr;

/// The widest line; a longer word, such as a web address, stays whole.
const WIDTH: usize = 72;

/// The leaflet as text, ending in a line break.
#[must_use]
pub fn text(leaflet: &Leaflet) -> String {
    let mut page = Page::default();
    if leaflet.demonstration {
        page.line(SAMPLE);
        page.gap();
    }
    page.line(&leaflet.header);
    page.heading(&leaflet.title, '=');
    for warning in &leaflet.warnings {
        page.line(warning);
        page.gap();
    }
    page.line(&format!(
        "{} {}",
        leaflet.words.say(Phrase::ForLine),
        "_".repeat(40)
    ));
    page.gap();
    if let Some(stop) = &leaflet.stop {
        for action in &stop.actions {
            page.label(action.when(), &action.label);
            reach(&mut page, &action.reach, &|way| {
                leaflet.words.with_english(way)
            });
            page.line(&action.what);
            page.gap();
        }
    }
    for (position, entry) in leaflet.services.iter().enumerate() {
        if let Some(lead) = leaflet.lead(position) {
            page.line(&lead.to_uppercase());
        }
        service(&mut page, entry, leaflet);
    }
    if leaflet.crisis_comes_first() {
        crisis_block(&mut page, leaflet);
    }
    if !leaflet.if_it_does_not_work_out().is_empty() {
        page.heading(leaflet.end_heading(), '-');
        for line in leaflet.lines(leaflet.if_it_does_not_work_out()) {
            page.line(&line);
        }
        reach(&mut page, &leaflet.contact, &|way| {
            leaflet.words.say(way).to_owned()
        });
        page.gap();
    }
    for line in leaflet.about() {
        page.line(&line);
    }
    page.gap();
    if !leaflet.crisis_comes_first() {
        crisis_block(&mut page, leaflet);
    }
    if leaflet.demonstration {
        page.line(SAMPLE);
    }
    page.finish()
}

fn crisis_block(page: &mut Page, leaflet: &Leaflet) {
    if leaflet.crisis.is_empty() {
        return;
    }
    page.heading(&leaflet.crisis_heading(), '-');
    page.line(&leaflet.crisis_words());
    page.gap();
    for line in &leaflet.crisis {
        crisis(page, line, leaflet.words);
    }
}

fn service(page: &mut Page, entry: &Entry, leaflet: &Leaflet) {
    let words = leaflet.words;
    page.heading(&entry.name, '-');
    if let Some(organization) = &entry.organization {
        page.line(organization);
        page.gap();
    }
    reach(page, &entry.reach, &|way| words.say(way).to_owned());
    page.gap();
    for note in entry.ring_first.iter().chain(&entry.alerts) {
        page.line(&format!("! {note}"));
    }
    page.gap();
    for said in &entry.what {
        page.line(&said.text);
    }
    if let Some(easy_read) = &entry.easy_read {
        page.line(easy_read);
    }
    page.gap();
    for row in &entry.rows {
        page.label(row.label, &row.lines.join("\n"));
    }
    if !entry.ask.is_empty() {
        page.gap();
        page.line(&format!("{}:", words.say(Phrase::AskHeading)));
        for ask in &entry.ask {
            page.wrapped("- ", "  ", ask);
        }
    }
    page.gap();
    page.line(&entry.checked);
    page.gap();
    page.gap();
}

fn crisis(page: &mut Page, line: &CrisisLine, words: &Words) {
    page.line(&line.name);
    reach(page, &line.reach, &|way| words.with_english(way));
    page.line(&line.what);
    for when in &line.when {
        page.line(&format!("{when}."));
    }
    if let Some(note) = &line.note {
        page.line(&format!("({note})"));
    }
    page.gap();
}

/// The ways to get in touch, each with the label it is given.
fn reach(page: &mut Page, reach: &Reach, label: &dyn Fn(Phrase) -> String) {
    let ways = [
        (Phrase::Ring, reach.phone.as_deref()),
        (Phrase::WithoutSpeaking, reach.text.as_deref()),
        (Phrase::Email, reach.email.as_deref()),
        (Phrase::Web, reach.page()),
    ];
    for (way, value) in ways {
        if let Some(value) = value {
            page.label(&label(way), value);
        }
    }
}

/// Lines as they are written, wrapped.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.wrapped("", "", text);
    }

    fn heading(&mut self, text: &str, under: char) {
        let before = self.0.len();
        self.line(text);
        let widest = self.0[before..]
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0);
        self.0.extend(std::iter::repeat_n(under, widest.min(WIDTH)));
        self.0.push('\n');
        self.gap();
    }

    fn label(&mut self, label: &str, lines: &str) {
        let start = format!("{label}: ");
        for (position, line) in lines.lines().enumerate() {
            let first = if position == 0 { start.as_str() } else { "  " };
            self.wrapped(first, "  ", line);
        }
    }

    /// One paragraph: the first line after `first`, each other line after `rest`.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let mut line = first.to_owned();
        let mut empty = true;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let wide = line.width() + usize::from(!empty) + word.width() > WIDTH;
            if wide && !empty {
                self.push(&line);
                rest.clone_into(&mut line);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        if !empty {
            self.push(&line);
        }
    }

    fn push(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// An empty line, but never two together.
    fn gap(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn finish(self) -> String {
        let mut text = self.0.replace(NO_BREAK, " ");
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}
