//! `signpost export`: the directory in the formats of others.

mod single;
mod tree;

use super::output::paragraph;
use super::progress::Progress;
use super::session::{self, Session};
use super::{Common, Status};
use crate::check::confidential_places_named;
use crate::exchange::leaving::Withheld;
use crate::exchange::oruk::tree::Export;
use crate::model::shown::count;
use crate::plan::words::left_out_warning;
use crate::report;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Give the directory out in the formats of others: Open Referral UK, CSV, `GeoJSON`, FHIR.
///
/// Confidential places, comments, worked cases, who confirmed an entry and how, and names, numbers and addresses of persons
/// never leave. What stays behind is said on standard error; -v names each.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost export oruk --out public\n  \
    signpost export csv --out services.csv\n  \
    signpost export geojson --out venues.geojson\n  \
    signpost export fhir > directory.json")]
pub(super) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// A folder that any web server can publish as an Open Referral UK 3.0 API
    ///
    /// `/services` is services/index.json, `/services/{id}` is services/{id}.json, and so are `/service_at_locations`,
    /// `/taxonomies` and `/taxonomy_terms`. Further pages are services/page/2.json, to which the server rewrites
    /// `/services?page=2`; the README has its settings. The ids are UUIDs of version 5 made of our own and of `publisher` in
    /// signpost.toml, so they stay the same.
    Oruk {
        /// The folder to make; it must not exist, or be empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Put it in the place of an export that is there
        #[arg(long)]
        force: bool,
    },
    /// One row a service, for a spreadsheet
    ///
    /// What a spreadsheet would take for a formula is defused with an apostrophe.
    Csv(One),
    /// The venues as points, for QGIS and web maps
    ///
    /// A point is that of the place's postcode; a place without a known postcode has no geometry.
    Geojson(One),
    /// An HL7 FHIR R4 Bundle of Organization, Location and `HealthcareService`
    Fhir(One),
}

/// Where one file goes.
#[derive(Debug, Args)]
struct One {
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "out")]
    force: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session::must_be_read(&session.loaded, common)?;
    if let Some(warning) = left_out_warning(&session.directory().left_out) {
        writeln!(
            io::stderr(),
            "signpost: {}",
            crate::model::shown::clean(&warning)
        )?;
    }
    keeps_confidential_places(&session, common)?;
    let export = Export {
        directory: session.directory(),
        table: &session.table,
        today: session.today,
    };
    let progress = Progress::new("services", export.directory.services.len(), common);
    let withheld = match &arguments.format {
        Format::Oruk { out: folder, force } => {
            let (files, withheld) = tree::write(&export, folder, *force, progress)?;
            if !common.quiet {
                said(&session, folder, files, out)?;
            }
            withheld
        }
        Format::Csv(one) => single::write(&export, one, single::csv, progress, out)?,
        Format::Geojson(one) => single::write(&export, one, single::geojson, progress, out)?,
        Format::Fhir(one) => single::write(&export, one, single::fhir, progress, out)?,
    };
    stayed_behind(&withheld, common)?;
    Ok(Status::Answered)
}

/// Refuses a directory in which a text gives a confidential place away: it would leave with that text.
///
/// # Errors
/// There is such a text; all of them are shown.
fn keeps_confidential_places(session: &Session, common: &Common) -> Result<()> {
    let found = confidential_places_named(session.directory(), session.today);
    if found.is_empty() {
        return Ok(());
    }
    let colour = common.colour_of_stderr();
    let shown = report::text::findings(&found, &session.loaded.sources, colour);
    write!(io::stderr(), "{shown}")?;
    bail!(
        "confidential places would leave with these texts; nothing is written until that is put right"
    )
}

fn said(
    session: &Session,
    folder: &std::path::Path,
    files: usize,
    out: &mut dyn Write,
) -> Result<()> {
    if let Some(banner) = session.banner() {
        paragraph(out, 0, 0, &banner)?;
    }
    let services = count(session.directory().services.len(), "service", "services");
    let files = count(files, "file", "files");
    paragraph(
        out,
        0,
        2,
        &format!("Made {}: {services} in {files}.", folder.display()),
    )?;
    Ok(())
}

/// Says what did not leave: how often and why, or each of them.
fn stayed_behind(withheld: &[Withheld], common: &Common) -> Result<()> {
    if common.quiet || withheld.is_empty() {
        return Ok(());
    }
    let mut error = io::stderr();
    writeln!(error, "signpost: what stayed behind:")?;
    if common.verbose {
        for Withheld {
            service,
            field,
            why,
        } in withheld
        {
            paragraph(&mut error, 2, 2, &format!("{service}, {field}: {why}"))?;
        }
        return Ok(());
    }
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in withheld {
        *times.entry((one.field, one.why)).or_insert(0) += 1;
    }
    for ((field, why), times) in times {
        let times = count(times, "time", "times");
        paragraph(&mut error, 2, 2, &format!("{field}, {times}: {why}"))?;
    }
    writeln!(error, "  -v names each")?;
    Ok(())
}
