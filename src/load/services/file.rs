//! One file below `services`: whether it is read at all, and the service in it.

use super::service;
use crate::diagnostic::Diagnostic;
use crate::load::Look;
use crate::load::document::{Document, has_ending, stem, tree};
use crate::load::kinds;
use crate::load::names::Names;
use crate::load::problems::Problems;
use crate::model::service::Service;
use crate::source::{FileId, Span};

/// What one file below `services` gave.
#[derive(Default)]
pub(in crate::load) struct ServiceFile {
    /// `None` where it could not be read.
    pub(in crate::load) service: Option<Service>,
    pub(in crate::load) findings: Vec<Diagnostic>,
    /// What a [`Look`] found.
    pub(in crate::load) looked: Vec<Diagnostic>,
}

pub(in crate::load) fn service_file(
    text: &Document,
    file: FileId,
    names: &Names,
    look: Option<Look>,
) -> ServiceFile {
    let mut read = ServiceFile::default();
    let findings = &mut read.findings;
    if !has_ending(&text.path, "yaml") {
        findings.push(
            Diagnostic::new(
                &kinds::STRAY_FILE,
                Span::new(file, 0..0),
                "this file is not read: its name does not end in `.yaml`",
            )
            .help("rename it if it is a service, or move it out of `services`")
            .about(stem(&text.path)),
        );
        return read;
    }
    if !text.readable {
        return read;
    }
    let mut looked = Vec::new();
    let service = tree(text, file, findings).and_then(|node| {
        if let Some(look) = look.filter(|_| findings.is_empty()) {
            looked = look(&text.text, file, &node);
        }
        let mut problems = Problems {
            list: findings,
            subject: None,
        };
        service(&node, file, stem(&text.path), names, &mut problems)
    });
    for finding in findings.iter_mut().chain(&mut looked) {
        finding
            .subject
            .get_or_insert_with(|| stem(&text.path).to_owned());
    }
    ServiceFile {
        service,
        looked,
        ..read
    }
}
