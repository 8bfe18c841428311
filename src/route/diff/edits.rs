//! What was written differently: entries that are new, gone or changed, whether or not a decision changes with them.

mod declared;
mod rules;

use super::RuleSet;
use super::align::Aligned;
use crate::route::logic::Logic;

/// One entry that was written differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it is an entry of.
    pub of: Of,
    /// Its id; for the top of the file, the key.
    pub id: String,
    /// What was done to it.
    pub kind: EditKind,
}

impl Edit {
    /// What the edit can change.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match &self.kind {
            EditKind::New(weight) | EditKind::Gone(weight) => *weight,
            EditKind::Changed(parts) => parts
                .iter()
                .map(|part| part.weight)
                .max()
                .unwrap_or(Weight::Words),
        }
    }
}

/// What entries there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A rule.
    Rule,
    /// A fact.
    Fact,
    /// A need.
    Need,
    /// An action.
    Action,
    /// Something promised of every case, or cases that are called impossible.
    Promise,
    /// A key at the top of the rules.
    Top,
}

impl Of {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Fact => "fact",
            Self::Need => "need",
            Self::Action => "action",
            Self::Promise => "promise",
            Self::Top => "file",
        }
    }
}

/// What was done to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// Only the new side has it.
    New(Weight),
    /// Only the old side has it.
    Gone(Weight),
    /// Both have it, and these parts differ.
    Changed(Vec<Part>),
}

/// A part of an entry that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is, or what became of it.
    pub said: String,
    /// What it can change.
    pub weight: Weight,
}

impl Part {
    fn new(said: impl Into<String>, weight: Weight) -> Self {
        Self {
            said: said.into(),
            weight,
        }
    }
}

/// What an edit can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// No decision.
    Words,
    /// Decisions, and the comparison of cases shows each one.
    Compared,
    /// Which cases there are, how answers are read or who acts on a decision, which no comparison of cases shows.
    Decides,
}

/// Every edit: rules first, then facts, needs, actions, promises and the top of the file.
pub(super) fn edits(old: RuleSet, new: RuleSet, aligned: &Aligned, logic: &mut Logic) -> Vec<Edit> {
    let mut edits = rules::rules(old, new, aligned, logic);
    edits.extend(declared::facts(old.rules, new.rules));
    edits.extend(declared::needs(old.needs, new.needs));
    edits.extend(declared::actions(old, new));
    edits.extend(rules::promises(old, new, aligned, logic));
    edits.extend(declared::top(old.rules, new.rules));
    let same_file = old.rules.fingerprint == new.rules.fingerprint;
    if edits.is_empty() && !same_file {
        edits.push(Edit {
            of: Of::Top,
            id: "routing.toml".to_owned(),
            kind: EditKind::Changed(vec![Part::new(
                "written differently and saying the same (groups, order, entries that nothing names)",
                Weight::Words,
            )]),
        });
    }
    edits
}

/// What happened to entries that are matched by id: those of the new side in its order, then those that are gone.
/// `changed` lists what differs, `new` and `gone` say what it can change that an entry stands on one side only.
fn matched<T>(
    of: Of,
    [old, new]: [&[T]; 2],
    id: impl Fn(&T) -> &str,
    [is_new, is_gone]: [&dyn Fn(&T) -> Weight; 2],
    mut changed: impl FnMut(&T, &T) -> Vec<Part>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut add = |entry: &T, kind| {
        edits.push(Edit {
            of,
            id: id(entry).to_owned(),
            kind,
        });
    };
    for entry in new {
        match old.iter().find(|was| id(was) == id(entry)) {
            None => add(entry, EditKind::New(is_new(entry))),
            Some(was) => {
                let parts = changed(was, entry);
                if !parts.is_empty() {
                    add(entry, EditKind::Changed(parts));
                }
            }
        }
    }
    for entry in old {
        if new.iter().all(|is| id(is) != id(entry)) {
            add(entry, EditKind::Gone(is_gone(entry)));
        }
    }
    edits
}
