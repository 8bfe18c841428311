//! One file before it means anything: bytes to text, and text to a tree, with the cheap refusals.

use super::node::{Node, Shape};
use super::{MAX_BYTES, Raw, kinds, toml_text, yaml};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use sha2::{Digest, Sha256};

/// A file with its text, ready to be decoded.
pub(super) struct Document {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) findings: Vec<Diagnostic>,
    /// False where the bytes were no text or were not read; the findings say so.
    pub(super) readable: bool,
    /// SHA-256 of the bytes; zeros where they were not read.
    pub(super) digest: [u8; 32],
}

pub(super) fn read(raw: Raw, file: FileId) -> Document {
    let mut findings = Vec::new();
    let bytes = match raw.bytes {
        Ok(bytes) if bytes.len() as u64 <= MAX_BYTES => bytes,
        Ok(_) | Err(_) => {
            findings.push(too_large(file));
            return Document {
                path: raw.path,
                text: String::new(),
                findings,
                readable: false,
                digest: [0; 32],
            };
        }
    };
    let (text, broken) = decode(&bytes);
    if let Some(at) = broken {
        findings.push(not_utf8(file, at));
    }
    let readable = broken.is_none();
    Document {
        path: raw.path,
        digest: Sha256::digest(&bytes).into(),
        text,
        findings,
        readable,
    }
}

/// Makes text of bytes. The offset is of the first byte that is not UTF-8, if any; such bytes are replaced.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<usize>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => (
            String::from_utf8_lossy(bytes).into_owned(),
            Some(error.valid_up_to()),
        ),
    }
}

pub(super) fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::new(
        &kinds::BROKEN_TEXT,
        Span::new(file, at..at + 3),
        "this is not UTF-8 text",
    )
    .help("save the file as UTF-8; in a spreadsheet or old editor choose it when saving")
}

/// Parses a file by its ending, after the cheap refusals.
pub(super) fn tree<'t>(
    document: &'t Document,
    file: FileId,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node<'t>> {
    if has_ending(&document.path, "toml") {
        if document.text.trim().is_empty() {
            return yaml_tree("", file, findings);
        }
        return toml_text::parse(&document.text, file, findings);
    }
    yaml_tree(&document.text, file, findings)
}

/// Parses YAML; a file that holds nothing but comments, or nothing at all, is a finding.
pub(super) fn yaml_tree<'t>(
    text: &'t str,
    file: FileId,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node<'t>> {
    let before = findings.len();
    let node = yaml::parse(text, file, findings).filter(|node| !matches!(node.shape, Shape::Empty));
    if node.is_none() && findings.len() == before {
        let message = if text.trim().is_empty() {
            "this file is empty"
        } else {
            "this file holds only comments"
        };
        findings.push(
            Diagnostic::new(&kinds::EMPTY_FILE, Span::new(file, 0..0), message)
                .help("fill it in, or delete it"),
        );
    }
    node
}

pub(super) fn too_large(file: FileId) -> Diagnostic {
    Diagnostic::new(
        &kinds::FILE_TOO_LARGE,
        Span::new(file, 0..0),
        "this file is over 1 MiB, so it was not read",
    )
    .help("one entry is a few dozen lines; split the file, or remove what does not belong in it")
}

pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}

/// True where a file's name has exactly this ending; `TEA.YAML` is another name, which other systems would not find.
pub(super) fn has_ending(path: &str, ending: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|found| found == ending)
}
