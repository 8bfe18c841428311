//! SHA-256 of what was read: the content version of a directory, and the fingerprint of its rules.

use super::document::Document;
use super::fields::Fields;
use super::node::{Entry, Node, Shape};
use sha2::{Digest, Sha256};

/// The first 12 hexadecimal digits of a SHA-256 over every path and file.
pub(super) fn content_version(texts: &[Document]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.path.as_bytes());
        hash.update([0]);
        hash.update(text.digest);
    }
    hex(&hash.finalize())[..12].to_owned()
}

/// SHA-256 over the meaning of the file without its approval: comments, spacing and the order of keys do not count.
pub(super) fn fingerprint(fields: &Fields) -> String {
    let mut hash = Sha256::new();
    for (key, node) in sorted(fields.entries()) {
        if key != "approval" {
            hash_part(&mut hash, key);
            hash_node(&mut hash, node);
        }
    }
    hex(&hash.finalize())
}

fn sorted<'n, 'a>(entries: &'n [Entry<'a>]) -> Vec<(&'n str, &'n Node<'a>)> {
    let mut sorted: Vec<_> = entries
        .iter()
        .map(|(key, node)| (key.value.as_ref(), node))
        .collect();
    sorted.sort_by_key(|(key, _)| *key);
    sorted
}

/// Eight bytes on every machine, so that a fingerprint is the same everywhere.
fn hash_length(hash: &mut Sha256, length: usize) {
    hash.update((length as u64).to_le_bytes());
}

fn hash_part(hash: &mut Sha256, text: &str) {
    hash_length(hash, text.len());
    hash.update(text.as_bytes());
}

fn hash_node(hash: &mut Sha256, node: &Node) {
    match &node.shape {
        Shape::Empty => hash.update(b"e"),
        Shape::Text(text) => {
            hash.update(b"t");
            hash_part(hash, text);
        }
        Shape::List(items) => {
            hash.update(b"l");
            hash_length(hash, items.len());
            for item in items {
                hash_node(hash, item);
            }
        }
        Shape::Map(entries) => {
            hash.update(b"m");
            hash_length(hash, entries.len());
            for (key, node) in sorted(entries) {
                hash_part(hash, key);
                hash_node(hash, node);
            }
        }
    }
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
