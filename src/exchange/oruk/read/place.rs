//! Where something stands in a feed: the file, and the place in it.

use crate::model::shown::clean;

/// Where an object stands: its file, and its place inside, empty for the file itself.
#[derive(Clone)]
pub(super) struct Place<'f> {
    pub(super) file: &'f str,
    pub(super) inside: String,
}

impl Place<'_> {
    pub(super) fn item(&self, position: usize) -> Self {
        Self {
            file: self.file,
            inside: format!("{}[{position}]", self.inside),
        }
    }

    pub(super) fn list(&self, key: &str) -> Self {
        let dot = if self.inside.is_empty() { "" } else { "." };
        Self {
            file: self.file,
            inside: format!("{}{dot}{key}", self.inside),
        }
    }

    pub(super) fn in_words(&self) -> String {
        let file = clean(self.file);
        match &*self.inside {
            "" => file.into_owned(),
            inside => format!("{file}, {}", clean(inside)),
        }
    }
}
