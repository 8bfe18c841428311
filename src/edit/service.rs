//! A new entry as text: keys in the order of the format, quotation marks only where YAML needs them.

use crate::model::service::{AttendingAccess, AttendingType, Kind};
use crate::model::vocabulary::Profession;
use jiff::civil::Date;

/// What is known of a new service. Texts are as typed; `None` and empty lists mean that nothing is said.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id, which is the name of its file.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// One or two plain sentences.
    pub summary: String,
    /// What sort of service it is.
    pub kind: Kind,
    /// For `ahp`: whose service it is.
    pub profession: Option<Profession>,
    /// For `link-worker`: what the role is called.
    pub role_name: Option<String>,
    /// Ids of needs.
    pub needs: Vec<String>,
    /// How it is attended.
    pub attending_type: Vec<AttendingType>,
    /// How one gets in.
    pub attending_access: Vec<AttendingAccess>,
    /// A sentence saying how one gets in.
    pub referral: Option<String>,
    /// For speaking.
    pub phone: Option<String>,
    /// How to reach it without speaking.
    pub text: Option<String>,
    /// Of a team.
    pub email: Option<String>,
    /// `http` or `https`.
    pub url: Option<String>,
    /// Street and town of where one goes.
    pub address: Option<String>,
    /// Of where one goes.
    pub postcode: Option<String>,
    /// Named areas, districts, or `national`.
    pub area: Vec<String>,
    /// The day its facts were confirmed.
    pub on: Date,
    /// The role of whoever confirmed them.
    pub by: String,
    /// How they were confirmed.
    pub source: Option<String>,
}

/// The text of `services/<topic>/<id>.yaml` for a running service.
#[must_use]
pub fn text_of(entry: &Entry) -> String {
    let line = |key: &str, value: Option<String>| value.map(|value| format!("{key}: {value}"));
    let plain = |value: &str| Some(scalar(value, Inside::Block));
    let optional = |value: &Option<String>| value.as_deref().and_then(plain);
    let access = &entry.attending_access;
    let place = keys(&[
        ("address", entry.address.as_deref()),
        ("postcode", entry.postcode.as_deref()),
    ]);
    let has_place = entry.address.is_some() || entry.postcode.is_some();
    let contact = keys(&[
        ("phone", entry.phone.as_deref()),
        ("text", entry.text.as_deref()),
        ("email", entry.email.as_deref()),
        ("url", entry.url.as_deref()),
    ]);
    let on = entry.on.to_string();
    let assured = keys(&[
        ("on", Some(&on)),
        ("by", Some(&entry.by)),
        ("source", entry.source.as_deref()),
    ]);
    let lines = [
        line("id", plain(&entry.id)),
        line("name", plain(&entry.name)),
        line("organization", plain(&entry.organization)),
        line("summary", plain(&entry.summary)),
        line("kind", Some(entry.kind.to_string())),
        line("profession", entry.profession.map(|word| word.to_string())),
        line("role_name", optional(&entry.role_name)),
        line("status", Some("active".to_owned())),
        line("needs", Some(list(&entry.needs))),
        line("attending_type", Some(list(&entry.attending_type))),
        line(
            "attending_access",
            (!access.is_empty()).then(|| list(access)),
        ),
        line("referral", optional(&entry.referral)),
        line("contact", Some(contact)),
        has_place.then(|| format!("locations:\n  - {place}")),
        line("area", Some(list(&entry.area))),
        line("assured", Some(assured)),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    lines.join("\n") + "\n"
}

/// An id made of a name: `Tŷ Hafan's Café` is `ty-hafans-cafe`. Empty where the name has no letter or digit.
#[must_use]
pub fn id_from(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            // `Men's` stays one word.
            '\'' | '\u{2019}' => {}
            'a'..='z' | '0'..='9' => id.push(letter),
            '&' => id.push_str("-and-"),
            _ => match without_accent(letter) {
                Some(letter) => id.push(letter),
                None => id.push('-'),
            },
        }
    }
    let words: Vec<&str> = id.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The letter under an accent, for those of Welsh and of the languages around.
fn without_accent(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return None,
    })
}

/// Where a value stands: on a line of its own, or between brackets, where commas and brackets mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Block,
    Flow,
}

fn list<T: ToString>(items: &[T]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| scalar(&item.to_string(), Inside::Flow))
        .collect();
    format!("[{}]", items.join(", "))
}

fn keys(pairs: &[(&str, Option<&str>)]) -> String {
    let said = pairs.iter().filter_map(|(key, value)| {
        value.map(|value| format!("{key}: {}", scalar(value, Inside::Flow)))
    });
    format!("{{{}}}", said.collect::<Vec<_>>().join(", "))
}

/// A text as YAML: plain where every reader takes it for this very text, else between quotation marks.
pub(super) fn scalar(text: &str, inside: Inside) -> String {
    let looks_otherwise = text.parse::<f64>().is_ok()
        || ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
            .contains(&text.to_lowercase().as_str());
    let starts_plain = text.starts_with(|first: char| first.is_alphanumeric());
    let means_something = text.contains(": ")
        || text.contains(" #")
        || text.ends_with([':', ' '])
        || text.chars().any(char::is_control)
        || (inside == Inside::Flow
            && (text.contains(['[', ']', '{', '}', ',']) || text.contains(":?")));
    if starts_plain && !means_something && !looks_otherwise {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let code = format!("\\u{:04X}", u32::from(letter));
                quoted.push_str(&code);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn entry() -> Entry {
        Entry {
            id: "harwich-kettle-club".to_owned(),
            name: "The Kettle Club".to_owned(),
            organization: "Harwich Good Company".to_owned(),
            summary: "Tea: every Tuesday.".to_owned(),
            kind: Kind::Community,
            profession: None,
            role_name: None,
            needs: vec!["loneliness".to_owned(), "social-activities".to_owned()],
            attending_type: vec![AttendingType::Venue, AttendingType::HomeVisit],
            attending_access: vec![AttendingAccess::DropIn],
            referral: None,
            phone: Some("01632 960158".to_owned()),
            text: None,
            email: None,
            url: Some("https://kettle.example.org".to_owned()),
            address: Some("Kingsway, Dovercourt".to_owned()),
            postcode: Some("CO12 3JT".to_owned()),
            area: vec!["tendring".to_owned(), "CO12".to_owned()],
            on: date(2026, 11, 23),
            by: "directory coordinator".to_owned(),
            source: Some("999".to_owned()),
        }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_format_and_quotation_marks_only_where_needed() {
        let expected = "id: harwich-kettle-club
name: The Kettle Club
organization: Harwich Good Company
summary: \"Tea: every Tuesday.\"
kind: community
status: active
needs: [loneliness, social-activities]
attending_type: [venue, home visit]
attending_access: [drop-in]
contact: {phone: 01632 960158, url: https://kettle.example.org}
locations:
  - {address: \"Kingsway, Dovercourt\", postcode: CO12 3JT}
area: [tendring, CO12]
assured: {on: 2026-11-23, by: directory coordinator, source: \"999\"}
";
        assert_eq!(text_of(&entry()), expected);
    }

    #[test]
    fn what_an_older_reader_refuses_between_brackets_is_quoted() {
        assert_eq!(scalar("why:?", Inside::Flow), "\"why:?\"");
        assert_eq!(scalar("why:?", Inside::Block), "why:?");
    }

    #[test]
    fn an_id_is_made_of_a_name() {
        assert_eq!(id_from("The Kettle Club"), "the-kettle-club");
        assert_eq!(id_from("Tŷ Hafan's Café"), "ty-hafans-cafe");
        assert_eq!(
            id_from("  Bread & Roses (Colne)  "),
            "bread-and-roses-colne"
        );
        assert_eq!(id_from("—"), "");
    }

    proptest! {
        /// Another reader of YAML, of the older version as well, finds the very text that was typed.
        #[test]
        fn any_text_is_read_back_as_it_was(words in "[ -~ŷé\\t]{1,24}") {
            for text in [scalar(&words, Inside::Block), format!("[{}]", scalar(&words, Inside::Flow))] {
                let read: serde_yaml::Value = serde_yaml::from_str(&format!("key: {text}\n")).unwrap();
                let read = match &read["key"] {
                    serde_yaml::Value::Sequence(items) => items[0].clone(),
                    other => other.clone(),
                };
                prop_assert_eq!(read, serde_yaml::Value::String(words.clone()));
            }
        }
    }
}
