//! `signpost leaflet --each`: one leaflet a service, for the rack in a waiting room.

use super::super::session::{Session, warn};
use super::super::{Common, Status};
use super::fit::{Person, by_id_only, gives_its_place_away};
use super::{Arguments, Wanted, known, of_services};
use crate::leaflet::index::{Index, Line};
use crate::leaflet::pdf::PdfProblem;
use crate::model::service::{Service, ServiceIndex};
use crate::model::shown::count;
use anyhow::{Context, Error, Result, anyhow, bail};
use clap::Args;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// So many are set at once, on every core; then it is said how many are done.
const AT_ONCE: usize = 25;

/// Nothing is said about progress before this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Several at once.
#[derive(Debug, Args)]
#[command(next_help_heading = "Several at once")]
pub(super) struct EachOptions {
    /// One leaflet a service, into the folder that --out names; without ids, every service that a person may take
    #[arg(long, requires = "out", conflicts_with_all = ["case", "need", "near", "age", "with", "fact", "safe_to_take"])]
    pub(super) each: bool,
    /// A page of contents beside them, with a link to each: index.html, whatever the format
    #[arg(long, requires = "each")]
    index: bool,
}

pub(super) fn run(arguments: &Arguments, session: &Session, common: &Common) -> Result<Status> {
    let Some(folder) = &arguments.out else {
        bail!("--each needs --out FOLDER");
    };
    let services = chosen(arguments, session, common)?;
    if services.is_empty() {
        warn(
            common,
            "no service that a person may take: no leaflet is made",
        )?;
        return Ok(Status::Not);
    }
    arguments.say.belong(&services, session)?;
    let directory = session.directory();
    let entries: Vec<&Service> = services
        .iter()
        .map(|index| directory.service(*index))
        .collect();
    let words = arguments.language.words(arguments.format, common)?;
    arguments.say.warn_about_words(&entries, words, common)?;
    let end = arguments.format.file_ending();
    let form = arguments.style.form(arguments.format, false)?;
    let person = Person::anybody(session);
    let mut files = Vec::with_capacity(services.len() + 1);
    let mut progress = Progress::new(services.len(), common);
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for (services, entries) in services.chunks(AT_ONCE).zip(entries.chunks(AT_ONCE)) {
        let leaflets = services
            .iter()
            .map(|index| {
                let wanted = Wanted {
                    services: &[*index],
                    person: &person,
                    handed_on: &[],
                };
                of_services(arguments, session, words, common, &wanted)
            })
            .collect::<Result<Vec<_>>>()?;
        let pages: Vec<Result<Vec<u8>>> = leaflets
            .par_iter()
            .map(|leaflet| form.page(leaflet))
            .collect();
        for ((leaflet, service), page) in leaflets.iter().zip(entries).zip(pages) {
            let name = format!("{}.{end}", service.id.value);
            lines.extend(leaflet.services.first().map(|entry| Line::of(entry, &name)));
            match page {
                Ok(page) => files.push((name, page)),
                Err(problem) => problems.push((service.id.value.as_str(), problem)),
            }
        }
        progress.more(leaflets.len())?;
    }
    progress.end()?;
    all_made(problems)?;
    if arguments.each.index {
        let index = Index::new(directory, words, lines, session.today);
        files.push(("index.html".to_owned(), index.html().into_bytes()));
    }
    write_all(folder, &files, arguments.force)?;
    let made = count(services.len(), "leaflet", "leaflets");
    warn(common, &format!("{made} in {}", folder.display()))?;
    Ok(Status::Answered)
}

/// Refuses a rack with a leaflet that cannot be made, and names all of those.
fn all_made(mut problems: Vec<(&str, Error)>) -> Result<()> {
    let letters = |problem: &Error| match problem.downcast_ref::<PdfProblem>() {
        Some(PdfProblem::Letters(letters)) => Some(letters.clone()),
        _ => None,
    };
    // What is wrong with one is wrong with all of them, but for its letters.
    let of_all = |(_, problem): &(&str, Error)| letters(problem).is_none();
    if let Some(position) = problems.iter().position(of_all) {
        return Err(problems.swap_remove(position).1);
    }
    if problems.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = problems.iter().map(|(id, _)| *id).collect();
    let in_all = problems.iter().filter_map(|(_, problem)| letters(problem));
    let problem = PdfProblem::Letters(in_all.flatten().collect());
    bail!(
        "nothing is written, because of {}: {problem}",
        ids.join(", ")
    )
}

/// The services for the rack, by id. Says which are left out, and why.
fn chosen(arguments: &Arguments, session: &Session, common: &Common) -> Result<Vec<ServiceIndex>> {
    let directory = session.directory();
    let named = !arguments.ids.is_empty();
    let mut all: Vec<ServiceIndex> = if named {
        let known = arguments.ids.iter().map(|id| known(id, session));
        known.collect::<Result<_>>()?
    } else {
        (0..directory.services.len())
            .map(ServiceIndex::from_position)
            .collect()
    };
    all.sort_by_key(|index| &directory.service(*index).id.value);
    all.dedup();
    let mut left_out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    all.retain(|index| {
        let service = directory.service(*index);
        let why = not_for_the_rack(service, arguments, session);
        if let Some(why) = why {
            left_out.entry(why).or_default().push(&service.id.value);
        }
        why.is_none()
    });
    for (why, ids) in left_out {
        warn(
            common,
            &format!("left out, because {why}: {}", ids.join(", ")),
        )?;
    }
    Ok(all)
}

/// Why nobody should find this service in a rack; `None`: a person may take its leaflet.
fn not_for_the_rack(
    service: &Service,
    arguments: &Arguments,
    session: &Session,
) -> Option<&'static str> {
    if service.sensitive {
        return Some("taking it home could put a person at risk, and a rack asks nobody");
    }
    if !service.attending_access.is_empty() && !service.open_to_the_person() {
        return Some("only professionals can ask for it");
    }
    let named = !arguments.ids.is_empty();
    by_id_only(service, session)
        .filter(|_| !named)
        .or_else(|| gives_its_place_away(service, session))
}

/// Writes every file or none.
///
/// All are written beside their places first, then moved; only a disk that fails between two moves could leave some behind.
///
/// # Errors
/// One of them is there already and `force` is not given, or it cannot be written.
fn write_all(folder: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!("{} is a file; give the name of a folder", folder.display());
    }
    let there = files.iter().find(|(name, _)| folder.join(name).exists());
    if let Some((name, _)) = there.filter(|_| !force) {
        bail!(
            "{} exists already; use --force to replace it, or another folder",
            folder.join(name).display()
        );
    }
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let beside = if folder.is_dir() {
        folder
    } else {
        parent.unwrap_or(Path::new("."))
    };
    let waiting = tempfile::Builder::new()
        .prefix(".leaflets-")
        .tempdir_in(beside)
        .map_err(|error| anyhow!("cannot write into {}: {}", beside.display(), error.kind()))?;
    for (name, bytes) in files {
        fs::write(waiting.path().join(name), bytes)
            .with_context(|| format!("cannot write {}", folder.join(name).display()))?;
    }
    let new = !folder.is_dir();
    if new {
        fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    for (position, (name, _)) in files.iter().enumerate() {
        let moved = fs::rename(waiting.path().join(name), folder.join(name));
        if let Err(error) = moved {
            if !force {
                for (name, _) in &files[..position] {
                    // What cannot be taken away either is named by the error below.
                    let _ = fs::remove_file(folder.join(name));
                }
            }
            return Err(error)
                .with_context(|| format!("cannot write {}", folder.join(name).display()));
        }
    }
    Ok(())
}

/// How many are done, on a terminal, once it takes longer than a moment.
struct Progress {
    total: usize,
    done: usize,
    began: Instant,
    shown: bool,
    wanted: bool,
}

impl Progress {
    fn new(total: usize, common: &Common) -> Self {
        Self {
            total,
            done: 0,
            began: Instant::now(),
            shown: false,
            wanted: !common.quiet && io::stderr().is_terminal(),
        }
    }

    fn more(&mut self, done: usize) -> io::Result<()> {
        self.done += done;
        if self.wanted && self.began.elapsed() > PATIENCE {
            self.shown = true;
            write!(io::stderr(), "\r{} of {} leaflets", self.done, self.total)?;
        }
        Ok(())
    }

    fn end(&self) -> io::Result<()> {
        if self.shown {
            writeln!(io::stderr(), "\r{} of {} leaflets", self.done, self.total)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), b"new".to_vec()))
            .collect()
    }

    #[test]
    fn one_file_that_is_there_stops_them_all() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.txt"), "old").unwrap();
        let error = write_all(folder.path(), &files(&["a.txt", "b.txt"]), false).unwrap_err();
        assert!(error.to_string().contains("--force"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write_all(folder.path(), &files(&["a.txt", "b.txt"]), true).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("b.txt")).unwrap(),
            "new"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_made_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(write_all(&file, &files(&["a.txt"]), true).is_err());
        assert!(write_all(&folder.path().join("no/such"), &files(&["a.txt"]), false).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let new = folder.path().join("new");
        write_all(&new, &files(&["a.txt", "b.txt"]), false).unwrap();
        assert_eq!(fs::read_dir(new).unwrap().count(), 2);
    }
}
