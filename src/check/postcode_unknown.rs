//! Postcodes that the table of postcodes does not hold.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Location;
use crate::model::service::Service;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "postcode-unknown",
        severity: Severity::Warning,
        summary: "a postcode is not in the table of postcodes",
        why: "The service is then placed in the middle of its district, or nowhere, and distances to it are wrong. New postcodes may \
               be right although the table does not know them yet.",
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
locations:\n\
\x20 - {name: Library, postcode: CO1 1AB}\n\
#                             ^^^^^^^\n",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
locations:\n\
\x20 - {name: Library, postcode: CO1 1JB}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(table) = context.table else { return };
    for location in &service.locations {
        let (span, problem) = match location {
            Location::Venue {
                postcode: Some(postcode),
                ..
            } if table.unit(postcode.value).is_none() => (
                postcode.span,
                format!("the postcode `{}` is not in the table", postcode.value),
            ),
            Location::Confidential { district } if table.district(district.value).is_none() => (
                district.span,
                format!("the district `{}` is not in the table", district.value),
            ),
            _ => continue,
        };
        found.push(
                Diagnostic::new(&CHECK.kind, span, problem)
                    .help("look it up; if it is new and right, allow it in signpost.toml until the table is newer"),
            );
    }
}
