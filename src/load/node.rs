//! A YAML or TOML document as a tree that remembers where everything stands.
//!
//! Scalars keep the text that was typed, so that `0117`, `no` and `09:30` stay what they are until a field decides
//! what they mean.

use crate::source::{Span, Spanned};
use std::borrow::Cow;

/// One value and its place.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) shape: Shape<'a>,
    pub(super) span: Span,
}

/// A key with its place, and its value.
pub(super) type Entry<'a> = (Spanned<Cow<'a, str>>, Node<'a>);

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    /// Nothing after the key.
    Empty,
    /// Text as typed, quotes and escapes already read.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys and values in the order written, each key once.
    Map(Vec<Entry<'a>>),
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
