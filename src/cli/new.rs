//! `signpost new`: a new entry, asked for step by step or given as options, that passes `signpost check`.

mod file;
mod questions;

use super::output::paragraph;
use super::session::{self, Chosen};
use super::{Common, Status};
use crate::edit::service::{id_from, text_of};
use crate::model::Directory;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use questions::{Asked, Lines};
use std::io::{self, IsTerminal, Write};

/// Make a new entry, asking for what it needs.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new service file, asking for what it needs
    ///
    /// What is not given as an option is asked, one line each, also in a pipe. Where every option that is needed is there,
    /// nothing is asked. The file is written only if `signpost check` finds nothing that it would cause; it never replaces
    /// another. Exit status: 0 written, 1 not written because of what was found, 2 could not run.
    #[command(after_help = "Example:\n  \
        signpost new service --name \"The Kettle Club\" --organization \"Harwich Good Company\" \\\n    \
        --summary \"Tea and company every Tuesday.\" --kind community --need loneliness \\\n    \
        --attending venue --access drop-in --phone \"01632 960158\" --area tendring \\\n    \
        --assured-by \"directory coordinator\" --source \"telephone call\" --dry-run")]
    Service(Box<ServiceArguments>),
}

#[derive(Debug, Args)]
struct ServiceArguments {
    #[command(flatten)]
    asked: Asked,
    /// The folder below `services` that it goes into; without it, where most services for its first need are
    #[arg(long, value_name = "FOLDER")]
    topic: Option<String>,
    /// Print the file instead of writing it
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let Command::Service(arguments) = &arguments.command;
    service(arguments, common, out)
}

fn service(arguments: &ServiceArguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let loaded = session::load_directory(common, None)?;
    session::must_be_read(&loaded, common)?;
    let directory = &loaded.directory;
    let folder = match session::chosen(common)? {
        Chosen::Folder(folder) => Some(folder),
        Chosen::Demonstration(_) if arguments.dry_run => None,
        Chosen::Demonstration(_) => bail!(
            "the built-in demonstration is part of the program, so nothing can be added to it; name a directory of your \
             own, or only look with `--dry-run`"
        ),
    };
    let today = session::today(common, directory);
    let mut stdin = io::stdin().lock();
    let echo = !io::stdin().is_terminal();
    let mut stderr = io::stderr();
    let mut lines = Lines {
        input: &mut stdin,
        out: &mut stderr,
        echo,
        ended: false,
    };
    let entry = arguments.asked.entry(directory, today, &mut lines)?;
    let topic = match &arguments.topic {
        Some(topic) if id_from(topic) == *topic && !topic.is_empty() => topic.clone(),
        Some(topic) => {
            bail!("--topic `{topic}` is not the name of a folder: use small letters and hyphens")
        }
        None => topic_of(directory, &entry.needs, &loaded.sources),
    };
    let text = text_of(&entry);
    let path = format!("services/{topic}/{}.yaml", entry.id);
    let caused = file::caused(&path, &text, &loaded, common, today)?;
    if file::is_wrong(&caused) {
        file::print(&caused, common, out)?;
        paragraph(
            out,
            0,
            0,
            "Nothing was written. Put that right and run the command again.",
        )?;
        return Ok(Status::Not);
    }
    if arguments.dry_run {
        write!(out, "{text}")?;
        return Ok(Status::Answered);
    }
    let Some(folder) = folder else {
        bail!("there is no folder to write to");
    };
    let written = folder.join(&path);
    file::write_new(&written, &text)?;
    if !common.quiet {
        for line in [
            format!("Written: {}", written.display()),
            "It says nothing yet about opening hours, cost, languages, age limits and what it accepts, so all of \
             that has to be asked of it: see directory/README.md or `signpost schema`."
                .to_owned(),
        ] {
            paragraph(out, 0, 2, &line)?;
        }
    }
    Ok(Status::Answered)
}

/// The folder that holds most services for the first need; of several, the first by name. The need itself where there is none.
fn topic_of(directory: &Directory, needs: &[String], sources: &crate::source::Sources) -> String {
    let Some(first) = needs.first() else {
        return "other".to_owned();
    };
    let mut folders: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let services = directory
        .need_by_id(first)
        .map(|need| directory.services_by_need[need.position()].as_slice())
        .unwrap_or_default();
    for index in services {
        let path = &sources.file(directory.service(*index).file).path;
        let inside = path
            .rsplit_once("services/")
            .map_or("", |(_, inside)| inside);
        if let Some((topic, _)) = inside.split_once('/')
            && id_from(topic) == topic
        {
            *folders.entry(topic.to_owned()).or_default() += 1;
        }
    }
    let most = folders.values().max().copied();
    folders
        .into_iter()
        .find(|(_, number)| Some(*number) == most)
        .map_or_else(|| first.clone(), |(topic, _)| topic)
}
