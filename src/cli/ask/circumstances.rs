//! The grouped question about support needs, age and place.

use super::source::Source;
use crate::cli::case_input::{support_need, years};
use crate::cli::session::Session;
use crate::conversation::Conversation;
use crate::conversation::typed::{self, Typed};
use crate::model::vocabulary::SupportNeed;
use anyhow::Result;
use std::io::Write;

/// Takes the line with support needs, then asks for age and place where they are wanted. The inner error says what can be
/// typed instead.
pub(super) fn take(
    line: &str,
    support: &[SupportNeed],
    (age, place): (bool, bool),
    now: &mut Conversation,
    session: &Session,
    source: &mut Source,
    out: &mut dyn Write,
) -> Result<Result<(), String>> {
    let skipped = |line: &str| {
        line.trim().is_empty()
            || matches!(typed::command(line), Some(Typed::Skip))
            || matches!(line.trim(), "none" | "n" | "no" | "0")
    };
    if !skipped(line) {
        match chosen(line, support) {
            Ok(chosen) => {
                for need in chosen {
                    if !now.case.with.contains(&need) {
                        now.case.with.push(need);
                    }
                }
            }
            Err(problem) => return Ok(Err(problem)),
        }
    }
    if age {
        while let Some(line) = source.line("Age in years, or s: ", out)? {
            if skipped(&line) {
                break;
            }
            match years(&line) {
                Ok(years) => {
                    now.case.age = Some(years);
                    break;
                }
                Err(problem) => writeln!(out, "{problem}")?,
            }
        }
    }
    if place {
        let prompt = "Postcode, district or area they live in, or s: ";
        while let Some(line) = source.line(prompt, out)? {
            if skipped(&line) {
                break;
            }
            let near = line.trim().to_owned();
            match crate::plan::services::whereabouts(session.directory(), &session.table, &near) {
                Ok(_) => {
                    now.case.near = Some(near);
                    break;
                }
                Err(problem) => writeln!(out, "{problem}")?,
            }
        }
    }
    now.circumstances_done();
    Ok(Ok(()))
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
