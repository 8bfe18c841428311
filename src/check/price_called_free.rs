//! Services with a price whose own text says that they are free.

use super::wording::sentences;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Cost;
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "price-called-free",
        severity: Severity::Warning,
        summary: "a service has a price, and its text says that it is free",
        why: "One of the two is old. People are asked to pay for what was promised free, or stay away from what would \
               cost them nothing. Ask the service which is true. A sentence that says for whom, when or what is free \
               (\"for carers\", \"the first time\", \"parking\") is left alone, so a contradiction in it is missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea. It is free.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
cost: {amount: 2.00, per: session}\n\
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea. It is free.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
cost: free\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

const CALLED_FREE: [&str; 13] = [
    "it is free",
    "it's free",
    "this is free",
    "the service is free",
    "the group is free",
    "the class is free",
    "the course is free",
    "free of charge",
    "completely free",
    "free to join",
    "free to attend",
    "there is no charge",
    "it costs nothing",
];

/// Words that say for whom, when or what is free.
const EXCUSES: [&str; 40] = [
    "for",
    "if",
    "when",
    "while",
    "until",
    "unless",
    "first",
    "after",
    "before",
    "under",
    "over",
    "taster",
    "trial",
    "parking",
    "bus",
    "tea",
    "coffee",
    "lunch",
    "carer",
    "carers",
    "companion",
    "child",
    "children",
    "visit",
    "assessment",
    "advice",
    "membership",
    "member",
    "members",
    "who",
    "with",
    "but",
    "not",
    "lift",
    "wifi",
    "call",
    "calls",
    "loan",
    "delivery",
    "equipment",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if !matches!(service.cost, Some(Cost::Price { pence: 1.., .. })) {
        return;
    }
    let called_free = sentences(service, &["free", "no charge", "nothing"])
        .filter(|sentence| !sentence.has(&EXCUSES))
        .find_map(|sentence| {
            sentence
                .find(&CALLED_FREE)
                .map(|range| sentence.place(range))
        });
    if let Some(called_free) = called_free {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::Cost),
                format!("`{}` has a price, but is called free", service.id.value),
            )
            .related(called_free, "called free here")
            .help("write `cost: free`, or say in the text what it costs"),
        );
    }
}
