//! A comparison as lines that text and Markdown share.

use super::output::{bullet, paragraph};
use crate::model::shown::markdown;
use std::io::{self, Write};

/// A line, or a paragraph. Whatever came out of a file is cleaned, and escaped in Markdown, when it is printed.
pub(super) enum Line {
    /// What the lines below are about.
    Title(String),
    /// A sentence.
    Said(String),
    /// What the items below are about.
    Of(String),
    /// One of a list.
    Item(String),
}

/// For people.
pub(super) fn text(lines: &[Line], banner: Option<String>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, &banner)?;
    }
    for line in lines {
        match line {
            Line::Title(title) => {
                writeln!(out)?;
                paragraph(out, 0, 0, title)?;
            }
            Line::Said(said) => paragraph(out, 0, 0, said)?,
            Line::Of(of) => paragraph(out, 2, 2, of)?,
            Line::Item(item) => bullet(out, 2, item)?,
        }
    }
    Ok(())
}

/// For a comment on a pull request.
pub(super) fn as_markdown(
    lines: &[Line],
    banner: Option<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(banner) = banner {
        writeln!(out, "{}\n", markdown(&banner))?;
    }
    let mut in_list = false;
    for line in lines {
        let is_item = matches!(line, Line::Item(_));
        if in_list && !is_item {
            writeln!(out)?;
        }
        in_list = is_item;
        match line {
            Line::Title(title) => writeln!(out, "### {}\n", markdown(title))?,
            Line::Said(said) => writeln!(out, "{}\n", markdown(said))?,
            Line::Of(of) => writeln!(out, "**{}**\n", markdown(of))?,
            Line::Item(item) => writeln!(out, "- {}", markdown(item))?,
        }
    }
    Ok(())
}
