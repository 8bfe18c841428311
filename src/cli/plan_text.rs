//! A plan as lines: stop first, then the headline, then each need. Readable by a screen reader, at 80 columns.

mod need;

use super::output::{bullet, paragraph};
use super::profile::file::moment_in_words;
use crate::model::rule::Urgency;
use crate::plan::words::{in_words, words_inside};
use crate::plan::{ActionState, Plan, PlannedAction, PlannedRule, ProfileUsed, Question};
use jiff::Timestamp;
use need::{answered, one_need};
use std::io::{self, Write};

pub(super) fn print(
    plan: &Plan,
    banner: Option<&str>,
    verbose: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, banner)?;
    }
    writeln!(out)?;
    stop(plan, verbose, out)?;
    if let Some(profile) = &plan.profile {
        paragraph(out, 0, 2, &about_you(profile))?;
    }
    unanswered(plan, out)?;
    if let Some(matters) = &plan.matters {
        paragraph(out, 0, 2, &format!("What matters: {matters}"))?;
    }
    headline(plan, out)?;
    if !plan.rules.approved
        && let Some(warning) = plan.warnings.first()
    {
        paragraph(out, 0, 2, &format!("Note: {warning}."))?;
    }
    let mut described = Vec::new();
    for need in &plan.needs {
        writeln!(out)?;
        one_need(need, verbose, &mut described, out)?;
    }
    closing(plan, out)
}

/// `You are: a paramedic; contact: once [profile ~/.config/signpost/profile.toml, until 21:00 on 24 November 2026]`.
fn about_you(profile: &ProfileUsed) -> String {
    let answers: Vec<String> = profile
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.fact.replace('-', " "), fact.in_words))
        .collect();
    let until = profile.until.as_ref().map(|until| {
        let moment = until.parse::<Timestamp>().map(moment_in_words);
        format!("until {}", moment.unwrap_or_else(|_| until.clone()))
    });
    let mut line = format!(
        "{} [profile {}, {}]",
        answers.join("; "),
        profile.source,
        until.as_deref().unwrap_or("kept")
    );
    // Ids are ASCII, so the first byte is the first letter.
    if let Some(first) = line.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    line
}

/// What comes first, if anything does.
pub(super) fn stop(plan: &Plan, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(stop) = &plan.stop else {
        return Ok(());
    };
    writeln!(out, "STOP: do this first")?;
    if stop.actions.is_empty() {
        bullet(
            out,
            2,
            "A safety question was answered yes. Act on it before anything else.",
        )?;
    }
    let groups = [
        (Some(Urgency::Now), "Now"),
        (Some(Urgency::Today), "Today"),
        (Some(Urgency::Soon), "Soon"),
        (None, "Then"),
    ];
    for (urgency, words) in groups {
        for action in stop
            .actions
            .iter()
            .filter(|action| action.urgency == urgency && action.state != ActionState::ActedOn)
        {
            let unsure = if action.state == ActionState::NotRuledOut {
                " (not ruled out)"
            } else {
                ""
            };
            bullet(
                out,
                2,
                &format!("{words}{unsure}: {}{}", action.label, contact_of(action)),
            )?;
        }
    }
    for action in stop
        .actions
        .iter()
        .filter(|action| action.state == ActionState::ActedOn)
    {
        bullet(
            out,
            2,
            &format!("Already acted on: {}{}", action.label, contact_of(action)),
        )?;
    }
    writeln!(out, "  Why")?;
    rules(&stop.rules.iter().collect::<Vec<_>>(), verbose, out)?;
    if !stop.reason.is_empty() {
        writeln!(out, "  These answers alone are enough to stop")?;
        for fact in &stop.reason {
            bullet(out, 4, &answered(fact))?;
        }
    }
    writeln!(out)
}

/// ` (Adult safeguarding team, 01632 960500)`.
fn contact_of(action: &PlannedAction) -> String {
    let Some(service) = &action.service else {
        return String::new();
    };
    let way = service
        .phone
        .as_ref()
        .or(service.text.as_ref())
        .or(service.email.as_ref());
    way.map_or_else(
        || format!(" ({})", service.name),
        |way| format!(" ({}: {way})", service.name),
    )
}

fn unanswered(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let questions = &plan.red_flags_unanswered;
    if questions.is_empty() {
        return Ok(());
    }
    writeln!(out, "Safety questions not answered: {}", questions.len())?;
    paragraph(
        out,
        0,
        0,
        "No services are listed until each is answered today. What is not known is never taken for no.",
    )?;
    if let Some(note) = &plan.red_flags_note {
        paragraph(out, 0, 0, &format!("Note: {note}."))?;
    }
    for question in questions {
        bullet(out, 2, &asked(question))?;
    }
    writeln!(out)
}

fn headline(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    if let Some(alongside) = &plan.alongside {
        if alongside.routes.is_empty() {
            return Ok(());
        }
        return writeln!(
            out,
            "Alongside, once that is done: {}",
            in_words(&alongside.routes)
        );
    }
    // Where safety questions are open, their count is the first line and stands above already.
    if !plan.red_flags_unanswered.is_empty() {
        return if plan.needs.is_empty() {
            Ok(())
        } else {
            writeln!(out, "So far, and nothing of it decided:")
        };
    }
    paragraph(out, 0, 2, &format!("Route: {}", plan.headline))
}

/// Each rule with what became of it, why, and where that comes from.
pub(super) fn rules(rules: &[&PlannedRule], verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    for rule in rules {
        let state = match rule.state {
            "set-aside" => format!("set aside by {}: ", rule.set_aside_by.join(", ")),
            "possible" => "could still apply: ".to_owned(),
            _ => String::new(),
        };
        let cite = match (&rule.source, &rule.place) {
            (Some(source), Some(place)) if !place.is_empty() => format!("; {source}: {place}"),
            (Some(source), _) => format!("; {source}"),
            (None, _) => String::new(),
        };
        let route = if verbose {
            format!("; gives {}", words_inside(rule.route))
        } else {
            String::new()
        };
        bullet(
            out,
            4,
            &format!("{state}{} [{}{route}{cite}]", rule.why, rule.id),
        )?;
    }
    Ok(())
}

/// The longest answers that are shown as they are typed: they cannot be wrapped.
const LONGEST_WORD: usize = 64;

fn asked(question: &Question) -> String {
    let alone = if question.alone {
        " (ask only when nobody else can see or hear)"
    } else {
        ""
    };
    if question.asked {
        return format!(
            "Not known, and worth finding out: {} [{}]",
            question.ask, question.fact
        );
    }
    let need = question
        .need
        .as_ref()
        .map_or_else(String::new, |need| format!("{need}."));
    let name = format!("{need}{}", question.fact);
    let answers = question.answers.join("|");
    if name.len() + answers.len() > LONGEST_WORD {
        // One word of that length would run over the edge of the screen.
        let answers = question.answers.join(", ");
        return format!(
            "{}{alone} [--fact {name}=WORD, with | between several: {answers}]",
            question.ask
        );
    }
    format!("{}{alone} [--fact {name}={answers}]", question.ask)
}

fn closing(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    if let Some(question) = &plan.before_referral {
        writeln!(out, "\nBefore any referral, ask")?;
        bullet(out, 2, &asked(question))?;
    }
    if let Some(contact) = &plan.safe_contact {
        writeln!(out)?;
        paragraph(out, 0, 2, &format!("Safe contact: {contact}"))?;
    }
    if !plan.unknown.is_empty() {
        writeln!(out, "\nWhat still matters")?;
        for question in &plan.unknown {
            bullet(out, 2, &asked(question))?;
        }
    }
    if !plan.sources.is_empty() {
        writeln!(out, "\nSources")?;
        for source in &plan.sources {
            let parts = [
                Some(&source.title),
                source.where_.as_ref(),
                source.on.as_ref(),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            bullet(out, 2, &format!("{}: {}", source.id, parts.join(", ")))?;
        }
    }
    writeln!(out)?;
    let stamp = format!(
        "{}, content {}, rules {}, as of {}. This supports the clinician's judgement and never replaces it.",
        plan.directory.name, plan.directory.content_version, plan.rules.version, plan.today
    );
    paragraph(out, 0, 0, &stamp)
}
