//! `signpost confirm`: somebody has asked, and the entry is still right.

use super::ask::Source;
use super::output::paragraph;
use super::rewrite::Opened;
use super::session::{self, Chosen};
use super::{Common, Status, parse_date, show};
use crate::edit::set::{Change, set};
use crate::load::Loaded;
use crate::model::hours::date_in_words;
use crate::model::role::person_problem;
use crate::model::service::{Accepts, Service, Status as Running};
use crate::model::shown::{clean, count};
use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::civil::Date;
use std::io::Write;
use std::path::PathBuf;

/// Confirm entries that are still right, one by one.
///
/// Each entry is shown with its telephone number, times, conditions and what it does not take, and asked about: only `yes`
/// confirms it. Then the date, your role and your source are set in its file, which otherwise stays as it is. There is no way to
/// confirm without being asked. Ring or write to the service first; where something has changed, answer no and edit the file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    signpost confirm colne-tea-and-talk --by \"directory coordinator\" --source \"telephone call with the team\"\n\n\
    `signpost due` says what has to be confirmed next.")]
pub(super) struct Arguments {
    /// The ids of the entries, as `due` and `find` print them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Who confirms: a role ("directory coordinator"), not a name
    #[arg(long, value_name = "ROLE")]
    by: String,
    /// From what: a web page, or a way such as "telephone call with the team"
    #[arg(long, value_name = "WHERE")]
    source: String,
    /// The day it was confirmed; without it, today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<Date>,
}

/// What is written below `assured`.
struct Confirmation {
    on: Date,
    by: String,
    source: String,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let Chosen::Folder(folder) = session::chosen(common)? else {
        bail!(
            "the built-in demonstration is part of the program, so there is no file to write; name a directory of your own"
        );
    };
    let loaded = session::load_directory(common, Some(&folder))?;
    session::must_be_read(&loaded, common)?;
    let today = session::today(common, &loaded.directory);
    let confirmation = confirmation(arguments, today)?;
    // Everything that was typed is looked at before anything is asked.
    let mut services = Vec::new();
    for id in &arguments.ids {
        let Some(service) = loaded.directory.service_by_id(id) else {
            return show::unknown(&loaded.directory, id);
        };
        let known = *service.assured.on;
        if confirmation.on < known && known <= today {
            bail!(
                "{id} was confirmed on {known} already, after --on {}; its file is as it was",
                confirmation.on
            );
        }
        if !services
            .iter()
            .any(|known: &&Service| known.id.value == *id)
        {
            services.push(service);
        }
    }
    if let Some(banner) = session::banner(&loaded.directory, today) {
        paragraph(out, 0, 0, &banner)?;
        writeln!(out)?;
    }
    let mut answers = Source::lines();
    let (mut done, mut left) = (Vec::new(), Vec::new());
    let mut ended = false;
    for service in services {
        if !ended {
            print(&loaded, service, today, out)?;
            let prompt = format!(
                "Is all of this still right? Confirmed {}, by {}. yes or no: ",
                date_in_words(confirmation.on),
                confirmation.by
            );
            let line = answers.line(&clean(&prompt), out)?;
            ended = line.is_none();
            if line.is_some_and(|line| is_yes(&line)) {
                match write(&loaded, service, &confirmation) {
                    Ok(()) => done.push(service),
                    // What was confirmed before stands in its file, so it is said before the program ends.
                    Err(problem) => {
                        summary(&done, &left, out)?;
                        out.flush()?;
                        return Err(problem);
                    }
                }
                writeln!(out, "Confirmed: {}\n", clean(&service.id.value))?;
                continue;
            }
            writeln!(
                out,
                "Not confirmed: {}; its file is as it was\n",
                clean(&service.id.value)
            )?;
        }
        left.push(service);
    }
    summary(&done, &left, out)?;
    Ok(Status::of(left.is_empty()))
}

/// A clear yes, and nothing that only begins like one.
fn is_yes(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
}

/// What is to be written, with everything that was typed looked at.
fn confirmation(arguments: &Arguments, today: Date) -> Result<Confirmation> {
    let by = typed("--by", &arguments.by)?;
    let source = typed("--source", &arguments.source)?;
    if let Some(problem) = person_problem(&by) {
        bail!(
            "--by has to be a role, and {problem}; give one such as \"directory coordinator\". A role that is taken for a name \
             passes in small letters"
        );
    }
    if source.contains('@') {
        bail!("--source holds an e-mail address; say it without, such as \"e-mail from the team\"");
    }
    let on = arguments.on.unwrap_or(today);
    if on > today {
        bail!("--on {on} is after today ({today}); nobody can have confirmed it then");
    }
    Ok(Confirmation { on, by, source })
}

/// A text as typed, on one line and without spaces around it.
fn typed(option: &str, text: &str) -> Result<String> {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        bail!("{option} is empty: say who confirmed it, and from what");
    }
    Ok(words.join(" "))
}

/// What has to be right: everything that could send somebody to a closed door.
fn print(loaded: &Loaded, service: &Service, today: Date, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{} ({})",
        clean(&service.name),
        clean(&service.id.value)
    )?;
    writeln!(out, "{}", clean(&service.organization))?;
    paragraph(out, 2, 2, &service.summary)?;
    let mut lines: Vec<show::Line> = Vec::new();
    if *service.status != Running::Active {
        lines.push(("Status", service.status.to_string()));
    }
    if service.contact.phone.is_none() {
        lines.push(("Phone", "none given".to_owned()));
    }
    lines.extend(show::reaching(&loaded.directory, service));
    lines.extend(show::taking(service));
    if !service
        .accepts
        .iter()
        .any(|(_, answer)| *answer == Accepts::No)
    {
        lines.push(("Does not take", "nothing is said".to_owned()));
    }
    if let Some(capacity) = &service.capacity {
        lines.push(("Room", room(capacity)));
    }
    for alert in service.alerts.iter().filter(|alert| alert.holds_on(today)) {
        lines.push(("Notice", alert.text.clone()));
    }
    let assured = &service.assured;
    let from = assured
        .source
        .as_ref()
        .map_or_else(String::new, |source| format!(", from {source}"));
    lines.push((
        "Last confirmed",
        format!("{} by {}{from}", date_in_words(*assured.on), assured.by),
    ));
    for (label, text) in lines {
        paragraph(out, 2, 2, &format!("{label}: {text}"))?;
    }
    Ok(())
}

/// `waiting, 4 weeks, known until 31 January 2027`.
pub(super) fn room(capacity: &crate::model::service::Capacity) -> String {
    let weeks = capacity.weeks.map_or_else(String::new, |weeks| {
        format!(", {}", count(usize::from(weeks), "week", "weeks"))
    });
    format!(
        "{}{weeks}, known until {}",
        capacity.state,
        date_in_words(*capacity.until)
    )
}

/// Sets date, role and source together in the file of an entry.
fn write(loaded: &Loaded, service: &Service, confirmation: &Confirmation) -> Result<()> {
    let file = loaded.sources.file(service.file);
    let path = PathBuf::from(&file.path);
    let opened = Opened::read(&path)?
        .filter(|opened| opened.text() == file.text)
        .with_context(|| {
            format!(
                "{} was changed by somebody else meanwhile; nothing was written there, try again",
                file.path
            )
        })?;
    let on = confirmation.on.to_string();
    let change = |key, value| (["assured", key], value);
    let values = [
        change("on", &on),
        change("by", &confirmation.by),
        change("source", &confirmation.source),
    ];
    let changes: Vec<Change> = values
        .iter()
        .map(|(path, value)| Change { path, value })
        .collect();
    let new = set(opened.text(), &changes)
        .map_err(|refusal| anyhow::anyhow!("{} was left alone: {refusal}", file.path))?;
    opened.write(&new)
}

fn summary(done: &[&Service], left: &[&Service], out: &mut dyn Write) -> Result<()> {
    let ids = |services: &[&Service]| {
        let ids: Vec<&str> = services
            .iter()
            .map(|service| service.id.value.as_str())
            .collect();
        ids.join(", ")
    };
    if !done.is_empty() {
        paragraph(out, 0, 2, &format!("Confirmed: {}", ids(done)))?;
    }
    if !left.is_empty() {
        paragraph(out, 0, 2, &format!("Not confirmed: {}", ids(left)))?;
    }
    Ok(())
}
