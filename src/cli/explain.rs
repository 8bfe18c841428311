//! `signpost explain`: what a check, a finding or a rule is for.

use super::output::{bullet, paragraph};
use super::{Common, Status, session};
use crate::diagnostic::Kind;
use crate::model::Directory;
use crate::model::rule::{Rule, SetsAside};
use crate::model::shown::clean;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

/// Say what a check, a finding or a rule is for.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Id of a check or finding (review-overdue), or of a rule of the directory
    id: String,
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    if let Some(kind) = kinds().into_iter().find(|kind| kind.id == arguments.id) {
        kind_in_words(kind, out)?;
        return Ok(Status::Answered);
    }
    // Checks are known without a directory; rules are not.
    let loaded = session::load_directory(common, None);
    let directory = loaded.as_ref().ok().map(|loaded| &loaded.directory);
    let rules = directory.map_or(&[][..], |directory| &directory.rules.rules);
    if let (Some(directory), Some(rule)) = (
        directory,
        rules.iter().find(|rule| rule.id.value == arguments.id),
    ) {
        let today = session::today(common, directory);
        if let Some(banner) = session::banner(directory, today) {
            paragraph(out, 0, 0, &banner)?;
        }
        rule_in_words(directory, rule, out)?;
        return Ok(Status::Answered);
    }
    let known: Vec<&str> = kinds()
        .iter()
        .map(|kind| kind.id)
        .chain(rules.iter().map(|rule| rule.id.value.as_str()))
        .collect();
    let help = crate::load::values::nearest(&arguments.id, known.into_iter()).map_or_else(
        || "see `signpost check --list`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    writeln!(
        io::stderr(),
        "signpost: no check, finding or rule is called `{}`; {help}",
        clean(&arguments.id)
    )?;
    Ok(Status::Not)
}

/// Every kind of finding, the loader's and the checks', by id.
pub(super) fn kinds() -> Vec<&'static Kind> {
    let mut kinds: Vec<&Kind> = crate::load::kinds::ALL.to_vec();
    kinds.extend(crate::edit::layout::ALL);
    kinds.extend(crate::check::ALL.iter().map(|check| &check.kind));
    kinds.sort_by_key(|kind| kind.id);
    kinds
}

fn kind_in_words(kind: &Kind, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{} ({})", kind.id, kind.severity.word())?;
    paragraph(out, 0, 0, &format!("{}.", capital(kind.summary)))?;
    writeln!(out)?;
    paragraph(out, 0, 0, kind.why)?;
    for (title, files) in [("Avoid:", kind.avoid), ("Prefer:", kind.prefer)] {
        if files.is_empty() {
            continue;
        }
        writeln!(out, "\n{title}")?;
        for (path, text) in files {
            writeln!(out, "  # {path}")?;
            for line in text.lines() {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(())
}

fn rule_in_words(directory: &Directory, rule: &Rule, out: &mut dyn Write) -> Result<()> {
    let rules = &directory.rules;
    writeln!(out, "{} (rule, route {})", rule.id.value, rule.route)?;
    paragraph(out, 0, 0, &rule.why)?;
    if let Some(cite) = &rule.cite {
        let source = rules.source(cite.source);
        paragraph(
            out,
            0,
            2,
            &format!("Source: {}, {}", source.title, cite.place),
        )?;
    }
    match &rule.for_ {
        None => writeln!(out, "For every need.")?,
        Some(needs) => {
            let labels: Vec<&str> = needs
                .iter()
                .map(|need| directory.need(*need).id.value.as_str())
                .collect();
            paragraph(out, 0, 2, &format!("For: {}", labels.join(", ")))?;
        }
    }
    for target in &rule.instead_of {
        let named = match target.value {
            SetsAside::Rule(index) => format!("the rule {}", rules.rule(index).id.value),
            SetsAside::Route(route) => format!("every rule with the route {route}"),
        };
        bullet(out, 0, &format!("sets aside {named}"))?;
    }
    for action in &rule.do_ {
        bullet(out, 0, &rules.action(*action).label)?;
    }
    paragraph(
        out,
        0,
        2,
        &format!("Owner: {}; to be reviewed by {}", rule.owner, rule.review),
    )?;
    Ok(())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
