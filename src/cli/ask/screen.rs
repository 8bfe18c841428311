//! What is shown at each step: plain numbered lines, readable by a screen reader, at 60 columns as well.

use super::source::in_words;
use crate::cli::output::{bullet, paragraph};
use crate::conversation::typed::{Choice, RedFlagsTyped, choices};
use crate::conversation::{Conversation, Purpose, Step};
use crate::model::fact::{Answer, FactIndex, FactKind, Flag, From};
use crate::model::need::NeedIndex;
use crate::model::rule::Route;
use crate::model::shown::count;
use crate::plan::make::{Context, plan};
use crate::plan::words::words_inside;
use std::io::{self, Write};

/// A line between the conversation and its plan.
pub(super) const RULE: &str = "----------------------------------------";

/// Says that a question may only be asked where nobody else can see or hear.
const ALONE: &str = "Ask only when nobody else can see or hear.";

/// More open questions than this are counted, not named, so that what is read out stays short.
const MOST_NAMED: usize = 5;

/// What stands before the place where one types.
pub(super) const fn prompt(step: &Step) -> &'static str {
    match step {
        Step::Needs => "Needs, with ; between them: ",
        Step::RedFlags { .. } | Step::Circumstances { .. } => "Numbers, or none: ",
        Step::Stop | Step::Beside(_) => "y or n: ",
        Step::Matters => "In their words, or s: ",
        Step::Question { .. } | Step::Finished => "Answer: ",
    }
}

/// Prints a step, down to its prompt.
pub(super) fn step(
    step: &Step,
    now: &Conversation,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out)?;
    match step {
        Step::Needs => {
            writeln!(out, "What do they need help with? Their own words will do.")
        }
        Step::RedFlags { anywhere, alone } => red_flags(anywhere, alone, context, out),
        Step::Stop => stop(now, context, out),
        Step::Beside(number) => {
            so_far(now, context, MOST_NAMED, out)?;
            let questions = count(*number, "more question", "more questions");
            paragraph(
                out,
                0,
                0,
                &format!(
                    "The route is settled. {questions} could only add something beside it, such as a second route or an \
                     action. Ask them too?"
                ),
            )
        }
        Step::Question {
            fact,
            need,
            purpose,
        } => question(*fact, *need, *purpose, now, context, out),
        Step::Circumstances { support, .. } => {
            paragraph(
                out,
                0,
                0,
                "What would a service have to cope with? Only what services here have said something about is listed.",
            )?;
            for (number, need) in (1..).zip(support) {
                writeln!(out, "  {number}. {need}")?;
            }
            Ok(())
        }
        Step::Matters => paragraph(
            out,
            0,
            0,
            "Last, and only if you like: what matters to them? One sentence for the top of the plan. Leave out names.",
        ),
        Step::Finished => Ok(()),
    }
}

fn red_flags(
    anywhere: &[FactIndex],
    alone: &[FactIndex],
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = &context.directory.rules;
    paragraph(out, 0, 0, "Safety first. Is any of these so, today?")?;
    let mut number = 0;
    let mut list = |flags: &[FactIndex], out: &mut dyn Write| -> io::Result<()> {
        for flag in flags {
            number += 1;
            let lead = format!("{number}. ");
            paragraph(
                out,
                2,
                lead.len(),
                &format!("{lead}{}", rules.fact(*flag).ask),
            )?;
        }
        Ok(())
    };
    list(anywhere, out)?;
    if !alone.is_empty() {
        writeln!(out, "{ALONE}")?;
        list(alone, out)?;
    }
    paragraph(
        out,
        0,
        0,
        "Type the numbers of those that are so; the others then count as no. 4u: it is not known. 4a: somebody has \
         already acted on it. 4s: it was not asked. s skips them all, b back, q stop, ? words to say.",
    )?;
    if !alone.is_empty() {
        paragraph(
            out,
            0,
            0,
            "Add p to put off those to be asked alone: they then count as not asked.",
        )?;
    }
    Ok(())
}

/// Says back what was heard, so that a slip is seen.
pub(super) fn red_flags_heard(
    typed: &RedFlagsTyped,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = &context.directory.rules;
    let raised: Vec<_> = typed
        .answers
        .iter()
        .filter(|(_, flag)| *flag != Flag::No)
        .collect();
    for (fact, flag) in &raised {
        let fact = rules.fact(*fact);
        let answer = in_words(fact, &Answer::Flag(*flag));
        bullet(out, 2, &format!("{} {answer}", fact.ask))?;
    }
    let no = typed.answers.len() - raised.len();
    let put_off = if typed.alone_put_off {
        "; those to be asked alone are put off"
    } else {
        ""
    };
    let not_asked = match typed.not_asked.len() {
        0 => String::new(),
        _ if typed.alone_put_off => String::new(),
        number => format!("; not asked: {number}"),
    };
    let heard = format!(
        "Answered no: {no}{put_off}{not_asked}. Type b at the next question to correct this."
    );
    paragraph(out, 0, 0, &heard)
}

fn stop(now: &Conversation, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let plan = plan(context, &now.case);
    crate::cli::plan_text::stop(&plan, false, out)?;
    paragraph(
        out,
        0,
        0,
        "Go on with the questions about what can go alongside, once that is done?",
    )
}

fn question(
    fact: FactIndex,
    need: Option<NeedIndex>,
    purpose: Purpose,
    now: &Conversation,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let declared = context.directory.rules.fact(fact);
    match purpose {
        Purpose::You => {
            so_far(now, context, MOST_NAMED, out)?;
            writeln!(out, "About you.")?;
        }
        Purpose::Contact => writeln!(out, "Before any referral.")?,
        Purpose::Route | Purpose::Beside => so_far(now, context, MOST_NAMED, out)?,
    }
    if declared.alone {
        writeln!(out, "{ALONE}")?;
    }
    let about = need.map_or_else(String::new, |need| {
        format!("{}: ", context.directory.need(need).label)
    });
    paragraph(out, 0, 0, &format!("{about}{}", declared.ask))?;
    // Yes and no need no list.
    let listed = choices(declared).into_iter();
    for Choice { key, shown, .. } in listed.filter(|_| !declared.values().is_empty()) {
        match shown {
            Some(shown) => {
                let lead = format!("{key}. ");
                paragraph(out, 2, lead.len(), &format!("{lead}{shown}"))?;
            }
            None => writeln!(out, "  {key}")?,
        }
    }
    let how = match &declared.kind {
        _ if declared.from == Some(From::Age) => "years".to_owned(),
        FactKind::YesNo | FactKind::RedFlag => "y or n".to_owned(),
        FactKind::Set(_) => "the numbers of all that apply, or none".to_owned(),
        FactKind::Values(_) | FactKind::Band(_) => match choices(declared).as_slice() {
            [.., one, other] => format!("one, or {}|{} for one or the other", one.key, other.key),
            _ => "one".to_owned(),
        },
    };
    paragraph(
        out,
        0,
        0,
        &format!("({how}; u not known, s skip, b back, q stop, ? more)"),
    )
}

/// The provisional route of each need, and what could still change it; by name where there are few.
fn so_far(
    now: &Conversation,
    context: &Context,
    most_named: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = &context.directory.rules;
    let decision = now.decision(context);
    let several = decision.needs.len() > 1;
    for need in &decision.needs {
        let routes: Vec<String> = need
            .outcome
            .possible_routes()
            .into_iter()
            .map(words_inside)
            .collect();
        let route = match (need.outcome.is_decided(), need.outcome.established) {
            (true, Some(route)) => words_inside(route),
            (true, None) => "no rule covers this".to_owned(),
            (false, _) => format!("not settled: {}", routes.join(", ")),
        };
        let about = if several {
            format!("{}: ", context.directory.need(need.need).label)
        } else {
            "So far: ".to_owned()
        };
        paragraph(out, 0, 2, &format!("{about}{route}"))?;
    }
    if decision.person.established == Some(Route::Stop) {
        writeln!(out, "The stop comes first, whatever follows.")?;
    }
    let mut open: Vec<&str> = Vec::new();
    for (fact, _) in now.matters(context, &decision) {
        let id = rules.fact(fact).id.value.as_str();
        if !open.contains(&id) {
            open.push(id);
        }
    }
    let named = if open.len() > most_named {
        format!("{} answers; ? names them", open.len())
    } else {
        open.join(", ")
    };
    if !open.is_empty() {
        paragraph(out, 0, 2, &format!("Could still change it: {named}"))?;
    }
    Ok(())
}

/// More about a step: words for the person, and what else can be typed.
pub(super) fn help(
    step: &Step,
    now: &Conversation,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = &context.directory.rules;
    let mut say = |fact: FactIndex| -> io::Result<()> {
        match &rules.fact(fact).say {
            Some(say) => paragraph(out, 2, 2, &format!("Say: \"{say}\"")),
            None => paragraph(out, 2, 2, &format!("Ask: \"{}\"", rules.fact(fact).ask)),
        }
    };
    match step {
        Step::RedFlags { anywhere, alone } => {
            for fact in anywhere.iter().chain(alone) {
                say(*fact)?;
            }
        }
        Step::Question { fact, .. } => {
            say(*fact)?;
            so_far(now, context, usize::MAX, out)?;
            paragraph(
                out,
                0,
                0,
                "u: asked, and not known; it is not asked again. s: not asked. b: the question before. q: enough, show \
                 the plan.",
            )?;
        }
        _ => writeln!(out, "b: the step before. q: enough, show the plan.")?,
    }
    Ok(())
}
