//! The same place in several entries of a feed: what one of them holds back, no other tells.

use super::super::confidential::{CUT, HeldBack, Mark};
use super::super::{Draft, Outcome};
use crate::edit::fragment::Value;
use crate::model::postcode::Postcode;
use std::collections::BTreeMap;

const WHY: Mark = "another service of the feed has this address as one that must not be told: only the district is kept";

/// Holds back every place whose postcode, and whose name or a line of whose address, another draft holds back.
pub(super) fn held_in_all(drafts: &mut [Draft]) {
    let mut known: BTreeMap<String, Vec<HeldBack>> = BTreeMap::new();
    for held in drafts.iter().filter_map(|draft| draft.held_back.as_ref()) {
        for code in held.postcodes() {
            known.entry(code).or_default().push(held.clone());
        }
    }
    if known.is_empty() {
        return;
    }
    for draft in drafts {
        hold_back(draft, &known);
    }
}

fn hold_back(draft: &mut Draft, known: &BTreeMap<String, Vec<HeldBack>>) {
    let Some((_, Value::List(places))) = draft
        .entries
        .iter_mut()
        .find(|(key, _)| *key == "locations")
    else {
        return;
    };
    let mut back = HeldBack::default();
    let mut kept: Vec<Value> = Vec::new();
    let mut districts: Vec<String> = Vec::new();
    for place in std::mem::take(places) {
        let Some((district, of_place)) = same(&place, known, &draft.organization) else {
            kept.push(place);
            continue;
        };
        back.extend(&of_place);
        let place = Value::Map(vec![
            ("confidential", Value::word("yes")),
            ("district", Value::word(&district)),
        ]);
        if !kept.contains(&place) {
            kept.push(place);
        }
        if !districts.contains(&district) {
            districts.push(district);
        }
    }
    *places = kept;
    if districts.is_empty() {
        return;
    }
    cut_out_of(draft, &back);
    for district in districts {
        let line = format!(
            "To check: another service of the feed has an address of this one as a place that must not be told, so only its \
             district {district} stands here. If it may be told, write the place into locations by hand: imports keep what you \
             write."
        );
        draft.comments.push(("area", vec![line]));
        draft.supplied("the place", &district, WHY);
    }
    match &mut draft.held_back {
        Some(held) => held.extend(&back),
        None => draft.held_back = Some(back),
    }
}

/// The district of a place that another draft holds back, and its address.
fn same(
    place: &Value,
    known: &BTreeMap<String, Vec<HeldBack>>,
    organization: &str,
) -> Option<(String, HeldBack)> {
    let Value::Map(keys) = place else { return None };
    let text = |key: &str| match keys.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Text(text))) => text.as_str(),
        _ => "",
    };
    let postcode = Postcode::parse(text("postcode")).ok()?;
    let code = postcode.to_string().replace(' ', "");
    let held = known.get(&code)?;
    let lines = format!("{}, {}", text("name"), text("address"));
    let mut back = held.iter().find(|held| held.has_line(&lines))?.clone();
    back.line(text("address"), &[]);
    back.name(text("name"), &[organization]);
    Some((postcode.district().to_string(), back))
}

fn cut_out_of(draft: &mut Draft, back: &HeldBack) {
    for name in [&mut draft.name, &mut draft.organization] {
        if let Some(cut) = back.cut_name(name) {
            *name = cut;
        }
    }
    for (key, value) in &mut draft.entries {
        match *key {
            "locations" => {}
            key => cut_value(value, back, ["name", "organization"].contains(&key)),
        }
    }
    let lines = draft.comments.iter_mut().flat_map(|(_, lines)| lines);
    for line in lines {
        cut_text(line, back, false);
    }
    for note in &mut draft.notes {
        for text in [&mut note.from, &mut note.to].into_iter().flatten() {
            cut_text(text, back, false);
        }
        // What it says of the place does not stand in the entry.
        let from = note.from.as_deref().unwrap_or("");
        let is_place = note.field.contains("location") && !note.field.contains("schedule");
        let is_of_place = from == CUT || is_place && from.contains(CUT);
        if is_of_place && note.outcome != Outcome::Left {
            (note.outcome, note.to) = (Outcome::Left, None);
            note.why = Some(WHY.into());
        }
        if note.field.ends_with("latitude") || note.field.ends_with("longitude") {
            note.from = None;
        }
    }
}

fn cut_value(value: &mut Value, back: &HeldBack, is_name: bool) {
    match value {
        Value::Text(text) => cut_text(text, back, is_name),
        Value::Word(_) => {}
        Value::List(items) => {
            for item in items {
                cut_value(item, back, is_name);
            }
        }
        Value::Map(keys) => {
            for (_, value) in keys {
                cut_value(value, back, is_name);
            }
        }
    }
}

fn cut_text(text: &mut String, back: &HeldBack, is_name: bool) {
    let cut = if is_name {
        back.cut_name(text)
    } else {
        back.cut(text)
    };
    if let Some(cut) = cut {
        *text = cut;
    }
}
