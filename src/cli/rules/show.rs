//! `signpost rules show`: the rules in sentences, to be read aloud in a meeting.

use crate::cli::case_input::name_needs;
use crate::cli::output::{bullet, paragraph};
use crate::cli::session::{self, Session};
use crate::cli::{Common, Status};
use crate::model::case::Case;
use crate::model::need::NeedIndex;
use crate::model::shown::{clean, markdown};
use crate::read_aloud::read_aloud;
use crate::read_aloud::script::{Line, script};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// Print the rules to be read aloud in a meeting: in sentences, strongest first, with who owns them and when they are due.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only the rules about this need, and those for the person: its id or exact words for it
    #[arg(long, value_name = "NEED")]
    need: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    /// To be pasted into a meeting paper
    Markdown,
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session::must_be_read(&session.loaded, common)?;
    let need = arguments
        .need
        .as_ref()
        .map(|typed| named(typed, &session))
        .transpose()?;
    let reading = read_aloud(session.directory(), need, session.today);
    let banner = session.banner();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &reading)?;
            writeln!(out)?;
        }
        Format::Text => as_text(&script(&reading), banner.as_deref(), out)?,
        Format::Markdown => as_markdown(&script(&reading), banner.as_deref(), out)?,
    }
    Ok(Status::Answered)
}

/// The need that was named by its id or exact words.
fn named(typed: &String, session: &Session) -> Result<NeedIndex> {
    let mut case = Case::default();
    let problems = name_needs(std::slice::from_ref(typed), session, &mut case);
    match case.needs.first() {
        Some((need, _)) if problems.is_empty() => Ok(*need),
        _ => bail!("{}", problems.join("\n  ")),
    }
}

fn as_text(lines: &[Line], banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, banner)?;
        writeln!(out)?;
    }
    let mut indent = 0;
    for line in lines {
        match line {
            Line::Title(text) => paragraph(out, 0, 0, text)?,
            Line::Part(text) => {
                writeln!(out)?;
                paragraph(out, 0, 0, &clean(text).to_uppercase())?;
                indent = 0;
            }
            Line::Name(text) => {
                writeln!(out)?;
                paragraph(out, 0, 2, text)?;
                indent = 2;
            }
            Line::Sentence(text) => paragraph(out, indent, 2, text)?,
            Line::Item { depth, text } => bullet(out, indent + 2 + 2 * depth, text)?,
        }
    }
    Ok(())
}

fn as_markdown(lines: &[Line], banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = banner {
        writeln!(out, "{}\n", markdown(banner))?;
    }
    let mut before_is_item = false;
    for (number, line) in lines.iter().enumerate() {
        let is_item = matches!(line, Line::Item { .. });
        // An empty line ends a paragraph; entries of one list stand together.
        if number > 0 && !(is_item && before_is_item) {
            writeln!(out)?;
        }
        match line {
            Line::Title(text) => writeln!(out, "# {}", markdown(text))?,
            Line::Part(text) => writeln!(out, "## {}", markdown(text))?,
            Line::Name(text) => writeln!(out, "### {}", markdown(text))?,
            Line::Sentence(text) => writeln!(out, "{}", markdown(text))?,
            Line::Item { depth, text } => {
                writeln!(
                    out,
                    "{:indent$}- {}",
                    "",
                    markdown(text),
                    indent = 2 * depth
                )?;
            }
        }
        before_is_item = is_item;
    }
    Ok(())
}
