//! `signpost leaflet`: what the person takes away, from chosen services, a need or a case.

mod style;

use super::case_input::{CaseOptions, Input, read, support_need};
use super::output::write_bytes_whole;
use super::session::{self, Session, warn};
use super::{Common, Status, route, show};
use crate::leaflet::{
    Chosen, Leaflet, crisis_only, from_services, html, markdown, not_checked, pdf, text,
};
use crate::model::rule::ActionIndex;
use crate::model::service::{Accepts, CapacityState, Service, ServiceIndex, Status as Running};
use crate::model::shown::clean;
use crate::model::vocabulary::SupportNeed;
use crate::plan::services::in_turn;
use crate::plan::{ActionState, Plan, Question, StopPlan};
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
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
    signpost leaflet --case examples/cases/patricia.yaml")]
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
    /// The file to write, whole or not at all; without it, standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// Every service that was found, not only the first three
    #[arg(long)]
    all: bool,
    /// Use rules that nobody has approved for use with people
    #[arg(long)]
    unapproved: bool,
    #[command(flatten)]
    style: style::StyleOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
    Pdf,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    arguments
        .style
        .check(arguments.format, arguments.out.is_some())?;
    let session = session::open(common)?;
    session.must_answer(common)?;
    let leaflet = if arguments.case.is_some() {
        of_case(arguments, &session, common)?
    } else if !arguments.ids.is_empty() {
        of_ids(arguments, &session)?
    } else if !arguments.options.need.is_empty() {
        of_needs(arguments, &session, common)?
    } else {
        bail!(
            "name services by id, or give --need or --case; `signpost leaflet --help` has examples"
        );
    };
    let Some(leaflet) = leaflet else {
        return Ok(Status::Not);
    };
    let page = match arguments.format {
        Format::Text => text::text(&leaflet).into_bytes(),
        Format::Markdown => markdown::markdown(&leaflet).into_bytes(),
        Format::Html => html::styled(&leaflet, arguments.style.style()?).into_bytes(),
        Format::Pdf => pdf::pdf(
            &leaflet,
            arguments.style.style()?,
            &arguments.style.fonts()?,
        )?,
    };
    match &arguments.out {
        Some(path) => write_bytes_whole(path, &page, arguments.force)?,
        None => out.write_all(&page)?,
    }
    Ok(Status::Answered)
}

fn of_ids(arguments: &Arguments, session: &Session) -> Result<Option<Leaflet>> {
    let directory = session.directory();
    let mut services = Vec::new();
    for id in &arguments.ids {
        let Some(index) = directory.service_index(id) else {
            let near = show::near_ids(directory, id);
            let help = if near.is_empty() {
                String::new()
            } else {
                format!("; did you mean {}?", near.join(", "))
            };
            bail!("no service is called `{}`{help}", clean(id));
        };
        services.push(index);
    }
    let with = supports(&arguments.options.with)?;
    if !arguments.options.fact.is_empty() {
        bail!("--fact belongs to --need or --case; services named by id are printed as they are");
    }
    Ok(Some(leaflet(session, &services, &with)))
}

fn supports(typed: &[String]) -> Result<Vec<SupportNeed>> {
    let read = |typed: &String| {
        support_need(typed).map_err(|problem| anyhow!("--with: `{typed}`: {problem}"))
    };
    typed.iter().map(read).collect()
}

/// The services of a plan: those of every route of every need, the first of each need first.
fn of_case(arguments: &Arguments, session: &Session, common: &Common) -> Result<Option<Leaflet>> {
    let input = read(
        arguments.case.as_deref(),
        &arguments.options,
        None,
        session,
        common,
    )?;
    let (case, refused) = match input {
        Input::Ready(case) => (case, false),
        Input::Refused(case) => (case, true),
    };
    let plan = route::make(session, &case);
    if let Some(page) = crisis_page(&plan, session, common)? {
        return Ok(Some(page));
    }
    if refused {
        bail!("this case cannot be decided until that is put right");
    }
    route::approved(session, arguments.unapproved)?;
    if !plan.red_flags_unanswered.is_empty() {
        remaining("safety questions not answered", &plan.red_flags_unanswered)?;
        return Ok(None);
    }
    if !plan.decided {
        remaining(
            "the case is not decided; questions that still matter",
            &plan.unknown,
        )?;
        return Ok(None);
    }
    chosen(arguments, session, common, &offered(&plan), &case.with)
}

fn stop_actions(session: &Session, stop: &StopPlan) -> Vec<ActionIndex> {
    let actions = &session.directory().rules.actions;
    stop.actions
        .iter()
        .filter_map(|planned| {
            actions
                .iter()
                .position(|action| action.id.value == planned.id)
        })
        .map(ActionIndex::from_position)
        .collect()
}

/// Says which questions remain.
fn remaining(what: &str, questions: &[Question]) -> Result<()> {
    let mut error = io::stderr();
    writeln!(
        error,
        "signpost: no leaflet yet; {what}: {}",
        questions.len()
    )?;
    for question in questions {
        writeln!(error, "  - {} [{}]", clean(&question.ask), question.fact)?;
    }
    Ok(())
}

/// Ids of the services a plan offers, the best of each need and route before the second best. Of those that one is
/// referred to only the best is named: the person is handed on to one team, not given a choice of teams.
fn offered(plan: &Plan) -> Vec<String> {
    let lists: Vec<Vec<String>> = plan
        .needs
        .iter()
        .flat_map(|need| {
            need.offers.iter().map(|offer| {
                let of_route = need
                    .services
                    .iter()
                    .filter(|found| found.for_route == offer.route)
                    .take(if offer.route.is_referral() {
                        1
                    } else {
                        usize::MAX
                    });
                of_route.map(|found| found.service.id.clone()).collect()
            })
        })
        .collect();
    in_turn(&lists)
}

/// The services for needs, as active signposting offers them: only what the person can enter alone.
fn of_needs(arguments: &Arguments, session: &Session, common: &Common) -> Result<Option<Leaflet>> {
    let (case, refused) = match read(None, &arguments.options, None, session, common)? {
        Input::Ready(case) => (case, false),
        Input::Refused(case) => (case, true),
    };
    if let Some(page) = crisis_page(&route::make(session, &case), session, common)? {
        return Ok(Some(page));
    }
    if refused {
        bail!("no leaflet until that is put right");
    }
    let ids = route::signposted(session, &case);
    let with = case.with.clone();
    chosen(arguments, session, common, &ids, &with)
}

/// The crisis page alone, where a stop comes first that nobody has acted on.
fn crisis_page(plan: &Plan, session: &Session, common: &Common) -> Result<Option<Leaflet>> {
    let open = |stop: &&StopPlan| {
        stop.actions.is_empty()
            || stop
                .actions
                .iter()
                .any(|action| action.state != ActionState::ActedOn)
    };
    let Some(stop) = plan.stop.as_ref().filter(open) else {
        return Ok(None);
    };
    warn(
        common,
        "a stop comes first: this is the crisis page alone, until its red flags are \"acted-on\"",
    )?;
    let page = crisis_only(
        session.directory(),
        &stop_actions(session, stop),
        session.today,
    );
    if page
        .stop
        .as_ref()
        .is_some_and(|stop| stop.actions.is_empty())
    {
        warn(
            common,
            "what this stop asks for is for you, not for the sheet: it has the crisis numbers alone",
        )?;
    }
    Ok(Some(page))
}

/// The first few of the services, without those that must be chosen by id.
fn chosen(
    arguments: &Arguments,
    session: &Session,
    common: &Common,
    ids: &[String],
    with: &[SupportNeed],
) -> Result<Option<Leaflet>> {
    let directory = session.directory();
    let mut services = Vec::new();
    for index in ids.iter().filter_map(|id| directory.service_index(id)) {
        let service = directory.service(index);
        match by_id_only(service, session) {
            Some(why) => warn(
                common,
                &format!(
                    "{} is left out: {why}; name it by id to print it",
                    service.id.value
                ),
            )?,
            None => services.push(index),
        }
    }
    if services.is_empty() {
        warn(
            common,
            "no service found to put on a leaflet: a gap to record",
        )?;
        return Ok(None);
    }
    if !arguments.all && services.len() > MOST {
        warn(
            common,
            &format!(
                "{} more were found: --all prints them",
                services.len() - MOST
            ),
        )?;
        services.truncate(MOST);
    }
    Ok(Some(leaflet(session, &services, with)))
}

/// Why a service is printed only when it was named; `None`: it may be chosen.
fn by_id_only(service: &Service, session: &Session) -> Option<&'static str> {
    if service.sensitive {
        return Some("having it at home could put the person at risk");
    }
    if service.status.value != Running::Active {
        return Some("it is closed");
    }
    let full = service
        .capacity_on(session.today)
        .is_some_and(|capacity| capacity.state == CapacityState::Full);
    full.then_some("it is full")
}

fn leaflet(session: &Session, services: &[ServiceIndex], with: &[SupportNeed]) -> Leaflet {
    let directory = session.directory();
    let chosen: Vec<Chosen> = services
        .iter()
        .map(|index| {
            let unchecked = with
                .iter()
                .filter(|need| directory.service(*index).accepts(**need) != Some(Accepts::Yes));
            Chosen {
                service: *index,
                ask: unchecked.map(|need| not_checked(*need)).collect(),
            }
        })
        .collect();
    from_services(directory, &chosen, session.today)
}
