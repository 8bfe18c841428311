//! Two entries that look like one service.

pub(super) mod likeness;

use self::likeness::{Likeness, neighbours};
use super::{Check, Context, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "likely-duplicate",
        severity: Severity::Warning,
        summary: "two entries look like one service",
        why: "One of the two is put right when something changes and the other is not, and people are given the old \
               telephone number. Keep the better one, and delete the other or make it `defunct`. Names count as alike \
               without punctuation, order and small misspellings, but not where a number differs; beside the name, the \
               provider, the telephone number and the places are compared: two of these must agree, or one where \
               nothing else is said. Entries with different places, for different needs, for different ages, or \
               attended in different ways, are two services. Two entries under quite different names are missed.",
        avoid: &[
            (
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/tea-talk.yaml",
                "id: tea-talk\n\
name: Tea & Talk\n\
#     ^^^^^^^^^^\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
        prefer: &[
            (
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/tea-talk.yaml",
                "id: tea-talk\n\
name: Walk and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let services: Vec<(&Service, Likeness)> = context
        .directory
        .services
        .iter()
        .filter(|service| may_run_again(service))
        .map(|service| (service, Likeness::of(service)))
        .collect();
    let mut reported = BTreeSet::new();
    // Pairs come in the order of the later entry; of several doubles of one entry the first is named.
    for (earlier, later) in neighbours(&services) {
        let ((first, _), (second, _)) = (&services[earlier], &services[later]);
        if reported.contains(&later) {
            continue;
        }
        let Some(agree) = services[earlier]
            .1
            .duplicate(first, &services[later].1, second)
        else {
            continue;
        };
        reported.insert(later);
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                second.place_of(Part::Name),
                format!(
                    "`{}` looks like `{}`: the same {agree}",
                    second.id.value, first.id.value
                ),
            )
            .related(first.place_of(Part::Name), "the other entry")
            .help(format!(
                "keep the better one and delete the other; if they are two services, say in `name` what sets `{}` apart",
                second.id.value
            ))
            .about(&second.id.value),
        );
    }
}
