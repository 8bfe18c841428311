//! Runs the checks, each over what it looks at, on every core.

use super::{ALL, Check, Context, Run, Said, Written};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use rayon::prelude::*;
use std::collections::HashMap;

/// The files that are no entries.
const TOP_FILES: [&str; 4] = ["areas.yaml", "needs.yaml", "routing.toml", "signpost.toml"];

/// What every check finds, beside what was found already, however many cores there are.
pub(super) fn check(context: &Context, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Some((last, others)) = ALL.split_last() else {
        return found;
    };
    // Whoever is first to want the proofs works them out, and the others wait; proving hands no work to other cores, so that
    // nobody can come to wait for himself.
    let (of_directory, (of_services, of_files)) = rayon::join(
        || directory(context, others),
        || (services(context, others), files(context, others)),
    );
    found.extend(of_directory);
    found.extend(of_services);
    found.extend(of_files);
    alone(last, context, &mut found);
    found
}

/// Adds what one check finds.
pub(super) fn alone(check: &Check, context: &Context, found: &mut Vec<Diagnostic>) {
    match check.run {
        Run::Directory(look) => look(context, found),
        Run::Service(_) | Run::Text(_) => found.extend(services(context, &[check])),
        Run::File(_) => found.extend(files(context, &[check])),
    }
}

fn directory(context: &Context, checks: &[&Check]) -> Vec<Diagnostic> {
    let looks = checks.par_iter().with_max_len(1);
    looks
        .flat_map_iter(|check| {
            let mut found = Vec::new();
            if let Run::Directory(look) = check.run {
                look(context, &mut found);
            }
            found
        })
        .collect()
}

/// Service by service, so that each is fetched from memory once for all checks.
fn services(context: &Context, checks: &[&Check]) -> Vec<Diagnostic> {
    let mut of_service = Vec::new();
    let mut of_text = Vec::new();
    for check in checks {
        match check.run {
            Run::Service(look) => of_service.push(look),
            Run::Text(look) => of_text.push(look),
            Run::Directory(_) | Run::File(_) => {}
        }
    }
    let services = context.directory.services.par_iter();
    services
        .flat_map_iter(|service| {
            let mut found = Vec::new();
            for look in &of_service {
                look(context, service, &mut found);
            }
            if !of_text.is_empty() {
                for text in service.texts() {
                    let said = Said::new(service, text);
                    found.extend(of_text.iter().filter_map(|look| look(context, &said)));
                }
            }
            for finding in &mut found {
                finding.subject = Some(service.id.value.clone());
            }
            found
        })
        .collect()
}

/// File by file, the entries' and the others'.
fn files(context: &Context, checks: &[&Check]) -> Vec<Diagnostic> {
    let looks: Vec<_> = checks
        .iter()
        .filter_map(|check| match check.run {
            Run::File(look) => Some(look),
            _ => None,
        })
        .collect();
    let services = context.directory.services.iter();
    let ids: HashMap<FileId, &str> = services
        .map(|service| (service.file, service.id.value.as_str()))
        .collect();
    let files = context.directory.sources.files().par_iter().enumerate();
    files
        .flat_map_iter(|(position, file)| {
            let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            let at_top = TOP_FILES.contains(&name);
            let written = Written {
                file: id,
                text: &file.text,
                was_read: at_top || ids.contains_key(&id),
            };
            let mut found = Vec::new();
            for look in &looks {
                look(&written, &mut found);
            }
            let stem = name.strip_suffix(".yaml").unwrap_or(name);
            let subject = if at_top { name } else { stem };
            let subject = ids.get(&id).copied().unwrap_or(subject);
            for finding in &mut found {
                finding.subject = Some(subject.to_owned());
            }
            found
        })
        .collect()
}
