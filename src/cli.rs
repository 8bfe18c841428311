//! What was asked, and how it is printed. The only code that prints, reads the clock or looks at the environment.

mod ask;
mod case_input;
mod check;
mod confirm;
mod diff;
mod due;
mod explain;
mod export;
mod find;
mod format;
mod gaps;
mod import;
mod init;
mod leaflet;
mod new;
mod outline;
mod output;
mod plan_text;
mod postcodes;
mod profile;
mod progress;
mod rewrite;
mod route;
mod rules;
mod schema;
mod session;
mod set_up;
mod show;
mod side;
mod test;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Finds local services that would really take this person, and decides how to hand the person on.
///
/// It supports a clinician's judgement and never replaces it. In an emergency call 999.
#[derive(Debug, Parser)]
#[command(
    name = "signpost",
    version,
    max_term_width = 80,
    after_help = "Start with:  signpost find \"can't get to appointments\" --near \"CO4 5JR\"\n\
                  Try anywhere: signpost --demo find falls --near CO15"
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
struct Common {
    /// The directory of services; without it that of the variable `SIGNPOST_DIRECTORY`, else ./directory
    #[arg(long, global = true, value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The directory as it was typed, and not that of the variable.
    #[arg(skip)]
    typed_directory: Option<PathBuf>,
    /// Use the built-in demonstration directory
    #[arg(long, global = true, conflicts_with = "directory")]
    demo: bool,
    /// Answer as of this day (2026-11-23) instead of today
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// A postcode table of your own, also named by the variable `SIGNPOST_POSTCODES`; see `signpost postcodes build`
    #[arg(long, global = true, value_name = "FILE")]
    postcodes: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    /// Print the answer only, without notes on standard error
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal only
    Auto,
    Always,
    Never,
}

/// What each is for stands with its arguments: words here would hide those in `--help`.
#[derive(Debug, Subcommand)]
enum Command {
    Find(find::Arguments),
    Show(show::Arguments),
    Route(route::Arguments),
    Ask(ask::Arguments),
    Profile(profile::Arguments),
    Leaflet(leaflet::Arguments),
    Rules(rules::Arguments),
    Test(test::Arguments),
    Check(check::Arguments),
    Due(due::Arguments),
    Confirm(confirm::Arguments),
    Format(format::Arguments),
    Gaps(gaps::Arguments),
    Export(export::Arguments),
    Import(import::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    New(new::Arguments),
    Schema(schema::Arguments),
    /// Look up postcodes, and build the table they are looked up in
    Postcodes(postcodes::Arguments),
    /// Print completions for your shell
    Completions(set_up::Completions),
    /// Print the manual page
    Man,
}

/// How a command ended; anything that could not run is an error instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Answered.
    Answered,
    /// Ran, and the answer is "problems found", "nothing matched" or "not decided yet".
    Not,
}

impl Status {
    const fn of(answered: bool) -> Self {
        if answered { Self::Answered } else { Self::Not }
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let mut cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; everything else is a command that could not run.
            let failed = error.use_stderr();
            return match error.print() {
                Ok(()) if failed => ExitCode::from(2),
                _ => ExitCode::SUCCESS,
            };
        }
    };
    cli.common.add_variables();
    let stdout = io::stdout();
    let mut out = stdout.lock();
    let result = run(&cli, &mut out).and_then(|status| Ok(out.flush().map(|()| status)?));
    match result {
        Ok(Status::Answered) => ExitCode::SUCCESS,
        Ok(Status::Not) => ExitCode::from(1),
        // Whoever reads has seen enough (`| head`): that is success.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(
                io::stderr(),
                "signpost: {}",
                crate::model::shown::clean_lines(&format!("{error:#}"))
            );
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, out: &mut dyn Write) -> anyhow::Result<Status> {
    match &cli.command {
        Command::Find(arguments) => find::run(arguments, &cli.common, out),
        Command::Show(arguments) => show::run(arguments, &cli.common, out),
        Command::Route(arguments) => route::run(arguments, &cli.common, out),
        Command::Ask(arguments) => ask::run(arguments, &cli.common, out),
        Command::Profile(arguments) => profile::run(arguments, &cli.common, out),
        Command::Leaflet(arguments) => leaflet::run(arguments, &cli.common, out),
        Command::Rules(arguments) => rules::run(arguments, &cli.common, out),
        Command::Test(arguments) => test::run(arguments, &cli.common, out),
        Command::Check(arguments) => check::run(arguments, &cli.common, out),
        Command::Due(arguments) => due::run(arguments, &cli.common, out),
        Command::Confirm(arguments) => confirm::run(arguments, &cli.common, out),
        Command::Format(arguments) => format::run(arguments, &cli.common, out),
        Command::Gaps(arguments) => gaps::run(arguments, &cli.common, out),
        Command::Import(arguments) => import::run(arguments, &cli.common, out),
        Command::Export(arguments) => export::run(arguments, &cli.common, out),
        Command::Diff(arguments) => diff::run(arguments, &cli.common, out),
        Command::Explain(arguments) => explain::run(arguments, &cli.common, out),
        Command::Init(arguments) => init::run(arguments, &cli.common, out),
        Command::New(arguments) => new::run(arguments, &cli.common, out),
        Command::Schema(arguments) => schema::run(arguments, &cli.common, out),
        Command::Postcodes(arguments) => {
            postcodes::run(arguments, cli.common.postcodes.as_deref(), out).map(Status::of)
        }
        Command::Completions(arguments) => set_up::completions(arguments, out),
        Command::Man => set_up::manual(out),
    }
}

/// The path that a variable of the environment names; `None`: it is not set, or set to nothing.
fn path_of_variable(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn parse_date(typed: &str) -> Result<Date, String> {
    typed
        .parse::<Date>()
        .ok()
        .filter(|_| typed.len() == 10)
        .ok_or_else(|| "write year, month and day, such as 2026-11-23".to_owned())
}

impl Common {
    /// Adds what the variables name and no option does.
    fn add_variables(&mut self) {
        self.typed_directory.clone_from(&self.directory);
        if self.directory.is_none() && !self.demo {
            self.directory = path_of_variable("SIGNPOST_DIRECTORY");
        }
        if self.postcodes.is_none() {
            self.postcodes = path_of_variable("SIGNPOST_POSTCODES");
        }
    }

    /// A command as it has to be typed for the directory at hand: with `--demo` or `--directory` where one was typed.
    fn typed(&self, command: &str) -> String {
        match &self.typed_directory {
            _ if self.demo => format!("`signpost {command} --demo`"),
            Some(folder) => format!(
                "`signpost {command} --directory {}`",
                output::quoted(folder)
            ),
            None => format!("`signpost {command}`"),
        }
    }

    /// The same for a command that takes the directory as its argument, where `dir` may have been typed so.
    fn typed_for(&self, command: &str, dir: Option<&Path>) -> String {
        match dir {
            Some(dir) => format!("`signpost {command} {}`", output::quoted(dir)),
            None => self.typed(command),
        }
    }

    /// Whether to use colour on a stream that is, or is not, a terminal.
    fn colour(&self, terminal: bool) -> bool {
        match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Whether findings on standard error are coloured.
    fn colour_of_stderr(&self) -> bool {
        self.colour(io::stderr().is_terminal())
    }
}
