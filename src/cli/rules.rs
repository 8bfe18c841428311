//! `signpost rules`: the rules themselves, for those who answer for them. One file a subcommand.

mod approve;
mod check;
mod diff;
mod show;

use super::{Common, Status};
use anyhow::Result;
use clap::{Args, Subcommand};
use std::io::Write;

/// Proves the rules, compares them, reads them aloud and signs them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Prove the rules over every possible case of every need
    Check(check::Arguments),
    /// Say whose route an edit of the rules changes, in which cases, and what stays
    Diff(diff::Arguments),
    /// Print the rules to be read aloud in a meeting, strongest first
    Show(show::Arguments),
    /// Sign the rules as they stand, so that they may be used with people
    Approve(approve::Arguments),
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments, common, out),
        Command::Diff(arguments) => diff::run(arguments, common, out),
        Command::Show(arguments) => show::run(arguments, common, out),
        Command::Approve(arguments) => approve::run(arguments, common, out),
    }
}
