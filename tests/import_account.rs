//! Nothing that a feed says is lost in silence, and nothing is taken for more than it says.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::TODAY;
use serde_json::{Value, json};
use signpost::edit::fragment::{lines, text};
use signpost::exchange::csv::import::rows;
use signpost::exchange::csv::map::{Map, guess};
use signpost::exchange::identity::Publisher;
use signpost::exchange::incoming::fields::REFERENCES;
use signpost::exchange::incoming::merge::{Fate, Here, Known, Merged, merge};
use signpost::exchange::incoming::report::{Report, of_service};
use signpost::exchange::incoming::state::State;
use signpost::exchange::incoming::{Draft, Feed, Note, Outcome};
use signpost::exchange::oruk::import::{Import, feed};
use signpost::exchange::oruk::read::Saved;
use signpost::model::settings::Settings;
use std::collections::BTreeMap;

fn read(files: &[(&str, String)]) -> Feed {
    let loaded = common::load(&[]);
    let files: Vec<Saved> = files
        .iter()
        .map(|(path, text)| Saved {
            path: (*path).to_owned(),
            bytes: text.clone().into_bytes(),
        })
        .collect();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    feed(&files, &import)
}

fn services(services: &Value) -> Feed {
    read(&[("page.json", json!({"contents": services}).to_string())])
}

fn one(service: &Value) -> Draft {
    services(&json!([service])).drafts.remove(0)
}

fn sheet_with(sheet: &str, map: &Map) -> Feed {
    let loaded = common::load(&[]);
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    rows(sheet, map, &import, &mut |_| {})
}

fn sheet(sheet: &str) -> Feed {
    let columns: Vec<&str> = sheet.lines().next().unwrap().split(',').collect();
    sheet_with(sheet, &guess(&columns))
}

fn here() -> Here {
    Here {
        files: BTreeMap::new(),
        state: State::default(),
        name: "oruk".to_owned(),
        accept: None,
        publisher: Publisher::of(&Settings::default()),
    }
}

/// The directory as an import left it.
fn after(merged: &Merged) -> Here {
    let mut here = here();
    for (path, text) in &merged.writes {
        let (path, text) = (path.clone(), text.clone());
        match path.strip_suffix(".yaml") {
            Some(id) => {
                let id = id.rsplit('/').next().unwrap().to_owned();
                here.files.insert(id, Known { path, text });
            }
            None => here.state = State::read(&text).unwrap(),
        }
    }
    here
}

fn note<'n>(notes: &'n [Note], field: &str) -> &'n Note {
    let note = notes.iter().find(|note| note.field == field);
    note.unwrap_or_else(|| panic!("nothing is said of {field}: {notes:#?}"))
}

/// The fields of a value that say something, with their paths; ids of rows and references between them are none.
fn leaves(path: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(keys) => {
            let keys = keys.iter().filter(|(key, value)| {
                !REFERENCES.contains(&key.as_str()) || value.is_object() || value.is_array()
            });
            keys.flat_map(|(key, value)| {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(&format!("{path}{dot}{key}"), value)
            })
            .collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(position, item)| leaves(&format!("{path}[{position}]"), item))
            .collect(),
        _ => vec![path.to_owned()],
    }
}

#[test]
fn every_field_of_the_published_schema_is_in_the_account() {
    // Every field of the schemas of Open Referral UK 3.0, and those of version 1 and HSDS 3.0 that feeds have beside them.
    let service: Value = serde_json::from_str(include_str!("feeds/every-field.json")).unwrap();
    let draft = one(&service);
    let all = leaves("", &service);
    assert!(all.len() > 150, "{}", all.len());
    let missing: Vec<&String> = all
        .iter()
        .filter(|path| draft.notes.iter().all(|note| note.field != **path))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    for note in &draft.notes {
        let has_why = note.outcome == Outcome::Taken || note.why.is_some();
        assert!(has_why, "{note:?}");
    }
}

#[test]
fn a_word_for_nothing_is_in_the_account_too() {
    let draft = one(
        &json!({"id": "a", "name": "Tea", "fees": "None", "organization": {"name": "null"},
        "phones": [{"number": "n/a"}]}),
    );
    for field in ["fees", "organization.name", "phones[0].number"] {
        let notes: Vec<&Note> = draft
            .notes
            .iter()
            .filter(|note| note.field == field && note.outcome == Outcome::Left)
            .collect();
        assert_eq!(notes.len(), 1, "{field}");
    }
    // What the feed says of the organisation is not what stands in the entry.
    let supplied = draft
        .notes
        .iter()
        .find(|note| note.to.as_deref() == Some("Organisation not named"));
    assert_eq!(supplied.unwrap().from, None);
}

#[test]
fn ages_that_are_read_out_of_words_are_changed_and_not_taken() {
    let draft = one(&json!({"id": "a", "name": "Tea", "minimum_age": "18 to 65"}));
    let note = note(&draft.notes, "minimum_age");
    assert_eq!(note.outcome, Outcome::Changed);
    assert_eq!(note.from.as_deref(), Some("18 to 65"));
    assert_eq!(note.to.as_deref(), Some("minimum_age: 18, maximum_age: 65"));
    assert!(text(&draft.entries).contains("eligibility: {minimum_age: 18, maximum_age: 65}"));
}

#[test]
fn what_cannot_be_seen_is_written_out_in_the_account() {
    let draft = one(&json!({"id": "a", "name": "Tea\u{202e} and\u{7} talk"}));
    let note = note(&draft.notes, "name");
    assert_eq!(note.from.as_deref(), Some("Tea\\u{202e} and\\u{7} talk"));
    assert_eq!(note.to.as_deref(), Some("Tea and talk"));
}

#[test]
fn long_values_are_whole_in_csv_and_json_and_short_on_a_terminal() {
    let long = "Tea and talk for everybody. ".repeat(40);
    let merged = merge(
        services(&json!([{"id": "a", "name": "Tea", "accreditations": long}])),
        &here(),
    );
    let report = Report {
        merged: &merged,
        dry_run: true,
        demonstration: false,
    };
    let whole = long.trim_end();
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    report.write_csv(&mut csv).unwrap();
    report.write_json(&mut json).unwrap();
    for written in [csv, json] {
        assert!(String::from_utf8(written).unwrap().contains(whole));
    }
    let (_, line) = of_service(&merged.services[0])
        .into_iter()
        .find(|(_, line)| line.starts_with("left accreditations"))
        .unwrap();
    assert!(line.contains('…') && line.len() < 300, "{line}");
}

#[test]
fn a_price_that_is_over_or_has_not_begun_is_nobodys() {
    let cost = |options: &Value| {
        let draft = one(&json!({"id": "a", "name": "Tea", "cost_options": options}));
        let text = text(&draft.entries);
        let cost = text.lines().find(|line| line.starts_with("cost:"));
        (cost.map(str::to_owned), draft)
    };
    let over = json!({"option": "Price", "amount": 2, "valid_to": "2026-11-22"});
    let later = json!({"option": "Price", "amount": 9, "valid_from": "2026-11-24"});
    let now = json!({"option": "Price", "amount": 3, "valid_from": "2026-11-23", "valid_to": "2026-11-23"});
    let (line, draft) = cost(&json!([over]));
    assert_eq!(line, None);
    let left = note(&draft.notes, "cost_options[0].amount");
    assert_eq!(
        (left.outcome, left.why.as_deref()),
        (Outcome::Left, Some("it is over"))
    );
    assert_eq!(cost(&json!([later])).0, None);
    let (line, draft) = cost(&json!([over, now, later]));
    assert_eq!(line.as_deref(), Some("cost: {amount: 3.00}"));
    let left = note(&draft.notes, "cost_options[2].amount");
    assert_eq!(left.why.as_deref(), Some("it has not begun"));
    // A day that cannot be read may be over.
    let unread = json!({"option": "Price", "amount": 2, "valid_to": "last summer"});
    assert_eq!(cost(&json!([unread])).0, None);
}

#[test]
fn a_price_for_some_is_never_everybodys() {
    let cost = |service: Value| {
        let mut all = json!({"id": "a", "name": "Tea"});
        let (all_keys, service) = (
            all.as_object_mut().unwrap(),
            service.as_object().unwrap().clone(),
        );
        all_keys.extend(service);
        let draft = one(&all);
        let text = text(&draft.entries);
        let cost = text.lines().find(|line| line.starts_with("cost:"));
        (
            cost.unwrap_or("").to_owned(),
            draft
                .comments
                .iter()
                .flat_map(|(_, lines)| lines.join("\n").chars().collect::<Vec<_>>())
                .collect::<String>(),
        )
    };
    let option = |option: &str, amount: u8, per: &str| json!({"cost_options": [{"option": option, "amount": amount, "amount_description": per}]});
    for (service, expected) in [
        (
            option("Members", 2, "per session"),
            "cost: {amount: 2.00, per: session (Members)}",
        ),
        (option("Adult", 5, ""), "cost: {amount: 5.00, per: Adult}"),
        (
            option("Session", 5, "per session"),
            "cost: {amount: 5.00, per: session}",
        ),
        (option("Per person", 5, ""), "cost: {amount: 5.00}"),
        (option("Members", 0, "free"), ""),
        (option("Free", 0, "for under 18s"), ""),
        (option("Free", 0, "per session"), "cost: free"),
        (option("Free", 0, ""), "cost: free"),
        (
            json!({"fees": "Free", "cost_options": [{"option": "Price", "amount": 5}]}),
            "",
        ),
        (
            json!({"fees": "Free", "cost_options": [{"option": "Adult", "amount": 5}, {"option": "Child", "amount": 0}]}),
            "",
        ),
        (json!({"fees": "Free"}), "cost: free"),
        (
            json!({"cost_options": [{"option": "Price", "amount": 5, "currency": "EUR"}]}),
            "",
        ),
    ] {
        assert_eq!(cost(service.clone()).0, expected, "{service}");
    }
    let (_, comments) = cost(option("Members", 2, ""));
    assert!(
        comments.contains("The feed gives this price for: Members"),
        "{comments}"
    );
    let (_, comments) = cost(option("Members", 0, "free"));
    assert!(
        comments.contains("To decide: what does it cost? The feed says: Members, 0, free"),
        "{comments}"
    );
}

#[test]
fn where_post_goes_nobody_is_sent() {
    let draft = one(&json!({"id": "a", "name": "Tea", "service_at_locations": [
        {"location": {"id": "l", "location_type": "physical", "name": "The Hall", "addresses": [
            {"address_1": "PO Box 1", "postal_code": "CO1 1AA", "address_type": "postal"},
            {"address_1": "1 High Street", "postal_code": "CO1 1JB", "address_type": "physical"}]}},
        {"location": {"id": "m", "location_type": "postal", "name": "Office", "addresses": [
            {"address_1": "9 Mill Lane", "postal_code": "CO1 1AB"}]}}]}));
    let text = text(&draft.entries);
    assert!(
        text.contains("- {name: The Hall, address: 1 High Street, postcode: CO1 1JB}"),
        "{text}"
    );
    assert!(
        !text.contains("PO Box") && !text.contains("Mill Lane"),
        "{text}"
    );
    let mill = note(
        &draft.notes,
        "service_at_locations[1].location.addresses[0].address_1",
    );
    assert_eq!(
        (mill.outcome, mill.why.as_deref()),
        (Outcome::Left, Some("one cannot go there"))
    );
}

#[test]
fn sessions_that_are_over_or_limited_are_never_hours_of_every_week() {
    let session = |day: &str, key: &str, value: Value| {
        let mut schedule =
            json!({"freq": "WEEKLY", "byday": day, "opens_at": "10:00", "closes_at": "12:00"});
        schedule[key] = value;
        schedule
    };
    let draft = one(&json!({"id": "a", "name": "Tea", "schedules": [
        session("MO", "valid_from", json!("2020-01-06")),
        session("TU", "until", json!("2025-01-01")),
        session("WE", "notes", json!("Term time only")),
        session("TH", "bymonth", json!([6, 7])),
        {"description": "Every other Friday, ring first"},
    ]}));
    let hours = draft.value("hours").unwrap();
    assert_eq!(
        lines("hours", hours),
        "hours:
  - {days: [mon], from: \"10:00\", to: \"12:00\"}"
    );
    let comment = draft.comments.iter().find(|(after, _)| *after == "hours");
    let all = comment.unwrap().1.join("\n");
    for words in [
        "byday WE",
        "notes Term time only",
        "bymonth 6,7",
        "Every other Friday",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
    // What is over needs nobody to decide on it.
    assert!(!all.contains("byday TU"), "{all}");
    let tuesday = note(&draft.notes, "schedules[1].byday");
    assert_eq!(tuesday.why.as_deref(), Some("it is over"));
    for note in &draft.notes {
        let stands = note.field.starts_with("schedules[0]") && !note.field.ends_with("valid_from");
        if note.field.starts_with("schedules[") && !stands {
            assert_eq!(note.outcome, Outcome::Left, "{note:?}");
        }
    }
}

#[test]
fn sessions_of_different_places_are_said_to_be_so() {
    let session = |day: &str| json!({"freq": "WEEKLY", "byday": day, "opens_at": "10:00", "closes_at": "12:00"});
    let hall = json!({"name": "The Hall", "addresses": [{"address_1": "1 High Street", "postal_code": "CO1 1JB"}]});
    let library = json!({"addresses": [{"address_1": "9 Mill Lane"}]});
    let with = |hall_day: &str, library_day: &str| {
        one(&json!({"id": "a", "name": "Tea", "service_at_locations": [
            {"location": hall, "schedules": [session(hall_day)]},
            {"location": library, "schedules": [session(library_day)]}]}))
    };
    let draft = with("MO", "TU");
    let (_, lines) = &draft
        .comments
        .iter()
        .find(|(after, _)| *after == "hours")
        .unwrap();
    assert_eq!(
        lines[1..],
        [
            "  The Hall, CO1 1JB: Mondays, 10am to 12 noon",
            "  9 Mill Lane: Tuesdays, 10am to 12 noon"
        ]
    );
    let said = note(&draft.notes, "service_at_locations[1].schedules[0]");
    let why = said.why.as_deref().unwrap();
    assert!(why.contains("9 Mill Lane"), "{why}");
    // Where every place has the same sessions there is nothing to tell apart.
    let same = with("MO", "MO");
    assert!(same.comments.iter().all(|(after, _)| *after != "hours"));
}

#[test]
fn a_confidential_place_comes_in_as_its_district_and_its_address_nowhere() {
    let place = json!({"id": "l", "name": "Confidential location", "latitude": 51.8912, "addresses": [
        {"address_1": "12 Secret Road", "city": "Colchester", "postal_code": "CO2 7AA", "attention": "Jane"}]});
    let feed = services(
        &json!([{"id": "a", "name": "Tea", "organization": {"name": "X"}, "service_at_locations": [
        {"location": place, "schedules": [{"byday": "MO", "opens_at": "10:00", "closes_at": "12:00"}]},
        {"location": place}]}]),
    );
    let notes = feed.drafts[0].notes.clone();
    let merged = merge(feed, &here());
    let file = &merged.writes["services/oruk/tea.yaml"];
    assert!(
        file.contains("locations:\n  - {confidential: yes, district: CO2}\n"),
        "{file}"
    );
    assert!(
        file.contains("# To check: the feed says \"confidential\" of a place"),
        "{file}"
    );
    let report = Report {
        merged: &merged,
        dry_run: false,
        demonstration: false,
    };
    let mut json = Vec::new();
    report.write_json(&mut json).unwrap();
    let everything = format!("{:?}{}", merged.writes, String::from_utf8(json).unwrap());
    for secret in ["Secret", "7AA", "Jane", "51.89", "Confidential location"] {
        assert!(!everything.contains(secret), "{secret}: {everything}");
    }
    let street = note(
        &notes,
        "service_at_locations[0].location.addresses[0].address_1",
    );
    assert_eq!((street.outcome, &street.from), (Outcome::Left, &None));
}

#[test]
fn a_confidential_place_without_a_postcode_is_to_be_decided() {
    let draft = one(&json!({"id": "a", "name": "Tea", "locations": [
        {"name": "Safe house", "addresses": [{"address_1": "12 Secret Road"}]}]}));
    assert_eq!(draft.value("locations"), None);
    let (_, lines) = &draft
        .comments
        .iter()
        .find(|(after, _)| *after == "area")
        .unwrap();
    assert!(lines[0].contains("in which postcode district"), "{lines:?}");
}

#[test]
fn a_virtual_place_is_online_and_no_guess() {
    let hall = json!({"location_type": "physical", "name": "Hall", "addresses": [{"postal_code": "CO1 1JB"}]});
    let online = json!({"location_type": "virtual", "name": "Zoom"});
    let draft = one(&json!({"id": "a", "name": "Tea", "locations": [online]}));
    assert_eq!(
        lines("attending_type", draft.value("attending_type").unwrap()),
        "attending_type: [online]"
    );
    assert!(
        draft
            .comments
            .iter()
            .all(|(after, _)| *after != "attending_type")
    );
    let kind = note(&draft.notes, "locations[0].location_type");
    assert_eq!(kind.to.as_deref(), Some("online"));
    let both = one(&json!({"id": "a", "name": "Tea", "locations": [online, hall]}));
    assert_eq!(
        lines("attending_type", both.value("attending_type").unwrap()),
        "attending_type: [online, venue]"
    );
}

#[test]
fn the_address_of_a_desk_is_taken_and_that_of_a_person_is_not() {
    let draft = one(&json!({"id": "a", "name": "Tea", "contacts": [
        {"name": "Mary Smith", "email": "mary.smith@example.org"},
        {"name": "Duty desk", "email": "duty@example.org", "phones": [{"number": "07700 900123"}]},
        {"name": "Reception", "email": "reception@example.org"}]}));
    assert_eq!(
        lines("contact", draft.value("contact").unwrap()),
        "contact: {phone: 07700 900123, email: duty@example.org}"
    );
    let why = |field: &str| note(&draft.notes, field).why.clone().unwrap_or_default();
    assert!(why("contacts[0].email").contains("a person's"));
    assert!(why("contacts[2].email").contains("place for one"));
    assert!(!why("contacts[2].name").contains("person"));
    let own = one(
        &json!({"id": "a", "name": "Tea", "email": "tea@example.org",
        "contacts": [{"email": "info@example.org"}]}),
    );
    assert_eq!(
        lines("contact", own.value("contact").unwrap()),
        "contact: {email: tea@example.org}"
    );
}

#[test]
fn an_age_that_is_not_understood_is_left_as_a_comment() {
    let eligibility = |service: &Value| {
        let draft = one(service);
        let comments: Vec<String> = draft
            .comments
            .iter()
            .flat_map(|(_, lines)| lines.clone())
            .collect();
        let value = draft
            .value("eligibility")
            .map(|value| lines("eligibility", value));
        (value, comments.join("\n"))
    };
    // The field says which limit it is, so the number alone is enough.
    let (value, _) = eligibility(
        &json!({"id": "a", "name": "Tea", "minimum_age": "60+", "maximum_age": "75 years"}),
    );
    assert_eq!(
        value.as_deref(),
        Some("eligibility: {minimum_age: 60, maximum_age: 75}")
    );
    // Here nothing says whether it is the youngest or the oldest.
    let (value, comments) = eligibility(
        &json!({"id": "a", "name": "Tea", "eligibilitys": [{"eligibility": "75 years"}]}),
    );
    assert_eq!(value, None);
    assert!(
        comments.contains("The feed says of ages: 75 years"),
        "{comments}"
    );
    let (value, comments) =
        eligibility(&json!({"id": "a", "name": "Tea", "maximum_age": "about seventy"}));
    assert_eq!(value, None);
    assert!(comments.contains("about seventy"), "{comments}");
}

#[test]
fn a_long_description_without_a_sentence_is_never_called_none() {
    let draft = one(&json!({"id": "a", "name": "Tea", "description": "word ".repeat(200_000)}));
    let summary = lines("summary", draft.value("summary").unwrap());
    assert!(summary.starts_with("summary: word word"), "{summary}");
    assert!(
        summary.trim_end_matches('"').ends_with("word\u{2026}"),
        "{summary}"
    );
}

#[test]
fn a_day_of_confirmation_still_to_come_confirms_nothing() {
    let draft = one(&json!({"id": "a", "name": "Tea", "assured_date": "2026-11-24"}));
    let future = note(&draft.notes, "assured_date");
    assert_eq!(future.to.as_deref(), Some("2000-01-01"));
    assert!(
        future.why.as_ref().unwrap().contains("still to come"),
        "{future:?}"
    );
    let draft = one(&json!({"id": "a", "name": "Tea", "assured_date": "2026-11-23"}));
    assert_eq!(note(&draft.notes, "assured_date").outcome, Outcome::Taken);
}

#[test]
fn what_is_guessed_is_a_comment_in_the_file() {
    let merged = merge(services(&json!([{"id": "a", "name": "Tea"}])), &here());
    let text = &merged.writes["services/oruk/tea.yaml"];
    for (key, comment) in [
        (
            "kind: community",
            "# Guessed: community, since the feed does not say",
        ),
        (
            "attending_type: [venue]",
            "# Guessed: venue, since the feed does not say, and nothing follows",
        ),
    ] {
        let (_, after) = text.split_once(&format!("{key}\n")).unwrap();
        assert!(after.starts_with(comment), "{text}");
    }
    let said = one(&json!({"id": "a", "name": "Tea", "attending_type": "phone"}));
    let guesses = said
        .comments
        .iter()
        .filter(|(key, _)| *key == "attending_type");
    assert_eq!(guesses.count(), 0);
}

#[test]
fn an_id_that_two_services_have_is_said_and_their_order_does_not_matter() {
    let tea = json!({"id": "b", "name": "Tea", "description": "Tea."});
    let lunch = json!({"id": "b", "name": "Lunch", "description": "Lunch."});
    let forwards = merge(services(&json!([tea, lunch])), &here());
    let backwards = merge(services(&json!([lunch, tea])), &here());
    assert_eq!(forwards.writes, backwards.writes);
    assert_eq!(forwards.to_settle.len(), 1);
    let said = &forwards.to_settle[0];
    assert!(
        said.contains("Tea (page.json, contents[0])")
            && said.contains("Lunch (page.json, contents[1])"),
        "{said}"
    );
    // The next time, in another order, each finds its own entry.
    let again = merge(services(&json!([lunch, tea])), &after(&forwards));
    assert!(again.writes.is_empty(), "{:?}", again.writes);
    // And where the feed puts it right, the entry stays the same one.
    let alone = merge(services(&json!([tea])), &after(&forwards));
    assert_eq!(alone.services[0].fate, Fate::Unchanged);
    assert_eq!(alone.services[0].id, "tea");
    let first = merge(services(&json!([tea])), &here());
    let joined = merge(services(&json!([lunch, tea])), &after(&first));
    let fates: Vec<(&str, Fate)> = joined
        .services
        .iter()
        .map(|service| (&*service.id, service.fate))
        .collect();
    assert_eq!(fates, [("lunch", Fate::New), ("tea", Fate::Unchanged)]);
}

#[test]
fn a_service_that_stands_twice_is_taken_once_and_that_is_said() {
    let one = json!({"id": "b", "name": "Tea", "email": "one@example.org", "description": "Tea."});
    let two = json!({"id": "b", "name": "Tea", "email": "two@example.org"});
    let forwards = merge(services(&json!([one, two])), &here());
    let backwards = merge(services(&json!([two, one])), &here());
    assert_eq!(forwards.writes, backwards.writes);
    assert!(forwards.writes["services/oruk/tea.yaml"].contains("one@example.org"));
    assert!(
        forwards.to_settle[0].contains("page.json, contents[0] and page.json, contents[1]"),
        "{:?}",
        forwards.to_settle
    );
    let other = forwards.services[0]
        .fields
        .iter()
        .find(|note| note.from.as_deref() == Some("two@example.org"))
        .unwrap();
    assert_eq!(other.outcome, Outcome::Left);
    assert!(
        other
            .why
            .as_ref()
            .unwrap()
            .contains("page.json, contents[1]"),
        "{other:?}"
    );
}

#[test]
fn rows_of_one_id_are_told_apart_or_refused_whatever_their_order() {
    let head = "Ref,Name,Postcode,Phone\n";
    let rows = [
        "7,Tea,CO1 1JB,01632 960001\n",
        "7,Tea,CO2 7UT,01632 960002\n",
    ];
    let read = |rows: [&str; 2]| merge(sheet(&format!("{head}{}", rows.concat())), &here());
    let (forwards, backwards) = (read(rows), read([rows[1], rows[0]]));
    let ids = |merged: &Merged| {
        let mut ids: Vec<String> = merged
            .services
            .iter()
            .map(|service| service.source_id.clone())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&forwards), ["7 tea co1 1jb", "7 tea co2 7ut"]);
    assert_eq!(ids(&forwards), ids(&backwards));
    assert!(
        forwards.to_settle[0].contains("Tea (row 2)") && forwards.to_settle[0].contains("(row 3)"),
        "{:?}",
        forwards.to_settle
    );
    // Nothing tells these apart: neither is taken.
    let refused = read(["7,Tea,,01632 960001\n", "7,Tea,,01632 960002\n"]);
    assert_eq!(refused.services.len(), 0);
    assert!(refused.writes.is_empty());
    assert_eq!(refused.refused.len(), 2);
    let why = &refused.refused[0].why;
    assert!(why.contains("Tea (row 2) and Tea (row 3)"), "{why}");
    // Without ids it is the same.
    let refused = merge(
        sheet("Name,Phone\nTea,01632 960001\nTea,01632 960002\n"),
        &here(),
    );
    assert_eq!((refused.services.len(), refused.refused.len()), (0, 2));
    // The same row twice is one service.
    let twice = merge(
        sheet("Name,Phone\nTea,01632 960001\nTea,01632 960001\n"),
        &here(),
    );
    assert_eq!((twice.services.len(), twice.refused.len()), (1, 0));
    assert!(
        twice.notes[0].contains("row 2 and row 3"),
        "{:?}",
        twice.notes
    );
}

#[test]
fn a_row_whose_id_is_shared_later_keeps_its_entry() {
    let head = "Ref,Name,Postcode\n";
    let read = |rows: &str, here: &Here| merge(sheet(&format!("{head}{rows}")), here);
    let (one, other) = ("7,Tea,CO1 1JB\n", "7,Tea,CO2 7UT\n");
    let alone = after(&read(one, &here()));
    for rows in [[one, other].concat(), [other, one].concat()] {
        let both = read(&rows, &alone);
        let mut fates: Vec<(&str, &str, Fate)> = both
            .services
            .iter()
            .map(|service| (&*service.source_id, &*service.id, service.fate))
            .collect();
        fates.sort_unstable_by_key(|(source_id, _, _)| *source_id);
        assert_eq!(
            fates,
            [
                ("7 tea co1 1jb", "tea", Fate::Unchanged),
                ("7 tea co2 7ut", "tea-organisation-not-named", Fate::New)
            ]
        );
        let mut here = after(&both);
        here.files.extend(alone.files.clone());
        let back = read(one, &here);
        assert_eq!(
            (&*back.services[0].id, back.services[0].fate),
            ("tea", Fate::Unchanged)
        );
    }
}

#[test]
fn what_is_no_feed_of_services_is_said_with_what_it_is() {
    let term = json!({"id": "t", "name": "Falls", "taxonomy": "Needs", "parent_id": "n"});
    for (path, text, found) in [
        (
            "a.json",
            json!({"message": "Not found"}).to_string(),
            "an object with `message` (\"Not found\")",
        ),
        (
            "a.json",
            json!({"contents": [term, term]}).to_string(),
            "it has no service, but 2 taxonomy terms",
        ),
        (
            "taxonomy_terms.json",
            json!({"contents": [term]}).to_string(),
            "it has no service, but 1 taxonomy term",
        ),
        (
            "taxonomies.json",
            json!({"contents": [{"id": "x", "name": "Needs"}]}).to_string(),
            "1 taxonomy",
        ),
        (
            "a.json",
            json!({"type": "FeatureCollection", "features": []}).to_string(),
            "`features`",
        ),
        (
            "a.json",
            "\n<!doctype html><p>Sorry".to_owned(),
            "it is a web page",
        ),
        ("a.json", "[]".to_owned(), ""),
        ("a.json", "42".to_owned(), "it is no service but 42"),
    ] {
        let merged = merge(read(&[(path, text.clone())]), &here());
        assert_eq!(merged.services.len(), 0, "{text}");
        assert!(
            merged.to_settle[0].contains("there is no service in the feed; what is read is"),
            "{text}"
        );
        let refused: Vec<String> = merged
            .refused
            .iter()
            .map(|refused| format!("{}: {}", refused.which(), refused.why))
            .collect();
        let said = refused.join("\n");
        assert!(said.contains(found), "{said}");
        assert!(found.is_empty() || said.contains(path), "{said}");
    }
}

#[test]
fn a_service_is_one_whatever_its_file_is_called() {
    let page = json!({"contents": [{"id": "a", "name": "Tea", "status": "active"}]});
    let feed = read(&[("taxonomy-export/locations.json", page.to_string())]);
    assert_eq!(feed.drafts.len(), 1);
}

#[test]
fn nothing_is_gone_where_the_feed_has_no_service_at_all() {
    let here = after(&merge(
        services(&json!([{"id": "a", "name": "Tea"}])),
        &here(),
    ));
    let merged = merge(services(&json!([])), &here);
    assert!(merged.services.is_empty());
    assert!(
        merged.notes[0].ends_with("nothing is said of them, since there is no service in the feed"),
        "{:?}",
        merged.notes
    );
}

#[test]
fn a_refusal_in_a_folder_names_the_file_and_the_place_in_it() {
    let page = json!({"contents": [{"id": "a", "name": "Tea"}, {"id": "c", "name": " "}, 7,
        {"id": "t", "name": "Falls", "taxonomy": "Needs"}]});
    let feed = read(&[
        ("pages/1.json", page.to_string()),
        ("pages/2.json", json!([{"message": "gone"}]).to_string()),
    ]);
    let mut refused: Vec<String> = feed
        .refused
        .iter()
        .map(|refused| format!("{}: {}", refused.which(), refused.why))
        .collect();
    refused.sort_unstable();
    assert_eq!(
        refused,
        [
            "Falls (pages/1.json, contents[3]): told by its keys it is no service but: taxonomy term",
            "c (pages/1.json, contents[1]): it has no name",
            "pages/1.json, contents[2]: it is no service but 7",
            "pages/2.json, [0]: it is no service but an object with `message` (\"gone\")",
        ]
    );
}

#[test]
fn a_feed_in_utf_16_is_read() {
    let text = json!([{"id": "a", "name": "Tŷ Hafan"}]).to_string();
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = b"\xff\xfe".iter().copied().chain(bytes).collect();
    let loaded = common::load(&[]);
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    let path = "a.json".to_owned();
    let feed = feed(&[Saved { path, bytes }], &import);
    assert_eq!(feed.drafts[0].name, "Tŷ Hafan");
}

#[test]
fn an_entry_too_large_to_be_read_is_written_without_what_makes_it_so() {
    let long = format!("Short.\n\n{}", "word ".repeat(300_000));
    let merged = merge(
        services(&json!([{"id": "a", "name": "Tea", "description": long}])),
        &here(),
    );
    let text = &merged.writes["services/oruk/tea.yaml"];
    assert!(text.len() < 1024 * 1024 && text.contains("summary: Short."));
    let left = note(&merged.services[0].fields, "description");
    assert_eq!(left.outcome, Outcome::Left);
    assert!(left.why.as_ref().unwrap().contains("1 MiB"));
    // Where no sentence ends, the first words are the summary.
    let merged = merge(
        services(&json!([{"id": "a", "name": "Tea", "description": "word ".repeat(300_000)}])),
        &here(),
    );
    let text = &merged.writes["services/oruk/tea.yaml"];
    assert!(text.contains("summary: word word"));
    let text = format!("Without speaking: {}", "word ".repeat(300_000));
    let merged = merge(
        services(&json!([{"id": "a", "name": "Tea", "additional_information": text}])),
        &here(),
    );
    assert!(merged.writes.keys().all(|path| !path.ends_with(".yaml")));
    assert!(merged.refused[0].why.contains("1 MiB"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_takes_no_row_with_it_in_silence() {
    let feed = sheet("Name,Notes\nTea,fine\nTalk,\"open all day\nLunch,here\nSupper,there\n");
    let names: Vec<&str> = feed
        .drafts
        .iter()
        .map(|draft| draft.name.as_str())
        .collect();
    assert_eq!(names, ["Tea"]);
    assert_eq!(feed.refused[0].which(), "row 3");
    assert!(
        feed.refused[0]
            .why
            .contains("a quotation mark opened in line 3 is never closed"),
        "{:?}",
        feed.refused
    );
    let feed = sheet("Name,Notes\nTalk,\"open\nLunch,\"here\"\nSupper,there\n");
    let names: Vec<&str> = feed
        .drafts
        .iter()
        .map(|draft| draft.name.as_str())
        .collect();
    assert_eq!(names, ["Supper"]);
    assert!(
        feed.refused[0]
            .why
            .contains("opened in line 2 closes in the middle of a cell of line 3"),
        "{:?}",
        feed.refused
    );
}

#[test]
fn the_account_of_a_spreadsheet_says_what_the_cells_say() {
    let feed = sheet(
        "Name,Cost,Telephone,Age range,Opening hours,Kind\nTea,£3.50 per session,1632960001,16 to 25,Mon-Fri 9am-5pm,crisis\n",
    );
    let draft = &feed.drafts[0];
    for (field, said) in [
        ("Cost", "£3.50 per session"),
        ("Telephone", "1632960001"),
        ("Age range", "16 to 25"),
        ("Opening hours", "Mon-Fri 9am-5pm"),
        ("Kind", "crisis"),
    ] {
        let notes: Vec<&Note> = draft
            .notes
            .iter()
            .filter(|note| note.field == field)
            .collect();
        assert_eq!(notes.len(), 1, "{field}: {notes:?}");
        assert_eq!(notes[0].from.as_deref(), Some(said), "{field}");
    }
    let text = text(&draft.entries);
    for line in [
        "cost: {amount: 3.50, per: session}",
        "hours:\n  - {days: [mon, tue, wed, thu, fri], from: \"09:00\", to: \"17:00\"}",
        "kind: crisis",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let free = sheet("Name,Cost\nTea,0\n");
    let cost = note(&free.drafts[0].notes, "Cost");
    assert_eq!(
        (cost.outcome, cost.from.as_deref()),
        (Outcome::Left, Some("0"))
    );
}

#[test]
fn hours_that_are_not_understood_are_left_as_a_comment() {
    let feed = sheet("Name,Opening hours\nTea,Tuesdays 10-12 in term time\n");
    let draft = &feed.drafts[0];
    assert!(!text(&draft.entries).contains("hours:"));
    let left = note(&draft.notes, "Opening hours");
    assert_eq!(
        (left.outcome, left.from.as_deref()),
        (Outcome::Left, Some("Tuesdays 10-12 in term time"))
    );
    let merged = merge(feed, &here());
    let text = &merged.writes["services/oruk/tea.yaml"];
    assert!(
        text.contains(
            "# To decide: when is it open? The spreadsheet says: Tuesdays 10-12 in term time\n"
        ),
        "{text}"
    );
}

#[test]
fn a_mark_of_confidential_places_is_heeded_though_the_map_leaves_it_out() {
    let sheet = "Name,Address,Post code,Confidential (Y/N)\nRefuge,9 Mill Lane,CO1 1JB,Y\nTea,1 High Street,CO1 1JB,N\n";
    let columns: Vec<&str> = sheet.lines().next().unwrap().split(',').collect();
    let mut map = guess(&columns);
    assert_eq!(map.0[3].1.unwrap().to_string(), "confidential");
    for (_, target) in map
        .0
        .iter_mut()
        .filter(|(column, _)| column.starts_with("Conf"))
    {
        *target = None;
    }
    let without: Map = Map(map.0[..3].to_vec());
    for map in [map, without] {
        let feed = sheet_with(sheet, &map);
        let refuge = text(&feed.drafts[0].entries);
        assert!(
            refuge.contains("- {confidential: yes, district: CO1}")
                && !refuge.contains("Mill Lane"),
            "{refuge}"
        );
        assert!(text(&feed.drafts[1].entries).contains("1 High Street"));
        assert_eq!(feed.notes.len(), 1);
        assert!(feed.notes[0].contains("\"Confidential (Y/N)\" looks like a mark"));
    }
}

#[test]
fn a_second_column_of_the_same_name_is_left_and_not_put_over_the_first() {
    let feed = sheet("Name,Email,Email\nTea,one@example.org,two@example.org\n");
    assert!(text(&feed.drafts[0].entries).contains("one@example.org"));
    let left = feed.drafts[0]
        .notes
        .iter()
        .find(|note| note.from.as_deref() == Some("two@example.org"));
    assert_eq!(left.unwrap().outcome, Outcome::Left);
}

#[test]
fn a_sensitive_service_is_sensitive_however_yes_is_written() {
    for (cell, expected) in [
        ("Y", true),
        ("TRUE", true),
        ("yes", true),
        ("no", false),
        ("", false),
    ] {
        let feed = sheet(&format!("Name,Sensitive,Phone\nTea,{cell},01632 960001\n"));
        let entry = text(&feed.drafts[0].entries);
        assert_eq!(entry.contains("sensitive: yes"), expected, "{cell}");
    }
}

#[test]
fn room_follows_the_feed_and_an_edit_of_it_is_a_conflict() {
    let feed = |weeks: u8| {
        services(&json!([{"id": "a", "name": "Tea",
            "wait_time": format!("Waiting list, about {weeks} weeks, as known until 2027-01-31.")}]))
    };
    let first = merge(feed(4), &here());
    let mut here = after(&first);
    let capacity = "capacity: {state: waiting, weeks: 4, until: 2027-01-31}";
    assert!(
        here.files["tea"].text.contains(capacity),
        "{}",
        here.files["tea"].text
    );
    let updated = merge(feed(6), &here);
    assert_eq!(updated.services[0].fate, Fate::Updated);
    // Numbers stay numbers.
    assert!(
        updated.writes["services/oruk/tea.yaml"]
            .contains("capacity: {state: waiting, weeks: 6, until: 2027-01-31}")
    );
    let own = "capacity: {state: full, until: 2026-12-31}";
    let file = here.files.get_mut("tea").unwrap();
    file.text = file.text.replace(capacity, own);
    assert_eq!(merge(feed(4), &here).services[0].fate, Fate::Unchanged);
    let conflict = merge(feed(6), &here);
    assert_eq!(conflict.services[0].fate, Fate::Conflict);
    assert!(conflict.writes.keys().all(|path| !path.ends_with(".yaml")));
    // What the feed no longer says is said so.
    let gone = merge(services(&json!([{"id": "a", "name": "Tea"}])), &here);
    let gone = note(&gone.services[0].fields, "capacity");
    assert_eq!(gone.outcome, Outcome::Conflict);
    assert!(
        gone.why
            .as_ref()
            .unwrap()
            .starts_with("the feed no longer says it"),
        "{gone:?}"
    );
}

#[test]
fn numbers_and_answers_that_are_brought_up_to_date_stay_without_quotation_marks() {
    let term = |answer: &str| json!({"taxonomy_term": {"taxonomy": "Signpost support needs", "term": format!("wheelchair: {answer}")}});
    let feed = |age: u8, maximum: Option<u8>, answer: &str| {
        let mut service =
            json!({"id": "a", "name": "Tea", "minimum_age": age, "attributes": [term(answer)]});
        if let Some(maximum) = maximum {
            service["maximum_age"] = json!(maximum);
        }
        services(&json!([service]))
    };
    let here = after(&merge(feed(18, None, "yes"), &here()));
    let updated = merge(feed(21, Some(65), "no"), &here);
    let text = &updated.writes["services/oruk/tea.yaml"];
    assert!(
        text.contains("eligibility: {minimum_age: 21, maximum_age: 65}")
            && text.contains("accepts: {wheelchair: no}"),
        "{text}"
    );
}
