//! Why a row has no description: what stands in a column without a meaning may be one.

use super::super::super::map::Target;
use super::super::Row;
use super::{Column, Columns};
use crate::exchange::incoming::text::one_line;
use ::csv::StringRecord;

/// No more columns are named.
const MOST: usize = 4;
/// A cell of more words is a long text.
const LONG: usize = 4;

impl Columns {
    /// Says of a row without a description why, and which of its columns may be one.
    pub(super) fn undescribed(&self, cells: &StringRecord, row: &mut Row) {
        if row.summary.is_some() || row.description.is_some() {
            return;
        }
        let is_text = |target| [Target::Summary, Target::Description].contains(&target);
        let has_column = self
            .0
            .iter()
            .any(|column| column.target.is_some_and(is_text));
        let mut left: Vec<(&Column, usize)> = Vec::new();
        for (column, cell) in self.0.iter().zip(cells) {
            let words = cell.split_whitespace().count();
            if column.target.is_none() && words > 0 {
                left.push((column, words));
            }
        }
        // Where one is long, short ones are something else.
        if left.iter().any(|(_, words)| *words > LONG) {
            left.retain(|(_, words)| *words > LONG);
        }
        let columns = left.iter().take(MOST);
        let columns: Vec<String> = columns
            .map(|(column, _)| format!("\"{}\"", one_line(&column.name)))
            .collect();
        let columns = columns.join(", ");
        let why = match (has_column, left.is_empty()) {
            (true, true) => "the spreadsheet gives no description".into(),
            (false, true) => "no column is the summary or description".into(),
            (true, false) => format!(
                "its summary and description are empty; what it does may stand in a column that was left: {columns}"
            )
            .into(),
            (false, false) => {
                format!("no column is the summary or description; perhaps one of: {columns}").into()
            }
        };
        if !left.is_empty() {
            let line = format!(
                "To decide: what does it do? The spreadsheet may say it in a column that was left: {columns}"
            );
            row.comments.push(("summary", vec![line]));
        }
        row.undescribed = Some(why);
    }
}
