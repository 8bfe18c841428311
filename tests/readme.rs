//! Every console block of the README is run, and prints what the README says it prints; every key of the JSON is in it.

use std::fs;
use std::process::Command;

#[test]
fn every_console_block_of_the_readme_is_true() {
    // Nobody's own profile must change what is printed.
    let nobody = concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody");
    trycmd::TestCases::new()
        .env("HOME", nobody)
        .env("XDG_CONFIG_HOME", nobody)
        .env("APPDATA", nobody)
        .case("README.md");
}

#[test]
fn every_key_of_the_json_stands_in_the_readme() {
    let readme = fs::read_to_string("README.md").unwrap();
    for (list, arguments) in [
        (
            "needs",
            ["route", "examples/cases/mr-b.yaml", "--format=json"],
        ),
        ("needs", ["find", "falls", "--format=json"]),
        ("cells", ["gaps", "--need=falls", "--format=json"]),
    ] {
        let program = env!("CARGO_BIN_EXE_signpost");
        let output = Command::new(program).args(arguments).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let object = |value: &serde_json::Value| value.as_object().unwrap().clone();
        let keys = object(&answer).into_iter().chain(object(&answer[list][0]));
        for (key, _) in keys.filter(|(key, _)| key != "version" && key != "score") {
            let named = [
                format!("`{key}`"),
                format!("`{key}[]`"),
                format!("`needs[].{key}[]`"),
            ];
            assert!(named.iter().any(|name| readme.contains(name)), "{key}");
        }
    }
}
