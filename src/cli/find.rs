//! `signpost find`: services for a need near a place, with why, why not, and what to ask first.

mod answer;
mod print;

pub(super) use answer::crisis_numbers;

use super::case_input::{support_need, years};
use super::session::{self, Session, warn};
use super::{Common, Status};
use crate::find::{Asker, Query, Whereabouts, find, parse_distance};
use crate::model::hours::Day;
use crate::model::need::NeedIndex;
use crate::model::service::{AttendingType, Kind};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::plan::services::whereabouts;
use crate::words::{self, Candidate};
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use std::io::Write;

/// Finds services for a need near a place.
///
/// What you type may be the name of a need or the words people use for it. Where the words are not exactly those of
/// a need, the answer says what they were taken to mean.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = "Examples:\n  \
    signpost find \"can't get to appointments\" --near \"CO4 5JR\" --age 82 --with oxygen\n  \
    signpost find loneliness --near tendring --free --open-on tuesday\n  \
    signpost find falls --near CO15 --kind ahp --format json")]
pub(super) struct Arguments {
    /// The need, or the words for it
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Where the person is: a postcode, sector (CO4 5), district (CO4) or named area
    #[arg(long, value_name = "PLACE")]
    near: Option<String>,
    /// The person's age in years
    #[arg(long, value_name = "YEARS", value_parser = years, allow_hyphen_values = true)]
    age: Option<u8>,
    /// What a service has to cope with: wheelchair, oxygen, "help with eating"; give it once for each
    #[arg(long, value_name = "SUPPORT", value_parser = support_need)]
    with: Vec<SupportNeed>,
    /// How far away it may be in a straight line: 5mi, 8km
    #[arg(long, value_name = "DISTANCE", value_parser = distance, allow_hyphen_values = true)]
    within: Option<f64>,
    /// Open on this day of the week
    #[arg(long, value_name = "DAY", value_parser = day)]
    open_on: Option<Day>,
    /// Only what costs nothing
    #[arg(long)]
    free: bool,
    /// How it is attended: venue, "home visit", phone, online
    #[arg(long, value_name = "HOW", value_parser = vocabulary::<AttendingType>)]
    attending: Option<AttendingType>,
    /// Only this kind: community, link-worker, ahp, statutory, crisis; may be given several times
    #[arg(long, value_name = "KIND", value_parser = vocabulary::<Kind>)]
    kind: Vec<Kind>,
    /// Only what the person can enter without a professional
    #[arg(long)]
    for_themselves: bool,
    /// The most services to list
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = at_least_one)]
    limit: usize,
    /// List the services that are not suitable as well, with the reason
    #[arg(long)]
    all: bool,
    /// Go on with the likeliest need in JSON and CSV too
    #[arg(long)]
    guess: bool,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// List every need with its id instead
    #[arg(long)]
    list_needs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table that fits 80 columns
    Table,
    /// Lines, for screen readers and narrow terminals
    Text,
    Json,
    Csv,
    Markdown,
}

impl Format {
    /// True for the forms that scripts read, which never go on with a guess unasked.
    const fn is_for_scripts(self) -> bool {
        matches!(self, Self::Json | Self::Csv)
    }
}

fn distance(typed: &str) -> Result<f64, String> {
    parse_distance(typed).map_err(|problem| problem.to_string())
}

fn at_least_one(typed: &str) -> Result<usize, String> {
    typed
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| "give a whole number, at least 1".to_owned())
}

fn day(typed: &str) -> Result<Day, String> {
    let typed = typed.trim().to_lowercase();
    Day::WORDS
        .iter()
        .find(|(word, day)| typed == *word || typed == day.name().to_lowercase())
        .map(|(_, day)| *day)
        .ok_or_else(|| "use a day of the week: monday, tue".to_owned())
}

pub(super) fn vocabulary<V: Vocabulary>(typed: &str) -> Result<V, String> {
    let words = || V::WORDS.iter().map(|(word, _)| *word);
    V::from_word(&typed.trim().to_lowercase())
        .ok_or_else(|| format!("use one of: {}", words().collect::<Vec<_>>().join(", ")))
}

/// What the words were understood as.
pub(super) struct Understood {
    /// The words as typed.
    pub(super) typed: String,
    /// The needs that are looked for; empty: none is clear enough.
    pub(super) needs: Vec<NeedIndex>,
    /// True where the need is a guess.
    pub(super) guessed: bool,
    /// What else it may mean, likeliest first.
    pub(super) candidates: Vec<Candidate>,
    /// Dangers that the words may mean.
    pub(super) crisis: Vec<Candidate>,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session.must_answer(common)?;
    if arguments.list_needs {
        print::needs(&session, out)?;
        return Ok(Status::Answered);
    }
    let understood = understand(arguments, &session)?;
    let place = place(arguments.near.as_deref(), &session, common)?;
    let stops = understood.guessed && arguments.format.is_for_scripts() && !arguments.guess;
    let found = (!understood.needs.is_empty() && !stops).then(|| {
        let query = query(arguments, &understood, place, &session);
        find(session.directory(), &session.places(), &query)
    });
    let answer = answer::answer(&session, arguments, &understood, found.as_ref());
    print::answer(&answer, arguments.format, session.banner().as_deref(), out)?;
    let exact = understood.crisis.is_empty()
        || understood
            .needs
            .iter()
            .any(|need| session.directory().need(*need).crisis);
    let any = found.is_some_and(|found| !found.matches.is_empty());
    Ok(Status::of(any && exact))
}

fn understand(arguments: &Arguments, session: &Session) -> Result<Understood> {
    let typed = arguments.words.join(" ");
    if typed.trim().is_empty() {
        bail!(
            "say what help is wanted, such as `signpost find falls`; `signpost find --list-needs` prints every need"
        );
    }
    let index = words::Index::new(session.directory());
    let meaning = words::meaning(&index, &typed);
    let guessed = meaning.exact.is_empty();
    let needs = if guessed {
        meaning.leader.into_iter().collect()
    } else {
        meaning.exact
    };
    let candidates = meaning
        .candidates
        .into_iter()
        .filter(|candidate| !needs.contains(&candidate.need))
        .collect();
    let crisis = meaning
        .crisis
        .into_iter()
        .filter(|candidate| guessed || !needs.contains(&candidate.need))
        .collect();
    Ok(Understood {
        typed,
        needs,
        guessed,
        candidates,
        crisis,
    })
}

/// Where the person is, with a note on how sure that is.
fn place(near: Option<&str>, session: &Session, common: &Common) -> Result<Option<Whereabouts>> {
    let Some(near) = near else {
        warn(
            common,
            "no place given (--near): whether a service serves this person has to be asked",
        )?;
        return Ok(None);
    };
    let (place, note) = whereabouts(session.directory(), &session.table, near).map_err(|problem| {
        anyhow!("--near {near}: {problem}\n  a named area of the directory will do as well, such as `north-east-essex`")
    })?;
    if let Some(note) = note {
        warn(common, &note)?;
    }
    Ok(Some(place))
}

fn query(
    arguments: &Arguments,
    understood: &Understood,
    place: Option<Whereabouts>,
    session: &Session,
) -> Query {
    Query {
        needs: understood.needs.clone(),
        place,
        age: arguments.age,
        with: arguments.with.clone(),
        asker: if arguments.for_themselves {
            Asker::Person
        } else {
            Asker::Professional
        },
        kinds: (!arguments.kind.is_empty()).then(|| arguments.kind.clone()),
        open_on: arguments.open_on,
        free: arguments.free,
        attending: arguments.attending,
        within_m: arguments.within,
        ..Query::new(session.today)
    }
}
