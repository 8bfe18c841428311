//! How one gets in touch with a service of a spreadsheet, and where it is.

use super::super::map::Target;
use super::Row;
use super::columns::Came;
use super::numbers::{Numbers, numbers};
use crate::exchange::incoming::value::phone;
use crate::exchange::oruk::taxonomy::Scheme;
use crate::model::postcode::District;
use crate::model::shown::count;
use serde_json::json;

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
        } else if phone(cell).is_none()
            && let Some(found) = numbers(cell)
        {
            self.other_numbers(&found);
            found.first
        } else {
            cell.to_owned()
        };
        self.phones.push(json!({"number": number, "type": kind}));
    }

    /// What a cell says beside the number that was taken. A person's own number stands in no file.
    fn other_numbers(&mut self, found: &Numbers) {
        let mut said = found.others.clone();
        if found.named > 0 {
            let numbers = count(found.named, "number", "numbers");
            said.push(format!(
                "{numbers} beside other words, which may be a person's"
            ));
        }
        if !said.is_empty() {
            let line = format!(
                "To decide: is {} the number to print? The spreadsheet also has: {}",
                found.first,
                said.join("; ")
            );
            self.comments.push(("contact", vec![line]));
        }
    }

    pub(super) fn place(&mut self, target: Target, column: &str, cell: &str) {
        const AT: &str = "service_at_locations[0].location";
        if target == Target::Place
            && let Some(attending) = no_place(cell)
        {
            return self.own(Scheme::AttendingType, attending, column, cell);
        }
        if target == Target::Postcode && District::parse(cell).is_ok() {
            self.place_columns.push(column.to_owned());
            self.district = Some((column.to_owned(), cell.to_owned()));
            return;
        }
        let (object, key, path) = match target {
            Target::Place => (&mut self.location, "name", format!("{AT}.name")),
            Target::Address => (
                &mut self.address,
                "address_1",
                format!("{AT}.addresses[0].address_1"),
            ),
            Target::AddressLine2 => (
                &mut self.address,
                "address_2",
                format!("{AT}.addresses[0].address_2"),
            ),
            Target::Town => (&mut self.address, "city", format!("{AT}.addresses[0].city")),
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

    /// Leaves a district that stands where a postcode should, unless the place is confidential and it is all that is kept.
    pub(super) fn only_district(&mut self) {
        if let Some((column, cell)) = self.district.take() {
            let why = "only the district of a postcode; left as a comment to decide";
            self.leave(&column, &cell, why);
            self.undecided("area", "what is the whole postcode of the place?", &cell);
        }
    }
}

/// How a service is attended whose venue is none: `Zoom`, `Visits at home`.
fn no_place(cell: &str) -> Option<&'static str> {
    const ONLINE: [&str; 12] = [
        "zoom",
        "on zoom",
        "via zoom",
        "online",
        "online only",
        "online zoom",
        "zoom online",
        "teams",
        "microsoft teams",
        "google meet",
        "virtual",
        "internet",
    ];
    const AT_HOME: [&str; 10] = [
        "home visit",
        "home visits",
        "visits at home",
        "visit at home",
        "at home",
        "in your home",
        "in your own home",
        "at your home",
        "your home",
        "client s home",
    ];
    let words = cell.to_lowercase();
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = words.join(" ");
    if ONLINE.contains(&words.as_str()) {
        Some("online")
    } else {
        AT_HOME.contains(&words.as_str()).then_some("home visit")
    }
}
