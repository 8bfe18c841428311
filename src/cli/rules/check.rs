//! `signpost rules check`: what is wrong with the rules, proved over every possible case.

use crate::cli::output::{bullet, paragraph};
use crate::cli::{Common, Status, session};
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::load::Loaded;
use crate::model::rule::{ApprovalState, Promise, Rules};
use crate::model::shown::count;
use crate::report;
use crate::route::prove::groups;
use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Prove the rules over every possible case of every need.
///
/// Each failure comes with the cases in which it shows, in as few facts as can be, and the lines of the rules involved. The
/// same proofs are part of `signpost check`. Exit status: 0 everything is proved, 1 not, 2 could not run.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// The directory; without it, the one that --directory names, else ./directory
    dir: Option<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    common: &Common,
    out: &mut dyn Write,
) -> Result<Status> {
    let loaded = session::load_directory(common, arguments.dir.as_deref())?;
    let today = session::today(common, &loaded.directory);
    let (findings, allowed) = about_the_rules(&loaded, today);
    let failed = findings
        .iter()
        .any(|finding| finding.severity >= Severity::Warning);
    let sources = &loaded.sources;
    match arguments.format {
        Format::Json => {
            let demonstration = loaded.directory.settings.demonstration;
            let text = report::json::findings(&findings, sources, demonstration, None);
            write!(out, "{text}")?;
        }
        Format::Text => {
            if let Some(banner) = session::banner(&loaded.directory, today) {
                paragraph(out, 0, 0, &banner)?;
            }
            let colour = common.colour(io::stdout().is_terminal());
            write!(
                out,
                "{}",
                report::text::findings(&findings, sources, colour)
            )?;
            if loaded.refuses {
                paragraph(
                    out,
                    0,
                    0,
                    "Nothing was proved: the rules have to be readable first.",
                )?;
            } else {
                summary(&loaded, &findings, allowed, today, out)?;
            }
        }
    }
    Ok(Status::of(!failed))
}

/// The findings that stand in routing.toml, and how many of them the settings allow.
fn about_the_rules(loaded: &Loaded, today: Date) -> (Vec<Diagnostic>, usize) {
    let is_about = |finding: &Diagnostic| {
        let path = &loaded.sources.file(finding.primary.span.file).path;
        path.ends_with("routing.toml")
    };
    let mut findings: Vec<Diagnostic> = loaded.findings.clone();
    let mut allowed = 0;
    // Proofs about half a set of rules would only repeat what is missing.
    if !loaded.refuses {
        let checked = crate::check::run(&loaded.directory, None, today);
        findings.extend(checked.findings);
        let allowed_findings = checked.allowed.iter();
        allowed = allowed_findings
            .filter(|allowed| is_about(&allowed.finding))
            .count();
    }
    // Where something else refuses the directory, that is why nothing is proved.
    findings.retain(|finding| is_about(finding) || loaded.refuses);
    sort(&mut findings);
    (findings, allowed)
}

fn summary(
    loaded: &Loaded,
    findings: &[Diagnostic],
    allowed: usize,
    today: Date,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = &loaded.directory.rules;
    let needs = loaded.directory.needs.len();
    let sizes = format!(
        "{}, {} in {} that the same rules cover, {}: {}",
        count(rules.rules.len(), "rule", "rules"),
        count(needs, "need", "needs"),
        count(groups(rules, needs), "group", "groups"),
        count(rules.facts.len(), "fact", "facts"),
        report::summary(findings),
    );
    paragraph(out, 0, 2, &sizes)?;
    let is = |id: &str| findings.iter().any(|finding| finding.kind.id == id);
    let proofs = [
        (
            "case-without-route",
            "every case of every need gets a route",
        ),
        ("rule-never-applies", "every rule can apply"),
        ("rule-never-decides", "every rule decides something"),
        (
            "rule-redundant",
            "no rule could be left out without changing a decision",
        ),
    ];
    if !is("every-case-impossible") {
        writeln!(out, "Proved over every possible case")?;
        for (id, proved) in proofs {
            if !is(id) {
                bullet(out, 2, proved)?;
            }
        }
        promises(rules, &is, out)?;
    }
    if allowed > 0 {
        let allowed = count(allowed, "finding is", "findings are");
        writeln!(out, "{allowed} allowed for now by the settings")?;
    }
    let approval = match (rules.approval_state(today), &rules.approval) {
        (ApprovalState::Approved, Some(approval)) => format!(
            "Approved exactly as they stand by the {} of {}, until {}.",
            approval.role, approval.organization, approval.review
        ),
        (ApprovalState::Changed, _) => {
            "The signature no longer matches: the rules have changed since they were approved."
                .to_owned()
        }
        (ApprovalState::Overdue, _) => "The approval has to be given again.".to_owned(),
        _ => "Nobody has approved these rules for use with people.".to_owned(),
    };
    paragraph(out, 0, 0, &approval)
}

/// The promises, where all of a kind hold.
fn promises(rules: &Rules, is: &impl Fn(&str) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let of = |promise: Promise| {
        let all = rules.invariants.iter();
        all.filter(|invariant| invariant.promise == promise).count()
    };
    if !is("promise-broken") && !rules.invariants.is_empty() {
        let line = format!(
            "{} `always` and {} `never` hold",
            of(Promise::Always),
            of(Promise::Never)
        );
        bullet(out, 2, &line)?;
    }
    if !is("weaker-when-raised") && !rules.never_weaker.is_empty() {
        let facts: usize = rules
            .never_weaker
            .iter()
            .map(|promise| promise.facts.len())
            .sum();
        let facts = count(facts, "fact", "facts");
        bullet(
            out,
            2,
            &format!("more of {facts} never gives a weaker route"),
        )?;
    }
    bullet(out, 2, "a stop is never set aside")?;
    if !rules.impossible.is_empty() {
        let kinds = count(rules.impossible.len(), "kind of case", "kinds of case");
        let ids = rules.impossible.iter().map(|kind| kind.id.value.as_str());
        let ids: Vec<&str> = ids.collect();
        let line = format!(
            "left out: {kinds} that nobody can be in [{}]",
            ids.join("; ")
        );
        bullet(out, 2, &line)?;
    }
    Ok(())
}
