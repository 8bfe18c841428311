//! A directory's own worked cases, `cases/**/*.yaml`: what is wrong with them, beside what is wrong with the directory.

use super::case;
use crate::diagnostic::{Diagnostic, sort};
use crate::load::{Loaded, Raw, kinds};
use jiff::civil::Date;

/// Adds what is wrong with a directory's own worked cases to the findings, each about its case. `shown` stands before each
/// path, as in [`texts`](crate::load::texts). Safety questions that are asked after `today` are a finding.
///
/// What the cases expect is for `signpost test`. Nothing is read where the directory refuses to answer: cases name its needs
/// and facts. A case too large to be read is read as an empty one.
pub fn add(cases: &[Raw], shown: &str, today: Date, loaded: &mut Loaded) {
    if loaded.refuses {
        return;
    }
    for raw in cases {
        let bytes = raw.bytes.as_deref().unwrap_or_default();
        let mut read = case(&format!("{shown}{}", raw.path), bytes, &loaded.directory);
        if let (Some(day), Some(place)) = (read.case.asked_on, read.asked_on)
            && day > today
        {
            read.findings.push(
                Diagnostic::new(
                    &kinds::ASKED_IN_FUTURE,
                    place,
                    format!("the safety questions were asked on {day}, which has not come yet"),
                )
                .help("put the day on which somebody asked them, or a day of the past for an invented case"),
            );
        }
        let name = raw.path.rsplit('/').next().unwrap_or(&raw.path);
        // The case was read by itself, so its findings point at the first file.
        let file = loaded.sources.add(read.sources.files()[0].clone());
        for mut finding in read.findings {
            finding.primary.span.file = file;
            for label in &mut finding.related {
                label.span.file = file;
            }
            finding.subject = Some(name.trim_end_matches(".yaml").to_owned());
            loaded.findings.push(finding);
        }
    }
    sort(&mut loaded.findings);
}
