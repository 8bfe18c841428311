//! A place of a spreadsheet that must not be told.

use super::Row;
use crate::edit::fragment::Value;
use crate::exchange::incoming::{Draft, KEYS, Outcome};
use crate::model::postcode::District;

/// A place that must not be told.
pub(super) struct Confidential {
    /// The column that says so, and what it says.
    pub(super) said: (String, String),
    /// The columns that tell the place.
    pub(super) columns: Vec<String>,
    /// All that is kept of it; `None`: it cannot be told from the row.
    pub(super) district: Option<District>,
}

impl Row {
    /// Marks the place as one that may not be told, unless another column did.
    pub(super) fn not_public(&mut self, column: &str, cell: &str) {
        let said = (column.to_owned(), cell.to_owned());
        self.confidential.get_or_insert(said);
    }
}

impl Confidential {
    /// Puts what may be kept into the entry. The report is kept and sent on as well, so what is left does not stand in it.
    pub(super) fn keep(&self, draft: &mut Draft) {
        const WHY: &str = "the place is confidential: of it only the postcode district is kept";
        let (column, cell) = &self.said;
        if let Some(district) = self.district {
            let district = district.to_string();
            draft.changed(column, cell, &district, WHY);
            let place = Value::Map(vec![
                ("confidential", Value::word("yes")),
                ("district", Value::word(&district)),
            ]);
            draft.entries.push(("locations", Value::List(vec![place])));
            draft
                .entries
                .sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
        } else {
            let why = "the place is confidential and its postcode district cannot be told: no place is kept";
            draft.left(column, cell, why);
            let line = "To decide: the place is confidential; in which postcode district is it? Write locations: \
                        [{confidential: yes, district: …}].";
            draft.comments.push(("area", vec![line.to_owned()]));
        }
        for column in &self.columns {
            draft.note(column, Outcome::Left, None, None, Some(WHY));
        }
    }
}
