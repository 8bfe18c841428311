//! `signpost gaps`: the needs that nobody meets, by place and support need.

mod csv;
mod print;

use super::case_input::{name_needs, support_need, years};
use super::find::{at_least_one, vocabulary};
use super::output::write_whole;
use super::session::{self, Session};
use super::{Common, Status, test};
use crate::find::{Places, Whereabouts};
use crate::gaps::areas::{Own, own};
use crate::gaps::people::{Offered, Person, offered};
use crate::gaps::report::{Report, report};
use crate::gaps::{Grade, Scope, every_support_need, gaps, html, svg};
use crate::model::case::Case;
use crate::model::need::NeedIndex;
use crate::model::postcode::Locality;
use crate::model::service::Kind;
use crate::model::shown::clean;
use crate::model::vocabulary::SupportNeed;
use crate::plan::services::whereabouts;
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;

/// What stands for every named area.
const ALL: &str = "all";

/// Count who would take people, by need, place and support need.
///
/// The judgement is that of `signpost find`: "take" would take the person as far as their entries say, "ask" has to be asked
/// first, and "turn away" would take somebody else, but not this person. What an entry does not say is asked, never taken for no.
///
/// Worst first: nobody at all; then only services to ask (ask-only); then one or two that would take them (few). Within each,
/// what anybody meets comes before what one support need meets, then where most services turn people away. A support need that
/// changes nothing is not listed again.
///
/// Exit status: 0 no gap, 1 there are gaps of the --grade or worse, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost gaps --with oxygen,\"needs transport\" --need befriending --age 82\n  \
    signpost gaps --area CO4,tendring --grade nobody\n  \
    signpost gaps --format html --out gaps.html\n  \
    signpost gaps --cases examples/cases            what the people of these cases could not be offered")]
pub(super) struct Arguments {
    /// Where: named areas or postcode districts (CO4), or `all` named areas; without it, those that the directory is for
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    area: Vec<String>,
    /// Only these needs: ids, or exact words for them
    #[arg(long, value_name = "NEED", value_delimiter = ',')]
    need: Vec<String>,
    /// Only these support needs: oxygen,wheelchair; `oxygen+wheelchair` is one person with both
    #[arg(long, value_name = "SUPPORT", value_delimiter = ',', value_parser = together)]
    with: Vec<Together>,
    /// Count only these kinds: community, link-worker, ahp, statutory, crisis
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = vocabulary::<Kind>)]
    kind: Vec<Kind>,
    /// The person's age in years; without it, services with an age limit have to be asked
    #[arg(long, value_name = "YEARS", value_parser = years, allow_hyphen_values = true)]
    age: Option<u8>,
    /// Case files, or folders of them: adds what their people could not be offered
    #[arg(long, value_name = "FILES", num_args = 1..)]
    cases: Vec<PathBuf>,
    /// List cells that are as bad as this or worse, and fail (exit 1) where there is one
    #[arg(long, value_enum, default_value_t = Least::AskOnly)]
    grade: Least,
    /// The most gaps to list in a table or as text
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = at_least_one)]
    limit: usize,
    /// How to print the answer; CSV and JSON hold every cell, svg and html are heat maps
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The file to write, whole or not at all; without it, standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table that fits 80 columns
    Table,
    /// Lines, for screen readers and narrow terminals
    Text,
    Csv,
    Json,
    Svg,
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Least {
    /// Nobody would take them, and nobody can be asked
    Nobody,
    /// Nobody is known to; there are services to ask
    AskOnly,
    /// One or two would
    Few,
}

impl Least {
    const fn grade(self) -> Grade {
        match self {
            Self::Nobody => Grade::Nobody,
            Self::AskOnly => Grade::AskOnly,
            Self::Few => Grade::Few,
        }
    }
}

/// The support needs of one person.
#[derive(Clone, Debug)]
struct Together(Vec<SupportNeed>);

fn together(typed: &str) -> Result<Together, String> {
    let mut all = Vec::new();
    for part in typed.split('+') {
        let need = support_need(part)?;
        if !all.contains(&need) {
            all.push(need);
        }
    }
    Ok(Together(all))
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session.must_answer(common)?;
    let places = session.places();
    let own = arguments
        .area
        .is_empty()
        .then(|| own(session.directory(), &places));
    let scope = Scope {
        needs: needs(&arguments.need, &session)?,
        places: places_of(&arguments.area, own.as_ref(), &session)?,
        with: with(&arguments.with),
        age: arguments.age,
        kinds: (!arguments.kind.is_empty()).then(|| arguments.kind.clone()),
        today: session.today,
    };
    let cases = (!arguments.cases.is_empty())
        .then(|| of_cases(&arguments.cases, &scope, &session, &places, common))
        .transpose()?;
    let cells = gaps(session.directory(), &places, &scope);
    let report = report(
        session.directory(),
        &scope,
        own.as_ref(),
        &cells,
        cases,
        arguments.grade.grade(),
    );
    match &arguments.out {
        Some(path) => {
            let mut page = Vec::new();
            write(&report, arguments, &session, &mut page)?;
            write_whole(path, &String::from_utf8(page)?, arguments.force)?;
        }
        None => write(&report, arguments, &session, out)?,
    }
    Ok(Status::of(!report.has_gaps()))
}

fn write(
    report: &Report,
    arguments: &Arguments,
    session: &Session,
    out: &mut dyn Write,
) -> Result<()> {
    let banner = session.banner();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, report)?;
            writeln!(out)?;
        }
        Format::Csv => csv::csv(report, out)?,
        Format::Svg => write!(out, "{}", svg::svg(report))?,
        Format::Html => write!(out, "{}", html::html(report))?,
        Format::Table => print::table(report, banner.as_deref(), arguments.limit, out)?,
        Format::Text => print::text(report, banner.as_deref(), arguments.limit, out)?,
    }
    Ok(())
}

/// The needs that are named, in the order of `needs.yaml`; all of them where none is.
fn needs(typed: &[String], session: &Session) -> Result<Vec<NeedIndex>> {
    let mut named = Case::default();
    let problems = name_needs(typed, session, &mut named);
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    let all = 0..session.directory().needs.len();
    let wanted =
        |need: &NeedIndex| typed.is_empty() || named.needs.iter().any(|(known, _)| known == need);
    Ok(all.map(NeedIndex::from_position).filter(wanted).collect())
}

/// Each by itself where none is named; none twice.
fn with(typed: &[Together]) -> Vec<Vec<SupportNeed>> {
    if typed.is_empty() {
        return every_support_need();
    }
    let mut with: Vec<Vec<SupportNeed>> = Vec::new();
    for Together(person) in typed {
        if !with.contains(person) {
            with.push(person.clone());
        }
    }
    with
}

fn places_of(typed: &[String], own: Option<&Own>, session: &Session) -> Result<Vec<Whereabouts>> {
    let directory = session.directory();
    let area = |area: usize| Whereabouts::from_area(directory, area);
    let named_all = directory.area_by_id(ALL).is_some();
    let mut places: Vec<Whereabouts> = own
        .iter()
        .flat_map(|own| own.areas.iter().map(|position| area(*position)))
        .collect();
    for typed in typed {
        if typed.trim() == ALL && !named_all {
            places.extend((0..directory.areas.len()).map(area));
            continue;
        }
        let (place, _) = whereabouts(directory, &session.table, typed).map_err(|problem| {
            anyhow!("--area {typed}: {problem}\n  a named area of the directory will do as well, or `all` of them")
        })?;
        if let Whereabouts::Near(located) = &place
            && let Locality::Unit(postcode) = located.locality
        {
            bail!(
                "--area takes a named area or a district, not somebody's postcode: use {}",
                postcode.district()
            );
        }
        places.push(place);
    }
    let mut once: Vec<Whereabouts> = Vec::with_capacity(places.len());
    for place in places {
        if !once.contains(&place) {
            once.push(place);
        }
    }
    if once.is_empty() {
        bail!("this directory names no area; say where with --area, such as --area CO4");
    }
    Ok(once)
}

/// What the people of the cases could be offered. A case that cannot be read is an error: half of them is no answer.
fn of_cases(
    paths: &[PathBuf],
    scope: &Scope,
    session: &Session,
    places: &Places,
    common: &Common,
) -> Result<Vec<Offered>> {
    let directory = session.directory();
    let mut people = Vec::new();
    let mut unreadable = Vec::new();
    for file in test::files(paths)? {
        let worked = test::read(&file, directory, common)?;
        let place = worked.case.near.as_deref();
        let place = place.map(|near| whereabouts(directory, &session.table, near));
        let place = match place.transpose() {
            Ok(place) => place.map(|(place, _)| place),
            Err(problem) => {
                unreadable.push(format!("{}: {problem}", worked.file));
                continue;
            }
        };
        if !worked.problems.is_empty() {
            unreadable.extend(worked.problems);
            continue;
        }
        let name = file.file_stem().map(|stem| stem.to_string_lossy());
        people.push(Person {
            case: clean(&name.unwrap_or_default()).into_owned(),
            place,
            age: worked.case.age,
            with: worked.case.with,
            needs: worked.case.needs.iter().map(|(need, _)| *need).collect(),
        });
    }
    for problem in &unreadable {
        writeln!(io::stderr(), "signpost: {}", clean(problem))?;
    }
    if !unreadable.is_empty() {
        bail!("these cases cannot be counted until that is put right");
    }
    let kinds = scope.kinds.as_deref();
    Ok(offered(
        directory,
        places,
        &people,
        &scope.needs,
        kinds,
        session.today,
    ))
}
