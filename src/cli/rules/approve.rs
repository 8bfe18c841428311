//! `signpost rules approve`: somebody's signature under the rules as they stand.

use crate::check;
use crate::cli::output::{paragraph, write_whole};
use crate::cli::{Common, Status, parse_date, session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit;
use crate::load::{self, Loaded, REQUIRED_FILES, Raw};
use crate::model::hours::date_in_words;
use crate::model::personal::{contact_details, nhs_number};
use crate::model::rule::{Approval, ApprovalState};
use crate::model::shown::{clean, count};
use crate::report;
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

const RULES: &str = "routing.toml";
/// The longest a signature is good for.
const LONGEST_YEARS: i64 = 2;
/// Words before a name of somebody; a role begins otherwise.
const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof"];

/// Sign the rules as they stand, so that they may be used with people.
///
/// A fingerprint of exactly these rules is written into routing.toml, and everything else in the file stays as it is. Any
/// later change of a rule ends the approval; `signpost check` says so. Refused (exit 1) while `signpost check` finds an
/// error in the rules.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Who approves: a role ("clinical safety lead"), not a name
    #[arg(long, value_name = "ROLE")]
    by: String,
    /// The organisation that answers for it
    #[arg(long, alias = "organization", value_name = "ORG")]
    organisation: String,
    /// When the approval has to be given again: after today, two years at most
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    review: Date,
    /// The directory; without it, the one that --directory names, else ./directory
    dir: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    if common.demo {
        bail!(
            "the built-in demonstration is part of the program, so there is no file to sign; name a directory of your own"
        );
    }
    let loaded = session::load_directory(common, arguments.dir.as_deref())?;
    session::must_be_read(&loaded, common)?;
    let today = session::today(common, &loaded.directory);
    let approval = approval(arguments, &loaded, today)?;
    let table = crate::cli::postcodes::table(common.postcodes.as_deref())?;
    let errors = errors_in_rules(&loaded, &check::run(&loaded.directory, Some(&table), today));
    if let Some(banner) = session::banner(&loaded.directory, today) {
        paragraph(out, 0, 0, &banner)?;
    }
    if !errors.is_empty() {
        let colour = common.colour(io::stdout().is_terminal());
        write!(
            out,
            "{}",
            report::text::findings(&errors, &loaded.sources, colour)
        )?;
        let found = count(errors.len(), "error", "errors");
        paragraph(
            out,
            0,
            0,
            &format!("Not signed: {found} in the rules must be put right first."),
        )?;
        return Ok(Status::Not);
    }
    let path = file(arguments, common)?;
    let text = signed(&path, &loaded, &approval, today)?;
    write_whole(&path, &text, true)?;
    say(&loaded, &approval, &path, out)?;
    Ok(Status::Answered)
}

/// What is to be signed, with everything that was typed looked at.
fn approval(arguments: &Arguments, loaded: &Loaded, today: Date) -> Result<Approval> {
    let role = typed("--by", &arguments.by)?;
    let organization = typed("--organisation", &arguments.organisation)?;
    let first = role.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches('.').to_lowercase();
    if TITLES.contains(&first.as_str())
        || contact_details(&role).is_some()
        || nhs_number(&role).is_some()
    {
        bail!("--by names a person; give the role, such as \"clinical safety lead\", not a name");
    }
    if arguments.review <= today {
        bail!(
            "--review {} is not after today ({today}); give the day by which the rules have to be approved again",
            arguments.review
        );
    }
    let latest = today
        .checked_add(LONGEST_YEARS.years())
        .context("the day cannot be worked out")?;
    if arguments.review > latest {
        bail!(
            "--review {} is more than two years away; sources and services change, so give {latest} at the latest",
            arguments.review
        );
    }
    Ok(Approval {
        role,
        organization,
        on: today,
        review: arguments.review,
        fingerprint: loaded.directory.rules.fingerprint.clone(),
    })
}

/// A text as typed, on one line and without spaces around it.
fn typed(option: &str, text: &str) -> Result<String> {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        bail!("{option} is empty: say who answers for the rules");
    }
    Ok(words.join(" "))
}

/// The errors that the checks find in the file of the rules.
fn errors_in_rules(loaded: &Loaded, checked: &check::Checked) -> Vec<Diagnostic> {
    let is_of_rules = |finding: &&Diagnostic| {
        let path = &loaded.sources.file(finding.primary.span.file).path;
        is_named(path, RULES)
    };
    checked
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter(is_of_rules)
        .cloned()
        .collect()
}

/// The file to sign; behind a link, the file that it leads to.
fn file(arguments: &Arguments, common: &Common) -> Result<PathBuf> {
    let folder = arguments
        .dir
        .as_deref()
        .or(common.directory.as_deref())
        .unwrap_or(Path::new("directory"));
    let path = folder.join(RULES);
    if fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink()) {
        return fs::canonicalize(&path).with_context(|| format!("cannot read {}", path.display()));
    }
    Ok(path)
}

/// The text of the file with the signature in it, read back and found to be approved. Nothing is written here.
fn signed(path: &Path, loaded: &Loaded, approval: &Approval, today: Date) -> Result<String> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (mark, rules) = match text.strip_prefix('\u{feff}') {
        Some(rules) => ("\u{feff}", rules),
        None => ("", text.as_str()),
    };
    let signed = edit::approval::approved(rules, approval)
        .ok_or_else(|| anyhow!("there is no place for a signature in {}", path.display()))?;
    let again = load::texts(with_rules(loaded, &signed), "");
    let state = again.directory.rules.approval_state(today);
    let is_same = again.directory.rules.fingerprint == loaded.directory.rules.fingerprint;
    if again.refuses || state != ApprovalState::Approved || !is_same {
        bail!(
            "{} could not be signed as it was read; nothing was written, try again",
            path.display()
        );
    }
    Ok(format!("{mark}{signed}"))
}

/// The files at the top of the directory, as they were read, with these rules.
fn with_rules(loaded: &Loaded, rules: &str) -> Vec<Raw> {
    let text_of = |name: &str| {
        let mut files = loaded.sources.files().iter();
        files.find(|file| is_named(&file.path, name) && !file.path.contains("/services/"))
    };
    REQUIRED_FILES
        .into_iter()
        .filter_map(|name| {
            let text = text_of(name)?.text.as_str();
            Some(Raw::text(name, if name == RULES { rules } else { text }))
        })
        .collect()
}

fn is_named(path: &str, name: &str) -> bool {
    path.rsplit('/').next() == Some(name)
}

fn say(loaded: &Loaded, approval: &Approval, path: &Path, out: &mut dyn Write) -> Result<()> {
    let rules = &loaded.directory.rules;
    let number = count(rules.rules.len(), "rule", "rules");
    for line in [
        format!("Signed: {number}, version {}.", rules.version),
        format!(
            "By: {}, {}, on {}.",
            approval.role,
            approval.organization,
            date_in_words(approval.on)
        ),
        format!(
            "Until: {}; then the approval has to be given again.",
            date_in_words(approval.review)
        ),
        format!("Fingerprint: {}", approval.fingerprint),
        format!(
            "Written to {}. Any change of a rule ends the approval. It is public once you commit the file to git.",
            path.display()
        ),
    ] {
        paragraph(out, 0, 2, &line)?;
    }
    Ok(())
}
