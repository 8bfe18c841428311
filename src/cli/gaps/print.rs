//! Gaps for people: a table, or lines; then who turns people away, and what cases could not be offered.

use crate::cli::output::{bullet, paragraph, width};
use crate::gaps::heat::taken;
use crate::gaps::people::Offered;
use crate::gaps::report::{Listed, Report, Row, who};
use crate::gaps::{ENOUGH, Grade};
use crate::model::hours::and;
use crate::model::shown::{clean, count};
use crate::model::vocabulary::SupportNeed;
use crate::plan::words::left_out_warning;
use anyhow::Result;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Narrower than this, a table has no room and lines are printed instead.
const NARROW: usize = 60;

/// So many services of those that turn people away are named for one gap, and so many cases.
const NAMED: usize = 3;

/// So many services that turn people away are named under the list.
const MOST_SERVICES: usize = 10;

pub(super) fn table(
    report: &Report,
    banner: Option<&str>,
    limit: usize,
    out: &mut dyn Write,
) -> Result<()> {
    if width() < NARROW {
        return text(report, banner, limit, out);
    }
    opening(report, banner, out)?;
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width()).unwrap_or(80));
    table.set_header(["Need", "Where", "Who", "Take", "Ask", "Turn away"]);
    for (column, percent) in table.column_iter_mut().zip([31, 27, 20, 8, 7, 9]) {
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(percent)));
    }
    for column in 3..6 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let listed = report.listed();
    for Listed { row, ids, .. } in listed.iter().take(limit) {
        table.add_row([
            clean(&row.label).into_owned(),
            clean(ids).into_owned(),
            who(&row.with),
            row.take.to_string(),
            row.ask.to_string(),
            row.turned_away.to_string(),
        ]);
    }
    if !listed.is_empty() {
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    closing(report, listed.len(), limit, out)?;
    Ok(())
}

pub(super) fn text(
    report: &Report,
    banner: Option<&str>,
    limit: usize,
    out: &mut dyn Write,
) -> Result<()> {
    opening(report, banner, out)?;
    let listed = report.listed();
    for (number, Listed { row, ids, .. }) in listed.iter().take(limit).enumerate() {
        paragraph(
            out,
            0,
            2,
            &format!(
                "{}. {}; {}; {ids}: {}",
                number + 1,
                row.label,
                who(&row.with),
                outcome(row)
            ),
        )?;
    }
    closing(report, listed.len(), limit, out)?;
    Ok(())
}

fn opening(report: &Report, banner: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, banner)?;
        writeln!(out)?;
    }
    if let Some(warning) = left_out_warning(&report.left_out) {
        paragraph(out, 0, 2, &warning)?;
    }
    for note in &report.notes {
        paragraph(out, 0, 2, &format!("Note: {note}."))?;
    }
    if report.left_out.is_empty() && report.notes.is_empty() {
        return Ok(());
    }
    writeln!(out)
}

/// `nobody would take them; 2 turn them away: tea, steady`.
fn outcome(row: &Row) -> String {
    let take = taken(row);
    let take = match row.take_anybody {
        anybody if anybody > row.take => format!("{take}, {anybody} would take anybody else"),
        _ => take,
    };
    let mut words = vec![take];
    if row.ask > 0 {
        words.push(format!("{} to ask first", row.ask));
    }
    if row.turned_away > 0 {
        let turn = count(row.turned_away, "turns", "turn");
        let named: Vec<&str> = row
            .turned_away_by
            .iter()
            .map(|it| it.service.as_str())
            .collect();
        let named = some(&named);
        words.push(format!("{turn} them away: {named}"));
    }
    words.join("; ")
}

/// The first few, and how many more.
fn some(names: &[impl AsRef<str>]) -> String {
    let first = names.iter().take(NAMED);
    let mut words: Vec<String> = first.map(|name| name.as_ref().to_owned()).collect();
    if names.len() > NAMED {
        words.push(format!("{} more", names.len() - NAMED));
    }
    and(&words)
}

fn closing(report: &Report, gaps: usize, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    if gaps == 0 {
        paragraph(out, 0, 0, report.no_gap())?;
    } else {
        if gaps > limit {
            paragraph(
                out,
                0,
                2,
                &format!("{} more: raise --limit to see them.", gaps - limit),
            )?;
        }
        turned_away_by(report, out)?;
    }
    let counts = &report.counts;
    writeln!(out)?;
    let cells = count(report.cells.len(), "cell", "cells");
    paragraph(
        out,
        0,
        2,
        &format!(
            "{cells}: {} with nobody, {} with only services to ask, {} with fewer than {ENOUGH}, {} with enough.",
            counts.nobody, counts.ask_only, counts.few, counts.enough
        ),
    )?;
    let same = report.cells.iter();
    let same = same.filter(|row| row.same_as_anybody && row.grade <= report.grade);
    match same.count() {
        0 => {}
        same => paragraph(
            out,
            0,
            2,
            &format!("{same} of them are no worse than for anybody, and not listed again."),
        )?,
    }
    cases(report, limit, out)
}

/// The services that turn people away in the gaps, those of most gaps first.
fn turned_away_by(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut services: BTreeMap<&str, (usize, BTreeSet<SupportNeed>)> = BTreeMap::new();
    for row in report.gaps() {
        for refusing in &row.turned_away_by {
            let (cells, because) = services.entry(&refusing.service).or_default();
            *cells += 1;
            because.extend(&refusing.because);
        }
    }
    if services.is_empty() {
        return Ok(());
    }
    let mut services: Vec<_> = services.into_iter().collect();
    services.sort_by_key(|(_, (cells, _))| std::cmp::Reverse(*cells));
    writeln!(out, "\nWho turns people away in these gaps")?;
    for (service, (cells, because)) in services.iter().take(MOST_SERVICES) {
        let gaps = count(*cells, "gap", "gaps");
        let because: Vec<SupportNeed> = because.iter().copied().collect();
        bullet(out, 2, &format!("{service}: {} ({gaps})", who(&because)))?;
    }
    if services.len() > MOST_SERVICES {
        let more = services.len() - MOST_SERVICES;
        bullet(out, 2, &format!("{more} more; --format json names all"))?;
    }
    Ok(())
}

fn cases(report: &Report, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(all) = &report.cases else {
        return Ok(());
    };
    writeln!(out, "\nWhat the people of these cases could not be offered")?;
    let gaps: Vec<&Offered> = report.case_gaps().collect();
    for offered in gaps.iter().take(limit) {
        bullet(out, 2, &case_words(offered))?;
    }
    if gaps.len() > limit {
        let more = gaps.len() - limit;
        bullet(out, 2, &format!("{more} more: raise --limit to see them"))?;
    }
    let needs: usize = all.iter().map(|offered| offered.cases).sum();
    let of = |grade: Grade| -> usize {
        let cases = all.iter().map(|offered| match grade {
            Grade::Nobody => offered.nobody.len(),
            Grade::AskOnly => offered.ask_only.len(),
            Grade::Few => offered.few,
            Grade::Enough => offered.enough,
        });
        cases.sum()
    };
    paragraph(
        out,
        0,
        2,
        &format!(
            "{} of these cases: {} with nobody, {} with only services to ask, {} with fewer than {ENOUGH}, {} with enough.",
            count(needs, "need", "needs"),
            of(Grade::Nobody),
            of(Grade::AskOnly),
            of(Grade::Few),
            of(Grade::Enough)
        ),
    )
}

/// `Falls, oxygen: nobody would take 1 of 3 (mr-b); only services to ask for 2 (…); turned away by …`.
fn case_words(offered: &Offered) -> String {
    let (label, who, cases) = (&offered.label, who(&offered.with), offered.cases);
    let mut words = Vec::new();
    if !offered.nobody.is_empty() {
        let (number, ids) = (offered.nobody.len(), some(&offered.nobody));
        words.push(format!("nobody would take {number} of {cases} ({ids})"));
    }
    if !offered.ask_only.is_empty() {
        let (number, ids) = (offered.ask_only.len(), some(&offered.ask_only));
        words.push(format!(
            "only services to ask for {number} of {cases} ({ids})"
        ));
    }
    if !offered.turned_away_by.is_empty() {
        let named = offered.turned_away_by.iter();
        let ids: Vec<&str> = named.map(|named| named.service.as_str()).collect();
        words.push(format!("turned away by {}", some(&ids)));
    }
    if !offered.to_ask.is_empty() {
        words.push(format!("{} to ask", offered.to_ask.len()));
    }
    if words.is_empty() {
        words.push(format!("few would take {} of {cases}", offered.few));
    }
    format!("{label}, {who}: {}", words.join("; "))
}
