//! Summaries above the reading age of eleven.

use super::reading_age::reading_age;

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "summary-hard-to-read",
        severity: Severity::Warning,
        summary: "a summary is hard to read",
        why: "As many as four in ten adults in the UK struggle with health information written for the public (NHS Digital, \
               2019), and more do when they are ill or afraid. The NHS content style guide aims for a reading age of 9 to 11. \
               Measured is the Flesch-Kincaid grade (1975) and 5 years. One or two sentences are few words to measure, so the \
               uncertainty of the figure is taken off in the summary's favour: twice the standard error of its syllables a \
               word. Names, numbers and long words that everybody knows count as short, and it is a finding only where at \
               least two hard words are left that can be replaced. Summaries under 12 words are not measured, and hard texts \
               of short words are missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Multidimensional therapeutic interventions improving psychological independence, community participation and environmental sustainability for vulnerable individuals.\n\
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// The reading age that the NHS asks for at most, in years.
const OLDEST: f64 = 11.0;
/// Shorter texts are not measured, in words.
const FEWEST_WORDS: usize = 12;
/// Hard words that a finding needs, so that there is something to replace.
const FEWEST_HARD: usize = 2;
/// Hard words that a message lists.
const MOST_LISTED: usize = 6;

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !may_run_again(service) {
        return;
    }
    // The words of its own name are what people have to recognise.
    let name = format!("{} {}", service.name, service.organization);
    let read = reading_age(&service.summary, &name);
    if read.words < FEWEST_WORDS || read.surely() <= OLDEST || read.hard.len() < FEWEST_HARD {
        return;
    }
    let hard: Vec<String> = read
        .hard
        .iter()
        .take(MOST_LISTED)
        .map(|word| format!("`{word}`"))
        .collect();
    let place = service.written.part(Part::Summary, service.file);
    found.push(
            Diagnostic::new(
                &CHECK.kind,
                place.unwrap_or(service.id.span),
                format!(
                    "reading age about {:.0}, and {OLDEST:.0} is what everybody can read; hard words: {}",
                    read.years,
                    hard.join(", ")
                ),
            )
            .help("use shorter words and sentences; say what happens there, as you would on the phone"),
        );
}
