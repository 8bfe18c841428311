//! `signpost check --fix`: what has one certain answer, written into the files.

use crate::cli::Common;
use crate::cli::output::{bullet, paragraph};
use crate::cli::rewrite::Opened;
use crate::cli::session::{self, Chosen};
use crate::diagnostic::Diagnostic;
use crate::edit::layout::{fixed, service_files};
use crate::load::Loaded;
use crate::model::shown::{clean, count};
use anyhow::{Context, Result, bail};
use std::io::{self, Write};
use std::path::Path;

/// A file that was written, and what was put right in it.
pub(super) struct FixedFile {
    path: String,
    findings: Vec<Diagnostic>,
}

/// Writes every fix, file by file. Each file is written whole or not at all.
pub(super) fn fix(loaded: &Loaded, common: &Common, dir: Option<&Path>) -> Result<Vec<FixedFile>> {
    if dir.is_none() && matches!(session::chosen(common)?, Chosen::Demonstration(_)) {
        bail!(
            "the built-in demonstration is part of the program, so there is no file to fix; name a directory of your own"
        );
    }
    let mut all = Vec::new();
    for (_, file) in service_files(&loaded.sources) {
        let Some(fixed) = fixed(&file.text) else {
            continue;
        };
        // A file that is not UTF-8 has a finding of its own, and is left alone.
        let Some(opened) = Opened::read(Path::new(&file.path))? else {
            continue;
        };
        if opened.text() != file.text {
            bail!(
                "{} was changed by somebody else meanwhile; nothing was written there, try again",
                file.path
            );
        }
        opened
            .write(&fixed.text)
            .with_context(|| format!("cannot fix {}", file.path))?;
        all.push(FixedFile {
            path: file.path.clone(),
            findings: fixed.findings,
        });
    }
    Ok(all)
}

/// Says what was changed, or that there was nothing.
pub(super) fn say(files: &[FixedFile], out: &mut dyn Write) -> io::Result<()> {
    if files.is_empty() {
        writeln!(
            out,
            "Nothing to fix: what is left, if anything, somebody has to decide."
        )?;
        return writeln!(out);
    }
    for file in files {
        writeln!(out, "Fixed {}", clean(&file.path))?;
        for finding in &file.findings {
            bullet(out, 2, &format!("{}: {}", finding.kind.id, finding.message))?;
        }
    }
    let number = files.iter().map(|file| file.findings.len()).sum();
    let number = count(number, "fix", "fixes");
    paragraph(
        out,
        0,
        0,
        &format!("{number} in {}", count(files.len(), "file", "files")),
    )?;
    writeln!(out)
}
