//! One entry in three versions: what the feed said, what stands here, what the feed says now.

use super::super::text::visible;
use super::super::{Draft, KEYS, Note, Outcome};
use super::Accept;
use super::cut::{CUT, cuts};
use super::places::whole;
use crate::edit::fragment::{Value, text};
use crate::edit::meaning::Meaning;
use crate::edit::replace::replace;
use crate::edit::set::{self, Refusal, set};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// Keys whose parts are compared one by one, so that an edit of one part is no conflict with news of another.
const BY_PART: [&str; 3] = ["contact", "eligibility", "accepts"];

/// The parts of these keys, `accepts` excepted, in the order of the format.
const PARTS: [&str; 7] = [
    "phone",
    "text",
    "email",
    "url",
    "minimum_age",
    "maximum_age",
    "other",
];

/// What becomes of an entry.
pub(super) struct Merging {
    /// Its new text; `None`: it stays as it is.
    pub(super) text: Option<String>,
    /// What was decided, where it is not only what the feed says.
    pub(super) notes: Vec<Note>,
    /// The keys whose conflict is not settled.
    pub(super) conflicts: BTreeSet<&'static str>,
}

/// What is to be done with one value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Keep,
    Take,
    Conflict,
    /// A person confirmed the entry here, and the feed gives another day.
    Confirmed,
    /// An export cut something about a person out of what the feed says.
    Cut,
}

fn decide(base: Option<&Meaning>, ours: Option<&Meaning>, theirs: Option<&Meaning>) -> Decision {
    if theirs == ours || theirs == base {
        Decision::Keep
    } else if theirs.map_or(0, cuts) > ours.map_or(0, cuts) {
        Decision::Cut
    } else if ours == base {
        Decision::Take
    } else {
        Decision::Conflict
    }
}

/// What is to be done with a confirmation. It is one fact: a day beside the name of somebody who did not say it is a forgery.
fn decide_assured(base: Option<&Meaning>, ours: &Meaning, theirs: &Meaning) -> Decision {
    let part = |version: &Meaning, name: &str| match version {
        Meaning::Map(parts) => parts.get(name).cloned(),
        _ => None,
    };
    let publisher = base.unwrap_or(theirs);
    let by_hand = ["by", "source"]
        .into_iter()
        .any(|name| part(ours, name) != part(publisher, name));
    if !by_hand {
        decide(base, Some(ours), Some(theirs))
    } else if part(ours, "on") == part(theirs, "on") || base == Some(theirs) {
        Decision::Keep
    } else {
        Decision::Confirmed
    }
}

type Keys = BTreeMap<String, Meaning>;

/// Compares an entry with a draft. `base` is what the feed said last time, by key; `None`: it was never imported.
pub(super) fn three_way(
    draft: &Draft,
    (base, untold): (Option<&BTreeMap<String, String>>, &BTreeSet<&'static str>),
    ours: &str,
    accept: Option<Accept>,
) -> Result<Merging, Refusal> {
    let fragments = base.into_iter().flatten();
    let fragments: Vec<&str> = fragments.map(|(_, fragment)| fragment.as_str()).collect();
    let base_text = fragments.join(
        "
",
    );
    let base_keys = keys(&base_text).unwrap_or_default();
    let our_keys = keys(ours).ok_or(Refusal::NotYaml)?;
    let their_keys = keys(&text(&draft.entries)).ok_or(Refusal::OtherMeaning)?;
    let mut merging = Merging {
        text: None,
        notes: Vec::new(),
        conflicts: BTreeSet::new(),
    };
    let mut new = ours.to_owned();
    let keys = draft_keys(draft, base).into_iter();
    for key in keys.filter(|key| !untold.contains(key)) {
        let versions = [&base_keys, &our_keys, &their_keys].map(|keys| keys.get(key));
        let value = draft.value(key);
        if BY_PART.contains(&key)
            && let [_, Some(Meaning::Map(_)), Some(Meaning::Map(_))] = versions
        {
            new = by_part(new, key, versions, accept, &mut merging)?;
            continue;
        }
        let completed = (key == "locations")
            .then(|| whole(draft, versions))
            .flatten();
        let ([base, ours, theirs], value) = match &completed {
            Some(whole) => (
                [whole.base.as_ref(), versions[1], whole.theirs.as_ref()],
                whole.value.as_ref(),
            ),
            None => (versions, value),
        };
        let decision = match (key, ours, theirs) {
            ("assured", Some(ours), Some(theirs)) => decide_assured(base, ours, theirs),
            _ => decide(base, ours, theirs),
        };
        if merging.settled(key, key, decision, (ours, theirs), accept) {
            new = replace(&new, &[(key, value)])?;
        }
    }
    merging.text = (new != *ours).then_some(new);
    Ok(merging)
}

/// The keys that the feed has or had, in the order of the format.
fn draft_keys(draft: &Draft, base: Option<&BTreeMap<String, String>>) -> Vec<&'static str> {
    let names: BTreeSet<&str> = base
        .into_iter()
        .flatten()
        .map(|(key, _)| key.as_str())
        .collect();
    let keys = KEYS.into_iter();
    keys.filter(|key| draft.value(key).is_some() || names.contains(key))
        .collect()
}

fn keys(text: &str) -> Option<Keys> {
    if text.is_empty() {
        return Some(Keys::new());
    }
    match Meaning::of_service(text)? {
        Meaning::Map(keys) => Some(keys),
        _ => None,
    }
}

impl Merging {
    /// Notes a decision, and says whether the feed's version is to be written.
    fn settled(
        &mut self,
        key: &'static str,
        field: &str,
        decision: Decision,
        (ours, theirs): (Option<&Meaning>, Option<&Meaning>),
        accept: Option<Accept>,
    ) -> bool {
        let note = |outcome, why: &str| Note {
            field: field.to_owned(),
            outcome,
            from: theirs.map(|value| visible(&shown(value))),
            to: ours.map(|value| visible(&shown(value))),
            why: Some(why.to_owned().into()),
        };
        match (decision, accept) {
            (Decision::Keep, _) => {
                if theirs != ours {
                    self.notes.push(note(
                        Outcome::Left,
                        "edited here, and the feed says nothing new: the edit stays",
                    ));
                }
                false
            }
            (Decision::Confirmed, _) => {
                let why = "confirmed by hand here: the day that the feed gives does not replace it";
                self.notes.push(note(Outcome::Left, why));
                false
            }
            (Decision::Cut, _) => {
                self.notes.push(note(Outcome::Left, CUT));
                false
            }
            (Decision::Take, _) => {
                let taken = Note {
                    from: ours.map(|value| visible(&shown(value))),
                    to: theirs.map(|value| visible(&shown(value))),
                    ..note(
                        Outcome::Changed,
                        if theirs.is_some() {
                            "the feed says something new"
                        } else {
                            "the feed no longer says it for certain"
                        },
                    )
                };
                self.notes.push(taken);
                true
            }
            (Decision::Conflict, Some(Accept::Theirs)) => {
                let taken = Note {
                    from: ours.map(|value| visible(&shown(value))),
                    to: theirs.map(|value| visible(&shown(value))),
                    ..note(Outcome::Changed, "both changed it: --accept theirs")
                };
                self.notes.push(taken);
                true
            }
            (Decision::Conflict, Some(Accept::Ours)) => {
                self.notes
                    .push(note(Outcome::Left, "both changed it: --accept ours"));
                false
            }
            (Decision::Conflict, None) => {
                let why = match (theirs, ours) {
                    (None, _) => {
                        "the feed no longer says it, and here it was edited (to): settle it with --accept theirs, which takes it \
                         out, or ours, or by hand"
                    }
                    (_, None) => {
                        "the feed says something new (from), and here it was taken out: settle it with --accept theirs or ours, \
                         or by hand"
                    }
                    _ => {
                        "the feed says something new (from), and here it was edited (to): settle it with --accept theirs or \
                         ours, or by hand"
                    }
                };
                self.notes.push(note(Outcome::Conflict, why));
                self.conflicts.insert(key);
                false
            }
        }
    }
}

/// Merges the parts of one key, and gives the new text.
fn by_part(
    text: String,
    key: &'static str,
    versions: [Option<&Meaning>; 3],
    accept: Option<Accept>,
    merging: &mut Merging,
) -> Result<String, Refusal> {
    let empty = Keys::new();
    let parts = |version: Option<&'_ Meaning>| match version {
        Some(Meaning::Map(parts)) => parts.clone(),
        _ => empty.clone(),
    };
    let (base, mut ours, theirs) = (parts(versions[0]), parts(versions[1]), parts(versions[2]));
    let names: BTreeSet<String> = base.keys().chain(theirs.keys()).cloned().collect();
    let (mut sets, mut taken_out) = (Vec::new(), false);
    for name in names {
        let [base, own, their] = [&base, &ours, &theirs].map(|parts| parts.get(&name));
        let field = format!("{key}.{name}");
        if !merging.settled(key, &field, decide(base, own, their), (own, their), accept) {
            continue;
        }
        if let Some(Meaning::Text(value)) = their.cloned() {
            sets.push((name.clone(), value.clone()));
            ours.insert(name, Meaning::Text(value));
        } else {
            taken_out = true;
            ours.remove(&name);
        }
    }
    if taken_out {
        let value = as_value(key, &ours);
        return replace(&text, &[(key, Some(&value))]);
    }
    let paths: Vec<[&str; 2]> = sets.iter().map(|(name, _)| [key, name.as_str()]).collect();
    let changes: Vec<set::Change> = paths
        .iter()
        .zip(&sets)
        .map(|(path, (_, value))| set::Change { path, value })
        .collect();
    if changes.is_empty() {
        return Ok(text);
    }
    // Where a part cannot be set in its place, all of them are written anew.
    set(&text, &changes).or_else(|_| replace(&text, &[(key, Some(&as_value(key, &ours)))]))
}

/// The parts of a key as they are to be written, in the order of the format.
fn as_value(key: &str, parts: &Keys) -> Value {
    let names: Vec<&'static str> = match key {
        "accepts" => SupportNeed::WORDS.iter().map(|(word, _)| *word).collect(),
        _ => PARTS.to_vec(),
    };
    let parts = names.into_iter().filter_map(|name| match parts.get(name)? {
        // Answers and ages stand without quotation marks.
        Meaning::Text(text) if key == "accepts" || name.ends_with("_age") => {
            Some((name, Value::word(text)))
        }
        Meaning::Text(text) => Some((name, Value::text(text))),
        _ => None,
    });
    Value::Map(parts.collect())
}

/// A value on one line.
fn shown(value: &Meaning) -> String {
    match value {
        Meaning::Empty => String::new(),
        Meaning::Text(text) => text.clone(),
        Meaning::List(items) => format!(
            "[{}]",
            items.iter().map(shown).collect::<Vec<_>>().join(", ")
        ),
        Meaning::Map(keys) => {
            let keys = keys
                .iter()
                .map(|(key, value)| format!("{key}: {}", shown(value)));
            format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
        }
    }
}
