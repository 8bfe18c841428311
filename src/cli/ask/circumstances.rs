//! The grouped question about support needs, age and place.

use super::Taken;
use super::source::{Reply, Source};
use crate::cli::case_input::{support_need, years};
use crate::cli::output::paragraph;
use crate::cli::session::Session;
use crate::conversation::Conversation;
use crate::conversation::typed::{self, Typed};
use crate::model::vocabulary::SupportNeed;
use crate::plan::services::whereabouts;
use anyhow::Result;
use std::io::Write;

/// Takes the line with support needs, then asks for age and place where they are wanted.
pub(super) fn take(
    line: &str,
    support: &[SupportNeed],
    (age, place): (bool, bool),
    now: &mut Conversation,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Taken> {
    let none = |line: &str| matches!(line, "none" | "n" | "no" | "0");
    let line = line.trim();
    let skipped =
        matches!(line, "" | "u" | "unsure") || matches!(typed::command(line), Some(Typed::Skip));
    if !skipped && !none(line) {
        match chosen(line, support) {
            Ok(chosen) => {
                for need in chosen {
                    if !now.case.with.contains(&need) {
                        now.case.with.push(need);
                    }
                }
            }
            Err(problem) => return Ok(Taken::Not(problem)),
        }
    }
    while age && now.case.age.is_none() {
        match source.reply("Age in years, or s: ", out)? {
            Reply::Back => return Ok(Taken::Again),
            Reply::Stop => return Ok(Taken::Stop),
            Reply::Skip => break,
            Reply::Line(line) => match years(&line) {
                Ok(years) => now.case.age = Some(years),
                Err(problem) => paragraph(out, 0, 2, &problem)?,
            },
        }
    }
    while place && now.case.near.is_none() {
        match source.reply("Postcode, district or area they live in, or s: ", out)? {
            Reply::Back => return Ok(Taken::Again),
            Reply::Stop => return Ok(Taken::Stop),
            Reply::Skip => break,
            Reply::Line(line) if none(&line) => break,
            Reply::Line(line) => {
                let known = whereabouts(session.directory(), &session.table, &line);
                match known {
                    Ok(_) => now.case.near = Some(line),
                    Err(problem) => paragraph(out, 0, 2, &problem)?,
                }
            }
        }
    }
    now.circumstances_done();
    Ok(Taken::Done)
}

/// `1 4`, or words: `oxygen, walking aid`.
fn chosen(line: &str, support: &[SupportNeed]) -> Result<Vec<SupportNeed>, String> {
    let numbers: Option<Vec<usize>> = line
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    if let Some(numbers) = numbers {
        return numbers
            .into_iter()
            .map(|number: usize| {
                let of_list = number
                    .checked_sub(1)
                    .and_then(|position| support.get(position));
                of_list.copied().ok_or_else(|| {
                    format!(
                        "{number} is not in the list: type 1 to {}, or none",
                        support.len()
                    )
                })
            })
            .collect();
    }
    line.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| support_need(part).map_err(|problem| format!("`{part}`: {problem}")))
        .collect()
}
