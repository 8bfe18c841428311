//! What the sentences of an entry say, as far as fixed phrases tell: for checks that compare a text with a key.
//!
//! Knows no grammar. A check that uses it leaves a sentence alone as soon as it holds a word that may turn its meaning.

use crate::model::service::Service;
use crate::model::written::{Part, within};
use crate::source::Span;
use std::ops::Range;

/// One sentence of a text that people read.
pub(super) struct Sentence<'s> {
    /// The sentence in small letters. Only letters of English are made small, so that places stay the same.
    pub(super) text: String,
    start: usize,
    whole: &'s str,
    place: Span,
}

impl Sentence<'_> {
    /// The place in the file of some bytes of the sentence.
    pub(super) fn place(&self, bytes: Range<usize>) -> Span {
        within(
            self.place,
            self.whole,
            self.start + bytes.start..self.start + bytes.end,
        )
    }

    /// Where the first of these phrases stands, as whole words.
    pub(super) fn find(&self, phrases: &[&str]) -> Option<Range<usize>> {
        phrases
            .iter()
            .find_map(|phrase| whole_words(&self.text, phrase))
    }

    /// True where it holds one of these phrases, as whole words.
    pub(super) fn has(&self, phrases: &[&str]) -> bool {
        self.find(phrases).is_some()
    }
}

/// The sentences of the summary, the description, the plain lines and the sentence on how one gets in, in this order.
/// Only texts that hold `sign`, written in small letters, are looked at: most entries have none.
pub(super) fn sentences<'s>(
    service: &'s Service,
    sign: &'s [&'s str],
) -> impl Iterator<Item = Sentence<'s>> {
    [
        (Part::Summary, Some(&service.summary)),
        (Part::Description, service.description.as_ref()),
        (Part::Plain, service.plain.as_ref()),
        (Part::Referral, service.referral.as_ref()),
    ]
    .into_iter()
    .filter_map(|(part, text)| Some((part, text?.as_str())))
    .filter(|(_, text)| {
        let small = text.to_ascii_lowercase();
        sign.iter().any(|sign| small.contains(sign))
    })
    .flat_map(move |(part, text)| {
        ranges(text).into_iter().map(move |range| Sentence {
            text: text[range.clone()].to_ascii_lowercase(),
            start: range.start,
            whole: text,
            place: service.place_of(part),
        })
    })
}

/// Where each sentence stands. A stop ends one where a space or the end of a line follows, so `£3.50` is one word.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((position, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '!' | '?' | ';')
            && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends {
            ranges.push(start..position + 1);
            start = position + 1;
        }
    }
    ranges.push(start..text.len());
    ranges
}

fn whole_words(text: &str, phrase: &str) -> Option<Range<usize>> {
    let is_word = |letter: char| letter.is_alphanumeric();
    text.match_indices(phrase)
        .map(|(start, found)| start..start + found.len())
        .find(|range| {
            !text[..range.start].chars().next_back().is_some_and(is_word)
                && !text[range.end..].chars().next().is_some_and(is_word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_does_not_end_a_sentence() {
        let text = "It costs £3.50 each. Bring a cup! Come";
        let sentences: Vec<&str> = ranges(text)
            .into_iter()
            .map(|range| text[range].trim())
            .collect();
        assert_eq!(sentences, ["It costs £3.50 each.", "Bring a cup!", "Come"]);
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(
            whole_words("feel carefree, it is free", "free"),
            Some(21..25)
        );
        assert_eq!(whole_words("freephone", "free"), None);
    }
}
