//! `routing.toml`: the rules, and everything they name.

use super::notation::{KEBAB_CASE, kebab_case, keys, list, named, one_or_more, string, text};
use super::shapes::Shapes;
use crate::load::facts::{FACT, MAX_VALUES, VALUE};
use crate::load::rules::declared::{ACTION, SOURCE};
use crate::load::rules::invariants::{IMPOSSIBLE, INVARIANT, NEVER_WEAKER};
use crate::load::rules::rule::RULE;
use crate::load::rules::{APPROVAL, RULES};
use crate::model::rule::Route;
use crate::model::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

pub(super) fn rules(shapes: &Shapes) -> Value {
    let mut rules = shapes.object(RULES, vec![]);
    rules["$defs"] = json!({"condition": condition(shapes)});
    rules
}

/// What stands after the keys of `routing.toml`; `None` for words that are not known.
pub(super) fn entry(shapes: &Shapes, shape: &str) -> Option<Value> {
    Some(match shape {
        "role, organization, on, review, fingerprint" => shapes.object(APPROVAL, vec![]),
        "[sources.ID] tables" => named(None, shapes.object(SOURCE, vec![])),
        "[actions.ID] tables" => named(Some(kebab_case()), action(shapes)),
        "name = [needs]" => named(None, one_or_more(shapes.need())),
        "[facts.ID] tables" => named(Some(kebab_case()), fact(shapes)),
        "[[rule]] tables" => list(rule(shapes), 0),
        "[[always]] tables" | "[[never]] tables" => list(shapes.object(INVARIANT, vec![]), 0),
        "[[never_weaker]] tables" => list(shapes.object(NEVER_WEAKER, vec![]), 0),
        "[[impossible]] tables" => list(shapes.object(IMPOSSIBLE, vec![]), 0),
        "condition" => json!({"$ref": "#/$defs/condition"}),
        "list of needs or @groups" => list(needs_or_groups(shapes), 0),
        "list of rules or routes" => list(can_be_set_aside(shapes), 0),
        "SOURCE: place" => cite(shapes),
        "list of values" => list(json!({"anyOf": [text(), shapes.object(VALUE, vec![])]}), 0),
        _ => return None,
    })
}

fn action(shapes: &Shapes) -> Value {
    let mut action = shapes.object(ACTION, vec![]);
    let mut both = shapes.without(&["service"]);
    both["required"] = json!(["kind", "need"]);
    action["anyOf"] = json!([shapes.without(&["kind", "need"]), both]);
    action
}

/// A fact of one kind, and the keys that a danger cannot have.
fn fact(shapes: &Shapes) -> Value {
    let kinds = ["values", "band", "set"];
    let mut fact = shapes.object(FACT, vec![]);
    let two: Vec<Value> = [[0, 1], [0, 2], [1, 2]]
        .iter()
        .map(|[one, other]| json!({"required": [kinds[*one], kinds[*other]]}))
        .collect();
    let mut danger = shapes.without(&["values", "band", "set", "from", "unsure"]);
    danger["required"] = json!(["unsure_do"]);
    danger["properties"]["per_need"] = json!({"not": super::notation::yes(shapes.notation)});
    fact["not"] = json!({"anyOf": two});
    fact["allOf"] = json!([
        {"if": shapes.says_yes("red_flag"), "then": danger},
        {"if": shapes.says_yes("per_need"), "then": shapes.without(&["from"])},
    ]);
    for (key, least) in [("values", 2), ("band", 2), ("set", 1)] {
        let values = &mut fact["properties"][key];
        values["minItems"] = json!(least);
        values["maxItems"] = json!(MAX_VALUES);
        values["uniqueItems"] = json!(true);
        // `unsure` is always there without being named.
        values["items"]["not"] = json!({"anyOf": [
            {"const": "unsure"},
            {"type": "object", "required": ["value"], "properties": {"value": {"const": "unsure"}}},
        ]});
    }
    fact
}

fn rule(shapes: &Shapes) -> Value {
    let routes: Vec<&str> = Route::WORDS.iter().map(|(word, _)| *word).collect();
    let mut id = kebab_case();
    id["not"] = json!({"enum": routes});
    shapes.object(RULE, vec![("id", id)])
}

/// Facts with values; `all`, `any` and `not` nest.
fn condition(shapes: &Shapes) -> Value {
    let again = json!({"$ref": "#/$defs/condition"});
    let mut properties = Map::new();
    for fact in &shapes.directory.rules.facts {
        let mut values = one_or_more(shapes.condition_values(fact));
        values["description"] = json!(fact.ask);
        properties.insert(fact.id.value.clone(), values);
    }
    properties.insert("all".to_owned(), list(again.clone(), 0));
    properties.insert("any".to_owned(), list(again.clone(), 0));
    properties.insert("not".to_owned(), again);
    keys(properties)
}

fn needs_or_groups(shapes: &Shapes) -> Value {
    // The groups stand in this very file, and only their use is resolved by the loader: any name may follow the `@`.
    json!({"anyOf": [shapes.need(), string("@.+", "a need of needs.yaml, or @ and the name of a group")]})
}

/// Routes and rules, but for what stops.
fn can_be_set_aside(shapes: &Shapes) -> Value {
    let routes = Route::WORDS
        .iter()
        .filter(|(_, route)| *route != Route::Stop)
        .map(|(word, _)| (*word, "every rule with this route"));
    let rules = shapes.directory.rules.rules.iter();
    let rules = rules
        .filter(|rule| rule.route != Route::Stop)
        .map(|rule| (rule.id.value.as_str(), rule.why.as_str()));
    super::notation::words(routes.chain(rules), shapes.notation)
}

/// The id of a source, with or without a place in it.
fn cite(shapes: &Shapes) -> Value {
    let sources = shapes.directory.rules.sources.iter();
    let ids: Vec<String> = sources.map(|source| escaped(&source.id.value)).collect();
    let known = if ids.is_empty() {
        KEBAB_CASE.to_owned()
    } else {
        ids.join("|")
    };
    string(
        &format!(r"(?:{known})\s*(?::[^\u0000-\u0008]*)?"),
        "the id of one of the [sources], a colon, and the place in it",
    )
}

/// A name as a regular expression that matches only it.
fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    for letter in name.chars() {
        if !letter.is_alphanumeric() && letter != '-' && letter != '_' {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
