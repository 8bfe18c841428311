//! `signpost ask`: the conversation in a terminal, line by line, the same in a pipe.

mod circumstances;
mod keep;
mod needs;
mod remember;
mod screen;
mod source;

use super::case_input::{CaseOptions, Input, read, read_start};
use super::profile::file::ProfileOptions;
use super::route::approved;
use super::session::{self, Session};
use super::{Common, Status, plan_text};
use crate::conversation::typed::{self, Typed};
use crate::conversation::{Conversation, Step};
use crate::find::Places;
use crate::model::case::Case;
use crate::model::fact::Answer;
use crate::model::personal::{contact_details, nhs_number};
use crate::plan::make::{Context, plan};
use crate::route::Compiled;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
pub(super) use source::Source;
use std::io::{self, Write};
use std::path::PathBuf;

/// Ask about a person step by step: safety first, then only what still matters.
///
/// Every question takes its number or its word; `u` not known, `s` skip, `b` back, `q` stop, `?` more about it. What is
/// skipped counts as not asked, and silence is never taken for no. The last question, what matters to the person, may be
/// skipped and is not kept unless --keep-matters says so. It ends with the same plan as `signpost route`; nothing is kept unless --out says where.
/// Exit status: 0 decided, 1 not decided, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost ask --need falls --near CO4\n  \
    signpost ask --answers examples/cases/mr-b.yaml     the conversation this case would be\n  \
    signpost ask --need loneliness --out ~/case.yaml    and keep the answers")]
pub(super) struct Arguments {
    #[command(flatten)]
    options: CaseOptions,
    #[command(flatten)]
    profile: ProfileOptions,
    /// What matters to the person, in one sentence; stands at the top of the plan
    #[arg(long, value_name = "WORDS")]
    matters: Option<String>,
    /// Answer from this case file instead of asking; what it does not answer is skipped
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Keep the answers as a case file, readable by you alone, with the postcode cut to its district
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Keep what matters to the person in that file as well
    #[arg(long, requires = "out")]
    keep_matters: bool,
    /// The story is invented, so the file may be kept inside a git work tree
    #[arg(long, requires = "out")]
    invented_story: bool,
    /// How to print the plan; with json the conversation goes to standard error
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Use rules that nobody has approved for use with people
    #[arg(long)]
    unapproved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session.must_answer(common)?;
    approved(&session, arguments.unapproved)?;
    if let Some(path) = &arguments.out {
        keep::may_be_kept(path, arguments.invented_story)?;
    }
    let compiled = Compiled::new(session.directory());
    let places: Places = session.places();
    let context = Context {
        directory: session.directory(),
        compiled: &compiled,
        table: &session.table,
        places: &places,
        today: session.today,
    };
    let mut source = match &arguments.answers {
        Some(file) => Source::case(answered(&file.display().to_string(), &session, common)?),
        None => Source::lines(),
    };
    let start = start(arguments, &source, &session, common)?;
    let conversation = {
        let mut stderr = io::stderr();
        // The plan has standard output to itself where a program reads it.
        let out: &mut dyn Write = match arguments.format {
            Format::Text => out,
            Format::Json => &mut stderr,
        };
        if let Some(banner) = session.banner() {
            super::output::paragraph(out, 0, 0, &banner)?;
        }
        let first = Conversation::new(start.clone(), &context);
        let end = lead(first, &context, &session, &mut source, out)?;
        let said = &arguments.profile;
        remember::offer(&start, &end.case, said, &session, common, &mut source, out)?;
        end
    };
    // Kept first: a reader of the plan who has seen enough must not lose what was answered.
    if let Some(path) = &arguments.out {
        keep::keep(
            path,
            &conversation.case,
            session.directory(),
            arguments.keep_matters,
        )?;
        session::warn(common, &format!("kept in {}", path.display()))?;
    }
    let plan = plan(&context, &conversation.case);
    for note in &plan.notes {
        session::warn(common, note)?;
    }
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &plan)?;
            writeln!(out)?;
        }
        Format::Text => {
            writeln!(out, "\n{}", screen::RULE)?;
            plan_text::print(&plan, None, common.verbose, out)?;
        }
    }
    Ok(Status::of(plan.decided))
}

/// The case that the options describe; with `--answers` also the needs and the place of that case.
fn start(
    arguments: &Arguments,
    source: &Source,
    session: &Session,
    common: &Common,
) -> Result<Case> {
    // A case file says itself who was asking.
    let profile = source.answers().is_none().then_some(&arguments.profile);
    let mut case = match read_start(&arguments.options, profile, session, common)? {
        Input::Refused(case) if case.facts.0.is_empty() => {
            bail!("the conversation cannot start until that is put right")
        }
        // A danger that was named is not lost for a misspelt option beside it.
        Input::Ready(case) | Input::Refused(case) => case,
    };
    case.matters = arguments.matters.clone().or(case.matters);
    if let Some(answers) = source.answers() {
        if case.needs.is_empty() {
            for (need, _) in &answers.needs {
                case.needs
                    .push((*need, crate::model::fact::Answers::default()));
            }
        }
        case.matters = case.matters.or_else(|| answers.matters.clone());
        case.near = case.near.or_else(|| answers.near.clone());
    }
    Ok(case)
}

fn answered(file: &str, session: &Session, common: &Common) -> Result<Case> {
    match read(Some(file), &CaseOptions::default(), None, session, common)? {
        Input::Ready(case) => Ok(case),
        Input::Refused(_) => bail!("{file} cannot be used until that is put right"),
    }
}

/// Leads the conversation to its end, or until it is stopped.
fn lead(
    start: Conversation,
    context: &Context,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Conversation> {
    let mut now = start;
    let mut before: Vec<Conversation> = Vec::new();
    loop {
        let step = now.next(context);
        if step == Step::Finished {
            return Ok(now);
        }
        screen::step(&step, &now, context, out)?;
        let mut after = now.clone();
        match one_step(&step, &mut after, context, session, source, out)? {
            Outcome::Forward => before.push(std::mem::replace(&mut now, after)),
            Outcome::Again => {}
            Outcome::Back => match before.pop() {
                Some(earlier) => now = earlier,
                None => writeln!(out, "This is the first question.")?,
            },
            Outcome::Stop => return Ok(after),
        }
    }
}

/// What a step came to.
enum Outcome {
    Forward,
    /// The same step from its beginning.
    Again,
    Back,
    Stop,
}

/// What became of a line that was typed at a step.
enum Taken {
    Done,
    /// It is no answer here; the words say what can be typed instead.
    Not(String),
    /// Back to the beginning of the step.
    Again,
    Stop,
}

impl From<Result<(), String>> for Taken {
    fn from(result: Result<(), String>) -> Self {
        result.map_or_else(Self::Not, |()| Self::Done)
    }
}

/// Puts one step until it is answered.
fn one_step(
    step: &Step,
    now: &mut Conversation,
    context: &Context,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Outcome> {
    if let Source::Case(answers) = source {
        source::from_case(step, answers, now, context, out)?;
        return Ok(if *step == Step::Needs {
            Outcome::Stop
        } else {
            Outcome::Forward
        });
    }
    loop {
        let Some(line) = source.line(screen::prompt(step), out)? else {
            return Ok(Outcome::Stop);
        };
        match typed::command(&line) {
            Some(Typed::Back) => return Ok(Outcome::Back),
            Some(Typed::Stop) => return Ok(Outcome::Stop),
            Some(Typed::Help) => {
                screen::help(step, now, context, out)?;
                continue;
            }
            _ => {}
        }
        match take(step, &line, now, context, session, source, out)? {
            Taken::Done => return Ok(Outcome::Forward),
            Taken::Again => return Ok(Outcome::Again),
            Taken::Stop => return Ok(Outcome::Stop),
            Taken::Not(problem) => super::output::paragraph(out, 0, 2, &problem)?,
        }
    }
}

/// Takes what was typed at a step.
fn take(
    step: &Step,
    line: &str,
    now: &mut Conversation,
    context: &Context,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Taken> {
    let rules = &context.directory.rules;
    // To pass over a question of the conversation itself is to say no to it.
    let yes_or_no = |line: &str| match typed::command(line) {
        Some(Typed::Skip) => Ok(false),
        _ => typed::yes_or_no(line).ok_or("answer `y` or `n`".to_owned()),
    };
    let taken: Result<(), String> = match step {
        Step::Needs => return needs::take(line, now, session, source, out),
        Step::RedFlags { anywhere, alone } => match typed::red_flags(anywhere, alone, line) {
            Ok(typed) => {
                screen::red_flags_heard(&typed, context, out)?;
                for (fact, flag) in typed.answers {
                    now.answer(fact, None, Answer::Flag(flag));
                }
                for fact in typed.not_asked {
                    now.pass(fact, None);
                }
                Ok(())
            }
            Err(problem) => Err(problem),
        },
        Step::Stop => yes_or_no(line).map(|yes| now.go_on(yes)),
        Step::Beside(_) => yes_or_no(line).map(|yes| now.ask_beside(yes)),
        Step::Question { fact, need, .. } => match typed::answer(rules.fact(*fact), line) {
            Ok(Typed::Answer(answer)) => {
                now.answer(*fact, *need, answer);
                Ok(())
            }
            Ok(Typed::Age(years)) => {
                now.case.age = Some(years);
                Ok(())
            }
            Ok(_) => {
                now.pass(*fact, *need);
                Ok(())
            }
            Err(problem) => Err(problem),
        },
        Step::Circumstances {
            support,
            age,
            place,
        } => {
            return circumstances::take(line, support, (*age, *place), now, session, source, out);
        }
        Step::Matters => what_matters(line, now),
        Step::Finished => Ok(()),
    };
    Ok(taken.into())
}

/// What matters to the person, in their words. Nothing that says who somebody is stands on a plan.
fn what_matters(line: &str, now: &mut Conversation) -> Result<(), String> {
    let line = line.trim();
    if contact_details(line).is_some() || nhs_number(line).is_some() {
        return Err("leave out numbers and addresses that say who somebody is".to_owned());
    }
    let nothing = matches!(typed::command(line), Some(Typed::Skip))
        || matches!(line, "" | "none" | "n" | "no" | "u" | "unsure");
    now.matters_to_them((!nothing).then(|| line.to_owned()));
    Ok(())
}
