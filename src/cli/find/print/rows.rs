//! The answer of `find` for other programs: rows of CSV, and a table of Markdown.

use super::{closing, opening, verdict, way};
use crate::cli::find::answer::Answer;
use crate::model::shown::{clean, csv_cell, markdown};
use std::io::{self, Write};

pub(super) fn as_markdown(
    answer: &Answer,
    banner: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut opened = Vec::new();
    opening(answer, banner, &mut opened)?;
    writeln!(
        out,
        "{}",
        markdown(String::from_utf8_lossy(&opened).trim_end())
    )?;
    if !answer.services.is_empty() || !answer.not_suitable.is_empty() {
        writeln!(
            out,
            "\n| Service | How far | Would it take them? | Reach it |\n| --- | --- | --- | --- |"
        )?;
    }
    for service in answer.services.iter().chain(&answer.not_suitable) {
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            markdown(&clean(&service.name)),
            markdown(service.distance.as_deref().unwrap_or("")),
            verdict(service)
                .iter()
                .map(|line| markdown(&clean(line)))
                .collect::<Vec<_>>()
                .join("<br>"),
            markdown(&clean(way(service).unwrap_or("")))
        )?;
    }
    writeln!(out)?;
    closing(answer, out)
}

pub(super) fn csv(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let demonstration = if answer.directory.demonstration {
        "yes"
    } else {
        "no"
    };
    if !answer.searched {
        writeln!(out, "demonstration,did_you_mean,label,score")?;
        let crisis = answer.crisis.iter().flat_map(|crisis| &crisis.did_you_mean);
        for candidate in crisis.chain(&answer.needs).chain(&answer.candidates) {
            writeln!(
                out,
                "{demonstration},{},{},{}",
                csv_cell(&candidate.need),
                csv_cell(&candidate.label),
                candidate.score
            )?;
        }
        return Ok(());
    }
    writeln!(
        out,
        "demonstration,id,name,organization,kind,suits,distance_km,ask,reasons,phone,text,email,url,assured,stale"
    )?;
    for service in answer.services.iter().chain(&answer.not_suitable) {
        let optional = |value: &Option<String>| csv_cell(value.as_deref().unwrap_or(""));
        let cells = [
            csv_cell(&service.id),
            csv_cell(&service.name),
            csv_cell(&service.organization),
            service.kind.to_string(),
            service.suits.to_string(),
            service
                .distance_km
                .map_or_else(String::new, |km| km.to_string()),
            csv_cell(&service.ask.join("; ")),
            csv_cell(&service.reasons.join("; ")),
            optional(&service.phone),
            optional(&service.text),
            optional(&service.email),
            optional(&service.url),
            service.assured.clone(),
            if service.stale { "yes" } else { "no" }.to_owned(),
        ];
        writeln!(out, "{demonstration},{}", cells.join(","))?;
    }
    Ok(())
}
