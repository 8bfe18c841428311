//! `signpost postcodes`: build a table of postcodes, look one up, say where the table comes from.

mod build;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use crate::model::postcode::{Locality, Reading};
use crate::place::{Located, NotFound, Precision, Table, locate};

/// Looks up postcodes, and builds the table they are looked up in.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say where a postcode, sector or district is and which local authority it lies in
    Lookup(Lookup),
    /// Say where the table of postcodes comes from and what must be shown with it
    About(About),
    /// Build a table from the ONS Postcode Directory, Code-Point Open or a CSV
    Build(build::Arguments),
}

#[derive(Debug, Args)]
struct Lookup {
    /// A postcode, sector or district: `CO4 5JR`, `CO4 5` or `CO4`
    #[arg(required = true, num_args = 1..)]
    postcode: Vec<String>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct About {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Does what was asked and prints the answer.
///
/// Returns `false` where a postcode was looked up and is not in the table; everything else that was done is `true`.
///
/// # Errors
/// Where the table, the input or the output cannot be used, or what was typed is not a postcode.
pub(crate) fn run(
    arguments: &Arguments,
    postcodes: Option<&Path>,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    match &arguments.command {
        Command::Lookup(lookup) => look_up(lookup, &table(postcodes)?, out),
        Command::About(about) => tell(about.format, postcodes, out).map(|()| true),
        Command::Build(arguments) => build::run(arguments, out).map(|()| true),
    }
}

/// The table of postcodes to use: the one in this file, or the one that is part of the program.
///
/// # Errors
/// Where the file cannot be read or is not a table.
pub(crate) fn table(postcodes: Option<&Path>) -> anyhow::Result<Table> {
    let Some(path) = postcodes else {
        return Ok(Table::embedded());
    };
    let bytes = fs::read(path)
        .with_context(|| format!("the postcode table `{}` cannot be read", path.display()))?;
    Table::from_bytes(bytes).with_context(|| format!("`{}`", path.display()))
}

fn look_up(lookup: &Lookup, table: &Table, out: &mut dyn Write) -> anyhow::Result<bool> {
    let Reading {
        locality,
        repaired_from,
    } = Locality::read(&lookup.postcode.join(" "))?;
    let located = locate(table, locality);
    match lookup.format {
        Format::Text => {
            if let Some(typed) = &repaired_from {
                writeln!(out, "`{typed}` was taken to mean {locality}")?;
            }
            match &located {
                Ok(located) => found_text(located, out)?,
                Err(problem) => writeln!(out, "{problem}")?,
            }
        }
        Format::Json => found_json(locality, repaired_from.as_deref(), &located, out)?,
    }
    Ok(located.is_ok())
}

fn found_text(located: &Located, out: &mut dyn Write) -> std::io::Result<()> {
    if let Some(note) = located.note {
        writeln!(out, "{note}")?;
    }
    let within = thousands(located.within_m as usize);
    let how_near = match located.precision {
        Precision::Unit => format!("to within {within} m"),
        Precision::Sector => format!("the middle of a sector, 95 % of it within {within} m"),
        Precision::District => format!("the middle of a district, 95 % of it within {within} m"),
    };
    writeln!(out, "{}: {how_near}", located.locality)?;
    let point = located.point;
    writeln!(
        out,
        "National Grid: {} m east, {} m north",
        point.easting_m, point.northing_m
    )?;
    writeln!(out, "district: {}", located.district)?;
    let several = if located.authorities.len() == 1 {
        ""
    } else {
        " (one of, likeliest first)"
    };
    writeln!(
        out,
        "local authority{several}: {}",
        located.authorities.join(", ")
    )
}

fn found_json(
    locality: Locality,
    repaired_from: Option<&str>,
    located: &Result<Located, NotFound>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut answer = json!({
        "version": 1,
        "postcode": locality.to_string(),
        "repaired_from": repaired_from,
        "found": located.is_ok(),
        "district": locality.district().to_string(),
    });
    let more = match located {
        Ok(located) => json!({
            "precision": match located.precision {
                Precision::Unit => "unit",
                Precision::Sector => "sector",
                Precision::District => "district",
            },
            "easting_m": located.point.easting_m,
            "northing_m": located.point.northing_m,
            "within_m": located.within_m,
            "authorities": located.authorities,
            "note": located.note.map(|note| note.to_string()),
        }),
        Err(problem) => json!({ "note": problem.to_string() }),
    };
    if let (Some(answer), serde_json::Value::Object(more)) = (answer.as_object_mut(), more) {
        answer.extend(more);
    }
    writeln!(out, "{answer:#}")?;
    Ok(())
}

fn tell(format: Format, postcodes: Option<&Path>, out: &mut dyn Write) -> anyhow::Result<()> {
    let table = table(postcodes)?;
    let about = table.about();
    if format == Format::Json {
        let answer = json!({
            "version": 1,
            "file": postcodes.map(|path| path.display().to_string()),
            "source": about.source,
            "edition": about.edition,
            "date": about.date,
            "postcodes": about.units,
            "sectors": about.sectors,
            "districts": about.districts,
            "authorities": about.authorities,
            "attribution": about.attribution,
        });
        writeln!(out, "{answer:#}")?;
        return Ok(());
    }
    match postcodes {
        Some(path) => writeln!(out, "table: {}", path.display())?,
        None => writeln!(out, "table: part of signpost")?,
    }
    for (key, value) in [
        ("source", about.source),
        ("edition", about.edition),
        ("date", about.date),
    ] {
        writeln!(out, "{key}: {}", value.unwrap_or("not known"))?;
    }
    writeln!(out, "postcodes: {}", thousands(about.units as usize))?;
    writeln!(out, "sectors: {}", thousands(about.sectors))?;
    writeln!(out, "districts: {}", thousands(about.districts))?;
    writeln!(out, "local authorities: {}", thousands(about.authorities))?;
    writeln!(out, "covers: Great Britain")?;
    for sentence in &about.attribution {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

#[cfg(test)]
mod tests;
