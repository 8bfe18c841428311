//! The options that say how a leaflet looks.

use super::Format;
use crate::leaflet::pdf::Fonts;
use crate::leaflet::style::{Paper, Style};
use crate::leaflet::{Leaflet, html, markdown, pdf, spoken, text};
use crate::model::shown::clean;
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// How a leaflet looks, in the forms that have paper and colours.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it looks (--format pdf and html)")]
pub(super) struct StyleOptions {
    /// The size of the paper: a4 or a5 [default: a4]
    #[arg(long, value_enum, hide_possible_values = true)]
    size: Option<Size>,
    /// Print in 18 point; the default where the case says sight loss
    #[arg(long)]
    large_print: bool,
    /// The size of the text in points, 14 to 36, on A5 to 24; it begins at 18 with --large-print
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(14..=36))]
    points: Option<u16>,
    /// Print in black on yellow
    #[arg(long)]
    high_contrast: bool,
    /// A font for the PDF, as a TrueType or OpenType file, instead of Noto Sans
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,
    /// The bold font to go with it
    #[arg(long, value_name = "FILE", requires = "font")]
    bold_font: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Size {
    A4,
    A5,
}

/// A form, with all that it needs.
pub(super) enum Form {
    Text,
    Markdown,
    Html(Style),
    Pdf(Style, Fonts),
    Spoken,
}

impl Form {
    /// The printed form of a leaflet.
    pub(super) fn page(&self, leaflet: &Leaflet) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Text => text::text(leaflet).into_bytes(),
            Self::Markdown => markdown::markdown(leaflet).into_bytes(),
            Self::Html(style) => html::styled(leaflet, *style).into_bytes(),
            Self::Pdf(style, fonts) => pdf::pdf(leaflet, *style, fonts)?,
            Self::Spoken => spoken::spoken(leaflet).into_bytes(),
        })
    }
}

impl StyleOptions {
    /// Refuses options that would do nothing, and a PDF on a terminal, before anything is loaded.
    pub(super) fn check(&self, format: Format, to_file: bool) -> Result<()> {
        let plain = matches!(format, Format::Text | Format::Markdown | Format::Spoken);
        let looks =
            self.size.is_some() || self.large_print || self.points.is_some() || self.high_contrast;
        if plain && looks {
            bail!("--size, --large-print, --points and --high-contrast need --format pdf or html");
        }
        if format != Format::Pdf && self.font.is_some() {
            bail!("--font needs --format pdf");
        }
        if format == Format::Pdf && !to_file && io::stdout().is_terminal() {
            bail!("a PDF is not for a terminal; add --out leaflet.pdf");
        }
        self.style(false).map(|_| ())
    }

    /// True where sight loss decides how large it is printed: nothing was said about it, and the form has sizes.
    pub(super) fn is_left_open(&self, format: Format) -> bool {
        matches!(format, Format::Html | Format::Pdf) && !self.large_print && self.points.is_none()
    }

    /// The form that was asked for, in large print where nothing else is said and `large` is true.
    pub(super) fn form(&self, format: Format, large: bool) -> Result<Form> {
        Ok(match format {
            Format::Text => Form::Text,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html(self.style(large)?),
            Format::Pdf => Form::Pdf(self.style(large)?, self.fonts()?),
            Format::Spoken => Form::Spoken,
        })
    }

    /// The style that was asked for.
    fn style(&self, large: bool) -> Result<Style> {
        let points = match (self.large_print, self.points) {
            (true, Some(points)) if points < Style::LARGE => {
                bail!(
                    "--large-print begins at {} points; --points {points} is smaller",
                    Style::LARGE
                )
            }
            (_, Some(points)) => points,
            (large_print, None) if large_print || large => Style::LARGE,
            (_, None) => Style::STANDARD,
        };
        let paper = match self.size {
            Some(Size::A5) => Paper::A5,
            Some(Size::A4) | None => Paper::A4,
        };
        if points > paper.largest() {
            bail!(
                "--points {points} is too large for {}, which has room up to {}; use --size a4",
                paper.name(),
                paper.largest()
            );
        }
        Ok(Style {
            paper,
            points,
            high_contrast: self.high_contrast,
        })
    }

    /// The fonts that were named, or those of the program.
    fn fonts(&self) -> Result<Fonts> {
        let Some(path) = &self.font else {
            return Fonts::standard().map_err(|problem| anyhow!("the built-in font: {problem}"));
        };
        let bold = self.bold_font.as_deref().map(bytes).transpose()?;
        Fonts::from_bytes(bytes(path)?, bold)
            .map_err(|problem| anyhow!("--font {}: {problem}", clean(&path.display().to_string())))
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| {
        format!(
            "cannot read the font {}",
            clean(&path.display().to_string())
        )
    })
}
