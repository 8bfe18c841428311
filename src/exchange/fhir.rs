//! HL7 FHIR R4 (4.0.1, and 4.3 "R4B", which agrees with it here): a directory as a Bundle of Organization, Location and
//! `HealthcareService`, and a plan as draft referrals.

pub mod directory;
pub mod referral;

use serde_json::{Map, Value, json};

/// Everything before the entries of a Bundle.
#[must_use]
pub fn head(demonstration: bool) -> String {
    let meta = if demonstration {
        format!("\"meta\":{},", json!({"tag": [demonstration_tag()]}))
    } else {
        String::new()
    };
    format!("{{\"resourceType\":\"Bundle\",{meta}\"type\":\"collection\",\"entry\":[")
}

/// Everything after the entries of a Bundle.
pub const TAIL: &str = "\n]}\n";

/// The tag of everything a demonstration gives out. `HTEST` is HL7's code for test data.
fn demonstration_tag() -> Value {
    json!({
        "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        "code": "HTEST",
        "display": "DEMONSTRATION: invented services, not for real people",
    })
}

/// An entry of a Bundle, as JSON: a resource with an id and its full URL. What says nothing is left out, as FHIR wants it.
fn entry(id: &str, resource_type: &str, demonstration: bool, content: Value) -> String {
    let mut resource = Map::new();
    resource.insert("resourceType".to_owned(), json!(resource_type));
    resource.insert("id".to_owned(), json!(id));
    if demonstration {
        resource.insert("meta".to_owned(), json!({"tag": [demonstration_tag()]}));
    }
    if let Value::Object(content) = content {
        resource.extend(content);
    }
    let entry = json!({"fullUrl": urn(id), "resource": resource});
    without_nothing(entry).unwrap_or_default().to_string()
}

/// How entries of a Bundle name one another.
fn urn(id: &str) -> String {
    format!("urn:uuid:{id}")
}

/// The value without what says nothing: nulls, empty texts, lists and objects. `None` where nothing is left.
fn without_nothing(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.trim().is_empty()).then_some(Value::String(text)),
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(without_nothing).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(entries) => {
            let said = entries
                .into_iter()
                .filter_map(|(key, value)| without_nothing(value).map(|value| (key, value)));
            let entries: Map<String, Value> = said.collect();
            (!entries.is_empty()).then_some(Value::Object(entries))
        }
        other => Some(other),
    }
}
