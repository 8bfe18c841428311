//! What is due for other programs: CSV and JSON.

use super::{Answer, name};
use crate::due::{Due, Reason};
use crate::model::LeftOut;
use crate::model::service::days_between;
use crate::model::shown::csv_cell;
use anyhow::Result;
use serde::Serialize;
use std::io::Write;

/// One thing that is due.
#[derive(Serialize)]
struct Row {
    /// The last good day.
    by: String,
    /// Days from today to that day; negative where it has passed.
    days: i64,
    /// `review`, `capacity`, `alert`, `rules` or `approval`.
    reason: &'static str,
    /// The id of the entry; `None` for the rules.
    id: Option<String>,
    name: String,
    organization: Option<String>,
    role: String,
    confirmed: Option<String>,
    source: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    file: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    demonstration: bool,
    today: String,
    until: String,
    due: Vec<Row>,
    left_out: &'a [LeftOut],
}

pub(super) fn csv(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    let demonstration = if answer.session.directory().settings.demonstration {
        "yes"
    } else {
        "no"
    };
    writeln!(
        out,
        "demonstration,confirm_by,days,reason,id,name,organization,role,confirmed,source,phone,email,file"
    )?;
    for due in &answer.due {
        let row = row(answer, due);
        let cells = [
            Some(row.reason.to_owned()),
            row.id,
            Some(row.name),
            row.organization,
            Some(row.role),
            row.confirmed,
            row.source,
            row.phone,
            row.email,
            row.file,
        ];
        let cells: Vec<String> = cells
            .into_iter()
            .map(|cell| csv_cell(&cell.unwrap_or_default()))
            .collect();
        writeln!(
            out,
            "{demonstration},{},{},{}",
            row.by,
            row.days,
            cells.join(",")
        )?;
    }
    Ok(())
}

pub(super) fn json(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    let directory = answer.session.directory();
    let report = Report {
        version: 1,
        demonstration: directory.settings.demonstration,
        today: answer.today().to_string(),
        until: answer.until.to_string(),
        due: answer.due.iter().map(|due| row(answer, due)).collect(),
        left_out: &directory.left_out,
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)?;
    Ok(())
}

fn row(answer: &Answer, due: &Due) -> Row {
    let service = due.service;
    let file = |service: &crate::model::service::Service| {
        answer
            .session
            .loaded
            .sources
            .file(service.file)
            .path
            .clone()
    };
    Row {
        by: due.by.to_string(),
        days: days_between(answer.today(), due.by),
        reason: match due.reason {
            Reason::Review => "review",
            Reason::Capacity => "capacity",
            Reason::Alert => "alert",
            Reason::Rules => "rules",
            Reason::Approval => "approval",
        },
        id: service.map(|service| service.id.value.clone()),
        name: name(due),
        organization: service.map(|service| service.organization.clone()),
        role: due.role.to_owned(),
        confirmed: service.map(|service| service.assured.on.value.to_string()),
        source: service.and_then(|service| service.assured.source.clone()),
        phone: service.and_then(|service| Some(service.contact.phone.as_ref()?.value.clone())),
        email: service.and_then(|service| Some(service.contact.email.as_ref()?.value.clone())),
        file: service.map(file),
    }
}
