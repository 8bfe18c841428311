//! `signpost completions` and `signpost man`.

use super::{Cli, Status};
use anyhow::Result;
use clap::{Args, CommandFactory};
use std::io::Write;

/// Prints completions for your shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Your shell
    shell: clap_complete::Shell,
}

pub(super) fn completions(arguments: &Completions, out: &mut dyn Write) -> Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "signpost", &mut text);
    out.write_all(&text)?;
    Ok(Status::Answered)
}

pub(super) fn manual(out: &mut dyn Write) -> Result<Status> {
    clap_mangen::Man::new(Cli::command()).render(&mut *out)?;
    Ok(Status::Answered)
}
