//! `signpost leaflet` as people run it: what the worker says, languages, reading out, and several at once.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

#[path = "leaflet/fit.rs"]
mod fit;

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
    let by_need = path("domestic-abuse-support.pdf");
    let by_need = leaflet(&[id, "--safe-to-take", "--format", "pdf", "--out", &by_need]);
    assert_eq!(status(&by_need), 2, "{}", err(&by_need));
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

/// A copy of the demonstration with one entry in other words.
fn directory_with(id: &str, change: impl Fn(String) -> String) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let mut changed = false;
    for entry in walkdir::WalkDir::new("directory") {
        let entry = entry.unwrap();
        let to = copy.path().join(entry.path());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else if entry.path().file_stem().is_some_and(|stem| stem == id) {
            let text = fs::read_to_string(entry.path()).unwrap();
            fs::write(to, change(text)).unwrap();
            changed = true;
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    assert!(changed, "there is no {id}");
    copy
}

fn leaflet_of(directory: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let path = directory.path().join("directory");
    leaflet(&[arguments, &["--directory", path.to_str().unwrap()]].concat())
}

const THREE: [&str; 3] = [
    "colne-tea-and-talk",
    "dial-a-ride-colne",
    "colne-phone-pals",
];

#[test]
fn a_pdf_of_three_services_is_small_and_the_same_each_time() {
    let arguments = [&THREE[..], &["--format", "pdf"]].concat();
    let (one, other) = (leaflet(&arguments), leaflet(&arguments));
    assert_eq!(status(&one), 0, "{}", err(&one));
    assert!(one.stdout.starts_with(b"%PDF-"));
    assert!(one.stdout == other.stdout);
    assert!(one.stdout.len() < 150_000, "{}", one.stdout.len());
}

#[test]
fn a_letter_without_a_shape_is_named_with_its_entry_and_nothing_is_written() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace("name: Tea and Talk", "name: Tea 茶 and Talk")
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tea.pdf");
    let path = path.to_str().unwrap();
    let refused = leaflet_of(
        &directory,
        &["colne-tea-and-talk", "--format", "pdf", "--out", path],
    );
    assert_eq!(status(&refused), 2, "{}", err(&refused));
    let said = err(&refused);
    assert!(
        said.contains("Tea 茶 and Talk: `茶` (U+8336) is not in the font"),
        "{said}"
    );
    assert!(said.contains("--format html"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let rack = folder.path().join("rack");
    let refused = leaflet_of(
        &directory,
        &["--each", "--format", "pdf", "--out", rack.to_str().unwrap()],
    );
    assert_eq!(status(&refused), 2, "{}", err(&refused));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let page = leaflet_of(&directory, &["colne-tea-and-talk", "--format", "html"]);
    assert_eq!(status(&page), 0, "{}", err(&page));
    assert!(out(&page).contains("茶"));
}

#[test]
fn markup_and_ten_thousand_words_are_printed_as_they_are() {
    let many = "word ".repeat(10_000);
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace(
            "summary: A volunteer",
            "summary: <script>alert(1)</script> *bold* A volunteer",
        )
        .replace("plain: |\n", &format!("plain: |\n  <b>Tea</b> {many}\n"))
    });
    for format in ["text", "markdown", "html", "pdf", "spoken"] {
        let made = leaflet_of(&directory, &["colne-tea-and-talk", "--format", format]);
        assert_eq!(status(&made), 0, "{format}: {}", err(&made));
        let page = String::from_utf8_lossy(&made.stdout);
        assert!(
            !page.contains("<b>Tea") || format == "text" || format == "spoken",
            "{format}"
        );
        if format != "pdf" {
            assert!(page.matches("word").count() >= 10_000, "{format}");
        }
    }
}

#[test]
fn an_entry_with_control_characters_is_left_out_and_said_so() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text.replace("name: Tea and Talk", "name: \"Tea \\x1B[2J and Talk\"")
    });
    let refused = leaflet_of(&directory, &["colne-tea-and-talk", "--format", "pdf"]);
    assert_eq!(status(&refused), 2);
    assert!(refused.stdout.is_empty());
    assert!(!err(&refused).contains('\u{1b}'), "{:?}", err(&refused));
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("there.pdf"), "old").unwrap();
    let written = |out: &str, more: &[&str]| {
        let arguments = ["colne-tea-and-talk", "--format", "pdf", "--out", out];
        leaflet(&[&arguments[..], more].concat())
    };
    for (out, why) in [
        (folder.path().to_str().unwrap().to_owned(), "is a folder"),
        (path("there.pdf"), "exists already"),
        (path("no/such/leaflet.pdf"), "there is no folder"),
        (path("there.pdf/leaflet.pdf"), "cannot write"),
    ] {
        let refused = written(&out, &[]);
        assert_eq!(status(&refused), 2, "{out}");
        assert!(err(&refused).contains(why), "{out}: {}", err(&refused));
        assert!(refused.stdout.is_empty());
    }
    assert_eq!(fs::read_to_string(path("there.pdf")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(status(&written(&path("there.pdf"), &["--force"])), 0);
    assert!(fs::read(path("there.pdf")).unwrap().starts_with(b"%PDF-"));
    let rack = leaflet(&["--each", "--out", &path("there.pdf")]);
    assert_eq!(status(&rack), 2);
    assert!(err(&rack).contains("is a file"), "{}", err(&rack));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn no_service_found_makes_no_leaflet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leaflet.pdf");
    let none = leaflet(&[
        "--need",
        "gambling",
        "--near",
        "IV27 4RZ",
        "--age",
        "3",
        "--format",
        "pdf",
        "--out",
        path.to_str().unwrap(),
    ]);
    assert_eq!(status(&none), 1, "{}{}", out(&none), err(&none));
    assert!(err(&none).contains("no service found"), "{}", err(&none));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn sight_loss_is_printed_large_unless_a_size_was_named() {
    let id = "colne-tea-and-talk";
    let large = "html { font-size: 18pt; }";
    let page = |more: &[&str]| leaflet(&[&[id, "--format", "html"], more].concat());
    assert!(!out(&page(&[])).contains(large));
    let seen = page(&["--with", "sight loss"]);
    assert!(out(&seen).contains(large));
    assert!(err(&seen).contains("in large print"), "{}", err(&seen));
    let small = page(&["--with", "sight loss", "--points", "14"]);
    assert!(!out(&small).contains("font-size: 18pt"));
    assert!(!err(&small).contains("large print"), "{}", err(&small));
    let larger = page(&["--large-print", "--points", "24"]);
    assert!(out(&larger).contains("html { font-size: 24pt; }"));
    for refused in [
        &["--large-print", "--points", "16"][..],
        &["--points", "13"],
        &["--points", "37"],
    ] {
        assert_eq!(status(&page(refused)), 2, "{refused:?}");
    }
    assert_eq!(status(&leaflet(&[id, "--large-print"])), 2);
}

#[test]
fn a_case_that_speaks_of_sight_loss_is_printed_large() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case.yaml");
    let text = fs::read_to_string("examples/cases/red-flag-stroke-signs.yaml").unwrap();
    assert!(!text.contains("\nwith:"), "choose another case");
    fs::write(&case, format!("{text}\nwith: [sight loss]\n")).unwrap();
    let page = leaflet(&["--case", case.to_str().unwrap(), "--format", "html"]);
    assert_eq!(status(&page), 0, "{}", err(&page));
    assert!(out(&page).contains("html { font-size: 18pt; }"));
    // What the case says of the person is not on the leaflet.
    assert!(!out(&page).contains("sight"), "{}", out(&page));
}

#[test]
fn a_code_stands_on_every_leaflet_but_those_that_must_not_tell() {
    let ordinary = leaflet(&["colne-tea-and-talk", "--format", "html"]);
    assert!(
        out(&ordinary).contains("aria-label=\"QR code that opens colne-neighbours.example.org")
    );
    let sensitive = leaflet(&[
        "lantern-domestic-abuse-service",
        "--safe-to-take",
        "--format",
        "html",
    ]);
    assert_eq!(status(&sensitive), 0, "{}", err(&sensitive));
    assert!(!out(&sensitive).contains("<svg"));
    let block = |page: &Output| {
        let page = out(page);
        page[page.find("<section class=\"crisis\">").unwrap()..].to_owned()
    };
    assert_eq!(block(&ordinary), block(&sensitive));
}

#[test]
fn a_rack_of_pdfs_has_its_contents_as_a_page_of_html() {
    let folder = tempfile::tempdir().unwrap();
    let rack = folder.path().join("rack");
    let made = leaflet(
        &[
            &THREE[..],
            &[
                "--each",
                "--index",
                "--format",
                "pdf",
                "--out",
                rack.to_str().unwrap(),
            ],
        ]
        .concat(),
    );
    assert_eq!(status(&made), 0, "{}", err(&made));
    let index = fs::read_to_string(rack.join("index.html")).unwrap();
    for id in THREE {
        assert!(index.contains(&format!("href=\"{id}.pdf\"")), "{index}");
        assert!(
            fs::read(rack.join(format!("{id}.pdf")))
                .unwrap()
                .starts_with(b"%PDF-")
        );
    }
}

#[test]
fn an_entrys_own_welsh_is_printed_and_the_worker_hears_of_what_is_missing() {
    let directory = directory_with("colne-tea-and-talk", |text| {
        text + "translations:\n  - {language: cy, on: 2020-01-01, summary: Rhywun i siarad.}\n"
    });
    let page = leaflet_of(
        &directory,
        &[
            "colne-tea-and-talk",
            "dial-a-ride-colne",
            "--lang",
            "cy",
            "--unverified",
        ],
    );
    assert_eq!(status(&page), 0, "{}", err(&page));
    assert!(out(&page).contains("Rhywun i siarad."));
    assert!(out(&page).contains("may be out of date"), "{}", out(&page));
    let said = err(&page);
    assert!(
        said.contains("colne-tea-and-talk: its words in Welsh are older"),
        "{said}"
    );
    assert!(
        said.contains("dial-a-ride-colne has no words in Welsh"),
        "{said}"
    );
}

#[test]
fn a_language_file_of_ones_own_is_used_or_said_to_be_wrong_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let english = leaflet(&["--print-words"]);
    assert_eq!(status(&english), 0, "{}", err(&english));
    let english = String::from_utf8(english.stdout).unwrap();
    let written = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    // A language from right to left whose words nobody has checked.
    let urdu = english
        .replace("code = \"en-GB\"", "code = \"ur\"")
        .replace("name = \"English\"", "name = \"Urdu\"")
        .replace("direction = \"ltr\"", "direction = \"rtl\"")
        .replace("title = \"What to do next\"", "title = \"اب کیا کریں\"");
    let unchecked: Vec<&str> = urdu
        .lines()
        .filter(|line| !line.starts_with("checked_by") && !line.starts_with("checked_on = \"26"))
        .collect();
    let unchecked = unchecked.join("\n");
    let file = written("ur.toml", &unchecked);
    let id = "colne-tea-and-talk";
    assert_eq!(status(&leaflet(&[id, "--lang", &file])), 2);
    let page = leaflet(&[id, "--lang", &file, "--unverified", "--format", "html"]);
    assert_eq!(status(&page), 0, "{}", err(&page));
    assert!(out(&page).contains("<html lang=\"ur\" dir=\"rtl\">"));
    assert!(out(&page).contains("اب کیا کریں"));
    let paper = leaflet(&[id, "--lang", &file, "--unverified", "--format", "pdf"]);
    assert_eq!(status(&paper), 2);
    assert!(err(&paper).contains("use --format html"), "{}", err(&paper));
    let broken = written(
        "no.toml",
        &english.replace("label_cost = ", "label_cots = "),
    );
    let refused = leaflet(&[id, "--lang", &broken]);
    assert_eq!(status(&refused), 2);
    let line = english
        .lines()
        .position(|line| line.starts_with("label_cost"));
    let place = format!(
        "no.toml:{}:14: there is no phrase `label_cots`",
        line.unwrap() + 1
    );
    assert!(err(&refused).contains(&place), "{}", err(&refused));
    assert!(err(&refused).contains("[words] has no `label_cost`"));
}
