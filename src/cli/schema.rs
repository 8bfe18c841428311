//! `signpost schema`: JSON Schemas of the files of a directory, for editors.

use super::find::vocabulary;
use super::output::{paragraph, write_whole};
use super::{Common, Status, session};
use crate::model::vocabulary::Vocabulary;
use crate::schema::{MARK, Part, schema};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Print JSON Schemas, with which an editor marks mistakes while you type.
///
/// It is JSON Schema 2020-12: for one kind of file, or for all of them, a file each. It also offers the needs, areas and facts of your
/// directory with their labels. Write the schemas again after a change of needs, areas, facts or rules. `signpost check`
/// finds more than a schema can say, so it stays the judge.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    signpost schema --out .schemas                  one file for each kind, from ./directory\n  \
    signpost schema services my-directory           print one\n\n\
    At the top of a service file, for VS Code with the YAML extension:\n  \
    # yaml-language-server: $schema=../../../.schemas/services.schema.json\n\
    At the top of signpost.toml, for Even Better TOML:\n  \
    #:schema ../.schemas/settings.schema.json")]
pub(super) struct Arguments {
    /// The kind of file: services, needs, areas, cases, settings or rules; without it, all of them, which needs --out
    #[arg(value_name = "KIND", value_parser = vocabulary::<Part>)]
    part: Option<Part>,
    /// The directory; without it, the one that --directory names, else ./directory
    dir: Option<PathBuf>,
    /// Write into this folder, as services.schema.json and so on, instead of printing
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let parts: Vec<Part> = match arguments.part {
        Some(part) => vec![part],
        None => Part::WORDS.iter().map(|(_, part)| *part).collect(),
    };
    let loaded = session::load_directory(common, arguments.dir.as_deref())?;
    session::must_be_read(&loaded, common)?;
    let text = |part: Part| -> Result<String> {
        let schema = schema(part, &loaded.directory);
        Ok(serde_json::to_string_pretty(&schema)? + "\n")
    };
    let Some(folder) = &arguments.out else {
        let [part] = parts[..] else {
            let known: Vec<&str> = Part::WORDS.iter().map(|(word, _)| *word).collect();
            bail!(
                "name the kind of file ({}) to print its schema, or a folder for all of them: `--out .schemas`",
                known.join(", ")
            );
        };
        write!(out, "{}", text(part)?)?;
        return Ok(Status::Answered);
    };
    // All is made and looked at before anything is written.
    let mut files = Vec::new();
    for part in parts {
        let path = folder.join(part.schema_file());
        may_be_replaced(&path)?;
        files.push((part, path, text(part)?));
    }
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (part, path, text) in &files {
        write_whole(path, text, true)?;
        if !common.quiet {
            paragraph(
                out,
                0,
                2,
                &format!("{} for {}", path.display(), part.files()),
            )?;
        }
    }
    Ok(Status::Answered)
}

/// A schema that this program wrote is replaced; anything else of this name is somebody's own.
fn may_be_replaced(path: &Path) -> Result<()> {
    match fs::read_to_string(path) {
        Ok(text) if !text.contains(MARK) => bail!(
            "{} was not written by `signpost schema`, so it is not replaced; choose another folder",
            path.display()
        ),
        _ => Ok(()),
    }
}
