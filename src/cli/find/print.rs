//! The answer of `find` as a table, lines, JSON, CSV or Markdown.

mod rows;

use super::Format;
use super::answer::{Answer, Crisis, Named};
use crate::cli::output::{bullet, paragraph, width};
use crate::cli::session::Session;
use crate::find::Suits;
use crate::model::shown::clean;
use crate::plan::PlannedService;
use anyhow::Result;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use std::io::{self, Write};

/// Narrower than this, a table has no room and lines are printed instead.
const NARROW: usize = 60;

pub(super) fn answer(
    answer: &Answer,
    format: Format,
    banner: Option<&str>,
    out: &mut dyn Write,
) -> Result<()> {
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, answer)?;
            writeln!(out)?;
        }
        Format::Csv => rows::csv(answer, out)?,
        Format::Markdown => rows::as_markdown(answer, banner, out)?,
        Format::Text => lines(answer, banner, out)?,
        Format::Table if width() < NARROW => lines(answer, banner, out)?,
        Format::Table => table(answer, banner, out)?,
    }
    Ok(())
}

/// Every need, under its family.
pub(super) fn needs(session: &Session, out: &mut dyn Write) -> Result<()> {
    let directory = session.directory();
    if let Some(banner) = session.banner() {
        paragraph(out, 0, 0, &banner)?;
        writeln!(out)?;
    }
    let mut family = None;
    for need in &directory.needs {
        if family != Some(need.group) {
            writeln!(
                out,
                "{}{}",
                if family.is_some() { "\n" } else { "" },
                need.group
            )?;
            family = Some(need.group);
        }
        paragraph(out, 2, 2, &format!("{}: {}", need.id.value, need.label))?;
    }
    Ok(())
}

/// What comes first in every form for people: the banner, a danger, and what the words were taken to mean.
fn opening(answer: &Answer, banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, banner)?;
        writeln!(out)?;
    }
    if let Some(crisis) = &answer.crisis {
        danger(crisis, out)?;
    }
    let candidates = labels(&answer.candidates);
    match (answer.needs.as_slice(), answer.guessed) {
        ([], _) if answer.candidates.is_empty() && answer.crisis.is_none() => {
            paragraph(
                out,
                0,
                0,
                &format!("Nothing here is like \"{}\".", answer.typed),
            )?;
            paragraph(
                out,
                0,
                0,
                "Try other words, or choose a need from `signpost find --list-needs`.",
            )
        }
        ([], _) if answer.candidates.is_empty() => Ok(()),
        ([], _) => {
            writeln!(out, "Did you mean one of these?")?;
            for candidate in &answer.candidates {
                bullet(
                    out,
                    2,
                    &format!("{}: signpost find {}", candidate.label, candidate.need),
                )?;
            }
            Ok(())
        }
        ([need, ..], true) => {
            let or = if candidates.is_empty() {
                String::new()
            } else {
                format!("; or did you mean {candidates}?")
            };
            paragraph(out, 0, 2, &format!("Taken to mean \"{}\"{or}", need.label))?;
            writeln!(out)
        }
        _ => Ok(()),
    }
}

fn labels(candidates: &[Named]) -> String {
    let labels: Vec<String> = candidates
        .iter()
        .take(3)
        .map(|candidate| format!("\"{}\" ({})", candidate.label, candidate.need))
        .collect();
    labels.join(" or ")
}

fn danger(crisis: &Crisis, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "If somebody may be in danger, do this first:")?;
    for contact in &crisis.contacts {
        bullet(out, 2, &reach(contact))?;
    }
    if !crisis.named && !crisis.did_you_mean.is_empty() {
        paragraph(
            out,
            0,
            2,
            &format!("Did you mean {}?", labels(&crisis.did_you_mean)),
        )?;
    }
    writeln!(out)
}

/// `Samaritans: ring 116 123`, with how old that is where it has not been confirmed lately.
fn reach(contact: &PlannedService) -> String {
    let phone = contact.phone.as_ref().map(|phone| format!("ring {phone}"));
    let text = contact
        .text
        .as_ref()
        .map(|text| format!("without speaking: {text}"));
    let ways: Vec<String> = phone.into_iter().chain(text).collect();
    format!("{}: {}", contact.name, ways.join("; "))
}

fn closing(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    if answer.searched {
        counts(answer, out)?;
    }
    // Words for a danger may not have been understood, so the numbers stand under every answer.
    if answer.crisis.is_none() && !answer.crisis_numbers.is_empty() {
        let numbers: Vec<String> = answer
            .crisis_numbers
            .iter()
            .map(|number| format!("{} {}", number.name, number.phone))
            .collect();
        writeln!(out)?;
        paragraph(out, 0, 2, &format!("In danger? {}", numbers.join("; ")))?;
    }
    Ok(())
}

fn counts(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    if answer.services.is_empty() {
        writeln!(
            out,
            "No service found that would take this person: a gap to record."
        )?;
    }
    if answer.more > 0 {
        paragraph(
            out,
            0,
            0,
            &format!("{} more: raise --limit to see them.", answer.more),
        )?;
    }
    if answer.not_suitable_count > 0 && answer.not_suitable.is_empty() {
        paragraph(
            out,
            0,
            0,
            &format!(
                "{} not suitable: --all lists them with the reason.",
                answer.not_suitable_count
            ),
        )?;
    }
    Ok(())
}

const fn suits_in_words(suits: Suits) -> &'static str {
    match suits {
        Suits::Yes => "suitable",
        Suits::Ask => "ask first",
        Suits::No => "not suitable",
    }
}

/// What stands under "would it take them": the verdict and what has to be asked, or why not.
fn verdict(service: &PlannedService) -> Vec<String> {
    let mut words = vec![suits_in_words(service.suits).to_owned()];
    words.extend(service.state.iter().map(|state| format!("now: {state}")));
    match service.suits {
        Suits::No => words.extend(service.reasons.iter().cloned()),
        _ => words.extend(service.ask.iter().cloned()),
    }
    if service.stale {
        words.push(format!("as published {}; ring to check", service.assured));
    }
    words
}

fn way(service: &PlannedService) -> Option<&str> {
    [&service.phone, &service.text, &service.email, &service.url]
        .into_iter()
        .find_map(Option::as_deref)
}

fn table(answer: &Answer, banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    opening(answer, banner, out)?;
    for services in [&answer.services, &answer.not_suitable] {
        if services.is_empty() {
            continue;
        }
        let mut table = Table::new();
        table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width()).unwrap_or(80));
        table.set_header(["Service", "How far", "Would it take them?"]);
        for (column, percent) in table.column_iter_mut().zip([36, 22, 42]) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(percent)));
        }
        for service in services {
            let mut name = vec![clean(&service.name).into_owned()];
            name.extend(way(service).map(|way| clean(way).into_owned()));
            name.push(format!("[{}]", clean(&service.id)));
            let distance = service
                .distance
                .clone()
                .unwrap_or_else(|| "no distance".to_owned());
            let verdict: Vec<String> = verdict(service)
                .iter()
                .map(|line| clean(line).into_owned())
                .collect();
            table.add_row([name.join("\n"), distance, verdict.join("\n")]);
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    closing(answer, out)
}

fn lines(answer: &Answer, banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    opening(answer, banner, out)?;
    for (number, service) in answer
        .services
        .iter()
        .chain(&answer.not_suitable)
        .enumerate()
    {
        if number > 0 {
            writeln!(out)?;
        }
        paragraph(
            out,
            0,
            2,
            &format!("{}. {} [{}]", number + 1, service.name, service.id),
        )?;
        for line in verdict(service) {
            paragraph(out, 3, 2, &line)?;
        }
        if let Some(distance) = &service.distance {
            paragraph(out, 3, 2, distance)?;
        }
        if let Some(way) = way(service) {
            paragraph(out, 3, 2, &format!("reach it: {way}"))?;
        }
        paragraph(out, 3, 2, &service.summary)?;
    }
    if !answer.services.is_empty() {
        writeln!(out)?;
    }
    closing(answer, out)
}
