//! Whether the leaflet is for this person: who would be turned away, what nobody has asked, and what a plan puts on it.

use super::{directory_with, err, leaflet, leaflet_of, out, status};
use std::fs;

#[test]
fn a_service_whose_entry_turns_the_person_away_is_refused_until_it_was_asked() {
    // The entry says: Colchester; 65 and over; help with eating: no.
    let id = "colne-tea-and-talk";
    for (options, why) in [
        (["--near", "CO15 1AA"], "it serves only Colchester"),
        (["--age", "64"], "it is only for people aged 65 and over"),
        (
            ["--with", "help with eating"],
            "it cannot take somebody who needs help with eating",
        ),
    ] {
        let refused = leaflet(&[&[id], &options[..]].concat());
        assert_eq!(status(&refused), 2);
        assert!(out(&refused).is_empty());
        let said = err(&refused);
        assert!(
            said.contains(why) && said.contains("--asked colne-tea-and-talk"),
            "{said}"
        );
        let asked = leaflet(&[&[id, "--asked", id], &options[..]].concat());
        assert_eq!(status(&asked), 0, "{}", err(&asked));
    }
    let fits = leaflet(&[id, "--near", "CO4 5JR", "--age", "65"]);
    assert_eq!(status(&fits), 0, "{}", err(&fits));
    assert!(!out(&fits).contains("We have not checked"));
}

#[test]
fn an_area_that_the_entry_does_not_name_is_offered_to_be_asked_about() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace("area: [colchester]", "area: []")
    });
    let line = "We have not checked that they help people where you live.";
    let id = "colne-tea-and-talk";
    let near = leaflet_of(&directory, &[id, "--near", "CO4 5JR"]);
    assert!(out(&near).contains(line), "{}{}", out(&near), err(&near));
    // Nobody said where the person lives, so nothing can be said of it.
    assert!(!out(&leaflet_of(&directory, &[id])).contains(line));
}

#[test]
fn needs_beside_ids_are_refused_and_so_is_a_person_beside_a_rack() {
    let both = leaflet(&["colne-tea-and-talk", "--need", "falls"]);
    assert_eq!(status(&both), 2);
    assert!(err(&both).contains("not both"), "{}", err(&both));
    for option in [["--near", "CO1"], ["--age", "80"], ["--with", "oxygen"]] {
        let rack = leaflet(&[&["--each", "--out", "rack"], &option[..]].concat());
        assert_eq!(status(&rack), 2);
        assert!(err(&rack).contains("cannot be used with"), "{}", err(&rack));
    }
    let rack = leaflet(&["--each", "--out", "rack", "--safe-to-take"]);
    assert_eq!(status(&rack), 2);
}

#[test]
fn an_entry_that_cannot_be_read_is_not_said_to_be_missing() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace("kind: community", "kind: club")
    });
    let refused = leaflet_of(&directory, &["colne-tea-and-talk"]);
    assert_eq!(status(&refused), 2);
    let said = err(&refused);
    assert!(
        said.contains("the entry of colne-tea-and-talk cannot be read"),
        "{said}"
    );
    assert!(!said.contains("no service is called"), "{said}");
}

#[test]
fn what_a_plan_offers_by_name_stands_on_the_leaflet() {
    let carer = leaflet(&["--case", "examples/cases/carer-coping.yaml", "--unapproved"]);
    assert_eq!(status(&carer), 0, "{}", err(&carer));
    assert!(out(&carer).contains("Carers First Stop"), "{}", out(&carer));
}

#[test]
fn a_referral_that_a_plan_asks_for_is_said_to_be_still_to_be_made() {
    let case = [
        "--case",
        "examples/cases/mr-b-falls-only.yaml",
        "--unapproved",
    ];
    let made = leaflet(&case);
    assert_eq!(status(&made), 0, "{}", err(&made));
    let said = err(&made);
    assert!(
        said.contains("refer the person to community-physiotherapy-falls"),
        "{said}"
    );
    assert!(!out(&made).contains("We have asked them to see you."));
    let options = [&case[..], &["--referred", "community-physiotherapy-falls"]].concat();
    assert!(out(&leaflet(&options)).contains("We have asked them to see you."));
    // Two teams get in touch, each in its own way.
    let shared = [&case[..], &["--hear-how", "by letter"]].concat();
    assert_eq!(status(&leaflet(&shared)), 2);
    let apart = [
        &case[..],
        &["--hear-how", "community-physiotherapy-falls=by letter"],
    ]
    .concat();
    let apart = out(&leaflet(&apart));
    assert_eq!(apart.matches("How: by letter.").count(), 1, "{apart}");
}

#[test]
fn a_leaflet_names_nobody_and_asks_how_a_sensitive_service_may_reach_them() {
    let id = "colne-tea-and-talk";
    for options in [
        vec!["--from", "for 943 476 5919"],
        vec!["--referred", id, "--hear-how", "by letter to AB 12 34 56 C"],
    ] {
        let refused = leaflet(&[&[id], &options[..]].concat());
        assert_eq!(status(&refused), 2);
        assert!(
            err(&refused).contains("says nothing else of the person"),
            "{}",
            err(&refused)
        );
    }
    let from = leaflet(&[id, "--from", "the falls clinic, 01632 960123"]);
    assert_eq!(status(&from), 0, "{}", err(&from));
    let id = "lantern-domestic-abuse-service";
    let safe = leaflet(&[id, "--safe-to-take", "--referred", id]);
    assert_eq!(status(&safe), 0, "{}", err(&safe));
    assert!(
        err(&safe).contains("how they can be reached safely"),
        "{}",
        err(&safe)
    );
}

#[test]
fn a_rack_keeps_what_is_closed_or_old_where_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let all = folder.path().join("all");
    assert_eq!(
        status(&leaflet(&["--each", "--out", all.to_str().unwrap()])),
        0
    );
    assert!(!all.join("falls-talks.txt").exists());
    let named = folder.path().join("named");
    let made = leaflet(&["falls-talks", "--each", "--out", named.to_str().unwrap()]);
    assert_eq!(status(&made), 0, "{}", err(&made));
    let page = fs::read_to_string(named.join("falls-talks.txt")).unwrap();
    assert!(
        page.contains("Ring first: it was not running when we last"),
        "{page}"
    );
}

#[test]
fn letters_without_a_shape_stop_a_rack_and_every_entry_is_named() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace("name: Tea and Talk", "name: Tea 茶 and Talk")
    });
    let phone_pals = directory
        .path()
        .join("directory/services/befriending/colne-phone-pals.yaml");
    let text = fs::read_to_string(&phone_pals).unwrap();
    fs::write(
        &phone_pals,
        text.replace("name: Phone Pals", "name: Phone 友 Pals"),
    )
    .unwrap();
    let rack = directory.path().join("rack");
    let arguments = ["--each", "--format", "pdf", "--out", rack.to_str().unwrap()];
    let refused = leaflet_of(&directory, &arguments);
    assert_eq!(status(&refused), 2);
    let said = err(&refused);
    assert!(
        said.contains("colne-phone-pals, colne-tea-and-talk"),
        "{said}"
    );
    assert!(said.contains("`茶`") && said.contains("`友`"), "{said}");
    assert!(!rack.exists());
}

#[test]
fn small_paper_has_no_room_for_very_large_print() {
    let refused = leaflet(&[
        "colne-tea-and-talk",
        "--format",
        "html",
        "--size",
        "a5",
        "--points",
        "25",
    ]);
    assert_eq!(status(&refused), 2);
    assert!(err(&refused).contains("use --size a4"), "{}", err(&refused));
}

#[test]
fn a_condition_that_nobody_asked_about_is_said_to_the_worker() {
    // The entry says: "Finds it hard to use an ordinary bus because of age or disability".
    let id = "dial-a-ride-colne";
    let made = leaflet(&[id]);
    assert!(
        err(&made).contains("dial-a-ride-colne: ask first: is this true of the person?"),
        "{}",
        err(&made)
    );
    assert!(out(&made).contains("It is not for everybody."));
    let asked = leaflet(&[id, "--asked", id]);
    assert!(!err(&asked).contains("ask first"), "{}", err(&asked));
    assert!(!out(&asked).contains("It is not for everybody."));
}

#[test]
fn a_need_without_a_place_asks_whether_they_help_people_there() {
    let need = ["--need", "befriending", "--age", "82"];
    let nowhere = leaflet(&need);
    assert_eq!(status(&nowhere), 0, "{}", err(&nowhere));
    assert!(
        err(&nowhere).contains("no place given"),
        "{}",
        err(&nowhere)
    );
    assert!(out(&nowhere).contains("We have not checked that they help people where you live."));
    let somewhere = leaflet(&[&need[..], &["--near", "CO4 5JR"]].concat());
    assert!(
        !out(&somewhere).contains("where you live"),
        "{}",
        out(&somewhere)
    );
}

#[test]
fn where_one_is_left_out_the_next_takes_its_place_and_all_is_all() {
    let need = [
        "--need",
        "loneliness",
        "--near",
        "CO4 5JR",
        "--age",
        "82",
        "--all",
    ];
    let made = leaflet(&need);
    assert_eq!(status(&made), 0, "{}", err(&made));
    let services = |text: &str| text.matches("We last checked this on").count();
    let all = services(&out(&made));
    let three = leaflet(&need[..need.len() - 1]);
    assert_eq!(services(&out(&three)), all.min(3), "{}", err(&three));
    let find = std::process::Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args([
            "find",
            "loneliness",
            "--near",
            "CO4 5JR",
            "--age",
            "82",
            "--for-themselves",
        ])
        .args([
            "--kind",
            "community",
            "--kind",
            "statutory",
            "--format",
            "json",
            "--limit",
            "1000",
        ])
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let found: serde_json::Value = serde_json::from_slice(&find.stdout).unwrap();
    let found = found["services"].as_array().unwrap().len();
    // Every one that was found is printed, or said to be left out.
    assert_eq!(
        all + err(&made).matches("is left out").count(),
        found,
        "{}",
        err(&made)
    );
    assert!(all > 3, "{all}");
}

#[test]
fn an_entry_that_gives_its_confidential_place_away_is_not_printed() {
    let id = "lantern-domestic-abuse-service";
    let directory = directory_with(id, |text| format!("{text}# They meet at 12 Hidden Road.\n"));
    let refused = leaflet_of(&directory, &[id, "--safe-to-take"]);
    assert_eq!(status(&refused), 2);
    assert!(
        err(&refused).contains("gives its confidential place away"),
        "{}",
        err(&refused)
    );
    assert!(out(&refused).is_empty());
}

#[test]
fn one_referral_needs_no_id_however_many_needs_lead_to_it() {
    let case = [
        "--case",
        "examples/cases/copd-weak-and-lonely.yaml",
        "--unapproved",
    ];
    let made = leaflet(&[&case[..], &["--hear-by", "2026-12-04"]].concat());
    assert_eq!(status(&made), 0, "{}", err(&made));
    assert_eq!(
        err(&made).matches("my-social-prescription").count(),
        1,
        "{}",
        err(&made)
    );
}

#[test]
fn what_is_said_of_a_service_that_is_not_in_the_rack_is_refused() {
    let rack = leaflet(&[
        "falls-talks",
        "--each",
        "--out",
        "rack",
        "--asked",
        "dial-a-ride-colne",
    ]);
    assert_eq!(status(&rack), 2);
    assert!(
        err(&rack).contains("this service is not on the leaflet"),
        "{}",
        err(&rack)
    );
}

#[test]
fn a_way_without_speaking_is_said_as_it_is() {
    let number = out(&leaflet(&["colne-tea-and-talk"]));
    assert!(
        number.contains("Without speaking: text 07700 900100"),
        "{number}"
    );
    let words = out(&leaflet(&["eye-casualty"]));
    assert!(
        words.contains("Without speaking: Use 111.nhs.uk"),
        "{words}"
    );
}
