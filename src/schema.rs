//! JSON Schema (2020-12) of the files of a directory, so that an editor marks a mistake while it is typed and offers the words
//! that can stand there.
//!
//! Made of the tables of keys that [`load`](crate::load) reads with, and of the needs, areas, facts and rules of the directory
//! at hand. What a schema cannot say (a key given twice, a 29 February that does not exist, an id that is not the file's name)
//! is left to `signpost check`: a schema never refuses what the loader takes, but for spaces around a word in quotation marks.
//! `.ci/schema` holds loader and schemas to that.

mod answers;
mod notation;
mod rules;
mod services;
mod shapes;

use crate::load::cases::CASE;
use crate::load::{areas, needs, settings};
use crate::model::Directory;
use crate::model::shown::clean;
use crate::model::vocabulary::vocabulary;
use notation::{Notation, list};
use serde_json::{Map, Value, json};
use shapes::Shapes;

vocabulary! {
    /// The files that have a schema.
    Part {
        /// One service: `services/<topic>/<id>.yaml`.
        Services = "services",
        /// `needs.yaml`.
        Needs = "needs",
        /// `areas.yaml`.
        Areas = "areas",
        /// One case.
        Cases = "cases",
        /// `signpost.toml`.
        Settings = "settings",
        /// `routing.toml`.
        Rules = "rules",
    }
}

/// What stands in each schema, so that a file that this program wrote is known again.
pub const MARK: &str = "Written by `signpost schema ";

impl Part {
    /// The file or files it is for, as a path inside a directory.
    #[must_use]
    pub const fn files(self) -> &'static str {
        match self {
            Self::Services => "services/**/*.yaml",
            Self::Needs => "needs.yaml",
            Self::Areas => "areas.yaml",
            Self::Cases => "cases/**/*.yaml",
            Self::Settings => "signpost.toml",
            Self::Rules => "routing.toml",
        }
    }

    /// The name of the file that holds its schema: `services.schema.json`.
    #[must_use]
    pub fn schema_file(self) -> String {
        format!("{self}.schema.json")
    }
}

/// The schema of one kind of file, with the names of this directory.
#[must_use]
pub fn schema(part: Part, directory: &Directory) -> Value {
    let notation = match part {
        Part::Settings | Part::Rules => Notation::Toml,
        _ => Notation::Yaml,
    };
    let shapes = Shapes {
        directory,
        notation,
    };
    let mut schema = match part {
        Part::Services => services::service(&shapes),
        Part::Needs => {
            let need = shapes.object(needs::NEED, vec![("id", notation::kebab_case())]);
            shapes.object(needs::NEEDS, vec![("needs", list(need, 0))])
        }
        Part::Areas => shapes.object(areas::AREAS, vec![("areas", list(area(&shapes), 0))]),
        Part::Cases => case(&shapes),
        Part::Settings => settings(&shapes),
        Part::Rules => rules::rules(&shapes),
    };
    if let Value::Object(schema) = &mut schema {
        head(part, directory, schema);
    }
    schema
}

/// What stands at the top of every schema.
fn head(part: Part, directory: &Directory, schema: &mut Map<String, Value>) {
    let name = clean(&directory.settings.name);
    let demonstration = if directory.settings.demonstration {
        " (DEMONSTRATION: invented services)"
    } else {
        ""
    };
    let comment =
        format!("{MARK}{part}`. Write it again after a change of needs, areas, facts or rules.");
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("$comment".to_owned(), json!(comment));
    schema.insert(
        "title".to_owned(),
        json!(format!("{} of {name}{demonstration}", part.files())),
    );
}

fn area(shapes: &Shapes) -> Value {
    let mut area = shapes.object(areas::AREA, vec![("id", notation::kebab_case())]);
    let names_one = |key: &str| json!({"required": [key], "properties": {key: {"minItems": 1, "type": "array"}}});
    area["anyOf"] = json!([names_one("authorities"), names_one("districts")]);
    area
}

fn case(shapes: &Shapes) -> Value {
    let mut case = shapes.object(CASE, vec![]);
    // A need with nothing after it is a need with nothing answered.
    let about_a_need = notation::or_nothing(shapes.answers(true));
    case["$defs"] = json!({"answers-about-a-need": about_a_need});
    case
}

fn settings(shapes: &Shapes) -> Value {
    let mut settings = shapes.object(settings::SETTINGS, vec![]);
    settings["if"] = json!({
        "required": ["demonstration"],
        "properties": {"demonstration": notation::yes(shapes.notation)},
    });
    settings["else"] = json!({"properties": {"as_of": {"not": {}}}});
    settings
}

#[cfg(test)]
mod tests;
