//! Two hundred correct entries of every shape, each written by hand: no check finds anything in them, at whatever severity.

mod common;

use common::{TODAY, listed};
use signpost::check;
use signpost::load::{self, Loaded};
use signpost::model::service::{AttendingAccess, CapacityState, Cost, Kind, Location, Status};
use signpost::model::vocabulary::{Profession, SupportNeed, Vocabulary};
use signpost::place::Table;
use std::collections::BTreeSet;
use std::path::Path;

fn corpus() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/correct");
    load::folder::load(&root).expect("the corpus is there")
}

#[test]
fn nothing_is_found_in_correct_entries() {
    let loaded = corpus();
    let found = listed(&loaded.findings, &loaded.sources);
    assert!(found.is_empty(), "{found:#?}");
    let checked = check::run(&loaded.directory, Some(&Table::embedded()), TODAY);
    let found = listed(&checked.findings, &loaded.sources);
    assert!(found.is_empty(), "{found:#?}");
    assert!(
        checked.allowed.is_empty(),
        "nothing needs an exception either"
    );
}

#[test]
fn the_entries_are_two_hundred_and_no_two_are_alike() {
    let directory = corpus().directory;
    assert!(
        directory.services.len() >= 200,
        "{}",
        directory.services.len()
    );
    let summaries: BTreeSet<&str> = directory
        .services
        .iter()
        .map(|service| service.summary.as_str())
        .collect();
    assert_eq!(summaries.len(), directory.services.len());
}

#[test]
fn every_key_and_every_word_of_the_format_is_used() {
    let directory = corpus().directory;
    let services = &directory.services;
    let any = |what: &str, holds: &dyn Fn(&signpost::model::service::Service) -> bool| {
        assert!(services.iter().any(holds), "no entry has {what}");
    };
    for (word, kind) in Kind::WORDS {
        any(word, &|service| service.kind == *kind);
    }
    for (word, status) in Status::WORDS {
        any(word, &|service| service.status.value == *status);
    }
    for (word, access) in AttendingAccess::WORDS {
        any(word, &|service| service.attending_access.contains(access));
    }
    for (word, need) in SupportNeed::WORDS {
        any(word, &|service| service.accepts(*need).is_some());
    }
    for (word, state) in CapacityState::WORDS {
        any(word, &|service| {
            service
                .capacity
                .as_ref()
                .is_some_and(|capacity| capacity.state == *state)
        });
    }
    let take_nobody_back = [
        Profession::OperatingDepartmentPractitioner,
        Profession::Paramedic,
        Profession::DiagnosticRadiographer,
    ];
    for (word, profession) in Profession::WORDS {
        if !take_nobody_back.contains(profession) {
            any(word, &|service| service.profession == Some(*profession));
        }
    }
    any("a confidential place", &|service| {
        matches!(service.locations[..], [Location::Confidential { .. }])
    });
    any("several places", &|service| service.locations.len() > 1);
    any("a description", &|service| service.description.is_some());
    any("a plain text", &|service| service.plain.is_some());
    any("plain words that were tested", &|service| {
        service.plain_tested.is_some()
    });
    any("a translation", &|service| !service.translations.is_empty());
    any("a companion", &|service| service.companion.is_some());
    any("an alert", &|service| !service.alerts.is_empty());
    any("a price", &|service| {
        matches!(service.cost, Some(Cost::Price { .. }))
    });
    any("no cost", &|service| service.cost.is_none());
    any("services it sends on to", &|service| {
        !service.sends_on_to.is_empty()
    });
    any("a youngest age", &|service| {
        service.eligibility.minimum_age.is_some()
    });
    any("an oldest age", &|service| {
        service.eligibility.maximum_age.is_some()
    });
    any("another condition", &|service| {
        service.eligibility.other.is_some()
    });
    any("weeks of the month", &|service| {
        service
            .hours
            .iter()
            .any(|session| !session.weeks.is_empty())
    });
    any("a language", &|service| service.languages.len() > 3);
    any("a sensitive subject", &|service| service.sensitive);
    any("a source", &|service| service.assured.source.is_some());
    any("no way to speak", &|service| {
        service.contact.phone.is_none() && service.contact.text.is_some()
    });
    any("letters that are not English", &|service| {
        !service.name.is_ascii()
    });
}
