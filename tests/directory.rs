//! The shipped directory: the loader and the checks find nothing in it but what its settings allow.

mod common;

use common::{TODAY, listed};
use signpost::check;
use signpost::diagnostic::Severity;
use signpost::load;
use signpost::place::Table;
use std::path::Path;

#[test]
fn the_shipped_directory_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
    let loaded = load::folder::load(&root).unwrap();
    assert!(
        loaded.findings.is_empty(),
        "{:#?}",
        listed(&loaded.findings, &loaded.sources)
    );
    assert_eq!(loaded.directory.settings.as_of, Some(TODAY));
    let mut checked = check::run(&loaded.directory, Some(&Table::embedded()), TODAY);
    checked
        .findings
        .retain(|finding| finding.severity > Severity::Note);
    assert!(
        checked.findings.is_empty(),
        "{:#?}",
        listed(&checked.findings, &loaded.sources)
    );
    assert!(check::safety_net(&loaded.directory, TODAY).is_empty());
    assert_eq!(
        checked.allowed.len(),
        loaded.directory.settings.allow.len(),
        "each exception excuses one finding"
    );
}

#[test]
fn the_shipped_directory_has_80_services_and_45_needs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("directory");
    let directory = load::folder::load(&root).unwrap().directory;
    assert!(
        directory.services.len() >= 80,
        "{}",
        directory.services.len()
    );
    assert!(directory.needs.len() >= 45, "{}", directory.needs.len());
}
