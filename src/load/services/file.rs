//! One file below `services`: whether it is read at all, and the service in it.

use super::service;
use crate::diagnostic::Diagnostic;
use crate::load::document::{Document, has_ending, stem, tree};
use crate::load::kinds;
use crate::load::names::Names;
use crate::load::problems::Problems;
use crate::model::service::Service;
use crate::source::{FileId, Span};

pub(in crate::load) fn service_file(
    text: &Document,
    file: FileId,
    names: &Names,
) -> (Option<Service>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
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
        return (None, findings);
    }
    if !text.readable {
        return (None, findings);
    }
    let service = tree(text, file, &mut findings).and_then(|node| {
        let mut problems = Problems {
            list: &mut findings,
            subject: None,
        };
        service(&node, file, stem(&text.path), names, &mut problems)
    });
    for finding in &mut findings {
        finding
            .subject
            .get_or_insert_with(|| stem(&text.path).to_owned());
    }
    (service, findings)
}
