//! `signpost rules`: what it signs, what it refuses to sign, and what a signature is worth afterwards.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .args(["--today", "2026-11-24"])
        .args(arguments)
        .env_clear()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A directory for real people whose rules nobody has signed, and comments in its rules.
struct Unsigned(tempfile::TempDir);

impl Unsigned {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let small = Path::new("tests/minimal");
        for entry in walkdir::WalkDir::new(small) {
            let entry = entry.unwrap();
            let inside = folder
                .path()
                .join(entry.path().strip_prefix(small).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(inside).unwrap();
            } else {
                fs::copy(entry.path(), inside).unwrap();
            }
        }
        let unsigned = Self(folder);
        let settings = unsigned.file("signpost.toml");
        let real = fs::read_to_string(&settings)
            .unwrap()
            .replace("demonstration = true", "demonstration = false")
            .replace("as_of = 2026-11-23\n", "");
        fs::write(settings, real).unwrap();
        let rules = unsigned.rules();
        let start = rules.find("[approval]").unwrap();
        let end = rules.find("[actions.call-999]").unwrap();
        unsigned.write(&format!(
            "# Who may read this: everybody.\n{}# Actions first.\n{}",
            &rules[..start],
            &rules[end..]
        ));
        unsigned
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn rules(&self) -> String {
        fs::read_to_string(self.file("routing.toml")).unwrap()
    }

    fn write(&self, rules: &str) {
        fs::write(self.file("routing.toml"), rules).unwrap();
    }

    fn path(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    fn approve(&self, by: &str, organisation: &str, review: &str) -> Output {
        let by = ["--by", by, "--organisation", organisation];
        let path = self.path();
        run(&[&["rules", "approve", path][..], &by, &["--review", review]].concat())
    }

    fn check(&self) -> Output {
        run(&["check", self.path()])
    }

    fn route(&self) -> Output {
        let path = ["--directory", self.path()];
        let case = ["--need", "loneliness", "--fact", "stroke-signs=no"];
        run(&[&["route"][..], &path, &case, &["--fact", "agrees=yes"]].concat())
    }
}

#[test]
fn rules_that_are_signed_may_be_used_with_people() {
    let directory = Unsigned::new();
    let before = directory.rules();
    assert!(out(&directory.check()).contains("rules-not-approved"));
    assert_eq!(status(&directory.route()), 2);

    let signed = directory.approve("clinical safety lead", "Tŷ \"Hafan\"", "2027-05-31");
    assert_eq!(status(&signed), 0, "{}", err(&signed));
    let said = out(&signed);
    for words in [
        "4 rules",
        "version 1",
        "clinical safety lead",
        "31 May 2027",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }

    let check = directory.check();
    assert_eq!(status(&check), 0, "{}", out(&check));
    assert!(!out(&check).contains("rules-not-approved"));
    let route = directory.route();
    assert_eq!(status(&route), 0, "{}", err(&route));

    // Everything that stood there still does, byte for byte.
    let after = directory.rules();
    let start = after.find("\n[approval]\n").unwrap();
    let end = after[start..].find("# Actions first.").unwrap() + start;
    assert_eq!(format!("{}{}", &after[..start + 1], &after[end..]), before);
    let table = &after[start..end];
    assert!(table.contains("on = 2026-11-24\nreview = 2027-05-31\n"));
    assert!(table.contains("organization = \"Tŷ \\\"Hafan\\\"\""));
    let fingerprint = table.split('"').rev().nth(1).unwrap();
    assert_eq!(fingerprint.len(), 64);
    assert!(said.contains(fingerprint));
}

#[test]
fn a_rule_that_changes_afterwards_ends_the_approval_and_a_comment_does_not() {
    let directory = Unsigned::new();
    directory.approve("clinical safety lead", "Small directory", "2027-05-31");
    let signed = directory.rules();
    directory.write(&format!("{signed}\n# Read in the meeting of November.\n"));
    assert_eq!(status(&directory.check()), 0);

    directory.write(&signed.replace(
        "falls-12-months = \"2+\"",
        "falls-12-months = [\"1\", \"2+\"]",
    ));
    let check = directory.check();
    assert_eq!(status(&check), 1);
    assert!(out(&check).contains("changed since they were approved"));
    let route = directory.route();
    assert_eq!(status(&route), 2);
    assert!(err(&route).contains("they have changed since they were approved"));

    // Signing again replaces the old signature where it stands.
    let again = directory.approve("medical director", "Small directory", "2027-06-30");
    assert_eq!(status(&again), 0, "{}", err(&again));
    let rules = directory.rules();
    assert_eq!(rules.matches("[approval]").count(), 1);
    assert!(rules.contains("role = \"medical director\""));
    assert!(!rules.contains("clinical safety lead"));
    assert_eq!(status(&directory.check()), 0);
}

#[test]
fn line_endings_and_permissions_stay() {
    let directory = Unsigned::new();
    directory.write(&directory.rules().replace('\n', "\r\n"));
    let signed = directory.approve("clinical safety lead", "Small directory", "2027-05-31");
    assert_eq!(status(&signed), 0, "{}", err(&signed));
    let rules = directory.rules();
    assert_eq!(rules.matches('\n').count(), rules.matches("\r\n").count());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = directory.file("routing.toml");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        directory.approve("clinical safety lead", "Small directory", "2027-06-01");
        assert!(directory.rules().contains("2027-06-01"));
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o664
        );
    }
}

#[test]
fn what_cannot_be_signed_is_refused_with_the_reason_and_nothing_is_written() {
    let directory = Unsigned::new();
    let before = directory.rules();
    for (by, organisation, review, why) in [
        (" ", "Small directory", "2027-05-31", "--by is empty"),
        ("lead", "", "2027-05-31", "--organisation is empty"),
        (
            "lead",
            "Small",
            "2026-11-24",
            "not after today (2026-11-24)",
        ),
        ("lead", "Small", "2028-11-25", "more than 2 years away"),
        ("lead", "Small", "next year", "write year, month and day"),
        ("le\u{202e}ad", "Small", "2027-05-31", "nothing was signed"),
    ] {
        let refused = directory.approve(by, organisation, review);
        assert_eq!(status(&refused), 2, "{why}");
        assert!(err(&refused).contains(why), "{why}: {}", err(&refused));
        assert_eq!(out(&refused), "");
        assert_eq!(directory.rules(), before, "{why}");
    }
    // Two years to the day is near enough.
    assert_eq!(status(&directory.approve("lead", "Small", "2028-11-24")), 0);
}

#[test]
fn rules_with_errors_are_not_signed_and_the_errors_are_listed() {
    let directory = Unsigned::new();
    // Nothing stops on the red flag any more: a check says so, the loader does not mind.
    let holed = directory.rules().replace(
        "when = { stroke-signs = \"yes\" }",
        "when = { stroke-signs = \"yes\", agrees = \"yes\" }",
    );
    directory.write(&holed);
    let refused = directory.approve("lead", "Small directory", "2027-05-31");
    assert_eq!(status(&refused), 1, "{}", err(&refused));
    assert!(out(&refused).contains("red-flag-without-stop"));
    assert!(out(&refused).contains("Nothing was signed: the rules have 1 error."));
    assert_eq!(directory.rules(), holed);

    // Rules that cannot be read at all.
    let broken = holed.replace("route = \"ahp\"", "route = \"aph\"");
    directory.write(&broken);
    let refused = directory.approve("lead", "Small directory", "2027-05-31");
    assert_eq!(status(&refused), 2);
    assert!(err(&refused).contains("unknown-word"), "{}", err(&refused));
    assert_eq!(directory.rules(), broken);
}

#[test]
fn the_built_in_demonstration_is_not_signed() {
    let by = ["--by", "lead", "--organization", "Small"];
    let demo = ["--demo", "rules", "approve", "--review", "2027-05-31"];
    let refused = run(&[&demo[..], &by].concat());
    assert_eq!(status(&refused), 2);
    assert!(err(&refused).contains("demonstration cannot be approved"));
}
