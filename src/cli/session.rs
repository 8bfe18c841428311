//! A directory opened for a command: which one, as of which day, and whether it may answer.

use super::Common;
use crate::diagnostic::{Diagnostic, Severity};
use crate::find::Places;
use crate::load::{self, Loaded, Raw};
use crate::model::Directory;
use crate::model::hours::date_in_words;
use crate::place::Table;
use crate::plan::words::left_out_warning;
use crate::report;
use anyhow::{Result, bail};
use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The demonstration directory, as it was when the program was built.
static DEMONSTRATION: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/directory");

/// A directory, the day, and the postcode table.
pub(super) struct Session {
    pub(super) loaded: Loaded,
    pub(super) table: Table,
    pub(super) today: Date,
}

/// Opens the directory that the options name. Its findings may refuse answers; see [`Session::must_answer`].
pub(super) fn open(common: &Common) -> Result<Session> {
    open_folder(common, None)
}

/// Opens `folder`, or else the directory that the options name.
pub(super) fn open_folder(common: &Common, folder: Option<&Path>) -> Result<Session> {
    let loaded = load_directory(common, folder)?;
    let table = super::postcodes::table(common.postcodes.as_deref())?;
    let today = today(common, &loaded.directory);
    Ok(Session {
        loaded,
        table,
        today,
    })
}

/// The directory that the options name.
pub(super) enum Chosen {
    /// The files of the built-in demonstration.
    Demonstration(Vec<Raw>),
    /// A folder, which need not be there.
    Folder(PathBuf),
}

/// Says which directory the options name.
pub(super) fn chosen(common: &Common) -> Result<Chosen> {
    if common.demo {
        return Ok(Chosen::Demonstration(demonstration()));
    }
    match &common.directory {
        Some(folder) => Ok(Chosen::Folder(folder.clone())),
        None if Path::new("directory").is_dir() => Ok(Chosen::Folder(PathBuf::from("directory"))),
        None => bail!(
            "there is no ./directory here\n  \
             choose one with `--directory DIR` or the variable SIGNPOST_DIRECTORY,\n  \
             or try the built-in demonstration with `--demo`"
        ),
    }
}

/// Loads `folder`, or else the directory that the options name.
///
/// # Errors
/// It is not there, or an option names another one than `folder`: nobody should read about the wrong directory.
pub(super) fn load_directory(common: &Common, folder: Option<&Path>) -> Result<Loaded> {
    load_directory_with(common, folder, None)
}

/// The same, with a look at each service file.
pub(super) fn load_directory_with(
    common: &Common,
    folder: Option<&Path>,
    look: Option<load::Look>,
) -> Result<Loaded> {
    let typed = common.typed_directory.as_deref();
    if let Some(folder) = folder
        && (common.demo || typed.is_some_and(|other| other != folder))
    {
        bail!(
            "{} is a directory, and `--directory` or `--demo` names another; leave one out",
            folder.display()
        );
    }
    let chosen = match folder {
        Some(folder) => Chosen::Folder(folder.to_path_buf()),
        None => chosen(common)?,
    };
    let folder = match chosen {
        Chosen::Demonstration(files) => return Ok(load::texts_with(files, "demo:", look)),
        Chosen::Folder(folder) => folder,
    };
    load::folder::load_with(&folder, look).map_err(|error| {
        error.context(
            "this directory cannot be read; choose another with `--directory DIR`, or try `--demo`",
        )
    })
}

/// The files of the built-in demonstration that the loader reads.
pub(super) fn demonstration() -> Vec<Raw> {
    demonstration_files(&DEMONSTRATION)
}

/// The files of a folder of the built-in demonstration that the loader reads.
fn demonstration_files(folder: &Dir) -> Vec<Raw> {
    let mut files = Vec::new();
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if load::is_read(&path) {
            files.push(Raw {
                path,
                bytes: Ok(file.contents().to_vec()),
            });
        }
    }
    for inner in folder.dirs() {
        files.extend(demonstration_files(inner));
    }
    files
}

/// The day: as asked for, else the day a demonstration fixes, else today.
pub(super) fn today(common: &Common, directory: &Directory) -> Date {
    common
        .today
        .or(directory.settings.as_of)
        .unwrap_or_else(clock)
}

/// What day it is, where this machine is.
pub(super) fn clock() -> Date {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the program asks what day it is"
    )]
    jiff::ZonedDateTime::now().date()
}

/// This moment, to the second. A profile lapses by the clock: neither `--today` nor a demonstration's day turns it back.
pub(super) fn now() -> Timestamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the program asks what time it is"
    )]
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

impl Session {
    /// The directory.
    pub(super) const fn directory(&self) -> &Directory {
        &self.loaded.directory
    }

    /// Where its services are.
    pub(super) fn places(&self) -> Places {
        Places::new(self.directory(), &self.table)
    }

    /// Refuses to go on where settings, needs, areas or rules are broken, or a stop would lead nowhere. Says why on
    /// standard error. Otherwise names the entries that could not be read.
    pub(super) fn must_answer(&self, common: &Common) -> Result<()> {
        let refusing = if self.loaded.refuses {
            refusing(&self.loaded)
        } else {
            crate::check::safety_net(self.directory(), self.today)
        };
        if self.loaded.refuses || !refusing.is_empty() {
            write!(
                io::stderr(),
                "{}",
                report::text::findings(&refusing, &self.loaded.sources, common.colour_of_stderr())
            )?;
            bail!(
                "this directory must not answer until that is put right; `signpost check` shows everything"
            );
        }
        if let Some(warning) = left_out_warning(&self.directory().left_out) {
            // Said even to `--quiet`: an entry that is missing is part of the answer.
            writeln!(
                io::stderr(),
                "signpost: {}",
                crate::model::shown::clean(&warning)
            )?;
        }
        Ok(())
    }

    /// The first line of everything a demonstration prints; `None` for a directory of real services.
    pub(super) fn banner(&self) -> Option<String> {
        banner(self.directory(), self.today)
    }
}

/// Refuses to go on where settings, needs, areas or rules are broken, and says why on standard error. Enough for a command
/// that sends nobody anywhere; others use [`Session::must_answer`].
pub(super) fn must_be_read(loaded: &Loaded, common: &Common) -> Result<()> {
    if !loaded.refuses {
        return Ok(());
    }
    write!(
        io::stderr(),
        "{}",
        report::text::findings(
            &refusing(loaded),
            &loaded.sources,
            common.colour_of_stderr()
        )
    )?;
    bail!(
        "the rules of this directory cannot be read until that is put right; `signpost check` shows everything"
    )
}

/// The findings for which a directory must not answer, whatever its services say.
fn refusing(loaded: &Loaded) -> Vec<Diagnostic> {
    let path = |finding: &Diagnostic| loaded.sources.file(finding.primary.span.file).path.clone();
    loaded
        .findings
        .iter()
        .filter(|finding| {
            finding.severity == Severity::Error && !path(finding).contains("/services/")
        })
        .cloned()
        .collect()
}

/// The first line of everything a demonstration prints; `None` for a directory of real services.
pub(super) fn banner(directory: &Directory, today: Date) -> Option<String> {
    directory.settings.demonstration.then(|| {
        format!(
            "DEMONSTRATION of {}: invented services, not for real people.",
            date_in_words(today)
        )
    })
}

/// A note on standard error, unless they are not wanted.
pub(super) fn warn(common: &Common, text: &str) -> Result<()> {
    if !common.quiet {
        writeln!(
            io::stderr(),
            "signpost: {}",
            crate::model::shown::clean(text)
        )?;
    }
    Ok(())
}
