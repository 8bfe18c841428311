//! `signpost due`: what has to be confirmed next.

mod messages;
mod rows;

use super::output::{paragraph, width};
use super::session::{self, Session};
use super::{Common, Status};
use crate::due::{Due, Reason, due};
use crate::model::hours::date_in_words;
use crate::model::service::days_between;
use crate::model::shown::{clean, count};
use crate::plan::words::left_out_warning;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::PathBuf;

/// List what has to be confirmed next, most overdue first.
///
/// Entries are due when the review period of signpost.toml ends (or the exception that excuses them), when what they say about
/// room ends, and when an alert ends; rules when they have to be looked at again. Exit status 1: nothing is due.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost due\n  \
    signpost due --within 8w --by \"transport coordinator\"\n  \
    signpost due --format csv > due.csv\n  \
    signpost due --format messages --out letters\n\n\
    When they have answered: signpost confirm ID --by ROLE --source \"e-mail from the team\"")]
pub(super) struct Arguments {
    /// How far to look ahead: 30d, 8w
    #[arg(long, value_name = "TIME", default_value = "30d", value_parser = days)]
    within: i32,
    /// Only what this role confirmed last
    #[arg(long, value_name = "ROLE")]
    by: Option<String>,
    /// How to print it; `messages` is one message to each organisation, ready to send
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// With --format messages: write one text file for each organisation into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table that fits 80 columns
    Table,
    /// Lines, for screen readers and narrow terminals
    Text,
    Csv,
    Json,
    /// One message to each organisation: what we say about you
    Messages,
}

/// What is due, with everything that is printed around it.
struct Answer<'s> {
    session: &'s Session,
    due: Vec<Due<'s>>,
    /// The last day that is looked at.
    until: Date,
    /// What comes next after that, where nothing is due.
    next: Option<Due<'s>>,
}

fn days(typed: &str) -> Result<i32, String> {
    let typed = typed.trim().to_lowercase();
    let split = typed
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(typed.len());
    let (number, unit) = typed.split_at(split);
    let each = match unit.trim() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        _ => 0,
    };
    number
        .parse::<i32>()
        .ok()
        .and_then(|number| number.checked_mul(each))
        .filter(|days| each > 0 && *days <= 3660)
        .ok_or_else(|| "write days or weeks, at most ten years: 30d, 8w".to_owned())
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    if arguments.out.is_some() && arguments.format != Format::Messages {
        bail!("--out goes with --format messages");
    }
    let session = session::open(common)?;
    session::must_be_read(&session.loaded, common)?;
    if let Some(warning) = left_out_warning(&session.directory().left_out) {
        writeln!(io::stderr(), "signpost: {}", clean(&warning))?;
    }
    let until = session
        .today
        .checked_add(jiff::Span::new().days(arguments.within))
        .context("the day cannot be worked out")?;
    let mut all = due(session.directory(), session.today);
    if let Some(role) = &arguments.by {
        let roles: Vec<String> = all.iter().map(|due| due.role.to_owned()).collect();
        all.retain(|due| same_role(due.role, role));
        if all.is_empty() {
            return nobody(role, roles);
        }
    }
    let later = all
        .iter()
        .position(|due| due.by > until)
        .unwrap_or(all.len());
    let next = all.get(later).cloned();
    all.truncate(later);
    let answer = Answer {
        session: &session,
        due: all,
        until,
        next,
    };
    match arguments.format {
        Format::Table => table(&answer, out)?,
        Format::Text => lines(&answer, out)?,
        Format::Csv => rows::csv(&answer, out)?,
        Format::Json => rows::json(&answer, out)?,
        Format::Messages => messages::messages(&answer, arguments.out.as_deref(), out)?,
    }
    Ok(Status::of(!answer.due.is_empty()))
}

fn same_role(known: &str, typed: &str) -> bool {
    let plain = |text: &str| clean(text).trim().to_lowercase();
    plain(known) == plain(typed)
}

/// Says that no such role confirmed anything, with those that did.
fn nobody(role: &str, mut roles: Vec<String>) -> Result<Status> {
    roles.sort();
    roles.dedup();
    let mut error = io::stderr();
    writeln!(
        error,
        "signpost: nothing was confirmed by the role `{}`",
        clean(role)
    )?;
    for role in roles {
        writeln!(error, "  there is: {}", clean(&role))?;
    }
    Ok(Status::Not)
}

impl Answer<'_> {
    const fn today(&self) -> Date {
        self.session.today
    }

    /// `12 days overdue`, `today is the last day`, `in 3 days`.
    fn when(&self, due: &Due) -> String {
        let days = days_between(self.today(), due.by);
        let number = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        let words = count(number, "day", "days");
        match days {
            ..0 => format!("{words} overdue"),
            0 => "today is the last day".to_owned(),
            _ => format!("in {words}"),
        }
    }

    /// How many, and how many of them are late.
    fn summary(&self) -> String {
        let until = date_in_words(self.until);
        if self.due.is_empty() {
            let next = self.next.as_ref().map_or_else(String::new, |next| {
                format!(
                    " The next is {}, by {}.",
                    name(next),
                    date_in_words(next.by)
                )
            });
            return format!("Nothing has to be confirmed by {until}.{next}");
        }
        let late = self
            .due
            .iter()
            .filter(|due| due.is_overdue(self.today()))
            .count();
        let all = count(self.due.len(), "thing", "things");
        format!("{all} to confirm by {until}, {late} overdue.")
    }
}

/// What is due, by name.
fn name(due: &Due) -> String {
    match (due.service, due.reason) {
        (Some(service), _) => service.name.clone(),
        (None, Reason::Approval) => "The approval of the rules".to_owned(),
        (None, _) => format!("{} of routing.toml", count(due.rules, "rule", "rules")),
    }
}

/// Why it is due.
fn reason(due: &Due, today: Date) -> String {
    match due.reason {
        Reason::Review => due.service.map_or_else(String::new, |service| {
            format!("last confirmed {}", date_in_words(*service.assured.on))
        }),
        Reason::Capacity if due.is_overdue(today) => "what it says about room has ended".to_owned(),
        Reason::Capacity => "what it says about room ends".to_owned(),
        Reason::Alert if due.is_overdue(today) => {
            "a notice has ended: take it out or renew it".to_owned()
        }
        Reason::Alert => "a notice ends".to_owned(),
        Reason::Rules => "to be read against their sources".to_owned(),
        Reason::Approval => "to be given again: signpost rules approve".to_owned(),
    }
}

/// How to get in touch to ask: the telephone first.
fn reach(due: &Due) -> Option<String> {
    let contact = &due.service?.contact;
    [&contact.phone, &contact.email, &contact.text, &contact.url]
        .into_iter()
        .flatten()
        .map(|way| way.value.clone())
        .next()
}

fn banner(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = answer.session.banner() {
        paragraph(out, 0, 0, &banner)?;
        writeln!(out)?;
    }
    Ok(())
}

fn table(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    banner(answer, out)?;
    if !answer.due.is_empty() {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width()).unwrap_or(80));
        table.set_header(["Confirm by", "What", "Why, and by whom last"]);
        for (column, percent) in table.column_iter_mut().zip([22, 44, 34]) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(percent)));
        }
        for due in &answer.due {
            let mut what = vec![name(due)];
            what.extend(reach(due));
            what.extend(due.service.map(|service| format!("[{}]", service.id.value)));
            let cell = |parts: &[String]| {
                let parts: Vec<_> = parts.iter().map(|part| clean(part).into_owned()).collect();
                parts.join("\n")
            };
            table.add_row([
                cell(&[due.by.to_string(), answer.when(due)]),
                cell(&what),
                cell(&[reason(due, answer.today()), due.role.to_owned()]),
            ]);
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    paragraph(out, 0, 0, &answer.summary())?;
    Ok(())
}

fn lines(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    banner(answer, out)?;
    for due in &answer.due {
        paragraph(out, 0, 2, &format!("{}: {}", name(due), answer.when(due)))?;
        let mut lines = vec![
            ("Confirm by", date_in_words(due.by)),
            ("Why", reason(due, answer.today())),
        ];
        lines.extend(
            due.service
                .map(|service| ("Organisation", service.organization.clone())),
        );
        lines.extend(reach(due).map(|reach| ("Reach", reach)));
        lines.push(("Role", due.role.to_owned()));
        lines.extend(due.service.map(|service| ("Id", service.id.value.clone())));
        for (label, text) in lines {
            paragraph(out, 2, 2, &format!("{label}: {text}"))?;
        }
        writeln!(out)?;
    }
    paragraph(out, 0, 0, &answer.summary())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_in_days_or_weeks() {
        for (typed, expected) in [
            ("30d", Some(30)),
            ("8w", Some(56)),
            ("0", Some(0)),
            ("14 days", Some(14)),
            ("3m", None),
            ("", None),
            ("-3d", None),
            ("99999w", None),
        ] {
            assert_eq!(days(typed).ok(), expected, "{typed}");
        }
    }
}
