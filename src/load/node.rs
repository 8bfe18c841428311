//! A YAML or TOML document as a tree that remembers where everything stands.
//!
//! Scalars keep the text that was typed, so that `0117`, `no` and `09:30` stay what they are until a field decides
//! what they mean.

use super::yaml;
use crate::source::{FileId, Span, Spanned};
use std::borrow::Cow;

/// One value and its place.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it is.
    pub shape: Shape<'a>,
    /// Where it stands: quotes and brackets included. A map or list without brackets may end after empty lines and
    /// comments that follow it.
    pub span: Span,
}

/// A key with its place, and its value.
pub type Entry<'a> = (Spanned<Cow<'a, str>>, Node<'a>);

/// What a value is.
#[derive(Clone, Debug)]
pub enum Shape<'a> {
    /// Nothing after the key.
    Empty,
    /// Text as typed, quotes and escapes already read.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys and values in the order written, each key once.
    Map(Vec<Entry<'a>>),
}

/// The tree of one YAML document, for edits. `None` where the loader would find something wrong with the YAML itself.
#[must_use]
pub fn yaml_tree(text: &str) -> Option<Node<'_>> {
    let mut findings = Vec::new();
    yaml::parse(text, FileId(0), &mut findings).filter(|_| findings.is_empty())
}

impl Node<'_> {
    /// What it is, for a message: `a list`.
    pub(super) const fn describe(&self) -> &'static str {
        match self.shape {
            Shape::Empty => "nothing",
            Shape::Text(_) => "text",
            Shape::List(_) => "a list",
            Shape::Map(_) => "keys with values",
        }
    }
}
