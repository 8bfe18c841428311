//! `signpost postcodes build`: a published list of postcodes to a table.

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use walkdir::WalkDir;

use super::thousands;
use crate::place::build::{Provenance, build};
use crate::place::read::{Reader, Report, chosen};
use crate::place::{Table, TableProblem};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A CSV, the folder of an unpacked download, or its zip
    input: PathBuf,
    /// The table to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Who publishes the postcodes, for `signpost postcodes about`
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Which edition it is, such as `November 2025`
    #[arg(long, value_name = "TEXT")]
    edition: Option<String>,
    /// The date of the data: `2025`, `2025-11` or `2025-11-30`
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// A sentence that must be shown with the data; may be given again; left out: those of the ONS, Ordnance Survey and Royal
    /// Mail
    #[arg(long, value_name = "SENTENCE")]
    attribution: Vec<String>,
}

/// Reads the input, reports what was left out, and writes the table.
///
/// # Errors
/// Where the input cannot be read or holds no postcode, or the output cannot be written or is another kind of file.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<()> {
    refuse_to_overwrite_another_file(&arguments.out)?;
    let mut reader = Reader::default();
    read_input(&mut reader, &arguments.input)?;
    let (rows, report) = reader.finish();
    print_report(&report, out)?;
    let attribution = if arguments.attribution.is_empty() {
        let year = arguments.date.as_deref().and_then(|date| date.get(..4));
        Provenance::required_attribution(year)
    } else {
        arguments.attribution.clone()
    };
    let provenance = Provenance {
        source: arguments.source.clone(),
        edition: arguments.edition.clone(),
        date: arguments.date.clone(),
        attribution,
    };
    let bytes = build(rows, &provenance)
        .with_context(|| format!("no table was made from `{}`", arguments.input.display()))?;
    let table = Table::from_bytes(bytes)
        .context("the table does not pass its own checks; please report this")?;
    write_whole(&arguments.out, table.as_bytes())?;
    let size = thousands(table.as_bytes().len());
    writeln!(out, "wrote {} ({size} bytes)", arguments.out.display())?;
    Ok(())
}

fn read_input(reader: &mut Reader, input: &Path) -> anyhow::Result<()> {
    if input.is_dir() {
        let files = WalkDir::new(input)
            .sort_by_file_name()
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let within = |path: &Path| {
            path.strip_prefix(input)
                .unwrap_or(path)
                .display()
                .to_string()
        };
        let names: Vec<String> = files
            .iter()
            .filter(|file| file.file_type().is_file())
            .map(|file| within(file.path()))
            .collect();
        let lists = chosen(&names);
        if lists.is_empty() {
            bail!(
                "`{}` holds no CSV file; give the folder of the unpacked download",
                input.display()
            );
        }
        for list in lists {
            let path = input.join(list);
            reader.csv(&path.display().to_string(), open(&path)?)?;
        }
        return Ok(());
    }
    let name = input.display().to_string();
    let mut start = [0; 2];
    let is_zip = open(input)?.read_exact(&mut start).is_ok() && &start == b"PK";
    if is_zip {
        reader.zip(&name, open(input)?)?;
    } else {
        reader.csv(&name, open(input)?)?;
    }
    Ok(())
}

fn open(path: &Path) -> anyhow::Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

fn print_report(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let files = match report.files.as_slice() {
        [one] => one.clone(),
        several => format!("{} files", several.len()),
    };
    let rows = if report.rows == 1 { "row" } else { "rows" };
    let (read, kept) = (thousands(report.rows), thousands(report.kept));
    writeln!(out, "read {files}: {read} {rows}, {kept} kept")?;
    for skipped in &report.skipped {
        let examples = skipped.examples.join("; ");
        writeln!(
            out,
            "left out {} {}, such as {examples}",
            thousands(skipped.rows),
            skipped.why
        )?;
    }
    Ok(())
}

/// A table may be replaced, and an empty file; nothing else, for the input may have been named by mistake.
fn refuse_to_overwrite_another_file(path: &Path) -> anyhow::Result<()> {
    let Ok(bytes) = fs::read(path) else {
        return Ok(());
    };
    if !bytes.is_empty() && Table::from_bytes(bytes).err() == Some(TableProblem::NotATable) {
        bail!(
            "`{}` exists and is not a postcode table; choose another name for `--out`",
            path.display()
        );
    }
    Ok(())
}

/// Writes a file beside its place and then moves it there, so that it is never half written.
fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // Whatever stopped the writing is worth telling; that the remains could not be removed is not.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| {
        format!(
            "`{}` cannot be written; is its folder there?",
            path.display()
        )
    })
}

fn date(typed: &str) -> Result<String, String> {
    let parts: Vec<&str> = typed.split('-').collect();
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let right = match parts.as_slice() {
        [year] => digits(year, 4),
        [year, rest @ ..] if rest.len() <= 2 => {
            digits(year, 4) && rest.iter().all(|part| digits(part, 2))
        }
        _ => false,
    };
    if right {
        Ok(typed.to_owned())
    } else {
        Err("expected `2025`, `2025-11` or `2025-11-30`".to_owned())
    }
}
