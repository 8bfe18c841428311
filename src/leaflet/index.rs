//! The page of contents that lies beside several leaflets: what each is about, and the name of its file.

use super::phrases::one_line;
use super::words::{Phrase, Words};
use super::{Entry, SAMPLE};
use crate::model::Directory;
use askama::Template;
use jiff::civil::Date;

/// What stands on the page of contents.
#[derive(Clone, Debug, Template)]
#[template(path = "index.html", config = "src/leaflet/askama.toml")]
pub struct Index {
    words: &'static Words,
    header: String,
    sample: Option<&'static str>,
    made: String,
    lines: Vec<Line>,
    own: &'static str,
}

/// One leaflet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What its service is called.
    pub name: String,
    /// Who runs it; `None` where that is the same.
    pub organization: Option<String>,
    /// The name of its file, in the same folder.
    pub file: String,
}

impl Line {
    /// The line of a leaflet with one service.
    #[must_use]
    pub fn of(entry: &Entry, file: &str) -> Self {
        Self {
            name: entry.name.clone(),
            organization: entry.organization.clone(),
            file: file.to_owned(),
        }
    }
}

impl Index {
    /// A page with these lines, by name.
    #[must_use]
    pub fn new(
        directory: &Directory,
        words: &'static Words,
        mut lines: Vec<Line>,
        today: Date,
    ) -> Self {
        let settings = &directory.settings;
        lines.sort_by(|one, other| (&one.name, &one.file).cmp(&(&other.name, &other.file)));
        let date = words.date(today);
        Self {
            words,
            header: one_line(settings.leaflet_header.as_ref().unwrap_or(&settings.name)),
            sample: settings.demonstration.then_some(SAMPLE),
            made: words.fill(Phrase::MadeOn, &[("date", &date)]),
            lines,
            own: if words.is_english() {
                ""
            } else {
                " lang=\"en-GB\" dir=\"ltr\""
            },
        }
    }

    /// As a page of HTML with a link to each.
    ///
    /// # Panics
    /// Never: the template writes to memory and calls nothing that can fail.
    #[must_use]
    pub fn html(&self) -> String {
        self.render()
            .expect("a template without fallible calls writes to memory")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_by_name_and_escaped() {
        let line = |name: &str, file: &str| Line {
            name: name.to_owned(),
            organization: None,
            file: file.to_owned(),
        };
        let lines = vec![line("Walks <b>", "walks.html"), line("Art", "art.html")];
        let today = jiff::civil::date(2026, 11, 23);
        let index = Index::new(&Directory::default(), Words::english(), lines, today);
        let html = index.html();
        assert!(html.find("art.html") < html.find("walks.html"));
        assert!(html.contains("Walks &#60;b&#62;"), "{html}");
    }
}
