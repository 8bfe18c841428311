//! Going over the texts of a directory: entry by entry as they are read, or file by file as they are written.
//!
//! No check by itself. What is looked at entry by entry is shown to people; a file has comments too, which nobody is shown
//! but everybody with a copy of the directory can read.

use super::Context;
use crate::model::service::Service;
use crate::model::text::Text;
use crate::source::{FileId, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// The keys of texts that a person may be shown: all but what a price is for and who confirmed the entry.
const SHOWN: [&str; 12] = [
    "name",
    "organization",
    "summary",
    "description",
    "referral",
    "contact.text",
    "locations.name",
    "locations.address",
    "eligibility.other",
    "alerts.text",
    "plain",
    "role_name",
];

/// One text of a service.
#[derive(Debug)]
pub struct Said<'s> {
    /// The service.
    pub(super) service: &'s Service,
    /// The text, and where it stands.
    pub(super) text: Text<'s>,
    words: OnceCell<Vec<Word<'s>>>,
}

/// A word, and where it stands in its text.
pub(super) type Word<'t> = (Range<usize>, &'t str);

impl<'s> Said<'s> {
    pub(super) const fn new(service: &'s Service, text: Text<'s>) -> Self {
        let words = OnceCell::new();
        Self {
            service,
            text,
            words,
        }
    }

    /// The [`words`] of the text, put apart once for all checks.
    pub(super) fn words(&self) -> &[Word<'s>] {
        self.words.get_or_init(|| words(self.text.text))
    }

    /// True for a text that a person may be shown, of a service that may run again.
    pub(super) fn is_shown(&self) -> bool {
        SHOWN.contains(&self.text.key) && self.service.may_run_again()
    }

    /// Where a part of the text stands, as it is written; the whole text where it is written otherwise (folded, with escapes).
    pub(super) fn place(&self, context: &Context, part: &str) -> Span {
        let written = context.directory.sources.files();
        let whole = self.text.span;
        let written = written.get(whole.file.0 as usize).map(|file| &file.text);
        let start = written
            .and_then(|written| written.get(whole.range()))
            .and_then(|written| written.find(part));
        start.map_or(whole, |start| {
            let start = whole.range().start + start;
            Span::new(whole.file, start..start + part.len())
        })
    }
}

/// One file as it is written.
#[derive(Debug)]
pub struct Written<'d> {
    /// The file.
    pub(super) file: FileId,
    /// All of it.
    pub(super) text: &'d str,
    /// False where the loader has said why it could not be read.
    pub(super) was_read: bool,
}

impl Written<'_> {
    /// The place of some bytes of the file.
    pub(super) fn place(&self, bytes: Range<usize>) -> Span {
        Span::new(self.file, bytes)
    }
}

/// The words of a text with where they stand: letters, digits, and apostrophes between them.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    // English has about five letters a word and a space.
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let word = text[first..at].trim_end_matches(['\'', '’']);
                words.push((first..first + word.len(), word));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The first words of a text that are one of these phrases, and what stands with it in the list: in whatever case, with `s` after
/// it or without, and not inside a longer word.
///
/// The phrases are of ASCII letters, small ones, and sorted, so that one pass over the text is enough for all of them.
pub(super) fn first_phrase<'t, T>(
    text: &'t str,
    phrases: &'t [(&str, T)],
) -> Option<(&'t str, &'t T)> {
    let bytes = text.as_bytes();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = (0..bytes.len()).filter(|at| *at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
    starts
        .flat_map(|at| {
            let first = bytes[at].to_ascii_lowercase();
            let from = phrases.partition_point(|(phrase, _)| phrase.as_bytes() < &[first][..]);
            let same = phrases[from..].iter();
            same.take_while(move |(phrase, _)| phrase.as_bytes().first() == Some(&first))
                .map(move |entry| (at, entry))
        })
        .find_map(|(start, (phrase, with))| {
            let end = start + phrase.len();
            let said = text.get(start..end)?;
            if !said.eq_ignore_ascii_case(phrase) || letter(text[..start].chars().next_back()) {
                return None;
            }
            let plural = text[end..].starts_with(['s', 'S']);
            let end = end + usize::from(plural);
            (!letter(text[end..].chars().next())).then(|| (&text[start..end], with))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes_and_lose_their_quotes() {
        let found: Vec<&str> = words("'Don't' say 3, Tŷ.")
            .iter()
            .map(|word| word.1)
            .collect();
        assert_eq!(found, ["Don't", "say", "3", "Tŷ"]);
    }

    #[test]
    fn a_phrase_is_whole_words_and_may_be_more_than_one() {
        let phrases = [("holistic", 1), ("service user", 2)];
        let first = |text| first_phrase(text, &phrases);
        assert_eq!(first("our service users."), Some(("service users", &2)));
        assert_eq!(first("A Service User"), Some(("Service User", &2)));
        assert_eq!(first("für–HOLISTICS, Tŷ"), Some(("HOLISTICS", &1)));
        for other in [
            "self-service usership",
            "holistically",
            "éholistic",
            "holisticé",
            "",
            "é",
        ] {
            assert_eq!(first(other), None, "{other}");
        }
    }

    #[test]
    fn the_first_phrase_is_the_first_in_the_text() {
        let phrases = [("adl", 1), ("adls and more", 2), ("pcn", 3)];
        assert_eq!(
            first_phrase("The PCN, ADLs and more", &phrases),
            Some(("PCN", &3))
        );
        assert_eq!(first_phrase("ADLs and more", &phrases), Some(("ADLs", &1)));
    }
}
