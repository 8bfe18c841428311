//! Gaps as comma-separated values: a row for every cell, worst first, and one for what alike cases could be offered.

use crate::gaps::people::Offered;
use crate::gaps::report::{Report, Row, who};
use crate::model::shown::csv_cell;
use std::io::{self, Write};

const HEAD: &str = "demonstration,of,gap,grade,need,label,area,area_label,with,same_as_anybody,take,take_anybody,ask,turned_away,other,\
                    turned_away_by,cases,cases_nobody,cases_ask_only";

pub(super) fn csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let demonstration = yes_no(report.directory.demonstration);
    writeln!(out, "{HEAD}")?;
    for row in &report.cells {
        writeln!(out, "{demonstration},cell,{}", cell(row))?;
    }
    for offered in report.cases.iter().flatten() {
        let gap = offered.grade <= report.grade;
        writeln!(out, "{demonstration},cases,{}", cases(offered, gap))?;
    }
    Ok(())
}

fn cell(row: &Row) -> String {
    let cells = [
        yes_no(row.gap).to_owned(),
        row.grade.to_string(),
        csv_cell(&row.need),
        csv_cell(&row.label),
        csv_cell(&row.area),
        csv_cell(&row.area_label),
        csv_cell(&who(&row.with)),
        yes_no(row.same_as_anybody).to_owned(),
        row.take.to_string(),
        row.take_anybody.to_string(),
        row.ask.to_string(),
        row.turned_away.to_string(),
        row.other.to_string(),
        ids(row.turned_away_by.iter().map(|it| it.service.as_str())),
        String::new(),
        String::new(),
        String::new(),
    ];
    cells.join(",")
}

/// Places and numbers of services differ from case to case, so they are left empty.
fn cases(offered: &Offered, gap: bool) -> String {
    let mut cells = vec![
        yes_no(gap).to_owned(),
        offered.grade.to_string(),
        csv_cell(&offered.need),
        csv_cell(&offered.label),
        String::new(),
        String::new(),
        csv_cell(&who(&offered.with)),
    ];
    cells.extend(vec![String::new(); 6]);
    cells.extend([
        ids(offered.turned_away_by.iter().map(|it| it.service.as_str())),
        offered.cases.to_string(),
        csv_cell(&offered.nobody.join(" ")),
        csv_cell(&offered.ask_only.join(" ")),
    ]);
    cells.join(",")
}

fn ids<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    csv_cell(&ids.collect::<Vec<_>>().join(" "))
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
