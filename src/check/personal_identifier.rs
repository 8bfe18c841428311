//! Numbers and dates that say who somebody is.

use super::texts::Written;
use super::{Check, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::personal::{
    certain_date_of_birth, certain_nhs_number, national_insurance_number,
};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "personal-identifier",
        severity: Severity::Error,
        summary: "a file holds an identifier of a person",
        why: "A directory is copied, printed and kept for ever in git; nobody's NHS number, National Insurance number or \
               date of birth belongs in it, comments included. An NHS number is found by its check digit where it is written \
               in threes and a four or has `NHS` before it, a National Insurance number by its letters, a date of birth where \
               `DOB` or `date of birth` is followed by day, month and year; other ways of writing them are missed. Deleting \
               the line is not enough: git keeps every version.",
        avoid: &[(
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
# rang about her mother, NHS 943 476 5919\n\
#                            ^^^^^^^^^^^^\n",
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
    run: Run::File(run),
};

fn run(written: &Written, found: &mut Vec<Diagnostic>) {
    let text = written.text;
    let identifiers = [
        (certain_nhs_number(text), "an NHS number"),
        (
            national_insurance_number(text),
            "a National Insurance number",
        ),
        (certain_date_of_birth(text), "a date of birth"),
    ];
    for (range, what) in identifiers {
        if let Some(range) = range {
            let finding = Diagnostic::new(
                &CHECK.kind,
                written.place(range),
                format!("this looks like {what}"),
            );
            let help = "remove it; it also stays in git's history, which must be cleaned (`git filter-repo`) before the \
                            directory is shared";
            found.push(finding.help(help).without_excerpt());
        }
    }
}
