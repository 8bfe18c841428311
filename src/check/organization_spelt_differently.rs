//! Organisations whose name is spelt in two ways.

use super::likely_duplicate::likeness::words;
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "organization-spelt-differently",
        severity: Severity::Warning,
        summary: "the name of an organisation is spelt in two ways",
        why: "Lists by organisation, and the message that asks it to confirm its entries, leave out those under the \
               other spelling. Names that differ only in capitals, punctuation, \"&\" or a leading \"The\" are one \
               name; the spelling with the most entries counts as the right one. Other misspellings are missed.",
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
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: The Colne neighbours\n\
#             ^^^^^^^^^^^^^^^^^^^^\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [drop-in]\n\
contact: {phone: 01632 960002}\n\
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
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [drop-in]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    // One comparison for each spelling, not for each entry.
    let mut spellings: BTreeMap<&str, Vec<&Service>> = BTreeMap::new();
    for service in &context.directory.services {
        spellings
            .entry(service.organization.as_str())
            .or_default()
            .push(service);
    }
    let mut names: BTreeMap<String, Vec<Vec<&Service>>> = BTreeMap::new();
    for (spelling, services) in spellings {
        let name = words(spelling).join(" ");
        names.entry(name).or_default().push(services);
    }
    for mut spellings in names.into_values() {
        // The most entries first; the first of equals by the id of its first entry.
        spellings.sort_by(|a, b| (b.len(), &a[0].id.value).cmp(&(a.len(), &b[0].id.value)));
        let Some((usual, others)) = spellings.split_first() else {
            continue;
        };
        for service in others.iter().flatten() {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    service.place_of(Part::Organization),
                    format!(
                        "`{}` is spelt `{}` elsewhere",
                        service.organization, usual[0].organization
                    ),
                )
                .related(usual[0].place_of(Part::Organization), "the usual spelling")
                .help("use one spelling everywhere")
                .about(&service.id.value),
            );
        }
    }
}
