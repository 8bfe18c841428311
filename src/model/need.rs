//! What a person wants help with, and the words people use for it.

use super::index_type;
use super::vocabulary::{Profession, vocabulary};
use crate::source::Spanned;

index_type! {
    /// A need's place in [`Directory::needs`](super::Directory::needs).
    NeedIndex
}

vocabulary! {
    /// The family a need belongs to, for lists and for rules about several needs.
    Group {
        /// Company and things to do.
        Social = "social",
        /// Getting about, money, home, caring.
        Practical = "practical",
        /// Habits and mood.
        Wellbeing = "wellbeing",
        /// What the body can do.
        Function = "function",
        /// Living with a condition.
        Condition = "condition",
        /// Danger: never chosen by a guess, always suggested.
        Crisis = "crisis",
    }
}

/// One need of `needs.yaml`.
#[derive(Clone, Debug)]
pub struct Need {
    /// Kebab-case name, used by services, rules and cases.
    pub id: Spanned<String>,
    /// The need in plain words, as a person would read it.
    pub label: String,
    /// Its family.
    pub group: Group,
    /// True for the needs that are dangers: an inexact match never chooses one and always suggests it.
    pub crisis: bool,
    /// What people say when they mean it. A phrase belongs to one need only.
    pub words: Vec<Spanned<String>>,
    /// Kinds of service that meet it, in plain words.
    pub service_types: Vec<String>,
    /// The professions that take it back, the usual one first; empty where none does.
    pub professions: Vec<Profession>,
}
