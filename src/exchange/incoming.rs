//! What other directories say, on its way in: an entry of ours for each of theirs, and an account of every field.
//!
//! [`Draft`] is one service as a format of others gave it; [`merge`] compares drafts with the directory and says what would be
//! written. Nothing is dropped in silence: what was taken, changed or left is a [`Note`].

mod apart;
pub mod characters;
pub mod confidential;
pub mod cost;
pub mod fields;
pub mod merge;
pub mod needs;
pub mod nowhere;
pub mod numbers;
pub mod report;
pub mod state;
pub mod text;
pub mod value;

use crate::edit::fragment::Value;
use crate::edit::service::id_from;
use crate::model::vocabulary::vocabulary;
use serde::Serialize;
use std::borrow::Cow;

vocabulary! {
    /// What became of a field.
    Outcome {
        /// It stands in the entry as it was.
        Taken = "taken",
        /// It stands in the entry as something else: `from` and `to` say what, `why` says why.
        Changed = "changed",
        /// It does not stand in the entry.
        Left = "left",
        /// The feed says something new and somebody edited the entry here: neither was chosen.
        Conflict = "conflict",
    }
}

/// How many of the places of a service a feed tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// All of them.
    #[default]
    All,
    /// One at most, as a row of a spreadsheet does: nothing is said of others.
    One,
    /// None: nothing that was read is about places.
    Unread,
}

/// The keys that a draft can have, in the order of the format.
pub const KEYS: [&str; 24] = [
    "name",
    "organization",
    "summary",
    "description",
    "kind",
    "profession",
    "role_name",
    "status",
    "needs",
    "attending_type",
    "attending_access",
    "referral",
    "contact",
    "locations",
    "area",
    "hours",
    "eligibility",
    "accepts",
    "cost",
    "capacity",
    "languages",
    "alerts",
    "sensitive",
    "assured",
];

/// What became of one field of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The field as the format of others spells it, with positions: `phones[0].number`.
    pub field: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What the feed says, whole, with what cannot be seen [made visible](text::visible); `None`: nothing.
    pub from: Option<String>,
    /// What stands in the entry now, in the same way; `None`: nothing.
    pub to: Option<String>,
    /// Why it is not as it was; `None`: taken as it was.
    pub why: Option<Cow<'static, str>>,
}

/// One service of others as an entry of ours.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Their id for it, or one made of its name.
    pub source_id: String,
    /// The id that other services of the feed have as well; `None`: its id is its own, as [`merge`](merge::merge) finds.
    pub shared_id: Option<String>,
    /// Where it stands in the feed: `services.json, contents[3]`, `row 4`.
    pub place: String,
    /// What it is called; the id of a new entry is made of it.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// The keys of the entry with their values, in the order of the format; `id` is not among them.
    pub entries: Vec<(&'static str, Value)>,
    /// How many of its places the feed tells.
    pub places: Places,
    /// The field that `source_id` stands in, where a person typed it; the report says which file the entry got instead.
    pub id_field: Option<String>,
    /// Lines for a person to decide on, each list after the key it belongs to.
    pub comments: Vec<(&'static str, Vec<String>)>,
    /// What became of each field.
    pub notes: Vec<Note>,
    /// The addresses of its places that must not be told; `None`: it has no such place.
    pub held_back: Option<confidential::HeldBack>,
}

/// A record that could not become an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Which: its id or name, or the file where it has neither.
    pub record: String,
    /// Where it stands in the feed: `services.json, contents[3]`, `row 4`; empty where `record` says it.
    pub place: String,
    /// Why.
    pub why: String,
}

/// What a feed gave.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// Its services, in its order.
    pub drafts: Vec<Draft>,
    /// What could not become an entry.
    pub refused: Vec<Refused>,
    /// What of the feed is not here, in words; `None`: all of it is here, as far as it says.
    pub missing: Option<String>,
    /// What a person has to settle with whoever publishes the feed.
    pub to_settle: Vec<String>,
    /// What has to be said about the feed as a whole.
    pub notes: Vec<String>,
}

impl Refused {
    /// Which record, and where it stands, in words: `c (services.json, contents[3])`.
    #[must_use]
    pub fn which(&self) -> String {
        match (&*self.record, &*self.place) {
            (record, "") => record.to_owned(),
            ("", place) => place.to_owned(),
            (record, place) => format!("{record} ({place})"),
        }
    }
}

impl Draft {
    /// The value of a key; `None` where the feed says nothing.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        let mut entries = self.entries.iter();
        entries
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }

    /// The id of a service that its feed gives none: made of its name and of who runs it.
    #[must_use]
    pub fn made_id(&self) -> String {
        let Self {
            name, organization, ..
        } = self;
        format!("{}@{}", id_from(name), id_from(organization))
    }

    /// Notes what became of a field. Feeds have dozens of fields a service: a reason that is always the same is not copied.
    pub fn note(
        &mut self,
        field: impl Into<String>,
        outcome: Outcome,
        from: Option<&str>,
        to: Option<&str>,
        why: Option<impl Into<Cow<'static, str>>>,
    ) {
        self.notes.push(Note {
            field: field.into(),
            outcome,
            from: from.map(text::visible),
            to: to.map(text::visible),
            why: why.map(Into::into),
        });
    }

    /// A field that stands in the entry as it was.
    pub fn taken(&mut self, field: impl Into<String>, from: &str) {
        self.note(field, Outcome::Taken, Some(from), None, None::<&str>);
    }

    /// A field that stands in the entry as something else; where it is the same after all, it was taken.
    pub fn changed(
        &mut self,
        field: impl Into<String>,
        from: &str,
        to: &str,
        why: impl Into<Cow<'static, str>>,
    ) {
        if from == to {
            return self.taken(field, from);
        }
        self.note(field, Outcome::Changed, Some(from), Some(to), Some(why));
    }

    /// Something the entry needs and the feed does not say.
    pub fn supplied(
        &mut self,
        field: impl Into<String>,
        to: &str,
        why: impl Into<Cow<'static, str>>,
    ) {
        self.note(field, Outcome::Changed, None, Some(to), Some(why));
    }

    /// A field that does not stand in the entry.
    pub fn left(
        &mut self,
        field: impl Into<String>,
        from: &str,
        why: impl Into<Cow<'static, str>>,
    ) {
        self.note(field, Outcome::Left, Some(from), None, Some(why));
    }
}
