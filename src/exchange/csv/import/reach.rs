//! How one gets in touch with a service of a spreadsheet, and where it is.

use super::super::map::Target;
use super::Row;
use super::columns::Came;
use super::confidential::Confidential;
use crate::model::postcode::Locality;
use serde_json::{Value, json};

impl Row {
    pub(super) fn way(&mut self, target: Target, column: &str, cell: &str) {
        let is_number = cell
            .chars()
            .all(|c| c.is_ascii_digit() || " ()+-".contains(c));
        if target == Target::Text && !is_number {
            let sentence = format!("{}{cell}", crate::exchange::oruk::words::WITHOUT_SPEAKING);
            let path = self.put("additional_information", json!(sentence));
            self.came.push(Came::whole(path, column, cell));
            return;
        }
        let kind = if target == Target::Text {
            "text"
        } else {
            "voice"
        };
        let path = format!("phones[{}].number", self.phones.len());
        self.came.push(Came::whole(&path, column, cell));
        // A spreadsheet takes a number for a number and drops its first 0.
        let number = if cell.len() == 10
            && cell.starts_with(['1', '2', '3', '7', '8'])
            && cell.bytes().all(|byte| byte.is_ascii_digit())
        {
            format!("0{cell}")
        } else {
            cell.to_owned()
        };
        self.phones.push(json!({"number": number, "type": kind}));
    }

    pub(super) fn place(&mut self, target: Target, column: &str, cell: &str) {
        const AT: &str = "service_at_locations[0].location";
        let (object, key, path) = match target {
            Target::Place => (&mut self.location, "name", format!("{AT}.name")),
            Target::Address => (
                &mut self.address,
                "address_1",
                format!("{AT}.addresses[0].address_1"),
            ),
            _ => (
                &mut self.address,
                "postal_code",
                format!("{AT}.addresses[0].postal_code"),
            ),
        };
        object.insert(key.to_owned(), json!(cell));
        self.came.push(Came::whole(&path, column, cell));
        self.place_columns.push(column.to_owned());
    }

    /// Takes the place of the row away where it is confidential.
    pub(super) fn hidden(&mut self) -> Option<Confidential> {
        let said = self.confidential.take()?;
        self.location.clear();
        let address = std::mem::take(&mut self.address);
        let text = |key: &str| address.get(key).and_then(Value::as_str);
        let district = |text: &str| Locality::parse(text).ok().map(Locality::district);
        // An address may end in its postcode.
        let end = |text: &str| district(text.rsplit([',', '\n']).next()?.trim());
        Some(Confidential {
            said,
            columns: std::mem::take(&mut self.place_columns),
            district: text("postal_code").map_or_else(|| text("address_1").and_then(end), district),
        })
    }
}
