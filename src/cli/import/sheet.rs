//! A spreadsheet and what its columns mean: given, saved beside it, or guessed.

use super::super::Common;
use super::super::output::{paragraph, write_whole};
use super::super::session::warn;
use crate::exchange::csv::map::{Map, Target, guess, worth};
use crate::exchange::csv::text::{Table, strays, table};
use crate::exchange::incoming::characters::{Characters, decoded};
use crate::model::shown::clean;
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A spreadsheet with the meaning of its columns.
pub(super) struct Sheet {
    pub(super) text: String,
    pub(super) map: Map,
}

/// Opens a spreadsheet. A guess is said, and saved beside it unless nothing is to be written.
pub(super) fn open(
    file: &Path,
    map: Option<&Path>,
    dry_run: bool,
    common: &Common,
) -> Result<Sheet> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (text, characters) =
        decoded(&bytes).map_err(|problem| anyhow!("{}: {problem}", file.display()))?;
    if characters == Characters::Windows {
        warn(
            common,
            &format!(
                "{} is not in UTF-8 and was read as Windows saves it",
                file.display()
            ),
        )?;
    }
    let beside = beside(file);
    let given = map.or_else(|| beside.is_file().then_some(&*beside));
    let given = given.map(|path| Ok::<_, anyhow::Error>((path, read(path)?)));
    let given = given.transpose()?;
    let table = match &given {
        Some((_, map)) => table(&text, &|cells| worth(&map.of_row(cells))),
        None => table(&text, &|cells| worth(&guess(cells))),
    };
    let columns = columns(&table);
    if columns.iter().all(String::is_empty) {
        bail!("{} has no row of column names", file.display());
    }
    if strays(table.text, table.divider)
        .first()
        .is_some_and(|stray| stray.line == 1)
    {
        bail!(
            "{}:{}: a quotation mark in the row of column names does not close where it should, so no row can be told from \
             the next",
            file.display(),
            table.lines_above + 1
        );
    }
    let map = if let Some((path, map)) = given {
        if let Some((unknown, nearest)) = map.unknown(&columns).first() {
            let help = nearest.map_or_else(
                || "take its line out, or leave its meaning empty".to_owned(),
                |nearest| format!("did you mean \"{}\"?", clean(nearest)),
            );
            bail!(
                "{}: {} has no column \"{}\"; {help}",
                path.display(),
                file.display(),
                clean(unknown)
            );
        }
        map
    } else {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let guessed = guess(&columns);
        said(&guessed, common)?;
        if !dry_run {
            write_whole(&beside, &guessed.text(), false)?;
            warn(
                common,
                &format!(
                    "saved as {}; put it right and import again",
                    beside.display()
                ),
            )?;
        }
        guessed
    };
    if !has_name(&map) {
        bail!(
            "no column is the `name` of a service; say which in a map: `\"Our column\" = \"name\"` below [columns], and --map FILE"
        );
    }
    Ok(Sheet { text, map })
}

fn said(map: &Map, common: &Common) -> Result<()> {
    if common.quiet {
        return Ok(());
    }
    let mut error = io::stderr();
    paragraph(
        &mut error,
        0,
        2,
        "signpost: guessed from the names of the columns:",
    )?;
    for (column, target) in &map.0 {
        let target = target.map_or_else(|| "left".to_owned(), |target| target.to_string());
        paragraph(&mut error, 2, 2, &format!("{column}: {target}"))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Map> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Map::read(&text).map_err(|problem| anyhow!("{}: {problem}", path.display()))
}

fn has_name(map: &Map) -> bool {
    let mut targets = map.0.iter().map(|(_, target)| *target);
    targets.any(|target| target == Some(Target::Name))
}

fn columns(table: &Table) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.divider)
        .flexible(true)
        .from_reader(table.text.as_bytes());
    let headers = reader.headers().map(|headers| {
        headers
            .iter()
            .map(|header| header.trim().to_owned())
            .collect()
    });
    headers.unwrap_or_default()
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".map.toml");
    file.with_file_name(name)
}
