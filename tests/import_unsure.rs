//! What a spreadsheet or a feed says that only looks like a service, a price, a place or a number: nobody is sent by it, and a
//! person is told.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::TODAY;
use serde_json::{Value, json};
use signpost::edit::fragment::lines;
use signpost::exchange::csv::import::rows;
use signpost::exchange::csv::map::{guess, worth};
use signpost::exchange::csv::text::table;
use signpost::exchange::identity::Publisher;
use signpost::exchange::incoming::merge::{Accept, Fate, Here, Known, Merged, merge};
use signpost::exchange::incoming::state::State;
use signpost::exchange::incoming::{Draft, Feed, Note, Outcome};
use signpost::exchange::leaving::{INSTEAD_OF_A_PERSON, leaving};
use signpost::exchange::oruk::import::{Import, feed};
use signpost::exchange::oruk::read::Saved;
use signpost::model::settings::Settings;
use std::collections::BTreeMap;

/// A spreadsheet, its columns guessed as the command does it.
fn sheet(text: &str) -> Feed {
    let loaded = common::load(&[]);
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let found = table(text, &|cells| worth(&guess(cells)));
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(found.divider)
        .flexible(true)
        .from_reader(found.text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let columns: Vec<&str> = headers.iter().map(str::trim).collect();
    rows(text, &guess(&columns), &import, &mut |_| {})
}

/// A service of Open Referral UK that says this besides its name.
fn service(says: &Value) -> Draft {
    let loaded = common::load(&[]);
    let mut service = json!({"id": "a", "name": "Tea", "organization": {"name": "Colne"}});
    let all = service.as_object_mut().unwrap();
    all.extend(says.as_object().unwrap().clone());
    let saved = Saved {
        path: "services.json".to_owned(),
        bytes: service.to_string().into_bytes(),
    };
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    feed(&[saved], &import).drafts.remove(0)
}

/// A row of a spreadsheet that says this besides its name.
fn row(columns: &str, cells: &str) -> Draft {
    let text = format!("Name;Organisation;{columns}\nTea;Colne;{cells}\n");
    sheet(&text).drafts.remove(0)
}

/// A key as it stands in the entry; empty where it does not.
fn key(draft: &Draft, key: &str) -> String {
    draft
        .value(key)
        .map_or_else(String::new, |value| lines(key, value))
}

fn comments(draft: &Draft) -> String {
    let lines = draft.comments.iter().flat_map(|(_, lines)| lines.clone());
    lines.collect::<Vec<_>>().join("\n")
}

fn note<'n>(notes: &'n [Note], field: &str) -> &'n Note {
    let note = notes.iter().find(|note| note.field == field);
    note.unwrap_or_else(|| panic!("nothing is said of {field}: {notes:?}"))
}

fn names(feed: &Feed) -> Vec<&str> {
    feed.drafts
        .iter()
        .map(|draft| draft.name.as_str())
        .collect()
}

fn refused(feed: &Feed) -> Vec<String> {
    let refused = feed.refused.iter();
    refused
        .map(|refused| format!("{}: {}", refused.which(), refused.why))
        .collect()
}

#[test]
fn a_sum_a_heading_or_the_names_of_the_columns_again_is_no_service_and_is_listed() {
    let feed = sheet(
        "Group name;Organisation;Category;Details;Tel;Venue\n\
         COLCHESTER;North;;;;\n\
         Tea and Talk;Colne Neighbours;;;01632 960001;\n\
         Subtotal;12;;;;\n\
         Group name;Organisation;Category;Details;Tel;Venue\n\
         group name;organisation;;;Phone;\n\
         Total groups:;6;6;4;111;\n\
         TOTAL;6;;;;see sheet 2\n",
    );
    assert_eq!(names(&feed), ["Tea and Talk"]);
    let said = refused(&feed);
    for (at, wanted) in [
        "row 2: the row says nothing but \"COLCHESTER\", \"North\": a heading",
        "row 4: the row says \"Subtotal\", \"12\": a sum, and no service",
        "row 5: the row has the names of the columns again",
        "row 6: the row has the names of the columns again",
        "row 7: the row says \"Total groups:\", \"6\", \"6\" and 2 more cells: a sum, and no service",
        "row 8: the row says \"TOTAL\", \"6\", \"see sheet 2\": a sum, and no service",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(said[at].starts_with(wanted), "{wanted}: {said:?}");
    }
    assert_eq!(said.len(), 6, "{said:?}");
}

#[test]
fn a_row_that_says_how_to_reach_it_or_what_it_does_is_a_service_whatever_it_is_called() {
    let feed = sheet(
        "Name,Organisation,What it is,Need,Tel,Email,Web,Address,When,Notes\n\
         Samaritans,,,,116 123,,,,,\n\
         TOTAL,,,,01632 960001,,,,,\n\
         Total Wellbeing,,,,,info@example.org,,,,\n\
         COLCHESTER,North,,,,,www.example.org,,,\n\
         SUM,,Talk about money.,,,,,,,\n\
         Walks,,,falls,,,,,,\n\
         Lunch,,,,,,,1 High Street,,\n\
         Choir,,,,,,,,Mon 10am-12pm,\n\
         Shed,,,,,,,,,ask Dave at the shed\n\
         Club,Colne,,,,,,,,monthly\n",
    );
    assert_eq!(feed.refused, []);
    assert_eq!(feed.drafts.len(), 10);
    // A place that may be one not to be told does not stand in the report.
    let feed = sheet("Name,Tel,Venue,Public\nRefuge,,Rose House,\n");
    assert!(!refused(&feed)[0].contains("Rose"), "{:?}", feed.refused);
    // Where no column could say more, a name and who runs it are a service.
    let feed = sheet("Name,Organisation,Cost\nTea,Colne,\nTOTAL,12,\n");
    assert_eq!(names(&feed), ["Tea"]);
    assert_eq!(feed.refused.len(), 1);
}

#[test]
fn the_row_of_column_names_is_the_one_that_means_most() {
    for above in [
        "Name,,,Contact,,",
        "Service,Contact,,Where,,",
        "Service,Contact,,Where,,When",
        "Groups 2026,,,,,\nService,,,,,",
    ] {
        let text = format!(
            "{above}\nGroup,Organisation,Details,Tel,Email,Website\n\
             Tea,Colne,Come for tea.,01632 960001,tea@example.org,www.example.org\n"
        );
        let feed = sheet(&text);
        assert_eq!(names(&feed), ["Tea"], "{above}");
        let row = 1 + above.lines().count();
        let wanted = format!("the names of the columns were taken from row {row};");
        assert!(feed.notes[0].starts_with(&wanted), "{:?}", feed.notes);
    }
    // Two tables in one file: the first is read, and what is below it is no reason to leave it out.
    let feed = sheet(
        "Group,Tel\nTea,01632 960001\nTalk,01632 960002\nGroup,Tel,Email,Website\nLunch,01632 960003,,\n",
    );
    assert_eq!(names(&feed), ["Tea", "Talk", "Lunch"]);
    assert_eq!(feed.refused.len(), 1);
    // A service that is called by the name of a column is none.
    let feed = sheet("Club,Group,Tel,Email\nTea,Group,ask,\nTalk,Service,01632 960001,\n");
    assert_eq!(names(&feed), ["Group", "Service"]);
    assert_eq!(feed.notes, [] as [String; 0]);
}

#[test]
fn a_price_that_is_not_certain_is_a_comment_to_decide() {
    let option = |option: &str, per: &str| json!({"cost_options": [{"option": option, "amount": 3.5, "amount_description": per}]});
    for (says, words) in [
        (option("", "suggested donation"), "3.5, suggested donation"),
        (option("Suggested donation", ""), "Suggested donation, 3.5"),
        (
            option("", "£3.50 (£2 concessions)"),
            "3.5, £3.50 (£2 concessions)",
        ),
        (
            option("£3.50 (£2 concessions)", ""),
            "£3.50 (£2 concessions), 3.5",
        ),
        (option("From", "per session"), "From, 3.5, per session"),
        (
            option("Price", "£4 per session"),
            "Price, 3.5, £4 per session",
        ),
        (json!({"fees": "Pay what you can"}), "Pay what you can"),
        (
            json!({"fees": "£3.50 (£2 concessions)", "fees_description": "£3.50 (£2 concessions)"}),
            "£3.50 (£2 concessions)",
        ),
        (
            json!({"fees": "Free", "fees_description": "<p>Donations welcome</p>"}),
            "Donations welcome; Free",
        ),
        (
            json!({"fees": "A donation is asked for", "cost_options": [{"option": "Price", "amount": 2}]}),
            "Price, 2; A donation is asked for",
        ),
    ] {
        let draft = service(&says);
        assert_eq!(key(&draft, "cost"), "", "{says}");
        let wanted = format!("To decide: what does it cost? The feed says: {words}");
        let all = comments(&draft);
        assert!(all.lines().any(|line| line == wanted), "{wanted}: {all}");
    }
    for cell in [
        "Suggested donation",
        "£2 per visit suggested",
        "Pay what you can",
    ] {
        let draft = row("Cost", cell);
        assert_eq!(key(&draft, "cost"), "", "{cell}");
        let wanted = format!("To decide: what does it cost? The spreadsheet says: {cell}");
        assert!(comments(&draft).contains(&wanted), "{}", comments(&draft));
    }
}

#[test]
fn a_price_that_is_certain_stays_one_and_words_beside_it_are_to_be_checked() {
    let session = "cost: {amount: 3.50, per: session}";
    let option = |per: &str| json!({"option": "Price", "amount": 3.5, "amount_description": per});
    for (says, cost) in [
        (
            json!({"cost_options": [option("£3.50 per session")]}),
            session,
        ),
        (
            json!({"fees": "£3.50", "cost_options": [option("per session")]}),
            session,
        ),
        (json!({"fees": "£3.50 per session"}), session),
        (json!({"fees": "<b>Free</b>"}), "cost: free"),
        // As our own export says a price with a condition that somebody has settled.
        (
            json!({"fees": "£3.50 per session (Members)", "cost_options": [option("per session (Members)")]}),
            "cost: {amount: 3.50, per: session (Members)}",
        ),
    ] {
        let draft = service(&says);
        assert_eq!(key(&draft, "cost"), cost, "{says}");
        assert!(!comments(&draft).contains("cost"), "{}", comments(&draft));
    }
    let draft =
        service(&json!({"fees": "Pay at the desk", "cost_options": [option("per session")]}));
    assert_eq!(key(&draft, "cost"), session);
    let wanted = "To check: is that what it costs? The feed also says: Pay at the desk";
    assert!(comments(&draft).contains(wanted), "{}", comments(&draft));
    assert_eq!(note(&draft.notes, "fees").outcome, Outcome::Left);
}

#[test]
fn what_is_held_online_or_on_the_telephone_has_no_place() {
    let place = |name: &str, address: &Value| json!({"locations": [{"name": name, "addresses": [address]}]});
    for (name, attending) in [
        ("Zoom", "online"),
        ("Online", "online"),
        ("MS Teams", "online"),
        ("Teams", "online"),
        ("Phone", "phone"),
        ("Telephone", "phone"),
        ("Visits at home", "home visit"),
    ] {
        let wanted = format!("attending_type: [{attending}]");
        let said = service(&json!({"locations": [{"name": name}]}));
        let typed = row("Venue", name);
        let physical =
            service(&json!({"locations": [{"name": name, "location_type": "physical"}]}));
        for draft in [&said, &typed, &physical] {
            assert_eq!(key(draft, "locations"), "", "{name}");
            assert_eq!(key(draft, "attending_type"), wanted, "{name}");
        }
        assert_eq!(
            note(&said.notes, "locations[0].name").to.as_deref(),
            Some(attending)
        );
        assert_eq!(note(&typed.notes, "Venue").to.as_deref(), Some(attending));
    }
    // A whole address makes it a place, which somebody has to look at.
    let address = json!({"address_1": "1 High St", "postal_code": "CO1 1JB"});
    let wanted = "  - {name: Zoom, address: 1 High St, postcode: CO1 1JB}";
    for draft in [
        service(&place("Zoom", &address)),
        row("Venue;Address;Postcode", "Zoom;1 High St;CO1 1JB"),
    ] {
        assert!(
            key(&draft, "locations").ends_with(wanted),
            "{}",
            key(&draft, "locations")
        );
        assert_eq!(key(&draft, "attending_type"), "attending_type: [venue]");
        assert!(comments(&draft).contains("called \"Zoom\": does one go there"));
    }
    // Less than that is told to a person, and to nobody else.
    for draft in [
        service(&place("Zoom", &json!({"address_1": "1 High St"}))),
        row("Venue;Address", "Zoom;1 High St"),
    ] {
        assert_eq!(key(&draft, "locations"), "");
        assert_eq!(key(&draft, "attending_type"), "attending_type: [online]");
        assert!(comments(&draft).contains("It also says of it: 1 High St"));
    }
    let draft = service(&place("Zoom Nightclub", &json!({"postal_code": "CO1 1JB"})));
    assert!(key(&draft, "locations").contains("name: Zoom Nightclub"));
    for draft in [
        row("Address", "Online"),
        row("Venue;Address", "Online;Online"),
    ] {
        assert_eq!(key(&draft, "locations"), "");
        assert_eq!(key(&draft, "attending_type"), "attending_type: [online]");
        assert!(!comments(&draft).contains("also says of it"));
        assert_eq!(note(&draft.notes, "Address").outcome, Outcome::Left);
    }
    let draft = row("Venue;Confidential", "Zoom;yes");
    assert_eq!(key(&draft, "attending_type"), "attending_type: [online]");
}

#[test]
fn what_an_export_cut_out_never_takes_the_place_of_what_stands_here() {
    const TEA: &str = "id: tea
name: Tea with Mrs Jane Smith
organization: Colne Neighbours
summary: Mrs Jane Smith pours.
kind: community
status: active
needs: [loneliness]
attending_type: [venue]
referral: Ring Mrs Jane Smith.
contact: {phone: 01632 960001, text: Ask Mrs Jane Smith to text.}
locations:
  - {name: The Hall, address: \"1 High Street, Colchester\", postcode: CO1 1JB}
area: [colchester]
eligibility: {other: Known to Mrs Jane Smith}
assured: {on: 2026-10-12, by: directory coordinator}
";
    let loaded = common::load(&[(common::TEA, TEA)]);
    let directory = &loaded.directory;
    let table = signpost::place::Table::embedded();
    let tea = directory.service_by_id("tea").unwrap();
    let tea = leaving(tea, directory, &table, TODAY, &mut Vec::new());
    let columns = signpost::exchange::csv::export::COLUMNS;
    let export = signpost::exchange::csv::export::row(&tea, false);
    assert_eq!(export.matches(INSTEAD_OF_A_PERSON).count(), 5, "{export}");
    let text = format!("{}\n{export}", columns.join(","));
    for accept in [None, Some(Accept::Theirs)] {
        let here = Here {
            files: BTreeMap::from([(
                "tea".to_owned(),
                Known {
                    path: "services/tea.yaml".to_owned(),
                    text: TEA.to_owned(),
                },
            )]),
            state: State::default(),
            name: "csv".to_owned(),
            publisher: Publisher::of(&Settings::default()),
            accept,
        };
        let merged: Merged = merge(sheet(&text), &here);
        let service = &merged.services[0];
        assert_eq!(
            (service.id.as_str(), service.fate),
            ("tea", Fate::Unchanged)
        );
        let why = "an export left something about a person out of it: what stands here stays";
        for field in [
            "name",
            "summary",
            "referral",
            "contact.text",
            "eligibility.other",
        ] {
            let said = service.fields.iter().any(|note| {
                note.field == field
                    && note.outcome == Outcome::Left
                    && note.why.as_deref() == Some(why)
            });
            assert!(said, "{field}: {:?}", service.fields);
        }
        let taken = |note: &Note| {
            note.why
                .as_deref()
                .is_some_and(|why| why.contains("something new"))
        };
        assert!(!service.fields.iter().any(taken), "{:?}", service.fields);
        let cut = |note: &&Note| {
            let from = note.from.as_deref();
            from.is_some_and(|from| from.contains(INSTEAD_OF_A_PERSON))
        };
        let all_left = service
            .fields
            .iter()
            .filter(cut)
            .all(|note| note.outcome == Outcome::Left);
        assert!(all_left, "{:?}", service.fields);
        assert!(!merged.writes.keys().any(|path| path.ends_with(".yaml")));
    }
}

#[test]
fn years_of_school_are_no_ages() {
    for draft in [
        row("Age range", "Year 7 to 11"),
        service(&json!({"eligibilitys": [{"eligibility": "Year 7 to 11"}]})),
        service(&json!({"minimum_age": "Year 7 to 11", "maximum_age": ""})),
    ] {
        assert_eq!(key(&draft, "eligibility"), "");
        let wanted = "To decide: whom does it take? The feed says of ages: Year 7 to 11";
        assert!(comments(&draft).contains(wanted), "{}", comments(&draft));
    }
    let draft = service(&json!({"maximum_age": "Year 11"}));
    assert_eq!(key(&draft, "eligibility"), "");
}

#[test]
fn what_limits_no_session_leaves_it_in_the_hours() {
    let session = |key: &str, value: Value| {
        let mut schedule =
            json!({"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00"});
        schedule[key] = value;
        service(&json!({"schedules": [schedule]}))
    };
    for (name, value) in [
        ("valid_to", json!("9999-12-31")),
        ("valid_to", json!("2099-12-31")),
        ("notes", json!("Tea and coffee from 10am")),
        ("description", json!("Drop in")),
        ("bymonth", json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])),
    ] {
        let draft = session(name, value);
        let hours = key(&draft, "hours");
        assert_eq!(
            hours, "hours:\n  - {days: [mon], from: \"10:00\", to: \"12:00\"}",
            "{name}"
        );
        assert!(!comments(&draft).contains("when is it open"), "{name}");
        let left = note(&draft.notes, &format!("schedules[0].{name}"));
        assert_eq!(left.outcome, Outcome::Left, "{name}");
    }
    for (name, value) in [
        ("valid_to", json!("2027-12-31")),
        ("notes", json!("Tea and coffee from 10am in term time")),
        ("bymonth", json!([1, 2, 3])),
    ] {
        let draft = session(name, value);
        assert_eq!(key(&draft, "hours"), "", "{name}");
        assert!(comments(&draft).contains("when is it open"), "{name}");
    }
}

#[test]
fn a_second_number_or_address_of_a_cell_is_told_to_a_person() {
    for (columns, cell, contact, comment) in [
        (
            "Tel",
            "01632 960001 or 01632 960002 (evenings)",
            "contact: {phone: 01632 960001}",
            "is 01632 960001 the number to print? The spreadsheet also has: 01632 960002 (evenings)",
        ),
        (
            "Tel",
            "Tel: 01632 960001 Mob: 07700 900456",
            "contact: {phone: 01632 960001}",
            "The spreadsheet also has: 07700 900456",
        ),
        (
            "Tel",
            "\"01632 960001\n01632 960002\"",
            "contact: {phone: 01632 960001}",
            "The spreadsheet also has: 01632 960002",
        ),
        (
            "Tel",
            "01632 960001 (Mon-Fri 9am-5pm)",
            "contact: {phone: 01632 960001}",
            "The spreadsheet also has: mon-fri 9am-5pm",
        ),
        (
            "Tel",
            "Dave 07700 900456",
            "contact: {}",
            "To decide: which number reaches it?",
        ),
        (
            "Email",
            "\"info@example.org; office@example.org\"",
            "contact: {email: info@example.org}",
            "is info@example.org the address to write to? The spreadsheet also has: office@example.org",
        ),
        (
            "Email",
            "\"a@example.org; b@example.org\"",
            "contact: {email: a@example.org}",
            "The spreadsheet also has: 1 address that may be a person's",
        ),
        (
            "Email",
            "\"sue@example.org\ninfo@example.org\"",
            "contact: {email: info@example.org}",
            "The spreadsheet also has: 1 address that may be a person's",
        ),
        (
            "Email",
            "Sue: sue@example.org",
            "contact: {}",
            "To decide: which address reaches it?",
        ),
        (
            "Website",
            "www.example.org www.example.com",
            "contact: {url: https://www.example.org}",
            "is www.example.org the page to show? The spreadsheet also has: www.example.com",
        ),
        (
            "Website",
            "see www.example.org or St.Mary",
            "contact: {url: https://www.example.org}",
            "",
        ),
        ("Website", "ask at St.Mary", "contact: {}", ""),
    ] {
        let draft = row(columns, cell);
        assert_eq!(key(&draft, "contact"), contact, "{cell}");
        let all = comments(&draft);
        assert!(all.contains(comment), "{cell}: {all}");
        for private in ["Dave", "900456 ", "sue@", "b@example"] {
            assert!(!all.contains(private), "{cell}: {all}");
        }
        // The account has all of the cell.
        let typed = cell.trim_matches('"');
        assert_eq!(note(&draft.notes, columns).from.as_deref(), Some(typed));
    }
}

#[test]
fn a_town_that_the_address_ends_with_stands_there_once() {
    for address in ["1 High Street, Colchester", "1 High Street Colchester"] {
        let draft = row(
            "Address;Town;Postcode",
            &format!("{address};Colchester;CO1 1JB"),
        );
        let places = key(&draft, "locations");
        assert_eq!(places.matches("Colchester").count(), 1, "{places}");
    }
    let draft = row("Address;Town", "1 Colchester Road;Colchester");
    assert!(key(&draft, "locations").contains("\"1 Colchester Road, Colchester\""));
}

#[test]
fn a_name_without_end_is_cut_and_that_is_said() {
    let long = "word ".repeat(1000);
    let draft = service(&json!({"name": long, "organization": {"name": long}}));
    for (name, field) in [
        (&draft.name, "name"),
        (&draft.organization, "organization.name"),
    ] {
        assert!(
            name.chars().count() <= 201 && name.ends_with("word\u{2026}"),
            "{name}"
        );
        let cut = note(&draft.notes, field);
        assert_eq!(cut.outcome, Outcome::Changed);
        assert!(cut.why.as_deref().unwrap().starts_with("cut"), "{cut:?}");
    }
}

#[test]
fn the_address_of_a_duty_team_is_one_of_a_role() {
    let draft = service(&json!({"contacts": [{"name": "Duty", "email": "dutyteam@example.org"}]}));
    assert_eq!(
        key(&draft, "contact"),
        "contact: {email: dutyteam@example.org}"
    );
}

#[test]
fn how_it_is_attended_is_read_from_the_words_of_a_feed_and_what_is_not_understood_is_a_comment() {
    let schedule = |attending: &str, until: &str| {
        json!({"schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
                              "valid_to": until, "attending_type": attending}]})
    };
    for (says, wanted) in [
        (
            json!({"attending_type": "Telephone; Home visits"}),
            "[phone, home visit]",
        ),
        (
            json!({"attending_type": "Online or in person"}),
            "[online, venue]",
        ),
        (schedule("phone line only", ""), "[phone]"),
        (
            schedule("in-person or remotely via video conferencing", ""),
            "[venue, online]",
        ),
    ] {
        let draft = service(&says);
        assert_eq!(
            key(&draft, "attending_type"),
            format!("attending_type: {wanted}")
        );
        let all = comments(&draft);
        assert!(!all.contains("attended"), "{all}");
        assert!(!all.contains("since the feed does not say, and"), "{all}");
    }
    let draft = row("How attended", "Phone / online");
    assert_eq!(
        key(&draft, "attending_type"),
        "attending_type: [phone, online]"
    );
    // A word that is not understood stands in a comment, whether another one is or not.
    for (says, wanted, comment) in [
        (
            json!({"attending_type": "Telephone; Outreach"}),
            "[phone]",
            "To decide: how else is it attended? The feed says: Outreach",
        ),
        (
            json!({"attending_type": "Outreach"}),
            "[venue]",
            "To decide: how is it attended? Guessed: venue, since nothing else tells. The feed says: Outreach",
        ),
        (
            schedule("online", "2020-01-01"),
            "[venue]",
            "The feed says: online (of a schedule that is over)",
        ),
    ] {
        let draft = service(&says);
        assert_eq!(
            key(&draft, "attending_type"),
            format!("attending_type: {wanted}")
        );
        let all = comments(&draft);
        assert!(all.contains(comment), "{all}");
        assert!(!all.contains("venue, since the feed does not say"), "{all}");
        let why = draft
            .notes
            .iter()
            .filter(|note| note.field == "attending_type");
        for why in why.filter_map(|note| note.why.as_deref()) {
            assert!(!why.contains("does not say"), "{why}");
        }
    }
}

#[test]
fn a_price_in_pence_is_never_one_in_pounds() {
    let option = |amount: f64, currency: &str| json!({"cost_options": [{"amount": amount, "currency": currency}]});
    for currency in ["GBp", "GBX", "pence"] {
        let draft = service(&option(250.0, currency));
        assert_eq!(key(&draft, "cost"), "cost: {amount: 2.50}", "{currency}");
        let amount = note(&draft.notes, "cost_options[0].amount");
        assert_eq!(amount.outcome, Outcome::Changed);
        assert_eq!(amount.to.as_deref(), Some("2.50"));
        assert_eq!(amount.why.as_deref(), Some("its currency is pence"));
    }
    // Nobody charges 3p, and there is no half of a penny.
    for (amount, currency) in [(3.0, "GBp"), (2.5, "GBp"), (5.0, "EUR"), (5.0, "gBP")] {
        let draft = service(&option(amount, currency));
        assert_eq!(key(&draft, "cost"), "", "{amount} {currency}");
        let wanted = format!("what does it cost? The feed says: {amount:.1} {currency}");
        assert!(comments(&draft).contains(&wanted), "{}", comments(&draft));
    }
    assert_eq!(
        key(&service(&option(5.0, "GBP")), "cost"),
        "cost: {amount: 5.00}"
    );
}

#[test]
fn common_headings_are_recognised_and_a_column_that_was_left_may_be_the_description() {
    for (column, cell, wanted) in [
        (
            "Description of service",
            "Come for tea.",
            "summary: Come for tea.",
        ),
        (
            "Service description",
            "Come for tea.",
            "summary: Come for tea.",
        ),
        ("About", "Come for tea.", "summary: Come for tea."),
        ("What we do", "Come for tea.", "summary: Come for tea."),
        (
            "Contact No.",
            "01632 960001",
            "contact: {phone: 01632 960001}",
        ),
        (
            "Contact number",
            "01632 960001",
            "contact: {phone: 01632 960001}",
        ),
        ("Tel No", "01632 960001", "contact: {phone: 01632 960001}"),
    ] {
        let draft = row(column, cell);
        let entry = wanted.split(':').next().unwrap();
        assert_eq!(key(&draft, entry), wanted, "{column}");
    }
    let why = |draft: &Draft| note(&draft.notes, "description").why.clone().unwrap();
    let draft = row(
        "Tel;Blurb;Colour",
        "01632 960001;Come along for a cup of tea;red",
    );
    assert_eq!(
        why(&draft),
        "no column is the summary or description; perhaps one of: \"Blurb\""
    );
    assert!(comments(&draft).contains(
        "what does it do? The spreadsheet may say it in a column that was left: \"Blurb\""
    ));
    let draft = row("Details;Blurb", ";Come along");
    assert!(why(&draft).ends_with("may stand in a column that was left: \"Blurb\""));
    let draft = row("Details;Tel", ";01632 960001");
    assert_eq!(why(&draft), "the spreadsheet gives no description");
    assert!(!comments(&draft).contains("what does it do"));
}

#[test]
fn hours_that_can_mean_two_things_are_a_comment_with_the_true_reason() {
    for (cell, why) in [
        (
            "Every 2nd Monday 10am-12pm",
            "\"every second\" may be every other week",
        ),
        (
            "Monday 10am-12am",
            "12am is midnight, and may have been meant as noon",
        ),
        (
            "Fri 9:30-11:30",
            "it does not say whether a time is am or pm",
        ),
    ] {
        let draft = row("Tel;When", &format!("01632 960001;{cell}"));
        assert_eq!(key(&draft, "hours"), "");
        assert!(
            comments(&draft).contains(&format!("when is it open? The spreadsheet says: {cell}"))
        );
        let said = note(&draft.notes, "When").why.clone().unwrap();
        assert!(said.starts_with(why), "{said}");
    }
}

#[test]
fn a_whole_export_in_one_object_is_read_with_its_other_lists() {
    let export = json!({
        "organizations": [{"id": "o", "name": "Colne Neighbours"}],
        "locations": [{"id": "l", "name": "The Hall", "addresses": [{"address_1": "1 High Street", "postal_code": "CO1 1JB"}]}],
        "services": [
            {"id": "a", "name": "Tea", "organization_id": "o", "service_at_locations": [{"location_id": "l"}]},
            {"id": "b", "name": "Talk", "organization_id": "o"},
        ],
        "service_at_locations": [{"id": "x", "service_id": "b", "location_id": "l"}],
        "phones": [{"id": "p", "service_id": "a", "number": "01632 960001"}],
    });
    let loaded = common::load(&[]);
    let saved = Saved {
        path: "export.json".to_owned(),
        bytes: export.to_string().into_bytes(),
    };
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "Open Referral UK feed",
    };
    let feed = feed(&[saved], &import);
    assert_eq!(names(&feed), ["Tea", "Talk"]);
    assert_eq!(feed.refused, []);
    for draft in &feed.drafts {
        assert_eq!(draft.organization, "Colne Neighbours");
        assert!(
            key(draft, "locations").contains("name: The Hall"),
            "{}",
            draft.name
        );
    }
    let said = "export.json has lists beside its services that were not read: phones (1 object)";
    assert_eq!(feed.notes, [said]);
}

#[test]
fn what_names_no_place_is_no_place_and_a_dash_says_nothing() {
    for name in ["TBC", "Various", "N/A", "-"] {
        for draft in [
            row("Venue", name),
            service(&json!({"locations": [{"name": name}]})),
        ] {
            assert_eq!(key(&draft, "locations"), "", "{name}");
        }
    }
    let draft = row("Venue;Postcode", "Various;CO1 1JB");
    assert_eq!(
        key(&draft, "locations"),
        "locations:\n  - {postcode: CO1 1JB}"
    );
    assert!(comments(&draft).contains("where is it held? The feed says: Various"));
    let draft = row("Tel;Cost", "01632 960001;-");
    assert!(
        !comments(&draft).contains("what does it cost"),
        "{}",
        comments(&draft)
    );
    let why = note(&draft.notes, "Cost").why.clone().unwrap();
    assert_eq!(why, "it says that there is nothing");
    assert!(!comments(&service(&json!({"fees": "-"}))).contains("what does it cost"));
}

#[test]
fn a_day_with_the_name_of_its_month_is_one_and_a_scheme_in_capitals_is_mended() {
    let draft = row("Last checked", "1 March 2026");
    assert!(
        key(&draft, "assured").contains("on: 2026-03-01"),
        "{}",
        key(&draft, "assured")
    );
    let draft = service(&json!({"url": "HTTP://example.org/Tea"}));
    assert_eq!(
        key(&draft, "contact"),
        "contact: {url: http://example.org/Tea}"
    );
    let why = note(&draft.notes, "url").why.clone().unwrap();
    assert!(why.contains("small letters"), "{why}");
}

#[test]
fn of_two_numbers_in_one_field_of_a_feed_the_first_is_taken_and_the_other_told() {
    let draft = service(&json!({"phones": [{"number": "01632 960001 / 07700 900456"}]}));
    assert_eq!(key(&draft, "contact"), "contact: {phone: 01632 960001}");
    let wanted = "is 01632 960001 the number to print? The feed also has: 07700 900456";
    assert!(comments(&draft).contains(wanted), "{}", comments(&draft));
    let draft = service(&json!({"phones": [{"number": "Dave 07700 900456"}]}));
    assert_eq!(key(&draft, "contact"), "contact: {}");
    assert!(!comments(&draft).contains("900456"));
}
