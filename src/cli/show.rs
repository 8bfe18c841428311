//! `signpost show`: everything about one service, for a reader.

use super::output::{bullet, paragraph};
use super::{Common, Status, session};
use crate::find::{Query, suits};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::contact::text_in_words;
use crate::model::hours::date_in_words;
use crate::model::service::{Accepts, Location, Service};
use crate::model::shown::clean;
use crate::model::vocabulary::Profession;
use anyhow::Result;
use clap::Args;
use jiff::civil::Date;
use std::io::{self, Write};

/// Show everything about one service.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The service's id, as `find` prints it
    id: String,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session.must_answer(common)?;
    let directory = session.directory();
    let Some(index) = directory.service_index(&arguments.id) else {
        return unknown(directory, &arguments.id);
    };
    if let Some(banner) = session.banner() {
        paragraph(out, 0, 0, &banner)?;
        writeln!(out)?;
    }
    let found = suits(
        directory,
        &session.places(),
        index,
        &Query::new(session.today),
    );
    let state: Vec<String> = found.state.iter().map(ToString::to_string).collect();
    print(
        directory,
        directory.service(index),
        &state,
        session.today,
        out,
    )?;
    Ok(Status::Answered)
}

/// Says that there is no such service, with the ids that are near.
pub(super) fn unknown(directory: &Directory, id: &str) -> Result<Status> {
    let mut error = io::stderr();
    writeln!(error, "signpost: no service is called `{}`", clean(id))?;
    if let Some(left_out) = directory.left_out.iter().find(|entry| entry.id == id) {
        writeln!(
            error,
            "  {} could not be read: {}",
            left_out.file,
            clean(&left_out.why)
        )?;
    }
    let near = near_ids(directory, id);
    if near.is_empty() {
        writeln!(error, "  `signpost find` prints ids")?;
    } else {
        writeln!(error, "  did you mean {}?", near.join(", "))?;
    }
    Ok(Status::Not)
}

/// At most three ids that are near in spelling, or hold what was typed.
pub(super) fn near_ids<'d>(directory: &'d Directory, id: &str) -> Vec<&'d str> {
    // Hyphens and spaces are easily left out or put in.
    let plain = |text: &str| text.to_lowercase().replace(['-', ' ', '_'], "");
    let typed = plain(id);
    let mut near: Vec<(usize, &str)> = directory
        .services
        .iter()
        .map(|service| service.id.value.as_str())
        .filter_map(|known| {
            let plain = plain(known);
            let distance = strsim::osa_distance(&typed, &plain);
            let holds = typed.len() > 2 && plain.contains(&typed);
            (holds || distance <= 2 + known.len() / 5).then_some((distance, known))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

fn print(
    directory: &Directory,
    service: &Service,
    state: &[String],
    today: Date,
    out: &mut dyn Write,
) -> Result<()> {
    writeln!(out, "{}", clean(&service.name))?;
    writeln!(out, "{}", clean(&service.organization))?;
    writeln!(out)?;
    paragraph(out, 0, 0, &service.summary)?;
    for text in service
        .description
        .iter()
        .flat_map(|text| text.split("\n\n"))
    {
        writeln!(out)?;
        paragraph(out, 0, 0, &text.replace('\n', " "))?;
    }
    writeln!(out)?;
    let mut lines = about(directory, service, state);
    lines.extend(reaching(directory, service));
    lines.extend(taking(service));
    lines.extend(now(directory, service, today));
    for (label, text) in lines {
        paragraph(out, 0, 2, &format!("{label}: {text}"))?;
    }
    if !service.sends_on_to.is_empty() {
        writeln!(out, "Sends people on to:")?;
        for id in &service.sends_on_to {
            bullet(out, 2, id)?;
        }
    }
    Ok(())
}

/// A label and what stands after it.
pub(super) type Line = (&'static str, String);

fn about(directory: &Directory, service: &Service, state: &[String]) -> Vec<Line> {
    let profession = service.profession.map(Profession::name);
    let kind = std::iter::once(service.kind.to_string())
        .chain(profession)
        .chain(service.role_name.clone());
    let needs: Vec<&str> = service
        .needs
        .iter()
        .map(|need| directory.need(need.value).label.as_str())
        .collect();
    let mut lines = vec![
        ("Id", service.id.value.clone()),
        ("Kind", kind.collect::<Vec<_>>().join(", ")),
        ("Status", service.status.to_string()),
    ];
    lines.extend(state.iter().map(|state| ("Now", state.clone())));
    lines.push(("Helps with", needs.join("; ")));
    lines
}

/// How it is reached, attended and when.
pub(super) fn reaching(directory: &Directory, service: &Service) -> Vec<Line> {
    let mut lines = vec![
        ("How", words(&service.attending_type)),
        ("Getting in", or_not_said(words(&service.attending_access))),
    ];
    lines.extend(
        service
            .referral
            .iter()
            .map(|text| ("How to start", text.clone())),
    );
    for (label, value) in [
        ("Phone", &service.contact.phone),
        ("Without speaking", &service.contact.text),
        ("E-mail", &service.contact.email),
        ("Web", &service.contact.url),
    ] {
        let shown = |value: &str| match label {
            "Without speaking" => text_in_words(value),
            _ => value.to_owned(),
        };
        lines.extend(value.iter().map(|value| (label, shown(&value.value))));
    }
    lines.extend(
        service
            .locations
            .iter()
            .map(|location| ("Where", place(location))),
    );
    lines.push(("Area served", or_not_said(area(directory, service))));
    if service.hours.is_empty() {
        lines.push(("Open", "not said: check hours".to_owned()));
    }
    lines.extend(
        service
            .hours
            .iter()
            .map(|session| ("Open", session.in_words())),
    );
    lines
}

/// Whom it takes, and what it costs.
pub(super) fn taking(service: &Service) -> Vec<Line> {
    let mut lines = vec![("Ages", ages(service))];
    lines.extend(
        service
            .eligibility
            .other
            .iter()
            .map(|text| ("Condition", text.clone())),
    );
    for (answer, label) in [
        (Accepts::Yes, "Copes with"),
        (Accepts::Ask, "Ask first about"),
        (Accepts::No, "Does not take"),
    ] {
        let support: Vec<_> = service
            .accepts
            .iter()
            .filter(|(_, accepts)| *accepts == answer)
            .map(|(need, _)| *need)
            .collect();
        if !support.is_empty() {
            lines.push((label, words(&support)));
        }
    }
    lines.push((
        "Cost",
        or_not_said(service.cost.iter().map(ToString::to_string).collect()),
    ));
    if !service.languages.is_empty() {
        lines.push(("Languages", service.languages.join(", ")));
    }
    lines
}

fn now(directory: &Directory, service: &Service, today: Date) -> Vec<Line> {
    let notices = service.alerts.iter().filter(|alert| alert.holds_on(today));
    let mut lines: Vec<Line> = notices
        .map(|alert| ("Notice", alert.text.clone()))
        .collect();
    if service.sensitive {
        let warning = "ask whether it is safe to take anything home about it";
        lines.push(("Sensitive", warning.to_owned()));
    }
    lines.push(("Confirmed", confirmed(directory, service, today)));
    lines
}

/// `12 October 2026 by directory coordinator (https://…)`, and whether that is too long ago.
fn confirmed(directory: &Directory, service: &Service, today: Date) -> String {
    let assured = &service.assured;
    let mut text = format!("{} by {}", date_in_words(*assured.on), assured.by);
    if let Some(source) = &assured.source {
        text = format!("{text} ({source})");
    }
    if service.is_stale(today, directory.settings.review_days) {
        text = format!("{text}; longer ago than the review period: ring to check");
    }
    text
}

fn words<V: std::fmt::Display>(values: &[V]) -> String {
    values
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn or_not_said(text: String) -> String {
    if text.is_empty() {
        "not said".to_owned()
    } else {
        text
    }
}

fn place(location: &Location) -> String {
    match location {
        Location::Venue {
            name,
            address,
            postcode,
        } => {
            let postcode = postcode.as_ref().map(|postcode| postcode.value.to_string());
            [name.clone(), address.clone(), postcode]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        }
        Location::Confidential { district } => format!("in confidence, in {}", district.value),
    }
}

fn area(directory: &Directory, service: &Service) -> String {
    let names: Vec<String> = service
        .area
        .iter()
        .map(|area| match area.value {
            Served::National => "the whole country".to_owned(),
            Served::Area(position) => directory.areas[position].label.clone(),
            Served::District(district) => district.to_string(),
        })
        .collect();
    names.join(", ")
}

fn ages(service: &Service) -> String {
    let limit = |age: &Option<crate::source::Spanned<u8>>| age.as_ref().map(|age| age.value);
    match (
        limit(&service.eligibility.minimum_age),
        limit(&service.eligibility.maximum_age),
    ) {
        (None, None) => "no limit stated".to_owned(),
        (Some(least), None) => format!("{least} and over"),
        (None, Some(most)) => format!("up to {most}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
    }
}
