//! How a service file is written, as findings that carry their own fix: spaces, the order of keys, the last line.
//!
//! What the file says is the same before and after. Telephone numbers keep their digits and postcodes their letters.

use super::meaning::Meaning;
use super::order::disorder;
use super::outline::{block_texts, is_inside, newline, order, visit};
use super::{Edit, replaced};
use crate::diagnostic::{Diagnostic, Kind};
use crate::load::node::{Node, Shape, yaml_tree};
use crate::model::postcode::{District, Postcode};
use crate::model::shown::{count, phone_spaced};
use crate::source::{FileId, Replacement, SourceFile, Sources, Span};
use rayon::prelude::*;
use std::ops::Range;

mod kinds;

pub use kinds::ALL;
use kinds::{KEY_ORDER, MISSING_FINAL_NEWLINE, PHONE_SPACING, POSTCODE_SPACING, TRAILING_SPACE};

/// After so many rounds of fixes a file is left as it is; two are the most that was ever needed.
const MOST_ROUNDS: usize = 20;

/// What is found in the service files of a directory, sorted by place. Files that are no YAML are passed over: the loader
/// speaks of those.
#[must_use]
pub fn findings(sources: &Sources) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = service_files(sources)
        .into_par_iter()
        .flat_map_iter(|(id, file)| of_text(&file.text, id))
        .collect();
    for finding in &mut found {
        let path = &sources.file(finding.primary.span.file).path;
        let name = path.rsplit('/').next().unwrap_or(path);
        finding.subject = Some(name.trim_end_matches(".yaml").to_owned());
    }
    crate::diagnostic::sort(&mut found);
    found
}

/// The service files of a directory that was loaded.
#[must_use]
pub fn service_files(sources: &Sources) -> Vec<(FileId, &SourceFile)> {
    // The folder may itself lie below one that is called `services`; its settings are at its top.
    let paths = sources.files().iter().map(|file| file.path.as_str());
    let settings = paths.filter_map(|path| path.strip_suffix("signpost.toml"));
    let folder = settings.min_by_key(|folder| folder.len()).unwrap_or("");
    (0..)
        .map(FileId)
        .zip(sources.files())
        .filter(|(_, file)| {
            let inside = file.path.strip_prefix(folder);
            inside.is_some_and(|path| path.starts_with("services/") && path.ends_with(".yaml"))
        })
        .collect()
}

/// True for `…/services/<topic>/<id>.yaml`, in whatever folder `services` lies.
#[must_use]
pub fn is_service_file(path: &str) -> bool {
    let path = path.replace('\\', "/");
    (path.starts_with("services/") || path.contains("/services/")) && path.ends_with(".yaml")
}

/// What is found in the text of one service file, sorted by place.
#[must_use]
pub fn of_text(text: &str, file: FileId) -> Vec<Diagnostic> {
    yaml_tree(text).map_or_else(Vec::new, |root| of_tree(text, file, &root))
}

/// The same, where the tree is at hand already.
#[must_use]
pub fn of_tree(text: &str, file: FileId, root: &Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !matches!(root.shape, Shape::Map(_)) {
        return found;
    }
    // The tree may have been read without knowing which file it is.
    let place = |range: Range<usize>| Span::new(file, range);
    found.extend(trailing_space(text, root, file));
    if !text.is_empty() && !text.ends_with('\n') {
        let end = text.len();
        let last = end - text.chars().next_back().map_or(0, char::len_utf8);
        found.push(
            Diagnostic::new(
                &MISSING_FINAL_NEWLINE,
                place(last..end),
                "the last line has no line break at its end",
            )
            .help("press Enter at the end of the file")
            .fix(vec![replacement(file, end..end, newline(text))]),
        );
    }
    visit(root, &mut Vec::new(), &mut |path, node| {
        if let Shape::Text(typed) = &node.shape
            && let Some((kind, spaced)) = settled(path, typed.trim())
            && let Some(range) = written(text, node, typed.trim())
        {
            found.push(
                Diagnostic::new(
                    kind,
                    place(node.span.range()),
                    format!("`{}` is written `{spaced}`", typed.trim()),
                )
                .help(format!("write `{spaced}`"))
                .fix(vec![replacement(file, range, &spaced)]),
            );
        }
        if let Shape::Map(entries) = &node.shape
            && let Some(keys) = order(path)
            && let Some(wrong) = disorder(text, node, keys)
        {
            let (key, before) = (&entries[wrong.key].0, &entries[wrong.before].0);
            found.push(
                Diagnostic::new(
                    &KEY_ORDER,
                    place(key.span.range()),
                    format!("`{}` stands after `{}`", key.value, before.value),
                )
                .related(place(before.span.range()), "it belongs before this")
                .help("`signpost format` puts keys in order, with their comments")
                .fix(vec![replacement(file, wrong.edit.range, &wrong.edit.text)]),
            );
        }
    });
    crate::diagnostic::sort(&mut found);
    found
}

/// A text after fixes, and what was fixed.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// The findings that are gone, as they were found.
    pub findings: Vec<Diagnostic>,
}

/// The text of a service file with every fix of its layout. `None` where there is nothing to fix, or where the new text would
/// not say what the old one says.
#[must_use]
pub fn fixed(text: &str) -> Option<Fixed> {
    let mut new = text.to_owned();
    let mut findings = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let found = of_text(&new, FileId(0));
        if found.is_empty() {
            break;
        }
        // Inner places first: what lies around them has another text afterwards, and its turn comes in the next round.
        let mut edits: Vec<Edit> = Vec::new();
        let mut smallest_first = found;
        smallest_first.sort_by_key(|finding| {
            let sizes = finding.fix.iter().map(|part| part.span.range().len());
            sizes.max()
        });
        for finding in smallest_first {
            let of_finding: Vec<Edit> = finding.fix.iter().map(Edit::from).collect();
            let apart = |edit: &Edit| {
                edits
                    .iter()
                    .all(|other| are_apart(&edit.range, &other.range))
            };
            if of_finding.iter().all(apart) {
                edits.extend(of_finding);
                findings.push(finding);
            }
        }
        new = replaced(&new, &edits)?;
    }
    let same = Meaning::of_service(&new) == Meaning::of_service(text);
    (same && new != text).then_some(Fixed {
        text: new,
        findings,
    })
}

/// How a telephone number or a postcode at this place of a service file is spaced; `None` where it is so already, or it is none.
pub(super) fn settled(path: &[&str], typed: &str) -> Option<(&'static Kind, String)> {
    let (kind, spaced) = match path {
        ["contact", "phone" | "text"] => (&PHONE_SPACING, phone_spaced(typed)?),
        ["locations", "postcode"] => (&POSTCODE_SPACING, Postcode::parse(typed).ok()?.to_string()),
        ["locations", "district"] => (&POSTCODE_SPACING, District::parse(typed).ok()?.to_string()),
        _ => return None,
    };
    (spaced != typed).then_some((kind, spaced))
}

/// Where the letters of a text stand, without quotation marks. `None` where it is not written as it is read.
fn written(text: &str, node: &Node, typed: &str) -> Option<Range<usize>> {
    let range = node.span.range();
    let inner = text[range.clone()].trim_matches(['"', '\'']).trim();
    (inner == typed).then_some(())?;
    let start = range.start + text[range].find(typed)?;
    Some(start..start + typed.len())
}

/// Spaces before line breaks, but for those that belong to a text after `|` or `>`. One finding for the file.
fn trailing_space(text: &str, root: &Node, file: FileId) -> Option<Diagnostic> {
    // Nearly every file has none.
    let ends = [" \n", "\t\n", " \r\n", "\t\r\n"];
    if !ends.iter().any(|end| text.contains(end)) && !text.ends_with([' ', '\t']) {
        return None;
    }
    let texts = block_texts(text, root);
    let mut places = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let kept = content.trim_end_matches([' ', '\t']);
        let range = start + kept.len()..start + content.len();
        let in_text = is_inside(&texts, start);
        // A backslash makes a letter of the space after it.
        if !range.is_empty() && !in_text && !kept.ends_with('\\') {
            places.push(range);
        }
        start += line.len();
    }
    let first = places.first()?.clone();
    let lines = count(places.len(), "line ends", "lines end");
    let message = if places.len() == 1 {
        "the line ends in a space".to_owned()
    } else {
        format!("{lines} in a space; this is the first")
    };
    let fix = places
        .into_iter()
        .map(|place| replacement(file, place, ""))
        .collect();
    Some(
        Diagnostic::new(&TRAILING_SPACE, Span::new(file, first), message)
            .help("take the spaces at the end of lines away")
            .fix(fix),
    )
}

fn replacement(file: FileId, range: Range<usize>, text: &str) -> Replacement {
    Replacement {
        span: Span::new(file, range),
        text: text.to_owned(),
    }
}

/// True where two edits do not touch; two insertions at one place do.
fn are_apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start && one.start < other.start
        || other.end <= one.start && other.start < one.start
}
