//! One message to each organisation, ready to send: what we say about you; reply "no change", or tell us.

use super::{Answer, banner};
use crate::cli::confirm::room;
use crate::cli::output::{paragraph, write_whole};
use crate::cli::show;
use crate::due::Due;
use crate::model::hours::date_in_words;
use crate::model::service::{Service, Status};
use crate::model::shown::{clean, count};
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// What one organisation is asked: its services that are due, each once, with the first day that matters.
struct Message<'a> {
    organization: String,
    services: Vec<&'a Service>,
    by: Date,
}

pub(super) fn messages(answer: &Answer, folder: Option<&Path>, out: &mut dyn Write) -> Result<()> {
    let messages = by_organization(&answer.due);
    let Some(folder) = folder else {
        for message in &messages {
            write(answer, message, out)?;
            writeln!(out, "\n{}\n", "=".repeat(20))?;
        }
        paragraph(out, 0, 0, &summary(answer, messages.len()))?;
        return Ok(());
    };
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for message in &messages {
        let mut text = Vec::new();
        write(answer, message, &mut text)?;
        let path = folder.join(file_name(&message.organization, &mut names));
        if path.exists() {
            bail!(
                "{} exists already; take the old messages away, or name another folder. Nothing was written",
                path.display()
            );
        }
        files.push((path, String::from_utf8_lossy(&text).into_owned()));
    }
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    banner(answer, out)?;
    for (path, text) in &files {
        write_whole(path, text, false)?;
        writeln!(out, "{}", clean(&path.display().to_string()))?;
    }
    paragraph(out, 0, 0, &summary(answer, messages.len()))?;
    Ok(())
}

/// How many messages there are, and what is in none of them.
fn summary(answer: &Answer, messages: usize) -> String {
    let others = answer
        .due
        .iter()
        .filter(|due| due.service.is_none())
        .count();
    let mut text = if messages == 0 {
        answer.summary()
    } else {
        format!("{}.", count(messages, "message", "messages"))
    };
    if others > 0 && messages > 0 {
        text = format!(
            "{text} The rules are due too, and nobody is written to about them: `signpost due`."
        );
    }
    text
}

fn by_organization<'a>(due: &[Due<'a>]) -> Vec<Message<'a>> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for due in due {
        let Some(service) = due.service else { continue };
        let organization = clean(&service.organization).trim().to_owned();
        let message = messages
            .entry(organization.to_lowercase())
            .or_insert_with(|| Message {
                organization,
                services: Vec::new(),
                by: due.by,
            });
        if !message
            .services
            .iter()
            .any(|known| known.id.value == service.id.value)
        {
            message.services.push(service);
        }
    }
    let mut messages: Vec<Message> = messages.into_values().collect();
    messages.sort_by(|a, b| (a.by, &a.organization).cmp(&(b.by, &b.organization)));
    messages
}

fn write(answer: &Answer, message: &Message, out: &mut dyn Write) -> Result<()> {
    let directory = answer.session.directory();
    let settings = &directory.settings;
    banner(answer, out)?;
    for line in to(message) {
        paragraph(out, 0, 4, &line)?;
    }
    let names: Vec<&str> = message
        .services
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    paragraph(
        out,
        0,
        4,
        &format!(
            "Subject: Is what we say about {} still right?",
            names.join(", ")
        ),
    )?;
    writeln!(out)?;
    paragraph(out, 0, 0, &format!("To {},", message.organization))?;
    writeln!(out)?;
    let when = if message.by <= answer.today() {
        "as soon as you can".to_owned()
    } else {
        format!("by {}", date_in_words(message.by))
    };
    for text in [
        format!("{} sends people to you. Below is what we say about you.", settings.name),
        "If all of it is right, reply \"no change\". If anything is different, tell us what: above all the telephone number, \
         the times, who you take and whom you cannot take."
            .to_owned(),
        format!("Please answer {when}. Until you do, people are told that this was not confirmed lately."),
        "Please send us nothing about any person who uses your service.".to_owned(),
    ] {
        paragraph(out, 0, 0, &text)?;
        writeln!(out)?;
    }
    for service in &message.services {
        about(answer, service, out)?;
        writeln!(out)?;
    }
    let contact = &settings.leaflet_contact;
    paragraph(out, 0, 0, &settings.name)?;
    for way in [&contact.phone, &contact.text, &contact.email, &contact.url]
        .into_iter()
        .flatten()
    {
        paragraph(out, 0, 0, way)?;
    }
    Ok(())
}

/// Where it goes: the e-mail addresses of the entries, else how else to reach them.
fn to(message: &Message) -> Vec<String> {
    let of = |way: fn(&Service) -> Option<String>| -> BTreeSet<String> {
        message
            .services
            .iter()
            .filter_map(|service| way(service))
            .collect()
    };
    let emails = of(|service| Some(service.contact.email.as_ref()?.value.clone()));
    let all = |ways: BTreeSet<String>| ways.into_iter().collect::<Vec<_>>().join(", ");
    if !emails.is_empty() {
        return vec![format!("To: {}", all(emails))];
    }
    let phones = of(|service| Some(service.contact.phone.as_ref()?.value.clone()));
    if !phones.is_empty() {
        return vec![format!(
            "To: no e-mail address is known; ring {} and read this out",
            all(phones)
        )];
    }
    let others = of(|service| {
        let contact = &service.contact;
        contact
            .text
            .as_ref()
            .or(contact.url.as_ref())
            .map(|way| way.value.clone())
    });
    vec![format!(
        "To: no e-mail address or telephone number is known; {}",
        all(others)
    )]
}

/// What we say about one service.
fn about(answer: &Answer, service: &Service, out: &mut dyn Write) -> io::Result<()> {
    let directory = answer.session.directory();
    paragraph(out, 0, 0, &service.name)?;
    paragraph(out, 2, 2, &service.summary)?;
    let mut lines: Vec<show::Line> = Vec::new();
    if *service.status != Status::Active {
        lines.push(("Status", service.status.to_string()));
    }
    let needs: Vec<&str> = service
        .needs
        .iter()
        .map(|need| directory.need(need.value).label.as_str())
        .collect();
    lines.push(("Helps with", needs.join("; ")));
    lines.extend(show::reaching(directory, service));
    lines.extend(show::taking(service));
    lines.extend(
        service
            .capacity
            .iter()
            .map(|capacity| ("Room", room(capacity))),
    );
    for alert in &service.alerts {
        let until = alert.until.map_or_else(String::new, |until| {
            format!(" (until {})", date_in_words(until))
        });
        lines.push(("Notice", format!("{}{until}", alert.text)));
    }
    lines.push(("Last confirmed", date_in_words(*service.assured.on)));
    for (label, text) in lines {
        paragraph(out, 2, 2, &format!("{label}: {text}"))?;
    }
    Ok(())
}

/// `colne-neighbours.txt`: letters, digits and hyphens, different from every name before.
fn file_name(organization: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = String::new();
    for c in organization.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(60).collect();
    let name = match name.trim_end_matches('-') {
        "" => "organisation",
        name => name,
    };
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    format!("{free}.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_all_different() {
        let mut taken = BTreeSet::new();
        for (organization, expected) in [
            ("Colne Neighbours", "colne-neighbours.txt"),
            ("Colne  Neighbours!", "colne-neighbours-2.txt"),
            ("../../etc/passwd", "etc-passwd.txt"),
            ("慈善", "organisation.txt"),
        ] {
            assert_eq!(file_name(organization, &mut taken), expected);
        }
    }
}
