//! Telephone numbers that two organisations share.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::contact::digits;
use crate::model::service::Service;
use std::collections::BTreeMap;

/// Numbers with fewer digits are short codes, which nobody owns alone.
const SHORTEST: usize = 8;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "phone-shared",
        severity: Severity::Warning,
        summary: "two organisations have one telephone number",
        why: "One of them was copied and never put right, so a call about a fall reaches a debt adviser. Entries of one organisation \
               may share a number, and short codes such as 111 are shared by nature.",
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
contact: {phone: 01632 960003}\n\
#                ^^^^^^^^^^^^\n\
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
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &Service> = BTreeMap::new();
    for service in &context.directory.services {
        let Some(phone) = &service.contact.phone else {
            continue;
        };
        let dialled = digits(phone);
        if dialled.len() < SHORTEST {
            continue;
        }
        let earlier = *first.entry(dialled).or_insert(service);
        if earlier.organization != service.organization
            && let Some(other) = &earlier.contact.phone
        {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    phone.span,
                    format!(
                        "`{}` is the number of {} and of {}",
                        phone.value, service.organization, earlier.organization
                    ),
                )
                .related(other.span, "it stands here too")
                .help("ring it to see who answers, and put the other one right")
                .about(&service.id.value),
            );
        }
    }
}
