//! Findings for people, as the Rust compiler shows them: the place, the line, carets under what is wrong, and what to do.

use super::{clean, one_line};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, SourceFile, Sources};
use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Columns that a report is made for.
const WIDTH: usize = 80;

/// Messages are cut here, in characters: a file can hold a key of a million letters, and the message quotes it.
const LONGEST_MESSAGE: usize = 600;

/// A line longer than this, in bytes, is not shown: nobody would see where in it the carets are.
const LONGEST_LINE: usize = 2_000;

/// Findings that one core writes out before it looks for more.
const AT_ONCE: usize = 64;

/// Findings whose text is in memory at one time.
const PART: usize = 1024;

/// The most lines of one value that are shown.
const MOST_LINES: usize = 6;

/// The findings in the order given, each followed by an empty line; empty where there are none.
#[must_use]
pub fn findings(findings: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    parts(findings, sources, colour).collect()
}

/// The same, a thousand findings at a time, so that tens of thousands are never all in memory as text.
pub fn parts<'f>(
    findings: &'f [Diagnostic],
    sources: &'f Sources,
    colour: bool,
) -> impl Iterator<Item = String> + 'f {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let hidden: BTreeSet<FileId> = findings
        .iter()
        .filter(|finding| finding.hide_excerpt)
        .map(|finding| finding.primary.span.file)
        .collect();
    let several = move |findings: &[Diagnostic]| {
        let mut report = String::new();
        for finding in findings {
            report.push_str(&one(finding, sources, &hidden, &renderer));
            report.push_str("\n\n");
        }
        report
    };
    findings.chunks(PART).map(move |part| {
        // Put together in their order, whichever core is done first.
        let written: Vec<String> = part.par_chunks(AT_ONCE).map(&several).collect();
        written.concat()
    })
}

fn one(
    finding: &Diagnostic,
    sources: &Sources,
    hidden: &BTreeSet<FileId>,
    renderer: &Renderer,
) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let before = finding.severity.word().len() + finding.kind.id.len() + "[]: ".len();
    let title = level
        .primary_title(wrapped(&finding.message, WIDTH.saturating_sub(before)))
        .id(finding.kind.id);
    let mut group = title.elements(places(finding, sources, hidden));
    if let Some(help) = &finding.help {
        let width = WIDTH.saturating_sub("     = help: ".len());
        group = group.element(Level::HELP.message(wrapped(help, width)));
    }
    renderer.render(&[group])
}

/// The places of a finding, file by file, beginning with the one it is about.
fn places<'s>(
    finding: &'s Diagnostic,
    sources: &'s Sources,
    hidden: &BTreeSet<FileId>,
) -> Vec<Element<'s>> {
    let mut labels: Vec<(AnnotationKind, &Label)> =
        vec![(AnnotationKind::Primary, &finding.primary)];
    labels.extend(
        finding
            .related
            .iter()
            .map(|label| (AnnotationKind::Context, label)),
    );
    let mut files: Vec<FileId> = Vec::new();
    for (_, label) in &labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    let mut elements = Vec::new();
    for id in files {
        let here: Vec<_> = labels
            .iter()
            .filter(|(_, label)| label.span.file == id)
            .copied()
            .collect();
        let excerpt = if hidden.contains(&id) {
            None
        } else {
            excerpt(sources.file(id), &here)
        };
        match excerpt {
            Some(excerpt) => elements.push(excerpt.into()),
            None => elements.extend(here.iter().map(|(_, label)| origin(label, sources).into())),
        }
    }
    elements
}

/// A place without its text.
fn origin<'s>(label: &Label, sources: &'s Sources) -> Origin<'s> {
    let at = sources.start(label.span);
    Origin::path(one_line(&sources.file(label.span.file).path))
        .line(at.line)
        .char_column(at.column)
}

/// The lines that these labels stand in, with carets. `None` where there is nothing to show, or too much.
fn excerpt<'s>(
    file: &'s SourceFile,
    labels: &[(AnnotationKind, &Label)],
) -> Option<Snippet<'s, Annotation<'s>>> {
    let spans: Vec<Range<usize>> = labels
        .iter()
        .map(|(_, label)| shown(&file.text, label.span.range()))
        .collect();
    let start = spans.iter().map(|span| span.start).min()?;
    let end = spans.iter().map(|span| span.end).max()?;
    let start = file.text[..start].rfind('\n').map_or(0, |line| line + 1);
    let end = file.text[end..]
        .find('\n')
        .map_or(file.text.len(), |line| end + line);
    let lines = &file.text[start..end];
    if lines.trim().is_empty() || lines.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    // Cleaning goes character by character, so a place moves to where the cleaned text before it ends.
    let moved = |offset: usize| clean_line_ends(&file.text[start..offset]).len();
    let annotations = labels.iter().zip(spans).map(|((kind, label), span)| {
        let annotation = kind.span(moved(span.start)..moved(span.end));
        if label.text.is_empty() {
            annotation
        } else {
            annotation.label(one_line(&label.text))
        }
    });
    Some(
        Snippet::source(clean_line_ends(lines))
            .line_start(file.position(start).line)
            .path(one_line(&file.path))
            .annotations(annotations.collect::<Vec<_>>()),
    )
}

/// The part of a place that is shown: on characters, and no more than a few lines of a long value.
fn shown(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |mut offset: usize| {
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = floor(range.start.min(text.len()));
    let end = floor(range.end.clamp(start, text.len()));
    let long = text[start..end]
        .match_indices('\n')
        .nth(MOST_LINES - 1)
        .map(|(newline, _)| start + newline);
    let end = long.unwrap_or(end);
    // A value that ends with its line is shown without the line end.
    start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
}

/// Cleaned, with the line ends of Windows turned into ours.
fn clean_line_ends(text: &str) -> String {
    clean(&text.replace("\r\n", "\n")).into_owned()
}

/// The text on lines of at most `width` columns where its words allow it; the renderer puts them under each other.
fn wrapped(text: &str, width: usize) -> String {
    let text = one_line(text);
    let mut lines = String::new();
    let mut column = 0;
    for (position, word) in cut(&text).split(' ').enumerate() {
        let columns = word.width();
        if position > 0 {
            if column + 1 + columns > width {
                lines.push('\n');
                column = 0;
            } else {
                lines.push(' ');
                column += 1;
            }
        }
        lines.push_str(word);
        column += columns;
    }
    lines
}

fn cut(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}
