//! `signpost rules check`: what is wrong with the rules, proved over every possible case.

use crate::cli::output::{bullet, paragraph};
use crate::cli::{Common, Status, session};
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::load::Loaded;
use crate::model::Directory;
use crate::model::rule::{ApprovalState, Promise, Rules};
use crate::model::settings::Level;
use crate::model::shown::{clean, count};
use crate::report;
use crate::route::prove::groups;
use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;
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
    let proved = (!loaded.refuses).then(|| proofs(&loaded.directory, &findings, &allowed));
    let failed = findings
        .iter()
        .any(|finding| finding.severity >= Severity::Warning);
    let sources = &loaded.sources;
    match arguments.format {
        Format::Json => {
            let demonstration = loaded.directory.settings.demonstration;
            let more = About {
                proofs: proved,
                allowed: allowed.len(),
                approval: (!loaded.refuses).then(|| Signature::of(&loaded.directory.rules, today)),
            };
            let text =
                report::json::findings_and(&findings, sources, demonstration, None, Some(more));
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
            match proved {
                None => paragraph(
                    out,
                    0,
                    0,
                    "Nothing was proved: the rules have to be readable first.",
                )?,
                Some(proved) => summary(&loaded, &findings, &proved, allowed.len(), today, out)?,
            }
        }
    }
    Ok(Status::of(!failed))
}

/// The findings that stand in routing.toml, and those of them that the settings allow.
fn about_the_rules(loaded: &Loaded, today: Date) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let is_about = |finding: &Diagnostic| {
        let path = &loaded.sources.file(finding.primary.span.file).path;
        path.ends_with("routing.toml")
    };
    let mut findings: Vec<Diagnostic> = loaded.findings.clone();
    let mut allowed = Vec::new();
    // Proofs about half a set of rules would only repeat what is missing.
    if !loaded.refuses {
        let checked = crate::check::run(&loaded.directory, None, today);
        findings.extend(checked.findings);
        let excused = checked.allowed.into_iter().map(|allowed| allowed.finding);
        allowed = excused.filter(is_about).collect();
    }
    // Where something else refuses the directory, that is why nothing is proved.
    findings.retain(|finding| is_about(finding) || loaded.refuses);
    sort(&mut findings);
    (findings, allowed)
}

fn summary(
    loaded: &Loaded,
    findings: &[Diagnostic],
    proved: &[Proof],
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
    if !proved.is_empty() {
        writeln!(out, "Proved over every possible case")?;
        for proof in proved.iter().filter(|proof| proof.holds == Some(true)) {
            bullet(out, 2, &proof.in_words)?;
        }
        left_out(rules, out)?;
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

/// Says which cases the proofs leave out.
fn left_out(rules: &Rules, out: &mut dyn Write) -> io::Result<()> {
    if rules.impossible.is_empty() {
        return Ok(());
    }
    let kinds = count(rules.impossible.len(), "kind of case", "kinds of case");
    let ids = rules.impossible.iter().map(|kind| kind.id.value.as_str());
    let ids: Vec<&str> = ids.collect();
    let line = format!(
        "left out: {kinds} that nobody can be in [{}]",
        ids.join("; ")
    );
    bullet(out, 2, &line)
}

/// What is proved of the rules, and what is not; empty where no case is possible, so that everything would hold of nothing.
///
/// What the settings allow is no less wrong for it, and of a check that is turned off nothing is known here.
fn proofs(directory: &Directory, findings: &[Diagnostic], allowed: &[Diagnostic]) -> Vec<Proof> {
    let found = |id: &str| {
        let mut all = findings.iter().chain(allowed);
        all.any(|finding| finding.kind.id == id)
    };
    if found("every-case-impossible") {
        return Vec::new();
    }
    let is_off = |id: &str| directory.settings.level(id) == Some(Level::Off);
    let holds = |ids: &[&str]| {
        if ids.iter().any(|id| found(id)) {
            Some(false)
        } else if ids.iter().any(|id| is_off(id)) {
            None
        } else {
            Some(true)
        }
    };
    let rules = &directory.rules;
    let of = |promise: Promise| {
        let all = rules.invariants.iter();
        all.filter(|invariant| invariant.promise == promise).count()
    };
    let raised = rules.never_weaker.iter().map(|promise| promise.facts.len());
    let raised = count(raised.sum(), "fact", "facts");
    // A rule that never applies decides nothing either, and could be left out: neither is said of it again.
    let mut proofs = vec![
        (
            "case-without-route",
            &["case-without-route"][..],
            "every case of every need gets a route".to_owned(),
        ),
        (
            "rule-never-applies",
            &["rule-never-applies"],
            "every rule can apply".to_owned(),
        ),
        (
            "rule-never-decides",
            &["rule-never-decides", "rule-never-applies"],
            "every rule decides something".to_owned(),
        ),
        (
            "rule-redundant",
            &["rule-redundant", "rule-never-decides", "rule-never-applies"],
            "no rule could be left out without changing a decision".to_owned(),
        ),
    ];
    if !rules.invariants.is_empty() {
        let promises = format!(
            "{} `always` and {} `never` hold",
            of(Promise::Always),
            of(Promise::Never)
        );
        proofs.push(("promise-broken", &["promise-broken"], promises));
    }
    if !rules.never_weaker.is_empty() {
        let raised = format!("more of {raised} never gives a weaker route");
        proofs.push(("weaker-when-raised", &["weaker-when-raised"], raised));
    }
    proofs.push((
        "stop-set-aside",
        &["stop-set-aside"],
        "a stop is never set aside".to_owned(),
    ));
    let proofs = proofs.into_iter();
    proofs
        .map(|(check, ids, in_words)| Proof {
            check,
            holds: holds(ids),
            in_words,
        })
        .collect()
}

/// One thing that is proved over every possible case.
#[derive(Serialize)]
struct Proof {
    /// The check that finds where it does not hold.
    check: &'static str,
    /// `None`: the settings turn the check off, so nothing is known.
    holds: Option<bool>,
    in_words: String,
}

/// The keys that the JSON has beside the findings.
#[derive(Serialize)]
struct About {
    /// Null where the rules cannot be read; empty where no case is possible.
    proofs: Option<Vec<Proof>>,
    /// How many findings about the rules the settings allow.
    allowed: usize,
    /// Null where the rules cannot be read.
    approval: Option<Signature>,
}

/// Whether somebody answers for exactly these rules, and who signed last.
#[derive(Serialize)]
struct Signature {
    /// `approved`, `missing`, `overdue` or `changed`.
    state: &'static str,
    role: Option<String>,
    organization: Option<String>,
    on: Option<String>,
    review: Option<String>,
}

impl Signature {
    fn of(rules: &Rules, today: Date) -> Self {
        let approval = rules.approval.as_ref();
        Self {
            state: match rules.approval_state(today) {
                ApprovalState::Approved => "approved",
                ApprovalState::Missing => "missing",
                ApprovalState::Overdue => "overdue",
                ApprovalState::Changed => "changed",
            },
            role: approval.map(|approval| clean(&approval.role).into_owned()),
            organization: approval.map(|approval| clean(&approval.organization).into_owned()),
            on: approval.map(|approval| approval.on.to_string()),
            review: approval.map(|approval| approval.review.to_string()),
        }
    }
}
