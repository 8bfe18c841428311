//! The `signpost` program: arguments in, exit status out.

use std::process::ExitCode;

/// Several cores ask for memory at once wherever many services are read, checked or written.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    signpost::cli::main()
}
