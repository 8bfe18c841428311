//! Directory to Open Referral UK and back: everything it can hold comes back as it was.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::TODAY;
use signpost::edit::fragment::text;
use signpost::edit::meaning::Meaning;
use signpost::exchange::csv::export as sheet;
use signpost::exchange::csv::import::rows;
use signpost::exchange::csv::map::guess;
use signpost::exchange::identity::Publisher;
use signpost::exchange::incoming::characters::{Characters, decoded};
use signpost::exchange::incoming::{Feed, Outcome};
use signpost::exchange::leaving::leaving;
use signpost::exchange::oruk::import::{Import, feed};
use signpost::exchange::oruk::read::Saved;
use signpost::exchange::oruk::tree::{Export, tree};
use signpost::load::Loaded;
use signpost::model::shown::phone_in_words;
use signpost::place::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// Exports a directory and reads the export.
fn there_and_back(loaded: &Loaded) -> Feed {
    let table = Table::embedded();
    let export = Export {
        directory: &loaded.directory,
        table: &table,
        today: TODAY,
    };
    let mut files = Vec::new();
    tree(&export, &mut |some| {
        files.extend(some.into_iter().map(|file| Saved {
            path: file.path,
            bytes: file.text,
        }));
        Ok::<(), ()>(())
    })
    .unwrap();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    feed(&files, &import)
}

fn keys(text: &str) -> BTreeMap<String, Meaning> {
    let Some(Meaning::Map(keys)) = Meaning::of_service(text) else {
        panic!("no entry: {text}");
    };
    keys
}

/// What of an entry Open Referral UK can hold: the table in the documentation of `exchange::oruk`, in code.
fn holdable(mut entry: BTreeMap<String, Meaning>) -> BTreeMap<String, Meaning> {
    for key in [
        "id",
        "plain",
        "plain_tested",
        "translations",
        "companion",
        "sends_on_to",
    ] {
        entry.remove(key);
    }
    let today = TODAY.to_string();
    let until = |value: &Meaning| match value {
        Meaning::Map(keys) => match keys.get("until") {
            Some(Meaning::Text(until)) => until.clone(),
            _ => "9999".to_owned(),
        },
        _ => "9999".to_owned(),
    };
    entry.retain(|key, value| key != "capacity" || until(value) >= today);
    if let Some(Meaning::Map(assured)) = entry.get_mut("assured") {
        assured.retain(|key, _| key == "on");
    }
    if let Some(Meaning::Map(contact)) = entry.get_mut("contact") {
        for way in ["phone", "text"] {
            if let Some(Meaning::Text(number)) = contact.get_mut(way) {
                *number = phone_in_words(number);
            }
        }
    }
    if let Some(Meaning::List(alerts)) = entry.get_mut("alerts") {
        alerts.retain(|alert| until(alert) >= today);
    }
    if let Some(Meaning::List(locations)) = entry.get_mut("locations") {
        locations.retain(
            |location| !matches!(location, Meaning::Map(keys) if keys.contains_key("confidential")),
        );
    }
    if let Some(Meaning::Map(cost)) = entry.get_mut("cost")
        && let Some(Meaning::Text(amount)) = cost.get_mut("amount")
    {
        *amount = format!("{:.2}", amount.parse::<f64>().unwrap());
    }
    tidy(&mut entry);
    // `no` is what silence says.
    entry.retain(|key, value| !(key == "sensitive" && *value == Meaning::Text("no".to_owned())));
    entry.retain(|key, value| match value {
        Meaning::Empty => false,
        Meaning::List(items) => !items.is_empty(),
        Meaning::Map(keys) => key == "contact" || !keys.is_empty(),
        Meaning::Text(_) => true,
    });
    // Line breaks in texts are nobody's.
    for value in entry.values_mut() {
        if let Meaning::Text(text) = value {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    entry
}

/// Ways of writing that mean the same: districts in small letters, numbers with zeros before them, keys with nothing after.
fn tidy(entry: &mut BTreeMap<String, Meaning>) {
    for (key, value) in entry {
        match value {
            Meaning::List(items) if key == "area" => {
                for item in items {
                    if let Meaning::Text(area) = item {
                        *area = area.to_lowercase();
                    }
                }
            }
            Meaning::Map(keys) => {
                keys.retain(|_, value| *value != Meaning::Empty);
                if let Some(Meaning::Text(weeks)) = keys.get_mut("weeks") {
                    *weeks = weeks.trim_start_matches('0').to_owned();
                }
            }
            _ => {}
        }
    }
}

fn comes_back(loaded: &Loaded) -> usize {
    let feed = there_and_back(loaded);
    assert!(feed.refused.is_empty() && feed.notes.is_empty());
    assert_eq!(feed.drafts.len(), loaded.directory.services.len());
    let publisher = Publisher::of(&loaded.directory.settings);
    for service in &loaded.directory.services {
        let id = publisher
            .identifier("service", &service.id.value)
            .to_string();
        let draft = feed
            .drafts
            .iter()
            .find(|draft| draft.source_id == id)
            .unwrap();
        let before = holdable(keys(&loaded.sources.file(service.file).text));
        let after = holdable(keys(&text(&draft.entries)));
        for key in before.keys().chain(after.keys()) {
            assert_eq!(
                before.get(key),
                after.get(key),
                "{}: {key}",
                service.id.value
            );
        }
        assert!(
            draft.comments.is_empty(),
            "{}: {:?}",
            service.id.value,
            draft.comments
        );
        // What is left of our own export is only what was made for it, or follows from something else.
        for note in draft
            .notes
            .iter()
            .filter(|note| note.outcome == Outcome::Left)
        {
            let field = note.field.as_str();
            let made = field == "organization.description"
                || [
                    "latitude",
                    "longitude",
                    "state_province",
                    "country",
                    "interval",
                    "link_type",
                ]
                .iter()
                .any(|end| field.ends_with(end));
            assert!(made, "{}: {field}: {:?}", service.id.value, note.why);
        }
    }
    feed.drafts.len()
}

#[test]
fn every_shipped_service_comes_back() {
    let loaded = signpost::load::folder::load(Path::new("directory")).unwrap();
    assert!(comes_back(&loaded) > 150);
}

#[test]
fn a_service_with_every_key_and_one_with_as_few_as_can_be_come_back() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["signpost.toml", "needs.yaml", "areas.yaml", "routing.toml"] {
        std::fs::copy(
            Path::new("tests/schema/directory").join(name),
            folder.path().join(name),
        )
        .unwrap();
    }
    let services = folder.path().join("services/made");
    std::fs::create_dir_all(&services).unwrap();
    for entry in std::fs::read_dir("tests/schema/right").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("services-") {
            std::fs::copy(&path, services.join(name)).unwrap();
        }
    }
    let loaded = signpost::load::folder::load(folder.path()).unwrap();
    assert!(comes_back(&loaded) >= 8);
}

/// Exports a directory as a spreadsheet and reads that.
fn through_a_spreadsheet(loaded: &Loaded) -> Feed {
    let table = Table::embedded();
    let mut sheet = sheet::head();
    for service in &loaded.directory.services {
        let leaving = leaving(service, &loaded.directory, &table, TODAY, &mut Vec::new());
        sheet.push_str(&sheet::row(&leaving, true));
    }
    let (text, characters) = decoded(sheet.as_bytes()).unwrap();
    assert_eq!(characters, Characters::Utf8);
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    rows(&text, &guess(&sheet::COLUMNS), &import, &mut |_| ())
}

/// What of an entry a row can hold: no hours and no room, which it says in words, and one place.
fn holdable_in_a_row(entry: BTreeMap<String, Meaning>) -> BTreeMap<String, Meaning> {
    let mut entry = holdable(entry);
    for key in ["hours", "capacity"] {
        entry.remove(key);
    }
    if let Some(Meaning::List(locations)) = entry.get_mut("locations") {
        locations.truncate(1);
    }
    entry
}

#[test]
fn every_shipped_service_comes_back_from_a_spreadsheet() {
    let loaded = signpost::load::folder::load(Path::new("directory")).unwrap();
    let feed = through_a_spreadsheet(&loaded);
    assert!(feed.refused.is_empty(), "{:?}", feed.refused);
    assert_eq!(feed.drafts.len(), loaded.directory.services.len());
    for service in &loaded.directory.services {
        let id = &service.id.value;
        let draft = feed.drafts.iter().find(|draft| draft.source_id == *id);
        let before = holdable_in_a_row(keys(&loaded.sources.file(service.file).text));
        let after = holdable_in_a_row(keys(&text(&draft.unwrap().entries)));
        for key in before.keys().chain(after.keys()) {
            assert_eq!(before.get(key), after.get(key), "{id}: {key}");
        }
    }
}

#[test]
fn what_a_spreadsheet_would_take_for_a_formula_comes_back_as_it_was() {
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠SUM(A1)"] {
        let lines = format!("\ndescription: \"{formula}, tea\"");
        let text = format!(
            "id: tea\nname: Tea and Talk\norganization: Colne Neighbours\nsummary: Tea.\nkind: community\nstatus: active\n\
             needs: [loneliness]\nattending_type: [venue]\ncontact: {{phone: 01632 960001}}\narea: [colchester]{lines}\n\
             assured: {{on: 2026-10-12, by: coordinator}}\n"
        );
        let loaded = common::load(&[(common::TEA, &text)]);
        let feed = through_a_spreadsheet(&loaded);
        let mut drafts = feed.drafts.iter();
        let draft = drafts.find(|draft| draft.source_id == "tea").unwrap();
        let back = keys(&signpost::edit::fragment::text(&draft.entries));
        let wanted = Meaning::Text(format!("{formula}, tea"));
        assert_eq!(back.get("description"), Some(&wanted), "{formula}");
    }
}
