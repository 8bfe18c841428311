//! A service: which keys go with which kind, and what a confidential place may hold.

use super::shapes::Shapes;
use crate::load::services::SERVICE;
use crate::load::services::place::LOCATION;
use serde_json::{Value, json};

pub(super) fn service(shapes: &Shapes) -> Value {
    let mut service = shapes.object(SERVICE, vec![]);
    let mut ahp = only_with(shapes, "ahp", "profession");
    ahp["then"] = json!({
        "required": ["profession"],
        "properties": {"profession": {"not": {"type": "null"}}},
    });
    let tested = json!({
        "if": {"required": ["plain_tested"], "properties": {"plain_tested": {"type": "object"}}},
        "then": {"required": ["plain"], "properties": {"plain": {"not": {"type": "null"}}}},
    });
    service["allOf"] = json!([ahp, only_with(shapes, "link-worker", "role_name"), tested]);
    service
}

/// A key that stands only beside this kind.
fn only_with(shapes: &Shapes, kind: &str, key: &str) -> Value {
    json!({
        "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
        "else": shapes.without(&[key]),
    })
}

pub(super) fn location(shapes: &Shapes) -> Value {
    let mut location = shapes.object(LOCATION, vec![]);
    let mut hidden = shapes.without(&["name", "address", "postcode"]);
    hidden["required"] = json!(["district"]);
    hidden["properties"]["district"] = json!({"not": {"type": "null"}});
    location["if"] = shapes.says_yes("confidential");
    location["then"] = hidden;
    location["else"] = shapes.without(&["district"]);
    location
}
