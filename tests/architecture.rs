//! Who may use whom, and how long a file may be: read from the source, and compared with tables that stand here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every module, and the modules it may use. Change it together with the code, and only on purpose.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("model", &["source"]),
    ("load", &["model", "diagnostic", "source"]),
    ("place", &["model"]),
    ("words", &["model"]),
    ("route", &["model"]),
    ("find", &["model", "place", "words"]),
    // Plan and leaflet name the type of a value with its place, which services are made of.
    ("plan", &["model", "source", "find", "route", "place"]),
    ("due", &["model"]),
    ("cases", &["model", "plan"]),
    ("conversation", &["model", "route", "plan"]),
    ("read_aloud", &["model", "plan"]),
    ("gaps", &["model", "find", "route", "plan"]),
    // Compare tells findings of two directories apart as well.
    (
        "compare",
        &["model", "diagnostic", "source", "find", "route", "plan"],
    ),
    ("leaflet", &["model", "source", "find", "plan"]),
    // Check asks `find`, `route`, `place` and `words` as pure functions. It does not use `load`: that answers "is it well
    // formed?", check answers "is it true, safe and current?".
    (
        "check",
        &[
            "model",
            "diagnostic",
            "source",
            "find",
            "route",
            "place",
            "words",
        ],
    ),
    // Edit says as findings what it would write differently.
    ("edit", &["model", "diagnostic", "source", "load"]),
    // Made of the tables of keys that `load` reads with, so that it cannot drift from them.
    ("schema", &["model", "load"]),
    // Reads the demonstration, from which a new directory takes its dangers.
    ("starter", &["model", "load"]),
    // Exchange asks `check` what names a person, so that it does not leave, and writes entries as `edit` does.
    (
        "exchange",
        &[
            "model",
            "diagnostic",
            "source",
            "words",
            "place",
            "plan",
            "check",
            "edit",
        ],
    ),
    // Report takes from the model only how text and numbers are written.
    ("report", &["model", "diagnostic", "source"]),
];

/// The one module that may use everything, and that nothing uses.
const TOP: &str = "cli";

/// The most lines of code of a file: without comments, blank lines and tests. Near 300, as the style says.
const MOST_CODE: usize = 310;

/// A source file: its path below `src`, with `/` between the parts, and its text.
struct File {
    path: String,
    text: String,
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<File> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"))
        .map(|entry| {
            let inside = entry.path().strip_prefix(&root).expect("below src");
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            File {
                path: parts.join("/"),
                text: fs::read_to_string(entry.path()).expect("source is UTF-8"),
            }
        })
        .collect();
    files.retain(|file| !file.text.is_empty());
    assert!(files.len() > 20, "the sources were not found");
    files
}

/// Each line without its comment. Formatted code has a comment alone on its line, or after a space.
fn without_comments(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| {
        if line.trim_start().starts_with("//") {
            return "";
        }
        line.find(" //").map_or(line, |start| &line[..start])
    })
}

/// The modules that paths starting `crate::` name, those in braces included.
fn used(text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = without_comments(text).collect();
    let code = code.join("\n");
    let mut used = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => used.extend(first_names(list)),
            None => used.extend(name(after)),
        }
    }
    used
}

/// The first name of each path in a list of imports: `a::{b, c}, d}` has `a` and `d`.
fn first_names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (position, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.extend(name(list[start..position].trim_start()));
                start = position + 1;
                if character == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

/// The name a text starts with; `None` where it starts with something else.
fn name(text: &str) -> Option<String> {
    let end = text
        .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// What a file uses and may not, in words.
fn offences(path: &str, text: &str) -> Vec<String> {
    let module = path
        .split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs");
    if module == TOP || module == "main" || module == "lib" {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == module) else {
        return vec![format!("src/{path}: `{module}` is not in the table")];
    };
    used(text)
        .into_iter()
        .filter(|used| used != module && !allowed.contains(&used.as_str()))
        .map(|used| format!("src/{path}: `{module}` may not use `{used}`"))
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let offences: Vec<String> = sources()
        .iter()
        .flat_map(|file| offences(&file.path, &file.text))
        .collect();
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn the_table_goes_one_way() {
    // A module uses only modules that stand before it, so there are no circles.
    for (position, (module, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            let stands = MAY_USE.iter().position(|(known, _)| known == used);
            assert!(
                stands.is_some_and(|stands| stands < position),
                "{module} uses {used}"
            );
        }
    }
}

#[test]
fn the_comparison_finds_what_is_wrong() {
    let text = "use crate::find::Query;\nfn f() { crate::load::folder::load(); }\n";
    assert_eq!(
        offences("model/need.rs", text),
        [
            "src/model/need.rs: `model` may not use `find`",
            "src/model/need.rs: `model` may not use `load`"
        ]
    );
    assert_eq!(
        offences(
            "place.rs",
            "use crate::{model::{need::Need, area}, cli,\n    source};\n"
        ),
        [
            "src/place.rs: `place` may not use `cli`",
            "src/place.rs: `place` may not use `source`"
        ]
    );
    assert_eq!(
        offences("helpers.rs", ""),
        ["src/helpers.rs: `helpers` is not in the table"]
    );
    assert_eq!(
        offences("find.rs", "use crate::nonsense::X;"),
        ["src/find.rs: `find` may not use `nonsense`"]
    );
}

#[test]
fn comments_and_a_module_itself_are_no_offence() {
    let text = "//! See [`find`](crate::find).\nuse crate::source::Span; // not crate::cli\n/// crate::load\nuse crate::model::need;\n";
    assert_eq!(offences("model/area.rs", text), Vec::<String>::new());
    assert_eq!(
        offences("cli/find.rs", "use crate::find;"),
        Vec::<String>::new()
    );
}

/// Lines that are neither blank, nor a comment, nor part of the tests, which stand last.
fn lines_of_code(text: &str) -> usize {
    without_comments(text)
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim().is_empty() && !lists_a_check(line))
        .count()
}

/// True for a line that only puts a check on the list of all checks, or declares its module. There are as many as checks, and
/// nobody reads them in one go.
fn lists_a_check(line: &str) -> bool {
    let name = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let declared = line
        .strip_prefix("mod ")
        .and_then(|line| line.strip_suffix(';'));
    let listed = line
        .trim()
        .strip_prefix('&')
        .and_then(|line| line.strip_suffix("::CHECK,"));
    declared.or(listed).is_some_and(name)
}

#[test]
fn files_stay_short() {
    let files = sources();
    let long: Vec<String> = files
        .iter()
        .filter(|file| !is_tests_of_a_module(&file.path))
        .map(|file| (&file.path, lines_of_code(&file.text)))
        .filter(|(_, code)| *code > MOST_CODE)
        .map(|(path, code)| format!("src/{path}: {code} lines of code"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
    let main = files.iter().find(|file| file.path == "main.rs").unwrap();
    assert!(main.text.lines().count() <= 40, "main.rs only starts");
}

#[test]
fn every_module_says_what_it_answers_and_none_is_called_mod() {
    for file in sources() {
        assert!(!file.path.ends_with("mod.rs"), "src/{}", file.path);
        assert!(
            file.text.starts_with("//!") || is_tests_of_a_module(&file.path),
            "src/{} does not start with //!",
            file.path
        );
    }
}

/// `model/postcode/tests.rs`: the tests of a module in a file of their own.
fn is_tests_of_a_module(path: &str) -> bool {
    path.ends_with("/tests.rs")
}
