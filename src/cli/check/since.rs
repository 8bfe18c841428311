//! `signpost check --changed-since REV`: what a change caused, and what is said about the rest.

use crate::check::Checked;
use crate::cli::Common;
use crate::cli::session::{self, Chosen};
use crate::cli::side::git::{self, Then};
use crate::compare::findings::{Found, since, touched};
use crate::diagnostic::Diagnostic;
use crate::edit::layout;
use crate::load::{self, Loaded, Raw};
use crate::model::hours::and;
use crate::model::shown::count;
use crate::report::json::Since;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The most entries that are named beside each other.
const MOST_NAMED: usize = 5;

/// The directory at a revision, loaded.
pub(super) struct Before {
    folder: PathBuf,
    commit: String,
    /// `None`: the directory was not there.
    loaded: Option<Loaded>,
}

/// What was compared, for programs and in words.
pub(super) struct Compared {
    pub(super) since: Since,
    pub(super) said: Vec<String>,
}

/// Reads `folder`, or else the directory that the options name, as it was at a revision.
pub(super) fn then(revision: &str, folder: Option<&Path>, common: &Common) -> Result<Before> {
    let folder = match folder {
        Some(folder) => folder.to_path_buf(),
        None => match session::chosen(common)? {
            Chosen::Folder(folder) => folder,
            Chosen::Demonstration(_) => bail!("the built-in demonstration has no git revisions"),
        },
    };
    let Then { commit, files, .. } = git::then(revision, &folder)?;
    // Both are shown under one name, so that a file is the same file on both sides.
    let shown = load::folder::shown(&folder);
    let loaded = files.map(|mut files| {
        let cases = files.extract_if(.., |file| load::folder::is_own_case(&file.path));
        let cases: Vec<Raw> = cases.collect();
        files.retain(|file| load::is_read(&file.path));
        let mut loaded = load::texts_with(files, &shown, Some(layout::of_tree));
        load::add_cases(&cases, &shown, &mut loaded);
        loaded
    });
    Ok(Before {
        folder,
        commit,
        loaded,
    })
}

/// Leaves in `checked` what the change caused. `look` finds what was wrong then, as of the same day as now.
///
/// Where either directory is broken the checks did not run there, so nothing can be told apart, and everything is left in.
pub(super) fn compared(
    revision: &str,
    before: Before,
    now: &Loaded,
    checked: &mut Checked,
    look: impl Fn(&Loaded) -> Checked,
) -> Compared {
    let mut compared = Compared {
        since: Since {
            revision: revision.to_owned(),
            commit: before.commit.clone(),
            compared: false,
            older: 0,
            older_in_touched_files: 0,
        },
        said: Vec::new(),
    };
    let (rev, shown) = (
        format!("{revision} ({})", before.commit),
        before.folder.display(),
    );
    let old = match before.loaded {
        _ if now.refuses => {
            compared.said.push(format!(
                "{shown} is broken, so the checks did not run: everything is listed, whatever caused it"
            ));
            return compared;
        }
        None => {
            compared.said.push(format!(
                "at {rev} there was no {shown}: everything is listed"
            ));
            return compared;
        }
        Some(old) if old.refuses => {
            compared.said.push(format!(
                "{shown} was broken at {rev}, so the checks cannot run there: everything is listed, whatever caused it"
            ));
            return compared;
        }
        Some(old) => old,
    };
    let then = look(&old);
    let told = since(
        Found {
            findings: &then.findings,
            sources: &old.sources,
        },
        Found {
            findings: &checked.findings,
            sources: &now.sources,
        },
    );
    let touched = touched(&old.sources, &now.sources);
    let near: Vec<&Diagnostic> = told
        .older
        .iter()
        .filter(|finding| touched.contains(&finding.primary.span.file))
        .collect();
    compared.since.compared = true;
    compared.since.older = told.older.len();
    compared.since.older_in_touched_files = near.len();
    compared.said = said(&rev, &shown.to_string(), told.older.len(), &near);
    checked.findings = told.caused;
    // What is allowed is left out where it was there before, allowed or not.
    let mut was = then.findings;
    was.extend(then.allowed.into_iter().map(|allowed| allowed.finding));
    let allowed: Vec<Diagnostic> = checked
        .allowed
        .iter()
        .map(|allowed| allowed.finding.clone())
        .collect();
    let now_allowed = Found {
        findings: &allowed,
        sources: &now.sources,
    };
    let caused = since(
        Found {
            findings: &was,
            sources: &old.sources,
        },
        now_allowed,
    )
    .caused;
    checked.allowed.retain(|allowed| {
        let finding = &allowed.finding;
        caused.iter().any(|caused| {
            caused.kind.id == finding.kind.id
                && caused.primary == finding.primary
                && caused.message == finding.message
        })
    });
    compared
}

fn said(rev: &str, folder: &str, older: usize, near: &[&Diagnostic]) -> Vec<String> {
    if older == 0 {
        return vec![format!("compared with {rev}; there are no older findings")];
    }
    let are = count(older, "older finding is", "older findings are");
    let mut said = vec![format!(
        "compared with {rev}; {are} left out: `signpost check {folder}` lists them"
    )];
    if !near.is_empty() {
        let entries: BTreeSet<String> = near
            .iter()
            .map(|finding| {
                let entry = finding.subject.as_deref().unwrap_or("a whole file");
                format!("{entry} ({})", finding.kind.id)
            })
            .collect();
        let mut named: Vec<String> = entries.iter().take(MOST_NAMED).cloned().collect();
        if entries.len() > MOST_NAMED {
            named.push(format!("{} more", entries.len() - MOST_NAMED));
        }
        let of_them = count(near.len(), "of them stands", "of them stand");
        said.push(format!(
            "{of_them} in files that this change touches: {}",
            and(&named)
        ));
    }
    said
}
