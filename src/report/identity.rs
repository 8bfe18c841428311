//! A name for each finding that stays when its line moves, for programs that follow findings from run to run.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How many bytes of the hash are kept.
const KEPT: usize = 16;

/// The names of the findings, in their order, as hexadecimal digits; no two are equal.
///
/// Made from the check, the entry (the file where there is none), the text at the place, and a number where several are equal
/// so far. Not from the line, and not from the message, which may count days and so change by itself. The text of a file that
/// holds something not to be told is left out: even a hash would tell it to whoever tries a few addresses.
pub(super) fn identities<'f>(
    findings: impl Iterator<Item = &'f Diagnostic> + Clone,
    sources: &Sources,
) -> Vec<String> {
    let hidden: BTreeSet<FileId> = findings
        .clone()
        .filter(|finding| finding.hide_excerpt)
        .map(|finding| finding.primary.span.file)
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut identities = Vec::new();
    for finding in findings {
        let span = finding.primary.span;
        let entry = finding
            .subject
            .as_deref()
            .unwrap_or_else(|| &sources.file(span.file).path);
        let text = if hidden.contains(&span.file) {
            ""
        } else {
            sources.text(span)
        };
        let base = hash(&[finding.kind.id, entry, text]);
        let number = seen.entry(base.clone()).or_insert(0);
        *number += 1;
        identities.push(if *number == 1 {
            base
        } else {
            hash(&[&base, &number.to_string()])
        });
    }
    identities
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut digits = String::with_capacity(2 * KEPT);
    for byte in &hash.finalize()[..KEPT] {
        // Writing to a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
