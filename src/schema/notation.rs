//! Values as a reader of YAML 1.2 or TOML hands them to a validator, where the loader reads the text that was typed.
//!
//! `name: 2026` is text to the loader and a number to a validator; `no` is a word in YAML 1.2 and `false` in TOML.

use serde_json::{Map, Value, json};

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
}

/// Text that is more than spaces, without characters that cannot be seen and act on a screen.
pub(super) fn text() -> Value {
    const UNSEEN: &str =
        r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069";
    json!({
        "type": ["string", "number", "boolean"],
        "pattern": format!(r"^[^{UNSEEN}]*[^{UNSEEN}\s][^{UNSEEN}]*$"),
        "patternErrorMessage": "fill it in, or remove the key; type the text again if it looks filled in",
    })
}

/// A string of this form, with spaces around it allowed; `words` say what is expected.
pub(super) fn string(pattern: &str, words: &str) -> Value {
    json!({
        "type": "string",
        "pattern": format!(r"^\s*(?:{pattern})\s*$"),
        "patternErrorMessage": words,
    })
}

/// A name in small letters and digits, with hyphens between words.
pub(super) fn kebab_case() -> Value {
    let mut name = string(
        KEBAB_CASE,
        "small letters and digits, with hyphens between words",
    );
    // An id such as 111 or true is text to the loader.
    name["type"] = json!(["string", "integer", "boolean"]);
    name["minimum"] = json!(0);
    name
}

/// What a name looks like, as a regular expression.
pub(super) const KEBAB_CASE: &str = "[a-z0-9]+(?:-[a-z0-9]+)*";

/// A day of the calendar. That 29 February is only in some years is left to the loader.
pub(super) fn date() -> Value {
    string(
        "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))",
        "year, month and day: 2026-11-23",
    )
}

/// A time of day; `24:00` is its end.
pub(super) fn time() -> Value {
    string(
        "(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00",
        "hours and minutes in quotes: \"09:30\"",
    )
}

/// A whole number from `minimum` to `maximum`, or a text of its digits.
pub(super) fn whole_number(minimum: u32, maximum: u32) -> Value {
    let digits = if minimum == 0 {
        format!(r"\+?0*(?:{})", up_to(maximum))
    } else {
        format!(r"\+?0*[{minimum}-{maximum}]")
    };
    let mut number = string(
        &digits,
        &format!("a whole number from {minimum} to {maximum}"),
    );
    number["type"] = json!(["integer", "string"]);
    number["minimum"] = json!(minimum);
    number["maximum"] = json!(maximum);
    number
}

/// Pounds and pence. A third decimal of a number is left to the loader: binary fractions cannot be counted exactly.
pub(super) fn amount() -> Value {
    const MOST_POUNDS: u32 = u32::MAX / 100 - 1;
    let mut amount = string(
        &format!(r"0*(?:{})(?:\.[0-9]{{1,2}})?", up_to(MOST_POUNDS)),
        "pounds and pence without a sign: 3.50",
    );
    amount["type"] = json!(["number", "string"]);
    amount["minimum"] = json!(0);
    amount["maximum"] = json!(MOST_POUNDS);
    amount
}

/// `yes`, as it comes.
pub(super) fn yes(notation: Notation) -> Value {
    json!({"enum": scalars("yes", notation)})
}

/// Words, each with what it means; an empty meaning is left out.
pub(super) fn words<'w>(
    words: impl IntoIterator<Item = (&'w str, &'w str)>,
    notation: Notation,
) -> Value {
    let mut values = Vec::new();
    let mut meanings = Vec::new();
    for (word, meaning) in words {
        for value in scalars(word, notation) {
            values.push(value);
            meanings.push(meaning);
        }
    }
    if values.is_empty() {
        return never();
    }
    let mut schema = json!({"enum": values});
    if meanings.iter().any(|meaning| !meaning.is_empty()) {
        // Editors for JSON and YAML read the first, those for TOML the second; everybody else ignores them.
        schema["enumDescriptions"] = json!(meanings);
        if notation == Notation::Toml {
            schema["x-taplo"] = json!({"docs": {"enumValues": meanings}});
        }
    }
    schema
}

/// What a word becomes in the hands of a reader: itself, and a number or truth value where it looks like one.
fn scalars(word: &str, notation: Notation) -> Vec<Value> {
    let mut scalars = vec![json!(word)];
    if let Ok(number) = word.parse::<i64>() {
        scalars.push(json!(number));
    }
    match (word, notation) {
        ("true", Notation::Yaml) | ("yes", Notation::Toml) => scalars.push(json!(true)),
        ("false", Notation::Yaml) | ("no", Notation::Toml) => scalars.push(json!(false)),
        _ => {}
    }
    scalars
}

/// A list of at least so many.
pub(super) fn list(item: Value, least: usize) -> Value {
    let mut list = typed("array");
    list.insert("items".to_owned(), item);
    if least > 0 {
        list.insert("minItems".to_owned(), json!(least));
    }
    Value::Object(list)
}

/// One value, or a list of them.
pub(super) fn one_or_more(item: Value) -> Value {
    json!({"anyOf": [item.clone(), list(item, 0)]})
}

/// Named entries: any name of this form, and what stands under it.
pub(super) fn named(form: Option<Value>, entry: Value) -> Value {
    let mut named = typed("object");
    named.insert("additionalProperties".to_owned(), entry);
    if let Some(form) = form {
        named.insert("propertyNames".to_owned(), form);
    }
    Value::Object(named)
}

/// Exactly these keys, each with what may stand after it.
pub(super) fn keys(properties: Map<String, Value>) -> Value {
    let mut keys = typed("object");
    keys.insert("properties".to_owned(), Value::Object(properties));
    keys.insert("additionalProperties".to_owned(), json!(false));
    Value::Object(keys)
}

fn typed(kind: &str) -> Map<String, Value> {
    Map::from_iter([("type".to_owned(), json!(kind))])
}

/// Nothing at all.
pub(super) fn never() -> Value {
    json!({"not": {}})
}

/// The same, or nothing after the key, which is as if it were not there. TOML has no nothing.
pub(super) fn or_nothing(schema: Value) -> Value {
    let Value::Object(mut parts) = schema else {
        return schema;
    };
    let nothing = || json!({"type": "null"});
    if let Some(types) = parts.get_mut("type") {
        match types {
            Value::Array(types) => types.push(json!("null")),
            one => *one = json!([one.take(), "null"]),
        }
    } else if let Some(Value::Array(any)) = parts.get_mut("anyOf") {
        any.push(nothing());
    } else if !parts.contains_key("enum") {
        return json!({"anyOf": [parts, nothing()]});
    }
    if let Some(Value::Array(values)) = parts.get_mut("enum") {
        values.push(Value::Null);
    }
    if let Some(Value::Array(meanings)) = parts.get_mut("enumDescriptions") {
        meanings.push(json!("not said"));
    }
    Value::Object(parts)
}

/// A regular expression for the whole numbers from 0 to `maximum` without leading zeros, or with fewer digits.
fn up_to(maximum: u32) -> String {
    let digits = maximum.to_string();
    let mut parts = Vec::new();
    if digits.len() > 1 {
        parts.push(format!("[0-9]{{1,{}}}", digits.len() - 1));
    }
    for (position, digit) in digits.char_indices() {
        if let Some(below) = digit.to_digit(10).and_then(|digit| digit.checked_sub(1)) {
            let rest = digits.len() - position - 1;
            parts.push(format!("{}[0-{below}][0-9]{{{rest}}}", &digits[..position]));
        }
    }
    parts.push(digits);
    parts.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_looks_like_something_else_is_that_as_well() {
        assert_eq!(scalars("2+", Notation::Yaml), [json!("2+")]);
        assert_eq!(scalars("0", Notation::Yaml), [json!("0"), json!(0)]);
        assert_eq!(scalars("no", Notation::Yaml), [json!("no")]);
        assert_eq!(scalars("no", Notation::Toml), [json!("no"), json!(false)]);
    }

    #[test]
    fn numbers_up_to_a_limit_are_spelt_digit_by_digit() {
        assert_eq!(
            up_to(255),
            "[0-9]{1,2}|[0-1][0-9]{2}|2[0-4][0-9]{1}|25[0-4][0-9]{0}|255"
        );
        assert_eq!(up_to(5), "[0-4][0-9]{0}|5");
    }

    #[test]
    fn nothing_after_a_key_is_as_if_it_were_not_there() {
        assert_eq!(
            or_nothing(json!({"enum": ["a"]})),
            json!({"enum": ["a", null]})
        );
        assert_eq!(
            or_nothing(json!({"type": "object"})),
            json!({"type": ["object", "null"]})
        );
        assert_eq!(
            or_nothing(json!({"anyOf": [{"type": "array"}]})),
            json!({"anyOf": [{"type": "array"}, {"type": "null"}]})
        );
    }
}
