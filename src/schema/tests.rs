//! What the schemas say of a small directory. That they agree with the loader on every file is held by `.ci/schema`.

use super::*;
use crate::load::{Raw, texts};
use crate::model::vocabulary::Vocabulary;

/// The small clean directory.
fn directory() -> Directory {
    let files = [
        (
            "signpost.toml",
            include_str!("../../tests/minimal/signpost.toml"),
        ),
        ("needs.yaml", include_str!("../../tests/minimal/needs.yaml")),
        ("areas.yaml", include_str!("../../tests/minimal/areas.yaml")),
        (
            "routing.toml",
            include_str!("../../tests/minimal/routing.toml"),
        ),
    ];
    texts(files.map(|(path, text)| Raw::text(path, text)).to_vec(), "").directory
}

/// Paths of the keys after which anything may stand.
fn open_keys(path: &str, schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(parts) => {
            for (name, part) in parts {
                let path = format!("{path}/{name}");
                let says = |word: &&str| part.get(word).is_some();
                if path.contains("/properties/")
                    && part.get("description").is_some()
                    && !["type", "enum", "anyOf", "$ref", "not"].iter().any(says)
                {
                    found.push(path.clone());
                }
                open_keys(&path, part, found);
            }
        }
        Value::Array(parts) => {
            for part in parts {
                open_keys(path, part, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_of_every_table_says_what_may_stand_after_it() {
    let mut open = Vec::new();
    for (word, part) in Part::WORDS {
        open_keys(word, &schema(*part, &directory()), &mut open);
    }
    assert_eq!(
        open,
        Vec::<String>::new(),
        "shapes that src/schema does not know"
    );
}

#[test]
fn needs_and_areas_of_the_directory_are_the_words_with_their_labels() {
    let schema = schema(Part::Services, &directory());
    let needs = &schema["properties"]["needs"]["items"];
    assert_eq!(
        needs["enum"],
        json!(["loneliness", "falls", "medical-emergency"])
    );
    assert_eq!(
        needs["enumDescriptions"][1],
        "Falling, or afraid of falling"
    );
    let areas = &schema["properties"]["area"]["items"]["anyOf"][0];
    assert_eq!(areas["enum"], json!(["colchester", "national"]));
    assert_eq!(areas["enumDescriptions"][0], "Colchester");
}

#[test]
fn facts_stand_where_a_case_gives_them_with_their_questions() {
    let schema = schema(Part::Cases, &directory());
    let facts = &schema["properties"]["facts"]["properties"];
    assert_eq!(facts["agrees"]["description"], "Does the person agree?");
    assert_eq!(
        facts["falls-12-months"]["anyOf"][0]["enum"],
        json!(["0", 0, "1", 1, "2+", "unsure"])
    );
    assert_eq!(
        facts["stroke-signs"]["anyOf"][0]["enum"],
        json!(["yes", "acted-on", "no", "unsure"])
    );
}

#[test]
fn yes_and_no_are_words_in_yaml_and_may_be_truth_values_in_toml() {
    let services = schema(Part::Services, &directory());
    assert_eq!(
        services["properties"]["sensitive"]["enum"],
        json!(["yes", "no", null])
    );
    let settings = schema(Part::Settings, &directory());
    assert_eq!(
        settings["properties"]["demonstration"]["enum"],
        json!(["yes", true, "no", false])
    );
}

#[test]
fn what_stops_can_not_be_set_aside_in_an_editor_either() {
    let schema = schema(Part::Rules, &directory());
    let rule = &schema["properties"]["rule"]["items"]["properties"];
    let words = rule["instead_of"]["items"]["enum"].to_string();
    assert!(
        words.contains("\"ahp\"") && words.contains("\"default\""),
        "{words}"
    );
    assert!(!words.contains("stop"), "{words}");
}

#[test]
fn a_demonstration_is_named_as_one_and_a_schema_says_who_wrote_it() {
    for (_, part) in Part::WORDS {
        let schema = schema(*part, &directory());
        assert!(schema["title"].as_str().unwrap().contains("DEMONSTRATION"));
        assert!(schema["$comment"].as_str().unwrap().starts_with(MARK));
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
    }
}
