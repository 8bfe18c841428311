//! Going over the texts of a directory: entry by entry as they are read, or file by file as they are written.
//!
//! No check by itself. What is looked at entry by entry is shown to people; a file has comments too, which nobody is shown
//! but everybody with a copy of the directory can read.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::service::Service;
use crate::model::text::Text;
use crate::source::{FileId, Span};
use rayon::prelude::*;
use std::collections::HashMap;
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

/// Looks at every service on every core. The findings come in the order of the services, each about its service.
pub(super) fn services<L>(context: &Context, look: L) -> Vec<Diagnostic>
where
    L: Fn(&Service, &mut Vec<Diagnostic>) + Sync,
{
    let services = context.directory.services.par_iter();
    services
        .flat_map_iter(|service| {
            let mut found = Vec::new();
            look(service, &mut found);
            for finding in &mut found {
                finding.subject = Some(service.id.value.clone());
            }
            found
        })
        .collect()
}

/// Looks at every text of every service that may run; at most one finding a text.
pub(super) fn texts<L>(context: &Context, look: L) -> Vec<Diagnostic>
where
    L: Fn(&Service, &Text) -> Option<Diagnostic> + Sync,
{
    services(context, |service, found| {
        if super::may_run_again(service) {
            let texts = service.texts();
            found.extend(texts.iter().filter_map(|text| look(service, text)));
        }
    })
}

/// True for a text that a person may be shown.
pub(super) fn is_shown(text: &Text) -> bool {
    SHOWN.contains(&text.key)
}

/// Where a part of a text stands, as it is written; the whole text where it is written otherwise (folded, with escapes).
pub(super) fn place(context: &Context, text: &Text, part: &str) -> Span {
    let written = context.directory.sources.files();
    let whole = text.span;
    let written = written.get(whole.file.0 as usize).map(|file| &file.text);
    let start = written
        .and_then(|written| written.get(whole.range()))
        .and_then(|written| written.find(part));
    start.map_or(whole, |start| {
        let start = whole.range().start + start;
        Span::new(whole.file, start..start + part.len())
    })
}

/// Looks at every file as it is written, comments included, on every core. Files that could not be read are looked at only
/// where `broken_too` says so: the loader has said what is wrong with them.
///
/// What is found is a range of bytes with the words for it. The finding is about the entry that the file is for.
pub(super) fn files<L>(context: &Context, broken_too: bool, look: L) -> Vec<Diagnostic>
where
    L: Fn(&str, &mut dyn FnMut(Range<usize>, Diagnostic)) + Sync,
{
    let services = context.directory.services.iter();
    let ids: HashMap<FileId, &str> = services
        .map(|service| (service.file, service.id.value.as_str()))
        .collect();
    let files = context.directory.sources.files().par_iter().enumerate();
    files
        .flat_map_iter(|(position, file)| {
            let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            let at_top = TOP_FILES.contains(&name);
            let mut found = Vec::new();
            if broken_too || at_top || ids.contains_key(&id) {
                let stem = name.strip_suffix(".yaml").unwrap_or(name);
                let subject = if at_top { name } else { stem };
                let subject = ids.get(&id).copied().unwrap_or(subject);
                look(&file.text, &mut |range, mut finding: Diagnostic| {
                    finding.primary.span = Span::new(id, range);
                    finding.subject = Some(subject.to_owned());
                    found.push(finding);
                });
            }
            found
        })
        .collect()
}

/// The files that are no entries.
const TOP_FILES: [&str; 4] = ["areas.yaml", "needs.yaml", "routing.toml", "signpost.toml"];

/// The words of a text with where they stand: letters, digits, and apostrophes between them.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut words = Vec::new();
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

/// Where a phrase of lower-case letters stands in a text as whole words, in whatever case, with `s` after it or without.
pub(super) fn phrase(lower: &str, phrase: &str) -> Option<Range<usize>> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    lower
        .match_indices(phrase)
        .map(|(start, _)| start..start + phrase.len())
        .find_map(|range| {
            let after = lower[range.end..].strip_prefix('s');
            let end = if after.is_some() {
                range.end + 1
            } else {
                range.end
            };
            let ends = !letter(lower[end..].chars().next());
            (ends && !letter(lower[..range.start].chars().next_back())).then_some(range.start..end)
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
        assert_eq!(phrase("our service users.", "service user"), Some(4..17));
        assert_eq!(phrase("a service user", "service user"), Some(2..14));
        assert_eq!(phrase("self-service usership", "service user"), None);
        assert_eq!(phrase("holistically", "holistic"), None);
    }
}
