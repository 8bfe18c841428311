//! `signpost rules`: the rules themselves, for those who answer for them. One file a subcommand.

mod approve;
mod show;

use super::{Common, Status};
use anyhow::Result;
use clap::{Args, Subcommand};
use std::io::Write;

/// Reads the rules aloud, and signs them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the rules to be read aloud in a meeting, strongest first
    Show(show::Arguments),
    Approve(approve::Arguments),
}

pub(super) fn run(arguments: &Arguments, common: &Common, out: &mut dyn Write) -> Result<Status> {
    match &arguments.command {
        Command::Show(arguments) => show::run(arguments, common, out),
        Command::Approve(arguments) => approve::run(arguments, common, out),
    }
}
