//! Places that must not be told: whatever says so, and wherever their address stands.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::TODAY;
use serde_json::{Value, json};
use signpost::exchange::csv::import::rows;
use signpost::exchange::csv::map::{Map, Target, guess};
use signpost::exchange::identity::Publisher;
use signpost::exchange::incoming::merge::{Accept, Fate, Here, Known, Merged, merge};
use signpost::exchange::incoming::report::{Report, of_service};
use signpost::exchange::incoming::state::State;
use signpost::exchange::incoming::{Feed, Outcome};
use signpost::exchange::oruk::import::{Import, feed};
use signpost::exchange::oruk::read::Saved;
use signpost::model::settings::Settings;
use std::collections::BTreeMap;

fn services(services: &Value) -> Feed {
    let loaded = signpost::load::texts(common::raw(&[]), "");
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    let file = Saved {
        path: "services.json".to_owned(),
        bytes: services.to_string().into_bytes(),
    };
    feed(&[file], &import)
}

fn sheet_with(sheet: &str, map: &Map) -> Feed {
    let loaded = signpost::load::texts(common::raw(&[]), "");
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    rows(sheet, map, &import, &mut |_| {})
}

fn guessed(sheet: &str) -> Map {
    let columns: Vec<&str> = sheet.lines().next().unwrap().split(',').collect();
    guess(&columns)
}

fn sheet(text: &str) -> Feed {
    sheet_with(text, &guessed(text))
}

fn here() -> Here {
    Here {
        files: BTreeMap::new(),
        state: State::default(),
        name: "feed".to_owned(),
        publisher: Publisher::of(&Settings::default()),
        accept: None,
    }
}

/// What is here after an import was written.
fn after(before: &Here, merged: &Merged) -> Here {
    let mut here = before.clone();
    for (path, text) in &merged.writes {
        if path.ends_with(".jsonl") {
            here.state = State::read(text).unwrap();
        } else {
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
            let known = Known {
                path: path.clone(),
                text: text.clone(),
            };
            here.files.insert(id.to_owned(), known);
        }
    }
    here
}

/// Every file and report that an import gives.
fn everything(merged: &Merged) -> String {
    let report = Report {
        merged,
        dry_run: false,
        demonstration: false,
    };
    let services = merged.services.iter().flat_map(of_service);
    let lines: Vec<String> = services
        .map(|(_, line)| line)
        .chain(report.of_feed())
        .collect();
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    report.write_csv(&mut csv).unwrap();
    report.write_json(&mut json).unwrap();
    let files: Vec<String> = merged
        .writes
        .iter()
        .map(|(path, text)| format!("{path}\n{text}"))
        .collect();
    let parts = [
        files.join("\n"),
        String::from_utf8(csv).unwrap(),
        String::from_utf8(json).unwrap(),
        lines.join("\n"),
    ];
    parts.join("\n")
}

const SECRETS: [&str; 5] = ["mill lane", "12 mill", "rose house", "7aa", "51.89"];

fn assert_nothing_told(merged: &Merged) {
    let said = everything(merged).to_lowercase();
    for secret in SECRETS {
        let around = said
            .find(secret)
            .map(|at| said[at.saturating_sub(200)..at + 40].to_owned());
        assert_eq!(around, None, "{secret}");
    }
}

fn entry(merged: &Merged) -> &str {
    let mut files = merged.writes.iter();
    files
        .find(|(path, _)| path.ends_with(".yaml"))
        .map(|(_, text)| text.as_str())
        .unwrap()
}

const DISTRICT: &str = "locations:\n  - {confidential: yes, district: CO2}\n";

fn rose_house() -> Value {
    json!({"id": "l", "name": "Rose House", "latitude": 51.8912, "addresses": [
        {"address_1": "12 Mill Lane", "city": "Colchester", "postal_code": "CO2 7AA"}]})
}

/// A service whose place is Rose House, with what is changed in the service and in the place.
fn refuge(service: &Value, place: &Value) -> Value {
    let with = |mut known: Value, more: &Value| {
        for (key, value) in more.as_object().unwrap() {
            known[key] = value.clone();
        }
        known
    };
    let place = with(rose_house(), place);
    let known = json!({"id": "a", "name": "Tea", "organization": {"name": "Colne Neighbours"},
        "service_at_locations": [{"location": place}]});
    json!([with(known, service)])
}

#[test]
fn a_place_is_held_back_by_its_name_a_key_or_an_attribute() {
    for place in [
        json!({"name": "Private address"}),
        json!({"name": "Rose House (address not shown)"}),
        json!({"name": "Safe accommodation"}),
        json!({"confidential": "yes"}),
        json!({"is_confidential": true}),
        json!({"attributes": [{"link_type": "confidential", "value": "yes"}]}),
        json!({"attributes": [{"taxonomy_term": {"name": "confidential"}, "value": "yes"}]}),
        json!({"description": "The address is not published."}),
        json!({"accessibility": [{"description": "Hidden address: never publish"}]}),
    ] {
        let merged = merge(services(&refuge(&json!({}), &place)), &here());
        assert!(entry(&merged).contains(DISTRICT), "{place}");
        assert!(
            entry(&merged).contains("write the place into locations by hand"),
            "{place}"
        );
        assert_nothing_told(&merged);
    }
    for place in [
        json!({"confidential": "no"}),
        json!({"attributes": [{"link_type": "confidential", "value": "no"}]}),
    ] {
        let merged = merge(services(&refuge(&json!({}), &place)), &here());
        assert!(entry(&merged).contains("12 Mill Lane"), "{place}");
    }
}

#[test]
fn a_place_is_held_back_by_a_plain_statement_anywhere_in_its_service() {
    for service in [
        json!({"description": "Support. The address is confidential."}),
        json!({"alert": "Please note: our address is not published"}),
        json!({"application_process": "Ring us; address available on referral."}),
        json!({"fees": "None. The venue is kept secret."}),
        json!({"cost_options": [{"option": "Free", "amount_description": "address given on referral"}]}),
        json!({"address_confidential": true}),
        json!({"name": "Colchester Women's Refuge"}),
        json!({"description": "A refuge."}),
        json!({"description": "Domestic abuse refuge for women and children."}),
        json!({"description": "We cannot disclose where we are."}),
        json!({"fees": "Free: the venue is only shared with members once registered"}),
        json!({"application_process": "Please contact us for the address"}),
        json!({"organization": {"name": "Colne", "description": "All our addresses are confidential"}}),
    ] {
        let merged = merge(services(&refuge(&service, &json!({}))), &here());
        assert!(entry(&merged).contains(DISTRICT), "{service}");
        assert_nothing_told(&merged);
    }
    for service in [
        json!({"description": "A confidential service at a central location."}),
        json!({"description": "Interpreters are available at this location on request."}),
        json!({"description": "We can help you find a refuge."}),
        json!({"description": "We refer to a refuge.", "name": "Refuge outreach"}),
        json!({"phones": [{"number": "01632 960001", "description": "Internal use only"}]}),
        json!({"organization": {"name": "Colne", "description": "The address of our refuge is confidential."}}),
    ] {
        let merged = merge(services(&refuge(&service, &json!({}))), &here());
        assert!(entry(&merged).contains("12 Mill Lane"), "{service}");
    }
}

#[test]
fn the_address_of_a_place_that_is_held_back_stands_nowhere_else() {
    let schedule = json!({"byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
        "description": "in term time, at Rose House"});
    let service = json!({
        "name": "Tea at 12 Mill Lane",
        "description": "<p>Come to <b>Rose House</b>, 12 Mill&nbsp;Lane, CO27AA.</p><p>All welcome in Colchester.</p>",
        "application_process": "Ring the bell at 12 mill ln",
        "alert": "Closed on Monday: Rose House has no heating",
        "organization": {"name": "Colne Neighbours", "description": "We are in Mill Lane"},
        "phones": [{"number": "01632 960001", "description": "the desk in Rose House"}],
        "extra": {"where": ["CO2 7AA"]},
        "service_at_locations": [
            {"description": "upstairs in Rose House", "schedules": [schedule],
             "location": {"id": "l", "name": "Rose House", "confidential": true, "schedules": [schedule],
                "addresses": [{"address_1": "12 Mill Lane", "city": "Colchester", "postal_code": "CO2 7AA"}]}},
            {"location": {"id": "m", "name": "The office", "addresses": [{"address_1": "12 Mill Lane", "postal_code": "co2 7aa"}]}},
            {"location": {"id": "n", "name": "Market", "addresses": [{"address_1": "Market Hall", "postal_code": "CO1 1JB"}]}}
        ]
    });
    let merged = merge(services(&refuge(&service, &json!({}))), &here());
    assert_nothing_told(&merged);
    let text = entry(&merged);
    assert!(
        text.contains("summary: \"Come to [address held back].\"")
            || text.contains("summary: Come to [address held back]."),
        "{text}"
    );
    assert!(text.contains("All welcome in Colchester"), "{text}");
    // Another place of the service is as public as it was; what has the same address is not.
    assert!(
        text.contains("Market Hall") && !text.contains("The office"),
        "{text}"
    );
    let notes = &merged.services[0].fields;
    let said = |field: &str| {
        notes
            .iter()
            .any(|note| note.field == field && note.to.as_deref() == Some("[address held back]"))
    };
    for field in ["name", "description", "application_process", "alert"] {
        assert!(said(field), "{field}");
    }
}

#[test]
fn another_record_of_a_service_holds_its_place_back_too() {
    let of_page =
        json!({"id": "a", "name": "Tea", "locations": [{"id": "l", "name": "Private address"}]});
    let whole = refuge(
        &json!({"locations": [rose_house()], "service_at_locations": []}),
        &json!({}),
    );
    for records in [json!([of_page, whole[0]]), json!([whole[0], of_page])] {
        assert_nothing_told(&merge(services(&records), &here()));
    }
}

#[test]
fn what_a_person_writes_in_place_of_a_district_stays() {
    let feed = || services(&refuge(&json!({}), &json!({"name": "Refuge Bar"})));
    let first = merge(feed(), &here());
    let mut here = after(&here(), &first);
    let file = here.files.get_mut("tea").unwrap();
    assert!(file.text.contains(DISTRICT), "{}", file.text);
    let by_hand = "locations:\n  - {name: Refuge Bar, address: 12 Mill Lane, postcode: CO2 7AA}\n";
    file.text = file.text.replace(DISTRICT, by_hand);
    for accept in [None, Some(Accept::Theirs), Some(Accept::Ours)] {
        here.accept = accept;
        let again = merge(feed(), &here);
        assert_eq!(again.services[0].fate, Fate::Unchanged);
        assert!(again.writes.is_empty(), "{:?}", again.writes);
        assert_nothing_told(&again);
    }
}

#[test]
fn what_an_earlier_import_took_in_full_is_taken_back_and_forgotten() {
    let open = refuge(&json!({"description": "Come to 12 Mill Lane."}), &json!({}));
    let held = refuge(
        &json!({"description": "Come to 12 Mill Lane."}),
        &json!({"confidential": true}),
    );
    let first = merge(services(&open), &here());
    let before = after(&here(), &first);
    assert!(before.files["tea"].text.contains("12 Mill Lane"));
    let merged = merge(services(&held), &before);
    assert_eq!(merged.services[0].fate, Fate::Updated);
    assert!(entry(&merged).contains(DISTRICT));
    assert_nothing_told(&merged);
    // What was edited here is a conflict, which is not settled by itself, nor said with the address.
    let mut edited = before.clone();
    let file = edited.files.get_mut("tea").unwrap();
    file.text = file
        .text
        .replace("Colchester", "Essex")
        .replace("Come to", "Walk to");
    for _ in 0..2 {
        let merged = merge(services(&held), &edited);
        assert_eq!(merged.services[0].fate, Fate::Conflict);
        assert_nothing_told(&merged);
        edited = after(&edited, &merged);
    }
    // So is what was removed here.
    let mut removed = before;
    removed.files.clear();
    let merged = merge(services(&held), &removed);
    assert_eq!(merged.services[0].fate, Fate::Removed);
    assert_nothing_told(&merged);
}

#[test]
fn columns_and_cells_of_a_spreadsheet_hold_a_place_back() {
    for (column, cell) in [
        ("Sensitive location", "yes"),
        ("Sensitive address", "Y"),
        ("On website?", "no"),
        ("Show on website", "No"),
        ("Visibility", "Private"),
        ("Access", "Private"),
        ("Refuge?", "yes"),
        ("Publish address", "No"),
        ("Hide location", "yes"),
        ("Notes", "CONFIDENTIAL ADDRESS"),
        ("Notes", "do not publish address"),
        ("Notes", "confidential"),
        (
            "Description",
            "Our address is not published. It is Rose House in Mill Lane",
        ),
        ("Description", "CONFIDENTIAL ADDRESS: 12 Mill Lane CO2 7AA"),
        ("How to refer", "Ring first. Address given on referral"),
        (
            "Details",
            "\"Our address (12 Mill Lane, CO2 7AA) is confidential\"",
        ),
        ("Something else", "do not publish address"),
        ("Confidential", "yes (it is Rose House)"),
        ("Address 2", "(private)"),
        ("Notes", "Do not disclose"),
        ("Notes", "CONF"),
        ("Notes", "address for internal use only"),
        ("Description", "not to go on the website"),
        ("Description", "Not for sharing"),
        ("Notes", "venue known to members only"),
        ("Notes", "Location kept quiet"),
        ("Notes", "Tell nobody the address!"),
        ("Description", "we don't advertise where we are"),
        ("Description", "Women's refuge"),
        ("Restricted", "Yes"),
        ("Type of venue", "Safe house"),
        ("Type", "Refuge"),
    ] {
        let map = |text: &str| {
            let mut map = guessed(text);
            for (column, target) in &mut map.0 {
                if column == "Address 2" {
                    *target = Some(Target::AddressLine2);
                }
            }
            map
        };
        let text = format!(
            "Name,Venue,Address,Post code,{column}\nTea,Rose House,12 Mill Lane,CO2 7AA,{cell}\n"
        );
        let merged = merge(sheet_with(&text, &map(&text)), &here());
        assert!(
            entry(&merged).contains(DISTRICT),
            "{column}: {cell}: {}",
            entry(&merged)
        );
        assert_nothing_told(&merged);
    }
}

#[test]
fn a_cell_of_the_place_itself_holds_it_back() {
    for (venue, address, postcode) in [
        ("Rose House (private)", "12 Mill Lane", "CO2 7AA"),
        ("Rose House", "\"12 Mill Lane, CO2 7AA\"", "(private)"),
        ("Rose House", "\"12 Mill Lane, CO2 7AA\"", "not disclosed"),
        ("confidential", "\"12 Mill Lane\"", "CO2 7AA"),
        ("", "on referral", "CO2 7AA"),
        ("", "12 Mill Lane (address confidential)", "CO2 7AA"),
        ("Private residence", "12 Mill Lane", "CO2 7AA"),
    ] {
        let text = format!("Name,Venue,Address,Post code\nTea,{venue},{address},{postcode}\n");
        let merged = merge(sheet(&text), &here());
        assert!(
            entry(&merged).contains(DISTRICT),
            "{text}{}",
            entry(&merged)
        );
        assert_nothing_told(&merged);
    }
}

#[test]
fn columns_that_speak_of_something_else_hold_nothing_back() {
    for (column, cell) in [
        ("Published", "2024"),
        ("Published", "01/03/2024"),
        ("Private parking", "yes"),
        ("Private room available", "yes"),
        ("Confidential service?", "yes"),
        ("Private / public / charity", "Private"),
        ("Private / NHS", "Private"),
        ("Sector", "Private"),
        ("Notes", "A confidential service"),
        ("Access", "self-referral"),
        ("On website?", "yes"),
        ("Public / private", "public"),
        ("Type", "Community"),
        ("Needs", "help to find a refuge"),
        ("Provider", "Refuge"),
        ("Description", "We can help you find a refuge"),
        ("Notes", "A quiet location"),
    ] {
        let text = format!("Name,Address,Post code,{column}\nTea,12 Mill Lane,CO2 7AA,{cell}\n");
        let feed = sheet(&text);
        let merged = merge(feed.clone(), &here());
        let file = entry(&merged);
        assert!(file.contains("12 Mill Lane"), "{column}: {cell}: {file}");
        // Nothing of a row is lost in silence.
        let notes = &feed.drafts[0].notes;
        assert!(
            notes.iter().any(|note| note.field == column),
            "{column}: {notes:?}"
        );
    }
}

#[test]
fn a_column_is_released_by_the_map_and_only_on_purpose() {
    let text = "Name,Address,Post code,Secret ballot,Notes\nTea,12 Mill Lane,CO2 7AA,yes,private\n";
    let mut map = guessed(text);
    assert_eq!(map.of("Secret ballot"), Some(Target::Confidential));
    let held = |map: &Map| {
        let feed = sheet_with(text, map);
        let notes = feed.notes.clone();
        let is_held = entry(&merge(feed, &here())).contains(DISTRICT);
        (is_held, notes)
    };
    let set = |map: &mut Map, column: &str, to: Option<Target>| {
        let mut columns = map.0.iter_mut();
        columns.find(|(name, _)| name == column).unwrap().1 = to;
    };
    // Left out, it is a mark for safety, and how to release it is said.
    set(&mut map, "Secret ballot", None);
    set(&mut map, "Notes", Some(Target::NoMark));
    let (is_held, notes) = held(&map);
    assert!(
        is_held && notes[0].contains("write `no_mark` for it in the map"),
        "{notes:?}"
    );
    set(&mut map, "Secret ballot", Some(Target::NoMark));
    let map = Map::read(&map.text()).unwrap();
    assert_eq!(held(&map), (false, Vec::new()));
    let left = &sheet_with(text, &map).drafts[0].notes;
    assert!(left.iter().any(|note| {
        note.field == "Secret ballot" && note.why.as_deref().unwrap().contains("no mark")
    }));
}

#[test]
fn the_address_of_a_row_that_is_held_back_stands_in_no_other_cell() {
    let text = "Id,Name,Run by,Venue,Address,Post code,Confidential,In short,Details,Opening hours,Referral,Notes,Alerts,Phone\n\
                1,Tea at 12 Mill Lane,Colne Neighbours,Rose House,\"Rose House, 12 Mill Lane, Colchester\",CO2 7AA,yes,\
                Tea in Rose House,\"Meet at 12, Mill Lane or CO27AA\",Mondays at Rose House in term time,\
                Ring the bell at 12 Mill Ln,Key at Mill Lane,Rose House is closed,01632 960001 (Rose House) or 01632 960002\n";
    let first = "Id,Name,Run by,Venue,Address,Post code,Confidential,In short,Details,Opening hours,Referral,Notes,Alerts,Phone";
    let columns: Vec<&str> = first.split(',').collect();
    let feed = sheet_with(text, &guess(&columns));
    let merged = merge(feed, &here());
    assert_nothing_told(&merged);
    let text = entry(&merged);
    assert!(
        text.contains(DISTRICT) && text.contains("Tea in [address held back]"),
        "{text}"
    );
    // Nothing that `check` would call a leak is left.
    assert!(signpost::check::addresses_in(text).is_empty(), "{text}");
}

#[test]
fn a_row_that_says_it_later_takes_back_what_was_told_of_its_place() {
    let first = sheet("Name,Address,Post code\nTea,12 Mill Lane,CO2 7AA\n");
    let here = after(&here(), &merge(first, &here()));
    assert!(here.files["tea"].text.contains("12 Mill Lane"));
    let later = merge(sheet("Name,Notes\nTea,CONFIDENTIAL ADDRESS\n"), &here);
    assert!(!entry(&later).contains("Mill Lane"), "{}", entry(&later));
    assert_nothing_told(&later);
}

#[test]
fn what_one_entry_of_a_feed_holds_back_no_other_tells() {
    let own = refuge(
        &json!({"alert": "Our address is confidential."}),
        &json!({}),
    );
    let other = json!({"id": "b", "name": "Outreach", "organization": {"name": "Colne Neighbours"},
        "description": "Talk to us in Rose House, 12 Mill Lane.", "url": "https://example.org",
        "locations": [
            {"id": "m", "name": "Rose House", "latitude": 51.8912, "addresses": [
                {"address_1": "12 Mill Ln", "postal_code": "co27aa"}]},
            {"id": "n", "name": "Market", "addresses": [{"postal_code": "CO1 1JB"}]}]});
    let library = json!({"id": "c", "name": "Library", "locations": [{"name": "Library", "addresses": [
        {"address_1": "30 High Street", "postal_code": "CO2 7AB"}]}]});
    for records in [
        json!([own[0], other, library]),
        json!([other, library, own[0]]),
    ] {
        let merged = merge(services(&records), &here());
        assert_nothing_told(&merged);
        let fields = merged.services.iter().flat_map(|service| &service.fields);
        let market: Vec<Outcome> = fields
            .filter(|note| note.from.as_deref() == Some("Market"))
            .map(|note| note.outcome)
            .collect();
        assert_eq!(market, [Outcome::Taken]);
        let text = &merged.writes["services/feed/outreach.yaml"];
        assert!(
            text.contains(DISTRICT) && text.contains("another service of the feed"),
            "{text}"
        );
        assert!(merged.writes["services/feed/library.yaml"].contains("30 High Street"));
    }
    let rows = "Name,Address,Post code,Confidential\n\
                Refuge,12 Mill Lane,CO2 7AA,yes\nOutreach,\"12 Mill Lane, Colchester\",CO2 7AA,\nShop,14 Mill Lane,CO2 7AA,\n";
    let merged = merge(sheet(rows), &here());
    assert!(merged.writes["services/feed/outreach.yaml"].contains(DISTRICT));
    // A neighbour is no confidential place.
    assert!(merged.writes["services/feed/shop.yaml"].contains("14 Mill Lane"));
}

#[test]
fn what_one_entry_holds_back_stands_in_no_text_of_another() {
    let rows = "Name,Address,Post code,Confidential,Description\n\
                Safe,\"12 Mill Lane, Colchester\",CO2 7AA,Yes,\n\
                Cafe,,,,\"Run by Safe at 12 Mill Lane, CO2 7AA. Ring first.\"\n\
                Tea at 12 Mill Lane,,,,Tea\n\
                Office,12 Mill Lane,,,Ask us\n\
                Shop,14 Mill Ln,,,Bread at 14 Mill Ln\n";
    let merged = merge(sheet(rows), &here());
    let said = everything(&merged).to_lowercase();
    for secret in ["12 mill", "12-mill", "7aa"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    let cafe = &merged.writes["services/feed/cafe.yaml"];
    assert!(
        cafe.contains("Run by Safe at [address held back]. Ring first."),
        "{cafe}"
    );
    let mut notes = merged.services[1].fields.iter();
    assert!(notes.any(|note| note.outcome == Outcome::Changed
        && note.field == "Description"
        && note.to.as_deref() == Some("[address held back]")));
    // A place without a postcode is known by its number in its street.
    assert!(merged.writes["services/feed/office.yaml"].contains(DISTRICT));
    assert!(merged.writes["services/feed/shop.yaml"].contains("Bread at 14 Mill Ln"));
    // What an earlier import took is taken back.
    let open = rows.replace(",Yes,", ",no,");
    let before = after(&here(), &merge(sheet(&open), &here()));
    assert!(before.files["cafe"].text.contains("12 Mill Lane"));
    let later = after(&before, &merge(sheet(rows), &before));
    assert!(!later.files["cafe"].text.contains("12 Mill"));
    assert!(!later.state.text().to_lowercase().contains("7aa"));
}

#[test]
fn an_address_that_another_entry_has_too_stays_its_own() {
    let rows = "Name,Address,Post code,Confidential,Description\n\
                Safe,12 Mill Lane,CO2 7AA,Yes,\n\
                Neighbours,14 Mill Lane,CO2 7AA,,\"Come to 14 Mill Lane, CO2 7AA.\"\n\
                Elsewhere,12 Mill Lane,CO15 1AA,,\"Come to 12 Mill Lane, Clacton.\"\n";
    let merged = merge(sheet(rows), &here());
    let text = |id: &str| &merged.writes[&format!("services/feed/{id}.yaml")];
    assert!(text("neighbours").contains("Come to 14 Mill Lane, CO2 7AA."));
    assert!(text("elsewhere").contains("Come to 12 Mill Lane, Clacton."));
}

#[test]
fn a_number_that_is_not_for_the_public_is_left_with_a_question() {
    for said in [
        "Professionals only - not for public",
        "Staff only",
        "Internal use only",
        "Not to be given out",
    ] {
        let phones = json!([{"number": "01632 960001", "description": said}]);
        let merged = merge(
            services(&refuge(&json!({"phones": phones}), &json!({}))),
            &here(),
        );
        let text = entry(&merged);
        assert!(!text.contains("960001"), "{said}: {text}");
        assert!(text.contains("# To decide: a phone"), "{said}: {text}");
        let mut notes = merged.services[0].fields.iter();
        assert!(
            notes.any(|note| note.field == "phones[0].number" && note.outcome == Outcome::Left)
        );
    }
    for said in ["For the public and professionals", "Ask for the staff"] {
        let phones = json!([{"number": "01632 960001", "description": said}]);
        let merged = merge(
            services(&refuge(&json!({"phones": phones}), &json!({}))),
            &here(),
        );
        assert!(entry(&merged).contains("phone: 01632 960001"), "{said}");
    }
}
