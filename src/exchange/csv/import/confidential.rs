//! A place of a spreadsheet that must not be told.

use super::super::map::Target;
use super::Row;
use crate::edit::fragment::Value as Yaml;
use crate::exchange::incoming::confidential::{
    HeldBack, Tells, of_name, of_place, of_service, of_statement, of_title,
};
use crate::exchange::incoming::text::one_line;
use crate::exchange::incoming::{Draft, KEYS, Outcome};
use crate::model::postcode::{District, Locality};
use serde_json::Value;

/// A place that must not be told.
pub(super) struct Confidential {
    said: Said,
    /// The columns that tell the place.
    columns: Vec<String>,
    /// All that is kept of it; `None`: it cannot be told from the row.
    district: Option<District>,
}

/// What says so.
pub(super) struct Said {
    column: String,
    /// The cell, or the mark in it where it may say more.
    cell: String,
    /// True where it is said in words, which may mean something else, and not in a column for it.
    in_words: bool,
}

impl Row {
    /// Marks the place as one that may not be told.
    pub(super) fn is_confidential(&mut self, column: &str, cell: &str) {
        self.confidential = Some(Said {
            column: column.to_owned(),
            cell: cell.to_owned(),
            in_words: false,
        });
    }

    /// The same, unless another column did.
    pub(super) fn not_public(&mut self, column: &str, cell: &str) {
        if self.confidential.is_none() {
            self.is_confidential(column, cell);
        }
    }

    /// Looks for what says in words that the place may not be told: in its name and address, in columns about who may see it, and
    /// as a plain statement anywhere. Such a cell may name the place too, so only the mark is kept of it.
    pub(super) fn look_for_marks(
        &mut self,
        target: Option<Target>,
        tells: Option<Tells>,
        column: &str,
        cell: &str,
    ) {
        let of_visibility = tells.filter(|tells| *tells == Tells::Visibility);
        let mark = of_visibility.and_then(|tells| tells.mark(cell));
        let mark = mark.or_else(|| match target {
            Some(Target::Place) => of_name(cell),
            Some(Target::Address | Target::AddressLine2 | Target::Town | Target::Postcode) => {
                of_place(cell)
            }
            // These say so by themselves, or a person has said that they do not.
            Some(Target::Confidential | Target::Public | Target::NoMark | Target::Id) => None,
            Some(Target::Name) => of_title(cell),
            // Refuge may be who runs it.
            Some(
                Target::Phone | Target::Text | Target::Email | Target::Url | Target::Organization,
            ) => of_statement(cell),
            _ => of_service(cell),
        });
        if let Some(mark) = mark {
            self.confidential.get_or_insert_with(|| Said {
                column: column.to_owned(),
                cell: mark.to_owned(),
                in_words: true,
            });
        }
    }

    /// Takes the place of the row away where it may not be told. What is known of its address comes second.
    pub(super) fn hidden(&mut self) -> Option<(Confidential, HeldBack)> {
        let mut said = self.confidential.take()?;
        let location = std::mem::take(&mut self.location);
        let address = std::mem::take(&mut self.address);
        let text = |key: &str| address.get(key).and_then(Value::as_str);
        let district = |text: &str| Locality::parse(text).ok().map(Locality::district);
        // An address may end in its postcode.
        let end = |text: &str| district(text.rsplit([',', '\n']).next()?.trim());
        let typed = self.district.take().map(|(_, cell)| cell);
        let typed = typed.as_deref().or(text("postal_code"));
        let district = typed.and_then(district).or_else(|| {
            ["city", "address_2", "address_1"]
                .into_iter()
                .find_map(|key| text(key).and_then(end))
        });
        let name = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("").to_owned();
        let own = [
            name(self.fields.get("name")),
            name(
                self.fields
                    .get("organization")
                    .and_then(|one| one.get("name")),
            ),
        ];
        let mut back = HeldBack::default();
        let town = text("city").unwrap_or("");
        for key in ["address_1", "address_2"] {
            back.line(text(key).unwrap_or(""), &[town]);
        }
        back.streets(town);
        back.postcode(text("postal_code").unwrap_or(""));
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        back.name(&name(location.get("name")), &own);
        // A person may have written more beside the mark.
        if let Some(cell) = back.cut(&said.cell) {
            said.cell = cell;
        }
        let confidential = Confidential {
            said,
            columns: std::mem::take(&mut self.place_columns),
            district,
        };
        Some((confidential, back))
    }

    /// Cuts an address that is held back out of everything else that the row says. Gives the fields that named it.
    pub(super) fn cut(&mut self, back: &HeldBack) -> Vec<String> {
        let mut cut = Vec::new();
        back.cut_object("", &mut self.fields, &mut cut);
        for came in &mut self.came {
            came.cut(back);
        }
        let cells = self.left.iter_mut().map(|(_, cell, _)| cell);
        let lines = self.comments.iter_mut().flat_map(|(_, lines)| lines);
        for text in cells.chain(lines) {
            if let Some(without) = back.cut(text) {
                *text = without;
            }
        }
        cut
    }
}

impl Confidential {
    /// Puts what may be kept into the entry. The report is kept and sent on as well, so what is left does not stand in it.
    pub(super) fn keep(&self, draft: &mut Draft) {
        const WHY: &str = "the place is confidential: of it only the postcode district is kept";
        let Said { column, cell, .. } = &self.said;
        if let Some(district) = self.district {
            let district = district.to_string();
            draft.changed(column, cell, &district, WHY);
            let place = Yaml::Map(vec![
                ("confidential", Yaml::word("yes")),
                ("district", Yaml::word(&district)),
            ]);
            draft.entries.push(("locations", Yaml::List(vec![place])));
            if self.said.in_words {
                let line = format!(
                    "To check: the column {} says {cell:?}, so only the district {district} of the place stands here. If it may be \
                     told, write the place into locations by hand: imports keep what you write.",
                    one_line(column)
                );
                draft.comments.push(("area", vec![line]));
            }
            draft
                .entries
                .sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
        } else {
            let why = "the place is confidential and its postcode district cannot be told: no place is kept";
            draft.left(column, cell, why);
            let line = "To decide: the place is confidential; in which postcode district is it? Write locations: \
                        [{confidential: yes, district: …}]; if it may be told, write \
                        the place by hand: imports keep it.";
            draft.comments.push(("area", vec![line.to_owned()]));
        }
        for column in &self.columns {
            draft.note(column, Outcome::Left, None, None, Some(WHY));
        }
    }
}
