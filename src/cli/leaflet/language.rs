//! The language of a leaflet: one that the program carries, or a file of somebody's own.

use super::super::Common;
use super::super::session::warn;
use super::Format;
use crate::leaflet::words::Words;
use crate::load::MAX_BYTES;
use crate::model::shown::{clean, count};
use crate::source::SourceFile;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::fs::File;
use std::io::{self, Read, Write};

/// Which words it has.
#[derive(Debug, Args)]
#[command(next_help_heading = "What it says")]
pub(super) struct LanguageOptions {
    /// The language of the fixed words: en, cy, or a language file of your own (see --print-words)
    #[arg(long, value_name = "XX|FILE", default_value = "en")]
    lang: String,
    /// Print a language whose words nobody has checked yet; the leaflet says so
    #[arg(long)]
    unverified: bool,
    /// Print the English language file, to translate it; then `--lang FILE`
    #[arg(long, exclusive = true)]
    pub(super) print_words: bool,
}

impl LanguageOptions {
    /// The words that were asked for. Says who checked them.
    pub(super) fn words(&self, format: Format, common: &Common) -> Result<&'static Words> {
        let words = self.named()?;
        if words.is_english() {
            return Ok(words);
        }
        if format == Format::Spoken {
            bail!(
                "--format spoken is in English only; read a leaflet in {} from --format text",
                words.name
            );
        }
        match &words.checked {
            Some(checked) => warn(
                common,
                &format!("{}: words checked by {checked}", words.name),
            )?,
            None if self.unverified => warn(
                common,
                &format!(
                    "{}: nobody has checked these words; the leaflet says so. Have somebody read it who speaks {} well",
                    words.name, words.name
                ),
            )?,
            None => bail!(
                "nobody has checked the words in {}; --unverified prints them, and the leaflet says so",
                words.name
            ),
        }
        Ok(words)
    }

    fn named(&self) -> Result<&'static Words> {
        if self.lang.ends_with(".toml") || self.lang.contains(['/', '\\']) {
            return of_file(&self.lang);
        }
        Words::of(&self.lang).with_context(|| {
            let known: Vec<String> = Words::all()
                .iter()
                .map(|words| format!("{} ({})", words.code, words.name))
                .collect();
            format!(
                "there are no words in `{}`; there are: {}; for another language give a file: `signpost leaflet --print-words > xx.toml`, translate it, then `--lang xx.toml`",
                clean(&self.lang),
                known.join(", ")
            )
        })
    }
}

/// The words of a language file. What is wrong with it is said, all of it.
fn of_file(path: &str) -> Result<&'static Words> {
    let mut text = String::new();
    let shown = clean(path).into_owned();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text))
        .with_context(|| format!("cannot read the language file {shown}"))?;
    let file = SourceFile { path: shown, text };
    match Words::parse(&file.text) {
        // One language a run: it lives as long as those that are compiled in.
        Ok(words) => Ok(Box::leak(Box::new(words))),
        Err(problems) => {
            for problem in &problems {
                let at = file.position(problem.place.start);
                writeln!(
                    io::stderr(),
                    "{}:{}:{}: {}",
                    file.path,
                    at.line,
                    at.column,
                    clean(&problem.text)
                )?;
            }
            let problems = count(problems.len(), "problem", "problems");
            bail!("{problems} in the language file; nothing is printed")
        }
    }
}
