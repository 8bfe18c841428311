//! Sessions that are held only in the fifth week of a month.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "fifth-week-only",
        severity: Severity::Note,
        summary: "a session is held only in months with a fifth week",
        why: "A month has a fifth Tuesday in four or five months of the year; in the others nobody is there. Often \
               the last Tuesday was meant. The format has no word for it: say it in `referral`, and give the weeks \
               that can be it, `weeks: [4, 5]`. Where the fifth is meant, nothing has to be done.",
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
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\", weeks: [5]}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\", weeks: [4, 5]}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for service in &context.directory.services {
        for (position, session) in service.hours.iter().enumerate() {
            let only_fifth =
                !session.weeks.is_empty() && session.weeks.iter().all(|week| *week == 5);
            if only_fifth {
                found.push(
                    Diagnostic::new(
                        &CHECK.kind,
                        service.place_of_item(Part::Hours, position),
                        format!(
                            "a session of `{}` is held in the fifth week only, which most months do not have",
                            service.id.value
                        ),
                    )
                    .help("if the last week is meant, write `weeks: [4, 5]` and say \"the last in the month\" in `referral`")
                    .about(&service.id.value),
                );
            }
        }
    }
}
