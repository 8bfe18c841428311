//! How far a long command is: one line on a terminal, written over; nothing in a pipe, and nothing to `--quiet`.

use super::Common;
use std::io::{self, IsTerminal, Write};

/// The line is written again after so many steps.
const EACH: usize = 500;

/// A line on the terminal that says how far it is.
pub(super) struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// Begins at nothing of `total`.
    pub(super) fn new(what: &'static str, total: usize, common: &Common) -> Self {
        Self {
            what,
            total,
            done: 0,
            shown: !common.quiet && total >= EACH && io::stderr().is_terminal(),
        }
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        if self.shown && self.done.is_multiple_of(EACH) {
            // Whether the line can be seen changes nothing about the answer.
            let _ = write!(
                io::stderr(),
                "\r{}: {} of {}",
                self.what,
                self.done,
                self.total
            );
        }
    }

    /// Takes the line away.
    pub(super) fn end(self) {
        if self.shown {
            let width = self.what.len() + 24;
            let _ = write!(io::stderr(), "\r{:width$}\r", "");
        }
    }
}
