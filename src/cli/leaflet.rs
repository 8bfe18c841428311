//! `signpost leaflet`: what the person takes away, from chosen services, a need or a case.

mod each;
mod fit;
mod hear;
mod language;
mod planned;
mod say;
mod style;

use super::case_input::CaseOptions;
use super::output::write_bytes_whole;
use super::session::{self, Session, warn};
use super::{Common, Status, show};
use crate::leaflet::words::Words;
use crate::leaflet::{Chosen, Leaflet, with_options};
use crate::model::service::{Service, ServiceIndex};
use crate::model::shown::clean;
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use fit::{Person, by_id_only, gives_its_place_away, refused, warn_about};
use std::io::Write;
use std::path::PathBuf;

/// How many services a leaflet has unless `--all` is given: more is not read.
const MOST: usize = 3;

/// Print what the person takes away.
///
/// Name services by id, or let a case or a need choose them. A case with a stop gives the crisis page alone, until
/// its red flags are "acted-on". There is no option for a name: the leaflet has a line to write on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost leaflet colne-tea-and-talk dial-a-ride-colne\n  \
    signpost leaflet --need loneliness --near \"CO4 5JR\" --age 82 --format html --out leaflet.html\n  \
    signpost leaflet --case examples/cases/patricia.yaml\n  \
    signpost leaflet colne-tea-and-talk --with oxygen --asked colne-tea-and-talk --from \"the chest clinic\"\n  \
    signpost leaflet --each --index --format html --out rack")]
pub(super) struct Arguments {
    /// Ids of services, as `find` prints them
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// A case file, or - for standard input; its plan chooses the services
    #[arg(long, value_name = "CASE", conflicts_with = "ids")]
    case: Option<String>,
    #[command(flatten)]
    options: CaseOptions,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write, whole or not at all; without it, standard output. With --each, a folder
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, requires = "out")]
    force: bool,
    /// Every service that was found or named, not only three
    #[arg(long)]
    all: bool,
    /// Use rules that nobody has approved for use with people
    #[arg(long)]
    unapproved: bool,
    #[command(flatten)]
    say: say::SayOptions,
    #[command(flatten)]
    language: language::LanguageOptions,
    #[command(flatten)]
    each: each::EachOptions,
    #[command(flatten)]
    style: style::StyleOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
    Pdf,
    /// Short sentences to read down the telephone
    Spoken,
}

impl Format {
    /// What the names of its files end in.
    const fn file_ending(self) -> &'static str {
        match self {
            Self::Text | Self::Spoken => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }
}

/// The services of a leaflet, and whom they are for.
struct Wanted<'a> {
    services: &'a [ServiceIndex],
    person: &'a Person,
    /// Those of the services that the person is referred to.
    handed_on: &'a [ServiceIndex],
}

/// A leaflet, and whether the case says that the person sees badly.
struct Made {
    leaflet: Leaflet,
    sight_loss: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    if arguments.language.print_words {
        out.write_all(Words::ENGLISH_FILE.as_bytes())?;
        return Ok(Status::Answered);
    }
    arguments
        .style
        .check(arguments.format, arguments.out.is_some())?;
    let session = session::open(common)?;
    session.must_answer(common)?;
    if arguments.each.each {
        return each::run(arguments, &session, common);
    }
    let words = arguments.language.words(arguments.format, common)?;
    let made = if arguments.case.is_some() {
        planned::of_case(arguments, &session, words, common)?
    } else if !arguments.ids.is_empty() {
        of_ids(arguments, &session, words, common)?
    } else if !arguments.options.need.is_empty() {
        planned::of_needs(arguments, &session, words, common)?
    } else {
        bail!(
            "name services by id, or give --need or --case; `signpost leaflet --help` has examples"
        );
    };
    let Some(made) = made else {
        return Ok(Status::Not);
    };
    if made.sight_loss && arguments.style.is_left_open(arguments.format) {
        warn(
            common,
            "in large print, because of sight loss; --points 14 prints it smaller",
        )?;
    }
    let form = arguments.style.form(arguments.format, made.sight_loss)?;
    let page = form.page(&made.leaflet)?;
    match &arguments.out {
        Some(path) => write_bytes_whole(path, &page, arguments.force)?,
        None => out.write_all(&page)?,
    }
    Ok(Status::Answered)
}

/// The service of an id that was typed.
fn known(id: &str, session: &Session) -> Result<ServiceIndex> {
    let directory = session.directory();
    directory.service_index(id).ok_or_else(|| {
        if let Some(left_out) = directory.left_out.iter().find(|left_out| left_out.id == id) {
            return anyhow!(
                "the entry of {} cannot be read: {}: {}",
                clean(id),
                clean(&left_out.file),
                clean(&left_out.why)
            );
        }
        let near = show::near_ids(directory, id);
        let help = if near.is_empty() {
            String::new()
        } else {
            format!("; did you mean {}?", near.join(", "))
        };
        anyhow!("no service is called `{}`{help}", clean(id))
    })
}

fn of_ids(
    arguments: &Arguments,
    session: &Session,
    words: &'static Words,
    common: &Common,
) -> Result<Option<Made>> {
    if !arguments.options.fact.is_empty() {
        bail!("--fact belongs to --need or --case; services named by id are printed as they are");
    }
    if !arguments.options.need.is_empty() {
        bail!("name services by id, or give needs that choose them, not both");
    }
    let mut services: Vec<ServiceIndex> = Vec::new();
    for id in &arguments.ids {
        let index = known(id, session)?;
        if let Some(why) = arguments.say.not_safe(session.directory().service(index)) {
            bail!("{} is not printed: {why}", clean(id));
        }
        if let Some(why) = gives_its_place_away(session.directory().service(index), session) {
            bail!("{} is not printed: {why}", clean(id));
        }
        if !services.contains(&index) {
            services.push(index);
        }
    }
    if services.len() > MOST && !arguments.all {
        bail!(
            "{} services are more than most people read; name at most {MOST}, or add --all",
            services.len()
        );
    }
    let person = Person::of_options(&arguments.options, session, common)?;
    let wanted = Wanted {
        services: &services,
        person: &person,
        handed_on: &[],
    };
    let leaflet = finish(arguments, session, words, common, &wanted)?;
    Ok(leaflet.map(|leaflet| Made {
        leaflet,
        sight_loss: person.sees_badly(),
    }))
}

/// The first few of the services, without those that must be chosen by id.
fn chosen(
    arguments: &Arguments,
    session: &Session,
    common: &Common,
    ids: &[String],
    person: &Person,
) -> Result<Vec<ServiceIndex>> {
    let directory = session.directory();
    let asked = arguments.say.asked(session)?;
    let mut services = Vec::new();
    for index in ids.iter().filter_map(|id| directory.service_index(id)) {
        let service = directory.service(index);
        let id = &service.id.value;
        let never = gives_its_place_away(service, session);
        if let Some(why) = arguments.say.not_safe(service).or(never) {
            warn(common, &format!("{id} is left out: {why}"))?;
        } else if let Some(why) = by_id_only(service, session) {
            warn(
                common,
                &format!("{id} is left out: {why}; name it by id to print it"),
            )?;
        } else if let why = person.refusals(index, session)
            && !why.is_empty()
            && !asked.contains(&index)
        {
            let why = why.join(", and ");
            warn(
                common,
                &format!("{id} is left out: it {why}; ask them, and add --asked {id} if they can"),
            )?;
        } else {
            services.push(index);
        }
    }
    if !arguments.all && services.len() > MOST {
        let more = services.len() - MOST;
        let were = if more == 1 { "was" } else { "were" };
        warn(
            common,
            &format!("{more} more {were} found: --all prints them"),
        )?;
        services.truncate(MOST);
    }
    Ok(services)
}

/// The leaflet with these services; `None`, and said, where there is none.
fn finish(
    arguments: &Arguments,
    session: &Session,
    words: &'static Words,
    common: &Common,
    wanted: &Wanted,
) -> Result<Option<Leaflet>> {
    let services = wanted.services;
    if services.is_empty() {
        warn(
            common,
            "no service found to put on a leaflet: a gap to record",
        )?;
        return Ok(None);
    }
    let directory = session.directory();
    let entries: Vec<&Service> = services
        .iter()
        .map(|index| directory.service(*index))
        .collect();
    if let Some(path) = &arguments.out {
        for service in &entries {
            say::SayOptions::neutral_name(path, service, directory)?;
        }
    }
    arguments.say.warn_about_words(&entries, words, common)?;
    arguments.say.belong(services, session)?;
    warn_about(wanted, &arguments.say.asked(session)?, session, common)?;
    of_services(arguments, session, words, common, wanted).map(Some)
}

fn of_services(
    arguments: &Arguments,
    session: &Session,
    words: &'static Words,
    common: &Common,
    wanted: &Wanted,
) -> Result<Leaflet> {
    let directory = session.directory();
    let asked = arguments.say.asked(session)?;
    refused(wanted, &asked, session)?;
    let chosen: Vec<Chosen> = wanted
        .services
        .iter()
        .map(|index| {
            let asked = asked.contains(index);
            let ask = if asked {
                Vec::new()
            } else {
                wanted.person.unchecked(*index, session, words)
            };
            Chosen {
                service: *index,
                ask,
                asked,
            }
        })
        .collect();
    let on_it = |index: &&ServiceIndex| wanted.services.contains(index);
    let handed_on: Vec<ServiceIndex> = wanted.handed_on.iter().filter(on_it).copied().collect();
    let options = arguments.say.options(words, session, &handed_on, common)?;
    Ok(with_options(directory, &chosen, &options, session.today))
}
