//! A case from a file, from standard input or from options.

use super::Common;
use super::profile::file::ProfileOptions;
use super::session::{Session, warn};
use crate::load::cases::{self, LoadedCase};
use crate::model::Directory;
use crate::model::case::Case;
use crate::model::fact::{Answer, Answers, Flag};
use crate::model::shown::count;
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::report;
use crate::route::knowledge::counts_today;
use crate::words;
use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::civil::Date;
use std::io::{self, Read, Write};
use std::path::Path;

/// The options that describe a case; they may also add to a case file.
#[derive(Debug, Default, Args)]
pub(super) struct CaseOptions {
    /// A need: its id or exact words for it; give it once for each need
    #[arg(long, value_name = "NEED")]
    pub(super) need: Vec<String>,
    /// Where the person is: a postcode, sector, district or named area
    #[arg(long, value_name = "PLACE")]
    pub(super) near: Option<String>,
    /// The person's age in years
    #[arg(long, value_name = "YEARS", allow_hyphen_values = true)]
    pub(super) age: Option<String>,
    /// What a service has to cope with: wheelchair, oxygen, "help with eating"; give it once for each
    #[arg(long, value_name = "SUPPORT")]
    pub(super) with: Vec<String>,
    /// An answer: NAME=VALUE, or NEED.NAME=VALUE for a fact about one need; several values with |
    #[arg(long, value_name = "FACT")]
    pub(super) fact: Vec<String>,
}

/// Reads an age as typed.
pub(super) fn years(typed: &str) -> Result<u8, String> {
    let years = typed
        .trim()
        .parse::<u8>()
        .ok()
        .filter(|years| *years <= 120);
    years.ok_or_else(|| format!("`{typed}` is not an age: give whole years, 0 to 120"))
}

/// Reads a support need as typed, with spaces or hyphens.
pub(super) fn support_need(typed: &str) -> Result<SupportNeed, String> {
    let plain = typed.trim().to_lowercase().replace(['-', '_'], " ");
    SupportNeed::from_word(&plain).ok_or_else(|| {
        let words = SupportNeed::WORDS.iter().map(|(word, _)| *word);
        crate::load::values::nearest(&plain, words.clone()).map_or_else(
            || format!("use one of: {}", words.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        )
    })
}

/// A case to decide, or what could be saved of one that is refused.
pub(super) enum Input {
    /// Ready to be decided.
    Ready(Case),
    /// Refused, with findings already printed; the case holds only what a stop needs: its red flags.
    Refused(Case),
}

/// Reads the case, which has to name a need. A file that is missing or unreadable is an error; what it says is not.
///
/// What the options leave open about the worker is taken from the profile, if one is given; never beside a case file.
pub(super) fn read(
    file: Option<&str>,
    options: &CaseOptions,
    profile: Option<&ProfileOptions>,
    session: &Session,
    common: &Common,
) -> Result<Input> {
    read_case(file, options, profile, true, session, common)
}

/// The same for a conversation, which asks for the need itself.
pub(super) fn read_start(
    options: &CaseOptions,
    profile: Option<&ProfileOptions>,
    session: &Session,
    common: &Common,
) -> Result<Input> {
    read_case(None, options, profile, false, session, common)
}

fn read_case(
    file: Option<&str>,
    options: &CaseOptions,
    profile: Option<&ProfileOptions>,
    names_a_need: bool,
    session: &Session,
    common: &Common,
) -> Result<Input> {
    let directory = session.directory();
    let mut problems: Vec<String> = Vec::new();
    let (mut case, refused) = match file.map(|file| (file, bytes(file))) {
        Some((file, Ok(bytes))) => {
            let loaded = cases::case(file, &bytes, directory);
            print_findings(&loaded, common)?;
            let refused = loaded.refuses();
            (loaded.case, refused)
        }
        // A danger named in the options has to be heard even where the file cannot be read.
        Some((_, Err(error))) => {
            problems.push(format!("{error:#}"));
            (Case::default(), true)
        }
        None => (Case::default(), false),
    };
    if file.is_none() || answers_safety_question(&options.fact, directory) {
        let forgotten = asked_now(&mut case, session);
        if forgotten > 0 {
            let answers = count(forgotten, "answer", "answers");
            warn(
                common,
                &format!(
                    "{answers} to safety questions in the file are not of today and do not count: ask again"
                ),
            )?;
        }
    }
    if let Some(age) = &options.age {
        match years(age) {
            Ok(age) => case.age = Some(age),
            Err(problem) => problems.push(format!("--age: {problem}")),
        }
    }
    case.near = options.near.clone().or(case.near);
    for typed in &options.with {
        match support_need(typed) {
            Ok(need) if case.with.contains(&need) => {}
            Ok(need) => case.with.push(need),
            Err(problem) => problems.push(format!(
                "--with: `{typed}` is not a support need; {problem}"
            )),
        }
    }
    problems.extend(name_needs(&options.need, session, &mut case));
    let with_facts = cases::typed::facts_as_typed(&options.fact, case, directory);
    print_findings(&with_facts, common)?;
    let fact_problems = with_facts.refuses();
    let mut case = with_facts.case;
    if let Some(profile) = profile.filter(|_| file.is_none()) {
        match profile.in_force(session, common) {
            Ok(in_force) => {
                if let Some((place, profile)) = in_force {
                    case.answer_from(&profile, &place.shown);
                }
            }
            Err(error) => problems.push(format!("{error:#}")),
        }
    }
    if names_a_need
        && case.needs.is_empty()
        && problems.is_empty()
        && !fact_problems
        && !refused
        && !has_raised_flag(directory, &case)
    {
        problems.push(match file {
            Some(file) => format!(
                "{file} names no need, and no red flag is raised: there is nothing to decide"
            ),
            None => "name a need with `--need`, or give a case file".to_owned(),
        });
    }
    if let Some(near) = &case.near
        && let Err(problem) = crate::plan::services::whereabouts(directory, &session.table, near)
    {
        problems.push(problem);
    }
    for problem in &problems {
        writeln!(
            io::stderr(),
            "signpost: {}",
            crate::model::shown::clean(problem)
        )?;
    }
    if refused || fact_problems || !problems.is_empty() {
        return Ok(Input::Refused(only_red_flags(
            directory,
            &case,
            session.today,
        )));
    }
    Ok(Input::Ready(case))
}

/// True where an option answers a safety question; other facts say nothing about when those were asked.
fn answers_safety_question(typed: &[String], directory: &Directory) -> bool {
    let rules = &directory.rules;
    typed
        .iter()
        .filter_map(|option| option.split('=').next())
        .filter_map(|name| rules.fact_by_id(name.trim()))
        .any(|fact| rules.fact(fact).is_red_flag())
}

/// What is typed as options is asked now. Safety questions answered with no on another day, or on a day that was not
/// said, are forgotten first, so that they do not pass for answers of today; says how many.
fn asked_now(case: &mut Case, session: &Session) -> usize {
    let rules = &session.directory().rules;
    let old: Vec<_> = case
        .facts
        .0
        .iter()
        .filter(|(fact, answer)| {
            !counts_today(rules.fact(*fact), answer, case.asked_on, session.today)
        })
        .map(|(fact, _)| *fact)
        .collect();
    for fact in &old {
        case.facts.forget(*fact);
    }
    case.asked_on = Some(session.today);
    old.len()
}

fn bytes(file: &str) -> Result<Vec<u8>> {
    if file == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .take(crate::load::MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(bytes);
    }
    let path = Path::new(file);
    if path.is_dir() {
        bail!("{file} is a folder; give a case file, such as examples/cases/mr-b.yaml");
    }
    std::fs::read(path).with_context(|| format!("cannot read the case {file}"))
}

fn print_findings(loaded: &LoadedCase, common: &Common) -> Result<()> {
    if !loaded.findings.is_empty() {
        write!(
            io::stderr(),
            "{}",
            report::text::findings(&loaded.findings, &loaded.sources, common.colour_of_stderr())
        )?;
    }
    Ok(())
}

/// Adds the needs that `--need` names. Only exact words count here; anything else is a problem with suggestions.
pub(super) fn name_needs(typed: &[String], session: &Session, case: &mut Case) -> Vec<String> {
    if typed.is_empty() {
        return Vec::new();
    }
    let directory = session.directory();
    let index = words::Index::new(directory);
    let mut problems = Vec::new();
    for typed in typed {
        if typed.trim().is_empty() {
            problems.push("`--need` is empty: name a need, such as `--need falls`".to_owned());
            continue;
        }
        let meaning = words::meaning(&index, typed);
        match meaning.exact.as_slice() {
            [need] => {
                if case.needs.iter().all(|(known, _)| known != need) {
                    case.needs.push((*need, Answers::default()));
                }
            }
            several => {
                let near: Vec<String> = several
                    .iter()
                    .copied()
                    .chain(
                        meaning
                            .crisis
                            .iter()
                            .chain(&meaning.candidates)
                            .map(|candidate| candidate.need),
                    )
                    .map(|need| format!("`--need {}`", directory.need(need).id.value))
                    .take(4)
                    .collect();
                let help = if near.is_empty() {
                    "`signpost find --list-needs` prints them all".to_owned()
                } else {
                    format!("did you mean {}?", near.join(" or "))
                };
                if !meaning.crisis.is_empty() {
                    problems.push(format!(
                        "this may mean danger: {}",
                        crisis_in_words(directory)
                    ));
                }
                problems.push(format!(
                    "`{typed}` is not exactly the name of a need: {help}"
                ));
            }
        }
    }
    problems
}

/// `Emergency services (999) 999; Samaritans 116 123`.
fn crisis_in_words(directory: &Directory) -> String {
    let numbers = super::find::crisis_numbers(directory);
    numbers
        .iter()
        .map(|number| format!("{} {}", number.name, number.phone))
        .collect::<Vec<_>>()
        .join("; ")
}

fn has_raised_flag(directory: &Directory, case: &Case) -> bool {
    case.facts
        .0
        .iter()
        .any(|(fact, answer)| is_raised(directory, *fact, answer))
}

fn is_raised(directory: &Directory, fact: crate::model::fact::FactIndex, answer: &Answer) -> bool {
    directory.rules.fact(fact).is_red_flag() && *answer != Answer::Flag(Flag::No)
}

/// What is left of a refused case: the red flags that were raised, so that a stop is printed all the same.
fn only_red_flags(directory: &Directory, case: &Case, today: Date) -> Case {
    let raised = case
        .facts
        .0
        .iter()
        .filter(|(fact, answer)| is_raised(directory, *fact, answer))
        .cloned();
    Case {
        asked_on: Some(today),
        facts: Answers(raised.collect()),
        near: case.near.clone(),
        age: case.age,
        with: case.with.clone(),
        ..Case::default()
    }
}
