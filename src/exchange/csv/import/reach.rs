//! How one gets in touch with a service of a spreadsheet, and where it is.

use super::super::map::Target;
use super::Row;
use super::addresses::addresses;
use super::columns::Came;
use crate::exchange::incoming::nowhere::attended;
use crate::exchange::incoming::numbers::{Numbers, numbers};
use crate::exchange::incoming::text::one_line;
use crate::exchange::incoming::value::{email, phone, url};
use crate::exchange::oruk::taxonomy::Scheme;
use crate::model::postcode::District;
use crate::model::shown::count;
use crate::model::vocabulary::Vocabulary;
use serde_json::{Value, json};

/// Where the name of the place stands in the shape of Open Referral UK.
const NAME_OF_PLACE: &str = "service_at_locations[0].location.name";

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
            if phone(cell).is_none() && cell.contains(|c: char| c.is_ascii_digit()) {
                self.decide_in_the_row("which number reaches it", column);
            }
            cell.to_owned()
        };
        self.phones.push(json!({"number": number, "type": kind}));
    }

    /// What a cell says beside the number that was taken. A person's own number stands in no file.
    fn other_numbers(&mut self, found: &Numbers) {
        if let Some(said) = found.besides() {
            let line = format!(
                "To decide: is {} the number to print? The spreadsheet also has: {said}",
                found.first
            );
            self.comments.push(("contact", vec![line]));
        }
    }

    /// A question whose cell may hold what is a person's own, so that it is not written into the file.
    fn decide_in_the_row(&mut self, question: &str, column: &str) {
        let line = format!(
            "To decide: {question}? What the spreadsheet says is not certain, or may be a person's: see its column {}.",
            one_line(column)
        );
        self.comments.push(("contact", vec![line]));
    }

    /// The e-mail address of a cell: of several that of a team, else the first, with a comment on the others.
    pub(super) fn email(&mut self, column: &str, cell: &str) {
        self.came.push(Came::whole("email", column, cell));
        if email(cell).is_some() {
            self.put("email", json!(cell));
            return;
        }
        let Some(found) = addresses(cell) else {
            self.put("email", json!(cell));
            return self.decide_in_the_row("which address reaches it", column);
        };
        let mut said = found.others;
        if found.of_persons > 0 {
            let addresses = count(found.of_persons, "address", "addresses");
            said.push(format!("{addresses} that may be a person's"));
        }
        if found.has_words {
            said.push("other words, which may be a person's name".to_owned());
        }
        if !said.is_empty() {
            let line = format!(
                "To decide: is {} the address to write to? The spreadsheet also has: {}",
                found.first,
                said.join("; ")
            );
            self.comments.push(("contact", vec![line]));
        }
        self.put("email", json!(found.first));
    }

    /// The web page of a cell: the first of several, with a comment on the others.
    pub(super) fn page(&mut self, column: &str, cell: &str) {
        self.came.push(Came::whole("url", column, cell));
        let parts = cell.split(|c: char| c.is_whitespace() || ",;|".contains(c));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let is_page =
            |part: &&&str| part.contains('.') && !part.contains('@') && url(part).is_some();
        let only_pages = parts.iter().all(|part| is_page(&part));
        // Beside other words, `St.Mary` is none.
        let says_so = |part: &&&str| {
            let part = part.to_lowercase();
            only_pages || part.starts_with("www.") || part.starts_with("http")
        };
        let mut pages = parts.iter().filter(is_page).filter(says_so).copied();
        let first = pages.next().filter(|_| url(cell).is_none());
        let Some(first) = first else {
            self.put("url", json!(cell));
            return;
        };
        let others: Vec<&str> = pages.filter(|page| *page != first).collect();
        if !others.is_empty() {
            let line = format!(
                "To decide: is {first} the page to show? The spreadsheet also has: {}",
                others.join("; ")
            );
            self.comments.push(("contact", vec![line]));
        }
        self.put("url", json!(first));
    }

    pub(super) fn place(&mut self, target: Target, column: &str, cell: &str) {
        const AT: &str = "service_at_locations[0].location";
        if target == Target::Postcode && District::parse(cell).is_ok() {
            self.place_columns.push(column.to_owned());
            self.district = Some((column.to_owned(), cell.to_owned()));
            return;
        }
        let (object, key, path) = match target {
            Target::Place => (&mut self.location, "name", NAME_OF_PLACE.to_owned()),
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

    /// How it is attended whose place must not be told and is called as if there were none, like `Zoom`.
    pub(super) fn nowhere(&mut self) {
        let named = self.location.get("name").and_then(Value::as_str);
        let name = named.unwrap_or_default().to_owned();
        let found = attended(&name);
        if self.confidential.is_none() || found.is_empty() {
            return;
        }
        self.location.remove("name");
        let is_name = |came: &Came| came.is_of(NAME_OF_PLACE);
        let column = self.came.iter().position(is_name);
        let column = column.map(|position| self.came.remove(position).column().to_owned());
        let column = column.unwrap_or_default();
        self.place_columns.retain(|known| *known != column);
        for attending in found {
            self.own(Scheme::AttendingType, attending.word(), &column, &name);
        }
    }
}
