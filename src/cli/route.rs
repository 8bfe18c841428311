//! `signpost route`: a case in, a plan out.

use super::case_input::{CaseOptions, Input, read};
use super::profile::file::ProfileOptions;
use super::session::{self, Session, warn};
use super::{Common, Status, plan_text};
use crate::exchange::fhir::referral::bundle;
use crate::exchange::identity::Publisher;
use crate::exchange::leaving::leaving;
use crate::find::Places;
use crate::model::case::Case;
use crate::model::personal::nhs_number;
use crate::model::rule::ApprovalState;
use crate::plan::Plan;
use crate::plan::make::{Context, MOST, plan_with};
use crate::route::Compiled;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use std::io::Write;

/// Decide where each need of a case goes, with the services for it.
///
/// Every safety question has to be answered (`--fact stroke-signs=no`) before anything is decided; what is not
/// answered is never taken for no. Exit status: 0 decided, 1 not decided yet, 2 could not run.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A case file, or - for standard input
    #[arg(value_name = "CASE")]
    case: Option<String>,
    #[command(flatten)]
    options: CaseOptions,
    #[command(flatten)]
    profile: ProfileOptions,
    /// How to print the plan
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// With `--format fhir`: the patient that the drafts are for, as a reference such as Patient/example; without it they name
    /// nobody
    #[arg(long, value_name = "REFERENCE", value_parser = patient)]
    patient: Option<String>,
    /// Use rules that nobody has approved for use with people
    #[arg(long)]
    unapproved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// An HL7 FHIR R4 Bundle: a draft `ServiceRequest` for each referral
    Fhir,
}

/// A reference to a patient: letters, digits and what FHIR allows in ids. A number that can be an NHS number is refused: it
/// would name the person wherever the draft goes.
fn patient(typed: &str) -> Result<String, String> {
    let id = typed
        .strip_prefix("Patient/")
        .or_else(|| typed.strip_prefix("urn:uuid:"))
        .unwrap_or("");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
        return Err("write Patient/ID, or urn:uuid: and a UUID".to_owned());
    }
    if nhs_number(id).is_some() {
        return Err(
            "this can be an NHS number, and drafts must not have one; use an id of your own system"
                .to_owned(),
        );
    }
    Ok(typed.to_owned())
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let session = session::open(common)?;
    session.must_answer(common)?;
    if arguments.patient.is_some() && arguments.format != Format::Fhir {
        bail!("--patient goes with --format fhir");
    }
    if arguments.case.is_some() && arguments.profile.is_typed() {
        warn(
            common,
            "--profile is not used: a case file says itself who was asking",
        )?;
    }
    match read(
        arguments.case.as_deref(),
        &arguments.options,
        Some(&arguments.profile),
        &session,
        common,
    )? {
        Input::Ready(case) => {
            let plan = make(&session, &case);
            // A stop is printed whatever the state of the rules: it only ever adds caution.
            if plan.stop.is_none() {
                approved(&session, arguments.unapproved)?;
            }
            print(&plan, arguments, &session, common, out)?;
            Ok(Status::of(plan.decided))
        }
        Input::Refused(case) => {
            let plan = make(&session, &case);
            if plan.stop.is_some() {
                print(&plan, arguments, &session, common, out)?;
                out.flush()?;
            }
            bail!("this case cannot be decided until that is put right")
        }
    }
}

/// The plan for a case, with everything it needs from the session.
pub(super) fn make(session: &Session, case: &Case) -> Plan {
    make_with(session, case, MOST)
}

/// The same, with so many services for one route of a need.
pub(super) fn make_with(session: &Session, case: &Case, most: usize) -> Plan {
    let compiled = Compiled::new(session.directory());
    let places: Places = session.places();
    let context = Context {
        directory: session.directory(),
        compiled: &compiled,
        table: &session.table,
        places: &places,
        today: session.today,
    };
    plan_with(&context, case, most)
}

/// Ids of all services that active signposting offers for the needs of a case, best first.
pub(super) fn signposted(session: &Session, case: &Case) -> Vec<String> {
    let compiled = Compiled::new(session.directory());
    let places = session.places();
    let context = Context {
        directory: session.directory(),
        compiled: &compiled,
        table: &session.table,
        places: &places,
        today: session.today,
    };
    crate::plan::services::signposted(&context, case)
}

/// Refuses rules that nobody has approved, except in a demonstration and where `--unapproved` says so.
pub(super) fn approved(session: &Session, unapproved: bool) -> Result<()> {
    let directory = session.directory();
    if directory.settings.demonstration || unapproved {
        return Ok(());
    }
    let why = match directory.rules.approval_state(session.today) {
        ApprovalState::Approved => return Ok(()),
        ApprovalState::Missing => "nobody has signed them",
        ApprovalState::Overdue => "their approval is overdue",
        ApprovalState::Changed => "they have changed since they were approved",
    };
    bail!(
        "these rules have not been approved for use with people: {why}\n  \
         ask whoever answers for them to approve them, or use --unapproved to try them out"
    )
}

fn print(
    plan: &Plan,
    arguments: &Arguments,
    session: &Session,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    // What is wrong with entries was said when the directory was opened, and the approval stands in the plan itself.
    for note in &plan.notes {
        warn(common, note)?;
    }
    match arguments.format {
        Format::Fhir => {
            let mut withheld = Vec::new();
            let mut service = |id: &str| {
                let directory = session.directory();
                let service = directory.service_by_id(id)?;
                let table = &session.table;
                Some(leaving(
                    service,
                    directory,
                    table,
                    session.today,
                    &mut withheld,
                ))
            };
            let publisher = Publisher::of(&session.directory().settings);
            let patient = arguments.patient.as_deref();
            write!(out, "{}", bundle(plan, publisher, patient, &mut service))?;
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, plan)?;
            writeln!(out)?;
        }
        Format::Text => plan_text::print(plan, session.banner().as_deref(), common.verbose, out)?,
    }
    Ok(())
}
