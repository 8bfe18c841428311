//! The same place in several entries of a feed: what one of them holds back, no other tells.

use super::super::confidential::{CUT, Certain, HeldBack, Mark};
use super::super::{Draft, Outcome};
use crate::edit::fragment::Value;
use crate::model::postcode::Postcode;
use rayon::prelude::*;
use std::collections::BTreeMap;

const WHY: Mark = "another service of the feed has this address as one that must not be told: only the district is kept";

const NAMED: Mark = "another service of the feed has this address as one that must not be told: the address was cut out";

/// Holds back every place whose postcode, and whose name or a line of whose address, another draft holds back; so it does with
/// one without a postcode that has the number in the street of such an address. Such numbers and postcodes are cut out of all
/// other texts as well: what a place is called is not, for that may be an ordinary word.
pub(super) fn held_in_all(drafts: &mut [Draft]) {
    let all: Vec<HeldBack> = drafts
        .iter()
        .filter_map(|draft| draft.held_back.clone())
        .collect();
    let certain = Certain::of(&all);
    let mut known: BTreeMap<String, Vec<&HeldBack>> = BTreeMap::new();
    for held in &all {
        for code in held.postcodes() {
            let of_code = known.entry(code).or_default();
            if !of_code.contains(&held) {
                of_code.push(held);
            }
        }
    }
    if !known.is_empty() {
        for draft in &mut *drafts {
            hold_back(draft, &known, &certain);
        }
    }
    if !certain.is_empty() {
        drafts
            .par_iter_mut()
            .for_each(|draft| cut_named(draft, &certain));
    }
}

/// Cuts the addresses that other drafts hold back out of the texts of a draft. Its own places stay as they are, and what they have
/// too, in another town or next door, is theirs.
fn cut_named(draft: &mut Draft, certain: &Certain) {
    let mut found = HeldBack::default();
    let named = [&draft.name, &draft.organization, &draft.source_id];
    let lines = draft.comments.iter().flat_map(|(_, lines)| lines);
    let notes = draft.notes.iter();
    let notes = notes.flat_map(|note| [&note.from, &note.to]).flatten();
    for text in named.into_iter().chain(lines).chain(notes) {
        certain.find(text, &mut found);
    }
    for (_, value) in draft.entries.iter().filter(|(key, _)| *key != "locations") {
        each_text(value, &mut |text| certain.find(text, &mut found));
    }
    if found.is_empty() {
        return;
    }
    for place in draft.value("locations").into_iter().flat_map(items) {
        each_text(place, &mut |text| found.forget(text));
    }
    if found.is_empty() {
        return;
    }
    let id = draft.made_id();
    let was_made = draft.source_id == id;
    for name in [&mut draft.name, &mut draft.organization] {
        cut_known(name, &found);
    }
    if was_made {
        draft.source_id = draft.made_id();
    }
    for (key, value) in &mut draft.entries {
        if *key != "locations" {
            each_text_mut(value, &mut |text| {
                cut_known(text, &found);
            });
        }
    }
    for line in draft.comments.iter_mut().flat_map(|(_, lines)| lines) {
        cut_known(line, &found);
    }
    let mut fields: Vec<String> = Vec::new();
    for note in &mut draft.notes {
        let mut is_cut = false;
        for text in [&mut note.from, &mut note.to].into_iter().flatten() {
            is_cut |= cut_known(text, &found);
        }
        if is_cut && note.outcome != Outcome::Left && !fields.contains(&note.field) {
            fields.push(note.field.clone());
        }
    }
    for field in fields {
        draft.note(field, Outcome::Changed, None, Some(CUT), Some(NAMED));
    }
    match &mut draft.held_back {
        Some(held) => held.extend(&found),
        None => draft.held_back = Some(found),
    }
}

fn hold_back(draft: &mut Draft, known: &BTreeMap<String, Vec<&HeldBack>>, certain: &Certain) {
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
        let Some((district, of_place)) = same(&place, known, certain, &draft.organization) else {
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
    known: &BTreeMap<String, Vec<&HeldBack>>,
    certain: &Certain,
    organization: &str,
) -> Option<(String, HeldBack)> {
    let Value::Map(keys) = place else { return None };
    let text = |key: &str| match keys.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Text(text))) => text.as_str(),
        _ => "",
    };
    let lines = format!("{}, {}", text("name"), text("address"));
    let (postcode, held) = if text("postcode").is_empty() {
        let mut found = HeldBack::default();
        certain.find(&lines, &mut found);
        if found.is_empty() {
            return None;
        }
        let mut all = known.iter();
        all.find_map(|(code, held)| {
            let held = held.iter().find(|held| held.is_same(&lines))?;
            Some((Postcode::parse(code).ok()?, held))
        })?
    } else {
        let postcode = Postcode::parse(text("postcode")).ok()?;
        let held = known.get(&postcode.to_string().replace(' ', ""))?;
        (postcode, held.iter().find(|held| held.has_line(&lines))?)
    };
    let mut back = (*held).clone();
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
            key => {
                let is_name = ["name", "organization"].contains(&key);
                each_text_mut(value, &mut |text| cut_text(text, back, is_name));
            }
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

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        _ => std::slice::from_ref(value),
    }
}

fn each_text(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::Text(text) => each(text),
        Value::Word(_) => {}
        Value::List(items) => items.iter().for_each(|item| each_text(item, each)),
        Value::Map(keys) => keys.iter().for_each(|(_, value)| each_text(value, each)),
    }
}

fn each_text_mut(value: &mut Value, each: &mut impl FnMut(&mut String)) {
    match value {
        Value::Text(text) => each(text),
        Value::Word(_) => {}
        Value::List(items) => items.iter_mut().for_each(|item| each_text_mut(item, each)),
        Value::Map(keys) => keys
            .iter_mut()
            .for_each(|(_, value)| each_text_mut(value, each)),
    }
}

/// Cuts only this address. True where a text named it.
fn cut_known(text: &mut String, back: &HeldBack) -> bool {
    let cut = back.cut_known(text);
    let is_cut = cut.is_some();
    *text = cut.unwrap_or_else(|| std::mem::take(text));
    is_cut
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
