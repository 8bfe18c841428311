//! `signpost profile`: what a worker says once about themself: shown, set and cleared.

pub(super) mod file;
mod questions;

use super::output::{bullet, paragraph};
use super::session::{self, Session, now, warn};
use super::{Common, Status};
use crate::load::profile::as_typed;
use crate::model::profile::{Profile, ProfileFact};
use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use file::{Place, ProfileOptions, moment_in_words, print_findings};
use std::io::{self, Write};

/// Say once who you are, instead of for each person.
///
/// The answers are used by `ask`, and by `route` without a case file, and the plan names them. They lapse after 12 hours, so
/// that the next person at a shared machine is asked again, unless `set --keep` says that nobody else uses it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost profile                            what is in force\n  \
    signpost profile set                        asks each question\n  \
    signpost profile set you-are=ahp contact=short-course knows-area=yes\n  \
    signpost profile clear                      at the end of a shift")]
pub(super) struct Arguments {
    #[command(flatten)]
    options: ProfileOptions,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what is in force, where it is, and until when it counts
    Show,
    /// Answer questions about yourself; without answers, asks each of them
    Set(SetArguments),
    /// Remove the profile
    Clear,
}

#[derive(Debug, Args)]
struct SetArguments {
    /// Answers: you-are=ahp; several values with |
    #[arg(value_name = "NAME=VALUE")]
    answers: Vec<String>,
    /// Keep the answers beyond 12 hours; only for a machine that nobody else uses
    #[arg(long)]
    keep: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let place = arguments.options.place();
    if matches!(arguments.command, Some(Command::Clear)) {
        return clear(place.as_ref(), out);
    }
    let session = session::open(common)?;
    session.must_answer(common)?;
    match (&arguments.command, &place) {
        (Some(Command::Set(arguments)), Some(place)) => {
            set(arguments, place, &session, common, out)
        }
        (Some(Command::Set(_)), None) => {
            bail!("there is no configuration folder to write to; name a file with `--profile FILE`")
        }
        (_, place) => show(place.as_ref(), &session, common, out),
    }
}

fn clear(place: Option<&Place>, out: &mut dyn Write) -> Result<Status> {
    let line = match place {
        Some(place) if place.clear()? => format!("The profile {} is removed.", place.shown),
        Some(place) => format!("There is no profile {}: nothing to remove.", place.shown),
        None => "There is no profile: nothing to remove.".to_owned(),
    };
    paragraph(out, 0, 2, &line)?;
    Ok(Status::Answered)
}

fn show(
    place: Option<&Place>,
    session: &Session,
    common: &Common,
    out: &mut dyn Write,
) -> Result<Status> {
    let loaded = match place {
        Some(place) => place.load(session, common)?.map(|profile| (place, profile)),
        None => None,
    };
    if let (Some(place), None) = (place, &loaded) {
        place.may_be_missing()?;
    }
    banner(session, out)?;
    let none = match (place, loaded) {
        (Some(place), Some((_, profile))) => match place.lapsed(&profile, now()) {
            None => return in_force(place, &profile, session, out),
            Some(lapsed) => format!(
                "No profile counts: {lapsed}; `{}` asks again.",
                place.command("set")
            ),
        },
        (Some(place), None) => format!(
            "There is no profile {}; `{}` asks the questions of one.",
            place.shown,
            place.command("set")
        ),
        (None, _) => "There is no profile, and no configuration folder for one; name a file with \
             `--profile FILE`."
            .to_owned(),
    };
    paragraph(out, 0, 2, &none)?;
    open_questions(None, session, out)?;
    Ok(Status::Not)
}

/// What counts now. Not an answer where it says nothing that this directory asks about.
fn in_force(
    place: &Place,
    profile: &Profile,
    session: &Session,
    out: &mut dyn Write,
) -> Result<Status> {
    let rules = &session.directory().rules;
    paragraph(out, 0, 2, &format!("Your profile: {}", place.shown))?;
    let until = profile.until().map_or_else(
        || "It is kept".to_owned(),
        |until| format!("It counts until {}", moment_in_words(until)),
    );
    let clear = place.command("clear");
    paragraph(out, 0, 2, &format!("{until}; `{clear}` removes it."))?;
    for (index, answer) in profile.answers() {
        let fact = rules.fact(*index);
        let line = format!("{} {} [{}]", fact.ask, fact.in_words(answer), fact.id.value);
        bullet(out, 2, &line)?;
    }
    open_questions(Some(profile), session, out)?;
    Ok(Status::of(profile.answers().next().is_some()))
}

/// The questions without an answer, and how each is answered.
fn open_questions(profile: Option<&Profile>, session: &Session, out: &mut dyn Write) -> Result<()> {
    let rules = &session.directory().rules;
    let mut open = rules
        .profile_facts()
        .filter(|index| {
            profile.is_none_or(|profile| profile.answers().all(|(known, _)| known != index))
        })
        .peekable();
    if open.peek().is_some() {
        writeln!(out, "Not answered")?;
    }
    for index in open {
        let fact = rules.fact(index);
        let words = fact.words().join("|");
        bullet(
            out,
            2,
            &format!("{} [{}={words}|unsure]", fact.ask, fact.id.value),
        )?;
    }
    Ok(())
}

fn set(
    arguments: &SetArguments,
    place: &Place,
    session: &Session,
    common: &Common,
    out: &mut dyn Write,
) -> Result<Status> {
    let rules = &session.directory().rules;
    if rules.profile_facts().next().is_none() {
        bail!("the rules of this directory ask nothing about you");
    }
    let moment = now();
    let mut before = place.load(session, common)?;
    if let Some(lapsed) = before
        .as_ref()
        .and_then(|profile| place.lapsed(profile, moment))
    {
        warn(common, &format!("{lapsed}: nothing of it is taken over"))?;
        before = None;
    }
    let answered = if arguments.answers.is_empty() {
        let known = before.as_ref().map_or(&[][..], |profile| &profile.facts);
        questions::ask(rules, known, &mut io::stdin().lock(), &mut io::stderr())?
    } else {
        typed(&arguments.answers, session, common)?
    };
    let keep_now = arguments.keep && before.as_ref().is_some_and(|profile| !profile.kept);
    if !answered.is_empty() || keep_now {
        let mut profile = before.unwrap_or_else(|| Profile {
            set_at: moment,
            kept: false,
            facts: Vec::new(),
        });
        profile.kept |= arguments.keep;
        profile.answer(answered, moment);
        place.save(&profile)?;
    }
    show(Some(place), session, common, out)
}

/// The answers as typed. Where one is wrong, every way to answer it is printed with what is wrong.
fn typed(answers: &[String], session: &Session, common: &Common) -> Result<Vec<ProfileFact>> {
    let rules = &session.directory().rules;
    let read = as_typed(answers, rules);
    print_findings(&read, common)?;
    if !read.refuses() {
        return Ok(read.value);
    }
    let names = answers
        .iter()
        .filter(|answer| as_typed(std::slice::from_ref(answer), rules).refuses())
        .map(|answer| answer.split('=').next().unwrap_or(answer).trim());
    let wrong: Vec<&str> = names.collect();
    let is_named = |id: &str| wrong.contains(&id);
    let all_known = wrong.iter().all(|name| {
        rules
            .profile_facts()
            .any(|index| rules.fact(index).id.value == *name)
    });
    for index in rules.profile_facts() {
        let fact = rules.fact(index);
        if !all_known || is_named(&fact.id.value) {
            questions::explain(fact, &mut io::stderr())?;
        }
    }
    Err(anyhow!("nothing was written"))
}

fn banner(session: &Session, out: &mut dyn Write) -> Result<()> {
    if let Some(banner) = session.banner() {
        paragraph(out, 0, 0, &banner)?;
        writeln!(out)?;
    }
    Ok(())
}
