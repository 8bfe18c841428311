//! What a YAML text says, without how it is written: two texts that differ only in comments, spaces, quotation marks and the
//! order of keys mean the same.

use super::layout::settled;
use crate::load::node::{Node, Shape, yaml_tree};
use std::collections::BTreeMap;

/// What a value says. Texts are without the spaces around them, as the loader reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A list, in its order.
    List(Vec<Meaning>),
    /// Keys with values, in no order.
    Map(BTreeMap<String, Meaning>),
}

impl Meaning {
    /// What a text says. `None` where the loader would find something wrong with the YAML itself.
    ///
    /// # Example
    ///
    /// ```
    /// use signpost::edit::meaning::Meaning;
    ///
    /// let block = Meaning::of("a: 1  # one\nb:\n  c: 'x'\n");
    /// assert_eq!(block, Meaning::of("{b: {c: x}, a: \"1\"}"));
    /// assert_ne!(block, Meaning::of("a: 1\nb: {c: y}\n"));
    /// assert_eq!(Meaning::of("a: [1"), None);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Some(Self::of_node(&yaml_tree(text)?, &mut Vec::new(), false))
    }

    /// What the text of a service file says, where telephone numbers and postcodes count the same however they are spaced.
    #[must_use]
    pub fn of_service(text: &str) -> Option<Self> {
        Some(Self::of_node(&yaml_tree(text)?, &mut Vec::new(), true))
    }

    /// Puts a text at the end of a path of keys, with the keys that are missing. False where something on the way is neither
    /// keys nor nothing, or the end is more than a text.
    #[must_use]
    pub fn set(&mut self, path: &[&str], value: &str) -> bool {
        match (path, &mut *self) {
            ([], Self::Empty | Self::Text(_)) => {
                *self = Self::Text(value.to_owned());
                true
            }
            ([key, rest @ ..], Self::Map(entries)) => entries
                .entry((*key).to_owned())
                .or_insert(Self::Empty)
                .set(rest, value),
            ([_, ..], Self::Empty) => {
                *self = Self::Map(BTreeMap::new());
                self.set(path, value)
            }
            _ => false,
        }
    }

    fn of_node<'n>(node: &'n Node, path: &mut Vec<&'n str>, is_service: bool) -> Self {
        match &node.shape {
            Shape::Empty => Self::Empty,
            Shape::Text(text) => {
                let text = text.trim();
                let other = is_service.then(|| settled(path, text)).flatten();
                Self::Text(other.map_or_else(|| text.to_owned(), |(_, text)| text))
            }
            Shape::List(items) => Self::List(
                items
                    .iter()
                    .map(|item| Self::of_node(item, path, is_service))
                    .collect(),
            ),
            Shape::Map(entries) => {
                let mut map = BTreeMap::new();
                for (key, value) in entries {
                    path.push(&key.value);
                    map.insert(
                        key.value.to_string(),
                        Self::of_node(value, path, is_service),
                    );
                    path.pop();
                }
                Self::Map(map)
            }
        }
    }
}
