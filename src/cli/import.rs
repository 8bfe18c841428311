//! `signpost import`: the services of others, from Open Referral UK or a spreadsheet, into the directory.

mod put;
mod sheet;
mod source;

use super::find::vocabulary;
use super::output::{paragraph, paragraph_within, width};
use super::progress::Progress;
use super::session::{self, Chosen, Session, warn};
use super::{Common, Status};
use crate::edit::layout::service_files;
use crate::exchange::csv::import::rows;
use crate::exchange::identity::Publisher;
use crate::exchange::incoming::merge::{Accept, Fate, Here, Known, Merged, merge};
use crate::exchange::incoming::report::{Report, of_service};
use crate::exchange::incoming::state::{FOLDER, State};
use crate::exchange::oruk::import::{Import, drafts};
use crate::exchange::oruk::read::records;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Take in the services of others: from Open Referral UK, or from a spreadsheet.
///
/// Every field of every service is accounted for: taken, changed (from, to, why) or left. What is not certain, such as which
/// needs a service meets, is left in its file as a comment for a person to decide. Imported again, a feed updates its entries:
/// what was edited here is kept, and where both changed a key that is a conflict, which is shown and not settled unless
/// --accept says how. All files are put in place in one step, or none. Exit status: 0 imported, 1 imported and something has to
/// be settled, is missing or could not be read, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost import oruk services.json --dry-run\n  \
    signpost import oruk saved-pages --source council\n  \
    signpost import csv groups.csv")]
pub(super) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// Open Referral UK 1.0 or 3.0: a page of services, a list, whole services, or a folder of such files
    Oruk {
        /// The file, or the folder, as saved from an API
        #[arg(value_name = "FILE|DIR")]
        feed: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// A spreadsheet saved as CSV: one row a service
    ///
    /// Which column means what is guessed by its name, said, and saved beside the file as FILE.map.toml, to be put right and
    /// used the next time.
    Csv {
        /// The file, in UTF-8 or as Windows saves it, divided by commas, semicolons or tabs
        #[arg(value_name = "FILE")]
        feed: PathBuf,
        /// Which column means what; without it FILE.map.toml, where that is there
        #[arg(long, value_name = "MAP.toml")]
        map: Option<PathBuf>,
        #[command(flatten)]
        how: How,
    },
}

/// How every format is taken in.
#[derive(Debug, Args)]
struct How {
    /// What the feed is called here: entries are matched, and new ones filed, by this name
    #[arg(long, value_name = "NAME", value_parser = name)]
    source: Option<String>,
    /// Settle conflicts with what the feed says (theirs) or with what stands here (ours)
    #[arg(long, value_name = "WHOSE", value_parser = vocabulary::<Accept>)]
    accept: Option<Accept>,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Csv,
    Json,
}

fn name(typed: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if typed.is_empty() || !typed.chars().all(plain) || typed.starts_with('-') {
        return Err("use small letters, digits and hyphens: colchester-council".to_owned());
    }
    Ok(typed.to_owned())
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let Chosen::Folder(folder) = session::chosen(common)? else {
        bail!("the built-in demonstration is part of the program; name a directory of your own");
    };
    let session = session::open_folder(common, Some(&folder))?;
    session::must_be_read(&session.loaded, common)?;
    let import = |source| Import {
        directory: session.directory(),
        today: session.today,
        source,
    };
    let (feed, how, usual) = match &arguments.format {
        Format::Oruk { feed, how } => {
            let records = records(&source::saved(feed)?);
            let mut progress = Progress::new("services", records.services.len(), common);
            let feed = drafts(records, &import("Open Referral UK feed"), &mut |_| {
                progress.step();
            });
            progress.end();
            (feed, how, "oruk")
        }
        Format::Csv { feed, map, how } => {
            let sheet = sheet::open(feed, map.as_deref(), how.dry_run, common)?;
            // The lines are as many as the rows, or more.
            let mut progress = Progress::new("rows", sheet.text.lines().count(), common);
            let feed = rows(&sheet.text, &sheet.map, &import("spreadsheet"), &mut |_| {
                progress.step();
            });
            progress.end();
            (feed, how, "csv")
        }
    };
    let name = how.source.as_deref().unwrap_or(usual);
    let here = here(&session, &folder, name, how.accept)?;
    let merged = merge(feed, &here);
    if !how.dry_run {
        let mut progress = Progress::new("files", here.files.len() + merged.writes.len(), common);
        let left_over = put::put(&folder, &merged.writes, &here.files, &mut || {
            progress.step();
        })?;
        progress.end();
        for name in left_over {
            let said = format!("cleared what an import that was stopped had left: {name}");
            warn(common, &said)?;
        }
    }
    report(&merged, how, &session, out)?;
    let settled = |fate: Fate| !matches!(fate, Fate::Conflict | Fate::Unsafe);
    let all = merged.refused.is_empty()
        && merged.to_settle.is_empty()
        && merged.services.iter().all(|service| settled(service.fate));
    // The program ends here: to give back a million notes one by one would only keep its user waiting.
    std::mem::forget((merged, here));
    Ok(Status::of(all))
}

fn here(session: &Session, folder: &Path, name: &str, accept: Option<Accept>) -> Result<Here> {
    let shown = crate::load::folder::shown(folder);
    let mut files = BTreeMap::new();
    for (_, file) in service_files(&session.loaded.sources) {
        let path = file.path.strip_prefix(&shown).unwrap_or(&file.path);
        let id = path
            .rsplit('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".yaml");
        let known = Known {
            path: path.to_owned(),
            text: file.text.clone(),
        };
        // Two files of one name are a finding of `check`; the first is the one that the loader keeps.
        files.entry(id.to_owned()).or_insert(known);
    }
    let path = folder
        .join("services")
        .join(FOLDER)
        .join(format!("{name}.jsonl"));
    let state = match fs::read_to_string(&path) {
        Ok(text) => match State::read(&text) {
            Ok(state) => state,
            Err(line) => bail!(
                "{}:{line}: this line was not written by an import; restore the file from git",
                path.display()
            ),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => State::default(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    Ok(Here {
        files,
        state,
        name: name.to_owned(),
        publisher: Publisher::of(&session.directory().settings),
        accept,
    })
}

/// So many services are put into words side by side, before they are printed.
const AT_A_TIME: usize = 500;

fn report(merged: &Merged, how: &How, session: &Session, out: &mut dyn Write) -> Result<()> {
    let report = Report {
        merged,
        dry_run: how.dry_run,
        demonstration: session.directory().settings.demonstration,
    };
    // Thousands of services have lines enough for the system to be asked seldom.
    let mut out = BufWriter::new(out);
    match how.format {
        ReportFormat::Json => report.write_json(&mut out)?,
        ReportFormat::Csv => report.write_csv(&mut out)?,
        ReportFormat::Text => {
            if let Some(banner) = session.banner() {
                paragraph(&mut out, 0, 0, &banner)?;
            }
            let width = width();
            for some in merged.services.chunks(AT_A_TIME) {
                let texts: io::Result<Vec<Vec<u8>>> = some
                    .par_iter()
                    .map(|service| {
                        let mut text = Vec::new();
                        for (indent, line) in of_service(service) {
                            paragraph_within(width, &mut text, indent, 2, &line)?;
                        }
                        Ok(text)
                    })
                    .collect();
                for text in texts? {
                    out.write_all(&text)?;
                }
            }
            for line in report.of_feed() {
                paragraph_within(width, &mut out, 0, 2, &line)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
