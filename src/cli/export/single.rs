//! Exports that are one file: written piece by piece, to a file or to standard output.

use super::super::output::write_to_share_with;
use super::super::progress::Progress;
use super::One;
use crate::exchange::leaving::{Leaving, Withheld, leaving};
use crate::exchange::oruk::tree::Export;
use crate::exchange::{csv::export as rows, fhir as bundle, geojson as map};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What an export writes: the services come one after the other, and [`Services::each`] gives them.
pub(super) struct Services<'e, 'd> {
    export: &'e Export<'d>,
    withheld: Vec<Withheld>,
    progress: Progress,
}

impl<'d> Services<'_, 'd> {
    fn each(&mut self, mut write: impl FnMut(&Leaving<'d>) -> io::Result<()>) -> io::Result<()> {
        let Export {
            directory,
            table,
            today,
        } = *self.export;
        for service in &directory.services {
            let service = leaving(service, directory, table, today, &mut self.withheld);
            write(&service)?;
            self.progress.step();
        }
        Ok(())
    }

    const fn demonstration(&self) -> bool {
        self.export.directory.settings.demonstration
    }
}

/// Writes an export to its file, or to `out`; says what did not leave.
pub(super) fn write(
    export: &Export,
    one: &One,
    content: impl Fn(&mut Services, &mut dyn Write) -> io::Result<()>,
    progress: Progress,
    out: &mut dyn Write,
) -> Result<Vec<Withheld>> {
    let mut services = Services {
        export,
        withheld: Vec::new(),
        progress,
    };
    if let Some(path) = &one.out {
        write_to_share_with(path, one.force, |file| Ok(content(&mut services, file)?))?;
    } else {
        let mut buffered = io::BufWriter::new(out);
        content(&mut services, &mut buffered)?;
        buffered.flush()?;
    }
    services.progress.end();
    Ok(services.withheld)
}

pub(super) fn csv(services: &mut Services, out: &mut dyn Write) -> io::Result<()> {
    let demonstration = services.demonstration();
    write!(out, "{}", rows::head())?;
    services.each(|service| write!(out, "{}", rows::row(service, demonstration)))
}

pub(super) fn geojson(services: &mut Services, out: &mut dyn Write) -> io::Result<()> {
    let demonstration = services.demonstration();
    let attribution = services.export.table.about().attribution.join(" ");
    let name = &services.export.directory.settings.name;
    write!(out, "{}", map::head(name, &attribution, demonstration))?;
    let mut between = "\n";
    services.each(|service| {
        for feature in map::features(service, demonstration) {
            write!(out, "{between}{feature}")?;
            between = ",\n";
        }
        Ok(())
    })?;
    write!(out, "{}", map::TAIL)
}

pub(super) fn fhir(services: &mut Services, out: &mut dyn Write) -> io::Result<()> {
    let demonstration = services.demonstration();
    write!(out, "{}", bundle::head(demonstration))?;
    let mut between = "\n";
    let mut known = BTreeSet::new();
    services.each(|service| {
        for entry in bundle::directory::entries(service, demonstration, &mut known) {
            write!(out, "{between}{entry}")?;
            between = ",\n";
        }
        Ok(())
    })?;
    write!(out, "{}", bundle::TAIL)
}
