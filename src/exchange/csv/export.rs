//! Services as rows of a spreadsheet.

use super::super::leaving::{Leaving, Territory, Venue};
use super::super::oruk::words;
use crate::model::hours::Session;
use crate::model::service::{Accepts, Alert, Cost};
use crate::model::shown::csv_cell;

/// The columns, in order. Each is a key of the format, or a part of one; several values are divided by `; `.
pub const COLUMNS: [&str; 38] = [
    "demonstration",
    "id",
    "name",
    "organization",
    "summary",
    "description",
    "kind",
    "profession",
    "role_name",
    "status",
    "needs",
    "attending_type",
    "attending_access",
    "referral",
    "phone",
    "text",
    "email",
    "url",
    "place",
    "address",
    "postcode",
    "other_places",
    "area",
    "hours",
    "minimum_age",
    "maximum_age",
    "other_condition",
    "accepts",
    "does_not_accept",
    "ask_first",
    "cost",
    "capacity",
    "languages",
    "alerts",
    "sensitive",
    "plain",
    "sends_on_to",
    "assured_on",
];

/// What divides several values in one cell.
pub const BETWEEN: &str = "; ";

/// The row of column names, with its line break. A byte-order mark comes first: without it, spreadsheets read `£` and `ŷ` as
/// something else.
#[must_use]
pub fn head() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// The row of a service, with its line break. What a spreadsheet would take for a formula is defused; see
/// [`csv_cell`].
#[must_use]
pub fn row(service: &Leaving, demonstration: bool) -> String {
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let answered = |wanted: Accepts| {
        let needs = service
            .accepts
            .iter()
            .filter(|(_, answer)| *answer == wanted);
        joined(needs.map(|(need, _)| need.to_string()))
    };
    let age = |age: Option<u8>| age.map_or_else(String::new, |age| age.to_string());
    let (first, others) = match &service.venues[..] {
        [] => (None, &[][..]),
        [first, others @ ..] => (Some(first), others),
    };
    let of_first = |part: fn(&Venue) -> Option<String>| first.and_then(part).unwrap_or_default();
    let cells = [
        yes_no(demonstration),
        service.id.to_owned(),
        service.name.clone(),
        service.organization.clone(),
        service.summary.clone(),
        optional(&service.description),
        service.kind.to_string(),
        service
            .profession
            .map_or_else(String::new, |word| word.to_string()),
        optional(&service.role_name),
        service.status.to_string(),
        joined(service.needs.iter().map(|need| need.id.value.clone())),
        joined(service.attending_type.iter().map(ToString::to_string)),
        joined(service.attending_access.iter().map(ToString::to_string)),
        optional(&service.referral),
        optional(&service.phone),
        optional(&service.text),
        optional(&service.email),
        optional(&service.url),
        of_first(|venue| venue.name.clone()),
        of_first(|venue| venue.address.clone()),
        of_first(|venue| venue.postcode.map(|postcode| postcode.to_string())),
        joined(others.iter().map(place)),
        joined(service.area.iter().map(territory)),
        joined(service.hours.iter().map(Session::in_words)),
        age(service.minimum_age),
        age(service.maximum_age),
        optional(&service.condition),
        answered(Accepts::Yes),
        answered(Accepts::No),
        answered(Accepts::Ask),
        service
            .cost
            .as_ref()
            .map_or_else(String::new, Cost::to_string),
        capacity(service),
        joined(service.languages.iter().cloned()),
        joined(service.alerts.iter().map(alert)),
        yes_no(service.sensitive),
        optional(&service.plain),
        joined(service.sends_on_to.iter().map(ToString::to_string)),
        service.assured_on.to_string(),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(BETWEEN)
}

fn place(venue: &Venue) -> String {
    let postcode = venue.postcode.map(|postcode| postcode.to_string());
    let parts = [venue.name.clone(), venue.address.clone(), postcode];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn territory(area: &Territory) -> String {
    match area {
        Territory::National => "national".to_owned(),
        Territory::Area(area) => area.id.value.clone(),
        Territory::District(district) => district.clone(),
    }
}

fn capacity(service: &Leaving) -> String {
    service.capacity.map_or_else(String::new, |capacity| {
        let weeks = capacity
            .weeks
            .map_or_else(String::new, |weeks| format!(", {weeks} weeks"));
        format!("{}{weeks}, until {}", capacity.state, *capacity.until)
    })
}

/// As the other exports say it, and the import reads it.
fn alert(alert: &Alert) -> String {
    words::alert(std::slice::from_ref(alert)).unwrap_or_default()
}
