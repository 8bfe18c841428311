//! `signpost leaflet` as people run it: what the worker says, languages, reading out, and several at once.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::process::{Command, Output};

fn leaflet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .arg("leaflet")
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn what_was_not_checked_is_offered_to_be_asked_until_it_was() {
    let unchecked = ["colne-tea-and-talk", "--with", "oxygen"];
    let line = "We have not checked that they can take your oxygen. We can ring for you:";
    assert!(
        out(&leaflet(&unchecked)).contains(line),
        "{}",
        out(&leaflet(&unchecked))
    );
    let asked = [&unchecked[..], &["--asked", "colne-tea-and-talk"]].concat();
    let asked = leaflet(&asked);
    assert_eq!(status(&asked), 0, "{}", err(&asked));
    assert!(
        !out(&asked).contains("We have not checked"),
        "{}",
        out(&asked)
    );
    let elsewhere = [&unchecked[..], &["--asked", "dial-a-ride-colne"]].concat();
    assert_eq!(status(&leaflet(&elsewhere)), 2);
}

#[test]
fn a_sensitive_service_is_printed_only_where_it_is_safe_and_nothing_outside_gives_it_away() {
    let id = "lantern-domestic-abuse-service";
    let refused = leaflet(&[id]);
    assert_eq!(status(&refused), 2);
    assert!(out(&refused).is_empty());
    assert!(
        err(&refused).contains("--safe-to-take"),
        "{}",
        err(&refused)
    );
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let telling = leaflet(&[
        id,
        "--safe-to-take",
        "--format",
        "html",
        "--out",
        &path("abuse.html"),
    ]);
    assert_eq!(status(&telling), 2, "{}", err(&telling));
    assert!(!folder.path().join("abuse.html").exists());
    let safe = leaflet(&[
        id,
        "--safe-to-take",
        "--format",
        "html",
        "--out",
        &path("sheet.html"),
    ]);
    assert_eq!(status(&safe), 0, "{}", err(&safe));
    let page = fs::read_to_string(folder.path().join("sheet.html")).unwrap();
    let title = page
        .split("<title>")
        .nth(1)
        .unwrap()
        .split("</title>")
        .next()
        .unwrap();
    assert!(title.contains("What to do next"), "{title}");
    assert!(
        !title.to_lowercase().contains("abuse") && !title.contains("Lantern"),
        "{title}"
    );
}

#[test]
fn an_unchecked_language_is_printed_only_unverified_and_says_so() {
    let refused = leaflet(&["colne-tea-and-talk", "--lang", "cy"]);
    assert_eq!(status(&refused), 2);
    assert!(err(&refused).contains("--unverified"), "{}", err(&refused));
    let welsh = leaflet(&["colne-tea-and-talk", "--lang", "cy", "--unverified"]);
    assert_eq!(status(&welsh), 0, "{}", err(&welsh));
    assert!(
        err(&welsh).contains("nobody has checked"),
        "{}",
        err(&welsh)
    );
    assert!(out(&welsh).contains("Nobody who speaks Welsh well has checked"));
    assert!(out(&welsh).contains("In an emergency or a crisis"));
    let unknown = leaflet(&["colne-tea-and-talk", "--lang", "tlh"]);
    assert_eq!(status(&unknown), 2);
    assert!(err(&unknown).contains("cy (Welsh)"), "{}", err(&unknown));
    let spoken = [
        "colne-tea-and-talk",
        "--lang",
        "cy",
        "--unverified",
        "--format",
        "spoken",
    ];
    assert_eq!(status(&leaflet(&spoken)), 2);
}

#[test]
fn a_referral_says_by_when_somebody_gets_in_touch() {
    let id = "colne-tea-and-talk";
    let referred = leaflet(&[
        id,
        "--referred",
        id,
        "--hear-by",
        "2026-12-04",
        "--hear-how",
        "by telephone",
        "--from",
        "the chest clinic",
    ]);
    assert_eq!(status(&referred), 0, "{}", err(&referred));
    let said = out(&referred);
    assert!(
        said.contains("If you have heard nothing by 4 December 2026, ring"),
        "{said}"
    );
    assert!(said.contains("How: by telephone."), "{said}");
    assert!(said.contains("given to you by the chest clinic."), "{said}");
    assert_eq!(
        status(&leaflet(&[id, "--referred", id, "--hear-by", "2026-11-01"])),
        2
    );
    assert_eq!(status(&leaflet(&[id, "--hear-by", "2026-12-04"])), 2);
}

#[test]
fn a_rack_has_a_leaflet_for_each_service_that_a_person_may_take_and_a_page_of_contents() {
    let folder = tempfile::tempdir().unwrap();
    let rack = folder.path().join("rack");
    let arguments = [
        "--each",
        "--index",
        "--format",
        "html",
        "--out",
        rack.to_str().unwrap(),
    ];
    let made = leaflet(&arguments);
    assert_eq!(status(&made), 0, "{}", err(&made));
    assert!(rack.join("colne-tea-and-talk.html").exists());
    assert!(!rack.join("lantern-domestic-abuse-service.html").exists());
    assert!(
        err(&made).contains("lantern-domestic-abuse-service"),
        "{}",
        err(&made)
    );
    let index = fs::read_to_string(rack.join("index.html")).unwrap();
    let leaflets = fs::read_dir(&rack).unwrap().count() - 1;
    assert_eq!(index.matches("<li>").count(), leaflets);
    // Nothing else is left in the folder, and what is there is not replaced unasked.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(status(&leaflet(&arguments)), 2);
    let one = folder.path().join("one");
    let named = leaflet(&[
        "colne-tea-and-talk",
        "--each",
        "--out",
        one.to_str().unwrap(),
    ]);
    assert_eq!(status(&named), 0, "{}", err(&named));
    assert_eq!(fs::read_dir(one).unwrap().count(), 1);
}

#[test]
fn plain_words_say_which_entry_has_none_of_its_own() {
    let id = "hospital-patient-transport";
    let file = fs::read_to_string("directory/services/transport/hospital-patient-transport.yaml");
    assert!(!file.unwrap().contains("\nplain:"), "choose another entry");
    let plain = leaflet(&[id, "--plain-words"]);
    assert_eq!(status(&plain), 0, "{}", err(&plain));
    assert!(
        err(&plain).contains("has no `plain` text"),
        "{}",
        err(&plain)
    );
}
