//! The file of a profile: where it is, what it says now, and how it is written and removed.

use crate::cli::output::write_whole;
use crate::cli::session::{Session, now, warn};
use crate::cli::{Common, path_of_variable};
use crate::load::{self, MAX_BYTES, profile::Read};
use crate::model::hours::date_in_words;
use crate::model::profile::Profile;
use crate::model::shown::shell_word;
use crate::report;
use anyhow::{Context, Result, bail};
use clap::Args;
use etcetera::BaseStrategy;
use etcetera::base_strategy::Apple;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::{self, Read as _, Write};
use std::path::PathBuf;

/// The variable that names the file.
const VARIABLE: &str = "SIGNPOST_PROFILE";

/// The option of every command that takes a profile.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileOptions {
    /// The file of your profile; without it that of the variable `SIGNPOST_PROFILE`, else the one in your configuration folder
    #[arg(long, global = true, value_name = "FILE")]
    profile: Option<PathBuf>,
}

/// Where a profile is, or would be.
pub(in crate::cli) struct Place {
    pub(in crate::cli) path: PathBuf,
    /// The path for people: as typed, or below `~`.
    pub(in crate::cli) shown: String,
    /// True where somebody chose it: then it has to be there.
    named: bool,
}

impl ProfileOptions {
    /// True where the option was typed, and not only the variable set.
    pub(in crate::cli) const fn is_typed(&self) -> bool {
        self.profile.is_some()
    }

    /// The file; `None` where none is named and there is no configuration folder either.
    pub(in crate::cli) fn place(&self) -> Option<Place> {
        let named = self.profile.clone();
        if let Some(path) = named.or_else(|| path_of_variable(VARIABLE)) {
            return Some(Place {
                shown: path.display().to_string(),
                path,
                named: true,
            });
        }
        let path = configuration()?.join("signpost").join("profile.toml");
        let below_home = etcetera::home_dir()
            .ok()
            .filter(|_| cfg!(unix))
            .and_then(|home| path.strip_prefix(home).ok().map(PathBuf::from));
        Some(Place {
            shown: below_home.map_or_else(
                || path.display().to_string(),
                |below| format!("~/{}", below.display()),
            ),
            path,
            named: false,
        })
    }

    /// The profile that counts now, with its place. `None`: there is none, or it has lapsed, which is then said.
    ///
    /// # Errors
    /// It was named and is missing, or it is broken, which is said in full.
    pub(in crate::cli) fn in_force(
        &self,
        session: &Session,
        common: &Common,
    ) -> Result<Option<(Place, Profile)>> {
        let Some(place) = self.place() else {
            return Ok(None);
        };
        let Some(profile) = place.load(session, common)? else {
            place.may_be_missing()?;
            return Ok(None);
        };
        if let Some(lapsed) = place.lapsed(&profile, now()) {
            warn(
                common,
                &format!(
                    "{lapsed}: its answers count as not asked; `{}` asks again",
                    place.command("set")
                ),
            )?;
            return Ok(None);
        }
        Ok(Some((place, profile)))
    }
}

impl Place {
    /// Reads the file, in force or not; `None`: there is none.
    ///
    /// # Errors
    /// It cannot be read, or what it says is wrong; the findings are then on standard error.
    pub(in crate::cli) fn load(
        &self,
        session: &Session,
        common: &Common,
    ) -> Result<Option<Profile>> {
        let Some(bytes) = self.bytes()? else {
            return Ok(None);
        };
        let rules = &session.directory().rules;
        let read = load::profile::profile(&self.shown, &bytes, rules);
        print_findings(&read, common)?;
        if read.refuses() {
            let removes = if self.may_be_removed(&bytes) {
                format!("; `{}` removes it", self.command("clear"))
            } else {
                String::new()
            };
            bail!(
                "the profile {} cannot be used until that is put right{removes}",
                self.shown
            );
        }
        Ok(read.value)
    }

    fn bytes(&self) -> Result<Option<Vec<u8>>> {
        let context = || format!("cannot read the profile {}", self.shown);
        let file = match std::fs::File::open(&self.path) {
            Ok(file) => file,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(error).with_context(context),
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .with_context(context)?;
        Ok(Some(bytes))
    }

    /// Where there is no file: refuses if somebody chose it.
    pub(in crate::cli) fn may_be_missing(&self) -> Result<()> {
        if self.named {
            bail!(
                "there is no profile {}; `{}` makes one",
                self.shown,
                self.command("set")
            );
        }
        Ok(())
    }

    /// Writes the profile, whole or not at all, readable by its owner only. Makes its folder where that is missing.
    pub(in crate::cli) fn save(&self, profile: &Profile) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        // A file that is written whole starts as a temporary one, which only its owner can read.
        write_whole(&self.path, &load::profile::text_of(profile), true)
    }

    /// Removes the file; false where there is none.
    ///
    /// # Errors
    /// It cannot be removed, or somebody chose a file that is no profile.
    pub(in crate::cli) fn clear(&self) -> Result<bool> {
        let Some(bytes) = self.bytes()? else {
            return Ok(false);
        };
        if !self.may_be_removed(&bytes) {
            bail!(
                "{} does not look like a profile, so it is not removed",
                self.shown
            );
        }
        std::fs::remove_file(&self.path)
            .with_context(|| format!("cannot remove {}", self.shown))?;
        Ok(true)
    }

    /// False for a file that somebody chose and that does not look like a profile.
    fn may_be_removed(&self, bytes: &[u8]) -> bool {
        !self.named || String::from_utf8_lossy(bytes).contains("set_at")
    }

    /// Why a profile does not count; `None`: it counts.
    pub(in crate::cli) fn lapsed(&self, profile: &Profile, now: Timestamp) -> Option<String> {
        if profile.counts_at(now) {
            return None;
        }
        let why = if profile.set_at > now {
            "is of a time that has not come yet"
        } else {
            "has lapsed"
        };
        Some(format!(
            "the profile {} of {} {why}",
            self.shown,
            moment_in_words(profile.set_at)
        ))
    }

    /// A command about this file, to be typed.
    pub(in crate::cli) fn command(&self, what: &str) -> String {
        if self.named {
            return format!(
                "signpost profile {what} --profile {}",
                shell_word(&self.shown)
            );
        }
        format!("signpost profile {what}")
    }
}

/// What is wrong, on standard error; mere warnings are notes, which `--quiet` leaves out.
pub(super) fn print_findings<T>(read: &Read<T>, common: &Common) -> Result<()> {
    if read.findings.is_empty() || (common.quiet && !read.refuses()) {
        return Ok(());
    }
    let colour = common.colour_of_stderr();
    let text = report::text::findings(&read.findings, &read.sources, colour);
    Ok(write!(io::stderr(), "{text}")?)
}

/// `21:00 on 24 November 2026`, where this machine is.
pub(in crate::cli) fn moment_in_words(moment: Timestamp) -> String {
    let here = moment.to_zoned_datetime(TimeZone::system());
    format!(
        "{} on {}",
        here.strftime("%H:%M"),
        date_in_words(here.date())
    )
}

/// The user's configuration folder; `None` where the environment names none.
fn configuration() -> Option<PathBuf> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Without either, the folder would be looked up among the accounts of the machine: a program that was started with an
    // empty environment is not to find anything of the user's.
    if cfg!(unix) && !is_set("HOME") && !is_set("XDG_CONFIG_HOME") {
        return None;
    }
    if cfg!(target_os = "macos") {
        return Apple::new().ok().map(|folders| folders.data_dir());
    }
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir())
}
