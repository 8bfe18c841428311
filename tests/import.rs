//! What others say, on its way in: dirty feeds, the account of every field, and what happens the second time.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;

use common::{MINIMAL, TODAY};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use signpost::edit::meaning::Meaning;
use signpost::exchange::csv::import::rows;
use signpost::exchange::csv::map::guess;
use signpost::exchange::identity::Publisher;
use signpost::exchange::incoming::merge::{Accept, Fate, Here, Known, Merged, merge};
use signpost::exchange::incoming::state::State;
use signpost::exchange::incoming::{Draft, Feed, Outcome};
use signpost::exchange::oruk::import::{Import, feed};
use signpost::exchange::oruk::read::Saved;
use signpost::load::{Loaded, Raw};
use signpost::model::settings::Settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn directory() -> Loaded {
    common::load(&[])
}

fn read(loaded: &Loaded, files: &[(&str, String)]) -> Feed {
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

fn one(service: &Value) -> Feed {
    read(&directory(), &[("services.json", service.to_string())])
}

fn first(merged: &Merged) -> &str {
    merged
        .writes
        .iter()
        .find(|(path, _)| path.ends_with(".yaml"))
        .map_or("", |(_, text)| text)
}

fn without_comments(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    lines.join("\n") + "\n"
}

fn note(draft: &Draft, field: &str) -> (Outcome, String, String) {
    let note = draft.notes.iter().find(|note| note.field == field);
    let note = note.unwrap_or_else(|| panic!("nothing is said of {field}"));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    (
        note.outcome,
        text(&note.to),
        note.why.clone().unwrap_or_default().into_owned(),
    )
}

#[test]
fn a_dirty_service_of_version_3_becomes_an_entry() {
    let merged = merge(
        read(
            &directory(),
            &[("page.json", include_str!("feeds/dirty-v3.json").to_owned())],
        ),
        &here(),
    );
    let tea = &merged.writes["services/oruk/tea-and-talk.yaml"];
    let expected = "id: tea-and-talk
name: Tea & Talk
organization: Colne Neighbours
summary: Come for tea.
description: |
  We meet every week:

  - tea
  - talk
kind: community
status: active
needs: [loneliness]
";
    let (before, after) = tea.split_once("attending_type").unwrap();
    let before = without_comments(before);
    assert_eq!(before, expected);
    let expected = ": [venue]
# Guessed: venue, since the feed does not say; it has a place. Put it right where it is wrong.
contact: {phone: 01632 960001, url: https://www.example.org/tea}
locations:
  - {name: The Hall, address: \"1 High Street, Colchester\", postcode: CO1 1JB}
area: [colchester]
hours:
  - {days: [tue, thu], from: \"10:00\", to: \"12:30\"}
# To decide: when is it open? The feed says:
#   freq WEEKLY, interval 2, byday MO, opens_at 10:00, closes_at 11:00 (sessions every other week or month have no place)
eligibility: {minimum_age: 18}
cost: free
languages: [en]
assured: {on: 2021-10-12, by: publisher of the feed, source: Open Referral UK feed}
# To decide: what does `accepts` say? The feed says in words:
#   Ramp at the side door
";
    assert_eq!(after, expected);
}

#[test]
fn what_a_dirty_service_says_is_accounted_for_field_by_field() {
    let feed = read(
        &directory(),
        &[("page.json", include_str!("feeds/dirty-v3.json").to_owned())],
    );
    let tea = &feed.drafts[0];
    for (field, outcome, to) in [
        ("name", Outcome::Changed, "Tea & Talk"),
        ("url", Outcome::Changed, "https://www.example.org/tea"),
        ("status", Outcome::Changed, "active"),
        ("minimum_age", Outcome::Changed, "18"),
        ("maximum_age", Outcome::Left, ""),
        ("assured_date", Outcome::Changed, "2021-10-12"),
        ("phones[0].number", Outcome::Changed, "01632 960001"),
        ("phones[1].number", Outcome::Left, ""),
        ("contacts[0].name", Outcome::Left, ""),
        ("contacts[0].title", Outcome::Left, ""),
        ("contacts[0].phones[0].number", Outcome::Left, ""),
        ("schedules[0].byday", Outcome::Taken, ""),
        ("schedules[0].description", Outcome::Left, ""),
        ("schedules[1].byday", Outcome::Left, ""),
        ("service_areas[0].name", Outcome::Changed, "colchester"),
        ("service_areas[1].name", Outcome::Left, ""),
        ("service_at_locations[0].location_id", Outcome::Left, ""),
        ("languages[1].language", Outcome::Left, ""),
        ("attributes[0].taxonomy_term_id", Outcome::Left, ""),
        ("organization.description", Outcome::Left, ""),
        ("accreditations", Outcome::Left, ""),
        ("fees", Outcome::Taken, ""),
    ] {
        let said = note(tea, field);
        assert_eq!((said.0, said.1.as_str()), (outcome, to), "{field}");
        assert!(
            outcome == Outcome::Taken || !said.2.is_empty(),
            "{field} has no reason"
        );
    }
}

#[test]
fn ids_that_are_missing_numbers_or_used_twice_lose_no_service() {
    let feed = read(
        &directory(),
        &[("page.json", include_str!("feeds/dirty-v3.json").to_owned())],
    );
    let ids: Vec<&str> = feed
        .drafts
        .iter()
        .map(|draft| draft.source_id.as_str())
        .collect();
    assert_eq!(ids, ["4711", "b", "no-id@organisation-not-named", "b"]);
    let refused: Vec<(String, &str)> = feed
        .refused
        .iter()
        .map(|refused| (refused.which(), refused.why.as_str()))
        .collect();
    assert_eq!(
        refused,
        [("c (page.json, contents[2])".to_owned(), "it has no name")]
    );
    // Both that are called b keep their entries, however the feed is sorted.
    let ids: Vec<String> = merge(feed.clone(), &here())
        .services
        .into_iter()
        .map(|service| service.source_id)
        .collect();
    assert_eq!(
        ids,
        [
            "4711",
            "b bare",
            "no-id@organisation-not-named",
            "b another with the same id"
        ]
    );
    // What is not known is not made up.
    let bare = &feed.drafts[1];
    assert_eq!(note(bare, "assured_date").1, "2000-01-01");
    assert_eq!(note(&feed.drafts[2], "status").1, "inactive");
}

#[test]
fn a_service_of_version_1_becomes_an_entry() {
    let merged = merge(
        read(
            &directory(),
            &[("page.json", include_str!("feeds/dirty-v1.json").to_owned())],
        ),
        &here(),
    );
    let expected = "id: sit-and-be-fit
name: Sit and Be Fit
organization: Fit Together
summary: Exercise in a chair.
kind: community
status: active
needs: [falls]
attending_type: [venue]
attending_access: [professional-referral]
contact: {phone: 01632 960002, email: fit@example.org, url: https://example.org/fit}
locations:
  - {name: Leisure World, address: \"Cowdray Avenue, Colchester\", postcode: CO1 1YH}
area: [CO4]
hours:
  - {days: [wed], from: \"09:30\", to: \"10:30\", weeks: [1, 3]}
eligibility: {minimum_age: 60, other: Adults}
cost: {amount: 3.50, per: session}
assured: {on: 2026-10-01, by: publisher of the feed, source: Open Referral UK feed}
";
    let text = without_comments(first(&merged));
    assert_eq!(text, expected);
}

#[test]
fn every_shape_gives_the_same_service() {
    let service = json!({"id": "a", "name": "Tea", "description": "Tea.", "status": "active"});
    let alone = one(&service).drafts;
    for shape in [
        json!([service]),
        json!({"contents": [service], "total_items": 1}),
        json!({"content": [service]}),
        json!({"services": [service]}),
        json!([{"contents": [service]}, {"contents": []}]),
    ] {
        let read = one(&shape).drafts;
        assert_eq!(read.len(), 1, "{shape}");
        assert_eq!(read[0].entries, alone[0].entries);
    }
}

#[test]
fn what_is_saved_in_several_files_is_put_together() {
    let page =
        json!({"contents": [{"id": "a", "name": "Tea", "organization_id": "o"}]}).to_string();
    let whole = json!({"id": "a", "name": "Tea", "email": "tea@example.org", "attributes": [{"taxonomy_term_id": "t"}]}).to_string();
    let organizations = json!([{"id": "o", "name": "Colne Neighbours"}]).to_string();
    let terms = json!([{"id": "t", "name": "nobody to talk to"}]).to_string();
    let places = json!([{"id": "x", "location": {"id": "l", "name": "The Hall"}, "service": {"id": "a", "name": "Tea"}}]).to_string();
    let files = [
        ("services/index.json", page),
        ("services/a.json", whole),
        ("organizations.json", organizations),
        ("taxonomy_terms/index.json", terms),
        ("service_at_locations/index.json", places),
        ("broken.json", "{".to_owned()),
    ];
    let feed = read(&directory(), &files);
    assert_eq!(feed.drafts.len(), 1);
    let draft = &feed.drafts[0];
    assert_eq!(draft.organization, "Colne Neighbours");
    let text = signpost::edit::fragment::text(&draft.entries);
    assert!(
        text.contains("needs: [loneliness]")
            && text.contains("tea@example.org")
            && text.contains("The Hall"),
        "{text}"
    );
    assert_eq!(feed.refused[0].record, "broken.json");
}

#[test]
fn ages_that_cannot_be_meant_are_no_limits() {
    let ages = |minimum: u8, maximum: u8| {
        let service =
            json!({"id": "a", "name": "Tea", "minimum_age": minimum, "maximum_age": maximum});
        let feed = one(&service);
        let text = first(&merge(feed.clone(), &here())).to_owned();
        (text, feed)
    };
    let (text, feed) = ages(18, 0);
    assert!(text.contains("eligibility: {minimum_age: 18}"), "{text}");
    let (outcome, _, why) = note(&feed.drafts[0], "maximum_age");
    assert_eq!(outcome, Outcome::Left);
    assert!(why.contains("may only not have been filled in"), "{why}");
    let (text, feed) = ages(65, 16);
    assert!(!text.contains("eligibility"), "{text}");
    assert!(text.contains("# To decide: whom does it take?"), "{text}");
    for field in ["minimum_age", "maximum_age"] {
        assert_eq!(note(&feed.drafts[0], field).0, Outcome::Left, "{field}");
    }
    assert!(ages(16, 16).0.contains("maximum_age: 16"));
}

#[test]
fn only_exact_words_are_certain_and_a_danger_is_never_guessed() {
    let term = |name: &str| {
        one(&json!({"id": "a", "name": "Xyzzy", "attributes": [{"taxonomy_term": {"name": name}}]}))
            .drafts
            .remove(0)
    };
    let needs =
        |draft: &Draft| signpost::edit::fragment::lines("needs", draft.value("needs").unwrap());
    let comments = |draft: &Draft| {
        let mut comments = draft.comments.iter();
        comments
            .find(|(key, _)| *key == "needs")
            .map(|(_, lines)| lines.join("\n"))
            .unwrap_or_default()
    };
    assert_eq!(needs(&term("Nobody to talk to")), "needs: [loneliness]");
    let misspelt = term("nobdy to talk to");
    assert_eq!(needs(&misspelt), "needs: []");
    assert!(
        comments(&misspelt).contains("loneliness (score 0."),
        "{}",
        comments(&misspelt)
    );
    let danger = term("he colapsed");
    assert_eq!(needs(&danger), "needs: []");
    assert!(
        comments(&danger).contains("medical-emergency"),
        "{}",
        comments(&danger)
    );
}

/// The directory without what was imported earlier.
fn here() -> Here {
    Here {
        files: BTreeMap::new(),
        state: State::default(),
        name: "oruk".to_owned(),
        publisher: Publisher::of(&Settings::default()),
        accept: None,
    }
}

/// The directory as an import left it.
fn after(merged: &Merged) -> Here {
    let mut here = here();
    take_over(&mut here, merged);
    here
}

fn take_over(here: &mut Here, merged: &Merged) {
    for (path, text) in &merged.writes {
        if let Some(id) = path.strip_suffix(".yaml") {
            let id = id.rsplit('/').next().unwrap().to_owned();
            let known = Known {
                path: path.clone(),
                text: text.clone(),
            };
            here.files.insert(id, known);
        } else {
            here.state = State::read(text).unwrap();
        }
    }
}

fn tea(email: &str, description: &str) -> Value {
    json!({"id": "a", "name": "Tea", "description": description, "status": "active", "email": email,
           "phones": [{"number": "01632 960001"}]})
}

#[test]
fn the_second_time_nothing_is_written() {
    let here = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    let again = merge(one(&tea("one@example.org", "Tea.")), &here);
    assert!(again.writes.is_empty());
    assert_eq!(again.services[0].fate, Fate::Unchanged);
}

#[test]
fn what_the_feed_changed_is_taken_and_what_was_edited_here_stays() {
    let mut here = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    let file = here.files.get_mut("tea").unwrap();
    file.text = file
        .text
        .replace("needs: []", "needs: [loneliness]  # asked them")
        .replace("01632 960001", "01632 960009");
    let updated = merge(one(&tea("two@example.org", "Tea and cake.")), &here);
    assert_eq!(updated.services[0].fate, Fate::Updated);
    let text = first(&updated);
    for kept in [
        "needs: [loneliness]  # asked them",
        "01632 960009",
        "two@example.org",
        "summary: Tea and cake.",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let fields = &updated.services[0].fields;
    assert!(
        fields
            .iter()
            .any(|note| note.field == "contact.phone" && note.outcome == Outcome::Left)
    );
}

#[test]
fn where_both_changed_a_key_nothing_is_overwritten_unless_asked() {
    let mut edited = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    let file = edited.files.get_mut("tea").unwrap();
    file.text = file.text.replace("one@example.org", "ours@example.org");
    let theirs = || one(&tea("theirs@example.org", "Tea and cake."));
    let shown = merge(theirs(), &edited);
    assert_eq!(shown.services[0].fate, Fate::Conflict);
    let text = first(&shown);
    assert!(
        text.contains("ours@example.org") && text.contains("Tea and cake."),
        "the rest is taken: {text}"
    );
    // It is shown again until somebody settles it.
    let mut later = edited.clone();
    take_over(&mut later, &shown);
    assert_eq!(merge(theirs(), &later).services[0].fate, Fate::Conflict);
    for (accept, address) in [
        (Accept::Theirs, "theirs@example.org"),
        (Accept::Ours, "ours@example.org"),
    ] {
        let mut settled = later.clone();
        settled.accept = Some(accept);
        let merged = merge(theirs(), &settled);
        take_over(&mut settled, &merged);
        assert!(settled.files["tea"].text.contains(address), "{accept}");
        settled.accept = None;
        let again = merge(theirs(), &settled);
        assert_eq!(
            (again.services[0].fate, again.writes.len()),
            (Fate::Unchanged, 0),
            "{accept}"
        );
    }
}

#[test]
fn a_confirmation_by_hand_is_never_mixed_with_the_day_of_a_feed() {
    let on = |day: &str| {
        let mut service = tea("one@example.org", "Tea.");
        service["assured_date"] = json!(day);
        one(&service)
    };
    let imported = after(&merge(on("2026-10-01"), &here()));
    // What nobody touched follows the feed.
    let updated = merge(on("2026-11-01"), &imported);
    assert!(
        first(&updated).contains(
            "assured: {on: 2026-11-01, by: publisher of the feed, source: Open Referral UK feed}"
        ),
        "{}",
        first(&updated)
    );
    let own = "assured: {on: 2026-10-20, by: directory coordinator, source: telephone call}";
    let mut edited = imported;
    let file = edited.files.get_mut("tea").unwrap();
    file.text = file.text.replace(
        "assured: {on: 2026-10-01, by: publisher of the feed, source: Open Referral UK feed}",
        own,
    );
    assert!(file.text.contains(own));
    for accept in [None, Some(Accept::Theirs), Some(Accept::Ours)] {
        let mut again = edited.clone();
        again.accept = accept;
        let merged = merge(on("2026-11-01"), &again);
        take_over(&mut again, &merged);
        assert!(again.files["tea"].text.contains(own), "{accept:?}");
        let said = merged.services[0].fields.iter().any(|note| {
            note.field == "assured"
                && note.outcome == Outcome::Left
                && note.why.as_ref().is_some_and(|why| why.contains("by hand"))
        });
        assert!(said, "{accept:?}");
    }
}

#[test]
fn a_cost_is_taken_whole_or_not_at_all() {
    let costs = |amount: &str, per: &str| {
        let mut service = tea("one@example.org", "Tea.");
        service["cost_options"] =
            json!([{"option": "Price", "amount": amount, "amount_description": per}]);
        one(&service)
    };
    let mut edited = after(&merge(costs("3.50", "session"), &here()));
    let file = edited.files.get_mut("tea").unwrap();
    assert!(file.text.contains("cost: {amount: 3.50, per: session}"));
    file.text = file.text.replace("per: session", "per: month");
    edited.accept = Some(Accept::Theirs);
    let merged = merge(costs("4.00", "session"), &edited);
    let text = first(&merged);
    assert!(
        text.contains("cost: {amount: 4.00, per: session}"),
        "{text}"
    );
}

#[test]
fn another_feed_under_the_same_name_does_not_turn_a_service_into_another() {
    let service = |name: &str, organization: &str| {
        one(&json!({"id": "1", "name": name, "organization": {"id": "o", "name": organization}}))
    };
    let imported = after(&merge(service("Tea", "Colne Neighbours"), &here()));
    let foreign = || service("Debt advice", "Another Council");
    for accept in [None, Some(Accept::Ours)] {
        let mut here = imported.clone();
        here.accept = accept;
        let merged = merge(foreign(), &here);
        assert_eq!(
            (merged.services[0].fate, merged.writes.len()),
            (Fate::Conflict, 0),
            "{accept:?}"
        );
        let why = merged.services[0].fields.last().unwrap().why.as_deref();
        assert!(why.unwrap().contains("--source NAME"), "{why:?}");
    }
    // A service that changes one of the two is still the same.
    let renamed = merge(service("Tea and Talk", "Colne Neighbours"), &imported);
    assert_eq!(renamed.services[0].fate, Fate::Updated);
    let mut asked = imported;
    asked.accept = Some(Accept::Theirs);
    assert!(first(&merge(foreign(), &asked)).contains("name: Debt advice"));
}

#[test]
fn what_was_removed_here_is_not_made_again_and_what_is_gone_there_stays() {
    let mut removed = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    let mut kept = removed.clone();
    removed.files.clear();
    let merged = merge(one(&tea("one@example.org", "Tea.")), &removed);
    assert_eq!(
        (merged.services[0].fate, merged.writes.len()),
        (Fate::Removed, 0)
    );
    let merged = merge(Feed::default(), &kept);
    assert_eq!(
        (merged.services[0].fate, merged.writes.len()),
        (Fate::Gone, 0)
    );
    // A new service of the same name gets an id of its own: ids are never reused.
    kept.files.clear();
    let other = merge(one(&json!({"id": "z", "name": "Tea"})), &kept);
    assert!(
        other
            .writes
            .contains_key("services/oruk/tea-organisation-not-named.yaml"),
        "{:?}",
        other.writes.keys()
    );
}

#[test]
fn what_is_to_be_decided_follows_the_feed_and_what_was_settled_stays_settled() {
    let priced = |cost: Value| json!([{"id": "a", "name": "Tea", "status": "active", "phones": [{"number": "01632 960001"}], "cost_options": cost}]);
    let read = |feed: &Value| read(&directory(), &[("feed.json", feed.to_string())]);
    let certain = priced(json!([{"option": "Price", "amount": 3}]));
    let from = priced(json!([{"option": "from", "amount": 4}]));
    let start = after(&merge(read(&certain), &here()));
    assert!(start.files["tea"].text.contains("cost: {amount: 3.00}"));
    assert!(!start.files["tea"].text.contains("what does it cost"));
    // A price that is certain no longer goes, and what the feed says instead is there to be decided.
    let merged = merge(read(&from), &start);
    let text = first(&merged);
    assert!(!text.contains("cost:"), "{text}");
    assert!(
        text.contains("To decide: what does it cost?") && text.contains("from"),
        "{text}"
    );
    let cost = merged.services[0]
        .fields
        .iter()
        .rfind(|note| note.field == "cost")
        .unwrap();
    assert_eq!(
        cost.why.as_deref(),
        Some("the feed no longer says it for certain")
    );
    let mut unsure = start.clone();
    take_over(&mut unsure, &merged);
    assert!(merge(read(&from), &unsure).writes.is_empty());
    // Settled by a person: it does not come again.
    let mut settled = unsure.clone();
    let file = settled.files.get_mut("tea").unwrap();
    file.text = without_comments(&file.text) + "cost: {amount: 4.00}\n";
    assert!(merge(read(&from), &settled).writes.is_empty());
    // Certain again: the question goes.
    let merged = merge(read(&certain), &unsure);
    let text = first(&merged);
    assert!(
        text.contains("cost: {amount: 3.00}") && !text.contains("what does it cost"),
        "{text}"
    );
}

#[test]
fn a_guess_never_takes_the_place_of_what_the_feed_said() {
    let first_time = json!({"id": "a", "name": "Tea", "attending_type": "phone", "phones": [{"number": "01632 960001"}]});
    let second_time = json!({"id": "a", "name": "Tea", "url": "https://www.example.org", "phones": [{"number": "01632 960002"}],
        "service_at_locations": [{"location": {"name": "The Hall", "addresses": [{"address_1": "1 High Street", "postal_code": "CO1 1JB"}]}}]});
    let start = after(&merge(one(&first_time), &here()));
    assert!(start.files["tea"].text.contains("attending_type: [phone]"));
    let merged = merge(one(&second_time), &start);
    let text = first(&merged);
    assert!(
        text.contains("attending_type: [phone]") && text.contains("The Hall"),
        "{text}"
    );
    assert!(!text.contains("Guessed: venue"), "{text}");
    // A guess of our own may change with the feed, and is called one.
    let guessed = json!({"id": "a", "name": "Tea", "phones": [{"number": "01632 960001"}]});
    let start = after(&merge(one(&guessed), &here()));
    assert!(start.files["tea"].text.contains("# Guessed: phone"));
    let merged = merge(one(&second_time), &start);
    let text = first(&merged);
    assert!(
        text.contains("attending_type: [venue]\n# Guessed: venue"),
        "{text}"
    );
    assert!(!text.contains("Guessed: phone"), "{text}");
    let note = merged.services[0]
        .fields
        .iter()
        .rfind(|note| note.field == "attending_type");
    let why = note.unwrap().why.as_deref();
    assert_eq!(why, Some("guessed anew from what the feed says now"));
}

#[test]
fn a_page_of_names_takes_nothing_away_unless_it_is_asked_to() {
    let whole = json!([{"id": "a", "name": "Tea", "description": "Tea.", "status": "active", "email": "tea@example.org",
        "assured_date": "2026-10-01", "cost_options": [{"option": "Price", "amount": 3}],
        "service_at_locations": [{"location": {"name": "The Hall", "addresses": [{"address_1": "1 High Street", "postal_code": "CO1 1JB"}]}}]}]);
    let page = json!({"contents": [{"id": "a", "name": "Tea and talk", "description": "Tea.", "status": "active"}]});
    let read = |feed: &Value| read(&directory(), &[("feed.json", feed.to_string())]);
    let mut start = after(&merge(read(&whole), &here()));
    let merged = merge(read(&page), &start);
    let text = first(&merged);
    for kept in [
        "name: Tea and talk",
        "The Hall",
        "tea@example.org",
        "cost: {amount: 3.00}",
        "on: 2026-10-01",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(
        merged.to_settle[0].contains("looks like a page of names"),
        "{:?}",
        merged.to_settle
    );
    // The next whole feed is compared with what the last whole one said.
    let mut again = start.clone();
    take_over(&mut again, &merged);
    let moved = json!([{"id": "a", "name": "Tea", "description": "Tea.", "status": "active", "email": "two@example.org"}]);
    let back = merge(read(&moved), &again);
    assert!(back.to_settle.is_empty());
    assert!(first(&back).contains("two@example.org") && !first(&back).contains("The Hall"));
    start.accept = Some(Accept::Theirs);
    let asked = merge(read(&page), &start);
    assert!(!first(&asked).contains("The Hall") && asked.to_settle.is_empty());
}

#[test]
fn what_was_removed_here_stays_removed_whoever_is_accepted() {
    let mut removed = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    removed.files.clear();
    removed.accept = Some(Accept::Theirs);
    let merged = merge(one(&tea("two@example.org", "Tea.")), &removed);
    assert_eq!(
        (merged.services[0].fate, merged.writes.len()),
        (Fate::Removed, 0)
    );
    assert_eq!(merged.services[0].fields.len(), 1);
}

#[test]
fn nothing_is_called_gone_where_some_of_the_feed_is_not_there() {
    let here = after(&merge(one(&tea("one@example.org", "Tea.")), &here()));
    let other = json!({"id": "b", "name": "Lunch"});
    let page = |number: u8, total: u8, service: &Value| {
        let page = json!({"page_number": number, "total_pages": total,
            "last_page": number == total, "contents": [service]});
        (format!("page-{number}.json"), page.to_string())
    };
    let gone = |files: &[(String, String)]| {
        let files: Vec<(&str, String)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone()))
            .collect();
        let merged = merge(read(&directory(), &files), &here);
        let gone = merged
            .services
            .iter()
            .find(|service| service.fate == Fate::Gone);
        let why = gone.and_then(|service| service.fields[0].why.clone());
        (why, [merged.to_settle, merged.notes].concat().join(" "))
    };
    let (why, notes) = gone(&[page(1, 1, &other)]);
    assert_eq!(
        why.as_deref(),
        Some("no longer in the feed; left as it is here: ask, then set `status`")
    );
    assert_eq!(notes, "");
    let (why, notes) = gone(&[page(1, 2, &other)]);
    assert_eq!(why, None);
    assert!(
        notes.contains("pages are missing (2): the feed has 2, and 1 of them is here"),
        "{notes}"
    );
    let first_only = json!({"last": false, "content": [other]}).to_string();
    let (why, notes) = gone(&[("one.json".to_owned(), first_only)]);
    assert_eq!(why, None);
    assert!(notes.contains("the last one is not here"), "{notes}");
    for unread in ["{", "{\"id\": \"c\"}"] {
        let broken = ("page-2.json".to_owned(), unread.to_owned());
        let (why, notes) = gone(&[page(1, 1, &other), broken]);
        assert_eq!(why, None, "{unread}");
        assert!(notes.contains("could not be read"), "{notes}");
    }
    // Both pages, one of them saved twice.
    let lunch = json!({"id": "c", "name": "Supper"});
    let twice = ("index.json".to_owned(), page(1, 2, &other).1);
    let (why, notes) = gone(&[twice, page(1, 2, &other), page(2, 2, &lunch)]);
    assert!(why.is_some() && notes.is_empty(), "{notes}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Every text that a feed says is in the account of the service, whatever its shape.
    #[test]
    fn nothing_is_dropped_in_silence(picked in proptest::collection::vec((0usize..24, 0usize..3), 1..12)) {
        let mut number = 0;
        let mut word = || { number += 1; format!("zq{number}x") };
        let mut service = Map::new();
        service.insert("id".to_owned(), json!("a"));
        service.insert("name".to_owned(), json!("Tea"));
        for (which, how) in picked {
            let key = KEYS[which];
            let value = match how {
                0 => json!(word()),
                1 => json!([{INSIDE[which % INSIDE.len()]: word(), "description": word(), "zebra": word()}]),
                _ => json!({"name": word(), "zebra": [{"inner": word()}]}),
            };
            service.insert(key.to_owned(), value);
        }
        let service = Value::Object(service);
        let feed = one(&service);
        let notes = serde_json::to_string(&feed.drafts[0].notes).unwrap();
        for said in words_of(&service) {
            prop_assert!(notes.contains(&said), "{said} of {service} is in none of {notes}");
        }
    }
}

const KEYS: [&str; 24] = [
    "description",
    "url",
    "email",
    "status",
    "fees",
    "fees_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "alert",
    "schedules",
    "service_areas",
    "service_at_locations",
    "languages",
    "organization",
    "cost_options",
    "contacts",
    "attributes",
    "phones",
    "eligibilitys",
    "wait_time",
    "application_process",
    "additional_information",
    "quokka",
];
const INSIDE: [&str; 7] = [
    "number",
    "location",
    "option",
    "byday",
    "language",
    "taxonomy_term",
    "eligibility",
];

/// The made-up words of a value.
fn words_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.starts_with("zq") => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(words_of).collect(),
        Value::Object(keys) => keys.values().flat_map(words_of).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_spreadsheet_is_read_by_the_names_of_its_columns() {
    let loaded = directory();
    let text = include_str!("feeds/groups.csv");
    let columns: Vec<&str> = text.lines().next().unwrap().split(';').collect();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let feed = rows(text, &guess(&columns), &import, &mut |_| {});
    assert_eq!(feed.drafts.len(), 2, "an empty row is no service");
    let merged = merge(feed.clone(), &here());
    let expected = "id: tea-and-talk
name: Tea and Talk
organization: Colne Neighbours
summary: Come for tea; stay for a chat.
kind: community
status: active
needs: [loneliness]
attending_type: [venue]
contact: {phone: 01632 960001, url: https://www.example.org}
locations:
  - {name: The Hall, address: \"1 High Street, Colchester\", postcode: CO1 1JB}
area: []
eligibility: {minimum_age: 18}
cost: free
assured: {on: 2026-10-12, by: publisher of the feed, source: spreadsheet}
";
    let text = &merged.writes["services/oruk/tea-and-talk.yaml"];
    let text = without_comments(text);
    assert_eq!(text, expected);
    // The report speaks of columns.
    assert_eq!(note(&feed.drafts[0], "Tel").1, "01632 960001");
    assert_eq!(note(&feed.drafts[0], "Notes").0, Outcome::Left);
    assert_eq!(feed.drafts[1].name, "=1+1");
}

#[test]
fn a_confidential_place_of_a_spreadsheet_comes_in_as_its_district_or_not_at_all() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let entry = |confidential: &str, postcode: &str| {
        let columns = "Name,Venue,Address,Post code,Confidential";
        let sheet = format!("{columns}\nTea,Rose House,9 Mill Lane,{postcode},{confidential}\n");
        let columns: Vec<&str> = columns.split(',').collect();
        let feed = rows(&sheet, &guess(&columns), &import, &mut |_| {});
        let merged = merge(feed.clone(), &here());
        (first(&merged).to_owned(), feed)
    };
    for yes in ["yes", "Y", "TRUE", "partly"] {
        let (text, feed) = entry(yes, "CO1 1JB");
        assert!(
            text.contains("locations:\n  - {confidential: yes, district: CO1}\n"),
            "{text}"
        );
        let all = format!("{text}{:?}", feed.drafts[0].notes);
        for secret in ["1JB", "Mill Lane", "Rose House"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
        assert_eq!(note(&feed.drafts[0], "Confidential").1, "CO1");
        assert_eq!(note(&feed.drafts[0], "Address").0, Outcome::Left);
    }
    let (text, _) = entry("yes", "unknown");
    assert!(
        !text.contains("locations:\n") && !text.contains("Mill Lane"),
        "{text}"
    );
    assert!(
        text.contains("# To decide: the place is confidential"),
        "{text}"
    );
    let (text, _) = entry("no", "CO1 1JB");
    assert!(text.contains("postcode: CO1 1JB"), "{text}");
}

#[test]
fn a_row_of_our_own_export_comes_back_but_for_what_has_no_column() {
    let service = "id: tea
name: Tea and Talk
organization: Colne Neighbours
summary: Tea.
description: More about it.
kind: community
status: temporarily closed
needs: [loneliness, falls]
attending_type: [venue, phone]
attending_access: [drop-in]
referral: Ring first.
contact: {phone: 01632 960001, text: 07700 900001, email: tea@example.org, url: https://example.org}
locations:
  - {name: The Hall, address: \"1 High Street, Colchester\", postcode: CO1 1JB}
area: [colchester, CO4]
hours:
  - {days: [mon, tue, wed], from: \"10:00\", to: \"12:30\"}
  - {days: [fri], from: \"14:00\", to: \"24:00\", weeks: [1, 3], closed: [bank holidays, august]}
eligibility: {minimum_age: 18, maximum_age: 64, other: Lives alone}
accepts: {wheelchair: yes, oxygen: ask, dementia: no}
cost: {amount: 3.50, per: session}
languages: [en, cy]
alerts:
  - {text: Closed, from: 2026-11-01, until: 2026-12-31}
sensitive: yes
assured: {on: 2026-10-12, by: directory coordinator}
";
    let loaded = common::load(&[(common::TEA, service)]);
    let directory = &loaded.directory;
    let table = signpost::place::Table::embedded();
    let tea = directory.service_by_id("tea").unwrap();
    let tea = signpost::exchange::leaving::leaving(tea, directory, &table, TODAY, &mut Vec::new());
    let columns = signpost::exchange::csv::export::COLUMNS;
    let sheet = format!(
        "{}\n{}",
        columns.join(","),
        signpost::exchange::csv::export::row(&tea, false)
    );
    let import = Import {
        directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let feed = rows(&sheet, &guess(&columns), &import, &mut |_| {});
    assert_eq!(feed.drafts[0].source_id, "tea");
    let text = format!(
        "id: tea\n{}",
        signpost::edit::fragment::text(&feed.drafts[0].entries)
    );
    let (Some(Meaning::Map(mut back)), Some(Meaning::Map(mut own))) =
        (Meaning::of_service(&text), Meaning::of_service(service))
    else {
        panic!("no entry: {text}");
    };
    for entry in [&mut back, &mut own] {
        let Some(Meaning::Map(assured)) = entry.get_mut("assured") else {
            panic!("never confirmed");
        };
        assured.retain(|key, _| key == "on");
    }
    // Yes, no and ask stand in columns of their own, so their order is another; keys have none.
    assert_eq!(back, own);
}

/// A directory in a folder of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in MINIMAL {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .env_clear()
        .env("SIGNPOST_DIRECTORY", folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_dry_run_writes_nothing_and_says_the_same() {
    let folder = folder();
    let before = files(folder.path());
    let dry = run(
        folder.path(),
        &[
            "import",
            "oruk",
            "tests/feeds/dirty-v3.json",
            "--dry-run",
            "--format",
            "json",
        ],
    );
    assert_eq!(dry.status.code(), Some(1), "one record was refused");
    assert_eq!(files(folder.path()), before);
    let real = run(
        folder.path(),
        &[
            "import",
            "oruk",
            "tests/feeds/dirty-v3.json",
            "--format",
            "json",
        ],
    );
    let [dry, real] =
        [dry, real].map(|output| serde_json::from_slice::<Value>(&output.stdout).unwrap());
    assert_eq!(dry["services"], real["services"]);
    assert_eq!(
        (&dry["dry_run"], &real["dry_run"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        files(folder.path()).len(),
        before.len() + 5,
        "four entries and what is remembered of them"
    );
}

#[test]
fn what_is_imported_passes_check_apart_from_what_is_true_of_the_data() {
    let folder = folder();
    run(
        folder.path(),
        &["import", "oruk", "tests/feeds/dirty-v3.json"],
    );
    run(
        folder.path(),
        &[
            "import",
            "oruk",
            "tests/feeds/dirty-v1.json",
            "--source",
            "other",
        ],
    );
    let check = run(folder.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&check.stdout).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        let (kind, file) = (finding["check"].as_str(), finding["file"].as_str());
        if !file.unwrap().contains("/services/oruk/") && !file.unwrap().contains("/services/other/")
        {
            continue;
        }
        // No need was said, nobody confirmed it, nothing says where it works, how to reach it or what it is.
        let of_the_data = [
            "missing-key",
            "review-overdue",
            "area-unsaid",
            "contact-missing",
            "access-unsaid",
            "referral-unsaid",
            "bank-holidays-unsaid",
            "postcode-unsaid",
            // The minimal directory has a service of this name, too.
            "likely-duplicate",
            "postcode-outside-area",
        ];
        assert!(of_the_data.contains(&kind.unwrap()), "{finding}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_import_leaves_the_directory_as_it_was() {
    let services: Vec<Value> = (0..400)
        .map(|number| json!({"id": number, "name": format!("Group {number}"), "description": "Tea."}))
        .collect();
    let feed = tempfile::tempdir().unwrap();
    let file = feed.path().join("services.json");
    fs::write(&file, json!(services).to_string()).unwrap();
    let whole = {
        let folder = folder();
        run(folder.path(), &["import", "oruk", file.to_str().unwrap()]);
        files(folder.path())
    };
    for wait in [1, 20, 60, 120, 250, 500] {
        let folder = folder();
        let before = files(folder.path());
        let mut child = command(folder.path(), &["import", "oruk", file.to_str().unwrap()])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut left = files(folder.path());
        left.retain(|path, _| !path.starts_with(".signpost-import-"));
        assert!(
            left == before || left == whole,
            "after {wait} ms {} files are there",
            left.len()
        );
        // What a stopped import left is cleared by the next one.
        run(folder.path(), &["import", "oruk", file.to_str().unwrap()]);
        let hidden = files(folder.path())
            .into_keys()
            .find(|path| path.starts_with(".signpost-import-"));
        assert_eq!(hidden, None, "after {wait} ms");
        assert_eq!(files(folder.path()), whole, "after {wait} ms");
    }
}

#[test]
fn a_guess_is_said_and_saved_and_a_mistake_in_it_is_refused() {
    let folder = folder();
    let sheet = folder.path().join("groups.csv");
    fs::copy("tests/feeds/groups.csv", &sheet).unwrap();
    let map = folder.path().join("groups.csv.map.toml");
    let arguments = ["import", "csv", sheet.to_str().unwrap()];
    let dry = run(folder.path(), &[&arguments[..], &["--dry-run"]].concat());
    assert!(dry.status.success() && !map.exists());
    let first = run(folder.path(), &arguments);
    assert!(
        String::from_utf8(first.stderr)
            .unwrap()
            .contains("Tel: phone")
    );
    let text = fs::read_to_string(&map).unwrap();
    assert!(
        text.contains("\"Tel\" = \"phone\"") && text.contains("\"Notes\" = \"\""),
        "{text}"
    );
    fs::write(&map, text.replace("\"phone\"", "\"fone\"")).unwrap();
    let refused = run(folder.path(), &arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        String::from_utf8(refused.stderr)
            .unwrap()
            .contains("did you mean \"phone\"")
    );
}

#[test]
fn a_map_with_a_column_that_is_not_there_is_refused() {
    let folder = folder();
    let sheet = folder.path().join("groups.csv");
    fs::write(&sheet, "Name,Telephone\nTea,01632 960001\n").unwrap();
    let map = folder.path().join("map.toml");
    fs::write(
        &map,
        "[columns]\nName = \"name\"\nTelephon = \"phone\"\nOld = \"\"\n",
    )
    .unwrap();
    let before = files(folder.path());
    let refused = run(
        folder.path(),
        &[
            "import",
            "csv",
            sheet.to_str().unwrap(),
            "--map",
            map.to_str().unwrap(),
        ],
    );
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("has no column \"Telephon\"; did you mean \"Telephone\"?"),
        "{said}"
    );
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_spreadsheet_in_utf_16_is_read_and_its_map_is_right() {
    let folder = folder();
    let sheet = folder.path().join("groups.csv");
    let text = "Name\tTelephone\r\nTŷ Hafan\t01632 960001\r\n";
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = b"\xff\xfe".iter().copied().chain(bytes).collect();
    fs::write(&sheet, bytes).unwrap();
    let output = run(folder.path(), &["import", "csv", sheet.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let map = fs::read_to_string(folder.path().join("groups.csv.map.toml")).unwrap();
    assert!(map.contains("\"Telephone\" = \"phone\""), "{map}");
    let entry = fs::read_to_string(folder.path().join("services/csv/ty-hafan.yaml")).unwrap();
    assert!(entry.contains("name: Tŷ Hafan"), "{entry}");
}

#[test]
fn missing_pages_and_a_feed_without_services_are_a_status_of_their_own() {
    let folder = folder();
    let feed = tempfile::tempdir().unwrap();
    let file = feed.path().join("services.json");
    let page =
        json!({"page_number": 1, "total_pages": 3, "contents": [{"id": "a", "name": "Lunch"}]});
    fs::write(&file, page.to_string()).unwrap();
    let arguments = ["import", "oruk", file.to_str().unwrap()];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("to settle: pages are missing (2, 3): the feed has 3, and 1 of them is here"),
        "{said}"
    );
    fs::write(&file, json!({"message": "Not found"}).to_string()).unwrap();
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_directory_that_is_exported_and_imported_again_does_not_change() {
    let folder = folder();
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    assert!(
        run(
            folder.path(),
            &["export", "oruk", "--out", public.to_str().unwrap()]
        )
        .status
        .success()
    );
    let mut before = files(folder.path());
    let again = run(
        folder.path(),
        &[
            "import",
            "oruk",
            public.to_str().unwrap(),
            "--format",
            "json",
        ],
    );
    assert!(
        again.status.success(),
        "{}",
        String::from_utf8_lossy(&again.stdout)
    );
    let mut after = files(folder.path());
    before.retain(|path, _| !path.contains("/.imported/"));
    after.retain(|path, _| !path.contains("/.imported/"));
    assert_eq!(before, after);
}

/// An id of ours is no name of the directory as those of Open Referral UK are: it is ours where the name is the same as well.
#[test]
fn a_row_of_our_own_export_finds_its_entry_and_one_of_another_service_does_not() {
    let folder = folder();
    let out = tempfile::tempdir().unwrap();
    let sheet = out.path().join("services.csv");
    let sheet = sheet.to_str().unwrap();
    assert!(
        run(folder.path(), &["export", "csv", "--out", sheet])
            .status
            .success()
    );
    let fates = |folder: &std::path::Path| -> Vec<String> {
        let json = ["import", "csv", sheet, "--dry-run", "--format", "json"];
        let report = run(folder, &json);
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
        let services = report["services"].as_array().unwrap().iter();
        services
            .map(|service| service["fate"].as_str().unwrap().to_owned())
            .collect()
    };
    let ours = fates(folder.path());
    assert!(
        !ours.is_empty() && ours.iter().all(|fate| fate != "new"),
        "{ours:?}"
    );
    let text = fs::read_to_string(sheet).unwrap();
    fs::write(sheet, text.replace("Tea and Talk", "Somebody else's tea")).unwrap();
    assert!(fates(folder.path()).contains(&"new".to_owned()));
    // What came in from a spreadsheet before, with ids of its own, is known by our row all the same.
    let groups = out.path().join("groups.csv");
    let rows = "Ref,Name,Organisation,Tel\nr1,Chess,Colne Club,01632 960011\nr2,Walks,Colne Club,01632 960012\n\
                r3,Choir,Colne Club,01632 960013\n";
    fs::write(&groups, rows).unwrap();
    run(folder.path(), &["import", "csv", groups.to_str().unwrap()]);
    assert!(folder.path().join("services/csv/chess.yaml").exists());
    let export = ["export", "csv", "--force", "--out", sheet];
    assert!(run(folder.path(), &export).status.success());
    // Without a need they cannot be read, so they do not leave; nothing is called gone for that.
    let all = fates(folder.path());
    assert_eq!(all.len(), ours.len());
    assert!(all.iter().all(|fate| fate == "unchanged"), "{all:?}");
    // With a need they leave, and come back to what they were, but for the question which need it is.
    for id in ["chess", "walks", "choir"] {
        let file = folder.path().join(format!("services/csv/{id}.yaml"));
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("needs: []", "needs: [loneliness]")).unwrap();
    }
    assert!(run(folder.path(), &export).status.success());
    let all = fates(folder.path());
    assert_eq!(all.len(), ours.len() + 3);
    let as_it_was = |fate: &String| ["unchanged", "updated"].contains(&fate.as_str());
    assert!(all.iter().all(as_it_was), "{all:?}");
    run(folder.path(), &["import", "csv", sheet]);
    let chess = fs::read_to_string(folder.path().join("services/csv/chess.yaml")).unwrap();
    assert!(
        chess.contains("needs: [loneliness]") && chess.contains("01632 960011"),
        "{chess}"
    );
    let all = fates(folder.path());
    assert!(all.iter().all(|fate| fate == "unchanged"), "{all:?}");
}

#[test]
fn a_row_tells_one_place_and_never_removes_the_others() {
    const HALL: &str = "{name: The Hall, address: 1 High Street, postcode: CO1 1JB}";
    const BARN: &str = "{name: The Barn, postcode: CO15 1SF}";
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let feed = |columns: &str, cells: &str| {
        let sheet = format!("{columns}\n{cells}\n");
        let columns: Vec<&str> = columns.split(',').collect();
        rows(&sheet, &guess(&columns), &import, &mut |_| {})
    };
    let with_place = "Name,Organisation,Venue,Address,Postcode";
    let first_row = || feed(with_place, "Tea,Colne,The Hall,1 High Street,CO1 1JB");
    let mut here = after(&merge(first_row(), &here()));
    let tea = here.files.get_mut("tea").unwrap();
    let (before, rest) = tea.text.split_once("locations:\n").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    tea.text = format!("{before}locations:\n  - {HALL}\n  - {BARN}\n{rest}");
    let never_imported = Here {
        state: State::default(),
        ..here.clone()
    };
    for accept in [None, Some(Accept::Theirs)] {
        here.accept = accept;
        // The same place, the second one, no place in the row, and no column of places.
        for again in [
            first_row(),
            feed(with_place, "Tea,Colne,The Barn,,CO15 1SF"),
            feed("Name,Organisation", "Tea,Colne"),
        ] {
            let merged = merge(again, &here);
            assert_eq!(merged.services[0].fate, Fate::Unchanged);
        }
        // A new place takes the place of the one that the feed told.
        let moved = merge(feed(with_place, "Tea,Colne,The Mill,,CO3 3AA"), &here);
        let text = first(&moved);
        assert!(
            text.contains("The Mill") && text.contains("The Barn"),
            "{text}"
        );
        assert!(!text.contains("The Hall"), "{text}");
        let none = merge(feed(with_place, "Tea,Colne,,,"), &here);
        let text = first(&none);
        assert!(
            text.contains("The Barn") && !text.contains("The Hall"),
            "{text}"
        );
    }
    // What was never imported is not replaced unasked, and asked for it keeps the other place.
    let row = || {
        let mut feed = feed("Id,Name,Venue", "tea,Tea,The Mill");
        feed.drafts[0].source_id = "tea".to_owned();
        feed
    };
    let asked = merge(row(), &never_imported);
    assert_eq!(asked.services[0].fate, Fate::Conflict);
    let theirs = Here {
        accept: Some(Accept::Theirs),
        ..never_imported
    };
    let text = first(&merge(row(), &theirs)).to_owned();
    assert!(
        text.contains("The Mill") && text.contains("The Barn"),
        "{text}"
    );
}

#[test]
fn a_place_that_was_changed_here_is_known_by_its_name_or_its_postcode_wherever_it_stands() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let columns = ["Name", "Organisation", "Venue", "Address", "Postcode"];
    let sheet = format!(
        "{}\nTea,Colne,The Hall,1 High Street,CO1 1JB\n",
        columns.join(",")
    );
    let row = || rows(&sheet, &guess(&columns), &import, &mut |_| {});
    let mut here = after(&merge(row(), &here()));
    here.state = State::default();
    here.accept = Some(Accept::Theirs);
    let tea = here.files.get_mut("tea").unwrap();
    let (before, rest) = tea.text.split_once("locations:\n").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    tea.text = format!(
        "{before}locations:\n  - {{name: The Barn, postcode: CO15 1SF}}\n  - {{name: The Hall, address: 8 Low Street, postcode: CO1 1JB}}\n{rest}"
    );
    let mut feed = row();
    feed.drafts[0].source_id = "tea".to_owned();
    let merged = merge(feed, &here);
    let text = first(&merged);
    assert!(
        text.contains("The Barn") && text.contains("1 High Street"),
        "{text}"
    );
    assert!(
        !text.contains("8 Low Street") && text.matches("The Hall").count() == 1,
        "{text}"
    );
}

#[test]
fn an_id_of_a_row_that_is_no_id_here_is_said() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let sheet = "id,name\nown-tea,Tea and Talk\n";
    let merged = merge(
        rows(sheet, &guess(&["id", "name"]), &import, &mut |_| {}),
        &here(),
    );
    let mut fields = merged.services[0].fields.iter();
    let id = fields.find(|note| note.field == "id").unwrap();
    assert_eq!(id.outcome, Outcome::Changed);
    assert_eq!(
        (id.from.as_deref(), id.to.as_deref()),
        (Some("own-tea"), Some("tea-and-talk"))
    );
}

#[test]
fn another_feed_under_the_same_name_calls_nothing_gone_and_is_to_be_settled() {
    let services = |range: std::ops::Range<u8>| {
        let services: Vec<Value> = range
            .map(|number| json!({"id": format!("id-{number}"), "name": format!("Club {number}")}))
            .collect();
        read(
            &directory(),
            &[("feed.json", Value::Array(services).to_string())],
        )
    };
    let gone = |merged: &Merged| {
        let services = merged.services.iter();
        services
            .filter(|service| service.fate == Fate::Gone)
            .count()
    };
    let three = after(&merge(services(0..3), &here()));
    let other = merge(services(10..12), &three);
    // Nothing is taken, so that it does not pass for the same feed next time.
    assert!(other.services.is_empty() && other.writes.is_empty());
    assert!(
        other.to_settle[0].starts_with("this looks like another feed: 0 of the 3 entries"),
        "{:?}",
        other.to_settle
    );
    // With one of three there again, and with only two earlier, it may be the same feed.
    let same = merge(services(2..5), &three);
    assert_eq!((gone(&same), same.to_settle.len()), (2, 0));
    let two = after(&merge(services(0..2), &here()));
    let unsure = merge(services(10..12), &two);
    assert_eq!((gone(&unsure), unsure.to_settle.len()), (2, 0));
}

#[test]
fn whatever_a_mark_is_called_a_place_that_may_not_be_told_is_held_back() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let text = |column: &str, cell: &str, map: Option<&str>| {
        let sheet = format!("Name,Address,Postcode,{column}\nTea,12 Mill Lane,CO1 1JB,{cell}\n");
        let map = guess(&["Name", "Address", "Postcode", map.unwrap_or(column)]);
        let feed = rows(&sheet, &map, &import, &mut |_| {});
        let entry = first(&merge(feed.clone(), &here())).to_owned();
        (entry, format!("{:?}", feed.drafts[0].notes))
    };
    let held = |column: &str, cell: &str, map: Option<&str>| {
        let (entry, notes) = text(column, cell, map);
        let (held, told) = (
            entry.contains("{confidential: yes, district: CO1}"),
            entry.contains("12 Mill Lane"),
        );
        assert!(held != told, "{entry}");
        assert!(!held || !notes.contains("12 Mill Lane") && notes.contains("is confidential"));
        held
    };
    for column in ["Private?", "Safe house", "Internal only"] {
        assert!(
            held(column, "Yes", None) && !held(column, "no", None),
            "{column}"
        );
    }
    for column in [
        "Public (Y/N)",
        "Show address",
        "Publish address?",
        "Can we share?",
    ] {
        for no in ["No", "N", "ask first", ""] {
            assert!(held(column, no, None), "{column}: {no}");
            // Even where the map does not know the column.
            assert!(held(column, no, Some("Notes")), "{column}: {no}");
        }
        assert!(!held(column, "Yes", None), "{column}");
    }
}

#[test]
fn a_cost_of_a_cell_that_is_not_certain_is_a_comment_to_decide() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let entry = |cost: &str| {
        let sheet = format!("Name,Organisation,Cost\nTea,Colne Neighbours,{cost}\n");
        let map = guess(&["Name", "Organisation", "Cost"]);
        let feed = rows(&sheet, &map, &import, &mut |_| {});
        first(&merge(feed, &here())).to_owned()
    };
    for cost in [
        "£2 donation",
        "£3.50 (£2 concessions)",
        "free / donations",
        "free for carers",
        "Free first session then £5",
        "from £3",
    ] {
        let text = entry(cost);
        assert!(!text.contains("\ncost:"), "{text}");
        let comment = format!("# To decide: what does it cost? The spreadsheet says: {cost}\n");
        assert!(text.contains(&comment), "{text}");
    }
    for (cost, wanted) in [
        ("Free", "\ncost: free\n"),
        ("£5/class", "\ncost: {amount: 5.00, per: class}\n"),
    ] {
        let text = entry(cost);
        assert!(
            text.contains(wanted) && !text.contains("does it cost"),
            "{text}"
        );
    }
}

#[test]
fn a_row_that_holds_nothing_but_a_name_is_refused_and_listed() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let columns = ["Area", "Name", "Tel"];
    let sheet = "Area,Name,Tel\nCLACTON,,\n,Tea,01632 960001\n,Total groups: 6,\n";
    let feed = rows(sheet, &guess(&columns), &import, &mut |_| {});
    assert_eq!(feed.drafts.len(), 1);
    let refused: Vec<String> = feed
        .refused
        .iter()
        .map(|refused| format!("{}: {}", refused.which(), refused.why))
        .collect();
    assert!(
        refused[0].starts_with("row 2: the row says nothing but \"CLACTON\""),
        "{refused:?}"
    );
    assert!(
        refused[1].starts_with("row 4: the row says \"Total groups: 6\": a sum"),
        "{refused:?}"
    );
    // A spreadsheet of names alone is one of services.
    let names = rows("Name\nTea\n", &guess(&["Name"]), &import, &mut |_| {});
    assert_eq!(names.drafts.len(), 1);
}

#[test]
fn the_row_of_column_names_may_stand_below_titles_and_that_is_said() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let sheet = "sep=;\n;WHO;CONTACT\nName;Organisation;Tel\nTea;Colne Neighbours;01632 960001\n";
    let map = guess(&["Name", "Organisation", "Tel"]);
    let feed = rows(sheet, &map, &import, &mut |_| {});
    assert_eq!(feed.drafts.len(), 1, "{:?}", feed.refused);
    assert_eq!(
        (feed.drafts[0].name.as_str(), feed.drafts[0].place.as_str()),
        ("Tea", "row 3")
    );
    assert!(
        feed.notes[0].starts_with("the names of the columns were taken from row 2"),
        "{:?}",
        feed.notes
    );
}

#[test]
fn cells_as_people_write_them_are_read_for_what_they_say() {
    let loaded = directory();
    let import = Import {
        directory: &loaded.directory,
        today: TODAY,
        source: "spreadsheet",
    };
    let entry = |column: &str, cell: &str| {
        let columns = format!("Name,Organisation,{column}");
        let sheet = format!("{columns}\nTea,Colne Neighbours,{cell}\n");
        let columns: Vec<&str> = columns.split(',').collect();
        let feed = rows(&sheet, &guess(&columns), &import, &mut |_| {});
        first(&merge(feed, &here())).to_owned()
    };
    for (column, cell, wanted) in [
        (
            "Address 1,Address 2,Town,Postcode",
            "The Hall,High Street,Colchester,CO1 1JB",
            "  - {address: \"The Hall, High Street, Colchester\", postcode: CO1 1JB}\n",
        ),
        ("Status", "open", "\nstatus: active\n"),
        (
            "Status",
            "Maybe",
            "\nstatus: inactive\n# To decide: is it running? The spreadsheet says: Maybe\n",
        ),
        (
            "Postcode",
            "CO3",
            "# To decide: what is the whole postcode of the place? The spreadsheet says: CO3\n",
        ),
        (
            "Referral?",
            "Yes",
            "# To decide: how does one get in? The column is called Referral?. The spreadsheet says: Yes\n",
        ),
        ("Tel", "0044 1632 960001", "{phone: 01632 960001}"),
        (
            "Tel",
            "01632.960001 ext 5",
            "{phone: 01632 960001}\n# To decide: is 01632 960001 the number to print? The spreadsheet also has: extension 5\n",
        ),
        (
            "Tel",
            "01632 960001 (Dave) or 01632 960002",
            "{phone: 01632 960002}\n# To decide",
        ),
        ("Venue", "Zoom", "\nattending_type: [online]\n"),
        (
            "Venue",
            "Visits at home",
            "\nattending_type: [home visit]\n",
        ),
    ] {
        let text = entry(column, cell);
        assert!(text.contains(wanted), "{column}: {cell}: {text}");
    }
    for (column, cell, unwanted) in [
        ("Status", "open", "is it running"),
        ("Postcode", "CO3", "\nlocations"),
        ("Referral?", "No", "\nreferral"),
        ("Who for", "Anyone", "\neligibility"),
        ("Age", "all", "\neligibility"),
        ("Tel", "01632 960001 (Dave) or 01632 960002", "Dave"),
        ("Venue", "Zoom", "\nlocations"),
        ("Venue", "Visits at home", "\nlocations"),
    ] {
        let text = entry(column, cell);
        assert!(!text.contains(unwanted), "{column}: {cell}: {text}");
    }
    // A bare district is enough for a place that must not be told.
    let text = entry("Postcode,Confidential", "CO3,yes");
    assert!(
        text.contains("{confidential: yes, district: CO3}") && !text.contains("whole postcode"),
        "{text}"
    );
}

/// Loading raw files is what the command does; a draft has to be well formed for it.
#[test]
fn a_new_entry_is_read_by_the_loader() {
    let merged = merge(one(&tea("one@example.org", "Tea.")), &here());
    let text = first(&merged).replace("needs: []", "needs: [loneliness]");
    let mut raw = common::raw(&[]);
    raw.push(Raw::text(
        "services/oruk/tea-2.yaml",
        &text.replace("id: tea", "id: tea-2"),
    ));
    let loaded = signpost::load::texts(raw, "");
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    assert!(loaded.directory.service_by_id("tea-2").is_some());
}
