//! `signpost rules`: the rules themselves, for those who answer for them. One file a subcommand.

mod approve;
mod check;
mod diff;
mod show;

use super::{Common, Status};
use anyhow::Result;
use clap::{Args, Subcommand};
use std::io::Write;

/// Prove the rules, compare them, read them aloud and sign them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Diff(diff::Arguments),
    Show(show::Arguments),
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
